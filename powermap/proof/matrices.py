"""Matrices and Bézier curves of PDF in; places and chords out (ISO 32000-1, 8.3.4)."""

from __future__ import annotations

from powermap.proof.places import Point

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)

SMALL_CURVE = 10.0
"""pt from end to end: two chords leave a quarter circle of this size by less than half a point."""


def times(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does the first and then the second."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def applied(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where the matrix takes a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def chords(a: Point, b: Point, c: Point, d: Point) -> list[Point]:
    """A cubic Bézier as chords, without its first point."""
    out = []
    reach = abs(d.x - a.x) + abs(d.y - a.y)
    count = 2 if reach < SMALL_CURVE else 4 if reach < 8 * SMALL_CURVE else 12
    for step in range(1, count + 1):
        t = step / count
        s = 1 - t
        k0, k1, k2, k3 = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        out.append(Point(k0 * a.x + k1 * b.x + k2 * c.x + k3 * d.x, k0 * a.y + k1 * b.y + k2 * c.y + k3 * d.y))
    return out
