"""A route and a number of sheets in; the most promising ways to part it, as routes joined by connectors, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import heappop, heappush
from itertools import accumulate, islice
from math import inf

from powermap.layout.graph import END, START, Route, is_end
from powermap.layout.lanes_plan import plan_lanes
from powermap.layout.plan import Plan, Row
from powermap.layout.split import split_route

TRIED_CUTS = 8
"""How many ways to cut a route are measured."""

DECISION, NOTE, LETTER = 2.4, 0.35, 0.7
"""What a decision, a line of note and a parted line take on a sheet against a step with its name alone."""

APART = 2.5
"""The same for a cut between a decision and where its tiers meet again."""

MOST_LOOKS = 20_000
"""Choices of cuts that are looked at before no more are found."""

NOTE_LINE = 14
"""Characters on a line of note, about."""


@lru_cache(maxsize=256)
def parted(route: Route, count: int) -> tuple[tuple[Route, ...], ...]:
    """Ways to part a route into so many, the best guess first: parts about equally large, few lines parted.

    The parts follow the rows of the lanes.
    """
    if count == 1:
        return ((route,),)
    plan = _in_a_line(route)
    sizes = [sum(_size(route, key) for key in row.center if key) for row in plan.rows]
    at = plan.rows_of
    weight: dict[int, float] = {}
    for cut in _allowed(plan):
        lines = sum((at[e.source] < cut) != (at[e.target] < cut) for e in route.edges) - 1
        tiers_apart = sum(at[t.decision] < cut <= at[t.merge] for t in route.tiers)
        weight[cut] = LETTER * lines + APART * tiers_apart
    ways = (split_route(plan, cuts) for cuts in _by_cost(sizes, weight, count - 1))
    return tuple(islice(ways, TRIED_CUTS))


def parted_in_turn(route: Route, fits: Callable[[Route], bool]) -> tuple[Route, ...]:
    """The parts of a route from the top down, each with as many rows as fit on a sheet, or with one."""
    plan = _in_a_line(route)
    cuts: list[int] = []
    top, good = 0, 0
    for foot in (*_allowed(plan), len(plan.rows)):
        while not fits(_between(plan, top, foot)) and good > top:
            cuts.append(good)
            top = good
        good = foot
    return split_route(plan, tuple(cuts)) if cuts else (route,)


def _between(plan: Plan, top: int, foot: int) -> Route:
    """The part of a route from one row to before another."""
    cuts = tuple(cut for cut in (top, foot) if 0 < cut < len(plan.rows))
    return split_route(plan, cuts)[min(top, 1)] if cuts else plan.route


def _allowed(plan: Plan) -> list[int]:
    """The rows above which a route may be cut: a line comes to them from above."""
    route, at = plan.route, plan.rows_of
    return [
        i
        for i in range(2, len(plan.rows) - 1)
        if any(not e.back and at[e.source] < i for e in route.incoming[plan.rows[i].center[0] or ""])
    ]


def _by_cost(sizes: Sequence[float], weight: Mapping[int, float], count: int) -> Iterator[tuple[int, ...]]:
    """So many of the cuts with a weight, the cheapest choice first: the size of the largest part and the weights.

    Cuts are added from the top down, always to the choice that may still become the cheapest (best first search), so
    that of the millions of choices of a long route only the promising ones are looked at.
    """
    allowed = sorted(weight)
    before = (0.0, *accumulate(sizes))
    lightest = [[0.0] * (len(allowed) + 1)]
    for _ in range(count):  # the least weight of so many cuts from each place on
        row = [inf] * (len(allowed) + 1)
        for i in reversed(range(len(allowed))):
            row[i] = min(row[i + 1], weight[allowed[i]] + lightest[-1][i + 1])
        lightest.append(row)
    heap: list[tuple[float, tuple[int, ...], int, float, float]] = [(0.0, (), 0, 0.0, 0.0)]
    for _ in range(MOST_LOOKS):
        if not heap:
            return
        _, cuts, at, largest, weighs = heappop(heap)
        left = count - len(cuts)
        if not left:
            yield cuts
            continue
        last = before[cuts[-1] if cuts else 0]
        for i in range(at, len(allowed) - left + 1):
            cut = allowed[i]
            largest_now = max(largest, before[cut] - last)
            so_far = weighs + weight[cut]
            even = (before[-1] - before[cut]) / left
            least = max(largest_now, even) + so_far + lightest[left - 1][i + 1]
            heappush(heap, (least, (*cuts, cut), i + 1, largest_now, so_far))


def _in_a_line(route: Route) -> Plan:
    """The plan by which a route is parted: every entry in a row of its own in the order of the lanes' rows, with the
    ends that only it leads to.
    """
    seats = plan_lanes(route).seats
    order = {key: i for i, key in enumerate(route.index)}
    keys = sorted(route.by_key, key=lambda key: (seats[key].row, order[key]))
    rows = [Row((START,))]
    for key in keys:
        ends = (e.target for e in route.outgoing[key] if is_end(e.target) and e.target != END)
        rows.append(Row((key, *ends)))
    return Plan(route, (*rows, Row((END,))), {}, {}, ())


def _size(route: Route, key: str) -> float:
    entry = route.by_key.get(key)
    if entry is None:
        return 0.5
    notes = len(entry.note) / NOTE_LINE + (1 if entry.limit else 0) + len(entry.risks)
    return (DECISION if route.is_decision(key) else 1.0) + NOTE * notes
