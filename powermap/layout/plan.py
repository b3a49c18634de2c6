"""A route in; rows, sides and tracks out: everything about a flow's shape that does not depend on sizes.

Rows hold one node of the column, or tiers side by side, and may hold a node of a side chain at the left (over the
rail) and at the right. Vertical runs of returns and skips go in tracks: inner ones between rail and column, outer ones
left of the rail, right ones between column and callouts. Positions along the column are counted in rows; the channel
above row r is at r - 0.5.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from powermap.layout.graph import Edge, Route, SideChain, Tiers, is_end, is_join
from powermap.layout.ranks import place_ranks
from powermap.model import Decision
from powermap.value import Value

Zone = Literal["inner", "outer", "right"]
Side = Literal["left", "right"]
Exit = Literal["left", "low left", "right", "low right"]
"""Where an edge leaves a node: its left or right corner, or ("low") the lower edge of a diamond on that side."""

LOW: dict[Side, Exit] = {"left": "low left", "right": "low right"}


class Row(Value, frozen=True):
    """What stands side by side. center holds one node of the column, the nodes of tiers (None where a chain is
    shorter), or nothing.
    """

    center: tuple[str | None, ...]
    left: str | None = None
    right: str | None = None

    @property
    def crowded(self) -> bool:
        """True if nodes share the row, so that each carries its actor and limit inside."""
        return len(self.center) > 1 or self.left is not None or self.right is not None


class Track(Value, frozen=True):
    """The vertical run of an edge: its zone, its number in the zone (0 nearest to the column) and its span in rows.

    top is True if the edge enters its target through the trunk above it, False if from the side.
    """

    edge: Edge
    zone: Zone
    number: int
    low: float
    high: float
    top: bool


@dataclass(frozen=True, eq=False)
class Plan:
    """The shape of a flow. exits says at which side an edge leaves a node of the column (edges not named leave
    below).

    teeth: the edges that hang below a node, one under the other, each with the connector or end at its own end; joins:
    the connectors whose lines come in above a node. Only combs have them (layout/comb.py); these connectors and ends
    have no rows. whole: the route of a comb before lines of it were handed over to connectors.
    """

    route: Route
    rows: tuple[Row, ...]
    exits: dict[Edge, Exit]
    tracks: dict[Edge, Track]
    tiers: tuple[Tiers, ...]
    chains: dict[str, tuple[SideChain, Side]] = field(default_factory=dict)
    teeth: dict[str, tuple[Edge, ...]] = field(default_factory=dict)
    joins: dict[str, tuple[Edge, ...]] = field(default_factory=dict)
    whole: Route | None = None

    @cached_property
    def cornered(self) -> dict[str, Side]:
        """Decisions whose note can stand beside the line under the diamond, and at which side of it: at the right where
        nothing else is there, else at the left; in combs at the left of the teeth.
        """
        out: dict[str, Side] = {}
        for i, row in enumerate(self.rows):
            key = row.center[0] if len(row.center) == 1 and not row.crowded else None
            entry = self.route.by_key.get(key or "")
            if not isinstance(entry, Decision) or not entry.note:
                continue
            exits = [exit_ for edge, exit_ in self.exits.items() if edge.source == key]
            if key in self.teeth:
                if "low left" not in exits:
                    out[entry.key] = "left"
                continue
            for side in ("right", "left") if i + 1 < len(self.rows) else ():
                if not any(side in exit_ for exit_ in exits) and self._is_free_above(self.rows[i + 1], side):
                    out[entry.key] = side
                    break
        return out

    def _is_free_above(self, row: Row, side: Side) -> bool:
        """Whether nothing stands at a side of the channel above a row, and no line comes in there."""
        zones = ("right",) if side == "right" else ("inner", "outer")
        coming = any(t.top and t.zone in zones and t.edge.target in row.center for t in self.tracks.values())
        return not coming and (row.right if side == "right" else row.left) is None

    @property
    def origin(self) -> Route:
        """The route that is drawn, before a comb handed lines of it over to connectors."""
        return self.whole or self.route

    def splits(self, key: str) -> bool:
        """Whether the lines under a node part to boxes side by side."""
        return any(tiers.decision == key for tiers in self.tiers)

    @property
    def one_column(self) -> bool:
        """Whether no node stands beside another."""
        return not self.tiers and not self.chains

    @cached_property
    def rows_of(self) -> dict[str, int]:
        """The row of every node that has one."""
        return {
            key: i for i, row in enumerate(self.rows) for key in (*row.center, row.left, row.right) if key is not None
        }

    def row_of(self, key: str) -> int:
        """The row of a node. Raises KeyError."""
        return self.rows_of[key]

    def count(self, zone: Zone) -> int:
        """How many tracks a zone has."""
        return 1 + max((t.number for t in self.tracks.values() if t.zone == zone), default=-1)

    def merges_above(self, row: int) -> bool:
        """Whether lines meet in the channel above a row."""
        return row in self._merging

    @cached_property
    def _merging(self) -> frozenset[int]:
        joining = {chain.exit.target for chain, _ in self.chains.values() if chain.exit and not chain.exit.back}
        joining |= {tiers.merge for tiers in self.tiers} | {t.edge.target for t in self.tracks.values() if t.top}
        return frozenset(i for i, row in enumerate(self.rows) if joining & set(row.center))


Care = Literal["usual", "apart", "ends beside", "one column"]
"""How a route is arranged: side chains beside the rows that are there; each in rows of its own; only ends beside the
column; every node in the one column. Each needs more height than the one before, and leaves fewer lines in the way.
"""

CARES: tuple[Care, ...] = ("usual", "apart", "ends beside", "one column")


@lru_cache(maxsize=512)
def plan_flow(route: Route) -> Plan:
    """The shape of a route's flow view: the first in the order of CARES in which no line is blocked or crossed, or
    else the one with least of either.
    """
    from powermap.layout.plan_check import Disturbance, disturbance  # draws plans of this module

    best: tuple[Disturbance, Plan] | None = None
    for care in CARES:
        plan = arrange(route, care)
        found = disturbance(plan)
        if best is None or found < best[0]:
            best = (found, plan)
        if not any(found):
            break
    assert best is not None
    return best[1]


def arrange(route: Route, care: Care) -> Plan:
    """The shape of a route's flow view, arranged with that care."""
    beside, in_tiers = _arrangement(route, care)
    off = {key for chain in beside for key in chain.keys}
    off |= {key for tiers in in_tiers for chain in tiers.chains for key in chain}
    column = tuple(key for key in route.index if key not in off)
    rows = _center_rows(route) if care in ("usual", "apart") else [Row((key,)) for key in column]
    chains: dict[str, tuple[SideChain, Side]] = {}
    exits: dict[Edge, Exit] = {}
    for chain in beside:
        _seat(chain, rows, chains, exits, alone=care != "usual")
    at = {key: i for i, row in enumerate(rows) for key in (*row.center, row.left, row.right) if key}
    in_center = {key for row in rows for key in row.center if key}
    falls = set(pairwise(column))
    for tiers in in_tiers:
        for keys in tiers.chains:
            falls |= set(zip((tiers.decision, *keys), (*keys, tiers.merge), strict=True))
    tracks = _Tracks(at, rows, in_center)
    for chain, side in chains.values():
        tracks.add_chain(chain, side)
    for edge in route.edges:
        if edge.source in in_center and edge.target in in_center and (edge.source, edge.target) not in falls:
            tracks.add_direct(edge, exits)
    return Plan(route, tuple(rows), exits, numbered(tracks.wants), in_tiers, chains)


