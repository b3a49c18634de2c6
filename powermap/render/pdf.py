"""A document of literal scene items in; PDF bytes out, the same bytes for the same document.

Text is drawn with embedded TrueType subsets; every font a scene names is looked up in the catalogue it was measured
with.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from powermap.errors import MissingError
from powermap.scene.items import (
    Anchor,
    Close,
    Color,
    Curve,
    Document,
    Gradient,
    Group,
    Image,
    Line,
    Link,
    Move,
    Page,
    Path,
    SceneItem,
    Square,
    Text,
)

if TYPE_CHECKING:
    from reportlab.pdfgen.pathobject import PDFPathObject

    from powermap.text.fonts import Catalogue

CREATOR = "powermap"
rl_config.useA85 = 0  # streams as bytes: ASCII85 makes files a quarter larger and drawing slower
_CAPS = {"butt": 0, "round": 1}


def draw_pdf(document: Document, fonts: Catalogue) -> bytes:
    """The document as a PDF file. Raises MissingError if a font of the catalogue cannot be embedded."""
    for font in fonts.fonts:
        _register(font.name, str(font.path))
    out = io.BytesIO()
    first = document.pages[0]
    canvas = Canvas(
        out,
        pagesize=(first.width, first.height),
        invariant=1,
        pageCompression=1,
        lang=document.language,
        initialFontName=fonts.widest.name,  # type: ignore[arg-type]  # the stubs say float; without it Helvetica is in every file
    )
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setSubject(document.subject)
    canvas.setCreator(CREATOR)
    canvas.setProducer(CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    for index, page in enumerate(document.pages):
        canvas.setPageSize((page.width, page.height))
        if page.label:
            canvas.addPageLabel(index, prefix=page.label)
        _Pen(canvas, page).draw(page.items)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _register(name: str, path: str) -> None:
    known = name in pdfmetrics.getRegisteredFontNames()
    if known and pdfmetrics.getFont(name).face.filename == path:  # type: ignore[attr-defined]
        return
    try:
        font = TTFont(name, path)
        _read_glyphs_singly(font.face)
        pdfmetrics.registerFont(font)
    except TTFError as error:
        raise MissingError(f"字体文件不能嵌入 PDF：{path}（{error}）。请换用 TrueType 字体（.ttf）") from error


def _read_glyphs_singly(face: Any) -> None:
    """Let subsetting take just the glyphs it needs out of the font: reportlab copies the whole table of 5 MB for each
    subset, a tenth of the time of a poster.
    """
    whole = face.get_table

    def get_table(tag: str) -> Any:
        return _Glyphs(face, face.get_table_pos(tag)[0]) if tag == "glyf" else whole(tag)

    face.get_table = get_table


class _Glyphs:
    """The glyf table of a font, of which slices are read when they are asked for."""

    def __init__(self, face: Any, start: int) -> None:
        self.face = face
        self.start = start

    def __getitem__(self, part: slice) -> bytes:
        chunk: bytes = self.face.get_chunk(self.start + part.start, part.stop - part.start)
        return chunk


class _Pen:
    """Draws the items of one page; remembers the colours and widths in force so that they are written once."""

    def __init__(self, canvas: Canvas, page: Page) -> None:
        self.canvas = canvas
        self.height = page.height
        self.fill: Color | None = None
        self.line: Color | None = None

    def draw(self, items: Iterable[SceneItem]) -> None:
        for item in items:
            match item:
                case Text():
                    self._text(item)
                case Path():
                    self._path(item)
                case Group():
                    self.draw(item.items)
                case Image():
                    self._image(item)
                case Link():
                    self._link(item)
                case Anchor():
                    self._anchor(item)

    def _use_fill(self, color: Color) -> None:
        if color != self.fill:
            self.canvas.setFillColorRGB(*color)
            self.fill = color

    def _text(self, text: Text) -> None:
        self._use_fill(text.color)
        self.canvas.setFont(text.font, text.size)
        self.canvas.drawString(text.x, self.height - text.y, text.text, charSpace=text.spacing)

    def _image(self, image: Image) -> None:
        from reportlab.lib.utils import ImageReader

        r = image.rect
        picture = ImageReader(io.BytesIO(image.data))
        self.canvas.drawImage(picture, r.x, self.height - r.bottom, r.w, r.h, mask="auto")

    def _path(self, path: Path) -> None:
        outline = self.canvas.beginPath()
        self._trace(outline, path)
        if isinstance(path.fill, Gradient):
            self._gradient(outline, path.fill)
        elif path.fill is not None:
            self._use_fill(path.fill)
        if path.stroke is not None:
            if path.stroke.color != self.line:
                self.canvas.setStrokeColorRGB(*path.stroke.color)
                self.line = path.stroke.color
            self.canvas.setLineWidth(path.stroke.width)
            self.canvas.setDash(list(path.stroke.dash))
            self.canvas.setLineCap(_CAPS[path.stroke.cap])
        solid = isinstance(path.fill, Color)
        if solid or path.stroke is not None:
            self.canvas.drawPath(outline, stroke=int(path.stroke is not None), fill=int(solid), fillMode=1)

    def _trace(self, outline: PDFPathObject, path: Path) -> None:
        top = self.height
        for segment in path.segments:
            match segment:
                case Move(x, y):
                    outline.moveTo(x, top - y)
                case Line(x, y):
                    outline.lineTo(x, top - y)
                case Curve(x1, y1, x2, y2, x, y):
                    outline.curveTo(x1, top - y1, x2, top - y2, x, top - y)
                case Close():
                    outline.close()
                case Square(x, y, w, h):
                    outline.rect(x, top - y - h, w, h)

    def _gradient(self, outline: PDFPathObject, g: Gradient) -> None:
        from reportlab.lib.colors import Color as Ink

        self.canvas.saveState()
        self.canvas.clipPath(outline, stroke=0, fill=0)
        self.canvas.linearGradient(
            g.x0, self.height - g.y0, g.x1, self.height - g.y1, (Ink(*g.start), Ink(*g.end)), extend=True
        )
        self.canvas.restoreState()

    def _link(self, link: Link) -> None:
        r = link.rect
        box = (r.x, self.height - r.bottom, r.right, self.height - r.y)
        if link.target.startswith("#"):
            self.canvas.linkRect("", link.target[1:], Rect=box, relative=0, thickness=0)
        else:
            self.canvas.linkURL(link.target, box, relative=0, thickness=0)

    def _anchor(self, anchor: Anchor) -> None:
        self.canvas.bookmarkPage(anchor.name, fit="FitH", top=self.height - anchor.y)
        if anchor.title:
            self.canvas.addOutlineEntry(anchor.title, anchor.name, level=anchor.level, closed=anchor.level > 0)
            self.canvas.showOutline()
