"""The words of a wall chart's head in; the head from the sheet's top edge, as the theme lays it out, out."""

from __future__ import annotations

from powermap.geometry import Rect
from powermap.layout.blocks import ASCENT, Block
from powermap.products.sheet import Board
from powermap.scene.brush import CAP_HEIGHT
from powermap.scene.heads import head_ground, houses_width
from powermap.scene.ink import texts
from powermap.scene.items import Group, Image, Path, SceneItem, Stroke
from powermap.scene.shapes import circle, rounded
from powermap.text.setting import Setting
from powermap.value import Value

MOST_LINES = 3
"""Two lines hold about 26 characters at the floor; a longer name takes a third rather than smaller type."""


class HeadWords(Value, frozen=True):
    """over: the small line above the title; under: what stands below it after the place; number: the large one; count:
    small under or beside the number; part: which of several sheets, "" for the only one.
    """

    over: str
    title: str
    under: tuple[str, ...]
    number: str
    count: str
    part: str = ""
    lines: int = MOST_LINES
    """The most lines of the title."""


def head(board: Board, words: HeadWords) -> tuple[tuple[SceneItem, ...], float]:
    """The head's items and its bottom in pt."""
    banner = board.brush.theme.look.head == "横幅"
    return _banner(board, words) if banner else _badged(board, words)


def _banner(board: Board, words: HeadWords) -> tuple[tuple[SceneItem, ...], float]:
    """The title at the left, the number at the right, on a band."""
    u, brush = board.u, board.brush
    small = board.at_least(1.9 * u)
    number_size = 7.2 * u
    number_w = brush.setter.width(words.number, "title") * number_size
    side = max(number_w, brush.setter.width(words.count, "body") * small)
    logo_w = _logo_width(board)
    x = board.margin + logo_w
    column, bottom = _column(board, words, x, 2.4 * u, board.inner - logo_w - side - 3 * u)
    right = board.size.width - board.margin
    base = 2.4 * u + 0.86 * number_size
    items: list[SceneItem] = [
        *column,
        *brush.line(words.number, "title", number_size, right, base, brush.ink("on_head"), "right"),
        *brush.line(words.count, "body", small, right, base + 1.6 * small, brush.ink("on_head"), "right"),
    ]
    if words.part:
        items += brush.line(words.part, "bold", small, right, base + 3.1 * small, brush.ink("on_head_strong"), "right")
    return _grounded(board, items, bottom + 1.7 * u)


def _badged(board: Board, words: HeadWords) -> tuple[tuple[SceneItem, ...], float]:
    """The number in a disc or a frame at the left, the title beside it; at the right the ornament, if there is one."""
    u, brush = board.u, board.brush
    logo_w, badge = _logo_width(board), 9.4 * u
    free = houses_width(brush, u)
    x = board.margin + logo_w + badge + 2.0 * u
    room = board.size.width - board.margin - x - free
    top = 2.6 * u
    more = (*words.under, words.count, *([words.part] if words.part else []))
    placed = HeadWords(words.over, words.title, more, words.number, "", lines=words.lines)
    column, bottom = _column(board, placed, x, top, room)
    bottom = max(bottom, top + badge)
    cy = (top + bottom) / 2
    items = [*_badge(board, words.number, board.margin + logo_w + badge / 2, cy, badge), *column]
    water = brush.theme.look.head == "水岸"  # its crests begin below
    return _grounded(board, items, bottom + (0.8 if water else 1.6) * u)


def _badge(board: Board, number: str, cx: float, cy: float, side: float) -> tuple[SceneItem, ...]:
    brush = board.brush
    natural = brush.setter.width(number, "title")
    if brush.theme.look.head == "水岸":
        size = min(0.5 * side, 0.7 * side / natural)
        paint = brush.ink("panel")
        ring = Stroke(brush.ink("gold"), 0.035 * side)
        ground: tuple[SceneItem, ...] = (
            Path(circle(cx, cy, side / 2), fill=brush.ink("primary")),
            Path(circle(cx, cy, 0.43 * side), stroke=Stroke(brush.ink("panel"), 0.012 * side)),
            Path(circle(cx, cy, side / 2), stroke=ring),
        )
    else:
        size = min(0.58 * side, 0.8 * side / natural)
        paint = brush.ink("on_head_strong")
        frame = Rect(cx - side / 2, cy - side / 2, side, side)
        ground = (
            Path(rounded(frame, brush.radius(0.05 * side)), stroke=Stroke(paint, 0.045 * side)),
            Path(rounded(frame.inset(0.07 * side), 0), stroke=Stroke(paint, 0.012 * side)),
        )
    return (*ground, *brush.line(number, "title", size, cx, cy + CAP_HEIGHT * size / 2, paint, "center"))


