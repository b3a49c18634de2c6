"""An item in; its pages out: facts and route face each other, and a long item goes on overleaf.

Two pages where facts, route and risks stand on one spread. Else the route has the right page (and more, if it needs
them), and risks, papers to keep, questions and lines to write on follow; the number of pages is always even.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from powermap.geometry import Rect
from powermap.layout.fit import lay_out_flow, lay_out_pages, least_height
from powermap.layout.flow import FlowLayout, Limits
from powermap.layout.graph import Route, route_of
from powermap.layout.table import MARK, Cell, Column, Row, Table, set_table
from powermap.model import Entry, Item, Question
from powermap.products.booklet.facts import PageDraw, facts_page
from powermap.products.booklet.leaf import Leaf
from powermap.products.booklet.pieces import (
    Piece,
    grown,
    height_of,
    notes_piece,
    question_piece,
    spread,
    stacked,
    table_piece,
)
from powermap.scene.flow import compose_flow
from powermap.scene.items import Anchor, Group, SceneItem

TABLE_SIZES = (9.5, 9.0, 8.5, 8.0)
"""Type sizes of tables in pt at A5, the best looking first."""
ROOMY_SIZES, ROOMY = (10.5, 10.0), 0.62
"""Sizes of the table of risks on a page of its own where it takes no more than this share of the height."""
QUESTION_SIZES = (10.5, 10.0, 9.5)
"""Type sizes of questions in pt at A5, the best looking first."""
LARGEST_STEP = 1.35
"""How much larger than the floor steps may grow."""
MOST_ROUTE_PAGES = 3
LEAST_LINES = 4
"""Fewer lines to write on are not worth their title."""
LEAST_WORDS = 7.0
"""The least measure of a risk and of its control in em: narrower columns tear them into scraps."""
TIGHT_WORDS = 6.0
"""The same where that saves two pages."""
LEAST_ROW = 2.3
"""The least height of a row of a table in em: one line and its padding."""
NOTES = "学习记录"

ENTRIES = ("step", "decision")
"""Shapes of boxes that are entries of the list."""

RISKS, OWNERS, MARKED = "廉政风险与防控", "括号内为责任人", "圆圈里的数字是风险点"


@dataclass(frozen=True, slots=True)
class ItemPages:
    """The pages of an item in order, the questions that stand on them, and what could not be set legibly."""

    item: Item
    pages: tuple[PageDraw, ...]
    questions: tuple[Question, ...]
    routes: Mapping[str, int]
    """On which of the pages (from 0) the box of an entry stands, by its key."""
    risks: Mapping[str, int]
    """On which of the pages the risks of an entry begin."""
    too_small: float | None = None
    """The size of steps in pt where the floor could not be kept."""
    runs_over: bool = False
    """Whether facts or a row of the table are higher than a page."""


def item_anchor(item: Item) -> str:
    return f"item-{item.number}"


def lay_out_item(leaf: Leaf, item: Item) -> ItemPages:
    """The item's pages; the first one is a left page."""
    left, right = leaf.body(2), leaf.body(3)
    facts = facts_page(leaf, item, left)
    asked = item.questions[:1] if facts.asks else ()
    route = route_of(item)
    first = _with_anchor(item, facts.draw)
    if facts.asks or not item.questions:
        page = _route_and_risks(leaf, item, route, right)
        if page is not None:
            here = {entry.key: 1 for entry in item.entries}
            return ItemPages(item, (first, page), asked, here, here, runs_over=not facts.fits)
    parts, too_small = _route_parts(leaf, route)
    used = 1 + len(parts)
    numbers = {m.key: m.number for part in parts for m in part.markers}
    over: list[PageDraw] = [_route_page(leaf, part, i, len(parts)) for i, part in enumerate(parts)]
    rest = _rest(leaf, item, numbers, used, item.questions[len(asked) :])
    routes = {box.key: 1 + i for i, part in enumerate(parts) for box in part.boxes if box.shape in ENTRIES}
    questions = (*asked, *rest.questions)
    over_full = not (rest.fits and facts.fits)
    return ItemPages(item, (first, *over, *rest.pages), questions, routes, rest.risks, too_small, over_full)


