"""The sample list, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from powermap.cli import main
from powermap.model import Item, PowerList
from powermap.source import read_list
from powermap.validate import check_list
from tests.cli.conftest import Result, Run, run

LISTS = Path(__file__).parents[2] / "lists"

__all__ = ["Result", "Run", "main", "run"]


@cache
def read(name: str) -> PowerList:
    """A sample list by the name of its folder."""
    power_list = check_list(read_list(LISTS / name)).power_list
    assert power_list is not None
    return power_list


def items() -> tuple[Item, ...]:
    return read("kunshan").items


@pytest.fixture
def power_list() -> PowerList:
    return read("kunshan")
