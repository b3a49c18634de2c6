"""A column of the clerk's workbook in; the words to choose from in its cells out, as drop-down lists.

They are offered, not forced: a list may have levels of its own, and a cell may hold several names. Where the words
stand in the workbook itself the list follows them while people write. References start from the row of titles, which
nobody deletes; COUNTA keeps the empty rows below out of the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from powermap.exchange.workbook_rows import Rows
from powermap.source.workbook.sheets import Column, Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LAST_ROW = 2000
"""How far down drop-down lists reach."""

END = "结束"
_LONGEST = 255
"""Most characters of a list of words in a rule (ECMA-376 part 1, 18.3.1.33, as Excel keeps it)."""


def add_choices(page: Worksheet, sheet: Sheet, column: Column, letter: str, rows: Rows, levels: Sequence[str]) -> None:
    """Drop-down lists for a column. rows: the filled ones, from the second row of the page; levels: 风险等级."""
    start = 2
    if column.title == "下一步":
        for first, last, words in _targets(rows):
            _offer(page, _words([*words, END]), f"{letter}{first}:{letter}{last}")
            start = last + 1
    _offer(page, _source(sheet, column, start, levels), f"{letter}{start}:{letter}{LAST_ROW}")


def _offer(page: Worksheet, source: str, cells: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    if source:
        rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
        rule.add(cells)
        page.add_data_validation(rule)


def _source(sheet: Sheet, column: Column, row: int, levels: Sequence[str]) -> str:
    if column.kind == "names" and "主体" in column.title:
        return _filled("主体", "A")
    if column.title == "事项编号":
        return _filled("事项", "A")
    if column.choices == ("@清单.类别",):
        return _filled("清单", "C")
    if column.choices == ("@风险等级",):
        return _words(levels)
    if column.title == "下一步":
        return _of_the_item("D", row)
    if sheet.name == "风险" and column.title == "步骤":
        return _of_the_item("C", row)
    return _words(column.choices)


def _filled(name: str, letter: str) -> str:
    """The cells under a title, as far as they are filled."""
    whole = f"{name}!${letter}$1:${letter}${LAST_ROW}"
    return f"OFFSET({name}!${letter}$1,1,0,MAX(1,COUNTA({whole})-1),1)"


def _of_the_item(letter: str, row: int) -> str:
    """A column of the rows of 流程 that have the number which stands in the first cell of this row."""
    numbers = f"流程!$A$1:$A${LAST_ROW}"
    return f"OFFSET(流程!${letter}$1,MATCH($A{row},{numbers},0)-1,0,COUNTIF({numbers},$A{row}),1)"


def _words(words: Sequence[str]) -> str:
    """As many as fit in a rule; a comma would part a word, a quote would end the rule."""
    kept: list[str] = []
    for word in words:
        if not set(word) & set(',"\n') and len(",".join([*kept, word])) <= _LONGEST:
            kept.append(word)
    return f'"{",".join(kept)}"' if kept else ""


def _targets(rows: Rows) -> Iterator[tuple[int, int, list[str]]]:
    """(first row, last row, 标识 of the steps) of each item in 流程."""
    first = 2
    for position, row in enumerate(rows):
        following = rows[position + 1] if position + 1 < len(rows) else {}
        if following.get("事项编号") != row["事项编号"]:
            own = rows[first - 2 : position + 1]
            yield first, position + 2, [name for other in own if (name := other.get("标识"))]
            first = position + 3
