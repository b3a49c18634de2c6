"""What a comparison finds: values for a text, a table or a filing document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from powermap.model import Item

Status = Literal["新增", "停用", "修改"]
"""Of an item: only in the new list; only in the old one; in both, but not the same."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was. place: where, in the words of the list ("步骤“公示”", "" for the item as a
    whole); what: which value ("时限"); before and after: "" for something that was not or is no longer there.
    """

    place: str
    what: str
    before: str
    after: str

    def __str__(self) -> str:
        where = f"{self.place}：" if self.place else ""
        if not self.before:
            return f"{where}增加{self.what}“{self.after}”"
        if not self.after:
            return f"{where}删去{self.what}“{self.before}”"
        return f"{where}{self.what}由“{self.before}”改为“{self.after}”"


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that was added, disabled or changed. entries: (old key, new key) of the entries that belong together;
    "" on the side where there is none.
    """

    status: Status
    before: Item | None
    after: Item | None
    changes: tuple[Change, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()

    @property
    def item(self) -> Item:
        """The item as it is now, or as it was before it was disabled."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def label(self) -> str:
        """08 小型工程立项与发包"""
        return f"{self.item.number} {self.item.name}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two lists compared. head: changes of title, edition, parameters, actors, categories …; items in order of number;
    same: how many items are as they were.
    """

    head: tuple[Change, ...]
    items: tuple[ItemChange, ...]
    same: int

    def of(self, status: Status) -> tuple[ItemChange, ...]:
        """The items with this status."""
        return tuple(change for change in self.items if change.status == status)

    @property
    def is_empty(self) -> bool:
        return not self.head and not self.items
