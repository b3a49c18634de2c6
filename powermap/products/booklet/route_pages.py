"""A route and the frames of pages in; its parts as large as the frames allow, with their titles, out.

The title of a route stands beside its first box where that leaves it free, so that the route has the whole height.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from powermap.geometry import Rect
from powermap.layout.fit import lay_out_flow, lay_out_pages, least_height
from powermap.layout.flow import FlowLayout, Limits
from powermap.layout.graph import Route
from powermap.products.booklet.leaf import Leaf
from powermap.scene.flow import compose_flow
from powermap.scene.items import Group, SceneItem

LARGEST_STEP = 1.35
"""How much larger than the floor steps may grow."""
MOST_ROUTE_PAGES = 24
"""As many as forty long steps take."""
TITLE, MARKED = "运行路线图", "数字是风险点"
AROUND = 0.35
"""Space around a title beside a route in em of the title."""


def limits_of(leaf: Leaf) -> Limits:
    return Limits(leaf.floors.step, leaf.floors.note, leaf.floors.step * LARGEST_STEP)


def least_route(leaf: Leaf, route: Route, w: float) -> float:
    """The height in pt that a route needs in its least type, its title beside it."""
    return least_height(route, w, limits_of(leaf), leaf.brush.setter)


def place_route(leaf: Leaf, route: Route, frame: Rect) -> FlowLayout | None:
    """The route on one page under or beside its title; None if that is not legible or parts what belongs together."""
    for room in (frame, below_section(leaf, frame)):
        layout = lay_out_flow(route, room, limits_of(leaf), leaf.brush.setter, callouts=False)
        if not layout.legible or layout.torn:
            return None
        if room is not frame or _clear(leaf, layout, frame):
            return layout
    return None


def place_route_parts(leaf: Leaf, route: Route) -> tuple[tuple[FlowLayout, ...], float | None]:
    """The route on as few pages as keep its type legible, and the size of its steps where none do."""
    whole = leaf.body(3)
    if least_route(leaf, route, whole.w) <= whole.h and (layout := place_route(leaf, route, whole)) is not None:
        return (layout,), None
    frames = [below_section(leaf, leaf.body(3 + i)) for i in range(MOST_ROUTE_PAGES)]
    layouts, legible = lay_out_pages(route, frames, limits_of(leaf), leaf.brush.setter)
    return layouts, None if legible else layouts[0].type.step


def below_section(leaf: Leaf, body: Rect) -> Rect:
    return Rect(body.x, body.y + leaf.section_height, body.w, body.h - leaf.section_height)


def draw_route(leaf: Leaf, layout: FlowLayout, frame: Rect, part: tuple[int, int] = (0, 1)) -> tuple[SceneItem, ...]:
    """The title and the route. part: which of how many."""
    index, count = part
    title = TITLE + (f"（{index + 1}/{count}）" if count > 1 else "")
    head = leaf.section(title, frame.x, frame.y, frame.w, MARKED if layout.markers else "")
    return (*head, Group("route", compose_flow(layout, leaf.brush)))


def _clear(leaf: Leaf, layout: FlowLayout, frame: Rect) -> bool:
    """Whether nothing of a route stands where its title and the remark at the right go."""
    size, small = leaf.type(12.5), leaf.type(8)
    width = leaf.brush.setter.width
    title = (width(TITLE, "bold") + 0.06 * len(TITLE) + 0.62 + AROUND) * size
    remark = width(MARKED, "body") * small + AROUND * size if layout.markers else 0.0
    heads = (
        Rect(frame.x, frame.y, title, (1.3 + AROUND) * size),
        Rect(frame.right - remark, frame.y, remark, (1.0 + AROUND) * size),
    )
    return not any(head.overlaps(part) for part in _extents(layout) for head in heads)


def _extents(layout: FlowLayout) -> Iterator[Rect]:
    """A rectangle around every piece of a route."""
    yield from (box.rect for box in layout.boxes)
    yield from (block.rect for block in (*layout.rail, *layout.labels))
    for marker in layout.markers:
        yield Rect(marker.center.x - marker.radius, marker.center.y - marker.radius, *[2 * marker.radius] * 2)
    for arrow in layout.arrows:
        for a, b in pairwise(arrow.points):
            yield Rect(min(a.x, b.x), min(a.y, b.y), max(abs(a.x - b.x), 0.5), max(abs(a.y - b.y), 0.5))
