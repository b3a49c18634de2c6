"""An item in; its left page out: number, name, facts, sayings, a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from powermap.geometry import Rect
from powermap.layout.blocks import Block
from powermap.layout.table import Cell, Column, Row, set_table
from powermap.model import Basis, Item, Statute
from powermap.products.booklet.leaf import Leaf, page_anchor
from powermap.products.booklet.pieces import (
    Piece,
    height_of,
    notes_piece,
    panel,
    panel_measure,
    question_piece,
    spread,
    stacked,
    table_piece,
    text_piece,
)
from powermap.products.wording import basis_words, kind_words, owners_words
from powermap.scene.ink import color, texts
from powermap.scene.items import Group, Link, Path, SceneItem, Stroke
from powermap.scene.shapes import rounded
from powermap.text.setting import Setter

SIZES = (10.5, 10.0, 9.5, 9.0)
"""Type sizes of the facts in pt at A5, the best looking first."""
TIGHT = (8.5, 8.0)
"""The same where the page would not hold them otherwise."""

LEAST_LINES = 5
"""Fewer lines to write on are not worth their title."""

PageDraw = Callable[[int], tuple[SceneItem, ...]]
"""Draws a page; the argument is the folio of the page with the answers, 0 if there is none."""


@dataclass(frozen=True, slots=True)
class FactsPage:
    """The drawn page; asks: whether the item's first question stands on it; fits: False if it runs over the foot."""

    draw: PageDraw
    asks: bool
    fits: bool


def facts_page(leaf: Leaf, item: Item, frame: Rect) -> FactsPage:
    """The facts in the largest type that leaves room for the question; without the question where it does not fit."""
    trials = [(size, True) for size in SIZES] + [(size, False) for size in (*SIZES, *TIGHT)]
    if not item.questions:
        trials = [(size, False) for size in (*SIZES, *TIGHT)]
    gap = leaf.mm(4.5)
    for size, asks in trials:
        if height_of(_pieces(leaf, item, frame.w, size, asks, 0, 0.0), gap) <= frame.h:
            return FactsPage(_page(leaf, item, frame, size, asks), asks, True)
    return FactsPage(_page(leaf, item, frame, TIGHT[-1], False), False, False)


def _page(leaf: Leaf, item: Item, frame: Rect, size: float, asks: bool) -> PageDraw:
    gap = leaf.mm(4.5)
    free = frame.h - height_of(_pieces(leaf, item, frame.w, size, asks, 0, 0.0), gap)

    def draw(answers: int) -> tuple[SceneItem, ...]:
        pieces = _pieces(leaf, item, frame.w, size, asks, answers, max(0.0, 0.7 * free))
        notes = notes_piece(leaf, frame.w, frame.h - height_of(pieces, gap) - gap, LEAST_LINES, "学习记录")
        return spread([*pieces, notes] if notes else pieces, frame, gap, leaf.mm(13))

    return draw


def _pieces(leaf: Leaf, item: Item, w: float, size: float, asks: bool, answers: int, extra: float) -> list[Piece]:
    """The pieces of the page; extra is height in pt that the table's rows may take."""
    pieces = [_heading(leaf, item, w), _facts(leaf, item, w, leaf.type(size), extra)]
    if item.sayings:
        pieces.append(_sayings(leaf, item.sayings, w))
    if asks:
        pieces.append(_question(leaf, item, w, leaf.type(min(size, 10.0)), answers))
    return pieces


def _heading(leaf: Leaf, item: Item, w: float) -> Piece:
    brush = leaf.brush
    small = leaf.type(10)
    natural = brush.setter.width(item.name, "title")
    size = min(27 * leaf.k, w / natural)
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


def _facts(leaf: Leaf, item: Item, w: float, size: float, extra: float) -> Piece:
    rows = [Row((Cell(label, "bold", look="label"), Cell(text))) for label, text in facts_of(item) if text]
    columns = (Column("", 4.1, fixed=True), Column("", 8.0))
    table = set_table(_dated(leaf.brush.setter, leaf.power_list.statutes), columns, rows, w, size, pad=(0.75, 0.5))
    return table_piece(leaf, table.stretched(extra, 0.9 * size))


