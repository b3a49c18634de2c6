"""Callouts spread along a line: order, gaps, bounds, and the least sum of squares, against trying every pooling."""

from __future__ import annotations

from itertools import accumulate, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powermap.layout.callouts import spread

GAP = 3.0
CALM = settings(max_examples=150, deadline=None, derandomize=True, database=None)

wants_and_heights = st.integers(1, 7).flatmap(
    lambda n: st.tuples(
        st.lists(st.floats(0, 300), min_size=n, max_size=n), st.lists(st.floats(1, 40), min_size=n, max_size=n)
    )
)


def squares(tops: list[float], wants: list[float]) -> float:
    return sum((top - want) ** 2 for top, want in zip(tops, wants, strict=True))


def best_by_trying(wants: list[float], heights: list[float], top: float, bottom: float) -> float:
    """The least sum of squares: every way to join neighbours into blocks, each block at its mean, kept in bounds."""
    offsets = list(accumulate([0.0, *(h + GAP for h in heights)]))
    lowest, highest = top, bottom - (offsets[-1] - GAP)
    flat = [want - offset for want, offset in zip(wants, offsets, strict=False)]
    best = float("inf")
    for joins in product((False, True), repeat=len(wants) - 1):
        blocks: list[list[float]] = [[flat[0]]]
        for value, joined in zip(flat[1:], joins, strict=True):
            if joined:
                blocks[-1].append(value)
            else:
                blocks.append([value])
        values = [min(max(sum(b) / len(b), lowest), highest) for b in blocks for _ in b]
        if all(a <= b + 1e-9 for a, b in pairwise(values)):
            best = min(best, sum((v - f) ** 2 for v, f in zip(values, flat, strict=True)))
    return best


@CALM
@given(wants_and_heights)
def test_order_gaps_bounds_and_least_squares(case: tuple[list[float], list[float]]) -> None:
    wants, heights = case
    tops = spread(wants, heights, GAP, 0.0, 400.0)
    for (a, height), b in zip(zip(tops, heights, strict=True), tops[1:], strict=False):
        assert b >= a + height + GAP - 1e-9
    assert tops[0] >= -1e-9
    assert tops[-1] + heights[-1] <= 400.0 + 1e-9
    assert squares(tops, wants) == pytest.approx(best_by_trying(wants, heights, 0.0, 400.0), abs=1e-6)


def test_free_callouts_stand_where_they_want() -> None:
    assert spread([10, 100, 200], [20, 20, 20], GAP, 0, 400) == [10, 100, 200]


def test_two_that_want_one_place_share_the_distance() -> None:
    assert spread([100, 100], [20, 20], 4, 0, 400) == [88, 112]


def test_at_the_foot_they_are_pushed_up() -> None:
    assert spread([390], [20], GAP, 0, 400) == [380]


def test_too_little_room_keeps_order_and_gaps_from_the_top() -> None:
    assert spread([50, 50, 50], [20, 20, 20], 5, 0, 40) == [0, 25, 50]


def test_nothing() -> None:
    assert spread([], [], GAP, 0, 10) == []
