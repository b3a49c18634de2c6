"""What WPS and people do to a workbook without harm: the same list comes out."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from powermap.diagnostics import Severity
from powermap.model import PowerList
from powermap.source.workbook import read_workbook
from powermap.validate import check_list
from tests.workbook.books import book_of, read_changed, sample

Change = Callable[[Workbook], None]


def put(sheet: str, cell: str, value: Any, number_format: str = "General") -> Change:
    def change(book: Workbook) -> None:
        book[sheet][cell].value = value
        book[sheet][cell].number_format = number_format

    return change


def merge(book: Workbook) -> None:
    """编号 merged over all rows of an item, as people do."""
    page = book["流程"]
    for number in range(3, 8):
        page.cell(number, 1).value = None
    page.merge_cells("A2:A7")


def title_above(book: Workbook) -> None:
    page = book["流程"]
    page.insert_rows(1, 2)
    page["A1"].value = "示例县事项流程表（2026年）"
    page.merge_cells("A1:J1")


def columns_in_another_order(book: Workbook) -> None:
    page = book["风险"]
    for line in page.iter_rows(min_row=1, max_row=3):
        values = [cell.value for cell in line]
        for cell, value in zip(line, [*values[:2], *reversed(values[2:])], strict=True):
            cell.value = value


def extra(book: Workbook) -> None:
    book["事项"]["S1"].value = "备注"
    book["事项"]["S2"].value = "张某某填"
    book.create_sheet("Sheet1")["A1"].value = "草稿"


def hidden(book: Workbook) -> None:
    book["流程"].row_dimensions[3].hidden = True
    book["风险"].column_dimensions["F"].hidden = True
    book["题目"].sheet_state = "hidden"


def protected(book: Workbook) -> None:
    book["事项"].protection.sheet = True


def example(book: Workbook) -> None:
    page = book["村庄"]
    page["A3"].value, page["C3"].value = "例：某村", "随便写"


SAME: list[tuple[str, Change, set[str]]] = [
    ("number as number", put("事项", "A2", 8), set()),
    ("number with full-width digits", put("流程", "A3", "０８"), set()),
    ("number with spaces", put("流程", "A3", " 08 "), set()),
    ("trailing spaces", put("事项", "B2", "小型工程立项与发包　 "), set()),
    ("line break in a name", put("事项", "B2", "小型工程\n立项与发包"), set()),
    ("names by commas", put("事项", "G2", "村党组织，村民委员会"), set()),
    ("names by line", put("流程", "E6", "村党组织\r\n村民委员会"), set()),
    ("short name of an actor", put("流程", "E2", "村委会"), set()),
    ("a real date", put("法规", "C2", date(2026, 1, 1), "yyyy-mm-dd"), set()),
    ("article as number", put("事项", "J2", "《村民委员会组织法》第28条\n文件：区镇村级工程项目管理办法"), set()),
    ("edition as number", put("清单", "B5", 2026.1), set()),
    ("step by ordinal", put("风险", "B2", "第1步"), set()),
    ("step by name", put("风险", "B2", "提出项目建议"), set()),
    ("answer in words", put("题目", "G2", "不能"), set()),
    ("answer in small letters", put("题目", "G2", " b "), set()),
    (
        "half-width colon in a phone",
        put("村庄", "C2", "村务监督委员会:0512-0000 0001\n区镇纪（工）委：0512-0000 0002"),
        set(),
    ),
    ("merged", merge, set()),
    ("a title above", title_above, set()),
    ("columns moved", columns_in_another_order, set()),
    ("extra column and sheet", extra, {"workbook-column-unknown", "workbook-sheet-unknown"}),
    ("hidden", hidden, {"workbook-hidden"}),
    ("protected", protected, {"workbook-protected"}),
    ("example row", example, set()),
]


@pytest.fixture
def wanted(tmp_path: Path) -> PowerList:
    power_list = check_list(sample(tmp_path)).power_list
    assert power_list is not None
    return power_list


@pytest.mark.parametrize(("change", "notes"), [case[1:] for case in SAME], ids=[case[0] for case in SAME])
def test_the_same_list(tmp_path: Path, wanted: PowerList, change: Change, notes: set[str]) -> None:
    checked = check_list(read_changed(tmp_path, change).source)
    assert [str(d) for d in checked.diagnostics if d.severity is Severity.ERROR] == []
    assert checked.power_list == wanted
    assert {d.rule for d in checked.diagnostics if d.rule.startswith("workbook-")} == notes


def test_the_comparison_can_fail(tmp_path: Path, wanted: PowerList) -> None:
    assert check_list(read_changed(tmp_path, put("流程", "F2", "3 日内")).source).power_list != wanted


def repacked(book: Workbook, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None) -> bytes:
    """The file of a workbook with its parts changed."""
    plain, out = BytesIO(), BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in (more or {}).items():
            new.writestr(name, data)
    return out.getvalue()


def test_a_wrong_dimension(tmp_path: Path, wanted: PowerList) -> None:
    """WPS writes <dimension ref="A1"/> now and then."""

    def wrong(name: str, data: bytes) -> bytes:
        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', data)

    file = tmp_path / "甲.xlsx"
    file.write_bytes(repacked(book_of(sample(tmp_path)), wrong))
    assert check_list(read_workbook(file).source).power_list == wanted


def test_macros_and_links_are_not_followed(tmp_path: Path, wanted: PowerList) -> None:
    parts = {"xl/vbaProject.bin": b"\xd0\xcf", "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    file = tmp_path / "甲.xlsm"
    file.write_bytes(repacked(book_of(sample(tmp_path)), lambda name, data: data, parts))
    checked = check_list(read_workbook(file).source)
    assert {d.rule for d in checked.diagnostics} >= {"workbook-macro", "workbook-external"}
    assert checked.power_list == wanted
