"""A metro plan in; the edges that get a line of their own out, each with its ports, its pocket and its track.

Pocket p is the room above row p (and below row p - 1): the labels of the row above with corridors between them, and
below these a channel of tracks. A serpentine closes every pocket on one side; at the other side pockets are joined by
a margin. A net leaves a station at its top (into the pocket above) or at its foot (through a corridor beside its label
into the pocket below). Nets are taken one after the other, short ones first; one that would cross another is no net but
a way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from powermap.layout.graph import Edge, is_end
from powermap.layout.metro_plan import MetroPlan
from powermap.value import Value

Where = Literal["top", "left", "right", "foot", "flank"]
"""top of a station; left or right corridor from its foot; foot of the last entry of a hanger; flank: up the corridor of
a hanger's entrance into its first entry."""

OUT = 9.0
"""Beyond the last column, in shares of the width: where a net leaves a pocket for the margin."""

_NEAR = 0.05
"""Two vertical runs nearer than this (shares of the width) could touch."""

_TOPS = 2
"""Most nets at the top of a station."""


Shape = tuple[Edge, Where, Where, str]


class Port(Value, frozen=True):
    """Where a net meets an entry: the pocket it is in, and from which side (below: from the row under the pocket)."""

    key: str
    where: Where
    pocket: int
    x: float
    below: bool
    corridor: int = -1


class Net(Value, frozen=True):
    """An edge with a line of its own. margin: the side on which it changes pockets, "" if it stays in one."""

    edge: Edge
    source: Port
    target: Port
    margin: str = ""

    @property
    def ports(self) -> tuple[Port, Port]:
        return (self.source, self.target)

    @property
    def pockets(self) -> tuple[int, ...]:
        a, b = self.source.pocket, self.target.pocket
        return (a,) if a == b else (a, b)

    @property
    def shape(self) -> Shape:
        """What tells it from the other nets that its edge could have."""
        return (self.edge, self.source.where, self.target.where, self.margin)

    def pins(self, pocket: int) -> tuple[Port, ...]:
        return tuple(port for port in self.ports if port.pocket == pocket)


@dataclass(frozen=True)
class Wiring:
    """Nets with their level in each pocket (0 is the lowest track), ends as stubs above their decision, and ways."""

    plan: MetroPlan
    nets: tuple[Net, ...]
    levels: dict[tuple[Net, int], int]
    stubs: tuple[Edge, ...]
    ways: tuple[Edge, ...]

    @cached_property
    def tops(self) -> dict[str, tuple[Net, ...]]:
        """The nets at the top of every station that has some, from left to right."""
        keys = {port.key for net in self.nets for port in net.ports if port.where == "top"}
        return {key: _tops(self.nets, key) for key in keys}

    @cached_property
    def lanes(self) -> dict[tuple[int, int], tuple[tuple[str, str], ...]]:
        """Who runs down each corridor (row, number), from left to right: (key, side), or ("", side) for tiers."""
        found: dict[tuple[int, int], set[tuple[str, str]]] = {}
        for net in self.nets:
            for port in net.ports:
                if port.corridor >= 0:
                    row = self.plan.seats[port.key].row
                    found.setdefault((row, port.corridor), set()).add((port.key, port.where))
        for hanger in self.plan.hangers:
            if hanger.side:
                seat = self.plan.seats[hanger.anchor]
                corridor = seat.column + (hanger.side == "right")
                found.setdefault((seat.row, corridor), set()).add((hanger.anchor, hanger.side))
        for b in self.plan.bundles:
            found.setdefault((b.row, b.first), set()).add(("", "left"))
            found.setdefault((b.row, b.last + 1), set()).add(("", "right"))
        return {at: tuple(sorted(users, key=lambda user: user[1] == "left")) for at, users in found.items()}

    @cached_property
    def footed(self) -> frozenset[int]:
        """The rows in which a line leaves the foot of a station."""
        return frozenset(row for (row, _), users in self.lanes.items() if any(key for key, _ in users))


