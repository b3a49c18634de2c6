"""A PDF drawn in inks with room around its pages in; a file for the press (PDF/X-4, ISO 15930-7) or a display-board
printer out.
"""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from powermap.geometry import Rect
from powermap.press.marks import draw_crop_marks, draw_marks
from powermap.units import mm

BLEED = mm(3)
"""What print shops ask for."""

AROUND = mm(15)
"""The paper around the trimmed sheet: bleed, marks, slug line."""

BOARD_MARGIN = mm(10)
"""White around a display board, to hold it and to cut it off."""

CONDITION = "FOGRA39"
"""The name of the printing condition in the registry of the ICC (https://registry.color.org)."""


def finish_offset(data: bytes, profile: bytes) -> bytes:
    """The file with boxes, marks and what makes it PDF/X-4. data: pages with AROUND pt on every side; profile: ICC."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            trim = _trim(page, AROUND)
            page.obj.TrimBox = _array(trim)
            page.obj.BleedBox = _array(trim.inset(-BLEED))
            draw_marks(pdf, page, trim)
        _name_intent(pdf, profile)
        describe_for_offset(pdf)
        return _saved(pdf)


def finish_board(data: bytes) -> bytes:
    """The file with its trim box and crop marks in a plain margin. data: pages with BOARD_MARGIN pt on every side."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            trim = _trim(page, BOARD_MARGIN)
            page.obj.TrimBox = page.obj.BleedBox = _array(trim)
            draw_crop_marks(pdf, page, trim)
        return _saved(pdf)


def _trim(page: pikepdf.Page, around: float) -> Rect:
    x0, y0, x1, y1 = (float(value) for value in page.mediabox)
    return Rect(x0 + around, y0 + around, x1 - x0 - 2 * around, y1 - y0 - 2 * around)


def _array(rect: Rect) -> Array:
    return Array([round(value, 4) for value in (rect.x, rect.y, rect.right, rect.bottom)])


def _name_intent(pdf: Pdf, profile: bytes) -> None:
    stream = pdf.make_stream(profile)
    stream.N = 4
    stream.Alternate = Name.DeviceCMYK
    pdf.Root.OutputIntents = Array(
        [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name.GTS_PDFX,
                    OutputConditionIdentifier=CONDITION,
                    OutputCondition="Offset, coated paper, ISO 12647-2:2004/Amd 1",
                    RegistryName="http://www.color.org",
                    Info="Offset, coated paper, FOGRA39",
                    DestOutputProfile=stream,
                )
            )
        ]
    )


def describe_for_offset(pdf: Pdf, form: str = "") -> None:
    """What PDF/X-4 wants said: title, dates, trapping, its own name, in the metadata and the same in the old place.

    form: what tells files of the same title apart, as the sheets of a booklet from its pages.
    """
    info = pdf.docinfo
    info.Trapped = Name("/False")
    title, date, creator = (str(info.get(key, "")) for key in ("/Title", "/CreationDate", "/Creator"))
    pdf.Root.Metadata = pdf.make_stream(_packet(title, date, creator, _uuid(title + form)))
    pdf.Root.Metadata.Type = Name.Metadata
    pdf.Root.Metadata.Subtype = Name.XML


def _packet(title: str, date: str, creator: str, own: str) -> bytes:
    """The metadata (XMP). date as in the file: D:20000101000000+00'00'; own: the file's own name."""
    digits = date.removeprefix("D:")[:14].ljust(14, "0")
    when = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}T{digits[8:10]}:{digits[10:12]}:{digits[12:14]}+00:00"
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>
<xmp:MetadataDate>{when}</xmp:MetadataDate><xmp:CreatorTool>{escape(creator)}</xmp:CreatorTool>
<xmpMM:DocumentID>uuid:{own}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Producer>{escape(creator)}</pdf:Producer><pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def _uuid(name: str) -> str:
    """The same for the same name: files repeat byte by byte."""
    from uuid import NAMESPACE_URL, uuid5

    return str(uuid5(NAMESPACE_URL, f"powermap:{name}"))


def _saved(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, min_version="1.6", deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
