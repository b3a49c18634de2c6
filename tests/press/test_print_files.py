"""Posters as print files, read back: boxes, inks, fonts, marks, tiles; and that the proof refuses what is not right."""

from __future__ import annotations

import io
import re
from functools import cache

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from powermap.build.finishing import finish
from powermap.build.printing import Print, print_from
from powermap.diagnostics import Severity
from powermap.errors import UsageError
from powermap.geometry import Rect
from powermap.model.theme import Logo
from powermap.press.tiling import MARGIN, OVERLAP, compose_sheets, lay_tiles, plan_tiles
from powermap.products.poster import make_poster
from powermap.products.sizes import page_size
from powermap.proof.file import proof_bytes
from powermap.render.inks import converted, inks_of
from powermap.render.pdf import draw_pdf
from powermap.scene.bleed import with_bleed
from powermap.scene.items import Close, Color, Curve, Document, Line, Move, Page, Path
from powermap.scene.shapes import rectangle
from powermap.units import mm
from powermap.validate.themes import load_theme, shipped_themes
from powermap.value import replace
from tests.samples import ITEMS, SHORT, VILLAGE, fonts, power_list, theme

NAME = "08-示例-A3-印刷.pdf"


@cache
def document() -> Document:
    return make_poster(power_list(*ITEMS), SHORT, VILLAGE, theme(), fonts(), page_size("A3")).document


@cache
def printed(press: str = "offset", text: str = "fonts", tile: str = "") -> bytes:
    return finish(document(), theme(), fonts(), print_from(press, text, tile), NAME)[1]


def picture(data: bytes, scale: float = 1.0, page: int = 0) -> Image.Image:
    file = pypdfium2.PdfDocument(data)
    try:
        image: Image.Image = file[page].render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        return image
    finally:
        file.close()


def errors(data: bytes) -> list[str]:
    return [str(f) for f in proof_bytes(data, NAME).findings if f.severity is Severity.ERROR]


