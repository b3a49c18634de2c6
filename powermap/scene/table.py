"""A table that is set out and a place in; its scene out: grounds, rules, texts, discs and tags."""

from __future__ import annotations

from powermap.geometry import Point, Rect
from powermap.layout.table import Cell, PlacedCell, PlacedRow, Table
from powermap.layout.table_widths import MARK
from powermap.scene.brush import Brush, middle_baseline
from powermap.scene.ink import texts
from powermap.scene.items import Color, Group, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline, rectangle, rounded

RULE = 0.06
"""Width of the lines between rows in em."""
DISC = 0.87
"""Radius of a number's disc in em: two digits in it are as large as the text."""


def compose_table(table: Table, x: float, y: float, brush: Brush, opens: bool = True) -> tuple[SceneItem, ...]:
    """The table with its top left corner at (x, y). A row's group is named "row" and its number from 1.

    opens: False for a part that stands right under the part before it.
    """
    hair = Stroke(brush.ink("hairline"), RULE * table.size)
    frame = Rect(x, y, table.width, table.height)
    grounds: list[SceneItem] = [Path(rectangle(frame), fill=brush.ink("panel"))]
    rules: list[SceneItem] = []
    rows: list[SceneItem] = []
    top = y
    if table.header is not None:
        head = table.header
        grounds.append(Path(rectangle(Rect(x, top, table.width, head.height)), fill=brush.ink("band")))
        rows.append(Group("row head", _header(head, x, top, brush)))
        top += head.height
    if any(p.cell.look == "label" for row in table.rows for p in row.cells[:1]):
        grounds.append(Path(rectangle(Rect(x, top, table.widths[0], frame.bottom - top)), fill=brush.ink("band")))
    for number, row in enumerate(table.rows, start=1):
        if number > 1 or table.header is not None:
            left = x + (table.widths[0] if row.joined else 0.0)
            rules.append(Path(polyline((Point(left, top), Point(frame.right, top))), stroke=hair))
        rows.append(Group(f"row {number}", _row(row, table, x, top, brush)))
        top += row.height
    outline = Path(rectangle(frame), stroke=hair)
    strong = Stroke(brush.ink("gold"), 1.6 * RULE * table.size)
    top_rule = Path(polyline((Point(x, y), Point(frame.right, y))), stroke=strong)
    return (*grounds, *rules, outline, *([top_rule] if opens else []), *rows)


def _header(row: PlacedRow, x: float, y: float, brush: Brush) -> tuple[SceneItem, ...]:
    return tuple(
        run for p in row.cells for run in texts(p.block.at(x + p.block.x, y + p.block.y), brush.ink("primary"))
    )


def _row(row: PlacedRow, table: Table, x: float, y: float, brush: Brush) -> tuple[SceneItem, ...]:
    out: list[SceneItem] = []
    for c, placed in enumerate(row.cells):
        if c == 0 and row.joined:
            continue
        out += _cell(placed, table, x, y, row.height, brush)
    return tuple(out)


def _cell(placed: PlacedCell, table: Table, x: float, y: float, height: float, brush: Brush) -> tuple[SceneItem, ...]:
    cell, size = placed.cell, table.size
    block = placed.block.at(x + placed.block.x, y + placed.block.y)
    if cell.look == "tag":
        # a tag is centred in its cell, on the row's first line
        box = Rect(0, 0, max(1.9, block.setting.width + 0.9) * size, 1.3 * size)
        left = {"left": block.x, "center": block.x + (block.w - box.w) / 2, "right": block.x + block.w - box.w}
        middle = block.y + block.leading / 2
        return _tag(cell, Rect(left[block.align], middle - box.h / 2, box.w, box.h), size, brush)
    if cell.look == "label":
        middle = y + (height - block.height) / 2
        return texts(block.at(block.x, middle), brush.ink("primary"))
    out: list[SceneItem] = []
    if cell.mark:
        center = Point(block.x - (MARK - DISC) * size, block.y + block.leading / 2)
        out += brush.disc(cell.mark, center, DISC * size, _paint(cell, brush))
    return (*out, *brush.block(block)) if cell.tone != "name" else (*out, *texts(block, brush.ink("ink")))


def _tag(cell: Cell, rect: Rect, size: float, brush: Brush) -> tuple[SceneItem, ...]:
    baseline = middle_baseline(rect.cy, size)
    return (
        Path(rounded(rect, 0.2 * rect.h), fill=_paint(cell, brush)),
        *brush.line(cell.text, "bold", size, rect.cx, baseline, brush.ink("panel"), "center"),
    )


def _paint(cell: Cell, brush: Brush) -> Color:
    return brush.level(cell.hint) if "/" in cell.hint else brush.ink(cell.hint or "primary")
