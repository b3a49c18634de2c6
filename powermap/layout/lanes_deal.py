"""Measured lanes in; for every width the lanes' shares that need the least height, found once for all widths, out.

Lengths are em of the step; what is dealt is counted in quanta (QUANTUM).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from powermap.layout.lanes_measure import QUANTUM, Sizes

DROPS = 3
"""How many times a row is lowered in one move: a first line may cost much width and the next little."""

DROP, LEAST_DROP = 0.35, 0.05
"""By how much a row is lowered at a time, at least; less saved height is none."""


_Wider = tuple[tuple[int, float], ...]
"""Lanes and the widths that they take."""


class _Move(NamedTuple):
    """Lanes made wider together, so that a row becomes lower: what it takes, and the height saved for each quantum."""

    widths: _Wider
    quanta: int
    gain: float


class Deal:
    """The widths of lanes as their sum grows: a row becomes lower only if all its highest boxes become wider at once,
    and of all such moves the one that saves most height for its width is next.
    """

    def __init__(self, sizes: Sizes) -> None:
        self.sizes = sizes
        self.lanes = range(len(sizes.plan.lanes))
        self.rows: list[list[tuple[int, str]]] = [[] for _ in range(sizes.plan.rows)]
        for key, seat in sizes.plan.seats.items():
            self.rows[seat.row].append((seat.lane, key))
        self.rows_of = [[r for r, row in enumerate(self.rows) if any(at == i for at, _ in row)] for i in self.lanes]
        self.lanes_of = [tuple(i for i, _ in row) for row in self.rows]
        least = tuple(sizes.narrowest(i) for i in self.lanes)
        self._path: list[tuple[int, tuple[float, ...]]] = [(0, least)]
        self._complete = False
        self._within: dict[int, tuple[tuple[float, ...], int]] = {}
        self._heights: dict[tuple[int, tuple[float, ...]], float] = {}
        self._steps: dict[tuple[int, tuple[float, ...]], tuple[_Wider, ...]] = {}

    def within(self, quanta: int) -> tuple[tuple[float, ...], int]:
        """The widths when so many quanta may be dealt, and how many of them serve nothing."""
        found = self._within.get(quanta)
        if found is None:
            found = self._within[quanta] = self._dealt(quanta)
        return found

    def _dealt(self, quanta: int) -> tuple[tuple[float, ...], int]:
        while self._path[-1][0] <= quanta and not self._complete:
            used, widths = self._path[-1]
            move = self._best(widths, None)
            if move is None:
                self._complete = True
            else:
                self._path.append((used + move.quanta, _after(widths, move)))
        used, widths = next(state for state in reversed(self._path) if state[0] <= quanta)
        if self._path[-1][0] <= quanta:
            return widths, quanta - used
        while move := self._best(widths, quanta - used):
            used, widths = used + move.quanta, _after(widths, move)
        return widths, quanta - used

    def _best(self, widths: tuple[float, ...], most: int | None) -> _Move | None:
        best: _Move | None = None
        for row in range(len(self.rows)):
            for move in self._moves(row, widths, most):
                if best is None or move.gain > best.gain + 1e-9:
                    best = move
        return best

    def _moves(self, row: int, widths: tuple[float, ...], most: int | None) -> Iterator[_Move]:
        """The ways to lower a row by one drop or several."""
        for wider in self._drops(row, widths):
            quanta = round(sum(width - widths[i] for i, width in wider) / QUANTUM)
            if most is not None and quanta > most:
                return
            after = list(widths)
            for i, width in wider:
                after[i] = width
            changed = {r for i, _ in wider for r in self.rows_of[i]}
            saved = sum(self._height(r, widths) - self._height(r, after) for r in sorted(changed))
            if saved > LEAST_DROP:
                yield _Move(wider, quanta, saved / quanta)

    def _drops(self, row: int, widths: tuple[float, ...]) -> tuple[_Wider, ...]:
        """The lanes and their widths with which a row is lower by one drop, two, …; remembered, since only the lanes
        of the row matter.
        """
        key = (row, tuple([widths[i] for i in self.lanes_of[row]]))
        found = self._steps.get(key)
        if found is None:
            found = self._steps[key] = tuple(self._lowered(self.rows[row], widths))
        return found

    def _lowered(self, row: list[tuple[int, str]], widths: tuple[float, ...]) -> Iterator[_Wider]:
        wider = dict[int, float]()
        for _ in range(DROPS):
            tall = [(self.sizes.extent(key, wider.get(i, widths[i])).reach, i, key) for i, key in row]
            top = max((reach for reach, _, _ in tall), default=0.0)
            for reach, i, key in tall:
                if reach > top - DROP:
                    width = self.sizes.lower_at(key, wider.get(i, widths[i]), top - DROP)
                    if width is None:
                        return
                    wider[i] = width
            if not wider:
                return
            yield tuple(wider.items())

    def _height(self, row: int, widths: Sequence[float]) -> float:
        key = (row, tuple([widths[i] for i in self.lanes_of[row]]))
        found = self._heights.get(key)
        if found is None:
            up = down = cost = 0.0
            for i, node in self.rows[row]:
                e = self.sizes.extent(node, widths[i])
                up, down, cost = max(up, e.up), max(down, e.down, e.low), cost + e.cost
            found = self._heights[key] = up + down + cost
        return found


def _after(widths: tuple[float, ...], move: _Move) -> tuple[float, ...]:
    wider = dict(move.widths)
    return tuple(wider.get(i, width) for i, width in enumerate(widths))


@lru_cache(maxsize=256)
def deal_of(sizes: Sizes) -> Deal:
    """The deal of measured lanes, remembered."""
    return Deal(sizes)
