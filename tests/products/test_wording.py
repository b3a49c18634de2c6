"""Numbers, articles and lists of names as Chinese documents write them."""

from __future__ import annotations

import pytest

from powermap.model import Approval, Article, Basis, Phone, Publication, Statute, Village
from powermap.products.wording import (
    approval_words,
    article_words,
    bases_words,
    basis_words,
    chinese_number,
    kind_words,
    owners_words,
    phones_of,
    publication_words,
)
from powermap.value import replace
from tests.samples import PROJECT, SHORT, VILLAGE, power_list

LAW = Statute("村民委员会组织法", "中华人民共和国村民委员会组织法", "", "", "", ())


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (28, "二十八"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (205, "二百零五"),
        (999, "九百九十九"),
    ],
)
def test_chinese_numbers(value: int, words: str) -> None:
    assert chinese_number(value) == words


def test_every_number_has_its_own_words() -> None:
    assert len({chinese_number(n) for n in range(1, 1000)}) == 999


@pytest.mark.parametrize(
    ("number", "words"),
    [("28", "第二十八条"), ("30-1", "第三十条之一"), ("120-12", "第一百二十条之十二"), ("甲", "第甲条")],
)
def test_articles(number: str, words: str) -> None:
    assert article_words(number) == words


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((), ""),
        (("28",), "第二十八条"),
        (("5", "37"), "第五、三十七条"),
        (("43", "44"), "第四十三、四十四条"),
        (("43", "44", "45", "46"), "第四十三至四十六条"),
        (("46", "5", "44", "45"), "第五、四十四至四十六条"),
        (("30-1", "31"), "第三十条之一、第三十一条"),
    ],
)
def test_bases(numbers: tuple[str, ...], words: str) -> None:
    basis = Basis("", LAW, tuple(Article(number, "") for number in numbers))
    assert basis_words(basis) == f"《村民委员会组织法》{words}"


def test_documents_keep_their_quotes() -> None:
    assert (
        basis_words(Basis("《关于规范村级工程的意见》（昆办发〔2019〕1号）"))
        == "《关于规范村级工程的意见》（昆办发〔2019〕1号）"
    )
    assert bases_words(PROJECT).splitlines() == ["《村民委员会组织法》第二十八条", "《区镇村级工程项目管理办法》"]


def test_joined_words() -> None:
    assert owners_words(PROJECT) == "村党组织、村民委员会"
    assert publication_words(PROJECT.publication) == "村务公开栏、网上村委会，不少于 15 日"
    assert publication_words(Publication("", (), "不少于 15 日")) == "不少于 15 日"
    assert publication_words(Publication()) == ""


def test_kind_and_approval() -> None:
    assert kind_words(SHORT) == "共性清单"
    assert kind_words(replace(SHORT, own=True)) == "个性清单"
    assert approval_words(power_list(SHORT)).startswith("示范文本")
    assert approval_words(replace(power_list(SHORT), approval=Approval.CONFIRMED)) == "已核定"


def test_telephones_in_the_village_and_above() -> None:
    near, above = phones_of(VILLAGE)
    assert [phone.label for phone in near] == ["村务监督委员会"]
    assert [phone.label for phone in above] == ["区镇纪（工）委"]
    assert phones_of(None) == ((), ())
    street = Phone("街道纪工委", "0512-0000 0003")
    assert phones_of(Village("示例村", phones=(street,))) == ((), (street,))
    lines = (Phone("举报", "12388"), Phone("政务服务热线", "0512-12345"), Phone("村书记", "0512-0000 0004"))
    assert phones_of(Village("示例村", phones=lines)) == (lines[2:], lines[:2])
