"""The arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ListName = Annotated[
    str,
    typer.Argument(metavar="LIST", help="清单文件夹、清单文件或工作簿（.xlsx）；也可以写自带清单的名字，如 kunshan"),
]
Villages = Annotated[
    str | None, typer.Option("--villages", metavar="FILE", help="村庄表（.yaml 或 .xlsx），代替清单里写的那一份")
]
Village = Annotated[
    str | None, typer.Option("--village", metavar="NAME", help="印这个村的村名、电话和二维码；不写则留空待填")
]
Items = Annotated[
    list[str] | None,
    typer.Option("--item", metavar="08", help="只做这个编号的事项，可以写多次，也可以写 08,26；不写则全做"),
]
Theme = Annotated[
    str | None, typer.Option("--theme", metavar="NAME", help="主题的名字或主题文件（.yaml），默认 党建红")
]


_TABLES, _PAGES = (".xlsx", ".xls", ".et", ".csv"), (".pptx", ".ppt", ".docx", ".doc", ".pdf", ".html")
_PICTURES, _TEXTS = (".png", ".jpg", ".svg", ".drawio"), (".dot", ".mmd", ".json", ".yaml", ".yml", ".zip")
FILE_KINDS = frozenset((*_TABLES, *_PAGES, *_PICTURES, *_TEXTS))
"""Endings of files that go in or come out: a folder so called is a slip."""


def folder_named(name: str | None) -> str | None:
    """The callback of options that take a folder. Raises BadParameter for what is no folder's name; one that is there
    already is taken as it is called.
    """
    if name is None:
        return None
    if not name.strip():
        raise typer.BadParameter("写一个文件夹的名字")
    path = Path(name)
    if path.suffix.lower() in FILE_KINDS and not path.is_dir():
        raise typer.BadParameter(f"“{name}”是文件的名字，这里写文件夹，文件名由程序起，比如 -o {path.with_suffix('')}")
    return name


Output = Annotated[
    str, typer.Option("-o", "--output", metavar="DIR", callback=folder_named, help="写到这个文件夹，默认 output")
]
AsJson = Annotated[bool, typer.Option("--json", help="结果以 JSON 写到标准输出，给人看的话写到标准错误")]
View = Annotated[
    str, typer.Option("--view", metavar="lanes", help="画法：flow 流程图，lanes 泳道图（每个主体一道）。默认 flow")
]
Press = Annotated[
    str,
    typer.Option(
        "--press", metavar="offset", help="印法：screen 屏幕，offset 胶印（送印刷厂），board 写真喷绘。默认 screen"
    ),
]
TextForm = Annotated[
    str, typer.Option("--text", metavar="outlines", help="文字：fonts 嵌入字体，outlines 转曲（不带字体）。默认 fonts")
]
Tile = Annotated[str, typer.Option("--tile", metavar="A4", help="用自己的打印机：分成几张 A4 或 A3 打印，再拼贴")]
