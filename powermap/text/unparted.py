"""Text in; the stretches of it that stay on one line out: numbers with their unit, short titles, given phrases."""

from __future__ import annotations

import re
from functools import lru_cache

_UNITS = (
    "个工作日|个自然日|个百分点|个季度|个小时|个月|个|工作日|自然日|小时|分钟|周岁|季度|学时|平方米|立方米|平方公里|公里|"
    "千米|厘米|毫米|公顷|公斤|千克|万元|亿元|千元|百元|元|万|亿|多户|日内|天内|月内|年内|年度|日|天|月|年|周|季|"
    "人次|人|名|户|项|次|家|份|条|款|级|分|页|岁|倍|种|类|步|式|张|台|套|件|枚|米|亩|吨|斤|位|处|间|层|栋|幢|届|场|轮|遍|"
    "笔|本|册|道|段|档|组|批|期|块|盏|辆|棵|成|折|角|号|样|只|字|句|%|％|‰"
)
_AFTER_NUMBER = "(?:以上|以下|以内|以外|之内|之前|之后|左右|起|内|前|后|时)?"
_BOUND = r"(?:不少于|不超过|不多于|不低于|不高于|不足|超过|至少|最多|提前|约|满|每|第)?\s?"
_NUMBER = "(?:[0-9][0-9,.]*|[一二三四五六七八九十百千两半几零〇]+)"
_COUNT = (
    rf"{_BOUND}{_NUMBER}(?:\s?(?:至|到|—|～|~|–|-)\s?{_NUMBER})?\s?[多余几来]?[十百千万]?\s?(?:{_UNITS}){_AFTER_NUMBER}"
)
_FRACTION = rf"[一二三四五六七八九十百千]+分之[一二三四五六七八九十百千]+(?:{_UNITS})?{_AFTER_NUMBER}"
_AREA = r"(?:[（(]0\d{2,3}[）)]\s?|0\d{2,3}[ -])?"
_TELEPHONE = (
    r"(?<!\d)(?:(?:\+86[ -]?)?1\d{2}[ -]?\d{4}[ -]?\d{4}|[48]00[ -]?\d{3,4}[ -]?\d{3,4}"
    rf"|{_AREA}\d{{3,4}}[ -]?\d{{4}}|{_AREA}\d{{4}}[ -]\d{{3,4}})"
    r"(?:\s?[-转]\s?\d{1,5})?(?!\s?\d)"
)

_UNPARTED = re.compile(
    "|".join(
        (
            _TELEPHONE,
            r"《[^《》]{1,8}》",  # a short title
            r"[一-鿿]（(?![一二三四五六七八九十])[一-鿿]{1,2}）[一-鿿]",  # 纪（工）委: one word with an aside in it
            r"[〔［\[【]\d{4}[〕］\]】]\s?第?\s?\d+\s?号",  # the number of a document
            rf"第\s?{_NUMBER}\s?[条款项章节编号届次]",
            r"\d{1,2}[:：]\d{2}(?:\s?[—–～~-]\s?\d{1,2}[:：]\d{2})?",  # times of day
            r"\d{4}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号])?|\d{1,2}\s?月\s?\d{1,2}\s?[日号]",
            _FRACTION,
            _COUNT,
            r"……|——",
            r"[A-Za-z0-9](?:[A-Za-z0-9./:_%+×-]*[A-Za-z0-9%])?",
        )
    )
)

_ASIDE = re.compile(r"（[^（）]{1,10}）")


def unparted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches [start, end) of text that stay on one line by their form: numbers with their unit, short titles."""
    return tuple(match.span() for match in _UNPARTED.finditer(text))


def aside_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The short asides in parentheses, such as who answers for a control: they stay on one line, but where they are
    wider than it may be parted between their words.
    """
    return tuple(match.span() for match in _ASIDE.finditer(text))


def phrase_spans(text: str, phrases: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """The stretches [start, end) of text that are one of the phrases, in order; they may overlap."""
    known = _by_first_character(phrases)
    return tuple(
        (at, at + len(phrase))
        for at, char in enumerate(text)
        if char in known
        for phrase in known[char]
        if text.startswith(phrase, at)
    )


@lru_cache(maxsize=64)
def _by_first_character(phrases: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return {char: tuple(one) for char, one in found.items()}
