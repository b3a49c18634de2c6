"""Points and rectangles in pt, the origin at the top left, y growing downwards."""

from __future__ import annotations

from typing import NamedTuple

from powermap.value import Value


class Point(NamedTuple):
    """A position in pt."""

    x: float
    y: float


class Rect(Value, frozen=True):
    """An axis-parallel rectangle in pt: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def cx(self) -> float:
        return self.x + self.w / 2

    @property
    def cy(self) -> float:
        return self.y + self.h / 2

    def inset(self, dx: float, dy: float | None = None) -> Rect:
        """The rectangle made smaller by dx at left and right and dy (dx if None) at top and bottom."""
        dy = dx if dy is None else dy
        return Rect(self.x + dx, self.y + dy, self.w - 2 * dx, self.h - 2 * dy)

    def moved(self, dx: float, dy: float) -> Rect:
        return Rect(self.x + dx, self.y + dy, self.w, self.h)

    def overlaps(self, other: Rect, gap: float = 0.0) -> bool:
        """True if the two are nearer to each other than gap (touching is not overlapping at gap 0)."""
        return (
            self.x < other.right + gap
            and other.x < self.right + gap
            and self.y < other.bottom + gap
            and other.y < self.bottom + gap
        )

    def contains(self, other: Rect, tolerance: float = 1e-6) -> bool:
        return (
            self.x <= other.x + tolerance
            and self.y <= other.y + tolerance
            and other.right <= self.right + tolerance
            and other.bottom <= self.bottom + tolerance
        )
