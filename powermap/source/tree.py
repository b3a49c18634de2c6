"""The tree that reading gives and checking takes: text scalars, sequences and mappings, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from powermap.diagnostics import Place
from powermap.value import Value

Path = tuple[str | int, ...]
"""A way down the tree: mapping keys and sequence indexes, as in ("流程", 3, "主体")."""


class Scalar(Value, frozen=True):
    """Text as it was written. quoted is True if it stood in quotes (so that "08" and 08 can be told apart)."""

    text: str
    place: Place
    quoted: bool = False


class Sequence(Value, frozen=True):
    items: tuple[Node, ...]
    place: Place


class Mapping(Value, frozen=True):
    """Pairs in the order of the file. Keys are unique (a repeated key is reported by the reader and dropped)."""

    pairs: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.pairs if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        return next((name for name, _ in self.pairs if name.text == key), None)

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.pairs)


Node = Scalar | Sequence | Mapping


def place_of(root: Node, path: Path) -> Place:
    """The place of what a path leads to, or of the deepest part of the path that exists.

    A mapping key that is there but whose value is wanted gives the value's place.
    """
    node = root
    for part in path:
        child: Node | None = None
        if isinstance(node, Mapping) and isinstance(part, str):
            child = node.get(part)
        elif isinstance(node, Sequence) and isinstance(part, int) and 0 <= part < len(node.items):
            child = node.items[part]
        if child is None:
            return node.place
        node = child
    return node.place
