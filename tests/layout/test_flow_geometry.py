"""Placed flows hold their geometry: the samples in several frames, items at random, and proof that faults are seen."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from powermap.geometry import Point, Rect
from powermap.layout.fit import lay_out_flow
from powermap.layout.flow import FlowLayout
from powermap.layout.graph import END, route_of
from powermap.model import Item
from powermap.value import replace
from tests.layout.geometry import faults
from tests.layout.items_at_random import SHAPES, items_at_random
from tests.samples import FRAME, ITEMS, LIMITS, PROJECT, SHORT, decision, flow, item, setter, step

CALM = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)


def lay_out(sample: Item, frame: Rect = FRAME) -> FlowLayout:
    return lay_out_flow(route_of(sample), frame, LIMITS, setter())


@pytest.mark.parametrize("sample", ITEMS, ids=lambda sample: sample.number)
@pytest.mark.parametrize("frame", [FRAME, Rect(30, 200, 535, 450), Rect(0, 0, 1500, 700)], ids=["A2", "small", "wide"])
def test_samples(sample: Item, frame: Rect) -> None:
    assert faults(lay_out(sample, frame)) == []


@CALM
@given(items_at_random(tuple(shape for shape in SHAPES if shape != "fan"), spaced=1))  # fans: make soak
def test_items_at_random(sample: Item) -> None:
    assert faults(lay_out(sample)) == []


@CALM
@given(items_at_random(("end", "tell", "mend", "tiers"), spaced=1))
def test_side_chains(sample: Item) -> None:
    assert faults(lay_out(sample)) == []


@pytest.mark.parametrize(
    "entries",
    [
        pytest.param((step("甲", None),), id="one entry"),
        pytest.param((decision("同意吗？", 是="乙", 否=None), step("乙", None)), id="starts with a decision"),
        pytest.param((step("甲", "同意吗？"), decision("同意吗？", 是=None, 否="甲")), id="ends with a decision"),
        pytest.param(
            (
                decision("同意吗？", 是="属实吗？", 否="告知"),
                decision("属实吗？", 是="发放", 否="补正"),
                step("发放", None),
                step("告知", None),
                step("补正", "同意吗？"),
            ),
            id="side chains one under the other",
        ),
        pytest.param(
            (
                decision("同意吗？", 是="属实吗？", 否=None),
                decision("属实吗？", 是="齐吗？", 否=None),
                decision("齐吗？", 是="发放", 否="同意吗？"),
                step("发放", None),
            ),
            id="three decisions in a row",
        ),
        pytest.param(
            (decision("怎么办？", 甲="一", 乙="二", 丙="三"), step("一", None), step("二", None), step("三", None)),
            id="tiers to the end",
        ),
    ],
)
def test_small_shapes(entries: tuple[object, ...]) -> None:
    assert faults(lay_out(item(entries))) == []  # type: ignore[arg-type]


def test_every_entry_edge_and_risk_is_there() -> None:
    layout = flow(PROJECT)
    route = route_of(PROJECT)
    assert {box.key for box in layout.boxes} == set(route.index)
    assert {arrow.edge for arrow in layout.arrows} == set(route.edges)
    labels = {"".join(line.text for line in block.setting.lines) for block in layout.labels}
    assert labels == {edge.label for edge in route.edges if edge.label}
    assert len(layout.callouts) == sum(1 for entry in PROJECT.entries if entry.risks)
    assert len(layout.leaders) == len(layout.callouts)


def test_type_is_within_the_limits_and_fills_the_frame() -> None:
    layout = flow(PROJECT)
    assert layout.legible
    assert LIMITS.step <= layout.type.step <= LIMITS.largest
    assert layout.type.note >= LIMITS.note
    assert layout.spare <= 0.08 * FRAME.h
    assert flow(SHORT).type.step == pytest.approx(LIMITS.largest)


def test_too_small_a_frame_says_so() -> None:
    layout = lay_out(PROJECT, Rect(0, 0, 400, 300))
    assert not layout.legible
    assert faults(layout) == []


def test_same_flow_whatever_was_laid_out_before() -> None:
    first = lay_out(PROJECT)
    for sample in ITEMS:
        lay_out(sample, Rect(5, 5, 900, 800))
    assert lay_out(PROJECT) == first


class TestFaultsAreSeen:
    """Each check can fail."""

    @staticmethod
    def moved_box(dx: float, dy: float) -> FlowLayout:
        layout = flow(PROJECT)
        boxes = tuple(box.moved(dx, dy) if box.key == "公示" else box for box in layout.boxes)
        return replace(layout, boxes=boxes)

    def test_overlap(self) -> None:
        assert any("overlap" in fault for fault in faults(self.moved_box(0, 50)))

    def test_arrow_off_its_box(self) -> None:
        assert any("does not end on its box" in fault for fault in faults(self.moved_box(0, 5)))

    def test_outside(self) -> None:
        assert any("leaves the frame" in fault for fault in faults(self.moved_box(900, 0)))

    def test_arrow_through_a_box(self) -> None:
        layout = flow(PROJECT)
        arrow = layout.arrows[0]
        end = next(box for box in layout.boxes if box.key == END).rect
        through = replace(arrow, points=(*arrow.points[:-1], Point(end.cx, FRAME.y), Point(end.cx, FRAME.bottom)))
        assert any("passes through box" in f for f in faults(replace(layout, arrows=(through, *layout.arrows[1:]))))

    def test_label_on_a_line(self) -> None:
        layout = flow(PROJECT)
        label = layout.labels[0]
        off = label.at(label.x - 30, label.y)
        assert any("passes through label" in f for f in faults(replace(layout, labels=(off, *layout.labels[1:]))))

    def test_leaders_crossing(self) -> None:
        layout = flow(PROJECT)
        first, second = layout.leaders[:2]
        y = second.points[-1].y + 5
        down = replace(first, points=(*first.points[:-1], Point(first.points[-1].x - 1, y)))
        assert any("cross" in f for f in faults(replace(layout, leaders=(down, *layout.leaders[1:]))))

    def test_callouts_out_of_order(self) -> None:
        layout = flow(PROJECT)
        assert any("numbered" in f for f in faults(replace(layout, callouts=layout.callouts[::-1])))

    def test_text_out_of_its_diamond(self) -> None:
        layout = flow(PROJECT)
        boxes = tuple(
            replace(box, blocks=tuple(b.at(b.x - 40, b.y) for b in box.blocks)) if box.shape == "decision" else box
            for box in layout.boxes
        )
        assert any("leaves its box" in f for f in faults(replace(layout, boxes=boxes)))


LONG_NOTE = "涉及本人或者近亲属利益的应当回避，表决结果当场公布，由监票人、计票人签名后存档备查，不得会后补签；"


@pytest.mark.parametrize(
    "ways",
    [
        pytest.param({"是": "乙", "否": "甲"}, id="one way on, one back"),
        pytest.param({"是": "乙", "否": None}, id="an early end"),
        pytest.param({"高": "乙", "低": "丙"}, id="tiers"),
        pytest.param({"高": "乙", "低": "丙", "否": "甲"}, id="tiers and a return"),
    ],
)
def test_a_long_note_stands_outside_its_diamond(ways: dict[str, str | None]) -> None:
    """The diamond is as high as its question needs; a short note above boxes side by side stays in it."""

    def laid_out(note: str) -> FlowLayout:
        asked = decision("过半数同意？", note=note, **ways)
        entries = (step("甲", "过半数同意？"), asked, step("乙", "丁"), step("丙", "丁"), step("丁", None))
        used = entries if "丙" in ways.values() else (*entries[:3], entries[4])
        return lay_out(item(used))

    long = laid_out(2 * LONG_NOTE)
    assert faults(long) == []
    (diamond,) = (box for box in long.boxes if box.shape == "decision")
    assert [block.tone for block in diamond.blocks] == ["question"]
    assert diamond.rect.h < 4 * long.type.step
    (note,) = (block for block in long.labels if block.tone == "note")
    assert "".join(line.text for line in note.setting.lines) == 2 * LONG_NOTE
    assert note.rect.y > diamond.rect.cy
    short = laid_out("当场公布")
    inside = any(block.tone == "note" for box in short.boxes if box.shape == "decision" for block in box.blocks)
    assert inside == ("丙" in ways.values())


def test_a_telephone_number_decides_the_type_of_boxes_side_by_side() -> None:
    """It stands on one line, though the type could be larger with the number parted."""
    number = "0512-0000 0001"
    entries = (
        decision("够不够？", 够="会", 不够="打"),
        step("开会商议", "办", key="会"),
        step(f"打电话问 {number}", "办", key="打"),
        step("办", None),
    )
    layout = lay_out(item(entries), Rect(0, 0, 620, 1000))
    assert layout.legible
    assert any(number in line.text for box in layout.boxes for b in box.blocks for line in b.setting.lines)
    plain = tuple(replace(e, name="打电话问问村里人的意见") if e.key == "打" else e for e in entries)
    assert lay_out(item(plain), Rect(0, 0, 620, 1000)).type.step > layout.type.step
