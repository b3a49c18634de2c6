"""One change in one entry of a real item is found as that one change, wherever it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powermap.compare.items import compare_items
from powermap.model import Branch, Decision, Entry, Item
from powermap.value import replace
from tests.compare.conftest import items
from tests.compare.mutations import MUTATIONS, with_keys

PLACES = [(item, i) for item in items() for i in range(len(item.entries))]


@pytest.mark.parametrize("name", MUTATIONS)
def test_one_change_is_found_as_one(name: str) -> None:
    """At every entry of every item of the sample list."""
    tried = 0
    for item, i in PLACES:
        mutated = MUTATIONS[name](item, i)
        if mutated is None:
            continue
        changed, expected = mutated
        tried += 1
        changes, pairs = compare_items(item, changed)
        assert [(c.place, c.what) for c in changes] == [(expected.place, expected.what)], (item.name, i)
        (change,) = changes
        assert change.before.startswith(expected.before), (item.name, i)
        assert change.after.startswith(expected.after), (item.name, i)
        assert bool(change.before) == bool(expected.before), (item.name, i)
        assert bool(change.after) == bool(expected.after), (item.name, i)
        marked = [pair for pair in pairs if pair.changed]
        assert len(marked) == 1, (item.name, i)
    assert tried >= 20


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_way_back_is_one_change_too(name: str) -> None:
    for item, i in PLACES[::3]:
        mutated = MUTATIONS[name](item, i)
        if mutated is not None:
            changes, _ = compare_items(mutated[0], item)
            brought = item.entries[i].risks if name == "remove" else ()  # a step that comes in brings its risks
            assert len(changes) == 1 + len(brought), (item.name, i)
            assert all(change.what == "风险" for change in changes[1:])


@given(st.data())
def test_two_changes_in_two_entries_are_two(data: st.DataObject) -> None:
    item = data.draw(st.sampled_from([item for item in items() if len(item.entries) > 4]))
    names = [name for name in MUTATIONS if name not in ("insert", "remove", "swap", "turn branch")]
    first, second = data.draw(st.lists(st.integers(0, len(item.entries) - 1), min_size=2, max_size=2, unique=True))
    changed, expected = item, []
    for place in (first, second):
        mutated = MUTATIONS[data.draw(st.sampled_from(names))](changed, place)
        if mutated is not None:
            changed = mutated[0]
            expected.append(mutated[1].what)
    changes, _ = compare_items(item, changed)
    assert sorted(change.what for change in changes) == sorted(expected)


@pytest.mark.parametrize("item", items(), ids=lambda item: item.number)
def test_an_item_is_as_it_is(item: Item) -> None:
    changes, pairs = compare_items(item, item)
    assert changes == ()
    assert [(pair.before, pair.after, pair.changed) for pair in pairs] == [
        (entry.key, entry.key, False) for entry in item.entries
    ]


def test_a_mark_that_was_given_later_is_no_change() -> None:
    """标识 is for the list's own use: with one or without, the step is the same."""
    for item in items():
        bare = replace(item, entries=tuple(replace(e, key=f"#{i}") for i, e in enumerate(item.entries, 1)))
        targets = dict(zip((e.key for e in item.entries), (e.key for e in bare.entries), strict=True))
        bare = _retargeted(bare, targets)
        assert compare_items(item, bare)[0] == ()
        assert compare_items(bare, item)[0] == ()


def _retargeted(item: Item, keys: dict[str, str]) -> Item:
    entries: list[Entry] = []
    for entry in item.entries:
        if isinstance(entry, Decision):
            branches = tuple(Branch(b.result, keys[b.target] if b.target else None) for b in entry.branches)
            entries.append(replace(entry, branches=branches))
        else:
            entries.append(replace(entry, target=keys[entry.target] if entry.target else None))
    return replace(item, entries=tuple(entries))


def test_keys_by_place_are_kept() -> None:
    for item in items():
        assert with_keys(item) == item
