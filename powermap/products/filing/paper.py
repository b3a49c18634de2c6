"""The setting of official documents in; what every page of the filing form shares out.

GB/T 9704-2012: A4, margins 37 mm above, 28 mm at the back, a type area of 156 x 225 mm, page numbers between dashes
outside, 7 mm under it.
"""

from __future__ import annotations

from collections.abc import Sequence

from powermap.geometry import Rect
from powermap.products.sizes import PageSize, page_size
from powermap.scene.brush import Brush
from powermap.scene.items import Anchor, Group, Page, Path, SceneItem
from powermap.scene.shapes import rectangle
from powermap.units import mm
from powermap.value import Value

TOP_MM, FOOT_MM, LEFT_MM, RIGHT_MM = 37.0, 35.0, 28.0, 26.0
"""Margins of an upright page; a page on its side has them where they are after a quarter turn to the left, but for the
upper and lower ones, which a route needs.
"""

SIDE_TOP_MM, SIDE_FOOT_MM = 24.0, 20.0
SIDE_LEFT_MM, SIDE_RIGHT_MM = 26.0, 26.0
NUMBER_SIZE = 14.0
"""四号 in pt."""

UPRIGHT, ON_SIDE = page_size("A4"), page_size("A4横")


class Paper(Value, frozen=True):
    """A4 and the brush."""

    brush: Brush

    @property
    def body(self) -> Rect:
        """The type area of an upright page in pt."""
        return _area(UPRIGHT, (TOP_MM, FOOT_MM, LEFT_MM, RIGHT_MM))

    @property
    def wide_body(self) -> Rect:
        """The type area of a page on its side in pt."""
        return _area(ON_SIDE, (SIDE_TOP_MM, SIDE_FOOT_MM, SIDE_LEFT_MM, SIDE_RIGHT_MM))

    def page(self, number: int, items: Sequence[SceneItem], size: PageSize = UPRIGHT) -> Page:
        """A page; the first one, the cover, counts and has no number on it."""
        ground = Path(rectangle(Rect(0, 0, size.width, size.height)), fill=self.brush.ink("panel"))
        area = self.body if size is UPRIGHT else self.wide_body
        folio = self._folio(number, area) if number > 1 else ()
        return Page(size.width, size.height, (ground, Anchor(f"page-{number}", 0.0), *folio, *items), str(number))

    def _folio(self, number: int, area: Rect) -> tuple[SceneItem, ...]:
        """One character from the edge of the type area (GB/T 9704-2012, 7.5)."""
        right = number % 2 == 1
        x = area.right - NUMBER_SIZE if right else area.x + NUMBER_SIZE
        baseline = area.bottom + mm(7) + 0.9 * NUMBER_SIZE
        ink, align = self.brush.ink("ink"), "right" if right else "left"
        return (Group("folio", self.brush.line(f"— {number} —", "body", NUMBER_SIZE, x, baseline, ink, align)),)


def _area(size: PageSize, margins: tuple[float, float, float, float]) -> Rect:
    top, foot, left, right = (mm(value) for value in margins)
    return Rect(left, top, size.width - left - right, size.height - top - foot)
