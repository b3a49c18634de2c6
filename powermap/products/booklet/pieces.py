"""Texts and tables in; measured pieces of a page out, which are drawn once it is known where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from powermap.geometry import Point, Rect
from powermap.layout.blocks import Block
from powermap.layout.table import Table
from powermap.model import Question
from powermap.products.booklet.leaf import Leaf
from powermap.scene.ink import texts
from powermap.scene.items import Group, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline, rectangle, rounded
from powermap.scene.table import compose_table
from powermap.text.fonts import Role
from powermap.value import Value

Draw = Callable[[float, float], tuple[SceneItem, ...]]
"""Draws with the top left corner at (x, y)."""


class Piece(Value, frozen=True):
    """Something of a height in pt that is not parted."""

    height: float
    draw: Draw
    grow: Callable[[float], Piece] | None = None
    """The piece made higher by up to so many pt, where it can be."""


def grown(pieces: Sequence[Piece], extra: float) -> list[Piece]:
    """Extra height in pt dealt to the pieces that can grow, by their heights."""
    able = sum(piece.height for piece in pieces if piece.grow)
    return [piece.grow(extra * piece.height / able) if piece.grow and extra > 0 else piece for piece in pieces]


def spread(pieces: Sequence[Piece], frame: Rect, gap: float, most: float) -> tuple[SceneItem, ...]:
    """The pieces down a frame; what height is left widens the gaps, up to `most` pt."""
    free = frame.h - sum(piece.height for piece in pieces)
    step = max(gap, min(most, free / max(1, len(pieces) - 1))) if len(pieces) > 1 else gap
    out: list[SceneItem] = []
    y = frame.y
    for piece in pieces:
        out += piece.draw(frame.x, y)
        y += piece.height + step
    return tuple(out)


def height_of(pieces: Sequence[Piece], gap: float) -> float:
    """The height of pieces with gaps between them."""
    return sum(piece.height for piece in pieces) + gap * max(0, len(pieces) - 1)


def table_piece(leaf: Leaf, table: Table, title: str = "", remark: str = "", loosest: float = 1.1) -> Piece:
    """A table under its section title; loosest: by how much in em a row may grow."""
    above = leaf.section_height if title else 0.0

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        head = leaf.section(title, x, y, table.width, remark) if title else ()
        return (*head, Group("table", compose_table(table, x, y + above, leaf.brush)))

    def grow(extra: float) -> Piece:
        return table_piece(leaf, table.stretched(extra, loosest * table.size), title, remark, loosest)

    return Piece(above + table.height, draw, grow)


def panel(leaf: Leaf, content: Piece, w: float, ground: str, bar: str, pad: float) -> Piece:
    """Content on a coloured ground with a bar at its left; ground and bar are palette tokens."""
    height = content.height + 2 * pad

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        frame = Rect(x, y, w, height)
        thick = leaf.mm(1.2)
        return (
            Group(
                f"panel {ground}",
                (
                    Path(rounded(frame, thick, "es"), fill=leaf.brush.ink(ground)),
                    Path(rectangle(Rect(x, y, thick, height)), fill=leaf.brush.ink(bar)),
                    *content.draw(x + leaf.mm(4.6), y + pad),
                ),
            ),
        )

    return Piece(height, draw)


def panel_measure(leaf: Leaf, w: float) -> float:
    """The width of the text in a panel of width w."""
    return w - leaf.mm(4.6) - leaf.mm(4)


def text_piece(
    leaf: Leaf, text: str, role: Role, size: float, w: float, ink: str, leading: float = 1.5, balance: bool = False
) -> Piece:
    """Running text of width w; leading in em, ink a palette token."""
    setting = leaf.brush.setter.set(text, role, w / size, balance=balance)
    block = Block("plain", setting, 0, 0, w, size, leading * size)
    return Piece(block.height, lambda x, y: texts(block.at(x, y), leaf.brush.ink(ink)))


def stacked(pieces: Sequence[Piece], gap: float) -> Piece:
    """Pieces one under the other as one."""

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        out: list[SceneItem] = []
        for piece in pieces:
            out += piece.draw(x, y)
            y += piece.height + gap
        return tuple(out)

    return Piece(height_of(pieces, gap), draw)


def question_piece(leaf: Leaf, question: Question, number: str, w: float, size: float) -> Piece:
    """A question with its options in capital letters; options that are short stand on one line."""
    setter = leaf.brush.setter
    kind = "（多选）" if len(question.answers) > 1 else ""
    asked = text_piece(leaf, f"{number}{question.text}{kind}", "bold", size, w, "ink", 1.45)
    words = [f"{letter_of(i)}. {option}" for i, option in enumerate(question.options)]
    widths = [setter.width(word, "body") * size for word in words]
    indent = 0.0
    gap = 2 * size
    rows: list[list[tuple[str, float]]] = []
    x = w
    for word, width in zip(words, widths, strict=True):
        if not rows or x + width > w:
            rows.append([])
            x = indent
        rows[-1].append((word, x))
        x += width + gap
    lines = [_options(leaf, row, w, size) for row in rows]
    return stacked((asked, *lines), 0.12 * size)


def _options(leaf: Leaf, row: list[tuple[str, float]], w: float, size: float) -> Piece:
    parts = [(text_piece(leaf, word, "body", size, w - at, "ink", 1.45), at) for word, at in row]

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        return tuple(item for part, at in parts for item in part.draw(x + at, y))

    return Piece(max(part.height for part, _ in parts), draw)


def letter_of(index: int) -> str:
    """A for 0, B for 1 …; 27 and more are numbers."""
    return chr(ord("A") + index) if index < 26 else str(index + 1)


def notes_piece(leaf: Leaf, w: float, height: float, least: int, title: str) -> Piece | None:
    """A titled field to write in, at most so high; None if it would have fewer lines than the least."""
    step = leaf.mm(8.5)
    rules = ruled_lines(leaf, w, height - leaf.section_height + 0.4 * step, step)
    if rules.height < least * step - 1e-6:
        return None
    above = leaf.section_height - 0.4 * step

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        return (*leaf.section(title, x, y, w), *rules.draw(x, y + above))

    return Piece(above + rules.height, draw)


def ruled_lines(leaf: Leaf, w: float, height: float, step: float) -> Piece:
    """Empty lines to write on, step pt apart, as many as the height holds."""
    count = max(0, int((height + 1e-6) // step))
    stroke = Stroke(leaf.brush.ink("hairline"), 0.6)

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        return tuple(
            Path(polyline((Point(x, y + (i + 1) * step), Point(x + w, y + (i + 1) * step))), stroke=stroke)
            for i in range(count)
        )

    return Piece(count * step, draw)
