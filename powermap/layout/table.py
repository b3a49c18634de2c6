"""Columns, rows of cells and a width in; a table set out so that it is as low as it can be, ready to be cut between
rows, out.

The setter chooses the widths: every column gets at least what its longest unparted word needs, the rest goes where it
saves the most lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import permutations
from math import floor
from typing import Literal

from powermap.layout.blocks import Align, Block, Tone
from powermap.text.fonts import Role
from powermap.text.setting import MEASURE_STEP, Setter

LEADING = 1.4
"""Distance of baselines in em."""

MARK = 2.25
"""Width in em that the number before a cell's text takes."""

HEADER_SHARE = 0.4
"""How much of what a row gets when a table is stretched its header gets."""

_STEPS = (4.0, 2.0, 1.0, 0.5)
"""Widths in em that the search moves from one column to another, coarse first."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title ("" in a table without a header), the least measure of its texts in em, how they stand.

    fixed: the measure is exactly the least one.
    """

    title: str
    least: float = 4.0
    fixed: bool = False
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """A text of a row; \\n begins a new line. mark: a number in a disc before the text ("" for none); look: a label
    in the first column, or a tag; hint: what the theme needs for the colour of disc or tag ("rank/scale").
    """

    text: str
    role: Role = "body"
    tone: Tone = "plain"
    mark: str = ""
    look: Literal["text", "label", "tag"] = "text"
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of one row, one for each column. joined: belongs to the row above it; its first cell is shown only when
    the row begins a page.
    """

    cells: tuple[Cell, ...]
    joined: bool = False


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell and its text at the row's origin: the block's x is from the table's left edge, y from the row's top."""

    cell: Cell
    block: Block


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row set out; height in pt, padding included."""

    cells: tuple[PlacedCell, ...]
    height: float
    joined: bool


@dataclass(frozen=True)
class Table:
    """A table in type of size pt. widths: of the columns in pt; pad_x, pad_y: space inside every cell in pt.

    header is None in a table without titles. overfull: something that cannot be broken is wider than its column,
    or the columns wider than the table was to be.
    """

    columns: tuple[Column, ...]
    rows: tuple[PlacedRow, ...]
    header: PlacedRow | None
    widths: tuple[float, ...]
    size: float
    pad_x: float
    pad_y: float
    overfull: bool

    @property
    def width(self) -> float:
        return sum(self.widths)

    @cached_property
    def height(self) -> float:
        """Height in pt with header."""
        return self.height_of(0, len(self.rows))

    def height_of(self, start: int, stop: int) -> float:
        """Height in pt of rows start to stop (not included) with the header above them."""
        head = self.header.height if self.header else 0.0
        return head + sum(row.height for row in self.rows[start:stop])

    def part(self, start: int, stop: int) -> Table:
        """Rows start to stop as a table of its own, under the same header."""
        rows = self.rows[start:stop]
        if rows and rows[0].joined:
            rows = (replace(rows[0], joined=False), *rows[1:])
        return replace(self, rows=rows)

    def fitting(self, start: int, height: float) -> int:
        """How far the rows from start on stand in a height in pt: the first row that does not."""
        stop = start
        while stop < len(self.rows) and self.height_of(start, stop + 1) <= height + 1e-6:
            stop += 1
        return stop

    def parted(self, height: float) -> list[tuple[int, int]]:
        """The rows by page of a height in pt, on as few pages as hold them, about as high on each."""
        full = self._filled(height)
        even = self.height_of(0, 0) + sum(row.height for row in self.rows) / max(1, len(full))
        while even < height:
            parts = self._filled(even)
            if len(parts) == len(full):
                return parts
            even += 0.5 * self.size
        return full

    def _filled(self, height: float) -> list[tuple[int, int]]:
        """The rows by page, one page filled after the other."""
        parts: list[tuple[int, int]] = []
        start = 0
        while start < len(self.rows):
            stop = max(start + 1, self.fitting(start, height))
            parts.append((start, stop))
            start = stop
        return parts

    def stretched(self, extra: float, most: float) -> Table:
        """The table made higher by extra pt, dealt to its rows evenly, by at most `most` pt a row."""
        count = len(self.rows) + (HEADER_SHARE if self.header else 0)
        more = min(most, extra / count) if count else 0.0
        if more <= 0:
            return self
        rows = tuple(_taller(row, more) for row in self.rows)
        header = _taller(self.header, HEADER_SHARE * more) if self.header else None
        return replace(self, rows=rows, header=header, pad_y=self.pad_y + more / 2)


def set_table(
    setter: Setter,
    columns: Sequence[Column],
    rows: Sequence[Row],
    width: float,
    size: float,
    pad: tuple[float, float] = (0.65, 0.45),
) -> Table:
    """The table of width pt in type of size pt; pad is the space at the sides and above and below a text in em."""
    pad_x, pad_y = pad[0] * size, pad[1] * size
    room = width / size - 2 * pad[0] * len(columns)
    measures = _measures(setter, columns, rows, room)
    widths = tuple((m + 2 * pad[0]) * size for m in measures)
    body = tuple(_row(setter, columns, row, widths, size, pad_x, pad_y) for row in rows)
    header = None
    if any(column.title for column in columns):
        titles = Row(tuple(Cell(column.title, "bold") for column in columns))
        header = _row(setter, columns, titles, widths, size, pad_x, pad_y)
    overfull = sum(widths) > width + 1e-6 or any(p.block.setting.overfull for row in body for p in row.cells)
    return Table(tuple(columns), body, header, widths, size, pad_x, pad_y, overfull)


def _taller(row: PlacedRow, more: float) -> PlacedRow:
    cells = tuple(replace(p, block=p.block.at(p.block.x, p.block.y + more / 2)) for p in row.cells)
    return replace(row, cells=cells, height=row.height + more)


def _row(
    setter: Setter,
    columns: Sequence[Column],
    row: Row,
    widths: Sequence[float],
    size: float,
    pad_x: float,
    pad_y: float,
) -> PlacedRow:
    """Cells of one line stand in the middle of the row's first line; the row is as high as its highest cell."""
    out: list[PlacedCell] = []
    x = 0.0
    for column, cell, width in zip(columns, row.cells, widths, strict=True):
        mark = MARK * size if cell.mark else 0.0
        measure = width - 2 * pad_x - mark
        setting = setter.set(cell.text, cell.role, measure / size)
        block = Block(
            cell.tone, setting, x + pad_x + mark, pad_y, measure, size, LEADING * size, column.align, cell.hint
        )
        out.append(PlacedCell(cell, block))
        x += width
    height = max(p.block.height for p in out) + 2 * pad_y
    return PlacedRow(tuple(out), height, row.joined)


