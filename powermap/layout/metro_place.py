"""Measured sizes and the heights left over in; a metro view with every sign, line and label at its place out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from powermap.geometry import Point, Rect
from powermap.layout.blocks import Block
from powermap.layout.graph import Edge, is_end
from powermap.layout.metro_measure import BAR, MARK_AT, SIDE_DISC, MetroSize
from powermap.layout.metro_nets import Net, Port
from powermap.layout.metro_plan import Bundle, Hanger
from powermap.layout.metro_texts import MetroType, Way, Words, is_high
from powermap.value import Value

_FOOT_SHIFT = 0.3
"""A line at a station's foot leaves this far beside the middle, in em."""

_MERGE = 0.5
"""Length in em over which a line of tiers runs along with the main line before it parts."""


LineKind = Literal["main", "tier", "side", "skip", "return"]


class Sign(Value, frozen=True):
    """A station: a disc of the radius, or a turned square with half the diagonal. mark: the middle of its mark of a
    high risk.
    """

    key: str
    number: int
    center: Point
    radius: float
    decision: bool
    side: bool
    mark: Point | None


class MetroLine(Value, frozen=True):
    """A line with rounded corners, in pieces where its label stands on it; arrow: a head at the end of the last
    piece. edges: those that it shows.
    """

    kind: LineKind
    edges: tuple[Edge, ...]
    pieces: tuple[tuple[Point, ...], ...]
    arrow: bool = False


class MetroLayout(Value, frozen=True):
    """A placed metro view. bars: ends of the route as (left, right); used: the rectangle's height that it needs at
    least; legible: False if the type had to be smaller than the limits, or a text wider than its place.
    """

    frame: Rect
    type: MetroType
    signs: tuple[Sign, ...]
    lines: tuple[MetroLine, ...]
    labels: tuple[Block, ...]
    ways: tuple[Way, ...]
    bars: tuple[tuple[Point, Point], ...]
    used: float
    legible: bool

    @property
    def torn(self) -> bool:
        """Whether something that belongs together (a number and its unit, a name) is parted."""
        return any(label.setting.torn for label in self.labels)


def place_metro(size: MetroSize, frame: Rect, top: float, extra: float, legible: bool) -> MetroLayout:
    """The view with its upper edge at top and extra pt between its rows."""
    return _Placing(size, frame, top, extra).layout(legible)


