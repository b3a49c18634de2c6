"""A TrueType font that the PDF writer has read and a glyph's number in; its outline as PDF path operators out (转曲).

The tables are described in the OpenType specification 1.9, glyf
(https://learn.microsoft.com/typography/opentype/spec/glyf); everything in them is big-endian.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

Point = tuple[float, float, bool]
"""x and y in the font's units, and whether the outline goes through it."""

_ON, _X_SHORT, _Y_SHORT, _REPEAT, _X_SAME, _Y_SAME = 1, 2, 4, 8, 16, 32
_WORDS, _OFFSETS, _SCALED, _MORE, _TWO_SCALES, _MATRIX = 1, 2, 8, 32, 64, 128
_DEEPEST = 6
"""Glyphs made of glyphs made of glyphs; a font that goes on is broken."""


def outline_of(face: Any, glyph: int) -> bytes:
    """The operators that trace and fill a glyph, origin on the base line, in the font's units; b"" for a blank one.

    face: reportlab's TTFontFile.
    """
    out: list[str] = []
    for contour in _contours(face, glyph, 0):
        _trace(contour, out)
    return " ".join([*out, "f"]).encode() if out else b""


def _contours(face: Any, glyph: int, depth: int) -> Iterator[list[Point]]:
    start, end = face.glyphPos[glyph], face.glyphPos[glyph + 1]
    if end <= start or depth > _DEEPEST:
        return
    data: bytes = face.get_chunk(face.get_table_pos("glyf")[0] + start, end - start)
    (count,) = struct.unpack_from(">h", data)
    if count < 0:
        yield from _parts(face, data, depth)
    elif count:
        yield from _simple(data, count)


def _simple(data: bytes, count: int) -> Iterator[list[Point]]:
    ends = struct.unpack_from(f">{count}H", data, 10)
    (hints,) = struct.unpack_from(">H", data, 10 + 2 * count)
    at = 12 + 2 * count + hints
    total = ends[-1] + 1
    flags: list[int] = []
    while len(flags) < total:
        flag = data[at]
        at += 1
        flags.append(flag)
        if flag & _REPEAT:
            flags += [flag] * data[at]
            at += 1
    xs, at = _coordinates(data, at, flags, _X_SHORT, _X_SAME)
    ys, _ = _coordinates(data, at, flags, _Y_SHORT, _Y_SAME)
    first = 0
    for last in ends:
        yield [(xs[i], ys[i], bool(flags[i] & _ON)) for i in range(first, last + 1)]
        first = last + 1


def _coordinates(data: bytes, at: int, flags: list[int], short: int, same: int) -> tuple[list[int], int]:
    """One coordinate of every point, and where the data goes on."""
    out: list[int] = []
    value = 0
    for flag in flags:
        if flag & short:
            value += data[at] if flag & same else -data[at]
            at += 1
        elif not flag & same:
            value += int.from_bytes(data[at : at + 2], "big", signed=True)
            at += 2
        out.append(value)
    return out, at


def _parts(face: Any, data: bytes, depth: int) -> Iterator[list[Point]]:
    """The contours of a glyph that is put together of others; those placed by points stay where they are."""
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", data, at)
        layout = ">hh" if flags & _WORDS else ">bb"
        dx, dy = struct.unpack_from(layout, data, at + 4)
        at += 4 + struct.calcsize(layout)
        a, b, c, d = 1.0, 0.0, 0.0, 1.0
        if flags & _SCALED:
            a = d = struct.unpack_from(">h", data, at)[0] / 16384
            at += 2
        elif flags & _TWO_SCALES:
            a, d = (value / 16384 for value in struct.unpack_from(">hh", data, at))
            at += 4
        elif flags & _MATRIX:
            a, b, c, d = (value / 16384 for value in struct.unpack_from(">hhhh", data, at))
            at += 8
        if not flags & _OFFSETS:
            dx = dy = 0
        for contour in _contours(face, glyph, depth + 1):
            yield [(a * x + c * y + dx, b * x + d * y + dy, on) for x, y, on in contour]


def _trace(points: list[Point], out: list[str]) -> None:
    """Operators of one contour: between two points that it does not go through, it goes through the middle."""
    if len(points) < 2:
        return
    start = next((i for i, point in enumerate(points) if point[2]), -1)
    if start < 0:
        (ax, ay, _), (bx, by, _) = points[0], points[-1]
        points = [((ax + bx) / 2, (ay + by) / 2, True), *points]
        start = 0
    x, y, _ = points[start]
    out.append(f"{x:.0f} {y:.0f} m")
    control: tuple[float, float] | None = None
    for px, py, on in (*points[start + 1 :], *points[: start + 1]):
        if on and control is None:
            out.append(f"{px:.0f} {py:.0f} l")
            x, y = px, py
        elif on and control is not None:
            out.append(_curve(x, y, *control, px, py))
            x, y, control = px, py, None
        else:
            if control is not None:
                mx, my = (control[0] + px) / 2, (control[1] + py) / 2
                out.append(_curve(x, y, *control, mx, my))
                x, y = mx, my
            control = px, py
    out.append("h")


def _curve(x0: float, y0: float, cx: float, cy: float, x: float, y: float) -> str:
    """A quadratic curve as a cubic one, which is what PDF has."""
    return (
        f"{x0 + (cx - x0) / 1.5:.0f} {y0 + (cy - y0) / 1.5:.0f} {x + (cx - x) / 1.5:.0f} {y + (cy - y) / 1.5:.0f}"
        f" {x:.0f} {y:.0f} c"
    )
