"""A JPEG in; its size and what is wrong with it out: colour, sampling, whether it was written to the end."""

from __future__ import annotations

import struct

from powermap.diagnostics import Severity
from powermap.errors import InputError
from powermap.proof.report import Finding
from powermap.value import Value

SIGNATURE = b"\xff\xd8\xff"

_FRAMES = {0xC0, 0xC1, 0xC2}
"""Baseline, extended and progressive frames of Huffman coding (ITU-T T.81, table B.1)."""


class Jpeg(Value, frozen=True):
    """What the frame header says. samplings: horizontal and vertical factor of each component."""

    width: int
    height: int
    samplings: tuple[tuple[int, int], ...]


def read_jpeg(data: bytes) -> Jpeg:
    """Raises InputError for a file that is cut off or has no frame that is understood."""
    if not data.rstrip(b"\0").endswith(b"\xff\xd9"):
        raise InputError("图片没写完，请重新生成")
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, (length,) = data[at + 1], struct.unpack_from(">H", data, at + 2)
        body = data[at + 4 : at + 2 + length]
        if marker in _FRAMES and len(body) >= 6 and len(body) >= 6 + 3 * body[5]:
            _, height, width, count = struct.unpack_from(">BHHB", body)
            factors = tuple((body[7 + 3 * n] >> 4, body[7 + 3 * n] & 15) for n in range(count))
            return Jpeg(width, height, factors)
        at += 2 + length
    raise InputError("图片损坏了，请重新生成")


def check_sampling(picture: Jpeg) -> list[Finding]:
    """Three components of full resolution (4:4:4): with less the edges of red letters are smeared."""
    if len(picture.samplings) == 3 and len(set(picture.samplings)) == 1:
        return []
    found = ":".join(f"{across}×{down}" for across, down in picture.samplings)
    what = f"JPEG 的颜色取样是 {found}，红字边缘会发毛，请用 4:4:4（--image jpg 生成的就是）"
    return [Finding("jpg-colour", Severity.ERROR, 1, what)]