def _arrangement(route: Route, care: Care) -> tuple[tuple[SideChain, ...], tuple[Tiers, ...]]:
    """The side chains and the tiers that stand beside the column."""
    match care:
        case "one column":
            return (), ()
        case "ends beside":
            return tuple(chain for chain in route.side_chains if is_end(chain.keys[0])), ()
        case _:
            return route.side_chains, route.tiers


def _center_rows(route: Route) -> list[Row]:
    """Rows of the column and the tiers, in the order of Graphviz's ranks; the column by itself needs none."""
    if not route.tiers:
        return [Row((key,)) for key in route.column]
    ranks = place_ranks(route)
    tier_of = {key: tiers for tiers in route.tiers for chain in tiers.chains for key in chain}
    rows: list[Row] = []
    for key in sorted((*route.column, *tier_of), key=lambda k: ranks[k]):
        if key not in tier_of:
            rows.append(Row((key,)))
            continue
        tiers = tier_of[key]
        chains = sorted(tiers.chains, key=lambda chain: ranks[chain[0]][1])
        depth = next(chain.index(key) for chain in chains if key in chain)
        row = Row(tuple(chain[depth] if depth < len(chain) else None for chain in chains))
        if row not in rows:
            rows.append(row)
    return rows


def _seat(
    chain: SideChain, rows: list[Row], chains: dict[str, tuple[SideChain, Side]], exits: dict[Edge, Exit], alone: bool
) -> None:
    """Give a side chain its rows at the left or, where that is taken, at the right; add rows where both are taken, or
    if it is to stand alone.
    """
    sources = [edge.source for edge in chain.entrances if not is_join(edge.source)]
    if sources:
        start = 1 + max(i for i, row in enumerate(rows) if any(key in row.center for key in sources))
    else:  # a line from another part of a split route comes in above its target
        targets = (i for i, row in enumerate(rows) if chain.exit and chain.exit.target in row.center)
        start = next(targets, 1) - 1
    used: set[tuple[str, str]] = {(edge.source, side) for edge, side in exits.items()}
    used |= {(other.exit.target, side) for other, side in chains.values() if other.exit}
    for side in () if alone else ("left", "right"):
        stop = start + len(chain.keys)
        seats = [getattr(row, side) for row in rows[start:stop]]
        tiered = side == "right" and any(len(row.center) > 1 for row in rows[start:stop])
        passed = not sources and any(e.source in rows[start].center and s == side for e, s in exits.items())
        free = len(seats) == len(chain.keys) and not any(seats) and not tiered and not passed
        rejoined = _passed_by_rejoining(chain, rows, chains, side)
        if free and not rejoined and not _barred(chain, rows, rows[start:stop], side, used):
            break
    else:
        side = "left" if not _barred(chain, rows, (), "left", used) else "right"
        rows[start:start] = [Row(()) for _ in chain.keys]
    for i, key in enumerate(chain.keys):
        row = rows[start + i]
        rows[start + i] = Row(row.center, key, row.right) if side == "left" else Row(row.center, row.left, key)
    for edge in chain.entrances:
        if not is_join(edge.source) or any(edge.source in row.center for row in rows):
            exits[edge] = side  # type: ignore[assignment]
    for key in chain.keys:
        chains[key] = (chain, side)  # type: ignore[assignment]


