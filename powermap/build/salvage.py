"""The name of a list in; the list without the items and villages that have errors, and what those errors are, out.

One bad village or item must not stop the others. What is wrong anywhere else (the head, the register, a file of
villages that cannot be read) concerns all of them and stops the build.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from powermap.diagnostics import Diagnostic, Severity, has_errors, in_order
from powermap.errors import InputError
from powermap.model import PowerList
from powermap.source.layer import ITEMS
from powermap.source.tree import Mapping, Node, Scalar, Sequence
from powermap.value import Value, replace

if TYPE_CHECKING:
    from powermap.source import ListSource
    from powermap.text.fonts import Catalogue


class Bad(Value, frozen=True):
    """An item or a village that cannot be made: what people call it, and the first of its errors."""

    name: str
    village: bool
    reason: str


class Salvaged(Value, frozen=True):
    """What can be made of a list. numbers: of the items that are good.

    power_list.items holds a stand-in for each bad item, for products say how many items the list has; nothing may be
    made of it, nor of the whole list while there is one.
    """

    power_list: PowerList
    numbers: frozenset[str]
    bad: tuple[Bad, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def items_good(self) -> bool:
        return all(bad.village for bad in self.bad)


def load_good(list_name: str, villages: str | None, fonts: Catalogue) -> Salvaged:
    """Read and check a list. Raises InputError with every problem if what is wrong concerns all of it."""
    from powermap.build.loading import find_list
    from powermap.source import read_list

    source = read_list(find_list(list_name), Path(villages) if villages else None)
    power_list, found = _checked(source, fonts)
    if power_list is not None:
        return Salvaged(power_list, frozenset(item.number for item in power_list.items), (), found)
    owners = _Owners(source)
    errors = [d for d in found if d.severity is Severity.ERROR]
    bad = [owners.of(error) for error in errors]
    good_source = owners.without([owner for owner in bad if owner is not None])
    power_list, _ = _checked(good_source, fonts) if all(bad) else (None, ())
    if power_list is None or not power_list.items:
        raise InputError("清单有错误，没有生成文件。改好以后再运行", found)
    named: dict[_Owner, Bad] = {}
    for owner, error in zip(bad, errors, strict=True):
        if owner is not None and owner not in named:
            named[owner] = Bad(owner.name, owner.part == VILLAGE, str(error))
    numbers = frozenset(item.number for item in power_list.items)
    missing = sum(not one.village for one in named.values())
    stand_ins = tuple(replace(power_list.items[0], number=f"?{i}") for i in range(missing))
    whole = replace(power_list, items=(*power_list.items, *stand_ins))
    return Salvaged(whole, numbers, tuple(named.values()), found)


def _checked(source: ListSource, fonts: Catalogue) -> tuple[PowerList | None, tuple[Diagnostic, ...]]:
    from powermap.text.coverage import check_coverage
    from powermap.validate import check_list

    checked = check_list(source)
    uncovered = check_coverage(source, fonts)
    power_list = None if has_errors(uncovered) else checked.power_list
    return power_list, in_order((*checked.diagnostics, *uncovered))


ITEM, VILLAGE, FILE = "item", "village", "file"


class _Owner(Value, frozen=True):
    """part and index say which item or village of a source it is; of a file that gave no item, index is -1."""

    part: str
    index: int
    name: str


class _Owners:
    """Who an error belongs to, by its place: the item or village that begins last before it in the same file."""

    def __init__(self, source: ListSource) -> None:
        self.source = source
        self._starts: dict[str, list[tuple[int, _Owner]]] = {}
        for i, item in enumerate(source.items):
            self._enter(
                item.node, _Owner(ITEM, i, f"事项 {_word(item.node, '编号')} {_word(item.node, '名称')}".strip())
            )
        for i, node in enumerate(source.villages.items if source.villages else ()):
            self._enter(node, _Owner(VILLAGE, i, _word(node, "村名") or f"村庄表第 {i + 1} 个村"))
        for starts in self._starts.values():
            starts.sort(key=lambda start: start[0])

    def _enter(self, node: Node, owner: _Owner) -> None:
        first: dict[str, int] = {}
        for file, line in _lines(node):
            first[file] = min(line, first.get(file, line))
        for file, line in first.items():
            self._starts.setdefault(file, []).append((line, owner))

    def of(self, error: Diagnostic) -> _Owner | None:
        if error.place is None:
            return None
        starts = self._starts.get(error.place.file, [])
        index = bisect_right(starts, error.place.line, key=lambda start: start[0])
        path = PurePath(error.place.file)
        if path.parent.name == ITEMS:
            return starts[max(0, index - 1)][1] if starts else _Owner(FILE, -1, f"事项文件 {path.name}")
        return starts[index - 1][1] if index else None

    def without(self, owners: list[_Owner]) -> ListSource:
        """The source as if they were not in it. What was to be read and is not makes nothing else wrong."""
        out = {(owner.part, owner.index) for owner in owners}
        villages = self.source.villages
        if villages is not None:
            kept = tuple(node for i, node in enumerate(villages.items) if (VILLAGE, i) not in out)
            villages = Sequence(kept, villages.place)
        return replace(
            self.source,
            items=tuple(item for i, item in enumerate(self.source.items) if (ITEM, i) not in out),
            villages=villages,
            diagnostics=tuple(d for d in self.source.diagnostics if d.severity is not Severity.ERROR),
            all_read=False,
        )


def _lines(node: Node) -> Iterator[tuple[str, int]]:
    yield node.place.file, node.place.line
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            yield key.place.file, key.place.line
            yield from _lines(value)
    elif isinstance(node, Sequence):
        for child in node.items:
            yield from _lines(child)


def _word(node: Node, key: str) -> str:
    value = node.get(key) if isinstance(node, Mapping) else None
    return value.text.strip() if isinstance(value, Scalar) else ""
