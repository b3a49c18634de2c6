"""An address in; a QR code of literal squares out (ISO/IEC 18004, with its quiet zone of four modules)."""

from __future__ import annotations

from functools import lru_cache

from powermap.geometry import Rect
from powermap.scene.items import Color, Path, Segment, Square
from powermap.scene.shapes import rectangle

QUIET = 4


@lru_cache(maxsize=64)
def qr_code(address: str, rect: Rect, dark: Color, light: Color) -> tuple[Path, ...]:
    """The code in the square rect, quiet zone included; error correction M."""
    rows = _matrix(address)
    module = rect.w / (len(rows) + 2 * QUIET)
    squares: list[Segment] = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = x
            while run < len(row) and row[run]:
                run += 1
            if run > x:
                left, top = rect.x + (x + QUIET) * module, rect.y + (y + QUIET) * module
                squares.append(Square(left, top, (run - x) * module, module))
            x = max(run, x + 1)
    return (Path(rectangle(rect), fill=light), Path(tuple(squares), fill=dark))


def modules(address: str) -> int:
    """Modules on the side of the code for an address, quiet zone included. Whole px for each keep a picture sharp."""
    return len(_matrix(address)) + 2 * QUIET


@lru_cache(maxsize=512)
def _matrix(address: str) -> tuple[tuple[bool, ...], ...]:
    import segno

    code = segno.make(address, error="m", micro=False, boost_error=False)
    return tuple(tuple(bool(cell) for cell in row) for row in code.matrix)
