"""An item in; its tables out: the risks, and who does each step by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from powermap.layout.table import Cell, Column, Draft, Row
from powermap.layout.table_widths import MARK
from powermap.model import Entry, Item
from powermap.products.booklet.leaf import Leaf

LEAST_WORDS = 7.0
"""The least measure of a risk and of its control in em: narrower columns tear them into scraps."""
TIGHT_WORDS = 6.0
"""The same where that saves two pages."""
PAD = (0.65, 0.45)
"""Space at the sides and above and below a text in em."""

RISKS, OWNERS = "廉政风险与防控", "括号内为责任人"
"""The title of the table of risks, and what stands at its right."""


def risk_table(
    leaf: Leaf,
    item: Item,
    numbers: Mapping[str, int],
    words: float = LEAST_WORDS,
    pad: tuple[float, float] = PAD,
) -> Draft:
    """The risks in the order of their numbers, each with its level, its control and who answers for it."""
    rows = [
        Row(
            (
                Cell(entry.short, "bold", "name", str(numbers.get(entry.key, 0)), hint=_top(entry)),
                Cell(risk.level.name, "bold", look="tag", hint=f"{risk.level.rank}/{risk.level.scale}"),
                Cell(risk.text),
                Cell(f"{risk.control}（{risk.owner}）" if risk.owner else risk.control, tone="control"),
            ),
            joined=i > 0,
        )
        for entry in in_order(item, numbers)
        for i, risk in enumerate(entry.risks)
    ]
    level = max([2.0, *(leaf.brush.setter.width(risk.level.name, "bold") + 0.9 for _, risk in item.risks)])
    columns = (
        Column("环节", _least(leaf, item.entries) + MARK),
        Column("等级", level, fixed=True, align="center"),
        Column("风险点", words),
        Column("防控措施", words),
    )
    return Draft(leaf.brush.setter, columns, rows, pad)


def in_order(item: Item, numbers: Mapping[str, int]) -> list[Entry]:
    """The entries with risks in the order of their numbers."""
    return sorted((e for e in item.entries if e.risks), key=lambda e: numbers.get(e.key, 0))


def _least(leaf: Leaf, entries: Sequence[Entry]) -> float:
    """The measure in em in which short names of up to six characters stand on one line."""
    return min(6.1, 0.1 + max(leaf.brush.setter.width(entry.short, "bold") for entry in entries))


def _top(entry: Entry) -> str:
    level = min((risk.level for risk in entry.risks), key=lambda lv: lv.rank)
    return f"{level.rank}/{level.scale}"


def step_table(leaf: Leaf, item: Item) -> Draft:
    """Who does each step, by when, and which papers it leaves behind; columns that would be empty are left out."""
    columns = [Column("环节", _least(leaf, item.entries)), Column("由谁办", 4.0)]
    cells = [[Cell(e.short, "bold"), Cell("、".join(a.short for a in e.actors))] for e in item.entries]
    if any(e.limit for e in item.entries):
        columns.append(Column("时限", 4.0))
        cells = [[*row, Cell(e.limit)] for row, e in zip(cells, item.entries, strict=True)]
    if any(e.materials for e in item.entries):
        columns.append(Column("留存资料", 6.0))
        cells = [[*row, Cell("、".join(e.materials))] for row, e in zip(cells, item.entries, strict=True)]
    return Draft(leaf.brush.setter, columns, [Row(tuple(row)) for row in cells])