@lru_cache(maxsize=512)
def wire(plan: MetroPlan, refused: frozenset[Shape] = frozenset()) -> Wiring:
    """The wiring of a plan without the nets in refused (on which the label does not fit)."""
    nets: list[Net] = []
    levels: dict[tuple[Net, int], int] = {}
    ends: list[Edge] = []
    ways: list[Edge] = []
    wanted: list[Edge] = []
    for edge in plan.loose_edges:
        if plan.is_final(edge):
            ends.append(edge)
        elif is_end(edge.target) or edge.source == edge.target:
            ways.append(edge)
        else:
            wanted.append(edge)
    for edge in sorted(wanted, key=lambda e: _length(plan, e)):
        for net in _candidates(plan, edge, nets):
            found = None if net.shape in refused else _levels(plan, [*nets, net])
            if found is not None:
                nets.append(net)
                levels = found
                break
        else:
            ways.append(edge)
    topped = {port.key for net in nets for port in net.ports if port.where == "top"}
    stubs: list[Edge] = []
    for edge in ends:
        free = edge.source in plan.seats and edge.source not in topped
        (stubs if free else ways).append(edge)
        topped.add(edge.source)
    order = {edge: i for i, edge in enumerate(plan.route.edges)}
    last = plan.spine_edges[-1]
    if last.label or not plan.is_final(last):
        ways.append(last)
    return Wiring(plan, tuple(nets), levels, tuple(stubs), tuple(sorted(ways, key=lambda e: order[e])))


def _anchor(plan: MetroPlan, key: str) -> str:
    for hanger in plan.hangers:
        if key in hanger.keys:
            return hanger.anchor
    return key


def _length(plan: MetroPlan, edge: Edge) -> int:
    order = {key: i for i, key in enumerate(k for row in plan.rows for k in row)}
    a, b = (order.get(_anchor(plan, key), -1) for key in (edge.source, edge.target))
    return abs(a - b)


def _candidates(plan: MetroPlan, edge: Edge, nets: Sequence[Net]) -> list[Net]:
    """Every net for an edge that the ports in use allow, the shortest first."""
    last = len(plan.rows)
    found: list[tuple[float, Net]] = []
    for source in _ports(plan, edge.source, nets, leaving=True):
        for target in _ports(plan, edge.target, nets, leaving=False):
            a, b = source.pocket, target.pocket
            feet = sum(0.4 for p in (source, target) if p.where in ("left", "right"))
            if a == b:
                found.append((abs(source.x - target.x) + feet, Net(edge, source, target)))
                continue
            for margin in ("left", "right"):
                if _opens(a, last, margin) and _opens(b, last, margin) and not _taken(nets, margin, a, b):
                    reach = sum(x if margin == "left" else 1 - x for x in (source.x, target.x))
                    found.append((1.0 + reach + 0.3 * abs(a - b) + feet, Net(edge, source, target, margin)))
    return [net for _, net in sorted(found, key=lambda pair: pair[0])]


def _opens(pocket: int, last: int, margin: str) -> bool:
    """Whether a pocket is open at this side: the turn from row p - 1 to row p closes the right one for odd p."""
    if pocket in (0, last):
        return True
    return margin == ("left" if pocket % 2 else "right")


def _taken(nets: Sequence[Net], margin: str, a: int, b: int) -> bool:
    low, high = min(a, b), max(a, b)
    return any(n.margin == margin and min(n.pockets) <= high and low <= max(n.pockets) for n in nets)


def _ports(plan: MetroPlan, key: str, nets: Sequence[Net], leaving: bool) -> Iterator[Port]:
    seat = plan.seats.get(key)
    used = [p for n in nets for p in n.ports if p.key == key]
    if seat is not None:
        if sum(1 for p in used if p.where == "top") < _TOPS:
            yield Port(key, "top", seat.row, seat.x, below=True)
        if key in plan.bundled:
            return
        for side, corridor in (("left", seat.column), ("right", seat.column + 1)):
            hung = any(h.side == side for h in plan.hangers_at(key))
            if not hung and not any(p.where == side for p in used) and not _walled(plan, seat.row, corridor):
                where: Where = "left" if side == "left" else "right"
                yield Port(key, where, seat.row + 1, corridor / seat.count, below=False, corridor=corridor)
        return
    hanger = next((h for h in plan.hangers if key in h.keys), None)
    if hanger is None or used:
        return
    anchor = plan.seats[hanger.anchor]
    if leaving and key == hanger.keys[-1] and hanger == plan.hangers_at(hanger.anchor)[-1]:
        if len(plan.route.outgoing[key]) == 1:
            inset = 0.9 if hanger.side == "right" else 0.1
            yield Port(key, "foot", anchor.row + 1, (anchor.column + inset) / anchor.count, below=False)
    elif not leaving and key == hanger.keys[0] and hanger.side:
        corridor = anchor.column + (hanger.side == "right")
        yield Port(key, "flank", anchor.row + 1, corridor / anchor.count, below=False)


