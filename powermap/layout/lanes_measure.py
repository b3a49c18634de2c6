"""A wired lanes plan in; the sizes of its boxes, lanes, rows and channels in any width out.

All lengths are em of the step: one measurement serves every type size. A box's up and down are its extents above and
below the middle of its row, labels in the corners beside a diamond included.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from powermap.layout.blocks import Block
from powermap.layout.boxes import Box, Type, connector_box, step_box, terminal_box
from powermap.layout.graph import END, START
from powermap.layout.lanes_diamond import OVERFULL, Exit, Label, measure_decision
from powermap.layout.lanes_grid import Level, Upright
from powermap.layout.lanes_plan import LanesPlan, Port
from powermap.layout.lanes_wires import Wiring, wire_lanes
from powermap.model import Decision, Step
from powermap.text.setting import Setter
from powermap.value import replace

QUANTUM = 0.5
"""Widths of boxes are multiples of this."""
NARROWEST_STEP, NARROWEST_DIAMOND, NARROWEST_END = 4.5, 6.5, 6.0
"""Least widths of lanes with steps, with a decision, with the start or the end."""
WIDEST, FARTHEST = 17.0, 30.0
"""Greatest width of a lane as long as there is height, and where a row becomes lower by it."""
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
END_SCALE = 0.75
"""Size of the start's and the end's symbol against the flow view's: lanes are narrow."""
ILL, CRUMB = 6.0, 0.6
"""What a text that is parted where it belongs together, or stands far from its line, counts as height, and a line too
many of a short text.
"""
FEW_LINES = {"onward": 2, "aside": 2, "name": 3}
"""Lines of results and names up to which they are read at a glance."""
HEAD_SIZE, HEAD_AIR = 0.86, 0.5
"""Type of the lane heads; width that stays free beside a name."""


class Extent(NamedTuple):
    """What one lane needs in one row. low: how far labels reach below the row's middle; bad: texts that are too wide;
    ill: texts of which what belongs together is parted, or that stand far from their lines; cost: what both, and texts
    in many short lines, count against height when widths are dealt.
    """

    up: float
    down: float
    low: float
    bad: int = 0
    ill: int = 0
    cost: float = 0.0

    @property
    def reach(self) -> float:
        """What the lane asks of the row's height, the looks of its texts counted in."""
        return self.up + max(self.down, self.low) + self.cost


