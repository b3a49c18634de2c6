"""An item that changed in; its old and its new route side by side out, with what changed framed and named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from powermap.compare import ItemChange
from powermap.geometry import Point, Rect
from powermap.layout.fit import lay_out_pages
from powermap.layout.flow import FlowLayout, Limits
from powermap.layout.graph import route_of
from powermap.layout.table import Cell, Column, Draft, Row
from powermap.model import Item
from powermap.products.filing.marks import MARKS, Mark, compose_marked, mark_ink, mark_stroke, marks_of, tag_width
from powermap.products.filing.words import fact_rows
from powermap.scene.brush import Brush, middle_baseline
from powermap.scene.items import Group, Page, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline, rectangle, rounded
from powermap.scene.table import compose_table
from powermap.units import mm
from powermap.value import Value

LIMITS = Limits(9.5, 8.0, 12.5)
"""A form is read in the hand: the type of a booklet (visual.md), 8 pt being the least on A4."""

MOST_PAGES = 24
GAP_MM = 7.0
HEAD_SIZE, LABEL_SIZE, LEGEND_SIZE = 14.0, 11.0, 9.0
HEAD, LABEL = 2.0 * HEAD_SIZE, 2.0 * LABEL_SIZE
"""Heights of the item's line and of the line over a route in pt."""

PICTURE_W, PICTURE_H = mm(245.0), mm(150.0)
"""Of a picture: the type area of A4 on its side between the margins of an official document, in pt."""
BORDER = 2.0
"""Round what is drawn in a picture in pt, so that no line is cut off."""

TABLE_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0)


class RoutePage(Value, frozen=True):
    """A page of an item's routes: which (from 0) of how many, the parts of the old and of the new route that stand on
    it, None where there is none.
    """

    change: ItemChange
    index: int
    count: int
    old: FlowLayout | None
    new: FlowLayout | None
    legible: bool

    @property
    def title(self) -> str:
        part = f"（{self.index + 1}/{self.count}）" if self.count > 1 else ""
        return f"{self.change.label}{part}"

    @property
    def alt(self) -> str:
        """What the picture shows, in words."""
        if self.change.before is None:
            return f"{self.title}：新增事项的流程"
        marked = [f"{mark}“{name}”" for mark, name in _named_marks(self.change)]
        return f"{self.title}：原流程在左，新流程在右。{'、'.join(marked)}。"


class Picture(Value, frozen=True):
    """A page to be drawn as a picture, and what it shows in words."""

    alt: str
    page: Page


def _named_marks(change: ItemChange) -> Iterator[tuple[Mark, str]]:
    old, new = marks_of(change)
    for item, marks, only in ((change.before, old, ("删去",)), (change.after, new, ("新增", "修改"))):
        for entry in item.entries if item else ():
            if marks.get(entry.key) in only:
                yield marks[entry.key], entry.name


def route_pages(brush: Brush, change: ItemChange, area: Rect) -> tuple[RoutePage, ...]:
    """The old route in the left half of an area and the new one in the right, on as many pages as keep the type
    legible; beside the route of a new item stands what else it says.
    """
    olds, fine = _parts(brush, change.before, _half(area, 0))
    news, good = _parts(brush, change.after, _half(area, 1))
    count = max(len(olds), len(news))
    return tuple(
        RoutePage(
            change,
            i,
            count,
            olds[i] if i < len(olds) else None,
            news[i] if i < len(news) else None,
            fine and good,
        )
        for i in range(count)
    )


def _half(area: Rect, index: int) -> Rect:
    """Where the left (0) or the right (1) route stands, what is above it not counted."""
    width = (area.w - mm(GAP_MM)) / 2
    top = HEAD + LABEL
    return Rect(area.x + index * (width + mm(GAP_MM)), area.y + top, width, area.h - top)


def _parts(brush: Brush, item: Item | None, frame: Rect) -> tuple[tuple[FlowLayout, ...], bool]:
    if item is None:
        return (), True
    return lay_out_pages(route_of(item), [frame] * MOST_PAGES, LIMITS, brush.setter)


def draw_routes(brush: Brush, page: RoutePage, editions: tuple[str, str], area: Rect) -> tuple[SceneItem, ...]:
    """The scene of a page in the area it was laid out for. editions: the words for the old and the new list."""
    left, right = _half(area, 0), _half(area, 1)
    middle = (left.right + right.x) / 2
    rule = Stroke(brush.ink("line"), 0.6)
    top = area.y + HEAD - 0.35 * HEAD_SIZE
    items: list[SceneItem] = [
        *_heading(brush, page, area),
        Path(polyline((Point(area.x, top), Point(area.right, top))), stroke=rule),
        Path(polyline((Point(middle, top + 6), Point(middle, area.bottom))), stroke=rule),
    ]
    old_marks, new_marks = marks_of(page.change)
    if page.change.before is None:
        items += _label(brush, "新增事项的内容", "", left)
        items += _facts(brush, page.change.item, left) if page.index == 0 else ()
    else:
        items += _label(brush, "原流程", editions[0], left)
        items += _route(brush, page.old, old_marks, left, "old")
    items += _label(brush, "新流程", editions[1], right)
    items += _route(brush, page.new, new_marks, right, "new")
    return tuple(items)


