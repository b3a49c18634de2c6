"""Routes use their sheet: what is left empty under the route of an item of 7 to 14 steps at A2."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from powermap.geometry import Rect
from powermap.layout.fit import lay_out_sheets
from powermap.layout.flow import FlowLayout, Limits
from powermap.layout.graph import route_of
from powermap.model import Item
from powermap.products.sizes import page_size
from tests.layout.items_at_random import items_at_random
from tests.samples import setter
from tests.stress.proofs import KUNSHAN, LIST, list_at

A2 = page_size("A2").floors
LIMITS = Limits(A2.step, A2.note, 2.6 * A2.step)
BODY = Rect(60, 400, 1071, 1020)
TITLE = 40.0
MOST_EMPTY = 0.08
"""Of the body's height (issue: routes that fill their sheet)."""


def sheets(item: Item) -> list[FlowLayout]:
    """Every column on every sheet."""
    return [column for sheet in lay_out_sheets(route_of(item), BODY, LIMITS, setter(), TITLE) for column in sheet]


def empty(layout: FlowLayout) -> float:
    """The share of the frame's height under the lowest thing in it."""
    lowest = max(rect.bottom for rect in (*(b.rect for b in layout.boxes), *(n.rect for n in layout.callouts)))
    return (layout.frame.bottom - lowest) / layout.frame.h


ITEMS = [
    pytest.param(item, id=f"{folder.name}-{item.number}")
    for folder in (KUNSHAN, LIST)
    for item in list_at(folder).items
    if 7 <= len(item.entries) <= 14
]


@pytest.mark.parametrize("item", ITEMS)
def test_items_of_seven_to_fourteen_steps_fill_a2(item: Item) -> None:
    columns = sheets(item)
    assert all(column.legible for column in columns)
    assert columns[0].type.step >= LIMITS.step
    assert columns[0].type.note >= LIMITS.note
    if len(columns) == 1:
        assert empty(columns[0]) <= MOST_EMPTY


@settings(max_examples=6)
@given(items_at_random(most=12, spaced=1))
def test_items_at_random_fill_a2(item: Item) -> None:
    columns = sheets(item)
    if len(columns) == 1 and columns[0].legible and 7 <= len(item.entries) <= 14:
        assert empty(columns[0]) <= MOST_EMPTY


@pytest.mark.parametrize("number", ["01", "02", "03", "04"])
def test_short_items_stand_in_the_middle_in_large_type(number: str) -> None:
    (column,) = sheets(list_at(LIST).item(number))
    above = min(box.rect.y for box in column.boxes) - column.frame.y
    assert column.type.step >= 1.5 * LIMITS.step
    assert empty(column) <= 1 / 4
    assert above == pytest.approx(empty(column) * column.frame.h, abs=0.05 * column.frame.h)


def test_a_long_line_takes_two_columns_with_callouts_beneath() -> None:
    """Each column has its own callouts under its steps, numbered through, and a connector joins the columns."""
    left, right = sheets(list_at(LIST).item("28"))
    assert left.frame.right < right.frame.x
    assert left.frame.y == right.frame.y
    numbers = [note.number for column in (left, right) for note in column.callouts]
    assert numbers == list(range(1, len(numbers) + 1))
    for column in (left, right):
        assert column.title_top is not None
        assert max(box.rect.bottom for box in column.boxes) <= column.title_top
        assert column.title_top + TITLE <= column.callouts[0].rect.y + 0.01
        assert {note.number for note in column.callouts} == {marker.number for marker in column.markers}
    assert {box.key for box in left.boxes if box.shape == "connector"}
    assert {box.key for box in right.boxes if box.shape == "connector"}
