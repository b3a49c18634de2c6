"""Boxes that do not fit together, fonts that are not in the file, RGB and rich black in offset files are refused."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from powermap.errors import InputError
from powermap.proof.images import check_images
from powermap.proof.inks import check_inks
from powermap.proof.structure import (
    Boxes,
    FontFacts,
    Structure,
    check_boxes,
    check_fonts,
    open_pdf,
    read_structure,
)

from .sheets import A4, Sheet, checks

MEDIA = (0.0, 0.0, 400.0, 600.0)
BLEED = (20.0, 20.0, 380.0, 580.0)
TRIM = (28.6, 28.6, 371.4, 571.4)


def of(*boxes: Boxes, intent: bool = False) -> Structure:
    return Structure(boxes, (), intent, "", "")


@pytest.mark.parametrize(
    ("boxes", "intent"),
    [
        (Boxes(MEDIA), False),
        (Boxes(MEDIA, crop=MEDIA, trim=MEDIA), False),
        (Boxes(MEDIA, bleed=BLEED, trim=TRIM), True),
    ],
)
def test_good_boxes(boxes: Boxes, intent: bool) -> None:
    assert check_boxes(of(boxes, boxes, intent=intent)) == []


@pytest.mark.parametrize(
    ("boxes", "intent"),
    [
        (Boxes(MEDIA, crop=(-5, 0, 400, 600)), False),
        (Boxes(MEDIA, bleed=(0, 0, 410, 600), trim=TRIM), True),
        (Boxes(MEDIA, bleed=TRIM, trim=BLEED), True),
        (Boxes(MEDIA, trim=TRIM), True),
        (Boxes(MEDIA), True),
        (Boxes(MEDIA, bleed=(24, 24, 376, 576), trim=TRIM), True),
        (Boxes(MEDIA, rotate=90), False),
    ],
)
def test_bad_boxes(boxes: Boxes, intent: bool) -> None:
    assert set(checks(check_boxes(of(boxes, intent=intent)))) == {"page-boxes"}


def test_pages_of_two_sizes() -> None:
    found = check_boxes(of(Boxes(MEDIA), Boxes(MEDIA), Boxes((0, 0, 400, 500))))
    assert [(f.check, f.page) for f in found] == [("page-boxes", 3)]


def test_a_page_on_its_side_is_the_same_sheet() -> None:
    assert MEDIA == (0, 0, 400, 600)
    assert not check_boxes(of(Boxes(MEDIA), Boxes((0, 0, 600, 400))))


def test_boxes_of_a_file() -> None:
    sheet = Sheet().text(100, 100, "村")
    sheet.canvas.setTrimBox((10, 10, 500, 800))
    with open_pdf(sheet.pdf()) as pdf:
        structure = read_structure(pdf)
    assert structure.boxes[0].trim == pytest.approx((10, 10, 500, 800))
    assert structure.boxes[0].media == pytest.approx((0, 0, *A4), abs=0.01)
    assert structure.offset


def test_fonts_of_a_file() -> None:
    with open_pdf(
        Sheet(name="Helvetica").text(100, 100, "村务公开").text(100, 120, "abc", name="Helvetica").pdf()
    ) as pdf:
        fonts = read_structure(pdf).fonts
    assert {(font.embedded, font.subset) for font in fonts} == {(True, True), (False, False)}
    found = check_fonts(fonts)
    assert checks(found) == ["font-embedding"]
    assert "Helvetica" in found[0].what


def test_fonts_in_forms_are_seen() -> None:
    sheet = Sheet()
    sheet.canvas.beginForm("part")
    sheet.text(0, A4[1], "abc", name="Courier")
    sheet.canvas.endForm()
    sheet.canvas.doForm("part")
    with open_pdf(sheet.pdf()) as pdf:
        assert checks(check_fonts(read_structure(pdf).fonts)) == ["font-embedding"]


def test_whole_font_embedded() -> None:
    assert checks(check_fonts([FontFacts("Big", True, False, (1,))])) == ["font-embedding"]
    assert check_fonts([FontFacts("Good", True, True, (1,))]) == []


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"", b"%PDF-1.4\n" + b"\0" * 200])
def test_not_a_pdf(data: bytes) -> None:
    with pytest.raises(InputError):
        open_pdf(data)


def test_pdf_with_a_password() -> None:
    out = io.BytesIO()
    with open_pdf(Sheet().text(100, 100, "村").pdf()) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(InputError, match="密码"):
        open_pdf(out.getvalue())


def inks(*draw: Callable[[Sheet], object]) -> list[str]:
    sheet = Sheet()
    # The canvas starts every page with RGB-free state; black is set as ink before anything else.
    sheet.fill((0, 0, 0, 1))
    sheet.canvas.setStrokeColorCMYK(0, 0, 0, 1)
    for one in draw:
        one(sheet)
    with open_pdf(sheet.pdf()) as pdf:
        return [finding.what for finding in check_inks(pdf)]


def line_in(*inks: float) -> Callable[[Sheet], object]:
    def draw(sheet: Sheet) -> object:
        sheet.canvas.setStrokeColorCMYK(*inks)
        return sheet.line(10, 10, 90, 90)

    return draw


@pytest.mark.parametrize(
    "draw",
    [
        lambda s: s.text(100, 100, "村", 12, (0, 0, 0, 1)),
        lambda s: s.text(100, 100, "村", 12, (0, 0, 0, 0)),
        lambda s: s.text(100, 100, "村", 12, (0, 1, 0.9, 0.1)),
        lambda s: s.box(0, 0, 100, 100, (0.3, 1, 0.9, 0.4)),
        line_in(0, 0, 0, 0.6),
    ],
)
def test_good_inks(draw: Callable[[Sheet], object]) -> None:
    assert inks(draw) == []


@pytest.mark.parametrize(
    ("draw", "says"),
    [
        (lambda s: s.text(100, 100, "村", 12, (0.7, 0, 0)), "文字用了 RGB"),
        (lambda s: s.box(0, 0, 100, 100, (0.7, 0, 0)), "色块用了 RGB"),
        (lambda s: s.text(100, 100, "村", 12, (0.6, 0.5, 0.5, 0.9)), "几种墨"),
        (line_in(0.5, 0.4, 0.4, 0.8), "几种墨"),
        (lambda s: s.box(0, 0, 100, 100, (0.9, 0.9, 0.9, 0.9)), "墨量"),
    ],
)
def test_bad_inks(draw: Callable[[Sheet], object], says: str) -> None:
    found = inks(draw)
    assert len(found) == 1
    assert says in found[0]


def test_rgb_gradient_and_form() -> None:
    def gradient(sheet: Sheet) -> None:
        from reportlab.lib.colors import Color

        sheet.canvas.linearGradient(0, 0, 100, 100, (Color(1, 0, 0), Color(0, 0, 1)))

    assert any("渐变" in what for what in inks(gradient))

    def form(sheet: Sheet) -> None:
        sheet.canvas.beginForm("part")
        sheet.box(0, 0, 9, 9, (1, 0, 0))
        sheet.canvas.endForm()
        sheet.canvas.doForm("part")

    assert any("RGB" in what for what in inks(form))


@pytest.mark.parametrize(("pixels", "found"), [(300, []), (206, ["image-resolution"])])
def test_image_resolution(pixels: int, found: list[str]) -> None:
    """A picture of 100 pt needs 209 pixels for 150 dpi."""
    page = Sheet().picture(50, 50, 100, pixels).read()
    assert checks(check_images(page)) == found
    assert page.images[0].dpi == pytest.approx(pixels * 0.72)
