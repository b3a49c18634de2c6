"""The questions of a booklet in; the pages of answers out, item by item."""

from __future__ import annotations

from collections.abc import Sequence

from powermap.model import Question
from powermap.products.booklet.by_item import Part, draw_parts, part_pages, under_head
from powermap.products.booklet.item_pages import ItemPages
from powermap.products.booklet.leaf import Leaf
from powermap.products.booklet.panels import THINK
from powermap.products.booklet.pieces import Piece, letter_of, text_piece
from powermap.products.booklet.places import Places
from powermap.scene.items import Page

TITLE = "参考答案"
SIZE, REASON_SIZE, LEADING = 8.5, 9.0, 1.42
"""Type of answers and of reasons in pt at A5, and the distance of lines in em."""
NEAR, INNER = 0.2, 1.2
"""Space between the lines of a question with its answer, and between questions of one item, in mm at A5."""


def answer_pages(leaf: Leaf, books: Sequence[ItemPages]) -> tuple[tuple[Part, ...], ...]:
    """The answers by page."""
    return part_pages(leaf, [(book.item, _labelled(book)) for book in books], _set_part)


def _labelled(book: ItemPages) -> list[tuple[str, Question]]:
    """The questions of an item, each with what it is called where it is asked."""
    asked = [(f"{THINK}\u3000", question) for question in book.asked]
    return asked + [(f"{i}. ", question) for i, question in enumerate((*book.practised, *book.left), start=1)]


def draw_answers(leaf: Leaf, folio: int, page: Sequence[Part], places: Places, at: tuple[int, int]) -> Page:
    """A page of answers. at: which of how many."""
    return draw_parts(leaf, folio, page, places, _set_part, TITLE, "answers", at)


def _set_part(leaf: Leaf, part: Part, folio: int) -> Piece:
    blocks = [_answered(leaf, label, question) for label, question in part.questions]
    return under_head(leaf, part, folio, blocks, NEAR, INNER)


def _answered(leaf: Leaf, label: str, question: Question) -> list[Piece]:
    """A question, its answer, and the reason if there is one."""
    width, size = leaf.body(2).w, leaf.type(SIZE)
    pieces = [
        text_piece(leaf, label + question.text, "body", size, width, "secondary", LEADING),
        text_piece(leaf, f"答：{_words(question)}", "bold", size, width, "control", LEADING),
    ]
    if question.reason:
        pieces.append(text_piece(leaf, question.reason, "kai", leaf.type(REASON_SIZE), width, "ink", LEADING))
    return pieces


def _words(question: Question) -> str:
    right = [f"{letter_of(i)}. {option}" for i, option in enumerate(question.options) if option in question.answers]
    return "；".join(right or question.answers)
