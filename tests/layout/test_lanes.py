"""Placed lanes hold their geometry: the samples in several frames, small shapes, items at random."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from powermap.geometry import Rect
from powermap.layout.flow import Limits
from powermap.layout.graph import END, Route, is_end, route_of
from powermap.layout.lanes import LanesLayout
from powermap.layout.lanes_fit import lay_out_lane_sheets, lay_out_lanes
from powermap.layout.lanes_plan import plan_lanes
from powermap.layout.lanes_ways import for_lanes
from powermap.layout.lanes_wires import wire_lanes
from powermap.model import Actor, ActorKind, Entry, Item
from powermap.value import replace
from tests.layout.geometry import faults
from tests.layout.items_at_random import random_item
from tests.samples import (
    ACTORS,
    ASSEMBLY,
    COMMITTEE,
    FRAME,
    ITEMS,
    LIMITS,
    OVERSIGHT,
    PARTY,
    PROJECT,
    SHORT,
    TOWN,
    VILLAGER,
    decision,
    item,
    setter,
    step,
)

WIDE = Rect(0, 0, 1500, 700)


def lay_out(sample: Item, frame: Rect = FRAME, limits: Limits = LIMITS) -> LanesLayout:
    return lay_out_lanes(route_of(sample), frame, limits, setter(), 40)


def breaches(layout: LanesLayout) -> list[str]:
    """Those of the route in the lanes, and those of the lanes themselves."""
    stacked = [f for f in faults(layout.route) if "stands above the foot" in f]
    found = [f for f in faults(layout.route) if f not in stacked and "are numbered" not in f]
    lanes, route = layout.lanes, layout.route
    for left, right in pairwise(lanes):
        if abs(left.ground.right - right.ground.x) > 0.05:
            found.append("lanes do not touch")
    for lane in lanes:
        if not layout.frame.contains(lane.ground, 0.05):
            found.append(f"lane {lane.kind} leaves the frame")
        if not lane.head.contains(lane.name.rect, 0.05):
            found.append(f"the name {lane.name} leaves its head")
    for box in route.boxes:
        if not any(lane.ground.x <= box.rect.x and box.rect.right <= lane.ground.right for lane in lanes):
            found.append(f"box {box.key} stands in no lane")
        if any(box.rect.y < lane.head.bottom for lane in lanes):
            found.append(f"box {box.key} lies on a head")
    for note in route.callouts:
        if any(note.rect.overlaps(lane.ground, -0.05) for lane in lanes):
            found.append(f"callout {note.number} lies on a lane")
    return found


@pytest.mark.parametrize("sample", ITEMS, ids=lambda sample: sample.number)
@pytest.mark.parametrize("frame", [FRAME, Rect(30, 200, 535, 450), WIDE], ids=["A2", "small", "wide"])
def test_samples(sample: Item, frame: Rect) -> None:
    assert breaches(lay_out(sample, frame)) == []


@pytest.mark.parametrize("number", range(60))
def test_any_item_on_one_sheet(number: int) -> None:
    sample = random_item(Random(number))
    layout = lay_out(sample)
    assert breaches(layout) == []
    complete(sample, [layout])


@pytest.mark.parametrize("number", range(1000, 1045))
def test_any_item_on_sheets(number: int) -> None:
    sample = random_item(Random(number))
    sheets = lay_out_lane_sheets(route_of(sample), FRAME, LIMITS, setter(), 40)
    for layout in sheets:
        assert breaches(layout) == []
    complete(sample, list(sheets))


def complete(sample: Item, sheets: list[LanesLayout]) -> None:
    """Every entry stands once, every result and every risk is there, numbers go on from sheet to sheet."""
    keys = [box.key for layout in sheets for box in layout.route.boxes if not box.key.startswith("\0")]
    assert sorted(keys) == sorted(entry.key for entry in sample.entries)
    labels = {text_of(block) for layout in sheets for block in layout.route.labels}
    said = "\n".join(sorted(label.replace(" ", "") for label in labels))
    assert [e.label for e in route_of(sample).edges if e.label.replace(" ", "") not in said] == []
    numbers = [note.number for layout in sheets for note in layout.route.callouts]
    assert numbers == list(range(1, 1 + sum(1 for entry in sample.entries if entry.risks)))
    assert sorted(m.number for layout in sheets for m in layout.route.markers) == numbers


def text_of(block: object) -> str:
    return "".join(line.text for line in block.setting.lines)  # type: ignore[attr-defined]


LONG = tuple(step(f"第{i}步办理手续", f"第{i + 1}步办理手续" if i < 39 else None, ACTORS[i % 6]) for i in range(40))

SHAPES: dict[str, tuple[Entry, ...]] = {
    "one entry": (step("甲", None),),
    "starts with a decision": (decision("同意吗？", 是="乙", 否=None), step("乙", None)),
    "ends with a decision": (step("甲", "同意吗？"), decision("同意吗？", 是=None, 否="甲")),
    "returns to itself": (step("甲", "齐吗？"), decision("齐吗？", 齐="乙", 不齐="齐吗？"), step("乙", None)),
    "tiers of five": (
        decision("哪一档？", TOWN, 一档="一", 二档="二", 三档="三", 四档="四", 五档="五"),
        step("一", "终", VILLAGER),
        step("二", "终", PARTY),
        step("三", "终", COMMITTEE),
        step("四", "终", ASSEMBLY),
        step("五", "终", OVERSIGHT),
        step("终", None, TOWN),
    ),
    "tiers of one actor": (
        decision("哪一档？", 一档="一", 二档="二", 三档="三"),
        step("一", "终"),
        step("二", "终"),
        step("三", "终"),
        step("终", None),
    ),
    "returns overlapping": (
        step("一", "甲？", PARTY),
        step("二", "甲？", COMMITTEE),
        decision("甲？", ASSEMBLY, 是="三", 否="一"),
        step("三", "乙？", COMMITTEE),
        decision("乙？", OVERSIGHT, 是="四", 否="二", 退回="一"),
        step("四", "丙？", TOWN),
        decision("丙？", TOWN, 是="五", 否="三"),
        step("五", None, VILLAGER),
    ),
    "skips": (
        decision("甲？", 是="一", 否="三"),
        step("一", "乙？", PARTY),
        decision("乙？", 是="二", 否="四"),
        step("二", "三", TOWN),
        step("三", "四", PARTY),
        step("四", None),
    ),
    "ends of their own": (
        decision("同意吗？", 是="属实吗？", 否=None),
        decision("属实吗？", 是="齐吗？", 否=None),
        decision("齐吗？", 是="发放", 否="同意吗？"),
        step("发放", None),
    ),
    "forty steps": LONG,
}


@pytest.mark.parametrize("name", SHAPES)
def test_shapes(name: str) -> None:
    sample = item(SHAPES[name])
    for layout in (lay_out(sample), lay_out(sample, WIDE)):
        assert breaches(layout) == []
        complete(sample, [layout])
        assert not any("?" in f for f in breaches(layout))
    sheets = lay_out_lane_sheets(route_of(sample), FRAME, LIMITS, setter(), 40)
    assert [f for layout in sheets for f in breaches(layout)] == []
    complete(sample, list(sheets))


def test_lanes_stand_in_the_order_of_kinds() -> None:
    kinds = [lane.kind for lane in lay_out(PROJECT).lanes]
    order = [kind.value for kind in ActorKind]
    assert kinds == sorted(kinds, key=order.index)
    assert len(kinds) == len({entry.actors[0] for entry in PROJECT.entries})


def test_every_step_stands_in_its_first_actors_lane() -> None:
    layout = lay_out(PROJECT)
    for box in layout.route.boxes:
        if box.actors:
            (lane,) = [lane for lane in layout.lanes if lane.ground.x <= box.rect.cx <= lane.ground.right]
            assert lane.kind == box.actors[0].kind.value


def test_the_other_actors_are_said_in_the_box() -> None:
    both = replace(step("会审", None, PARTY), actors=(PARTY, OVERSIGHT))
    (box,) = [box for box in lay_out(item((both,))).route.boxes if box.key == "会审"]
    said = [text_of(block) for block in box.blocks if block.tone == "actor"]
    assert said == [OVERSIGHT.name]


def test_rows_follow_the_route() -> None:
    plan = plan_lanes(for_lanes(route_of(PROJECT)))
    for edge in plan.edges:
        if not edge.back:
            source, target = plan.seats[edge.source].row, plan.seats[edge.target].row
            assert source < target or (source == target and edge in plan.beside)


def test_type_is_within_the_limits() -> None:
    layout = lay_out(SHORT)
    assert layout.legible
    assert layout.type.step == pytest.approx(LIMITS.largest, abs=0.11)


def test_too_small_a_frame_says_so() -> None:
    layout = lay_out(PROJECT, Rect(0, 0, 400, 300))
    assert not layout.legible
    assert breaches(layout) == []


def test_a_long_route_takes_few_legible_sheets_with_heads_and_paired_connectors() -> None:
    sheets = lay_out_lane_sheets(route_of(PROJECT), FRAME, LIMITS, setter(), 40)
    assert len(sheets) == 2
    assert all(layout.legible and layout.lanes for layout in sheets)
    assert len({layout.type for layout in sheets}) == 1
    letters = [[text_of(b.blocks[0]) for b in s.route.boxes if b.shape == "connector"] for s in sheets]
    assert set(letters[0]) == set(letters[1]) != set()


def test_actors_of_a_kind_share_a_lane_only_where_it_saves_sheets() -> None:
    towns = [Actor(f"区镇第{i}办公室", ActorKind.SUPERIOR, f"{i}办") for i in "一二三四五六七八"]
    entries = tuple(
        step(f"第{a.short}审核并签署意见", f"第{b.short}审核并签署意见" if b else None, a)
        for a, b in zip(towns, [*towns[1:], None], strict=True)
    )
    narrow = lay_out_lane_sheets(route_of(item(entries)), Rect(0, 0, 500, 1400), LIMITS, setter(), 40)
    assert len(narrow) == 1
    assert [text_of(lane.name) for lane in narrow[0].lanes] == ["上级部门"]
    actors = {text_of(b) for box in narrow[0].route.boxes for b in box.blocks if b.tone == "actor"}
    assert len(actors) == 8
    wide = lay_out_lane_sheets(route_of(item(entries)), Rect(0, 0, 2400, 1400), LIMITS, setter(), 40)
    assert len(wide[0].lanes) == 8


@pytest.mark.parametrize("number", range(2000, 2060))
def test_no_two_lines_share_a_stretch_of_the_grid(number: int) -> None:
    wiring = wire_lanes(plan_lanes(for_lanes(route_of(random_item(Random(number), texts=False)))))
    assert wiring.clean
    for wire in wiring.wires.values():
        for other in wiring.wires.values():
            if wire.edge.target == other.edge.target or wire is other:
                continue
            pieces = {frozenset(pair) for pair in pairwise(wire.nodes)}
            assert not pieces & {frozenset(pair) for pair in pairwise(other.nodes)}


def test_ends_at_steps_are_said_by_a_strip() -> None:
    route = for_lanes(route_of(ITEMS[1]))
    plan = plan_lanes(route)
    assert plan.striped == {"告知"}
    boxes = {box.key: box for box in lay_out(ITEMS[1]).route.boxes}
    assert boxes["告知"].stripe > 0
    assert [key for key in boxes if is_end(key)] == [END]
    assert isinstance(route, Route)


def test_same_lanes_whatever_was_laid_out_before() -> None:
    first = lay_out(PROJECT)
    for sample in ITEMS:
        lay_out(sample, Rect(5, 5, 900, 800))
    assert lay_out(PROJECT) == first
