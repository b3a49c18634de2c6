"""A list as read (or nothing) in; the clerk's workbook out: drop-down lists, colours, frozen heads, an explanation."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from powermap.exchange.archive import without_clock
from powermap.exchange.workbook_rows import Rows, rows_of
from powermap.model.theme import Theme
from powermap.source import ListSource
from powermap.source.workbook.sheets import EXAMPLE, GUIDE, OPTION, SHEETS, Column, Sheet

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FONT = "微软雅黑"
"""On every Windows machine that WPS or Excel runs on."""

VALIDATED_ROWS = 2000
"""How far down drop-down lists reach."""

_GUIDE_HEAD = (
    "怎么填",
    "1. 每一页第一行是列名，不要改；从第二行起填，一行一条。加“*”的列必须有。",
    "2. 一格里要写几样，按 Alt+Enter 换行，一行一样；人名、主体名也可以用顿号隔开。",
    "3. 灰色斜体、以“例”开头的行是例子，不会读进去，可以删掉。",
    "4. 文字里写【进场限额】，印出来是“参数”页里它的值。",
    "5. 填好以后：powermap import 工作簿.xlsx -o 清单文件夹。有问题会说明在哪一页哪一格、怎么改。",
)


def workbook(source: ListSource | None, theme: Theme) -> bytes:
    """The .xlsx: the rows of the list, or of nothing but an example row in each sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    rows = rows_of(source) if source else {}
    _guide(book, theme)
    for sheet in SHEETS:
        _sheet(book.create_sheet(sheet.name), sheet, rows.get(sheet.name, []), theme, with_example=source is None)
    book.active = 0
    out = BytesIO()
    book.save(out)
    return without_clock(out.getvalue())


def _guide(book: Workbook, theme: Theme) -> None:
    from openpyxl.styles import Alignment, Font

    page = book.create_sheet(GUIDE)
    page.sheet_view.showGridLines = False
    page.sheet_properties.tabColor = _argb(theme, "gold")
    for i, line in enumerate(_GUIDE_HEAD, 1):
        cell = page.cell(i, 1, line)
        cell.font = Font(
            FONT, size=14 if i == 1 else 11, bold=i == 1, color=_argb(theme, "primary" if i == 1 else "ink")
        )
        page.merge_cells(start_row=i, start_column=1, end_row=i, end_column=4)
    number = len(_GUIDE_HEAD) + 2
    _head_row(page, number, ("页", "列", "写什么", "可选的词"), theme)
    for sheet in SHEETS:
        for column in sheet.columns:
            number += 1
            words = _choice_words(column)
            values = (sheet.name, f"{column.title}{'*' if column.needed else ''}", column.about, words)
            for index, value in enumerate(values, 1):
                entry = page.cell(number, index, value)
                entry.font = Font(FONT, size=10, color=_argb(theme, "ink"))
                entry.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCD", (10, 14, 66, 44), strict=True):
        page.column_dimensions[letter].width = width


def _choice_words(column: Column) -> str:
    if column.choices and column.choices[0].startswith("@"):
        return f"“{column.choices[0][1:].replace('.', '”页“')}”里的词"
    return "、".join(column.choices)


def _sheet(page: Worksheet, sheet: Sheet, rows: Rows, theme: Theme, *, with_example: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter

    columns = _columns(sheet, rows)
    _head_row(page, 1, [f"{column.title}{'*' if column.needed else ''}" for column in columns], theme)
    page.freeze_panes = "C2" if len(columns) > 4 else "A2"
    page.sheet_properties.tabColor = _argb(theme, "primary")
    line = Side("thin", color=_argb(theme, "hairline"))
    plain = Font(FONT, size=10, color=_argb(theme, "ink"))
    grey = Font(FONT, size=10, italic=True, color="FF8A8F98")
    written = (
        [dict(zip((c.title for c in sheet.columns), sheet.example, strict=True))]
        if with_example and sheet.example
        else []
    )
    for number, row in enumerate([*written, *rows], 2):
        for index, column in enumerate(columns, 1):
            cell = page.cell(number, index)
            if row.get(column.title):
                cell.value = row[column.title]
                cell.data_type = "s"
            cell.number_format = "@"
            cell.font = grey if next(iter(row.values()), "").startswith(EXAMPLE) else plain
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(bottom=line)
    for index, column in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(index)].width = column.width
        for number in range(len(rows) + len(written) + 2, len(rows) + len(written) + 40):
            page.cell(number, index).number_format = "@"
        _drop_down(page, column, get_column_letter(index), rows)


def _columns(sheet: Sheet, rows: Rows) -> list[Column]:
    """The columns of a sheet, with as many options as the longest question has."""
    titles = {column.title for column in sheet.columns}
    more = sorted({title for row in rows for title in row if title.startswith(OPTION)} - titles)
    columns = list(sheet.columns)
    at = next((i for i, column in enumerate(columns) if column.title == "答"), len(columns))
    columns[at:at] = [Column(title, "text", 22, "一个选项") for title in more]
    return columns


def _head_row(page: Worksheet, number: int, titles: list[str] | tuple[str, ...], theme: Theme) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for index, title in enumerate(titles, 1):
        cell = page.cell(number, index, title)
        cell.font = Font(FONT, size=10, bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor=_argb(theme, "primary"))
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    page.row_dimensions[number].height = 22


def _drop_down(page: Worksheet, column: Column, letter: str, rows: Rows) -> None:
    """Words to choose from; they are offered, not forced, since a list may have levels of its own."""
    from openpyxl.worksheet.datavalidation import DataValidation

    source = _source_of(column, page)
    if not source:
        return
    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
    rule.add(f"{letter}2:{letter}{VALIDATED_ROWS}")
    page.add_data_validation(rule)


def _source_of(column: Column, page: Worksheet) -> str:
    if column.kind == "names" and "主体" in column.title:
        return f"主体!$A$2:$A${VALIDATED_ROWS}"
    if column.title == "事项编号":
        return f"事项!$A$2:$A${VALIDATED_ROWS}"
    if column.choices == ("@清单.类别",):
        return f"清单!$C$2:$C${VALIDATED_ROWS}"
    if column.choices == ("@风险等级",):
        return '"高,中,低"'
    if column.title == "下一步":
        return f"流程!$D$2:$D${VALIDATED_ROWS}"
    return f'"{",".join(column.choices)}"' if column.choices else ""


def _argb(theme: Theme, token: str) -> str:
    return "FF" + theme.palette[token].removeprefix("#").upper()
