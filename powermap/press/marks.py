"""A page of a finished PDF and its trimmed rectangle in; crop and register marks and a colour bar around it, drawn on
the page.

Marks are in the colour "All", which prints on every plate (ISO 32000-1, 8.6.6.4), and stay out of the bleed.
"""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Page, Pdf

from powermap.geometry import Rect
from powermap.units import mm

GAP, LENGTH, HAIR = mm(4), mm(5), 0.25
"""Of crop marks: distance from the trimmed edge (the bleed takes 3 mm of it), length, line width, in pt."""

_TARGET = mm(2)
"""Radius of a register mark."""

_PATCH, _PATCH_TOP = mm(5), mm(4.5)
"""Side of a patch of the colour bar, and its distance from the trimmed edge."""

_BAR = (
    (1, 0, 0, 0),
    (0, 1, 0, 0),
    (0, 0, 1, 0),
    (0, 0, 0, 1),
    (1, 1, 0, 0),
    (0, 1, 1, 0),
    (1, 0, 1, 0),
    (0, 0, 0, 0.5),
    (0.5, 0.4, 0.4, 0),
)
"""The inks alone, two and two, and the two greys that should look the same (ISO 12647-7 names these patches)."""

_ALL = "/PowermapAll"


def draw_marks(pdf: Pdf, page: Page, trim: Rect) -> None:
    """Crop marks at the corners, register marks at the middle of the sides, a colour bar over the top left corner.

    trim in pt, y the lower edge, as in the file. The paper needs 10 mm around it.
    """
    code = [
        b"q %s CS 1 SCN %.2f w" % (_ALL.encode(), HAIR),
        *_crop_marks(trim),
        *_register_marks(trim),
        b"Q",
        *_colour_bar(trim),
    ]
    _append(pdf, page, b"\n".join(code))


def draw_crop_marks(pdf: Pdf, page: Page, trim: Rect) -> None:
    """Only the marks at the corners. trim in pt, y the lower edge."""
    _append(pdf, page, b"\n".join([b"q %s CS 1 SCN %.2f w" % (_ALL.encode(), HAIR), *_crop_marks(trim), b"Q"]))


def _append(pdf: Pdf, page: Page, code: bytes) -> None:
    resources = page.obj.Resources
    if "/ColorSpace" not in resources:
        resources.ColorSpace = Dictionary()
    resources.ColorSpace[_ALL] = Array([Name.Separation, Name.All, Name.DeviceCMYK, _tint()])
    page.contents_add(pdf.make_stream(b"q\n"), prepend=True)
    page.contents_add(pdf.make_stream(b"\nQ\n" + code))


def _tint() -> Dictionary:
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([1, 1, 1, 1]), N=1)


def _crop_marks(trim: Rect) -> Iterator[bytes]:
    for x, side in ((trim.x, -1), (trim.right, 1)):
        for y, way in ((trim.y, -1), (trim.bottom, 1)):
            yield _line(x + side * GAP, y, x + side * (GAP + LENGTH), y)
            yield _line(x, y + way * GAP, x, y + way * (GAP + LENGTH))


def _register_marks(trim: Rect) -> Iterator[bytes]:
    out = GAP + LENGTH / 2
    places = (
        (trim.cx, trim.y - out),
        (trim.cx, trim.bottom + out),
        (trim.x - out, trim.cy),
        (trim.right + out, trim.cy),
    )
    for x, y in places:
        arm = LENGTH / 2
        yield _line(x - arm, y, x + arm, y)
        yield _line(x, y - arm, x, y + arm)
        yield _circle(x, y, _TARGET * 0.7)


def _colour_bar(trim: Rect) -> Iterator[bytes]:
    x, y = trim.x + mm(8), trim.bottom + _PATCH_TOP
    for i, inks in enumerate(_BAR):
        yield b"%g %g %g %g k %.3f %.3f %.3f %.3f re f" % (*inks, x + i * _PATCH, y, _PATCH, _PATCH)


def _line(x0: float, y0: float, x1: float, y1: float) -> bytes:
    return b"%.3f %.3f m %.3f %.3f l S" % (x0, y0, x1, y1)


def _circle(x: float, y: float, r: float) -> bytes:
    k = 0.5522847498 * r
    return b"%.3f %.3f m %.3f %.3f %.3f %.3f %.3f %.3f c %.3f %.3f %.3f %.3f %.3f %.3f c S" % (
        *(x + r, y, x + r, y + k, x + k, y + r, x, y + r),
        *(x - k, y + r, x - r, y + k, x - r, y),
    ) + b" %.3f %.3f m %.3f %.3f %.3f %.3f %.3f %.3f c %.3f %.3f %.3f %.3f %.3f %.3f c S" % (
        *(x - r, y, x - r, y - k, x - k, y - r, x, y - r),
        *(x + k, y - r, x + r, y - k, x + r, y),
    )
