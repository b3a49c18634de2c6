"""PDF bytes in; the picture of one page out, as PNG or JPEG, through pdfium, so that print and picture come from one
drawing.
"""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

MOST_BYTES = 990_000
"""Below 1 MB (10^6): what the WeChat article interface takes, with a little to spare."""

_QUICK, _SMALL = 1, 9
"""zlib's levels. On a card of 1080 x 1440 px with unfiltered rows level 1 takes 12 ms and 300 kB; with the filters that
Pillow chooses it takes 31 ms and 370 kB: flat areas and letters repeat, which filters hide.
"""

_HOPE = 1.25
"""More than this over the limit level 9 does not save: one third at most on pictures of text."""

_COLOURS = (256, 128, 64, 32, 16)
"""Sizes of a palette, the largest first."""

_QUALITIES = (92, 86, 80, 72, 64, 54, 44)
"""JPEG qualities from the best on, until the picture is light enough."""


def draw_png(pdf: bytes, width_px: int, height_px: int, page: int = 0) -> bytes:
    """Page number page (from 0) as an sRGB PNG of exactly width_px x height_px, 8 bits, without alpha.

    Every pixel as drawn, and below MOST_BYTES; a picture that cannot be both has a palette.
    Raises ValueError if the page's proportions differ from the picture's by more than half a pixel.
    """
    return encode_png(pixels_of(pdf, width_px, height_px, page))


def encode_png(picture: Any) -> bytes:
    """An RGB Pillow image as PNG, as light as draw_png says."""
    quick = _png(picture.size, 2, picture.tobytes(), 3, _QUICK)
    if len(quick) < MOST_BYTES:
        return quick
    if len(quick) < _HOPE * MOST_BYTES:
        small = _png(picture.size, 2, picture.tobytes(), 3, _SMALL)
        if len(small) < MOST_BYTES:
            return small
    return _with_palette(picture)


def draw_jpg(pdf: bytes, width_px: int, height_px: int, page: int = 0) -> bytes:
    """The same as a JPEG with full colour resolution (4:4:4): red letters keep their edges. Below MOST_BYTES, unless
    even the lowest quality is not.
    """
    picture = pixels_of(pdf, width_px, height_px, page)
    data = b""
    for quality in _QUALITIES:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, subsampling=0, optimize=True)
        data = out.getvalue()
        if len(data) < MOST_BYTES:
            break
    return data


def pixels_of(pdf: bytes, width_px: int, height_px: int, page: int = 0) -> Any:
    """The page as an RGB Pillow image of that size."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[page]
        scale = width_px / sheet.get_width()
        if abs(sheet.get_height() * scale - height_px) > 0.5:
            raise ValueError(f"page is {sheet.get_width()} x {sheet.get_height()} pt, not {width_px}:{height_px}")
        picture = sheet.render(scale=scale, rev_byteorder=True).to_pil()
    finally:
        document.close()
    if picture.size != (width_px, height_px):
        picture = picture.crop((0, 0, width_px, height_px))
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _with_palette(picture: Any) -> bytes:
    """With the colours that serve the picture best, as many as the weight allows: grounds keep theirs, edges of letters
    move by a shade, which nobody sees on a picture of this height.
    """
    from PIL import Image

    data = b""
    for count in _COLOURS:
        few = picture.quantize(count, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        data = _png(few.size, 3, few.tobytes(), 1, _SMALL, bytes(few.getpalette("RGB"))[: 3 * count])
        if len(data) < MOST_BYTES:
            break
    return data


def _png(size: tuple[int, int], colour_type: int, pixels: bytes, depth: int, level: int, palette: bytes = b"") -> bytes:
    """A PNG (ISO/IEC 15948) of rows without a filter. depth: bytes of a pixel; colour_type: 2 RGB, 3 palette."""
    width, height = size
    row = width * depth
    rows = b"".join([b"\0" + pixels[at : at + row] for at in range(0, row * height, row)])
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0)),
        (b"sRGB", b"\0"),
        *([(b"PLTE", palette)] if palette else []),
        (b"IDAT", zlib.compress(rows, level)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
