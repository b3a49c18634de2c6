"""A plan, type sizes and a width in; the sizes of all columns, rows and channels of a flow out, before anything has
a place.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import chain, pairwise
from math import inf

from powermap.layout.blocks import Block
from powermap.layout.boxes import (
    Box,
    Note,
    Type,
    actor_text,
    callout,
    connector_box,
    decision_box,
    least_width,
    rail_blocks,
    step_box,
    terminal_box,
)
from powermap.layout.flow_asides import aside_depth, measure_aside, stands_outside
from powermap.layout.flow_comb import JOIN_ABOVE, SHORTEST, Tooth, measure_teeth
from powermap.layout.flow_labels import measure_label
from powermap.layout.flow_tracks import TRACK
from powermap.layout.graph import END, START, Edge, is_end
from powermap.layout.plan import Plan, Row
from powermap.model import Decision, Entry, Step
from powermap.text.setting import Setter
from powermap.value import replace

SIDE_WIDTH = 7.4
"""Least width of boxes beside the column in em of the step."""
NARROWEST = 9.0
"""Least width of the column's boxes in em of the step."""
WIDEST = 19.0
"""Largest width of the column's boxes in em of the step: wider ones are mostly empty."""
WIDEST_COMPACT = 27.0
"""The same where notes stand behind the names."""
WIDEST_DIAMOND, STEEPEST = 15.5, 0.8
"""Largest width of a diamond in em of the step."""
LEAST_TIER = 5.6
"""Width in em of the step below which text in boxes side by side falls to pieces of two characters."""
LEAST_CALLOUT = 14.0
"""Width in em of its type below which a callout is a tower of short lines."""
OVER_LINE = 0.45
"""Space between the actor and a line that leaves over the rail in em of the step: nearer, it reads as the line's."""
OVER_NOTES = 0.8
"""Space between the route and the title of callouts beneath it in em of the step."""


class Ease(IntEnum):
    """How easily a setting that fits is read: with something parted that belongs together, with something too narrow,
    or with neither.
    """

    TORN = 0
    CRAMPED = 1
    CALM = 2


