"""The questions that stand in a booklet in; the pages of answers out, item by item, an item's answers on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from powermap.geometry import Point, Rect
from powermap.model import Item, Question
from powermap.products.booklet.item_pages import ItemPages
from powermap.products.booklet.leaf import Leaf, page_anchor
from powermap.products.booklet.pieces import Piece, letter_of, notes_piece, stacked, text_piece
from powermap.products.booklet.places import Places
from powermap.scene.items import Anchor, Group, Link, Page, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline

TITLE = "参考答案"
LEAST_LINES = 6
"""Fewer lines to write on are not worth their title."""
GAP, INNER = 4.2, 1.3
"""Space between items and between questions of one item in mm at A5."""
MOST_GAP = 11.0
"""To how much the space between items may grow on a page that is not full."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Questions of one item that stand together. first: the item's name stands above them; start: the number of the
    first one, 0 for an only question; height in pt.
    """

    item: Item
    questions: tuple[Question, ...]
    start: int
    first: bool
    height: float


def answer_pages(leaf: Leaf, books: Sequence[ItemPages]) -> tuple[tuple[Answers, ...], ...]:
    """The answers by page; only an item with more answers than a page holds is parted, between two questions."""
    full = leaf.body(2).h
    pages: list[list[Answers]] = []
    room = 0.0
    for book in books:
        for part in _parts(leaf, book, full - leaf.title_height):
            needed = part.height + (leaf.mm(GAP) if pages and pages[-1] else 0.0)
            if not pages or needed > room:
                room = full - (leaf.title_height if not pages else 0.0)
                pages.append([])
                needed = part.height
            pages[-1].append(part)
            room -= needed
    return tuple(tuple(page) for page in pages)


def _parts(leaf: Leaf, book: ItemPages, most: float) -> list[Answers]:
    questions = book.questions
    many = len(questions) > 1
    out: list[Answers] = []
    start = 0
    while start < len(questions):
        stop = start + 1
        while stop < len(questions) and _height(leaf, book.item, questions[start : stop + 1], start == 0) <= most:
            stop += 1
        height = _height(leaf, book.item, questions[start:stop], start == 0)
        out.append(Answers(book.item, questions[start:stop], start + 1 if many else 0, start == 0, height))
        start = stop
    return out


def _height(leaf: Leaf, item: Item, questions: tuple[Question, ...], first: bool) -> float:
    return _piece(leaf, Answers(item, questions, 1, first, 0.0), 0).height


def answer_folios(pages: Sequence[Sequence[Answers]], first_folio: int) -> dict[str, int]:
    """The page on which the answers of each item begin, by its number."""
    return {answers.item.number: first_folio + i for i, page in enumerate(pages) for answers in page if answers.first}


def draw_answers(leaf: Leaf, folio: int, page: Sequence[Answers], places: Places, index: int, last: bool) -> Page:
    """A page of answers. index: which of them; the last one has lines to write on where there is room."""
    frame = leaf.body(folio)
    items: list[SceneItem] = []
    y = frame.y
    if index == 0:
        head, y = leaf.title(TITLE, frame.x, y)
        items += [Anchor("answers", 0.0, TITLE, 0), *head]
    free = frame.bottom - y - sum(answers.height for answers in page)
    gap = leaf.mm(GAP)
    if not last and len(page) > 1:
        gap = max(gap, min(leaf.mm(MOST_GAP), free / (len(page) - 1)))
    for answers in page:
        piece = _piece(leaf, answers, places.items[answers.item.number])
        items.append(Group(f"answers {answers.item.number}", piece.draw(frame.x, y)))
        y += piece.height + gap
    y += leaf.mm(4)
    notes = notes_piece(leaf, frame.w, frame.bottom - y, LEAST_LINES, "错题记录") if last else None
    items += notes.draw(frame.x, y) if notes else ()
    return leaf.page(folio, items, leaf.power_list.title, TITLE)


def _piece(leaf: Leaf, answers: Answers, folio: int) -> Piece:
    width, size = leaf.body(2).w, leaf.type(9)
    blocks: list[Piece] = []
    for i, question in enumerate(answers.questions):
        number = f"{answers.start + i}. " if answers.start else ""
        parts = [_head(leaf, answers.item, folio, width)] if answers.first and i == 0 else []
        parts.append(text_piece(leaf, number + question.text, "body", size, width, "secondary", 1.45))
        parts.append(text_piece(leaf, f"答：{_words(question)}", "bold", size, width, "control", 1.45))
        if question.reason:
            parts.append(text_piece(leaf, question.reason, "kai", leaf.type(9.5), width, "ink", 1.45))
        blocks.append(stacked(parts, leaf.mm(0.4)))
    return stacked(blocks, leaf.mm(INNER))


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
            Link(Rect(x, y, w, 1.45 * size), f"#{page_anchor(folio)}"),
        )

    return Piece(1.75 * size, draw)
