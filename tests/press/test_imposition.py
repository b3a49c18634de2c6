"""Sheets folded again by code of their own: they give the pages of the book in order, whole, and nothing twice."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from powermap.errors import InputError, UsageError
from powermap.press.imposition import impose, sides_of
from powermap.units import mm

A5, A4, A3 = (148.0, 210.0), (210.0, 297.0), (297.0, 420.0)


def book(pages: int, size: tuple[float, float] = A5, bleed: float = 0.0, rotate: int = 0) -> bytes:
    """A PDF whose pages say their number; bleed in mm around the trimmed page, filled with grey up to its edge."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    width, height, more = mm(size[0]), mm(size[1]), mm(bleed)
    for number in range(1, pages + 1):
        ground = f"0.8 g 0 0 {width + 2 * more:.3f} {height + 2 * more:.3f} re f"
        text = f"{ground} 0 g BT /F 24 Tf 100 300 Td (page{number}x) Tj ET"
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, width + 2 * more, height + 2 * more]),
            Resources=Dictionary(Font=Dictionary(F=font)),
            Contents=pdf.make_stream(text.encode()),
        )
        if bleed:
            page.TrimBox = Array([more, more, more + width, more + height])
            page.BleedBox = Array([0, 0, width + 2 * more, height + 2 * more])
        if rotate:
            page.Rotate = rotate
        pdf.pages.append(pikepdf.Page(page))
    pdf.docinfo["/Title"] = "手册"
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def words_at(data: bytes) -> list[tuple[str, str]]:
    """For each side what stands on its left and on its right half."""
    document = pypdfium2.PdfDocument(data)
    try:
        out = []
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            halves = (
                text.get_text_bounded(0, 0, width / 2, height),
                text.get_text_bounded(width / 2, 0, width, height),
            )
            out.append((halves[0].strip(), halves[1].strip()))
        return out
    finally:
        document.close()


def folded(sides: list[tuple[str, str]], signature: int | None = None) -> list[str]:
    """The pages in the order of reading, as a binder gets them: front and back of each sheet, sections one by one.

    Sheets lie as printed, the first one outermost; turned over the short edge, the back's left half lies behind the
    front's right half. Leafing from the front: right half of each front, left half of its back, inwards; then outwards
    again: right half of each back, left half of its front.
    """
    sheets = [(sides[i], sides[i + 1]) for i in range(0, len(sides), 2)]
    per = len(sheets) if signature is None else signature // 4
    out: list[str] = []
    for start in range(0, len(sheets), per):
        section = sheets[start : start + per]
        for front, back in section:
            out += [front[1], back[0]]
        for front, back in reversed(section):
            out += [back[1], front[0]]
    return out


@pytest.mark.parametrize("signature", [None, 4, 8, 16])
@pytest.mark.parametrize("pages", [1, 2, 3, 4, 8, 13, 30, 36])
def test_folded_sheets_give_the_readers_pages(pages: int, signature: int | None) -> None:
    found = folded(words_at(impose(book(pages), A4, signature)), signature)
    blank = -pages % 4
    wanted = [f"page{number}x" for number in range(1, pages + 1)]
    assert found == [*wanted[:-1], *[""] * blank, wanted[-1]]


def test_the_folding_of_the_test_sees_a_wrong_order() -> None:
    sides = words_at(impose(book(8), A4))
    assert folded([sides[1], sides[0], *sides[2:]]) != folded(sides)


