"""The inks (印刷色) of a theme file as typed in; the inks by colour, and every value that cannot be printed, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from powermap.diagnostics import Diagnostic, Severity
from powermap.model.theme import Cmyk
from powermap.source.tree import Mapping as MappingNode
from powermap.source.tree import place_of
from powermap.validate.theme_draft import ThemeDraft

MOST_INK = 300
"""Percent of the four inks together: more does not dry on coated paper (the usual limit of print shops)."""

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_FOUR = re.compile(r"\s*".join([r"(\d{1,3}(?:\.\d)?)(?:\s+|\s*[,，/]\s*|$)"] * 4))
_KEY = "印刷色"


def inks_of(written: Mapping[str, str]) -> dict[str, Cmyk]:
    """Shares of ink by colour in capitals. Only of values without problems."""
    return {color.upper(): inks for color, text in written.items() if (inks := _inks(text)) is not None}


def ink_problems(draft: ThemeDraft, node: MappingNode) -> Iterator[Diagnostic]:
    """Keys that are no colour, values that are not four shares, and more ink than dries."""
    for key, text in draft.printed.items():
        place = place_of(node, (_KEY, key))
        inks = _inks(text)
        if not _HEX.fullmatch(key):
            advice = '前面写屏幕上的颜色，要加引号，如 "#B3151B": 0 100 95 20'
            yield Diagnostic("theme-inks", Severity.ERROR, f"“{key}”不是颜色", advice, place)
        elif inks is None or max(inks) > 1:
            advice = "写成 青 品红 黄 黑 四个数，各 0 至 100，如 0 100 95 20"
            yield Diagnostic("theme-inks", Severity.ERROR, f"“{text}”不是印刷色", advice, place)
        elif (total := round(100 * sum(inks))) > MOST_INK:
            advice = f"把几种墨减少，加起来到 {MOST_INK} 以内，否则印出来不干、粘页"
            yield Diagnostic("theme-inks", Severity.ERROR, f"“{text}”的墨量是 {total}", advice, place)


def _inks(text: str) -> Cmyk | None:
    match = _FOUR.fullmatch(text.strip())
    if match is None:
        return None
    c, m, y, k = (float(share) / 100 for share in match.groups())
    return c, m, y, k
