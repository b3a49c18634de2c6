"""The sayings and the first question of an item in; the panels out that stand under facts or route.

In two forms: with a heading of their own, and lower, with the heading at the left of the words.
"""

from __future__ import annotations

from collections.abc import Sequence

from powermap.geometry import Rect
from powermap.model import Item
from powermap.products.booklet.leaf import Leaf, page_anchor
from powermap.products.booklet.pieces import (
    Piece,
    panel,
    panel_measure,
    question_piece,
    stacked,
    text_piece,
)
from powermap.scene.items import Link, SceneItem

SAYINGS, THINK = "办事口诀", "想一想"
PAD, LOW_PAD = 3.0, 1.7
"""Space above and below the words of a panel in mm at A5."""
LABEL, LABEL_EM = 17.5, 5.9
"""Width of the heading at the left of the words: in mm at A5, at least so many em of the remark under it."""


def sayings_panel(leaf: Leaf, sayings: Sequence[str], w: float) -> Piece:
    """The sayings two to a line, in 楷, as large as lines of their own allow."""
    measure = panel_measure(leaf, w)
    lines, widest = _sayings(leaf, sayings)
    size = leaf.type(15)
    if widest * size > measure:
        size = max(leaf.type(12), measure / widest * 0.999)
    head = _heading(leaf, SAYINGS, measure, "primary")
    text = text_piece(leaf, lines, "kai", size, measure, "ink", 1.5)
    return panel(leaf, stacked((head, text), leaf.mm(0.8)), w, "saying", "gold", leaf.mm(PAD))


def low_sayings_panel(leaf: Leaf, sayings: Sequence[str], w: float) -> Piece:
    """The sayings two to a line beside their heading, which has two lines of its own."""
    measure = panel_measure(leaf, w) - _label(leaf)
    lines, widest = _sayings(leaf, sayings)
    size = max(leaf.type(11), min(leaf.type(13), measure / widest * 0.999))
    text = text_piece(leaf, lines, "kai", size, measure, "ink", 1.38)
    return panel(leaf, _labelled(leaf, ("办事", "口诀"), "primary", text), w, "saying", "gold", leaf.mm(LOW_PAD))


def _sayings(leaf: Leaf, sayings: Sequence[str]) -> tuple[str, float]:
    """The lines, and the width of the longest in em."""
    pairs = [sayings[i : i + 2] for i in range(0, len(sayings), 2)]
    lines = ["，".join(pair) + ("。" if pair is pairs[-1] else "；") for pair in pairs]
    return "\n".join(lines), max(leaf.brush.setter.width(line, "kai") for line in lines)


def think_panel(leaf: Leaf, item: Item, w: float, size: float, answers: int) -> Piece:
    """The first question; answers: the folio of the page with its answer, 0 if there is none."""
    measure = panel_measure(leaf, w)
    head = _heading(leaf, THINK, measure, "onward", _told(answers), answers)
    asked = question_piece(leaf, item.questions[0], "", measure, size)
    return panel(leaf, stacked((head, asked), leaf.mm(0.8)), w, "think", "onward", leaf.mm(PAD))


def low_think_panel(leaf: Leaf, item: Item, w: float, size: float, answers: int) -> Piece:
    """The same beside its heading; where the answer is stands under the heading."""
    measure = panel_measure(leaf, w) - _label(leaf)
    asked = question_piece(leaf, item.questions[0], "", measure, size)
    content = _labelled(leaf, (THINK,), "onward", asked, answers)
    return panel(leaf, content, w, "think", "onward", leaf.mm(LOW_PAD))


def _label(leaf: Leaf) -> float:
    return max(leaf.mm(LABEL), LABEL_EM * leaf.type(8))


def _labelled(leaf: Leaf, label: Sequence[str], ink: str, text: Piece, answers: int = 0) -> Piece:
    """A text, and at its left in its middle the lines of a label."""
    brush, size, small = leaf.brush, leaf.type(10.5), leaf.type(8)
    leading = 1.35 * size
    remark = f"答案 {answers} 页" if answers else ""
    own = leading * len(label) + (1.4 * small if answers else 0.0)
    height = max(text.height, leading * len(label) + 1.4 * small * (ink == "onward"))

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        top = y + (height - own) / 2
        out: list[SceneItem] = []
        for i, words in enumerate(label):
            baseline = top + i * leading + 1.05 * size
            out += brush.line(words, "bold", size, x, baseline, brush.ink(ink), spacing=0.06 * size)
        if remark:
            baseline = top + leading * len(label) + small
            width = brush.setter.width(remark, "body") * small
            out += brush.line(remark, "body", small, x, baseline, brush.ink("secondary"))
            out.append(Link(Rect(x, baseline - small, width, 1.3 * small), f"#{page_anchor(answers)}"))
        return (*out, *text.draw(x + _label(leaf), y + (height - text.height) / 2))

    return Piece(height, draw)


def _told(answers: int) -> str:
    return f"答案见第 {answers} 页" if answers else ""


def _heading(leaf: Leaf, title: str, w: float, ink: str, remark: str = "", folio: int = 0) -> Piece:
    brush, size, small = leaf.brush, leaf.type(10.5), leaf.type(8)

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        baseline = y + 0.95 * size
        out: list[SceneItem] = [
            *brush.line(title, "bold", size, x, baseline, brush.ink(ink), spacing=0.08 * size),
        ]
        if remark:
            width = brush.setter.width(remark, "body") * small
            out += brush.line(remark, "body", small, x + w, baseline, brush.ink("secondary"), "right")
            out.append(Link(Rect(x + w - width, y, width, 1.2 * size), f"#{page_anchor(folio)}"))
        return tuple(out)

    return Piece(1.45 * size, draw)
