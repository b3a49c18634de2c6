"""What stays on one line by its form or by the dictionary, and how badly other places part what belongs together."""

from __future__ import annotations

import budoux
import pytest

from powermap.text.cohesion import WORST, cohesion
from powermap.text.unparted import phrase_spans, unparted_spans


@pytest.mark.parametrize(
    "kept",
    [
        "《村规民约》",
        "《八个字的文件标题》",
        "〔2019〕24号",
        "〔2019〕 24 号",
        "〔2026〕第 3 号",
        "第二十八条",
        "第 46 条",
        "0512-0000 0001",
        "0512-00000001",
        "0512 0000 0001",
        "（0512）0000 0001",
        "0512-00000001-801",
        "138 0000 0001",
        "13800000001",
        "400-000-0001",
        "+86 138 0000 0001",
        "5个工作日",
        "15 日内",
        "纪（工）委",
        "不少于 7 日",
        "3 至 5 日",
        "20 多户",
        "三分之二以上",
        "50%",
        "30万元以下",
        "2 平方米",
        "两千元",
        "一个季度",
        "十五日",
        "2026 年 3 月 1 日",
        "3月1日",
        "……",
        "——",
        "e-mail",
        "12345.5",
        "8:30",
        "8:30—17:00",
        "8：30 - 17：00",
    ],
)
def test_what_stays_on_one_line(kept: str) -> None:
    text = f"按照{kept}办理"
    assert any(text[start:stop].strip() == kept for start, stop in unparted_spans(text)), unparted_spans(text)


def test_a_long_title_may_be_parted() -> None:
    assert unparted_spans("《农村集体经济组织法实施细则》") == ()


def test_phrases_of_the_list_stay_whole_wherever_they_stand() -> None:
    assert phrase_spans("低保由村监委复核，村监委签字", ("村监委", "低保")) == ((0, 2), (3, 6), (9, 12))


def test_phrases_within_and_across_one_another_are_all_told() -> None:
    assert phrase_spans("村务监督委员会", ("村务监督", "监督委员会", "委员会")) == ((0, 4), (2, 7), (4, 7))


@pytest.mark.parametrize(
    "text",
    ["村民代表会议讨论决定", "审核结果在公开栏张榜公布，公布期满没有异议就上报审批", "公", "", "谁来定，定多少？"],
)
def test_what_costs_nothing_is_where_budoux_ends_a_phrase(text: str) -> None:
    """Against the model's own parser; places after a mark are free, places beside a leaning character and one character
    from a mark are not.
    """
    ends, at = set(), 0
    for phrase in budoux.load_default_simplified_chinese_parser().parse(text):
        at += len(phrase)
        ends.add(at)
    costs = cohesion(text)
    assert len(costs) == len(text) + 1
    for i in range(1, len(text)):
        if text[i - 1] in "，。？":
            assert costs[i] == 0
        elif text[i - 1] not in "没" and i > 1 and not {text[i - 2], text[i + 1 : i + 2]} & set("，。？"):
            assert (costs[i] == 0) == (i in ends), text[:i]


def test_inside_a_word_costs_more_than_between_two_words() -> None:
    text = "集体讨论决定"
    costs = cohesion(text)
    assert max(costs[2], costs[4]) < min(costs[1], costs[3], costs[5])
    assert max(costs) <= WORST


@pytest.mark.parametrize(
    ("text", "place"),
    [("申请不批准的", 3), ("事情已办好", 3), ("材料未公开", 3), ("送到村里公开", 3), ("办完的事情", 2)],
)
def test_negations_and_particles_are_not_left_behind(text: str, place: int) -> None:
    assert cohesion(text)[place] >= 1


def test_numbers_and_latin_words_are_parted_last_and_addresses_at_their_marks() -> None:
    text = "https://example.org/v1"
    costs = cohesion(text)
    assert costs[text.index("example")] == 0
    assert costs[text.index("ample")] == WORST


def test_one_character_of_a_clause_is_not_left_at_the_end_of_a_line_nor_taken_to_the_next() -> None:
    text = "近亲属回避，写书面承诺，办完收，存"
    costs = cohesion(text)
    assert costs[text.index("书面")] > 0
    assert costs[text.index("收")] > 0
    assert costs[1] > 0
