"""Set text keeps the rules of Chinese setting at any measure, loses nothing, and is as wide as the font that prints."""

from __future__ import annotations

import pickle
from itertools import pairwise
from math import inf
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from powermap.text.fonts import ROLES, load_catalogue
from powermap.text.gaps import MIXED_GAP
from powermap.text.kinsoku import NOT_AT_END, NOT_AT_START, SQUEEZABLE_END, SQUEEZABLE_START
from powermap.text.setting import SQUEEZE, Setter, Setting
from tests.samples import fonts
from tests.text.test_fonts import small_font

SETTER = Setter(fonts())
HAN = "村民委员会公开栏工作日内审核低保宅基地申请用印章书面告知理由党组织代表大会决议备案合同招标验收付款"
MARKS = "，。、；：！？）》”（《“·…—"
OTHER = "0123456789abcXYZ %-.,()"

CALM = settings(max_examples=300, deadline=None, derandomize=True, database=None)

texts = st.lists(
    st.one_of(
        st.text(HAN, min_size=1, max_size=8),
        st.sampled_from(MARKS),
        st.sampled_from(("5 个工作日", "〔2019〕24号", "《村规民约》", "0512-0000 0001", "PDF", "第三十条", "50%")),
        st.text(OTHER, min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=14,
).map("".join)
measures = st.floats(4, 40)


def bare(text: str) -> str:
    return "".join(text.split())


def drawn(setting: Setting) -> str:
    return bare("".join(line.text for line in setting.lines))


@CALM
@given(texts, measures)
@example("（（（（（（村民）））））），，，，", 4.0)
def test_no_line_begins_or_ends_with_a_forbidden_mark(text: str, measure: float) -> None:
    setting = SETTER.set(text, "body", measure)
    for before, after in pairwise(setting.lines):
        assert after.text[0] not in NOT_AT_START, (before.text, after.text)
        assert before.text[-1] not in NOT_AT_END, (before.text, after.text)


@CALM
@given(texts, measures, st.booleans())
def test_nothing_is_lost_and_nothing_added(text: str, measure: float, balance: bool) -> None:
    assert drawn(SETTER.set(text, "body", measure, balance=balance)) == bare(text)


@CALM
@given(texts, measures)
def test_lines_are_within_the_measure_or_it_is_said(text: str, measure: float) -> None:
    setting = SETTER.set(text, "body", measure)
    assert setting.width == max(line.width for line in setting.lines)
    if not setting.overfull:
        assert setting.width <= measure + 1e-9


@CALM
@given(texts, measures, st.sampled_from(ROLES))
def test_widths_are_those_of_the_drawn_fonts(text: str, measure: float, role: str) -> None:
    for line in SETTER.set(text, role, measure).lines:  # type: ignore[arg-type]
        end, before = 0.0, ""
        for run in line.runs:
            assert run.width == pytest.approx(fonts().named(run.font).width(run.text, 1))
            gap = run.x - end
            if before in SQUEEZABLE_END | SQUEEZABLE_START and run.text[0] in SQUEEZABLE_END | SQUEEZABLE_START:
                assert gap in (pytest.approx(0), pytest.approx(-SQUEEZE), pytest.approx(MIXED_GAP - SQUEEZE))
            elif not before and run.text[0] in SQUEEZABLE_START:
                assert gap == pytest.approx(-SQUEEZE)
            else:
                assert gap == pytest.approx(0) or gap == pytest.approx(MIXED_GAP)
            end, before = run.x + run.width, run.text[-1]
        if line.runs:
            squeezed = SQUEEZE if line.runs[-1].text[-1] in SQUEEZABLE_END else 0.0
            assert line.width == pytest.approx(end) or line.width == pytest.approx(end - squeezed)


@CALM
@given(texts, measures, measures)
def test_a_wider_measure_never_needs_more_lines(text: str, one: float, two: float) -> None:
    narrow, wide = sorted((one, two))
    few, many = SETTER.set(text, "body", wide), SETTER.set(text, "body", narrow)
    assume(not few.overfull and not many.overfull)
    assert len(few.lines) <= len(many.lines)


@CALM
@given(st.one_of(texts, st.text(HAN + "，。、（）", min_size=1, max_size=60)), measures)
@example("村民委员会公示", 6.0)
@example("一段\n\n两段（村务监督委员会主任）", 7.5)
def test_lines_are_counted_as_they_are_set(text: str, measure: float) -> None:
    setting = SETTER.set(text, "body", measure)
    assert SETTER.count(text, "body", measure) == (len(setting.lines), setting.overfull)


@CALM
@given(texts, measures)
def test_balance_keeps_the_number_of_lines(text: str, measure: float) -> None:
    filled, balanced = SETTER.set(text, "body", measure), SETTER.set(text, "body", measure, balance=True)
    assume(not filled.overfull)
    assert len(balanced.lines) == len(filled.lines)
    assert not balanced.overfull


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(st.text(HAN, min_size=5, max_size=40), st.floats(4, 20))
def test_no_last_line_of_one_character_in_plain_text(text: str, measure: float) -> None:
    """Between Han characters there is always another place to break."""
    lines = SETTER.set(text, "body", measure).lines
    if len(lines) > 1:
        assert len(lines[-1].text) > 1, [line.text for line in lines]


@pytest.mark.parametrize(
    ("text", "measure", "lines"),
    [
        ("公开公示公告公布公文", 5, 2),
        ("公开公示公告公布公文章", 5, 3),
        ("公开公示公，", 5, 2),  # the mark may not stand alone
        ("公开公示，", 4.5, 1),  # squeezed at the end
        ("公开公示，", 4.25, 2),
        ("一二三四五六七八九十", 40, 1),
    ],
)
def test_fewest_lines(text: str, measure: float, lines: int) -> None:
    setting = SETTER.set(text, "body", measure)
    assert len(setting.lines) == lines
    assert not setting.overfull


@pytest.mark.parametrize(
    "kept", ["30 个工作日", "《村规民约》", "〔2019〕24号", "0512-0000 0001", "不少于 7 日", "三分之二以上", "第三十条"]
)
@pytest.mark.parametrize("measure", [7.5, 8.0, 9.0, 10.0, 11.5, 13.0])
def test_numbers_titles_and_telephones_stay_whole_where_they_fit(kept: str, measure: float) -> None:
    if SETTER.width(kept, "body") > measure:
        pytest.skip("wider than the measure")
    lines = SETTER.set(f"审核之后要按照{kept}进行办理和公开", "body", measure).lines
    assert any(bare(kept) in bare(line.text) for line in lines), [line.text for line in lines]


def test_phrases_of_the_dictionary_stay_whole() -> None:
    setter = Setter(fonts(), ("村民代表会议",))
    for measure in range(6, 14):
        lines = setter.set("重大事项应当提交村民代表会议讨论决定", "body", measure).lines
        assert any("村民代表会议" in line.text for line in lines)


def test_a_phrase_wider_than_the_measure_is_broken_rather_than_overfull() -> None:
    setter = Setter(fonts(), ("村务监督委员会",))
    setting = setter.set("村务监督委员会", "body", 4)
    assert not setting.overfull
    assert setting.torn
    assert len(setting.lines) == 2


def test_an_aside_may_be_parted_between_its_words_but_not_inside_them() -> None:
    setter = Setter(fonts(), ("村务监督委员会", "主任"))
    setting = setter.set("不定期抽查（村务监督委员会主任）", "body", 8)
    assert [line.text for line in setting.lines] == ["不定期抽查", "（村务监督委员会", "主任）"]
    assert not setting.torn
    assert setter.set("不定期抽查（村务监督委员会主任）", "body", 6).torn


@pytest.mark.parametrize(
    "text",
    ["公示不少于 5 个工作日", "报区镇主管部门核定", "村务监督委员会、村民", "《村规民约》和（附件）", "1,234.56 元"],
)
def test_the_longest_measure_tears_nothing_and_a_narrower_one_does(text: str) -> None:
    setter = Setter(fonts(), ("区镇主管部门", "村务监督委员会"))
    longest = setter.longest(text, "bold")
    assert not setter.set(text, "bold", longest).torn
    assert not setter.set(text, "bold", longest).overfull
    narrower = setter.set(text, "bold", longest - 0.25)
    assert narrower.torn or len(bare(narrower.lines[0].text)) == 1


def test_a_mark_that_ends_a_name_asks_for_half_an_em() -> None:
    """A name followed by a pause stands whole in its own width and half an em."""
    setter = Setter(fonts(), ("村务监督委员会",))
    assert not setter.set("村务监督委员会、村民", "bold", 7.5).torn
    assert setter.set("村务监督委员会、村民", "bold", 7.25).torn


def test_no_character_stands_alone_on_the_first_line_where_another_break_is_as_good() -> None:
    setter = Setter(fonts(), ("调解书",))
    lines = setter.set("签调解书存档", "bold", 4, balance=True).lines
    assert [line.text for line in lines] == ["签调解书", "存档"]
    assert setter.longest("签调解书", "bold") == 4


def test_gap_between_chinese_and_figures_is_a_quarter_em() -> None:
    spaced, tight = SETTER.set("满 15 日", "body"), SETTER.set("满15日", "body")
    assert spaced == tight
    digits = fonts().width("body", "15", 1)
    assert tight.width == pytest.approx(2 + digits + 2 * MIXED_GAP)
    assert [run.text for run in tight.lines[0].runs] == ["满", "15", "日"]


@pytest.mark.parametrize("text", ["【15", "15，", "a b", "第 1"])
def test_no_gap_at_marks_and_one_gap_at_most(text: str) -> None:
    (line,) = SETTER.set(text, "body").lines
    chars = bare(line.text)
    assert line.width <= fonts().width("body", chars, 1) + MIXED_GAP + 1e-9 + (" " in line.text)
    if "【" in text or "，" in text:
        squeezed = SQUEEZE if "【" in text else 0
        assert line.width == pytest.approx(fonts().width("body", text, 1) - squeezed)


def test_squeezed_mark_gives_back_half_an_em_only_where_needed() -> None:
    (line,) = SETTER.set("公开公示，", "body", 4.5).lines
    assert line.width == pytest.approx(4.5)
    (free,) = SETTER.set("公开公示，", "body", 6).lines
    assert free.width == pytest.approx(5)


@pytest.mark.parametrize("text", ["《村规民约》", "（一）公开", "“两委”会"])
@pytest.mark.parametrize("measure", [4.0, 6.0, inf])
def test_an_opening_mark_begins_a_line_flush(text: str, measure: float) -> None:
    """On the first line as on every other (clreq 3.1.6): the ink, not the empty half, stands at the edge."""
    run = SETTER.set(text, "body", measure).lines[0].runs[0]
    assert run.x == -SQUEEZE
    later = SETTER.set("一二三四五六七八" + text, "body", 8).lines[1]
    assert later.text == text
    assert later.runs[0].x == -SQUEEZE
    assert later.width == SETTER.width(text, "body")


@pytest.mark.parametrize(
    ("pair", "width"),
    [
        ("）。", 1.5),
        ("”，", 1.5),
        ("》、", 1.5),
        ("：“", 1.5),
        ("，《", 1.5),
        ("）（", 1.5),
        ("（《", 1.5),
        ("（）", 2.0),
        ("——", 2.0),
        ("”）。", 2.0),
    ],
)
def test_the_empty_half_between_two_marks_is_left_out(pair: str, width: float) -> None:
    (line,) = SETTER.set(f"公{pair}开", "body").lines
    assert line.width == pytest.approx(2 + width)
    assert line.text == f"公{pair}开"


def test_marks_without_an_empty_half_are_not_squeezed(tmp_path: Path) -> None:
    """In a user's font a mark may be as narrow as its ink."""
    path = tmp_path / "narrow.ttf"
    small_font({"公": 1000, "开": 1000, "（": 400, "）": 400, "。": 400}).save(path)
    (line,) = Setter(load_catalogue({"body": path})).set("（公）。开", "body").lines
    assert line.width == pytest.approx(3.2)
    assert line.runs[0].x == 0


def test_line_feed_forces_a_line() -> None:
    setting = SETTER.set("第一\n\n第二行", "body")
    assert [line.text for line in setting.lines] == ["第一", "", "第二行"]
    assert setting.lines[1].width == 0


def test_balance_makes_lines_alike() -> None:
    text = "最低生活保障审核确认公示公告"
    filled = SETTER.set(text, "body", 12)
    balanced = SETTER.set(text, "body", 12, balance=True)

    def spread(setting: Setting) -> float:
        widths = [line.width for line in setting.lines]
        return max(widths) - min(widths)

    assert len(balanced.lines) == len(filled.lines) == 2
    assert spread(balanced) < spread(filled)
    assert spread(balanced) <= 4


def test_partitions_are_all_ways_with_the_whole_text_in_each() -> None:
    text = "到会组成人员过半数同意？"
    ways = SETTER.partitions(text, "bold", most=3)
    assert {len(setting.lines) for setting, _ in ways} == {1, 2, 3}
    for setting, badness in ways:
        assert drawn(setting) == text
        assert badness >= 0
        assert all(line.text[0] not in NOT_AT_START for line in setting.lines)
        assert len(setting.lines[-1].text.rstrip("？")) > 1 or len(setting.lines) == 1


@pytest.mark.parametrize(
    ("text", "measure", "lines"),
    [
        ("工程质量验收合格之后支付尾款", 6, ["工程质量", "验收合格之后", "支付尾款"]),
        ("困难群众基本生活救助标准调整", 6, ["困难群众", "基本生活救助", "标准调整"]),
        ("道路照明设施维修保养采购", 9, ["道路照明设施维修", "保养采购"]),
    ],
)
def test_a_line_ends_between_words_rather_than_inside_one(text: str, measure: float, lines: list[str]) -> None:
    """Where no phrase ends the place that parts no word is taken, though a line is shorter for it."""
    assert [line.text for line in SETTER.set(text, "body", measure).lines] == lines


def test_a_phrase_is_parted_rather_than_a_character_left_alone() -> None:
    setter = Setter(fonts(), ("集体经济组织",))
    for measure in (6.0, 6.75):
        assert [line.text for line in setter.set("集体经济组织办", "body", measure).lines] == ["集体经济", "组织办"]


def test_a_phrase_wider_than_the_measure_is_parted_between_the_shorter_ones_in_it() -> None:
    setter = Setter(fonts(), ("委员会", "村务监督委员会"))
    for measure in (4.0, 5.0, 6.0):
        assert [line.text for line in setter.set("村务监督委员会", "body", measure).lines] == ["村务监督", "委员会"]
    lines = setter.set("和村务监督委员会参加考核", "body", 6).lines
    assert len(lines) == 3 and any("委员会" in line.text for line in lines)  # two would part the shorter phrase


def test_a_setter_from_another_process_is_the_same() -> None:
    """Its hash is not carried along: the other process hashes texts otherwise."""
    state = pickle.dumps(Setter(fonts(), ("村监委",)))
    assert b"_hash" not in state
    again = pickle.loads(state)
    assert hash(again) == hash(Setter(again.fonts, ("村监委",)))


def test_unlimited_measure_is_one_line() -> None:
    assert len(SETTER.set("公开" * 50, "body", inf).lines) == 1


def test_same_result_in_any_order_of_calls() -> None:
    """Memory must not leak from one call into the next: new setters with other phrases, roles, measures between."""
    text = "村务监督委员会全程监督，参与竣工验收，不少于 7 日"
    calls = [
        (phrases, role, measure, balance)
        for phrases in ((), ("村务监督",), ("竣工验收", "全程"))
        for role in ("body", "title")
        for measure in (4.0, 7.0, 7.2, 11.0, inf)
        for balance in (False, True)
    ]
    forwards = [Setter(fonts(), p).set(text, r, m, balance=b) for p, r, m, b in calls]  # type: ignore[arg-type]
    from powermap.text import setting as module

    module._set.cache_clear()
    module._measure.cache_clear()
    backwards = [Setter(fonts(), p).set(text, r, m, balance=b) for p, r, m, b in reversed(calls)]  # type: ignore[arg-type]
    assert forwards == backwards[::-1]
