"""Which characters may not begin or end a line, and which texts may not be parted: the tables of Chinese setting.

Sources: W3C "Requirements for Chinese Text Layout" (clreq) §3.1.3 prohibition rules, and GB/T 15834-2011 §5.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

NOT_AT_START = frozenset("，。、；：！？·…—～）〕］｝》〉」』】〗”’!%),.:;?]}¢°‰′″℃％．／-–·‐")
"""clreq: pause and stop marks, closing marks, connecting marks and units that belong to what stands before."""

NOT_AT_END = frozenset("（〔［｛《〈「『【〖“‘([{$£¥￥№＃#@§")
"""clreq: opening marks and signs that belong to what follows."""

SQUEEZABLE_END = frozenset("，。、；：！？）〕］｝》〉」』】〗”’")
"""Full-width marks whose ink is in the left half: at a line's end the right half may be left out (clreq §3.1.6)."""

_UNITS = (
    "个工作日|个自然日|个月|工作日|自然日|小时|分钟|周岁|个百分点|平方米|公里|千米|厘米|毫米|万元|亿元|元|万|亿|"
    "日内|天内|月内|年内|日|天|月|年|周|人|名|户|项|次|家|份|条|款|级|分|页|岁|倍|种|类|步|式|张|台|套|件|枚|米|亩|吨|%|％"
)
_AFTER_NUMBER = "(?:以上|以下|以内|之内|起|内|前|后)?"
_BOUND = r"(?:不少于|不超过|不低于|不高于|至少|最多|满)?\s?"
_NUMBER = "(?:[0-9][0-9,.]*|[一二三四五六七八九十百千两半]+)"
_COUNT = rf"{_BOUND}{_NUMBER}[ ]?(?:{_UNITS}){_AFTER_NUMBER}"

_FRACTION = rf"[一二三四五六七八九十百千]+分之[一二三四五六七八九十百千]+(?:{_UNITS})?{_AFTER_NUMBER}"

_UNPARTED = re.compile(
    "|".join(
        (
            r"《[^《》]{1,8}》",  # a short title
            r"（[^（）]{1,10}）",  # who answers for a control, and other short asides
            r"〔\d{4}〕\s?\d+\s?号",  # the number of a document
            r"第[一二三四五六七八九十百零\d]+[条款项章节]",
            r"\d{3,4}-\d{4}\s?\d{3,4}",  # a telephone number
            _FRACTION,
            _COUNT,
            r"……|——",
            r"[A-Za-z0-9](?:[A-Za-z0-9./:_%+×-]*[A-Za-z0-9%])?",
        )
    )
)


def unparted_spans(text: str, phrases: Iterable[str] = ()) -> tuple[tuple[int, int], ...]:
    """The stretches [start, end) of text that stay on one line: numbers with their unit, short titles, given
    phrases.
    """
    spans = [match.span() for match in _UNPARTED.finditer(text)]
    for phrase in phrases:
        at = text.find(phrase)
        while at >= 0:
            spans.append((at, at + len(phrase)))
            at = text.find(phrase, at + len(phrase))
    return tuple(sorted(spans))


def break_allowed(before: str, after: str) -> bool:
    """Whether a line may end after the character before and the next begin with after."""
    return after not in NOT_AT_START and before not in NOT_AT_END


@lru_cache(maxsize=1)
def _segmenter():  # type: ignore[no-untyped-def]  # budoux has no types
    import budoux

    return budoux.load_default_simplified_chinese_parser()


@lru_cache(maxsize=8192)
def phrase_ends(text: str) -> frozenset[int]:
    """The positions at which a phrase of text ends, by BudouX; breaking there reads better than elsewhere."""
    ends: set[int] = set()
    at = 0
    for phrase in _segmenter().parse(text):
        at += len(phrase)
        ends.add(at)
    return frozenset(ends)
