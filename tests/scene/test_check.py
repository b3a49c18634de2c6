"""Every kind of fault on a page is found, and what is no fault is not; posters of the samples have none."""

from __future__ import annotations

import pytest

from powermap.geometry import Point, Rect
from powermap.scene.check import check_page, ink_box
from powermap.scene.items import Color, Gradient, Group, Page, Path, SceneItem, Square, Stroke, Text
from powermap.scene.shapes import circle, polyline, rectangle, rounded

INK = Color(0, 0, 0)
LINE = Stroke(INK, 1.0)


def text(x: float, y: float, words: str = "公开", size: float = 10) -> Text:
    return Text(x, y, words, "hei-regular", size, INK, size * len(words))


def page(*items: SceneItem) -> Page:
    return Page(200, 100, items)


def kinds(*items: SceneItem, safe: Rect | None = None) -> list[str]:
    return [finding.kind for finding in check_page(page(*items), safe)]


def wire(*points: tuple[float, float], stroke: Stroke = LINE) -> Path:
    return Path(polyline([Point(*p) for p in points]), stroke=stroke)


def test_texts_apart_are_fine() -> None:
    assert kinds(text(10, 20), text(30, 20), text(10, 32)) == []


def test_overlap_names_both() -> None:
    found = check_page(page(Group("step 1", (text(10, 20),)), Group("rail", (Group("in", (text(25, 24, "主任"),)),))))
    assert [(f.kind, f.group, f.text, f.other) for f in found] == [("overlap", "rail/in", "主任", "step 1“公开”")]
    assert str(found[0]) == "rail/in“主任”压着step 1“公开”（25.4, 15.6）"


def test_overlap_within_a_group_too() -> None:
    assert kinds(Group("foot", (text(10, 20), text(12, 22)))) == ["overlap"]


def test_a_mark_at_the_end_may_be_squeezed() -> None:
    assert kinds(text(10, 20, "公开，"), text(36, 20)) == []
    assert kinds(text(10, 20, "公开事"), text(36, 20)) == ["overlap"]


@pytest.mark.parametrize(("x", "y"), [(-1, 50), (182, 50), (50, 5), (50, 99.9)])
def test_outside_the_page(x: float, y: float) -> None:
    assert kinds(text(x, y)) == ["outside"]


def test_outside_the_safe_part() -> None:
    safe = Rect(10, 10, 180, 80)
    assert kinds(text(12, 30), safe=safe) == []
    assert kinds(text(5, 30), safe=safe) == ["outside"]
    assert kinds(text(12, 95), safe=safe) == ["outside"]


def test_spaces_have_no_ink() -> None:
    assert kinds(text(-50, 20, "  ")) == []


@pytest.mark.parametrize(
    "line",
    [
        wire((0, 15), (100, 15)),
        wire((20, 0), (20, 100)),
        wire((0, 0), (60, 40)),
        Path(rounded(Rect(15, 5, 50, 50), 4), stroke=LINE),
        Path(circle(20, 30, 16), stroke=LINE),
        wire((0, 21.5), (100, 21.5), stroke=Stroke(INK, 4)),
    ],
    ids=["level", "upright", "slanting", "frame", "circle", "thick"],
)
def test_struck(line: Path) -> None:
    assert kinds(Group("arrow", (line,)), Group("box", (text(10, 20),))) == ["struck"]
    assert kinds(text(10, 20), line) == ["struck"]


@pytest.mark.parametrize(
    "line",
    [wire((0, 22), (100, 22)), wire((31, 0), (31, 100)), Path(rectangle(Rect(8, 8, 30, 20)), stroke=LINE)],
    ids=["under", "beside", "around"],
)
def test_not_struck(line: Path) -> None:
    assert kinds(text(10, 20), line) == []


def test_a_fill_behind_is_fine_and_in_front_covers() -> None:
    ground = Path(rectangle(Rect(5, 5, 60, 30)), fill=INK)
    assert kinds(ground, text(10, 20)) == []
    assert kinds(text(10, 20), ground) == ["covered"]


@pytest.mark.parametrize(
    "cover",
    [
        Path(circle(30, 17, 6), fill=INK),
        Path((Square(25, 12, 3, 3),), fill=INK),
        Path(rectangle(Rect(0, 0, 99, 99)), fill=Gradient(0, 0, 0, 9, INK, INK)),
    ],
    ids=["disc", "square", "gradient"],
)
def test_covers(cover: Path) -> None:
    assert kinds(text(10, 20), cover) == ["covered"]


def test_a_ring_shaped_fill_does_not_cover_its_middle() -> None:
    outer, inner = rectangle(Rect(0, 0, 60, 40)), rectangle(Rect(5, 5, 50, 30))
    hole = (inner[0], *reversed(inner[1:4]), inner[4])  # the other way round: winding 0 inside
    assert kinds(text(10, 22), Path((*outer, *hole), fill=INK)) == []
    assert kinds(text(10, 22), Path((*outer, *inner), fill=INK)) == ["covered"]


def test_a_line_under_a_panel_does_not_strike_what_stands_on_it() -> None:
    line = wire((0, 15), (100, 15))
    panel = Path(rectangle(Rect(5, 5, 60, 30)), fill=INK)
    assert kinds(line, panel, text(10, 20)) == []
    small = Path(rectangle(Rect(5, 5, 10, 30)), fill=INK)
    assert kinds(line, small, text(10, 20)) == ["struck"]
    assert kinds(panel, line, text(10, 20)) == ["struck"]


def test_ink_box() -> None:
    box = ink_box(text(10, 20, "（公）"))
    assert (box.x, box.right) == (pytest.approx(15), pytest.approx(35))
    spaced = Text(10, 20, "公开", "hei-regular", 10, INK, 24, spacing=2)
    assert ink_box(spaced).right == pytest.approx(31.6)
