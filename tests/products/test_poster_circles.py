"""The words that say where the lettered circles of a sheet go on, read back from finished posters too."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from powermap.products.poster_circles import circle_words
from powermap.render.pdf import draw_pdf
from tests.samples import fonts
from tests.stress.proofs import LIST, list_at, make


@pytest.mark.parametrize(
    ("sheets", "at", "first"),
    [
        ([("A", "B"), ("A", "B")], 0, "同字母的圆圈相接：A、B 见第 2 张"),
        ([("A", "B"), ("A",), ("A", "B")], 0, "同字母的圆圈相接：A 见第 2、3 张，B 见第 3 张"),
        ([("A",), ("A", "C"), ("C",)], 1, "同字母的圆圈相接：A 见第 1 张，C 见第 3 张"),
        ([("A", "B"), ("B",)], 0, "同字母的圆圈相接：B 见第 2 张"),
        ([("A",)], 0, "同字母的圆圈相接"),
    ],
)
def test_words(sheets: list[tuple[str, ...]], at: int, first: str) -> None:
    assert next(circle_words(sheets, at)) == first


def test_no_circles_no_words() -> None:
    assert list(circle_words([(), ("A",)], 0)) == []


@pytest.mark.parametrize(
    ("number", "view", "size"), [("27", "flow", "A2"), ("27", "lanes", "A2"), ("25", "flow", "A3横")]
)
def test_every_sheet_names_those_on_which_its_letters_stand(number: str, view: str, size: str) -> None:
    power_list = list_at(LIST)
    document = pypdfium2.PdfDocument(draw_pdf(make(power_list, power_list.item(number), view, size).document, fonts()))
    texts = [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]
    assert len(texts) > 1
    for at, text in enumerate(texts, start=1):
        told = re.search(r"(?:同字母的圆圈相接：)?((?:[A-Z、]+见第[\d、]+张，?)+)", text)
        assert told is not None
        for letters, sheets in re.findall(r"([A-Z、]+)见第([\d、]+)张", told[1]):
            for sheet in map(int, sheets.split("、")):
                there = texts[sheet - 1].replace(told[0], "")
                assert sheet != at
                assert all(letter in there for letter in letters.split("、"))
