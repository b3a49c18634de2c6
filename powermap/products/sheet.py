"""What every wall chart shares: the sheet and its unit, section titles, telephones, the code, the last line."""

from __future__ import annotations

from itertools import chain

from powermap.geometry import Point, Rect
from powermap.model import Item, Phone, PowerList, Village
from powermap.products.sizes import PageSize
from powermap.products.wording import approval_words, filled
from powermap.scene.brush import Brush
from powermap.scene.ink import line_of_text
from powermap.scene.items import Group, Path, SceneItem, Stroke
from powermap.scene.qr import qr_code
from powermap.scene.shapes import circle, polyline, rectangle, rounded
from powermap.units import mm
from powermap.value import Value

PRINTER_MARGIN = mm(5)
"""What office printers leave white at the edges."""

QR_LEAST = mm(25)
"""Least side of a QR code on A3 and larger (design/visual.md)."""

_A3_SHORT_MM = 297


class Board(Value, frozen=True):
    """The sheet, the brush, and whose it is. u is a hundredth of the short side in pt."""

    size: PageSize
    brush: Brush
    power_list: PowerList
    village: Village | None

    @property
    def u(self) -> float:
        return min(self.size.width, self.size.height) / 100

    @property
    def margin(self) -> float:
        return self.brush.theme.regions.margin * self.u

    @property
    def inner(self) -> float:
        """Width between the margins in pt."""
        return self.size.width - 2 * self.margin

    @property
    def bottom_line(self) -> float:
        """From the last line's baseline to the sheet's lower edge in pt."""
        return max(1.3 * self.u, PRINTER_MARGIN)

    @property
    def qr_side(self) -> float:
        """The side of the code with its quiet zone in pt: as the theme says on A3 and larger, never below the floor."""
        if min(self.size.width_mm, self.size.height_mm) < _A3_SHORT_MM:
            return 9 * self.u
        return max(QR_LEAST, mm(self.brush.theme.regions.qr_mm), 9 * self.u)

    def at_least(self, size: float) -> float:
        """A type size in pt, not below the sheet's floor for notes."""
        return max(size, self.size.floors.note)

    def filled(self, words: str, item: Item | None = None) -> str:
        """Words of the theme with what stands in 【】 put in."""
        return filled(words, self.power_list, self.village, item)

    def ground(self) -> Path:
        """The paper."""
        return Path(rectangle(Rect(0, 0, self.size.width, self.size.height)), fill=self.brush.ink("paper"))


def section(board: Board, title: str, x: float, baseline: float) -> tuple[SceneItem, ...]:
    """A section title with the theme's mark."""
    brush, size, spacing = board.brush, *_section_type(board)
    gold = brush.ink("gold")
    mark: SceneItem
    start = x + _section_indent(board)
    match brush.theme.look.section:
        case "圆点":
            center = Point(x + 0.3 * size, baseline - 0.38 * size)
            mark = Path(circle(*center, 0.21 * size), fill=brush.ink("panel"), stroke=Stroke(gold, 0.17 * size))
        case "底线":
            right = x + section_width(board, title)
            line = (Point(x, baseline + 0.34 * size), Point(right, baseline + 0.34 * size))
            mark = Path(polyline(line), stroke=Stroke(gold, brush.weight(0.11 * size)))
        case _:
            bar = Rect(x, baseline - 0.92 * size, 0.3 * size, 1.06 * size)
            mark = Path(rounded(bar, 0.06 * size), fill=gold)
    words = brush.line(title, "bold", size, start, baseline, brush.ink("primary"), spacing=spacing)
    return (Group(f"section {title}", (mark, *words)),)


def section_width(board: Board, title: str) -> float:
    """The width in pt of a section title with its mark."""
    size, spacing = _section_type(board)
    return _section_indent(board) + board.brush.setter.width(title, "bold") * size + spacing * (len(title) - 1)


def _section_type(board: Board) -> tuple[float, float]:
    """Size and spacing of section titles in pt."""
    size = board.at_least(2.05 * board.u)
    return size, 0.08 * size


