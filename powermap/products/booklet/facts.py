"""An item in; its left page out: number, name, facts, sayings, a question."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from powermap.geometry import Rect
from powermap.layout.blocks import Block
from powermap.layout.table import Cell, Column, Draft, Row
from powermap.model import Basis, Item, Statute
from powermap.products.booklet.leaf import Leaf
from powermap.products.booklet.panels import sayings_panel, think_panel
from powermap.products.booklet.pieces import Piece, height_of, notes_piece, spread, table_piece
from powermap.products.wording import basis_words, kind_words, owners_words
from powermap.scene.ink import color, texts
from powermap.scene.items import Group, Path, SceneItem, Stroke
from powermap.scene.shapes import rounded
from powermap.text.setting import Setter
from powermap.value import Value, replace

SIZES = (10.5, 10.0, 9.5, 9.0)
"""Type sizes of the facts in pt at A5, the best looking first."""
TIGHT = (8.5, 8.0)
"""The same where the page would not hold them otherwise."""

PAD = (0.75, 0.5)
"""Space at the sides and above and below a fact in em."""
LEAST_LINES = 5
"""Fewer lines to write on are not worth their title."""

PageDraw = Callable[[int], tuple[SceneItem, ...]]
"""Draws a page; the argument is the folio of the page with the answers, 0 if there is none."""


class FactsPage(Value, frozen=True):
    """The drawn page; asks: whether the item's first question stands on it; fits: False if it runs over the foot."""

    draw: PageDraw
    asks: bool
    fits: bool


def facts_page(leaf: Leaf, item: Item, frame: Rect) -> FactsPage:
    """The facts in the largest type that leaves room for the question; without the question where it does not fit."""
    trials = [(size, True) for size in SIZES] + [(size, False) for size in (*SIZES, *TIGHT)]
    if not item.questions:
        trials = [(size, False) for size in (*SIZES, *TIGHT)]
    parts = _Parts(leaf, item, frame.w)
    for size, asks in trials:
        if parts.height(size, asks) <= frame.h:
            return FactsPage(_page(parts, frame, size, asks), asks, True)
    return FactsPage(_page(parts, frame, TIGHT[-1], False), False, False)


def _page(parts: _Parts, frame: Rect, size: float, asks: bool) -> PageDraw:
    leaf, free = parts.leaf, frame.h - parts.height(size, asks)

    def draw(answers: int) -> tuple[SceneItem, ...]:
        pieces = parts.pieces(size, asks, answers, max(0.0, 0.7 * free))
        rest = frame.h - height_of(pieces, parts.gap) - parts.gap
        notes = notes_piece(leaf, frame.w, rest, LEAST_LINES, "学习记录")
        return spread([*pieces, notes] if notes else pieces, frame, parts.gap, leaf.mm(13))

    return draw


class _Parts:
    """What stands on the page of an item's facts, w pt wide, in whichever size is tried."""

    def __init__(self, leaf: Leaf, item: Item, w: float) -> None:
        self.leaf = leaf
        self.item = item
        self.w = w
        self.gap = leaf.mm(4.5)
        self.table = facts_table(leaf, item)
        self.heading = heading_piece(leaf, item, w)
        self.sayings = [sayings_panel(leaf, item.sayings, w)] if item.sayings else []

    def think(self, size: float, asks: bool, answers: int) -> list[Piece]:
        return [think_panel(self.leaf, self.item, self.w, self.leaf.type(min(size, 10.0)), answers)] if asks else []

    def height(self, size: float, asks: bool) -> float:
        """The height in pt with facts in that size (pt at A5)."""
        others = [self.heading, *self.sayings, *self.think(size, asks, 0)]
        return height_of(others, self.gap) + self.gap + self.table.height(self.w, self.leaf.type(size))

    def pieces(self, size: float, asks: bool, answers: int, extra: float) -> list[Piece]:
        """The pieces of the page; extra is height in pt that the table's rows may take."""
        table = self.table.set(self.w, self.leaf.type(size)).stretched(extra, 0.9 * self.leaf.type(size))
        return [self.heading, table_piece(self.leaf, table), *self.sayings, *self.think(size, asks, answers)]


