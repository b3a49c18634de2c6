"""Spaced lanes, callouts and a frame in; the placed lanes view out, every piece in pt."""

from __future__ import annotations

from collections.abc import Iterator

from powermap.geometry import Point, Rect
from powermap.layout.blocks import Block
from powermap.layout.boxes import Box, Note, Type
from powermap.layout.flow import FlowLayout, Limits, Marker
from powermap.layout.flow_edges import Arrow
from powermap.layout.graph import is_return
from powermap.layout.lanes_diamond import slant_place
from powermap.layout.lanes_grid import Node
from powermap.layout.lanes_measure import TRACK, Sizes
from powermap.layout.lanes_space import HEAD_GAP, Space
from powermap.layout.lanes_wires import Wire, bends
from powermap.value import Value, replace

MOST_EXTRA = 5.5
"""What a channel may grow by when height is left over, in em of the step."""


class LaneHead(Value, frozen=True):
    """A lane: its ground from the frame's top to the lanes' foot, its coloured head, the actor's name in it."""

    kind: str
    ground: Rect
    head: Rect
    name: Block


class LanesLayout(Value, frozen=True):
    """Placed lanes. route: everything that stands in or beside them, in the terms of the flow view (without rail and
    leaders).

    risks: where the title over the callouts goes: left, top and right in pt; None without callouts.
    """

    frame: Rect
    lanes: tuple[LaneHead, ...]
    route: FlowLayout
    risks: tuple[float, float, float] | None

    @property
    def legible(self) -> bool:
        return self.route.legible

    @property
    def torn(self) -> bool:
        """Whether something that belongs together (a number and its unit, a name) is parted."""
        return self.route.torn or any(lane.name.setting.torn for lane in self.lanes)

    @property
    def type(self) -> Type:
        return self.route.type


def place_lanes(
    space: Space,
    frame: Rect,
    area: Rect,
    size: Type,
    limits: Limits,
    numbers: dict[str, int],
    notes: tuple[Note, ...],
    risks: tuple[float, float, float] | None,
) -> LanesLayout:
    """Put spaced lanes into an area of the frame at a type size; notes are placed already."""
    placer = _Placer(space, area, size)
    boxes = placer.boxes()
    labels = placer.labels(boxes)
    arrows = tuple(sorted(placer.arrows(boxes), key=lambda arrow: not arrow.back))
    markers = tuple(_markers(space.sizes, boxes, labels, size, numbers))
    legible = size.step >= limits.step - 1e-6 and size.note >= limits.note - 1e-6 and not space.bad
    route = FlowLayout(
        frame,
        size,
        tuple(boxes.values()),
        (),
        labels,
        arrows,
        markers,
        (),
        notes,
        risks[0] if risks else frame.right,
        notes[0].blocks[0].size if notes else size.note,
        placer.spare,
        legible and space.sizes.wiring.clean,
    )
    return LanesLayout(frame, tuple(placer.heads()), route, risks)


