"""A wired metro plan, type sizes and a width in; every size out that placing needs: columns, labels, tracks, heights.

Lengths are pt; places on a row are relative to the row's line (y) and to the frame's left edge (x).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import sqrt

from powermap.geometry import Point
from powermap.layout.blocks import Align, Block
from powermap.layout.graph import Edge, is_end
from powermap.layout.metro_nets import Net, Port, Shape, Wiring
from powermap.layout.metro_plan import Bundle, Hanger, MetroPlan
from powermap.layout.metro_texts import MetroType, Words, entry_words, is_high, set_text, words_block
from powermap.text.setting import Setter, Setting

# In em of the station's name:
DISC = 0.92
DIAMOND = 1.1
"""Half the diagonal of a decision's turned square."""
SIDE_DISC = 0.68
SIDE_DIAMOND = 0.9
LINE = 0.42
"""Width of the main line."""
THIN = 0.15
"""Width of side lines."""
TURN = 0.8
"""From the labels to the middle of a turn."""
LANE = 0.72
"""Between neighbouring lines."""
FOOT, DENSE_FOOT = 0.45, 0.34
"""From a station's foot to the lane beneath it."""
UNDER, DENSE_UNDER = 0.2, 0.08
"""From a station, or the lane beneath it, to its label."""
MARK_AT = Point(1.16, -0.68)
"""The middle of a high-risk mark seen from its station: at its upper right, whichever way the route runs."""
PORT = 0.38
"""Two lines at one top stand this far left and right of the middle."""
HEAD = 0.5
"""Length of arrowheads."""
BAR = 0.95
"""Width of the bar at an end."""
_BREATH = 0.42
"""Least free height above and below what stands between two rows."""
_LEAST_ROOM = 4.2
"""Least width for words beside a small station."""
_EAR = 0.55
"""Least piece of line to see on either side of a label on it."""