@dataclass(frozen=True)
class Flow:
    """One setting of a flow: what it is, at which type, in which width. Lengths in pt, x from the frame's left edge.

    share: the least share of the width for callouts, 0 for no callouts (risks are then only marked on the boxes);
    enlarged: how much larger the callouts' type is than the other notes; compact: notes stand behind the names where
    both fit on one line; first_number: the number of the first callout; beneath: height in pt of the title over
    callouts that stand beneath the route (then share is 0), None for callouts beside it.
    """

    plan: Plan
    setter: Setter
    type: Type
    width: float
    share: float
    enlarged: float = 1.0
    compact: bool = False
    first_number: int = 1
    beneath: float | None = None

    @cached_property
    def em(self) -> float:
        return self.type.step

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each entry that has risks, from first_number in the order of the route's rows."""
        marked = [e.key for e in self.plan.route.entries if e.risks]
        order = sorted(marked, key=lambda key: (self.plan.row_of(key), marked.index(key)))
        return {key: i for i, key in enumerate(order, start=self.first_number)}

    # columns

    @cached_property
    def outer(self) -> float:
        count = self.plan.count("outer")
        return (count * TRACK + 0.35) * self.em if count else 0.0

    @cached_property
    def rail(self) -> float:
        """Width of the rail: as wide as its widest text, within limits."""
        widest = 0.0
        for row in self.plan.rows:
            entry = self._rail_entry(row)
            if entry is not None:
                names = [actor.name for actor in entry.actors] + ([entry.limit] if entry.limit else [])
                several = self.setter.longest(actor_text(entry.actors, inf, self.setter), "bold")
                widest = max([widest, several, *(self.setter.width(name, "bold") for name in names)])
        least = SIDE_WIDTH * self.em if any(row.left for row in self.plan.rows) else 4.6 * self.em
        most = 9.0 if self.compact else 6.9
        return max(least, min((widest + 0.1) * self.type.note, most * self.em))

    @cached_property
    def inner(self) -> float:
        return (0.55 + max(0.35, self.plan.count("inner") * TRACK)) * self.em

    @cached_property
    def right_zone(self) -> float:
        nodes = self.side_width + self.em if any(row.right for row in self.plan.rows) else 0.0
        count = self.plan.count("right")
        return nodes + ((count * TRACK + 0.2) * self.em if count else 0.0)

    @cached_property
    def gutter(self) -> float:
        """Between the boxes and the callouts: room for markers and leaders."""
        if self.share:
            return 2.3 * self.em
        return self.type.marker + 0.1 * self.em if self.numbers else 0.0

    @cached_property
    def column_x(self) -> float:
        return self.outer + self.rail + self.inner

    @cached_property
    def column_width(self) -> float:
        room = self.width - self.column_x - self.right_zone - self.gutter - self.share * self.width
        widest = WIDEST_COMPACT if self.compact else WIDEST
        return min(room, max(widest * self.em, self._tiers_want)) if self.share else room

    @property
    def _tiers_want(self) -> float:
        """The width of the column in pt with which all boxes side by side can be read with ease."""
        widths = (count * (each + self.tier_gap) for count, each in self.tier_wants.items())
        return max(widths, default=0.0) - (self.column_x - self.outer)

    @cached_property
    def tier_wants(self) -> dict[int, float]:
        """By how many boxes stand side by side: the width in pt with which each of them can be read with ease, since
        nothing that belongs together is parted in it.
        """
        out: dict[int, float] = {}
        for row in self.plan.rows:
            if len(row.center) > 1:
                entries = (self.plan.route.by_key.get(key or "") for key in row.center)
                wants = (least_width(self.setter, entry, self.type) for entry in entries if isinstance(entry, Step))
                least = out.get(len(row.center), LEAST_TIER * self.em)
                out[len(row.center)] = max([least, *wants])
        return out

    @property
    def column_cx(self) -> float:
        return self.column_x + self.column_width / 2

    @property
    def callout_x(self) -> float:
        return self.column_x + self.column_width + self.right_zone + self.gutter

    @property
    def callouts(self) -> float:
        """Width of the callouts: what the column leaves, or the whole width where they stand beneath."""
        return self.width if self.beneath is not None else self.width - self.callout_x

    # rows

    def _rail_entry(self, row: Row) -> Entry | None:
        """The entry whose actor and limit stand in the rail of this row."""
        if row.crowded or not row.center:
            return None
        return self.plan.route.by_key.get(row.center[0] or "")

    def line_over_rail(self, key: str) -> float | None:
        """How far below the node's middle the highest edge leaves it to the left over the rail, None if none does."""
        over = [
            self.boxes[self.plan.row_of(key)][key].rect.h / 4 if exit_ == "low left" else 0.0
            for edge, exit_ in self.plan.exits.items()
            if edge.source == key and "left" in exit_ and self._crosses_rail(edge)
        ]
        return min(over, default=None)

    def _crosses_rail(self, edge: Edge) -> bool:
        track = self.plan.tracks.get(edge)
        return edge.target in self.plan.chains or (track is not None and track.zone == "outer")

    @cached_property
    def rails(self) -> tuple[tuple[Block, ...], ...]:
        """Actor and limit of each row at the origin, nothing where the row's boxes carry them."""
        out: list[tuple[Block, ...]] = []
        for row in self.plan.rows:
            entry = self._rail_entry(row)
            out.append(rail_blocks(self.setter, entry, self.rail, self.type.note) if entry is not None else ())
        return tuple(out)

    @cached_property
    def boxes(self) -> tuple[dict[str, Box], ...]:
        """The boxes of each row at the origin, by key."""
        return tuple(self._row_boxes(row) for row in self.plan.rows)

    def _row_boxes(self, row: Row) -> dict[str, Box]:
        out: dict[str, Box] = {}
        width = self.column_width if len(row.center) < 2 else self.tier_width(len(row.center))
        for key in row.center:
            if key:
                out[key] = self._box(key, width, row.crowded)
        if len(row.center) > 1:  # boxes side by side are equally high
            highest = max(box.rect.h for box in out.values())
            out = {key: replace(box, rect=replace(box.rect, h=highest)) for key, box in out.items()}
        for beside in (row.left, row.right):
            if beside:
                out[beside] = self._box(beside, self.side_width, True)
        return out

    @cached_property
    def teeth(self) -> dict[str, tuple[Tooth, ...]]:
        """What hangs below each node of a comb, from the middle of its foot."""
        room = self.column_width / 2 - self.type.marker - 0.2 * self.em
        falling = {(e.source, e.target) for e in self.plan.route.edges if e not in self.plan.tracks}
        out: dict[str, tuple[Tooth, ...]] = {}
        for row, below in pairwise((*self.plan.rows, Row((None,)))):
            key = row.center[0] if row.center else None
            if key in self.plan.teeth:
                edges = self.plan.teeth[key]
                ends = {edge.target: self._box(edge.target, 0.0, False) for edge in edges}
                falls = (key, below.center[0]) in falling
                out[key] = tuple(measure_teeth(edges, ends, self.setter, self.type, room, falls))
        return out

    @property
    def join(self) -> float:
        """The height in pt of a connector from which a line comes in above a node."""
        return connector_box(self.setter, "", "A", self.type).rect.h

    @property
    def side_width(self) -> float:
        return max(SIDE_WIDTH * self.em, self.rail if any(r.left for r in self.plan.rows) else 0.0)

    @property
    def tier_gap(self) -> float:
        """Between boxes side by side: a marker on the left one's edge stays clear of the right one."""
        return self.type.marker + 0.4 * self.em

    def tier_width(self, count: int) -> float:
        """Width of each of count boxes side by side: centred under the column if that is as wide as they want, else no
        wider than they want.
        """

        def each(room: float) -> float:
            return (room - (count - 1) * self.tier_gap) / count

        centred = each(2 * (self.outer + self.tier_room - self.column_cx))
        return max(centred, min(each(self.tier_room), self.tier_wants[count]))

    @property
    def tier_room(self) -> float:
        """The width between the outer tracks and the gutter, over the rail too, that boxes side by side may use."""
        marker = self.type.marker if self.numbers else 0.0
        beyond = max(0.0, min(0.4 * self.em, self.right_zone + self.gutter - marker))
        return self.column_x + self.column_width + beyond - self.outer

    def _box(self, key: str, width: float, inside: bool) -> Box:
        letter = self.plan.route.letter(key)
        if letter:
            return connector_box(self.setter, key, letter, self.type)
        if key == START:
            return terminal_box(self.setter, key, "开始", self.type)
        if key == END:
            return terminal_box(self.setter, key, "结束", self.type)
        if is_end(key):
            return terminal_box(self.setter, key, "结束", self.type, small=True)
        entry = self.plan.route.by_key[key]
        if isinstance(entry, Decision):
            return self.diamond(replace(entry, note="") if key in self.cornered else entry, width, inside)
        chain = self.plan.chains.get(key)
        ends = chain is not None and chain[0].exit is None and chain[0].keys[-1] == key
        return step_box(self.setter, entry, width, self.type, inside, ends, self.compact)

    def diamond(self, entry: Decision, width: float, inside: bool = False) -> Box:
        """A decision's diamond in a width in pt, narrower where that makes it hardly higher."""
        low = any(e.source == entry.key and exit_.startswith("low") for e, exit_ in self.plan.exits.items())
        usual = decision_box(self.setter, entry, min(width, WIDEST_DIAMOND * self.em), self.type, inside, low)
        wide = decision_box(self.setter, entry, width, self.type, inside, low)
        return wide if wide.rect.h < 0.85 * usual.rect.h else usual

    def box_of(self, key: str) -> Box:
        """The box of a node that has a row, at the origin."""
        return self.boxes[self.plan.row_of(key)][key]

    @cached_property
    def cornered(self) -> frozenset[str]:
        """Decisions whose note stands beside the line under the diamond."""
        return frozenset(key for key in self.plan.cornered if stands_outside(self, key))

    @cached_property
    def asides(self) -> dict[str, Block]:
        """The notes of these decisions, from the diamond's middle."""
        return {key: measure_aside(self, key) for key in self.cornered}

    @cached_property
    def row_heights(self) -> tuple[float, ...]:
        out: list[float] = []
        for i, (row, boxes, rail) in enumerate(zip(self.plan.rows, self.boxes, self.rails, strict=True)):
            text = sum(b.height for b in rail)
            line = self.line_over_rail(row.center[0] or "") if rail else None
            if line is not None:
                above = 0.0 if self.plan.merges_above(i) else self.channels[i] - 0.3 * self.em
                text = 2 * (text + OVER_LINE * self.em - line - max(0.0, above))
            height = max([text, *(boxes[key].rect.h for key in row.center if key)])
            for key in (row.left, row.right):
                if key:
                    height = max(height, boxes[key].rect.h - self._headroom(key))
            out.append(height)
        return tuple(out)

    def _headroom(self, key: str) -> float:
        """How far a node beside the column may rise above its row: to just under the edge that comes to it."""
        chain, _ = self.plan.chains[key]
        row = self.plan.row_of(key)
        if not chain.entrances:
            return 0.0
        source = chain.entrances[-1].source
        if key != chain.keys[0] or self.plan.row_of(source) != row - 1:
            return 0.0
        beside = self.plan.rows[row].center
        if any(t.zone == "outer" and t.top and t.edge.target in beside for t in self.plan.tracks.values()):
            return 0.0  # a return comes in over the rail just above
        height = self.boxes[row - 1][source].rect.h
        below = height / 4 if self.plan.exits[chain.entrances[-1]].startswith("low") else height / 2
        return max(0.0, below + self.channels[row] - 0.9 * self.em)

    @cached_property
    def labels(self) -> dict[Edge, Block]:
        """The label of each edge that has one, at the origin."""
        out: dict[Edge, Block] = {}
        hanging = {tooth.edge: tooth.label for teeth in self.teeth.values() for tooth in teeth if tooth.label}
        for edge in self.plan.route.edges:
            if edge in hanging:
                out[edge] = hanging[edge]
            elif edge.label:
                out[edge] = measure_label(self, edge)
        return out

    @cached_property
    def channels(self) -> tuple[float, ...]:
        """The least height of the channel above each row, 0 above the first."""
        em, plan = self.em, self.plan
        out = [0.0]
        for i in range(1, len(plan.rows)):
            above = [key for key in plan.rows[i - 1].center if key]
            falling = [
                self.labels[edge].height
                for key in above
                for edge in plan.route.outgoing.get(key, ())
                if edge in self.labels and edge not in plan.exits and edge not in plan.teeth.get(key, ())
            ]
            merge = 0.5 * em if plan.merges_above(i) else 0.0
            splits = any(plan.splits(key) for key in above)
            least = 0.95 * em + merge
            if falling:
                least = max(falling) + (1.3 if splits else 0.72) * em + merge
            notes = [key for key in above if key in self.asides]
            alone = [key for key in notes if key in plan.teeth or plan.splits(key)]
            least = max([least, *(aside_depth(self, key) for key in notes if key not in alone)])
            joins = [join for key in plan.rows[i].center for join in plan.joins.get(key or "", ())]
            if joins:
                least = max(least, len(joins) * (self.join + 0.2 * em) + (JOIN_ABOVE + (0.85 if merge else 0.0)) * em)
            hanging = [teeth[-1].bottom for key in above if (teeth := self.teeth.get(key))]
            hanging += [aside_depth(self, key) for key in alone]
            out.append(least + max(hanging, default=0.0))
        return tuple(out)

    @cached_property
    def foot(self) -> float:
        """The height in pt of what hangs below the last row."""
        last = self.plan.rows[-1].center
        hanging = [self.teeth[key][-1].bottom for key in last if key in self.teeth]
        return max([0.0, *hanging, *(aside_depth(self, key) for key in last if key in self.asides)])

    @cached_property
    def least_height(self) -> float:
        """The height of the route with every channel at its least."""
        return sum(self.row_heights) + sum(self.channels) + self.foot

    @cached_property
    def labels_fit(self) -> bool:
        """Whether the labels of side exits stand in the free corners of their diamonds, and teeth have room for their
        arrows.
        """
        for edge, exit_ in self.plan.exits.items():
            if edge in self.labels and not exit_.startswith("low"):
                diamond = self.boxes[self.plan.row_of(edge.source)][edge.source].rect
                if self.labels[edge].rect.w + 0.5 * self.em > 0.375 * diamond.w:
                    return False
        level = (tooth for teeth in self.teeth.values() for tooth in teeth if tooth.level is not None)
        return all(tooth.box.rect.x >= SHORTEST * self.em - 0.01 for tooth in level)

    # callouts

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """The callouts in the order of their numbers, at the origin."""
        if not self.share and self.beneath is None:
            return ()
        by_key, size = self.plan.route.by_key, self.note_size
        return tuple(
            callout(self.setter, by_key[key], number, self.callouts, size) for key, number in self.numbers.items()
        )

    @property
    def note_size(self) -> float:
        """Type size of the callouts in pt."""
        return self.type.note * self.enlarged

    @property
    def note_gap(self) -> float:
        return 0.5 * self.note_size

    @cached_property
    def notes_height(self) -> float:
        return sum(note.rect.h for note in self.notes) + self.note_gap * max(0, len(self.notes) - 1)

    @cached_property
    def band(self) -> float:
        """The height in pt that callouts beneath the route take with their title, 0 for callouts beside it."""
        if self.beneath is None or not self.notes:
            return 0.0
        return OVER_NOTES * self.em + self.beneath + self.notes_height

    @cached_property
    def needed(self) -> float:
        """The height in pt that route and callouts need."""
        if self.beneath is not None:
            return self.least_height + self.band
        return max(self.least_height, self.notes_height)

    @cached_property
    def torn(self) -> bool:
        """Whether what belongs together (a telephone number, an actor's name) is parted: its place is narrower."""
        boxed = (b for boxes in self.boxes for box in boxes.values() for b in box.blocks)
        noted = (b for note in self.notes for b in note.blocks)
        return any(b.setting.torn for b in chain(boxed, *self.rails, self.labels.values(), self.asides.values(), noted))

    @cached_property
    def cramped(self) -> bool:
        """Whether callouts, boxes side by side or diamonds are too narrow to be read with ease."""
        if self.numbers and self.share and self.callouts < LEAST_CALLOUT * self.note_size:
            return True
        boxes = (box for row in self.boxes for box in row.values() if box.shape == "decision")
        if any(box.rect.h > STEEPEST * box.rect.w for box in boxes):
            return True
        counts = (len(row.center) for row in self.plan.rows if len(row.center) > 1)
        return any(self.tier_width(count) < LEAST_TIER * self.em for count in counts)

    @cached_property
    def ease(self) -> Ease:
        if self.torn:
            return Ease.TORN
        return Ease.CRAMPED if self.cramped else Ease.CALM

    def fits(self, height: float) -> bool:
        """Whether route and callouts stand in this height and the column is wide enough to read."""
        return (
            self.column_width >= NARROWEST * self.em
            and self.least_height + (self.beneath or 0.0) <= height
            and self.needed <= height
            and self.labels_fit
            and not any(b.setting.overfull for boxes in self.boxes for box in boxes.values() for b in box.blocks)
            and not any(b.setting.overfull for b in self.asides.values())
        )
