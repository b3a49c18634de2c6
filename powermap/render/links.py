"""A rectangle and a named place in; the annotation that leads from one to the other out."""

from __future__ import annotations

from typing import Any

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.pdfdoc import PDFObject

LINK = b"<<\n/Border [ 0 0 0 ] /Contents () /Dest %b /Rect [ %b ] /Subtype /Link /Type /Annot\n>>"


class LinkTo(PDFObject):
    """A link inside the document. It writes what reportlab's own does, at once and not by way of a dictionary, two
    arrays and a text: a booklet has some nine hundred.

    place: reportlab's destination, whose page is known when the document is written. known: what places there are look
    like in the file, for all links of a document.
    """

    def __init__(self, box: tuple[float, ...], place: Any, known: dict[str, bytes]) -> None:
        self.box = fp_str(*box).encode()
        self.place = place
        self.known = known

    def format(self, document: Any) -> bytes:
        written = self.known.get(self.place.name)
        if written is None:
            written = self.known[self.place.name] = self.place.format(document)
        return LINK % (written, self.box)