def _measures(setter: Setter, columns: Sequence[Column], rows: Sequence[Row], room: float) -> list[float]:
    """The measure of every column in em, together `room`: least height first, then evenly full columns."""
    least = [column.least for column in columns]
    free = [c for c, column in enumerate(columns) if not column.fixed]
    spare = room - sum(least)
    if len(free) < 2 or spare <= 0:
        return [max(1.0, m + spare / len(free)) if c in free else m for c, m in enumerate(least)]
    natural = [_natural(setter, columns, rows, c) for c in range(len(columns))]
    weight = sum(max(0.0, natural[c] - least[c]) for c in free)
    current = list(least)
    for c in free:
        share = max(0.0, natural[c] - least[c]) / weight if weight else 1 / len(free)
        current[c] += spare * share
    counts = _Counts(setter, rows)
    best = _cost(counts, current, natural)
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
                cost = _cost(counts, tried, natural)
                if cost < best:
                    current, best, better = tried, cost, True
    return current


def _natural(setter: Setter, columns: Sequence[Column], rows: Sequence[Row], c: int) -> float:
    title = setter.width(columns[c].title, "bold") if columns[c].title else 0.0
    return max((title, *(_mark(row.cells[c]) + setter.width(row.cells[c].text, row.cells[c].role) for row in rows)))


def _mark(cell: Cell) -> float:
    return MARK if cell.mark else 0.0


class _Counts:
    """How many lines each cell of a column has at a measure; a cell that runs over counts as five more."""

    def __init__(self, setter: Setter, rows: Sequence[Row]) -> None:
        self.setter = setter
        self.rows = rows
        self.known: dict[tuple[int, int], tuple[int, ...]] = {}

    def of(self, column: int, measure: float) -> tuple[int, ...]:
        """Lines by row; measures that the setter takes for one are looked up once."""
        key = (column, floor(measure / MEASURE_STEP + 1e-9))
        if key not in self.known:
            settings = (
                self.setter.set(cell.text, cell.role, measure - _mark(cell))
                for cell in (row.cells[column] for row in self.rows)
            )
            self.known[key] = tuple(len(setting.lines) + (5 if setting.overfull else 0) for setting in settings)
        return self.known[key]


def _cost(counts: _Counts, measures: Sequence[float], natural: Sequence[float]) -> tuple[int, int, float]:
    """Lines of the highest cells; lines of all cells; how unevenly the columns are filled."""
    columns = [counts.of(c, measure) for c, measure in enumerate(measures)]
    highest = sum(map(max, zip(*columns, strict=True)))
    uneven = sum((n / max(m, 1.0)) ** 2 for n, m in zip(natural, measures, strict=True))
    return highest, sum(map(sum, columns)), round(uneven, 6)
