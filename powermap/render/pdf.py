"""A document of literal scene items in; PDF bytes out, the same bytes for the same document.

Text is drawn with embedded TrueType subsets, or as outlines of the same fonts; every font a scene names is looked up in
the catalogue it was measured with. Colours are written as sRGB, or as the inks of a theme.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFZCompress
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from powermap.errors import MissingError
from powermap.render.glyphs import outline_of
from powermap.render.links import LinkTo
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
    Stroke,
    Text,
)
from powermap.value import Value

if TYPE_CHECKING:
    from powermap.render.inks import Inks
    from powermap.text.fonts import Catalogue

CREATOR = "powermap"
rl_config.useA85 = 0  # streams as bytes: ASCII85 makes files a quarter larger and drawing slower
_DEFLATE = 3
"""Of 9: a twelfth of a poster's time less than with reportlab's 6, and the file 3 % larger."""

_CAPS = {"butt": 0, "round": 1}

LARGE = 36.0
"""pt (13 mm) both ways from which on a filled shape is an area and no mark."""


class Drawing(Value, frozen=True):
    """How a document is drawn.

    inks: None for sRGB. outlines: text as outlines, no font in the file (转曲). around: pt that the media is larger on
    every side than the document's page; such a page is for print and has no links. bleed: how much of that the page's
    own items may cover. notes: for each page what stands on the media besides, in the page's coordinates.
    """

    inks: Inks | None = None
    outlines: bool = False
    around: float = 0.0
    bleed: float = 0.0
    notes: tuple[tuple[SceneItem, ...], ...] = ()


SCREEN = Drawing()


def draw_pdf(document: Document, fonts: Catalogue, drawing: Drawing = SCREEN) -> bytes:
    """The document as a PDF file. Raises MissingError if a font of the catalogue cannot be embedded."""
    for font in fonts.fonts:
        _register(font.name, str(font.path))
    out = io.BytesIO()
    first = document.pages[0]
    canvas = Canvas(
        out,
        pagesize=(first.width + 2 * drawing.around, first.height + 2 * drawing.around),
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
    pen = _Pen(canvas, drawing)
    for index, page in enumerate(document.pages):
        canvas.setPageSize((page.width + 2 * drawing.around, page.height + 2 * drawing.around))
        if drawing.outlines:
            _forget_fonts(canvas)
        if page.label:
            canvas.addPageLabel(index, prefix=page.label)
        pen.draw_page(page, drawing)
        if drawing.notes:
            pen.draw(drawing.notes[index])
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _deflate(text: str | bytes) -> bytes:
    return zlib.compress(text.encode() if isinstance(text, str) else text, _DEFLATE)


PDFZCompress.encode = _deflate  # type: ignore[method-assign]


def _forget_fonts(canvas: Any) -> None:
    """Take out the font with which reportlab begins every page, though nothing is set in it."""
    canvas._preamble = "1 0 0 1 0 0 cm"
    canvas._doc.fontMapping.clear()
    canvas._doc.delayedFonts.clear()


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


class _Codes(dict[str, tuple[str, str]]):
    """For each character of a font the name of the subset of it that holds the character in this file, and the
    character's code there, escaped.
    """

    def __init__(self, canvas: Any, font: Any) -> None:
        super().__init__()
        self.canvas = canvas
        self.font = font

    def __missing__(self, char: str) -> tuple[str, str]:
        doc = self.canvas._doc
        ((subset, code),) = self.font.splitString(char, doc)
        found = self[char] = (self.font.getSubsetInternalName(subset, doc), self.canvas._escape(code))
        return found


class _Pen:
    """Draws the pages of a document. What reportlab would write again and again is remembered: the colours in force,
    so that they are written once, and the operators for each colour, stroke and character.
    """

    def __init__(self, canvas: Any, drawing: Drawing) -> None:
        self.canvas = canvas
        self.height = 0.0
        self.around = drawing.around
        self.inks = drawing.inks
        self.outlines = drawing.outlines
        self.fill: tuple[float, ...] | None = None
        self.line: tuple[float, ...] | None = None
        self.codes: dict[str, _Codes] = {}
        self.fills: dict[tuple[float, ...], str] = {}
        self.strokes: dict[tuple[float, tuple[float, ...], str], list[str]] = {}
        self.places: dict[str, bytes] = {}

    def draw_page(self, page: Page, drawing: Drawing) -> None:
        """The page's own items, cut off where its bleed ends."""
        self.height = page.height + drawing.around
        self.fill = self.line = None
        if not drawing.around:
            self.draw(page.items)
            return
        self.canvas.translate(drawing.around, 0)
        by = drawing.bleed
        window = self.canvas.beginPath()
        window.rect(-by, drawing.around - by, page.width + 2 * by, page.height + 2 * by)
        self.canvas.saveState()
        self.canvas.clipPath(window, stroke=0, fill=0)
        self.draw(page.items)
        self.canvas.restoreState()
        self.fill = self.line = None

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

    def _use_fill(self, color: Color, area: bool = False) -> None:
        paint = self._paint(color, area)
        if paint != self.fill:
            self.fill = paint
            if paint in self.fills:
                self.canvas._code.append(self.fills[paint])
                return
            if self.inks:
                self.canvas.setFillColorCMYK(*paint)
            else:
                self.canvas.setFillColorRGB(*paint)
            self.fills[paint] = self.canvas._code[-1]

    def _use_line(self, color: Color) -> None:
        paint = self._paint(color, False)
        if paint != self.line:
            if self.inks:
                self.canvas.setStrokeColorCMYK(*paint)
            else:
                self.canvas.setStrokeColorRGB(*paint)
            self.line = paint

    def _paint(self, color: Color, area: bool) -> tuple[float, ...]:
        if self.inks is None:
            return color
        return self.inks.of_area(color) if area else self.inks.of(color)

    def _text(self, text: Text) -> None:
        self._use_fill(text.color)
        if self.outlines:
            self._outline(text)
            return
        # What drawString writes, without the text objects and the widths that it makes on the way: a third of the time
        # of a booklet's file.
        codes = self.codes.get(text.font)
        if codes is None:
            codes = self.codes[text.font] = _Codes(self.canvas, pdfmetrics.getFont(text.font))
        code = [f"BT 1 0 0 1 {fp_str(text.x, self.height - text.y)} Tm"]
        if text.spacing:
            code.append(f"{fp_str(text.spacing)} Tc")
        current, run = "", ""
        for char in text.text:
            subset, byte = codes[char]
            if subset != current:
                if run:
                    code.append(f"({run}) Tj")
                code.append(f"{subset} {fp_str(text.size)} Tf {fp_str(1.2 * text.size)} TL")
                current, run = subset, ""
            run += byte
        code.append(f"({run}) Tj T* 0 Tc ET" if text.spacing else f"({run}) Tj T* ET")
        self.canvas._code.append(" ".join(code))

    def _outline(self, text: Text) -> None:
        """Each character as a form that is in the file once; inside the run lengths are the font's units."""
        font: Any = pdfmetrics.getFont(text.font)
        face = font.face
        scale = text.size / face.unitsPerEm
        code = [f"q {scale:.6f} 0 0 {scale:.6f} {text.x:.3f} {self.height - text.y:.3f} cm"]
        step = 0.0
        for char in text.text:
            glyph = face.charToGlyph.get(ord(char), 0)
            form = self._form(text.font, face, glyph)
            if form:
                if step:
                    code.append(f"1 0 0 1 {step:.2f} 0 cm")
                    step = 0.0
                code.append(f"/{form} Do")
            step += font.stringWidth(char, face.unitsPerEm) + text.spacing / scale
        if len(code) > 1:
            self.canvas._code.append(" ".join([*code, "Q"]))

    def _form(self, font: str, face: Any, glyph: int) -> str:
        """The name of a glyph's form in the file; "" for a blank one."""
        content, box = _packed(face, glyph)
        if not content:
            return ""
        doc, name = self.canvas._doc, f"{font}-{glyph}"
        form: str = doc.getXObjectName(name)
        if form not in doc.idToObject:
            entries = {"Type": PDFName("XObject"), "Subtype": PDFName("Form"), "BBox": PDFArray(box)}
            entries |= {"Resources": PDFDictionary({}), "Filter": PDFName("FlateDecode")}
            doc.Reference(PDFStream(PDFDictionary(entries), content), form)
        self.canvas._formsinuse.append(name)
        return form

    def _image(self, image: Image) -> None:
        from reportlab.lib.utils import ImageReader

        r = image.rect
        picture: Any = ImageReader(io.BytesIO(image.data))
        if self.inks:
            picture = _in_inks(picture)
        self.canvas.drawImage(picture, r.x, self.height - r.bottom, r.w, r.h, mask="auto")

    def _path(self, path: Path) -> None:
        outline = self._traced(path)
        if isinstance(path.fill, Gradient):
            self._gradient(outline, path.fill)
        elif path.fill is not None:
            self._use_fill(path.fill, self.inks is not None and self.inks.rich and _is_large(path))
        if path.stroke is not None:
            self._use_line(path.stroke.color)
            self.canvas._code += self._stroke(path.stroke)
        solid = isinstance(path.fill, Color)
        if solid or path.stroke is not None:
            self.canvas._code.append(outline)
            self.canvas._strokeAndFill(stroke=int(path.stroke is not None), fill=int(solid), fillMode=1)

    def _stroke(self, stroke: Stroke) -> list[str]:
        """The operators for width, dash and ends."""
        key = (stroke.width, stroke.dash, stroke.cap)
        if key not in self.strokes:
            dash = " ".join(fp_str(length) for length in stroke.dash)
            self.strokes[key] = [f"{fp_str(stroke.width)} w", f"[{dash}] 0 d", f"{_CAPS[stroke.cap]} J"]
        return self.strokes[key]

    def _traced(self, path: Path) -> str:
        """The operators of an outline."""
        top = self.height
        code = ["n"]
        for segment in path.segments:
            match segment:
                case Line(x, y):
                    code.append(f"{fp_str(x, top - y)} l")
                case Curve(x1, y1, x2, y2, x, y):
                    code.append(f"{fp_str(x1, top - y1, x2, top - y2, x, top - y)} c")
                case Move(x, y):
                    code.append(f"{fp_str(x, top - y)} m")
                case Close():
                    code.append("h")
                case Square(x, y, w, h):
                    code.append(f"{fp_str(x, top - y - h, w, h)} re")
        return " ".join(code)

    def _gradient(self, outline: str, g: Gradient) -> None:
        from reportlab.lib.colors import CMYKColor
        from reportlab.lib.colors import Color as Rgb

        ends: list[Any] = [self._paint(color, True) for color in (g.start, g.end)]
        paints: list[Any] = [CMYKColor(*end) if self.inks else Rgb(*end) for end in ends]
        self.canvas.saveState()
        self.canvas._code.append(f"{outline} W n")
        self.canvas.linearGradient(g.x0, self.height - g.y0, g.x1, self.height - g.y1, paints, extend=True)
        self.canvas.restoreState()

    def _link(self, link: Link) -> None:
        if self.around:
            return  # PDF/X allows no annotations on what is printed (ISO 15930-7, 6.17)
        r = link.rect
        box = (r.x, self.height - r.bottom, r.right, self.height - r.y)
        if link.target.startswith("#"):
            place = self.canvas._bookmarkReference(link.target[1:])
            self.canvas._addAnnotation(LinkTo(box, place, self.places))
        else:
            self.canvas.linkURL(link.target, box, relative=0, thickness=0)

    def _anchor(self, anchor: Anchor) -> None:
        self.canvas.bookmarkPage(anchor.name, fit="FitH", top=self.height - anchor.y)
        if anchor.title:
            self.canvas.addOutlineEntry(anchor.title, anchor.name, level=anchor.level, closed=anchor.level > 0)
            self.canvas.showOutline()


