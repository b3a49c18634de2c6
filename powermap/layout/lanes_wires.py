"""A lanes plan in; the way of every edge along the grid out, so that two edges meet only where they merge or cross.

Edges are led one after the other, each on its cheapest way (A*: Hart, Nilsson and Raphael 1968) past those already
there; a crossing may be passed by two lines at right angles, never by two in one direction. An edge that finds no way
goes first in another attempt with more tracks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import heappop, heappush
from typing import Any

from powermap.layout.graph import Edge, is_end, is_return
from powermap.layout.lanes_grid import Grid, Node
from powermap.layout.lanes_plan import MOST_AT_CORNERS, LanesPlan, Port
from powermap.value import Value

BEND, CROSSING, SHY, SIDE_EXIT, SIDE_ENTRY, LATER_TRACK = 5.0, 60.0, 130.0, 4.0, 5.0, 0.05
"""What bends and crossings cost against a track's width, crossings where lines are rather led around; leaving a step at
its side; entering at the side going on; a track further from the first.
"""

FACING = 12.0
"""What leaving a box costs at the side towards which a line leaves the next box of its row."""

ATTEMPTS, MORE_TRACKS = 14, 7
"""How often edges are led anew, and how many tracks are added to a channel and a gutter at most."""

_STEPS = ((0, -1), (1, 0), (0, 1), (-1, 0))
"""Up, right, down, left."""
_UP, _RIGHT, _DOWN, _LEFT = range(4)
_LEAVING: dict[Port, int] = {"bottom": _DOWN, "left": _LEFT, "right": _RIGHT, "low left": _DOWN, "low right": _DOWN}
_ENTERING: dict[int, Port] = {_DOWN: "top", _RIGHT: "left", _LEFT: "right"}


class Wire(Value, frozen=True):
    """The way of an edge: crossings from port to port. joint: where it comes upon an edge of the other direction (going
    on or back) and follows it, None if it does not.
    """

    edge: Edge
    leaves: Port
    enters: Port
    nodes: tuple[Node, ...]
    joint: Node | None = None


@dataclass(frozen=True, eq=False)
class Wiring:
    """All wires on their grid. clean is False if two of them share a stretch for want of room; cost: of all ways;
    crosses: whether some cross.
    """

    grid: Grid
    wires: dict[Edge, Wire]
    clean: bool
    cost: float
    crosses: bool

    @property
    def corners(self) -> Iterator[tuple[Wire, tuple[Node, ...]]]:
        """Every wire with its ends and bends."""
        for wire in self.wires.values():
            yield wire, bends(wire.nodes)


def bends(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The ends of a way, and the crossings at which it turns."""
    inner = [b for a, b, c in zip(nodes, nodes[1:], nodes[2:], strict=False) if (a.x == b.x) != (b.x == c.x)]
    return (nodes[0], *inner, nodes[-1])


@lru_cache(maxsize=256)
def wire_lanes(plan: LanesPlan) -> Wiring:
    """Every edge of a plan on its way. The order in which they are led decides who goes around whom: of a few orders
    the one that costs least is taken.

    Where ends stand right below decisions that go on elsewhere, those lines may be led last, so that what goes on need
    not go around an end; where lines still cross, the long ones may go first, or all from the top down.
    """
    late = _ends_in_the_way(plan)
    wirings = [_wired(plan, lambda edge: _turn(plan, edge))]
    if late:
        wirings.append(_wired(plan, lambda edge: (edge in late, _turn(plan, edge))))
    best = min(wirings, key=_worth)
    if best.clean and not best.crosses:
        return best
    wirings.append(_wired(plan, lambda edge: (edge in late, _turn(plan, edge, long_first=True))))
    wirings.append(
        _wired(plan, lambda edge: (edge in late, _turn(plan, edge)[0], plan.seats[edge.source].row, _turn(plan, edge)))
    )
    return min(wirings, key=_worth)


def _worth(wiring: Wiring) -> tuple[bool, float]:
    return not wiring.clean, wiring.cost


def _wired(plan: LanesPlan, turn: Callable[[Edge], Any]) -> Wiring:
    order = sorted(plan.edges, key=turn)
    for attempt in range(ATTEMPTS):
        tracks = 2 + min(attempt, MORE_TRACKS)
        router = _Router(Grid(plan, tracks, tracks), last=attempt == ATTEMPTS - 1)
        stuck = next((edge for edge in order if not router.lead(edge)), None)
        if stuck is None:
            break
        if not stuck.back or attempt:  # a return may do with one track more
            order.remove(stuck)
            order.insert(0, stuck)
    return Wiring(router.grid, router.wires, not router.forced, router.cost, router.crosses)


