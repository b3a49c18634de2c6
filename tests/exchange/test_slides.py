"""Slides, read back: texts, glued connectors, notes, places; and that each of these checks can fail."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pptx.oxml.ns import qn
from pptx.util import Pt

from powermap.exchange.slide_wires import LEAST, elbow
from powermap.exchange.slides import slides
from powermap.geometry import Point, Rect
from powermap.model import Item
from powermap.source import read_list
from powermap.validate import check_list
from tests import samples
from tests.exchange.decks import connectors, faults, flow_shapes, opened
from tests.layout.items_at_random import random_item

LISTS = Path(__file__).parents[2] / "lists"


def files(*items: Item) -> dict[str, bytes]:
    return slides(samples.power_list(*items), items, samples.theme(), samples.fonts())


@cache
def kunshan() -> tuple[tuple[Item, ...], dict[str, bytes]]:
    """A list that people use: its routes of every shape, on slides of both sizes."""
    power_list = check_list(read_list(LISTS / "kunshan")).power_list
    assert power_list is not None
    items = tuple(power_list.item(number) for number in ("01", "05", "08", "26", "30"))
    return items, slides(power_list, items, samples.theme(), samples.fonts())


def test_real_items_have_no_faults() -> None:
    items, made = kunshan()
    assert len(made) == 2
    seen = 0
    for data in made.values():
        deck = opened(data)
        here = tuple(i for i in items if any(s.shapes.title.text_frame.text.endswith(i.name) for s in deck.slides))
        assert faults(deck, here) == []
        assert len(deck.slides) == len(here)
        seen += len(here)
    assert seen == len(items)


@pytest.mark.parametrize("seed", range(20))
def test_random_items_have_no_faults(seed: int) -> None:
    item = random_item(Random(seed), most=6 + seed // 2)
    for data in files(item).values():
        assert faults(opened(data), (item,)) == []


def test_the_same_bytes_again() -> None:
    assert files(samples.PROJECT) == files(samples.PROJECT)


def test_fonts_are_those_of_windows() -> None:
    (data,) = files(samples.PROJECT).values()
    fonts = {
        element.get("typeface")
        for slide in opened(data).slides
        for tag in ("a:ea", "a:latin")
        for element in slide.element.iter(qn(tag))
    }
    assert fonts == {"微软雅黑", "宋体"}


def _move(slide: Any) -> None:
    flow_shapes(slide)[2].left += Pt(40)


def _off_the_slide(slide: Any) -> None:
    flow_shapes(slide)[2].left = -Pt(10)


def _unglue(slide: Any) -> None:
    wire = connectors(slide)[0].element
    wire.nvCxnSpPr.cNvCxnSpPr.remove(wire.find(f".//{qn('a:endCxn')}"))


def _glue_to_nothing(slide: Any) -> None:
    connectors(slide)[0].element.find(f".//{qn('a:stCxn')}").set("id", "4711")


def _other_text(slide: Any) -> None:
    next(s for s in flow_shapes(slide) if s.name.endswith("）")).text_frame.paragraphs[0].runs[0].text = "别的"


def _twice(slide: Any) -> None:
    named = [s for s in flow_shapes(slide) if s.name.endswith("）")]
    named[1].name = named[0].name


def _no_risks(slide: Any) -> None:
    slide.notes_slide.notes_text_frame.text = "无"


def _long_text(slide: Any) -> None:
    shape = next(s for s in flow_shapes(slide) if s.name.endswith("）"))
    shape.text_frame.paragraphs[0].runs[0].text += "很长" * 40


def _no_connector(slide: Any) -> None:
    wire = connectors(slide)[0].element
    wire.getparent().remove(wire)


def _other_bend(slide: Any) -> None:
    wire = next(w for w in connectors(slide) if w.element.find(f".//{qn('a:xfrm')}").get("rot"))
    wire.element.find(f".//{qn('a:xfrm')}").attrib.pop("rot")


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (_move, "site"),
        (_off_the_slide, "not on the slide"),
        (_unglue, "not glued"),
        (_glue_to_nothing, "not glued"),
        (_other_text, "text of"),
        (_twice, "text of"),
        (_no_risks, "not in the notes"),
        (_long_text, "pt high"),
        (_no_connector, "connectors leave"),
        (_other_bend, "site"),
    ],
)
def test_the_checks_can_fail(spoil: Callable[[Any], None], word: str) -> None:
    (data,) = files(samples.PROJECT).values()
    deck = opened(data)
    assert faults(deck, (samples.PROJECT,)) == []
    spoil(deck.slides[0])
    assert any(word in fault for fault in faults(deck, (samples.PROJECT,)))


SOURCE, TARGET = Rect(100, 100, 80, 40), Rect(100, 300, 80, 40)


def test_a_straight_way_can_bend_when_a_shape_is_moved() -> None:
    way = elbow((Point(140, 140), Point(140, 300)), SOURCE, TARGET)
    assert (way.preset, way.turned, way.bends) == ("bentConnector3", True, (0.5,))
    assert (way.begin, way.end) == (2, 0)


def test_ends_that_are_level_still_have_an_extent_to_bend_by() -> None:
    way = elbow((Point(100, 120), Point(80, 120), Point(80, 320), Point(100, 320)), SOURCE, TARGET)
    assert way.frame.w == LEAST
    assert way.bends == (-20.0,)


def test_a_way_of_six_segments_has_no_preset() -> None:
    corners = [Point(140, 140), Point(140, 150), Point(90, 150), Point(90, 200), Point(60, 200), Point(60, 280)]
    with pytest.raises(ValueError, match="segments"):
        elbow((*corners, Point(140, 280), Point(140, 300)), SOURCE, TARGET)
