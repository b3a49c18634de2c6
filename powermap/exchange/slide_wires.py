"""A route's corners and the shapes at its ends in; the connectors and joints that draw it in DrawingML out.

A connector of DrawingML has its bends as shares of its extent, but only Office draws them from there: LibreOffice and
others work out a course of their own from the two shapes, and only a straight line and a single bend leave them no
choice. So a route of more bends is a chain of connectors of one bend, joined in the middle of its inner segments by
shapes as small as the line is wide, to which they are glued as to boxes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from powermap.geometry import Point, Rect
from powermap.value import Value

TOP, LEFT, BOTTOM, RIGHT = range(4)
"""Connection sites of rectangles, flowChartProcess, flowChartDecision and flowChartTerminator
(presetShapeDefinitions.xml)."""

ROUND = {TOP: 0, LEFT: 2, BOTTOM: 4, RIGHT: 6}
"""The same sites of an ellipse, which has eight. So has flowChartConnector, but LibreOffice 7.4 takes the number of one
site for another: circles here are ellipses.
"""

JOINT = 0.5
"""Side of a joint as a share of the line's width. Its outline makes up the rest: lines end under it, so that no gap
shows between them.
"""

LEVEL = 0.01
"""Corners that differ by less, in pt, are level."""


class Elbow(Value, frozen=True):
    """A connector of one bend, or a straight one: its corners from site to site; its frame before turning in pt;
    whether it is turned by a quarter clockwise (it falls or rises first) and mirrored; the sites at both ends.
    """

    corners: tuple[Point, ...]
    frame: Rect
    turned: bool
    flip_x: bool
    flip_y: bool
    begin: int
    end: int

    @property
    def preset(self) -> str:
        """The preset geometry. A straight one is an elbow of two bends that lie on it, which opens when a shape is
        moved aside.
        """
        return "bentConnector2" if len(self.corners) == 3 else "bentConnector3"


class Chain(Value, frozen=True):
    """A route as connectors: the first leaves the source, the last enters the target, each ends where the next one
    begins, at a joint. turn: the number of connectors up to the corner at which the route was to be parted.
    """

    elbows: tuple[Elbow, ...]
    joints: tuple[Rect, ...]
    turn: int

    @property
    def corners(self) -> tuple[Point, ...]:
        """The corners of the whole route, without those where connectors meet on a segment."""
        path = [self.elbows[0].corners[0]]
        for elbow, joint in zip(self.elbows, self.joints, strict=False):
            path += [*elbow.corners[1:-1], Point(joint.cx, joint.cy)]
        path += self.elbows[-1].corners[1:]
        return tuple(_merged(path))


def chain(points: Sequence[Point], source: Rect, target: Rect, thickness: float, part_at: int | None = None) -> Chain:
    """The connectors that leave source and enter target where the route does, and turn where it turns.

    A route that leaves on the slant of a diamond leaves at the corner beside it: there is no site elsewhere.
    thickness: of the line in pt. part_at: the corner where one connector must end.
    """
    begin, end = _site(points[0], points[1], source), _site(points[-1], points[-2], target)
    path = _glued(points, _at(source, begin), _at(target, end))
    parts = [path] if part_at is None else [path[: part_at + 1], path[part_at:]]
    parted = [_single_bends(_merged(part)) for part in parts]
    ways = [way for part in parted for way in part]
    turn = len(parted[0])
    side = JOINT * thickness
    joints = tuple(Rect(way[-1].x - side / 2, way[-1].y - side / 2, side, side) for way in ways[:-1])
    nodes = (source, *joints, target)
    elbows: list[Elbow] = []
    for i, way in enumerate(ways):
        leaving = begin if i == 0 else _facing(way[0], way[1])
        entering = end if i == len(ways) - 1 else _facing(way[-1], way[-2])
        corners = (_at(nodes[i], leaving), *way[1:-1], _at(nodes[i + 1], entering))
        elbows.append(_elbow(corners, leaving, entering))
    return Chain(tuple(elbows), joints, turn)


def _single_bends(path: list[Point]) -> list[list[Point]]:
    """The path parted in the middle of its inner segments."""
    ways: list[list[Point]] = [[path[0]]]
    for i, (a, b) in enumerate(pairwise(path)):
        if 0 < i < len(path) - 2:
            ways[-1].append(_middle(a, b))
            ways.append([_middle(a, b)])
        ways[-1].append(b)
    return ways


def _middle(a: Point, b: Point) -> Point:
    return Point((a.x + b.x) / 2, (a.y + b.y) / 2)


def _elbow(corners: tuple[Point, ...], begin: int, end: int) -> Elbow:
    first, last = corners[0], corners[-1]
    turned = begin in (TOP, BOTTOM)
    x, y = (last.y - first.y, first.x - last.x) if turned else (last.x - first.x, last.y - first.y)
    cx, cy = (first.x + last.x) / 2, (first.y + last.y) / 2
    frame = Rect(cx - abs(x) / 2, cy - abs(y) / 2, abs(x), abs(y))
    return Elbow(corners, frame, turned, x < 0, y < 0, begin, end)


def _merged(path: Sequence[Point]) -> list[Point]:
    """The path without corners at which it does not turn."""
    out: list[Point] = []
    for p in path:
        if out and abs(out[-1].x - p.x) < LEVEL and abs(out[-1].y - p.y) < LEVEL:
            continue
        while len(out) > 1 and _straight(out[-2], out[-1], p):
            out.pop()
        out.append(p)
    return out


def _straight(a: Point, b: Point, c: Point) -> bool:
    return max(abs(a.x - b.x), abs(b.x - c.x)) < LEVEL or max(abs(a.y - b.y), abs(b.y - c.y)) < LEVEL


def _site(at: Point, beside: Point, shape: Rect) -> int:
    """The site of a shape where a route meets it, by the direction from which it comes."""
    if abs(at.x - beside.x) < abs(at.y - beside.y):
        return TOP if at.y < shape.cy else BOTTOM
    return LEFT if at.x < shape.cx else RIGHT


def _facing(at: Point, beside: Point) -> int:
    """The side of a joint that looks to the next corner."""
    if abs(at.x - beside.x) < abs(at.y - beside.y):
        return TOP if beside.y < at.y else BOTTOM
    return LEFT if beside.x < at.x else RIGHT


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
    """The route from site to site."""
    upright = abs(points[0].x - points[1].x) < abs(points[0].y - points[1].y)
    if len(points) == 2:
        if _straight(begin, begin, end):
            return [begin, end]
        x, y = (begin.x + end.x) / 2, (begin.y + end.y) / 2
        return [
            begin,
            *((Point(begin.x, y), Point(end.x, y)) if upright else (Point(x, begin.y), Point(x, end.y))),
            end,
        ]
    inner = list(points[1:-1])
    inner[0] = Point(begin.x, inner[0].y) if upright else Point(inner[0].x, begin.y)
    level = abs(points[-1].y - points[-2].y) < abs(points[-1].x - points[-2].x)
    inner[-1] = Point(inner[-1].x, end.y) if level else Point(end.x, inner[-1].y)
    return [begin, *inner, end]
