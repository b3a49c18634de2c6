"""A page or a picture in; its QR codes read out, as a telephone would read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from powermap.diagnostics import Severity
from powermap.proof.page import PageContent, Shape
from powermap.proof.places import Box
from powermap.proof.report import Finding, Where, where_mm
from powermap.units import to_mm
from powermap.value import Value

LEAST_PIECES = 120
"""Segments of a path that may be a QR code: the smallest symbol has 21 rows."""

SMALL_PIECES = 150
"""So many little filled paths on a page may be a code drawn square by square."""

FULL = 0.9
"""Share of its box that a filled square covers. Outlined characters cover less; some look like broken codes (回)."""

PICTURE_PX = 360
"""Pixels of the side on which a code is read: seven for each module of a usual one."""

LEAST_CODE_MM = 25.0
"""Side of a code with its quiet zone on A3 and larger, to be read at arm's length."""

ROUNDING_MM = 0.7
"""A code's side is read from pixels: one of them at PICTURE_PX."""

QUIET = 4
"""Light modules around a code (ISO/IEC 18004, 9.1)."""


class Code(Value, frozen=True):
    """A code that was found: its text, "" if it cannot be read; its place in pt (px in a picture) without the quiet
    zone; the modules on its side.
    """

    text: str
    box: Box
    modules: int = 21

    @property
    def side(self) -> float:
        """With the quiet zone, in the unit of the box."""
        return min(self.box.width, self.box.height) * (self.modules + 2 * QUIET) / self.modules


def reader_installed() -> bool:
    """Whether the optional decoder is there."""
    from importlib.util import find_spec

    return find_spec("zxingcpp") is not None


def likely_places(page: PageContent) -> list[Box]:
    """Where a QR code may be: square paths of very many pieces, square pictures, or the whole sheet if it has hundreds
    of little squares.
    """
    places = [shape.box for shape in page.shapes if _is_likely(shape)]
    places += [image.box for image in page.images if _is_square(image.box)]
    if not places and sum(map(_is_module, page.shapes)) >= SMALL_PIECES:
        places.append(Box(0, 0, page.width, page.height))
    return places


def certain_places(page: PageContent) -> list[Box]:
    """Those of them that can be nothing else: a square path of straight pieces only, filled here and there."""
    return [shape.box for shape in page.shapes if _is_likely(shape)]


def read_codes(picture: Any) -> list[Code]:
    """The codes of a Pillow image, boxes in px. Needs the decoder."""
    import zxingcpp

    found = zxingcpp.read_barcodes(
        picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode), return_errors=True
    )
    out = []
    for code in found:
        corners = [getattr(code.position, name) for name in ("top_left", "top_right", "bottom_right", "bottom_left")]
        xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
        # Positions are those of the outermost pixels.
        box = Box(min(xs), min(ys), max(xs) + 1, max(ys) + 1)
        out.append(Code(code.text if code.valid else "", box, _modules(code.extra)))
    return out


def codes_of(page: PageContent, reader: Any) -> list[Code]:
    """The codes of a page, boxes in pt; reader.picture(box, scale) gives its pixels. Needs the decoder."""
    out: list[Code] = []
    for place in likely_places(page):
        side = max(place.width, place.height)
        area = place.grown(0.2 * side)
        scale = PICTURE_PX / side if side < 0.5 * page.width else 1600 / side
        left, top = max(0.0, area.left), max(0.0, area.top)
        for code in read_codes(reader.picture(area, scale)):
            a, b, c, d = (value / scale for value in code.box)
            box = Box(left + a, top + b, left + c, top + d)
            if not any(box.holds(known.box.center) for known in out):
                out.append(Code(code.text, box, code.modules))
    return out


def check_codes(page: PageContent, codes: Sequence[Code], sheet_mm: tuple[float, float]) -> list[Finding]:
    """Every code can be read and, on A3 and larger, is large enough to be read from where people stand."""
    out = [_unreadable(page.number, where_mm(code.box)) for code in codes if not code.text]
    for place in certain_places(page):
        if not any(place.grown(2).holds(code.box.center) for code in codes):
            out.append(_unreadable(page.number, where_mm(place)))
    for code in codes:
        side = to_mm(code.side)
        if code.text and min(sheet_mm) >= 296 and side < LEAST_CODE_MM - ROUNDING_MM:
            what = f"二维码连白边 {side:.1f} 毫米，A3 及以上至少 {LEAST_CODE_MM:g} 毫米"
            out.append(Finding("qr", Severity.ERROR, page.number, what, where_mm(code.box)))
    return out


def check_addresses(page: int, texts: Iterable[str], allowed: Iterable[str]) -> list[Finding]:
    """Codes lead where the list says. With nothing allowed there may be no code at all."""
    links = set(allowed)
    return [
        Finding("qr", Severity.ERROR, page, f"二维码的内容是“{text}”，村庄表里没有这个链接")
        for text in dict.fromkeys(texts)
        if text and text not in links
    ]


def _unreadable(page: int, where: Where) -> Finding:
    return Finding("qr", Severity.ERROR, page, "二维码读不出来", where)


def _modules(extra: Any) -> int:
    """17 and four for each version (ISO/IEC 18004, 6.3.1)."""
    try:
        return 17 + 4 * int(extra["Version"])
    except (KeyError, TypeError, ValueError):
        return 21


def _is_likely(shape: Shape) -> bool:
    return (
        shape.opaque and shape.pieces >= LEAST_PIECES and _is_square(shape.box) and not shape.width and not shape.curved
    )


def _is_module(shape: Shape) -> bool:
    """A little filled rectangle, as a code's modules are."""
    if not shape.opaque or shape.box.width >= 8 or len(shape.outlines) != 1:
        return False
    (points,) = shape.outlines
    twice = sum(a.x * b.y - b.x * a.y for a, b in zip(points, (*points[1:], points[0]), strict=True))
    return abs(twice) / 2 >= FULL * shape.box.width * shape.box.height > 0


def _is_square(box: Box) -> bool:
    return box.width > 12 and abs(box.width - box.height) < 0.03 * box.width
