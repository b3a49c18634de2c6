"""The editable filing form: set as GB/T 9704 wants it, with every word of the form, and the same bytes every time."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from powermap.compare import compare
from powermap.exchange.filing_docx import RoutePicture, filing_docx
from powermap.model import PowerList
from powermap.products.filing import Filing, filing_of
from powermap.source import read_list
from powermap.validate import check_list

LISTS = Path(__file__).parents[2] / "lists"


def pixel() -> bytes:
    """One white pixel."""
    out = BytesIO()
    Image.new("RGB", (1, 1), "white").save(out, "PNG")
    return out.getvalue()


def read(name: str) -> PowerList:
    power_list = check_list(read_list(LISTS / name)).power_list
    assert power_list is not None
    return power_list


@cache
def form() -> Filing:
    old, new = read("kunshan"), read("示例镇")
    return filing_of(old, new, compare(old, new))


PICTURES = (RoutePicture(pixel(), 245.0, "08 小型工程：原流程在左"), RoutePicture(pixel(), 245.0, "31 惠农补贴：新增"))


@cache
def made(pictures: tuple[RoutePicture, ...] = PICTURES) -> bytes:
    return filing_docx(form(), pictures)


Document = Any
"""A document as python-docx opens it; that its sections have sizes at all is what is tested."""


@pytest.fixture
def document() -> Document:
    return docx.Document(BytesIO(made()))


def fonts_of(element: Any) -> set[str]:
    return {fonts.get(qn("w:eastAsia")) for fonts in element.iter(qn("w:rFonts"))}


def words_of(document: Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_the_paper(document: Document) -> None:
    upright, on_side = document.sections
    assert [round(side.mm) for side in (upright.page_width, upright.page_height)] == [210, 297]
    margins = (upright.top_margin, upright.bottom_margin, upright.left_margin, upright.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    assert [round(side.mm) for side in (on_side.page_width, on_side.page_height)] == [297, 210]


def test_the_type(document: Document) -> None:
    normal = document.styles["Normal"]
    assert normal.font.size.pt == 16
    assert round(normal.paragraph_format.line_spacing.pt, 2) == 28.95
    assert fonts_of(normal.element) == {"仿宋_GB2312"}
    assert fonts_of(document.styles["Heading 1"].element) == {"黑体"}
    assert fonts_of(document.paragraphs[0]._p) == {"方正小标宋简体"}
    assert document.paragraphs[0].runs[0].font.size.pt == 22


def test_quotes_are_chinese_for_programs_that_take_them_for_latin(document: Document) -> None:
    runs = [run for run in document.paragraphs[0].runs if set(run.text) & set("“”")]
    assert runs and all(set(run.text) <= set("“”") for run in runs)
    assert {run._r.rPr.rFonts.get(qn("w:hAnsi")) for run in runs} == {"方正小标宋简体"}
    assert document.paragraphs[0].runs[0]._r.rPr.rFonts.get(qn("w:hAnsi")) == "Times New Roman"


def test_fonts_that_offices_have_are_replaced_where_they_are_missing() -> None:
    with ZipFile(BytesIO(made())) as file:
        root = ET.fromstring(file.read("word/fontTable.xml"))
    instead = {
        font.get(qn("w:name")): name.get(qn("w:val"))
        for font in root.iter(qn("w:font"))
        for name in font.iter(qn("w:altName"))
    }
    assert instead.items() >= {"仿宋_GB2312": "仿宋", "方正小标宋简体": "华文中宋", "楷体_GB2312": "楷体"}.items()


def test_page_numbers_stand_outside(document: Document) -> None:
    assert document.settings.odd_and_even_pages_header_footer
    first = document.sections[0]
    assert first.different_first_page_header_footer
    assert first.first_page_footer.paragraphs[0].text == ""
    for section in document.sections:
        odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
        assert odd.text == even.text == "— 1 —"
        assert "PAGE" in odd._p.xml
        assert (str(odd.alignment), str(even.alignment)) == ("RIGHT (2)", "LEFT (0)")
    assert not document.sections[1].different_first_page_header_footer


def test_every_word_of_the_form_is_there(document: Document) -> None:
    words, filing = words_of(document), form()
    wanted = [filing.title, *(text for _, text in filing.facts if text), *(title for title, _ in filing.groups)]
    wanted += [cell for _, rows in filing.groups for row in rows for cell in row.cells]
    wanted += [cell for row in filing.changes for cell in row.cells]
    wanted += ["经办人", "审核人", "负责人", "报送单位（盖章）", "报送单位", "四、流程对照"]
    assert [text for text in wanted if text not in words] == []
    assert "示例镇村级“小微权力”清单" in words


def test_heads_of_tables_are_repeated_and_rows_are_whole(document: Document) -> None:
    _, shared, own, changes, signatures = document.tables
    for table in (shared, own, changes):
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    for table in (shared, own, changes, signatures):
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_tables_fill_the_type_area_and_no_more(document: Document) -> None:
    for table in document.tables[1:]:
        widths = [cell.width.mm for cell in table.rows[0].cells]
        assert sum(widths) == pytest.approx(156, abs=0.5)


def test_pictures_have_words_and_a_page_each(document: Document) -> None:
    shapes = document.inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == [picture.alt for picture in PICTURES]
    assert all(round(shape.width.mm) == 245 for shape in shapes)
    drawn = [p for p in document.paragraphs if p._p.findall(f".//{qn('w:drawing')}")]
    assert [bool(p.paragraph_format.page_break_before) for p in drawn] == [False, True]
    assert all(p.paragraph_format.line_spacing == 1.0 for p in drawn)


def test_without_routes_there_is_no_page_for_them() -> None:
    document = docx.Document(BytesIO(made(())))
    assert len(document.sections) == 1
    assert "流程对照" not in words_of(document)


def test_nothing_changed() -> None:
    old = read("kunshan")
    words = words_of(docx.Document(BytesIO(filing_docx(filing_of(old, old, compare(old, old)), ()))))
    assert "没有变化" in words
    assert "修改前" not in words


def test_the_same_bytes_and_no_clock() -> None:
    assert made() == filing_docx(form(), PICTURES)
    with ZipFile(BytesIO(made())) as file:
        assert {info.date_time[:3] for info in file.infolist()} == {(1980, 1, 1)}
        core = file.read("docProps/core.xml").decode("utf-8")
    assert core.count("2000-01-01T00:00:00Z") == 2
    assert "python-docx" not in core
