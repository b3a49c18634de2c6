"""The canonical dump: every kind of item, no negative zeros, the small sample's flow against its golden."""

from __future__ import annotations

from powermap.geometry import Rect
from powermap.scene.brush import Brush
from powermap.scene.dump import dump
from powermap.scene.flow import compose_flow
from powermap.scene.items import (
    Anchor,
    Close,
    Color,
    Curve,
    Gradient,
    Group,
    Line,
    Link,
    Move,
    Page,
    Path,
    Square,
    Stroke,
    Text,
)
from tests.goldens import check_golden
from tests.samples import GOLDEN, flow, setter, theme


def test_every_kind_of_item() -> None:
    red, black = Color(1, 0, 0), Color(0, 0, 0)
    outline = (Move(0, 0), Line(1, -0.0001), Curve(1, 2, 3, 4, 5, 6.125), Close(), Square(1, 2, 3, 4))
    items = (
        Group("外", (Group("内", (Text(1, 2, "公\n", "hei", 9, red, 9.5, 0.5),)),)),
        Path(outline, fill=Gradient(0, 0, 0, 9, red, black), stroke=Stroke(black, 0.5, (1, 2), "round")),
        Path((Move(0, 0), Line(1, 1)), fill=red),
        Link(Rect(1, 2, 3, 4), "#甲"),
        Anchor("甲", 5, "第一章", 1),
    )
    assert dump(Page(100, 50, items, "封面")).splitlines() == [
        "page 100.00 50.00 '封面'",
        "  group '外'",
        "    group '内'",
        "      text 1.00 2.00 hei 9.00 wide 9.50 spaced 0.50 #ff0000 '公\\n'",
        "  path M 0.00 0.00 L 1.00 0.00 C 1.00 2.00 3.00 4.00 5.00 6.12 Z Q 1.00 2.00 3.00 4.00 "
        "fill #ff0000-#000000 along 0.00 0.00 0.00 9.00 stroke #000000 0.50 dash 1.00 2.00 round",
        "  path M 0.00 0.00 L 1.00 1.00 fill #ff0000",
        "  link 1.00 2.00 3.00 4.00 '#甲'",
        "  anchor '甲' 5.00 '第一章' 1",
    ]


def test_flow_of_the_small_sample() -> None:
    layout = flow(GOLDEN, Rect(40, 100, 700, 600))
    page = Page(780, 740, compose_flow(layout, Brush(theme(), setter())))
    check_golden("flow-scene.txt", dump(page))
