"""What a file is in; the line of small type under the sheet that says so (slug line), out."""

from __future__ import annotations

from powermap.scene.items import Color, Page, Text
from powermap.text.fonts import Catalogue
from powermap.units import mm

DROP = mm(12.5)
"""From the trimmed edge to the base line: clear of bleed and register marks."""

_SIZE = 7.0
_INDENT = mm(8)
_BLACK = Color(0.0, 0.0, 0.0)


def slug_line(words: str, page: Page, fonts: Catalogue) -> tuple[Text, ...]:
    """The line, black, from the left, smaller where the sheet is narrow."""
    room = page.width - 2 * _INDENT
    size = min(_SIZE, _SIZE * room / fonts.width("body", words, _SIZE))
    x, y = _INDENT, page.height + DROP
    out = []
    for font, text in fonts.runs("body", words):
        width = font.width(text, size)
        out.append(Text(x, y, text, font.name, size, _BLACK, width))
        x += width
    return tuple(out)
