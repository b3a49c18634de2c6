"""Papers in; the paper to be written on and the key to mark it with out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from powermap.layout.table import Cell, Column, Draft, Row, Table
from powermap.model import PowerList, Village
from powermap.model.theme import Theme
from powermap.products.booklet.pieces import Piece
from powermap.products.exam.choose import Paper
from powermap.products.exam.pieces import head_piece, mark_words, question_piece, section_piece, text_of
from powermap.products.exam.questions import KIND_NAMES, ExamQuestion
from powermap.products.exam.sheet import Flowing, Sheet
from powermap.products.product import Product
from powermap.products.sizes import PageSize
from powermap.scene.brush import Brush
from powermap.scene.items import Document, Group, Page
from powermap.scene.table import compose_table
from powermap.text.fonts import Catalogue
from powermap.text.phrases import setter_for
from powermap.value import replace

SIZES = (12.0, 11.5, 11.0, 10.5)
"""Type sizes tried at A4 in pt: the largest that needs no more sheets than the smallest (五号, 10.5 pt)."""

KEY_SIZES = (11.0, 10.5, 10.0, 9.5)
"""The same for keys."""
LEAST_FILL = 0.5
"""Share of its last page that a paper should take."""

GRID = 10
"""Answers in a row of the short key."""


def make_paper(
    power_list: PowerList, paper: Paper, village: Village | None, theme: Theme, fonts: Catalogue, size: PageSize
) -> Product:
    """The paper to be written on."""
    brush = Brush(theme, setter_for(power_list, fonts))
    scale = min(size.width_mm, size.height_mm) / 210
    sheet, flow = _largest(
        [Sheet(size, brush, power_list, points * scale) for points in SIZES],
        lambda sheet: _flow(sheet, paper, village.name if village else ""),
    )
    name = f"{power_list.title}知识测试 {paper.name} 卷 · 卷号 {paper.seed}"
    pages = sheet.pages(flow, name)
    return _product(power_list, village, Document(pages, name, _author(power_list, village), name), f"{paper.name}卷")


def make_key(
    power_list: PowerList,
    papers: Sequence[Paper],
    folios: Mapping[str, int],
    village: Village | None,
    theme: Theme,
    fonts: Catalogue,
    size: PageSize,
) -> Product:
    """The key of the papers: every answer at a glance, then answer, reason and page of the booklet for each question.

    folios: the page of each item in the booklet by its number.
    """
    brush = Brush(theme, setter_for(power_list, fonts))
    scale = min(size.width_mm, size.height_mm) / 210
    seed = papers[0].seed
    name = f"{power_list.title}知识测试答案 · 卷号 {seed}"
    pages: list[Page] = []
    for paper in papers:
        sheet, flow = _largest(
            [Sheet(size, brush, power_list, points * scale) for points in KEY_SIZES],
            lambda sheet, paper=paper: _key_flow(sheet, paper, folios),  # type: ignore[misc]
        )
        pages += sheet.pages(flow, f"{name} · {paper.name} 卷")
    return _product(power_list, village, Document(tuple(pages), name, _author(power_list, village), name), "答案")


def _largest(tried: Sequence[Sheet], flow_of: Callable[[Sheet], list[Flowing]]) -> tuple[Sheet, list[Flowing]]:
    """The sheet with the largest type that needs no more leaves of paper than the last one, with the smallest, and
    whose last page is not mostly empty; where all leave it so, the one with the fullest.
    """
    flows = [flow_of(sheet) for sheet in tried]
    parts = [sheet.parts(flow) for sheet, flow in zip(tried, flows, strict=True)]
    leaves = [(len(pages) + 1) // 2 for pages in parts]
    fills = [
        sheet.fill(pages[-1]) if n == leaves[-1] else 0.0 for sheet, pages, n in zip(tried, parts, leaves, strict=True)
    ]
    best = next((i for i, fill in enumerate(fills) if fill >= LEAST_FILL), fills.index(max(fills)))
    return tried[best], flows[best]


def _author(power_list: PowerList, village: Village | None) -> str:
    return village.name if village else power_list.title


def _product(power_list: PowerList, village: Village | None, document: Document, what: str) -> Product:
    file_name = f"exam/{power_list.title}-知识测试-{what}.pdf"
    return Product("exam", document, file_name, None, village.name if village else None)


def _flow(sheet: Sheet, paper: Paper, village: str) -> list[Flowing]:
    em = sheet.size_pt
    flow = [Flowing(head_piece(sheet, paper, f"知识测试（{paper.name} 卷）", village), 0.0)]
    number = 0
    for index, section in enumerate(paper.sections):
        flow.append(Flowing(section_piece(sheet, section, index), 1.1 * em, with_next=True))
        for question in section.questions:
            number += 1
            flow.append(Flowing(question_piece(sheet, question, number), 0.55 * em))
    return flow


def _key_flow(sheet: Sheet, paper: Paper, folios: Mapping[str, int]) -> list[Flowing]:
    em = sheet.size_pt
    width = sheet.body.w
    title = text_of(sheet, f"参考答案（{paper.name} 卷）", "title", 2 * em, width, 1.4)
    rows: list[Flowing] = [Flowing(title, 0.0, with_next=True)]
    numbered = list(enumerate(paper.questions, 1))
    for start in range(0, len(numbered), GRID):
        rows.append(Flowing(_grid(sheet, numbered[start : start + GRID]), 0.6 * em if start == 0 else 0.0))
    number = 0
    for section in paper.sections:
        marks = f"{KIND_NAMES[section.kind]}（每题 {mark_words(section.marks)} 分）"
        rows.append(Flowing(text_of(sheet, marks, "bold", 1.1 * em, width), 1.1 * em, with_next=True))
        table = _table(sheet, [(number + i, q) for i, q in enumerate(section.questions, 1)], folios)
        number += len(section.questions)
        for i in range(len(table.rows)):
            whole = _table_piece(sheet, table.part(i, i + 1))
            below = whole if i == 0 else _table_piece(sheet, _without_header(table, i), opens=False)
            rows.append(Flowing(below, 0.3 * em if i == 0 else 0.0, opening=whole))
    return rows


def _grid(sheet: Sheet, questions: Sequence[tuple[int, ExamQuestion]]) -> Piece:
    pad = 0.2
    measure = sheet.body.w / sheet.size_pt / (GRID + 1) - 2 * pad
    columns = [Column("", measure, fixed=True, align="center") for _ in range(GRID + 1)]
    blank = [""] * (GRID - len(questions))
    heads = ["题号", *(str(number) for number, _ in questions), *blank]
    answers = ["答案", *(question.answer.replace("—", "") for _, question in questions), *blank]
    rows = [Row(tuple(Cell(text, "bold") for text in heads)), Row(tuple(Cell(text) for text in answers))]
    return _table_piece(sheet, Draft(sheet.brush.setter, columns, rows, (pad, 0.35)).set(sheet.body.w, sheet.size_pt))


def _table(sheet: Sheet, numbered: Sequence[tuple[int, ExamQuestion]], folios: Mapping[str, int]) -> Table:
    columns = (
        Column("题号", 2.2, fixed=True, align="center"),
        Column("答案", 8.0),
        Column("理由", 10.0),
        Column("手册页码", 4.2, fixed=True, align="center"),
    )
    rows = [
        Row(
            (
                Cell(str(number), "bold"),
                Cell(_answer(question)),
                Cell(question.reason or "见事项的流程。"),
                Cell(str(folios[question.item]) if question.item in folios else "—"),
            )
        )
        for number, question in numbered
    ]
    return Draft(sheet.brush.setter, columns, rows).set(sheet.body.w, sheet.size_pt)


def _answer(question: ExamQuestion) -> str:
    """The letters with the words behind them; of an order the letters alone, since the reason says it in words."""
    if question.kind in ("judge", "order"):
        return question.answer
    return f"{question.answer}　" + "；".join(question.options[i] for i in question.right)


def _without_header(table: Table, row: int) -> Table:
    return replace(table.part(row, row + 1), header=None)


def _table_piece(sheet: Sheet, table: Table, opens: bool = True) -> Piece:
    return Piece(table.height, lambda x, y: (Group("table", compose_table(table, x, y, sheet.brush, opens)),))
