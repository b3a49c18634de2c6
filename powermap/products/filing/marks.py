"""A placed route and what changed in it in; frames round the entries that changed, and tags that say how, out.

Frames differ in line and tags in words, not in colour alone: a black-and-white copy loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, get_args

from powermap.compare import ItemChange
from powermap.geometry import Point, Rect
from powermap.layout.boxes import Box
from powermap.layout.flow import FlowLayout
from powermap.scene.brush import Brush, middle_baseline
from powermap.scene.flow import compose_flow
from powermap.scene.items import Color, Group, Path, SceneItem, Stroke
from powermap.scene.shapes import polygon, rectangle, rounded

Mark = Literal["新增", "修改", "删去"]

MARKS: tuple[Mark, ...] = get_args(Mark)
INKS: Mapping[Mark, str] = {"新增": "control_tag", "修改": "aside", "删去": "terminal"}
DASHES: Mapping[Mark, tuple[float, ...]] = {"新增": (), "修改": (5.0, 2.5), "删去": (1.6, 2.0)}
"""Of the frames, in pt."""

LINE = 0.14
"""Width of a frame in em of the step."""
AWAY = 0.3
"""From a step to the frame round it in em of the step. A diamond has the frame on its own edge: labels stand close to
it.
"""
INTO = 0.3
"""How far a tag reaches over the edge of a step in em of the step: its padding."""
PLACES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Where along an edge a tag is tried."""
SHARES = (0.2, 0.28, 0.12, 0.34, 0.05)
"""How far from a diamond's corner on its width a tag is tried."""


def marks_of(change: ItemChange) -> tuple[dict[str, Mark], dict[str, Mark]]:
    """By key, what the entries of the old and of the new route are marked with."""
    old: dict[str, Mark] = {}
    new: dict[str, Mark] = {}
    for pair in change.entries:
        if not pair.after:
            old[pair.before] = "删去"
        elif not pair.before:
            new[pair.after] = "新增"
        elif pair.changed:
            old[pair.before] = new[pair.after] = "修改"
    return old, new


def compose_marked(layout: FlowLayout, marks: Mapping[str, Mark], size: float, brush: Brush) -> tuple[SceneItem, ...]:
    """The scene of a route with its marks; size: of the words on the tags in pt.

    Frames lie over boxes and lines, under labels and numbers; tags where they cover nothing.
    """
    em = layout.type.step
    marked = [(box, marks[box.key]) for box in layout.boxes if box.key in marks]
    frames = tuple(Group(f"frame {mark} {box.key}", (_frame(brush, box, mark, em),)) for box, mark in marked)
    items = compose_flow(layout, brush)
    last = max(i for i, item in enumerate(items) if isinstance(item, Group) and item.name.startswith("box "))
    taken = list(_taken(layout))
    tags: list[SceneItem] = []
    for box, mark in marked:
        place = _free_place(box, (tag_width(brush, mark, size), 1.3 * size), em, taken)
        taken.append(place)
        tags.append(Group(f"tag {mark} {box.key}", _tag(brush, mark, place, size)))
    return (*items[: last + 1], *frames, *items[last + 1 :], *tags)


def mark_ink(brush: Brush, mark: Mark) -> Color:
    return brush.ink(INKS[mark])


def mark_stroke(brush: Brush, mark: Mark, width: float) -> Stroke:
    return Stroke(mark_ink(brush, mark), width, DASHES[mark])


def tag_width(brush: Brush, mark: Mark, size: float) -> float:
    return (brush.setter.width(mark, "bold") + 0.7) * size


def _frame(brush: Brush, box: Box, mark: Mark, em: float) -> Path:
    r = box.rect
    if box.shape != "decision":
        return Path(rounded(r.inset(-AWAY * em), brush.radius(0.4 * em)), stroke=mark_stroke(brush, mark, LINE * em))
    corners = (Point(r.cx, r.y), Point(r.right, r.cy), Point(r.cx, r.bottom), Point(r.x, r.cy))
    return Path(polygon(corners), stroke=mark_stroke(brush, mark, LINE * em))


def _tag(brush: Brush, mark: Mark, rect: Rect, size: float) -> tuple[SceneItem, ...]:
    middle = middle_baseline(rect.cy, size)
    return (
        Path(rectangle(rect), fill=mark_ink(brush, mark)),
        *brush.line(mark, "bold", size, rect.cx, middle, brush.ink("panel"), "center"),
    )


def _taken(layout: FlowLayout) -> Iterator[Rect]:
    """What a tag must not cover: words, numbers, lines."""
    for box in layout.boxes:
        yield from (block.rect.inset(0, 0.5 * (block.leading - block.size)) for block in box.blocks)
    yield from (block.rect for block in (*layout.rail, *layout.labels))
    for marker in layout.markers:
        yield Rect(marker.center.x, marker.center.y, 0, 0).inset(-marker.radius)
    for arrow in layout.arrows:
        for a, b in pairwise(arrow.points):
            yield Rect(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y)).inset(-1.0)


def _free_place(box: Box, size: tuple[float, float], em: float, taken: Sequence[Rect]) -> Rect:
    """The first place by a box where a tag covers nothing, else where it covers least."""
    places = list(_diamond_places(box.rect, size, em) if box.shape == "decision" else _step_places(box.rect, size, em))
    return min(places, key=lambda place: (round(sum(_shared(place, other) for other in taken), 2), places.index(place)))


def _step_places(r: Rect, size: tuple[float, float], em: float) -> Iterator[Rect]:
    """Over the upper edge, from the left, then over the lower one."""
    w, h = size
    left, room = r.x + AWAY * em, r.w - 2 * AWAY * em - w
    for y in (r.y + INTO * em - h, r.bottom - INTO * em):
        yield from (Rect(left + share * room, y, w, h) for share in PLACES)


def _diamond_places(r: Rect, size: tuple[float, float], em: float) -> Iterator[Rect]:
    """In the empty corners of its rectangle, the upper left one first."""
    w, h = size
    gap = 0.15 * em
    for share in SHARES:
        near, high = share * r.w, share * r.h + gap
        for x in (r.x + near - w, r.right - near):
            yield Rect(x, r.cy - high - h, w, h)
            yield Rect(x, r.cy + high, w, h)


def _shared(a: Rect, b: Rect) -> float:
    """The area that two rectangles share in pt²."""
    wide = min(a.right, b.right) - max(a.x, b.x)
    high = min(a.bottom, b.bottom) - max(a.y, b.y)
    return wide * high if wide > 0 and high > 0 else 0.0