def _with_anchor(item: Item, draw: PageDraw) -> PageDraw:
    anchor = Anchor(item_anchor(item), 0.0, f"{item.number}\u3000{item.name}", 1)
    return lambda answers: (anchor, *draw(answers))


def _limits(leaf: Leaf) -> Limits:
    return Limits(leaf.floors.step, leaf.floors.note, leaf.floors.step * LARGEST_STEP)


def _route_and_risks(leaf: Leaf, item: Item, route: Route, frame: Rect) -> PageDraw | None:
    """Route and risks on one page: the table takes what it needs, the route grows into the rest. None if one of them
    would have to be too small.
    """
    gap, head = leaf.mm(5), leaf.section_height
    lowest = (len(item.risks) + 1) * LEAST_ROW * leaf.type(TABLE_SIZES[-1]) + gap + head if item.risks else 0.0
    if least_height(route, frame.w, _limits(leaf), leaf.brush.setter) + head + lowest > frame.h:
        return None
    found: tuple[FlowLayout, Table] | None = None
    for size in reversed(TABLE_SIZES):
        table = risk_table(leaf, item, {}, leaf.type(size), frame.w)
        below = gap + head + table.height if table.rows else 0.0
        room = Rect(frame.x, frame.y + head, frame.w, frame.h - head - below)
        if table.overfull or room.h < 0.25 * frame.h:
            break
        layout = lay_out_flow(route, room, _limits(leaf), leaf.brush.setter, callouts=False)
        if not layout.legible:
            break
        numbers = {m.key: m.number for m in layout.markers}
        found = (layout, risk_table(leaf, item, numbers, leaf.type(size), frame.w).stretched(layout.spare, 0.8 * size))
    if found is None:
        return None
    layout, table = found

    def draw(_: int) -> tuple[SceneItem, ...]:
        remark = MARKED if table.rows else ""
        items = [
            *leaf.section("运行路线图", frame.x, frame.y, frame.w, remark),
            Group("route", compose_flow(layout, leaf.brush)),
        ]
        if table.rows:
            piece = table_piece(leaf, table, RISKS, OWNERS)
            items += piece.draw(frame.x, frame.bottom - piece.height)
        elif notes := notes_piece(leaf, frame.w, layout.spare - gap, LEAST_LINES, NOTES):
            items += notes.draw(frame.x, frame.bottom - notes.height)
        return tuple(items)

    return draw


def _route_parts(leaf: Leaf, route: Route) -> tuple[tuple[FlowLayout, ...], float | None]:
    """The route on as few pages as keep its type legible, and the size of its steps where none do."""
    frames = [_below_section(leaf, leaf.body(3 + i)) for i in range(MOST_ROUTE_PAGES)]
    layouts, legible = lay_out_pages(route, frames, _limits(leaf), leaf.brush.setter)
    return layouts, None if legible else layouts[0].type.step


def _below_section(leaf: Leaf, body: Rect) -> Rect:
    return Rect(body.x, body.y + leaf.section_height, body.w, body.h - leaf.section_height)


def _route_page(leaf: Leaf, part: FlowLayout, index: int, count: int) -> PageDraw:
    frame = leaf.body(3 + index)
    title = "运行路线图" + (f"（{index + 1}/{count}）" if count > 1 else "")

    def draw(_: int) -> tuple[SceneItem, ...]:
        head = leaf.section(title, frame.x, frame.y, frame.w, MARKED if part.markers else "")
        return (*head, Group("route", compose_flow(part, leaf.brush)))

    return draw


