"""A route in; lanes, and for every node its row and lane, out: the shape of a lanes view before anything has a size.

Lanes are actors in the order of their kinds, rows follow the order of the route. A node stands one row below what leads
to it, or beside it in the same row where nothing is between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Literal

from powermap.layout.graph import END, START, Edge, Route, is_end, is_join
from powermap.model import Actor, ActorKind
from powermap.value import Value

Port = Literal["top", "bottom", "left", "right", "low left", "low right"]
"""Where a line meets a box. The low ones are the lower slants of a diamond with more than three ways out."""

FAR_JOIN = 1
"""A connector from which a line comes in stands no more lanes away where it can stand above its target."""

MOST_AT_CORNERS = 3
"""Ways out of a diamond that leave at its corners; with more, its lower slants are used as well."""


class Lane(Value, frozen=True):
    """One lane: the actors in it, several of one kind where lanes are shared, none where the route names nobody."""

    actors: tuple[Actor, ...]

    @property
    def kind(self) -> str:
        return self.actors[0].kind.value if self.actors else ""

    @property
    def names(self) -> tuple[str, str]:
        """Name and short name for the head."""
        if len(self.actors) == 1:
            return self.actors[0].name, self.actors[0].short
        return (self.kind, self.kind) if self.actors else ("办理", "办理")


class Seat(Value, frozen=True):
    """Row and lane of a node, from 0."""

    row: int
    lane: int


@dataclass(frozen=True, eq=False)
class LanesPlan:
    """Seats of all nodes that are drawn. beside: edges that run level to the next box of the row; shy: lines go far
    around rather than cross.
    """

    route: Route
    lanes: tuple[Lane, ...]
    seats: dict[str, Seat]
    beside: frozenset[Edge]
    striped: frozenset[str]
    """Steps at which the route ends: said by a strip at their foot, without an end of its own."""
    shy: bool = False

    @cached_property
    def rows(self) -> int:
        return 1 + max(seat.row for seat in self.seats.values())

    @cached_property
    def at(self) -> dict[tuple[int, int], str]:
        """The node at a row and lane."""
        return {(seat.row, seat.lane): key for key, seat in self.seats.items()}

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """The edges that are drawn."""
        return tuple(e for e in self.route.edges if e.source not in self.striped)

    @cached_property
    def falling(self) -> frozenset[Edge]:
        """Of the ways out of a decision that has many, the one that falls straight on the next box below."""
        out: set[Edge] = set()
        for key, seat in self.seats.items():
            if self.ways_out(key) > MOST_AT_CORNERS:
                below = next((k for r in range(seat.row + 1, self.rows) if (k := self.at.get((r, seat.lane)))), "")
                out |= set([e for e in self.route.outgoing[key] if e.target == below and e not in self.beside][:1])
        return frozenset(out)

    def named(self, key: str) -> int:
        """How many of an entry's actors its lane already names: the first one, or nobody where lanes are shared."""
        return 1 if len(self.lanes[self.seats[key].lane].actors) == 1 else 0

    def ways_out(self, key: str) -> int:
        return len(self.route.outgoing[key])


@lru_cache(maxsize=512)
def plan_lanes(
    route: Route, shared: bool = False, order: tuple[Actor, ...] = (), apart: tuple[str, ...] = ()
) -> LanesPlan:
    """The seats of a route whose early ends are those of lanes_ways.for_lanes.

    shared: actors of one kind share a lane, for sheets that are too narrow for a lane each. order: the actors in the
    order of lanes, where the route is a part of one that has more of them. apart: all entries in the order in which
    each takes rows of its own, below everything before it.
    """
    lanes, lane_of = _lanes(route, shared, order)
    striped = frozenset(
        e.source
        for e in route.edges
        if is_end(e.target)
        and e.target != END
        and e.source in route.by_key
        and not route.letter(e.target)
        and not route.is_decision(e.source)
    )
    seating = _Seating(route, len(lanes), lane_of, striped)
    if apart:
        seating.seat_apart(apart)
    else:
        seating.seat_all()
    return LanesPlan(route, lanes, seating.seats, frozenset(seating.beside), striped)


