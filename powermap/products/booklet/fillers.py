"""How many pages are wanted in; pages to write on out, no two alike, that make whole sheets of a booklet."""

from __future__ import annotations

from collections.abc import Sequence

from powermap.geometry import Point, Rect
from powermap.products.booklet.leaf import Leaf
from powermap.products.booklet.pieces import ruled_lines
from powermap.scene.items import Page, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline, rectangle

_FORMS: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = (
    ("学习记录", ()),
    ("培训签到", (("日期", 2.0), ("学了哪几项", 4.0), ("讲课人", 2.0), ("签名", 2.0))),
    ("更正记录", (("页码", 1.2), ("原来的内容", 4.0), ("改成", 4.0), ("日期", 2.0))),
)
"""Titles, and the columns of a form by their shares of the width; without columns the page has lines."""


def filler_page(leaf: Leaf, folio: int, index: int) -> Page:
    """The page of that index (from 0; after the last one they begin again)."""
    title, columns = _FORMS[index % len(_FORMS)]
    frame = leaf.body(folio)
    head, y = leaf.title(title, frame.x, frame.y)
    below = Rect(frame.x, y, frame.w, frame.bottom - y)
    lines = ruled_lines(leaf, frame.w, below.h, leaf.mm(9))
    body = _form(leaf, below, columns) if columns else lines.draw(frame.x, y)
    return leaf.page(folio, (*head, *body), leaf.power_list.title, title)


def _form(leaf: Leaf, frame: Rect, columns: Sequence[tuple[str, float]]) -> tuple[SceneItem, ...]:
    """An empty table: a head, rows as high as handwriting needs."""
    brush, size = leaf.brush, leaf.type(9.5)
    head, row = leaf.mm(8), leaf.mm(11)
    rows = int((frame.h - head) // row)
    bottom = frame.y + head + rows * row
    rule = Stroke(brush.ink("hairline"), 0.6)
    out: list[SceneItem] = [
        Path(rectangle(Rect(frame.x, frame.y, frame.w, head)), fill=brush.ink("band")),
        Path(rectangle(Rect(frame.x, frame.y, frame.w, bottom - frame.y)), stroke=rule),
    ]
    unit = frame.w / sum(share for _, share in columns)
    x = frame.x
    for title, share in columns:
        out += brush.line(
            title, "bold", size, x + share * unit / 2, frame.y + head / 2 + 0.37 * size, brush.ink("primary"), "center"
        )
        if x > frame.x:
            out.append(Path(polyline((Point(x, frame.y), Point(x, bottom))), stroke=rule))
        x += share * unit
    for i in range(rows):
        y = frame.y + head + i * row
        out.append(Path(polyline((Point(frame.x, y), Point(frame.right, y))), stroke=rule))
    return tuple(out)
