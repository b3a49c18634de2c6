"""The letters in the circles of all sheets of a route in; for one sheet the words that say where each goes on, out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from powermap.geometry import Rect
from powermap.layout.flow import FlowLayout
from powermap.products.sheet import Board, section_width
from powermap.scene.items import SceneItem

MEET = "同字母的圆圈相接"
GAP = 1.2
"""Space between a title and the words in em of the words."""


def letters_of(layouts: Sequence[FlowLayout]) -> tuple[str, ...]:
    """The letters in the circles of one sheet, in their order."""
    boxes = (box for layout in layouts for box in layout.boxes if box.shape == "connector")
    return tuple(sorted({block.setting.lines[0].text for box in boxes for block in box.blocks}))


def circle_words(sheets: Sequence[Collection[str]], at: int) -> Iterator[str]:
    """What may be said of the circles of sheet at (from 0), the fullest first: which meet which on other sheets."""
    if not sheets[at]:
        return
    there: dict[tuple[int, ...], list[str]] = {}
    for letter in sheets[at]:
        others = tuple(i + 1 for i, letters in enumerate(sheets) if i != at and letter in letters)
        if others:
            there.setdefault(others, []).append(letter)
    told = "，".join(f"{'、'.join(letters)} 见第 {'、'.join(map(str, others))} 张" for others, letters in there.items())
    if told:
        yield f"{MEET}：{told}"
        yield told
    else:
        yield MEET


def circles_line(
    board: Board, title: str, sheets: Sequence[Collection[str]], at: int, place: Rect
) -> tuple[SceneItem, ...]:
    """These words behind a section's title: place is the row from the title's left end on, its bottom the baseline."""
    brush, size = board.brush, board.size.floors.note
    left = place.x + section_width(board, title) + GAP * size
    for words in circle_words(sheets, at):
        if left + brush.setter.width(words, "body") * size <= place.right:
            return tuple(brush.line(words, "body", size, left, place.bottom, brush.ink("secondary")))
    return ()
