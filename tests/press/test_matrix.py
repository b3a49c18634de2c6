"""The sample list on every sheet, in every way of printing and every theme, through the proof.

A telling few run always; POWERMAP_PRESS=all (`make press`) runs every item on every sheet.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache

import pytest

from powermap.build.loading import load_checked, load_fonts
from powermap.build.printing import Print, print_from
from powermap.build.producing import Order, overviews, posters, produce
from powermap.diagnostics import Severity
from powermap.model import PowerList
from powermap.products.sizes import page_size
from powermap.proof.file import proof_bytes
from powermap.resources import data_dir
from powermap.validate.themes import load_theme, shipped_themes
from powermap.value import replace

SIZES = ("A4", "A3", "A2", "A1", "A0", "60x80", "60x90", "80x120", "90x120", "500x700mm", "A3横", "A2横", "A1横")
PRINTINGS = ("screen", "offset", "board", "offset outlines", "screen outlines", "screen fonts A4", "screen fonts A3")
STANDARD = "党建红"
TELLING = ("08", "26", "30")
"""A long route with many risks, a branching one, a short one: what themes other than the first are tried with."""

ALL = os.environ.get("POWERMAP_PRESS") == "all"


def cases() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Theme, sheet, ways of printing."""
    if ALL:
        for name in shipped_themes():
            for size in SIZES:
                yield name, size, PRINTINGS
        return
    yield STANDARD, "A2", ("offset", "offset outlines")
    yield STANDARD, "A1横", ("board",)
    yield "水乡", "60x90", ("offset",)
    yield "素", "A4", ("screen", "offset")


@cache
def sample(theme: str) -> PowerList:
    checked = load_checked(str(data_dir("lists") / "kunshan"), None, load_fonts(load_theme(theme))).power_list
    assert checked is not None
    return checked


@pytest.mark.parametrize(("theme_name", "size", "printings"), list(cases()))
def test_the_sample_list_passes_the_proof(theme_name: str, size: str, printings: tuple[str, ...]) -> None:
    power_list, theme, sheet = sample(theme_name), load_theme(theme_name), page_size(size)
    everything = ALL and theme_name == STANDARD
    items = tuple(item for item in power_list.items if everything or item.number in TELLING)
    order = Order(power_list, items, power_list.villages[0], theme, load_fonts(theme))
    products = [*posters(order if ALL else replace(order, items=items[:1]), sheet), *overviews(order, sheet)]
    findings = [
        f"{product.file_name} {finding}"
        for printing in printings
        for product, data in produce(products, replace(order, printing=_printing(printing)))
        for finding in proof_bytes(data, product.file_name, power_list).findings
        if finding.severity is not Severity.NOTICE
    ]
    assert findings == []


def _printing(words: str) -> Print:
    return print_from(*words.split())
