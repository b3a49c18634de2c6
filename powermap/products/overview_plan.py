"""The items of a list and a frame in; cards in columns, level at the foot, in the largest type that fits, out."""

from __future__ import annotations

from collections.abc import Sequence

from powermap.geometry import Rect
from powermap.model import Category, Item
from powermap.products.overview_measure import HEAD, Row, Ruler, Type, chapters, head_height
from powermap.value import Value

MOST_COLUMNS = 8
NOTE_SHARE = 0.68
"""Notes in em of the name, where the floor allows."""

LARGEST = 2.8
"""Largest name in floors of names, for a list of few items on a large sheet."""

SMALLEST = 0.6
"""Smallest name in floors of names; what does not fit then is told."""

PARTED = 1.1
"""A category is parted between columns only for type so much larger."""

BROKEN = {2: 0.12, 3: 0.6}
"""What a name in two or three lines takes from an arrangement: names are to be read at a glance."""

SMALLER = (0.92, 0.84, 0.76)
"""Shares of the largest type that are tried as well: names may stand on one line then."""

TIGHT = 0.25
"""The share of the empty space that is left when names would be below the floor otherwise."""

BELOW_FLOOR = 0.6
"""What an arrangement counts for whose names are below the floor, beside one that keeps it."""

_FEWEST = 2
"""Rows of a parted category that stay together at least."""

_STEPS = 11


class Card(Value, frozen=True):
    """A category, or a part of one, in its place: rows with their tops. again: its first rows stand in another column.

    total: how many items the whole category has.
    """

    category: Category
    rect: Rect
    rows: tuple[tuple[Row, Rect], ...]
    again: bool
    total: int


class Plan(Value, frozen=True):
    """Placed cards, the type, and the number of columns."""

    cards: tuple[Card, ...]
    type: Type
    columns: int


_Chapter = tuple[Category, tuple[Row, ...]]
_Piece = tuple[int, int, int]
"""A chapter and its rows from … to."""


class _Draft(Value, frozen=True):
    """Columns of pieces and how high each is without stretching."""

    type: Type
    chapters: tuple[_Chapter, ...]
    columns: tuple[tuple[_Piece, ...], ...]
    score: float


def plan_overview(items: Sequence[Item], ruler: Ruler, frame: Rect, floors: tuple[float, float], gutter: float) -> Plan:
    """The best arrangement. floors: the least type of names and notes in pt; gutter: between columns in pt.

    The type is below the floor for names only if nothing else fits.
    """
    parts = chapters(items)
    best = _best(parts, ruler, frame, floors, gutter, 1.0)
    if best is None or best.type.name < floors[0]:
        tight = _best(parts, ruler, frame, floors, gutter, TIGHT)
        best = tight if best is None or (tight and tight.type.name > best.type.name) else best
    if best is None:
        raise ValueError("no arrangement holds the items")
    return _placed(best, frame, gutter)


def _best(
    parts: Sequence[tuple[Category, tuple[Item, ...]]],
    ruler: Ruler,
    frame: Rect,
    floors: tuple[float, float],
    gutter: float,
    air: float,
) -> _Draft | None:
    """The best arrangement over all numbers of columns with so much empty space."""
    best: _Draft | None = None
    rows = sum(len(items) for _, items in parts)
    for count in range(1, min(MOST_COLUMNS, rows) + 1):
        width = (frame.w - (count - 1) * gutter) / count
        for inline in (True, False):
            whole = _largest(parts, ruler, width, frame.h, floors, count, inline, air, parting=False)
            parted = _largest(parts, ruler, width, frame.h, floors, count, inline, air, parting=True)
            if whole and parted and parted.type.name < PARTED * whole.type.name:
                parted = None
            for draft in (whole, parted):
                if draft and (best is None or draft.score > best.score + 1e-9):
                    best = draft
    return best


def _largest(
    parts: Sequence[tuple[Category, tuple[Item, ...]]],
    ruler: Ruler,
    width: float,
    height: float,
    floors: tuple[float, float],
    count: int,
    inline: bool,
    air: float,
    parting: bool,
) -> _Draft | None:
    """The best arrangement in so many columns in about the largest type, None if there is none."""
    low, high = SMALLEST * floors[0], LARGEST * floors[0]
    found: _Draft | None = None
    for step in range(_STEPS):
        size = low if step == 0 else high if step == 1 else (low + high) / 2
        type_ = Type(size, max(floors[1], NOTE_SHARE * size), air)
        draft = _arranged(parts, ruler, type_, width, height, count, inline, parting, floors[0])
        if draft is None:
            if step == 0:
                return None
            high = size
        else:
            found, low = draft, size
            if step == 1:
                break
    for share in SMALLER if found else ():
        size = low * share
        type_ = Type(size, max(floors[1], NOTE_SHARE * size), air)
        draft = _arranged(parts, ruler, type_, width, height, count, inline, parting, floors[0])
        if draft and found and draft.score > found.score + 1e-9:
            found = draft
    return found


