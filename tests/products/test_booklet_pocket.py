"""The pocket booklet and the sheets of a booklet: read back from their files."""

from __future__ import annotations

from functools import cache

import pytest

from powermap.errors import UsageError
from powermap.products.booklet import imposed, make_pocket, style_named
from powermap.products.product import Product, texts_of
from powermap.products.sizes import page_size
from powermap.render.pdf import draw_pdf
from powermap.value import replace
from tests.products.booklets import LIST, LONG, SMALL, VILLAGE, booklet, opened, page_texts
from tests.products.test_booklet import leads_to, links
from tests.products.test_booklet_pages import outside, overlaps
from tests.samples import decision, fonts, step, theme

SIZES = ("口袋", "A5")


@cache
def pocket(size: str = "口袋") -> Product:
    return make_pocket(LIST, VILLAGE, theme(), fonts(), page_size(size))


@cache
def pocket_pdf(size: str = "口袋") -> bytes:
    return draw_pdf(pocket(size).document, fonts())


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("size", SIZES)
def test_every_route_is_there_and_the_contents_lead_to_it(size: str) -> None:
    texts, document = page_texts(pocket_pdf(size)), opened(pocket_pdf(size))
    led = {page for _, page in links(document, 3)}
    for item in LIST.items:
        first = next(i for i, text in enumerate(texts, 1) if f"第{item.number}项" in text)
        assert squeezed(item.name) in texts[first - 1]
        assert first in led
        pages = texts[first - 1] + (texts[first] if f"第{item.number}项" in texts[first] else "")
        assert all(squeezed(entry.name) in pages for entry in item.entries)
        assert "防控措施" not in pages
    assert len(texts) % 4 == 0


def test_a_route_of_usual_length_has_one_page() -> None:
    texts = page_texts(pocket_pdf())
    assert sum(f"第{SMALL.number}项" in text for text in texts) == 1


@pytest.mark.parametrize("size", SIZES)
def test_nothing_overlaps_or_leaves_the_page_or_is_too_small(size: str) -> None:
    for number, page in enumerate(pocket(size).document.pages, start=1):
        assert overlaps(page) == [], f"page {number}"
        assert outside(page, 12, 12, 12) == [], f"page {number}"
        assert min(text.size for text in texts_of(page)) >= 6.5  # the numbers in discs; all else is 8 and more
    assert pocket(size).problems == ()


def test_a_long_route_takes_the_pages_that_it_needs_and_a_question_higher_than_one_is_told() -> None:
    steps = tuple(
        step(f"第{i}步要办的事", f"s{i + 1}" if i < 89 else None, note="说明这一步", key=f"s{i}") for i in range(90)
    )
    many = (decision("属于哪一种？", **{f"第{i}种情形": None for i in range(40)}),)
    for entries, told in ((steps, []), (many, ["type-below-floor"])):
        alone = replace(LIST, items=(replace(LONG, entries=entries),), categories=(LONG.category,))
        product = make_pocket(alone, None, theme(), fonts(), page_size("口袋"))
        assert [problem.rule for problem in product.problems] == told


def test_outline_of_the_pocket_booklet() -> None:
    document = opened(pocket_pdf())
    with document.open_outline() as outline:
        (chapter,) = [entry for entry in outline.root if entry.title == "个性清单"]
        assert [child.title for child in chapter.children] == [f"{LONG.number}\u3000{LONG.name}"]
        assert leads_to(document, chapter.destination) == leads_to(document, chapter.children[0].destination)


def test_names_of_styles() -> None:
    assert (style_named("full"), style_named(" Pocket ")) == ("full", "pocket")
    with pytest.raises(UsageError, match="口袋版"):
        style_named("tiny")
    assert pocket().file_name == f"booklet/{LIST.title}-口袋.pdf"
    assert pocket("A5").file_name == f"booklet/{LIST.title}-口袋版-A5.pdf"


def test_sheets_are_named_and_say_how_they_are_printed() -> None:
    product = imposed(booklet(), page_size("A4"), None)
    assert product.file_name == f"booklet/{LIST.title}-A5-拼版A4.pdf"
    assert (product.width_mm, product.height_mm) == (297, 210)
    assert product.pages == len(booklet().document.pages) // 2
    ((ending, note),) = product.beside
    assert ending == ".txt"
    assert "短边翻转" in note.decode()
    assert [problem.rule for problem in product.problems] == ["impose-flip"]


def test_a_thick_book_is_to_be_folded_in_sections() -> None:
    thick = replace(booklet(), document=replace(booklet().document, pages=booklet().document.pages * 4))
    assert [p.rule for p in imposed(thick, page_size("A4"), None).problems] == ["impose-flip", "impose-thick"]
    product = imposed(thick, page_size("A4"), 16)
    assert [p.rule for p in product.problems] == ["impose-flip"]
    assert "一帖一帖对折" in product.beside[0][1].decode()
