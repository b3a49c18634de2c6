"""JPEGs with smeared colours, cut off, of a wrong size or without their code are refused."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from powermap.errors import InputError
from powermap.proof import proof_bytes
from powermap.proof.jpeg import read_jpeg

from .sheets import checks


def jpg(size: tuple[int, int] = (1080, 1440), mode: str = "RGB", subsampling: int = 0, *, later: bool = False) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "white").save(out, "JPEG", subsampling=subsampling, progressive=later)
    return out.getvalue()


@pytest.mark.parametrize("later", [False, True])
def test_good(later: bool) -> None:
    report = proof_bytes(jpg(later=later), "cards/08-3x4.jpg")
    assert (report.kind, report.findings, report.passed) == ("jpg", (), True)
    assert (report.pages[0].width, report.pages[0].height) == (1080, 1440)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (jpg(subsampling=2), "jpg-colour"),
        (jpg(subsampling=1), "jpg-colour"),
        (jpg(mode="L"), "jpg-colour"),
        (jpg((1080, 1441)), "png-size"),
        (jpg()[:-40], "unreadable"),
        (b"\xff\xd8\xff\xe0\0\4ab\xff\xd9", "unreadable"),
    ],
)
def test_bad(data: bytes, found: str) -> None:
    report = proof_bytes(data, "a-3x4.jpg")
    assert checks(report.findings) == [found]
    assert not report.passed


@pytest.mark.parametrize("cut", range(1, 400, 37))
def test_cut_off(cut: int) -> None:
    with pytest.raises(InputError):
        read_jpeg(jpg()[:-cut])
