"""A route and the rows at which it is cut in; its parts as routes of their own, joined by lettered connectors, out.

Every line that is cut ends in a circle with a letter, and goes on from the circle with that letter in the other part
(GB/T 1526: paired connectors).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import count

from powermap.layout.graph import BACK, END, JOIN, START, Edge, Route, is_end, lettered
from powermap.layout.plan import Plan


def cuts_allowed(plan: Plan) -> tuple[int, ...]:
    """The rows above which a route may be cut: one node of the column, which the row above leads to, and nothing
    beside it; never right after START or before END. In combs, where connectors take the place of the lines between
    rows, any row above leads to it.
    """
    out: list[int] = []
    for i in range(2, len(plan.rows) - (plan.whole is None)):
        row, above = plan.rows[i], plan.rows[:i] if plan.whole else plan.rows[i - 1 : i]
        if len(row.center) != 1 or row.crowded or row.center[0] in (None, END):
            continue
        nodes = {key for before in above for key in before.center if key}
        if any(e.source in nodes and not e.back for e in plan.origin.incoming[row.center[0]]):
            out.append(i)
    return tuple(out)


def crossing(plan: Plan, cut: int) -> int:
    """How many lines a cut above a row parts, besides the one that falls into it."""
    at = plan.rows_of
    first = plan.rows[cut].center[0]
    lines = plan.tracks if plan.whole else plan.route.edges  # other lines of a comb go to connectors anyhow
    return sum(
        1
        for edge in lines
        if (at[edge.source] < cut) != (at[edge.target] < cut) and not (edge.target == first and not edge.back)
    )


@lru_cache(maxsize=512)
def split_route(plan: Plan, cuts: tuple[int, ...]) -> tuple[Route, ...]:
    """The parts between the cuts, from the top.

    A node to which lines come from other parts has one letter, whichever way they come; the first of a part has it in
    the place of START. A part from which nothing leads to the first node of the next one has no END.
    """
    route = plan.origin
    bounds = [0, *cuts, len(plan.rows)]
    part = {key: next(i for i in range(len(bounds) - 1) if row < bounds[i + 1]) for key, row in plan.rows_of.items()}
    firsts = [START] + [plan.rows[cut].center[0] or "" for cut in cuts]
    names = (str(number) for number in count())
    letter_of = {first: next(names) for first in firsts[1:]}
    edges: list[list[Edge]] = [[] for _ in firsts]
    letters: list[dict[str, str]] = [{} for _ in firsts]
    for i, first in enumerate(firsts[1:], start=1):
        edges[i].append(Edge(START, first))
        letters[i][START] = letter_of[first]
    onward = {e.target for e in route.edges if not e.back and part[e.source] != part.get(e.target)}
    early = {chain.keys[-1] for chain in route.side_chains if chain.exit is None}
    for edge in route.edges:
        source, target = part[edge.source], part.get(edge.target, -1)
        if source == target:
            edges[source].append(edge)
        elif edge.source in early or is_end(edge.target):  # the route ends here, not at the end of another part
            edges[source].append(edge.led_to(f"{END}c{len(edges[source]):03}"))
        elif not edge.back and target == source + 1 and edge.target == firsts[target]:
            edges[source].append(edge.led_to(END))
            letters[source][END] = letter_of[edge.target]
        else:
            letter = letter_of.get(edge.target) or next(names)
            letter_of[edge.target] = letter
            end = f"{END}{len(edges[source]):03}→{letter}{BACK if edge.back else ''}"
            edges[source].append(edge.led_to(end))
            letters[source][end] = letter
            join = Edge(f"{JOIN}{letter}{'' if edge.target in onward else BACK}", edge.target)
            if edge.target not in firsts and join not in edges[target]:
                edges[target].append(join)
                letters[target][join.source] = letter
    return lettered(
        [
            Route(tuple(e for e in route.entries if part[e.key] == i), tuple(edges[i]), tuple(letters[i].items()))
            for i in range(len(firsts))
        ]
    )
