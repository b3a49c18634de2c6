"""A wired lanes plan in; the sizes of its boxes, lanes, rows and channels in any width out.

All lengths are em of the step: one measurement serves every type size. A box's up and down are its extents above and
below the middle of its row, labels in the corners beside a diamond included.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

from powermap.layout.blocks import Block, Tone
from powermap.layout.boxes import (
    NOTE_LEADING,
    Box,
    Type,
    block,
    connector_box,
    decision_box,
    inside_rows,
    stacked,
    step_box,
    terminal_box,
)
from powermap.layout.graph import END, START, Edge
from powermap.layout.lanes_grid import Level, Upright
from powermap.layout.lanes_plan import MOST_AT_CORNERS, LanesPlan, Port
from powermap.layout.lanes_wires import Wiring, wire_lanes
from powermap.model import Decision, Step
from powermap.text.setting import Setter

QUANTUM = 0.5
"""Widths of boxes are multiples of this."""
NARROWEST_STEP, NARROWEST_DIAMOND, NARROWEST_END = 4.5, 6.5, 6.0
"""Least widths of lanes with steps, with a decision, with the start or the end."""
WIDEST, WIDEST_DIAMOND = 17.0, 14.0
TRACK = 0.8
"""Distance of neighbouring tracks."""
LEFT_OF_TRACKS, RIGHT_OF_TRACKS = 1.0, 1.0
"""From a box at the left (its risk marker stands on its edge) to the first track; from the last to an arrow's box."""
GUTTER, LEVEL_GUTTER = 1.0, 1.6
"""Between boxes with no track between them, and where an arrow runs level across."""
MARGIN_LEFT, MARGIN_RIGHT = 0.45, 0.75
BELOW_BOX, ABOVE_BOX = 0.5, 0.95
"""From a row to the first track below it, and from the last track to the row below: an arrowhead and its stem."""
CHANNEL = 1.15
"""Between rows with no track between them."""
STEM = 0.72
"""Below a label: an arrowhead and its stem."""
PAD = 0.3
"""Between a label and its line."""
END_SCALE = 0.75
"""Size of the start's and the end's symbol against the flow view's: lanes are narrow."""
OVERFULL = 60.0
"""What a text wider than its box counts as height, so that width goes there first."""
HEAD_SIZE = 0.86
"""Type of the lane heads."""


EntryKind = TypeVar("EntryKind", Step, Decision)


class Label(NamedTuple):
    """A text around a decision, relative to the middle of its box: the result of a way out, or the note.

    corner: beside the diamond, so that nothing runs level under it; else it reaches below the row.
    """

    block: Block
    corner: bool


class Extent(NamedTuple):
    """What one lane needs in one row. zone: height of labels below the row; bad: texts that are too wide."""

    up: float
    down: float
    low: float
    bad: int


