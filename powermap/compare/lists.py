"""Two checked lists in; their differences out: heads first, then items by number.

Villages and the statute register are no part of what is compared: telephones and dates of statutes are not the list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from powermap.compare.changes import Change, Comparison, ItemChange
from powermap.compare.items import compare_items
from powermap.compare.likeness import ALIKE, likeness
from powermap.model import Item, PowerList

NumberOrder = tuple[tuple[bool, int, str], ...]
_Pair = tuple[Item | None, Item | None]
_Values = dict[str, dict[str, str]]
"""By name: what there is to say of it, the first value standing for the whole."""


def compare(old: PowerList, new: PowerList) -> Comparison:
    """What changed from old to new. Items belong together by number and name, then by name (a list that was numbered
    anew), then by number or route where the name was reworded.
    """
    pairs = _pairs(old.items, new.items)
    items = tuple(change for before, after in pairs if (change := _item(before, after)) is not None)
    both = sum(1 for before, after in pairs if before and after)
    return Comparison(tuple(_head(old, new)), items, both - sum(1 for change in items if change.status == "修改"))


def _pairs(old: Sequence[Item], new: Sequence[Item]) -> list[_Pair]:
    partner: dict[str, Item] = {}
    free = {item.number: item for item in old}
    tests: tuple[Callable[[Item, Item], bool], ...] = (
        lambda before, after: before.number == after.number and before.name == after.name,
        lambda before, after: before.name == after.name,
        lambda before, after: before.number == after.number and _akin(before, after),
        lambda before, after: likeness(before.name, after.name) > ALIKE and _same_route(before, after) > ALIKE,
    )
    for belongs in tests:
        for after in new:
            if after.number not in partner:
                found = next((before for before in free.values() if belongs(before, after)), None)
                if found is not None:
                    partner[after.number] = free.pop(found.number)
    pairs: list[_Pair] = [(partner.get(after.number), after) for after in new]
    pairs += [(before, None) for before in free.values()]
    return sorted(pairs, key=_place)


def _akin(before: Item, after: Item) -> bool:
    """Whether two items with one number are one item under a new name, and not one in the other's place."""
    return likeness(before.name, after.name) > ALIKE or _same_route(before, after) > ALIKE


def _same_route(before: Item, after: Item) -> float:
    """The share of entries that have the same name."""
    names, others = {entry.name for entry in before.entries}, {entry.name for entry in after.entries}
    return len(names & others) / max(1, len(names | others))


def _place(pair: _Pair) -> tuple[NumberOrder, bool]:
    """By number; a disabled item after the one that has its number now."""
    before, after = pair
    item = after or before
    assert item is not None
    return number_order(item.number), after is None


def number_order(number: str) -> NumberOrder:
    """A key to sort items by, as people count: 9 before 10, 10 before A9, A9 before A10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", number)
    return tuple((False, int(part), "") if part.isdecimal() else (True, 0, part) for part in parts)


def _item(before: Item | None, after: Item | None) -> ItemChange | None:
    if before is None:
        return ItemChange("新增", None, after)
    if after is None:
        return ItemChange("停用", before, None)
    changes, entries = compare_items(before, after)
    return ItemChange("修改", before, after, changes, entries) if changes else None


def _head(old: PowerList, new: PowerList) -> Iterator[Change]:
    for what, before, after in (
        ("清单名称", old.title, new.title),
        ("清单编号", old.code, new.code),
        ("清单依据", old.basis, new.basis),
        ("版本", old.edition, new.edition),
        ("核定", old.approval.value, new.approval.value),
        ("风险等级", "、".join(level.name for level in old.levels), "、".join(level.name for level in new.levels)),
    ):
        if before != after:
            yield Change("", what, before, after)
    yield from _named("类别", _categories(old), _categories(new))
    was, now = (list(_categories(power_list)) for power_list in (old, new))
    if was != now and sorted(was) == sorted(now):
        yield Change("", "类别的先后", "、".join(was), "、".join(now))
    yield from _named("参数", _parameters(old), _parameters(new))
    yield from _named("主体", _actors(old), _actors(new))


def _categories(power_list: PowerList) -> _Values:
    return {category.name: {"颜色": category.color} for category in power_list.categories}


def _parameters(power_list: PowerList) -> _Values:
    return {p.name: {"数值": p.value, "来源": p.source} for p in power_list.parameters}


def _actors(power_list: PowerList) -> _Values:
    return {
        actor.name: {"类型": actor.kind.value, "简称": "" if actor.short == actor.name else actor.short}
        for actor in power_list.actors
    }


def _named(what: str, old: _Values, new: _Values) -> Iterator[Change]:
    """What was added, left out, or has other values."""
    for name in dict.fromkeys((*old, *new)):
        if name not in old:
            yield Change("", what, "", _with_value(name, new[name]))
        elif name not in new:
            yield Change("", what, _with_value(name, old[name]), "")
        else:
            for value, after in new[name].items():
                if old[name][value] != after:
                    yield Change(f"{what}“{name}”", value, old[name][value], after)


def _with_value(name: str, values: dict[str, str]) -> str:
    return f"{name}（{next(iter(values.values()))}）"