@dataclass(frozen=True)
class MetroSize:
    """All sizes of one wired plan at one type size in one width."""

    plan: MetroPlan
    wiring: Wiring
    setter: Setter
    type: MetroType
    width: float

    # --- across ---------------------------------------------------------------------------------------------------

    @cached_property
    def em(self) -> float:
        return self.type.name

    @cached_property
    def left(self) -> float:
        """The left edge of the columns."""
        return self._side("left")

    @cached_property
    def right(self) -> float:
        """The right edge of the columns."""
        return self.width - self._side("right")

    def _side(self, side: str) -> float:
        if len(self.plan.rows) == 1 and not any(net.margin for net in self.wiring.nets):
            outer = (0, 0 if side == "left" else len(self.plan.rows[0]))
            return LANE / 2 * self.em if outer in self.wiring.lanes else 0.0
        margin = any(net.margin == side for net in self.wiring.nets)
        return (TURN + LINE / 2 + (LANE if margin else 0.0)) * self.em

    def turn_x(self, side: str) -> float:
        return self.left - TURN * self.em if side == "left" else self.right + TURN * self.em

    def margin_x(self, side: str) -> float:
        shift = (TURN + LANE) * self.em
        return self.left - shift if side == "left" else self.right + shift

    def column(self, row: int, column: int, last: int | None = None) -> tuple[float, float]:
        """Left edge and width for text in a column, or in columns up to last; the corridors are taken off."""
        count = len(self.plan.rows[row])
        whole = (self.right - self.left) / count
        last = column if last is None else last
        gap = self._corridor_widths[row]
        return self.left + column * whole + gap / 2, (last - column + 1) * whole - gap

    def station_x(self, key: str) -> float:
        return self.left + self.plan.seats[key].x * (self.right - self.left)

    @cached_property
    def _corridor_widths(self) -> tuple[float, ...]:
        most = [0] * len(self.plan.rows)
        for (row, _), users in self.wiring.lanes.items():
            most[row] = max(most[row], len(users))
        return tuple((0.7 + LANE * max(0, m - 1) + (0.25 if m else 0.0)) * self.em for m in most)

    def corridor_x(self, row: int, corridor: int, user: tuple[str, str]) -> float:
        """The lane of a user in a corridor."""
        count = len(self.plan.rows[row])
        users = self.wiring.lanes[row, corridor]
        lane = users.index(user) - (len(users) - 1) / 2
        return self.left + corridor * (self.right - self.left) / count + lane * LANE * self.em

    def hanger_x(self, hanger: Hanger) -> float:
        """The middle of a hanger's discs."""
        seat = self.plan.seats[hanger.anchor]
        x, w = self.column(seat.row, seat.column)
        return x + w - self.reach(hanger) if hanger.side == "right" else x + self.reach(hanger)

    def reach(self, hanger: Hanger) -> float:
        """Half the width of a hanger's largest sign."""
        return max(self.radius(key) for key in hanger.keys)

    def entrance_x(self, hanger: Hanger) -> float:
        """The lane by which a hanger is reached."""
        seat = self.plan.seats[hanger.anchor]
        return self.corridor_x(seat.row, seat.column + (hanger.side == "right"), (hanger.anchor, hanger.side))

    def port_x(self, net: Net, port: Port) -> float:
        """Where the line of a net leaves the pocket's channel towards a port."""
        if port.where == "top":
            return self.station_x(port.key) + self.top_shift(net, port.key)
        if port.where == "foot":
            return self.hanger_x(self._hanger_of(port.key))
        if port.where == "flank":
            return self.entrance_x(self._hanger_of(port.key))
        return self.corridor_x(self.plan.seats[port.key].row, port.corridor, (port.key, port.where))

    def top_shift(self, net: Net, key: str) -> float:
        tops = self.wiring.tops[key]
        return (tops.index(net) - (len(tops) - 1) / 2) * 2 * PORT * self.em

    def _hanger_of(self, key: str) -> Hanger:
        return next(h for h in self.plan.hangers if key in h.keys)

    def radius(self, key: str) -> float:
        """Half the height of a station's sign."""
        decision = self.plan.route.is_decision(key)
        if key in self.plan.seats and key not in self.plan.parked:
            return (DIAMOND if decision else DISC) * self.em
        return (SIDE_DIAMOND if decision else SIDE_DISC) * self.em

    def rim(self, key: str, dx: float) -> float:
        """How far above or below its middle the sign of a station has its edge at dx from the middle."""
        r = self.radius(key)
        return max(0.0, r - abs(dx)) if self.plan.route.is_decision(key) else sqrt(max(0.0, r * r - dx * dx))

    # --- texts ----------------------------------------------------------------------------------------------------

    def ways_of(self, key: str) -> tuple[Edge, ...]:
        return tuple(edge for edge in self.wiring.ways if edge.source == key)

    @cached_property
    def labels(self) -> dict[str, Words]:
        """The words under every station of the spine, at their column's left edge and the label's top."""
        out: dict[str, Words] = {}
        for key, seat in self.plan.seats.items():
            _, w = self.column(seat.row, seat.column)
            out[key] = entry_words(
                self.setter, self.plan, self.plan.route.by_key[key], self.ways_of(key), w, self.type, "center"
            )
        return out

    def side_words(self, key: str, w: float, came: Edge | None, align: str = "left") -> Words:
        entry = self.plan.route.by_key[key]
        return entry_words(
            self.setter,
            self.plan,
            entry,
            self.ways_of(key),
            w,
            self.type,
            "right" if align == "right" else "left",
            came,
            is_high(entry),
        )

    @cached_property
    def onward(self) -> dict[Edge, Block]:
        """The result on the main line after a decision."""
        out: dict[Edge, Block] = {}
        for edge in self.plan.spine_edges:
            if not edge.label or is_end(edge.target):
                continue
            start, stop = self.onward_span(edge)
            align: Align = "left" if self.plan.seats[edge.source].row % 2 == 0 else "right"
            n = self.type.note
            block = words_block(
                self.setter, "onward", edge.label, "bold", stop - start, n, self.type.note_leading, align
            )
            out[edge] = block
        return out

    def onward_span(self, edge: Edge) -> tuple[float, float]:
        """From where to where the result of an edge of the spine may stand."""
        source, target = self.plan.seats[edge.source], self.plan.seats[edge.target]
        right = source.row % 2 == 0
        # the mark of the station at the span's left stands between it and the words
        first = edge.source if right else edge.target
        beside = (DIAMOND + 0.12) * self.em
        behind = 1.8 * self.em if is_high(self.plan.route.by_key[first]) else beside
        x = self.station_x(edge.source)
        if target.row != source.row:
            far = self.turn_x("right" if right else "left") + (0.5 if right else -0.5) * LINE * self.em
        else:
            far = self.station_x(edge.target) + (-beside if right else behind)
        return (x + behind, far) if right else (far, x - beside)

    @cached_property
    def stub_labels(self) -> dict[Edge, Block]:
        out: dict[Edge, Block] = {}
        for edge in self.wiring.stubs:
            seat = self.plan.seats[edge.source]
            _, w = self.column(seat.row, seat.column)
            out[edge] = words_block(
                self.setter, edge.tone, edge.label, "bold", w, self.type.note, self.type.note_leading, "center"
            )
        return out

    def run(self, net: Net, pocket: int) -> tuple[float, float]:
        """The two ends of a net's horizontal run in a pocket, in the order of the line."""
        source, target = net.source, net.target
        margin = self.margin_x(net.margin) if net.margin else 0.0
        start = self.port_x(net, source) if source.pocket == pocket else margin
        stop = self.port_x(net, target) if target.pocket == pocket else margin
        return start, stop

    @cached_property
    def net_labels(self) -> dict[Net, tuple[int, Block]]:
        """The label of every net with the pocket in which it stands: that with the longer run."""
        out: dict[Net, tuple[int, Block]] = {}
        for net in self.wiring.nets:
            if not net.edge.label:
                continue
            pocket = max(net.pockets, key=lambda p: abs(self.run(net, p)[1] - self.run(net, p)[0]))
            start, stop = self.run(net, pocket)
            n, ear = self.type.note, _EAR * self.em
            setting = self._on_line(net.edge.label, abs(stop - start) - 2 * ear)
            if setting.torn:
                wider = self._on_line(net.edge.label, abs(stop - start) - ear)
                setting = setting if wider.torn or len(wider.lines) > 2 else wider
            block = Block(
                net.edge.tone,
                setting,
                min(start, stop),
                0.0,
                abs(stop - start),
                n,
                n * min(1.2, self.type.note_leading),
                "center",
            )
            out[net] = (pocket, block)
        return out

    def _on_line(self, label: str, room: float) -> Setting:
        n = self.type.note
        return set_text(self.setter, label, "bold", max(room, n) / n, balance=True)

    @cached_property
    def refused(self) -> frozenset[Shape]:
        """Nets whose label does not fit on their line whole and in three lines of text."""
        out = set()
        for net, (_, block) in self.net_labels.items():
            crowded = block.setting.width * block.size > block.w - _EAR * self.em
            if crowded or len(block.setting.lines) > 3 or block.setting.overfull or block.setting.torn:
                out.add(net.shape)
        return frozenset(out)

    # --- down -----------------------------------------------------------------------------------------------------

    def label_top(self, row: int) -> float:
        """From a row's line to its labels."""
        foot = self._foot if row in self.wiring.footed else 0.0
        return (DIAMOND + foot + (DENSE_UNDER if self.type.style.dense else UNDER)) * self.em

    @property
    def _foot(self) -> float:
        return DENSE_FOOT if self.type.style.dense else FOOT

    @property
    def lane_y(self) -> float:
        """From a row's line to the lanes beneath its stations."""
        return (DIAMOND + self._foot) * self.em

    def bundle_lines(self, bundle: Bundle) -> tuple[tuple[float, tuple[Words, ...]], ...]:
        """For every line of a bundle its height under the row's line, and the words of its stations."""
        keys = [
            k for k, s in self.plan.seats.items() if s.row == bundle.row and bundle.first <= s.column <= bundle.last
        ]
        y = self.label_top(bundle.row) + max(self.labels[k].height for k in keys) + 0.3 * self.em
        out: list[tuple[float, tuple[Words, ...]]] = []
        for entrance, chain in bundle.lines:
            room = self._line_room(bundle, len(chain))
            words = tuple(self.side_words(k, room, entrance if i == 0 else None) for i, k in enumerate(chain))
            line = y + SIDE_DISC * self.em
            out.append((line, words))
            y = line + max(SIDE_DISC * self.em, *(0.16 * self.em + each.height for each in words)) + 0.2 * self.em
        return tuple(out)

    def bundle_column(self, bundle: Bundle, count: int, i: int) -> tuple[float, float]:
        """Left edge and width of the place of station i (from the left) of a line with count stations."""
        x, w = self.column(bundle.row, bundle.first, bundle.last)
        inner = (w - (count - 1) * 0.5 * self.em) / count
        return x + i * (inner + 0.5 * self.em), inner

    def hanger_rows(self, hanger: Hanger, top: float) -> tuple[tuple[tuple[float, Words], ...], float]:
        """(middle of the disc, words) of every key of a hanger that begins at top, and its bottom."""
        room = self._hanger_room(hanger)
        y = top
        out: list[tuple[float, Words]] = []
        for i, key in enumerate(hanger.keys):
            came = (hanger.entrance if hanger.side else None) if i == 0 else hanger.links[i - 1]
            words = self.side_words(key, room, came, "right" if hanger.side == "right" else "left")
            middle = max(words.head + 0.6 * self.em, self.radius(key)) if i == 0 else words.head + 0.6 * self.em
            middle = max(middle, self.radius(key))
            out.append((y + middle, words))
            foot = middle - 0.6 * self.em - words.head + words.height  # under a large sign the words begin lower
            tail = middle + self.radius(key)
            if i == len(hanger.keys) - 1 and hanger.ends:
                tail += 0.5 * self.em  # the line to the bar, and half the bar
            y += max(foot, tail) + 0.35 * self.em
        return tuple(out), y - 0.35 * self.em

    @cached_property
    def hung(self) -> dict[Hanger, tuple[tuple[float, Words], ...]]:
        return self._under[0]

    @cached_property
    def content(self) -> tuple[float, ...]:
        """For every row the depth of what stands under its line."""
        return self._under[1]

    @cached_property
    def _under(self) -> tuple[dict[Hanger, tuple[tuple[float, Words], ...]], tuple[float, ...]]:
        hung: dict[Hanger, tuple[tuple[float, Words], ...]] = {}
        depths: list[float] = []
        for r, row in enumerate(self.plan.rows):
            top = self.label_top(r)
            depth = top
            for key in row:
                y = top + self.labels[key].height
                for bundle in self.plan.bundles:
                    if bundle.row == r and bundle.first <= self.plan.seats[key].column <= bundle.last:
                        line, words = self.bundle_lines(bundle)[-1]
                        y = line + max(SIDE_DISC * self.em, *(0.16 * self.em + each.height for each in words))
                for hanger in self.plan.hangers_at(key):
                    hung[hanger], y = self.hanger_rows(hanger, y + (0.25 if self.type.style.dense else 0.4) * self.em)
                depth = max(depth, y)
            depths.append(depth)
        return hung, tuple(depths)

    def bar_height(self, row: int) -> float:
        """From a row's line up to the bars of its early ends."""
        own = [e for e in self.onward if self.plan.seats[e.source].row == row]
        return max((DIAMOND + 0.45) * self.em, *(0.5 * self.em + self.onward[e].height for e in own), 0.0)

    @cached_property
    def base(self) -> tuple[float, ...]:
        """For every row the height above its line that no track may use."""
        out: list[float] = []
        for r, row in enumerate(self.plan.rows):
            height = DIAMOND * self.em
            if any(is_high(self.plan.route.by_key[key]) for key in row):
                height = max(height, 1.25 * self.em)
            for edge, block in self.onward.items():
                if self.plan.seats[edge.source].row == r:
                    height = max(height, 0.3 * self.em + block.height)
            for edge, block in self.stub_labels.items():
                if self.plan.seats[edge.source].row == r:
                    height = max(height, self.bar_height(r) + 0.12 * self.em + block.height)
            out.append(height)
        return tuple(out)

    @cached_property
    def tracks(self) -> tuple[tuple[float, ...], ...]:
        """For every pocket the height of its tracks, the lowest first."""
        out: list[tuple[float, ...]] = []
        for pocket in range(len(self.plan.rows) + 1):
            here = [net for net in self.wiring.nets if pocket in net.pockets]
            levels = 1 + max((self.wiring.levels[net, pocket] for net in here), default=-1)
            heights = [LANE * self.em] * levels
            for net in here:
                level = self.wiring.levels[net, pocket]
                at, block = self.net_labels.get(net, (-1, None))
                if at == pocket and block is not None:
                    heights[level] = max(
                        heights[level], block.height + (0.12 if self.type.style.dense else 0.2) * self.em
                    )
            out.append(tuple(heights))
        return tuple(out)

    def channel(self, pocket: int) -> float:
        """Height of a pocket's tracks with the free space around them."""
        tracks = sum(self.tracks[pocket])
        if pocket == 0:
            return tracks + (0.1 * self.em if tracks else 0.0)
        if pocket == len(self.plan.rows):
            return tracks + (_BREATH * self.em if tracks else 0.0)
        return tracks + (0.42 if self.type.style.dense else 0.65 if tracks else 0.35 + _BREATH) * self.em

    @cached_property
    def height(self) -> float:
        """The least height of the whole view."""
        channels = sum(self.channel(p) for p in range(len(self.plan.rows) + 1))
        return channels + sum(self.base) + sum(self.content)

    @cached_property
    def overfull(self) -> bool:
        """Whether a text is wider than its place, or has hardly any."""
        rooms = [self._hanger_room(h) for h in self.plan.hangers]
        rooms += [self._line_room(b, len(chain)) for b in self.plan.bundles for _, chain in b.lines]
        if any(room < _LEAST_ROOM * self.em for room in rooms):
            return True
        blocks = [*self.onward.values(), *self.stub_labels.values()]
        return any(each.overfull for each in self._words) or any(b.setting.overfull for b in blocks)

    @cached_property
    def torn(self) -> int:
        """In how many texts something that belongs together (a number and its unit, a name) is parted."""
        blocks = [*self.onward.values(), *self.stub_labels.values(), *(b for _, b in self.net_labels.values())]
        return sum(b.setting.torn for b in (*blocks, *(b for each in self._words for b in each.blocks)))

    @cached_property
    def _words(self) -> tuple[Words, ...]:
        """The words of all stations."""
        hung = (w for rows in self.hung.values() for _, w in rows)
        on_lines = (w for b in self.plan.bundles for _, line in self.bundle_lines(b) for w in line)
        return (*self.labels.values(), *hung, *on_lines)

    def _hanger_room(self, hanger: Hanger) -> float:
        """Width for the words of a hanger's entries."""
        seat = self.plan.seats[hanger.anchor]
        return self.column(seat.row, seat.column)[1] - 2 * self.reach(hanger) - 0.3 * self.em

    def _line_room(self, bundle: Bundle, count: int) -> float:
        """Width for the words of a station on a line of tiers with so many."""
        return self.bundle_column(bundle, count, 0)[1] - (2 * SIDE_DISC + 0.25) * self.em

    def line_tops(self, extra: float) -> list[float]:
        """The height of every row's line under the top, with extra pt in each pocket between two rows."""
        y = self.channel(0) + self.base[0]
        out = [y]
        for r, (_, _) in enumerate(pairwise(self.plan.rows)):
            y += self.content[r] + self.channel(r + 1) + self.base[r + 1] + extra
            out.append(y)
        return out
