"""Print files with one fault each are refused, and for that fault: marking of PDF/X-4, bleed, inks, fonts."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from powermap.build.finishing import finish
from powermap.build.printing import print_from
from powermap.diagnostics import Severity
from powermap.press.offset import AROUND, finish_offset
from powermap.products.poster import make_poster
from powermap.products.sizes import page_size
from powermap.proof.file import proof_bytes
from powermap.render.inks import inks_of, profile_bytes
from powermap.render.pdf import Drawing, draw_pdf
from powermap.scene.items import Document
from powermap.units import mm
from tests.samples import ITEMS, SHORT, VILLAGE, fonts, power_list, theme

NAME = "30-用印-A3-印刷.pdf"


@cache
def document() -> Document:
    return make_poster(power_list(*ITEMS), SHORT, VILLAGE, theme(), fonts(), page_size("A3")).document


@cache
def printed(press: str) -> bytes:
    return finish(document(), theme(), fonts(), print_from(press), NAME)[1]


def errors(data: bytes, name: str = NAME) -> list[tuple[str, str]]:
    return [(f.check, f.what) for f in proof_bytes(data, name).findings if f.severity is Severity.ERROR]


def ink_errors(data: bytes) -> list[str]:
    """What is wrong with its inks; what is painted over the texts has other faults too."""
    return [what for check, what in errors(data, "30-用印-A3-写真.pdf") if check == "inks"]


def changed(change: Callable[[Pdf], object], press: str = "offset") -> bytes:
    with pikepdf.open(io.BytesIO(printed(press))) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def painted(code: bytes, press: str) -> bytes:
    return changed(lambda pdf: pdf.pages[0].contents_add(pdf.make_stream(code)), press)


def no_intent(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def no_profile(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents[0].DestOutputProfile


def screen_profile(pdf: Pdf) -> None:
    from PIL import ImageCms

    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(data, N=3)


def cut_profile(pdf: Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(profile_bytes()[:5000], N=4)


def no_condition(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents[0].OutputConditionIdentifier


def no_metadata(pdf: Pdf) -> None:
    del pdf.Root.Metadata


def other_version(pdf: Pdf) -> None:
    data = pdf.Root.Metadata.read_bytes().replace(b"PDF/X-4", b"PDF/X-3")
    pdf.Root.Metadata.write(data)


def no_dates(pdf: Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"xmp:ModifyDate", b"xmp:Other"))


def not_trapped(pdf: Pdf) -> None:
    del pdf.docinfo.Trapped


def trapped_here(pdf: Pdf) -> None:
    pdf.docinfo.Trapped = Name("/True")


def linked(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([100, 100, 200, 200]))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def scripted(pdf: Pdf) -> None:
    pdf.Root.AA = Dictionary(WP=Dictionary(S=Name.JavaScript, JS=pikepdf.String("1")))


def curved(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(G=Dictionary(TR=Name.Identity))


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        (no_intent, "输出意图"),
        (no_profile, "没有嵌入"),
        (screen_profile, "四色"),
        (cut_profile, "损坏"),
        (no_condition, "印刷条件"),
        (no_metadata, "PDF/X-4"),
        (other_version, "PDF/X-4"),
        (no_dates, "ModifyDate"),
        (not_trapped, "补漏白"),
        (trapped_here, "补漏白"),
        (linked, "链接"),
        (scripted, "脚本"),
        (curved, "TR"),
    ],
)
def test_a_file_that_is_not_pdf_x4(fault: Callable[[Pdf], None], word: str) -> None:
    found = errors(changed(fault))
    assert [check for check, _ in found] == ["pdf-x"]
    assert word in found[0][1]


def test_grounds_that_stop_at_the_cut() -> None:
    drawing = Drawing(inks_of(theme()), around=AROUND)  # no page of it was drawn over its edge
    found = errors(finish_offset(draw_pdf(document(), fonts(), drawing), profile_bytes()))
    assert {check for check, _ in found} == {"bleed"}
    assert [what[:2] for _, what in found] == ["左边", "右边", "上边", "下边"]


@pytest.mark.parametrize("deep", [0.2, 1.0, 2.0])
def test_a_patch_of_paper_in_the_bleed(deep: float) -> None:
    """White paper, a few millimetres long, from so many mm outside the cut."""
    with pikepdf.open(io.BytesIO(printed("offset"))) as pdf:
        left, bottom = (float(value) for value in list(pdf.pages[0].obj.TrimBox)[:2])
    code = b"q 0 0 0 0 k %.3f %.3f %.3f %.3f re f Q" % (left - mm(4), bottom + mm(200), mm(4 - deep), mm(6))
    found = errors(painted(code, "offset"))
    assert [check for check, _ in found] == ["bleed"]
    assert "左边" in found[0][1]


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (b"q 1 0 0 rg 99 99 9 9 re f Q", "RGB"),
        (b"q 1 1 1 0.5 k 99 99 9 9 re f Q", "墨量"),
        (b"q 0 0 0 1 k 99 99 90 90 re f Q", "大块"),
        (b"q 0 0 0 1 k 3 0 0 3 0 0 cm 9 9 m 39 9 l 39 39 l h f Q", "大块"),
        (b"q 0 g 99 99 90 90 re f Q", "大块"),
    ],
)
def test_wrong_inks_on_a_display_board(code: bytes, word: str) -> None:
    (what,) = ink_errors(painted(code, "board"))
    assert word in what


def test_many_small_black_squares_are_no_area() -> None:
    squares = b" ".join(b"%d %d 3 3 re" % (x, y) for x in range(90, 290, 6) for y in range(90, 290, 6))
    assert ink_errors(painted(b"q 0 0 0 1 k " + squares + b" f Q", "board")) == []


def test_fonts_in_a_file_that_is_named_outlines() -> None:
    assert {check for check, _ in errors(printed("offset"), "30-用印-A3-印刷-转曲.pdf")} == {"font-embedding"}
