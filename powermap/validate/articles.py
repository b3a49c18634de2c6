"""The number of an article as people write it in; the number as the register keeps it ("28", "120-1") out."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = r"(?:\d{1,4}|[零〇一二两三四五六七八九十百千]+)"
_ARTICLE = re.compile(rf"第?\s*({_NUMERAL})\s*条?(?:\s*(?:之|-)\s*({_NUMERAL}))?")


def chinese_number(numeral: str) -> int | None:
    """The value of a numeral in Arabic or Chinese digits below 10000; None if it is not one (五三, 十百)."""
    if numeral.isdecimal():
        return int(numeral)
    total, digit, last_unit = 0, None, 10000
    for sign in numeral:
        if sign in _UNITS:
            unit = _UNITS[sign]
            if unit >= last_unit:
                return None
            total += (1 if digit is None else digit) * unit
            digit, last_unit = None, unit
        elif sign in _DIGITS and not digit:
            digit = _DIGITS[sign]
        else:
            return None
    return total + (digit or 0)


def article_number(text: str) -> str | None:
    """28 from 28, 28条, 第28条, 第二十八条; 120-1 from 第一百二十条之一; None for a range, a list or other text."""
    match = _ARTICLE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return None
    number = chinese_number(match[1])
    if not number:
        return None
    if match[2] is None:
        return str(number)
    inserted = chinese_number(match[2])
    if not inserted or inserted >= number:  # 28-30 is a range, not the 30th article put in after article 28
        return None
    return f"{number}-{inserted}"