def lane_order(route: Route) -> tuple[Actor, ...]:
    """Who acts first at some entry, by kind, within a kind by first appearance."""
    actors = dict.fromkeys(entry.actors[0] for entry in route.entries if entry.actors)
    kinds = list(ActorKind)
    return tuple(sorted(actors, key=lambda actor: kinds.index(actor.kind)))


def _lanes(route: Route, shared: bool, order: tuple[Actor, ...]) -> tuple[tuple[Lane, ...], dict[str, int]]:
    """The lanes, and the lane of every entry: its first actor's, or without actors that of the entry before."""
    here = lane_order(route)
    actors = [actor for actor in order or here if actor in here]
    if shared:
        lanes = [Lane(tuple(group)) for _, group in groupby(actors, key=lambda actor: actor.kind)]
    else:
        lanes = [Lane((actor,)) for actor in actors]
    at = {actor: i for i, lane in enumerate(lanes) for actor in lane.actors}
    lane = next((at[entry.actors[0]] for entry in route.entries if entry.actors), 0)
    of: dict[str, int] = {}
    for entry in route.entries:
        lane = at[entry.actors[0]] if entry.actors else lane
        of[entry.key] = lane
    return tuple(lanes) or (Lane(()),), of


class _Seating:
    """Seats nodes one after the other."""

    def __init__(self, route: Route, count: int, lane_of: dict[str, int], striped: frozenset[str]) -> None:
        self.route = route
        self.count = count
        self.lane_of = lane_of
        self.striped = striped
        self.seats: dict[str, Seat] = {}
        self.beside: list[Edge] = []
        self.taken: set[tuple[int, int]] = set()
        self.ports: set[tuple[str, str]] = set()
        self.parting = {(tiers.decision, chain[0]) for tiers in route.tiers for chain in tiers.chains}

    def seat_all(self) -> None:
        route = self.route
        (first,) = route.outgoing[START]
        self._take(START, 0, self._lane(first.target))
        for entry in route.entries:
            self._seat_entry(entry.key)
        ends = [k for k in route.index if is_end(k) and k != END and k not in self._silent()]
        to_end = [e.source for e in route.incoming[END] if e.source not in self.striped]
        if len(to_end) == 1 and route.letter(END):
            ends.append(END)  # the route goes on elsewhere: a connector like the others
        elif to_end:
            row = 1 + max(self.seats[source].row for source in to_end)
            lane = self.seats[route.spine[-2]].lane
            self._take(END, self._free_row(row, lane), lane)
        self._seat_ends(ends)

    def seat_apart(self, order: tuple[str, ...]) -> None:
        """Every entry in rows of its own, the ends that it leads to beneath it, a connector to it above it."""
        route, silent = self.route, self._silent()
        self._take(START, 0, self._lane(order[0]))
        row = 1
        for key in order:
            lane = self._lane(key)
            for join in (e.source for e in route.incoming[key] if is_join(e.source)):
                near = next(self._free_near(row, lane), Seat(row, lane))
                self._take(join, near.row, near.lane)
                row += 1
            ends = [e.target for e in route.outgoing[key] if is_end(e.target) and e.target != END]
            for under in (key, *(end for end in ends if end not in silent)):
                self._take(under, row, lane)
                row += 1
        if any(e.source not in self.striped for e in route.incoming[END]):
            self._take(END, row, self._lane(order[-1]))

    def _silent(self) -> set[str]:
        return {e.target for e in self.route.edges if e.source in self.striped}

    def _lane(self, key: str) -> int:
        return self.lane_of.get(key, 0)

    def _take(self, key: str, row: int, lane: int) -> None:
        self.seats[key] = Seat(row, lane)
        self.taken.add((row, lane))

    def _free_row(self, row: int, lane: int) -> int:
        while (row, lane) in self.taken:
            row += 1
        return row

    def _seat_entry(self, key: str) -> None:
        lane = self._lane(key)
        joins = [e.source for e in self.route.incoming[key] if is_join(e.source)]
        before = [e for e in self.route.incoming[key] if not e.back and e.source in self.seats]
        base = max((self.seats[e.source].row for e in before), default=0)
        edge = self._beside(key, lane, base, before) if not joins else None
        if edge:
            self._join_level(edge, base, lane)
            return
        row = self._free_row(base + 1, lane)
        falls = any(self.seats[e.source].lane == lane for e in before)
        for i, join in enumerate(joins):
            above = Seat(row - 1, lane)
            own = i == 0 and not falls and (above.row, lane) not in self.taken
            seat = above if own else next(self._free_near(row - 1, lane), None)
            if seat is None or (abs(seat.lane - lane) > FAR_JOIN and not falls):
                seat = Seat(row, lane)
                row = self._free_row(row + 1, lane)
            self._take(join, seat.row, seat.lane)
        self._take(key, row, lane)

    def _free_near(self, row: int, lane: int) -> Iterator[Seat]:
        for other in sorted(range(self.count), key=lambda i: (abs(i - lane), i)):
            if other != lane and (row, other) not in self.taken:
                yield Seat(row, other)

    def _beside(self, key: str, lane: int, row: int, before: list[Edge]) -> Edge | None:
        """The edge by which a node can stand beside the one before it, None if it has to stand below."""
        level = [e for e in before if self.seats[e.source].row == row]
        if len(level) != 1 or (row, lane) in self.taken:
            return None
        (edge,) = level
        source = edge.source
        if (source not in self.route.by_key and not is_end(key)) or (source, key) in self.parting:
            return None
        if self.route.is_decision(key) and (
            len(self.route.incoming[key]) > 1 or len(self.route.outgoing[key]) > MOST_AT_CORNERS - 1
        ):
            return None
        at = self.seats[source].lane
        if at == lane or (source, _facing(at, lane)) in self.ports:
            return None
        between = range(min(at, lane) + 1, max(at, lane))
        return None if any((row, i) in self.taken for i in between) else edge

    def _join_level(self, edge: Edge, row: int, lane: int) -> None:
        at = self.seats[edge.source].lane
        self.taken |= {(row, i) for i in range(min(at, lane), max(at, lane))}
        self.ports |= {(edge.source, _facing(at, lane)), (edge.target, _facing(lane, at))}
        self.beside.append(edge)
        self._take(edge.target, row, lane)

    def _seat_ends(self, keys: list[str]) -> None:
        """Ends of their own: below their decision; where the route goes on there, beside it, or in a lane beside it one
        row down or more; else at the foot of their lane.
        """
        later: list[str] = []
        for key in keys:
            source = self.seats[self.route.incoming[key][0].source]
            if (source.row + 1, source.lane) in self.taken:
                later.append(key)
            else:
                self._take(key, source.row + 1, source.lane)
        for key in later:
            edge = self.route.incoming[key][0]
            row, lane = self.seats[edge.source].row, self.seats[edge.source].lane
            near = [i for i in (lane + 1, lane - 1) if 0 <= i < self.count]
            level = [i for i in near if self._beside(key, i, row, [edge])]
            free = [i for i in (lane + 1, lane - 1) if (edge.source, _facing(lane, i)) not in self.ports]
            if free and not set(free) & set(near):
                near = [lane]  # no lane where a side of the diamond is free: down along the edge of the chart
            below = [(r, i) for r in range(row + 1, row + 4) for i in near if (r, i) not in self.taken]
            if level:
                self._join_level(edge, row, level[0])
            elif below:
                self._take(key, *below[0])
            else:
                self._take(key, self._free_row(row + 1, lane), lane)


def _facing(lane: int, other: int) -> Port:
    return "right" if other > lane else "left"