class _Placer:
    def __init__(self, space: Space, area: Rect, size: Type) -> None:
        self.space = space
        self.area = area
        self.em = size.step
        gaps = len(space.channels) - 0.5  # below the last row half of what is between rows
        free = area.h / self.em - space.height
        self.extra = max(0.0, min(free / gaps, MOST_EXTRA))
        self.spare = max(0.0, free - gaps * self.extra) * self.em
        self.middles: list[float] = []
        """The middle of every row in em from the area's top."""
        self.tracks: list[list[float]] = [[]]
        """The tracks of the channel above every row and below the last."""
        y = space.head + HEAD_GAP
        for row, (up, down) in enumerate(zip(space.ups, space.downs, strict=True)):
            self.middles.append(y + up)
            y += up + down
            used = space.sizes.channel_tracks[row + 1]
            extra = self.extra if row + 1 < len(space.channels) else self.extra / 2
            first = y + space.zones[row] + 0.5 + extra / 2
            self.tracks.append([first + i * TRACK for i in range(len(used))])
            y += space.channels[row] + extra

    def heads(self) -> Iterator[LaneHead]:
        space, em, area = self.space, self.em, self.area
        for i, lane in enumerate(space.sizes.plan.lanes):
            left, right = (area.x + b * em for b in space.bounds[i : i + 2])
            if i + 1 == len(space.sizes.plan.lanes):
                right = area.right
            head = Rect(left, area.y, right - left, space.head * em)
            name = scaled_block(space.sizes.head(i, (right - left) / em), em)
            name = name.at(left, head.cy - name.height / 2, head.w)
            yield LaneHead(lane.kind, Rect(left, area.y, right - left, area.h), head, name)

    def boxes(self) -> dict[str, Box]:
        space = self.space
        out: dict[str, Box] = {}
        for key, seat in space.sizes.plan.seats.items():
            box, _ = space.sizes.box(key, space.widths[seat.lane])
            out[key] = scaled_box(box, self.em).moved(self._lane_x(seat.lane), self._row_y(seat.row))
        return out

    def labels(self, boxes: dict[str, Box]) -> tuple[Block, ...]:
        space = self.space
        out: list[Block] = []
        for key, seat in space.sizes.plan.seats.items():
            _, labels = space.sizes.box(key, space.widths[seat.lane])
            for label, *_ in labels:
                b = scaled_block(label, self.em)
                out.append(b.at(b.x + boxes[key].rect.cx, b.y + boxes[key].rect.cy))
        return tuple(out)

    def _lane_x(self, lane: int) -> float:
        return self.area.x + (self.space.lefts[lane] + self.space.widths[lane] / 2) * self.em

    def _row_y(self, row: int) -> float:
        return self.area.y + self.middles[row] * self.em

    def arrows(self, boxes: dict[str, Box]) -> Iterator[Arrow]:
        for wire in self.space.sizes.wiring.wires.values():
            turns = bends(wire.nodes)
            joint = turns.index(wire.joint) if wire.joint in turns[1:-1] else None
            points = (
                _port(boxes[wire.edge.source].rect, wire.leaves),
                *(Point(self._x(n, wire), self._y(n)) for n in turns[1:-1]),
                _port(boxes[wire.edge.target].rect, wire.enters),
            )
            yield Arrow(wire.edge, points, is_return(wire.edge), joint)

    def _x(self, node: Node, wire: Wire) -> float:
        sizes, space = self.space.sizes, self.space
        line = sizes.wiring.grid.uprights[node.x]
        if line.kind != "gutter":
            middle = self._lane_x(line.place)
            if line.kind == "lane":
                return middle
            box, _ = sizes.box(wire.edge.source, space.widths[line.place])
            return middle + (box.rect.w / 4 if line.kind == "low right" else -box.rect.w / 4) * self.em
        used = sizes.gutter_tracks[line.place]
        width = space.gutters[line.place]
        start = space.lefts[line.place] - width if line.place < len(space.lefts) else space.bounds[-1] - width
        first = 0.45 if line.place == 0 else 1.0
        last = 0.75 if line.place == len(space.lefts) else 1.0
        slack = width - first - last - (len(used) - 1) * TRACK
        return self.area.x + (start + first + slack / 2 + used.index(line.track) * TRACK) * self.em

    def _y(self, node: Node) -> float:
        grid = self.space.sizes.wiring.grid
        line = grid.levels[node.y]
        if line.kind == "row":
            return self._row_y(line.place)
        used = self.space.sizes.channel_tracks[line.place]
        return self.area.y + self.tracks[line.place][used.index(line.track)] * self.em


def _port(r: Rect, port: str) -> Point:
    match port:
        case "top":
            return Point(r.cx, r.y)
        case "bottom":
            return Point(r.cx, r.bottom)
        case "left":
            return Point(r.x, r.cy)
        case "right":
            return Point(r.right, r.cy)
        case _:
            return Point(r.cx + (r.w / 4 if port == "low right" else -r.w / 4), r.cy + r.h / 4)


def _markers(
    sizes: Sizes, boxes: dict[str, Box], labels: tuple[Block, ...], size: Type, numbers: dict[str, int]
) -> Iterator[Marker]:
    """One marker on the right edge of every box with risks, on a diamond's upper slant, clear of lines and texts."""
    wires = sizes.wiring.wires.values()
    used = {w.edge.source for w in wires if w.leaves == "right"} | {w.edge.target for w in wires if w.enters == "right"}
    radius = size.marker
    for key, number in numbers.items():
        box = boxes[key]
        level = min((risk.level for risk in sizes.plan.route.by_key[key].risks), key=lambda lv: lv.rank)
        center = Point(box.rect.right, box.rect.cy)
        if box.shape == "decision":
            center = slant_place(box, labels, radius) or Point(box.rect.right, box.rect.cy - 1.15 * radius)
        elif key in used:
            center = Point(box.rect.right, box.rect.y)
        yield Marker(key, number, level.rank, level.scale, center, radius)


def scaled_block(b: Block, s: float) -> Block:
    """A block measured in em at an em of s pt."""
    return Block(b.tone, b.setting, b.x * s, b.y * s, b.w * s, b.size * s, b.leading * s, b.align, b.hint)


def scaled_box(box: Box, s: float) -> Box:
    """A box measured in em at an em of s pt."""
    blocks = tuple(scaled_block(b, s) for b in box.blocks)
    return replace(box, rect=_scaled(box.rect, s), blocks=blocks, stripe=box.stripe * s)


def scaled_note(note: Note, s: float) -> Note:
    """A callout measured in em at an em of s pt."""
    blocks = tuple(scaled_block(b, s) for b in note.blocks)
    tags = tuple((text, _scaled(r, s), hint) for text, r, hint in note.tags)
    return replace(note, rect=_scaled(note.rect, s), blocks=blocks, tags=tags, anchor=note.anchor * s)


def _scaled(r: Rect, s: float) -> Rect:
    return Rect(r.x * s, r.y * s, r.w * s, r.h * s)
