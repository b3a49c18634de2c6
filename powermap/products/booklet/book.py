"""A checked list in; the booklet out: which pages in which order, and what number each of them has."""

from __future__ import annotations

from collections.abc import Mapping

from powermap.diagnostics import Diagnostic, Severity
from powermap.layout.table import Table
from powermap.model import PowerList, Village
from powermap.model.theme import Theme
from powermap.products.booklet.answers import TITLE as ANSWERS
from powermap.products.booklet.answers import answer_pages, draw_answers
from powermap.products.booklet.back import SUPERVISION, back_cover, supervision_page
from powermap.products.booklet.by_item import Part, part_folios
from powermap.products.booklet.chapters import Chapter, chapters_of
from powermap.products.booklet.contents import Entry, closing_pieces, contents_pages, contents_stretch, draw_contents
from powermap.products.booklet.cover import cover
from powermap.products.booklet.exercises import draw_exercises, exercise_pages
from powermap.products.booklet.fillers import filler_page
from powermap.products.booklet.guide import guide_page
from powermap.products.booklet.index_pages import Stretch, draw_index_page, index_folios, index_pages
from powermap.products.booklet.indexes import indexes_of
from powermap.products.booklet.item_pages import PRACTICE, ItemPages, lay_out_item
from powermap.products.booklet.leaf import Leaf, margins_of
from powermap.products.booklet.opener import opener_pages
from powermap.products.booklet.places import Places, item_places
from powermap.products.booklet.registers import (
    NUMBERS,
    PAPERS,
    STATUTES,
    draw_register,
    paper_tables,
    parameter_tables,
    statute_tables,
)
from powermap.products.booklet.signs import how_to_read
from powermap.products.booklet.styles import DEFAULT_SIZES
from powermap.products.product import Product
from powermap.products.sizes import PageSize, page_size
from powermap.scene.brush import Brush
from powermap.scene.items import Document, Page
from powermap.text.fonts import Catalogue
from powermap.text.phrases import setter_for
from powermap.value import Value

SHEET = 4
"""Pages of a folded sheet: the booklet has a whole number of them."""


def make_booklet(
    power_list: PowerList, village: Village | None, theme: Theme, fonts: Catalogue, size: PageSize
) -> Product:
    """The booklet of the list: cover, key, contents, chapters of items, answers, indexes, registers, supervision page.

    Chapters and items begin on left pages, an item has two pages (or four); the number of pages is a multiple of
    four; folios are physical page numbers. Without a village there are empty places to write in by hand.
    """
    leaf = _leaf(power_list, village, theme, fonts, size)
    books = {item.number: lay_out_item(leaf, item) for item in power_list.items}
    document = Document(
        tuple(_pages(leaf, _plan(leaf, books))),
        title=f"{power_list.title} {leaf.filled(theme.words.booklet_title)}",
        author=village.name if village else power_list.title,
        subject=f"{power_list.title} 培训手册（{power_list.edition}）",
    )
    return Product(
        "booklet",
        document,
        f"booklet/{power_list.title}-{size.name}.pdf",
        None,
        village.name if village else None,
        problems=tuple(problem for book in books.values() for problem in _problems(book, size)),
    )


class _Plan(Value, frozen=True):
    """What stands where before anything is drawn. guided: whether a page says how to use the book; fillers: pages to
    write on before the supervision page.
    """

    chapters: tuple[Chapter, ...]
    exercises: tuple[tuple[Part, ...], ...]
    answers: tuple[tuple[Part, ...], ...]
    indexes: tuple[tuple[Stretch, ...], ...]
    registers: tuple[tuple[str, tuple[Table, ...]], ...]
    contents: tuple[tuple[Entry, ...], ...]
    guided: bool
    fillers: int
    places: Places


def item_folios(power_list: PowerList, theme: Theme, fonts: Catalogue) -> dict[str, int]:
    """The first page of each item by its number, in the booklet as it is made by default (A5): only laid out, not
    drawn.
    """
    leaf = _leaf(power_list, None, theme, fonts, page_size(DEFAULT_SIZES["full"]))
    return dict(_plan(leaf, {item.number: lay_out_item(leaf, item) for item in power_list.items}).places.items)


def _leaf(power_list: PowerList, village: Village | None, theme: Theme, fonts: Catalogue, size: PageSize) -> Leaf:
    return Leaf(size, Brush(theme, setter_for(power_list, fonts)), power_list, village, margins_of(size))


