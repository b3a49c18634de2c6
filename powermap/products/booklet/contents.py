"""A list and the pages of its items in; the contents out, with what is counted and the local numbers under them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from powermap.geometry import Point, Rect
from powermap.layout.table import Cell, Column, Row, Table, set_table
from powermap.model import Category, Item, PowerList
from powermap.products.booklet.item_pages import item_anchor
from powermap.products.booklet.leaf import Leaf
from powermap.products.booklet.pieces import Piece, table_piece
from powermap.scene.ink import color
from powermap.scene.items import Anchor, Group, Link, Page, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline, rectangle, rounded

CONTENTS = "contents"
CLOSING_GAP = 7.0
"""Space above what stands under the contents in mm at A5."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: a category, or an item of it."""

    category: Category
    item: Item | None


def contents_entries(power_list: PowerList) -> tuple[Entry, ...]:
    out: list[Entry] = []
    for category, items in groupby(power_list.items, key=lambda item: item.category):
        out.append(Entry(category, None))
        out += [Entry(category, item) for item in items]
    return tuple(out)


def contents_pages(leaf: Leaf, first_folio: int) -> tuple[tuple[Entry, ...], ...]:
    """The lines of the contents by page, broken before a category where the pages hold them; pages end about level.

    A category that must be parted repeats its heading; neither a heading nor one item of several is left alone.
    """
    entries = contents_entries(leaf.power_list)
    room = leaf.body(first_folio).h - leaf.title_height
    groups = [[*group] for _, group in groupby(entries, key=lambda entry: entry.category)]
    count = max(1, -int(-_height(leaf, entries) // room))
    target = _height(leaf, entries) / count
    pages: list[list[Entry]] = [[]]
    for group in groups:
        used = _height(leaf, pages[-1])
        together = used + _height(leaf, group)
        level = len(pages) < count and together - target > target - used
        if pages[-1] and (together > room or level):
            pages.append([])
        heading, items = group[0], group[1:]
        while _height(leaf, [*pages[-1], heading, *items]) > room and len(items) > 1:
            free = room - _height(leaf, [*pages[-1], heading])
            fitting = int(free / _least(leaf, items[0]) + 1e-9)
            fitting = max(1, min(fitting, len(items) - 2))
            pages[-1] += [heading, *items[:fitting]]
            items = items[fitting:]
            pages.append([])
        pages[-1] += [heading, *items]
    return tuple(tuple(page) for page in pages)


def _height(leaf: Leaf, entries: Sequence[Entry]) -> float:
    return sum(_least(leaf, entry) for entry in entries)


def _least(leaf: Leaf, entry: Entry) -> float:
    return (2.5 if entry.item is None else 1.75) * leaf.type(10)


def draw_contents(
    leaf: Leaf,
    folio: int,
    entries: Sequence[Entry],
    folios: Mapping[str, int],
    first: bool,
    closing: Sequence[Piece],
    stretch: float,
) -> Page:
    """One page of the contents; folios: the page of each item by its number; closing stands at the foot.

    stretch: how much higher than they must be its lines are.
    """
    frame = leaf.body(folio)
    items: list[SceneItem] = []
    y = frame.y
    if first:
        head, y = leaf.title("目录", frame.x, y)
        items += [Anchor(CONTENTS, 0.0, "目录", 0), *head]
    for entry in entries:
        height = _least(leaf, entry) * stretch
        items += _line(leaf, entry, Rect(frame.x, y, frame.w, height), folios)
        y += height
    at = frame.bottom
    for piece in closing:
        items += piece.draw(frame.x, at - piece.height)
        at -= piece.height + leaf.mm(CLOSING_GAP)
    return leaf.page(folio, items, "目录", leaf.power_list.title)


def contents_stretch(leaf: Leaf, pages: Sequence[Sequence[Entry]], closing: Sequence[Piece]) -> float:
    """How much higher than they must be the lines of all contents pages are: as much as the fullest page allows."""
    most = 1.45
    for i, entries in enumerate(pages):
        free = leaf.body(3 + i).h - (leaf.title_height if i == 0 else 0.0)
        if i == len(pages) - 1:
            free -= sum(piece.height + leaf.mm(CLOSING_GAP) for piece in closing)
        most = min(most, free / max(_height(leaf, entries), 1.0))
    return max(1.0, most)


def closing_pieces(leaf: Leaf, entries: Sequence[Entry], first: bool) -> tuple[tuple[Piece, ...], bool]:
    """What stands under the last page of the contents where there is room, from the foot up; whether the local numbers
    are among it.
    """
    frame = leaf.body(3)
    free = frame.h - (leaf.title_height if first else 0.0) - _height(leaf, entries)
    out: list[Piece] = []
    explained = False
    counts = _counts(leaf, frame.w)
    if counts.height + leaf.mm(CLOSING_GAP) <= free:
        out.append(counts)
        free -= counts.height + leaf.mm(CLOSING_GAP)
    if leaf.power_list.parameters:
        numbers = parameter_piece(leaf, frame.w)
        if numbers.height + leaf.mm(CLOSING_GAP) <= free:
            out.append(numbers)
            explained = True
    return tuple(out), explained


def _line(leaf: Leaf, entry: Entry, row: Rect, folios: Mapping[str, int]) -> tuple[SceneItem, ...]:
    brush, size = leaf.brush, leaf.type(10)
    baseline = row.bottom - 0.55 * size
    paint = color(brush.theme.category_color(entry.category.color))
    item = entry.item
    if item is None:
        head = leaf.type(11)
        bar = Rect(row.x, baseline - 0.92 * head, leaf.mm(1.1), 1.08 * head)
        rule = Stroke(brush.ink("hairline"), 0.6)
        under = row.bottom - 0.05 * size
        return (
            Path(rectangle(bar), fill=paint),
            *brush.line(entry.category.name, "bold", head, row.x + leaf.mm(3), baseline, paint, spacing=0.05 * head),
            Path(polyline((Point(row.x, under), Point(row.right, under))), stroke=rule),
        )
    folio = folios[item.number]
    left = row.x + leaf.mm(3)
    number_w = 2.6 * size
    page = str(folio)
    page_w = brush.setter.width(page, "body") * size
    end = row.right - page_w - 0.5 * size
    room = end - left - number_w - (3.0 * size if item.own else 0.0)
    name, name_size = leaf.fitted((item.name, item.short), "body", size, room)
    out: list[SceneItem] = [
        *brush.line(item.number, "bold", size, left, baseline, paint),
        *brush.line(name, "body", name_size, left + number_w, baseline, brush.ink("ink")),
        *brush.line(page, "body", size, row.right, baseline, brush.ink("ink"), "right"),
        Link(row, f"#{item_anchor(item)}"),
    ]
    start = left + number_w + brush.setter.width(name, "body") * name_size + 0.5 * size
    if item.own:
        small = leaf.type(8)
        width = (brush.setter.width("个性", "body") + 0.8) * small
        box = Rect(start, baseline - 1.12 * small, width, 1.45 * small)
        out.append(Path(rounded(box, 0.25 * small), stroke=Stroke(brush.ink("gold"), 0.6)))
        out += brush.line("个性", "body", small, box.cx, baseline - 0.05 * small, brush.ink("secondary"), "center")
        start = box.right + 0.5 * size
    if start < end:
        dots = Stroke(brush.ink("secondary"), 0.09 * size, (0.01, 0.42 * size), "round")
        # the dots of all lines stand under each other: they are counted from the right
        count = int((end - start) // (0.42 * size))
        first = end - count * 0.42 * size
        level = baseline - 0.06 * size
        out.append(Path(polyline((Point(end, level), Point(first, level))), stroke=dots))
    return (Group(f"entry {item.number}", tuple(out)),)


def _counts(leaf: Leaf, w: float) -> Piece:
    """A band with the numbers of items, steps and risks by level."""
    items = leaf.power_list.items
    risks = [risk for item in items for _, risk in item.risks]
    cells = [("事项", len(items)), ("环节", sum(len(item.entries) for item in items)), ("风险点", len(risks))]
    cells += [
        (f"{level.name}风险", sum(1 for risk in risks if risk.level.rank == level.rank))
        for level in leaf.power_list.levels
    ]
    brush, big, small = leaf.brush, leaf.type(18), leaf.type(8.5)
    height = leaf.mm(19)

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        out: list[SceneItem] = [Path(rounded(Rect(x, y, w, height), leaf.mm(1.2)), fill=brush.ink("band"))]
        share = w / len(cells)
        for i, (label, count) in enumerate(cells):
            cx = x + (i + 0.5) * share
            paint = brush.ink("primary")
            if i >= 3:
                level = leaf.power_list.levels[i - 3]
                paint = color(brush.theme.level_color(level.rank, level.scale))
            out += brush.line(str(count), "title", big, cx, y + leaf.mm(10), paint, "center")
            out += brush.line(label, "body", small, cx, y + leaf.mm(15.2), brush.ink("secondary"), "center")
        return (Group("counts", tuple(out)),)

    return Piece(height, draw)


def parameter_table(leaf: Leaf, w: float) -> Table:
    """The list's local numbers with their sources."""
    rows = [Row((Cell(p.name, "bold"), Cell(p.value), Cell(p.source))) for p in leaf.power_list.parameters]
    columns = (Column("名称", 4.0), Column("数额或期限", 5.0), Column("来源", 8.0))
    return set_table(leaf.brush.setter, columns, rows, w, leaf.type(9.5), pad=(0.75, 0.6))


def statute_tables(leaf: Leaf) -> tuple[Table, ...]:
    """The statutes that items rest on, since when they are in force and which items they are for, by page."""
    used: dict[str, list[str]] = {}
    for item in leaf.power_list.items:
        for basis in item.bases:
            if basis.statute:
                used.setdefault(basis.statute.key, []).append(item.number)
    rows = [
        Row((Cell(s.title), Cell(s.in_force + ("（待核）" if s.pending else "")), Cell("、".join(used[s.key]))))
        for s in leaf.power_list.statutes
        if s.key in used
    ]
    if not rows:
        return ()
    columns = (Column("法规", 8.0), Column("施行日期", 5.0), Column("用在第几项", 5.0))
    return _by_page(leaf, set_table(leaf.brush.setter, columns, rows, leaf.body(2).w, leaf.type(9.0), pad=(0.75, 0.5)))


def parameter_tables(leaf: Leaf) -> tuple[Table, ...]:
    """The list's local numbers, by page."""
    return _by_page(leaf, parameter_table(leaf, leaf.body(2).w))


def _by_page(leaf: Leaf, whole: Table) -> tuple[Table, ...]:
    room = leaf.body(2).h - leaf.section_height
    parts: list[Table] = []
    start = 0
    while start < len(whole.rows):
        stop = max(start + 1, whole.fitting(start, room))
        parts.append(whole.part(start, stop))
        start = stop
    return tuple(parts)


def parameter_piece(leaf: Leaf, w: float) -> Piece:
    return table_piece(leaf, parameter_table(leaf, w), "本地的数额和期限")
