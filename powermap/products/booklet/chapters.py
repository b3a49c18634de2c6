"""A list in; its chapters out: one for each category, and the town's own items (个性清单) as a part of their own."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from powermap.model import Item, PowerList
from powermap.model.theme import Theme
from powermap.value import Value

OWN = "个性清单"


class Chapter(Value, frozen=True):
    """Items that belong together. number counts from 1, 0 for the part of the town's own; paint is #RRGGBB."""

    number: int
    title: str
    paint: str
    items: tuple[Item, ...]

    @property
    def anchor(self) -> str:
        return f"chapter-{self.number}"


def by_number(items: Iterable[Item]) -> tuple[Item, ...]:
    """Items in the order of their numbers, 9 before 10."""
    return tuple(sorted(items, key=lambda item: (len(item.number), item.number)))


def chapters_of(power_list: PowerList, theme: Theme) -> tuple[Chapter, ...]:
    """The chapters in the order of the book."""
    common = [item for item in power_list.items if not item.own]
    own = by_number(item for item in power_list.items if item.own)
    chapters = [
        Chapter(number, category.name, theme.category_color(category.color), tuple(items))
        for number, (category, items) in enumerate(groupby(common, key=lambda item: item.category), start=1)
    ]
    if own:
        chapters.append(Chapter(0, OWN, theme.palette["primary"], own))
    return tuple(chapters)