def _walled(plan: MetroPlan, row: int, corridor: int) -> bool:
    """Whether a line of tiers runs across a corridor."""
    return any(b.row == row and b.first < corridor <= b.last for b in plan.bundles)


def _tops(nets: Sequence[Net], key: str) -> tuple[Net, ...]:
    """Nets at the top of a station from left to right: those to the left first, the far ones nearest the middle."""

    def place(net: Net) -> tuple[bool, float]:
        other = _other_end(net, key)
        own = next(p.x for p in net.ports if p.key == key)
        return (other > own, -abs(other - own) if other > own else abs(other - own))

    return tuple(sorted((n for n in nets if any(p.key == key and p.where == "top" for p in n.ports)), key=place))


def _other_end(net: Net, key: str) -> float:
    """Where a net goes from its port at key, in the pocket of that port."""
    if net.margin:
        return -OUT if net.margin == "left" else OUT
    return net.target.x if net.source.key == key else net.source.x


def _pin_x(plan: MetroPlan, nets: Sequence[Net], port: Port, net: Net) -> float:
    """The port's place with what tells it from its neighbours: ports at one top, lanes in one corridor."""
    if port.where == "top":
        tops = _tops(nets, port.key)
        return port.x + 0.01 * (tops.index(net) - (len(tops) - 1) / 2)
    if port.where in ("left", "right"):
        return port.x + (0.005 if port.where == "left" else -0.005)
    if port.where == "flank":
        side = next(h.side for h in plan.hangers if port.key in h.keys)
        return port.x + (0.005 if side == "left" else -0.005)
    return port.x


def _levels(plan: MetroPlan, nets: Sequence[Net]) -> dict[tuple[Net, int], int] | None:
    """The level of every net in its pockets, None if two would have to cross."""
    out: dict[tuple[Net, int], int] = {}
    for pocket in sorted({p for net in nets for p in net.pockets}):
        here = [net for net in nets if pocket in net.pockets]
        found = _levels_in(plan, nets, here, pocket)
        if found is None:
            return None
        out |= {(net, pocket): level for net, level in found.items()}
    return out


class _Run(Value, frozen=True):
    """A net's horizontal run in a pocket and its pins: (x, whether it comes from below)."""

    low: float
    high: float
    pins: tuple[tuple[float, bool], ...]


def _levels_in(plan: MetroPlan, nets: Sequence[Net], here: Sequence[Net], pocket: int) -> dict[Net, int] | None:
    runs: dict[Net, _Run] = {}
    for net in here:
        pins = tuple((_pin_x(plan, nets, port, net), port.below) for port in net.pins(pocket))
        xs = [x for x, _ in pins]
        if net.margin:
            xs.append(-OUT if net.margin == "left" else OUT)
        runs[net] = _Run(min(xs), max(xs), pins)
    above: dict[Net, set[Net]] = {net: set() for net in here}
    for i, a in enumerate(here):
        for b in here[i + 1 :]:
            ra, rb = runs[a], runs[b]
            if ra.low - _NEAR >= rb.high or rb.low - _NEAR >= ra.high:
                continue
            a_low, b_low = _must_be_below(ra, rb), _must_be_below(rb, ra)
            if a_low and b_low:
                return None
            if a_low or (not b_low and ra.high - ra.low <= rb.high - rb.low):
                above[a].add(b)
            else:
                above[b].add(a)
    levels: dict[Net, int] = {}
    rest = list(here)
    while rest:
        ready = [net for net in rest if not any(net in above[other] for other in rest)]
        if not ready:
            return None
        for net in ready:
            under = [levels[other] for other in levels if net in above[other]]
            levels[net] = 1 + max(under, default=-1)
        rest = [net for net in rest if net not in ready]
    return levels


def _must_be_below(a: _Run, b: _Run) -> bool:
    """Whether a has to run below b: a pin of a from below, or one of b from above, lies in the other's way."""
    return _pinned(a, b, from_below=True) or _pinned(b, a, from_below=False)


def _pinned(a: _Run, b: _Run, from_below: bool) -> bool:
    """Whether a pin of a on the given side lies within b's run; opposite pins of b widen the run."""
    for x, below in a.pins:
        if below != from_below:
            continue
        if b.low < x < b.high:
            return True
        if any(abs(x - other) < _NEAR and other_below != from_below for other, other_below in b.pins):
            return True
    return False