def _ends_in_the_way(plan: LanesPlan) -> frozenset[Edge]:
    """Lines to ends right below a decision from which another line goes on to another lane."""
    return frozenset(
        edge
        for edge in plan.edges
        if is_end(edge.target)
        and _is_near(plan, edge)
        and edge not in plan.beside
        and any(
            not other.back
            and not is_end(other.target)
            and plan.seats[other.target].lane != plan.seats[edge.source].lane
            for other in plan.route.outgoing[edge.source]
            if other not in plan.beside
        )
    )


def _is_near(plan: LanesPlan, edge: Edge) -> bool:
    """Whether a line leads to the box beside or right below."""
    source, target = plan.seats[edge.source], plan.seats[edge.target]
    return edge in plan.beside or (source.lane == target.lane and target.row - source.row == 1)


def _turn(plan: LanesPlan, edge: Edge, long_first: bool = False) -> tuple[int, int, int, str]:
    """When an edge is led: neighbours first, then those that go on, returns last; the short before the long or the
    other way round.
    """
    source, target = plan.seats[edge.source], plan.seats[edge.target]
    rows, lanes = abs(target.row - source.row), abs(target.lane - source.lane)
    group = 0 if _is_near(plan, edge) else 2 if edge.back else 1
    if long_first:
        rows, lanes = -rows, -lanes
    return (group, rows, lanes, f"{source.row:03}{source.lane:03}{edge.label}")