def changed(data: bytes, change: object) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)  # type: ignore[operator]
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def painted(data: bytes, code: bytes) -> bytes:
    def paint(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(pdf.make_stream(code))

    return changed(data, paint)


@pytest.mark.parametrize("text", ["fonts", "outlines"])
@pytest.mark.parametrize("press", ["screen", "offset", "board"])
def test_every_press_passes_the_proof(press: str, text: str) -> None:
    assert errors(printed(press, text)) == []


@pytest.mark.parametrize(
    ("code", "what"),
    [
        (b"q 1 0 0 rg 99 99 9 9 re f Q", "RGB"),
        (b"q 1 1 1 0.5 k 99 99 9 9 re f Q", "墨量"),
        (b"q 0.5 0.4 0.4 0.8 K 99 99 m 199 99 l S Q", "几种墨"),
    ],
)
def test_the_proof_refuses_wrong_inks(code: bytes, what: str) -> None:
    assert any(what in error for error in errors(painted(printed(), code)))


def test_the_proof_refuses_a_file_without_bleed() -> None:
    def cut(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.BleedBox = pdf.pages[0].obj.TrimBox

    assert any("出血" in error for error in errors(changed(printed(), cut)))


def test_boxes_lie_in_one_another_with_three_millimetres_of_bleed() -> None:
    with pikepdf.open(io.BytesIO(printed())) as pdf:
        page = pdf.pages[0].obj
        media, bleed, trim = ([float(v) for v in page[key]] for key in ("/MediaBox", "/BleedBox", "/TrimBox"))
    assert [b - t for b, t in zip(bleed, trim, strict=True)] == pytest.approx([-mm(3), -mm(3), mm(3), mm(3)], abs=0.01)
    assert trim[2] - trim[0] == pytest.approx(mm(297), abs=0.01)
    assert media[2] - bleed[2] > mm(9)


def test_the_file_says_that_it_is_pdf_x4() -> None:
    with pikepdf.open(io.BytesIO(printed())) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert bytes(intent.DestOutputProfile.read_bytes())[36:40] == b"acsp"
        assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4<" in pdf.Root.Metadata.read_bytes()
        assert pdf.docinfo.Trapped == "/False"
        assert "/ID" in pdf.trailer
        assert not pdf.is_encrypted
        assert "/Annots" not in pdf.pages[0].obj
        assert pdf.pdf_version >= "1.6"


def logo(mode: str) -> Logo:
    """A colour or grey picture, with or without what is transparent."""
    image = Image.linear_gradient("L").resize((400, 400))
    if mode.startswith("RGB"):
        image = Image.merge("RGB", (image, image.rotate(90), image.rotate(180)))
    if mode == "RGBA":
        image.putalpha(Image.radial_gradient("L").resize(image.size))
    out = io.BytesIO()
    image.save(out, "PNG")
    return Logo(out.getvalue(), 400, 400)


@pytest.mark.parametrize("press", ["offset", "board"])
@pytest.mark.parametrize(("mode", "space"), [("RGB", "/DeviceCMYK"), ("RGBA", "/DeviceCMYK"), ("L", "/DeviceGray")])
def test_a_logo_is_printed_in_inks(mode: str, space: str, press: str) -> None:
    branded = replace(theme(), logo=logo(mode))
    chart = make_poster(power_list(*ITEMS), SHORT, VILLAGE, branded, fonts(), page_size("A3")).document
    data = finish(chart, branded, fonts(), print_from(press), NAME)[1]
    assert errors(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (picture,) = (thing for thing in pdf.pages[0].Resources.XObject.values() if thing.Subtype == "/Image")
        assert picture.ColorSpace == space
        assert ("/SMask" in picture) is (mode == "RGBA")


def test_no_rgb_operator_is_left() -> None:
    with pikepdf.open(io.BytesIO(printed())) as pdf:
        operators = {str(i.operator) for i in pikepdf.parse_content_stream(pdf.pages[0])}
    assert "k" in operators
    assert not operators & {"rg", "RG", "g", "G"}


def test_grounds_run_into_the_bleed() -> None:
    image = picture(printed())
    with pikepdf.open(io.BytesIO(printed())) as pdf:
        left = float(pdf.pages[0].obj.TrimBox[0])
    for y in (image.height // 2, image.height - int(left) - 20, int(left) + 20):
        inside, outside = image.getpixel((int(left) + 3, y)), image.getpixel((int(left - mm(2)), y))
        assert inside == outside != (255, 255, 255)
        assert image.getpixel((int(left - mm(3.6)), y)) == (255, 255, 255)


def test_outlines_leave_no_font_and_look_the_same() -> None:
    with pikepdf.open(io.BytesIO(printed("screen", "outlines"))) as pdf:
        assert not [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
    one, two = picture(printed("screen"), 2), picture(printed("screen", "outlines"), 2)
    difference = ImageChops.difference(one, two).convert("L")
    assert ImageStat.Stat(difference).mean[0] / 255 < 0.01
    assert (
        ImageStat.Stat(ImageChops.difference(one, picture(printed("board"), 2).resize(one.size)).convert("L")).mean[0]
        / 255
        > 0.01
    )


@pytest.mark.parametrize("tile", ["A4", "A3"])
@pytest.mark.parametrize("size", [(1190.0, 1684.0), (1684.0, 2384.0), (600.0, 300.0)])
def test_tiles_put_together_give_the_chart(tile: str, size: tuple[float, float]) -> None:
    width, height = size
    squares = tuple(
        Path(rectangle(Rect(x, y, 40, 23)), fill=Color((x % 255) / 255, (y % 255) / 255, 0.4))
        for x in range(3, int(width), 61)
        for y in range(5, int(height), 47)
    )
    chart = Document((Page(width, height, squares),), "08 图", "", "")
    plan = plan_tiles(width, height, tile)
    data = lay_tiles(draw_pdf(chart, fonts()), draw_pdf(compose_sheets(chart, (plan,), fonts()), fonts()), (plan,))

    def crop(pdf: pikepdf.Pdf) -> None:
        for page, cell in zip(pdf.pages, plan.cells(), strict=True):
            part = plan.part(*cell)
            top = plan.sheet_height - plan.origin.y
            page.obj.MediaBox = page.obj.TrimBox = [plan.origin.x, top - part.h, plan.origin.x + part.w, top]

    cut = changed(data, crop)
    whole = Image.new("RGB", (int(width), int(height)), "red")
    for index, cell in enumerate(plan.cells()):
        part = plan.part(*cell)
        whole.paste(picture(cut, 1, index), (int(part.x), int(part.y)))
    difference = ImageChops.difference(whole, picture(draw_pdf(chart, fonts()))).convert("L")
    assert ImageStat.Stat(difference).mean[0] < 0.5
    assert sum(difference.histogram()[64:]) < 0.002 * width * height


@pytest.mark.parametrize("size", ["A0", "A2", "A3", "60x90", "500x700mm"])
def test_tiles_keep_the_printers_margin_and_cover_the_chart(size: str) -> None:
    sheet = page_size(size)
    for tile in ("A4", "A3"):
        plan = plan_tiles(sheet.width, sheet.height, tile)
        for cell in plan.cells():
            shown = plan.shown(*cell)
            assert plan.origin.x + shown.w <= plan.sheet_width - MARGIN
            assert plan.origin.y + shown.h <= plan.sheet_height - MARGIN
        assert sum(plan.part(*cell).w * plan.part(*cell).h for cell in plan.cells()) == pytest.approx(
            sheet.width * sheet.height
        )
        assert plan.columns == 1 or plan.shown(0, 0).w == plan.part(0, 0).w + OVERLAP


def test_a_curve_keeps_its_course_up_to_the_edge() -> None:
    path = Path((Move(0, 50), Curve(30, 20, 60, 80, 100, 50), Line(100, 100), Line(0, 100), Close()))
    (item,) = with_bleed(Page(100, 100, (path,)), 9).items
    assert isinstance(item, Path)
    assert Line(0, 50) in item.segments
    assert Curve(30, 20, 60, 80, 100, 50) in item.segments
    assert Line(109, 109) in item.segments
    assert Line(-9, 109) in item.segments


def test_every_colour_of_a_shipped_theme_has_inks_set_by_hand() -> None:
    for name in shipped_themes():
        shipped = load_theme(name)
        colors = {*shipped.palette.values(), *shipped.kinds.values(), *shipped.levels, *shipped.categories.values()}
        assert {color.upper() for color in colors} <= shipped.printed.keys(), name
        assert all(sum(inks) <= 3 for inks in shipped.printed.values())
        assert inks_of(shipped).of(Color(*(int(shipped.palette["ink"][i : i + 2], 16) / 255 for i in (1, 3, 5)))) == (
            *(0, 0, 0),
            1,
        )


def test_other_colours_are_converted_greys_to_black_alone() -> None:
    assert converted("#FFFFFF") == (0, 0, 0, 0)
    assert converted("#000000") == (0, 0, 0, 1)
    assert converted("#4B5563")[:3] == (0, 0, 0)
    red = converted("#C01020")
    assert red[1] > 0.8 and red[0] < 0.1 and sum(red) <= 3


def test_files_repeat_byte_by_byte() -> None:
    for options in (("offset", "outlines", ""), ("screen", "fonts", "A4")):
        assert finish(document(), theme(), fonts(), print_from(*options), NAME)[1] == printed(*options)


def test_names_say_how_a_file_is_printed() -> None:
    assert Print("offset", "outlines").suffix == "-印刷-转曲"
    assert print_from("screen", "fonts", "a4").suffix == "-拼A4"
    for options in (
        ("laser", "fonts", ""),
        ("screen", "paths", ""),
        ("screen", "fonts", "A5"),
        ("offset", "fonts", "A4"),
    ):
        with pytest.raises(UsageError, match=re.compile("[一-鿿]")):
            print_from(*options)
