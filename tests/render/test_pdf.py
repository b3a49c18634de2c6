"""Posters as PDF, read back: fonts, texts, marks, sizes; the same bytes in any process; and proof that checks fail."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from powermap.geometry import Rect
from powermap.model import Item, Village
from powermap.products.poster import make_poster
from powermap.products.product import Product
from powermap.products.sizes import page_size
from powermap.render.pdf import draw_pdf
from powermap.scene.items import Anchor, Color, Document, Gradient, Link, Page, Stroke, Text
from powermap.scene.items import Path as Outline
from powermap.scene.shapes import circle, rectangle
from tests.samples import ITEMS, PROJECT, SHORT, VILLAGE, fonts, power_list, theme

ROOT = Path(__file__).resolve().parents[2]
INK = Color(0, 0, 0)


@cache
def poster(sample: Item, village: Village | None = VILLAGE, size: str = "A2") -> Product:
    return make_poster(power_list(*ITEMS), sample, village, theme(), fonts(), page_size(size))


@cache
def pdf_of(sample: Item, village: Village | None = VILLAGE, size: str = "A2") -> bytes:
    return draw_pdf(poster(sample, village, size).document, fonts())


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def fonts_in(data: bytes) -> list[pikepdf.Object]:
    """Every font dictionary of the file, used or not."""
    with opened(data) as pdf:
        return [
            (str(o.get("/BaseFont")), str(o.get("/Subtype")), "/FontFile2" in o.get("/FontDescriptor", {}))  # type: ignore[misc]
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"
        ]


def bad_fonts(data: bytes) -> list[str]:
    """Fonts that are not embedded or not subset ("ABCDEF+Name")."""
    return [name for name, _, embedded in fonts_in(data) if not embedded or name[7:8] != "+"]


def text_of(data: bytes) -> str:
    """The text as a reader's search finds it: compatibility forms resolved, white space away."""
    document = pypdfium2.PdfDocument(data)
    try:
        found = "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    return bare(found)


def bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def wanted_texts(sample: Item) -> list[str]:
    """Everything of an item that a poster must say."""
    out = [sample.name, sample.limit, *sample.publication.channels, sample.publication.period]
    for entry in sample.entries:
        out += [entry.name, entry.note, entry.limit, *(b.result for b in getattr(entry, "branches", ()))]
        for risk in entry.risks:
            out += [risk.level.name, risk.text, risk.control, risk.owner]
    return [text for text in out if text]


def missing_texts(data: bytes, sample: Item) -> list[str]:
    text = text_of(data)
    out = [wanted for wanted in wanted_texts(sample) if bare(wanted) not in text]
    out += [a.name for e in sample.entries for a in e.actors if bare(a.name) not in text and bare(a.short) not in text]
    return out


def document(*items: object, width: float = 200, height: float = 100) -> Document:
    return Document((Page(width, height, items),), "标题", "作者", "主题")  # type: ignore[arg-type]


@pytest.mark.parametrize("sample", ITEMS, ids=lambda s: s.number)
def test_all_fonts_are_embedded_subsets(sample: Item) -> None:
    data = pdf_of(sample)
    assert bad_fonts(data) == []
    assert len(fonts_in(data)) >= 3
    assert b"Helvetica" not in data
    assert len(data) < 250_000


def test_a_font_that_is_not_embedded_is_seen() -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(10, 10, "x")
    canvas.save()
    assert bad_fonts(out.getvalue()) == ["/Helvetica"]


@pytest.mark.parametrize("sample", ITEMS, ids=lambda s: s.number)
@pytest.mark.parametrize("size", ["A2", "A4"])
def test_every_text_of_the_item_can_be_found(sample: Item, size: str) -> None:
    assert missing_texts(pdf_of(sample, VILLAGE, size), sample) == []


def test_a_missing_text_is_seen() -> None:
    assert "提出项目建议" in missing_texts(pdf_of(SHORT), PROJECT)
    assert "化整为零，拆分工程规避招标" in missing_texts(pdf_of(SHORT), PROJECT)


def test_village_texts() -> None:
    text = text_of(pdf_of(PROJECT))
    for wanted in ("示例镇", "示例村", "0512-00000001", "0512-00000002", "张某某", "村纪检委员", "扫码看公开"):
        assert wanted in text
    without = text_of(pdf_of(PROJECT, None))
    assert "示例村" not in without
    assert "0512" not in without
    assert "贴二维码处" in without


def test_what_a_viewer_shows() -> None:
    with opened(pdf_of(PROJECT)) as pdf:
        info = pdf.docinfo
        assert str(info["/Title"]) == "08 小型工程立项与发包"
        assert str(info["/Author"]) == "示例村"
        assert str(info["/Subject"]) == "昆山市村级“小微权力”共性清单 运行路线图（2026.1）"
        assert str(info["/Creator"]) == str(info["/Producer"]) == "powermap"
        assert str(pdf.Root.Lang) == "zh-CN"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