@dataclass(frozen=True, eq=False)
class Sizes:
    """The measurements of one plan at one ratio of notes to steps."""

    plan: LanesPlan
    setter: Setter
    ratio: float
    _boxes: dict[tuple[str, float], tuple[Box, tuple[Label, ...]]] = field(default_factory=dict)
    _columns: dict[tuple[int, float], tuple[Extent, ...]] = field(default_factory=dict)

    @property
    def type(self) -> Type:
        return Type(1.0, self.ratio)

    @cached_property
    def wiring(self) -> Wiring:
        return wire_lanes(self.plan)

    # boxes and the labels around them

    def box(self, key: str, w: float) -> tuple[Box, tuple[Label, ...]]:
        """The box of a node in a lane of width w, its middle at the origin, and the texts around it."""
        found = self._boxes.get((key, w))
        if found is None:
            entry = self.plan.route.by_key.get(key)
            found = self._decision(entry, w) if isinstance(entry, Decision) else (_centred(self._box(key, w)), ())
            self._boxes[(key, w)] = found
        return found

    def _box(self, key: str, w: float) -> Box:
        route = self.plan.route
        entry = route.by_key.get(key)
        if isinstance(entry, Step):
            ends = key in self.plan.striped
            box = step_box(self.setter, self._without_lane(entry), min(w, WIDEST), self.type, True, ends, False)
            return replace(box, actors=entry.actors)
        letter = route.letter(key)
        if letter:
            return connector_box(self.setter, key, letter, self.type)
        if key in (START, END):
            size = Type(END_SCALE, self.ratio)
            return terminal_box(self.setter, key, "开始" if key == START else "结束", size)
        return terminal_box(self.setter, key, "结束", self.type, small=True)

    def _without_lane(self, entry: EntryKind) -> EntryKind:
        """The lane says who acts first; the box says who else does."""
        return replace(entry, actors=entry.actors[self.plan.named(entry.key) :])

    def _decision(self, entry: Decision, w: float) -> tuple[Box, tuple[Label, ...]]:
        """A diamond with its note inside, below it or at its lower left, where it takes least height."""
        slanted = self.plan.ways_out(entry.key) > MOST_AT_CORNERS
        small = min(w, WIDEST_DIAMOND)
        plain = self._without_lane(entry)
        whole = decision_box(self.setter, plain, small, self.type, True, slanted)
        best = self._with_labels(_centred(replace(whole, actors=entry.actors)), ())
        if not (plain.note or plain.limit or plain.actors):
            return best
        bare = decision_box(self.setter, replace(plain, note=""), small, self.type, False, slanted)
        bare = _centred(replace(bare, actors=entry.actors))
        ports = {self.wiring.wires[e].leaves for e in self.plan.route.outgoing[entry.key] if e in self.wiring.wires}
        rooms = [] if slanted else [small / 2 - 0.35]
        if not ports & {"bottom", "low left", "low right"}:
            rooms.append(small)
        for room in rooms:
            rows: list[tuple[Block, ...]] = []
            if plain.note:
                rows.append((block(self.setter, "note", plain.note, "body", room, self.ratio, NOTE_LEADING),))
            rows += inside_rows(self.setter, plain, room, self.type)
            trial = self._with_labels(bare, stacked(rows, 0.0, 0.0)[0])
            if _reach(trial) < _reach(best) - 0.2:
                best = trial
        return best

    def _with_labels(self, box: Box, aside: tuple[Block, ...]) -> tuple[Box, tuple[Label, ...]]:
        """Results of side exits in the lower corners, those of lower exits right of their falling lines, the aside at
        the left under what is there.
        """
        edges = [e for e in self.plan.route.outgoing[box.key] if e.label and e in self.wiring.wires]
        ports: dict[Port, Edge] = {self.wiring.wires[e].leaves: e for e in edges}
        w, h = box.rect.w, box.rect.h
        slanted = "low left" in ports or "low right" in ports
        out: list[Label] = []
        bottom = {"left": h / 2, "right": h / 2}
        beside: Port
        for beside in ("left", "right"):
            if beside in ports:
                label = self._corner(ports[beside], w, h, beside == "left", slanted)
                out.append(Label(label, True))
                bottom[beside] = max(bottom[beside], label.y + label.height)
        low = max(bottom.values()) if slanted else bottom["right"]
        room = (w / 4 if slanted else w / 2) - PAD
        places: tuple[tuple[Port, float], ...] = (("bottom", 0.0), ("low right", w / 4), ("low left", -w / 4))
        for port, x in places:
            if port in ports:
                label = self._set(ports[port], room)
                left = x - PAD - label.rect.w if port == "low left" else x + PAD
                out.append(Label(label.at(left, low + 0.1), False))
        if aside:
            wide = max(b.rect.right for b in aside)
            if aside[0].w > w / 2:
                top, x = max(bottom.values()) + 0.1, -wide / 2
            else:
                depth = max(0.25, (wide + PAD) * h / w)
                top, x = (bottom["left"] if "left" in ports else min(depth, h / 2)) + 0.1, -w / 2
            out += [Label(b.at(b.x + x, b.y + top, b.rect.w), True) for b in aside]
        return box, tuple(out)

    def _set(self, edge: Edge, w: float) -> Block:
        tone: Tone = "onward" if (edge.source, edge.target) in self._onward else "aside"
        return block(self.setter, tone, edge.label, "bold", w, self.ratio, NOTE_LEADING)

    @cached_property
    def _onward(self) -> frozenset[tuple[str, str]]:
        """Ways along the spine and into tiers."""
        route = self.plan.route
        tiers = ((t.decision, chain[0]) for t in route.tiers for chain in t.chains)
        return frozenset((*pairwise(route.spine), *tiers))

    def _corner(self, edge: Edge, w: float, h: float, left: bool, slanted: bool) -> Block:
        """The label below a level line that leaves a diamond's corner, where it reaches down least."""
        most = (w / 4 if slanted else w / 2) - 0.35 + PAD
        best: tuple[float, float, Block] | None = None
        for share in (1.0, 0.75, 0.5, 0.35):
            label = self._set(edge, max(most * share, 1.5 * self.ratio))
            label = label.at(0, 0, label.rect.w)
            depth = max(0.12, (label.w + PAD - 0.4) * h / w)
            reach = max(h / 2, depth + label.height) + OVERFULL * label.setting.overfull
            x = w / 2 - depth * w / h + PAD
            found = (round(reach, 6), depth, label.at(-x - label.w if left else x, depth))
            best = found if best is None or found[:2] < best[:2] else best
        assert best is not None
        return best[2]

    # lanes, rows, channels

    def extents(self, lane: int, w: float) -> tuple[Extent, ...]:
        """What a lane of width w needs in every row."""
        found = self._columns.get((lane, w))
        if found is None:
            found = self._columns[(lane, w)] = tuple(self._extent(row, lane, w) for row in range(self.plan.rows))
        return found

    def _extent(self, row: int, lane: int, w: float) -> Extent:
        key = self.plan.at.get((row, lane))
        if key is None:
            return Extent(0.0, 0.0, 0.0, 0)
        box, labels = self.box(key, w)
        half = box.rect.h / 2
        down, low = half, 0.0
        for label, corner in labels:
            if corner:
                down = max(down, label.y + label.height)
            else:
                low = max(low, label.y + label.height)
        blocks = [*box.blocks, *(label.block for label in labels)]
        bad = sum(b.setting.overfull for b in blocks) + (box.rect.w > w + 1e-6)
        return Extent(half, down, low, bad)

    def narrowest(self, lane: int) -> float:
        """Least width of a lane."""
        keys = [key for key, seat in self.plan.seats.items() if seat.lane == lane]
        decision = any(self.plan.route.is_decision(key) for key in keys)
        least = NARROWEST_DIAMOND if decision else NARROWEST_STEP
        return max(least, NARROWEST_END) if START in keys or END in keys else least

    @cached_property
    def gutter_tracks(self) -> tuple[tuple[int, ...], ...]:
        """The tracks of each gutter on which something runs."""
        used: list[set[int]] = [set() for _ in range(len(self.plan.lanes) + 1)]
        for line, level in self._runs:
            if not level and self._uprights[line].kind == "gutter":
                used[self._uprights[line].place].add(self._uprights[line].track)
        return tuple(tuple(sorted(tracks)) for tracks in used)

    @cached_property
    def channel_tracks(self) -> tuple[tuple[int, ...], ...]:
        """The tracks of the channel above each row, and below the last, on which something runs."""
        used: list[set[int]] = [set() for _ in range(self.plan.rows + 1)]
        for line, level in self._runs:
            if level and self._levels[line].kind == "channel":
                used[self._levels[line].place].add(self._levels[line].track)
        return tuple(tuple(sorted(tracks)) for tracks in used)

    @property
    def _uprights(self) -> tuple[Upright, ...]:
        return self.wiring.grid.uprights

    @property
    def _levels(self) -> tuple[Level, ...]:
        return self.wiring.grid.levels

    @cached_property
    def _runs(self) -> frozenset[tuple[int, bool]]:
        """(line of the grid, whether it is level) of every straight piece."""
        out: set[tuple[int, bool]] = set()
        for _, nodes in self.wiring.corners:
            for a, b in pairwise(nodes):
                out.add((a.y, True) if a.y == b.y else (a.x, False))
        return frozenset(out)

    @cached_property
    def gutters(self) -> tuple[float, ...]:
        """The least width of the gutter left of each lane, and right of the last."""
        count = len(self.plan.lanes)
        crossed = {max(self.plan.seats[k].lane for k in (e.source, e.target)) for e in self.plan.beside}
        out: list[float] = []
        for i, tracks in enumerate(self.gutter_tracks):
            inner = (len(tracks) - 1) * TRACK
            left = MARGIN_LEFT if i == 0 else LEFT_OF_TRACKS
            right = MARGIN_RIGHT if i == count else RIGHT_OF_TRACKS
            if tracks:
                out.append(left + inner + right)
            elif i in (0, count):
                out.append(MARGIN_LEFT if i == 0 else MARGIN_RIGHT)
            else:
                out.append(LEVEL_GUTTER if i in crossed else GUTTER)
        return tuple(out)

    def channel(self, row: int, zone: float) -> float:
        """Least height of the channel above a row (below the last at index rows), labels reaching zone into it."""
        tracks = self.channel_tracks[row]
        if row == self.plan.rows:
            return zone + BELOW_BOX + (len(tracks) - 1) * TRACK + 0.3 if tracks else max(zone, 0.5)
        if tracks:
            return zone + BELOW_BOX + (len(tracks) - 1) * TRACK + ABOVE_BOX
        return max(CHANNEL, zone + STEM) if zone else CHANNEL

    def head(self, lane: int, w: float) -> Block:
        """The name over a lane of width w, the short name where the full one would take more than two lines."""
        best: Block | None = None
        for text in self.plan.lanes[lane].names:
            setting = self.setter.set(text, "bold", (w - 0.5) / HEAD_SIZE, balance=True)
            best = Block("tag", setting, 0, 0, w, HEAD_SIZE, 1.22 * HEAD_SIZE, "center")
            if len(setting.lines) <= 2 and not setting.overfull:
                return best
        assert best is not None
        return best


@lru_cache(maxsize=256)
def sizes_of(plan: LanesPlan, setter: Setter, ratio: float) -> Sizes:
    """The measurements of a plan, remembered."""
    return Sizes(plan, setter, ratio)


def _centred(box: Box) -> Box:
    return box.moved(-box.rect.w / 2, -box.rect.h / 2)


def _reach(found: tuple[Box, tuple[Label, ...]]) -> float:
    """The height that a box with the texts around it takes; texts that are too wide count dear."""
    box, labels = found
    blocks = [*box.blocks, *(label.block for label in labels)]
    low = max([box.rect.h / 2, *(label.block.y + label.block.height for label in labels)])
    return box.rect.h / 2 + low + OVERFULL * sum(b.setting.overfull for b in blocks)
