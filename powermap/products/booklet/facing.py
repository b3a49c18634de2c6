"""An item in; two facing pages out, if its facts, route and risks stand on them in type that is read with ease.

The risks stand under the route where there is room. A longer route has its page for itself, and the risks stand under
the facts; the sayings and the question then go where room is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product

from powermap.geometry import Rect
from powermap.layout.flow import FlowLayout
from powermap.layout.graph import Route
from powermap.layout.table import Table
from powermap.model import Item
from powermap.products.booklet.facts import PageDraw, facts_page, facts_table, heading_piece
from powermap.products.booklet.leaf import Leaf
from powermap.products.booklet.panels import low_sayings_panel, low_think_panel
from powermap.products.booklet.pieces import Piece, grown, height_of, notes_piece, spread, table_piece
from powermap.products.booklet.route_pages import draw_route, least_route, place_route
from powermap.products.booklet.tables import OWNERS, RISKS, risk_table
from powermap.scene.items import SceneItem
from powermap.value import Value

TABLE_SIZES = (9.5, 9.0, 8.5, 8.0)
"""Type sizes in pt at A5 of risks under a route, the best looking first."""
SHARED_SIZES = ((9.5, 9.5), (9.5, 9.0), (9.0, 9.0), (9.0, 8.5), (8.5, 8.5), (8.5, 8.0))
"""The same of facts and of risks that share a page."""
SHARED_FACTS_PAD, SHARED_RISKS_PAD = (0.7, 0.33), (0.55, 0.33)
SHARED_NAME = 24.0
"""The largest size of an item's name above facts and risks in pt at A5."""
SHARED_QUESTION = 9.5
SHARED_GAP = 2.7
"""The least space between pieces of a page that holds facts and risks, in mm at A5."""
STEP = 9.5
"""The least size of steps above their risks in pt at A5, scaled with the page: a route is not to look small there."""
LEAST_ROW = 2.3
"""The least height of a row of a table in em: one line and its padding."""
LEAST_LINES = 4
"""Fewer lines to write on are not worth their title."""
NOTES = "学习记录"


class Facing(Value, frozen=True):
    """The pages; asks: whether the first question stands on them; risks: on which of them (from 0) the risks stand;
    step: the size of the steps in pt.
    """

    pages: tuple[PageDraw, PageDraw]
    asks: bool
    risks: int
    step: float


def lay_out_facing(leaf: Leaf, item: Item, route: Route) -> Facing | None:
    """The item on two facing pages; None if it needs more."""
    under_route = _risks_under_route(leaf, item, route)
    if under_route is not None and under_route.step >= leaf.type(STEP) - 1e-6:
        return under_route
    under_facts = _risks_under_facts(leaf, item, route)
    if under_route is None or (under_facts is not None and under_facts.step > under_route.step):
        return under_facts
    return under_route


def _risks_under_route(leaf: Leaf, item: Item, route: Route) -> Facing | None:
    """Facts at the left; at the right the table takes what it needs, the route grows into the rest."""
    frame = leaf.body(3)
    gap, head = leaf.mm(5), leaf.section_height
    lowest = (len(item.risks) + 1) * LEAST_ROW * leaf.type(TABLE_SIZES[-1]) + gap + head if item.risks else 0.0
    if least_route(leaf, route, frame.w) + lowest > frame.h:
        return None
    facts = facts_page(leaf, item, leaf.body(2))
    if not facts.fits or (item.questions and not facts.asks):
        return None
    found: tuple[FlowLayout, Table] | None = None
    unnumbered = risk_table(leaf, item, {})
    for size in reversed(TABLE_SIZES):
        below = gap + head + unnumbered.height(frame.w, leaf.type(size)) if item.risks else 0.0
        room = Rect(frame.x, frame.y, frame.w, frame.h - below)
        if room.h < 0.25 * frame.h:
            break
        layout = place_route(leaf, route, room)
        if layout is None or (found and layout.type.step < leaf.type(size)):
            break
        numbers = {m.key: m.number for m in layout.markers}
        table = risk_table(leaf, item, numbers).set(frame.w, leaf.type(size))
        found = (layout, table.stretched(layout.spare, 0.8 * size))
    if found is None:
        return None
    layout, table = found

    def draw(_: int) -> tuple[SceneItem, ...]:
        items = [*draw_route(leaf, layout, frame)]
        if table.rows:
            piece = table_piece(leaf, table, RISKS, OWNERS)
            items += piece.draw(frame.x, frame.bottom - piece.height)
        elif notes := notes_piece(leaf, frame.w, layout.spare - gap, LEAST_LINES, NOTES):
            items += notes.draw(frame.x, frame.bottom - notes.height)
        return tuple(items)

    return Facing((facts.draw, draw), facts.asks, 1, layout.type.step)


class _Places(Value, frozen=True):
    """On which of the pages (from 0) the sayings and the question stand."""

    sayings: int
    think: int


