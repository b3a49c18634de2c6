"""Indexes in; their pages out: two columns, the last ones level, no heading and no line left alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from powermap.geometry import Point, Rect
from powermap.products.booklet.indexes import Group, Index, Line
from powermap.products.booklet.leaders import leaders, leaders_width
from powermap.products.booklet.leaf import Leaf
from powermap.products.booklet.pieces import notes_piece
from powermap.products.booklet.places import Places
from powermap.scene import items as scene
from powermap.scene.ink import color, line_of_text
from powermap.scene.items import Anchor, Page, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline, rectangle
from powermap.text.setting import Setting
from powermap.value import Value

COLUMNS = 2
GUTTER = 6.0
"""Space between columns in mm at A5."""
HEAD, LINE, MORE, ABOVE = 1.85, 1.6, 1.3, 0.9
"""Heights of a heading, of a line and of each further row of a long name, and the space above a heading that does not
begin a column, in em.
"""
LEAST_ROOM = 0.34
"""An index begins on the page of the one before only if that leaves so much of the height."""
LEAST_LINES = 5
"""Lines to write on that are worth their title under an index that ends early."""
TOGETHER = 2
"""Lines that stay with a heading, and lines of a group that go over together."""


class Row(Value, frozen=True):
    """A line of an index with the name that it shows in one row or more."""

    line: Line
    name: Setting

    @property
    def height(self) -> float:
        """In em."""
        return LINE + MORE * (len(self.name.lines) - 1)


class Block(Value, frozen=True):
    """A stretch of a group in one column. again: the group began in the column before."""

    group: Group
    rows: tuple[Row, ...]
    again: bool

    @property
    def height(self) -> float:
        """With its heading, in em."""
        return HEAD + sum(row.height for row in self.rows)


Column = tuple[Block, ...]


class Stretch(Value, frozen=True):
    """The part of an index that stands on one page, its top at y pt below the body's. first: its title is above."""

    index: Index
    y: float
    first: bool
    columns: tuple[Column, ...]


def index_pages(leaf: Leaf, indexes: Sequence[Index]) -> tuple[tuple[Stretch, ...], ...]:
    """The indexes by page."""
    full = leaf.body(2).h
    em = _em(leaf)
    pages: list[list[Stretch]] = []
    y = full
    for index in indexes:
        rest = [Block(group, tuple(_row(leaf, line) for line in group.lines), False) for group in index.groups]
        first = True
        while rest:
            if full - y < LEAST_ROOM * full or not first:
                pages.append([])
                y = 0.0
            top = y + (_title_height(leaf) if first else 0.0)
            columns, left = _fill(rest, [full - top] * COLUMNS, em)
            if not left:
                columns = _level(rest, full - top, em)
            pages[-1].append(Stretch(index, y, first, columns))
            y = top + max(_height(column, em) for column in columns) + leaf.mm(9)
            rest, first = left, False
    return tuple(tuple(page) for page in pages)


def _level(blocks: Sequence[Block], room: float, em: float) -> tuple[Column, ...]:
    """All blocks in columns that end as level as they can."""
    height = _height(tuple(blocks), em) / COLUMNS
    while height < room:
        columns, left = _fill(blocks, [height] * COLUMNS, em)
        if not left:
            return columns
        height += 0.4 * em
    return _fill(blocks, [room] * COLUMNS, em)[0]


def _fill(blocks: Sequence[Block], rooms: Sequence[float], em: float) -> tuple[tuple[Column, ...], list[Block]]:
    """As many lines as the columns hold, and what is left. A column takes something, whatever its room."""
    waiting = list(blocks)
    columns: list[Column] = []
    for room in rooms:
        column: list[Block] = []
        used = 0.0
        while waiting:
            block = waiting[0]
            count = len(block.rows)
            above = (ABOVE if column else 0.0) * em
            ends = accumulate(row.height * em for row in block.rows)
            fitting = sum(used + above + HEAD * em + end <= room + 1e-6 * em for end in ends)
            if fitting < min(TOGETHER, count):
                if column:
                    break
                fitting = min(TOGETHER, count)
            taken = min(fitting, count)
            if 0 < count - taken < TOGETHER and taken > TOGETHER:
                taken = count - TOGETHER
            column.append(Block(block.group, block.rows[:taken], block.again))
            used += above + column[-1].height * em
            if taken == count:
                waiting.pop(0)
            else:
                waiting[0] = Block(block.group, block.rows[taken:], True)
                break
        columns.append(tuple(column))
    return tuple(columns), waiting


def _height(column: Column, em: float) -> float:
    return sum(block.height for block in column) * em + ABOVE * em * max(0, len(column) - 1)


def _em(leaf: Leaf) -> float:
    return leaf.type(8.5)


def _title_height(leaf: Leaf) -> float:
    return leaf.title_height + 0.4 * leaf.mm(6)


def index_folios(pages: Sequence[Sequence[Stretch]], first: int) -> dict[str, int]:
    """The page on which each index begins, by its title."""
    return {stretch.index.title: first + i for i, page in enumerate(pages) for stretch in page if stretch.first}


