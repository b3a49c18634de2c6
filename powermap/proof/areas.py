"""A PDF made for a display-board printer in; large areas in black ink alone out.

Such printers lay black ink thinly: alone it comes out as a dark grey with stripes, where it is large.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from powermap.diagnostics import Severity
from powermap.proof.matrices import IDENTITY, Matrix, applied, times
from powermap.proof.report import Finding
from powermap.units import mm, to_mm

if TYPE_CHECKING:
    from pikepdf import Pdf

LARGE = mm(15)
"""Both ways from which on a filled shape is an area and no letter, line or mark."""

DARK = 0.8
"""Share of black ink from which on it is a black and no grey."""

_OPERATORS = "q Q cm k g rg cs sc scn m l c v y re Do f F f* B B* b b* n S s"
_FILLING = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
_ENDING = _FILLING | {"n", "S", "s"}
_DEEPEST = 12


def check_areas(pdf: Pdf) -> list[Finding]:
    """No shape of more than 15 mm both ways is filled with black ink alone. The first of each page is told."""
    out = []
    for number, page in enumerate(pdf.pages, 1):
        found = next(_black_areas(page, IDENTITY, (), 0), None)
        if found:
            width, height = (to_mm(side) for side in found)
            what = f"{width:.0f}×{height:.0f} 毫米的一大块只用黑墨，写真喷绘会发灰、有条纹，应改成四色黑"
            out.append(Finding("inks", Severity.ERROR, number, what))
    return out


def _black_areas(holder: Any, matrix: Matrix, fill: tuple[float, ...], depth: int) -> Iterator[tuple[float, float]]:
    """Width and height in pt of what is filled so; a QR code is many small shapes in one path and is not meant."""
    import pikepdf

    stack: list[tuple[Matrix, tuple[float, ...]]] = []
    shapes: list[list[tuple[float, float]]] = []
    for instruction in pikepdf.parse_content_stream(holder, _OPERATORS):
        name = str(instruction.operator)
        if name == "Do":
            form = holder.get("/Resources", {}).get("/XObject", {}).get(str(instruction.operands[0]))
            if form is not None and form.get("/Subtype") == "/Form" and depth < _DEEPEST:
                own = _matrix(form.get("/Matrix", IDENTITY))
                yield from _black_areas(form, times(own, matrix), fill, depth + 1)
            continue
        if name == "cs" or not all(_is_number(value) for value in instruction.operands):
            fill = ()
            continue
        values = [float(value) for value in instruction.operands]
        if name == "q":
            stack.append((matrix, fill))
        elif name == "Q":
            matrix, fill = stack.pop() if stack else (matrix, fill)
        elif name == "cm":
            matrix = times(_matrix(values), matrix)
        elif name in ("k", "g", "rg", "sc", "scn"):
            fill = tuple(values)
        elif name == "re":
            x, y, w, h = values
            shapes.append([applied(matrix, x, y), applied(matrix, x + w, y + h)])
        elif name in ("m", "l", "c", "v", "y"):
            if name == "m" or not shapes:
                shapes.append([])
            shapes[-1].append(applied(matrix, *values[-2:]))
        if name in _FILLING and _is_black(fill):
            yield from (size for shape in shapes if min(size := _size(shape)) > LARGE)
        if name in _ENDING:
            shapes = []


def _is_black(fill: tuple[float, ...]) -> bool:
    if len(fill) == 1:
        return fill[0] <= 1 - DARK
    return len(fill) == 4 and fill[3] >= DARK and sum(fill[:3]) < 0.1


def _size(shape: Sequence[tuple[float, float]]) -> tuple[float, float]:
    xs, ys = [x for x, _ in shape], [y for _, y in shape]
    return (max(xs) - min(xs), max(ys) - min(ys)) if shape else (0.0, 0.0)


def _matrix(values: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in values)
    return a, b, c, d, e, f


def _is_number(value: Any) -> bool:
    return not isinstance(value, (str, bytes)) and hasattr(value, "__float__")
