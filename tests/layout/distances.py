"""A placed flow in; what stands too near to what, which lines meet where they should not, and which results are away
from their lines, out, in words.

Gaps are in em of the step. Lines may meet only where two that lead to one box go on together to its end, and where two
that come from one box have come together from its beginning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import hypot

from powermap.geometry import Point, Rect
from powermap.layout.blocks import Block
from powermap.layout.boxes import Box
from powermap.layout.flow import FlowLayout
from powermap.layout.flow_edges import Arrow

TOUCH = 0.05

BOXES, TEXTS, CALLOUTS = 0.2, 0.2, 0.25
"""Between boxes, between texts, between a callout and anything else."""

TEXT_AND_BOX, TEXT_AND_LINE, LINE_AND_BOX, LINES, MARKER_AND_BOX = 0.1, 0.1, 0.15, 0.6, 0.25
"""A text beside a box or a line, a line beside a box that is not its own, lines that do not meet, a marker beside the
box of another."""

LABEL_NEAR, FLANK = 2.6, 0.8
"""How far a result stands from the line that it names; where the line leaves a steep diamond at its corner, the result
stands along the flank over or under it, so far from the flank.
"""

_Polyline = list[Point]


def distance_faults(layout: FlowLayout, texts: Sequence[tuple[str, Rect]]) -> Iterator[str]:
    """All breaches. texts: the inks of rail and labels, and the callouts, with names."""
    em = layout.type.step
    lines = [(_name(a), a, [_rect(p, q) for p, q in pairwise(_clean(a.points))]) for a in layout.arrows]
    markers = [
        (m.key, Rect(m.center.x - m.radius, m.center.y - m.radius, 2 * m.radius, 2 * m.radius)) for m in layout.markers
    ]

    def near(name: str, other: str, found: float, least: float) -> Iterator[str]:
        if found < least * em - TOUCH:
            yield f"{name} is {found / em:.2f} em from {other}"

    for a, b in combinations(layout.boxes, 2):
        yield from near(f"box {a.key}", f"box {b.key}", _apart(a.rect, b.rect), BOXES)
    for (name, r), (other, q) in combinations(texts, 2):
        callout = name.startswith("callout") != other.startswith("callout")
        yield from near(name, other, _apart(r, q), CALLOUTS if callout else TEXTS)
    for name, r in texts:
        callout = name.startswith("callout")
        for box in layout.boxes:
            yield from near(name, f"box {box.key}", _from_outline(box, r), CALLOUTS if callout else TEXT_AND_BOX)
        for other, _, pieces in lines:
            found = min(_apart(r, piece) for piece in pieces)
            yield from near(name, other, found, CALLOUTS if callout else TEXT_AND_LINE)
    for name, arrow, pieces in lines:
        for box in layout.boxes:
            if box.key not in (arrow.edge.source, arrow.edge.target):
                yield from near(name, f"box {box.key}", min(_from_outline(box, p) for p in pieces), LINE_AND_BOX)
    for (name, one, first), (other, two, second) in combinations(lines, 2):
        if one.edge.source != two.edge.source and one.edge.target != two.edge.target:
            yield from near(name, other, min(_apart(p, q) for p in first for q in second), LINES)
    for key, disc in markers:
        for box in layout.boxes:
            if box.key != key:
                yield from near(f"marker {key}", f"box {box.key}", _apart(box.rect, disc), MARKER_AND_BOX)
    yield from _meetings(layout.arrows)
    yield from _results(layout, em)


def _meetings(arrows: Sequence[Arrow]) -> Iterator[str]:
    for one, two in combinations(arrows, 2):
        a, b = _clean(one.points), _clean(two.points)
        if one.edge.target == two.edge.target:
            a, b = _without_common_end(a, b)
        if one.edge.source == two.edge.source:
            a, b = _without_common_end(a[::-1], b[::-1])
        related = one.edge.source == two.edge.source or one.edge.target == two.edge.target
        joints = [p for p in (a[0], a[-1]) if any(_same(p, q) for q in (b[0], b[-1]))] if related else []
        ends = [a[0], a[-1], b[0], b[-1]] if related else []
        for p, q in ((_rect(*p), _rect(*q)) for p in pairwise(a) for q in pairwise(b)):
            if _apart(p, q) >= TOUCH:
                continue
            x, y = (max(p.x, q.x) + min(p.right, q.right)) / 2, (max(p.y, q.y) + min(p.bottom, q.bottom)) / 2
            if not any(_same(Point(x, y), end) for end in (*joints, *ends)):
                yield f"{_name(one)} meets {_name(two)} at ({x:.1f}, {y:.1f})"


def _without_common_end(a: _Polyline, b: _Polyline) -> tuple[_Polyline, _Polyline]:
    """Two lines without the stretch on which both run to their last point."""
    a, b = list(a), list(b)
    while len(a) > 1 and len(b) > 1 and _same(a[-1], b[-1]):
        u, v = (a[-2].x - a[-1].x, a[-2].y - a[-1].y), (b[-2].x - b[-1].x, b[-2].y - b[-1].y)
        if u[0] * v[0] + u[1] * v[1] <= 0 or (abs(u[0]) > TOUCH) != (abs(v[0]) > TOUCH):
            break
        longer = (abs(u[0]) + abs(u[1])) - (abs(v[0]) + abs(v[1]))
        if abs(longer) < TOUCH:
            a.pop()
            b.pop()
        elif longer < 0:
            b[-1] = a[-2]
            a.pop()
        else:
            a[-1] = b[-2]
            b.pop()
    return a, b


def _results(layout: FlowLayout, em: float) -> Iterator[str]:
    """Every result stands beside its own line. Results that leave a diamond together are named together, as A／B."""
    boxes = {box.key: box for box in layout.boxes}
    for arrow in layout.arrows:
        wanted = arrow.edge.label.replace(" ", "")
        if not wanted:
            continue
        rects = [block.rect for block in layout.labels if wanted in _said(block)]
        pieces = [_rect(p, q) for p, q in pairwise(arrow.points)]
        beside = any(_apart(r, piece) <= LABEL_NEAR * em for r in rects for piece in pieces)
        if not beside and not any(_at_corner(boxes[arrow.edge.source], arrow.points[0], r, em) for r in rects):
            yield f"{_name(arrow)} has its result {wanted} elsewhere"


def _at_corner(box: Box, start: Point, label: Rect, em: float) -> bool:
    """Whether a label stands along the flank of a diamond on the side where a line leaves at the corner."""
    r = box.rect
    if box.shape != "decision" or abs(start.y - r.cy) > TOUCH:
        return False
    side = label.right <= r.cx + TOUCH if start.x < r.cx else label.x >= r.cx - TOUCH
    return side and r.y <= label.cy <= r.bottom and _from_outline(box, label) <= FLANK * em


def _said(block: Block) -> list[str]:
    return "".join(line.text for line in block.setting.lines).replace(" ", "").split("／")


def _name(arrow: Arrow) -> str:
    return f"arrow {arrow.edge.source}→{arrow.edge.target}".replace("\0", "")


def _same(p: Point, q: Point) -> bool:
    return abs(p.x - q.x) < 2 * TOUCH and abs(p.y - q.y) < 2 * TOUCH


def _rect(p: Point, q: Point) -> Rect:
    return Rect(min(p.x, q.x), min(p.y, q.y), abs(p.x - q.x), abs(p.y - q.y))


def _apart(a: Rect, b: Rect) -> float:
    return hypot(max(0.0, a.x - b.right, b.x - a.right), max(0.0, a.y - b.bottom, b.y - a.bottom))


def _from_outline(box: Box, r: Rect) -> float:
    """The distance of a rectangle from what is drawn of a box; for a diamond from the line along its side."""
    if box.shape != "decision":
        return _apart(box.rect, r)
    dx = max(0.0, r.x - box.rect.cx, box.rect.cx - r.right) / (box.rect.w / 2)
    dy = max(0.0, r.y - box.rect.cy, box.rect.cy - r.bottom) / (box.rect.h / 2)
    return (dx + dy - 1) / hypot(2 / box.rect.w, 2 / box.rect.h)


def _clean(points: Sequence[Point]) -> _Polyline:
    """The corners of a line, without points along a straight stretch."""
    out: _Polyline = []
    for p in points:
        if out and _same(out[-1], p):
            continue
        while len(out) > 1 and (
            abs(out[-2].x - out[-1].x) < TOUCH > abs(out[-1].x - p.x)
            or abs(out[-2].y - out[-1].y) < TOUCH > abs(out[-1].y - p.y)
        ):
            out.pop()
        out.append(p)
    return out
