"""The words of a filing form in; its cover, its tables and its places to sign out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from powermap.geometry import Point, Rect
from powermap.layout.blocks import ASCENT, Align, Block
from powermap.layout.table import Cell, Column, Draft, Row, Table
from powermap.products.booklet.pieces import Piece
from powermap.products.filing.paper import Paper
from powermap.products.filing.words import (
    CHANGE_COLUMNS,
    DATE,
    DATED,
    FORM,
    ITEM_COLUMNS,
    KEPT,
    ROUTES,
    SIGNERS,
    UNITS,
    ChangeRow,
    Filing,
    ItemRow,
)
from powermap.scene.brush import Brush, middle_baseline
from powermap.scene.ink import texts
from powermap.scene.items import Group, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline, rectangle
from powermap.scene.table import compose_table
from powermap.text.fonts import Role
from powermap.units import mm

BODY_SIZE = 16.0
"""三号 in pt (GB/T 9704-2012, 5.2.4)."""
TITLE_SIZE = 22.0
"""二号 in pt (GB/T 9704-2012, 7.3.1)."""
FORM_SIZE = 42.0
"""初号 in pt: the name of the form on its cover."""
TABLE_SIZE = 10.5
"""五号 in pt."""
LEADING = 28.95
"""Distance of baselines in pt: 22 lines on a page (GB/T 9704-2012, 5.2.3)."""

LABEL_EM = 4.0
"""Labels on the cover are drawn out to this width."""
DATE_EM, DATE_GAP_EM = 11.0, 3.0
"""Where the day stands on the cover; from year to month and from month to day."""

RESULT_INKS = {"新增": "control_tag", "修改": "aside", "停用": "terminal"}
LONGEST_TEXT = 260
"""Characters of a cell; what is longer goes on in a further row, so that every row fits a page."""

SIGN_ROW_MM, SEAL_ROW_MM = 15.0, 46.0


def cover(paper: Paper, filing: Filing) -> tuple[SceneItem, ...]:
    """The list's title, the name of the form, and what identifies the two lists, with places to write in."""
    brush, body = paper.brush, paper.body
    title = _text(brush, filing.title, "title", TITLE_SIZE, body.w, 1.45 * TITLE_SIZE, "center", balance=True)
    y = body.y + mm(14)
    baseline = y + title.height + mm(10) + ASCENT * FORM_SIZE
    form = brush.line(FORM, "title", FORM_SIZE, body.cx, baseline, brush.ink("ink"), "center", spacing=0.4 * FORM_SIZE)
    heading = Group("title", (*title.draw(body.x, y), *form))
    return (heading, *_facts(brush, filing, Rect(body.x, 0, body.w, body.bottom), baseline + mm(26)))


def _facts(brush: Brush, filing: Filing, body: Rect, top: float) -> Iterator[SceneItem]:
    """Label and words, one under the other; smaller where a long basis would not leave the sheet."""
    for size in (BODY_SIZE, 14.0, 12.0, TABLE_SIZE):
        label_w, lead = 6.0 * size, LEADING * size / BODY_SIZE
        measure = body.w - label_w - 2 * size
        pieces = [(label, _text(brush, words, "body", size, measure, lead)) for label, words in filing.facts]
        gap = 0.35 * lead
        if top + sum(max(lead, piece.height) + gap for _, piece in pieces) <= body.bottom:
            break
    ink, rule = brush.ink("ink"), Stroke(brush.ink("secondary"), 0.6)
    y = top
    for label, piece in pieces:
        baseline = y + (lead - size) / 2 + ASCENT * size
        wide = (LABEL_EM - len(label)) * size / max(1, len(label) - 1)
        name = brush.line(label, "bold", size, body.x + size, baseline, ink, spacing=max(0.0, wide))
        start = body.x + size + label_w
        if piece.height:
            yield Group(f"fact {label}", (*name, *piece.draw(start, y)))
        else:
            line = Path(polyline((Point(start, baseline + 4), Point(body.right - size, baseline + 4))), stroke=rule)
            date = _date(brush, start + DATE_EM * size, baseline, size)
            yield Group(f"blank {label}", (*name, *(date if label == DATED else (line,))))
        y += max(lead, piece.height) + gap


def _text(
    brush: Brush,
    words: str,
    role: Role,
    size: float,
    w: float,
    leading: float,
    align: Align = "left",
    balance: bool = False,
) -> Piece:
    """Running text; of height 0 without words."""
    if not words:
        return Piece(0.0, lambda x, y: ())
    block = Block("plain", brush.setter.set(words, role, w / size, balance=balance), 0, 0, w, size, leading, align)
    return Piece(block.height, lambda x, y: texts(block.at(x, y), brush.ink("ink")))


def _date(brush: Brush, right: float, baseline: float, size: float) -> tuple[SceneItem, ...]:
    """Year, month and day to be written in, ending at right."""
    ink = brush.ink("ink")
    places = (right - 2 * DATE_GAP_EM * size, right - DATE_GAP_EM * size, right)
    return tuple(
        run
        for word, at in zip(DATE, places, strict=True)
        for run in brush.line(word, "body", size, at, baseline, ink, "right")
    )


