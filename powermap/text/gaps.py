"""Text in; where Chinese meets Latin letters and digits, and the gaps that belong there, out."""

from __future__ import annotations

import re

MIXED_GAP = 0.25
"""The space between Chinese and Latin letters or digits (clreq §3.2.3: a quarter em)."""

_HAN = "[\u3400-\u9fff\U00020000-\U0010ffff〇]"
_LATIN = re.compile("[0-9A-Za-z%+]")
_SCRIPTS_MEET = re.compile(f"(?<={_HAN})(?={_LATIN.pattern})|(?<={_LATIN.pattern})(?={_HAN})")
"""The places with a quarter-em gap: a Han character on one side, a letter or digit on the other."""


def gapped(raw: str) -> tuple[str, list[float]]:
    """A paragraph without the spaces that a gap between scripts takes the place of, and the gap before each character
    of it.
    """
    if " " not in raw:
        gaps = [0.0] * len(raw)
        if _LATIN.search(raw):
            for edge in _SCRIPTS_MEET.finditer(raw):
                gaps[edge.start()] = MIXED_GAP
        return raw, gaps
    chars: list[str] = []
    gaps = []
    before = previous = ""
    for i, char in enumerate(raw):
        if char == " ":
            after = raw[i + 1]  # no space at the end
            if _is_mixed(before, after) or is_full(before) or is_full(after):
                before = char
                continue
        gaps.append(MIXED_GAP if _is_mixed(previous, char) or (before == " " and previous != " ") else 0.0)
        chars.append(char)
        before = previous = char
    return "".join(chars), gaps


def is_full(char: str) -> bool:
    """Han, kana or full-width marks: next to them a typed space is not wanted."""
    return "\u2e80" <= char <= "\uffef"


def spaced(line: str) -> str:
    """A line of a setting for programs that know no gap between scripts: with a space where it has one."""
    return _SCRIPTS_MEET.sub(" ", line)


def _is_mixed(before: str, after: str) -> bool:
    return _SCRIPTS_MEET.search(before + after) is not None