@dataclass(frozen=True, eq=False)
class Sizes:
    """The measurements of one plan at one ratio of notes to steps.

    wired: False for the least that the plan can need, before any line has a way: no tracks, no results named.
    """

    plan: LanesPlan
    setter: Setter
    ratio: float
    wired: bool = True
    _boxes: dict[tuple[str, float], tuple[Box, tuple[Label, ...]]] = field(default_factory=dict)
    _extents: dict[tuple[str, float], Extent] = field(default_factory=dict)
    _lower: dict[tuple[str, float, float], float | None] = field(default_factory=dict)
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
        if key not in self.plan.route.by_key:
            w = 0.0  # ends and connectors are the same in every lane
        found = self._boxes.get((key, w))
        if found is None:
            found = self._boxes[(key, w)] = self._box(key, w)
        return found

    def _box(self, key: str, w: float) -> tuple[Box, tuple[Label, ...]]:
        route, plan = self.plan.route, self.plan
        entry = route.by_key.get(key)
        if isinstance(entry, Decision):
            return measure_decision(self.setter, entry, plan.named(key), w, self.ratio, self._exits(key))
        if isinstance(entry, Step):
            return _step(self.setter, entry, plan.named(key), min(w, FARTHEST), self.ratio, key in plan.striped), ()
        letter = route.letter(key)
        if letter:
            return _centred(connector_box(self.setter, key, letter, self.type)), ()
        if key in (START, END):
            size = Type(END_SCALE, self.ratio)
            return _centred(terminal_box(self.setter, key, "开始" if key == START else "结束", size)), ()
        return _centred(terminal_box(self.setter, key, "结束", self.type, small=True)), ()

    def _exits(self, key: str) -> tuple[Exit, ...]:
        """The ways out of a decision by where they leave; ways that share a place are named together."""
        if not self.wired:
            return ()
        found: dict[Port, Exit] = {}
        for e in self.plan.route.outgoing[key]:
            if e in self.wiring.wires:
                port = self.wiring.wires[e].leaves
                shared = found.get(port)
                found[port] = Exit(port, f"{shared.label}／{e.label}" if shared else e.label, e.tone)
        return tuple(found.values())

    # lanes, rows, channels

    def extents(self, lane: int, w: float) -> tuple[Extent, ...]:
        """What a lane of width w needs in every row."""
        found = self._columns.get((lane, w))
        if found is None:
            found = self._columns[(lane, w)] = tuple(self._extent(row, lane, w) for row in range(self.plan.rows))
        return found

    def _extent(self, row: int, lane: int, w: float) -> Extent:
        key = self.plan.at.get((row, lane))
        return self.extent(key, w) if key else Extent(0.0, 0.0, 0.0)

    def extent(self, key: str, w: float) -> Extent:
        """What a node and the texts around it need in a lane of width w."""
        found = self._extents.get((key, w))
        if found is None:
            found = self._extents[(key, w)] = self._measured(key, w)
        return found

    def lower_at(self, key: str, w: float, reach: float) -> float | None:
        """The least greater width at which a node needs less height than reach; None if there is none."""
        known = self._lower.get((key, w, reach), 0.0)
        if known != 0.0:
            return known
        wider: float | None = w + QUANTUM
        while wider is not None:
            if wider > FARTHEST:
                wider = None
                break
            if self.extent(key, wider).reach <= reach:
                break
            wider += QUANTUM
        self._lower[(key, w, reach)] = wider
        return wider

    def _measured(self, key: str, w: float) -> Extent:
        box, labels = self.box(key, w)
        half = box.rect.h / 2
        up, down, low = half, half, 0.0
        for label, corner, _ in labels:
            up = max(up, -label.y)
            if corner:
                down = max(down, label.y + label.height)
            else:
                low = max(low, label.y + label.height)
        blocks = [*box.blocks, *(label.block for label in labels)]
        bad = sum(b.setting.overfull for b in blocks) + (box.rect.w > w + 1e-6)
        ill = sum(b.setting.torn for b in blocks) + sum(label.far for label in labels)
        crumbs = sum(max(0, len(b.setting.lines) - FEW_LINES.get(b.tone, 99)) for b in blocks)
        return Extent(up, down, low, bad, ill, OVERFULL * bad + ILL * ill + CRUMB * crumbs)

    def narrowest(self, lane: int) -> float:
        """Least width of a lane: with half a gutter beside it its head has room for the short name."""
        keys = [key for key, seat in self.plan.seats.items() if seat.lane == lane]
        decision = any(self.plan.route.is_decision(key) for key in keys)
        least = NARROWEST_DIAMOND if decision else NARROWEST_STEP
        least = max(
            least, self.setter.longest(self.plan.lanes[lane].names[1], "bold") * HEAD_SIZE + HEAD_AIR - GUTTER / 2
        )
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
        if not self.wired:
            return frozenset()
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
        """The name over a lane of width w, the short name where the full one would be parted or take more than two
        lines.
        """
        measure = (w - HEAD_AIR) / HEAD_SIZE
        settings = [self.setter.set(text, "bold", measure, balance=True) for text in self.plan.lanes[lane].names]
        short = [s for s in settings if len(s.lines) <= 2 and not s.overfull]
        setting = next((s for s in short if not s.torn), (short or settings[-1:])[0])
        return Block("tag", setting, 0, 0, w, HEAD_SIZE, 1.22 * HEAD_SIZE, "center")


@lru_cache(maxsize=512)
def sizes_of(plan: LanesPlan, setter: Setter, ratio: float, wired: bool = True) -> Sizes:
    """The measurements of a plan, remembered."""
    return Sizes(plan, setter, ratio, wired)


@lru_cache(maxsize=32768)
def _step(setter: Setter, entry: Step, named: int, w: float, ratio: float, ends: bool) -> Box:
    """A step's box; its lane says who acts first, the box who else does."""
    plain = replace(entry, actors=entry.actors[named:])
    return replace(_centred(step_box(setter, plain, w, Type(1.0, ratio), True, ends, False)), actors=entry.actors)


def _centred(box: Box) -> Box:
    return box.moved(-box.rect.w / 2, -box.rect.h / 2)
