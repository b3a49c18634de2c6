"""What a file is in; the line of small type under the sheet that says so (slug line), out."""

from __future__ import annotations

from powermap.scene.items import Color, Page, Text
from powermap.text.fonts import Catalogue
from powermap.units import mm

DROP = mm(12.5)
"""From the trimmed edge to the base line: clear of bleed and register marks."""

_TWO = (mm(11.4), mm(14.0))
"""The same for two lines, on narrow sheets."""

_SIZE, _LEAST = 7.0, 5.0
"""pt; below the least a line is parted."""

_INDENT = mm(8)
_GAP = "　"
_BLACK = Color(0.0, 0.0, 0.0)


def slug_line(parts: tuple[str, ...], page: Page, fonts: Catalogue) -> tuple[Text, ...]:
    """The parts in a line, black, from the left, smaller where the sheet is narrow; in two where it is very narrow."""
    room = page.width - 2 * _INDENT

    def fitting(words: str) -> float:
        return min(_SIZE, _SIZE * room / fonts.width("body", words, _SIZE))

    lines: list[str] = [_GAP.join(parts)]
    drops: tuple[float, ...] = (DROP,)
    if fitting(lines[0]) < _LEAST:
        lines = max(
            ([_GAP.join(parts[:i]), _GAP.join(parts[i:])] for i in range(1, len(parts))),
            key=lambda two: min(map(fitting, two)),
            default=lines,
        )
        drops = _TWO if len(lines) > 1 else drops
    size = min(map(fitting, lines))
    out = []
    for words, drop in zip(lines, drops, strict=True):
        x = _INDENT
        for font, text in fonts.runs("body", words):
            width = font.width(text, size)
            out.append(Text(x, page.height + drop, text, font.name, size, _BLACK, width))
            x += width
    return tuple(out)
