"""Two editions of an entry in; what changed in where it leads out: branches, their targets, the next step.

An entry that leads to the one behind it leads to a new neighbour when one is put in or taken out there: that is said
once, of the neighbour.
"""

from __future__ import annotations

from collections.abc import Iterator

from powermap.compare.changes import Change
from powermap.model import Decision, Entry, Item

END = "结束"
_Targets = dict[str, str | None]
"""By result, "" for the one way of a step; None is the end."""


def compare_ways(
    place: str, was: tuple[Item, Entry], now: tuple[Item, Entry], keys: dict[str, str]
) -> Iterator[Change]:
    """place: the words for the entry; keys: the new key of every old entry that is still there. Names of targets do not
    count, only which entry it is.
    """
    (old, before), (new, after) = was, now
    old_targets, new_targets = _targets(before), _targets(after)
    reworded = _reworded(old_targets, new_targets, keys)
    for result, target in old_targets.items():
        if result in reworded:
            yield Change(place, "分支", result, reworded[result])
        elif result not in new_targets:
            yield Change(place, "分支", _branch_words(old, result, target), "")
        elif _same(target, keys) != new_targets[result]:
            if _follows(old, before, target) and _follows(new, after, new_targets[result]):
                continue
            what = f"“{result}”的去向" if result else "下一步"
            yield Change(place, what, _name(old, target), _name(new, new_targets[result]))
    for result, target in new_targets.items():
        if result not in old_targets and result not in reworded.values():
            yield Change(place, "分支", "", _branch_words(new, result, target))


def ways_words(item: Item, entry: Entry) -> str:
    """The branches of a decision; "" for a step that leads to the entry behind it or, as the last one, to the end."""
    if isinstance(entry, Decision):
        return "，".join(_branch_words(item, branch.result, branch.target) for branch in entry.branches)
    return "" if _follows(item, entry, entry.target) else f"下一步：{_name(item, entry.target)}"


def _branch_words(item: Item, result: str, target: str | None) -> str:
    return f"{result}→{_name(item, target)}"


def _targets(entry: Entry) -> _Targets:
    if isinstance(entry, Decision):
        return {branch.result: branch.target for branch in entry.branches}
    return {"": entry.target}


def _same(target: str | None, keys: dict[str, str]) -> str | None:
    """The new key of what an old key stands for, "" if it is gone; None for the end."""
    return keys.get(target, "") if target else None


def _reworded(was: _Targets, now: _Targets, keys: dict[str, str]) -> dict[str, str]:
    """Old result → new result, for those that lead where they led but say so in other words."""
    out: dict[str, str] = {}
    for result, target in was.items():
        if result not in now:
            fresh = [name for name in now if name not in was and name not in out.values()]
            found = next((name for name in fresh if now[name] == _same(target, keys)), None)
            if found is not None:
                out[result] = found
    return out


def _follows(item: Item, entry: Entry, target: str | None) -> bool:
    """True if a target is the entry that stands behind this one in the list, or the end behind the last one."""
    at = item.entries.index(entry)
    return target == (item.entries[at + 1].key if at + 1 < len(item.entries) else None)


def _name(item: Item, key: str | None) -> str:
    return item.entry(key).name if key else END
