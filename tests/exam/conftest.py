"""The sample lists, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from powermap.build.loading import load_checked, load_fonts
from powermap.build.producing import Order
from powermap.model import PowerList
from powermap.validate.themes import load_theme

LISTS = Path(__file__).parents[2] / "lists"


@pytest.fixture(scope="session", params=["kunshan", "示例镇"])
def power_list(request: pytest.FixtureRequest) -> PowerList:
    checked = load_checked(str(LISTS / request.param), None, load_fonts(load_theme(None)))
    assert checked.power_list is not None
    return checked.power_list


@pytest.fixture(scope="session")
def order() -> Order:
    theme = load_theme(None)
    fonts = load_fonts(theme)
    checked = load_checked(str(LISTS / "示例镇"), None, fonts)
    assert checked.power_list is not None
    return Order(checked.power_list, checked.power_list.items, None, theme, fonts)
