"""A list as typed but not yet checked: drafts, each with the tree it came from, so that rules can name places."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from powermap.diagnostics import Place
from powermap.source.tree import Mapping, Node, Path, Scalar, place_of
from powermap.validate.drafts import (
    ActorDraft,
    CategoryDraft,
    DecisionDraft,
    HeadDraft,
    ItemDraft,
    StatuteDraft,
    StepDraft,
    VillageDraft,
)

END = "结束"
"""The word for the end of the route in 下一步 and 到."""

Entry = StepDraft | DecisionDraft


def key_place(root: Node, path: Path) -> Place:
    """The place of the key that a path ends in; of the path itself if it does not end in a key that is there."""
    node = root
    for part in path[:-1]:
        child = node.get(part) if isinstance(node, Mapping) and isinstance(part, str) else None
        if child is None and isinstance(part, int) and not isinstance(node, (Mapping, Scalar)):
            child = node.items[part] if part < len(node.items) else None
        if child is None:
            return node.place
        node = child
    key = node.key(str(path[-1])) if isinstance(node, Mapping) and path else None
    return key.place if key else place_of(root, path)


@dataclass(frozen=True)
class Typed:
    """Something with a tree: asks for the place of a value or of a key by the path of Chinese keys."""

    node: Node

    def at(self, *path: str | int) -> Place:
        """The place of a value, or of the deepest part of the path that is there."""
        return place_of(self.node, path)

    def at_key(self, *path: str | int) -> Place:
        """The place of a key."""
        return key_place(self.node, path)


@dataclass(frozen=True)
class TypedItem(Typed):
    """An item that could be typed. own as in ItemSource."""

    draft: ItemDraft
    own: bool = False

    @cached_property
    def flow(self) -> Flow:
        """Keys and successors of the entries."""
        return Flow.of(self.draft)

    @property
    def label(self) -> str:
        """How messages name the item."""
        return f"{self.draft.number} {self.draft.name}".strip() or "这个事项"


@dataclass(frozen=True)
class TypedHead(Typed):
    draft: HeadDraft


@dataclass(frozen=True)
class TypedVillage(Typed):
    draft: VillageDraft


@dataclass(frozen=True)
class TypedStatute(Typed):
    """A statute of the register. draft is None if it could not be typed: it is known, but nothing more can be said."""

    name: Scalar
    draft: StatuteDraft | None


@dataclass(frozen=True)
class Flow:
    """The route as a graph over entry indexes; len(entries) stands for the end.

    keys: the key of each entry: its 标识, or "#3" for the third entry without one.
    ways: for each entry where it leads, a decision once per branch (one without branches goes on to the next entry);
    None where the target is unknown.
    """

    keys: tuple[str, ...]
    ways: tuple[tuple[int | None, ...], ...]

    @classmethod
    def of(cls, item: ItemDraft) -> Flow:
        """The graph of an item; of two entries with one 标识 the first is meant."""
        entries = item.entries
        keys = tuple(entry.key or f"#{number}" for number, entry in enumerate(entries, start=1))
        index = {key: position for position, key in reversed(tuple(enumerate(keys)))}
        index[END] = len(entries)

        def ways(position: int, entry: Entry) -> tuple[int | None, ...]:
            wanted = [b.target for b in entry.branches] if isinstance(entry, DecisionDraft) else [entry.target]
            return tuple(index.get(target) if target else position + 1 for target in wanted or [""])

        return cls(keys, tuple(ways(position, entry) for position, entry in enumerate(entries)))

    @property
    def end(self) -> int:
        """The index that stands for the end of the route."""
        return len(self.keys)


@dataclass(frozen=True)
class ListDraft:
    """Everything that could be typed.

    head is None if the head could not be read or typed: rules that need it stay silent then.
    register is None if the list has no statute register; villages is empty if it has no villages.
    items_read: how many items the source had, also those that could not be typed.
    all_read: False if a file or an item could not be read: what seems to be absent may stand there.
    """

    head: TypedHead | None
    items: tuple[TypedItem, ...]
    register: dict[str, TypedStatute] | None
    villages: tuple[TypedVillage, ...]
    place: Place
    items_read: int
    all_read: bool
    used_parameters: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def actors(self) -> dict[str, tuple[str, ActorDraft]]:
        """Actors (name, draft) by name and by 简称; a name wins over another actor's 简称. Empty without a head."""
        if self.head is None:
            return {}
        declared = self.head.draft.actors
        by_short = {actor.short: (name, actor) for name, actor in declared.items() if actor.short}
        return by_short | {name: (name, actor) for name, actor in declared.items()}

    @cached_property
    def categories(self) -> dict[str, CategoryDraft]:
        return {category.name: category for category in self.head.draft.categories} if self.head else {}

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The risk levels of the list, highest first."""
        written = tuple(level for level in self.head.draft.levels if level) if self.head else ()
        return written or ("高", "中", "低")
