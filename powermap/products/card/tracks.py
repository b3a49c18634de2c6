"""A route in; the edges that do not lead to the next entry out, each with a track of its own beside the line."""

from __future__ import annotations

from powermap.layout.graph import Edge, Route, is_end
from powermap.value import Value

MOST_TRACKS = 4
"""More tracks would leave the texts too little width on a telephone: further edges are told in words only."""


class Track(Value, frozen=True):
    """An edge between two entries by their place in the list (from 0), and the number of its track from the line on."""

    edge: Edge
    source: int
    target: int
    lane: int


def tracks_of(route: Route) -> tuple[Track, ...]:
    """Interval colouring, the shortest edge nearest to the line. Edges that share an entry may not share a track."""
    places = {entry.key: place for place, entry in enumerate(route.entries)}
    spans = [
        (places[e.source], places[e.target], e)
        for e in route.edges
        if e.source in places and not is_end(e.target) and places[e.target] != places[e.source] + 1
    ]
    taken: list[list[tuple[int, int]]] = []
    found: list[Track] = []
    for source, target, edge in sorted(spans, key=lambda span: (abs(span[1] - span[0]), span[0], span[1])):
        low, high = min(source, target), max(source, target)
        lane = next(
            (n for n, used in enumerate(taken) if all(high < a or b < low for a, b in used)),
            len(taken),
        )
        if lane == MOST_TRACKS:
            continue
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        found.append(Track(edge, source, target, lane))
    return tuple(found)
