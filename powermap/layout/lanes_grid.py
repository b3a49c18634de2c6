"""A lanes plan in; the grid of lines along which edges may run out: tracks beside lanes and between rows, the middles
of lanes and of rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple

from powermap.layout.lanes_plan import MOST_AT_CORNERS, LanesPlan, Port


class Upright(NamedTuple):
    """An upright line: a track of the gutter left of lane `place`, the middle of a lane, or the lower left or right
    slant of its diamonds.
    """

    kind: Literal["gutter", "lane", "low left", "low right"]
    place: int
    track: int = 0


class Level(NamedTuple):
    """A level line: a track of the channel above row `place`, or the middle of a row."""

    kind: Literal["channel", "row"]
    place: int
    track: int = 0


class Node(NamedTuple):
    """A crossing of the grid by the numbers of its lines, from the left and from the top."""

    x: int
    y: int


@dataclass(frozen=True, eq=False)
class Grid:
    """The lines of a plan with so many tracks to a gutter and to a channel."""

    plan: LanesPlan
    gutter_tracks: int
    channel_tracks: int

    @cached_property
    def slanted(self) -> frozenset[int]:
        """Lanes with a diamond that has more ways out than corners."""
        return frozenset(
            seat.lane for key, seat in self.plan.seats.items() if self.plan.ways_out(key) > MOST_AT_CORNERS
        )

    @cached_property
    def uprights(self) -> tuple[Upright, ...]:
        out: list[Upright] = []
        for lane in range(len(self.plan.lanes) + 1):
            out += [Upright("gutter", lane, k) for k in range(self.gutter_tracks)]
            if lane == len(self.plan.lanes):
                break
            if lane in self.slanted:
                out += [Upright("low left", lane), Upright("lane", lane), Upright("low right", lane)]
            else:
                out.append(Upright("lane", lane))
        return tuple(out)

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        out: list[Level] = [Level("row", 0)]
        for row in range(1, self.plan.rows + 1):
            out += [Level("channel", row, k) for k in range(self.channel_tracks)]
            if row < self.plan.rows:
                out.append(Level("row", row))
        return tuple(out)

    @cached_property
    def lane_x(self) -> tuple[int, ...]:
        """The number of each lane's middle."""
        return tuple(i for i, line in enumerate(self.uprights) if line.kind == "lane")

    @cached_property
    def row_y(self) -> tuple[int, ...]:
        """The number of each row's middle."""
        return tuple(i for i, line in enumerate(self.levels) if line.kind == "row")

    @cached_property
    def boxes(self) -> dict[tuple[int, int], str]:
        """The nodes of the route at their crossings."""
        return {self.middle(key): key for key in self.plan.seats}

    def place(self, node: Node) -> tuple[float, float]:
        """A crossing in lanes and rows: their middles are whole numbers, gutters and channels stand between."""
        upright, level = self.uprights[node.x], self.levels[node.y]
        x = upright.place - (0.5 if upright.kind == "gutter" else 0.0)
        return x, level.place - (0.5 if level.kind == "channel" else 0.0)

    def middle(self, key: str) -> Node:
        seat = self.plan.seats[key]
        return Node(self.lane_x[seat.lane], self.row_y[seat.row])

    def port(self, key: str, port: Port) -> Node:
        """Where an edge at a port meets the row of its box."""
        node = self.middle(key)
        if port == "low left":
            return Node(node.x - 1, node.y)
        return Node(node.x + 1, node.y) if port == "low right" else node

    @cached_property
    def doors(self) -> dict[tuple[int, int], str]:
        """Crossings right beside a box, with its key: only its own edges may turn there, so that none shuts it in."""
        out: dict[tuple[int, int], str] = {}
        for key in self.plan.seats:
            x, y = self.middle(key)
            if y + 1 < len(self.levels):
                out[Node(x, y + 1)] = key
            if y > 0:
                out[Node(x, y - 1)] = key
            out[Node(x - 1, y)] = out[Node(x + 1, y)] = key
            if self.plan.ways_out(key) > MOST_AT_CORNERS:
                out[Node(x - 1, y + 1)] = out[Node(x + 1, y + 1)] = key
        return out

    @cached_property
    def step_across(self) -> tuple[float, ...]:
        """What it costs to go from an upright line to the next."""
        pairs = zip(self.uprights, self.uprights[1:], strict=False)
        return tuple(1.0 if a.kind == b.kind == "gutter" else 5.0 for a, b in pairs)

    @cached_property
    def step_down(self) -> tuple[float, ...]:
        """What it costs to go from a level line to the next."""
        pairs = zip(self.levels, self.levels[1:], strict=False)
        return tuple(1.0 if a.kind == b.kind == "channel" else 4.0 for a, b in pairs)

    @cached_property
    def ways_across(self) -> tuple[float, ...]:
        """What it costs to go to each upright line from the first."""
        return tuple(accumulate(self.step_across, initial=0.0))

    @cached_property
    def ways_down(self) -> tuple[float, ...]:
        """What it costs to go to each level line from the first."""
        return tuple(accumulate(self.step_down, initial=0.0))
