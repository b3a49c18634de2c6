"""A comb's plan and type sizes in; its teeth measured, each with its label and where it leads, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from powermap.layout.blocks import Block
from powermap.layout.boxes import Box, Type
from powermap.layout.flow_labels import label_setting
from powermap.layout.graph import Edge
from powermap.text.setting import Setter

AIR = 0.3
"""Space above a tooth, and between a label and its line's ends, in em of the step."""

JOIN_LEFT, JOIN_ABOVE = 1.1, 0.4
"""Where the connector of a line that comes in stands: left of the column's middle, above its target; in em."""

OVER = 0.17
"""Between a label and the line under it in em of the step."""

SHORTEST = 1.5
"""Least length of a tooth in em of the step: a stem and an arrowhead."""


@dataclass(frozen=True)
class Tooth:
    """An edge below its box, from the middle of the box's foot.

    level: where the edge turns right, None if it falls straight; box: what it leads to; label: at its place.
    """

    edge: Edge
    level: float | None
    box: Box
    label: Block | None
    bottom: float


def measure_teeth(
    edges: Sequence[Edge], ends: Mapping[str, Box], setter: Setter, type_: Type, room: float, falls: bool
) -> Iterator[Tooth]:
    """The teeth below one box, from the top down, within room pt at the right of its middle.

    falls: another edge goes on down; without one the last tooth falls straight.
    """
    em, n = type_.step, type_.note
    y = 0.0
    for i, edge in enumerate(edges):
        box = ends[edge.target]
        w, h = box.rect.w, box.rect.h
        straight = not falls and i == len(edges) - 1
        beside = room - AIR * em if straight else room - w - 2 * AIR * em
        label = _label(edge, setter, n, beside)
        above = label is not None and not straight and (label.rect.w > beside + 0.01 or label.setting.torn)
        if above:
            label = _label(edge, setter, n, room - AIR * em)
        label_w, label_h = (label.rect.w, label.height) if label else (0.0, 0.0)
        y += AIR * em
        if straight:
            top = y + max(label_h + 0.7 * em, 0.8 * em)
            placed = label.at(AIR * em, y) if label else None
            box = box.moved(-w / 2, top)
            y = top + h
            yield Tooth(edge, None, box, placed, y)
            continue
        level = y + (label_h + AIR * em + h / 2 if above else max(label_h + (OVER - 0.06) * em, h / 2) + 0.1 * em)
        placed = label.at(AIR * em, (y if above else level - OVER * em - label_h)) if label else None
        left = SHORTEST * em if above else max(SHORTEST * em, 2 * AIR * em + label_w)
        box = box.moved(min(left, room - w), level - h / 2)
        y = level + h / 2
        yield Tooth(edge, level, box, placed, y)


def _label(edge: Edge, setter: Setter, size: float, room: float) -> Block | None:
    if not edge.label:
        return None
    setting = label_setting(setter, edge.label, max(2.0, room / size))
    return Block(edge.tone, setting, 0, 0, setting.width * size, size, 1.15 * size)
