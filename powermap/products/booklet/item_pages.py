"""An item in; its pages out: facts and route face each other, and a long item goes on overleaf.

Two pages where facts, route and risks stand on one spread. Else the route has the right page (and more, if it needs
them), and risks, papers to keep, questions and lines to write on follow; the number of pages is always even.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from powermap.geometry import Rect
from powermap.layout.flow import FlowLayout
from powermap.layout.graph import route_of
from powermap.layout.table import Table
from powermap.model import Item, Question
from powermap.products.booklet.facing import lay_out_facing
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
from powermap.products.booklet.route_pages import draw_route, place_route_parts
from powermap.products.booklet.tables import (
    LEAST_WORDS,
    OWNERS,
    RISKS,
    TIGHT_WORDS,
    in_order,
    risk_table,
    step_table,
)
from powermap.scene.items import Anchor, SceneItem
from powermap.value import Value

TABLE_SIZES = (9.5, 9.0, 8.5, 8.0)
"""Type sizes of tables in pt at A5, the best looking first."""
ROOMY_SIZES, ROOMY = (10.5, 10.0), 0.62
"""Sizes of the table of risks on a page of its own where it takes no more than this share of the height."""
STEPS_SIZES, STEPS_SHARE = (10.5, 10.0, 9.5, 9.0), 0.9
"""Sizes of the table of steps, and the share of a page's height that it may take."""
LOOSE_STEPS = 1.6
"""By how much in em rows of the table of steps may grow: most have a single line."""
QUESTION_SIZES = (10.5, 10.0, 9.5)
"""Type sizes of questions in pt at A5, the best looking first."""
LEAST_LINES = 4
"""Fewer lines to write on are not worth their title."""
NOTES, PRACTICE = "学习记录", "练一练"

ENTRIES = ("step", "decision")
"""Shapes of boxes that are entries of the list."""


class ItemPages(Value, frozen=True):
    """The pages of an item in order, where its questions stand, and what could not be set legibly."""

    item: Item
    pages: tuple[PageDraw, ...]
    asked: tuple[Question, ...]
    """The question to think about, if it stands on the pages."""
    practised: tuple[Question, ...]
    """Those that stand on the pages besides."""
    left: tuple[Question, ...]
    """Those for which the pages have no room: they stand together in a part of their own."""
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
    route = route_of(item)
    facing = lay_out_facing(leaf, item, route)
    if facing is not None:
        asked = item.questions[:1] if facing.asks else ()
        routes = {entry.key: 1 for entry in item.entries}
        risks = {entry.key: facing.risks for entry in item.entries}
        first, second = facing.pages
        return ItemPages(
            item, (_with_anchor(item, first), second), asked, (), item.questions[len(asked) :], routes, risks
        )
    facts = facts_page(leaf, item, leaf.body(2))
    asked = item.questions[:1] if facts.asks else ()
    parts, too_small = place_route_parts(leaf, route)
    used = 1 + len(parts)
    numbers = {m.key: m.number for part in parts for m in part.markers}
    over = [_route_page(leaf, part, i, len(parts)) for i, part in enumerate(parts)]
    more = item.questions[len(asked) :]
    rest = _rest(leaf, item, numbers, used, more)
    routes = {box.key: 1 + i for i, part in enumerate(parts) for box in part.boxes if box.shape in ENTRIES}
    left = () if rest.questions else more
    over_full = not (rest.fits and facts.fits)
    pages = (_with_anchor(item, facts.draw), *over, *rest.pages)
    return ItemPages(item, pages, asked, rest.questions, left, routes, rest.risks, too_small, over_full)


def _route_page(leaf: Leaf, part: FlowLayout, index: int, count: int) -> PageDraw:
    return lambda _: draw_route(leaf, part, leaf.body(3 + index), (index, count))


def _with_anchor(item: Item, draw: PageDraw) -> PageDraw:
    anchor = Anchor(item_anchor(item), 0.0, f"{item.number}\u3000{item.name}", 1)
    return lambda answers: (anchor, *draw(answers))


class _Rest(Value, frozen=True):
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
    steps = _steps(leaf, item, table.size, frame.w, STEPS_SHARE * room if count > 1 else 0.0)
    _place(stacks, table_piece(leaf, steps, "环节一览", loosest=LOOSE_STEPS), frame.h, gap, range(count - 1, -1, -1))
    pieces = (_questions(leaf, questions, frame.w, leaf.type(size)) for size in QUESTION_SIZES if questions)
    asked = questions if any(_place(stacks, piece, frame.h, gap, range(count)) for piece in pieces) else ()
    emptiest = min(range(count), key=lambda i: height_of(stacks[i], gap))
    filled = [_filled(leaf, stack, frame, gap, lined=i == emptiest) for i, stack in enumerate(stacks)]
    pages = tuple(_stack_page(leaf, stack, leaf.body(2 + (used + i) % 2), gap) for i, stack in enumerate(filled))
    keys = [entry.key for entry in in_order(item, numbers) for _ in entry.risks]
    risks: dict[str, int] = {}
    for i, (start, stop) in enumerate(parts):
        for key in keys[start:stop]:
            risks.setdefault(key, used + i)
    return _Rest(pages, tuple(asked), risks, fits)


def _steps(leaf: Leaf, item: Item, most: float, w: float, height: float) -> Table:
    """The table of steps in the largest type, not above `most` pt, in which it is no higher than that."""
    draft = step_table(leaf, item)
    sizes = [min(most, leaf.type(size)) for size in STEPS_SIZES]
    return draft.set(w, next((size for size in sizes if draft.height(w, size) <= height), sizes[-1]))


def _filled(leaf: Leaf, stack: list[Piece], frame: Rect, gap: float, lined: bool) -> list[Piece]:
    """What is on a page grown towards its foot. lined: lines to write on may stand under it; only the emptiest page of
    an item has them, so that two fields to write in never face each other.
    """
    full = grown(stack, 0.9 * (frame.h - height_of(stack, gap)))
    notes = notes_piece(leaf, frame.w, frame.h - height_of(full, gap) - gap, LEAST_LINES, NOTES) if lined else None
    return [*full, notes] if notes else full


def _parts_of_risks(
    leaf: Leaf, item: Item, numbers: Mapping[str, int], w: float, room: float, single: bool
) -> tuple[Table, list[tuple[int, int]]]:
    """The table of risks and its rows by page: on one page if any size allows it, else cut between rows.

    single: one page makes the number of pages even, so that a smaller size is worth it.
    """
    trials = [(size, LEAST_WORDS) for size in (*ROOMY_SIZES, *TABLE_SIZES)]
    trials += [(size, TIGHT_WORDS) for size in TABLE_SIZES] if single else []
    drafts = {words: risk_table(leaf, item, numbers, words) for words in (LEAST_WORDS, TIGHT_WORDS)}
    for size, words in trials:
        if drafts[words].height(w, leaf.type(size)) <= (ROOMY if size in ROOMY_SIZES else 1.0) * room:
            table = drafts[words].set(w, leaf.type(size))
            return table, [(0, len(table.rows))] if table.rows else []
    table = drafts[LEAST_WORDS].set(w, leaf.type(TABLE_SIZES[0] if not single else TABLE_SIZES[1]))
    return table, table.parted(room)


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
        return (*leaf.section(PRACTICE, x, y, w), *body.draw(x, y + leaf.section_height))

    return Piece(leaf.section_height + body.height, draw)


def _stack_page(leaf: Leaf, stack: Sequence[Piece], frame: Rect, gap: float) -> PageDraw:
    return lambda _: spread(stack, frame, gap, leaf.mm(12))