class _Router:
    def __init__(self, grid: Grid, last: bool) -> None:
        self.grid = grid
        self.last = last
        self.forced = False
        self.cost = 0.0
        self.wires: dict[Edge, Wire] = {}
        self.passed: dict[tuple[int, int], list[tuple[Edge, int]]] = {}
        """Who passes a crossing, and how: 0 level, 1 upright, 2 it turns, begins, ends or is joined there."""
        self.out: set[tuple[str, Port]] = set()
        self.entered: set[tuple[str, Port]] = set()
        self.facing: dict[Edge, Port] = {edge: self._toward(edge) for edge in grid.plan.beside}
        self.facing |= dict.fromkeys(grid.plan.falling, "bottom")
        self.crossing = SHY if grid.plan.shy else CROSSING
        self.kept = {(edge.source, port) for edge, port in self.facing.items()}

    def _toward(self, edge: Edge) -> Port:
        here, there = (self.grid.plan.seats[key].lane for key in (edge.source, edge.target))
        return "right" if there > here else "left"

    @property
    def crosses(self) -> bool:
        """Whether two lines pass one crossing at right angles."""
        return any({0, 1} <= {how for _, how in passing} for passing in self.passed.values())

    def lead(self, edge: Edge) -> bool:
        """Find a way for an edge and keep it; False if there is none."""
        found = self._search(edge, False)
        if found is None and self.last:
            self.forced = True
            found = self._search(edge, True)
        if found is None:
            return False
        leaves, nodes, arriving, cost = found
        self.cost += cost
        end = nodes[-1]
        met = self._merging(edge).get(end) if end != self.grid.middle(edge.target) else None
        if met is None:
            wire = Wire(edge, leaves, _ENTERING[arriving], tuple(nodes))
        else:
            tail = met.nodes[met.nodes.index(end) + 1 :]
            joint = end if is_return(met.edge) != is_return(edge) else met.joint
            wire = Wire(edge, leaves, met.enters, (*nodes, *tail), joint)
        self.wires[edge] = wire
        self.out.add((edge.source, leaves))
        self.entered.add((edge.target, wire.enters))
        self._occupy(edge, nodes)
        return True

    def _occupy(self, edge: Edge, nodes: list[Node]) -> None:
        for i, node in enumerate(nodes):
            if i == 0 and node not in self.grid.boxes:
                continue  # a slant begins below the level line of the corner beside it
            how = 2
            if 0 < i < len(nodes) - 1:
                before, after = nodes[i - 1], nodes[i + 1]
                how = 0 if before.y == after.y else 1 if before.x == after.x else 2
            others = [(other, 2 if how == 2 else was) for other, was in self.passed.get(node, [])]
            self.passed[node] = [*others, (edge, how)]

    def _merging(self, edge: Edge) -> dict[tuple[int, int], Wire]:
        """The crossings at which an edge may come upon another with its target; a return upon one that goes on, only on
        its last piece into the top.
        """
        out: dict[tuple[int, int], Wire] = {}
        for wire in self.wires.values():
            if wire.edge.target != edge.target or wire.edge.source == edge.source:
                continue
            inner = wire.nodes[1:-1]
            if wire.edge.back != edge.back:
                if wire.enters != "top" or not edge.back:
                    continue
                y = self._channel_top(wire.nodes[-1])
                inner = tuple(n for n in inner if n.x == wire.nodes[-1].x and y <= n.y)
                bend = bends(wire.nodes)[-2]
                inner = tuple(n for n in inner if n.y >= bend.y)
            else:
                inner = tuple(n for n in inner if n not in self.grid.boxes)
            if wire.leaves in ("bottom", "low left", "low right") and wire.edge.label and len(bends(wire.nodes)) == 2:
                inner = inner[1:]
            for node in inner:
                if len(self.passed.get(node, ())) == 1:
                    out.setdefault(node, wire)
        return out

    def _channel_top(self, node: Node) -> int:
        return node.y - self.grid.channel_tracks

    def _ways_out(self, edge: Edge) -> Iterator[tuple[Port, float]]:
        """Ports at which an edge may leave, with what each costs."""
        plan = self.grid.plan
        key = edge.source
        if edge in self.facing:
            yield self.facing[edge], 0.0
            return
        decision = plan.route.is_decision(key)
        ports: tuple[Port, ...] = ("bottom", "left", "right")
        if plan.ways_out(key) > MOST_AT_CORNERS:
            ports = ("bottom", "low left", "low right", "left", "right")
        if edge.target == key:  # a way that comes back leaves at a corner beside or a slant: its own way in is above
            ports = tuple(p for p in ports if p != "bottom")
        free = [p for p in ports if not {(key, p)} & (self.out | self.kept | self.entered)]
        if not free:  # more ways out than a diamond has places: they share the lowest
            free = ["bottom"]
        for port in free:
            side = port in ("left", "right")
            cost = (0.0 if decision else SIDE_EXIT) if side else (3.0 if edge.back else 0.0)
            cost += FACING if side and self._faced(key, port) else 0.0
            yield port, cost

    def _faced(self, key: str, port: Port) -> bool:
        """Whether a line leaves the next box of the row towards this side: the two would look like one."""
        seat = self.grid.plan.seats[key]
        other = self.grid.plan.at.get((seat.row, seat.lane + (1 if port == "right" else -1)), "")
        return (other, "left" if port == "right" else "right") in self.out

    def _may_enter(self, edge: Edge, direction: int) -> float | None:
        """What entering the target in a direction costs, None where it may not."""
        port = _ENTERING.get(direction)
        key, plan = edge.target, self.grid.plan
        if port is None:
            return None
        if port == "top":
            return 2.0 if edge.back else 0.0
        if edge in plan.beside:
            return 0.0
        if key not in plan.route.by_key or plan.route.is_decision(key):
            return None
        if (key, port) in self.out or (key, port) in self.entered or (key, port) in self.kept:
            return None
        if plan.route.outgoing[key] and self._last_free(key, port):
            return None
        return 0.0 if edge.back else SIDE_ENTRY

    def _last_free(self, key: str, port: Port) -> bool:
        """Whether a port is the only one left for the way out of a step that has none yet."""
        if any((key, p) in self.out for p in ("bottom", "left", "right")):
            return False
        return not any(p != port and (key, p) not in self.entered for p in ("bottom", "left", "right"))

    def _search(self, edge: Edge, force: bool) -> tuple[Port, list[Node], int, float] | None:
        grid, passed = self.grid, self.passed
        goal = grid.middle(edge.target)
        merging = self._merging(edge)
        across, down = grid.step_across, grid.step_down
        uprights, levels, boxes, doors = grid.uprights, grid.levels, grid.boxes, grid.doors
        ahead = self._ahead(goal, merging)
        best: dict[tuple[int, int, int], float] = {}
        came: dict[tuple[int, int, int], tuple[int, int, int] | None] = {}
        port_of: dict[tuple[int, int, int], Port] = {}
        heap: list[tuple[float, int, tuple[int, int, int]]] = []
        count = 0
        for port, cost in self._ways_out(edge):
            node = grid.port(edge.source, port)
            state = (node.x, node.y, _LEAVING[port])
            best[state], came[state], port_of[state] = cost, None, port
            heappush(heap, (cost + ahead(node.x, node.y), count, state))
            count += 1
        starts = set(port_of)
        slants = {x for x, _, _ in starts if uprights[x].kind in ("low left", "low right")}
        below = {level for level in levels if level.kind == "channel" and level.place == self._row(edge.source) + 1}
        done: set[tuple[int, int, int]] = set()
        while heap:
            _, _, state = heappop(heap)
            if state in done:
                continue
            done.add(state)
            x, y, d = state
            if state not in starts and ((x, y) == goal or (x, y) in merging):
                nodes = [Node(x, y)]
                at: tuple[int, int, int] | None = came[state]
                first = state
                while at is not None:
                    nodes.append(Node(at[0], at[1]))
                    first, at = at, came[at]
                return port_of[first], nodes[::-1], d, best[state]
            cost = best[state]
            others = passed.get((x, y), ()) if state not in starts else ()
            if others:
                straight = all(how == (1 if d in (_RIGHT, _LEFT) else 0) for _, how in others)
                if not straight and not force:
                    continue
                cost += self.crossing if straight else 200.0
            owner = doors.get((x, y), edge.source)
            shut = owner not in (edge.source, edge.target) and self._waits(owner, y)
            for turn in (d,) if ((others or shut) and not force) or state in starts else (d, (d + 1) % 4, (d + 3) % 4):
                dx, dy = _STEPS[turn]
                nx, ny = x + dx, y + dy
                if not (0 <= nx < len(uprights) and 0 <= ny < len(levels)):
                    continue
                new = (nx, ny)
                price = cost + (BEND if turn != d else 0.0)
                if dx:
                    price += across[min(x, nx)]
                    line = levels[y]
                    price += LATER_TRACK * line.track
                else:
                    price += down[min(y, ny)]
                    upright = uprights[x]
                    if upright.kind in ("low left", "low right") and (x not in slants or levels[ny] not in below):
                        continue  # slants lead down from their diamond to the channel below it, nowhere else
                    price += LATER_TRACK * upright.track
                there = (nx, ny, turn)
                if new == goal:
                    entry = self._may_enter(edge, turn)
                    if entry is None:
                        continue
                    price += entry
                elif new in boxes:
                    continue
                if new in merging and not self._may_merge(merging[new], Node(nx, ny), turn):
                    continue
                if price < best.get(there, float("inf")) - 1e-9:
                    best[there], came[there] = price, state
                    count += 1
                    heappush(heap, (price + ahead(nx, ny), count, there))
        return None

    def _waits(self, key: str, y: int) -> bool:
        """Whether a box may still need its door at a level: above it for lines to come, below it for lines to go."""
        middle = self.grid.row_y[self.grid.plan.seats[key].row]
        coming, going = self._ends[key]
        return any(e not in self.wires for e in (coming if y < middle else going if y > middle else (*coming, *going)))

    @cached_property
    def _ends(self) -> dict[str, tuple[tuple[Edge, ...], tuple[Edge, ...]]]:
        """The drawn lines that come to a box and go from it."""
        edges = self.grid.plan.edges
        return {
            key: (tuple(e for e in edges if e.target == key), tuple(e for e in edges if e.source == key))
            for key in self.grid.plan.seats
        }

    def _row(self, key: str) -> int:
        return self.grid.plan.seats[key].row

    def _ahead(self, goal: Node, merging: Mapping[tuple[int, int], Wire]) -> Callable[[int, int], float]:
        """What the way from a crossing to the nearest place to arrive costs at least."""
        across, down = self.grid.ways_across, self.grid.ways_down
        xs = [across[x] for x, _ in (goal, *merging)]
        ys = [down[y] for _, y in (goal, *merging)]
        left, right, top, foot = min(xs), max(xs), min(ys), max(ys)

        def ahead(x: int, y: int) -> float:
            dx, dy = across[x], down[y]
            level = left - dx if dx < left else dx - right if dx > right else 0.0
            return level + (top - dy if dy < top else dy - foot if dy > foot else 0.0)

        return ahead

    def _may_merge(self, wire: Wire, node: Node, direction: int) -> bool:
        """Whether an edge that comes in a direction would not run against the one it meets."""
        i = wire.nodes.index(node)
        before, after = wire.nodes[i - 1], wire.nodes[i + 1]
        dx, dy = _STEPS[direction]
        on = (after.x - node.x, after.y - node.y)
        return (dx, dy) != (-on[0], -on[1]) and Node(node.x - dx, node.y - dy) != before
