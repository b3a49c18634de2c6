"""Broken workbooks: each gives its problem at its cell, in Chinese, and nothing else."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from powermap.diagnostics import Severity
from powermap.source import SOURCE_RULES
from powermap.source.workbook import read_workbook
from powermap.validate import check_list
from tests.workbook.books import book_of, read_changed, sample

Change = Callable[[Workbook], None]


def put(sheet: str, cell: str, value: Any) -> Change:
    def change(book: Workbook) -> None:
        book[sheet][cell].value = value

    return change


def row(sheet: str, *values: Any) -> Change:
    """A row after the last one that is filled."""

    def change(book: Workbook) -> None:
        page = book[sheet]
        last = max(number for number in range(1, page.max_row + 1) if page.cell(number, 1).value)
        for column, value in enumerate(values, 1):
            page.cell(last + 1, column).value = value

    return change


def several(*changes: Change) -> Change:
    def change(book: Workbook) -> None:
        for one in changes:
            one(book)

    return change


CELLS: list[tuple[str, Change, list[str]]] = [
    ("formula", put("事项", "B2", "=A2&A3"), ["workbook-formula 事项!B2", "missing-name 事项!A2"]),
    ("picture", put("流程", "G2", '=DISPIMG("ID_8F",1)'), ["workbook-picture 流程!G2"]),
    ("item unknown", put("流程", "A6", "80"), ["workbook-item-unknown 流程!A6", "workbook-step 风险!B3"]),
    ("item unknown in risks", put("风险", "A2", "80"), ["workbook-item-unknown 风险!A2"]),
    ("item unknown in questions", put("题目", "A2", "80"), ["workbook-item-unknown 题目!A2"]),
    ("kind", put("流程", "B2", "过程"), ["workbook-value 流程!B2", "workbook-step 风险!B2"]),
    ("no kind", put("流程", "B7", None), ["workbook-value 流程!B7"]),
    ("branch under a step", put("流程", "B3", "步骤"), ["workbook-branch 流程!B4", "workbook-branch 流程!B5"]),
    ("branch first", put("流程", "B2", "分支"), ["workbook-branch 流程!B2"]),
    ("risk's step unknown", put("风险", "B2", "公示公告"), ["workbook-step 风险!B2"]),
    ("risk without step", put("风险", "B2", None), ["workbook-step 风险!B2"]),
    ("risk's step too far", put("风险", "B2", "第9步"), ["workbook-step 风险!B2"]),
    ("answer without option", put("题目", "G2", "C"), ["workbook-answer 题目!G2"]),
    ("answer is no option", put("题目", "G2", "也许"), ["question-answer 题目!G2"]),
    ("phone without name", put("村庄", "C2", "0512-0000 0001"), ["workbook-line 村庄!C2"]),
    ("phone twice", put("村庄", "C2", "甲：1\n甲：2"), ["duplicate-key 村庄!C2"]),
    ("article without gist", put("法规", "F2", "28"), ["workbook-line 法规!F2"]),
    ("renumbered without arrow", put("法规", "G2", "24 28"), ["workbook-line 法规!G2"]),
    ("own", put("事项", "F2", "也许"), ["workbook-value 事项!F2"]),
    ("head key", put("清单", "A3", "代号"), ["workbook-key-unknown 清单!A3"]),
    ("head key twice", put("清单", "A3", "清单"), ["duplicate-key 清单!A3"]),
    ("actor twice", row("主体", "村党组织", "党组织"), ["duplicate-key 主体!A5"]),
    ("actor without name", row("主体", None, "党组织"), ["workbook-name-missing 主体!A5"]),
    ("parameter twice", row("参数", "进场限额", "1", "甲"), ["duplicate-key 参数!A3"]),
    ("column missing", put("流程", "B1", "种类"), ["workbook-column-missing 流程!A1"]),
    ("column twice", put("流程", "G1", "时限"), ["workbook-column-twice 流程!G1"]),
    ("head missing", put("风险", "A1", None), ["workbook-column-missing 风险!A1"]),
    ("nature", put("事项", "E2", "自治"), ["wrong-value 事项!E2"]),
    ("category", put("事项", "D2", "采购"), ["category-unknown 事项!D2"]),
    ("actor", put("流程", "E2", "村委"), ["actor-undeclared 流程!E2"]),
    ("level", put("风险", "C2", "很高"), ["risk-level-unknown 风险!C2"]),
    ("number twice", put("事项", "A3", "08"), ["duplicate-number 事项!A3"]),
    ("limit without unit", put("流程", "F6", "10"), ["limit-no-unit 流程!F6"]),
    ("target", put("流程", "J5", "立项"), ["target-unknown 流程!J5"]),
    ("name", put("事项", "B2", None), ["missing-name 事项!A2"]),
    ("control", put("风险", "E2", None), ["risk-no-control 风险!D2"]),
    ("statute", put("事项", "J2", "村组法 第28条"), ["statute-unknown 事项!J2"]),
    ("article", put("事项", "J2", "村民委员会组织法 第99条"), ["article-unknown 事项!J2"]),
    ("old article", put("事项", "J2", "村民委员会组织法 第24条"), ["article-old 事项!J2"]),
    ("date", put("法规", "C2", "去年"), ["wrong-value 法规!C2"]),
    ("parameter", put("事项", "I2", "不少于 【天数】"), ["parameter-unknown 事项!I2"]),
    ("village without phone", put("村庄", "C2", None), ["village-no-phone 村庄!A2"]),
    ("colour", put("清单", "D2", "#12"), ["wrong-value 清单!D2"]),
    ("error value", put("风险", "E2", "#REF!"), ["workbook-error-value 风险!E2"]),
]


FOLLOWING = 5
"""Most errors that may follow from one: without the column 类型 no item has a flow."""


def errors(tmp_path: Path, change: Change) -> list[str]:
    checked = check_list(read_changed(tmp_path, change).source)
    return [
        f"{d.rule} {d.place.sheet}!{d.place.cell}" if d.place else d.rule
        for d in checked.diagnostics
        if d.severity is Severity.ERROR
    ]


@pytest.mark.parametrize(("change", "wanted"), [case[1:] for case in CELLS], ids=[case[0] for case in CELLS])
def test_cells(tmp_path: Path, change: Change, wanted: list[str]) -> None:
    found = errors(tmp_path, change)
    assert set(wanted) <= set(found)
    assert len(found) <= len(wanted) + FOLLOWING, found


def wipe(sheet: str, columns: str) -> Change:
    return several(*(put(sheet, f"{column}2", None) for column in columns))


WIPED = [wipe("事项", "BCDEFGHIJKLMNOPQR"), wipe("流程", "CDEFGHIJ"), wipe("风险", "CDEF"), wipe("村庄", "CD")]


@pytest.mark.parametrize("change", [*(case[1] for case in CELLS), *WIPED, lambda book: book.remove(book["法规"])])
def test_advice_is_for_those_who_see_cells(tmp_path: Path, change: Change) -> None:
    """No signs of YAML and no files that a workbook does not have."""
    problems = [d for d in check_list(read_changed(tmp_path, change).source).diagnostics if d.place and d.place.sheet]
    assert [str(d) for d in problems if re.search(r"\w: |\w:”|[{\[]|清单文件|文件夹", d.advice)] == []


def test_nothing_wrong_gives_nothing(tmp_path: Path) -> None:
    assert errors(tmp_path, lambda book: None) == []


def test_several_at_once(tmp_path: Path) -> None:
    change = several(put("事项", "D2", "采购"), put("流程", "E2", "村委"), put("风险", "E2", "#REF!"))
    assert {"category-unknown 事项!D2", "actor-undeclared 流程!E2", "workbook-error-value 风险!E2"} <= set(
        errors(tmp_path, change)
    )


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


FILES: list[tuple[str, bytes, str]] = [
    ("old format", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook-kind"),
    ("text", "编号,名称\n08,甲\n".encode(), "workbook-kind"),
    ("empty", b"", "workbook-kind"),
    ("document", zipped({"word/document.xml": b"<w/>"}), "workbook-kind"),
    ("torn", zipped({"xl/workbook.xml": b"<workbook>"}), "workbook-damaged"),
    ("bomb", zipped({"xl/workbook.xml": bytes(210_000_000)}), "workbook-too-large"),
]


@pytest.mark.parametrize(("data", "rule"), [case[1:] for case in FILES], ids=[case[0] for case in FILES])
def test_files(tmp_path: Path, data: bytes, rule: str) -> None:
    file = tmp_path / "甲.xlsx"
    file.write_bytes(data)
    source = read_workbook(file).source
    assert next(d.rule for d in source.diagnostics if d.severity is Severity.ERROR) == rule
    assert check_list(source).power_list is None


def test_no_file(tmp_path: Path) -> None:
    assert [d.rule for d in read_workbook(tmp_path / "乙.xlsx").source.diagnostics] == ["missing-file"]


@pytest.mark.parametrize("name", ["清单", "事项", "流程"])
def test_a_needed_sheet(tmp_path: Path, name: str) -> None:
    def change(book: Workbook) -> None:
        book.remove(book[name])

    source = read_changed(tmp_path, change).source
    assert "workbook-sheet-missing" in {d.rule for d in source.diagnostics}


def test_a_renamed_sheet_is_one_error_that_says_how_to_rename_it(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["流程"].title = "办理流程"

    source = read_changed(tmp_path, change).source
    (error,) = [d for d in check_list(source).diagnostics if d.severity is Severity.ERROR]
    assert error.rule == "workbook-sheet-missing"
    assert "把“办理流程”页改名为“流程”" in error.advice


def test_every_rule_of_the_workbook_is_tried() -> None:
    """Rules of errors stand in the tables above or in a test of their own; notices in test_forgiving.py."""
    tried = {wanted.split(" ")[0] for _, _, all_wanted in CELLS for wanted in all_wanted}
    tried |= {rule for _, _, rule in FILES} | {"workbook-sheet-missing"}
    rules = {rule for rule, meaning in SOURCE_RULES.items() if rule.startswith("workbook-")}
    notices = {rule for rule in rules if SOURCE_RULES[rule].severity is Severity.NOTICE}
    assert rules - notices <= tried
    assert len(CELLS) + len(FILES) >= 45


def test_a_book_made_by_hand_is_read(tmp_path: Path) -> None:
    """The sample itself comes back whole, so that each case above has one fault only."""
    source = sample(tmp_path)
    book = book_of(source)
    file = tmp_path / "甲.xlsx"
    book.save(file)
    assert check_list(read_workbook(file).source).power_list == check_list(source).power_list
