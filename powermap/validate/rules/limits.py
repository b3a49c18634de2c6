"""Texts of time limits in; numbers without a unit out. 日, 工作日, 月, 小时 differ, so none is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from powermap.validate.list_draft import ListDraft, TypedItem
from powermap.validate.rule import Finding

_DATE_OR_CLOCK = re.compile(
    r"\d{4}\s*[-./]\s*\d{1,2}\s*[-./]\s*\d{1,2}|\d{1,2}\s*[:：]\s*\d{2}|\d+\s*[/／]\s*\d+|[〔\[(（](?:\d{4}|\d{1,2})[〕\])）]"
)
"""What holds numbers that are no durations: dates, times of day, fractions, years of documents, (1) before a point."""

# A number of up to three digits (12345 is a telephone, 2026 a year), then nothing that could be its unit: the end, a
# stop, or a word such as 以内 that follows a unit. 3，5 日 share the unit of the last number, so a stop before another
# number is none; 1、 begins a point.
_BARE = re.compile(
    r"(?<![\d.A-Za-z-])(\d{1,3}(?:\.\d+)?)(?!\d)\s*个?\s*"
    r"(?=$|[，。；！？,;!?)）](?!\s*\d)|(?:以内|之内|以上|以下|以前|之前|以后|之后|内|前|后|起|左右))"
)
_BARE_CHINESE = re.compile(r"[一二两三四五六七八九十百]+\s*个?\s*(?:以内|之内|内)?")
"""Only when it is the whole text: 统一内部 or 周一前 hold numerals that count nothing."""


def bare_number(text: str) -> str | None:
    """The first number in a time limit that has no unit, None if there is none."""
    rest = _DATE_OR_CLOCK.sub("日", text)
    match = _BARE.search(rest)
    if match:
        return match[1]
    return text if _BARE_CHINESE.fullmatch(text) else None


def limit_no_unit(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """时限 of the item and of its entries, 期限 of publication."""
    limits: list[tuple[str, tuple[str | int, ...]]] = [
        (item.draft.limit, ("时限",)),
        (item.draft.publication.period, ("公开", "期限")),
    ]
    limits += [(entry.limit, ("流程", number, "时限")) for number, entry in enumerate(item.draft.entries)]
    for text, path in limits:
        number = bare_number(text)
        if number is not None:
            yield Finding(
                item.at(*path),
                f"“{text}”里的“{number}”没有单位",
                "在数字后面写清单位：日、工作日、月、小时各不相同",
            )
