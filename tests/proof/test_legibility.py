"""Type below the sheet's floor and pale text are refused; type at the floor and dark text are not."""

from __future__ import annotations

import io

import pikepdf
import pytest

from powermap.proof.legibility import check_contrast, check_heading_sizes, check_type_size, contrast, floors_of

from .sheets import Sheet, checks, read_back


@pytest.mark.parametrize(
    ("size", "floor"),
    [
        ((841, 1189), 30),
        ((900, 1200), 30),
        ((594, 841), 21),
        ((600, 900), 21),
        ((800, 1200), 21),
        ((420, 594), 15),
        ((594, 420), 15),
        ((297, 420), 10.5),
        ((420, 297), 10.5),
        ((210, 297), 8),
        ((148, 210), 8),
        ((130, 184), 8),
    ],
)
def test_floors(size: tuple[float, float], floor: float) -> None:
    assert floors_of(*size).note == floor


def test_floor_of_an_imposed_sheet_is_that_of_its_pages() -> None:
    assert floors_of(420, 297, imposed=True) == (20, 9.5, 8)


def test_floor_of_a_card_is_in_its_own_pixels() -> None:
    points_to_mm = 25.4 / 72
    assert floors_of(1080 * points_to_mm, 1440 * points_to_mm, card=True) == pytest.approx((60, 28, 23))
    assert floors_of(540 * points_to_mm, 720 * points_to_mm, card=True) == pytest.approx((30, 14, 11.5))


def test_small_type() -> None:
    page = Sheet().text(100, 100, "村务公开", 8).text(100, 140, "办理结果", 7.5).text(100, 160, "办理", 7.5).read()
    assert page.smallest_type == pytest.approx(7.5)
    found = check_type_size(page, 8)
    assert checks(found) == ["small-type"]
    assert "7.5 磅" in found[0].what
    assert "6 字" in found[0].what


def test_heading_counts_where_it_is_largest() -> None:
    """A mention in small type is no fault; a heading below its floor is, over two lines too."""
    sheet = Sheet().text(100, 100, "提出项目建议", 8).lines(100, 140, "提出项目", "建议", size=11)
    assert check_heading_sizes([sheet.read()], "步骤", [["提出项目建议"]], 11) == []
    small = Sheet().text(100, 100, "提出项目建议", 8).lines(100, 140, "提出项目", "建议", size=10.5).read()
    found = check_heading_sizes([small], "步骤", [["提建议", "提出项目建议"], ["别的步骤"]], 11)
    assert checks(found) == ["small-type"]
    assert "提出项目建议”字号 10.5 磅" in found[0].what
    assert check_heading_sizes([small], "步骤", [["别的步骤"]], 11) == []


def test_headings_of_one_size_are_one_finding() -> None:
    page = Sheet().text(100, 100, "提出建议", 10).text(100, 140, "公布结果", 10).read()
    found = check_heading_sizes([page], "步骤", [["提出建议"], ["公布结果"]], 11)
    assert len(found) == 1
    assert "等 2 处" in found[0].what


def test_type_at_the_floor() -> None:
    assert check_type_size(Sheet().text(100, 100, "村务公开", 8).read(), 8) == []


def test_scaled_text_counts_at_its_real_size() -> None:
    sheet = Sheet()
    sheet.canvas.scale(0.5, 0.5)
    assert sheet.text(100, 100, "村务公开", 12).read().smallest_type == pytest.approx(6)


def test_contrast_ratio() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


GREY = (0.5, 0.5, 0.5)
RED = (0.7, 0.08, 0.1)


@pytest.mark.parametrize(
    ("ground", "color", "size", "found"),
    [
        (None, (0, 0, 0), 12, []),
        (None, GREY, 12, ["contrast"]),
        (None, GREY, 24, []),
        (None, GREY, 18, []),  # the test font is a heavy one
        (None, GREY, 17, ["contrast"]),
        (RED, (1, 1, 1), 12, []),
        (RED, (0, 0, 0), 12, ["contrast"]),
        (RED, RED, 30, ["contrast"]),
    ],
)
def test_contrast(
    ground: tuple[float, float, float] | None, color: tuple[float, float, float], size: float, found: list[str]
) -> None:
    sheet = Sheet()
    if ground:
        sheet.box(50, 50, 300, 100, ground)
    assert checks(check_contrast(*sheet.text(100, 100, "村务公开", size, color).read_with_ground())) == found


def test_text_half_off_its_ground_is_pale_there() -> None:
    sheet = Sheet().box(50, 80, 80, 40, RED).text(100, 100, "村务公开办理", 12, (1, 1, 1))
    assert checks(check_contrast(*sheet.read_with_ground())) == ["contrast"]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_contrast_on_a_rotated_page(degrees: int) -> None:
    """Grounds are found whatever way a viewer turns the page."""
    sheet = Sheet().box(50, 80, 300, 40, RED).text(100, 100, "村务公开办理", 12, (1, 1, 1))
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheet.pdf())) as pdf:
        pdf.pages[0].obj["/Rotate"] = degrees
        pdf.save(out)
    assert check_contrast(*read_back(out.getvalue())) == []
