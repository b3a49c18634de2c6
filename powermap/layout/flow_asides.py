"""A measured flow and a decision in; whether the decision's note stands outside its diamond, and where, out.

Text is broad and a diamond narrow at its foot: with a note of 88 characters in it, one was as high as five steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from powermap.layout.blocks import Block
from powermap.layout.boxes import NOTE_LEADING, block
from powermap.layout.flow_labels import corner_depth, label_beside
from powermap.model import Decision
from powermap.value import replace

if TYPE_CHECKING:
    from powermap.layout.flow_measure import Flow

LEAST_MEASURE = 5.5
"""Least measure in em of a note under its diamond."""
SHORT = 3
"""So many lines of a note stand at the right under a diamond rather than in it, wherever there is room."""
LONG = 0.8
"""A longer note does where the diamond would otherwise be higher by more than so much of the note's height."""
AIR = 0.45
"""Space between a note and the line beside it in em of the step."""
GAP = 0.35
"""Space between a note and what is above it in em of the step."""
APART = 0.9
"""Space between a note and the result at the falling line in em of the step: nearer, they read as one."""


def stands_outside(flow: Flow, key: str) -> bool:
    """Whether the note of a decision that has a place for it stands there: where it can be read, and is short and at
    the right or would make the diamond much higher.
    """
    entry, measure = flow.plan.route.by_key[key], _room(flow, key) / flow.type.note
    if not isinstance(entry, Decision) or measure < max(LEAST_MEASURE, flow.setter.longest(entry.note, "body")):
        return False
    lines = len(flow.setter.set(entry.note, "body", measure).lines)
    if lines <= SHORT:
        return flow.plan.cornered[key] == "right" and not flow.plan.splits(key)
    width = flow.column_width
    saved = flow.diamond(entry, width).rect.h - flow.diamond(replace(entry, note=""), width).rect.h
    return saved > LONG * lines * NOTE_LEADING * flow.type.note


def measure_aside(flow: Flow, key: str) -> Block:
    """The note of a decision beside the line under its diamond, from the diamond's middle."""
    em, box = flow.em, flow.box_of(key)
    note = block(
        flow.setter, "note", flow.plan.route.by_key[key].note, "body", _room(flow, key), flow.type.note, NOTE_LEADING
    )
    used = note.rect.w
    left = flow.plan.cornered[key] == "left"
    x = -AIR * em - used if left else flow.column_width / 2 - used
    edge = max(0.0, 1 - (AIR * em if left else x) / (box.rect.w / 2)) * box.rect.h / 2
    y = edge + 0.5 * GAP * em
    if left:
        y = max([y, *(bottom + GAP * em for bottom in _corner_bottoms(flow, key))])
    elif key in flow.numbers and flow.column_width / 2 > box.rect.w / 2 - flow.type.marker:
        y = max(y, flow.type.marker + 0.05 * em)  # clear of the marker on the right corner
    return note.at(x, y, used)


def aside_depth(flow: Flow, key: str) -> float:
    """The height in pt that a decision's note takes below its diamond."""
    note = flow.asides[key]
    return note.y + note.height - flow.box_of(key).rect.h / 2 + 0.3 * flow.em


def _room(flow: Flow, key: str) -> float:
    """The width in pt at the left of the falling edge, or between its label and the column's right edge."""
    half = flow.column_width / 2
    if flow.plan.cornered[key] == "left" or flow.plan.splits(key):
        return half - AIR * flow.em
    falling = [e for e in flow.plan.route.outgoing[key] if e.label and e not in flow.plan.exits]
    return half - max((label_beside(flow, e).rect.w for e in falling), default=0.0) - APART * flow.em


def _corner_bottoms(flow: Flow, key: str) -> Iterator[float]:
    """How far below a diamond's middle the results in its left corner reach."""
    for edge, exit_ in flow.plan.exits.items():
        if edge.source == key and exit_ == "left" and edge in flow.labels:
            label = flow.labels[edge]
            yield corner_depth(label.rect.w, flow.box_of(key).rect, flow.em) + label.height
