"""All texts of the shipped lists, set at measures from 6 to 30 em: no name or term is parted, nothing stands alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from powermap.model import PowerList
from powermap.resources import data_dir
from powermap.source import read_list
from powermap.text.kinsoku import NOT_AT_END, NOT_AT_START, break_allowed
from powermap.text.phrases import LONGEST_PHRASE, TERMS, setter_for
from powermap.text.setting import Setter
from powermap.text.unparted import phrase_spans, unparted_spans
from powermap.validate import check_list
from powermap.value import Value
from tests.samples import fonts

MEASURES = (6, 7, 8.25, 10, 12.5, 15, 18, 22, 30)


def texts_in(value: object) -> Iterator[str]:
    """Every text of a value, its parts' parts included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)
    elif isinstance(value, Value):
        for name in value.__struct_fields__:
            yield from texts_in(getattr(value, name))


def sample(name: str) -> PowerList:
    power_list = check_list(read_list(data_dir("lists") / name)).power_list
    assert power_list is not None
    return power_list


def own_terms(power_list: PowerList) -> tuple[str, ...]:
    names = [name for actor in power_list.actors for name in (actor.name, actor.short)]
    names += [category.name for category in power_list.categories]
    return tuple(sorted({*TERMS, *(name for name in names if 1 < len(name) <= LONGEST_PHRASE)}))


def stretches(chars: str, terms: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where terms stand; those that share characters as one, with the marks that may not be parted from them, and with
    a single character that would be left alone after them.
    """
    merged: list[list[int]] = []
    for start, stop in sorted((*phrase_spans(chars, terms), *unparted_spans(chars))):
        if merged and start < merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], stop)
        else:
            merged.append([start, stop])
    for span in merged:
        while span[0] and chars[span[0] - 1] in NOT_AT_END:
            span[0] -= 1
        while span[1] < len(chars) and chars[span[1]] in NOT_AT_START:
            span[1] += 1
        if sum(char not in NOT_AT_START for char in chars[span[1] :]) == 1:
            span[1] = len(chars)
    return [(start, stop) for start, stop in merged]


def faults(power_list: PowerList, setter: Setter) -> Iterator[str]:
    """What an attentive reader would mark."""
    terms = own_terms(power_list)
    for text in sorted({text for item in power_list.items for text in texts_in(item) if len(text) > 6}):
        chars = "".join(text.split())
        for measure in MEASURES:
            lines = [line.text for line in setter.set(text, "body", measure).lines]
            shown = f"{measure} em: {'/'.join(lines)}"
            for before, after in pairwise(lines):
                if not break_allowed(before[-1], after[0]):
                    yield f"mark, {shown}"
            if len(lines) > 1 and sum(char not in NOT_AT_START for char in lines[-1]) < 2:
                yield f"alone, {shown}"
            at, ends = 0, set()
            for line in lines[:-1]:
                at += len("".join(line.split()))
                ends.add(at)
            for start, stop in stretches(chars, terms):
                parted = any(start < end < stop for end in ends)
                if parted and setter.width(chars[start:stop], "body") <= measure:
                    yield f"{chars[start:stop]}, {shown}"


@pytest.mark.parametrize("name", ["kunshan", "示例镇"])
def test_names_and_terms_stay_whole_and_no_character_stands_alone(name: str) -> None:
    power_list = sample(name)
    assert list(faults(power_list, setter_for(power_list, fonts()))) == []


def test_without_the_dictionary_terms_are_parted() -> None:
    assert len(list(faults(sample("kunshan"), Setter(fonts())))) > 200
