"""A page as it was read back: text, shapes and pictures at their places. Pure values, so that every check can be tried
on a page made by hand.

order counts what the page paints, first painted first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from powermap.proof.lines import Glyph, Rgb, Run, TextLine, blocks_of, lines_of
from powermap.proof.places import Box, Grid, Point
from powermap.value import Value

Ground = Callable[[float, float], Rgb]
"""The colour that lies at a place (x, y in pt) when all text is taken off the page."""


class Shape(Value, frozen=True):
    """A painted path. outlines are its subpaths, curves as chords; empty where only the box was read (large ones).

    opaque: it is filled and nothing shows through. width is that of the stroke in pt, 0 without one.
    """

    order: int
    box: Box
    outlines: tuple[tuple[Point, ...], ...] = ()
    opaque: bool = False
    width: float = 0.0
    pieces: int = 0
    """How many segments the path has."""
    curved: bool = False
    """Whether some of them are curves; only asked for filled paths of very many."""

    def covers(self, point: Point) -> bool:
        """Whether its fill covers the point (even-odd rule; only the box counts where outlines were not read)."""
        if not self.opaque or not self.box.holds(point):
            return False
        if not self.outlines:
            return False
        inside = False
        for outline in self.outlines:
            for a, b in zip(outline, (*outline[1:], outline[0]), strict=True):
                if (a.y > point.y) != (b.y > point.y) and point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x:
                    inside = not inside
        return inside


class Image(Value, frozen=True):
    """A raster picture: its place and how many pixels stand on an inch there."""

    order: int
    box: Box
    dpi: float


@dataclass(frozen=True)
class PageContent:
    """A page read back. media and trim in pt; twins are texts drawn twice at the same place."""

    number: int
    width: float
    height: float
    trim: Box
    runs: tuple[Run, ...] = ()
    shapes: tuple[Shape, ...] = ()
    images: tuple[Image, ...] = ()
    twins: tuple[tuple[str, Box], ...] = ()

    @cached_property
    def shown(self) -> tuple[Run, ...]:
        """The runs that can be seen."""
        return tuple(run for run in self.runs if run.visible)

    @cached_property
    def lines(self) -> tuple[TextLine, ...]:
        return lines_of(self.runs)

    @cached_property
    def blocks(self) -> tuple[tuple[TextLine, ...], ...]:
        return blocks_of(self.lines)

    def line_of(self, run: Run) -> TextLine:
        """The line that a run is part of; one of its own for slanted text."""
        return self._line_by_run[run.order]

    @cached_property
    def _line_by_run(self) -> dict[int, TextLine]:
        alone = {run.order: TextLine((run,)) for run in self.runs}
        return alone | {run.order: line for line in self.lines for run in line.runs}

    @cached_property
    def glyphs(self) -> Grid[tuple[Run, Glyph]]:
        """All visible glyphs with ink, by place."""
        return Grid((glyph.ink, (run, glyph)) for run in self.shown for glyph in run.glyphs if glyph.ink.width > 0)

    @cached_property
    def text(self) -> str:
        """All text in the order in which it is drawn, without white space."""
        return "".join(run.text for run in self.runs)

    @cached_property
    def smallest_type(self) -> float | None:
        """In pt; None without text."""
        return min((run.size for run in self.shown), default=None)
