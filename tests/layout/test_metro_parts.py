"""Parts of a metro view: together they are the route, and each is drawn whole and clear."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

import pytest

from powermap.layout.graph import END, START, Route, is_end, is_return, route_of
from powermap.layout.metro import lay_out_metro
from powermap.layout.metro_parts import metro_parts
from powermap.value import replace
from tests.layout.items_at_random import SHAPES, random_item
from tests.layout.test_metro import FRAME, LIMITS, STYLES, completeness, ends_meet, faults, setter
from tests.samples import decision, item, step


def route_at(number: int) -> Route:
    return route_of(random_item(Random(number), SHAPES, 24))


@pytest.mark.parametrize("count", [2, 3, 5])
@pytest.mark.parametrize("number", range(30))
def test_parts_put_together_are_the_route(number: int, count: int) -> None:
    route = route_at(number)
    parts = metro_parts(route, count)
    assert 1 <= len(parts) <= count
    assert [key for part in parts for key in part.spine[1:-1]] == list(route.spine[1:-1])
    assert Counter(e.key for part in parts for e in part.entries) == Counter(e.key for e in route.entries)
    keys = [entry.key for entry in route.entries]
    found: Counter[tuple[str, str, str, bool]] = Counter()
    for part in parts:
        for edge in part.edges:
            number_there = part.letter(edge.target)
            target = keys[int(number_there) - 1] if number_there else END if is_end(edge.target) else edge.target
            label = re.sub("（?(上一|下一|第\\d+)张）?$", "", edge.label) if number_there else edge.label
            if edge.source != START:
                found[edge.source, target, label, is_return(edge)] += 1
    assert found == Counter(
        (e.source, END if is_end(e.target) else e.target, e.label, e.back) for e in route.edges if e.source != START
    )


@pytest.mark.parametrize("style", ["plain", "dense"])
@pytest.mark.parametrize("number", range(20))
def test_parts_are_drawn_whole_and_clear(number: int, style: str) -> None:
    route = route_at(number)
    order = [entry.key for entry in route.entries]
    for part in metro_parts(route, 3):
        layout = lay_out_metro(part, replace(FRAME, h=3600), LIMITS, setter(), STYLES[style])
        assert [*faults(layout), *completeness(layout, part), *ends_meet(layout)] == []
        assert all(sign.number == order.index(sign.key) + 1 for sign in layout.signs)
        assert all(way.number == part.letter(way.edge.target) for way in layout.ways if is_end(way.edge.target))


def test_a_part_goes_on_at_the_station_with_which_the_next_begins() -> None:
    entries = (step("甲", "乙"), step("乙", "丙"), decision("丙", 是="丁", 否="甲"), step("丁", None))
    first, second = metro_parts(route_of(item(entries)), 2)
    assert first.letter(END) == "3"
    assert [entry.key for entry in second.entries] == ["丙", "丁"]
    (back,) = (edge for edge in second.edges if edge.label == "否（上一张）")
    assert second.letter(back.target) == "1"
    assert is_return(back)


@pytest.mark.parametrize("number", range(20))
def test_cut_anywhere_every_station_may_stand_alone(number: int) -> None:
    route = route_at(number)
    stations = len(route.spine) - 2
    parts = metro_parts(route, stations, together=False)
    assert [len(part.spine) - 2 for part in parts] == [1] * stations


def test_tiers_are_not_parted_where_there_is_a_choice() -> None:
    tiers = (decision("分档", 大="招标", 小="比选"), step("招标", "签约"), step("比选", "签约"), step("签约", "归档"))
    line = [f"第{i}步" for i in range(4)]
    before = [step(a, b) for a, b in zip(line, (*line[1:], "分档"), strict=True)]
    route = route_of(item((*before, *tiers, step("归档", None))))
    for count in (2, 3):
        assert any({"分档", "招标", "比选", "签约"} <= part.by_key.keys() for part in metro_parts(route, count))
