"""A route in; a plan in which no two lines can meet, for whatever graph, out.

Every entry stands in the one column. A line goes to the next entry, or in a track beside the column where that
crosses nothing, or to a lettered connector (GB/T 1526: they come in pairs) that hangs below its own box like the tooth
of a comb; at its target the line comes in from the connector's pair. Nothing of this depends on other lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from powermap.layout.graph import BACK, END, JOIN, START, Edge, Route, is_end, is_join
from powermap.layout.plan import Exit, Plan, Row, Run, numbered, woven


@lru_cache(maxsize=512)
def comb(route: Route, tracked: bool) -> Plan:
    """The comb of a route. tracked: lines that cross nothing take tracks, else all go to connectors.

    The letters of new connectors are names that are to be lettered (graph.lettered).
    """
    order = _order(route)
    after = dict(pairwise(order))
    at = {key: i for i, key in enumerate(order)}
    falls: dict[str, Edge] = {}
    for edge in route.edges:
        if after.get(edge.source) == edge.target:
            falls.setdefault(edge.source, edge)
    runs = _free_runs(route, at, falls) if tracked else {}
    letters = dict(route.letters)
    names = {e.target: letters[e.source] for e in route.edges if e.source in letters}
    edges: list[Edge] = []
    teeth: dict[str, list[Edge]] = defaultdict(list)
    joins: dict[str, list[Edge]] = defaultdict(list)
    for edge in route.edges:
        if is_join(edge.source):
            joins[edge.target].append(edge)
        elif edge != falls.get(edge.source) and edge not in runs:
            edge = _handed_over(edge, len(edges), letters, names)
            teeth[edge.source].append(edge)
        edges.append(edge)
    met = {edge.source for edge in edges} | {edge.target for edge in edges}
    onward = {e.target for e in route.edges if not e.back and e != falls.get(e.source) and e not in runs}
    for target, name in names.items():
        key = f"{JOIN}→{target}{'' if target in onward else BACK}"
        waiting = name in (letters.get(e.target) for e in edges) and name not in dict(route.letters).values()
        if waiting and key not in met:
            letters[key] = name
            joins[target].append(Edge(key, target))
            edges.append(joins[target][-1])
    used = tuple((key, letter) for key, letter in letters.items() if key != END or END in order)
    exits: dict[Edge, Exit] = {edge: "right" if run.zone == "right" else "left" for edge, run in runs.items()}
    return Plan(
        Route(route.entries, tuple(edges), used),
        tuple(Row((key,)) for key in order),
        exits,
        numbered(runs.values()),
        (),
        {},
        {key: tuple(hanging) for key, hanging in teeth.items()},
        {key: tuple(coming) for key, coming in joins.items()},
        route,
    )


def _order(route: Route) -> tuple[str, ...]:
    """START, the entry it leads to, the others in the order of the list, and END if the last of them leads there."""
    first = route.outgoing[START][0].target
    order = [START, *([] if is_end(first) else [first]), *(e.key for e in route.entries if e.key != first)]
    if any(edge.target == END for edge in route.outgoing[order[-1]]):
        order.append(END)
    return tuple(order)


def _handed_over(edge: Edge, number: int, letters: dict[str, str], names: dict[str, str]) -> Edge:
    """The edge to an end of its own: where the route ends, or the connector of its target."""
    if is_end(edge.target) and edge.target != END:
        return edge
    end = f"{END}→{number:03}{BACK if edge.back else ''}"
    if edge.target != END:
        letters[end] = names.setdefault(edge.target, f"→{edge.target}")
    elif END in letters:
        letters[end] = letters[END]
    return edge.led_to(end)


def _free_runs(route: Route, at: Mapping[str, int], falls: Mapping[str, Edge]) -> dict[Edge, Run]:
    """Tracks for the edges that leave and enter at corners nobody else uses and cross nothing, short ones first."""
    runs: dict[Edge, Run] = {}
    leaves: set[tuple[str, str]] = set()
    enters: set[tuple[str, str]] = set()
    wanted = [e for e in route.edges if e.source in at and e.target in at and e != falls.get(e.source)]
    for edge in sorted(wanted, key=lambda e: (abs(at[e.source] - at[e.target]), at[e.source], e.label)):
        source, target = at[edge.source], at[edge.target]
        if source == target or edge.source == START:
            continue
        if target < source:
            run = Run(edge, "inner", target, source, False)
            corner, entry = (edge.source, "left"), (edge.target, "left")
        elif edge.target == END:
            continue
        else:
            run = Run(edge, "right", source, target - 0.5, True)
            corner, entry = (edge.source, "right"), (edge.target, "top")
        free = corner not in leaves | enters and entry not in leaves
        if free and not any(other.zone == run.zone and woven(other, run) for other in runs.values()):
            runs[edge] = run
            leaves.add(corner)
            enters.add(entry)
    return runs
