"""The texts of a row and the widths of their columns in; the height of the row out, which grows when people write on.

WPS and Excel fit rows that have no height when they open a file, LibreOffice does not. A height without customHeight is
taken by all three, and fitted anew when a cell of the row changes (ECMA-376 part 1, 18.3.1.73).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.dimensions import RowDimension
    from openpyxl.worksheet.worksheet import Worksheet

LINE = 14.25
"""Height of a line of 微软雅黑 at 10 pt, in pt, as Excel sets it; with the padding of a row 16.5."""

PADDING = 2.25
MAX_HEIGHT = 409.0
"""Highest row, in pt, that Excel knows."""

_WIDE = 1.8
"""Width of a Chinese character at 10 pt in units of column width, which are digits of the default font at 11 pt."""


def set_height(page: Worksheet, number: int, cells: Iterable[tuple[str, int]]) -> None:
    """cells: text and column width (in characters) of each."""
    lines = max((sum(_lines(line, width) for line in text.split("\n")) for text, width in cells), default=1)
    page.row_dimensions[number] = _fitted()(page, index=number, ht=min(MAX_HEIGHT, lines * LINE + PADDING))


def _lines(text: str, width: int) -> int:
    units = sum(_WIDE if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)
    return max(1, -int(-units // (width - 1)))


@cache
def _fitted() -> type[RowDimension]:
    """A row whose height is no wish of anybody: openpyxl takes every height for one. Made late, as openpyxl is."""
    from openpyxl.worksheet.dimensions import RowDimension

    class Fitted(RowDimension):
        @property
        def customHeight(self) -> bool:
            return False

    return Fitted
