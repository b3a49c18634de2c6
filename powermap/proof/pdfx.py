"""A PDF made for offset printing in; what it lacks of the marking of PDF/X-4 (ISO 15930-7:2010) out.

Print shops sort files by it before a person looks: what is not marked is sent back or converted once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from powermap.diagnostics import Severity
from powermap.proof.report import Finding
from powermap.proof.structure import resources_of

if TYPE_CHECKING:
    from pikepdf import Pdf

_ICC_HEADER = 128
"""Bytes of a profile's header (ICC.1:2010, 7.2): class at 12, colour space at 16, signature at 36."""

_SAID = ("dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID", "xmpMM:VersionID")
"""What the metadata has to say (6.2)."""

_VERSION = re.compile(rb"GTS_PDFXVersion(?:\s*=\s*[\"']|>)\s*PDF/X-4\s*[\"'<]")
_TRAPPED = re.compile(rb"pdf:Trapped(?:\s*=\s*[\"']|>)\s*(True|False)\s*[\"'<]")

_FOR_PRINTERS = ("/PrinterMark", "/TrapNet")
"""Annotations that may stand where it is printed."""


def check_pdfx(pdf: Pdf) -> list[Finding]:
    """Output intent with its profile, metadata, trapping, identity; nothing that runs, nothing laid over the sheet."""
    whole = [*_intent_problems(pdf), *_metadata_problems(pdf), *_file_problems(pdf)]
    out = [Finding("pdf-x", Severity.ERROR, 0, what) for what in whole]
    for number, page in enumerate(pdf.pages, 1):
        out += [Finding("pdf-x", Severity.ERROR, number, what) for what in _page_problems(page.obj)]
    return out


def _intent_problems(pdf: Pdf) -> Iterator[str]:
    intents = [intent for intent in pdf.Root.get("/OutputIntents", []) if intent.get("/S") == "/GTS_PDFX"]
    if len(intents) != 1:
        yield f"应有一个 PDF/X 输出意图，这里有 {len(intents)} 个，印刷厂不知道颜色按什么印"
        return
    (intent,) = intents
    if not str(intent.get("/OutputConditionIdentifier", "")):
        yield "输出意图没有写印刷条件（OutputConditionIdentifier）"
    profile: Any = intent.get("/DestOutputProfile")
    if profile is None:
        yield "输出意图里没有嵌入颜色文件（ICC）"
        return
    data = bytes(profile.read_bytes())
    if len(data) < _ICC_HEADER or data[36:40] != b"acsp" or int.from_bytes(data[:4], "big") != len(data):
        yield "输出意图里的颜色文件（ICC）损坏了"
    elif (data[12:16], data[16:20], int(profile.get("/N", 0))) != (b"prtr", b"CMYK", 4):
        yield "输出意图里的颜色文件（ICC）不是四色印刷的"


def _metadata_problems(pdf: Pdf) -> Iterator[str]:
    stream = pdf.Root.get("/Metadata")
    if stream is None:
        yield "没有写明是 PDF/X-4（XMP 元数据）"
        return
    data = bytes(stream.read_bytes())
    if not _VERSION.search(data):
        yield "元数据（XMP）没有写明是 PDF/X-4（GTS_PDFXVersion）"
    missing = [name for name in _SAID if name.encode() not in data]
    if missing:
        yield f"元数据（XMP）缺 {'、'.join(missing)}"
    info: Any = pdf.trailer.get("/Info", {})
    said, trapped = _TRAPPED.search(data), str(info.get("/Trapped", ""))
    if trapped not in ("/True", "/False"):
        yield "没有写明做没做补漏白（Trapped）"
    elif said and f"/{said[1].decode()}" != trapped:
        yield "补漏白（Trapped）在两处写得不一样"


def _file_problems(pdf: Pdf) -> Iterator[str]:
    if pdf.is_encrypted:
        yield "文件加了密，印刷厂打不开"
    if "/ID" not in pdf.trailer:
        yield "文件没有标识（ID）"
    names: Any = pdf.Root.get("/Names", {})
    if "/AA" in pdf.Root or "/JavaScript" in names or "/EmbeddedFiles" in names:
        yield "文件里有脚本或附件，印刷文件里不能有"


def _page_problems(page: Any) -> Iterator[str]:
    if any(note.get("/Subtype") not in _FOR_PRINTERS for note in page.get("/Annots", [])):
        yield "页面上有链接或批注，印刷文件里不能有"
    if "/AA" in page:
        yield "页面上有脚本，印刷文件里不能有"
    if any("/TR" in state or state.get("/TR2", "/Default") != "/Default" for state in resources_of(page, "/ExtGState")):
        yield "页面上有传递曲线（TR），印刷时深浅会变"
    if any(form.get("/Subtype") == "/PS" for form in resources_of(page, "/XObject")):
        yield "页面上有 PostScript 程序，印刷文件里不能有"