@pytest.mark.parametrize("size", ["A0", "A2", "A4", "60x90", "A3横"])
def test_the_sheet_is_as_large_as_named(size: str) -> None:
    wanted = page_size(size)
    with opened(pdf_of(SHORT, VILLAGE, size)) as pdf:
        (page,) = pdf.pages
        box = [float(v) for v in page.mediabox]
    assert box == pytest.approx([0, 0, wanted.width, wanted.height], abs=0.01)


def test_same_bytes_in_this_process() -> None:
    fresh = make_poster(power_list(*ITEMS), PROJECT, VILLAGE, theme(), fonts(), page_size("A2"))
    assert draw_pdf(fresh.document, fonts()) == pdf_of(PROJECT)


PROGRAM = """
import hashlib, sys
sys.path.insert(0, {root!r})
from tests.render.test_pdf import pdf_of
from tests.samples import RELIEF
print(hashlib.sha256(pdf_of(RELIEF)).hexdigest())
"""


def test_same_bytes_in_other_processes(tmp_path: Path) -> None:
    """Other hash seed, time zone, locale and folder."""
    base = {k: v for k, v in os.environ.items() if k in ("PATH", "SYSTEMROOT", "TEMP", "TMP")}
    surroundings = (
        (tmp_path, {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C"}),
        (ROOT, {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "LANG": "zh_CN.GB18030"}),
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM.format(root=str(ROOT))],
            cwd=cwd,
            env=base | extra,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        for cwd, extra in surroundings
    ]
    sums = [process.communicate(timeout=60)[0].strip() for process in running]
    from tests.samples import RELIEF

    assert sums == [hashlib.sha256(pdf_of(RELIEF)).hexdigest()] * 2


def test_links_anchors_outline_and_folios() -> None:
    pages = (
        Page(200, 100, (Anchor("a", 10, "第一章"), Link(Rect(10, 10, 20, 20), "#b")), "封面"),
        Page(200, 300, (Anchor("b", 10, "第二节", 1), Link(Rect(10, 10, 20, 30), "https://example.org/")), "1"),
    )
    data = draw_pdf(Document(pages, "t", "a", "s"), fonts())
    with opened(data) as pdf:
        assert [float(p.mediabox[3]) for p in pdf.pages] == [100, 300]
        with pdf.open_outline() as outline:
            (chapter,) = outline.root
            assert (chapter.title, [child.title for child in chapter.children]) == ("第一章", ["第二节"])
        link = pdf.pages[1].Annots[0]
        assert str(link.A.URI) == "https://example.org/"
        assert [float(v) for v in link.Rect] == pytest.approx([10, 260, 30, 290])
        assert len(pdf.pages[0].Annots) == 1
        assert [page.label for page in pdf.pages] == ["封面", "1"]


def test_shapes_are_drawn_where_the_scene_says() -> None:
    from powermap.render.png import draw_png

    red, blue, white = Color(1, 0, 0), Color(0, 0, 1), Color(1, 1, 1)
    data = draw_pdf(
        document(
            Outline(rectangle(Rect(0, 0, 200, 100)), fill=white),
            Outline(rectangle(Rect(10, 10, 30, 20)), fill=red),
            Outline(circle(100, 50, 20), stroke=Stroke(blue, 4)),
            Outline(rectangle(Rect(150, 0, 50, 100)), fill=Gradient(0, 0, 0, 100, red, blue)),
        ),
        fonts(),
    )
    from PIL import Image

    picture = Image.open(io.BytesIO(draw_png(data, 200, 100))).convert("RGB")
    assert picture.getpixel((25, 20)) == (255, 0, 0)
    assert picture.getpixel((25, 40)) == (255, 255, 255)
    assert picture.getpixel((100, 50)) == (255, 255, 255)
    assert picture.getpixel((120, 50)) == (0, 0, 255)
    top, bottom = picture.getpixel((175, 2)), picture.getpixel((175, 97))
    assert top[0] > 240 > 20 > top[2]  # type: ignore[index]
    assert bottom[2] > 240 > 20 > bottom[0]  # type: ignore[index]


def test_text_has_the_width_the_scene_says() -> None:
    from powermap.render.png import draw_png

    words = "公开公示"
    spaced = Text(10, 60, words, "hei-bold", 20, INK, 4 * 20 + 4 * 5, spacing=5)
    data = draw_pdf(document(Outline(rectangle(Rect(0, 0, 200, 100)), fill=Color(1, 1, 1)), spaced), fonts())
    from PIL import Image, ImageOps

    picture = ImageOps.invert(Image.open(io.BytesIO(draw_png(data, 800, 400))).convert("L"))
    left, top, right, bottom = (v / 4 for v in picture.getbbox() or (0, 0, 0, 0))
    assert 10 <= left < 13
    assert 10 + 95 - 3 < right <= 10 + 95
    assert 60 - 0.9 * 20 < top < bottom < 60 + 0.13 * 20
