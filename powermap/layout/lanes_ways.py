"""A route in; the same route in shapes that lanes can lead every line of, out.

Steps that end the route have an end of their own, and a decision has no more ways out than its diamond has places.
"""

from __future__ import annotations

from powermap.layout.graph import END, Edge, Route
from powermap.model import Decision, Entry
from powermap.value import replace

PLACES, CORNERS = 5, 3
"""Where lines leave a diamond: its lower three corners and the slants between them; the corners alone."""

MORE = "\0more"
"""The key of the question that takes the rest of a decision's ways: MORE, a number, and the decision's key."""

REST = "其余结果"
"""The result that leads there."""


def for_lanes(route: Route, places: int = PLACES) -> Route:
    """The route as the lanes draw it, with so many ways out of a diamond at most."""
    return _ending_at_steps(_with_few_ways(route, places))


def _ending_at_steps(route: Route) -> Route:
    """The route with an end of its own for every step but the last of the spine that leads to the end."""
    last = route.spine[-2]
    edges = tuple(
        e.led_to(f"{END}s{i:03}")
        if e.target == END and e.source != last and not route.is_decision(e.source) and not route.letter(END)
        else e
        for i, e in enumerate(route.edges)
    )
    return route if edges == route.edges else Route(route.entries, edges, route.letters)


def _with_few_ways(route: Route, places: int) -> Route:
    """The route in which a decision with more ways out than places is asked on in further diamonds."""
    entries: list[Entry] = []
    moved: dict[Edge, Edge] = {}
    links: list[Edge] = []
    for entry in route.entries:
        entries.append(entry)
        rest = list(route.outgoing[entry.key])
        key, number = entry.key, 1
        while isinstance(entry, Decision) and len(rest) > places:
            here, rest = rest[: places - 1], rest[places - 1 :]
            moved |= {edge: replace(edge, source=key) for edge in here}
            links.append(Edge(key, f"{MORE}{number}{entry.key}", REST))
            key, number = links[-1].target, number + 1
            entries.append(
                replace(entry, key=key, name=f"{entry.short or entry.name}（续）", note="", limit="", risks=())
            )
            moved |= {edge: replace(edge, source=key) for edge in rest}
    if not links:
        return route
    return Route(tuple(entries), (*(moved.get(edge, edge) for edge in route.edges), *links), route.letters)