def _section_indent(board: Board) -> float:
    return 0.0 if board.brush.theme.look.section == "底线" else 0.8 * _section_type(board)[0]


Line = tuple[str, str]
"""A label and what follows it in large type; "" leaves a rule to write on."""


def phone_lines(phones: tuple[Phone, ...], village: Village | None) -> list[Line]:
    """The numbers, of several each with whose it is; a place to write one in when there is no village."""
    if phones:
        return [(phone.label if len(phones) > 1 else "", phone.number) for phone in phones]
    return [("电话", "")] if village is None else []


def line_height(board: Board, line: Line, width: float, size: float, big: float) -> float:
    """The height in pt that a line takes in a width: a label stands over its value, in as many rows as it needs."""
    label, value = line
    rows = len(board.brush.setter.set(label, "body", width / size).lines) if label and value else 0
    return 1.5 * big + 1.3 * size * rows


def phone_line(
    board: Board, line: Line, x: float, baseline: float, width: float, size: float, big: float
) -> tuple[SceneItem, ...]:
    """A line: its value in type of big pt or what fits the width, its label over it; or its label and a rule to write
    on. baseline: of the value or of the rule.
    """
    brush = board.brush
    label, value = line
    if value:
        natural = brush.setter.width(value, "bold") * big
        fitted = big * min(1.0, width / natural)
        number = brush.line(value, "bold", fitted, x, baseline, brush.ink("ink"))
        rows = brush.setter.set(label, "body", width / size).lines if label else ()
        first = baseline - 1.25 * big - 1.3 * size * (len(rows) - 1)
        labels = (
            line_of_text(row, x, first + 1.3 * size * i, size, brush.ink("secondary")) for i, row in enumerate(rows)
        )
        return (*chain.from_iterable(labels), *number)
    start = x + (brush.setter.width(label, "body") + 0.5) * size
    rule = Stroke(brush.ink("secondary"), 0.06 * size)
    return (
        *brush.line(label, "body", size, x, baseline, brush.ink("secondary")),
        Path(polyline((Point(start, baseline + 0.15 * size), Point(x + width, baseline + 0.15 * size))), stroke=rule),
    )


def code(board: Board, rect: Rect, small: float) -> tuple[SceneItem, ...]:
    """The village's QR code with its words beneath, or a frame to stick one into."""
    brush = board.brush
    baseline = rect.bottom + 1.25 * small
    if board.village is not None and board.village.link:
        words = board.filled(brush.theme.words.code)
        size = min(small, 1.25 * rect.w / max(1.0, brush.setter.width(words, "body")))
        caption = brush.line(words, "body", size, rect.cx, baseline, brush.ink("secondary"), "center")
        return (*qr_code(board.village.link, rect, brush.ink("ink"), brush.ink("panel")), *caption)
    dashed = Stroke(brush.ink("secondary"), 0.1 * board.u, (0.5 * board.u, 0.4 * board.u))
    size = min(small, rect.w / 6)
    return (
        Path(rectangle(rect), fill=brush.ink("panel"), stroke=dashed),
        *brush.line("贴二维码处", "body", size, rect.cx, rect.cy + 0.35 * size, brush.ink("secondary"), "center"),
    )


def last_line(board: Board, sheet_code: str, more: tuple[str, ...] = ()) -> tuple[SceneItem, ...]:
    """Approval, edition, the sheet's code, what a theme adds: the smallest type, at the foot of every sheet. What does
    not fit on one line is left out from the end, never approval and edition.
    """
    brush, size = board.brush, board.size.floors.note
    own = board.filled(brush.theme.words.foot)
    words = [approval_words(board.power_list), f"清单版本 {board.power_list.edition}", sheet_code, own, *more]
    words = [word for word in words if word]
    while len(words) > 2 and brush.setter.width("\u3000·\u3000".join(words), "body") * size > board.inner:
        words.pop()
    baseline = board.size.height - board.bottom_line
    line = brush.line("\u3000·\u3000".join(words), "body", size, board.margin, baseline, brush.ink("secondary"))
    return tuple(line)
