"""The tables of Chinese setting: what may not begin or end a line, and what stays on one."""

from __future__ import annotations

import unicodedata

import pytest

from powermap.text.kinsoku import (
    NOT_AT_END,
    NOT_AT_START,
    SQUEEZABLE_END,
    break_allowed,
    phrase_ends,
    unparted_spans,
)

PAUSE_AND_STOP = "，。、；：！？"  # GB/T 15834-2011 §5.1.1, §5.1.2
CLOSING = "）〕］｝》〉」』】〗”’"
OPENING = "（〔［｛《〈「『【〖“‘"


@pytest.mark.parametrize("mark", PAUSE_AND_STOP + CLOSING + "·…—～％℃")
def test_no_line_begins_with(mark: str) -> None:
    assert mark in NOT_AT_START
    assert not break_allowed("事", mark)


@pytest.mark.parametrize("mark", OPENING + "￥№")
def test_no_line_ends_with(mark: str) -> None:
    assert mark in NOT_AT_END
    assert not break_allowed(mark, "事")


def test_a_line_may_break_between_characters_and_after_a_mark() -> None:
    assert break_allowed("公", "开")
    assert break_allowed("，", "公")
    assert break_allowed("开", "（")


def test_the_tables_agree_with_unicode() -> None:
    """Closing punctuation may not begin a line, opening punctuation may not end one (UAX 14, classes CL and OP)."""
    everything = (NOT_AT_START | NOT_AT_END) - set("“”‘’")  # quotation marks are ambiguous there
    for mark in everything:
        category = unicodedata.category(mark)
        assert (category in ("Pe", "Pf")) <= (mark in NOT_AT_START), mark
        assert (category in ("Ps", "Pi")) <= (mark in NOT_AT_END), mark
    assert not NOT_AT_START & NOT_AT_END


def test_only_full_width_marks_are_squeezed() -> None:
    assert SQUEEZABLE_END <= NOT_AT_START
    assert all(unicodedata.east_asian_width(mark) in "FWA" for mark in SQUEEZABLE_END)


@pytest.mark.parametrize(
    "kept",
    [
        "《村规民约》",
        "〔2019〕24号",
        "〔2019〕 24 号",
        "第二十八条",
        "0512-0000 0001",
        "5个工作日",
        "15 日内",
        "不少于 7 日",
        "三分之二以上",
        "50%",
        "30万元以下",
        "十五日",
        "……",
        "——",
        "e-mail",
        "12345.5",
    ],
)
def test_what_stays_on_one_line(kept: str) -> None:
    text = f"按照{kept}办理"
    assert any(text[start:stop].strip() == kept for start, stop in unparted_spans(text)), unparted_spans(text)


def test_a_long_title_may_be_parted() -> None:
    assert unparted_spans("《农村集体经济组织法实施细则》") == ()


def test_phrases_of_the_list_stay_whole_wherever_they_stand() -> None:
    assert unparted_spans("低保由村监委复核，村监委签字", ("村监委", "低保")) == ((0, 2), (3, 6), (9, 12))


def test_phrase_ends_cover_the_text() -> None:
    text = "村民代表会议讨论决定"
    assert max(phrase_ends(text)) == len(text)
    assert 0 not in phrase_ends(text)
