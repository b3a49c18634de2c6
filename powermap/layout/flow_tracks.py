"""A flow's columns and a track in; where the vertical run of the track's line stands, out."""

from __future__ import annotations

from typing import Protocol

from powermap.layout.plan import Plan, Track

TRACK = 0.8
"""Distance of neighbouring tracks in em of the step."""


class Columns(Protocol):
    """What a track needs to know of a flow; lengths in pt, x from the frame's left edge (see flow_measure.Flow)."""

    @property
    def plan(self) -> Plan: ...
    @property
    def em(self) -> float: ...
    @property
    def outer(self) -> float: ...
    @property
    def column_x(self) -> float: ...
    @property
    def column_width(self) -> float: ...
    @property
    def right_zone(self) -> float: ...


def track_x(flow: Columns, track: Track) -> float:
    """The x of a track's vertical run in pt from the frame's left edge."""
    match track.zone:
        case "inner":
            return flow.column_x - (0.9 + track.number * TRACK) * flow.em
        case "outer":
            return flow.outer - (0.45 + track.number * TRACK) * flow.em
        case "right":
            right = flow.column_x + flow.column_width + flow.right_zone
            return right - ((flow.plan.count("right") - 1 - track.number) * TRACK + 0.1) * flow.em