@lru_cache(maxsize=8)
def _dated(setter: Setter, statutes: tuple[Statute, ...]) -> Setter:
    """The setter that does not part since when a statute is in force either."""
    dates = {_date(statute) for statute in statutes} - {""}
    return replace(setter, phrases=(*setter.phrases, *sorted(dates)))


def facts_of(item: Item) -> tuple[tuple[str, str], ...]:
    """Label and text of every fact; "" where the list says nothing."""
    published = "，".join(p for p in ("、".join(item.publication.channels), item.publication.period) if p)
    supervision = item.supervision
    watchers = (("群众", supervision.villagers), ("村级", supervision.village), ("上级", supervision.superior))
    return (
        ("办理主体", owners_words(item)),
        ("适用范围", item.scope),
        ("办理时限", item.limit),
        ("所需资料", "、".join(item.materials)),
        ("办理依据", "\n".join(_basis(basis) for basis in item.bases)),
        ("公开内容", "\n".join(p for p in (item.publication.content, published) if p)),
        ("监督方式", "\n".join(f"{who}：{text}" for who, text in watchers if text)),
    )


def _basis(basis: Basis) -> str:
    return basis_words(basis) + (_since(basis.statute) if basis.statute else "")


def _since(statute: Statute) -> str:
    """In brackets since when it is in force; what is 待核 in the register is said to be."""
    words = [word for word in (_date(statute), "待核" if statute.pending else "") if word]
    return f"（{'，'.join(words)}）" if words else ""


def _date(statute: Statute) -> str:
    """2026年1月1日起施行 from the ISO date of the register."""
    parts = statute.in_force.split("-")
    if len(parts) != 3:
        return ""
    year, month, day = (int(part) for part in parts)
    return f"{year}年{month}月{day}日起施行"


def _sayings(leaf: Leaf, sayings: tuple[str, ...], w: float) -> Piece:
    """The sayings two to a line, in 楷, as large as lines of their own allow."""
    measure = panel_measure(leaf, w)
    pairs = [sayings[i : i + 2] for i in range(0, len(sayings), 2)]
    lines = ["，".join(pair) + ("。" if pair is pairs[-1] else "；") for pair in pairs]
    widest = max(leaf.brush.setter.width(line, "kai") for line in lines)
    size = leaf.type(15)
    if widest * size > measure:
        size = max(leaf.type(12), measure / widest * 0.999)
    head = _panel_head(leaf, "办事口诀", measure, "primary")
    text = text_piece(leaf, "\n".join(lines), "kai", size, measure, "ink", 1.5)
    return panel(leaf, stacked((head, text), leaf.mm(0.8)), w, "saying", "gold", leaf.mm(3))


def _question(leaf: Leaf, item: Item, w: float, size: float, answers: int) -> Piece:
    measure = panel_measure(leaf, w)
    remark = f"答案见第 {answers} 页" if answers else ""
    head = _panel_head(leaf, "想一想", measure, "onward", remark, answers)
    asked = question_piece(leaf, item.questions[0], "", measure, size)
    return panel(leaf, stacked((head, asked), leaf.mm(0.8)), w, "think", "onward", leaf.mm(3))


def _panel_head(leaf: Leaf, title: str, w: float, ink: str, remark: str = "", folio: int = 0) -> Piece:
    brush, size, small = leaf.brush, leaf.type(10.5), leaf.type(8)

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        baseline = y + 0.95 * size
        out: list[SceneItem] = [
            *brush.line(title, "bold", size, x, baseline, brush.ink(ink), spacing=0.08 * size),
        ]
        if remark:
            width = brush.setter.width(remark, "body") * small
            out += brush.line(remark, "body", small, x + w, baseline, brush.ink("secondary"), "right")
            out.append(Link(Rect(x + w - width, y, width, 1.2 * size), f"#{page_anchor(folio)}"))
        return tuple(out)

    return Piece(1.45 * size, draw)
