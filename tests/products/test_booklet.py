"""The booklet read back: the right pages, the right numbers, every word of every item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from powermap.model import Item, PowerList
from powermap.products.booklet import make_booklet
from powermap.products.booklet.places import OPENER
from powermap.products.sizes import page_size
from powermap.render.pdf import draw_pdf
from powermap.resources import data_dir
from powermap.source import read_list
from powermap.validate import check_list
from powermap.value import replace
from tests.products.booklets import (
    LIST,
    LONG,
    QUESTIONS,
    SMALL,
    USUAL,
    VILLAGE,
    booklet,
    opened,
    page_lines,
    page_texts,
    pdf,
)
from tests.samples import decision, fonts, step, theme

SIZES = ("A5", "130x184mm", "210x285mm", "A4")


def squeezed(text: str) -> str:
    return "".join(text.split())


def leads_to(document: pikepdf.Pdf, destination: Any) -> int:
    """The page (from 1) that a destination of the file leads to."""
    numbers = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
    return numbers[destination[0].objgen]


def links(document: pikepdf.Pdf, number: int) -> list[tuple[float, int]]:
    """(height above the foot in pt, page it leads to) of every inner link on a page, from the top."""
    found = [a for a in document.pages[number - 1].get("/Annots", ()) if "/Dest" in a]
    return sorted(((float(a.Rect[1]), leads_to(document, a.Dest)) for a in found), reverse=True)


def first_pages(texts: list[str], items: tuple[Item, ...]) -> dict[str, int]:
    """The page (from 1) on which each item begins, found by its words alone."""
    return {
        item.number: next(
            i
            for i, text in enumerate(texts, start=1)
            if f"第{item.number}项" in text and squeezed(item.name) in text and "办理主体" in text
        )
        for item in items
    }


@pytest.mark.parametrize("size", SIZES)
def test_contents_lead_to_the_page_whose_number_they_print(size: str) -> None:
    data = pdf(size)
    texts, document = page_texts(data), opened(data)
    found = first_pages(texts, LIST.items)
    contents = [i for i, text in enumerate(texts, start=1) if text.startswith(f"{squeezed(LIST.title)}目录")]
    lines = [line for number in contents for line in page_lines(data, number)]
    printed = []
    for item in LIST.items:
        wanted = re.compile(item.number + squeezed(item.name) + "([0-9]+)")
        (line,) = [match for text in lines if (match := wanted.fullmatch(text))]
        printed.append(int(line[1]))
    assert printed == [found[item.number] for item in LIST.items]
    led = [page for number in contents for _, page in links(document, number)]
    assert set(printed) <= set(led)
    for title, words in BACK.items():
        (line,) = [match for text in lines if (match := re.fullmatch(f"{title}([0-9]+)", text))]
        assert words in texts[int(line[1]) - 1], title
        assert int(line[1]) in led


BACK = {
    "参考答案": "答：",
    "索引一按主体查": "谁参加哪些事项",
    "索引二按时限查": "有期限的环节",
    "索引三按风险等级查": "有风险的环节",
    "本地的数额和期限": "异议期",
    "法规和施行日期": "2026-01-01",
    "监督电话": "三位一体监督",
}
"""What stands behind the items, and words that stand on the page where it begins."""


@pytest.mark.parametrize("size", SIZES)
def test_every_item_begins_on_a_left_page_facing_its_route(size: str) -> None:
    texts = page_texts(pdf(size))
    for item in LIST.items:
        first = first_pages(texts, LIST.items)[item.number]
        assert first % 2 == 0
        assert "运行路线图" in texts[first]
        assert "开始" in texts[first]


@pytest.mark.parametrize("size", SIZES)
def test_whole_sheets_end_with_supervision_and_back_cover(size: str) -> None:
    texts = page_texts(pdf(size))
    assert len(texts) % 4 == 0
    assert "监督电话" in texts[-2]
    for phone in VILLAGE.phones:
        assert squeezed(phone.number) in texts[-2]
    assert "小微权力" in texts[-1]


def test_a_short_item_takes_two_pages_and_a_long_one_four() -> None:
    texts = page_texts(pdf())
    found = first_pages(texts, LIST.items)
    assert found[SMALL.number] - found[USUAL.number] == 2 + OPENER
    assert found[LONG.number] - found[SMALL.number] == 2 + OPENER
    assert "练一练" in texts[found[LONG.number] + 3]


def test_the_risks_of_a_usual_item_stand_under_its_facts_and_those_of_a_short_one_under_its_route() -> None:
    texts = page_texts(pdf())
    found = first_pages(texts, LIST.items)
    for item, page in ((USUAL, 0), (SMALL, 1)):
        first = found[item.number] - 1
        assert ["廉政风险与防控" in text for text in texts[first : first + 2]] == [page == 0, page == 1]


def _words(item: Item) -> Iterator[str]:
    yield from (item.name, item.scope, item.limit, item.publication.content, item.publication.period)
    yield from (item.supervision.villagers, item.supervision.village, item.supervision.superior)
    yield from (*item.materials, *item.sayings, *item.publication.channels)
    yield from (actor.name for actor in item.owners)
    yield from (basis.statute.key if basis.statute else basis.title for basis in item.bases)
    for entry in item.entries:
        yield from (entry.name, entry.note, entry.limit)
        for risk in entry.risks:
            yield from (risk.level.name, risk.text, risk.control, risk.owner)


def missing_words(texts: list[str], item: Item, following: int) -> list[str]:
    """Words of an item that do not stand on its pages; following: the page after them."""
    first = first_pages(texts, (item,))[item.number]
    pages = "".join(texts[first - 1 : following - 1])
    out = [word for word in _words(item) if squeezed(word) not in pages]
    return out + [
        a.name for e in item.entries for a in e.actors if squeezed(a.name) not in pages and a.short not in pages
    ]


@pytest.mark.parametrize("size", SIZES)
def test_every_word_of_an_item_stands_on_its_pages(size: str) -> None:
    texts = page_texts(pdf(size))
    starts = [*sorted(first_pages(texts, LIST.items).values()), len(texts)]
    for item in LIST.items:  # up to the next item: a chapter's opener may stand between, answers after the last
        first = first_pages(texts, LIST.items)[item.number]
        assert missing_words(texts, item, starts[starts.index(first) + 1]) == []


def test_a_word_that_is_not_there_is_missed() -> None:
    texts = page_texts(pdf())
    other = replace(USUAL, scope="这句话不在册子里")
    assert missing_words(texts, other, len(texts)) == ["这句话不在册子里"]


def test_outline_has_chapters_and_under_them_items() -> None:
    document = opened(pdf())
    found = first_pages(page_texts(pdf()), LIST.items)
    with document.open_outline() as outline:
        titles = {entry.title: [child.title for child in entry.children] for entry in outline.root}
        for item, chapter in zip((USUAL, SMALL, LONG), ("工程建设", "公开与便民", "个性清单"), strict=True):
            assert titles[chapter] == [f"{item.number}\u3000{item.name}"]
            (entry,) = [e for e in outline.root if e.title == chapter]
            assert leads_to(document, entry.destination) == found[item.number] - OPENER
            assert leads_to(document, entry.children[0].destination) == found[item.number]
    assert {"封面", "怎样看路线图", "目录", "参考答案", "监督电话"} <= set(titles)


def test_page_labels_are_the_folios() -> None:
    document = opened(pdf())
    labels = [page.label for page in document.pages]
    assert labels == ["封面", *(str(n) for n in range(2, len(labels))), "封底"]


def test_answers_stand_where_the_question_says_and_lead_back() -> None:
    texts, document = page_texts(pdf()), opened(pdf())
    found = first_pages(texts, LIST.items)
    for item in (USUAL, SMALL):
        first = found[item.number]
        told = (
            (at, match)
            for at in (first, first + 1)
            if (match := re.search(r"答案(?:见第)?(\d+)页", texts[at - 1])) is not None
        )
        ((asked, said),) = told
        answers = texts[int(said[1]) - 1]
        assert squeezed(item.name) in answers
        assert squeezed(item.questions[0].reason) in answers
        assert int(said[1]) in [page for _, page in links(document, asked)]
        assert first in [page for _, page in links(document, int(said[1]))]


def test_right_options_are_named_in_the_answers() -> None:
    answers = "".join(page_texts(pdf()))
    assert "答：B.不能" in answers
    assert "答：A.会议记录；B.票决表" in answers


def test_all_fonts_are_embedded() -> None:
    seen = 0
    for page in opened(pdf()).pages:
        for font in page.Resources.get("/Font", {}).values():
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            assert "/FontFile2" in inner.FontDescriptor, font.BaseFont
            seen += 1
    assert seen > 0


def test_the_same_bytes_twice() -> None:
    product = make_booklet(LIST, VILLAGE, theme(), fonts(), page_size("A5"))
    assert product == booklet()
    assert draw_pdf(product.document, fonts()) == pdf()


def test_names_of_the_product() -> None:
    product = booklet()
    assert (product.kind, product.item, product.village) == ("booklet", None, VILLAGE.name)
    assert product.file_name == f"booklet/{LIST.title}-A5.pdf"
    assert product.problems == ()


def test_without_a_village_there_are_places_to_write() -> None:
    texts = page_texts(pdf("A5", None))
    assert VILLAGE.name not in "".join(texts)
    assert "贴公开二维码处" in texts[-2]
    assert "电话" in texts[-2]


def test_the_sample_is_said_to_be_one_on_every_inside_page() -> None:
    texts = page_texts(pdf())
    assert all("示范文本" in text for text in texts)


def test_the_basis_says_since_when_it_is_in_force() -> None:
    """Where there is room on the page of the facts; the register of statutes says it in any case."""
    texts = page_texts(pdf())
    assert "（2026年1月1日起施行）" in texts[first_pages(texts, LIST.items)[SMALL.number] - 1]
    assert any("法规和施行日期" in text and "2026-01-01" in text for text in texts[6:])


def test_questions_without_room_on_a_spread_are_asked_in_a_part_of_their_own() -> None:
    """Every question is asked once before the answers, and answered once under the label under which it is asked."""
    texts = page_texts(pdf())
    start = next(i for i, text in enumerate(texts) if "参考答案" in text and "答：" in text)
    before, after = "".join(texts[5:start]), "".join(texts[start:])
    assert len(QUESTIONS) == 2
    for label, question in zip(("想一想", "1."), QUESTIONS, strict=True):
        assert before.count(squeezed(question.text)) == 2, question.text  # of two items
        assert after.count(squeezed(label + question.text)) == 2, question.text
    assert f"1.{squeezed(QUESTIONS[1].text)}" in before


def test_what_each_step_leaves_behind_stands_in_a_register() -> None:
    papers = replace(LIST, items=(_with_papers(SMALL), USUAL))
    texts = page_texts(pdf("A5", VILLAGE, papers))
    (page,) = [text for text in texts[6:] if "各环节留存资料" in text]
    assert squeezed(f"{SMALL.entries[0].short}—用印申请单、身份证复印件") in page
    assert not any("各环节留存资料" in text for text in page_texts(pdf()))


def _with_papers(item: Item) -> Item:
    first, *rest = item.entries
    return replace(item, entries=(replace(first, materials=("用印申请单", "身份证复印件")), *rest))


def _alone(item: Item) -> PowerList:
    return replace(LIST, items=(item,), categories=(item.category,))


def test_facts_longer_than_a_page_are_reported() -> None:
    endless = replace(SMALL, scope="这一条写得太长，" * 200)
    product = booklet("A5", VILLAGE, _alone(endless))
    assert [(p.rule, SMALL.name in p.found) for p in product.problems] == [("page-overfull", True)]


def test_a_long_route_takes_the_pages_that_it_needs() -> None:
    steps = tuple(
        step(f"第{i}步要办的事", f"s{i + 1}" if i < 89 else None, note="说明这一步怎么办", key=f"s{i}")
        for i in range(90)
    )
    product = booklet("A5", VILLAGE, _alone(replace(SMALL, entries=steps)))
    assert product.problems == ()
    assert "第89步要办的事" in "".join(page_texts(pdf("A5", VILLAGE, _alone(replace(SMALL, entries=steps)))))


def test_a_question_higher_than_a_page_is_reported_and_still_drawn() -> None:
    many = (decision("属于哪一种？", **{f"第{i}种情形": None for i in range(40)}),)
    product = booklet("A5", VILLAGE, _alone(replace(SMALL, entries=many)))
    assert [p.rule for p in product.problems] == ["type-below-floor"]
    assert "第39种情形" in "".join(page_texts(pdf("A5", VILLAGE, _alone(replace(SMALL, entries=many)))))


def test_the_sample_list_of_kunshan() -> None:
    """The list that is delivered: every item on its pages, nothing below the floors."""
    checked = check_list(read_list(Path(data_dir("lists")) / "kunshan"))
    if checked.power_list is None:
        pytest.skip("the list does not read")
    power_list = checked.power_list
    product = make_booklet(power_list, power_list.villages[0], theme(), fonts(), page_size("A5"))
    assert product.problems == ()
    texts = page_texts(draw_pdf(product.document, fonts()))
    starts = [*sorted(first_pages(texts, power_list.items).values()), len(texts)]
    for item in power_list.items:
        first = first_pages(texts, (item,))[item.number]
        assert missing_words(texts, item, starts[starts.index(first) + 1]) == []


@pytest.mark.parametrize("size", ["A5", "32开", "A4"])
def test_the_back_cover_has_the_code_of_the_village(size: str) -> None:
    """Read by a reader that shares nothing with the drawing."""
    zxingcpp = pytest.importorskip("zxingcpp")
    document = pypdfium2.PdfDocument(pdf(size))
    try:
        picture = document[len(document) - 1].render(scale=3).to_pil().convert("L")
    finally:
        document.close()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [VILLAGE.link]


def test_answers_of_an_item_stand_on_one_page() -> None:
    """In a list of many items the answers of each are all on the page on which its name stands."""
    items = tuple(replace(USUAL, number=f"{n:02}", name=f"第{n}号事项的办理", short=f"事项{n}") for n in range(1, 13))
    texts = page_texts(pdf("A5", VILLAGE, replace(LIST, items=items, categories=(USUAL.category,))))
    answers = [text for text in texts if "答：" in text]
    assert len(answers) > 1
    for item in items:
        (page,) = [text for text in answers if squeezed(item.name) in text]
        after = page.split(squeezed(item.name), 1)[1]
        assert all(squeezed(question.reason) in after for question in item.questions)
