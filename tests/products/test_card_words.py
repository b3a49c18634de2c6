"""A picture in words: the whole route for a blind reader, in order, with every result and every risk."""

from __future__ import annotations

from powermap.model import Decision
from powermap.products.card.words import ALT_BRIEF, category_alt, item_alt, item_brief, list_alt
from tests.samples import PROJECT, VILLAGE, power_list

from .test_card import sample


def test_every_step_result_and_risk_is_told_in_order() -> None:
    for item in sample().items:
        told = item_alt(sample(), item, sample().villages[0], with_notes=True)
        at = 0
        for place, entry in enumerate(item.entries, start=1):
            at = told.index(f"第 {place} 步，", at)
            for words in (entry.name, entry.limit, entry.note.rstrip("。"), *(actor.name for actor in entry.actors)):
                assert words in told[at:]
            if isinstance(entry, Decision):
                assert all(f"{branch.result}：" in told[at:] for branch in entry.branches)
        assert all(risk.text.rstrip("。") in told and risk.control.rstrip("。") in told for _, risk in item.risks)


def test_where_a_result_leads() -> None:
    told = item_alt(power_list(PROJECT), PROJECT, VILLAGE)
    assert "通过：到第 4 步；不通过：退回第 1 步。" in told
    assert "合格：到第 11 步；不合格：到第 12 步。" in told
    assert "限期整改。由村民委员会办，时限：15 日内。然后退回第 9 步。" in told
    assert "然后结束。" in told
    assert "0512-0000 0002" in told and VILLAGE.link in told


def test_no_village_no_telephones() -> None:
    assert "监督电话" not in item_alt(power_list(PROJECT), PROJECT, None)


def test_one_sentence_is_short() -> None:
    for item in sample().items:
        assert item.number in item_brief(item) and len(item_brief(item)) <= ALT_BRIEF


def test_the_cover_and_a_category_in_words() -> None:
    told = list_alt(sample(), sample().villages[0])
    assert sample().title in told and "示例村" in told and "工程建设 4 项" in told
    assert category_alt("采购类", (sample().item("12"),)) == "采购类，共 1 项。\n12 物资采购"
