"""A PDF made for offset printing in; RGB, black text from four inks and too much ink out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from powermap.diagnostics import Severity
from powermap.proof.report import Finding
from powermap.proof.structure import resources_of

if TYPE_CHECKING:
    from pikepdf import Pdf

MOST_INK = 3.0
"""Sum of the four inks, 300 %: more does not dry on coated paper (the usual limit of print shops)."""

NEUTRAL = 0.18
"""Text whose red, green and blue differ by less is meant as black or grey."""

PALE = 0.85
"""Text lighter than this is left out of a dark ground, with a tint: nothing blurs there."""

_SHOWING = frozenset(("Tj", "TJ", "'", '"'))
_PAINTING = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
_STROKING = frozenset(("S", "s", "B", "B*", "b", "b*"))
_OPERATORS = "q Q g G rg RG k K cs CS sc SC scn SCN Do Tj TJ ' \" f F f* B B* b b* S s"

Inks = tuple[float, ...]


def check_inks(pdf: Pdf) -> list[Finding]:
    """No RGB anywhere, black and grey text and lines in black ink alone, at most 300 % of ink."""
    out = []
    for number, page in enumerate(pdf.pages, 1):
        problems = dict.fromkeys([*_resource_problems(page.obj), *_painted_problems(page, (0.0,), (0.0,), set())])
        out += [Finding("inks", Severity.ERROR, number, what) for what in problems]
    return out


def _resource_problems(page: Any) -> Iterator[str]:
    for space in resources_of(page, "/ColorSpace"):
        if _is_rgb(space):
            yield "有 RGB 颜色空间，胶印文件只能用 CMYK 和灰"
    for shading in resources_of(page, "/Shading"):
        if _is_rgb(shading.get("/ColorSpace")):
            yield "渐变用了 RGB，胶印文件只能用 CMYK 和灰"
    for picture in resources_of(page, "/XObject"):
        if picture.get("/Subtype") == "/Image" and _is_rgb(picture.get("/ColorSpace")):
            yield "图片是 RGB，胶印文件只能用 CMYK 和灰"


def _is_rgb(space: Any) -> bool:
    if space is None:
        return False
    import pikepdf

    if isinstance(space, pikepdf.Name):
        return space in ("/DeviceRGB", "/CalRGB")
    if not isinstance(space, pikepdf.Array) or not len(space):
        return False
    kind = space[0]
    if kind in ("/DeviceRGB", "/CalRGB", "/Lab"):
        return True
    if kind == "/ICCBased":
        return int(space[1].get("/N", 0)) == 3
    if kind in ("/Indexed", "/Pattern"):
        return len(space) > 1 and _is_rgb(space[1])
    return kind in ("/Separation", "/DeviceN") and len(space) > 2 and _is_rgb(space[2])


def _painted_problems(holder: Any, fill: Inks, line: Inks, seen: set[tuple[Any, Inks, Inks]]) -> Iterator[str]:
    """What the operators of a page or form paint with. Colours are inks (4), grey (1), RGB (3) or unknown (0).

    A form begins with the colours of the place that it is put at; seen: forms with colours they were looked at with.
    """
    import pikepdf

    stack: list[tuple[Inks, Inks]] = []
    for instruction in pikepdf.parse_content_stream(holder, _OPERATORS):
        operands, name = instruction.operands, str(instruction.operator)
        if name == "q":
            stack.append((fill, line))
        elif name == "Q":
            fill, line = stack.pop() if stack else (fill, line)
        elif name in ("g", "rg", "k"):
            fill = tuple(float(value) for value in operands)
        elif name in ("G", "RG", "K"):
            line = tuple(float(value) for value in operands)
        elif name in ("cs", "CS"):
            named = tuple([0.0] * _DEVICES.get(str(operands[0]), 0))
            fill, line = (named, line) if name == "cs" else (fill, named)
        elif name in ("sc", "scn") and len(operands) == len(fill):
            fill = tuple(float(value) for value in operands)
        elif name in ("SC", "SCN") and len(operands) == len(line):
            line = tuple(float(value) for value in operands)
        elif name == "Do":
            form = holder.get("/Resources", {}).get("/XObject", {}).get(str(operands[0]))
            if form is None or form.get("/Subtype") != "/Form" or (form.objgen, fill, line) in seen:
                continue
            seen.add((form.objgen, fill, line))
            yield from _painted_problems(form, fill, line, seen)
        elif name in _SHOWING:
            yield from _ink_problems(fill, "文字")
        if name in _PAINTING:
            yield from _ink_problems(fill, "色块")
        if name in _STROKING:
            yield from _ink_problems(line, "线条")


_DEVICES = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}


def _ink_problems(inks: Inks, what: str) -> Iterator[str]:
    if len(inks) == 3:
        yield f"{what}用了 RGB 颜色，胶印文件只能用 CMYK 和灰"
    if len(inks) != 4:
        return
    if sum(inks) > MOST_INK + 1e-3:
        yield f"{what}的墨量到了 {sum(inks):.0%}，最多 {MOST_INK:.0%}"
    if what != "色块" and sum(inks[:3]) > 0.01:
        red, green, blue = ((1 - ink) * (1 - inks[3]) for ink in inks[:3])
        if max(red, green, blue) - min(red, green, blue) < NEUTRAL and max(red, green, blue) < PALE:
            yield f"黑或灰的{what}由几种墨叠成，套不准会发虚，应只用黑墨"
