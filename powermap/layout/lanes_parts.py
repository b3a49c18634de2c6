"""A route and a number of sheets in; the most promising ways to part it, as routes joined by connectors, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
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

    The parts follow the rows of the lanes. In each there is a way from its beginning to its end.
    """
    if count == 1:
        return ((route,),)
    rows = _in_a_line(route)
    plan = Plan(route, rows, {}, {}, ())
    at = {key: i for i, row in enumerate(rows) for key in row.center if key}
    sizes = [sum(_size(route, key) for key in row.center if key) for row in rows]
    allowed = [
        i
        for i in range(2, len(rows) - 1)
        if any(not e.back and at[e.source] < i for e in route.incoming[rows[i].center[0] or ""])
    ]
    lines = {cut: sum((at[e.source] < cut) != (at[e.target] < cut) for e in route.edges) - 1 for cut in allowed}

    weight: dict[int, float] = {}
    for cut in allowed:
        tiers_apart = sum(at[t.decision] < cut <= at[t.merge] for t in route.tiers)
        weight[cut] = LETTER * lines[cut] + APART * tiers_apart

    @cache
    def holds(top: int, foot: int) -> bool:
        return _leads_on(route, rows, at, top, foot)

    ways = (split_route(plan, cuts) for cuts in _by_cost(sizes, weight, count - 1, holds))
    return tuple(islice((parts for parts in ways if all(_sound(part) for part in parts)), TRIED_CUTS))


def _leads_on(route: Route, rows: Sequence[Row], at: Mapping[str, int], top: int, foot: int) -> bool:
    """Whether the rows from top to before foot have a way of their own from the first of them to the row at foot."""
    first = rows[top].center[0] or ""
    goal = rows[foot].center[0] if foot < len(rows) else END
    reached, todo = {first}, [first]
    while todo:
        for edge in route.outgoing[todo.pop()]:
            if edge.target == goal and not edge.back:
                return True
            if edge.target not in reached and not edge.back and top <= at[edge.target] < foot:
                reached.add(edge.target)
                todo.append(edge.target)
    return False


def _by_cost(
    sizes: Sequence[float], weight: Mapping[int, float], count: int, holds: Callable[[int, int], bool]
) -> Iterator[tuple[int, ...]]:
    """So many of the cuts with a weight, the cheapest choice first: the size of the largest part and the weights.

    holds: whether a part from one cut (or the top, 0) to the next (or the end) can stand by itself.

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
        top = cuts[-1] if cuts else 0
        last = before[top]
        for i in range(at, len(allowed) - left + 1):
            cut = allowed[i]
            if not holds(top, cut) or (left == 1 and not holds(cut, len(sizes))):
                continue
            largest_now = max(largest, before[cut] - last)
            so_far = weighs + weight[cut]
            even = (before[-1] - before[cut]) / left
            least = max(largest_now, even) + so_far + lightest[left - 1][i + 1]
            heappush(heap, (least, (*cuts, cut), i + 1, largest_now, so_far))


def _in_a_line(route: Route) -> tuple[Row, ...]:
    """Every entry in a row of its own in the order of the lanes' rows, with the ends that only it leads to."""
    seats = plan_lanes(route).seats
    order = {key: i for i, key in enumerate(route.index)}
    keys = sorted(route.by_key, key=lambda key: (seats[key].row, order[key]))
    rows = [Row((START,))]
    for key in keys:
        ends = (e.target for e in route.outgoing[key] if is_end(e.target) and e.target != END)
        rows.append(Row((key, *ends)))
    return (*rows, Row((END,)))


def _size(route: Route, key: str) -> float:
    entry = route.by_key.get(key)
    if entry is None:
        return 0.5
    notes = len(entry.note) / NOTE_LINE + (1 if entry.limit else 0) + len(entry.risks)
    return (DECISION if route.is_decision(key) else 1.0) + NOTE * notes


def _sound(part: Route) -> bool:
    """Whether a part has entries, and a way from its start to its end."""
    reached, todo = {START}, [START]
    while todo:
        for edge in part.outgoing[todo.pop()]:
            if edge.target not in reached and not edge.back:
                reached.add(edge.target)
                todo.append(edge.target)
    return END in reached and bool(part.entries)
