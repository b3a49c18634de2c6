"""Runs of text as they were drawn in; lines and the blocks that they form out, rebuilt from the places of characters.

A line is what stands on one baseline, in one size and colour, without a wide gap. A block is a row of lines, drawn one
after the other, that share a left edge, a centre or a right edge at a leading below 1.9 times the size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from powermap.proof.places import Box, Point, around

Rgb = tuple[int, int, int]
"""An sRGB colour, components 0 to 255."""

WIDEST_GAP = 1.1
"""Of a size, between two runs of one line: a stretched word space. Columns stand further apart."""

MOST_LEADING = 1.9
ALIGNED = 0.35
"""Of a size: how far two edges may differ that are meant as one."""

INDENT = 2.0
"""Em by which the first line of a Chinese paragraph is indented."""


class Glyph(NamedTuple):
    """A drawn character and the box of its ink. There are none for white space."""

    char: str
    ink: Box


@dataclass(frozen=True, eq=False)
class Run:
    """What one text operator draws: one font, one size (pt), one colour; color None for a pattern.

    start is where its baseline begins, end the x after the advance of its last glyph.
    """

    order: int
    glyphs: tuple[Glyph, ...]
    start: Point
    end: float
    size: float
    color: Rgb | None = (0, 0, 0)
    bold: bool = False
    upright: bool = True
    visible: bool = True
    """False for text that is drawn with neither fill nor stroke, such as what a scanner recognised."""

    @cached_property
    def box(self) -> Box:
        return around(glyph.ink for glyph in self.glyphs)

    @cached_property
    def text(self) -> str:
        return "".join(glyph.char for glyph in self.glyphs)


@dataclass(frozen=True, eq=False)
class TextLine:
    """Runs on one baseline, from left to right."""

    runs: tuple[Run, ...]

    @cached_property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @cached_property
    def box(self) -> Box:
        return around(run.box for run in self.runs)

    @property
    def first(self) -> Glyph:
        return self.runs[0].glyphs[0]

    @property
    def last(self) -> Glyph:
        return self.runs[-1].glyphs[-1]

    @property
    def left(self) -> float:
        return self.runs[0].start.x

    @property
    def flush(self) -> float:
        """The left edge if the empty half of an opening mark at the start hangs out of it (clreq 3.1.6)."""
        half_empty = self.first.ink.left - self.left > 0.4 * self.size
        return self.left + (0.5 * self.size if half_empty else 0.0)

    @property
    def right(self) -> float:
        return self.runs[-1].end

    @property
    def y(self) -> float:
        return self.runs[0].start.y

    @property
    def size(self) -> float:
        return self.runs[0].size

    @property
    def color(self) -> Rgb | None:
        return self.runs[0].color


def lines_of(runs: Sequence[Run]) -> tuple[TextLine, ...]:
    """The lines of upright visible text, in the order in which they are drawn."""
    lines: list[list[Run]] = []
    for run in runs:
        if not run.visible or not run.upright:
            continue
        if lines and _continues(lines[-1][-1], run):
            lines[-1].append(run)
        else:
            lines.append([run])
    return tuple(TextLine(tuple(line)) for line in lines)


def blocks_of(lines: Sequence[TextLine]) -> tuple[tuple[TextLine, ...], ...]:
    """The lines as blocks; most have one line."""
    blocks: list[list[TextLine]] = []
    for line in lines:
        if blocks and _follows(blocks[-1], line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return tuple(tuple(block) for block in blocks)


def _continues(last: Run, run: Run) -> bool:
    size = last.size
    return (
        _same(size, run.size)
        and last.color == run.color
        and abs(run.start.y - last.start.y) < 0.1 * size
        and -0.6 * size < run.start.x - last.end < WIDEST_GAP * size
    )


def _follows(block: list[TextLine], line: TextLine) -> bool:
    above = block[-1]
    size = above.size
    if (
        not _same(size, line.size)
        or above.color != line.color
        or not 0.8 * size < line.y - above.y < MOST_LEADING * size
    ):
        return False
    near = ALIGNED * size
    indented = len(block) == 1 and abs(above.left - line.left - INDENT * size) < near
    centered = abs(above.left + above.right - line.left - line.right) < 2 * near
    at_left = abs(above.left - line.left) < near or abs(above.flush - line.flush) < near
    return indented or centered or at_left or abs(above.right - line.right) < near


def _same(a: float, b: float) -> bool:
    return abs(a - b) < 0.02 * a