def _passed_by_rejoining(
    chain: SideChain, rows: list[Row], chains: dict[str, tuple[SideChain, Side]], side: str
) -> bool:
    """Whether an edge to the chain would cross the line by which another chain of this side rejoins the column."""
    at = {key: i for i, row in enumerate(rows) for key in (*row.center, row.left, row.right) if key}
    for other, seat in chains.values():
        if seat == side and other.exit is not None and not other.exit.back and other.exit.target in at:
            low, high = at[other.keys[-1]], at[other.exit.target]
            if any(low < at[edge.source] < high for edge in chain.entrances if not is_join(edge.source)):
                return True
    return False


def _barred(
    chain: SideChain, rows: list[Row], seats: Sequence[Row], side: str, used: Collection[tuple[str, str]]
) -> bool:
    """Whether on this side a node would stand in the way of an edge, the chain's or one that is there already.

    used: the nodes of the column, with the side, that edges of other chains leave or enter there.
    """
    ends = {edge.source for edge in chain.entrances} | ({chain.exit.target} if chain.exit else set())
    beside = any(getattr(row, side) for row in rows if any(key in row.center for key in ends))
    passed = any((key, side) in used for row in seats for key in row.center if key)
    return beside or passed or any((edge.source, side) in used for edge in chain.entrances)


@dataclass
class Run:
    """A vertical run that wants a track; fields as in Track."""

    edge: Edge
    zone: Zone
    low: float
    high: float
    top: bool


def woven(a: Run, b: Run) -> bool:
    """Whether two runs overlap without one holding the other, so that they must cross on the same side."""
    return a.low < b.low < a.high < b.high or b.low < a.low < b.high < a.high


