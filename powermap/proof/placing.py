"""A page in; text that stands where it may not out: outside, on text, under a fill, under a line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from powermap.diagnostics import Severity
from powermap.proof.lines import Glyph, Run, TextLine
from powermap.proof.page import PageContent, Shape
from powermap.proof.places import Box, Point, around
from powermap.proof.report import Finding, where_mm
from powermap.units import mm, to_mm

SAFE_MARGIN_MM = 3.0
"""Text nearer to the cut than this may be cut off: the usual demand of print shops."""

HAIR = 0.06
"""Of a type size: ink boxes that meet by less touch no reader's eye."""

OWN_HAIR = 0.3
"""The same for neighbours in one run, which a font may kern or slant into each other."""

THIN_PT = 2.5
"""A filled shape at most this thick and six times as long is a drawn line."""

_TOLERANCE = 0.05
"""pt that numbers in a PDF may be rounded by."""


def check_margin(page: PageContent) -> list[Finding]:
    """No text outside the sheet, none nearer than 3 mm to its trimmed edge."""
    sheet = page.trim.grown(_TOLERANCE)
    safe = page.trim.grown(_TOLERANCE - mm(SAFE_MARGIN_MM))
    out = []
    for line in dict.fromkeys(page.line_of(run) for run in page.shown):
        box = line.box
        if _within(box, safe):
            continue
        if not _within(box, sheet):
            out.append(_finding("text-outside", page, f"文字“{_short(line)}”出了纸边", box))
        else:
            edge = min(
                box.left - page.trim.left,
                box.top - page.trim.top,
                page.trim.right - box.right,
                page.trim.bottom - box.bottom,
            )
            what = f"文字“{_short(line)}”离裁切边只有 {to_mm(edge):.1f} 毫米，至少要 {SAFE_MARGIN_MM:g} 毫米"
            out.append(_finding("text-margin", page, what, box))
    return out


def check_overlap(page: PageContent) -> list[Finding]:
    """No text on text: the ink boxes of two characters meet by no more than a hair."""
    pairs: dict[tuple[TextLine, TextLine], list[Box]] = {}
    for (box, (run, _)), (other_box, (other, _)) in page.glyphs.pairs():
        hair = (OWN_HAIR if other is run else HAIR) * min(run.size, other.size)
        across = min(box.right, other_box.right) - max(box.left, other_box.left)
        down = min(box.bottom, other_box.bottom) - max(box.top, other_box.top)
        if across > hair and down > hair:
            pairs.setdefault((page.line_of(run), page.line_of(other)), []).extend((box, other_box))
    out = [
        _finding("text-overlap", page, f"文字重叠：“{_short(line)}”与“{_short(other)}”", around(boxes))
        for (line, other), boxes in pairs.items()
    ]
    return out + [
        _finding("text-overlap", page, f"同样的文字在同一处画了两次：“{text}”", box) for text, box in page.twins
    ]


def check_covered(page: PageContent) -> list[Finding]:
    """No text under a fill that is painted later."""
    hidden: dict[TextLine, list[Box]] = {}
    for shape in page.shapes:
        if not shape.opaque:
            continue
        for box, (run, _) in page.glyphs.near(shape.box):
            if shape.order > run.order and shape.covers(box.center):
                hidden.setdefault(page.line_of(run), []).append(box)
    return [
        _finding("text-covered", page, f"文字“{_short(line)}”被后画的色块盖住", around(boxes))
        for line, boxes in hidden.items()
    ]


def check_strokes(page: PageContent) -> list[Finding]:
    """No line through text: drawn strokes, and thin fills that are lines to the eye. A line that a fill covers before
    the text is written over it cannot be seen and does not count.
    """
    struck: dict[TextLine, list[Box]] = {}
    fills = [shape for shape in page.shapes if shape.opaque and not _is_thin(shape)]
    for shape in page.shapes:
        for a, b, width in _strokes(shape):
            reach = width / 2
            swept = Box(min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y)).grown(reach)
            for box, (run, glyph) in page.glyphs.near(swept):
                crossing = _crossing(a, b, _core(run, glyph).grown(reach))
                if crossing and not _covered(fills, crossing, shape.order, run.order):
                    struck.setdefault(page.line_of(run), []).append(box)
    return [
        _finding("stroke-through-text", page, f"线穿过文字“{_short(line)}”", around(boxes))
        for line, boxes in struck.items()
    ]


def _core(run: Run, glyph: Glyph) -> Box:
    """The ink box less a hair, but never less than its middle."""
    less = min(HAIR * run.size, 0.25 * min(glyph.ink.width, glyph.ink.height))
    return glyph.ink.grown(-less)


def _strokes(shape: Shape) -> Iterator[tuple[Point, Point, float]]:
    """The straight pieces of what the eye sees as lines, with their width in pt."""
    if shape.width > 0:
        for outline in shape.outlines:
            for a, b in pairwise(outline):
                yield a, b, shape.width
    elif _is_thin(shape):
        x, y = shape.box.center
        if shape.box.width > shape.box.height:
            yield Point(shape.box.left, y), Point(shape.box.right, y), shape.box.height
        else:
            yield Point(x, shape.box.top), Point(x, shape.box.bottom), shape.box.width


def _is_thin(shape: Shape) -> bool:
    short, long = sorted((shape.box.width, shape.box.height))
    return shape.opaque and shape.width == 0 and short <= THIN_PT and long > 6 * short


def _covered(fills: list[Shape], point: Point, stroke: int, text: int) -> bool:
    return any(stroke < fill.order < text and fill.covers(point) for fill in fills)


def _crossing(a: Point, b: Point, box: Box) -> Point | None:
    """The middle of the part of a line that lies in a box, None if there is none (Liang and Barsky)."""
    low, high = 0.0, 1.0
    for start, step, least, most in ((a.x, b.x - a.x, box.left, box.right), (a.y, b.y - a.y, box.top, box.bottom)):
        if step == 0:
            if not least < start < most:
                return None
            continue
        enter, leave = sorted(((least - start) / step, (most - start) / step))
        low, high = max(low, enter), min(high, leave)
        if low >= high:
            return None
    middle = (low + high) / 2
    return Point(a.x + middle * (b.x - a.x), a.y + middle * (b.y - a.y))


def _within(box: Box, sheet: Box) -> bool:
    return box.left >= sheet.left and box.top >= sheet.top and box.right <= sheet.right and box.bottom <= sheet.bottom


def _short(line: TextLine) -> str:
    return line.text if len(line.text) <= 16 else line.text[:15] + "…"


def _finding(check: str, page: PageContent, what: str, box: Box) -> Finding:
    return Finding(check, Severity.ERROR, page.number, what, where_mm(box))
