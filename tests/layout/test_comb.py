"""The comb draws any route with nothing in the way, and the judge that sends routes to it sees what is in the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random

import pytest

from powermap.geometry import Point
from powermap.layout.comb import comb
from powermap.layout.fit import _Panels, _parts
from powermap.layout.flow import FlowLayout, place_flow
from powermap.layout.flow_judge import is_sound
from powermap.layout.graph import END, Route, is_join, route_of
from powermap.value import replace
from tests.layout.geometry import faults
from tests.layout.items_at_random import SHAPES, STAR, random_item
from tests.samples import FRAME, LIMITS, PROJECT, setter


def combed(route: Route, tracked: bool) -> tuple[Route, FlowLayout]:
    plans = _parts((route,), partial(comb, tracked=tracked))
    (flow,) = _Panels(plans, FRAME.w, FRAME.h, LIMITS, setter(), True).largest()
    return plans[0].route, place_flow(flow, FRAME, LIMITS)


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize("number", range(40))
def test_any_route_stands_clear_in_a_comb(number: int, tracked: bool) -> None:
    route = route_of(random_item(Random(number), (*SHAPES, STAR), 18))
    drawn, layout = combed(route, tracked)
    found = [f for f in faults(layout) if "are numbered" not in f]
    assert is_sound(layout) == (not found)
    assert tracked or not found  # a result at a track's corner may come too near to one below, and the judge says so
    pairs = {drawn.letter(e.source): e.target for e in drawn.edges if is_join(e.source)}

    def where(target: str) -> str:
        return pairs.get(drawn.letter(target), END if target.startswith(END) else target)

    shown = sorted((e.source, where(e.target), e.label) for e in drawn.edges if not is_join(e.source))
    assert shown == sorted((e.source, where(e.target), e.label) for e in route.edges)


def test_without_tracks_every_line_goes_to_the_next_entry_or_to_a_connector() -> None:
    route = route_of(random_item(Random(3), (*SHAPES, STAR), 18))
    plan = comb(route, False)
    assert not plan.tracks
    assert all(len(row.center) == 1 and row.left is row.right is None for row in plan.rows)


def on_a_box(good: FlowLayout) -> FlowLayout:
    label, box = good.labels[0], good.boxes[1].rect
    return replace(good, labels=(label.at(box.x + 1, box.y + 1), *good.labels[1:]))


def boxes_overlap(good: FlowLayout) -> FlowLayout:
    first, second, *rest = good.boxes
    return replace(good, boxes=(first, second.moved(0.0, first.rect.y - second.rect.y), *rest))


def boxes_too_near(good: FlowLayout) -> FlowLayout:
    start = good.boxes[0]
    beside = replace(start, key="beside").moved(start.rect.w + 0.05 * good.type.step, 0.0)
    return replace(good, boxes=(*good.boxes, beside))


def out_of_the_frame(good: FlowLayout) -> FlowLayout:
    return replace(good, frame=good.frame.inset(5.0))


def through_everything(good: FlowLayout) -> FlowLayout:
    arrow, r = good.arrows[0], good.frame
    line = (Point(r.cx, r.y + 1), Point(r.cx, r.bottom - 1))
    return replace(good, arrows=(replace(arrow, points=line), *good.arrows[1:]))


def across_an_arrow(good: FlowLayout) -> FlowLayout:
    """A return crosses the line that leads to the same box before they merge."""
    arrow = next(a for a in good.arrows if len(a.points) == 2 and a.points[0].x == a.points[1].x)
    x, y = arrow.points[0].x, (arrow.points[0].y + arrow.points[1].y) / 2
    other = replace(arrow, points=(Point(x - 4, y), Point(x + 4, y)), back=True)
    return replace(good, arrows=(*good.arrows, other))


def marker_on_a_label(good: FlowLayout) -> FlowLayout:
    marker, label = good.markers[0], good.labels[0].rect
    return replace(good, markers=(replace(marker, center=Point(label.cx, label.cy)), *good.markers[1:]))


@pytest.mark.parametrize(
    "spoil",
    [
        on_a_box,
        boxes_overlap,
        boxes_too_near,
        out_of_the_frame,
        through_everything,
        across_an_arrow,
        marker_on_a_label,
    ],
)
def test_the_judge_refuses(spoil: Callable[[FlowLayout], FlowLayout]) -> None:
    _, good = combed(route_of(PROJECT), True)
    assert is_sound(good)
    assert not is_sound(spoil(good))
    assert faults(spoil(good))