def _arranged(
    parts: Sequence[tuple[Category, tuple[Item, ...]]],
    ruler: Ruler,
    type_: Type,
    width: float,
    height: float,
    count: int,
    inline: bool,
    parting: bool,
    floor: float,
) -> _Draft | None:
    measured: list[_Chapter] = []
    for category, items in parts:
        if (ruler.setter.width(category.name, "bold") + 4) * HEAD * type_.name > width:
            return None
        rows: list[Row] = []
        for item in items:
            row = ruler.row(item, width, type_, inline)
            if row is None:
                return None
            rows.append(row)
        measured.append((category, tuple(rows)))
    columns = _dealt(measured, type_, height, count, parting)
    if columns is None:
        return None
    stretches = [_stretch(measured, pieces, type_, height) for pieces in columns]
    uneven = max(stretches) - min(stretches)
    split = sum(len(pieces) for pieces in columns) - len(measured)
    score = type_.name * (1 - 0.14 * min(uneven, 2.0)) * (1 - 0.02 * split) * (1.04 if inline else 1.0)
    score *= 1 - 0.06 * min(max(stretches), 2.0)
    lines = [len(row.name.lines) for _, rows in measured for row in rows]
    score *= 1 - sum(BROKEN.get(count, 0.0) for count in lines) / len(lines)
    if type_.name < floor:
        score *= BELOW_FLOOR
    return _Draft(type_, tuple(measured), columns, score)


def _dealt(
    measured: Sequence[_Chapter], type_: Type, height: float, count: int, parting: bool
) -> tuple[tuple[_Piece, ...], ...] | None:
    """The chapters in order over so many columns, each as full as the others; None if they are too high.

    Dynamic programming over the places where a column may end: least sum of squared free heights.
    """
    ends = [(c, len(rows)) for c, (_, rows) in enumerate(measured)]
    if parting:
        ends = sorted(
            {*ends, *((c, r) for c, (_, rows) in enumerate(measured) for r in range(_FEWEST, len(rows) - _FEWEST + 1))}
        )
    heights = [[0.0] for _ in measured]
    for c, (_, rows) in enumerate(measured):
        for row in rows:
            heights[c].append(heights[c][-1] + row.height)
    head, gap = head_height(type_), type_.gap
    start = (0, 0)
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {start: (0.0, ())}
    for _ in range(count):
        after: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {}
        for begin, (cost, cuts) in best.items():
            for end in ends:
                if end <= begin:
                    continue
                used = _height(heights, begin, end, head, gap)
                if used > height + 1e-6:
                    break
                total = cost + ((height - used) / height) ** 2
                if end not in after or total < after[end][0] - 1e-12:
                    after[end] = (total, (*cuts, end))
        best = {(c + 1, 0) if r == len(measured[c][1]) else (c, r): value for (c, r), value in after.items()}
    done = best.get((len(measured), 0))
    if done is None:
        return None
    columns: list[tuple[_Piece, ...]] = []
    at = start
    for c, r in done[1]:
        pieces: list[_Piece] = []
        for chapter in range(at[0], c + 1):
            first = at[1] if chapter == at[0] else 0
            last = r if chapter == c else len(measured[chapter][1])
            if last > first:
                pieces.append((chapter, first, last))
        columns.append(tuple(pieces))
        at = (c + 1, 0) if r == len(measured[c][1]) else (c, r)
    return tuple(columns)


def _height(
    heights: Sequence[Sequence[float]], begin: tuple[int, int], end: tuple[int, int], head: float, gap: float
) -> float:
    """Of a column from begin to end in pt."""
    (c, r), (d, s) = begin, end
    if c == d:
        return head + heights[c][s] - heights[c][r]
    between = sum(heights[i][-1] for i in range(c + 1, d))
    return (heights[c][-1] - heights[c][r]) + between + heights[d][s] + (d - c + 1) * head + (d - c) * gap


def _used(measured: Sequence[_Chapter], pieces: Sequence[_Piece], type_: Type) -> tuple[float, int]:
    """The height of a column in pt and its number of rows."""
    rows = [row for chapter, first, last in pieces for row in measured[chapter][1][first:last]]
    fixed = len(pieces) * head_height(type_) + (len(pieces) - 1) * type_.gap
    return fixed + sum(row.height for row in rows), len(rows)


def _stretch(measured: Sequence[_Chapter], pieces: Sequence[_Piece], type_: Type, height: float) -> float:
    """What each row must grow by for the column to end at the foot, in em of the name."""
    used, rows = _used(measured, pieces, type_)
    return (height - used) / _weight(rows, len(pieces)) / type_.name


def _weight(rows: int, pieces: int) -> float:
    """Over how many rows free height is shared out: a card's head takes half of a row's share, a gap 0.6."""
    return rows + 0.5 * pieces + 0.6 * (pieces - 1)


def _placed(draft: _Draft, frame: Rect, gutter: float) -> Plan:
    """Every column stretched to the foot of the frame: rows grow alike, gaps between cards half as much again."""
    count = len(draft.columns)
    width = (frame.w - (count - 1) * gutter) / count
    head, gap = head_height(draft.type), draft.type.gap
    cards: list[Card] = []
    for i, pieces in enumerate(draft.columns):
        used, rows = _used(draft.chapters, pieces, draft.type)
        unit = (frame.h - used) / _weight(rows, len(pieces))
        x, y = frame.x + i * (width + gutter), frame.y
        for chapter, first, last in pieces:
            category, all_rows = draft.chapters[chapter]
            top, y = y, y + head + 0.5 * unit
            placed: list[tuple[Row, Rect]] = []
            for row in all_rows[first:last]:
                placed.append((row, Rect(x, y, width, row.height + unit)))
                y += row.height + unit
            rect = Rect(x, top, width, y - top)
            cards.append(Card(category, rect, tuple(placed), first > 0, len(all_rows)))
            y += gap + 0.6 * unit
    return Plan(tuple(cards), draft.type, count)
