"""A route's corners and the shapes at its ends in; an elbow connector of DrawingML that runs through them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from powermap.geometry import Point, Rect

LEAST = 1.0
"""Extent in pt of an elbow whose ends are level: its bends are shares of the extent, so that it cannot be 0."""

TOP, LEFT, BOTTOM, RIGHT = range(4)
"""Connection sites of flowChartProcess, flowChartDecision and flowChartTerminator (presetShapeDefinitions.xml)."""

ROUND = {TOP: 0, LEFT: 2, BOTTOM: 4, RIGHT: 6}
"""The same sites of round shapes (ellipse, flowChartConnector), which have eight."""

MOST_SEGMENTS = 5
"""bentConnector5 is the longest preset."""


@dataclass(frozen=True, slots=True)
class Elbow:
    """A bent connector: its corners from site to site; its frame before turning in pt; whether it is turned by a
    quarter clockwise (it falls or rises first) and mirrored; its bends as shares of the frame, which may lie outside 0
    to 1; the sites at both ends.
    """

    corners: tuple[Point, ...]
    frame: Rect
    turned: bool
    flip_x: bool
    flip_y: bool
    bends: tuple[float, ...]
    begin: int
    end: int

    @property
    def preset(self) -> str:
        """The preset geometry, bentConnector2 to bentConnector5, by its number of segments."""
        return f"bentConnector{len(self.bends) + 2}"


def elbow(points: Sequence[Point], source: Rect, target: Rect) -> Elbow:
    """The connector that leaves source and enters target where the route does, and turns where it turns.

    A route that leaves on the slant of a diamond leaves at the corner beside it: there is no site elsewhere.
    Raises ValueError for a route of more than five segments.
    """
    begin, end = _site(points[0], points[1], source), _site(points[-1], points[-2], target)
    path = _glued(points, _at(source, begin), _at(target, end))
    if len(path) - 1 > MOST_SEGMENTS:
        raise ValueError(f"{len(path) - 1} segments, at most {MOST_SEGMENTS}")
    first, last = path[0], path[-1]
    turned = begin in (TOP, BOTTOM)
    local = [(p.y - first.y, first.x - p.x) if turned else (p.x - first.x, p.y - first.y) for p in path]
    bending = [(i % 2, local[1 + i][i % 2]) for i in range(len(path) - 3)]
    sizes = [abs(value) for value in local[-1]]
    for axis, value in bending:
        if sizes[axis] < LEAST and abs(value) > 0.01:
            sizes[axis] = LEAST
    flips = [value < 0 for value in local[-1]]
    bends = tuple((-v if flips[axis] else v) / sizes[axis] if sizes[axis] else 0.5 for axis, v in bending)
    cx, cy = (first.x + last.x) / 2, (first.y + last.y) / 2
    frame = Rect(cx - sizes[0] / 2, cy - sizes[1] / 2, sizes[0], sizes[1])
    return Elbow(tuple(path), frame, turned, flips[0], flips[1], bends, begin, end)


def _site(at: Point, beside: Point, shape: Rect) -> int:
    """The site of a shape where a route meets it, by the direction from which it comes."""
    if abs(at.x - beside.x) < abs(at.y - beside.y):
        return TOP if at.y < shape.cy else BOTTOM
    return LEFT if at.x < shape.cx else RIGHT


def _at(shape: Rect, site: int) -> Point:
    match site:
        case 0:
            return Point(shape.cx, shape.y)
        case 1:
            return Point(shape.x, shape.cy)
        case 2:
            return Point(shape.cx, shape.bottom)
        case _:
            return Point(shape.right, shape.cy)


def _glued(points: Sequence[Point], begin: Point, end: Point) -> list[Point]:
    """The route from site to site; a straight one with a bend in its middle, which opens when a shape is moved."""
    upright = abs(points[0].x - points[1].x) < abs(points[0].y - points[1].y)
    if len(points) == 2:
        x, y = (begin.x + end.x) / 2, (begin.y + end.y) / 2
        middle = (Point(begin.x, y), Point(end.x, y)) if upright else (Point(x, begin.y), Point(x, end.y))
        return [begin, *middle, end]
    inner = list(points[1:-1])
    inner[0] = Point(begin.x, inner[0].y) if upright else Point(inner[0].x, begin.y)
    level = abs(points[-1].y - points[-2].y) < abs(points[-1].x - points[-2].x)
    inner[-1] = Point(inner[-1].x, end.y) if level else Point(end.x, inner[-1].y)
    return [begin, *inner, end]
