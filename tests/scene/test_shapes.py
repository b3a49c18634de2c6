"""Outlines stay in their rectangles, are closed, and QR codes have their quiet zone."""

from __future__ import annotations

import pytest

from powermap.geometry import Point, Rect
from powermap.scene.ink import color, mix
from powermap.scene.items import Close, Color, Curve, Line, Move, Path, Square
from powermap.scene.qr import QUIET, qr_code
from powermap.scene.shapes import circle, polygon, polyline, rectangle, rounded

R = Rect(10, 20, 60, 40)


def ends(segments: tuple[object, ...]) -> list[Point]:
    return [Point(*s[-2:]) for s in segments if isinstance(s, Move | Line | Curve)]


@pytest.mark.parametrize("radius", [0, 5, 20, 500])
@pytest.mark.parametrize("corners", ["nesw", "n", "sw", ""])
def test_rounded_stays_inside_and_touches_every_side(radius: float, corners: str) -> None:
    outline = rounded(R, radius, corners)
    assert isinstance(outline[0], Move)
    assert isinstance(outline[-1], Close)
    assert sum(isinstance(s, Curve) for s in outline) == (len(corners) if radius else 0)
    xs, ys = zip(*ends(outline), strict=True)
    assert (min(xs), max(xs), min(ys), max(ys)) == pytest.approx((R.x, R.right, R.y, R.bottom))


def test_circle_is_round() -> None:
    start = Point(0, 0)
    for segment in circle(5, 5, 3):
        if isinstance(segment, Curve):
            middle = tuple(
                (a + 3 * b + 3 * c + d) / 8
                for a, b, c, d in zip(start, segment[:2], segment[2:4], segment[4:], strict=True)
            )
            assert ((middle[0] - 5) ** 2 + (middle[1] - 5) ** 2) ** 0.5 == pytest.approx(3, rel=3e-4)
        if not isinstance(segment, Close):
            start = Point(*segment[-2:])


def test_polyline_rounds_corners_by_at_most_half_a_piece() -> None:
    points = (Point(0, 0), Point(0, 4), Point(30, 4))
    line = polyline(points, 10)
    assert [type(s) for s in line] == [Move, Line, Curve, Line]
    assert line[1] == Line(0, 2)
    assert ends(line)[-1] == points[-1]
    assert polyline(points) == (Move(0, 0), Line(0, 4), Line(30, 4))


def test_polygon_and_rectangle_are_closed() -> None:
    assert polygon(ends(rectangle(R))) == rectangle(R)


def test_colours() -> None:
    assert color("#FF8000") == Color(1, 128 / 255, 0)
    assert mix("#000000", "#FFFFFF", 0.25) == Color(0.25, 0.25, 0.25)


def test_qr_code_stands_in_its_quiet_zone() -> None:
    ground, dark = qr_code("https://example.org/v/1", Rect(100, 50, 66, 66), color("#000000"), color("#FFFFFF"))
    assert isinstance(ground, Path)
    squares = [s for s in dark.segments if isinstance(s, Square)]
    assert len(squares) == len(dark.segments) > 100
    module = min(s.h for s in squares)
    assert min(s.x for s in squares) == pytest.approx(100 + QUIET * module)
    assert min(s.y for s in squares) == pytest.approx(50 + QUIET * module)
    assert max(s.x + s.w for s in squares) == pytest.approx(166 - QUIET * module)
