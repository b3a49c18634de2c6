"""A picture in; its facts and what is wrong with it out: size in pixels and bytes, colour, what its code says."""

from __future__ import annotations

import io
import re
import struct
import zlib
from typing import Any, Protocol

from powermap.diagnostics import Severity
from powermap.errors import InputError
from powermap.proof.codes import Code, read_codes
from powermap.proof.report import Finding
from powermap.value import Value

SIGNATURE = b"\x89PNG\r\n\x1a\n"

FORMATS = {
    "3x4": ((1080, 1440),),
    "cover": ((900, 383),),
    "square": ((500, 500), (1080, 1080)),
    "square500": ((500, 500),),
    "story": ((1080, 1920),),
    "long": ((1080, 0),),
}
"""Pixels of the card formats by the word that ends their file names; 0: as high as needed."""

MOST_BYTES = 1_000_000
"""Below 1 MB: the limit of the WeChat article interface."""

_NAMED = re.compile(r"-(3x4|cover|square500|square|story|long)(?:[-@](\d)x?)?\.(?:png|jpe?g)$", re.IGNORECASE)


class Picture(Value, frozen=True):
    """What a PNG's chunks say. chunks: their names in order; colour_type: 2 RGB, 3 palette, 6 RGB with alpha."""

    width: int
    height: int
    depth: int
    colour_type: int
    chunks: tuple[str, ...]

    @property
    def has_alpha(self) -> bool:
        return self.colour_type in (4, 6) or "tRNS" in self.chunks


def read_picture(data: bytes) -> Picture:
    """Raises InputError for a file that is cut off or damaged: every chunk's checksum is compared."""
    chunks: list[str] = []
    header = b""
    at = len(SIGNATURE)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        end = at + 12 + length
        if end > len(data) or zlib.crc32(kind + body) != int.from_bytes(data[end - 4 : end], "big"):
            raise InputError("图片损坏了（校验不对或没写完），请重新生成")
        chunks.append(kind.decode("latin-1"))
        header = header or body
        at = end
    if not chunks or chunks[0] != "IHDR" or chunks[-1] != "IEND" or len(header) != 13:
        raise InputError("图片没写完，请重新生成")
    width, height, depth, colour_type = struct.unpack(">IIBB", header[:10])
    return Picture(width, height, depth, colour_type, tuple(chunks))


class _Sized(Protocol):
    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...


def check_pixels(picture: _Sized, file_name: str) -> list[Finding]:
    """The size is that of the format in the file's name, or of any card format, once, twice or three times."""
    named = _NAMED.search(file_name)
    formats = {named[1].lower(): FORMATS[named[1].lower()]} if named else FORMATS
    scales = (int(named[2]),) if named and named[2] else (1, 2, 3)
    for sizes in formats.values():
        for width, height in sizes:
            for scale in scales:
                if picture.width == width * scale and (not height or picture.height == height * scale):
                    return []
    wanted = "、".join(f"{w}×{h or '任意'}" for sizes in formats.values() for w, h in sizes)
    return [_finding("png-size", f"图片 {picture.width}×{picture.height} 像素，应是 {wanted}（或整数倍）")]


def check_bytes(size: int) -> list[Finding]:
    """Below 1 MB."""
    if size < MOST_BYTES:
        return []
    return [_finding("png-bytes", f"图片 {size / 1e6:.2f} MB，要小于 1 MB，否则微信接口不收")]


def check_colour(picture: Picture) -> list[Finding]:
    """sRGB, and said so; no alpha; 8 bits."""
    out = []
    if "sRGB" not in picture.chunks:
        out.append(_finding("png-colour", "没有 sRGB 标记，手机上颜色可能不一样"))
    if picture.has_alpha:
        out.append(_finding("png-colour", "带透明通道，深色界面里会透出黑底，请用不透明的底"))
    if picture.depth > 8:
        out.append(_finding("png-colour", f"每色 {picture.depth} 位，手机用不上，请用 8 位"))
    return out


def decode(data: bytes) -> Any:
    """The pixels as a grey Pillow image. Raises InputError if they cannot be decoded."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            return image.convert("L")
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise InputError("图片损坏了，像素读不出来，请重新生成") from error


def check_codes(image: Any) -> tuple[tuple[Code, ...], list[Finding]]:
    """The codes, and those that cannot be read, or not at half size, as they are on a telephone."""
    codes = tuple(read_codes(image))
    out = [_finding("qr", "二维码读不出来") for code in codes if not code.text]
    if any(code.text for code in codes):
        half = {code.text for code in read_codes(image.reduce(2))}
        out += [
            _finding("qr", f"二维码“{code.text}”缩小一半就读不出来，请画大一些")
            for code in codes
            if code.text and code.text not in half
        ]
    return codes, out


def _finding(check: str, what: str) -> Finding:
    return Finding(check, Severity.ERROR, 1, what)
