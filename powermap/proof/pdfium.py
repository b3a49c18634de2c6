"""A PDF in; its pages as pdfium sees them out: text with the place of every character, paths, pictures, pixels.

pdfium is the reader of Chrome, not the writer of these files, so what is found here is what people will see.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from powermap.errors import InputError
from powermap.proof.lines import Glyph, Rgb, Run
from powermap.proof.matrices import IDENTITY, Matrix, applied, chords, times
from powermap.proof.page import Ground, Image, PageContent, Shape
from powermap.proof.places import Box, Point, around
from powermap.units import mm

MANY = 100
"""Segments from which on it is asked whether a path has curves: a QR code has none, an outlined character has."""

LARGEST_OUTLINE = 200
"""Segments up to which a filled path is read point by point; above (QR codes, drawings) its box must do."""

GROUND_PX = 640
"""Pixels of the short side of the picture that grounds are taken from: a notice is 8 px high at every sheet's floor."""

LONGEST_GROUND_PX = 8000
"""Of the long side, so that no page asks for more memory than there is."""


_HYPHEN = "\x02"
"""What pdfium gives for a hyphen at the end of a line."""

_BOLD_WORDS = ("bold", "black", "heavy", "medium", "semibold")


@contextmanager
def open_document(data: bytes) -> Iterator[Any]:
    """The document for as long as the block runs. Raises InputError for what pdfium cannot open."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise InputError(f"打不开这个 PDF（{error}）") from error
    try:
        yield document
    finally:
        document.close()


class PageReader:
    """Reads one page of an open document; close it before the document."""

    def __init__(self, document: Any, index: int) -> None:
        import pypdfium2.raw as raw

        self.raw = raw
        self.page = document[index]
        self.number = index + 1
        left, bottom, right, top = self.page.get_mediabox()
        self.left, self.top = left, top
        self.width, self.height = right - left, top - bottom
        self._bold: dict[int, bool] = {}
        self._floats = [ctypes.c_float() for _ in range(4)]
        self._refs = [ctypes.byref(value) for value in self._floats]
        self._objects = list(self._walk(None, IDENTITY))

    def close(self) -> None:
        self.page.close()

    def read(self) -> PageContent:
        """Everything on the page, as values."""
        trim = self.page.get_trimbox()
        runs, twins = self._runs()
        if trim != self.page.get_mediabox():  # what stands beyond the bleed is for the printer and is cut off
            kept = Box(trim[0] - self.left, self.top - trim[3], trim[2] - self.left, self.top - trim[1]).grown(mm(3))
            runs = [run for run in runs if run.box.meets(kept)]
        shapes, images = [], []
        for order, (item, matrix) in enumerate(self._objects):
            kind = self.raw.FPDFPageObj_GetType(item)
            if kind == self.raw.FPDF_PAGEOBJ_PATH:
                shapes.append(self._shape(order, item, matrix))
            elif kind == self.raw.FPDF_PAGEOBJ_IMAGE:
                images.append(self._image(order, item, matrix))
        return PageContent(
            self.number,
            self.width,
            self.height,
            Box(trim[0] - self.left, self.top - trim[3], trim[2] - self.left, self.top - trim[1]),
            tuple(runs),
            tuple(shapes),
            tuple(images),
            tuple(twins),
        )

    def ground(self) -> Ground:
        """The page drawn without its text. Afterwards the page has no visible text any more: call it last."""
        for item, _ in self._objects:
            if self.raw.FPDFPageObj_GetType(item) == self.raw.FPDF_PAGEOBJ_TEXT:
                self.raw.FPDFTextObj_SetTextRenderMode(item, self.raw.FPDF_TEXTRENDERMODE_INVISIBLE)
        return self.colors(GROUND_PX / min(self.width, self.height))

    def colors(self, scale: float = 1.0) -> Ground:
        """The page as it is printed, so many pixels to the pt or as many as memory allows."""
        scale = min(scale, LONGEST_GROUND_PX / max(self.width, self.height))
        bitmap = self.page.render(scale=scale, rev_byteorder=True)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        channels = bitmap.n_channels
        pixels = bytes(bitmap.buffer)
        bitmap.close()
        place = self._to_pixels(width, height)

        def color_at(x: float, y: float) -> Rgb:
            column, row = place(x, y)
            at = min(max(int(row), 0), height - 1) * stride + min(max(int(column), 0), width - 1) * channels
            if channels < 3:
                return pixels[at], pixels[at], pixels[at]
            return pixels[at], pixels[at + 1], pixels[at + 2]

        return color_at

    def picture(self, box: Box, scale: float) -> Any:
        """A part of the page as a grey Pillow image, scale pixels to the pt."""
        area = Box(max(0.0, box.left), max(0.0, box.top), min(self.width, box.right), min(self.height, box.bottom))
        crop = (area.left, self.height - area.bottom, self.width - area.right, area.top)
        return self.page.render(scale=scale, crop=crop, grayscale=True).to_pil()

    def _to_pixels(self, width: int, height: int) -> Any:
        """From pt to pixels, whatever crop box and rotation the page has (pdfium knows them)."""
        columns, rows = ctypes.c_int(), ctypes.c_int()

        def device(x: float, y: float) -> tuple[int, int]:
            # A thousand times finer than the pixels, since pdfium answers in whole numbers.
            self.raw.FPDF_PageToDevice(
                self.page.raw, 0, 0, width * 1000, height * 1000, 0, x, y, ctypes.byref(columns), ctypes.byref(rows)
            )
            return columns.value, rows.value

        ox, oy = device(self.left, self.top)
        ax, ay = device(self.left + self.width, self.top)
        bx, by = device(self.left, self.top - self.height)
        xx, xy = (ax - ox) / self.width / 1000, (ay - oy) / self.width / 1000
        yx, yy = (bx - ox) / self.height / 1000, (by - oy) / self.height / 1000
        x0, y0 = ox / 1000, oy / 1000
        return lambda x, y: (x0 + xx * x + yx * y, y0 + xy * x + yy * y)

    def _walk(self, form: Any, matrix: Matrix) -> Iterator[tuple[Any, Matrix]]:
        """Every object in the order of painting, those inside forms with the matrix that takes them to the page."""
        raw = self.raw
        if form is None:
            count, get, holder = raw.FPDFPage_CountObjects(self.page.raw), raw.FPDFPage_GetObject, self.page.raw
        else:
            count, get, holder = raw.FPDFFormObj_CountObjects(form), raw.FPDFFormObj_GetObject, form
        for index in range(count):
            item = get(holder, index)
            if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_FORM:
                yield from self._walk(item, times(self._matrix(item), matrix))
            else:
                yield item, matrix

    def _matrix(self, item: Any) -> Matrix:
        found = self.raw.FS_MATRIX()
        self.raw.FPDFPageObj_GetMatrix(item, ctypes.byref(found))
        return found.a, found.b, found.c, found.d, found.e, found.f

    def _runs(self) -> tuple[list[Run], list[tuple[str, Box]]]:
        raw, left, top = self.raw, self.left, self.top
        texts: dict[int, int] = {}
        for order, (item, _) in enumerate(self._objects):
            if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_TEXT:
                texts[ctypes.addressof(item.contents)] = order
        page = self.page.get_textpage()
        handle = page.raw
        drawn: dict[int, list[Glyph]] = {order: [] for order in texts.values()}
        ends: dict[int, tuple[int, int]] = {}
        x0, x1, y0, y1 = values = [ctypes.c_double() for _ in range(4)]
        r0, r1, r2, r3 = (ctypes.byref(value) for value in values)
        unicode, text_object, box = raw.FPDFText_GetUnicode, raw.FPDFText_GetTextObject, raw.FPDFText_GetCharBox
        for index in range(raw.FPDFText_CountChars(handle)):
            char = chr(unicode(handle, index)).replace(_HYPHEN, "-")
            item = None if char.isspace() else text_object(handle, index)
            if not item:
                continue
            order = texts.get(ctypes.addressof(item.contents), -1)
            if order < 0:
                continue
            box(handle, index, r0, r1, r2, r3)
            drawn[order].append(Glyph(char, Box(x0.value - left, top - y1.value, x1.value - left, top - y0.value)))
            ends[order] = (ends[order][0] if order in ends else index, index)
        runs = [
            self._run(order, self._objects[order][0], tuple(glyphs), handle, *ends[order])
            for order, glyphs in drawn.items()
            if glyphs
        ]
        page.close()
        silent = [self._bounds(*self._objects[order]) for order, glyphs in drawn.items() if not glyphs]
        return runs, list(_twins(runs, silent))

    def _run(self, order: int, item: Any, glyphs: tuple[Glyph, ...], page: Any, index: int, last: int) -> Run:
        raw = self.raw
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(page, index, ctypes.byref(matrix))
        size = raw.FPDFText_GetFontSize(page, index) * (matrix.c**2 + matrix.d**2) ** 0.5
        mode = raw.FPDFTextObj_GetTextRenderMode(item)
        color, alpha = self._fill(item)
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(page, index, ctypes.byref(x), ctypes.byref(y))
        advance = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(page, last, ctypes.byref(advance))
        return Run(
            order,
            glyphs,
            self._place((x.value, y.value)),
            advance.right - self.left,
            size,
            color,
            self._is_bold(item),
            upright=abs(matrix.b) < 1e-3 * abs(matrix.a) and matrix.d > 0,
            visible=mode not in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP) and alpha > 0,
        )

    def _fill(self, item: Any) -> tuple[Rgb | None, int]:
        """Fill colour (None for a pattern) and alpha, 0 to 255."""
        parts = [ctypes.c_uint() for _ in range(4)]
        if not self.raw.FPDFPageObj_GetFillColor(item, *(ctypes.byref(part) for part in parts)):
            return None, 255
        red, green, blue, alpha = (part.value for part in parts)
        return (red, green, blue), alpha

    def _is_bold(self, item: Any) -> bool:
        font = self.raw.FPDFTextObj_GetFont(item)
        key = ctypes.addressof(font.contents) if font else 0
        if key not in self._bold:
            buffer = ctypes.create_string_buffer(256)
            self.raw.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.value.decode("utf-8", "replace").lower()
            self._bold[key] = any(word in name for word in _BOLD_WORDS)
        return self._bold[key]

    def _bounds(self, item: Any, matrix: Matrix) -> Box:
        left, bottom, right, top = self._floats
        self.raw.FPDFPageObj_GetBounds(item, *self._refs)
        corners = [
            self._place(applied(matrix, x, y)) for x in (left.value, right.value) for y in (bottom.value, top.value)
        ]
        return around(Box(p.x, p.y, p.x, p.y) for p in corners)

    def _place(self, point: tuple[float, float]) -> Point:
        return Point(point[0] - self.left, self.top - point[1])

    def _shape(self, order: int, item: Any, matrix: Matrix) -> Shape:
        raw = self.raw
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
        pieces = raw.FPDFPath_CountSegments(item)
        own = times(self._matrix(item), matrix)
        width = 0.0
        if stroke.value:
            raw.FPDFPageObj_GetStrokeWidth(item, self._refs[0])
            width = max(0.1, self._floats[0].value * abs(own[0] * own[3] - own[1] * own[2]) ** 0.5)
        outlines: tuple[tuple[Point, ...], ...] = ()
        if stroke.value or (fill.value and pieces <= LARGEST_OUTLINE):
            outlines = self._outlines(item, own, pieces)
        opaque = bool(fill.value) and self._fill(item)[1] == 255
        curved = pieces >= MANY and opaque and self._is_curved(item, pieces)
        return Shape(order, self._bounds(item, matrix), outlines, opaque, width, pieces, curved)

    def _is_curved(self, item: Any, pieces: int) -> bool:
        raw = self.raw
        return any(
            raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(item, index)) == raw.FPDF_SEGMENT_BEZIERTO
            for index in range(pieces)
        )

    def _outlines(self, item: Any, matrix: Matrix, pieces: int) -> tuple[tuple[Point, ...], ...]:
        raw = self.raw
        x, y = self._floats[:2]
        ref_x, ref_y = self._refs[:2]
        segment_at, point_of, kind_of = (
            raw.FPDFPath_GetPathSegment,
            raw.FPDFPathSegment_GetPoint,
            raw.FPDFPathSegment_GetType,
        )
        a, b, c, d, e, f = matrix
        e, f = e - self.left, self.top - f
        found: list[list[Point]] = []
        controls: list[Point] = []
        for index in range(pieces):
            segment = segment_at(item, index)
            point_of(segment, ref_x, ref_y)
            point = Point(a * x.value + c * y.value + e, f - b * x.value - d * y.value)
            kind = kind_of(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO or not found:
                found.append([point])
            elif kind == raw.FPDF_SEGMENT_LINETO:
                found[-1].append(point)
            else:
                controls.append(point)
                if len(controls) == 3:
                    found[-1] += chords(found[-1][-1], *controls)
                    controls = []
            if raw.FPDFPathSegment_GetClose(segment):
                found[-1].append(found[-1][0])
        return tuple(tuple(outline) for outline in found)

    def _image(self, order: int, item: Any, matrix: Matrix) -> Image:
        columns, rows = ctypes.c_uint(), ctypes.c_uint()
        self.raw.FPDFImageObj_GetImagePixelSize(item, ctypes.byref(columns), ctypes.byref(rows))
        a, b, c, d, _, _ = times(self._matrix(item), matrix)
        across, down = (a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5
        dpi = min(columns.value / across, rows.value / down) * 72 if across and down else 0.0
        return Image(order, self._bounds(item, matrix), dpi)


def _twins(runs: Iterable[Run], silent: Iterable[Box]) -> Iterator[tuple[str, Box]]:
    """The texts of runs that are drawn once more at their place: pdfium says nothing of the characters of a text that
    stands on the same text, so such an object has a place but no glyphs. One of spaces alone has no place.
    """
    for box in silent:
        for run in runs:
            near = 0.2 * run.size
            if box.height > 0 and all(abs(a - b) < near for a, b in zip(box, run.box, strict=True)):
                yield run.text, box
                break
