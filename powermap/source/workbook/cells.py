"""A sheet of a workbook in; its rows as texts by column title, each with its cell, out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from powermap.diagnostics import Place
from powermap.source.files import Files
from powermap.source.workbook.sheets import EXAMPLE, OPTION, Column, Kind, Sheet
from powermap.value import Value

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MAX_ROWS = 20_000
"""Most rows of a sheet that are read."""

HEAD_WITHIN = 12
"""The row of titles is looked for in so many rows: people put a title and notes above it."""

_ITEM_NUMBER = re.compile(r"\d")
_MARKS = re.compile(r"[\s*＊:：]|[(（][^)）]*[)）]")
_ESCAPED = re.compile(r"_x(0009|000[AaDd]|005[Ff])_")
"""How a workbook writes signs that XML would lose (ECMA-376 part 1, 22.9.2.19): tab, line ends, and the low line."""

_SPACES = " \t\u3000\u00a0\r\n\u200b\ufeff"


class Cell(Value, frozen=True):
    """A text and where it stands. text is "" for an empty cell."""

    text: str
    place: Place


class Row(Value, frozen=True):
    """A row: its cells by column title, the place of its first cell."""

    cells: dict[str, Cell]
    place: Place

    def __getitem__(self, title: str) -> Cell:
        return self.cells.get(title) or Cell("", self.place)

    def text(self, title: str) -> str:
        return self[title].text


def rows_of(worksheet: Worksheet, sheet: Sheet, file: str, files: Files) -> list[Row]:
    """The rows under the titles, without empty ones and examples. What cannot be read is reported."""
    name = worksheet.title
    merged = _merged(worksheet)
    found = _titles(worksheet, sheet, merged)
    if found is None:
        wanted = "、".join(column.title for column in sheet.columns if column.needed)
        place = Place(file, 1, 1, name)
        files.fail("workbook-column-missing", place, f"“{name}”页里找不到表头", f"第一行写上 {wanted} 等列名")
        return []
    head, titles = found
    columns = _checked(titles, sheet, head, file, name, files)
    if any(column.needed and column not in columns.values() for column in sheet.columns):
        return []
    _note_hidden(worksheet, head, columns, file, files)
    rows = []
    # colours and borders that people leave far below are no rows
    end = max((row for (row, _), cell in worksheet._cells.items() if cell.value is not None), default=head)
    last = min(end, head + MAX_ROWS)
    for number in range(head + 1, last + 1):
        cells: dict[str, Cell] = {}
        places = [(number, index) for index in columns]
        for index, column in columns.items():
            place = Place(file, number, index, name)
            value = _value(worksheet, merged, number, index)
            cells[column.title] = Cell(_text(value, column.kind, place, files), place)
        first = next(iter(cells.values()))
        own = any(cell.text and merged.get(at, at) == at for at, cell in zip(places, cells.values(), strict=True))
        if own and not first.text.startswith(EXAMPLE):
            rows.append(Row(cells, first.place))
    if end > last:
        found_text = f"“{name}”页超过 {MAX_ROWS} 行，后面的没有读"
        files.fail("workbook-too-large", Place(file, last + 1, 1, name), found_text, "删掉多余的行")
    return rows


def _titles(
    worksheet: Worksheet, sheet: Sheet, merged: dict[tuple[int, int], tuple[int, int]]
) -> tuple[int, dict[int, str]] | None:
    """The row in which the needed titles stand, and all titles in it by column index."""
    needed = {column.title for column in sheet.columns if column.needed}
    best: tuple[int, dict[int, str]] | None = None
    for number in range(1, min(worksheet.max_row, HEAD_WITHIN) + 1):
        titles = {
            index: _MARKS.sub("", unicodedata.normalize("NFKC", str(value)))
            for index in range(1, min(worksheet.max_column, 200) + 1)
            if (value := _raw(worksheet, merged, number, index)) not in (None, "")
        }
        known = needed & set(titles.values())
        if known == needed:
            return number, titles
        if len(known) * 2 > len(needed) and best is None:
            best = number, titles
    return best


def _checked(titles: dict[int, str], sheet: Sheet, head: int, file: str, name: str, files: Files) -> dict[int, Column]:
    """The columns of the sheet by index; unknown, double and missing ones are reported."""
    columns: dict[int, Column] = {}
    taken: dict[str, int] = {}
    for index, title in titles.items():
        place = Place(file, head, index, name)
        column = sheet.column(title) or _option(title, sheet)
        if column is None:
            known = "、".join(column.title for column in sheet.columns)
            files.report("workbook-column-unknown", place, f"“{title}”列没有读", f"认得的列：{known}")
        elif title in taken:
            files.fail("workbook-column-twice", place, f"“{title}”列出现了两次", "删掉一列，或改列名")
        else:
            taken[title] = index
            columns[index] = column
    for column in sheet.columns:
        if column.needed and column.title not in taken:
            place = Place(file, head, 1, name)
            files.fail(
                "workbook-column-missing", place, f"“{name}”页缺“{column.title}”列", f"{column.about}；加上这一列"
            )
    return columns


def _option(title: str, sheet: Sheet) -> Column | None:
    """选项E and what follows, where there are options."""
    if sheet.column(f"{OPTION}A") and re.fullmatch(f"{OPTION}[A-Z]", title):
        return Column(title, "text", 22, "一个选项")
    return None


def _merged(worksheet: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """(row, column) of every cell in a merged range → that of its top left cell, which holds the value.

    To the right only the first column gets it: a title merged over three columns is one title.
    """
    out = {}
    for block in worksheet.merged_cells.ranges:
        for number in range(block.min_row, min(block.max_row, block.min_row + MAX_ROWS) + 1):
            out[number, block.min_col] = (block.min_row, block.min_col)
    return out


def _raw(worksheet: Worksheet, merged: dict[tuple[int, int], tuple[int, int]], number: int, index: int) -> Any:
    row, column = merged.get((number, index), (number, index))
    cell = worksheet._cells.get((row, column))
    return None if cell is None else cell.value


def _value(worksheet: Worksheet, merged: dict[tuple[int, int], tuple[int, int]], number: int, index: int) -> Any:
    row, column = merged.get((number, index), (number, index))
    return worksheet._cells.get((row, column))


def _text(cell: Any, kind: Kind, place: Place, files: Files) -> str:
    """The text of a cell as it is meant; "" with a report where it has none."""
    value = None if cell is None else cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        formula = str(getattr(value, "text", value))
        if "DISPIMG" in formula.upper():
            files.fail("workbook-picture", place, "这一格是嵌入的图片", "清单里不放图片；删掉它，写成文字")
        else:
            advice = "选中这些格，复制，在原处“选择性粘贴”为数值"
            files.fail("workbook-formula", place, f"这一格是公式 {formula[:40]}", advice)
        return ""
    if cell.data_type == "e":
        files.fail("workbook-error-value", place, f"这一格是错误值 {value}", "改成正确的文字")
        return ""
    text = _plain(value, str(getattr(cell, "number_format", "")))
    if kind == "number":
        return _number(text, value, place, files)
    lines = [line.strip(_SPACES) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    if kind == "word":
        return _joined(lines)
    return "\n".join(lines).strip("\n")


def _plain(value: Any, number_format: str) -> str:
    """A value of a cell in the words that the sheet shows, as far as they matter here."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat()
        return value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float | int):
        percent = "%" in number_format
        number = value * 100 if percent else value
        return f"{number:.10g}" + ("%" if percent else "")
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value))


