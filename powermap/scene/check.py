"""A page of scene items in; a finding for every text that something runs into or that leaves the sheet, out.

Looks at the scene alone, before anything is written; it shares no code with powermap.proof, which reads the finished
file back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from powermap.geometry import Point, Rect
from powermap.scene.items import Close, Curve, Group, Line, Move, Page, Path, SceneItem, Square, Text
from powermap.text.kinsoku import SQUEEZABLE_END, SQUEEZABLE_START
from powermap.value import Value

INK_ASCENT, INK_DESCENT = 0.84, 0.08
"""What Han characters of the shipped fonts use of the em above and below the baseline."""

SIDE = 0.04
"""The empty share of the em at the left and right of a Han character."""

TOUCH = 0.01
"""Ink boxes that meet by less than this share of the smaller type do not overlap: rounding."""

GRAZE = 0.06
"""A line that enters the ink box by less than this share of the type size is no fault: its corners are mostly empty."""

_CURVE_STEPS = 6

Kind = Literal["overlap", "outside", "struck", "covered"]
_WORDS: dict[Kind, str] = {"overlap": "压着", "outside": "超出", "struck": "被线穿过：", "covered": "被盖住："}


class Finding(Value, frozen=True):
    """One fault: overlap (two texts), outside (the sheet or its safe part), struck (a line runs through), covered (a
    later fill lies on it).

    group and other are the names of the groups the text and the other item stand in, joined by /.
    """

    kind: Kind
    group: str
    text: str
    other: str
    rect: Rect

    def __str__(self) -> str:
        r = self.rect
        return f"{self.group}“{self.text}”{_WORDS[self.kind]}{self.other}（{r.x:.1f}, {r.y:.1f}）"


class _Ink(Value, frozen=True):
    order: int
    group: str
    text: str
    size: float
    rect: Rect


class _Outline(Value, frozen=True):
    """A path as straight pieces, each subpath a list of corners; reach is half the stroke's width in pt."""

    order: int
    group: str
    lines: tuple[tuple[Point, ...], ...]
    bounds: Rect
    reach: float | None
    solid: bool


def check_page(page: Page, safe: Rect | None = None) -> tuple[Finding, ...]:
    """Every text of the page that overlaps another text, leaves the safe rectangle (the page if None), has a stroked
    line through it, or lies under a fill that is drawn later.

    A line that a fill behind the whole text hides is no fault. Findings are in drawing order.
    """
    inks: list[_Ink] = []
    outlines: list[_Outline] = []
    for order, (group, item) in enumerate(_flat(page.items, "")):
        if isinstance(item, Text) and item.text.strip():
            inks.append(_Ink(order, group, item.text, item.size, ink_box(item)))
        elif isinstance(item, Path) and (item.fill is not None or item.stroke is not None):
            outlines.append(_outline(order, group, item))
    safe = safe or Rect(0, 0, page.width, page.height)
    found = [Finding("outside", ink.group, ink.text, "纸边", ink.rect) for ink in inks if not _inside(ink, safe)]
    found += _overlaps(inks)
    found += _lines_and_fills(inks, outlines)
    return tuple(found)


def ink_box(text: Text) -> Rect:
    """The rectangle in which a run's ink lies; the empty half of a mark at either end does not count."""
    left = text.x + (0.5 if text.text[0] in SQUEEZABLE_START else SIDE) * text.size
    right = text.x + text.width - text.spacing
    right -= (0.5 if text.text[-1] in SQUEEZABLE_END else SIDE) * text.size
    return Rect(left, text.y - INK_ASCENT * text.size, right - left, (INK_ASCENT + INK_DESCENT) * text.size)


def _flat(items: Iterable[SceneItem], group: str) -> Iterator[tuple[str, SceneItem]]:
    for item in items:
        if isinstance(item, Group):
            yield from _flat(item.items, f"{group}/{item.name}" if group else item.name)
        else:
            yield group, item


def _inside(ink: _Ink, safe: Rect) -> bool:
    return safe.contains(ink.rect, TOUCH * ink.size)


