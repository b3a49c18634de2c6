"""Columns, rows of cells and a width in; a table set out so that it is as low as it can be, ready to be cut between
rows, out.

The setter chooses the widths: every column gets at least what its longest unparted word needs, the rest goes where it
saves the most lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Literal

from powermap.layout.blocks import Align, Block, Tone
from powermap.layout.table_widths import MARK, Measures, Span, Words, find_measures
from powermap.text.fonts import Role
from powermap.text.setting import Setter
from powermap.value import Value, replace

LEADING = 1.4
"""Distance of baselines in em."""

HEADER_SHARE = 0.4
"""How much of what a row gets when a table is stretched its header gets."""


class Column(Value, frozen=True):
    """A column: its title ("" in a table without a header), the least measure of its texts in em, how they stand.

    fixed: the measure is exactly the least one.
    """

    title: str
    least: float = 4.0
    fixed: bool = False
    align: Align = "left"


class Cell(Value, frozen=True):
    """A text of a row; \\n begins a new line. mark: a number in a disc before the text ("" for none); look: a label
    in the first column, or a tag; hint: what the theme needs for the colour of disc or tag ("rank/scale").
    """

    text: str
    role: Role = "body"
    tone: Tone = "plain"
    mark: str = ""
    look: Literal["text", "label", "tag"] = "text"
    hint: str = ""


class Row(Value, frozen=True):
    """Cells of one row, one for each column. joined: belongs to the row above it; its first cell is shown only when
    the row begins a page.
    """

    cells: tuple[Cell, ...]
    joined: bool = False


class PlacedCell(Value, frozen=True):
    """A cell and its text at the row's origin: the block's x is from the table's left edge, y from the row's top."""

    cell: Cell
    block: Block


class PlacedRow(Value, frozen=True):
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


@dataclass(frozen=True)
class Draft:
    """A table that is yet to be set. pad: the space at the sides and above and below a text in em."""

    setter: Setter
    columns: Sequence[Column]
    rows: Sequence[Row]
    pad: tuple[float, float] = (0.65, 0.45)

    @cached_property
    def _spans(self) -> tuple[Span, ...]:
        return tuple(Span(column.title, column.least, column.fixed) for column in self.columns)

    @cached_property
    def _words(self) -> tuple[tuple[Words, ...], ...]:
        """In an order of their own, so that the widths do not depend on that of the rows."""
        return tuple(
            sorted(tuple(Words(cell.text, cell.role, bool(cell.mark)) for cell in row.cells) for row in self.rows)
        )

    @property
    def _titled(self) -> bool:
        return any(column.title for column in self.columns)

    def _measures(self, width: float, size: float) -> Measures:
        room = width / size - 2 * self.pad[0] * len(self.columns)
        return find_measures(self.setter, self._spans, self._words, room)

    def _widths(self, measures: Measures, size: float) -> tuple[float, ...]:
        return tuple((m + 2 * self.pad[0]) * size for m in measures.of)

    def height(self, width: float, size: float) -> float:
        """The height in pt of the table of width pt in type of size pt, inf where it would be overfull: reckoned from
        the number of lines, without setting any.
        """
        measures = self._measures(width, size)
        if measures.overfull or sum(self._widths(measures, size)) > width + 1e-6:
            return inf
        lines, rows = measures.lines, len(self.rows)
        if self._titled:
            titles = zip(self.columns, measures.of, strict=True)
            lines += max(self.setter.count(column.title, "bold", measure)[0] for column, measure in titles)
            rows += 1
        return (lines * LEADING + rows * 2 * self.pad[1]) * size

    def set(self, width: float, size: float) -> Table:
        """The table of width pt in type of size pt."""
        pad_x, pad_y = self.pad[0] * size, self.pad[1] * size
        widths = self._widths(self._measures(width, size), size)
        body = tuple(_row(self.setter, self.columns, row, widths, size, pad_x, pad_y) for row in self.rows)
        header = None
        if self._titled:
            titles = Row(tuple(Cell(column.title, "bold") for column in self.columns))
            header = _row(self.setter, self.columns, titles, widths, size, pad_x, pad_y)
        overfull = sum(widths) > width + 1e-6 or any(p.block.setting.overfull for row in body for p in row.cells)
        return Table(tuple(self.columns), body, header, widths, size, pad_x, pad_y, overfull)


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
