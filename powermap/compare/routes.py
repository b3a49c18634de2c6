"""Two editions of a route in; what changed in it out: entries put in, taken out and moved, and what each one says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from powermap.compare.changes import Change, EntryPair
from powermap.compare.likeness import ALIKE, likeness
from powermap.compare.risks import compare_risks, risk_words
from powermap.compare.ways import compare_ways, ways_words
from powermap.model import Decision, Entry, Item

_Pair = tuple[Entry | None, Entry | None]


def compare_routes(old: Item, new: Item) -> tuple[tuple[Change, ...], tuple[EntryPair, ...]]:
    """The changes in the order of the new route, and its entries with those of the old one that they were."""
    pairs = _pairs(old, new)
    keys = {before.key: after.key for before, after in pairs if before and after}
    moved = _moved(old, pairs)
    changes: list[Change] = []
    out: list[EntryPair] = []
    for before, after in pairs:
        found = list(_entry(old, new, before, after, keys, moved))
        changes += found
        out.append(EntryPair(before.key if before else "", after.key if after else "", bool(found)))
    return tuple(changes), tuple(out)


def _pairs(old: Item, new: Item) -> list[_Pair]:
    """Entries by their 标识, then by name, then by likeness of their names; a step stays a step. What was taken out
    stands before the next entry that was not.
    """
    partner: dict[str, Entry] = {}
    free = list(old.entries)

    def take(after: Entry, before: Entry | None) -> None:
        if before is not None:
            partner[after.key] = before
            free.remove(before)

    def left() -> Iterator[tuple[Entry, list[Entry]]]:
        for after in new.entries:
            if after.key not in partner:
                yield after, [entry for entry in free if type(entry) is type(after)]

    for after, fit in left():
        if not after.key.startswith("#"):  # "#3" is the place of an entry without a 标识
            take(after, next((entry for entry in fit if entry.key == after.key), None))
    for after, fit in left():
        take(after, next((entry for entry in fit if entry.name == after.name), None))
    for after, fit in left():
        best = max(fit, key=lambda entry: likeness(entry.name, after.name), default=None)
        take(after, best if best and likeness(best.name, after.name) > ALIKE else None)
    pairs: list[_Pair] = []
    for after in new.entries:
        before = partner.get(after.key)
        if before is not None:
            gone = [entry for entry in free if old.entries.index(entry) < old.entries.index(before)]
            pairs += [(entry, None) for entry in gone]
            free = [entry for entry in free if entry not in gone]
        pairs.append((before, after))
    return [*pairs, *((entry, None) for entry in free)]


def _moved(old: Item, pairs: Sequence[_Pair]) -> set[str]:
    """New keys of the fewest entries that have to be moved for the old order to become the new one."""
    kept = [(old.entries.index(before), after.key) for before, after in pairs if before and after]
    tails: list[int] = []
    chains: list[list[str]] = []
    for place, key in kept:  # the longest increasing chain, by patience sorting
        at = bisect_left(tails, place)
        chain = [*(chains[at - 1] if at else []), key]
        tails[at : at + 1] = [place]
        chains[at : at + 1] = [chain]
    return {key for _, key in kept} - set(chains[-1] if chains else [])


def _word(entry: Entry) -> str:
    return "判断" if isinstance(entry, Decision) else "步骤"


def _place(entry: Entry) -> str:
    return f"{_word(entry)}“{entry.name}”"


def _behind(item: Item, entry: Entry) -> str:
    at = item.entries.index(entry)
    return f"{_place(item.entries[at - 1])}之后" if at else "流程开头"


def _entry(
    old: Item, new: Item, before: Entry | None, after: Entry | None, keys: dict[str, str], moved: set[str]
) -> Iterator[Change]:
    if after is None:
        assert before is not None
        yield Change("流程", _word(before), _entry_words(old, before), "")
        return
    if before is None:
        yield Change(_behind(new, after), _word(after), "", _entry_words(new, after))
        for risk in after.risks:
            yield Change(_place(after), "风险", "", risk_words(risk))
        return
    place = _place(after)
    if after.key in moved:
        yield Change(place, "位置", _behind(old, before), _behind(new, after))
    for what, was, now in (
        ("名称", before.name, after.name),
        ("简称", _short(before), _short(after)),
        ("主体", _actors(before), _actors(after)),
        ("时限", before.limit, after.limit),
        ("说明", before.note, after.note),
        ("材料", "、".join(before.materials), "、".join(after.materials)),
    ):
        if was != now:
            yield Change(place, what, was, now)
    yield from compare_ways(place, (old, before), (new, after), keys)
    yield from compare_risks(place, before.risks, after.risks)


def _short(entry: Entry) -> str:
    """The short name if one was given."""
    return "" if entry.short == entry.name else entry.short


def _actors(entry: Entry) -> str:
    return "、".join(actor.name for actor in entry.actors)


def _entry_words(item: Item, entry: Entry) -> str:
    """An entry as a whole: its name, and in brackets who, when, what and where to."""
    said = (
        _actors(entry),
        f"时限：{entry.limit}" if entry.limit else "",
        entry.note,
        f"材料：{'、'.join(entry.materials)}" if entry.materials else "",
        ways_words(item, entry),
    )
    words = "；".join(part for part in said if part)
    return f"{entry.name}（{words}）" if words else entry.name
