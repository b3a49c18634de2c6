"""A route and a number of rows in; the shape of the metro view out: who stands where, and how each edge is shown.

The spine runs through the rows in a serpentine: row 0 to the right, row 1 to the left, and so on. Tiers run as short
parallel lines under the stretch of the spine that they are alternatives to. Every other entry hangs, with those that
follow it, under the station that leads to it. All other edges are nets (lines of their own, metro_nets.py), short stubs
for early ends, or, where a line would cross something, ways: the result, an arrow and the number of the station.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from powermap.layout.graph import END, START, Edge, Route, is_end
from powermap.value import Value

MOST_IN_ROW = 4
LEAST_IN_ROW = 2

_SPLIT = 0.8
"""What it costs to part a return or a skip over two rows, against rows of unequal length (squared difference, half)."""


class Seat(Value, frozen=True):
    """The place of a station of the spine: its row, its column from the left, and the number of columns of its row."""

    row: int
    column: int
    count: int

    @property
    def x(self) -> float:
        """The middle of the column as a share of the width."""
        return (self.column + 0.5) / self.count


class Bundle(Value, frozen=True):
    """Tiers in one row: columns first to last; lines are the chains beside the spine, each with the edge into it.

    open_end is True if the chains end the route instead of meeting again.
    """

    row: int
    first: int
    last: int
    lines: tuple[tuple[Edge, tuple[str, ...]], ...]
    edges: tuple[Edge, ...]
    open_end: bool


class Hanger(Value, frozen=True):
    """Entries off the spine under the station anchor. entrance is drawn from the anchor's foot on the given side;
    without a side the entrance is shown as a way. links: the edges between the keys. ends: the last key ends the route.
    """

    anchor: str
    keys: tuple[str, ...]
    entrance: Edge
    side: str
    links: tuple[Edge, ...]
    ends: Edge | None

    @property
    def edges(self) -> tuple[Edge, ...]:
        """The edges that the hanger itself shows."""
        return (*((self.entrance,) if self.side else ()), *self.links, *((self.ends,) if self.ends else ()))


@dataclass(frozen=True)
class MetroPlan:
    """The shape of a metro view with a number of rows; rows hold keys in the order of travel.

    parked: steps off the spine that end the route, in the last row beyond the end of the main line.
    """

    route: Route
    rows: tuple[tuple[str, ...], ...]
    bundles: tuple[Bundle, ...]
    hangers: tuple[Hanger, ...]
    parked: tuple[str, ...] = ()

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of every entry: its place in the list, from 1."""
        order = self.route.order or tuple(entry.key for entry in self.route.entries)
        return {key: i for i, key in enumerate(order, start=1)}

    def is_final(self, edge: Edge) -> bool:
        """Whether the route ends at the end of an edge, neither here nor in another part."""
        return is_end(edge.target) and not self.route.letter(edge.target)

    @cached_property
    def seats(self) -> dict[str, Seat]:
        out: dict[str, Seat] = {}
        for r, row in enumerate(self.rows):
            for i, key in enumerate(row):
                out[key] = Seat(r, i if r % 2 == 0 else len(row) - 1 - i, len(row))
        return out

    @cached_property
    def spine(self) -> tuple[str, ...]:
        """The stations of the main line."""
        return tuple(key for row in self.rows for key in row if key not in self.parked)

    @cached_property
    def spine_edges(self) -> tuple[Edge, ...]:
        """The edges that the main line shows: the first between each two stations of the spine, and the last to END."""
        pairs = zip(self.spine, (*self.spine[1:], END), strict=True)
        return tuple(next(e for e in self.route.outgoing[a] if e.target == b) for a, b in pairs)

    @cached_property
    def bundled(self) -> frozenset[str]:
        """Stations of the spine that have tiers running under them."""
        out: set[str] = set()
        for b in self.bundles:
            out |= {k for k, seat in self.seats.items() if seat.row == b.row and b.first <= seat.column <= b.last}
        return frozenset(out)

    def hangers_at(self, anchor: str) -> tuple[Hanger, ...]:
        return tuple(h for h in self.hangers if h.anchor == anchor)

    @cached_property
    def loose_edges(self) -> tuple[Edge, ...]:
        """Edges that neither the main line nor tiers nor hangers show, in the order of the list."""
        shown = {*self.spine_edges, *(e for b in self.bundles for e in b.edges)}
        shown |= {e for h in self.hangers for e in h.edges}
        shown |= {e for key in self.parked for e in self.route.outgoing[key]}
        left: list[Edge] = []
        for edge in self.route.edges:
            if edge in shown:
                shown.discard(edge)  # two branches with one result and one target are two edges that look alike
            elif edge.source != START:
                left.append(edge)
        return tuple(left)


@lru_cache(maxsize=512)
def plan_metro(route: Route, rows: int, park: bool = False) -> MetroPlan:
    """The shape of a route's metro view in so many rows. park: single steps off the spine that end the route stand in
    the last row, as far as there is room, instead of hanging under the station that leads to them.
    """
    parted = _rows(route, route.spine[1:-1], rows)
    plan = _with_sides(MetroPlan(route, parted, (), ()))
    if not park:
        return plan
    lone = [h.keys[0] for h in plan.hangers if len(h.keys) == 1 and h.ends]
    parked = tuple(lone[: max(0, min(MOST_IN_ROW - 1, MOST_IN_ROW * rows - len(plan.spine)))])
    if not parked:
        return plan
    parted = _rows(route, (*plan.spine, *parked), rows, len(parked))
    if not {plan.spine[-1], *parked} <= set(parted[-1]):
        return plan  # what stands beyond the end of the main line must not stand in its way
    return _with_sides(MetroPlan(route, parted, (), (), parked))


