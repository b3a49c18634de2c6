"""A line that names a page in; dots that lead to the page's number, and the number, out."""

from __future__ import annotations

from powermap.geometry import Point, Rect
from powermap.products.booklet.leaf import Leaf, page_anchor
from powermap.scene.items import Link, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline
from powermap.text.fonts import Role

DOT = 0.42
"""Distance of the dots in em."""


def leaders(
    leaf: Leaf, row: Rect, start: float, baseline: float, size: float, folio: int, bold: bool = False
) -> tuple[SceneItem, ...]:
    """Dots from start (pt) to the folio at the row's right end; the whole row leads to the page."""
    brush = leaf.brush
    role: Role = "bold" if bold else "body"
    page = str(folio)
    end = row.right - brush.setter.width(page, role) * size - 0.5 * size
    out: list[SceneItem] = [
        *brush.line(page, role, size, row.right, baseline, brush.ink("ink"), "right"),
        Link(row, f"#{page_anchor(folio)}"),
    ]
    # the dots of all lines stand under each other: they are counted from the right edge
    right = row.right - 1.9 * size
    while right > end:
        right -= DOT * size
    count = int((right - start - 0.5 * size) // (DOT * size))
    if count > 0:
        dots = Stroke(brush.ink("secondary"), 0.09 * size, (0.01, DOT * size), "round")
        level = baseline - 0.06 * size
        out.append(
            Path(polyline((Point(right, level), Point(right - count * DOT * size, level))), stroke=dots),
        )
    return tuple(out)


def leaders_width(leaf: Leaf, size: float) -> float:
    """What the number and the shortest row of dots take, in pt."""
    return 3.4 * size