def _grounded(board: Board, items: list[SceneItem], bottom: float) -> tuple[tuple[SceneItem, ...], float]:
    u = board.u
    ground, end = head_ground(board.brush, board.size.width, bottom, u, board.margin)
    return (Group("head", (*ground, *_logo(board, bottom), *items)),), end


def _column(board: Board, words: HeadWords, x: float, y: float, width: float) -> tuple[tuple[SceneItem, ...], float]:
    """The line over the title, the title, the line under it, from y down; and where they end in pt."""
    u, brush = board.u, board.brush
    small = board.at_least(1.9 * u)
    items: list[SceneItem] = []
    if words.over:
        natural = brush.setter.width(words.over, "body") + 0.06 * (len(words.over) - 1)
        over = min(small, max(board.size.floors.note, width / natural))
        items += brush.line(words.over, "body", over, x, y + ASCENT * over, brush.ink("on_head"), spacing=0.06 * over)
        y += 1.25 * small + 0.7 * u
    title, size = _title(board, words.title, width, words.lines)
    block = Block("plain", title, x, y, width, size, 1.16 * size)
    items += texts(block, brush.ink("on_head_strong"))
    y += block.height + 1.0 * u
    line, lines = _under(board, words.under, x, y, width, small)
    return (*items, *line), y + 1.25 * small + (lines - 1) * 1.5 * small


def _title(board: Board, name: str, width: float, most: int) -> tuple[Setting, float]:
    """The name as large as one line allows, or in two or three lines where fewer would be below the floor."""
    setter, floor = board.brush.setter, board.size.floors.name
    natural = setter.width(name, "title")
    largest = max(floor, 6.9 * board.u * board.brush.theme.regions.title)
    size = min(largest, width / natural)
    if size >= floor:
        return setter.set(name, "title"), size
    size = min(largest, floor)
    while len(setter.set(name, "title", width / size).lines) > most and size > 0.5 * floor:
        size *= 0.97
    return setter.set(name, "title", width / size, balance=True), size


def _under(
    board: Board, words: tuple[str, ...], x: float, y: float, width: float, size: float
) -> tuple[tuple[SceneItem, ...], int]:
    """Town and village, or a white field to write them in, and what stands behind; in how many lines."""
    brush, setter = board.brush, board.brush.setter
    paint, start, right, lines = brush.ink("on_head_strong"), x, x + width, 1
    out: list[SceneItem] = []
    village = board.village
    if village is None:
        field = Rect(x, y - 0.25 * size, 13 * size, 1.5 * size)
        out += (
            Path(rounded(field, 0.2 * size), fill=brush.ink("panel"), stroke=_field_line(board, size)),
            *brush.line("镇", "body", size, field.x + 6 * size, y + ASCENT * size, brush.ink("secondary"), "right"),
            *brush.line(
                "村", "body", size, field.right - 0.4 * size, y + ASCENT * size, brush.ink("secondary"), "right"
            ),
        )
        x = field.right
    place = (village.town, village.name) if village else ()
    for i, word in enumerate((*place, *words)):
        gap = (0.4 if i and i < len(place) else 1.6) * size if x > start else 0.0
        if not word:
            continue
        natural = setter.width(word, "body") * size
        if x > start and x + gap + natural > right:
            x, gap, lines = start, 0.0, lines + 1
        x += gap
        base = y + ASCENT * size + (lines - 1) * 1.5 * size
        out += brush.line(word, "body", size * min(1.0, max(0.5, width / natural)), x, base, paint)
        x += natural
    return tuple(out), lines


def _field_line(board: Board, size: float) -> Stroke | None:
    """The edge of the white field on a head that is pale itself."""
    if board.brush.theme.look.head == "横幅":
        return None
    return Stroke(board.brush.ink("secondary"), 0.06 * size)


def _logo_width(board: Board) -> float:
    """What the logo takes at the left with its gap in pt."""
    logo = board.brush.theme.logo
    if logo is None:
        return 0.0
    height = board.brush.theme.regions.logo * board.u
    return min(height * logo.width / logo.height, 0.25 * board.inner) + 2.0 * board.u


def _logo(board: Board, bottom: float) -> tuple[SceneItem, ...]:
    """The theme's picture at the left of the head, in its middle."""
    logo = board.brush.theme.logo
    if logo is None:
        return ()
    width = _logo_width(board) - 2.0 * board.u
    height = width * logo.height / logo.width
    return (Image(Rect(board.margin, (bottom - height) / 2, width, height), logo.data),)
