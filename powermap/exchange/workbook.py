"""A list as read (or nothing) in; the clerk's workbook out: drop-down lists, colours, frozen heads, an explanation."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING

from powermap.exchange.archive import without_clock
from powermap.exchange.plain import dict_of, list_of, plain, text_of
from powermap.exchange.workbook_choices import LAST_ROW, add_choices
from powermap.exchange.workbook_heights import set_height
from powermap.exchange.workbook_rows import Rows, rows_of
from powermap.model.theme import Theme
from powermap.source import ListSource
from powermap.source.workbook.sheets import BRANCH, DECISION, EXAMPLE, GUIDE, OPTION, SHEETS, Column, Sheet

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FONT = "微软雅黑"
"""On every Windows machine that WPS or Excel runs on."""

GREY = "FF8A8F98"
"""Of examples: beside any theme's ink they are no part of the list."""

TEXT = "@"
"""The number format in which 08 stays 08 (ECMA-376 part 1, 18.8.30)."""

NARROW = 9
"""Columns of up to so many characters hold one word and are centred."""

WIDEST = 240.0
"""Most characters side by side on a sheet of A3: type of 10 pt comes out as 7 pt."""

LEVELS = ("高", "中", "低")
"""风险等级 of a list that has none of its own."""

_GUIDE_HEAD = (
    "怎么填",
    "1. 每一页第一行是列名，不要改；从第二行起填，一行一条。加“*”的列不能删；每个事项都要填什么，检查的时候会说。",
    "2. 一格里要写几样，按 Alt+Enter 换行，一行一样；人名、主体名也可以用顿号隔开。",
    "3. 灰色斜体、以“例”开头的行是例子，不会读进去，可以删掉。",
    "4. 文字里写【进场限额】，印出来是“参数”页里它的值。",
    "5. 填好以后检查：powermap check 工作簿.xlsx。有问题会说明在哪一页哪一格、怎么改。",
    "6. 没有错误了就出图：powermap poster 工作簿.xlsx。别的产品也一样，工作簿当清单用。",
)


def workbook(source: ListSource | None, theme: Theme) -> bytes:
    """The .xlsx: the rows of the list, or of nothing but examples in each sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    rows = rows_of(source) if source else {}
    levels = [text_of(level) for level in list_of(dict_of(plain(source.head)).get("风险等级"))] if source else []
    _guide(book, theme)
    for sheet in SHEETS:
        written = rows.get(sheet.name, []) if source else _started(sheet)
        _sheet(book.create_sheet(sheet.name), sheet, written, theme, levels or LEVELS)
    book.active = 0
    book.properties.creator = "powermap"
    out = BytesIO()
    book.save(out)
    return without_clock(out.getvalue())


def _started(sheet: Sheet) -> Rows:
    """The example rows, and below them what every list has."""
    titles = [column.title for column in sheet.columns]
    examples = [dict(zip(titles, example, strict=True)) for example in sheet.examples]
    return [*examples, *({titles[0]: word} for word in sheet.given)]


def _guide(book: Workbook, theme: Theme) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

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
    rule = Border(top=Side("thin", color=_argb(theme, "primary")))
    for sheet in SHEETS:
        lines = [(sheet.name, "", sheet.about, "")]
        lines += [("", f"{c.title}{'*' if c.needed else ''}", c.about, _choice_words(c)) for c in sheet.columns]
        for values in lines:
            number += 1
            for index, value in enumerate(values, 1):
                entry = page.cell(number, index, value)
                entry.font = Font(FONT, size=10, bold=bool(values[0]), color=_argb(theme, "ink"))
                entry.alignment = Alignment(wrap_text=True, vertical="top")
                if values[0]:
                    entry.border = rule
    for letter, width in zip("ABCD", (8, 14, 66, 44), strict=True):
        page.column_dimensions[letter].width = width
    _for_paper(page, len(_GUIDE_HEAD) + 2)


def _choice_words(column: Column) -> str:
    if column.choices and column.choices[0].startswith("@"):
        return f"“{column.choices[0][1:].replace('.', '”页“')}”里的词"
    return "、".join(column.choices)


def _sheet(page: Worksheet, sheet: Sheet, rows: Rows, theme: Theme, levels: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter

    columns = _columns(sheet, rows)
    _head_row(page, 1, [f"{column.title}{'*' if column.needed else ''}" for column in columns], theme)
    page.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}2"
    page.sheet_properties.tabColor = _argb(theme, "primary")
    line = Border(bottom=Side("thin", color=_argb(theme, "hairline")))
    plain_font = Font(FONT, size=10, color=_argb(theme, "ink"))
    grey = Font(FONT, size=10, italic=True, color=GREY)
    wrapped, centred = (Alignment(h, "top", wrap_text=True) for h in ("left", "center"))
    for number, row in enumerate(rows, 2):
        font = grey if next(iter(row.values()), "").startswith(EXAMPLE) else plain_font
        for index, column in enumerate(columns, 1):
            cell = page.cell(number, index)
            if row.get(column.title):
                cell.value = row[column.title]
                cell.data_type = "s"
            cell.number_format = TEXT
            cell.font, cell.border = font, line
            cell.alignment = centred if column.width <= NARROW else wrapped
        set_height(page, number, ((row.get(column.title, ""), column.width) for column in columns))
    for index, column in enumerate(columns, 1):
        letter = get_column_letter(index)
        below = page.column_dimensions[letter]
        below.width = column.width
        below.number_format, below.font = TEXT, plain_font
        below.alignment = centred if column.width <= NARROW else wrapped
        add_choices(page, sheet, column, letter, rows, levels)
    _colours(page, sheet, get_column_letter(len(columns)), theme)
    _for_paper(page, 1, sum(column.width for column in columns), sheet.frozen)


def _for_paper(page: Worksheet, titles: int, width: float = 0.0, frozen: int = 0) -> None:
    """People print what they are to check: all columns on the width of a sheet, or of two where they would be too small
    to read; the row of titles and the frozen columns on every page.
    """
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A3
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = ceil(width / WIDEST) if width else 1, 0
    if width > WIDEST and frozen:
        page.print_title_cols = f"A:{get_column_letter(frozen)}"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{titles}:{titles}"


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


def _colours(page: Worksheet, sheet: Sheet, last_column: str, theme: Theme) -> None:
    """Rules, not fixed colours, so that rows that people add and move look the same: a line where the next item
    begins, decisions on a tint, their branches pale.
    """
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Border, Font, PatternFill, Side
    from openpyxl.styles.differential import DifferentialStyle

    def colour(formula: str, style: DifferentialStyle) -> None:
        rule = Rule(type="expression", dxf=style, formula=[formula])
        page.conditional_formatting.add(f"A2:{last_column}{LAST_ROW}", rule)

    if sheet.columns[0].title == "事项编号":
        line = Side("thin", color=_argb(theme, "primary"))
        colour('AND($A2<>"",$A2<>$A1)', DifferentialStyle(border=Border(top=line)))
    if sheet.name == "流程":
        tint = PatternFill("solid", bgColor=_argb(theme, "band"))
        colour(f'$B2="{DECISION}"', DifferentialStyle(fill=tint))
        pale = DifferentialStyle(font=Font(color=_argb(theme, "secondary")))
        colour(f'AND($B2="{BRANCH}",LEFT($A2)<>"{EXAMPLE}")', pale)


def _argb(theme: Theme, token: str) -> str:
    return "FF" + theme.palette[token].removeprefix("#").upper()
