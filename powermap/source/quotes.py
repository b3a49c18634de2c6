"""Where a quoted text begins in; where it ends out, with mistyped and unclosed quotes reported and corrected."""

from __future__ import annotations

import re

from powermap.source.corrections import ODD_SPACES, Corrections

OPENING, CLOSING = "“‘＂”’", "”’＂"
"""What may be typed for an opening and for a closing quote; a keyboard in the wrong state gives ” for both."""
_WIDE = OPENING + CLOSING
_NUMBER = re.compile(r"[0-9０-９A-Za-z.．/\-]+")
_BREAKS = re.compile(r": |:$| #")
_HALF = '引号要在英文（半角）状态下输入，写成 " "'


def close_on_line(text: str, start: int, quote: str) -> int:
    """The index of the quote that ends what the quote before `start` began; -1 if it is not on this line."""
    at = start
    while at < len(text):
        char = text[at]
        if quote == '"' and char == "\\":
            at += 2
        elif char != quote:
            at += 1
        elif quote == "'" and text[at + 1 : at + 2] == "'":
            at += 2
        else:
            return at
    return -1


def quoted_end(copy: Corrections, line: int, column: int, parent: int, stops: str = "") -> tuple[int, int]:
    """Line and column after the text whose ASCII quote stands at (line, column).

    parent: the column of the key or dash it belongs to: lines that are not further in cannot belong to it.
    stops: what ends an entry here (inside brackets); an unclosed text is taken to end there.
    """
    text = copy.lines[line]
    quote = text[column]
    close = close_on_line(text, column + 1, quote)
    if close >= 0:
        return line, close + 1
    end = min((at for stop in stops if (at := text.find(stop, column + 1)) > 0), default=len(text))
    while end > column + 1 and text[end - 1] in " " + ODD_SPACES:
        end -= 1
    if text[end - 1] in _WIDE and end - 1 > column:
        copy.report("full-width-quote", line, end - 1, f"引号前半个是 {quote}，后半个是全角的 {text[end - 1]}", _HALF)
        copy.replace(line, end - 1, end, quote)
        return line, end
    for below in range(line + 1, len(copy.lines)):
        other = copy.lines[below]
        if other.strip() and len(other) - len(other.lstrip(" ")) <= parent:
            break
        close = close_on_line(other, 0, quote)
        if close >= 0:
            return below, close + 1
    copy.report("unclosed-quote", line, column, f"引号 {quote} 从这里开始，没有结束", "在文字后面补上同样的半角引号")
    copy.replace(line, end, end, quote)
    return line, end


def is_wide_quoted(text: str, number_wanted: bool) -> bool:
    """True if a whole value stands in full-width quotes that were meant as quotes: they are not a pair of the text's
    own, or what they hold is a number or would not be legal without them. “小微权力”清单 and “四议两公开” are text."""
    if len(text) < 2 or text[0] not in OPENING:
        return False
    inner = text[1:-1]
    if text[-1] in "\"'":
        return text[-1] not in inner
    if text[-1] not in CLOSING or any(quote in inner for quote in _WIDE):
        return False
    if text[0] in "”’":
        return True
    return bool(_BREAKS.search(inner) or (_NUMBER.fullmatch(inner) and (number_wanted or inner[0] in "0０")))


def correct_wide_quotes(copy: Corrections, line: int, start: int, end: int) -> None:
    """Report and correct the full-width quotes at the two ends of [start, end)."""
    shown = copy.lines[line][start:end]
    copy.report("full-width-quote", line, start, f"{shown[:20]} 用了全角引号", _HALF)
    copy.replace(line, start, start + 1, '"')
    copy.replace(line, end - 1, end, '"')