def _number(text: str, value: Any, place: Place, files: Files) -> str:
    """编号: half-width; a number that Excel made of 08 gets its zero back."""
    text = unicodedata.normalize("NFKC", text).strip(_SPACES).replace("\n", "")
    if isinstance(value, int | float) and not isinstance(value, bool) and _ITEM_NUMBER.fullmatch(text):
        text = f"0{text}"
    return text


def _joined(lines: Iterable[str]) -> str:
    """A line break that somebody put in to make a cell look well: nothing between Chinese, a space between words."""
    out = ""
    for line in lines:
        space = " " if out and line and out[-1].isascii() and line[0].isascii() else ""
        out += space + line
    return out


def _note_hidden(worksheet: Worksheet, head: int, columns: dict[int, Column], file: str, files: Files) -> None:
    from openpyxl.utils import column_index_from_string

    rows = sorted(number for number, row in worksheet.row_dimensions.items() if row.hidden and number > head)
    rows = [number for number in rows if any((number, index) in worksheet._cells for index in columns)]
    if rows:
        found = f"第 {_spans(rows)} 行是隐藏的，照样读了"
        files.report("workbook-hidden", Place(file, rows[0], 1, worksheet.title), found, "不要的行请删掉")
    for letter, dimension in worksheet.column_dimensions.items():
        index = column_index_from_string(letter)
        if dimension.hidden and index in columns:
            found = f"“{columns[index].title}”列是隐藏的，照样读了"
            files.report("workbook-hidden", Place(file, head, index, worksheet.title), found, "不要的内容请清除")


def _spans(numbers: Sequence[int]) -> str:
    """3、5–8"""

    def spans() -> Iterator[str]:
        start = previous = numbers[0]
        for number in [*numbers[1:], None]:
            if number is not None and number == previous + 1:
                previous = number
                continue
            yield str(start) if start == previous else f"{start}–{previous}"
            if number is not None:
                start = previous = number

    return "、".join(spans())
