"""A page in; the same page with everything that touches its edge drawn over it, out.

A sheet is cut a hair beside the line; what is to be coloured up to the edge must go on beyond it (出血).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from powermap.scene.items import Close, Curve, Group, Line, Move, Page, Path, SceneItem, Segment, Square
from powermap.value import replace

NEAR = 0.05
"""pt from the edge that count as on it."""


def with_bleed(page: Page, by: float) -> Page:
    """The page with its fills and lines that end at an edge, or beyond it, drawn at least by pt over it."""
    return replace(page, items=tuple(_items(page.items, _Sheet(page.width, page.height, by))))


class _Sheet:
    """The page's size, and the way from a place on an edge to the one beyond it."""

    def __init__(self, width: float, height: float, by: float) -> None:
        self.width, self.height, self.by = width, height, by

    def moved(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes: outwards if it is on an edge, nowhere if not, or if it is out there already."""
        return self._out(x, self.width), self._out(y, self.height)

    def _out(self, at: float, end: float) -> float:
        if at <= NEAR:
            return min(at, -self.by)
        if at >= end - NEAR:
            return max(at, end + self.by)
        return at


def _items(items: Iterable[SceneItem], sheet: _Sheet) -> Iterator[SceneItem]:
    for item in items:
        match item:
            case Group():
                yield replace(item, items=tuple(_items(item.items, sheet)))
            case Path():
                yield replace(item, segments=tuple(_segments(item.segments, sheet)))
            case _:
                yield item


def _segments(segments: tuple[Segment, ...], sheet: _Sheet) -> Iterator[Segment]:
    """Upright edges move as they are. A slanted line or a curve that arrives at an edge keeps its course: it is drawn
    to the edge as before, then out.
    """
    x = y = 0.0
    start = (0.0, 0.0)
    for segment in segments:
        match segment:
            case Move(to_x, to_y):
                start = (to_x, to_y)
                yield Move(*sheet.moved(to_x, to_y))
                x, y = to_x, to_y
            case Line(to_x, to_y):
                yield from _line(x, y, to_x, to_y, sheet)
                x, y = to_x, to_y
            case Curve(_, _, _, _, to_x, to_y):
                if sheet.moved(x, y) != (x, y):
                    yield Line(x, y)
                yield segment
                if sheet.moved(to_x, to_y) != (to_x, to_y):
                    yield Line(*sheet.moved(to_x, to_y))
                x, y = to_x, to_y
            case Square(left, top, w, h):
                (a, b), (c, d) = sheet.moved(left, top), sheet.moved(left + w, top + h)
                yield Square(a, b, c - a, d - b)
            case Close():
                yield from _line(x, y, *start, sheet)
                yield segment
                x, y = start


def _line(x: float, y: float, to_x: float, to_y: float, sheet: _Sheet) -> Iterator[Segment]:
    straight = abs(x - to_x) < NEAR or abs(y - to_y) < NEAR
    if not straight and sheet.moved(x, y) != (x, y):
        yield Line(x, y)
    if not straight and sheet.moved(to_x, to_y) != (to_x, to_y):
        yield Line(to_x, to_y)
    yield Line(*sheet.moved(to_x, to_y))
