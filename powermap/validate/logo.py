"""The bytes of a picture file in; a logo, or what is wrong with it, out: decoded as far as drawing depends on it."""

from __future__ import annotations

import struct
import zlib

from powermap.model.theme import Logo

MOST_BYTES, MOST_PX = 5_000_000, 6000
SHARP_PX = 200
"""Height from which a logo is not blurred on A2: 6 % of 420 mm at 200 dpi."""

_PNG = b"\x89PNG\r\n\x1a\n"
_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers of a JPEG that give its size (ITU T.81, table B.1: SOF)."""


def read_logo(data: bytes) -> Logo | str:
    """The logo, or in Chinese what is wrong with the file."""
    if len(data) > MOST_BYTES:
        return f"图片超过 {MOST_BYTES // 1_000_000} MB"
    if data.startswith(_PNG):
        size = _png_size(data)
    elif data.startswith(b"\xff\xd8"):
        size = _jpeg_size(data)
    else:
        return "不是 PNG 或 JPEG 图片"
    if size is None:
        return "图片已损坏，或不是常用的颜色格式"
    if not all(0 < side <= MOST_PX for side in size):
        return f"图片边长超过 {MOST_PX} 像素"
    return Logo(data, *size)


def _png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height if every chunk is whole and the pixels are all there (ISO/IEC 15948)."""
    at, size, ended = len(_PNG), None, False
    pixels = zlib.decompressobj()
    room = 8 * MOST_PX * MOST_PX + MOST_PX
    try:
        while at < len(data) and not ended:
            (length,) = struct.unpack_from(">I", data, at)
            kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
            (crc,) = struct.unpack_from(">I", data, at + 8 + length)
            if crc != zlib.crc32(kind + body):
                return None
            if kind == b"IHDR":
                size = struct.unpack_from(">II", body)
            elif kind == b"IDAT":
                room -= len(pixels.decompress(body, room))
                if room <= 0 or pixels.unconsumed_tail:
                    return None
            ended = kind == b"IEND"
            at += 12 + length
    except (struct.error, zlib.error):
        return None
    return size if ended and pixels.eof else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a grey or three-colour JPEG that is not cut off."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _SIZES:
            height, width, colours = struct.unpack_from(">HHB", data, at + 5)
            whole = data.rstrip(b"\0\r\n").endswith(b"\xff\xd9")
            return (width, height) if whole and colours in (1, 3) else None
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
