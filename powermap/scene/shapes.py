"""Common outlines as path segments: rectangle, rounded rectangle, circle, polygon, rounded polyline."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from powermap.geometry import Point, Rect
from powermap.scene.items import Close, Curve, Line, Move, Segment

CIRCLE = 0.5522847498
"""The control-point distance that makes four cubic Bézier curves a circle of radius 1 (error below 0.03 %)."""


def rectangle(r: Rect) -> tuple[Segment, ...]:
    return (Move(r.x, r.y), Line(r.right, r.y), Line(r.right, r.bottom), Line(r.x, r.bottom), Close())


def polygon(points: Sequence[Point]) -> tuple[Segment, ...]:
    first, *rest = points
    return (Move(*first), *(Line(*p) for p in rest), Close())


def rounded(r: Rect, radius: float, corners: str = "nesw") -> tuple[Segment, ...]:
    """A rectangle with round corners; corners names the round ones: n = top left, e = top right, s = bottom right,
    w = bottom left.
    """
    q = min(radius, r.w / 2, r.h / 2)
    k = q * (1 - CIRCLE)
    n, e, s, w = (q if c in corners else 0.0 for c in "nesw")
    out: list[Segment] = [Move(r.x + n, r.y), Line(r.right - e, r.y)]
    if e:
        out.append(Curve(r.right - k, r.y, r.right, r.y + k, r.right, r.y + q))
    out.append(Line(r.right, r.bottom - s))
    if s:
        out.append(Curve(r.right, r.bottom - k, r.right - k, r.bottom, r.right - q, r.bottom))
    out.append(Line(r.x + w, r.bottom))
    if w:
        out.append(Curve(r.x + k, r.bottom, r.x, r.bottom - k, r.x, r.bottom - q))
    out.append(Line(r.x, r.y + n))
    if n:
        out.append(Curve(r.x, r.y + k, r.x + k, r.y, r.x + q, r.y))
    out.append(Close())
    return tuple(out)


def circle(cx: float, cy: float, radius: float) -> tuple[Segment, ...]:
    return rounded(Rect(cx - radius, cy - radius, 2 * radius, 2 * radius), radius)


def polyline(points: Sequence[Point], radius: float = 0.0) -> tuple[Segment, ...]:
    """An open line through the points, its corners rounded by at most radius (half a segment at most)."""
    out: list[Segment] = [Move(*points[0])]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        first = hypot(corner.x - before.x, corner.y - before.y)
        second = hypot(after.x - corner.x, after.y - corner.y)
        q = min(radius, first / 2, second / 2)
        if q < 0.01:
            out.append(Line(*corner))
            continue
        start = Point(corner.x + (before.x - corner.x) * q / first, corner.y + (before.y - corner.y) * q / first)
        end = Point(corner.x + (after.x - corner.x) * q / second, corner.y + (after.y - corner.y) * q / second)
        c1 = Point(start.x + (corner.x - start.x) * CIRCLE, start.y + (corner.y - start.y) * CIRCLE)
        c2 = Point(end.x + (corner.x - end.x) * CIRCLE, end.y + (corner.y - end.y) * CIRCLE)
        out += [Line(*start), Curve(c1.x, c1.y, c2.x, c2.y, end.x, end.y)]
    out.append(Line(*points[-1]))
    return tuple(out)
