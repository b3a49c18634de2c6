"""What WPS, Excel and people leave in the XML of a workbook: the same list comes out. No bytes end in a traceback."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill

from powermap.diagnostics import Severity
from powermap.exchange.workbook import workbook
from powermap.model import PowerList
from powermap.source import read_list
from powermap.source.workbook import read_workbook
from powermap.validate import check_list
from powermap.validate.themes import load_theme
from tests.workbook.books import LIST, book_of, read_changed, sample

SAVED = Path(__file__).parent / "saved"
SHARED = SAVED / "libreoffice.xlsx"
"""The sample list in shared strings, as WPS and Excel write; openpyxl writes a string into its cell."""

NAME = '<t xml:space="preserve">小型工程立项与发包</t>'


@pytest.fixture
def wanted(tmp_path: Path) -> PowerList:
    power_list = check_list(sample(tmp_path)).power_list
    assert power_list is not None
    return power_list


def with_parts(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The file with its parts changed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def strings(old: str, new: str) -> Callable[[str, bytes], bytes]:
    """A change of the shared strings that has to hit."""

    def change(name: str, data: bytes) -> bytes:
        if name != "xl/sharedStrings.xml":
            return data
        assert old.encode() in data
        return data.replace(old.encode(), new.encode())

    return change


PARTS: list[tuple[str, Callable[[str, bytes], bytes]]] = [
    (
        "rich text",
        strings(
            NAME,
            "<r><rPr><b/><sz val='10'/></rPr><t>小型工程</t></r><r><rPr><color rgb='FFFF0000'/></rPr>"
            "<t>立项与发包</t></r>",
        ),
    ),
    (
        "phonetic runs",
        strings(NAME, f"{NAME}<rPh sb='0' eb='2'><t>xiaoxing</t></rPh><phoneticPr fontId='1'/>"),
    ),
    ("escaped line end", strings(NAME, "<t>小型工程_x000D_\n立项与发包</t>")),
    ("spaces kept", strings(NAME, NAME.replace(">小", "> 小").replace("包<", "包\u00a0<"))),
]


@pytest.mark.parametrize("change", [case[1] for case in PARTS], ids=[case[0] for case in PARTS])
def test_parts(tmp_path: Path, wanted: PowerList, change: Callable[[str, bytes], bytes]) -> None:
    file = tmp_path / "甲.xlsx"
    file.write_bytes(with_parts(SHARED.read_bytes(), change))
    assert check_list(read_workbook(file).source).power_list == wanted


def test_inline_strings(tmp_path: Path, wanted: PowerList) -> None:
    """Every shared string put into its cell."""
    data = SHARED.read_bytes()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        shared = re.findall(rb"<si>(.*?)</si>", archive.read("xl/sharedStrings.xml"), re.DOTALL)

    def change(name: str, part: bytes) -> bytes:
        if name.startswith("xl/worksheets/sheet"):
            cell = re.compile(rb't="s"><v>(\d+)</v>')
            return cell.sub(lambda m: b't="inlineStr"><is>' + shared[int(m[1])] + b"</is>", part)
        return part

    file = tmp_path / "甲.xlsx"
    file.write_bytes(with_parts(data, change))
    assert b"inlineStr" in zipfile.ZipFile(file).read("xl/worksheets/sheet2.xml")
    assert check_list(read_workbook(file).source).power_list == wanted


def coloured_far_below(book: Workbook) -> None:
    for name in ("事项", "流程"):
        book[name].cell(1_048_576, 3).fill = PatternFill("solid", fgColor="FFFFEE00")


def merged_to_the_end(book: Workbook) -> None:
    """编号 of the last item merged over a thousand empty rows too."""
    page = book["流程"]
    page["A9"].value = None
    page.merge_cells("A8:A1000")


@pytest.mark.parametrize("change", [coloured_far_below, merged_to_the_end])
def test_rows_without_text_are_no_rows(tmp_path: Path, wanted: PowerList, change: Callable[[Workbook], None]) -> None:
    checked = check_list(read_changed(tmp_path, change).source)
    assert [str(d) for d in checked.diagnostics] == []
    assert checked.power_list == wanted


def test_a_whole_sheet_merged_is_refused(tmp_path: Path) -> None:
    """To open it would make as many cells as it covers: seventeen thousand million."""

    def change(name: str, data: bytes) -> bytes:
        if name == "xl/worksheets/sheet3.xml":
            merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            return data.replace(b"</sheetData>", merge)
        return data

    file = tmp_path / "甲.xlsx"
    file.write_bytes(with_parts(workbook(sample(tmp_path), load_theme(None)), change))
    errors = [d for d in read_workbook(file).source.diagnostics if d.severity is Severity.ERROR]
    assert errors[0].rule == "workbook-too-large"


def test_villages_of_a_workbook(tmp_path: Path, wanted: PowerList) -> None:
    """Of the sheet 村庄, or of the only sheet whatever its name; a list of one's own stays as it is."""
    base = sample(tmp_path)
    book = book_of(base)
    for name in book.sheetnames:
        if name != "村庄":
            book.remove(book[name])
    book["村庄"]["A2"].value = "另一村"
    book["村庄"].title = "Sheet1"
    book.save(tmp_path / "各村.xlsx")
    read = check_list(read_list(tmp_path / "清单.yaml", tmp_path / "各村.xlsx")).power_list
    assert read is not None
    assert [village.name for village in read.villages] == ["另一村"]
    assert read.items == wanted.items