def _plan(leaf: Leaf, books: Mapping[str, ItemPages]) -> _Plan:
    """Lengths first, then places: contents and indexes name pages that come after them."""
    chapters = chapters_of(leaf.power_list, leaf.brush.theme)
    ordered = [books[item.number] for chapter in chapters for item in chapter.items]
    exercises = exercise_pages(leaf, ordered)
    answers = answer_pages(leaf, ordered)
    indexes = index_pages(leaf, indexes_of(leaf.power_list, leaf.brush.theme))
    registers = tuple(
        (title, tables)
        for title, tables in (
            (PAPERS, paper_tables(leaf)),
            (NUMBERS, parameter_tables(leaf)),
            (STATUTES, statute_tables(leaf)),
        )
        if tables
    )
    titles = [title for title, pages in ((PRACTICE, exercises), (ANSWERS, answers)) if pages]
    titles += [stretch.index.title for page in indexes for stretch in page if stretch.first]
    titles += [*(title for title, _ in registers), SUPERVISION]
    contents = contents_pages(leaf, chapters, titles)
    guided = len(contents) % 2 == 0  # chapters begin on left pages: cover, key and contents take an odd number
    before = 2 + guided + len(contents)

    openers, items, folio = item_places(chapters, books, before + 1)
    parts = {PRACTICE: folio, ANSWERS: folio + len(exercises)}
    folio += len(exercises)
    answered = part_folios(answers, folio)
    folio += len(answers)
    parts |= index_folios(indexes, folio)
    folio += len(indexes)
    for title, tables in registers:
        parts[title] = folio
        folio += len(tables)
    fillers = -(folio + 1) % SHEET  # supervision page and back cover follow
    parts[SUPERVISION] = folio + fillers
    places = Places(openers, items, answered, parts, books)
    return _Plan(chapters, exercises, answers, indexes, registers, contents, guided, fillers, places)


def _pages(leaf: Leaf, plan: _Plan) -> list[Page]:
    """Every page as it was planned."""
    places, contents = plan.places, plan.contents
    pages = [cover(leaf)]
    if plan.guided:
        pages.append(guide_page(leaf, 2, places))
    pages.append(how_to_read(leaf, len(pages) + 1))
    closing = () if plan.guided else closing_pieces(leaf, contents[-1], len(contents) == 1)
    stretch = contents_stretch(leaf, contents, closing)
    for i, entries in enumerate(contents):
        last = i == len(contents) - 1
        drawn = draw_contents(leaf, len(pages) + 1, entries, places, i == 0, closing if last else (), stretch)
        pages.append(drawn)
    for chapter in plan.chapters:
        pages += opener_pages(leaf, len(pages) + 1, chapter, places)
        for item in chapter.items:
            pages += _item_pages(leaf, len(pages) + 1, chapter, places.books[item.number], places)
    for i, page in enumerate(plan.exercises):
        pages.append(draw_exercises(leaf, len(pages) + 1, page, places, (i, len(plan.exercises))))
    for i, page in enumerate(plan.answers):
        pages.append(draw_answers(leaf, len(pages) + 1, page, places, (i, len(plan.answers))))
    pages += [draw_index_page(leaf, len(pages) + 1 + i, page, places) for i, page in enumerate(plan.indexes)]
    for title, tables in plan.registers:
        pages += [
            draw_register(leaf, len(pages) + 1 + i, table, title, (i, len(tables))) for i, table in enumerate(tables)
        ]
    pages += [filler_page(leaf, len(pages) + 1 + i, i) for i in range(plan.fillers)]
    return [*pages, supervision_page(leaf, len(pages) + 1), back_cover(leaf)]


def _item_pages(leaf: Leaf, folio: int, chapter: Chapter, book: ItemPages, places: Places) -> list[Page]:
    answers = places.answers.get(book.item.number, 0)
    return [leaf.page(folio + i, draw(answers), *_heads(leaf, chapter, book, i)) for i, draw in enumerate(book.pages)]


def _heads(leaf: Leaf, chapter: Chapter, book: ItemPages, index: int) -> tuple[str, str]:
    """The words of the running head at the fore edge and at the back."""
    item = book.item
    if index % 2 == 0:
        name = chapter.title
        return leaf.power_list.title, name if name.endswith(("类", "清单")) else f"{name}类"
    return item.name, f"第 {item.number} 项"


def _problems(book: ItemPages, size: PageSize) -> list[Diagnostic]:
    """What could not be set legibly. A larger page does not help: the least type grows with the page."""
    item, out = book.item, list[Diagnostic]()
    if book.too_small is not None:
        out.append(
            Diagnostic(
                "type-below-floor",
                Severity.WARNING,
                f"{item.number} {item.name}：手册（{size.name}）放不下规定的最小字号，步骤 {book.too_small:.1f} 磅",
                "请把步骤、说明写短，或者把这个事项分成两项",
            )
        )
    if book.runs_over:
        out.append(
            Diagnostic(
                "page-overfull",
                Severity.WARNING,
                f"{item.number} {item.name}：手册（{size.name}）一页放不下办理要点或一条风险",
                "请把办理要点或这条风险写短，每条说一件事",
            )
        )
    return out
