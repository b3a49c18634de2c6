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

from powermap.geometry import Point, Rect
from powermap.layout.blocks import Block
from powermap.layout.boxes import Box
from powermap.layout.flow_comb import Tooth
from powermap.layout.flow_edges import Arrow, route_edges
from powermap.layout.flow_measure import TRACK
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


def disturbance(plan: Plan) -> Disturbance:
    """What is in the way of the plan's lines."""
    even = _Even(plan)
    boxes = {box.key: box for box in even.boxes()}
    arrows, _ = route_edges(even, boxes, Rect(0, 0, 0, 0))
    return Disturbance(
        sum(_blocked(arrow, boxes) for arrow in arrows) + sum(_together(a, b) for a, b in combinations(arrows, 2)),
        sum(_crossings(a, b) for a, b in combinations(arrows, 2)),
    )


def _blocked(arrow: Arrow, boxes: Mapping[str, Box]) -> int:
    return sum(any(_enters(a, b, box) for a, b in pairwise(arrow.points)) for box in boxes.values())


def _enters(a: Point, b: Point, box: Box) -> bool:
    """Whether a level or upright piece goes into the outline of a box; ending on it is no entering."""
    r = box.rect
    dx = max(0.0, min(a.x, b.x) - r.cx, r.cx - max(a.x, b.x)) / (r.w / 2)
    dy = max(0.0, min(a.y, b.y) - r.cy, r.cy - max(a.y, b.y)) / (r.h / 2)
    return (dx + dy if box.shape == "decision" else max(dx, dy)) < 1 - TOUCH


def _together(one: Arrow, two: Arrow) -> bool:
    """Whether two edges run in one line without parting at one box or meeting before one."""
    if one.edge.target == two.edge.target or _part_below(one, two):
        return False
    return any(_overlap(p, q) for p in pairwise(one.points) for q in pairwise(two.points))


def _part_below(one: Arrow, two: Arrow) -> bool:
    """Whether two edges leave one box together at its foot, to part on their way to tiers."""
    return one.edge.source == two.edge.source and all(a.points[0].x == a.points[1].x for a in (one, two))


def _overlap(p: tuple[Point, Point], q: tuple[Point, Point]) -> bool:
    for along, across in ((0, 1), (1, 0)):
        if all(abs(end[across] - p[0][across]) < TOUCH for end in (*p, *q)):
            low = max(min(p[0][along], p[1][along]), min(q[0][along], q[1][along]))
            high = min(max(p[0][along], p[1][along]), max(q[0][along], q[1][along]))
            return high - low > TOUCH
    return False


def _crossings(one: Arrow, two: Arrow) -> int:
    if one.edge.target == two.edge.target:
        return 0
    return sum(_cross(p, q) for p in pairwise(one.points) for q in pairwise(two.points))


def _cross(p: tuple[Point, Point], q: tuple[Point, Point]) -> bool:
    """Whether an upright and a level piece cross between their ends."""
    for up, level in ((p, q), (q, p)):
        if up[0].x == up[1].x and level[0].y == level[1].y:
            x, y = up[0].x, level[0].y
            if (
                min(level[0].x, level[1].x) + TOUCH < x < max(level[0].x, level[1].x) - TOUCH
                and min(up[0].y, up[1].y) + TOUCH < y < max(up[0].y, up[1].y) - TOUCH
            ):
                return True
    return False