def draw_index_page(leaf: Leaf, folio: int, page: Sequence[Stretch], places: Places) -> Page:
    """One page of indexes."""
    frame = leaf.body(folio)
    items: list[SceneItem] = []
    for stretch in page:
        y = frame.y + stretch.y
        if stretch.first:
            head, after = leaf.title(stretch.index.title, frame.x, y)
            lead = leaf.brush.line(
                stretch.index.lead,
                "body",
                leaf.type(8.5),
                frame.right,
                after - leaf.mm(4.4),
                leaf.brush.ink("secondary"),
                "right",
            )
            items += [Anchor(f"index {stretch.index.title}", max(0.0, y - leaf.mm(4)), stretch.index.title, 0)]
            items += [*head, *lead]
            y += _title_height(leaf)
        width = _column_width(leaf)
        for i, column in enumerate(stretch.columns):
            items += _column(leaf, column, frame.x + i * (width + leaf.mm(GUTTER)), y, width, places)
    last = page[-1]
    used = last.y + (_title_height(leaf) if last.first else 0.0) + max(_height(c, _em(leaf)) for c in last.columns)
    notes = notes_piece(leaf, frame.w, frame.h - used - leaf.mm(9), LEAST_LINES, "随手记")
    items += notes.draw(frame.x, frame.bottom - notes.height) if notes else ()
    return leaf.page(folio, items, last.index.title, leaf.power_list.title)


def _column(leaf: Leaf, column: Column, x: float, y: float, w: float, places: Places) -> list[SceneItem]:
    em = _em(leaf)
    out: list[SceneItem] = []
    for i, block in enumerate(column):
        y += ABOVE * em if i else 0.0
        out.append(_heading(leaf, block, Rect(x, y, w, HEAD * em)))
        y += HEAD * em
        for row in block.rows:
            out.append(_line(leaf, row, Rect(x, y, w, row.height * em), places))
            y += row.height * em
    return out


def _heading(leaf: Leaf, block: Block, row: Rect) -> SceneItem:
    brush, em, size = leaf.brush, _em(leaf), leaf.type(9.5)
    paint = color(block.group.paint)
    baseline = row.y + 1.05 * em
    count = "接上栏" if block.again else f"{len(block.group.lines)} 处"
    room = row.w - leaf.mm(2.6) - (brush.setter.width(count, "body") + 0.6) * em
    title, fitted = leaf.fitted((block.group.title,), "bold", size, room)
    level = row.bottom - 0.35 * em
    return scene.Group(
        f"index {block.group.title}",
        (
            Path(rectangle(Rect(row.x, baseline - 0.9 * size, leaf.mm(1.1), 1.06 * size)), fill=paint),
            *brush.line(title, "bold", fitted, row.x + leaf.mm(2.6), baseline, paint),
            *brush.line(count, "body", leaf.type(8), row.right, baseline, brush.ink("secondary"), "right"),
            Path(polyline((Point(row.x, level), Point(row.right, level))), stroke=Stroke(brush.ink("hairline"), 0.6)),
        ),
    )


def _row(leaf: Leaf, line: Line) -> Row:
    """A line with its name: on one row, if need be in the least type; else on as many rows as it needs."""
    setter, em = leaf.brush.setter, _em(leaf)
    name = line.step or line.item.short
    room = _column_width(leaf) - _number_width(leaf, line) - leaders_width(leaf, em)
    single = setter.width(name, "body") * leaf.floors.note <= room
    return Row(line, setter.set(name, "body") if single else setter.set(name, "body", room / em))


def _column_width(leaf: Leaf) -> float:
    return (leaf.body(2).w - leaf.mm(GUTTER) * (COLUMNS - 1)) / COLUMNS


def _number_width(leaf: Leaf, line: Line) -> float:
    return (leaf.brush.setter.width(line.item.number, "bold") + 0.7) * _em(leaf)


def _line(leaf: Leaf, row: Row, place: Rect, places: Places) -> SceneItem:
    """Number, step and item, dots, page; the item's name gives way first."""
    brush, em, line = leaf.brush, _em(leaf), row.line
    baseline = place.y + 1.1 * em
    left = place.x + _number_width(leaf, line)
    room = place.right - left - leaders_width(leaf, em)
    out: list[SceneItem] = [*brush.line(line.item.number, "bold", em, place.x, baseline, brush.ink("secondary"))]
    size = min(em, room / row.name.width)
    for i, words in enumerate(row.name.lines):
        out += line_of_text(words, left, baseline + i * MORE * em, size, brush.ink("ink"))
    baseline += (len(row.name.lines) - 1) * MORE * em
    end = left + row.name.lines[-1].width * size
    small = leaf.type(8)
    if line.step and end + 0.8 * em + brush.setter.width(line.item.short, "body") * small <= left + room:
        out += brush.line(line.item.short, "body", small, end + 0.8 * em, baseline, brush.ink("secondary"))
        end += 0.8 * em + brush.setter.width(line.item.short, "body") * small
    out += leaders(leaf, place, end + 0.5 * em, baseline, em, line.at(places))
    return scene.Group(f"index line {line.item.number} {line.step or line.item.short}", tuple(out))
