"""A route and the rows at which it is cut in; its parts as routes of their own, joined by lettered connectors, out.

Every line that is cut ends in a circle with a letter, and goes on from the circle with that letter in the other part
(GB/T 1526: paired connectors).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import count

from powermap.layout.graph import END, JOIN, START, Edge, Route, is_end, lettered
from powermap.layout.plan import Plan


def cuts_allowed(plan: Plan) -> tuple[int, ...]:
    """The rows above which a route may be cut: one node of the column, which the row above leads to, and nothing
    beside it; never right after START or before END.
    """
    out: list[int] = []
    for i in range(2, len(plan.rows) - 1):
        row, above = plan.rows[i], plan.rows[i - 1]
        falls = any(
            edge.target in row.center and edge.source in above.center and not edge.back for edge in plan.route.edges
        )
        if len(row.center) == 1 and not row.crowded and falls:
            out.append(i)
    return tuple(out)


def crossing(plan: Plan, cut: int) -> int:
    """How many lines a cut above a row parts, besides the one that falls into it."""
    at = plan.rows_of
    first = plan.rows[cut].center[0]
    return sum(
        1
        for edge in plan.route.edges
        if (at[edge.source] < cut) != (at[edge.target] < cut) and not (edge.target == first and not edge.back)
    )


@lru_cache(maxsize=512)
def split_route(plan: Plan, cuts: tuple[int, ...]) -> tuple[Route, ...]:
    """The parts between the cuts, from the top."""
    at = plan.rows_of
    bounds = [0, *cuts, len(plan.rows)]
    part = {key: next(i for i in range(len(bounds) - 1) if row < bounds[i + 1]) for key, row in at.items()}
    firsts = [START] + [plan.rows[cut].center[0] or "" for cut in cuts]
    names = (str(number) for number in count())
    falling = {i: next(names) for i in range(len(cuts))}
    others: dict[str, str] = {}
    edges: list[list[Edge]] = [[] for _ in firsts]
    letters: list[dict[str, str]] = [{} for _ in firsts]
    for i, first in enumerate(firsts):
        if i:
            edges[i].append(Edge(START, first))
            letters[i][START] = falling[i - 1]
        if i < len(cuts):
            letters[i][END] = falling[i]
    early = {chain.keys[-1] for chain in plan.route.side_chains if chain.exit is None}
    for edge in plan.route.edges:
        source, target = part[edge.source], part[edge.target]
        if source == target:
            edges[source].append(edge)
        elif edge.source in early or is_end(edge.target):  # the route ends here, not at the end of another part
            edges[source].append(Edge(edge.source, f"{END}{len(edges[source]):03}", edge.label))
        elif not edge.back and target == source + 1 and edge.target == firsts[target]:
            edges[source].append(Edge(edge.source, END, edge.label))
        else:
            letter = others.get(edge.target) or next(names)
            others[edge.target] = letter
            end = f"{END}{len(edges[source]):03}→{letter}"
            edges[source].append(Edge(edge.source, end, edge.label))
            letters[source][end] = letter
            join = Edge(f"{JOIN}{letter}", edge.target)
            if join not in edges[target]:
                edges[target].append(join)
                letters[target][join.source] = letter
    entries = plan.route.entries
    return lettered(
        [
            Route(tuple(e for e in entries if part[e.key] == i), tuple(edges[i]), tuple(letters[i].items()))
            for i in range(len(firsts))
        ]
    )
