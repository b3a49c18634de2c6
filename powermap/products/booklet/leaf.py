"""A page size in; what every page of a booklet shares out: margins, type sizes, running heads, folios."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from powermap.geometry import Point, Rect
from powermap.model import PowerList, Village
from powermap.products.sizes import Floors, PageSize
from powermap.products.wording import approval_words, filled
from powermap.scene.brush import Brush
from powermap.scene.ink import color
from powermap.scene.items import Anchor, Group, Page, Path, SceneItem, Stroke
from powermap.scene.shapes import circle, polyline, rectangle, rounded
from powermap.text.fonts import Role
from powermap.units import mm
from powermap.value import Value

A5_MM = (148.0, 210.0)
IN_HAND = Floors(20, 9.5, 8)
"""The smallest type in a book held in the hand (visual.md, "Smallest type": booklet A5)."""


class Margins(Value, frozen=True):
    """Margins of an A5 page in mm: at the back, at the fore edge, down to and up to the text."""

    binding: float = 13.5
    outer: float = 11.0
    top: float = 16.5
    foot: float = 13.5


BOOK, SLIM = Margins(), Margins(12.5, 10.0)
"""Of A5 and larger pages; of narrower ones, where a route needs every millimetre."""


def margins_of(size: PageSize) -> Margins:
    return BOOK if size.width_mm >= A5_MM[0] else SLIM


class Leaf(Value, frozen=True):
    """The paper, the brush, and what the booklet is of. Lengths in pt unless the name says otherwise."""

    size: PageSize
    brush: Brush
    power_list: PowerList
    village: Village | None
    margins: Margins = BOOK

    @property
    def k(self) -> float:
        """How much larger than A5 the page is, by its tighter side."""
        return min(self.size.width_mm / A5_MM[0], self.size.height_mm / A5_MM[1])

    @property
    def floors(self) -> Floors:
        """The least type: those of visual.md for A5, of the sheet for A4 and larger."""
        return self.size.floors if min(self.size.width_mm, self.size.height_mm) >= 210 else IN_HAND

    def mm(self, value: float) -> float:
        """A length of the A5 design in mm, scaled to the page."""
        return mm(value) * self.k

    def type(self, points: float) -> float:
        """A type size of the A5 design scaled to the page, not below the floor for notes."""
        return max(points * self.k, self.floors.note)

    def fitted(self, texts: Sequence[str], role: Role, size: float, width: float) -> tuple[str, float]:
        """The first of the texts that stands on one line of this width, and its size: smaller, down to the floor for
        notes, only if none does; smaller still only if nothing else is left.
        """
        natural = [self.brush.setter.width(text, role) for text in texts]
        for least in (size, self.floors.note):
            for text, em in zip(texts, natural, strict=True):
                if em * least <= width:
                    return text, min(size, width / em if em else size)
        return texts[-1], width / natural[-1]

    @property
    def sheet(self) -> Rect:
        return Rect(0, 0, self.size.width, self.size.height)

    def body(self, folio: int) -> Rect:
        """Where the text of a page stands; even folios are left pages."""
        m = self.margins
        left = self.mm(m.outer if is_left(folio) else m.binding)
        width = self.size.width - self.mm(m.outer + m.binding)
        return Rect(left, self.mm(m.top), width, self.size.height - self.mm(m.top + m.foot))

    def page(self, folio: int, items: Sequence[SceneItem], outer: str, inner: str) -> Page:
        """An inside page: outer and inner are the words of its running head at the fore edge and at the back; without
        any the page has no head.
        """
        ground = Path(rectangle(self.sheet), fill=self.brush.ink("panel"))
        head = self._head(folio, outer, inner) if outer or inner else ()
        furniture = (Anchor(page_anchor(folio), 0.0), *head, *self._folio(folio))
        return Page(self.size.width, self.size.height, (ground, *furniture, *items), str(folio))

    def _head(self, folio: int, outer: str, inner: str) -> tuple[SceneItem, ...]:
        body, brush, size = self.body(folio), self.brush, self.type(8.4)
        baseline, rule = self.mm(10.6), self.mm(12.4)
        width = brush.setter.width
        if (width(outer, "body") + width(inner, "body") + 2) * size > body.w:
            inner = ""
        left, right = (outer, inner) if is_left(folio) else (inner, outer)
        ink = brush.ink("secondary")
        line = Path(polyline((Point(body.x, rule), Point(body.right, rule))), stroke=Stroke(brush.ink("gold"), 0.8))
        words = (
            *(brush.line(left, "body", size, body.x, baseline, ink) if left else ()),
            *(brush.line(right, "body", size, body.right, baseline, ink, "right") if right else ()),
        )
        return (Group("running head", (line, *words)),)

    def _folio(self, folio: int) -> tuple[SceneItem, ...]:
        body, brush = self.body(folio), self.brush
        size, small = self.type(9.5), self.type(8)
        baseline = self.size.height - self.mm(7.7)
        outer, inner = (body.x, body.right) if is_left(folio) else (body.right, body.x)
        to_outer, to_inner = _sides(folio)
        number = brush.line(str(folio), "bold", size, outer, baseline, brush.ink("primary"), to_outer)
        sign = brush.line(
            approval_words(self.power_list), "body", small, inner, baseline, brush.ink("secondary"), to_inner
        )
        return (Group("folio", (*number, *sign)),)

    def filled(self, words: str) -> str:
        """Words of the theme with what stands in 【】 put in."""
        return filled(words, self.power_list, self.village)

    def section(self, title: str, x: float, y: float, w: float, remark: str = "") -> tuple[SceneItem, ...]:
        """A section title with its gold bar, its top at y; the remark small at the right."""
        brush, size = self.brush, self.type(12.5)
        baseline = y + 0.88 * size
        mark, start = self._mark(title, x, y, size)
        items: list[SceneItem] = [
            mark,
            *brush.line(title, "bold", size, start, baseline, brush.ink("primary"), spacing=0.06 * size),
        ]
        if remark:
            items += brush.line(remark, "body", self.type(8), x + w, baseline, brush.ink("secondary"), "right")
        return (Group(f"section {title}", tuple(items)),)

    def _mark(self, title: str, x: float, y: float, size: float) -> tuple[Path, float]:
        """What the theme has by the title of a section, and where the title begins."""
        brush, gold = self.brush, self.brush.ink("gold")
        match brush.theme.look.section:
            case "圆点":
                dot = circle(x + 0.3 * size, y + 0.52 * size, 0.2 * size)
                return Path(dot, fill=brush.ink("panel"), stroke=Stroke(gold, 0.15 * size)), x + 0.8 * size
            case "底线":
                width = (brush.setter.width(title, "bold") + 0.06 * (len(title) - 1)) * size
                line = polyline((Point(x, y + 1.2 * size), Point(x + width, y + 1.2 * size)))
                return Path(line, stroke=Stroke(gold, brush.weight(0.08 * size))), x
            case _:
                bar = Rect(x, y + 0.02 * size, 0.28 * size, size)
                return Path(rounded(bar, 0.05 * size), fill=gold), x + 0.62 * size

    def swatch(self, kind: str, rect: Rect) -> tuple[SceneItem, ...]:
        """The colour of a kind of actor, or its pattern in a theme without fills; kind: a word of ActorKind."""
        paint = color(self.brush.theme.kinds[kind])
        if not self.brush.outlined:
            return (Path(rounded(rect, self.brush.radius(self.mm(0.6))), fill=paint),)
        return (*self.brush.bar(rect, kind, 0.0), Path(rectangle(rect), stroke=Stroke(paint, 0.5)))

    @property
    def section_height(self) -> float:
        """From the top of a section title to what stands under it."""
        return 1.75 * self.type(12.5)

    @property
    def title_height(self) -> float:
        """From the top of a page's title to where the text begins."""
        return 1.41 * self.type(24) + self.mm(6)

    def title(self, words: str, x: float, y: float, role: Role = "title") -> tuple[tuple[SceneItem, ...], float]:
        """The title of a page of its own, its top at y, with a short gold rule, and where the text begins."""
        brush, size = self.brush, self.type(24)
        rule = Rect(x, y + 1.32 * size, 2.2 * size, 0.09 * size)
        items: tuple[SceneItem, ...] = (
            *brush.line(words, role, size, x, y + 0.9 * size, brush.ink("primary"), spacing=0.08 * size),
            Path(rectangle(rule), fill=brush.ink("gold")),
        )
        return (Group("title", items),), y + self.title_height


def page_anchor(folio: int) -> str:
    """The name of the place at the top of a page."""
    return f"page-{folio}"


def is_left(folio: int) -> bool:
    return folio % 2 == 0


def _sides(folio: int) -> tuple[Literal["left", "right"], Literal["left", "right"]]:
    return ("left", "right") if is_left(folio) else ("right", "left")
