"""An item and a place in its route in; the item with one thing changed there, and the change to be found, out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from powermap.model import Branch, Decision, Entry, Item, Risk, RiskLevel, Step
from powermap.value import replace

NEW_STEP = "盖章后张贴告知单"


@dataclass(frozen=True)
class Expected:
    """What one change says; before and after: how they begin."""

    place: str
    what: str
    before: str
    after: str


Mutation = Callable[[Item, int], tuple[Item, Expected] | None]
"""None where an entry has nothing of the kind to change."""


def place_of(entry: Entry) -> str:
    return f"{'判断' if isinstance(entry, Decision) else '步骤'}“{entry.name}”"


def with_keys(item: Item) -> Item:
    """Keys as a list that is read has them: "#3" for the third entry, if it has no 标识 of its own."""
    new = {entry.key: f"#{i}" if entry.key.startswith("#") else entry.key for i, entry in enumerate(item.entries, 1)}

    def target(key: str | None) -> str | None:
        return new[key] if key else None

    entries: list[Entry] = []
    for entry in item.entries:
        if isinstance(entry, Decision):
            branches = tuple(Branch(branch.result, target(branch.target)) for branch in entry.branches)
            entries.append(replace(entry, key=new[entry.key], branches=branches))
        else:
            entries.append(replace(entry, key=new[entry.key], target=target(entry.target)))
    return replace(item, entries=tuple(entries))


def at(item: Item, place: int, entry: Entry) -> Item:
    """The item with another entry at a place."""
    return replace(item, entries=(*item.entries[:place], entry, *item.entries[place + 1 :]))


def _field(what: str, name: str, after: str) -> Mutation:
    def mutate(item: Item, i: int) -> tuple[Item, Expected] | None:
        entry = item.entries[i]
        before = "" if name == "short" and entry.short == entry.name else getattr(entry, name)
        values: dict[str, Any] = {name: after}
        return at(item, i, replace(entry, **values)), Expected(place_of(entry), what, before, after)

    return mutate


def rename(item: Item, i: int) -> tuple[Item, Expected] | None:
    entry = item.entries[i]
    named = replace(
        entry, name=f"{entry.name}甲", short=f"{entry.name}甲" if entry.short == entry.name else entry.short
    )
    return at(item, i, named), Expected(place_of(named), "名称", entry.name, named.name)


def actors(item: Item, i: int) -> tuple[Item, Expected] | None:
    entry = item.entries[i]
    actor = next(a for other in item.entries for a in other.actors)
    if entry.actors == (actor,):
        return None
    before = "、".join(a.name for a in entry.actors)
    return at(item, i, replace(entry, actors=(actor,))), Expected(place_of(entry), "主体", before, actor.name)


def materials(item: Item, i: int) -> tuple[Item, Expected] | None:
    entry = item.entries[i]
    before = "、".join(entry.materials)
    after = "、".join((*entry.materials, "告知单"))
    return at(item, i, replace(entry, materials=(*entry.materials, "告知单"))), Expected(
        place_of(entry), "材料", before, after
    )


def level(item: Item, i: int) -> tuple[Item, Expected] | None:
    entry = item.entries[i]
    if not entry.risks:
        return None
    risk = entry.risks[0]
    worse = replace(risk, level=RiskLevel("特高", 0, 4))
    return at(item, i, replace(entry, risks=(worse, *entry.risks[1:]))), Expected(
        f"{place_of(entry)}的风险“{risk.text}”", "等级", risk.level.name, "特高"
    )


def control(item: Item, i: int) -> tuple[Item, Expected] | None:
    entry = item.entries[i]
    if not entry.risks:
        return None
    risk = entry.risks[-1]
    other = replace(risk, control="换人复核")
    return at(item, i, replace(entry, risks=(*entry.risks[:-1], other))), Expected(
        f"{place_of(entry)}的风险“{risk.text}”", "防控", risk.control, "换人复核"
    )


def add_risk(item: Item, i: int) -> tuple[Item, Expected] | None:
    entry = item.entries[i]
    risk = Risk(RiskLevel("低", 2, 3), "回执弄丢", "装订成册")
    return at(item, i, replace(entry, risks=(risk, *entry.risks))), Expected(
        place_of(entry), "风险", "", "回执弄丢（低；防控：装订成册）"
    )


def remove_risk(item: Item, i: int) -> tuple[Item, Expected] | None:
    entry = item.entries[i]
    if not entry.risks:
        return None
    return at(item, i, replace(entry, risks=entry.risks[1:])), Expected(
        place_of(entry), "风险", entry.risks[0].text, ""
    )


def reword_branch(item: Item, i: int) -> tuple[Item, Expected] | None:
    entry = item.entries[i]
    if not isinstance(entry, Decision):
        return None
    first = entry.branches[0]
    branches = (Branch("另一种说法", first.target), *entry.branches[1:])
    return at(item, i, replace(entry, branches=branches)), Expected(place_of(entry), "分支", first.result, "另一种说法")


def add_branch(item: Item, i: int) -> tuple[Item, Expected] | None:
    entry = item.entries[i]
    if not isinstance(entry, Decision):
        return None
    branches = (*entry.branches, Branch("暂缓", None))
    return at(item, i, replace(entry, branches=branches)), Expected(place_of(entry), "分支", "", "暂缓→结束")


def turn_branch(item: Item, i: int) -> tuple[Item, Expected] | None:
    """The last branch leads elsewhere: to the first entry, or to the end."""
    entry = item.entries[i]
    if not isinstance(entry, Decision):
        return None
    last, first = entry.branches[-1], item.entries[0]
    target = None if last.target == first.key else first.key
    branches = (*entry.branches[:-1], Branch(last.result, target))
    before = item.entry(last.target).name if last.target else "结束"
    after = item.entry(target).name if target else "结束"
    return at(item, i, replace(entry, branches=branches)), Expected(
        place_of(entry), f"“{last.result}”的去向", before, after
    )


def insert(item: Item, i: int) -> tuple[Item, Expected] | None:
    """A step between an entry and the next one, where the one leads to the other."""
    entry = item.entries[i]
    behind = item.entries[i + 1].key if i + 1 < len(item.entries) else None
    step = Step("#new", NEW_STEP, NEW_STEP, (), behind)
    if isinstance(entry, Decision):
        if behind is None or all(branch.target != behind for branch in entry.branches):
            return None
        turned = tuple(Branch(b.result, step.key if b.target == behind else b.target) for b in entry.branches)
        led: Entry = replace(entry, branches=turned)
    elif entry.target != behind:
        return None
    else:
        led = replace(entry, target=step.key)
    entries = (*item.entries[:i], led, step, *item.entries[i + 1 :])
    return with_keys(replace(item, entries=entries)), Expected(f"{place_of(entry)}之后", "步骤", "", NEW_STEP)


def remove(item: Item, i: int) -> tuple[Item, Expected] | None:
    """A step in the middle that only the one before it leads to."""
    if not _is_plain(item, i):
        return None
    entry, before = item.entries[i], item.entries[i - 1]
    assert isinstance(entry, Step)
    if isinstance(before, Decision):
        turned = tuple(Branch(b.result, entry.target if b.target == entry.key else b.target) for b in before.branches)
        led: Entry = replace(before, branches=turned)
    else:
        led = replace(before, target=entry.target)
    entries = (*item.entries[: i - 1], led, *item.entries[i + 1 :])
    return with_keys(replace(item, entries=entries)), Expected("流程", "步骤", entry.name, "")


def swap(item: Item, i: int) -> tuple[Item, Expected] | None:
    """Two steps in a row change places."""
    if not (_is_plain(item, i) and i + 1 < len(item.entries) and _is_plain(item, i + 1)):
        return None
    before, first, second = item.entries[i - 1 : i + 2]
    assert isinstance(first, Step)
    assert isinstance(second, Step)
    if not isinstance(before, Step):
        return None
    entries = (
        *item.entries[: i - 1],
        replace(before, target=second.key),
        replace(second, target=first.key),
        replace(first, target=second.target),
        *item.entries[i + 2 :],
    )
    # either of them has moved past the other; the one that is said to have moved is the second
    return with_keys(replace(item, entries=entries)), Expected(
        place_of(second), "位置", f"{place_of(first)}之后", f"{place_of(before)}之后"
    )


def _is_plain(item: Item, i: int) -> bool:
    """Whether an entry is a step, not the first, that only the entry before it leads to and that leads to the next."""
    entry = item.entries[i]
    if i == 0 or not isinstance(entry, Step):
        return False
    behind = item.entries[i + 1].key if i + 1 < len(item.entries) else None
    led = [
        other.key
        for other in item.entries
        for target in ([b.target for b in other.branches] if isinstance(other, Decision) else [other.target])
        if target == entry.key
    ]
    return entry.target == behind and set(led) == {item.entries[i - 1].key}


MUTATIONS: dict[str, Mutation] = {
    "rename": rename,
    "short": _field("简称", "short", "另称"),
    "limit": _field("时限", "limit", "次日上午"),
    "note": _field("说明", "note", "写清楚再办"),
    "actors": actors,
    "materials": materials,
    "level": level,
    "control": control,
    "add risk": add_risk,
    "remove risk": remove_risk,
    "reword branch": reword_branch,
    "add branch": add_branch,
    "turn branch": turn_branch,
    "insert": insert,
    "remove": remove,
    "swap": swap,
}
