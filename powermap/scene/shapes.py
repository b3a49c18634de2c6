"""Common outlines as path segments: rectangle, rounded rectangle, circle, polygon, rounded polyline."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
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


def left_strip(r: Rect, radius: float) -> tuple[Segment, ...]:
    """The strip r at the left of a larger rectangle whose corners have the radius; it may be wider than the strip."""
    if radius <= r.w:
        return rounded(r, radius, "nw")
    q = min(radius, r.h / 2)
    share = _share_at(r.w / q)
    (x1, y1), (x2, y2), (x3, y3) = _first_part(share)
    bottom = r.bottom
    return (
        Move(r.x, r.y + q),
        Curve(r.x + q * x1, r.y + q * y1, r.x + q * x2, r.y + q * y2, r.x + q * x3, r.y + q * y3),
        Line(r.x + q * x3, bottom - q * y3),
        Curve(r.x + q * x2, bottom - q * y2, r.x + q * x1, bottom - q * y1, r.x, bottom - q),
        Close(),
    )


_CORNER = ((0.0, 1.0), (0.0, 1 - CIRCLE), (1 - CIRCLE, 0.0), (1.0, 0.0))
"""A corner of radius 1 from its left side to its top, as a cubic Bézier curve."""


def _share_at(x: float) -> float:
    """How far along the corner it is x (0 to 1) from the left."""
    low, high = 0.0, 1.0
    for _ in range(30):
        middle = (low + high) / 2
        if 3 * (1 - middle) * middle**2 * (1 - CIRCLE) + middle**3 < x:
            low = middle
        else:
            high = middle
    return high


def _first_part(t: float) -> tuple[tuple[float, float], ...]:
    """The control points after the first of the corner cut at t (de Casteljau)."""

    def between(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
        return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t

    first = [between(a, b) for a, b in pairwise(_CORNER)]
    second = [between(a, b) for a, b in pairwise(first)]
    return first[0], second[0], between(*second)


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
