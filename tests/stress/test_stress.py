"""Every shape a route can have, in every view, passes the proof; on all sheets with POWERMAP_STRESS=all."""

from __future__ import annotations

import os

import pytest

from powermap.model import Decision
from powermap.source import read_list
from powermap.validate import check_list
from powermap.value import replace
from tests.stress.proofs import KUNSHAN, LIST, booklet_faults, faults, list_at, make

WHOLE = os.environ.get("POWERMAP_STRESS") == "all"
SIZES = ("A4", "A3", "A2", "A1", "A0", "A3横")
SAMPLES = ("08", "26", "30")
TELLING: dict[str, dict[str, tuple[str, ...]]] = {
    "flow": {
        "A2": ("01", "05", "09", "14", "19", "23", "28", "29"),
        "A4": ("12", "18"),
        "A3横": ("10", "17"),
        "A0": ("27",),
    },
    "lanes": {"A2": ("01", "09", "14", "27", "29"), "A4": ("12",), "A3横": ("10", "20")},
    "metro": {"3x4": ("01", "05", "09", "13", "16", "21", "24")},
}
"""By view and sheet: the items that are tried in every run of the tests."""


def _cases() -> list[tuple[str, str, str, str]]:
    if not WHOLE:
        return [("stress", n, view, size) for view, by in TELLING.items() for size, ns in by.items() for n in ns]
    every = [("stress", item.number) for item in list_at(LIST).items] + [("kunshan", number) for number in SAMPLES]
    sheets = [(view, size) for view in ("flow", "lanes") for size in SIZES] + [("metro", "3x4")]
    return [(name, number, view, size) for name, number in every for view, size in sheets]


@pytest.mark.parametrize(("name", "number", "view", "size"), _cases())
def test_passes_the_proof(name: str, number: str, view: str, size: str) -> None:
    power_list = list_at(LIST if name == "stress" else KUNSHAN)
    assert faults(power_list, power_list.item(number), view, size) == []


def test_a_text_that_is_not_drawn_is_found() -> None:
    power_list = list_at(LIST)
    item = power_list.item("02")
    other = replace(item, entries=(replace(item.entries[0], name="另外的事"), *item.entries[1:]))
    found = faults(replace(power_list, items=(other,)), item, "flow", "A4")
    assert any("另外的事" in fault for fault in found)


def test_the_list_is_valid() -> None:
    assert [str(d) for d in check_list(read_list(LIST)).diagnostics] == []


def test_the_list_has_every_shape() -> None:
    """Lengths, tiers, ends, returns, skips, risks and texts of the range that the layout promises to set."""
    items = list_at(LIST).items
    entries = [entry for item in items for entry in item.entries]
    assert {1, 2, 3, 40} <= {len(item.entries) for item in items}
    assert {2, 40} <= {len(entry.name) for entry in entries}
    assert max(len(entry.note) for entry in entries) == 120
    assert max(len(entry.note) for entry in entries if isinstance(entry, Decision)) > 80
    assert max(len(entry.risks) for entry in entries) >= 5
    assert {2, 3, 4, 5} <= {len(entry.branches) for entry in entries if isinstance(entry, Decision)}


def test_json_says_when_a_route_goes_on() -> None:
    power_list = list_at(LIST)
    product = make(power_list, power_list.item("27"), "flow", "A2")
    assert len(product.document.pages) > 1
    assert [problem.rule for problem in product.problems] == ["several-sheets"]


@pytest.mark.parametrize("style", ["full", "pocket"])
def test_a_booklet_sets_the_longest_names_in_rows_and_not_smaller(style: str) -> None:
    power_list = list_at(LIST)
    few = replace(power_list, items=tuple(power_list.item(number) for number in ("05", "29")))
    assert booklet_faults(few, style) == []