def _overlaps(inks: Sequence[_Ink]) -> Iterator[Finding]:
    """Texts in the order of their tops, each against those that begin before it ends."""
    by_top = sorted(inks, key=lambda ink: (ink.rect.y, ink.order))
    for i, first in enumerate(by_top):
        for second in by_top[i + 1 :]:
            if second.rect.y >= first.rect.bottom:
                break
            if first.rect.overlaps(second.rect, -TOUCH * min(first.size, second.size)):
                a, b = sorted((first, second), key=lambda ink: ink.order)
                yield Finding("overlap", b.group, b.text, f"{a.group}“{a.text}”", b.rect)


def _lines_and_fills(inks: Sequence[_Ink], outlines: Sequence[_Outline]) -> Iterator[Finding]:
    for ink in inks:
        near = [o for o in outlines if o.bounds.overlaps(ink.rect, o.reach or 0.0)]
        for o in near:
            if o.solid and o.order > ink.order and _meets(o, ink.rect):
                yield Finding("covered", ink.group, ink.text, o.group, ink.rect)
            elif o.reach is not None and _strikes(o, ink) and not _hidden(o, ink, near):
                yield Finding("struck", ink.group, ink.text, o.group, ink.rect)


def _strikes(outline: _Outline, ink: _Ink) -> bool:
    reach = (outline.reach or 0.0) - GRAZE * ink.size
    wide = ink.rect.inset(-reach)
    return any(_crosses(a, b, wide) for line in outline.lines for a, b in pairwise(line))


def _hidden(outline: _Outline, ink: _Ink, near: Iterable[_Outline]) -> bool:
    """Whether a fill between line and text lies behind the whole text."""
    r = ink.rect
    corners = (Point(r.x, r.y), Point(r.right, r.y), Point(r.right, r.bottom), Point(r.x, r.bottom))
    return any(
        o.solid and outline.order < o.order < ink.order and all(_holds(o, corner) for corner in corners) for o in near
    )


def _meets(outline: _Outline, rect: Rect) -> bool:
    """Whether a filled outline and a rectangle have an area in common."""
    inner = rect.inset(TOUCH * rect.h)
    edges = (edge for line in outline.lines for edge in pairwise((*line, line[0])))
    return any(_crosses(a, b, inner) for a, b in edges) or _holds(outline, Point(rect.cx, rect.cy))


def _holds(outline: _Outline, p: Point) -> bool:
    """Whether a point is inside, by the nonzero winding rule that the renderers use."""
    winding = 0
    for line in outline.lines:
        for a, b in pairwise((*line, line[0])):
            if (a.y <= p.y) != (b.y <= p.y) and a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x) > p.x:
                winding += 1 if b.y > a.y else -1
    return winding != 0


def _crosses(a: Point, b: Point, rect: Rect) -> bool:
    """Whether the piece from a to b has a point inside the rectangle (Liang and Barsky's clipping)."""
    enter, leave = 0.0, 1.0
    for start, delta, low, high in ((a.x, b.x - a.x, rect.x, rect.right), (a.y, b.y - a.y, rect.y, rect.bottom)):
        if delta == 0.0:
            if not low < start < high:
                return False
            continue
        first, last = sorted(((low - start) / delta, (high - start) / delta))
        enter, leave = max(enter, first), min(leave, last)
    return enter < leave


def _outline(order: int, group: str, path: Path) -> _Outline:
    lines: list[list[Point]] = []
    for segment in path.segments:
        match segment:
            case Move(x, y):
                lines.append([Point(x, y)])
            case Line(x, y):
                lines[-1].append(Point(x, y))
            case Curve():
                lines[-1] += _bent(lines[-1][-1], segment)
            case Close():
                lines[-1].append(lines[-1][0])
            case Square(x, y, w, h):
                right, bottom = x + w, y + h
                lines.append([Point(x, y), Point(right, y), Point(right, bottom), Point(x, bottom), Point(x, y)])
    xs = [p.x for line in lines for p in line]
    ys = [p.y for line in lines for p in line]
    bounds = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    reach = path.stroke.width / 2 if path.stroke else None
    return _Outline(order, group, tuple(map(tuple, lines)), bounds, reach, path.fill is not None)


def _bent(start: Point, curve: Curve) -> Iterator[Point]:
    """Points along a curve, its end last."""
    for i in range(1, _CURVE_STEPS + 1):
        t = i / _CURVE_STEPS
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        yield Point(
            a * start.x + b * curve.x1 + c * curve.x2 + d * curve.x,
            a * start.y + b * curve.y1 + c * curve.y2 + d * curve.y,
        )
