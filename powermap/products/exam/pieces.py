"""Questions, headings and the head of a paper in; measured pieces of a page out."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from powermap.geometry import Point, Rect
from powermap.layout.blocks import ASCENT, Block
from powermap.products.booklet.pieces import Piece, letter_of
from powermap.products.exam.choose import Paper, Section
from powermap.products.exam.questions import KIND_NAMES, ExamQuestion, Kind
from powermap.products.exam.sheet import Sheet
from powermap.scene.ink import texts
from powermap.scene.items import Color, Curve, Group, Move, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline, rectangle
from powermap.text.fonts import Role

LEADING = 1.55
HANG = 2.2
"""Width in em that the number of a question takes."""

BRACKET = 4.0
"""Width in em of the place for an answer, its brackets counted."""

ORDER_LINE = 12.0
"""Length in em of the line for the answer of an ordering question."""

HOW: dict[Kind, str] = {
    "single": "每题只有一个正确答案，把字母填在括号里",
    "multiple": "每题至少两个正确答案，多选、少选都不得分",
    "judge": "对的画“√”，错的画“×”",
    "order": "把字母按先后写在横线上，全对才得分",
}
NUMERALS = "一二三四"


def text_of(sheet: Sheet, text: str, role: Role, size: float, w: float, leading: float = LEADING) -> Piece:
    """Running text of width w."""
    setting = sheet.brush.setter.set(text, role, w / size)
    block = Block("plain", setting, 0, 0, w, size, leading * size)
    return Piece(block.height, lambda x, y: texts(block.at(x, y), sheet.brush.ink("ink")))


def question_piece(sheet: Sheet, question: ExamQuestion, number: int) -> Piece:
    """A question with its number, its options and the place for the answer; it is not parted."""
    brush, size, em = sheet.brush, sheet.size_pt, sheet.size_pt
    w = sheet.body.w - HANG * em
    setting = brush.setter.set(question.stem, "body", w / size)
    lead = LEADING * size
    room = w - setting.lines[-1].width * size
    answer = 0.0 if question.kind == "order" else BRACKET * em
    if answer and room < answer + em:  # the place for the answer never stands alone on a line
        setting = brush.setter.set(question.stem, "body", (w - answer - em) / size)
    stem = Block("plain", setting, 0, 0, w, size, lead)
    stem_height = stem.height
    options = [] if question.kind == "judge" else _options(sheet, question.options, w)
    order = lead * 1.15 if question.kind == "order" else 0.0
    height = stem_height + sum(row.height for row in options) + order
    ink = brush.ink("ink")

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        first = y + (lead - size) / 2 + ASCENT * size
        left = x + HANG * em
        out: list[SceneItem] = [
            *brush.line(f"{number}.", "bold", size, x, first, ink),
            *texts(stem.at(left, y), ink),
        ]
        if answer:
            baseline = first + stem_height - lead
            out += _brackets(Rect(left + w - answer, baseline - ASCENT * size, answer, 1.05 * size), ink)
        at = y + stem_height
        for row in options:
            out += row.draw(left, at)
            at += row.height
        if order:
            baseline = at + lead * 0.15 + (lead - size) / 2 + ASCENT * size
            out += brush.line("正确的顺序：", "body", size, left, baseline, ink)
            start = left + 6.2 * em
            line = (Point(start, baseline + 0.2 * size), Point(start + ORDER_LINE * em, baseline + 0.2 * size))
            out.append(Path(polyline(line), stroke=Stroke(ink, 0.6)))
        return (Group(f"question {number}", tuple(out)),)

    return Piece(height, draw)


def _brackets(place: Rect, ink: Color) -> tuple[Path, Path]:
    """The round brackets round the place for an answer, drawn: set as text they would stand alone on their line."""
    bow = place.h * 0.16
    low, high = place.y + place.h * 0.22, place.y + place.h * 0.78

    def side(x: float, out: float) -> Path:
        curve = Curve(x - out, low, x - out, high, x, place.bottom)
        return Path((Move(x, place.y), curve), stroke=Stroke(ink, 0.6, cap="round"))

    return side(place.x + bow, bow * 1.6), side(place.right - bow, -bow * 1.6)


def _options(sheet: Sheet, options: Sequence[str], w: float) -> list[Piece]:
    """Rows of options: as many to a row, four at most, as the widest of them allows; columns stand under each other."""
    setter, size = sheet.brush.setter, sheet.size_pt
    mark = 1.6 * size
    widest = max(setter.width(option, "body") for option in options) * size + mark + size
    columns = next((n for n in (4, 3, 2) if n != 3 or len(options) in (3, 5, 6) if widest <= w / n), 1)
    cell = w / columns
    cells = [
        (letter_of(i), text_of(sheet, option, "body", size, (w if columns == 1 else cell) - mark))
        for i, option in enumerate(options)
    ]
    rows = [cells[i : i + columns] for i in range(0, len(cells), columns)]
    return [_row(sheet, row, cell, mark) for row in rows]


def _row(sheet: Sheet, row: Sequence[tuple[str, Piece]], cell: float, mark: float) -> Piece:
    brush, size = sheet.brush, sheet.size_pt
    lead = LEADING * size

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        out: list[SceneItem] = []
        baseline = y + (lead - size) / 2 + ASCENT * size
        for i, (sign, piece) in enumerate(row):
            out += brush.line(f"{sign}.", "body", size, x + i * cell, baseline, brush.ink("ink"))
            out += piece.draw(x + i * cell + mark, y)
        return tuple(out)

    return Piece(max(piece.height for _, piece in row), draw)


def section_piece(sheet: Sheet, section: Section, index: int) -> Piece:
    """一、单项选择题（每题 4 分，共 48 分。…）"""
    size = sheet.size_pt
    each, total = (mark_words(mark) for mark in (section.marks, section.total))
    words = f"{NUMERALS[index]}、{KIND_NAMES[section.kind]}（每题 {each} 分，共 {total} 分。{HOW[section.kind]}）"
    return text_of(sheet, words, "bold", size * 1.08, sheet.body.w, 1.5)


def mark_words(marks: Fraction) -> str:
    """Marks as they are printed: 4, 2.5, 3.33."""
    return f"{round(float(marks), 2):g}"


def head_piece(sheet: Sheet, paper: Paper, title: str, village: str) -> Piece:
    """The head of a paper: list, title, place for the name, places for the marks."""
    brush, size, w = sheet.brush, sheet.size_pt, sheet.body.w
    ink = brush.ink("ink")
    big = min(2.1 * size, w / max(1.0, brush.setter.width(title, "title") * 1.05))
    small_line = 1.7 * size
    line_y, table_y = big * 1.35 + small_line * 1.15, big * 1.35 + small_line * 2.5
    cell_h = 1.9 * size
    height = table_y + 2 * cell_h + 0.4 * size

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        middle = x + w / 2
        words = f"{sheet.power_list.title}　{village}" if village else sheet.power_list.title
        out: list[SceneItem] = [
            *brush.line(title, "title", big, middle, y + ASCENT * big, ink, "center"),
            *brush.line(
                f"{words.replace('　', ' · ')} · 共 {len(paper.questions)} 题，满分 {mark_words(paper.total)} 分",
                "body",
                0.92 * size,
                middle,
                y + big * 1.35 + 0.75 * size,
                brush.ink("secondary"),
                "center",
            ),
        ]
        base = y + line_y + 1.1 * size
        at, step = x, w / 4
        for label in ("单位", "职务", "姓名", "日期"):
            out += brush.line(label, "body", size, at, base, ink)
            line = (Point(at + 2.4 * size, base + 0.2 * size), Point(at + step - 0.8 * size, base + 0.2 * size))
            out.append(Path(polyline(line), stroke=Stroke(ink, 0.6)))
            at += step
        out += _marks_table(sheet, paper, x, y + table_y, cell_h)
        return (Group("head", tuple(out)),)

    return Piece(height, draw)


def _marks_table(sheet: Sheet, paper: Paper, x: float, y: float, cell_h: float) -> list[SceneItem]:
    """题型 and marks: one column a section, the sum last."""
    brush, size, w = sheet.brush, sheet.size_pt * 0.95, sheet.body.w
    titles = ["题型", *(KIND_NAMES[section.kind] for section in paper.sections), "总分"]
    cell = w / len(titles)
    stroke = Stroke(brush.ink("line"), 0.7)
    out: list[SceneItem] = [Path(rectangle(Rect(x, y, w, cell_h)), fill=brush.ink("band"))]
    for row in range(3):
        line = (Point(x, y + row * cell_h), Point(x + w, y + row * cell_h))
        out.append(Path(polyline(line), stroke=stroke))
    for column in range(len(titles) + 1):
        line = (Point(x + column * cell, y), Point(x + column * cell, y + 2 * cell_h))
        out.append(Path(polyline(line), stroke=stroke))
    for i, title in enumerate(titles):
        baseline = y + cell_h / 2 + (ASCENT - 0.5) * size
        out += brush.line(title, "bold", size, x + (i + 0.5) * cell, baseline, brush.ink("ink"), "center")
    baseline = y + 1.5 * cell_h + (ASCENT - 0.5) * size
    out += brush.line("得分", "bold", size, x + 0.5 * cell, baseline, brush.ink("ink"), "center")
    return out
