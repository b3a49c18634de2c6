"""A power list: the head and its items."""

from __future__ import annotations

from enum import Enum

from powermap.model.actors import Actor
from powermap.model.items import Category, Item, RiskLevel
from powermap.model.statutes import Statute
from powermap.model.villages import Village
from powermap.value import Value


class Approval(Enum):
    """Whether a district has confirmed the list; SAMPLE is printed on every product."""

    SAMPLE = "示范文本"
    CONFIRMED = "已核定"


class Parameter(Value, frozen=True):
    """A local number with its source."""

    name: str
    value: str
    source: str


class PowerList(Value, frozen=True):
    """A checked list. Orders (categories, actors, items, villages) are those of the files; items by category, then
    number.
    """

    title: str
    code: str
    basis: str
    edition: str
    approval: Approval
    categories: tuple[Category, ...]
    actors: tuple[Actor, ...]
    parameters: tuple[Parameter, ...]
    levels: tuple[RiskLevel, ...]
    statutes: tuple[Statute, ...]
    items: tuple[Item, ...]
    villages: tuple[Village, ...] = ()

    def item(self, number: str) -> Item:
        """The item with this number. Raises KeyError."""
        for item in self.items:
            if item.number == number:
                return item
        raise KeyError(number)

    def village(self, name: str) -> Village:
        """The village with this name. Raises KeyError."""
        for village in self.villages:
            if village.name == name:
                return village
        raise KeyError(name)
