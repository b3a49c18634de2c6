"""Finished files in; what is wrong with them out. Reads them back with pdfium and pikepdf and shares no code with what
drew them, so that a fault there is not a fault here.
"""

from powermap.proof.file import proof_bytes, proof_file
from powermap.proof.report import Finding, PageFacts, Report, Where

__all__ = ["Finding", "PageFacts", "Report", "Where", "proof_bytes", "proof_file"]