def risk_table(
    leaf: Leaf, item: Item, numbers: Mapping[str, int], size: float, w: float, words: float = LEAST_WORDS
) -> Table:
    """The risks in the order of their numbers, each with its level, its control and who answers for it."""
    rows = [
        Row(
            (
                Cell(entry.short, "bold", "name", str(numbers.get(entry.key, 0)), hint=_top(entry)),
                Cell(risk.level.name, "bold", look="tag", hint=f"{risk.level.rank}/{risk.level.scale}"),
                Cell(risk.text),
                Cell(f"{risk.control}（{risk.owner}）" if risk.owner else risk.control, tone="control"),
            ),
            joined=i > 0,
        )
        for entry in _in_order(item, numbers)
        for i, risk in enumerate(entry.risks)
    ]
    level = max([2.0, *(leaf.brush.setter.width(risk.level.name, "bold") + 0.9 for _, risk in item.risks)])
    columns = (
        Column("环节", _least(leaf, item.entries) + MARK),
        Column("等级", level, fixed=True, align="center"),
        Column("风险点", words),
        Column("防控措施", words),
    )
    return set_table(leaf.brush.setter, columns, rows, w, size)


def _in_order(item: Item, numbers: Mapping[str, int]) -> list[Entry]:
    """The entries with risks in the order of their numbers."""
    return sorted((e for e in item.entries if e.risks), key=lambda e: numbers.get(e.key, 0))


def _least(leaf: Leaf, entries: Sequence[Entry]) -> float:
    """The measure in em in which short names of up to six characters stand on one line."""
    return min(6.1, 0.1 + max(leaf.brush.setter.width(entry.short, "bold") for entry in entries))


def _top(entry: Entry) -> str:
    level = min((risk.level for risk in entry.risks), key=lambda lv: lv.rank)
    return f"{level.rank}/{level.scale}"


def step_table(leaf: Leaf, item: Item, size: float, w: float) -> Table:
    """Who does each step, by when, and which papers it leaves behind; columns that would be empty are left out."""
    columns = [Column("环节", _least(leaf, item.entries)), Column("由谁办", 4.0)]
    cells = [[Cell(e.short, "bold"), Cell("、".join(a.short for a in e.actors))] for e in item.entries]
    if any(e.limit for e in item.entries):
        columns.append(Column("时限", 4.0))
        cells = [[*row, Cell(e.limit)] for row, e in zip(cells, item.entries, strict=True)]
    if any(e.materials for e in item.entries):
        columns.append(Column("留存资料", 6.0))
        cells = [[*row, Cell("、".join(e.materials))] for row, e in zip(cells, item.entries, strict=True)]
    return set_table(leaf.brush.setter, columns, [Row(tuple(row)) for row in cells], w, size)


@dataclass(frozen=True, slots=True)
class _Rest:
    """The pages after the route; the questions on them; where risks stand (page of the item, from 0); whether all rows
    fit.
    """

    pages: tuple[PageDraw, ...]
    questions: tuple[Question, ...]
    risks: Mapping[str, int]
    fits: bool


def _rest(leaf: Leaf, item: Item, numbers: Mapping[str, int], used: int, questions: Sequence[Question]) -> _Rest:
    """The pages after the first ones that are used, so many that all are even in number."""
    frame = leaf.body(2)
    room = frame.h - leaf.section_height
    table, parts = _parts_of_risks(leaf, item, numbers, frame.w, room, single=used % 2 == 1)
    if not item.risks and used % 2 == 0:
        return _Rest((), (), {}, True)
    count = max(1, len(parts))
    count += (used + count) % 2
    fits = all(table.height_of(a, b) <= room + 1e-6 for a, b in parts) and not table.overfull
    stacks: list[list[Piece]] = [[] for _ in range(count)]
    for i, (start, stop) in enumerate(parts):
        part = table.part(start, stop)
        title = RISKS + (f"（{i + 1}/{len(parts)}）" if len(parts) > 1 else "")
        stacks[i].append(table_piece(leaf, part, title, OWNERS))
    gap = leaf.mm(5.5)
    steps = step_table(leaf, item, min(table.size, leaf.type(9.0 if count < 2 else 9.5)), frame.w)
    _place(stacks, table_piece(leaf, steps, "环节一览"), frame.h, gap, range(count - 1, -1, -1))
    pieces = (_questions(leaf, questions, frame.w, leaf.type(size)) for size in QUESTION_SIZES if questions)
    asked = questions if any(_place(stacks, piece, frame.h, gap, range(count)) for piece in pieces) else ()
    emptiest = min(range(count), key=lambda i: height_of(stacks[i], gap))
    filled = [_filled(leaf, stack, frame, gap, lined=i == emptiest) for i, stack in enumerate(stacks)]
    pages = tuple(_stack_page(leaf, stack, leaf.body(2 + (used + i) % 2), gap) for i, stack in enumerate(filled))
    keys = [entry.key for entry in _in_order(item, numbers) for _ in entry.risks]
    risks: dict[str, int] = {}
    for i, (start, stop) in enumerate(parts):
        for key in keys[start:stop]:
            risks.setdefault(key, used + i)
    return _Rest(pages, tuple(asked), risks, fits)


