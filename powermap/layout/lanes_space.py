"""Measured lanes and a width in; the widths that need the least height, and the heights of rows and channels, out.

Lengths are em of the step.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import floor, inf

from powermap.layout.lanes_deal import deal_of
from powermap.layout.lanes_measure import CHANNEL, FARTHEST, QUANTUM, TRACK, WIDEST, Extent, Sizes

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
        """Where lanes begin, and where the last one ends: in the middle of gutters, beside their tracks."""
        inner = [left - self._before(i) for i, left in enumerate(self.lefts)][1:]
        return (0.0, *inner, sum(self.widths) + sum(self.gutters))

    def _before(self, lane: int) -> float:
        """From where a lane begins to its boxes: half of what is free in the gutter or, with tracks, after the last."""
        tracks = len(self.sizes.gutter_tracks[lane])
        return (self.gutters[lane] - max(0, tracks - 1) * TRACK) / (4 if tracks else 2)

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
    def ill(self) -> int:
        """Texts of which what belongs together is parted, or that stand far from their lines."""
        return sum(e.ill for column in self._extents for e in column)

    @cached_property
    def cost(self) -> float:
        """What the looks of texts count against height."""
        return sum(e.cost for column in self._extents for e in column)

    @cached_property
    def height(self) -> float:
        """The least height, heads included."""
        return self.head + HEAD_GAP + sum(self.ups) + sum(self.downs) + sum(self.channels)


def least_height(sizes: Sizes, width: float) -> float:
    """A height below which no lanes of that width together are: every box as wide as if only its own lane grew."""
    lanes = range(len(sizes.plan.lanes))
    free = width - sum(sizes.narrowest(i) for i in lanes) - sum(sizes.gutters)
    if free < 0:
        return inf
    most = [min(FARTHEST, sizes.narrowest(i) + floor(free / QUANTUM) * QUANTUM) for i in lanes]
    rows = [0.0] * sizes.plan.rows
    for key, seat in sizes.plan.seats.items():
        e = sizes.extent(key, most[seat.lane])
        rows[seat.row] = max(rows[seat.row], e.up + max(e.down, e.low))
    return HEAD_GAP + sum(rows) + CHANNEL * (len(rows) - 1)


def spaced(sizes: Sizes, width: float) -> Space | None:
    """The lanes in a width: what is over the least goes where it saves most height; None if too narrow."""
    count = len(sizes.plan.lanes)
    least = sum(sizes.narrowest(i) for i in range(count)) + sum(sizes.gutters)
    if width < least:
        return None
    widths, rest = deal_of(sizes).within(floor((width - least) / QUANTUM + 1e-9))
    over = width - least - floor((width - least) / QUANTUM + 1e-9) * QUANTUM
    tight = _space(sizes, list(widths), rest * QUANTUM + over)
    even = list(widths)
    while rest >= 1 and min(even) < WIDEST:
        even[even.index(min(even))] += QUANTUM
        rest -= 1
    wide = _space(sizes, even, rest * QUANTUM + over)
    return wide if (wide.bad, wide.height + wide.cost) <= (tight.bad, tight.height + tight.cost + 0.3) else tight


def _space(sizes: Sizes, widths: list[float], rest: float) -> Space:
    inner = len(widths) - 1
    return Space(sizes, tuple(widths), rest / inner if inner else rest / 2)
