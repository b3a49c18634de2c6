"""A route in; a plan of its lanes in which no line crosses another, out.

A line that would cross, or go far around, goes to a lettered circle beside its source instead, and comes in from the
circle's pair at its target (GB/T 1526: crossings are avoided, connectors come in pairs).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from powermap.layout.graph import BACK, END, JOIN, START, Edge, Route, is_end, is_join, lettered
from powermap.layout.lanes_grid import Node
from powermap.layout.lanes_plan import LanesPlan, plan_lanes
from powermap.layout.lanes_wires import Wire, Wiring, wire_lanes
from powermap.model import Actor
from powermap.value import replace

ROUNDS = 4
"""How often lines are handed over to connectors and the rest is led anew."""

DETOUR = 5.0
"""Rows and lanes that a line may go around; one that has to go further goes to a connector."""

LEAST_TANGLE, TANGLE = 4, 0.2
"""If more lines than these, or than this share of all, would have to be handed over at once, leading the rest anew only
tangles it again."""


@lru_cache(maxsize=512)
def plan_clear(route: Route, shared: bool = False, order: tuple[Actor, ...] = ()) -> LanesPlan:
    """The plan of a route (plan_lanes) with connectors in place of the lines that would cross.

    Where new crossings come up again and again, every entry stands in rows of its own and only the lines to the next
    entry are led. The letters of new connectors are names that are to be lettered (with_letters).
    """
    for shy in (False, True):
        plan = _cleared(route, shared, order, shy)
        if plan is not None:
            return plan
    first = route.outgoing[START][0].target
    in_turn = (first, *(entry.key for entry in route.entries if entry.key != first))
    return plan_lanes(_with_connectors(route, _out_of_turn(route, in_turn)), shared, order, in_turn)


def _cleared(route: Route, shared: bool, order: tuple[Actor, ...], shy: bool) -> LanesPlan | None:
    """The plan in which no line crosses once some are handed over; None where new crossings come up again and again."""
    left = route
    for turn in range(1, ROUNDS + 1):
        plan = replace(plan_lanes(left, shared, order), shy=shy)
        wiring = wire_lanes(plan)
        crossings = list(_crossings(wiring))
        if not crossings and wiring.clean:
            astray = _astray(wiring) if turn < ROUNDS else set()
            if not astray:
                return plan
            left = _with_connectors(left, astray)
            continue
        over = _handed_over(plan, crossings)
        if not over or len(over) > max(LEAST_TANGLE, TANGLE * len(route.edges)):
            break
        left = _with_connectors(left, over)
    return None


def _out_of_turn(route: Route, order: Sequence[str]) -> set[Edge]:
    """The edges that do not lead to the next entry, or from the last to the end."""
    after = dict(pairwise((START, *order, END)))
    falls: dict[str, Edge] = {}
    for edge in route.edges:
        if after.get(edge.source) == edge.target:
            falls.setdefault(edge.source, edge)
    stays = set(falls.values())
    return {
        e for e in route.edges if e not in stays and not is_join(e.source) and (e.target == END or not is_end(e.target))
    }


def with_letters(plans: Sequence[LanesPlan]) -> tuple[LanesPlan, ...]:
    """The plans of the parts of a route with all their connectors lettered in the order in which they are read."""
    routes = lettered([plan.route for plan in plans])
    return tuple(replace(plan, route=route) for plan, route in zip(plans, routes, strict=True))


def _crossings(wiring: Wiring) -> Iterator[tuple[Edge, Edge]]:
    """Pairs of edges that have a crossing of the grid in common and do not go on together from there."""
    at: dict[Node, list[Wire]] = {}
    for wire in wiring.wires.values():
        for node in wire.nodes[1:-1]:
            at.setdefault(node, []).append(wire)
    for node, wires in at.items():
        for one, two in combinations(wires, 2):
            together = one.edge.target == two.edge.target and _from(one, node) == _from(two, node)
            if not together:
                yield one.edge, two.edge


def _from(wire: Wire, node: Node) -> tuple[Node, ...]:
    return wire.nodes[wire.nodes.index(node) :]


def _astray(wiring: Wiring) -> set[Edge]:
    """The edges beside the spine that go on by a long way around."""
    spine = set(pairwise(wiring.grid.plan.route.spine))
    return {
        wire.edge
        for wire in wiring.wires.values()
        if _detour(wiring, wire) >= DETOUR
        and not (wire.edge.back or is_join(wire.edge.source) or is_end(wire.edge.target))
        and (wire.edge.source, wire.edge.target) not in spine
    }


def _detour(wiring: Wiring, wire: Wire) -> float:
    """How many rows and lanes a way is longer than the shortest between its ends."""
    places = [wiring.grid.place(node) for node in wire.nodes]
    far = sum(abs(a - c) + abs(b - d) for (a, b), (c, d) in pairwise(places))
    (a, b), (c, d) = places[0], places[-1]
    return far - abs(a - c) - abs(b - d)


def _handed_over(plan: LanesPlan, crossings: Sequence[tuple[Edge, Edge]]) -> set[Edge]:
    """The edges without which none cross: those that cross most, returns and long ones first; of the spine only where
    nothing else crosses.
    """
    route = plan.route
    spine = set(pairwise(route.spine))
    count = Counter(edge for pair in crossings for edge in pair)

    def movable(edge: Edge) -> bool:
        return not (is_join(edge.source) or edge.source == START or is_end(edge.target))

    def free(edge: Edge) -> bool:
        return movable(edge) and (edge.source, edge.target) not in spine

    def weight(edge: Edge) -> tuple[int, bool, int, str]:
        rows = abs(plan.seats[edge.source].row - plan.seats[edge.target].row)
        return (count[edge], edge.back, rows, f"{edge.source}{edge.target}{edge.label}")

    over: set[Edge] = set()
    for edge in sorted(filter(free, count), key=weight, reverse=True):
        if any(edge in pair and not over & set(pair) for pair in crossings):
            over.add(edge)
    return over or set(sorted(filter(movable, count), key=weight, reverse=True)[:1])


def _with_connectors(route: Route, over: Collection[Edge]) -> Route:
    """The route in which these edges end at connectors, with their pairs at the targets."""
    letters = dict(route.letters)
    names = {e.target: letters[e.source] for e in route.edges if is_join(e.source)}
    edges: list[Edge] = []
    for i, edge in enumerate(route.edges):
        if edge in over:
            end = f"{END}x{i:03}{BACK if edge.back else ''}"
            if edge.target != END:
                letters[end] = names.setdefault(edge.target, f"→{edge.target}")
            elif END in letters:  # the route goes on in the next part
                letters[end] = letters[END]
            edge = edge.led_to(end)
        edges.append(edge)
    met = {e.target for e in edges if is_join(e.source)}
    onward = {e.target for e in over if not e.back}
    for target in dict.fromkeys(e.target for e in route.edges if e in over):
        if target not in met and target != END:
            join = Edge(f"{JOIN}→{target}{'' if target in onward else BACK}", target)
            letters[join.source] = names[target]
            edges.append(join)
    return Route(route.entries, tuple(edges), tuple(letters.items()))
