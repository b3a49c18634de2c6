"""A measured flow and an edge in; the edge's result, set to the place that it has beside its line, out."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from powermap.geometry import Rect
from powermap.layout.blocks import Block
from powermap.layout.flow_tracks import track_x
from powermap.layout.graph import Edge
from powermap.text.setting import Setter, Setting

if TYPE_CHECKING:
    from powermap.layout.flow_measure import Flow

PAD, CORNER = 0.3, 0.1
"""Distances of a label in the free corner of a diamond from its side and from its tip in em of the step."""
WIDEST, FARTHEST = 6.5, 9.0
"""Characters on a line of a label; on one with an amount that has more."""
WHOLE = 7.0
"""Up to so many characters wide a label in the corner of a diamond stands further down rather than part an amount."""
CORNER_DEPTH = 2.4
"""How far below its line a label in the corner of a steep diamond may begin, in em of the step."""
CLEAR = 0.3
"""Space between a label under a line and the line's upright run in em of the step."""


def label_setting(setter: Setter, label: str, room: float) -> Setting:
    """A result set in room em, no wider than WIDEST unless that parts an amount."""
    setting = setter.set(label, "bold", min(WIDEST, room), balance=True)
    if setting.torn and room > WIDEST:
        return setter.set(label, "bold", min(FARTHEST, room), balance=True)
    return setting


def measure_label(flow: Flow, edge: Edge) -> Block:
    """The label of an edge, at the origin."""
    return _label(flow, edge, min(_beside(flow, edge), _in_corner(flow, edge), _under_low_line(flow, edge)))


def label_beside(flow: Flow, edge: Edge) -> Block:
    """The label of an edge as broad as its place beside the edge allows, at the origin."""
    return _label(flow, edge, _beside(flow, edge))


def corner_depth(w: float, diamond: Rect, em: float) -> float:
    """How far in pt below a diamond's middle a label w pt wide stands in its free corner."""
    return (w + (PAD + CORNER) * em) * diamond.h / diamond.w


def _label(flow: Flow, edge: Edge, measure: float) -> Block:
    n = flow.type.note
    setting = label_setting(flow.setter, edge.label, measure)
    return Block(edge.tone, setting, 0, 0, setting.width * n, n, 1.15 * n)


def _in_corner(flow: Flow, edge: Edge) -> float:
    """The measure in em for a label in the free corner of a diamond: the steeper its side, the narrower, so that it
    stays near the line at the corner.
    """
    if flow.plan.exits.get(edge) not in ("left", "right"):
        return inf
    diamond, n = flow.box_of(edge.source).rect, flow.type.note
    slope = diamond.w / diamond.h
    near = (CORNER_DEPTH * flow.em * slope - 0.4 * flow.em) / n
    if near < WHOLE and flow.setter.set(edge.label, "bold", max(2.0, near)).torn:
        beside = ((diamond.h / 2 - 2.3 * n) * slope - 0.4 * flow.em) / n  # two lines still stand along the side
        near = max(near, min(beside, WHOLE))
    return max(2.0, near)


def _under_low_line(flow: Flow, edge: Edge) -> float:
    """The measure in em for a label under a line that leaves low at a diamond's side: it ends before the line's
    upright run.
    """
    track = flow.plan.tracks.get(edge)
    if track is None or not flow.plan.exits.get(edge, "").startswith("low"):
        return inf
    run = abs(track_x(flow, track) - flow.column_cx) - flow.box_of(edge.source).rect.w / 4
    return max(2.0, (run - (PAD + CLEAR) * flow.em) / flow.type.note)


def _beside(flow: Flow, edge: Edge) -> float:
    """The measure in em for a label: above one of several boxes side by side it ends before the next line falls,
    above the last of them with its box.
    """
    if any(edge.source == tiers.decision for tiers in flow.plan.tiers):
        row = flow.plan.rows[flow.plan.row_of(edge.target)].center
        if len(row) > 2 and edge.target in row:
            width = flow.tier_width(len(row))
            room = width / 2 if edge.target == row[-1] else width + flow.tier_gap - 0.6 * flow.em
            return max(2.0, room / flow.type.note)
    return inf
