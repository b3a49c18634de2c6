"""The tables of Chinese setting: what may not begin or end a line, and which marks give back their empty half."""

from __future__ import annotations

import unicodedata

import pytest
from fontTools.ttLib import TTFont

from powermap.text.charsets import gb2312
from powermap.text.fonts import ROLES, Role
from powermap.text.kinsoku import NOT_AT_END, NOT_AT_START, SQUEEZABLE_END, SQUEEZABLE_START, break_allowed
from tests.samples import fonts

PAUSE_AND_STOP = "，。、；：！？"  # GB/T 15834-2011 §5.1
CLOSING = "）〕］｝》〉」』】〗”’"
OPENING = "（〔［｛《〈「『【〖“‘"
NEITHER = frozenset("＼\\＿_＆&＊*＇'\"＂‖※")
"""Marks that belong to neither side: signs of reckoning and reference, and quotes that are not told apart."""


@pytest.mark.parametrize("mark", PAUSE_AND_STOP + CLOSING + "·…—～－／/％℃")
def test_no_line_begins_with(mark: str) -> None:
    assert mark in NOT_AT_START
    assert not break_allowed("事", mark)


@pytest.mark.parametrize("mark", OPENING + "￥№／/")
def test_no_line_ends_with(mark: str) -> None:
    assert mark in NOT_AT_END
    assert not break_allowed(mark, "事")


def test_a_line_may_break_between_characters_and_after_a_mark() -> None:
    assert break_allowed("公", "开")
    assert break_allowed("，", "公")
    assert break_allowed("开", "（")
    assert break_allowed("/", "v")  # in an address


def test_the_tables_agree_with_unicode() -> None:
    """Closing punctuation may not begin a line, opening punctuation may not end one (UAX 14, classes CL and OP)."""
    everything = (NOT_AT_START | NOT_AT_END) - set("“”‘’〝〞〟")  # quotation marks are ambiguous there
    for mark in everything:
        category = unicodedata.category(mark)
        assert category not in ("Pe", "Pf") or mark in NOT_AT_START, mark
        assert category not in ("Ps", "Pi") or mark in NOT_AT_END, mark
    assert set("／/") == NOT_AT_START & NOT_AT_END  # GB/T 15834: at neither


def test_the_tables_know_every_mark_of_gb_2312() -> None:
    marks = {char for char in gb2312() if unicodedata.category(char).startswith("P")}
    assert marks - NOT_AT_START - NOT_AT_END <= NEITHER | set("〃―")


def test_the_tables_know_every_bracket_of_horizontal_chinese_text() -> None:
    blocks = (*range(0x3008, 0x3020), *range(0xFF01, 0xFF61))  # CJK symbols and punctuation, full-width forms
    for mark in map(chr, blocks):
        category = unicodedata.category(mark)
        assert category not in ("Pe", "Pf") or mark in NOT_AT_START, mark
        assert category not in ("Ps", "Pi") or mark in NOT_AT_END, mark


def test_only_full_width_marks_are_squeezed() -> None:
    assert SQUEEZABLE_END <= NOT_AT_START
    assert SQUEEZABLE_START <= NOT_AT_END
    assert set(OPENING) == SQUEEZABLE_START
    assert set(PAUSE_AND_STOP + CLOSING) == SQUEEZABLE_END
    assert all(unicodedata.east_asian_width(mark) in "FWA" for mark in SQUEEZABLE_END | SQUEEZABLE_START)


@pytest.mark.parametrize("role", ROLES)
def test_the_half_that_is_left_out_is_empty_in_the_fonts_that_print(role: Role) -> None:
    with TTFont(fonts().font(role).path, lazy=True) as file:
        cmap, glyphs, em = file.getBestCmap(), file["glyf"], file["head"].unitsPerEm
        for mark in SQUEEZABLE_END:
            assert glyphs[cmap[ord(mark)]].xMax <= 0.51 * em, mark
        for mark in SQUEEZABLE_START:
            assert glyphs[cmap[ord(mark)]].xMin >= 0.49 * em, mark
