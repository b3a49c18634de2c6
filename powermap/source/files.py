"""Paths in; the trees of files out. Keeps the one record of what was read and what was wrong with it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from powermap.diagnostics import Diagnostic, Place
from powermap.source.decode import decode
from powermap.source.limits import MAX_FILE_BYTES, MAX_FILES, MAX_LINES
from powermap.source.mend import mend
from powermap.source.parse import parse
from powermap.source.rules import problem
from powermap.source.tree import Mapping, Node, Sequence

YAML_SUFFIXES = (".yaml", ".yml")
BOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et")
"""The files that people call workbooks; what is not .xlsx is told how to become it."""
_OTHER_KINDS = {
    ".xlsx": "工作簿", ".xls": "工作簿", ".et": "工作簿", ".csv": "表格", ".doc": "文档", ".docx": "文档",
    ".wps": "文档", ".md": "文档", ".txt": "文本文件", ".pdf": "PDF", ".png": "图片", ".jpg": "图片", ".jpeg": "图片",
    ".zip": "压缩包", ".rar": "压缩包", ".7z": "压缩包",
}  # fmt: skip
_TABLES = ("工作簿", "表格")
_FROM_TABLE = "写成 .yaml 文件，见 docs/format.md；或填在工作簿（.xlsx）里，见 docs/workbook.md"


def shown(path: Path) -> str:
    """A path as people see it: as it was given, without detours, with forward slashes on every system."""
    return Path(os.path.normpath(path)).as_posix()


def is_yaml(path: Path) -> bool:
    return path.suffix.lower() in YAML_SUFFIXES


def is_workbook(path: Path) -> bool:
    """True for a file whose name says so."""
    return path.suffix.lower() in BOOK_SUFFIXES


class Files:
    """Reads files for one list: diagnostics and paths grow with each; failed is True once one could not be read."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.paths: list[Path] = []
        self.failed = False

    def report(self, rule: str, place: Place | None, found: str, advice: str) -> None:
        self.diagnostics.append(problem(rule, place, found, advice))

    def fail(self, rule: str, place: Place | None, found: str, advice: str) -> None:
        """Report that something is not there to be read, so that what is absent must not be held against the writer."""
        self.failed = True
        self.report(rule, place, found, advice)

    def mapping(self, path: Path, wanted: str) -> Mapping | None:
        """The tree of a file that should hold keys. wanted says in Chinese what it should begin with."""
        node = self._tree(path)
        if node is None or isinstance(node, Mapping):
            return node
        kind = "列表" if isinstance(node, Sequence) else "一段文字"
        self.fail("wrong-top-level", node.place, f"文件最外层是{kind}，应当是几个“键: 值”", wanted)
        return None

    def sequence(self, path: Path, wanted: str) -> Sequence | None:
        """The tree of a file that should hold a list."""
        node = self._tree(path)
        if node is None or isinstance(node, Sequence):
            return node
        kind = "几个“键: 值”" if isinstance(node, Mapping) else "一段文字"
        self.fail("wrong-top-level", node.place, f"文件最外层是{kind}，应当是列表", wanted)
        return None

    def _tree(self, path: Path) -> Node | None:
        """None if the file gives no tree; then a diagnostic has said why."""
        file = shown(path)
        data = self._bytes(path, Place(file, 1, 1))
        if data is None:
            self.failed = True
            return None
        text, found = decode(data, file)
        self.diagnostics += found
        if text is None:
            self.failed = True
            return None
        if text.count("\n") > MAX_LINES:
            advice = "按“一事一流程”分成几个文件，或检查是不是放错了文件"
            self.fail("too-much-content", Place(file, MAX_LINES + 1, 1), f"文件超过 {MAX_LINES} 行，没有读", advice)
            return None
        copy = mend(text, file)
        node, found = parse(copy.text(), copy.place)
        self.diagnostics += copy.found
        self.diagnostics += [error for error in found if node is not None or not copy.explain(error)]
        if node is None:
            self.failed = True
            if not found:
                self.report("empty-file", Place(file, 1, 1), "文件里没有内容", "写上内容，或删掉这个文件")
        return node

    def _bytes(self, path: Path, place: Place) -> bytes | None:
        kind = _OTHER_KINDS.get(path.suffix.lower())
        if kind:
            advice = _FROM_TABLE if kind in _TABLES else "给清单的 .yaml 文件或文件夹"
            self.report("wrong-file-kind", place, f"这是{kind}，不是清单文件", advice)
            return None
        if len(self.paths) >= MAX_FILES:
            if len(self.paths) == MAX_FILES and not any(d.rule == "too-many-files" for d in self.diagnostics):
                advice = "检查文件夹给得对不对；多余的文件移到别处"
                self.report("too-many-files", place, f"文件超过 {MAX_FILES} 个，从这个起不再读", advice)
            return None
        self.paths.append(path)
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                self.report("unreadable-file", place, "这不是一个普通文件", "换成清单文件")
                return None
            with path.open("rb") as stream:
                data = stream.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            reason = "没有权限" if isinstance(error, PermissionError) else "系统读不出来"
            self.report("unreadable-file", place, f"文件打不开：{reason}", "关掉正在使用它的程序，检查权限")
            return None
        if len(data) > MAX_FILE_BYTES:
            advice = "一份清单的文件只有几十千字节，检查是不是放错了文件"
            self.report("file-too-large", place, f"文件超过 {MAX_FILE_BYTES // 1_000_000} MB，没有读", advice)
            return None
        return data
