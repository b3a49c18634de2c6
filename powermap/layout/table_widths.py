"""The texts of a table and a width in; the measure of every column out, so that the table is as low as it can be.

What is found is remembered: the same table is tried in many sizes, and again when its numbers are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import permutations
from math import floor

from powermap.text.fonts import Role
from powermap.text.setting import MEASURE_STEP, Setter
from powermap.value import Value

MARK = 2.25
"""Width in em that the number before a cell's text takes."""

_STEPS = (4.0, 2.0, 1.0, 0.5)
"""Widths in em that the search moves from one column to another, coarse first."""


class Span(Value, frozen=True):
    """What the search needs to know of a column: its title, the least measure of its texts in em, whether that is
    exactly its measure.
    """

    title: str
    least: float
    fixed: bool


class Words(Value, frozen=True, order=True):
    """What the search needs to know of a cell. marked: a number stands before the text."""

    text: str
    role: Role
    marked: bool

    @property
    def mark(self) -> float:
        return MARK if self.marked else 0.0


class Measures(Value, frozen=True):
    """The measure of every column in em, the lines of the highest cells of all rows together, and whether a text is
    wider than its column.
    """

    of: tuple[float, ...]
    lines: int
    overfull: bool


@lru_cache(maxsize=2048)
def find_measures(
    setter: Setter, columns: tuple[Span, ...], rows: tuple[tuple[Words, ...], ...], room: float
) -> Measures:
    """The measures that together make `room`: least height first, then evenly full columns."""
    counts = _counts(setter, columns, rows)
    found = _search(counts, columns, room)
    return Measures(found, counts.cost(found)[0], counts.run_over(found))


def _search(counts: _Counts, columns: tuple[Span, ...], room: float) -> tuple[float, ...]:
    least = [column.least for column in columns]
    free = [c for c, column in enumerate(columns) if not column.fixed]
    spare = room - sum(least)
    if len(free) < 2 or spare <= 0:
        return tuple(max(1.0, m + spare / len(free)) if c in free else m for c, m in enumerate(least))
    natural = counts.natural
    weight = sum(max(0.0, natural[c] - least[c]) for c in free)
    current = list(least)
    for c in free:
        share = max(0.0, natural[c] - least[c]) / weight if weight else 1 / len(free)
        current[c] += spare * share
    best = counts.cost(current)
    for step in _STEPS:
        better = True
        while better:
            better = False
            for giver, taker in permutations(free, 2):
                if current[giver] - step < least[giver]:
                    continue
                tried = list(current)
                tried[giver] -= step
                tried[taker] += step
                cost = counts.cost(tried)
                if cost < best:
                    current, best, better = tried, cost, True
    return tuple(current)


@lru_cache(maxsize=1024)
def _counts(setter: Setter, columns: tuple[Span, ...], rows: tuple[tuple[Words, ...], ...]) -> _Counts:
    return _Counts(setter, columns, rows)


class _Counts:
    """How many lines each cell of a column has at a measure; a cell that runs over counts as five more."""

    def __init__(self, setter: Setter, columns: Sequence[Span], rows: Sequence[Sequence[Words]]) -> None:
        self.setter = setter
        self.rows = rows
        self.known: dict[tuple[int, int], tuple[int, ...]] = {}
        self.wider: set[tuple[int, int]] = set()
        """The measures of columns in which a text is wider than its column."""
        self.natural = tuple(
            max(
                setter.width(column.title, "bold") if column.title else 0.0,
                *(row[c].mark + setter.width(row[c].text, row[c].role) for row in rows),
                0.0,
            )
            for c, column in enumerate(columns)
        )

    def of(self, column: int, measure: float) -> tuple[int, ...]:
        """Lines by row; measures that the setter takes for one are looked up once."""
        key = _key(column, measure)
        if key not in self.known:
            words = (row[column] for row in self.rows)
            counts = [self.setter.count(one.text, one.role, measure - one.mark) for one in words]
            self.known[key] = tuple(lines + (5 if overfull else 0) for lines, overfull in counts)
            if any(overfull for _, overfull in counts):
                self.wider.add(key)
        return self.known[key]

    def run_over(self, measures: Sequence[float]) -> bool:
        """Whether a text is wider than its column; of measures whose cost is known."""
        return any(_key(column, measure) in self.wider for column, measure in enumerate(measures))

    def cost(self, measures: Sequence[float]) -> tuple[int, int, float]:
        """Lines of the highest cells; lines of all cells; how unevenly the columns are filled."""
        columns = [self.of(c, measure) for c, measure in enumerate(measures)]
        highest = sum(map(max, *columns)) if len(columns) > 1 else sum(columns[0])
        uneven = sum((n / max(m, 1.0)) ** 2 for n, m in zip(self.natural, measures, strict=True))
        return highest, sum(map(sum, columns)), round(uneven, 6)


def _key(column: int, measure: float) -> tuple[int, int]:
    return column, floor(measure / MEASURE_STEP + 1e-9)
