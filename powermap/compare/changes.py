"""What a comparison finds: values for a text, a table or a filing document."""

from __future__ import annotations

from typing import Literal

from powermap.model import Item
from powermap.value import Value

Status = Literal["新增", "停用", "修改"]
"""Of an item: only in the new list; only in the old one; in both, but not the same."""


class Change(Value, frozen=True):
    """One thing that is not as it was. place: where, in the words of the list ("步骤“公示”", "" for the item or the
    list as a whole); what: which value ("时限"); before and after: "" for something that was not or is no longer there.
    """

    place: str
    what: str
    before: str
    after: str

    def __str__(self) -> str:
        where = f"{self.place}：" if self.place else ""
        if not self.before:
            return f"{where}增加{self.what}{_quoted(self.after)}"
        if not self.after:
            return f"{where}删去{self.what}{_quoted(self.before)}"
        return f"{where}{self.what}由{_quoted(self.before)}改为{_quoted(self.after)}"


def _quoted(text: str) -> str:
    """In quotation marks, those inside it single (GB/T 15834, 4.8.3.3)."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


class EntryPair(Value, frozen=True):
    """An entry of the old route and what became of it: their keys, "" on the side where there is none; changed: whether
    anything of it is not as it was (its risks and where it leads included).
    """

    before: str
    after: str
    changed: bool


class ItemChange(Value, frozen=True):
    """An item that was added, disabled or changed. entries: which entries of its two routes belong together."""

    status: Status
    before: Item | None
    after: Item | None
    changes: tuple[Change, ...] = ()
    entries: tuple[EntryPair, ...] = ()

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

    @property
    def renamed(self) -> bool:
        """Whether number or name are not as they were."""
        return any(change.place == "" and change.what in ("编号", "名称") for change in self.changes)

    @property
    def rerouted(self) -> bool:
        """Whether its route is not as it was."""
        return any(pair.changed or not (pair.before and pair.after) for pair in self.entries)


class Comparison(Value, frozen=True):
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
