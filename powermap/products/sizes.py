"""The name of a paper size in; width, height and the least legible type out."""

from __future__ import annotations

import re

from powermap.errors import UsageError
from powermap.units import mm
from powermap.value import Value

ISO_A = {"A0": (841, 1189), "A1": (594, 841), "A2": (420, 594), "A3": (297, 420), "A4": (210, 297), "A5": (148, 210)}
"""ISO 216, mm."""

BOOKS = {"32开": (130, 184), "16开": (210, 285), "口袋": (110, 200)}
"""Trimmed sizes of books as printers call them, mm; 口袋 fits a jacket's pocket."""

BOARDS_CM = ((60, 80), (60, 90), (80, 120), (90, 120))
"""Usual display boards and notice-board cells, cm."""

LEAST_MM, MOST_MM = 90, 3000


class Floors(Value, frozen=True):
    """The smallest type allowed on a sheet, in pt: the item's name, steps, notes."""

    name: float
    step: float
    note: float


_FLOORS_BY_SHORT_SIDE = (
    (841, Floors(140, 44, 30)),
    (594, Floors(100, 31, 21)),
    (420, Floors(70, 22, 15)),
    (297, Floors(48, 15, 10.5)),
    (210, Floors(34, 11, 8)),
)


class PageSize(Value, frozen=True):
    """A sheet: the name that stands in file names, width and height in mm."""

    name: str
    width_mm: float
    height_mm: float

    @property
    def width(self) -> float:
        """Width in pt."""
        return mm(self.width_mm)

    @property
    def height(self) -> float:
        """Height in pt."""
        return mm(self.height_mm)

    @property
    def floors(self) -> Floors:
        """Those of the largest ISO A sheet that is not wider; below A4 in proportion to A4 (design/visual.md)."""
        short = min(self.width_mm, self.height_mm)
        for side, floors in _FLOORS_BY_SHORT_SIDE:
            if short >= side:
                return floors
        side, least = _FLOORS_BY_SHORT_SIDE[-1]
        share = short / side
        return Floors(least.name * share, least.step * share, least.note * share)


_CUSTOM = re.compile(r"(\d{2,4}(?:\.\d)?)[x×*](\d{2,4}(?:\.\d)?)(mm|cm)?", re.IGNORECASE)


def page_size(name: str) -> PageSize:
    """The size called A0 to A5, a board in cm (60x90), or WIDTHxHEIGHTmm; "横" at the end turns it to landscape.

    Raises UsageError for anything else.
    """
    wanted = name.strip()
    landscape = wanted.endswith("横")
    base = wanted.removesuffix("横")
    if base.upper() in ISO_A:
        width, height = (float(v) for v in ISO_A[base.upper()])
        label = base.upper()
    elif base in BOOKS:
        width, height = (float(v) for v in BOOKS[base])
        label = base
    elif match := _CUSTOM.fullmatch(base):
        width, height = float(match[1]), float(match[2])
        boards = {side for board in BOARDS_CM for side in (board, board[::-1])}
        in_cm = (match[3] or "").lower() == "cm" or (not match[3] and (width, height) in boards)
        if in_cm:
            width, height = width * 10, height * 10
        label = f"{match[1]}x{match[2]}{'cm' if in_cm else 'mm'}"
    else:
        raise UsageError(
            f"不认识的纸张大小：{name}。可以写 {'、'.join(ISO_A)}，书 {'、'.join(BOOKS)}，展板 60x90、80x120（厘米），"
            "或 500x700mm；横放加“横”，如 A3横"
        )
    if not (min(width, height) >= LEAST_MM and max(width, height) <= MOST_MM):
        raise UsageError(f"纸张大小超出范围：{name}。边长应在 {LEAST_MM} 至 {MOST_MM} 毫米之间")
    if landscape:
        width, height = max(width, height), min(width, height)
        label += "横"
    return PageSize(label, width, height)
