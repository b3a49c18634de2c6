"""An item in; its route as a graph out: nodes, edges that go on or go back, the spine, tiers and side chains.

Entries stand in the order of the list, which is a topological order of the forward edges: an edge to an earlier
entry (or to itself) is a return.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from string import ascii_uppercase
from typing import Literal

from powermap.model import Decision, Entry, Item, Step
from powermap.value import Value, replace

START = "\0start"
END = "\0end"
"""The end of the spine. A branch that ends the route elsewhere gets an end of its own: END and a number."""
BACK = "↑"
"""The last character of a connector to which a return goes, and of one from which nothing but returns come in."""
JOIN = "\0join"
"""Where a line comes in from a connector: JOIN and a name of its own."""


class Edge(Value, frozen=True, cache_hash=True):
    """One way from a node to another; label is the branch's result, "" for a step's single way on. apart: the route
    does not go on by it: it goes back, or ends without coming to its spine again.
    """

    source: str
    target: str
    label: str = ""
    back: bool = False
    apart: bool = False

    @property
    def tone(self) -> Literal["onward", "aside"]:
        """How the result is written."""
        return "aside" if self.apart else "onward"

    def led_to(self, target: str) -> Edge:
        """The same way, ending elsewhere: at an end or a connector."""
        return replace(self, target=target, back=False)


class Tiers(Value, frozen=True):
    """Chains that part at one decision and meet again at one node, each of steps with one way in and one way out."""

    decision: str
    chains: tuple[tuple[str, ...], ...]
    merge: str


class SideChain(Value, frozen=True):
    """Steps beside the column: the edges from decisions of the spine to them, and the edge by which they return or
    rejoin.

    exit is None for an early end. An end without a step before it is a chain of that end alone.
    """

    entrances: tuple[Edge, ...]
    keys: tuple[str, ...]
    exit: Edge | None


@dataclass(frozen=True, eq=False)
class Route:
    """The graph of one item, or of a part of one. Known by identity, so that what is derived from it can be remembered.

    letters: for the parts of a split route, the letters of the connectors: those that stand in the place of START, of
    END, or of an end of its own, and the joins. order: for the parts of a route in metro views, whose connectors are
    the numbers of stations, the keys of all entries of the whole.
    """

    entries: tuple[Entry, ...]
    edges: tuple[Edge, ...]
    letters: tuple[tuple[str, str], ...] = ()
    order: tuple[str, ...] = ()

    @cached_property
    def index(self) -> dict[str, int]:
        """Position of every node in the order of the list, START first and END last."""
        ends = sorted({e.target for e in self.edges if is_end(e.target) and e.target != END})
        joins = sorted({e.source for e in self.edges if e.source.startswith(JOIN)})
        keys = (START, *joins, *(entry.key for entry in self.entries), *ends, END)
        return {key: i for i, key in enumerate(keys)}

    @cached_property
    def outgoing(self) -> dict[str, tuple[Edge, ...]]:
        return {key: tuple(e for e in self.edges if e.source == key) for key in self.index}

    @cached_property
    def incoming(self) -> dict[str, tuple[Edge, ...]]:
        return {key: tuple(e for e in self.edges if e.target == key) for key in self.index}

    @cached_property
    def by_key(self) -> dict[str, Entry]:
        return {entry.key: entry for entry in self.entries}

    @property
    def reading(self) -> Iterator[str]:
        """The nodes in the order in which they are read: what comes in above an entry, and the ends it leads to."""
        yield START
        for entry in self.entries:
            yield from (e.source for e in self.incoming[entry.key] if is_join(e.source))
            yield entry.key
            yield from (e.target for e in self.outgoing[entry.key] if is_end(e.target) and e.target != END)
        yield END

    def letter(self, key: str) -> str:
        """The letter of the connector at a node, "" if it is none."""
        return dict(self.letters).get(key, "")

    def is_decision(self, key: str) -> bool:
        return isinstance(self.by_key.get(key), Decision)

    @cached_property
    def spine(self) -> tuple[str, ...]:
        """The longest forward path from START to END; of equally long ones the one whose branches come first in the
        list. A part of a split route in which START does not lead to END has no more than the two.
        """
        length: dict[str, int] = {END: 0}
        follow: dict[str, str] = {}
        for key in reversed(self.index):
            if key == END:
                continue
            best = -1
            for edge in self.outgoing[key]:
                if not edge.back and length.get(edge.target, -1) > best:
                    best = length[edge.target]
                    follow[key] = edge.target
            if best >= 0:
                length[key] = best + 1
        path = [START]
        while path[-1] != END:
            path.append(follow.get(path[-1], END))
        return tuple(path)

    @cached_property
    def tiers(self) -> tuple[Tiers, ...]:
        """Tiers whose decision is on the spine, from the top down; no entry is in two of them."""
        taken: set[str] = set()
        found: list[Tiers] = []
        for key in self.spine:
            tiers = self._tiers_at(key)
            if tiers and not taken & {k for chain in tiers.chains for k in chain}:
                taken |= {k for chain in tiers.chains for k in chain}
                found.append(tiers)
        return tuple(found)

    def _tiers_at(self, decision: str) -> Tiers | None:
        if not self.is_decision(decision):
            return None
        chains: dict[str, list[tuple[str, ...]]] = {}
        for edge in self.outgoing[decision]:
            if edge.back:
                continue
            keys, target, back = self._chain_from(edge.target)
            if keys and not back:
                chains.setdefault(target, []).append(keys)
        candidates = [(merge, found) for merge, found in chains.items() if len(found) > 1]
        if not candidates:
            return None
        merge, found = max(candidates, key=lambda pair: len(pair[1]))
        if not any(key in self.spine for chain in found for key in chain):
            return None
        return Tiers(decision, tuple(found), merge)

    def _chain_from(self, key: str) -> tuple[tuple[str, ...], str, bool]:
        """The steps from key on that have one way in and one way out, where they lead, and whether that goes back."""
        if len(self.incoming.get(key, ())) != 1:
            return (), key, False
        return self._steps_from(key)

    def _steps_from(self, key: str) -> tuple[tuple[str, ...], str, bool]:
        keys: list[str] = []
        while isinstance(self.by_key.get(key), Step) and (not keys or len(self.incoming[key]) == 1):
            keys.append(key)
            (edge,) = self.outgoing[key]
            key = edge.target
            if edge.back:
                return tuple(keys), key, True
        return tuple(keys), key, False

    @cached_property
    def side_chains(self) -> tuple[SideChain, ...]:
        """Chains of steps off the spine and outside the tiers that only decisions of the spine lead to."""
        spine = set(self.spine)
        in_tiers = {k for tiers in self.tiers for chain in tiers.chains for k in chain}
        taken = spine | in_tiers
        found: list[SideChain] = []
        for key in self.index:
            entrances = self.incoming[key]
            if key in taken or not all(e.source in spine or is_join(e.source) for e in entrances if not e.back):
                continue
            if any(e.back for e in entrances):
                continue
            if is_end(key):
                found.append(SideChain(entrances, (key,), None))
                taken.add(key)
                continue
            if is_join(key) or not any(self.is_decision(e.source) for e in entrances):
                continue
            if not all(self.is_decision(e.source) or is_join(e.source) for e in entrances):
                continue
            keys, target, _ = self._steps_from(key)
            if not keys or taken & set(keys):
                continue
            if target in spine:
                found.append(SideChain(entrances, keys, None if target == END else self.outgoing[keys[-1]][0]))
                taken |= set(keys)
            elif is_end(target) and target not in taken:
                found.append(SideChain(entrances, (*keys, target), None))
                taken |= {*keys, target}
        return (*found, *self._joining(spine, found))

    def _joining(self, spine: set[str], chains: list[SideChain]) -> Iterator[SideChain]:
        """The connectors from which lines come in to the spine or to a side chain."""
        known = spine | {chain.keys[0] for chain in chains}
        for edge in self.edges:
            if is_join(edge.source) and edge.target in known:
                yield SideChain((), (edge.source,), edge)

    @cached_property
    def column(self) -> tuple[str, ...]:
        """The nodes of the one straight column: the spine, and every entry that is neither in tiers nor in a side
        chain.
        """
        beside = {k for chain in self.side_chains for k in chain.keys}
        in_tiers = {k for tiers in self.tiers for chain in tiers.chains for k in chain}
        return tuple(key for key in self.index if key not in beside and key not in in_tiers)


def lettered(parts: Sequence[Route]) -> tuple[Route, ...]:
    """The parts of a route with their connectors lettered anew, in the order in which they are read."""
    names: dict[str, str] = {}
    for part in parts:
        old = dict(part.letters)
        for key in part.reading:
            if key in old:
                names.setdefault(old[key], _name(len(names)))
    return tuple(
        replace(part, letters=tuple((key, names[letter]) for key, letter in part.letters)) if part.letters else part
        for part in parts
    )


def _name(number: int) -> str:
    """A, B, … Z, AA, AB, …"""
    rest, last = divmod(number, 26)
    return (_name(rest - 1) if rest else "") + ascii_uppercase[last]


def is_join(key: str) -> bool:
    """True for a connector from which a line comes in."""
    return key.startswith(JOIN)


def is_return(edge: Edge) -> bool:
    """True for a line that goes back, itself or to a connector, or that comes in from one that only returns go to."""
    return edge.back or edge.target.endswith(BACK) or edge.source.endswith(BACK)


def is_end(key: str) -> bool:
    """True for the end of the spine and for the ends that branches have of their own."""
    return key.startswith(END)


@lru_cache(maxsize=512)
def route_of(item: Item) -> Route:
    """The graph of an item's entries, with START before the first and END after the last."""
    order = {entry.key: i for i, entry in enumerate(item.entries)}
    edges = [Edge(START, item.entries[0].key)]
    for i, entry in enumerate(item.entries):
        exits = ((b.result, b.target) for b in entry.branches) if isinstance(entry, Decision) else (("", entry.target),)
        for label, target in exits:
            back = target is not None and order[target] <= i
            edges.append(Edge(entry.key, END if target is None else target, label, back))
    return _with_own_ends(Route(item.entries, tuple(edges)))


def _with_own_ends(route: Route) -> Route:
    """Every branch to END but the one that the spine takes leads to an end of its own."""
    last = next(edge for edge in route.outgoing[route.spine[-2]] if edge.target == END)
    edges: list[Edge] = []
    for edge in route.edges:
        if edge.target == END and edge is not last and route.is_decision(edge.source):
            edge = edge.led_to(f"{END}{len(edges):03}")
        edges.append(edge)
    onward = _onward(route)
    return Route(
        route.entries, tuple(replace(e, apart=e.back or e.target not in onward) if e.label else e for e in edges)
    )


def _onward(route: Route) -> set[str]:
    """The nodes from which the spine is reached by going on."""
    found = set(route.spine)
    for entry in reversed(route.entries):  # an entry that it leads on to stands behind it
        if any(not e.back and e.target in found - {END} for e in route.outgoing[entry.key]):
            found.add(entry.key)
    return found
