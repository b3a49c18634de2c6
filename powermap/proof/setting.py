"""Blocks of lines in; breaks that Chinese setting forbids out.

Written from W3C "Requirements for Chinese Text Layout" (clreq), 3.1.3 "Prohibition Rules for Line Start and Line
End", and GB/T 15834-2011, 5.1: pause, stop and closing marks do not begin a line, opening marks do not end one.
"""

from __future__ import annotations

from collections.abc import Sequence

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


def _is_leader(line: TextLine) -> bool:
    start = line.text[:3]
    return all(char in LEADERS for char in line.text) or (len(start) == 3 and all(char in LEADERS for char in start))


def _short(line: TextLine) -> str:
    return line.text if len(line.text) <= 24 else line.text[:23] + "…"


def _finding(check: str, page: int, what: str, line: TextLine) -> Finding:
    return Finding(check, Severity.ERROR, page, what, where_mm(line.box))