def _with_sides(bare: MetroPlan) -> MetroPlan:
    route, rows, parked = bare.route, bare.rows, bare.parked
    bundles = _bundles(bare)
    return MetroPlan(route, rows, bundles, _hangers(MetroPlan(route, rows, bundles, (), parked)), parked)


def row_counts(route: Route) -> range:
    """The numbers of rows worth trying: the fewest possible and up to two more, with two stations to a row at least."""
    stations = len(route.spine) - 2
    least = -(-stations // MOST_IN_ROW)
    return range(least, max(least, min(least + 2, -(-stations // LEAST_IN_ROW))) + 1)


def _rows(route: Route, spine: tuple[str, ...], count: int, parked: int = 0) -> tuple[tuple[str, ...], ...]:
    """The spine parted into rows of about equal length, so that few returns, skips and tiers are parted.

    The last keys, so many as are parked, stay in one row with the last of the main line.
    """
    at = {key: i for i, key in enumerate(spine)}
    spans = [sorted((at[e.source], at[e.target])) for e in route.edges if e.source in at and e.target in at]
    spans = [span for span in spans if span[1] - span[0] != 1]
    groups = [
        [at[k] for k in chain] for tiers in route.tiers for chain in tiers.chains if any(key in at for key in chain)
    ]
    if parked:
        groups.append(list(range(len(spine) - parked - 1, len(spine))))
    even = len(spine) / count
    least = max(1, int(even) - 1)
    most = min(MOST_IN_ROW, -(-len(spine) // count) + 1)

    def cost(start: int, stop: int) -> float:
        kept = sum(1 for a, b in spans if start <= a and b < stop)
        parted = sum(1 for g in groups if g[0] < start <= g[-1] or g[0] < stop <= g[-1])
        return 0.5 * (stop - start - even) ** 2 - _SPLIT * kept + 5 * parted

    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for _ in range(count):
        after: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (so_far, cuts) in best.items():
            for stop in range(start + least, min(start + most, len(spine)) + 1):
                found = (so_far + cost(start, stop), (*cuts, stop))
                if stop not in after or found < after[stop]:
                    after[stop] = found
        best = after
    cuts = best[len(spine)][1]
    return tuple(spine[a:b] for a, b in zip((0, *cuts), cuts, strict=False))


def _bundles(plan: MetroPlan) -> tuple[Bundle, ...]:
    """Tiers whose stretch of the spine stands in one row; the chains of others hang like any entry off the spine."""
    route, seats = plan.route, plan.seats
    out: list[Bundle] = []
    for tiers in route.tiers:
        inner = next((c for c in tiers.chains if all(k in seats for k in c)), None)
        if inner is None or len({seats[k].row for k in inner}) > 1:
            continue
        columns = [seats[k].column for k in inner]
        lines: list[tuple[Edge, tuple[str, ...]]] = []
        edges: list[Edge] = []
        for chain in tiers.chains:
            if chain == inner or len(chain) > len(inner):
                continue
            entrance = next(e for e in route.outgoing[tiers.decision] if e.target == chain[0])
            lines.append((entrance, chain))
            edges += [entrance, *(e for k in chain for e in route.outgoing[k])]
        if lines:
            last = is_end(tiers.merge)
            out.append(
                Bundle(seats[inner[0]].row, min(columns), max(columns), tuple(lines), tuple(edges), last),
            )
    return tuple(out)


def _hangers(plan: MetroPlan) -> tuple[Hanger, ...]:
    """Entries off the spine in chains, each under the station of the spine that leads to it."""
    route, seats = plan.route, plan.seats
    placed = {*seats, *(k for b in plan.bundles for _, chain in b.lines for k in chain)}
    chains: list[list[str]] = []
    links: list[list[Edge]] = []
    entrances: list[Edge] = []
    tails: dict[str, int] = {}
    for entry in route.entries:
        key = entry.key
        if key in placed:
            continue
        forward = [e for e in route.incoming[key] if not e.back]
        link = next((e for e in forward if e.source in tails), None)
        if link is not None and not any(e.source in seats for e in forward):
            i = tails.pop(link.source)
            chains[i].append(key)
            links[i].append(link)
        else:
            i = len(chains)
            entrances.append(_entrance(plan, forward))
            chains.append([key])
            links.append([])
        tails[key] = i
    return tuple(_hung(plan, chains, links, entrances))


def _entrance(plan: MetroPlan, forward: Iterable[Edge]) -> Edge:
    """The edge by which a chain hangs: one from the spine, clear of tiers, if there is one."""
    ways = list(forward)
    free = [e for e in ways if e.source in plan.seats and e.source not in plan.bundled]
    return (free or ways)[0]


def _hung(plan: MetroPlan, chains: list[list[str]], links: list[list[Edge]], entrances: list[Edge]) -> Iterable[Hanger]:
    anchor_of: dict[str, str] = {key: key for key in plan.seats}
    for b in plan.bundles:
        over = next(
            k for row in plan.rows for k in row if plan.seats[k].row == b.row and plan.seats[k].column == b.first
        )
        anchor_of |= {k: over for _, chain in b.lines for k in chain}
    sides: dict[str, list[str]] = {}
    for keys, inner, entrance in zip(chains, links, entrances, strict=True):
        anchor = anchor_of[entrance.source]
        anchor_of |= dict.fromkeys(keys, anchor)
        free = sides.setdefault(anchor, [] if anchor in plan.bundled else ["left", "right"])
        side = free.pop(0) if free and entrance.source == anchor else ""
        last = plan.route.outgoing[keys[-1]]
        ends = last[0] if len(last) == 1 and plan.is_final(last[0]) else None
        yield Hanger(anchor, tuple(keys), entrance, side, tuple(inner), ends)
