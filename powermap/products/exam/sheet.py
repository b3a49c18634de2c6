"""A page size in; what every page of an exam paper shares out, and pieces set down over its pages."""

from __future__ import annotations

from collections.abc import Sequence

from powermap.geometry import Point, Rect
from powermap.model import PowerList
from powermap.products.booklet.pieces import Piece
from powermap.products.sizes import PageSize
from powermap.products.wording import approval_words
from powermap.scene.brush import Brush
from powermap.scene.items import Group, Page, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline, rectangle
from powermap.units import mm
from powermap.value import Value, replace

SIDE, TOP, FOOT = 20.0, 17.0, 18.0
"""Margins of an A4 page in mm; others in proportion to the short side."""

A4_SHORT_MM = 210.0


class Flowing(Value, frozen=True):
    """A piece, the space before it in pt, and whether it must stand on the page of the next one (a heading).

    opening: what stands for it where it begins a page (a row under the head of its table).
    """

    piece: Piece
    before: float
    with_next: bool = False
    opening: Piece | None = None


class Sheet(Value, frozen=True):
    """The paper, the brush and the list. size_pt: of running text. Lengths in pt unless the name says otherwise."""

    size: PageSize
    brush: Brush
    power_list: PowerList
    size_pt: float

    @property
    def k(self) -> float:
        """How much larger than A4 the sheet is."""
        return min(self.size.width_mm, self.size.height_mm) / A4_SHORT_MM

    def mm(self, value: float) -> float:
        """A length of the A4 design in mm, in pt of this sheet."""
        return mm(value) * self.k

    @property
    def body(self) -> Rect:
        top, foot, side = self.mm(TOP), self.mm(FOOT), self.mm(SIDE)
        return Rect(side, top, self.size.width - 2 * side, self.size.height - top - foot)

    def pages(self, flow: Sequence[Flowing], name: str) -> tuple[Page, ...]:
        """The pieces one under the other over as many pages as they need; name stands in the foot of each."""
        parts = self.parts(flow)
        pages = []
        for number, part in enumerate(parts, 1):
            items: list[SceneItem] = []
            y = self.body.y
            gap = self._wider(part) if number < len(parts) else 0.0
            for i, flowing in enumerate(part):
                y += flowing.before + gap if i and flowing.before else 0.0
                items += flowing.piece.draw(self.body.x, y)
                y += flowing.piece.height
            pages.append(self._page(items, name, number, len(parts)))
        return tuple(pages)

    def parts(self, flow: Sequence[Flowing]) -> list[list[Flowing]]:
        """The pieces by page."""
        parts: list[list[Flowing]] = [[]]
        used = 0.0
        for i, flowing in enumerate(flow):
            height = flowing.before * bool(parts[-1]) + flowing.piece.height
            held = height
            for follower, after in zip(flow[i:], flow[i + 1 :], strict=False):
                if not follower.with_next:
                    break
                held += after.before + after.piece.height
            if parts[-1] and used + held > self.body.h + 1e-6:
                parts.append([])
                flowing = replace(flowing, piece=flowing.opening or flowing.piece)
                used, height = 0.0, flowing.piece.height
            parts[-1].append(flowing)
            used += height
        return parts

    def fill(self, part: Sequence[Flowing]) -> float:
        """Which share of the height the pieces of a page take."""
        return sum(f.piece.height + (f.before if i else 0.0) for i, f in enumerate(part)) / self.body.h

    def _wider(self, part: Sequence[Flowing]) -> float:
        """What each gap of a full page gets so that the page ends level with the others; rows of a table have none."""
        free = (1 - self.fill(part)) * self.body.h
        return min(self.size_pt, max(0.0, free) / max(1, sum(1 for f in part[1:] if f.before)))

    def _page(self, items: Sequence[SceneItem], name: str, number: int, count: int) -> Page:
        brush, small = self.brush, max(8.0 * self.k, self.size.floors.note)
        ground = Path(rectangle(Rect(0, 0, self.size.width, self.size.height)), fill=brush.ink("panel"))
        body, baseline = self.body, self.size.height - self.mm(9)
        rule = self.size.height - self.mm(13.5)
        ink = brush.ink("secondary")
        place = f"{approval_words(self.power_list)} · 第 {number} 页，共 {count} 页"
        room = body.w - (brush.setter.width(place, "body") + 1) * small
        name = next(
            (n for n in (name, name.rpartition("知识测试")[2]) if brush.setter.width(n, "body") * small <= room), ""
        )
        foot = Group(
            "foot",
            (
                Path(polyline((Point(body.x, rule), Point(body.right, rule))), stroke=Stroke(ink, 0.5)),
                *brush.line(name, "body", small, body.x, baseline, ink),
                *brush.line(place, "body", small, body.right, baseline, ink, "right"),
            ),
        )
        return Page(self.size.width, self.size.height, (ground, foot, *items), str(number))
