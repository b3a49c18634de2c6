"""Questions of items in; pages on which they stand item by item out, about equally full.

The questions of an item stay on one page; only an item with more than a page holds is parted, between two questions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from powermap.geometry import Point, Rect
from powermap.model import Item, Question
from powermap.products.booklet.leaf import Leaf, page_anchor
from powermap.products.booklet.pieces import Piece, notes_piece, stacked
from powermap.products.booklet.places import Places
from powermap.scene.items import Anchor, Group, Link, Page, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline
from powermap.value import Value

LEAST_LINES = 6
"""Fewer lines to write on are not worth their title."""
GAP = 3.6
"""The least space between items in mm at A5."""
MOST_GAP = 11.0
"""To how much the space between items may grow on a page that is not full."""
MISTAKES = "错题记录"

Label = str
"""What stands before a question: 想一想, or its number."""


class Part(Value, frozen=True):
    """Questions of one item that stand together. first: the item's name stands above them; height in pt."""

    item: Item
    questions: tuple[tuple[Label, Question], ...]
    first: bool
    height: float = 0.0


SetPart = Callable[[Leaf, Part, int], Piece]
"""Sets a part; the last argument is the folio of the item."""


def part_pages(
    leaf: Leaf, items: Sequence[tuple[Item, Sequence[tuple[Label, Question]]]], set_part: SetPart
) -> tuple[tuple[Part, ...], ...]:
    """The parts by page: as few pages as hold them, so cut that none is left much emptier than the others."""
    full = leaf.body(2).h
    head, gap = leaf.title_height, leaf.mm(GAP)
    parts = [
        part for item, questions in items if questions for part in _parts(leaf, item, questions, full - head, set_part)
    ]
    if not parts:
        return ()
    # best[i]: pages and unevenness of the first i parts, and where their last page begins
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for stop in range(1, len(parts) + 1):
        trials: list[tuple[int, float, int]] = []
        used = -gap
        for start in range(stop - 1, -1, -1):
            used += parts[start].height + gap
            free = full - used - (head if start == 0 else 0.0)
            if free < -1e-6 and start < stop - 1:
                break
            trials.append((best[start][0] + 1, best[start][1] + free * free, start))
        best.append(min(trials))
    cuts = [len(parts)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][2])
    cuts.reverse()
    return tuple(tuple(parts[a:b]) for a, b in pairwise(cuts))


def _parts(
    leaf: Leaf, item: Item, questions: Sequence[tuple[Label, Question]], most: float, set_part: SetPart
) -> list[Part]:
    out: list[Part] = []
    start = 0
    while start < len(questions):
        part = partial(Part, item, first=start == 0)
        stop = start + 1
        height = set_part(leaf, part(questions=tuple(questions[start:stop])), 0).height
        while stop < len(questions):
            higher = set_part(leaf, part(questions=tuple(questions[start : stop + 1])), 0).height
            if higher > most:
                break
            stop, height = stop + 1, higher
        out.append(part(questions=tuple(questions[start:stop]), height=height))
        start = stop
    return out


def part_folios(pages: Sequence[Sequence[Part]], first_folio: int) -> dict[str, int]:
    """The page on which the questions of each item begin, by its number."""
    return {part.item.number: first_folio + i for i, page in enumerate(pages) for part in page if part.first}


def draw_parts(
    leaf: Leaf,
    folio: int,
    page: Sequence[Part],
    places: Places,
    set_part: SetPart,
    title: str,
    anchor: str,
    at: tuple[int, int],
) -> Page:
    """One page of parts. at: which of how many; the last one has lines to write on where there is room."""
    frame = leaf.body(folio)
    index, count = at
    items: list[SceneItem] = []
    y = frame.y
    if index == 0:
        head, y = leaf.title(title, frame.x, y)
        items += [Anchor(anchor, 0.0, title, 0), *head]
    used = sum(part.height for part in page)
    least = leaf.mm(GAP)
    room = frame.bottom - y - used - least * len(page) - leaf.mm(4)
    notes = notes_piece(leaf, frame.w, room, LEAST_LINES, MISTAKES) if index == count - 1 else None
    free = frame.bottom - y - used - (notes.height + leaf.mm(4) if notes else 0.0)
    gap = max(least, min(leaf.mm(MOST_GAP), free / max(1, len(page) - (notes is None))))
    for part in page:
        piece = set_part(leaf, part, places.items[part.item.number])
        items.append(Group(f"{anchor} {part.item.number}", piece.draw(frame.x, y)))
        y += piece.height + gap
    items += notes.draw(frame.x, frame.bottom - notes.height) if notes else ()
    return leaf.page(folio, items, leaf.power_list.title, title)


def under_head(
    leaf: Leaf, part: Part, folio: int, blocks: Sequence[Sequence[Piece]], near: float, apart: float
) -> Piece:
    """The pieces of each question of a part, under the head of its item where it is the first. near, apart: space in mm
    at A5 between the pieces of a question and between questions.
    """
    head = [item_head(leaf, part.item, folio, leaf.body(2).w)] if part.first else []
    stacks = [stacked([*(head if i == 0 else []), *block], leaf.mm(near)) for i, block in enumerate(blocks)]
    return stacked(stacks, leaf.mm(apart))


def item_head(leaf: Leaf, item: Item, folio: int, w: float) -> Piece:
    """Number and name of an item and its page, to which the line leads."""
    brush, size = leaf.brush, leaf.type(10.5)
    small = leaf.type(8.5)

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        baseline, under = y + 1.0 * size, y + 1.45 * size
        start = x + (brush.setter.width(item.number, "bold") + 0.8) * size
        room = x + w - start - 5 * small
        name, name_size = leaf.fitted((item.name, item.short), "bold", size, room)
        return (
            *brush.line(item.number, "bold", size, x, baseline, brush.ink("primary")),
            *brush.line(name, "bold", name_size, start, baseline, brush.ink("ink")),
            *brush.line(f"第 {folio} 页", "body", small, x + w, baseline, brush.ink("secondary"), "right"),
            Path(polyline((Point(x, under), Point(x + w, under))), stroke=Stroke(brush.ink("hairline"), 0.6)),
            Link(Rect(x, y, w, 1.45 * size), f"#{page_anchor(folio)}"),
        )

    return Piece(1.75 * size, draw)
