"""A plan in; how far its lines get into each other's or the boxes' way, out: drawn on boxes of equal sizes.

Whether a line has a free way depends on the order of things from left to right and from the top down, which the plan
decides, and not on the sizes of the boxes, which are measured later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from typing import NamedTuple

from powermap.geometry import Rect
from powermap.layout.blocks import Block
from powermap.layout.boxes import Box
from powermap.layout.flow_comb import Tooth
from powermap.layout.flow_edges import Arrow, route_edges
from powermap.layout.flow_tracks import TRACK
from powermap.layout.graph import Edge
from powermap.layout.plan import Plan, Row

BESIDE, CENTER, HIGH, CHANNEL = 7.4, 14.0, 3.6, 2.4
"""Width of boxes beside the column and in it, height of rows and of the channels between them."""

TOUCH = 0.01


class Disturbance(NamedTuple):
    """How many lines are blocked (by a box, or by another line in the same place), and how many cross."""

    blocked: int
    crossing: int


@dataclass(frozen=True)
class _Even:
    """A flow with boxes of equal sizes: what the router of edges asks of one, in em."""

    plan: Plan
    em: float = 1.0
    column_width: float = CENTER

    @cached_property
    def labels(self) -> Mapping[Edge, Block]:
        return {}

    @property
    def asides(self) -> Mapping[str, Block]:
        return {}

    @property
    def teeth(self) -> Mapping[str, tuple[Tooth, ...]]:
        return {}

    @cached_property
    def outer(self) -> float:
        return self.plan.count("outer") * TRACK + 0.35

    @cached_property
    def column_x(self) -> float:
        return self.outer + BESIDE + 0.55 + max(0.35, self.plan.count("inner") * TRACK)

    @property
    def column_cx(self) -> float:
        return self.column_x + self.column_width / 2

    @cached_property
    def right_zone(self) -> float:
        beside = BESIDE + 1 if any(row.right for row in self.plan.rows) else 0.0
        return beside + self.plan.count("right") * TRACK + 0.2

    @cached_property
    def row_heights(self) -> tuple[float, ...]:
        return (HIGH,) * len(self.plan.rows)

    def boxes(self) -> Iterator[Box]:
        for i, row in enumerate(self.plan.rows):
            top = i * (HIGH + CHANNEL)
            for key, x, w in self._places(row):
                shape = "decision" if self.plan.route.is_decision(key) else "step"
                yield Box(key, shape, Rect(x, top, w, HIGH), ())  # type: ignore[arg-type]

    def _places(self, row: Row) -> Iterator[tuple[str, float, float]]:
        """Key, left edge and width of every box of a row."""
        left = self.outer if len(row.center) > 2 else self.column_x  # more than two may reach over the rail
        width = (self.column_x + self.column_width - left) / max(1, len(row.center))
        for i, key in enumerate(row.center):
            if key:
                yield key, left + (i + 0.05) * width, 0.9 * width
        if row.left:
            yield row.left, self.outer, BESIDE
        if row.right:
            yield row.right, self.column_x + self.column_width + 1, BESIDE


_Piece = tuple[float, float, float, float]
"""A level or upright piece of a line: left, top, right, bottom."""


def disturbance(plan: Plan) -> Disturbance:
    """What is in the way of the plan's lines."""
    even = _Even(plan)
    boxes = {box.key: box for box in even.boxes()}
    arrows, _ = route_edges(even, boxes, Rect(0, 0, 0, 0))
    lines = [_Line.of(arrow) for arrow in arrows]
    blocked = sum(_enters(line, box) for line in lines for box in boxes.values())
    crossing = 0
    for one, two in combinations(lines, 2):
        if one.arrow.edge.target != two.arrow.edge.target and _near(one.around, two.around):
            near = [(p, q) for p in one.pieces for q in two.pieces if _near(p, q)]
            blocked += not _part_below(one.arrow, two.arrow) and any(_overlap(p, q) for p, q in near)
            crossing += sum(_cross(p, q) for p, q in near)
    return Disturbance(blocked, crossing)


class _Line(NamedTuple):
    """An arrow, its pieces, and what they extend over."""

    arrow: Arrow
    pieces: tuple[_Piece, ...]
    around: _Piece

    @classmethod
    def of(cls, arrow: Arrow) -> _Line:
        xs, ys = [p.x for p in arrow.points], [p.y for p in arrow.points]
        pieces = tuple((min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y)) for a, b in pairwise(arrow.points))
        return cls(arrow, pieces, (min(xs), min(ys), max(xs), max(ys)))


def _near(p: _Piece, q: _Piece) -> bool:
    return p[0] < q[2] + TOUCH and q[0] < p[2] + TOUCH and p[1] < q[3] + TOUCH and q[1] < p[3] + TOUCH


def _enters(line: _Line, box: Box) -> bool:
    """Whether a line goes into the outline of a box; ending on it is no entering."""
    r = box.rect
    if not _near(line.around, (r.x, r.y, r.right, r.bottom)):
        return False
    cx, cy, diamond = r.cx, r.cy, box.shape == "decision"
    for left, top, right, bottom in line.pieces:
        dx = max(0.0, left - cx, cx - right) / (r.w / 2)
        dy = max(0.0, top - cy, cy - bottom) / (r.h / 2)
        if (dx + dy if diamond else max(dx, dy)) < 1 - TOUCH:
            return True
    return False


def _part_below(one: Arrow, two: Arrow) -> bool:
    """Whether two edges leave one box together at its foot, to part on their way to tiers."""
    return one.edge.source == two.edge.source and all(a.points[0].x == a.points[1].x for a in (one, two))


def _overlap(p: _Piece, q: _Piece) -> bool:
    """Whether two pieces that are near run in one line for a stretch."""
    left, top, right, bottom = (max(p[0], q[0]), max(p[1], q[1]), min(p[2], q[2]), min(p[3], q[3]))
    if max(p[3], q[3]) - min(p[1], q[1]) < TOUCH:
        return right - left > TOUCH
    return max(p[2], q[2]) - min(p[0], q[0]) < TOUCH and bottom - top > TOUCH


def _cross(p: _Piece, q: _Piece) -> bool:
    """Whether an upright and a level piece cross between their ends."""
    for up, level in ((p, q), (q, p)):
        if up[0] == up[2] and level[1] == level[3]:
            return level[0] + TOUCH < up[0] < level[2] - TOUCH and up[1] + TOUCH < level[1] < up[3] - TOUCH
    return False