def test_a_workbook_without_villages_says_so(tmp_path: Path) -> None:
    book = book_of(sample(tmp_path))
    book.remove(book["村庄"])
    book.save(tmp_path / "各村.xlsx")
    found = read_list(tmp_path / "清单.yaml", tmp_path / "各村.xlsx").diagnostics
    assert [(d.rule, "“村庄”页" in d.found) for d in found] == [("workbook-sheet-missing", True)]


def test_a_workbook_as_the_base_of_an_overlay(tmp_path: Path, wanted: PowerList) -> None:
    (tmp_path / "基.xlsx").write_bytes(workbook(sample(tmp_path), load_theme(None)))
    overlay = tmp_path / "镇.yaml"
    overlay.write_text('清单: 示例镇清单\n继承: 基.xlsx\n停用: ["30"]\n', encoding="utf-8")
    power_list = check_list(read_list(overlay)).power_list
    assert power_list is not None
    assert [item.number for item in power_list.items] == ["08"]
    assert power_list.villages == wanted.villages


def test_own_items_stay_own_in_a_workbook_that_is_the_list(tmp_path: Path) -> None:
    (tmp_path / "清单.yaml").write_text(LIST.replace('编号: "30"', '编号: "30"\n    个性: 是'), encoding="utf-8")
    source = read_list(tmp_path / "清单.yaml")
    wanted = check_list(source).power_list
    (tmp_path / "甲.xlsx").write_bytes(workbook(source, load_theme(None)))
    assert wanted is not None and [item.own for item in wanted.items] == [False, True]
    assert check_list(read_list(tmp_path / "甲.xlsx")).power_list == wanted


def lists_of(book: Workbook, sheet: str) -> dict[str, str]:
    """Cells → what their drop-down list offers."""
    return {str(rule.sqref): str(rule.formula1) for rule in book[sheet].data_validations.dataValidation}


def test_drop_down_lists(tmp_path: Path) -> None:
    """Levels are the list's own; targets are the item's 标识 and 结束; the others follow their page."""
    text = LIST.replace("清单: 示例县村级小微权力清单", "清单: 示例县村级小微权力清单\n风险等级: [甲, 乙]")
    (tmp_path / "清单.yaml").write_text(text, encoding="utf-8")
    book = book_of(read_list(tmp_path / "清单.yaml"))
    assert lists_of(book, "风险")["C2:C2000"] == '"甲,乙"'
    flow = lists_of(book, "流程")
    assert flow["J2:J7"] == '"建议,结束"' and flow["J8:J9"] == '"结束"'
    assert flow["J10:J2000"].startswith("OFFSET(流程!$D$1,MATCH($A10,")
    assert flow["B2:B2000"] == '"步骤,判断,分支"'
    assert "主体!$A$1" in flow["E2:E2000"] and "事项!$A$1" in flow["A2:A2000"]
    assert "清单!$C$1" in lists_of(book, "事项")["D2:D2000"]
    assert lists_of(book, "主体")["B2:B2000"].startswith('"村民,党组织')
    rules = [rule for page in book.worksheets for rule in page.data_validations.dataValidation]
    assert not any(rule.showErrorMessage for rule in rules) and len(rules) > 12
    assert all(len(str(rule.formula1)) <= 257 for rule in rules)


def test_sheets_that_are_too_wide_for_one_page_have_their_item_on_both(tmp_path: Path) -> None:
    book = book_of(sample(tmp_path))
    pages = {name: (book[name].page_setup.fitToWidth, book[name].print_title_cols) for name in ("事项", "流程")}
    assert pages == {"事项": (2, "$A:$B"), "流程": (1, None)}
    assert {page.print_title_rows for page in book.worksheets[1:]} == {"$1:$1"}


def test_rows_are_as_high_as_their_text_and_may_grow(tmp_path: Path) -> None:
    data = workbook(sample(tmp_path), load_theme(None))
    page = load_workbook(BytesIO(data))["事项"]
    assert page.row_dimensions[2].height == 30.75 and page.row_dimensions[3].height == 16.5
    rows = re.findall(rb"<row [^>]*>", zipfile.ZipFile(BytesIO(data)).read("xl/worksheets/sheet3.xml"))
    assert [b"customHeight" in row for row in rows] == [True, False, False]


TOKENS = (
    b"<",
    b'"',
    b"&",
    b"-1",
    b"999999999",
    b"XFD1",
    b"s",
    b"e",
    b"1e999",
    b"NaN",
    b"",
    b"\xff",
    b"\x00",
    b"_x000D_",
)


def test_no_bytes_end_in_a_traceback(tmp_path: Path) -> None:
    """Each workbook with a few bytes or values changed is read or told of; a soak of thousands found no other end."""
    chance = random.Random(8)
    data = (SAVED / "libreoffice-edited.xlsx").read_bytes()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    file = tmp_path / "甲.xlsx"
    ends = set()
    for _ in range(150):
        if chance.random() < 0.3:
            torn = bytearray(data)
            for _ in range(3):
                torn[chance.randrange(len(torn))] = chance.randrange(256)
            file.write_bytes(torn)
        else:
            hit = chance.choice([name for name in parts if "sheet" in name or "Strings" in name])
            values = list(re.finditer(rb'(?<=")[^"<>]*(?=")|(?<=>)[^<>]+(?=<)', parts[hit]))
            value = chance.choice(values)
            changed = parts[hit][: value.start()] + chance.choice(TOKENS) + parts[hit][value.end() :]
            out = BytesIO()
            with zipfile.ZipFile(out, "w") as archive:
                for name, part in parts.items():
                    archive.writestr(name, changed if name == hit else part)
            file.write_bytes(out.getvalue())
        checked = check_list(read_list(file))
        assert checked.power_list is not None or any(d.severity is Severity.ERROR for d in checked.diagnostics)
        ends.add(checked.power_list is not None)
    assert ends == {True, False}
