"""The words of a filing form and pictures of its routes in; an editable document (.docx) out.

Set as GB/T 9704-2012 wants official documents: A4, a type area of 156 x 225 mm, 22 lines of 三号仿宋 on a page, title
in 小标宋, headings in 黑体 and 楷体, page numbers between dashes outside.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from powermap.exchange.archive import without_clock
from powermap.exchange.filing_styles import (
    BODY,
    BODY_PT,
    BOLD,
    FORM_PT,
    HEADING,
    SUBHEADING,
    TABLE_PT,
    TITLE_PT,
    add_folios,
    new_document,
    put,
    turn,
)
from powermap.products.filing.words import (
    CHANGE_COLUMNS,
    CHANGES,
    DATE,
    DATED,
    FORM,
    ITEM_COLUMNS,
    ITEMS,
    KEPT,
    NOTHING,
    ROUTES,
    SIGNATURES,
    SIGNERS,
    UNITS,
    Filing,
)
from powermap.value import Value

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell, _Row

FULL_MM = 156.0
"""Width of the type area (GB/T 9704-2012, 5.2.1)."""
ITEM_MM = (13.0, 49.0, 55.0, 24.0, 15.0)
CHANGE_MM = (30.0, 34.0, 46.0, 46.0)
SIGN_MM = (31.0, 59.0, 25.0, 41.0)
FACT_MM = (34.0, 116.0)
SIGN_ROW_MM, SEAL_ROW_MM = 15.0, 46.0
SHADE = "F2F2F2"
BLANK = "\u3000\u3000".join(DATE)


class RoutePicture(Value, frozen=True):
    """A PNG, its width as printed in mm, and what it shows in words."""

    data: bytes
    width_mm: float
    alt: str


def filing_docx(filing: Filing, pictures: Sequence[RoutePicture]) -> bytes:
    """The same bytes for the same words and pictures."""
    document = new_document(f"{filing.title}{FORM}", filing.title)
    _cover(document, filing)
    heading = document.add_paragraph(ITEMS, style=HEADING)
    heading.paragraph_format.page_break_before = True
    for title, rows in filing.groups:
        document.add_paragraph(title, style=SUBHEADING)
        table = _table(document, ITEM_COLUMNS, ITEM_MM)
        for row in rows:
            _row(table, row.cells, bold=(4,) if row.result != KEPT else (), centred=(0, 4))
    document.add_paragraph(CHANGES, style=HEADING)
    if filing.changes:
        _changes(document, filing)
    else:
        document.add_paragraph(NOTHING).paragraph_format.first_line_indent = _pt(2 * BODY_PT)
    _signatures(document)
    add_folios(document.sections[0], cover=True)
    if pictures:
        _routes(document, pictures)
    out = BytesIO()
    document.save(out)
    return without_clock(out.getvalue())


def _pt(value: float) -> Any:
    from docx.shared import Pt

    return Pt(value)


def _mm(value: float) -> Any:
    from docx.shared import Mm

    return Mm(value)


def _cover(document: Document, filing: Filing) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before = _mm(14)
    title.paragraph_format.line_spacing = _pt(1.45 * TITLE_PT)
    put(title, filing.title, "title", TITLE_PT)
    form = document.add_paragraph()
    form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    form.paragraph_format.space_before, form.paragraph_format.space_after = _mm(10), _mm(22)
    form.paragraph_format.line_spacing = _pt(1.45 * FORM_PT)
    put(form, " ".join(FORM), "title", FORM_PT)
    table = _empty_table(document, 2, None)
    for label, words in filing.facts:
        cells = _new_row(table, FACT_MM)
        put(cells[0].paragraphs[0], _drawn_out(label), BOLD, BODY_PT)
        put(cells[1].paragraphs[0], BLANK.rjust(12, "\u3000") if label == DATED else words, BODY, BODY_PT)
        if not words and label != DATED:
            _edge_below(cells[1])


def _drawn_out(label: str) -> str:
    """Labels of two and three characters as wide as those of four."""
    return {2: "\u3000\u3000", 3: "\u2002"}.get(len(label), "").join(label)


def _edge_below(cell: _Cell) -> None:
    """A line to write on."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    edges, line = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    edges.append(line)
    cell._tc.get_or_add_tcPr().append(edges)


