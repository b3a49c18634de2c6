"""Measured lanes and a width in; the widths that need the least height, and the heights of rows and channels, out.

Lengths are em of the step.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from powermap.layout.lanes_measure import OVERFULL, QUANTUM, WIDEST, Extent, Sizes

JUMPS = (1, 2, 3, 4, 6, 9)
"""How many quanta of width a lane is offered at once: most texts lose a line only after several."""

HEAD_PAD, HEAD_GAP = 0.3, 0.75
"""Above and below a lane's name; from the heads to the first row."""


@dataclass(frozen=True, eq=False)
class Space:
    """The lanes at chosen widths. extra: width added to every gutter between lanes."""

    sizes: Sizes
    widths: tuple[float, ...]
    extra: float

    @cached_property
    def gutters(self) -> tuple[float, ...]:
        last = len(self.sizes.gutters) - 1
        share = self.extra if last > 1 else 0.0
        side = 0.0 if last > 1 else self.extra
        return tuple(g + (side if i in (0, last) else share) for i, g in enumerate(self.sizes.gutters))

    @cached_property
    def lefts(self) -> tuple[float, ...]:
        """The left edge of every lane's boxes."""
        ends = accumulate(w + g for w, g in zip(self.widths, self.gutters[1:], strict=True))
        return tuple(self.gutters[0] + before for before in (0.0, *list(ends)[:-1]))

    @cached_property
    def bounds(self) -> tuple[float, ...]:
        """Where lanes begin, and where the last one ends."""
        inner = [left - self.gutters[i] / 2 for i, left in enumerate(self.lefts)][1:]
        return (0.0, *inner, sum(self.widths) + sum(self.gutters))

    @cached_property
    def _extents(self) -> tuple[tuple[Extent, ...], ...]:
        return tuple(self.sizes.extents(i, w) for i, w in enumerate(self.widths))

    @cached_property
    def ups(self) -> tuple[float, ...]:
        """From the top to the middle of every row."""
        return tuple(max(e.up for e in row) for row in zip(*self._extents, strict=True))

    @cached_property
    def downs(self) -> tuple[float, ...]:
        """From the middle to the foot of every row."""
        return tuple(max(e.down for e in row) for row in zip(*self._extents, strict=True))

    @cached_property
    def zones(self) -> tuple[float, ...]:
        """How far labels reach below every row."""
        rows = zip(*self._extents, strict=True)
        return tuple(max(0.0, max(e.low for e in row) - down) for row, down in zip(rows, self.downs, strict=True))

    @cached_property
    def channels(self) -> tuple[float, ...]:
        """The least height of the channel above each row but the first, and of what is below the last."""
        return tuple(self.sizes.channel(i, zone) for i, zone in enumerate(self.zones, start=1))

    @cached_property
    def head(self) -> float:
        """The height of the lane heads."""
        widths = (b - a for a, b in zip(self.bounds, self.bounds[1:], strict=False))
        return max(self.sizes.head(i, w).height for i, w in enumerate(widths)) + 2 * HEAD_PAD

    @property
    def bad(self) -> int:
        """Texts that are wider than their boxes."""
        return sum(e.bad for column in self._extents for e in column)

    @cached_property
    def height(self) -> float:
        """The least height, heads included."""
        return self.head + HEAD_GAP + sum(self.ups) + sum(self.downs) + sum(self.channels)


def spaced(sizes: Sizes, width: float) -> Space | None:
    """The lanes in a width: what is over the least goes, bit by bit, where it saves most height; None if too narrow."""
    count = len(sizes.plan.lanes)
    widths = [sizes.narrowest(i) for i in range(count)]
    rest = width - sum(widths) - sum(sizes.gutters)
    if rest < 0:
        return None
    rest = _dealt(sizes, widths, rest)
    tight = _space(sizes, widths, rest)
    even = list(widths)
    while rest >= QUANTUM and min(even) < WIDEST:
        thinnest = even.index(min(even))
        even[thinnest] += QUANTUM
        rest -= QUANTUM
    wide = _space(sizes, even, rest)
    return wide if (wide.bad, wide.height) <= (tight.bad, tight.height + 0.3) else tight


def _space(sizes: Sizes, widths: list[float], rest: float) -> Space:
    inner = len(widths) - 1
    return Space(sizes, tuple(widths), rest / inner if inner else rest / 2)


def _dealt(sizes: Sizes, widths: list[float], rest: float) -> float:
    """Widen lanes for as long as that saves height; what is left of the rest."""
    columns = [sizes.extents(i, w) for i, w in enumerate(widths)]
    while rest >= QUANTUM:
        best: tuple[float, int, float] | None = None
        now = _cost(columns)
        for lane, width in enumerate(widths):
            for jump in JUMPS:
                more = jump * QUANTUM
                if more > rest or width + more > WIDEST:
                    break
                trial = [*columns[:lane], sizes.extents(lane, width + more), *columns[lane + 1 :]]
                gain = (now - _cost(trial)) / more
                if gain > 1e-6 and (best is None or gain > best[0] + 1e-9):
                    best = (gain, lane, more)
        if best is None:
            return rest
        _, lane, more = best
        widths[lane] += more
        rest -= more
        columns[lane] = sizes.extents(lane, widths[lane])
    return rest


def _cost(columns: list[tuple[Extent, ...]]) -> float:
    total = 0.0
    for row in zip(*columns, strict=True):
        total += max(e.up for e in row) + max(max(e.down, e.low) for e in row)
        total += OVERFULL * sum(e.bad for e in row)
    return total
