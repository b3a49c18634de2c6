"""Points, boxes and a grid of boxes: where things are on a page that was read back.

Lengths are pt, the origin is the top left corner of the media box, y grows downwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar


class Point(NamedTuple):
    x: float
    y: float


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def center(self) -> Point:
        return Point((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, point: Point) -> bool:
        return self.left <= point.x <= self.right and self.top <= point.y <= self.bottom

    def grown(self, by: float) -> Box:
        """Larger by so much on every side; smaller if by is negative."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def around(boxes: Iterable[Box]) -> Box:
    """The least box around them all. Raises ValueError for none."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


T = TypeVar("T")
CELL = 24.0
"""Side of a grid cell in pt: about one to four characters of a notice."""


class Grid(Generic[T]):
    """Boxes with what belongs to them; finds those near a place without looking at all of them."""

    def __init__(self, items: Iterable[tuple[Box, T]]) -> None:
        cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._items = list(items)
        for index, (box, _) in enumerate(self._items):
            for cell in _cells(box):
                cells[cell].append(index)
        self._cells: Mapping[tuple[int, int], list[int]] = cells

    def __iter__(self) -> Iterator[tuple[Box, T]]:
        return iter(self._items)

    def near(self, box: Box) -> Iterator[tuple[Box, T]]:
        """Each item whose box meets this one, in the order in which they were given."""
        left, top, right, bottom = box
        for index in self._candidates(left, top, right, bottom):
            item = self._items[index]
            a, b, c, d = item[0]
            if a < right and left < c and b < bottom and top < d:
                yield item

    def pairs(self) -> Iterator[tuple[tuple[Box, T], tuple[Box, T]]]:
        """Each two items whose boxes meet, once, in the order in which they were given."""
        met: set[tuple[int, int]] = set()
        for indices in self._cells.values():
            for position, first in enumerate(indices):
                left, top, right, bottom = self._items[first][0]
                for second in indices[position + 1 :]:
                    a, b, c, d = self._items[second][0]
                    if a < right and left < c and b < bottom and top < d:
                        met.add((first, second))
        for first, second in sorted(met):
            yield self._items[first], self._items[second]

    def _candidates(self, left: float, top: float, right: float, bottom: float) -> Iterable[int]:
        first_column, last_column = int(left // CELL), int(right // CELL)
        first_row, last_row = int(top // CELL), int(bottom // CELL)
        if first_column == last_column and first_row == last_row:
            return self._cells.get((first_column, first_row), ())
        if (last_column - first_column + 1) * (last_row - first_row + 1) > len(self._cells):
            return range(len(self._items))
        found: set[int] = set()
        for column in range(first_column, last_column + 1):
            for row in range(first_row, last_row + 1):
                found.update(self._cells.get((column, row), ()))
        return sorted(found)


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = box
    for column in range(int(left // CELL), int(right // CELL) + 1):
        for row in range(int(top // CELL), int(bottom // CELL) + 1):
            yield column, row
