"""The items of a list, a column's width and a type size in; measured rows and cards of the overview out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from powermap.model import Category, Item, RiskLevel
from powermap.model.theme import OverviewFact
from powermap.text.setting import Setter, Setting
from powermap.value import Value

PAD = 0.42
"""Above and below a row's text in em of the name."""

SIDE = 0.7
"""Left and right in a card in em of the name."""

NAME_LEADING, NOTE_LEADING = 1.24, 1.34
HEAD, HEAD_HEIGHT = 1.12, 1.86
"""Type of a card's head in em of the name, and its height in em of that."""

GAP = 0.8
"""Between cards in em of the name."""

TAG_HEIGHT = 1.34
"""In em of the notes."""

_TAG_PAD, _TAG_GAP = 0.76, 0.4
_MOST_LINES = 3


class Type(Value, frozen=True):
    """Type sizes in pt: names, and everything smaller. air: a factor on the empty space, less where items are many."""

    name: float
    note: float
    air: float = 1.0

    @property
    def pad(self) -> float:
        """Above and below a row's text in pt."""
        return PAD * self.air * self.name

    @property
    def gap(self) -> float:
        """Between cards in pt."""
        return GAP * self.air * self.name


class Tag(Value, frozen=True):
    """A label at a row's right: its words, the risk level it stands for (None: 共 or 个), its width in em of notes."""

    text: str
    level: RiskLevel | None
    width: float


class Row(Value, frozen=True):
    """One item, measured. owners is None where they stand nowhere; inline: behind the name, not under it. pt."""

    item: Item
    name: Setting
    owners: Setting | None
    inline: bool
    tags: tuple[Tag | None, ...]
    height: float


class Ruler(Value, frozen=True):
    """What is the same for all rows: what is shown, the widths of number and tags, in em of name and note."""

    setter: Setter
    shown: tuple[OverviewFact, ...]
    number: float
    tags: tuple[float, ...]

    def room(self, width: float, type_: Type) -> float:
        """What a card of this width leaves for the name in pt."""
        tags = (sum(tag + _TAG_GAP for tag in self.tags) + _TAG_GAP) * type_.note
        return width - (2 * SIDE + self.number + 0.55) * type_.name - tags

    def row(self, item: Item, width: float, type_: Type, inline: bool) -> Row | None:
        """The item's row, None if it cannot be set in this width without being cut."""
        room = self.room(width, type_)
        if room < 3 * type_.name:
            return None
        owners = "、".join(actor.short for actor in item.owners) if "办理主体" in self.shown else ""
        if inline:
            name = self.setter.set(item.name, "body")
            behind = self.setter.set(owners, "body") if owners else None
            used = name.width * type_.name + (behind.width * type_.note + type_.name if behind else 0.0)
            if used > room:
                return None
            return Row(item, name, behind, True, self._tags(item), 2 * type_.pad + NAME_LEADING * type_.name)
        name = self._broken(item.name, room / type_.name)
        under = self.setter.set(owners, "body", room / type_.note) if owners else None
        if name.overfull or len(name.lines) > _MOST_LINES or (under and under.overfull):
            return None
        height = 2 * type_.pad + NAME_LEADING * len(name.lines) * type_.name
        height += NOTE_LEADING * len(under.lines) * type_.note if under else 0.0
        return Row(item, name, under, False, self._tags(item), height)

    def _broken(self, name: str, measure: float) -> Setting:
        """A name in the fewest lines, broken where words end; anywhere if it takes more than two."""
        ways = [
            (len(setting.lines), badness, setting.width, setting)
            for setting, badness in self.setter.partitions(name, "body", 2)
            if setting.width <= measure
        ]
        if ways:
            return min(ways, key=lambda way: way[:3])[3]
        return self.setter.set(name, "body", measure, balance=True)

    def _tags(self, item: Item) -> tuple[Tag | None, ...]:
        out: list[Tag | None] = []
        widths = list(self.tags)
        if "风险等级" in self.shown:
            level, width = item.top_level, widths.pop(0)
            out.append(Tag(level.name, level, width) if level else None)
        if "清单性质" in self.shown:
            out.append(Tag(own_word(item.own), None, widths.pop(0)))
        return tuple(out)


def own_word(own: bool) -> str:
    """共 for an item of the common list, 个 for the town's own."""
    return "个" if own else "共"


def ruler_for(
    setter: Setter, items: Iterable[Item], levels: Iterable[RiskLevel], shown: tuple[OverviewFact, ...]
) -> Ruler:
    """The measures that the rows of these items share."""
    number = max(setter.width(item.number, "bold") for item in items)
    tags: list[float] = []
    if "风险等级" in shown:
        tags.append(max((setter.width(level.name, "bold") for level in levels), default=1.0) + _TAG_PAD)
    if "清单性质" in shown:
        tags.append(1.0 + _TAG_PAD)
    return Ruler(setter, shown, number, tuple(tags))


def chapters(items: Iterable[Item]) -> tuple[tuple[Category, tuple[Item, ...]], ...]:
    """The items by category in their order."""
    return tuple((category, tuple(group)) for category, group in groupby(items, key=lambda item: item.category))


def head_height(type_: Type) -> float:
    """Of a card's head in pt."""
    return HEAD * (1.3 + (HEAD_HEIGHT - 1.3) * type_.air) * type_.name
