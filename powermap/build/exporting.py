"""A list and the name of another format in; the files of that format out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from powermap.errors import UsageError

if TYPE_CHECKING:
    from powermap.model import Item, PowerList
    from powermap.model.theme import Theme
    from powermap.source import ListSource
    from powermap.text.fonts import Catalogue


@dataclass(frozen=True)
class Export:
    """What is exported: the list as read and as checked, the items chosen, the look."""

    source: ListSource
    power_list: PowerList
    items: tuple[Item, ...]
    theme: Theme
    fonts: Catalogue


Files = dict[str, bytes]
"""Relative path, with names as in the list, → content."""


def exported(export: Export, target: str) -> Files:
    """The files of a format. Raises UsageError for a format that is not known."""
    if target not in TARGETS:
        raise UsageError(f"不认识的格式：{target}。可以写 {'、'.join(TARGETS)}")
    return TARGETS[target][1](export)


def _xlsx(export: Export) -> Files:
    from powermap.exchange.workbook import workbook

    return {f"{export.power_list.title}.xlsx": workbook(export.source, export.theme)}


def _json(export: Export) -> Files:
    """The tree as written, 【parameters】 in their brackets: the JSON that `powermap schema` describes, with 事项."""
    from powermap.exchange.plain import dict_of, plain

    head = dict_of(plain(export.source.head))
    for key in ("继承", "停用"):
        head.pop(key, None)
    if export.source.villages:
        head["村庄"] = plain(export.source.villages)
    if export.source.statutes:
        head["法规库"] = plain(export.source.statutes)
    own = {"个性": "是"}
    head["事项"] = [(own if item.own else {}) | dict_of(plain(item.node)) for item in export.source.items]
    text = json.dumps(head, ensure_ascii=False, indent=1)
    return {f"{export.power_list.title}.json": f"{text}\n".encode()}


def _dot(export: Export) -> Files:
    from powermap.exchange.graph_text import dot

    return {f"dot/{item.number}-{item.name}.dot": dot(item).encode() for item in export.items}


def _mermaid(export: Export) -> Files:
    from powermap.exchange.graph_text import mermaid

    return {f"mermaid/{item.number}-{item.name}.mmd": mermaid(item).encode() for item in export.items}


def _pptx(export: Export) -> Files:
    from powermap.exchange.slides import slides

    return slides(export.power_list, export.items, export.theme, export.fonts)


def _drawio(export: Export) -> Files:
    from powermap.exchange.diagram import diagram

    file = diagram(export.power_list, export.items, export.theme, export.fonts)
    return {f"{export.power_list.title}.drawio": file}


TARGETS: dict[str, tuple[str, Callable[[Export], Files]]] = {
    "xlsx": ("工作簿，用 WPS、Excel 改", _xlsx),
    "json": ("数据，给别的程序", _json),
    "pptx": ("演示文稿，每个事项一页，用 WPS、PowerPoint 改", _pptx),
    "drawio": ("泳道图，每个事项一页，用 diagrams.net 改", _drawio),
    "dot": ("每个事项的路线图，Graphviz 文字", _dot),
    "mermaid": ("每个事项的路线图，Mermaid 文字", _mermaid),
}
"""Name → what it is for, and its maker."""