def _heading(brush: Brush, page: RoutePage, area: Rect) -> tuple[SceneItem, ...]:
    """The item at the left, what the frames mean at the right."""
    baseline = area.y + HEAD_SIZE
    legend: list[SceneItem] = []
    x = area.right
    if page.change.before is not None:
        for mark in reversed(MARKS):
            width = tag_width(brush, mark, LEGEND_SIZE) + 8
            frame = Rect(x - width - 8, baseline - 1.05 * LEGEND_SIZE, width + 8, 1.6 * LEGEND_SIZE)
            legend += [
                Path(rounded(frame, 2), stroke=mark_stroke(brush, mark, 0.14 * LEGEND_SIZE)),
                *brush.line(
                    mark,
                    "bold",
                    LEGEND_SIZE,
                    frame.cx,
                    middle_baseline(frame.cy, LEGEND_SIZE),
                    mark_ink(brush, mark),
                    "center",
                ),
            ]
            x = frame.x - 8
    title, size = _fitted(brush, page.title, HEAD_SIZE, x - area.x - HEAD_SIZE)
    name = brush.line(title, "bold", size, area.x, baseline, brush.ink("ink"))
    return (Group("heading", name), Group("legend", tuple(legend)))


def _label(brush: Brush, words: str, edition: str, frame: Rect) -> tuple[SceneItem, ...]:
    baseline = frame.y - 0.75 * LABEL_SIZE
    told, size = _fitted(brush, f"{words}（{edition}）" if edition else words, LABEL_SIZE, frame.w)
    return (Group("label", brush.line(told, "bold", size, frame.cx, baseline, brush.ink("primary"), "center")),)


def _fitted(brush: Brush, words: str, size: float, room: float) -> tuple[str, float]:
    """Bold words on one line of that many pt: smaller if they have to be, cut short below the least type."""
    size = min(size, max(LIMITS.note, room / brush.setter.width(words, "bold")))
    cut = words
    while brush.setter.width(cut, "bold") * size > room and len(words) > 1:
        words = words[:-1]
        cut = f"{words}…"
    return cut, size


def _route(
    brush: Brush, layout: FlowLayout | None, marks: Mapping[str, Mark], frame: Rect, name: str
) -> tuple[SceneItem, ...]:
    if layout is None:
        words = brush.line("见上一页", "body", LEGEND_SIZE, frame.cx, frame.cy, brush.ink("secondary"), "center")
        return (Group("elsewhere", words),)
    return (Group(f"route {name}", compose_marked(layout, marks, LIMITS.note, brush)),)


def _facts(brush: Brush, item: Item, frame: Rect) -> tuple[SceneItem, ...]:
    """A table of what a new item says, as large as fits; cut short only where even the least type does not."""
    rows = [Row((Cell(label, "bold", look="label"), Cell(words))) for label, words in fact_rows(item)]
    columns = (Column("", 4.2, fixed=True), Column("", 8.0))
    draft = Draft(brush.setter, columns, rows)
    size = next((size for size in TABLE_SIZES if draft.height(frame.w, size) <= frame.h), TABLE_SIZES[-1])
    table = draft.set(frame.w, size)
    shown = table.part(0, max(1, table.fitting(0, frame.h)))
    stretched = shown.stretched(0.5 * (frame.h - shown.height), 0.9 * table.size)
    return (Group("facts", compose_table(stretched, frame.x, frame.y, brush)),)


def draw_pictures(brush: Brush, changes: tuple[ItemChange, ...], editions: tuple[str, str]) -> tuple[Picture, ...]:
    """The routes as pages of their own without numbers, to be put into a document of another program."""
    area = Rect(BORDER, BORDER, PICTURE_W - 2 * BORDER, PICTURE_H - 2 * BORDER)
    ground = Path(rectangle(Rect(0, 0, PICTURE_W, PICTURE_H)), fill=brush.ink("panel"))
    return tuple(
        Picture(page.alt, Page(PICTURE_W, PICTURE_H, (ground, *draw_routes(brush, page, editions, area))))
        for change in changes
        for page in route_pages(brush, change, area)
    )
