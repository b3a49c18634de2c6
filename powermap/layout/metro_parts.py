"""A route and a number of pictures in; its parts, each for a metro view of its own, out.

The spine is cut; whatever hangs beside it stays with the station it hangs at. A line into another part is a way like
those within a picture: the number of the station it leads to. So the parts need no connectors.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from powermap.layout.graph import BACK, END, START, Edge, Route, is_end
from powermap.value import replace

ONWARD, BEFORE = "下一张", "上一张"
"""What stands, behind the result if there is one, at the way to the next part and to the one before."""

PARTED, TIERS_APART = 0.5, 20.0
"""What a cut costs, in entries on the fullest picture, for a line that it parts, and between a decision and where its
tiers meet again.
"""


@lru_cache(maxsize=512)
def metro_parts(route: Route, count: int, together: bool = True) -> tuple[Route, ...]:
    """The parts of a route, from its start to its end; fewer than count if it has not so many stations on its spine.
    together: a decision and its tiers stay on one picture if they can.
    """
    if count == 1:
        return (route,)
    spine = route.spine[1:-1]
    home = _homes(route, spine)
    cuts = _cuts(route, spine, home, min(count, len(spine)), TIERS_APART if together else PARTED)
    part_of = {key: sum(cut <= at for cut in cuts) for key, at in home.items()}
    firsts = [spine[start] for start in (0, *cuts)]
    return tuple(_part(route, part_of, firsts, i) for i in range(len(firsts)))


def _homes(route: Route, spine: tuple[str, ...]) -> dict[str, int]:
    """The place on the spine of every entry, or of the station at which it hangs."""
    home = {key: at for at, key in enumerate(spine)}
    for entry in route.entries:  # in the order of the list: what leads on to an entry stands before it
        if entry.key not in home:
            home[entry.key] = next((home[e.source] for e in route.incoming[entry.key] if e.source in home), 0)
    return home


def _cuts(
    route: Route, spine: tuple[str, ...], home: dict[str, int], count: int, tiers_apart: float
) -> tuple[int, ...]:
    """The places on the spine before which a part begins: parts about equally full, few lines parted."""
    stations = len(spine)
    load = [0] * stations
    for at in home.values():
        load[at] += 1
    price = [0.0] * (stations + 1)
    follows = set(pairwise(spine))
    for edge in route.edges:
        if edge.source in home and edge.target in home and (edge.source, edge.target) not in follows:
            low, high = sorted((home[edge.source], home[edge.target]))
            for cut in range(low + 1, high + 1):
                price[cut] += PARTED
    for tiers in route.tiers:
        for cut in range(home[tiers.decision] + 1, home.get(tiers.merge, stations - 1) + 1):
            price[cut] += tiers_apart
    best: dict[int, tuple[float, float, tuple[int, ...]]] = {0: (0.0, 0.0, ())}
    for part in range(1, count + 1):
        after: dict[int, tuple[float, float, tuple[int, ...]]] = {}
        for stop in (stations,) if part == count else range(part, stations):
            found = [
                (max(fullest, sum(load[start:stop])), paid + price[stop], (*cuts, stop))
                for start, (fullest, paid, cuts) in best.items()
                if start < stop
            ]
            after[stop] = min(found, key=lambda one: (one[0] + one[1], one[2]))
        best = after
    return best[stations][2][:-1]


def _part(route: Route, part_of: dict[str, int], firsts: list[str], part: int) -> Route:
    numbers = {entry.key: i for i, entry in enumerate(route.entries, start=1)}
    last = part + 1 == len(firsts)
    onward = firsts[part + 1] if not last else END
    edges = [Edge(START, firsts[part])]
    letters: dict[str, str] = {}
    for edge in route.edges:
        if part_of.get(edge.source) != part:
            continue
        end = f"{END}m{len(edges):03}"
        if part_of.get(edge.target) == part or (is_end(edge.target) and (last or edge.target != END)):
            edges.append(edge)
        elif is_end(edge.target):  # END stands for the station that goes on in the next picture
            edges.append(edge.led_to(end))
        elif edge.target == onward and END not in letters and route.spine[route.spine.index(onward) - 1] == edge.source:
            edges.append(_told(edge.led_to(END), ONWARD))
            letters[END] = str(numbers[edge.target])
        else:
            end += BACK if edge.back else ""
            edges.append(_told(edge.led_to(end), _picture(part, part_of[edge.target])))
            letters[end] = str(numbers[edge.target])
    entries = tuple(entry for entry in route.entries if part_of[entry.key] == part)
    return Route(entries, tuple(edges), tuple(letters.items()), tuple(numbers))


def _told(edge: Edge, picture: str) -> Edge:
    return replace(edge, label=f"{edge.label}（{picture}）" if edge.label else picture)


def _picture(part: int, other: int) -> str:
    """What the picture of another part is called on that of a part."""
    return {1: ONWARD, -1: BEFORE}.get(other - part, f"第{other + 1}张")