def heading_piece(leaf: Leaf, item: Item, w: float, largest: float = 27.0) -> Piece:
    """Number, labels and name of an item; largest: the size of the name in pt at A5."""
    brush = leaf.brush
    small = leaf.type(10)
    natural = brush.setter.width(item.name, "title")
    size = min(largest * leaf.k, w / natural)
    if size < leaf.floors.name:
        size = leaf.floors.name
    setting = brush.setter.set(item.name, "title", w / size, balance=True)
    block = Block("plain", setting, 0, 0, w, size, 1.22 * size)
    above = 1.75 * small

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        name = texts(block.at(x, y + above), brush.ink("primary"))
        return (Group("heading", (*_number(leaf, item, x, y, w), *name)),)

    return Piece(above + block.height + leaf.mm(0.6), draw)


def _number(leaf: Leaf, item: Item, x: float, y: float, w: float) -> tuple[SceneItem, ...]:
    """第 08 项 at the left, category, nature and kind as labels at the right."""
    brush, size = leaf.brush, leaf.type(10.5)
    small = leaf.type(8)
    baseline = y + 0.9 * size
    paint = color(brush.theme.category_color(item.category.color))
    out: list[SceneItem] = [
        *brush.line(f"第 {item.number} 项", "body", size, x, baseline, brush.ink("secondary"), spacing=0.12 * size)
    ]
    right = x + w
    for words in (kind_words(item), item.nature.value, item.category.name):
        width = (brush.setter.width(words, "body") + 1.2) * small
        box = Rect(right - width, y + 0.52 * size - 0.8 * small, width, 1.6 * small)
        out.append(Path(rounded(box, 0.8 * small), stroke=Stroke(paint, 0.6)))
        out += brush.line(words, "body", small, box.cx, box.cy + 0.38 * small, paint, "center")
        right = box.x - 0.7 * small
    return tuple(out)


def facts_table(leaf: Leaf, item: Item, pad: tuple[float, float] = PAD, brief: bool = False) -> Draft:
    """The facts with their labels; brief: without the dates that the register has, and with fewer lines begun anew."""
    rows = [Row((Cell(label, "bold", look="label"), Cell(text))) for label, text in facts_of(item, brief) if text]
    columns = (Column("", 4.1, fixed=True), Column("", 8.0))
    return Draft(_dated(leaf.brush.setter, leaf.power_list.statutes), columns, rows, pad)


@lru_cache(maxsize=8)
def _dated(setter: Setter, statutes: tuple[Statute, ...]) -> Setter:
    """The setter that does not part since when a statute is in force either."""
    dates = {_date(statute) for statute in statutes} - {""}
    return replace(setter, phrases=(*setter.phrases, *sorted(dates)))


def facts_of(item: Item, brief: bool = False) -> tuple[tuple[str, str], ...]:
    """Label and text of every fact; "" where the list says nothing."""
    between = "；" if brief else "\n"
    published = "，".join(p for p in ("、".join(item.publication.channels), item.publication.period) if p)
    supervision = item.supervision
    watchers = (("群众", supervision.villagers), ("村级", supervision.village), ("上级", supervision.superior))
    return (
        ("办理主体", owners_words(item)),
        ("适用范围", item.scope),
        ("办理时限", item.limit),
        ("所需资料", "、".join(item.materials)),
        ("办理依据", between.join(_basis(basis, not brief) for basis in item.bases)),
        ("公开内容", between.join(p for p in (item.publication.content, published) if p)),
        ("监督方式", "\n".join(f"{who}：{text}" for who, text in watchers if text)),
    )


def _basis(basis: Basis, dated: bool) -> str:
    return basis_words(basis) + (_since(basis.statute, dated) if basis.statute else "")


def _since(statute: Statute, dated: bool) -> str:
    """In brackets since when it is in force; what is 待核 in the register is said to be."""
    words = [word for word in (_date(statute) if dated else "", "待核" if statute.pending else "") if word]
    return f"（{'，'.join(words)}）" if words else ""


def _date(statute: Statute) -> str:
    """2026年1月1日起施行 from the ISO date of the register."""
    parts = statute.in_force.split("-")
    if len(parts) != 3:
        return ""
    year, month, day = (int(part) for part in parts)
    return f"{year}年{month}月{day}日起施行"
