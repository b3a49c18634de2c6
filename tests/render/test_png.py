"""Pictures of finished PDFs: exact pixels, marked sRGB, the QR code readable; wrong proportions refused."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from powermap.geometry import Rect
from powermap.products.sizes import page_size
from powermap.render import png
from powermap.render.pdf import draw_pdf
from powermap.render.png import draw_jpg, draw_png
from powermap.scene.items import Color, Document, Page, Path
from powermap.scene.shapes import rectangle
from tests.render.test_pdf import pdf_of
from tests.samples import PROJECT, SHORT, VILLAGE, fonts


def chunks(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The chunks of a PNG file, each checked against its sum."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at = 8
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + size]
        assert struct.unpack_from(">I", data, at + 8 + size)[0] == zlib.crc32(kind + body)
        yield kind.decode("ascii"), body
        at += 12 + size


def picture_of(pdf: bytes, width: int, size: str) -> bytes:
    sheet = page_size(size)
    return draw_png(pdf, width, round(width * sheet.height / sheet.width))


def codes(data: bytes) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(data)))]


@pytest.mark.parametrize(("size", "width"), [("A2", 1300), ("A4", 595), ("60x90", 1200)])
def test_exact_pixels(size: str, width: int) -> None:
    data = picture_of(pdf_of(SHORT, VILLAGE, size), width, size)
    sheet = page_size(size)
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.size == (width, round(width * sheet.height / sheet.width))
        assert picture.mode == "RGB"


def test_srgb_is_said_before_the_pixels() -> None:
    names = [name for name, _ in chunks(picture_of(pdf_of(SHORT), 600, "A2"))]
    assert names[0] == "IHDR"
    assert names.index("sRGB") < names.index("IDAT")
    assert names[-1] == "IEND"
    assert "tIME" not in names


def noise(width: int, height: int) -> Document:
    """A page that cannot be packed: squares of many shades in no order."""
    shades = [(n * 7919 % 251, n * 104729 % 253, n * 1299709 % 241) for n in range(width * height // 4)]
    squares = tuple(
        Path(
            rectangle(Rect(2 * (n % (width // 2)), 2 * (n // (width // 2)), 2, 2)), fill=Color(*[c / 255 for c in rgb])
        )
        for n, rgb in enumerate(shades)
    )
    return Document((Page(width, height, squares),), "t", "a", "s")


def test_every_pixel_is_as_drawn() -> None:
    """Against pdfium's own pixels: packing loses nothing."""
    pdf = pdf_of(SHORT, VILLAGE, "A4")
    sheet = pypdfium2.PdfDocument(pdf)[0]
    drawn = sheet.render(scale=595 / sheet.get_width(), rev_byteorder=True).to_pil().convert("RGB")
    data = picture_of(pdf, 595, "A4")
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.tobytes() == drawn.crop((0, 0, *picture.size)).tobytes()


def test_too_heavy_a_picture_gets_a_palette(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = draw_pdf(noise(120, 120), fonts())
    plain = draw_png(pdf, 120, 120)
    monkeypatch.setattr(png, "MOST_BYTES", len(plain) // 2)
    data = draw_png(pdf, 120, 120)
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.mode == "P" and picture.size == (120, 120)
    assert len(data) < len(plain) // 2
    assert [name for name, _ in chunks(data)] == ["IHDR", "sRGB", "PLTE", "IDAT", "IEND"]


def test_jpeg_keeps_the_resolution_of_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = draw_pdf(noise(120, 120), fonts())
    best = draw_jpg(pdf, 120, 120)
    with Image.open(io.BytesIO(best)) as picture:
        assert picture.size == (120, 120) and {layer[1:3] for layer in picture.layer} == {(1, 1)}
    monkeypatch.setattr(png, "MOST_BYTES", len(best) - 1)
    assert len(draw_jpg(pdf, 120, 120)) < len(best)


def test_same_bytes_again() -> None:
    assert picture_of(pdf_of(SHORT), 600, "A2") == picture_of(pdf_of(SHORT), 600, "A2")


def test_wrong_proportions_are_refused() -> None:
    with pytest.raises(ValueError, match="not 600:600"):
        draw_png(pdf_of(SHORT), 600, 600)


def test_any_page_can_be_drawn() -> None:
    two = Document((Page(100, 100, ()), Page(100, 50, ())), "t", "a", "s")
    data = draw_png(draw_pdf(two, fonts()), 200, 100, page=1)
    assert Image.open(io.BytesIO(data)).size == (200, 100)


@pytest.mark.parametrize("size", ["A2", "A3", "A4"])
def test_the_qr_code_leads_to_the_village(size: str) -> None:
    assert codes(picture_of(pdf_of(PROJECT, VILLAGE, size), 1600, size)) == [VILLAGE.link]


def test_no_code_without_a_village() -> None:
    assert codes(picture_of(pdf_of(PROJECT, None), 1600, "A2")) == []