def _risks_under_facts(leaf: Leaf, item: Item, route: Route) -> Facing | None:
    """The tables in the largest type with which both pages hold everything, what is movable where more room is."""
    left, right = leaf.body(2), leaf.body(3)
    least = least_route(leaf, route, right.w)
    if least > right.h or not item.risks:
        return None
    panels, brief = _Panels(leaf, item, left.w), _Shared(leaf, item, left.w)

    def best_places(sizes: tuple[float, float]) -> _Places | None:
        needed = brief.height(sizes, panels.gap)
        slack, at = max(
            (
                (min(left.h - needed - panels.height(0, at), right.h - least - panels.height(1, at)), at)
                for at in panels.places()
            ),
            key=lambda pair: pair[0],
        )
        return at if slack >= 0 else None

    found = _largest(SHARED_SIZES, best_places)
    if found is None:
        return None
    sizes, at = found
    layout = place_route(leaf, route, Rect(right.x, right.y, right.w, right.h - panels.height(1, at)))
    if layout is None:
        return None
    numbers = {m.key: m.number for m in layout.markers}
    room = left.h - panels.height(0, at)
    full = _Shared(leaf, item, left.w, brief=False)
    tables = (full if full.height(sizes, panels.gap) <= room else brief).pieces(sizes, numbers)

    def draw_left(answers: int) -> tuple[SceneItem, ...]:
        pieces = [*tables, *panels.on(0, at, answers)]
        larger = grown(pieces, 0.8 * (left.h - height_of(pieces, panels.gap)))
        return spread(larger, left, panels.gap, leaf.mm(9))

    def draw_right(answers: int) -> tuple[SceneItem, ...]:
        items = [*draw_route(leaf, layout, right)]
        y = right.bottom
        for piece in reversed(panels.on(1, at, answers)):
            items += piece.draw(right.x, y - piece.height)
            y -= piece.height + panels.gap
        return tuple(items)

    return Facing((draw_left, draw_right), bool(item.questions), 0, layout.type.step)


def _largest(
    sizes: Sequence[tuple[float, float]], attempt: Callable[[tuple[float, float]], _Places | None]
) -> tuple[tuple[float, float], _Places] | None:
    """The first of the sizes, from large to small, with which the attempt succeeds, and what it finds: halving, since
    what fits in one size fits in all that are smaller.
    """
    found: tuple[tuple[float, float], _Places] | None = None
    low, high = 0, len(sizes)
    middle = high - 1  # most that do not fit do not fit at all
    while low < high:
        places = attempt(sizes[middle])
        if places is None:
            low = middle + 1
        else:
            found, high = (sizes[middle], places), middle
        middle = (low + high) // 2
    return found


class _Shared:
    """Name, facts and risks of an item on one page w pt wide. brief: the facts in fewer lines."""

    def __init__(self, leaf: Leaf, item: Item, w: float, brief: bool = True) -> None:
        self.leaf = leaf
        self.item = item
        self.w = w
        self.heading = heading_piece(leaf, item, w, SHARED_NAME)
        self.facts = facts_table(leaf, item, SHARED_FACTS_PAD, brief)
        self.risks = risk_table(leaf, item, {}, pad=SHARED_RISKS_PAD)

    def height(self, sizes: tuple[float, float], gap: float) -> float:
        """The height in pt with gaps between the pieces; inf if a word is wider than its column."""
        facts, risks = (self.leaf.type(size) for size in sizes)
        tables = self.facts.height(self.w, facts) + self.leaf.section_height + self.risks.height(self.w, risks)
        return self.heading.height + tables + 2 * gap

    def pieces(self, sizes: tuple[float, float], numbers: Mapping[str, int]) -> list[Piece]:
        facts, risks = (self.leaf.type(size) for size in sizes)
        numbered = risk_table(self.leaf, self.item, numbers, pad=SHARED_RISKS_PAD)
        return [
            self.heading,
            table_piece(self.leaf, self.facts.set(self.w, facts)),
            table_piece(self.leaf, numbered.set(self.w, risks), RISKS, OWNERS),
        ]


class _Panels:
    """The sayings and the first question of an item as panels that may stand on either page."""

    def __init__(self, leaf: Leaf, item: Item, w: float) -> None:
        self.leaf = leaf
        self.item = item
        self.w = w
        self.gap = leaf.mm(SHARED_GAP)

    def places(self) -> Iterator[_Places]:
        for sayings, think in product((0, 1), (0, 1)):
            yield _Places(sayings, think)

    def on(self, page: int, at: _Places, answers: int) -> Sequence[Piece]:
        sayings = self._sayings if at.sayings == page else ()
        return (*sayings, *self._think(answers)) if at.think == page else sayings

    def height(self, page: int, at: _Places) -> float:
        """What the panels of a page take with the space above each."""
        sayings, think = self._heights
        return sayings * (at.sayings == page) + think * (at.think == page)

    @cached_property
    def _heights(self) -> tuple[float, float]:
        """Of the sayings and of the question with the space above, 0 where there are none."""
        sayings, think = (sum(piece.height + self.gap for piece in some) for some in (self._sayings, self._think(1)))
        return sayings, think

    @cached_property
    def _sayings(self) -> tuple[Piece, ...]:
        return (low_sayings_panel(self.leaf, self.item.sayings, self.w),) if self.item.sayings else ()

    def _think(self, answers: int) -> tuple[Piece, ...]:
        size = self.leaf.type(SHARED_QUESTION)
        return (low_think_panel(self.leaf, self.item, self.w, size, answers),) if self.item.questions else ()
