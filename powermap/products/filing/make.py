"""Two lists and their comparison in; the filing form as a product out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from powermap.diagnostics import Diagnostic, Severity
from powermap.layout.table import Table
from powermap.model import PowerList
from powermap.products.booklet.pieces import Piece
from powermap.products.filing.forms import (
    LEADING,
    change_table,
    cover,
    heading_piece,
    item_table,
    routes_heading,
    signatures_piece,
    subheading_piece,
    table_piece,
    words_piece,
)
from powermap.products.filing.paper import ON_SIDE, Paper
from powermap.products.filing.routes import LIMITS, RoutePage, draw_routes, route_pages
from powermap.products.filing.words import CHANGES, FORM, ITEMS, NOTHING, ROUTES, SIGNATURES, Filing, edition_words
from powermap.products.product import Product
from powermap.scene.brush import Brush
from powermap.scene.items import Anchor, Document, SceneItem

LEAST_ROWS = 2
"""So many rows of a table at least stand under its heading before the page ends."""


def make_filing(brush: Brush, old: PowerList, new: PowerList, filing: Filing) -> Product:
    """Cover, table of items, table of changes, places to sign, then a page for each item whose route changed."""
    paper = Paper(brush)
    flow = _Flow(paper, [[]], paper.body.y)
    flow.heading(ITEMS)
    for title, rows in filing.groups:
        flow.table(item_table(paper, rows), subheading_piece(paper, title))
    flow.heading(CHANGES)
    if filing.changes:
        flow.table(change_table(paper, filing.changes))
    else:
        flow.piece(words_piece(paper, NOTHING))
    flow.whole([heading_piece(paper, SIGNATURES), signatures_piece(paper)], Anchor("signatures", 0.0, SIGNATURES, 0))
    pages = [paper.page(1, [Anchor("cover", 0.0, FORM, 0), *cover(paper, filing)])]
    pages += [paper.page(number, items) for number, items in enumerate(flow.pages, start=2)]
    shown = [page for change in filing.routed for page in route_pages(brush, change, paper.wide_body)]
    editions = edition_words(old, new)
    for i, page in enumerate(shown):
        anchors = [Anchor("routes", 0.0, ROUTES, 0)] if i == 0 else []
        anchors += [Anchor(f"route {page.change.item.number}", 0.0, page.change.label, 1)] if page.index == 0 else []
        items = (*anchors, *draw_routes(brush, page, editions, paper.wide_body))
        items = (*(routes_heading(paper) if i == 0 else ()), *items)
        pages.append(paper.page(len(pages) + 1, items, ON_SIDE))
    name = f"{new.title}{FORM}"
    document = Document(tuple(pages), name, new.title, f"{name}（{new.edition}）")
    return Product(
        "filing",
        document,
        f"filing/{new.title}-{FORM}.pdf",
        None,
        None,
        problems=tuple(_problem(page) for page in shown if page.index == 0 and not page.legible),
    )


@dataclass
class _Flow:
    """Pieces set down one under the other; y: where the next one goes on the last page."""

    paper: Paper
    pages: list[list[SceneItem]]
    y: float
    held: list[Piece] = field(default_factory=list)
    """Headings that wait for what they stand over."""
    anchors: list[Anchor] = field(default_factory=list)

    def heading(self, words: str) -> None:
        self.held.append(heading_piece(self.paper, words))
        self.anchors.append(Anchor(words, 0.0, words, 0))

    def piece(self, piece: Piece) -> None:
        """With the headings before it."""
        self._make_room(piece.height)
        self._put(piece)
        self.y += 0.5 * LEADING

    def whole(self, pieces: Sequence[Piece], anchor: Anchor) -> None:
        """Pieces that stay together."""
        self._make_room(sum(piece.height for piece in pieces))
        self.pages[-1].append(anchor)
        for piece in pieces:
            self._put(piece)

    def table(self, table: Table, *heads: Piece) -> None:
        """A table with headings, cut between rows; its header stands on every page."""
        self.held += heads
        start, count = 0, len(table.rows)
        self._make_room(table.height_of(0, min(LEAST_ROWS, count)))
        while start < count:
            stop = max(start + 1, table.fitting(start, self.paper.body.bottom - self.y))
            self._put(table_piece(self.paper, table.part(start, stop)))
            start = stop
            if start < count:
                self._new_page()
        self.y += 0.5 * LEADING

    def _make_room(self, height: float) -> None:
        needed = height + sum(piece.height for piece in self.held)
        if self.y + needed > self.paper.body.bottom + 1e-6 and self.pages[-1]:
            self._new_page()
        held, self.held = self.held, []
        self.pages[-1] += self.anchors
        self.anchors = []
        for piece in held:
            self._put(piece)

    def _new_page(self) -> None:
        self.pages.append([])
        self.y = self.paper.body.y

    def _put(self, piece: Piece) -> None:
        self.pages[-1] += piece.draw(self.paper.body.x, self.y)
        self.y += piece.height


def _problem(page: RoutePage) -> Diagnostic:
    return Diagnostic(
        "type-below-floor",
        Severity.WARNING,
        f"{page.change.label}：备案表里的流程对照放不下看得清的路线图，字不到 {LIMITS.step:g} 磅",
        "请把步骤、说明写短",
    )