def _empty_table(document: Document, columns: int, style: str | None) -> Table:
    """Without rows, its columns as wide as they are told to be."""
    table: Table = document.add_table(0, columns, style=style)
    table.autofit = False
    return table


def _table(document: Document, titles: Sequence[str], widths: Sequence[float]) -> Table:
    """A table with lines, its head on every page."""
    from docx.oxml import OxmlElement

    table = _empty_table(document, len(titles), "Table Grid")
    cells = _new_row(table, widths)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, title in zip(cells, titles, strict=True):
        _shade(cell)
        _set(cell, title, bold=True, centred=True)
    return table


def _row(table: Table, words: Sequence[str], bold: Sequence[int] = (), centred: Sequence[int] = ()) -> Sequence[_Cell]:
    cells = _new_row(table, [column.width.mm for column in table.columns])
    for i, (cell, text) in enumerate(zip(cells, words, strict=True)):
        _set(cell, text, bold=i in bold, centred=i in centred)
    return cells


def _new_row(table: Table, widths: Sequence[float]) -> Sequence[_Cell]:
    """A row that is not parted by the end of a page."""
    from docx.oxml import OxmlElement

    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells: Sequence[_Cell] = row.cells
    for column, cell, width in zip(table.columns, cells, widths, strict=True):
        column.width = cell.width = _mm(width)
    return cells


def _set(cell: _Cell, words: str, *, bold: bool = False, centred: bool = False, size: float = TABLE_PT) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    spacing = paragraph.paragraph_format
    spacing.line_spacing, spacing.space_before, spacing.space_after = _pt(1.5 * size), _pt(2), _pt(2)
    put(paragraph, words, BOLD if bold else BODY, size)


def _shade(cell: _Cell) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _changes(document: Document, filing: Filing) -> None:
    """The subject of several changes stands in one cell beside them all, at the top: they may go on overleaf."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

    table = _table(document, CHANGE_COLUMNS, CHANGE_MM)
    for subject, rows in filing.change_groups:
        for i, row in enumerate(rows):
            cells = _row(table, (subject if i == 0 else "", *row.cells[1:]), bold=(0,))
            if len(rows) > 1:
                cells[0]._tc.vMerge = "restart" if i == 0 else "continue"
                cells[0].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP


def _signatures(document: Document) -> None:
    """Who prepared, checked and answers for it, with dates; places for both seals. All on one page."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document.add_paragraph(SIGNATURES, style=HEADING)
    table = _empty_table(document, 4, "Table Grid")
    for signer in SIGNERS:
        cells = _row_of(table, (signer, "", "日期", BLANK))
        table.rows[-1].height, table.rows[-1].height_rule = _mm(SIGN_ROW_MM), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell in cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    cells = _new_row(table, SIGN_MM)
    table.rows[-1].height, table.rows[-1].height_rule = _mm(SEAL_ROW_MM), WD_ROW_HEIGHT_RULE.EXACTLY
    for cell, unit in zip((cells[0].merge(cells[1]), cells[2].merge(cells[3])), UNITS, strict=True):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
        put(cell.paragraphs[0], unit, BOLD, 14.0)
        date = cell.add_paragraph()
        date.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        date.paragraph_format.space_before = _mm(SEAL_ROW_MM - 26)
        put(date, BLANK, BODY, 12.0)


def _row_of(table: Table, words: Sequence[str]) -> Sequence[_Cell]:
    cells = _new_row(table, SIGN_MM)
    for i, (cell, text) in enumerate(zip(cells, words, strict=True)):
        _set(cell, text, bold=i % 2 == 0, centred=True, size=14.0 if i % 2 == 0 else 12.0)
    return cells


def _routes(document: Document, pictures: Sequence[RoutePicture]) -> None:
    """A page on its side for each picture."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    section = turn(document)
    add_folios(section, cover=False)
    document.add_paragraph(ROUTES, style=HEADING).paragraph_format.line_spacing = 1.0
    for i, picture in enumerate(pictures):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing = 1.0
        paragraph.paragraph_format.page_break_before = i > 0
        shape = paragraph.add_run().add_picture(BytesIO(picture.data), width=_mm(picture.width_mm))
        shape._inline.docPr.set("descr", picture.alt)
        shape._inline.docPr.set("name", f"流程对照 {i + 1}")
