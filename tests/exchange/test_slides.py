"""Slides, read back: texts, glued connectors, notes, places; and that each of these checks can fail."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt

from powermap.exchange.slide_route import draw_route
from powermap.exchange.slide_shapes import Canvas
from powermap.exchange.slide_wires import chain
from powermap.exchange.slides import WIDE, slides
from powermap.geometry import Point, Rect
from powermap.layout.fit import lay_out_sheets
from powermap.layout.flow import FlowLayout
from powermap.layout.flow_edges import Arrow
from powermap.layout.graph import route_of
from powermap.model import Item
from powermap.source import read_list
from powermap.text.phrases import setter_for
from powermap.validate import check_list
from tests import samples
from tests.exchange.decks import connectors, course, faults, flow_shapes, is_joint, opened, path, turning
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


def test_numbers_keep_their_space() -> None:
    """The layout sets a gap of its own for it, which other programs do not know."""
    _, made = kunshan()
    shapes = [s for d in made.values() for slide in opened(d).slides for s in slide.shapes if s.has_text_frame]
    words = [s.text_frame.text for s in shapes if s.name != "办理主体和时限"]
    assert [text for text in words if re.search(r"[\u4e00-\u9fff]\d|\d[\u4e00-\u9fff]", text)] == []
    assert any(re.search(r"\d 日", text) for text in words)


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


def _own_choice(slide: Any) -> None:
    connectors(slide)[0].element.find(f".//{qn('a:prstGeom')}").set("prst", "bentConnector3")


def _joint(slide: Any) -> Any:
    return next(s for s in slide.shapes if is_joint(s))


def _move_a_joint(slide: Any) -> None:
    _joint(slide).top += Pt(0.4)


def _no_joint(slide: Any) -> None:
    _joint(slide).element.getparent().remove(_joint(slide).element)


def _no_piece(slide: Any) -> None:
    wire = next(w for w in connectors(slide) if w.name.endswith("第 2 段"))
    wire.element.getparent().remove(wire.element)


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
        (_own_choice, "another way"),
        (_move_a_joint, "site"),
        (_no_joint, "not glued"),
        (_no_piece, "joins"),
    ],
)
def test_the_checks_can_fail(spoil: Callable[[Any], None], word: str) -> None:
    (data,) = files(samples.PROJECT).values()
    deck = opened(data)
    assert faults(deck, (samples.PROJECT,)) == []
    spoil(deck.slides[0])
    assert any(word in fault for fault in faults(deck, (samples.PROJECT,)))


def _course_wanted(arrow: Arrow, layout: FlowLayout) -> list[Point]:
    """The corners as laid out; a route that leaves on a slant is to leave at the corner of the diamond beside it."""
    box = next(b for b in layout.boxes if b.key == arrow.edge.source)
    first, second, *rest = arrow.points
    if box.shape == "decision" and abs(first.y - second.y) > 0.01 and abs(first.x - box.rect.cx) > 0.01:
        raise AssertionError("a slant is left upwards or downwards")
    if box.shape == "decision" and abs(first.y - second.y) < 0.01:
        corner = box.rect.x if first.x < box.rect.cx else box.rect.right
        first, second = Point(corner, box.rect.cy), Point(second.x, box.rect.cy)
    return turning([first, second, *rest])


def _drawn(layout: FlowLayout, item: Item) -> Any:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    draw_route(Canvas(slide), layout, item, samples.theme(), 0)
    return slide


def _off_course(layout: FlowLayout, slide: Any) -> list[str]:
    out: list[str] = []
    for i, arrow in enumerate(layout.arrows, 1):
        wanted, found = _course_wanted(arrow, layout), course(slide, f"连线 {i}")
        if len(wanted) != len(found) or any(
            abs(a.x - b.x) > 0.02 or abs(a.y - b.y) > 0.02 for a, b in zip(wanted, found, strict=True)
        ):
            out.append(f"{arrow.edge}: {wanted}, drawn {found}")
    return out


def _layouts() -> list[tuple[FlowLayout, Item]]:
    setter = setter_for(samples.power_list(samples.PROJECT), samples.fonts())
    items = (samples.PROJECT, *kunshan()[0], *(random_item(Random(seed), most=14) for seed in range(12)))
    sheets = ((lay_out_sheets(route_of(i), WIDE.frame, WIDE.limits, setter, 30.0), i) for i in items)
    return [(layout, item) for placed, item in sheets for columns in placed for layout in columns]


def test_connectors_run_as_laid_out() -> None:
    bends: set[int] = set()
    for layout, item in _layouts():
        assert _off_course(layout, _drawn(layout, item)) == []
        bends |= {len(arrow.points) for arrow in layout.arrows}
    assert bends >= {2, 3, 4, 5}


def test_another_course_is_seen() -> None:
    layout, item = next((layout, i) for layout, i in _layouts() if any(len(a.points) > 3 for a in layout.arrows))
    slide = _drawn(layout, item)
    _joint(slide).left += Pt(3)
    assert _off_course(layout, slide)


def test_a_return_has_a_head_where_it_meets_the_trunk() -> None:
    layout, item = next((layout, i) for layout, i in _layouts() if any(a.joint is not None for a in layout.arrows))
    slide = _drawn(layout, item)
    number, arrow = next((i, a) for i, a in enumerate(layout.arrows, 1) if a.joint is not None)
    pieces = [w for w in connectors(slide) if w.name.startswith(f"连线 {number} ")]
    headed = [w for w in pieces if w.element.find(f".//{qn('a:tailEnd')}") is not None]
    assert len(headed) == 2
    assert headed[-1] is pieces[-1]
    meeting = arrow.points[arrow.joint or 0]
    assert max(abs(path(headed[0])[-1].x - meeting.x), abs(path(headed[0])[-1].y - meeting.y)) < 1.0
    dashed = [w.element.find(f".//{qn('a:prstDash')}") is not None for w in pieces]
    assert dashed == [i <= pieces.index(headed[0]) for i, _ in enumerate(pieces)]


SOURCE, TARGET = Rect(100, 100, 80, 40), Rect(100, 300, 80, 40)


def test_a_straight_way_can_bend_when_a_shape_is_moved() -> None:
    way = chain((Point(140, 140), Point(140, 300)), SOURCE, TARGET, 1.0)
    (elbow,) = way.elbows
    assert (elbow.preset, elbow.turned, way.joints) == ("bentConnector3", True, ())
    assert (elbow.begin, elbow.end) == (2, 0)


def test_a_way_of_one_bend_is_one_connector() -> None:
    way = chain((Point(100, 120), Point(60, 120), Point(60, 300)), SOURCE, Rect(50, 300, 20, 20), 1.0)
    assert [elbow.preset for elbow in way.elbows] == ["bentConnector2"]


def test_every_bend_more_has_a_joint_more() -> None:
    corners = [Point(140, 140), Point(140, 150), Point(90, 150), Point(90, 200), Point(60, 200), Point(60, 280)]
    way = chain((*corners, Point(140, 280), Point(140, 300)), SOURCE, TARGET, 1.0)
    assert way.corners == (*corners, Point(140, 280), Point(140, 300))
    assert [elbow.preset for elbow in way.elbows] == ["bentConnector2"] * 6
    assert [(joint.cx, joint.cy) for joint in way.joints][:2] == [(115, 150), (90, 175)]


def test_a_way_is_parted_where_it_is_to_be() -> None:
    points = (Point(100, 120), Point(60, 120), Point(60, 290), Point(140, 290), Point(140, 300))
    way = chain(points, SOURCE, TARGET, 1.0, part_at=3)
    assert way.corners == points
    assert way.turn == 2
    assert (way.joints[way.turn - 1].cx, way.joints[way.turn - 1].cy) == (140, 290)
