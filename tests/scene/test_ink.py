"""Lines of a block at their places: centred ones without the empty half of a mark at their end."""

from __future__ import annotations

import pytest

from powermap.layout.blocks import Block
from powermap.scene.ink import color, texts
from tests.samples import setter


@pytest.mark.parametrize(("text", "x"), [("每月检查，\n按月发钱", 27.5), ("每月检查\n按月发钱", 30.0)])
def test_the_empty_half_of_a_mark_does_not_shift_a_centred_line(text: str, x: float) -> None:
    """Four characters and the ink of a comma are 45 pt wide in type of 10 pt."""
    block = Block("plain", setter().set(text, "bold", balance=True), 0, 0, 100, 10, 12, "center")
    first, second = texts(block, color("#000000"))
    assert (first.x, second.x) == (pytest.approx(x), pytest.approx(30))


def test_marks_count_where_lines_are_flush() -> None:
    setting = setter().set("每月检查，\n按月发钱", "bold")
    first, second = texts(Block("plain", setting, 0, 0, 100, 10, 12, "right"), color("#000000"))
    assert (first.x, second.x) == (pytest.approx(50), pytest.approx(60))
