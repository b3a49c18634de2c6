"""The chapters of a booklet and where they stand in; the pages of its contents out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, combinations, pairwise
from typing import Literal

from powermap.geometry import Point, Rect
from powermap.model import Item
from powermap.products.booklet.chapters import Chapter
from powermap.products.booklet.leaders import leaders, leaders_width
from powermap.products.booklet.leaf import Leaf
from powermap.products.booklet.pieces import Piece
from powermap.products.booklet.places import Places
from powermap.scene.ink import color
from powermap.scene.items import Anchor, Group, Page, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline, rectangle, rounded
from powermap.value import Value

CONTENTS = "contents"
CLOSING_GAP = 7.0
"""Space above what stands under the contents in mm at A5."""

APPENDIX = "附录"
_EM = {"heading": 2.2, "item": 1.6, "part": 1.6}
"""Least heights of lines in em."""
MOST_STRETCH = 1.45
MOST_PAGES = 4
"""More are filled one after the other."""


class Entry(Value, frozen=True):
    """A line of the contents: a chapter's heading, an item of it, or a part at the end of the book by its title."""

    kind: Literal["heading", "item", "part"]
    title: str
    paint: str
    chapter: Chapter | None = None
    item: Item | None = None


def contents_entries(leaf: Leaf, chapters: Sequence[Chapter], parts: Sequence[str]) -> list[list[Entry]]:
    """The lines in groups that are better not parted."""
    groups = [
        [
            Entry("heading", chapter.title, chapter.paint, chapter),
            *(Entry("item", item.name, chapter.paint, chapter, item) for item in chapter.items),
        ]
        for chapter in chapters
    ]
    primary = leaf.brush.theme.palette["primary"]
    back = [Entry("heading", APPENDIX, primary), *(Entry("part", title, primary) for title in parts)]
    return [*groups, back]


def contents_pages(
    leaf: Leaf, chapters: Sequence[Chapter], parts: Sequence[str], closed: bool = False
) -> tuple[tuple[Entry, ...], ...]:
    """The lines of the contents by page: as few pages as hold them, broken before chapters where that can be, about
    equally full. closed: what the book counts stands under the last page if there is room.

    A chapter that must be parted repeats its heading; neither a heading nor one item of several is left alone.
    """
    groups = contents_entries(leaf, chapters, parts)
    full = leaf.body(2).h
    rooms = [full - leaf.title_height, *[full] * MOST_PAGES]
    heights = [_height(leaf, group) for group in groups]
    sums = [0.0, *accumulate(heights)]
    closing = counts_piece(leaf, leaf.body(2).w).height + leaf.mm(CLOSING_GAP) if closed else 0.0
    for count in range(1, min(MOST_PAGES, len(groups)) + 1):
        best: tuple[float, tuple[int, ...]] | None = None
        for cuts in combinations(range(1, len(groups)), count - 1):
            spans = pairwise((0, *cuts, len(groups)))
            shares = [(sums[b] - sums[a]) / room for (a, b), room in zip(spans, rooms, strict=False)]
            if shares[-1] + closing / rooms[count - 1] <= 1:
                shares[-1] += closing / rooms[count - 1]
            fullest = max(shares)
            best = min(best or (fullest, cuts), (fullest, cuts))
        if best is not None and best[0] <= 1:
            return tuple(
                tuple(entry for group in groups[a:b] for entry in group)
                for a, b in pairwise((0, *best[1], len(groups)))
            )
    return _parted(leaf, groups, rooms[0])


def _parted(leaf: Leaf, groups: Sequence[Sequence[Entry]], room: float) -> tuple[tuple[Entry, ...], ...]:
    """Page after page filled; chapters are parted where they are longer than a page."""
    pages: list[list[Entry]] = [[]]
    for group in groups:
        if pages[-1] and _height(leaf, [*pages[-1], *group]) > room:
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
    return _EM[entry.kind] * leaf.type(10)


