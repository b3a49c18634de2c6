"""Two checked lists in; their differences out: heads first, then items by number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from powermap.compare.changes import Change, Comparison, ItemChange
from powermap.compare.items import compare_items
from powermap.model import Item, PowerList


def compare(old: PowerList, new: PowerList) -> Comparison:
    """What changed from old to new. Items belong together by number; one whose number alone changed, by its name."""
    pairs = _pairs(old, new)
    items = [change for before, after in pairs if (change := _item(before, after)) is not None]
    same = sum(1 for before, after in pairs if before and after) - sum(1 for change in items if change.status == "修改")
    return Comparison(tuple(_head(old, new)), tuple(items), same)


def _pairs(old: PowerList, new: PowerList) -> list[tuple[Item | None, Item | None]]:
    before = {item.number: item for item in old.items}
    after = {item.number: item for item in new.items}
    left = {item.name: item for number, item in before.items() if number not in after}
    moved = {
        number: left.pop(item.name) for number, item in after.items() if number not in before and item.name in left
    }
    gone = {item.number for item in left.values()}
    pairs: list[tuple[Item | None, Item | None]] = []
    for number in sorted(set(after) | gone):
        if number in after:
            pairs.append((before.get(number) or moved.get(number), after[number]))
        else:
            pairs.append((before[number], None))
    return pairs


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
        ("编号", old.code, new.code),
        ("依据", old.basis, new.basis),
        ("版本", old.edition, new.edition),
        ("核定", old.approval.value, new.approval.value),
        ("风险等级", "、".join(level.name for level in old.levels), "、".join(level.name for level in new.levels)),
        ("类别", "、".join(c.name for c in old.categories), "、".join(c.name for c in new.categories)),
    ):
        if before != after:
            yield Change("", what, before, after)
    yield from _named("参数", {p.name: p.value for p in old.parameters}, {p.name: p.value for p in new.parameters})
    yield from _named("主体", {a.name: a.kind.value for a in old.actors}, {a.name: a.kind.value for a in new.actors})


def _named(what: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        if before is None and after is not None:
            yield Change("", what, "", f"{name}（{after}）")
        elif after is None and before is not None:
            yield Change("", what, f"{name}（{before}）", "")
        elif before != after:
            yield Change(f"{what}“{name}”", "内容", before or "", after or "")