def heading_piece(paper: Paper, words: str) -> Piece:
    """A heading of the first level: 黑体 (GB/T 9704-2012, 7.3.3)."""
    return _text(paper.brush, words, "bold", BODY_SIZE, paper.body.w, LEADING)


def routes_heading(paper: Paper) -> tuple[SceneItem, ...]:
    """The heading of the same level over the first page of routes, in its upper margin."""
    area = paper.wide_body
    return paper.brush.line(ROUTES, "bold", BODY_SIZE, area.x, area.y - mm(3), paper.brush.ink("ink"))


def subheading_piece(paper: Paper, words: str) -> Piece:
    """A heading of the second level: 楷体 (GB/T 9704-2012, 7.3.3)."""
    return _text(paper.brush, words, "kai", BODY_SIZE, paper.body.w, LEADING)


def words_piece(paper: Paper, words: str) -> Piece:
    return _text(paper.brush, words, "body", BODY_SIZE, paper.body.w, LEADING)


def item_table(paper: Paper, rows: Sequence[ItemRow]) -> Table:
    """Number, name, who handles it, category, what became of it."""
    number, name, owners, category, result = ITEM_COLUMNS
    columns = (
        Column(number, _widest(paper, [row.number for row in rows], 2.0, 5.0), fixed=True, align="center"),
        Column(name, 9.0),
        Column(owners, 7.0),
        Column(category, 4.0),
        Column(result, 3.2, fixed=True, align="center"),
    )
    return _table(paper, columns, [Row((*map(Cell, row.cells[:-1]), _result(row.result))) for row in rows])


def change_table(paper: Paper, rows: Sequence[ChangeRow]) -> Table:
    """What changed, before and after; the item's name stands once, and again on every new page."""
    subject, where, before, after = CHANGE_COLUMNS
    columns = (Column(subject, 5.0), Column(where, 6.0), Column(before, 9.0), Column(after, 9.0))
    out: list[Row] = []
    last = ""
    for row in rows:
        for i, (old, new) in enumerate(_in_parts(row.before, row.after)):
            cells = (Cell(row.subject, "bold"), Cell(row.where if i == 0 else "（接上行）"), Cell(old), _after(new))
            out.append(Row(cells, joined=row.subject == last))
            last = row.subject
    return _table(paper, columns, out)


def _table(paper: Paper, columns: Sequence[Column], rows: Sequence[Row]) -> Table:
    return Draft(paper.brush.setter, columns, rows, (0.5, 0.5)).set(paper.body.w, TABLE_SIZE)


def _widest(paper: Paper, words: Sequence[str], least: float, most: float) -> float:
    return min(most, max(least, *(paper.brush.setter.width(word, "body") + 0.1 for word in words)))


def _result(result: str) -> Cell:
    return Cell(result) if result == KEPT else Cell(result, "bold", look="tag", hint=RESULT_INKS[result])


def _after(words: str) -> Cell:
    return Cell(words, "bold") if words in ("新增", "停用") else Cell(words)


def _in_parts(before: str, after: str) -> Iterator[tuple[str, str]]:
    for start in range(0, max(len(before), len(after), 1), LONGEST_TEXT):
        yield before[start : start + LONGEST_TEXT], after[start : start + LONGEST_TEXT]


def table_piece(paper: Paper, table: Table) -> Piece:
    return Piece(table.height, lambda x, y: (Group("table", compose_table(table, x, y, paper.brush)),))


def signatures_piece(paper: Paper) -> Piece:
    """Who prepared, checked and answers for it, with the date; places for both seals."""
    brush, w = paper.brush, paper.body.w
    row_h, seal_h = mm(SIGN_ROW_MM), mm(SEAL_ROW_MM)
    height = len(SIGNERS) * row_h + seal_h
    size, small = 14.0, 12.0
    ink, rule = brush.ink("ink"), Stroke(brush.ink("line"), 0.7)

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        out: list[SceneItem] = [Path(rectangle(Rect(x, y, w, height)), stroke=rule)]
        columns = (x + 0.2 * w, x + 0.58 * w, x + 0.74 * w)
        for i, signer in enumerate(SIGNERS):
            top = y + i * row_h
            baseline = middle_baseline(top + row_h / 2, size)
            out.append(Path(polyline((Point(x, top + row_h), Point(x + w, top + row_h))), stroke=rule))
            out += brush.line(signer, "bold", size, (x + columns[0]) / 2, baseline, ink, "center")
            out += brush.line("日期", "bold", size, (columns[1] + columns[2]) / 2, baseline, ink, "center")
            out += _date(brush, x + w - 0.8 * small, baseline, small)
        foot = y + len(SIGNERS) * row_h
        for at in columns:
            out.append(Path(polyline((Point(at, y), Point(at, foot))), stroke=rule))
        middle = x + w / 2
        out.append(Path(polyline((Point(middle, foot), Point(middle, foot + seal_h))), stroke=rule))
        for left, unit in zip((x, middle), UNITS, strict=True):
            out += brush.line(unit, "bold", size, left + 0.8 * size, foot + 1.7 * size, ink)
            end = left + w / 2 - 0.8 * small
            out += _date(brush, end, foot + seal_h - 0.9 * small, small)
        return (Group("signatures", tuple(out)),)

    return Piece(height, draw)
