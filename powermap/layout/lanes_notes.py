"""The risks of a route and a place for them in; numbered callouts in a column at the right or in columns beneath, out.

Lengths are em of the step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from powermap.layout.boxes import Note, callout
from powermap.layout.graph import Route
from powermap.text.setting import Setter

NOTE_GAP = 0.5
"""Between callouts one under the other, in em of the callouts."""

COLUMN_GAP = 0.8
"""Between columns of callouts, and between them and the lanes."""


@dataclass(frozen=True, eq=False)
class Callouts:
    """The callouts of one route at one ratio of notes to steps."""

    route: Route
    setter: Setter
    ratio: float
    first: int
    _notes: dict[float, tuple[Note, ...]] = field(default_factory=dict)

    @property
    def numbers(self) -> dict[str, int]:
        """The number of every entry with risks."""
        keys = [entry.key for entry in self.route.entries if entry.risks]
        return {key: i for i, key in enumerate(keys, start=self.first)}

    @property
    def gap(self) -> float:
        return NOTE_GAP * self.ratio

    def at(self, width: float) -> tuple[Note, ...]:
        """The callouts of a width, at the origin."""
        width = int(width * 4) / 4
        found = self._notes.get(width)
        if found is None:
            by_key, numbers = self.route.by_key, self.numbers
            found = tuple(callout(self.setter, by_key[k], n, width, self.ratio) for k, n in numbers.items())
            self._notes[width] = found
        return found

    def overfull(self, width: float) -> bool:
        """Whether a text is wider than its callout."""
        return any(b.setting.overfull for note in self.at(width) for b in note.blocks)

    def torn(self, width: float) -> bool:
        """Whether what belongs together is parted in a callout."""
        return any(b.setting.torn for note in self.at(width) for b in note.blocks)

    def height(self, width: float) -> float:
        """The height of all callouts in one column."""
        return self._stack(self.at(width))

    def _stack(self, notes: Sequence[Note]) -> float:
        return sum(note.rect.h for note in notes) + self.gap * max(0, len(notes) - 1)

    def columns(self, width: float, count: int) -> tuple[tuple[Note, ...], ...]:
        """The callouts in their order in so many columns of a width, the highest as low as can be."""
        notes = self.at(width)
        low, high = 0.0, self._stack(notes)
        for _ in range(12):
            middle = (low + high) / 2
            if len(self._filled(notes, middle)) <= count:
                high = middle
            else:
                low = middle
        return self._filled(notes, high)

    def _filled(self, notes: tuple[Note, ...], height: float) -> tuple[tuple[Note, ...], ...]:
        out: list[list[Note]] = []
        for note in notes:
            if out and self._stack([*out[-1], note]) <= height + 1e-6:
                out[-1].append(note)
            else:
                out.append([note])
        return tuple(tuple(column) for column in out)

    def band(self, width: float, count: int) -> float:
        """The height of the callouts in so many columns."""
        return max((self._stack(column) for column in self.columns(width, count)), default=0.0)


@lru_cache(maxsize=128)
def callouts_of(route: Route, setter: Setter, ratio: float, first: int) -> Callouts:
    """The callouts of a route, remembered."""
    return Callouts(route, setter, ratio, first)