def _is_large(path: Path) -> bool:
    """Whether a path covers more than LARGE pt both ways."""
    xs: list[float] = []
    ys: list[float] = []
    for segment in path.segments:
        match segment:
            case Move(x, y) | Line(x, y) | Curve(_, _, _, _, x, y):
                xs.append(x)
                ys.append(y)
            case _:
                pass
    return bool(xs) and max(xs) - min(xs) > LARGE and max(ys) - min(ys) > LARGE


@lru_cache(maxsize=16384)
def _packed(face: Any, glyph: int) -> tuple[bytes, tuple[int, ...]]:
    """A glyph's operators, deflated, and a box that holds them."""
    operators = outline_of(face, glyph)
    if not operators:
        return b"", ()
    return zlib.compress(operators, 9), _box(face, glyph)


def _box(face: Any, glyph: int) -> tuple[int, ...]:
    """The bounds that the font gives for a glyph, a unit larger for rounding."""
    start = face.get_table_pos("glyf")[0] + face.glyphPos[glyph]
    left, bottom, right, top = struct.unpack(">4h", face.get_chunk(start + 2, 8))
    return left - 1, bottom - 1, right + 1, top + 1


def _in_inks(picture: Any) -> Any:
    """A picture that reportlab has opened, in inks; what is transparent stays transparent."""
    from reportlab.lib.utils import ImageReader

    from powermap.render.inks import convert_picture

    whole = picture._image.convert("RGBA")
    out: Any = ImageReader(convert_picture(whole.convert("RGB")))
    alpha = whole.getchannel("A")
    out.getRGBData()  # the first call forgets what is transparent
    out._dataA = ImageReader(alpha) if alpha.getextrema() != (255, 255) else None
    return out
