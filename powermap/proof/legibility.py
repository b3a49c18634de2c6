"""A page in; text that is too small for its sheet or too pale for its ground out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from powermap.diagnostics import Severity
from powermap.proof.lines import Rgb, Run, TextLine
from powermap.proof.page import Ground, PageContent
from powermap.proof.places import around
from powermap.proof.report import Finding, where_mm
from powermap.units import to_mm

CONTRAST = 4.5
"""Least contrast of text: WCAG 2.2, success criterion 1.4.3."""

LARGE_CONTRAST = 3.0
LARGE_PT, LARGE_BOLD_PT = 24.0, 18.0
"""Type from these sizes on counts as large."""


class Floors(NamedTuple):
    """The smallest type in pt: the item's name, a step, anything else."""

    name: float
    step: float
    note: float


_BY_SHORT_SIDE = (
    (841, Floors(140, 44, 30)),
    (594, Floors(100, 31, 21)),
    (420, Floors(70, 22, 15)),
    (297, Floors(48, 15, 10.5)),
    (210, Floors(34, 11, 8)),
)
"""Short side of ISO A0 to A4 in mm, and the type that can be read from where people stand before each."""

BOOKLET = Floors(20, 9.5, 8)
"""For A5 and what is smaller."""

CARD = Floors(60, 28, 23)
"""In px of a card 1080 px wide."""

CARD_WIDTH_PX = 1080
"""A card is read on a telephone, 1080 px to its width. A page of 1080 pt (381 mm, no sheet of paper) is a card."""

_ROUNDING_MM = 1.0
_ROUNDING_PT = 0.01


def floors_of(width_mm: float, height_mm: float, *, card: bool = False, imposed: bool = False) -> Floors:
    """The smallest type allowed on a sheet. imposed: it carries pages of a booklet."""
    if card:
        scale = width_mm / to_mm(1) / CARD_WIDTH_PX
        return Floors(*(scale * floor for floor in CARD))
    if imposed:
        return BOOKLET
    short = min(width_mm, height_mm) + _ROUNDING_MM
    return next((floors for side, floors in _BY_SHORT_SIDE if short >= side), BOOKLET)


def is_card(page: PageContent) -> bool:
    """Whether a page is drawn to become a card."""
    return abs(page.width - CARD_WIDTH_PX) < 0.5


def check_type_size(page: PageContent, floor: float) -> list[Finding]:
    """No type below the floor (pt). One finding for each size, at its first place."""
    small: dict[float, list[Run]] = {}
    for run in page.shown:
        if run.size < floor - _ROUNDING_PT:
            small.setdefault(round(run.size, 2), []).append(run)
    out = []
    for size, runs in sorted(small.items()):
        first = page.line_of(runs[0])
        what = f"字号 {size:g} 磅，这种纸至少要 {floor:g} 磅：“{_short(first.text)}”{_and_more(runs)}"
        out.append(Finding("small-type", Severity.ERROR, page.number, what, where_mm(first.box)))
    return out


def check_heading_sizes(
    pages: Iterable[PageContent], what: str, headings: Iterable[Iterable[str]], floor: float
) -> list[Finding]:
    """Each heading is at the floor (pt) where it is largest: there it is a heading and not a mention.

    headings: for each the ways in which it may be written, without white space. Those that stand nowhere alone are not
    judged. One finding for each size, at its first place.
    """
    largest: dict[str, tuple[float, int, tuple[TextLine, ...]]] = {}
    for page in pages:
        for block in page.blocks:
            text = "".join(line.text for line in block)
            if text not in largest or largest[text][0] < block[0].size:
                largest[text] = (block[0].size, page.number, block)
    small: dict[float, list[tuple[str, int, tuple[TextLine, ...]]]] = {}
    for ways in headings:
        found = [(largest[way][0], way) for way in ways if way in largest]
        size, text = max(found, default=(floor, ""))
        if size < floor - _ROUNDING_PT:
            small.setdefault(round(size, 2), []).append((text, *largest[text][1:]))
    out = []
    for size, places in sorted(small.items()):
        text, number, block = places[0]
        more = f"等 {len(places)} 处" if len(places) > 1 else ""
        told = f"{what}“{_short(text)}”{more}字号 {size:g} 磅，这种纸的{what}至少要 {floor:g} 磅"
        where = where_mm(around(line.box for line in block))
        out.append(Finding("small-type", Severity.ERROR, number, told, where))
    return out


def check_contrast(page: PageContent, ground: Ground) -> list[Finding]:
    """Text stands out from what lies under each of its characters. One finding for each colour and contrast."""
    ratios: dict[tuple[Rgb, Rgb], float] = {}
    pale: dict[tuple[Rgb, float, float], list[Run]] = {}
    for run in page.shown:
        if run.color is None:
            continue
        least = LARGE_CONTRAST if run.size >= (LARGE_BOLD_PT if run.bold else LARGE_PT) else CONTRAST
        worst = least
        for glyph in run.glyphs:
            under = ground(*glyph.ink.center)
            if (run.color, under) not in ratios:
                ratios[run.color, under] = contrast(run.color, under)
            worst = min(worst, ratios[run.color, under])
        if worst < least:
            pale.setdefault((run.color, least, round(worst, 1)), []).append(run)
    out = []
    for (color, least, ratio), runs in pale.items():
        first = page.line_of(runs[0])
        where = around(run.box for run in first.runs if run in runs)
        what = (
            f"文字“{_short(first.text)}”（#{bytes(color).hex().upper()}）{_and_more(runs)}"
            f"与底色的对比度只有 {ratio:.1f}，至少要 {least:g}"
        )
        out.append(Finding("contrast", Severity.ERROR, page.number, what, where_mm(where)))
    return out


def contrast(a: Rgb, b: Rgb) -> float:
    """The contrast ratio of two sRGB colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Rgb) -> float:
    red, green, blue = (part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _and_more(runs: list[Run]) -> str:
    count = sum(len(run.text) for run in runs)
    return f"等 {count} 字"


def _short(text: str) -> str:
    return text if len(text) <= 16 else text[:15] + "…"
