"""Text outside, too near the cut, on text, under a fill, under a line: each refused, and its neighbour accepted."""

from __future__ import annotations

import pytest

from powermap.proof.placing import check_covered, check_margin, check_overlap, check_strokes

from .sheets import A4, Sheet, checks

WHITE = (1, 1, 1)


@pytest.mark.parametrize(
    ("x", "y", "found"),
    [
        (100, 100, []),
        (9, 100, []),
        (6, 100, ["text-margin"]),
        (100, 12, ["text-margin"]),
        (A4[0] - 54, 100, ["text-margin"]),
        (-4, 100, ["text-outside"]),
        (A4[0] - 30, 100, ["text-outside"]),
        (100, A4[1] + 6, ["text-outside"]),
    ],
)
def test_margin(x: float, y: float, found: list[str]) -> None:
    assert checks(check_margin(Sheet().text(x, y, "村务公开").read())) == found


def test_margin_counts_from_the_cut() -> None:
    """On a sheet with bleed the edge is the trim box, not the paper."""
    sheet = Sheet().text(30, 100, "村务公开")
    assert checks(check_margin(sheet.read())) == []
    cut = Sheet().text(30, 100, "村务公开")
    cut.canvas.setTrimBox((25, 25, A4[0] - 25, A4[1] - 25))
    found = check_margin(cut.read())
    assert checks(found) == ["text-margin"]
    assert found[0].where is not None
    assert 10 < found[0].where.x < 12


@pytest.mark.parametrize(
    ("dx", "dy", "found"), [(0, 20, []), (49, 0, []), (30, 0, ["text-overlap"]), (3, 7, ["text-overlap"])]
)
def test_overlap(dx: float, dy: float, found: list[str]) -> None:
    page = Sheet().text(100, 100, "村务公开").text(100 + dx, 100 + dy, "办理").read()
    assert checks(check_overlap(page)) == found


def test_same_text_twice_at_one_place_is_an_overlap() -> None:
    page = Sheet().text(100, 100, "村务公开").text(100, 100, "村务公开").read()
    assert checks(check_overlap(page)) == ["text-overlap"]


def test_neighbours_of_one_word_do_not_overlap() -> None:
    assert check_overlap(Sheet().text(100, 100, "AVAToff 0512-0000 0001，《办法》——试行……").read()) == []


def test_covered() -> None:
    assert check_covered(Sheet().box(90, 80, 100, 30, WHITE).text(100, 100, "村务公开").read()) == []
    assert checks(check_covered(Sheet().text(100, 100, "村务公开").box(120, 80, 100, 30, WHITE).read())) == [
        "text-covered"
    ]


def test_a_round_corner_beside_text_does_not_cover_it() -> None:
    """The box of the disc holds the last character's centre, the disc itself does not."""
    page = Sheet().text(100, 100, "村").box(104, 94, 60, 60, (0.8, 0, 0), 30).read()
    assert check_covered(page) == []


@pytest.mark.parametrize("y", [96, 92, 99])
def test_line_through_text(y: float) -> None:
    assert checks(check_strokes(Sheet().text(100, 100, "村务公开").line(50, y, 300, y).read())) == [
        "stroke-through-text"
    ]


def test_slanted_line_through_text() -> None:
    page = Sheet().text(100, 100, "村务公开").line(60, 60, 160, 130).read()
    assert checks(check_strokes(page)) == ["stroke-through-text"]


def test_thin_fill_is_a_line() -> None:
    page = Sheet().box(50, 95, 200, 1, (0, 0, 0)).text(100, 100, "村务公开").read()
    assert checks(check_strokes(page)) == ["stroke-through-text"]


def test_curve_through_text() -> None:
    sheet = Sheet().text(100, 100, "村务公开")
    sheet.canvas.bezier(60, A4[1] - 100, 80, A4[1] - 60, 150, A4[1] - 140, 190, A4[1] - 90)
    assert checks(check_strokes(sheet.read())) == ["stroke-through-text"]


def test_lines_around_text() -> None:
    """Panels, rules below and beside, and filled grounds are no lines through text."""
    page = (
        Sheet()
        .panel(90, 80, 80, 30)
        .box(90, 80, 4, 30, (0.7, 0, 0))
        .text(100, 100, "村务公开")
        .line(90, 104, 170, 104)
        .line(97, 80, 97, 110)
        .read()
    )
    assert check_strokes(page) == []


def test_line_under_a_plate() -> None:
    """A label's plate hides the line that runs under it; without the plate the same line is seen."""
    hidden = Sheet().line(50, 96, 300, 96).box(95, 84, 60, 20, WHITE).text(100, 100, "村务公开").read()
    assert check_strokes(hidden) == []
    after = Sheet().box(95, 84, 60, 20, WHITE).line(50, 96, 300, 96).text(100, 100, "村务公开").read()
    assert checks(check_strokes(after)) == ["stroke-through-text"]


def test_text_in_a_form_is_seen() -> None:
    """Forms have their own coordinates."""
    sheet = Sheet()
    sheet.canvas.beginForm("part")
    sheet.text(0, A4[1] - 10, "村务公开").line(0, A4[1] - 14, 60, A4[1] - 14)
    sheet.canvas.endForm()
    sheet.canvas.saveState()
    sheet.canvas.translate(200, 300)
    sheet.canvas.doForm("part")
    sheet.canvas.restoreState()
    page = sheet.read()
    assert page.text == "村务公开"
    assert 199 < page.runs[0].box.left < 203
    assert checks(check_strokes(page)) == ["stroke-through-text"]
