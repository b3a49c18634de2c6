"""PNGs of a wrong size, too heavy, without sRGB, with alpha, damaged, or with an unreadable code are refused."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from powermap.errors import InputError
from powermap.proof import proof_bytes
from powermap.proof.picture import MOST_BYTES, check_bytes, check_codes, check_pixels, read_picture

from .sheets import checks

LINK = "https://example.org/v/1"


def png(size: tuple[int, int] = (1080, 1440), mode: str = "RGB", *, srgb: bool = True, **save: Any) -> bytes:
    return saved(Image.new(mode, size), srgb=srgb, **save)


def saved(image: Image.Image, *, srgb: bool = True, **save: Any) -> bytes:
    chunks = PngImagePlugin.PngInfo()
    if srgb:
        chunks.add(b"sRGB", b"\0")
    out = io.BytesIO()
    image.save(out, "PNG", pnginfo=chunks, **save)
    return out.getvalue()


def coded(module: int) -> Image.Image:
    """A card with a QR code of so many pixels to the module."""
    import segno

    card = Image.new("RGB", (1080, 1440), "white")
    for y, row in enumerate(segno.make(LINK, error="m", micro=False).matrix):
        for x, dark in enumerate(row):
            if dark:
                left, top = 100 + module * x, 100 + module * y
                card.paste("black", (left, top, left + module, top + module))
    return card


GOOD: Mapping[str, bytes] = {
    "cards/08-小型工程-3x4.png": png(),
    "cards/08-cover.png": png((900, 383)),
    "cards/08-square.png": png((500, 500)),
    "cards/08-long.png": png((1080, 5200)),
    "cards/08-story.png": png((1080, 1920)),
    "cards/08-3x4-2x.png": png((2160, 2880)),
    "cards/palette-3x4.png": png(mode="P"),
    "anything.png": png((1080, 1080)),
}


@pytest.mark.parametrize("name", GOOD)
def test_good(name: str) -> None:
    report = proof_bytes(GOOD[name], name)
    assert report.findings == ()
    assert report.kind == "png"
    assert report.passed


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a-3x4.png", png((1080, 1441)), "png-size"),
        ("a-3x4.png", png((900, 383)), "png-size"),
        ("a-3x4-2x.png", png(), "png-size"),
        ("a.png", png((800, 600)), "png-size"),
        ("a-3x4.png", png(srgb=False), "png-colour"),
        ("a-3x4.png", png(mode="RGBA"), "png-colour"),
        ("a-3x4.png", png(mode="P", transparency=0), "png-colour"),
        ("a-3x4.png", png(mode="I;16"), "png-colour"),
    ],
)
def test_bad(name: str, data: bytes, found: str) -> None:
    report = proof_bytes(data, name)
    assert checks(report.findings) == [found]
    assert not report.passed


def test_weight() -> None:
    assert check_bytes(MOST_BYTES - 1) == []
    assert checks(check_bytes(MOST_BYTES)) == ["png-bytes"]


def test_size_of_a_format_in_the_name() -> None:
    picture = read_picture(png((1080, 1920)))
    assert check_pixels(picture, "a-story.png") == []
    assert checks(check_pixels(picture, "a-3x4.png")) == ["png-size"]


@pytest.mark.parametrize("cut", [9, 40, 500, 1])
def test_cut_off(cut: int) -> None:
    with pytest.raises(InputError):
        read_picture(png()[:-cut])


def test_damaged() -> None:
    data = bytearray(png())
    data[len(data) // 2] ^= 0xFF
    assert checks(proof_bytes(bytes(data), "a-3x4.png").findings) == ["unreadable"]


def test_code_is_read() -> None:
    report = proof_bytes(saved(coded(6)), "a-3x4.png")
    assert report.pages[0].codes == (LINK,)
    assert report.findings == ()


def test_code_that_is_lost_at_half_size() -> None:
    """One pixel to the module is half a pixel at half size."""
    image = coded(1).convert("L")
    codes, found = check_codes(image)
    assert [code.text for code in codes] == [LINK]
    assert checks(found) == ["qr"]