def _filled(leaf: Leaf, stack: list[Piece], frame: Rect, gap: float, lined: bool) -> list[Piece]:
    """What is on a page grown towards its foot. lined: lines to write on may stand under it; only the emptiest page of
    an item has them, so that two fields to write in never face each other.
    """
    free = frame.h - height_of(stack, gap)
    larger = grown(stack, 0.4 * free)
    notes = notes_piece(leaf, frame.w, frame.h - height_of(larger, gap) - gap, LEAST_LINES, NOTES) if lined else None
    return [*larger, notes] if notes else grown(stack, 0.9 * free)


def _parts_of_risks(
    leaf: Leaf, item: Item, numbers: Mapping[str, int], w: float, room: float, single: bool
) -> tuple[Table, list[tuple[int, int]]]:
    """The table of risks and its rows by page: on one page if any size allows it, else cut between rows.

    single: one page makes the number of pages even, so that a smaller size is worth it.
    """
    trials = [(size, LEAST_WORDS) for size in (*ROOMY_SIZES, *TABLE_SIZES)]
    trials += [(size, TIGHT_WORDS) for size in TABLE_SIZES] if single else []
    for size, words in trials:
        table = risk_table(leaf, item, numbers, leaf.type(size), w, words)
        if table.height <= (ROOMY if size in ROOMY_SIZES else 1.0) * room:
            return table, [(0, len(table.rows))] if table.rows else []
    table = risk_table(leaf, item, numbers, leaf.type(TABLE_SIZES[0] if not single else TABLE_SIZES[1]), w)
    return table, _level_parts(table, room)


def _level_parts(table: Table, room: float) -> list[tuple[int, int]]:
    """The rows by page, on as few pages as hold them, about as high on each."""
    full = _filled_parts(table, room)
    rows = table.height_of(0, len(table.rows)) - table.height_of(0, 0)
    even = table.height_of(0, 0) + rows / len(full)
    while even < room:
        parts = _filled_parts(table, even)
        if len(parts) == len(full):
            return parts
        even += 0.5 * table.size
    return full


def _filled_parts(table: Table, room: float) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    start = 0
    while start < len(table.rows):
        stop = max(start + 1, table.fitting(start, room))
        parts.append((start, stop))
        start = stop
    return parts


def _place(stacks: list[list[Piece]], piece: Piece, height: float, gap: float, order: Iterable[int]) -> bool:
    """Puts a piece on the first page in this order that has room for it; False if none has."""
    for i in order:
        if height_of([*stacks[i], piece], gap) <= height:
            stacks[i].append(piece)
            return True
    return False


def _questions(leaf: Leaf, questions: Sequence[Question], w: float, size: float) -> Piece:
    pieces = [question_piece(leaf, q, f"{i}. ", w, size) for i, q in enumerate(questions, start=1)]
    body = stacked(pieces, leaf.mm(2))

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        return (*leaf.section("练一练", x, y, w), *body.draw(x, y + leaf.section_height))

    return Piece(leaf.section_height + body.height, draw)


def _stack_page(leaf: Leaf, stack: Sequence[Piece], frame: Rect, gap: float) -> PageDraw:
    return lambda _: spread(stack, frame, gap, leaf.mm(12))
