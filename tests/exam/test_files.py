"""The files of an exam: papers without answers, a key with pages of the booklet, the same questions as data."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from powermap.build.exams import exams
from powermap.build.producing import Order, booklets, produce, write
from powermap.products.sizes import page_size
from powermap.proof import proof_bytes


@pytest.fixture(scope="module")
def files(order: Order, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = tmp_path_factory.mktemp("exam")
    for _ in write(exams(order, 20, 3, page_size("A4")), order, root):
        pass
    return {path.name.rpartition("-")[2]: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def words(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def plain(text: str) -> str:
    return "".join(text.split())


def test_what_is_there(files: dict[str, bytes]) -> None:
    assert sorted(files) == ["A卷.pdf", "B卷.pdf", "答案.json", "答案.pdf", "答案.xlsx"]


@pytest.mark.parametrize("name", ["A卷.pdf", "B卷.pdf", "答案.pdf"])
def test_proof(files: dict[str, bytes], name: str) -> None:
    report = proof_bytes(files[name], name)
    assert [finding for finding in report.findings if finding.severity.value == "错误"] == []


def test_papers_ask_and_the_key_answers(files: dict[str, bytes]) -> None:
    data = json.loads(files["答案.json"])
    key = "".join(words(files["答案.pdf"]))
    for paper in data["papers"]:
        text = "".join(words(files[f"{paper['paper']}卷.pdf"]))
        for question in paper["questions"]:
            assert plain(question["text"]) in text
            assert plain(question["reason"]) in key
            for option in question["options"] if question["kind"] != "judge" else ():
                assert plain(option) in text
    assert "参考答案" not in "".join(words(files["A卷.pdf"]))


def test_pages_of_the_booklet(files: dict[str, bytes], order: Order) -> None:
    """Read from the finished booklet: the page that the key names begins the item."""
    ((_, pdf),) = produce(booklets(order, page_size("A5")), order)
    pages = words(pdf)
    asked = [question for paper in json.loads(files["答案.json"])["papers"] for question in paper["questions"]]
    for question in asked:
        page = pages[question["page"] - 1]
        assert plain(question["item_name"]) in page
        assert "办理主体" in page


@pytest.mark.parametrize("count", [25, 50])
def test_tables_of_the_key_go_on_under_their_head(order: Order, count: int) -> None:
    *_, (key, pdf) = produce(exams(order, count, 1, page_size("A4")), order)
    assert key.file_name.endswith("答案.pdf")
    pages = words(pdf)
    tops = [re.split(r"第\d+页，共\d+页", page)[1] for page in pages]
    assert len(tops) > 2
    for top in tops:
        assert top.startswith(("参考答案", "题号答案理由手册页码")) or re.match(r"[^。]*?）题号答案理由手册页码", top)


def test_workbook(files: dict[str, bytes]) -> None:
    sheet = load_workbook(BytesIO(files["答案.xlsx"])).active
    assert sheet is not None
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    head, body = rows[0], rows[1:]
    assert len(body) == 40
    for row in (dict(zip(head, row, strict=True)) for row in body):
        assert row["题干"] and row["正确答案"] and row["选项A"] and row["选项B"]
        assert row["正确答案"] in ("对", "错") or all(row[f"选项{letter}"] for letter in str(row["正确答案"]))


def test_same_bytes(files: dict[str, bytes], order: Order, tmp_path: Path) -> None:
    for _ in write(exams(order, 20, 3, page_size("A4")), order, tmp_path):
        pass
    assert {path.name.rpartition("-")[2]: path.read_bytes() for path in tmp_path.rglob("*.*")} == files
