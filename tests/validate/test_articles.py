"""Article numbers as people write them."""

from __future__ import annotations

import pytest

from powermap.validate.articles import article_number, chinese_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("28", "28"),
        ("28条", "28"),
        ("第28条", "28"),
        ("第 28 条", "28"),
        ("第二十八条", "28"),
        ("二十八", "28"),
        ("十", "10"),
        ("第一百零三条", "103"),
        ("一千二百六十条", "1260"),
        ("第一百二十条之一", "120-1"),
        ("120-1", "120-1"),
        ("２８", "28"),
        ("08", "8"),
    ],
)
def test_numbers_that_are_understood(text: str, number: str) -> None:
    assert article_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "28-30", "28、30", "第28条第2款", "二八", "十百", "0", "前言", "28(2)", "第条", "9" * 5000]
)
def test_what_is_not_one_article(text: str) -> None:
    assert article_number(text) is None


def test_every_number_up_to_a_thousand_comes_back() -> None:
    digits = "零一二三四五六七八九"

    def numeral(n: int) -> str:
        hundreds, tens, ones = n // 100, n // 10 % 10, n % 10
        text = f"{digits[hundreds]}百" if hundreds else ""
        if tens:
            text += f"{digits[tens]}十"
        elif hundreds and ones:
            text += "零"
        return text + (digits[ones] if ones else "")

    assert [chinese_number(numeral(n)) for n in range(1, 1000)] == list(range(1, 1000))