@given(st.integers(1, 400), st.sampled_from([None, 4, 8, 12, 16, 32]))
def test_every_page_stands_once(pages: int, signature: int | None) -> None:
    sides = sides_of(pages, signature)
    found = [index for side in sides for index in (side.left, side.right) if index is not None]
    assert sorted(found) == list(range(pages))
    assert len(sides) == 2 * -(-pages // 4)
    assert max(side.depth for side in sides) < (signature or max(4, pages + 3)) / 4


@pytest.mark.parametrize("signature", [0, 2, 6, -4])
def test_a_signature_is_a_multiple_of_four(signature: int) -> None:
    with pytest.raises(UsageError, match="4 的倍数"):
        sides_of(8, signature)


@pytest.mark.parametrize(("size", "sheet"), [(A5, A4), (A5, A3), (A4, A3), ((130.0, 184.0), A4), ((210.0, 285.0), A3)])
def test_sheets_are_of_the_paper_in_landscape(size: tuple[float, float], sheet: tuple[float, float]) -> None:
    with pikepdf.open(io.BytesIO(impose(book(4, size), sheet))) as pdf:
        for page in pdf.pages:
            box = [float(v) for v in page.mediabox]
            assert box[2] - box[0] == pytest.approx(mm(max(sheet)), abs=0.6)
            assert box[3] - box[1] == pytest.approx(mm(min(sheet)), abs=0.6)
            assert "/Rotate" not in page


@pytest.mark.parametrize(("size", "sheet"), [(A4, A4), ((150.0, 210.0), A4), ((210.0, 300.0), A3)])
def test_paper_that_is_too_small_is_said(size: tuple[float, float], sheet: tuple[float, float]) -> None:
    with pytest.raises(UsageError, match="放不下并排的两页"):
        impose(book(4, size), sheet)


def _matrix(pdf: pikepdf.Pdf, side: int, name: str) -> tuple[float, float, list[float]]:
    """Where a page's origin lies on a side, and the box it is clipped to."""
    page = pdf.pages[side]
    shift = (0.0, 0.0)
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "cm":
            shift = (float(operands[4]), float(operands[5]))
        if str(operator) == "Do" and str(operands[0]) == name:
            break
    return (*shift, [float(v) for v in page.Resources.XObject[name].BBox])


def test_inner_sheets_move_towards_the_fold_and_never_over_it() -> None:
    """Creep: each sheet lies one thickness further in, and is cut off at the fold."""
    thick = 0.2
    with pikepdf.open(io.BytesIO(impose(book(16), A3, None, thick))) as pdf:
        fold = float(pdf.pages[0].mediabox[2]) / 2
        for depth in range(4):
            for side in (2 * depth, 2 * depth + 1):
                left, _, left_box = _matrix(pdf, side, "/L")
                right, _, right_box = _matrix(pdf, side, "/R")
                assert left + mm(A5[0]) == pytest.approx(fold + depth * mm(thick), abs=1e-2)
                assert right == pytest.approx(fold - depth * mm(thick), abs=1e-2)
                assert left + left_box[2] == pytest.approx(fold, abs=1e-2)
                assert right + right_box[0] == pytest.approx(fold, abs=1e-2)


def test_each_section_creeps_for_itself() -> None:
    assert [side.depth for side in sides_of(16, 8)] == [0, 0, 1, 1, 0, 0, 1, 1]


def _lines(pdf: pikepdf.Pdf) -> int:
    return sum(str(operator) == "S" for _, operator in pikepdf.parse_content_stream(pdf.pages[0]))


def test_marks_stand_where_the_paper_has_room() -> None:
    with pikepdf.open(io.BytesIO(impose(book(4), A3))) as pdf:
        assert _lines(pdf) == 10  # eight trim marks, two fold marks
    with pikepdf.open(io.BytesIO(impose(book(4), A4))) as pdf:
        assert _lines(pdf) == 0


def test_boxes_of_sheets_for_offset() -> None:
    """Trim box: the two pages; bleed box: with the bleed at the three outer sides of each."""
    with pikepdf.open(io.BytesIO(impose(book(4, bleed=3), A3))) as pdf:
        for page in pdf.pages:
            media, trim, bleed = ([float(v) for v in page[name]] for name in ("/MediaBox", "/TrimBox", "/BleedBox"))
            assert trim[2] - trim[0] == pytest.approx(2 * mm(148), abs=0.01)
            assert trim[3] - trim[1] == pytest.approx(mm(210), abs=0.01)
            assert [abs(a - b) for a, b in zip(trim, bleed, strict=True)] == pytest.approx([mm(3)] * 4, abs=0.01)
            assert media[0] <= bleed[0]
            assert bleed[2] <= media[2]
            assert trim[0] + trim[2] == pytest.approx(media[2], abs=0.01)


def test_bleed_is_printed_outside_and_not_over_the_fold() -> None:
    """Rendered: grey reaches 3 mm over the trimmed edge, and stops there."""
    document = pypdfium2.PdfDocument(impose(book(4, bleed=3), A3))
    scale = 2.0
    picture = document[0].render(scale=scale).to_pil().convert("L")
    edge = (mm(420) - 2 * mm(148)) / 2
    row = round(scale * mm(297) / 2)
    assert picture.getpixel((round(scale * (edge - mm(2))), row)) < 230
    assert picture.getpixel((round(scale * (edge - mm(4))), row)) > 250
    document.close()


def test_an_office_printer_is_told_which_edge_to_flip() -> None:
    with pikepdf.open(io.BytesIO(impose(book(4), A4))) as pdf:
        wishes = pdf.Root.ViewerPreferences
        assert (str(wishes.Duplex), str(wishes.PrintScaling)) == ("/DuplexFlipShortEdge", "/None")
        assert "/TrimBox" not in pdf.pages[0]
        assert str(pdf.docinfo["/Title"]) == "手册"


def test_the_same_bytes_twice() -> None:
    assert impose(book(12), A3, 8) == impose(book(12), A3, 8)


def test_pages_of_different_sizes_and_turned_pages_are_refused() -> None:
    with pikepdf.open(io.BytesIO(book(4))) as mixed, pikepdf.open(io.BytesIO(book(1, A4))) as other:
        mixed.pages.append(other.pages[0])
        out = io.BytesIO()
        mixed.save(out)
    for wrong in (out.getvalue(), book(4, rotate=90), b"no pdf"):
        with pytest.raises(InputError):
            impose(wrong, A3)


def test_what_makes_the_file_pdf_x4_is_kept() -> None:
    with pikepdf.open(io.BytesIO(book(4, bleed=3))) as pdf:
        profile = pdf.make_stream(b"profile", N=4)
        intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, DestOutputProfile=profile)
        pdf.Root.OutputIntents = Array([intent])
        out = io.BytesIO()
        pdf.save(out)
    with pikepdf.open(io.BytesIO(impose(out.getvalue(), A3))) as pdf:
        (kept,) = pdf.Root.OutputIntents
        assert bytes(kept.DestOutputProfile.read_bytes()) == b"profile"
        assert b"GTS_PDFXVersion>PDF/X-4<" in bytes(pdf.Root.Metadata.read_bytes())
        assert pdf.docinfo.Trapped == "/False"
