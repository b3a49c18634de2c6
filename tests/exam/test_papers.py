"""Papers hold what they promise: every answer provable in the model, nothing twice, spread over the list."""

from __future__ import annotations

from collections import Counter

import pytest

from powermap.errors import UsageError
from powermap.model import PowerList, Question
from powermap.products.exam import set_papers
from powermap.products.exam.claims import claims_of
from powermap.products.exam.derive import Deriver, always_passed
from powermap.products.exam.questions import with_order
from powermap.value import replace
from tests.exam.thousand import faults_of
from tests.exam.truth import faults, is_in_order

SEEDS = range(40)


def test_every_question_of_the_bank_is_right(power_list: PowerList) -> None:
    deriver = Deriver(power_list, "7")
    bank = [question for item in power_list.items for question in deriver.questions(item)]
    assert {q.topic for q in bank} >= {"written", "actor", "body", "next", "limit", "period", "control", "order"}
    assert {q.kind for q in bank} == {"single", "multiple", "judge", "order"}
    assert [fault for question in bank for fault in faults(power_list, question)] == []
    assert len({question.key for question in bank}) == len(bank)


def question(text: str, options: tuple[str, ...], answer: str) -> Question:
    return Question(text, options, (answer,), "")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (question("集体厂房，能不能就签合同？", ("能", "不能"), "不能"), ["集体厂房，就可以签合同。"]),
        (question("村里能不能不开会就收钱？", ("能", "不能"), "不能"), ["村里可以不开会就收钱。"]),
        (question("租给朋友，算不算办好了？", ("不算", "算"), "不算"), ["租给朋友，算办好了。"]),
        (question("过半数就行，对吗？", ("对", "不对"), "不对"), ["过半数就行。"]),
        (question("写“罚款”，可以吗？", ("可以", "不可以"), "不可以"), ["写“罚款”，可以。", "写“罚款”，不可以。"]),
        (question("可以月底补记吗？", ("可以，省事", "不可以，要当天记"), "不可以，要当天记"), ["可以月底补记。"]),
        (question("补签证认不认？", ("可以", "不可以"), "不可以"), ["问：“补签证认不认？”答：“可以。”"]),
        (question("按什么办？", ("按大额办", "按小额办"), "按大额办"), []),
        (question("由谁定？", ("代表会议", "村党组织", "理事长"), "代表会议"), []),
    ],
)
def test_yes_or_no_becomes_a_statement(asked: Question, said: list[str]) -> None:
    claims = claims_of(asked)
    assert [claim.said for claim in claims] == said
    assert all(claim.option in asked.options for claim in claims)


def test_no_yes_or_no_question_is_a_choice(power_list: PowerList) -> None:
    deriver = Deriver(power_list, "3")
    bank = [one for item in power_list.items for one in deriver.questions(item)]
    judged = [one for one in bank if one.kind == "judge" and one.topic == "written"]
    assert len({one.branch for one in judged}) >= 25
    singles = [one for one in bank if one.kind == "single"]
    assert all(len(one.options) > 2 or "不" not in "".join(one.options) for one in singles)
    assert faults(power_list, replace(judged[0], stem="村里什么都可以。"))
    assert faults(power_list, replace(judged[0], kind="single", options=("能", "不能"), right=(1,)))


def test_papers_by_seed(power_list: PowerList) -> None:
    for seed in SEEDS:
        for paper in set_papers(power_list, 25, seed):
            assert list(faults_of(power_list, paper, 25)) == []


@pytest.mark.parametrize("count", [5, 10, 20, 25, 33, 50, 70, 100])
def test_any_number_of_questions(power_list: PowerList, count: int) -> None:
    a, _ = set_papers(power_list, count, 3)
    assert len(a.questions) == count
    assert a.total == 100
    assert all(section.marks > 0 for section in a.sections)


def test_spread_over_categories_and_items(power_list: PowerList) -> None:
    a, _ = set_papers(power_list, 30, 5)
    category = {item.number: item.category.name for item in power_list.items}
    asked = Counter(category[question.item] for question in a.questions)
    have = Counter(category.values())
    assert all(abs(asked[name] - have[name] * 30 / len(category)) <= 1.5 for name in have)
    assert max(Counter(question.item for question in a.questions).values()) <= 2


def test_both_papers_ask_the_same_in_another_order(power_list: PowerList) -> None:
    a, b = set_papers(power_list, 25, 1)
    assert {q.key for q in a.questions} == {q.key for q in b.questions}
    assert [q.key for q in a.questions] != [q.key for q in b.questions]
    options = {q.key: q.options for q in b.questions}
    assert sum(options[q.key] != q.options for q in a.questions if q.kind != "judge") >= 5


def test_a_seed_is_a_paper(power_list: PowerList) -> None:
    assert set_papers(power_list, 25, 4) == set_papers(power_list, 25, 4)
    assert set_papers(power_list, 25, 4)[0].questions != set_papers(power_list, 25, 5)[0].questions


def test_right_answers_stand_anywhere(power_list: PowerList) -> None:
    """Nobody passes by always choosing the same letter."""
    papers = [set_papers(power_list, 25, seed)[0] for seed in range(12)]
    singles = Counter(q.answer for paper in papers for q in paper.questions if q.kind == "single")
    assert max(singles.values()) < 0.45 * singles.total()
    judged = Counter(q.answer for paper in papers for q in paper.questions if q.kind == "judge")
    assert min(judged["对"], judged["错"]) > 0.3 * judged.total()


def test_more_than_the_list_gives_is_refused(power_list: PowerList) -> None:
    small = replace(power_list, items=power_list.items[:1])
    with pytest.raises(UsageError, match="只能出"):
        set_papers(small, 100, 1)
    for count in (4, 101):
        with pytest.raises(UsageError, match="题数"):
            set_papers(power_list, count, 1)


def test_order_is_that_of_every_way(power_list: PowerList) -> None:
    for item in power_list.items:
        names = [entry.name for entry in always_passed(item)]
        if len(set(names)) == len(names):
            assert is_in_order(item, names)


def test_the_judge_of_the_papers_can_fail(power_list: PowerList) -> None:
    paper = set_papers(power_list, 10, 1)[0]
    first, *others = paper.sections
    twice = replace(first, questions=(*first.questions, first.questions[0]))
    assert len(list(faults_of(power_list, replace(paper, sections=(twice, *others)), 10))) == 4


def test_the_judge_of_the_questions_can_fail(power_list: PowerList) -> None:
    deriver = Deriver(power_list, "1")
    for question in (q for item in power_list.items[:4] for q in deriver.questions(item)):
        other = tuple(i for i in range(len(question.options)) if i not in question.right)[:1]
        wrong = question.right[::-1] if question.kind == "order" else other
        assert faults(power_list, replace(question, right=wrong)), question
        mixed = with_order(question, "9")
        assert not faults(power_list, mixed)
        assert [mixed.options[i] for i in mixed.right] == [question.options[i] for i in question.right] or (
            question.kind == "multiple"
        )
