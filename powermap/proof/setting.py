"""Blocks of lines in; breaks that Chinese setting forbids out.

Written from W3C "Requirements for Chinese Text Layout" (clreq), 3.1.3 "Prohibition Rules for Line Start and Line
End", and GB/T 15834-2011, 5.1: pause, stop and closing marks do not begin a line, opening marks do not end one.
That a number stays with its unit, and that telephone numbers, short titles, numbers of documents and actors' names stay
whole, is the rule of this house: a notice board is read from a distance and read out over the telephone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from powermap.diagnostics import Severity
from powermap.proof.lines import TextLine
from powermap.proof.report import Finding, where_mm

NEVER_FIRST = frozenset("、，；：。！？．）］｝〕〉》」』】〗”’")
"""Wrong at any line's start: pause and stop marks (5.1.1, 5.1.3), closing brackets and quotes."""

NEVER_LAST = frozenset("（［｛〔〈《「『【〖“‘")
"""Wrong at any line's end: opening brackets and quotes."""

NOT_FIRST_IN_BLOCK = frozenset("…—–～·/／%％‰℃°′″,.:;?!)]}¢-")
"""Wrong where a line goes on from the one above: connecting marks, dashes, ellipses, units, Western closing marks."""

NOT_LAST_IN_BLOCK = frozenset("([{$£¥￥№#＃§@")
"""Wrong where a line goes on below: Western opening marks and signs that belong to what follows."""

LEADERS = frozenset(".…·—–-_‥")
"""Dots and dashes that lead from a title to its page number."""

_DIGITS = "[0-9０-９]"
_TELLS_APART = "(?:到|至|-|—|～)"
_WHOLE = re.compile(
    "|".join(
        (
            rf"(?<!{_DIGITS})(?:0{_DIGITS}{{2,3}}-?{_DIGITS}{{7,8}}|1[3-9]{_DIGITS}{{9}}"  # a telephone number
            rf"|[48]00-?{_DIGITS}{{3,4}}-?{_DIGITS}{{3,4}})(?!{_DIGITS})",
            rf"{_DIGITS}[0-9０-９.,]*(?:{_TELLS_APART}{_DIGITS}[0-9０-９.,]*)?[万亿]?"
            "(?:个?工作日|个?自然日|个月|小时|分钟|平方米|公里|周岁|元|日|天|年|月|周|人|户|名|次|份|条|款|项|亩|米|张|%|％|‰)"
            "(?:以上|以下|以内|内|前|后)?",
            "[一二两三四五六七八九十]+(?:个工作日|个自然日|个月|万元|分之[一二三四五六七八九十]+)(?:以上|以下|以内|内)?",
            "《[^《》]{1,8}》",
            rf"[〔［]{_DIGITS}{{4}}[〕］]第?{_DIGITS}+号",
        )
    )
)
"""What stays on one line, as it reads without its spaces."""

LONGEST_NAME = 10
"""Longer names of actors may be broken: not every column of a foot or of a table is as wide."""

LEAST_ABOVE = 4
"""Characters of the line above a last line, so that two names in a column are not taken for a paragraph."""


def check_line_starts(page: int, blocks: Sequence[Sequence[TextLine]]) -> list[Finding]:
    """No line begins with a mark that belongs to what stands before it."""
    out = []
    for block in blocks:
        for index, line in enumerate(block):
            first = line.first.char
            if _is_leader(line):
                continue
            if first in NEVER_FIRST or (index and first in NOT_FIRST_IN_BLOCK):
                out.append(_finding("line-start", page, f"“{first}”不应在行首：{_short(line)}", line))
    return out


def check_line_ends(page: int, blocks: Sequence[Sequence[TextLine]]) -> list[Finding]:
    """No line ends with a mark that belongs to what follows it."""
    out = []
    for block in blocks:
        for index, line in enumerate(block):
            last = line.last.char
            goes_on = index + 1 < len(block)
            if last in NEVER_LAST or (goes_on and last in NOT_LAST_IN_BLOCK):
                out.append(_finding("line-end", page, f"“{last}”不应在行末：{_short(line)}", line))
    return out


def check_lonely(page: int, blocks: Sequence[Sequence[TextLine]]) -> list[Finding]:
    """No paragraph ends in a line of one character, with or without a mark after it."""
    out = []
    for block in blocks:
        if len(block) < 2 or len(block[-2].text) < LEAST_ABOVE:
            continue
        line = block[-1]
        characters = [char for char in line.text if char not in NEVER_FIRST]
        if len(characters) == 1 and characters[0].isalpha():
            what = f"段末一行只有一个字“{line.text}”，上一行是“{_short(block[-2])}”"
            out.append(_finding("lonely-character", page, what, line))
    return out


def check_parted(page: int, blocks: Sequence[Sequence[TextLine]]) -> list[Finding]:
    """No number is parted from its unit, no telephone number, short title or number of a document is broken."""
    return _parted(page, blocks, lambda text: (match.span() for match in _WHOLE.finditer(text)))


def check_parted_names(page: int, blocks: Sequence[Sequence[TextLine]], names: Iterable[str]) -> list[Finding]:
    """No name of an actor is broken, be it that it is too long for most places."""
    short = sorted({name for name in names if 1 < len(name) <= LONGEST_NAME}, key=len, reverse=True)
    if not short:
        return []
    known = re.compile("|".join(map(re.escape, short)))
    return _parted(page, blocks, lambda text: (match.span() for match in known.finditer(text)))


def _parted(
    page: int, blocks: Sequence[Sequence[TextLine]], spans: Callable[[str], Iterable[tuple[int, int]]]
) -> list[Finding]:
    out = []
    for block in blocks:
        text = "".join(line.text for line in block)
        ends = list(accumulate(len(line.text) for line in block))[:-1]
        for start, stop in spans(text) if ends else ():
            for line, end in zip(block, ends, strict=False):
                if start < end < stop:
                    what = f"“{text[start:stop]}”拆在两行：“{text[start:end]}”和“{text[end:stop]}”"
                    out.append(_finding("parted", page, what, line))
    return out


def _is_leader(line: TextLine) -> bool:
    start = line.text[:3]
    return all(char in LEADERS for char in line.text) or (len(start) == 3 and all(char in LEADERS for char in start))


def _short(line: TextLine) -> str:
    return line.text if len(line.text) <= 24 else line.text[:23] + "…"


def _finding(check: str, page: int, what: str, line: TextLine) -> Finding:
    return Finding(check, Severity.ERROR, page, what, where_mm(line.box))
