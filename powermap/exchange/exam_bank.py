"""Exam papers in; the same questions as JSON and as a workbook for quiz platforms out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from powermap.exchange.archive import without_clock
from powermap.model import PowerList
from powermap.products.booklet.pieces import letter_of
from powermap.products.exam import ExamQuestion, Paper
from powermap.products.exam.questions import KIND_NAMES

MOST_OPTIONS = 6
HEAD = ("卷", "题号", "题型", "题干", *(f"选项{letter_of(i)}" for i in range(MOST_OPTIONS)), "正确答案", "解析")
TAIL = ("分值", "事项编号", "事项", "类别", "手册页码")
WIDTHS = (5, 6, 12, 56, *(22,) * MOST_OPTIONS, 10, 44, 6, 9, 24, 12, 9)
"""In characters of the body font."""


def exam_json(power_list: PowerList, papers: Sequence[Paper], folios: Mapping[str, int]) -> bytes:
    """{"list", "edition", "seed", "papers": [{"paper", "total", "questions": [...]}]} in UTF-8.

    A question has number, kind (single, multiple, judge, order), text, options, answer (positions in options from 0;
    for order in the right order), answer_text, reason, marks, item, item_name, category, page (null without).
    """
    value = {
        "list": power_list.title,
        "edition": power_list.edition,
        "seed": papers[0].seed,
        "papers": [
            {
                "paper": paper.name,
                "total": float(paper.total),
                "questions": [
                    _record(power_list, number, question, marks, folios) for number, question, marks in _numbered(paper)
                ],
            }
            for paper in papers
        ],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def exam_workbook(power_list: PowerList, papers: Sequence[Paper], folios: Mapping[str, int]) -> bytes:
    """An .xlsx with one row a question: type, text, options A to F, answer, reason, as quiz platforms take them in."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "题目"
    sheet.append((*HEAD, *TAIL))
    for paper in papers:
        for number, question, marks in _numbered(paper):
            record = _record(power_list, number, question, marks, folios)
            blank = [None] * (MOST_OPTIONS - len(question.options))
            sheet.append(
                [paper.name, number, KIND_NAMES[question.kind], question.stem, *question.options, *blank]
                + [question.answer.replace("—", ""), question.reason, marks]
                + [record[key] for key in ("item", "item_name", "category", "page")]
            )
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="9A1015")
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, str):
                cell.data_type = "s"
    for i, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(i)].width = width
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return without_clock(out.getvalue())


def _numbered(paper: Paper) -> list[tuple[int, ExamQuestion, float]]:
    pairs = [(question, float(section.marks)) for section in paper.sections for question in section.questions]
    return [(number, question, round(marks, 2)) for number, (question, marks) in enumerate(pairs, 1)]


def _record(
    power_list: PowerList, number: int, question: ExamQuestion, marks: float, folios: Mapping[str, int]
) -> dict[str, Any]:
    item = power_list.item(question.item)
    return {
        "number": number,
        "kind": question.kind,
        "text": question.stem,
        "options": list(question.options),
        "answer": list(question.right),
        "answer_text": question.answer,
        "reason": question.reason,
        "marks": marks,
        "item": item.number,
        "item_name": item.name,
        "category": item.category.name,
        "page": folios.get(item.number),
    }
