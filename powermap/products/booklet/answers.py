"""The questions that stand in a booklet in; the pages of answers out, item by item, never parting a
question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from powermap.geometry import Point, Rect
from powermap.model import Item, Question
from powermap.products.booklet.item_pages import ANSWERS, ItemPages, answer_anchor, item_anchor
from powermap.products.booklet.leaf import Leaf
from powermap.products.booklet.pieces import Piece, letter_of, notes_piece, stacked, text_piece
from powermap.scene.items import Anchor, Link, Page, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline

LEAST_LINES = 6
"""Fewer lines to write on are not worth their title."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its number among those of its item, and its height in pt. The first carries the item's name."""

    item: Item
    question: Question
    number: str
    first: bool
    height: float


def answer_pages(leaf: Leaf, books: Sequence[ItemPages]) -> tuple[tuple[Answer, ...], ...]:
    """The answers by page."""
    pages: list[list[Answer]] = []
    used = 0.0
    for book in books:
        for i, question in enumerate(book.questions):
            number = f"{i + 1}. " if len(book.questions) > 1 else ""
            height = _piece(leaf, book.item, question, number, i == 0, 0).height
            answer = Answer(book.item, question, number, i == 0, height)
            room = leaf.body(2).h - (leaf.title_height if len(pages) <= 1 else 0.0)
            if not pages or used + _gap(leaf, answer) + height > room:
                pages.append([])
                used = -_gap(leaf, answer)
            pages[-1].append(answer)
            used += _gap(leaf, answer) + height
    return tuple(tuple(page) for page in pages)


def answer_folios(pages: Sequence[Sequence[Answer]], first_folio: int) -> dict[str, int]:
    """The page on which the answers of each item begin, by its number."""
    return {answer.item.number: first_folio + i for i, page in enumerate(pages) for answer in page if answer.first}


def draw_answers(leaf: Leaf, folio: int, answers: Sequence[Answer], folios: Mapping[str, int], first: bool) -> Page:
    """A page of answers; folios: the page of each item by its number, to which its name leads back."""
    frame = leaf.body(folio)
    items: list[SceneItem] = []
    y = frame.y
    if first:
        head, y = leaf.title("参考答案", frame.x, y)
        items += [Anchor(ANSWERS, 0.0, "参考答案", 0), *head]
    for i, answer in enumerate(answers):
        y += _gap(leaf, answer) if i else 0.0
        piece = _piece(leaf, answer.item, answer.question, answer.number, answer.first, folios[answer.item.number])
        if answer.first:
            items.append(Anchor(answer_anchor(answer.item), max(0.0, y - leaf.mm(4))))
        items += piece.draw(frame.x, y)
        y += piece.height
    y += leaf.mm(9)
    notes = notes_piece(leaf, frame.w, frame.bottom - y, LEAST_LINES)
    items += notes.draw(frame.x, y) if notes else ()
    return leaf.page(folio, items, leaf.power_list.title, "参考答案")


def _gap(leaf: Leaf, answer: Answer) -> float:
    return leaf.mm(5) if answer.first else leaf.mm(1.8)


def _piece(leaf: Leaf, item: Item, question: Question, number: str, first: bool, folio: int) -> Piece:
    width = leaf.body(2).w
    size = leaf.type(9)
    pieces = [_head(leaf, item, folio, width)] if first else []
    pieces.append(text_piece(leaf, number + question.text, "body", size, width, "secondary", 1.45))
    pieces.append(text_piece(leaf, f"答：{_words(question)}", "bold", size, width, "control", 1.45))
    if question.reason:
        pieces.append(text_piece(leaf, question.reason, "kai", leaf.type(9.5), width, "ink", 1.45))
    return stacked(pieces, leaf.mm(0.4))


def _words(question: Question) -> str:
    right = [f"{letter_of(i)}. {option}" for i, option in enumerate(question.options) if option in question.answers]
    return "；".join(right or question.answers)


def _head(leaf: Leaf, item: Item, folio: int, w: float) -> Piece:
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
            Link(Rect(x, y, w, 1.45 * size), f"#{item_anchor(item)}"),
        )

    return Piece(1.75 * size, draw)
