"""A measured flow and its frame in; the placed flow out, every piece in pt."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot

from powermap.geometry import Point, Rect
from powermap.layout.blocks import Block
from powermap.layout.boxes import Box, Note, Type, connector_box
from powermap.layout.callouts import place_beneath, place_callouts
from powermap.layout.flow_comb import JOIN_ABOVE, JOIN_LEFT
from powermap.layout.flow_edges import MERGE, Arrow, route_edges
from powermap.layout.flow_measure import OVER_LINE, Flow
from powermap.value import Value


class Limits(Value, frozen=True):
    """Type sizes in pt: the least for steps and for notes (visual.md, "Smallest type"), the largest for steps."""

    step: float
    note: float
    largest: float


class Marker(Value, frozen=True):
    """The number of a callout on its box."""

    key: str
    number: int
    rank: int
    scale: int
    center: Point
    radius: float


class Leader(Value, frozen=True):
    """The dotted line from a marker to its callout."""

    number: int
    points: tuple[Point, ...]


class FlowLayout(Value, frozen=True):
    """A placed flow. callout_x: where the callouts' column begins; note_size: the callouts' type in pt; spare:
    unused height in pt at the frame's foot.

    legible: False if the type had to be smaller than the limits; title_top: where the title of callouts beneath the
    route begins, None where they stand beside it.
    """

    frame: Rect
    type: Type
    boxes: tuple[Box, ...]
    rail: tuple[Block, ...]
    labels: tuple[Block, ...]
    arrows: tuple[Arrow, ...]
    markers: tuple[Marker, ...]
    leaders: tuple[Leader, ...]
    callouts: tuple[Note, ...]
    callout_x: float
    note_size: float
    spare: float
    legible: bool
    title_top: float | None = None

    @property
    def torn(self) -> bool:
        """Whether something that belongs together (a number and its unit, a name) is parted."""
        boxed = (b for box in self.boxes for b in box.blocks)
        noted = (b for note in self.callouts for b in note.blocks)
        return any(b.setting.torn for b in (*boxed, *self.rail, *self.labels, *noted))


def place_flow(flow: Flow, frame: Rect, limits: Limits) -> FlowLayout:
    """Put every piece of a flow that fits the frame at its place."""
    rows, spare = _row_tops(flow, frame)
    boxes: dict[str, Box] = {}
    rail: list[Block] = []
    asides: list[Block] = []
    for i, row in enumerate(flow.plan.rows):
        middle = rows[i] + flow.row_heights[i] / 2
        for key, x in _lefts(flow, i):
            box = flow.boxes[i][key]
            top = min(middle - box.rect.h / 2, rows[i] + flow.row_heights[i] - box.rect.h)
            boxes[key] = box.moved(frame.x + x, top)
            if key in flow.asides:
                aside = flow.asides[key]
                asides.append(aside.at(frame.x + flow.column_cx + aside.x, boxes[key].rect.cy + aside.y))
        text = flow.rails[i]
        if text:
            height = sum(b.height for b in text)
            line = flow.line_over_rail(row.center[0] or "")
            top = middle - height / 2
            if line is not None:
                top = min(top, middle + line - height - (OVER_LINE - 0.08) * flow.em)
            rail += [b.at(frame.x + flow.outer, top + b.y, align="right") for b in text]
    _hang(flow, boxes, frame.x + flow.column_cx)
    arrows, labels = route_edges(flow, boxes, frame)
    markers = _markers(flow, boxes)
    if flow.band:
        notes, leaders = place_beneath(flow, frame)
    else:
        notes, leaders = place_callouts(flow, frame, markers, boxes, arrows)
    return FlowLayout(
        frame,
        flow.type,
        tuple(boxes.values()),
        tuple(rail),
        (*labels, *asides),
        arrows,
        tuple(markers.values()),
        tuple(Leader(number, points) for number, points in leaders),
        notes,
        frame.x if flow.band else frame.x + flow.callout_x,
        flow.note_size,
        spare,
        flow.type.step >= limits.step - 1e-6 and flow.type.note >= limits.note - 1e-6,
        frame.bottom - flow.notes_height - (flow.beneath or 0.0) if flow.band else None,
    )


def _hang(flow: Flow, boxes: dict[str, Box], cx: float) -> None:
    """Put the connectors and ends of a comb's teeth, and the connectors whose lines come in, at their places."""
    for key, teeth in flow.teeth.items():
        boxes.update({tooth.edge.target: tooth.box.moved(cx, boxes[key].rect.bottom) for tooth in teeth})
    for key, joins in flow.plan.joins.items():
        for i, edge in enumerate(joins):
            circle = connector_box(flow.setter, edge.source, flow.plan.route.letter(edge.source), flow.type)
            d = circle.rect.h
            y = boxes[key].rect.y - JOIN_ABOVE * flow.em - d - i * (d + 0.2 * flow.em)
            y -= MERGE * flow.em if flow.plan.merges_above(flow.plan.row_of(key)) else 0.0
            boxes[edge.source] = circle.moved(cx - JOIN_LEFT * flow.em - d, y)


