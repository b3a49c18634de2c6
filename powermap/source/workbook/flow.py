"""The rows of an item in the sheets 流程 and 风险 in; its 流程 as a tree out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from powermap.source.files import Files
from powermap.source.tree import Node
from powermap.source.tree import Sequence as SequenceNode
from powermap.source.workbook.cells import Cell, Row
from powermap.source.workbook.nodes import lines, mapping, names, nodes_in_a_row, text
from powermap.source.workbook.sheets import BRANCH, DECISION, STEP

_ORDINAL = re.compile(r"第?\s*(\d{1,3})\s*步?")


@dataclass
class _Entry:
    row: Row
    kind: str
    branches: list[Row] = field(default_factory=list)
    risks: list[Row] = field(default_factory=list)


def flow_of(rows: Sequence[Row], risks: Sequence[Row], files: Files) -> SequenceNode | None:
    """None if the item has no row. Rows that fit nowhere are reported."""
    entries = _entries(rows, files)
    for risk in risks:
        entry = _meant(risk["步骤"], entries, files)
        if entry is not None:
            entry.risks.append(risk)
    return nodes_in_a_row([_node(entry) for entry in entries])


def _entries(rows: Sequence[Row], files: Files) -> list[_Entry]:
    entries: list[_Entry] = []
    for row in rows:
        kind = row.text("类型")
        if kind == BRANCH:
            if entries and entries[-1].kind == DECISION:
                entries[-1].branches.append(row)
            else:
                found = f"分支“{row.text('名称')}”前面不是判断"
                files.fail("workbook-branch", row["类型"].place, found, "分支紧跟在它的判断下面，一行一种结果")
        elif kind in (STEP, DECISION):
            entries.append(_Entry(row, kind))
        else:
            found = f"类型写的是“{kind}”" if kind else "没有写类型"
            files.fail("workbook-value", row["类型"].place, found, f"写 {STEP}、{DECISION} 或 {BRANCH}")
    return entries


def _meant(cell: Cell, entries: Sequence[_Entry], files: Files) -> _Entry | None:
    """The entry by its 标识, its name, or its place (第3步); nothing is said where an item has no flow at all."""
    if not entries:
        return None
    wanted = cell.text
    for title in ("标识", "名称"):
        found = [entry for entry in entries if wanted and entry.row.text(title) == wanted]
        if len(found) == 1 or (found and title == "标识"):
            return found[0]
        if found:
            files.fail("workbook-step", cell.place, f"有 {len(found)} 步都叫“{wanted}”", "改写 第几步，如 第3步")
            return None
    ordinal = _ORDINAL.fullmatch(wanted)
    if ordinal and 1 <= int(ordinal[1]) <= len(entries):
        return entries[int(ordinal[1]) - 1]
    known = "、".join(entry.row.text("标识") or entry.row.text("名称") for entry in entries[:6])
    what = f"流程里没有“{wanted}”这一步" if wanted else "没有写是哪一步"
    files.fail("workbook-step", cell.place, what, f"写那一步的标识或名称，如 {known}；或写 第3步")
    return None


def _node(entry: _Entry) -> Node:
    row = entry.row
    pairs = [
        (entry.kind, row["名称"], text(row["名称"])),
        ("标识", row["标识"], text(row["标识"])),
        ("主体", row["主体"], names(row["主体"])),
        ("时限", row["时限"], text(row["时限"])),
        ("说明", row["说明"], text(row["说明"])),
        ("材料", row["材料"], lines(row["材料"])),
        ("简称", row["简称"], text(row["简称"])),
        ("风险", row["名称"], nodes_in_a_row([_risk(risk) for risk in entry.risks])),
        ("分支", row["名称"], nodes_in_a_row([_branch(branch) for branch in entry.branches])),
        ("下一步", row["下一步"], text(row["下一步"])),
    ]
    return mapping(pairs, row["名称"])


def _branch(row: Row) -> Node:
    return mapping((("结果", row["名称"], text(row["名称"])), ("到", row["下一步"], text(row["下一步"]))), row["名称"])


def _risk(row: Row) -> Node:
    return mapping(
        ((title, row[title], text(row[title])) for title in ("等级", "风险点", "防控", "责任人")), row["风险点"]
    )
