"""The questions that do not stand with their items in; the pages on which they are asked out, item by item."""

from __future__ import annotations

from collections.abc import Sequence

from powermap.products.booklet.by_item import Part, draw_parts, part_pages, under_head
from powermap.products.booklet.item_pages import PRACTICE, ItemPages
from powermap.products.booklet.leaf import Leaf
from powermap.products.booklet.pieces import Piece, question_piece
from powermap.products.booklet.places import Places
from powermap.scene.items import Page

SIZE = 9.5
NEAR, INNER = 0.4, 1.6
"""Space under the head of an item, and between its questions, in mm at A5."""


def exercise_pages(leaf: Leaf, books: Sequence[ItemPages]) -> tuple[tuple[Part, ...], ...]:
    """The questions by page."""
    numbered = [(book.item, [(f"{i}. ", q) for i, q in enumerate(book.left, start=1)]) for book in books]
    return part_pages(leaf, numbered, _set_part)


def draw_exercises(leaf: Leaf, folio: int, page: Sequence[Part], places: Places, at: tuple[int, int]) -> Page:
    """A page of questions. at: which of how many."""
    return draw_parts(leaf, folio, page, places, _set_part, PRACTICE, "exercises", at)


def _set_part(leaf: Leaf, part: Part, folio: int) -> Piece:
    width, size = leaf.body(2).w, leaf.type(SIZE)
    blocks = [[question_piece(leaf, question, label, width, size)] for label, question in part.questions]
    return under_head(leaf, part, folio, blocks, NEAR, INNER)
