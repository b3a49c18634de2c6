"""The indexes of a booklet, read back from its file: every line names a page on which what it names stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from powermap.model import Item
from powermap.products.booklet.indexes import AGREED, ONCE, REGULAR, limit_group
from tests.products.booklets import LIST, opened, page_lines, page_texts, pdf

SIZES = ("A5", "32开", "16开")
TITLES = ("索引一按主体查", "索引二按时限查", "索引三按风险等级查")


@dataclass(frozen=True)
class Printed:
    """A line of an index: which index, the heading it stands under, its words before the page number, the number."""

    index: int
    heading: str
    number: str
    words: str
    page: int


def is_index(text: str) -> bool:
    """Whether a page (its text without white space) is one of the indexes."""
    return any(title in text[:120] for title in TITLES) and "目录" not in text[:60]


def read_indexes(data: bytes) -> list[Printed]:
    """Every line of the indexes, in the order of the file, which is that of a reader."""
    out: list[Printed] = []
    index, heading = -1, ""
    for number, text in enumerate(page_texts(data), start=1):
        for row in page_lines(data, number) if is_index(text) else ():
            if row in TITLES:
                index = TITLES.index(row)
            elif match := re.fullmatch(r"(.+?)(?:\d+处|接上栏)", row):
                heading = match[1]
            elif (match := re.fullmatch(r"(\d\d)(\D.*?)(\d+)", row)) and index >= 0:
                out.append(Printed(index, heading, match[1], match[2], int(match[3])))
    return out


def wanted_lines() -> set[tuple[int, str, str]]:
    """(index, number of the item, what must stand in the line) by the model, without the indexes' own code."""
    out: set[tuple[int, str, str]] = set()
    for item in LIST.items:
        acting = {a.name for a in item.owners} | {a.name for e in item.entries for a in e.actors}
        out |= {(0, item.number, name) for name in acting}
        out |= {(1, item.number, e.short) for e in item.entries if e.limit}
        out |= {(2, item.number, e.short) for e in item.entries if e.risks}
    return out


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _stands_there(line: Printed, item: Item, text: str) -> bool:
    """Whether the page has what the line names: the actor, or the step (in a diamond it may be set in two lines)."""
    if line.index == 0:
        actor = next(a for a in LIST.actors if a.name == line.heading)
        return actor.name in text or actor.short in text
    return any(
        _squeezed(e.name) in text or _squeezed(e.short) in text
        for e in item.entries
        if line.words.startswith(_squeezed(e.short))
    )


@pytest.mark.parametrize("size", SIZES)
def test_every_line_names_a_page_on_which_it_stands(size: str) -> None:
    data = pdf(size)
    texts = page_texts(data)
    lines = read_indexes(data)
    assert len(lines) > 40
    for line in lines:
        item = LIST.item(line.number)
        assert _stands_there(line, item, texts[line.page - 1]), line


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_left_out(size: str) -> None:
    lines = read_indexes(pdf(size))
    found = {(line.index, line.number, line.heading) for line in lines if line.index == 0}
    for index, number, words in wanted_lines():
        if index == 0:
            assert (0, number, words) in found
        else:
            there = [ln for ln in lines if ln.index == index and ln.number == number]
            assert any(ln.words.startswith(_squeezed(words)) for ln in there), (index, number, words)


def test_a_line_with_another_page_is_found() -> None:
    data = pdf()
    line = next(ln for ln in read_indexes(data) if ln.index == 2)
    assert not _stands_there(line, LIST.item(line.number), page_texts(data)[0])


def test_lines_are_links_to_the_pages_they_print() -> None:
    data = pdf()
    document = opened(data)
    numbers = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
    wanted: dict[int, int] = {}
    for line in read_indexes(data):
        wanted[line.page] = wanted.get(line.page, 0) + 1
    led: dict[int, int] = {}
    for number, text in enumerate(page_texts(data), start=1):
        if is_index(text):
            for note in document.pages[number - 1].get("/Annots", ()):
                page = numbers[note.Dest[0].objgen]
                led[page] = led.get(page, 0) + 1
    assert led == wanted


@pytest.mark.parametrize(
    ("limit", "heading"),
    [
        ("5 个工作日内", "5 个工作日内"),
        ("受理后 3 个工作日内启动", "3 个工作日内"),
        ("公示不少于 7 日", "不少于 7 日"),
        ("会前 10 日公布", "提前 10 日"),
        ("提前 10 日通知", "提前 10 日"),
        ("公示 7 日", "7 日"),
        ("一个月内", "1 个月内"),
        ("48 小时内", "48 小时内"),
        ("每月公布，不少于 15 日", REGULAR),
        ("随到随记", ONCE),
        ("当天", ONCE),
        ("施工前", AGREED),
        ("按合同约定", AGREED),
    ],
)
def test_limits_stand_under_the_span_that_they_mean(limit: str, heading: str) -> None:
    assert limit_group(limit)[1] == heading


def test_spans_stand_from_short_to_long() -> None:
    limits = [
        "当场",
        "48 小时内",
        "3 日内",
        "不少于 3 日",
        "3 个工作日内",
        "7 日内",
        "一个月内",
        "一年",
        "每月",
        "按约定",
    ]
    places = [limit_group(limit)[0] for limit in limits]
    assert places == sorted(places)