MOST_EXTRA = 4.0
"""How much a channel may grow in em of the step when height is left over."""


def _row_tops(flow: Flow, frame: Rect) -> tuple[list[float], float]:
    """The top of every row, and the height left over at the foot: what is free is dealt to the channels evenly, up to a
    measure, and of what is still left half stands above a route that is whole.
    """
    free = frame.h - flow.band - flow.least_height
    channels = max(1, len(flow.plan.rows) - 1)
    extra = max(0.0, min(free / channels, MOST_EXTRA * flow.em))
    left = max(0.0, free - channels * extra)
    tops: list[float] = []
    above = 0.0 if flow.plan.route.letters else left / 2
    y = frame.y + above
    for height, channel in zip(flow.row_heights, flow.channels, strict=True):
        y += channel + (extra if tops else 0.0)
        tops.append(y)
        y += height
    return tops, left - above


def _lefts(flow: Flow, index: int) -> Iterator[tuple[str, float]]:
    """Key and left edge of every box of a row, from the frame's left edge."""
    row, boxes = flow.plan.rows[index], flow.boxes[index]
    count = len(row.center)
    if count == 1 and row.center[0]:
        key = row.center[0]
        yield key, flow.column_cx - boxes[key].rect.w / 2
    elif count > 1:
        width = flow.tier_width(count)
        total = count * width + (count - 1) * flow.tier_gap
        right = flow.outer + flow.tier_room
        left = min(flow.column_cx - total / 2, right - total)
        left = max(left, flow.outer)
        for i, tier in enumerate(row.center):
            if tier:
                yield tier, left + i * (width + flow.tier_gap)
    if row.left:
        yield row.left, flow.outer + (flow.rail - boxes[row.left].rect.w) / 2
    if row.right:
        box = boxes[row.right]
        yield row.right, flow.column_x + flow.column_width + flow.em + (flow.side_width - box.rect.w) / 2


def _markers(flow: Flow, boxes: dict[str, Box]) -> dict[str, Marker]:
    """One marker on the right edge of every box with risks; on a diamond whose right corner is used, on its upper
    edge.
    """
    out: dict[str, Marker] = {}
    right_exits = {edge.source for edge, side in flow.plan.exits.items() if side == "right"}
    right_exits |= {t.edge.target for t in flow.plan.tracks.values() if t.zone == "right" and not t.top}
    for key, number in flow.numbers.items():
        rect = boxes[key].rect
        level = min((risk.level for risk in flow.plan.route.by_key[key].risks), key=lambda lv: lv.rank)
        center = Point(rect.right, rect.cy)
        if key in right_exits:
            diamond = boxes[key].shape == "decision"
            center = _on_upper_edge(boxes[key], flow.type.marker) if diamond else Point(rect.right, rect.y)
        out[key] = Marker(key, number, level.rank, level.scale, center, flow.type.marker)
    return out


def _on_upper_edge(box: Box, radius: float) -> Point:
    """The place on a diamond's upper right edge, moved outwards, nearest to its middle where a marker leaves the texts
    free.
    """
    r, length = box.rect, hypot(box.rect.w, box.rect.h)

    def at(share: float) -> Point:
        x, y = r.cx + share * r.w / 2, r.cy - (1 - share) * r.h / 2
        return Point(x + 0.6 * radius * r.h / length, y - 0.6 * radius * r.w / length)

    def room(p: Point) -> float:
        texts = [b.rect.inset(0, (b.leading - b.size) / 2) for b in box.blocks]
        return min(hypot(max(t.x - p.x, 0, p.x - t.right), max(t.y - p.y, 0, p.y - t.bottom)) for t in texts)

    places = [at(share) for share in (0.48, 0.54, 0.42, 0.6, 0.36, 0.66, 0.72, 0.78, 0.84)]
    return next((p for p in places if room(p) >= radius), max(places, key=room))