def draw_contents(
    leaf: Leaf,
    folio: int,
    entries: Sequence[Entry],
    places: Places,
    first: bool,
    closing: Sequence[Piece],
    stretch: float,
) -> Page:
    """One page of the contents; closing stands at its foot; stretch: how much higher than needed its lines are."""
    frame = leaf.body(folio)
    items: list[SceneItem] = []
    y = frame.y
    if first:
        head, y = leaf.title("目录", frame.x, y)
        items += [Anchor(CONTENTS, 0.0, "目录", 0), *head]
    for entry in entries:
        height = _least(leaf, entry) * stretch
        row = Rect(frame.x, y, frame.w, height)
        items += _heading(leaf, entry, row, places) if entry.kind == "heading" else _line(leaf, entry, row, places)
        y += height
    at = frame.bottom
    for piece in closing:
        items += piece.draw(frame.x, at - piece.height)
        at -= piece.height + leaf.mm(CLOSING_GAP)
    return leaf.page(folio, items, "目录", leaf.power_list.title)


def contents_stretch(leaf: Leaf, pages: Sequence[Sequence[Entry]], closing: Sequence[Piece]) -> float:
    """How much higher than they must be the lines of all contents pages are: as much as the fullest page allows."""
    most = MOST_STRETCH
    for i, entries in enumerate(pages):
        free = leaf.body(2).h - (leaf.title_height if i == 0 else 0.0)
        if i == len(pages) - 1:
            free -= sum(piece.height + leaf.mm(CLOSING_GAP) for piece in closing)
        most = min(most, free / max(_height(leaf, entries), 1.0))
    return max(1.0, most)


def closing_pieces(leaf: Leaf, entries: Sequence[Entry], first: bool) -> tuple[Piece, ...]:
    """What stands under the last page of the contents where there is room: what the book counts."""
    frame = leaf.body(2)
    free = frame.h - (leaf.title_height if first else 0.0) - _height(leaf, entries)
    counts = counts_piece(leaf, frame.w)
    return (counts,) if counts.height + leaf.mm(CLOSING_GAP) <= free else ()


def _heading(leaf: Leaf, entry: Entry, row: Rect, places: Places) -> tuple[SceneItem, ...]:
    brush, size = leaf.brush, leaf.type(10)
    head = leaf.type(11)
    baseline = row.bottom - 0.55 * size
    paint = color(entry.paint)
    bar = Rect(row.x, baseline - 0.92 * head, leaf.mm(1.1), 1.08 * head)
    under = row.bottom - 0.05 * size
    rule = Path(polyline((Point(row.x, under), Point(row.right, under))), stroke=Stroke(brush.ink("hairline"), 0.6))
    spacing = 0.05 * head
    words = brush.line(entry.title, "bold", head, row.x + leaf.mm(3), baseline, paint, spacing=spacing)
    out: list[SceneItem] = [Path(rectangle(bar), fill=paint), *words, rule]
    if entry.chapter is not None:
        end = words[-1].x + words[-1].width + 0.5 * size
        line = Rect(row.x, row.y, row.w, row.h)
        out += leaders(leaf, line, end, baseline, size, places.chapters[entry.chapter.anchor], bold=True)
    return (Group(f"entry {entry.title}", tuple(out)),)


def _line(leaf: Leaf, entry: Entry, row: Rect, places: Places) -> tuple[SceneItem, ...]:
    brush, size = leaf.brush, leaf.type(10)
    baseline = row.bottom - 0.5 * size
    left, number_w = row.x + leaf.mm(3), 2.6 * size
    item = entry.item
    number, folio = "", places.parts.get(entry.title, 0)
    names: tuple[str, ...] = (entry.title,)
    if item is not None:
        number, names, folio = item.number, (item.name, item.short), places.items[item.number]
        left += number_w
    name, name_size = leaf.fitted(names, "body", size, row.right - left - leaders_width(leaf, size))
    out: list[SceneItem] = [*brush.line(name, "body", name_size, left, baseline, brush.ink("ink"))]
    if number:
        out += brush.line(number, "bold", size, left - number_w, baseline, color(entry.paint))
    start = left + brush.setter.width(name, "body") * name_size + 0.5 * size
    out += leaders(leaf, row, start, baseline, size, folio)
    return (Group(f"entry {number or entry.title}", tuple(out)),)


def counts_piece(leaf: Leaf, w: float) -> Piece:
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
        frame = Path(rounded(Rect(x, y, w, height), leaf.mm(1.2)), stroke=Stroke(brush.ink("gold"), 0.8))
        out: list[SceneItem] = [frame]
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
