"""The name of a folder in; a project in it that builds as it is, out: the sample lists, villages and theme, copied."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from powermap.build.project import PROJECT
from powermap.build.writing import write_atomically
from powermap.errors import UsageError
from powermap.resources import data_dir

EMPTY_BOOK, FILLED_BOOK = "空白工作簿.xlsx", "样例工作簿.xlsx"
_BASE, _OVERLAY, _THEME = "kunshan", "示例镇", "党建红.yaml"
_RENAMED = (("../kunshan", "../共性清单"), ("../villages.yaml", "../村庄.yaml"))
"""Where the copied lists refer to each other: their places in the project have names that say what they are."""


def start_project(folder: Path) -> tuple[Path, ...]:
    """Make the project; returns its files. Raises UsageError if there is something in the folder, WriteError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"“{folder}”里已经有东西了。换一个新的文件夹名")
    return tuple(write_atomically(folder, name, data) for name, data in _files())


def _files() -> Iterator[tuple[str, bytes]]:
    """The project file last: where it is, all is."""
    lists, templates = data_dir("lists"), data_dir("templates")
    yield "说明.txt", _text(templates / "起步" / "说明.txt")
    yield "主题.yaml", _text(templates / _THEME)
    yield "村庄.yaml", _text(lists / "villages.yaml")
    yield "法规库.yaml", _text(lists / "法规库.yaml")
    for source, name in ((_BASE, "共性清单"), (_OVERLAY, "清单")):
        for path in sorted((lists / source).rglob("*.yaml")):
            yield f"{name}/{path.relative_to(lists / source).as_posix()}", _text(path)
    yield from _books(lists / _OVERLAY)
    yield PROJECT, _text(templates / "起步" / PROJECT)


def _books(sample: Path) -> Iterator[tuple[str, bytes]]:
    """The clerk's workbooks: one to fill in, one with the sample list."""
    from powermap.exchange.workbook import workbook
    from powermap.source import read_list
    from powermap.validate.themes import load_theme

    theme = load_theme()
    yield EMPTY_BOOK, workbook(None, theme)
    yield FILLED_BOOK, workbook(read_list(sample), theme)


def _text(path: Path) -> bytes:
    """With the line ends of this system: the Notepad of older Windows shows nothing else."""
    text = path.read_text(encoding="utf-8")
    for old, new in _RENAMED:
        text = text.replace(f": {old}", f": {new}")
    return text.replace("\n", os.linesep).encode()
