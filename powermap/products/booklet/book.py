"""A checked list in; the booklet out: which pages in which order, and what number each of them has."""

from __future__ import annotations

from collections.abc import Sequence

from powermap.diagnostics import Diagnostic, Severity
from powermap.layout.table import Table
from powermap.model import PowerList, Village
from powermap.model.theme import Theme
from powermap.products.booklet.answers import answer_folios, answer_pages, draw_answers
from powermap.products.booklet.back import back_cover, notes_page, parameter_page, statute_page, supervision_page
from powermap.products.booklet.contents import (
    closing_pieces,
    contents_pages,
    contents_stretch,
    draw_contents,
    parameter_tables,
    statute_tables,
)
from powermap.products.booklet.cover import cover
from powermap.products.booklet.item_pages import ItemPages, lay_out_item
from powermap.products.booklet.leaf import Leaf
from powermap.products.booklet.signs import how_to_read
from powermap.products.product import Product
from powermap.products.sizes import PageSize
from powermap.scene.brush import Brush
from powermap.scene.items import Anchor, Document, Page
from powermap.text.fonts import Catalogue
from powermap.text.phrases import setter_for

SHEET = 4
"""Pages of a folded sheet: the booklet has a whole number of them."""


def make_booklet(
    power_list: PowerList, village: Village | None, theme: Theme, fonts: Catalogue, size: PageSize
) -> Product:
    """The booklet of the list: cover, key, contents, two facing pages (or four) an item, answers, supervision page.

    Every item begins on a left page; the number of pages is a multiple of four; folios are physical page numbers.
    Without a village there are empty places to write in by hand.
    """
    leaf = Leaf(size, Brush(theme, setter_for(power_list, fonts)), power_list, village)
    books = [lay_out_item(leaf, item) for item in power_list.items]
    document = Document(
        tuple(_pages(leaf, books)),
        title=f"{power_list.title} 运行路线图手册",
        author=village.name if village else power_list.title,
        subject=f"{power_list.title} 培训手册（{power_list.edition}）",
    )
    return Product(
        "booklet",
        document,
        f"booklet/{power_list.title}-{size.name}.pdf",
        None,
        village.name if village else None,
        problems=tuple(problem for book in books for problem in _problems(book, size)),
    )


def _pages(leaf: Leaf, books: Sequence[ItemPages]) -> list[Page]:
    contents = contents_pages(leaf, 3)
    first = 2 + len(contents) + 1  # cover, key, contents
    blank_after_contents = first % 2 == 1
    first += blank_after_contents
    folios: dict[str, int] = {}
    folio = first
    for book in books:
        folios[book.item.number] = folio
        folio += len(book.pages)
    answers = answer_pages(leaf, books)
    answer_folio = answer_folios(answers, folio)
    closing, explained = closing_pieces(leaf, contents[-1], len(contents) == 1)
    numbers = () if explained else parameter_tables(leaf)

    stretch = contents_stretch(leaf, contents, closing)
    pages = [cover(leaf), how_to_read(leaf, 2)]
    for i, entries in enumerate(contents):
        last = i == len(contents) - 1
        pages.append(draw_contents(leaf, 3 + i, entries, folios, i == 0, closing if last else (), stretch))
    if blank_after_contents:
        if len(numbers) == 1:
            pages.append(parameter_page(leaf, first - 1, numbers[0]))
            numbers = ()
        else:
            pages.append(notes_page(leaf, first - 1))
    category = None
    for book in books:
        for i, draw in enumerate(book.pages):
            items = list(draw(answer_folio.get(book.item.number, 0)))
            if i == 0 and book.item.category != category:
                category = book.item.category
                items.insert(0, Anchor(f"category-{folios[book.item.number]}", 0.0, category.name, 0))
            outer, inner = _heads(leaf, book, i)
            pages.append(leaf.page(len(pages) + 1, items, outer, inner))
    for i, page in enumerate(answers):
        pages.append(draw_answers(leaf, len(pages) + 1, page, folios, i == 0))
    pages += _filling(leaf, len(pages), numbers)
    return [*pages, supervision_page(leaf, len(pages) + 1), back_cover(leaf)]


def _filling(leaf: Leaf, done: int, numbers: tuple[Table, ...]) -> list[Page]:
    """The pages that make whole sheets with the last two: what is useful and has room, then lines to write on.

    numbers: the local numbers by page, if they have no place yet.
    """
    pages: list[Page] = []
    free = -(done + 2) % SHEET
    if len(numbers) <= free:
        pages += [parameter_page(leaf, done + 1 + i, table) for i, table in enumerate(numbers)]
    statutes = statute_tables(leaf)
    if len(pages) + len(statutes) <= free:
        pages += [statute_page(leaf, done + len(pages) + 1 + i, table) for i, table in enumerate(statutes)]
    pages += [notes_page(leaf, done + len(pages) + 1 + i) for i in range(free - len(pages))]
    return pages


def _heads(leaf: Leaf, book: ItemPages, index: int) -> tuple[str, str]:
    """The words of the running head at the fore edge and at the back."""
    item = book.item
    if index % 2 == 0:
        name = item.category.name
        return leaf.power_list.title, name if name.endswith("类") else f"{name}类"
    return item.name, f"第 {item.number} 项"


def _problems(book: ItemPages, size: PageSize) -> list[Diagnostic]:
    item, out = book.item, list[Diagnostic]()
    if book.too_small is not None:
        out.append(
            Diagnostic(
                "type-below-floor",
                Severity.WARNING,
                f"{item.number} {item.name}：手册（{size.name}）放不下规定的最小字号，步骤 {book.too_small:.1f} 磅",
                "请换大一号的纸，或把步骤写短一些",
            )
        )
    if book.runs_over:
        out.append(
            Diagnostic(
                "page-overfull",
                Severity.WARNING,
                f"{item.number} {item.name}：手册（{size.name}）一页放不下办理要点或一条风险",
                "请换大一号的纸，或把文字写短一些",
            )
        )
    return out