class _Placing:
    """Collects what is placed; positions become absolute here."""

    def __init__(self, size: MetroSize, frame: Rect, top: float, extra: float) -> None:
        self.size = size
        self.frame = frame
        self.ys = [top + y for y in size.line_tops(extra)]
        self.signs: dict[str, Sign] = {}
        self.lines: list[MetroLine] = []
        self.labels: list[Block] = []
        self.ways: list[Way] = []
        self.bars: list[tuple[Point, Point]] = []

    def layout(self, legible: bool) -> MetroLayout:
        self._main()
        for bundle in self.size.plan.bundles:
            self._bundle(bundle)
        for hanger in self.size.plan.hangers:
            self._hanger(hanger)
        for edge in self.size.wiring.stubs:
            self._stub(edge)
        for key in self.size.plan.parked:
            self._parked_end(key)
        for net in self.size.wiring.nets:
            self._net(net)
        order = self.size.plan.numbers
        signs = tuple(sorted(self.signs.values(), key=lambda sign: order[sign.key]))
        return MetroLayout(
            self.frame,
            self.size.type,
            signs,
            tuple(self.lines),
            tuple(self.labels),
            tuple(self.ways),
            tuple(self.bars),
            self.size.height,
            legible,
        )

    def _x(self, x: float) -> float:
        return self.frame.x + x

    def _put(self, words: Words, x: float, y: float) -> Words:
        placed = words.moved(self._x(x), y)
        self.labels += placed.blocks
        self.ways += placed.ways
        return placed

    def _sign(self, key: str, center: Point, side: bool, mark: Point | None) -> None:
        size = self.size
        decision = size.plan.route.is_decision(key)
        self.signs[key] = Sign(key, size.plan.numbers[key], center, size.radius(key), decision, side, mark)

    # --- the main line --------------------------------------------------------------------------------------------

    def _main(self) -> None:
        size, plan = self.size, self.size.plan
        points: list[Point] = []
        for r, row in enumerate(plan.rows):
            y = self.ys[r]
            ahead = 1 if r % 2 == 0 else -1
            for key in row:
                seat = plan.seats[key]
                center = Point(self._x(size.station_x(key)), y)
                mark = None
                if is_high(plan.route.by_key[key]):
                    mark = Point(center.x + MARK_AT.x * size.em, y + MARK_AT.y * size.em)
                self._sign(key, center, key in plan.parked, mark)
                self._put(size.labels[key], size.column(r, seat.column)[0], y + size.label_top(r))
            points += [self.signs[key].center for key in row if key not in plan.parked]
            if r + 1 < len(plan.rows):
                turn = self._x(size.turn_x("right" if ahead > 0 else "left"))
                points += [Point(turn, y), Point(turn, self.ys[r + 1])]
        shown = tuple(e for e in plan.spine_edges if not is_end(e.target) or (plan.is_final(e) and not e.label))
        self.lines.append(MetroLine("main", shown, (tuple(points),)))
        for edge, block in size.onward.items():
            start, stop = size.onward_span(edge)
            y = self.ys[plan.seats[edge.source].row]
            self.labels.append(block.at(self._x(start), y - 0.3 * size.em - block.height, stop - start))

    def _foot(self, key: str, side: str, corridor_x: float) -> tuple[Point, ...]:
        """From a station's foot through the lane beneath it into the corridor."""
        size, center = self.size, self.signs[key].center
        shift = _FOOT_SHIFT * size.em * (-1 if side == "left" else 1)
        lane = center.y + size.lane_y
        return (
            Point(center.x + shift, center.y + size.rim(key, shift)),
            Point(center.x + shift, lane),
            Point(corridor_x, lane),
        )

    # --- beside the main line -------------------------------------------------------------------------------------

    def _bundle(self, bundle: Bundle) -> None:
        size, row = self.size, bundle.row
        y, em = self.ys[row], size.em
        ends = [
            self._x(size.corridor_x(row, bundle.first, ("", "left"))),
            self._x(size.corridor_x(row, bundle.last + 1, ("", "right"))),
        ]
        forward = row % 2 == 0
        enter, leave = ends if forward else ends[::-1]
        count = len(size.plan.rows[row])
        inner = [bundle.first > 0, bundle.last + 1 < count]
        enter_inner, leave_inner = inner if forward else inner[::-1]
        ahead = 1 if forward else -1
        for (entrance, chain), (depth, texts) in zip(bundle.lines, size.bundle_lines(bundle), strict=True):
            level = y + depth
            centers: list[Point] = []
            for i, (key, words) in enumerate(zip(chain, texts, strict=True)):
                x, _ = size.bundle_column(bundle, len(chain), i if forward else len(chain) - 1 - i)
                center = Point(self._x(x) + SIDE_DISC * em, level)
                placed = self._put(words, x + (2 * SIDE_DISC + 0.25) * em, level + 0.16 * em)
                self._sign(key, center, True, placed.mark)
                centers.append(center)
            path = [Point(enter - ahead * _MERGE * em, y)] if enter_inner else []
            path += [Point(enter, y), Point(enter, level)]
            edges = (entrance, *(e for key in chain for e in size.plan.route.outgoing[key]))
            if bundle.open_end:
                stop = Point(leave, level)
                self.bars.append((Point(leave, level - BAR / 2 * em), Point(leave, level + BAR / 2 * em)))
                path.append(stop)
            else:
                path += [Point(leave, level), Point(leave, y)]
                path += [Point(leave + ahead * _MERGE * em, y)] if leave_inner else []
            self.lines.append(MetroLine("tier", edges, (tuple(path),)))

    def _hanger(self, hanger: Hanger) -> None:
        size, plan, em = self.size, self.size.plan, self.size.em
        seat = plan.seats[hanger.anchor]
        y = self.ys[seat.row]
        x, _ = size.column(seat.row, seat.column)
        rail = self._x(size.hanger_x(hanger))
        right = hanger.side == "right"
        for key, (depth, words) in zip(hanger.keys, size.hung[hanger], strict=True):
            center = Point(rail, y + depth)
            left = x if right else x + 2 * self.size.reach(hanger) + 0.3 * em
            placed = self._put(words, left, center.y - 0.6 * em - words.head)
            self._sign(key, center, True, placed.mark)
        if hanger.side:
            lane = self._x(size.entrance_x(hanger))
            first = self.signs[hanger.keys[0]]
            edge_x = first.center.x + (first.radius if right else -first.radius)
            path = (
                *self._foot(hanger.anchor, hanger.side, lane),
                Point(lane, first.center.y),
                Point(edge_x, first.center.y),
            )
            self.lines.append(MetroLine("side", (hanger.entrance,), (path,), True))
        for edge in hanger.links:
            a, b = self.signs[edge.source], self.signs[edge.target]
            ends = (Point(rail, a.center.y + a.radius), Point(rail, b.center.y - b.radius))
            self.lines.append(MetroLine("side", (edge,), (ends,), True))
        if hanger.ends:
            last = self.signs[hanger.keys[-1]]
            bottom = last.center.y + last.radius
            self.lines.append(
                MetroLine("side", (hanger.ends,), ((Point(rail, bottom), Point(rail, bottom + 0.38 * em)),))
            )
            half = BAR / 2 * em
            self.bars.append((Point(rail - half, bottom + 0.38 * em), Point(rail + half, bottom + 0.38 * em)))

    def _parked_end(self, key: str) -> None:
        """The bar behind a step that ends the route beyond the end of the main line."""
        em, sign = self.size.em, self.signs[key]
        ahead = 1 if self.size.plan.seats[key].row % 2 == 0 else -1
        stop = sign.center.x + ahead * (sign.radius + 0.5 * em)
        start = Point(sign.center.x + ahead * sign.radius, sign.center.y)
        edges = self.size.plan.route.outgoing[key]
        self.lines.append(MetroLine("side", edges, ((start, Point(stop, sign.center.y)),)))
        half = BAR / 2 * em
        self.bars.append((Point(stop, sign.center.y - half), Point(stop, sign.center.y + half)))

    def _stub(self, edge: Edge) -> None:
        size, em = self.size, self.size.em
        sign = self.signs[edge.source]
        row = size.plan.seats[edge.source].row
        x, w = size.column(row, size.plan.seats[edge.source].column)
        bar = sign.center.y - size.bar_height(row)
        foot = Point(sign.center.x, sign.center.y - sign.radius)
        self.lines.append(MetroLine("side", (edge,), ((foot, Point(sign.center.x, bar)),)))
        self.bars.append((Point(sign.center.x - BAR / 2 * em, bar), Point(sign.center.x + BAR / 2 * em, bar)))
        block = size.stub_labels[edge]
        self.labels.append(block.at(self._x(x), bar - 0.12 * em - block.height, w))

    # --- nets -----------------------------------------------------------------------------------------------------

    def _track(self, net: Net, pocket: int) -> float:
        """The height of a net's run in a pocket."""
        size = self.size
        heights = size.tracks[pocket]
        level = size.wiring.levels[net, pocket]
        if pocket < len(self.ys):
            floor = self.ys[pocket] - size.base[pocket] - 0.1 * size.em
        else:
            floor = self.ys[-1] + size.content[-1] + size.channel(pocket)
        return floor - sum(heights[:level]) - heights[level] / 2

    def _ascent(self, net: Net, port: Port, track: float) -> tuple[Point, ...]:
        """From an entry to the track."""
        size, sign = self.size, self.signs[port.key]
        x = self._x(size.port_x(net, port))
        match port.where:
            case "top":
                shift = size.top_shift(net, port.key)
                return (Point(x, sign.center.y - size.rim(port.key, shift)), Point(x, track))
            case "foot":
                return (Point(x, sign.center.y + sign.radius), Point(x, track))
            case "flank":
                edge_x = sign.center.x + (sign.radius if x > sign.center.x else -sign.radius)
                return (Point(edge_x, sign.center.y), Point(x, sign.center.y), Point(x, track))
            case _:
                return (*self._foot(port.key, port.where, x), Point(x, track))

    def _net(self, net: Net) -> None:
        size = self.size
        first, last = net.source.pocket, net.target.pocket
        start = self._ascent(net, net.source, self._track(net, first))
        stop = self._ascent(net, net.target, self._track(net, last))[::-1]
        middle: tuple[Point, ...] = ()
        if net.margin:
            x = self._x(size.margin_x(net.margin))
            middle = (Point(x, start[-1].y), Point(x, stop[0].y))
        path = (*start, *middle, *stop)
        kind: LineKind = "return" if net.edge.back else "skip"
        pieces: tuple[tuple[Point, ...], ...] = (path,)
        if net in size.net_labels:
            pocket, block = size.net_labels[net]
            a, b = (self._x(x) for x in size.run(net, pocket))
            y = self._track(net, pocket)
            self.labels.append(block.at(min(a, b), y - block.height / 2))
            half = block.setting.width * block.size / 2 + 0.22 * block.size
            pieces = tuple(_parted(path, Point(a, y), Point(b, y), half))
        self.lines.append(MetroLine(kind, (net.edge,), pieces, True))


def _parted(path: tuple[Point, ...], a: Point, b: Point, half: float) -> Iterator[tuple[Point, ...]]:
    """The path in two pieces that leave out the middle of its stretch from a to b, half to each side."""
    i = next(i for i in range(len(path) - 1) if path[i] == a and path[i + 1] == b)
    middle = (a.x + b.x) / 2
    ahead = 1 if b.x > a.x else -1
    yield (*path[: i + 1], Point(middle - ahead * half, a.y))
    yield (Point(middle + ahead * half, a.y), *path[i + 1 :])