class _Tracks:
    """Collects vertical runs and gives each a track in which it crosses nothing, as far as the route allows."""

    def __init__(self, at: dict[str, int], rows: list[Row], center: set[str]) -> None:
        self.at = at
        self.rows = rows
        self.center = center
        self.wants: list[Run] = []
        self.crossers: list[float] = []  # rows (or channels) in which a line crosses the inner zone

    def add_chain(self, chain: SideChain, side: Side) -> None:
        first, last = self.at[chain.keys[0]], self.at[chain.keys[-1]]
        zone: Zone = "outer" if side == "left" else "right"
        for edge in chain.entrances:
            row = self.at[edge.source]
            if is_join(edge.source):
                self.wants.append(Run(edge, zone, row, first, False))
                continue
            if side == "left":
                self.crossers.append(row)
            if row < first - 1:
                self.wants.append(Run(edge, zone, row, first, False))
        if chain.exit is None or chain.exit.target not in self.center:
            return
        target = self.at[chain.exit.target]
        if chain.exit.back:
            self.wants.append(Run(chain.exit, zone, target - 0.5, last, True))
            if side == "left":
                self.crossers.append(target - 0.5)
        else:
            inner: Zone = "inner" if side == "left" else "right"
            if last + 1 < target:
                self.wants.append(Run(chain.exit, inner, last + 0.5, target - 0.5, True))
            if side == "left":
                self.crossers.append(last + 0.5)

    def add_direct(self, edge: Edge, exits: dict[Edge, Exit]) -> None:
        """Give an edge within the column the zone in which it disturbs least: inner, then outer, then right."""
        zones: tuple[Zone, ...] = ("inner", "outer", "right") if edge.back else ("inner", "right")
        costs = {zone: self._cost(self._want(edge, zone, exits), exits) for zone in zones}
        zone = min(zones, key=lambda z: costs[z])
        want = self._want(edge, zone, exits)
        if zone == "outer":
            self.crossers += [want.high, want.low]
        self.wants.append(want)
        self._leave(edge, "right" if zone == "right" else "left", exits)

    def _want(self, edge: Edge, zone: Zone, exits: dict[Edge, Exit]) -> Run:
        source, target = float(self.at[edge.source]), float(self.at[edge.target])
        if not edge.back:
            return Run(edge, zone, source, target - 0.5, True)
        side = "right" if zone == "right" else "left"
        taken = any(other.source == edge.target and side in exit_ for other, exit_ in exits.items())
        top = taken or zone == "outer" or edge.source == edge.target
        return Run(edge, zone, target - 0.5 if top else target, source, top)

    def _cost(self, want: Run, exits: dict[Edge, Exit]) -> float:
        """How much a run disturbs: lines crossed, corners shared, boxes beside the column passed."""
        side: Side = "right" if want.zone == "right" else "left"
        cost = {"inner": 0.0, "outer": 0.4, "right": 1.0}[want.zone]
        for other, exit_ in exits.items():
            if other.source == want.edge.source and side in exit_ and other.back == want.edge.back:
                cost += 3.0
        if want.zone == "inner":
            cost += 2.0 * sum(want.low < p < want.high for p in self.crossers)
            wide = (i for i, row in enumerate(self.rows) if len(row.center) > 2)  # may reach over the rail
            cost += 2.0 * sum(want.low <= i <= want.high for i in wide)
        cost += 2.0 * sum(w.zone == want.zone and woven(w, want) for w in self.wants)
        if want.zone == "outer":
            entered = sum(
                w.zone == "inner" and (w.low < want.high < w.high or w.low <= want.low < w.high) for w in self.wants
            )
            cost += 2.0 * entered
        passed = [self.rows[int(p)] for p in (want.low, want.high) if p == int(p)]
        if want.zone != "inner" and any(getattr(row, side) for row in passed):
            cost += 10.0
        return cost

    def _leave(self, edge: Edge, side: Side, exits: dict[Edge, Exit]) -> None:
        """The corner of the side; where two edges leave there, the one that goes down leaves at the lower edge."""
        corner = next((e for e, exit_ in exits.items() if e.source == edge.source and exit_ == side), None)
        if corner is None:
            exits[edge] = side
        elif edge.back and not corner.back:
            exits[corner] = LOW[side]
            exits[edge] = side
        else:
            exits[edge] = LOW[side]


def numbered(runs: Collection[Run]) -> dict[Edge, Track]:
    """Tracks by interval colouring, short runs nearest to the column."""
    out: dict[Edge, Track] = {}
    for run in sorted(runs, key=lambda w: (w.high - w.low, w.low, w.edge.source, w.edge.label)):
        number = 0
        while any(
            t.zone == run.zone and t.number == number and t.low <= run.high and run.low <= t.high for t in out.values()
        ):
            number += 1
        out[run.edge] = Track(run.edge, run.zone, number, run.low, run.high, run.top)
    return out
