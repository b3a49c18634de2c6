"""A file in; an open workbook out, or the reason why it cannot be one. Nothing in it is run or followed."""

from __future__ import annotations

import re
import stat
import warnings
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from powermap.diagnostics import Place
from powermap.source.files import Files, shown

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_BYTES = 20_000_000
"""Largest workbook, in bytes; one of 30 items has some 80 kB."""

MAX_UNPACKED = 60_000_000
"""Most bytes that its parts may unpack to: a zip bomb is refused before anything is unpacked."""

MAX_PARTS = 5_000

MAX_MERGED = 2_000_000
"""Most cells in merged ranges: two whole columns. Each of them is made when the file is opened."""

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?ref\s*=\s*[\"']([^\"']{1,40})[\"']")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Compound files: .xls, .et, and .xlsx with a password ([MS-CFB] 2.2)."""

_SAVE = "在 WPS 或 Excel 里打开，选“另存为”，类型选“Excel 文件（*.xlsx）”，再用新文件"


def open_workbook(path: Path, files: Files) -> Workbook | None:
    """The workbook at path with values as they are stored; None if a diagnostic says why not."""
    place = Place(shown(path), 1, 1)
    data = _bytes(path, place, files)
    if data is None:
        return None
    files.paths.append(path)
    if data.startswith(_OLE):
        found = "这是旧格式（.xls、.et）的工作簿，或加了密码"
        files.fail("workbook-kind", place, found, f"{_SAVE}；有密码先取消密码")
        return None
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            unpacked = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        files.fail("workbook-kind", place, "这不是 .xlsx 工作簿", _SAVE)
        return None
    if "xl/workbook.xml" not in names:
        files.fail("workbook-kind", place, "这不是 .xlsx 工作簿", _SAVE)
        return None
    if unpacked > MAX_UNPACKED or len(names) > MAX_PARTS:
        found = f"工作簿展开以后超过 {MAX_UNPACKED // 1_000_000} MB，没有读"
        files.fail("workbook-too-large", place, found, "检查是不是放错了文件；删掉图片和多余的页")
        return None
    if any(name.startswith("xl/vbaProject") for name in names):
        files.report("workbook-macro", place, "工作簿里有宏，没有运行", "清单用不到宏，可以另存为不带宏的 .xlsx")
    if any(name.startswith("xl/externalLinks/") for name in names):
        files.report("workbook-external", place, "工作簿链接着别的文件，没有去读", "用到链接的格，选择性粘贴为数值")
    return _loaded(data, place, files)


def _bytes(path: Path, place: Place, files: Files) -> bytes | None:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            files.fail("unreadable-file", place, "这不是一个普通文件", "给工作簿文件（.xlsx）")
            return None
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        files.fail("missing-file", None, f"找不到“{shown(path)}”", "检查文件的位置和名称")
        return None
    except OSError as error:
        reason = "没有权限" if isinstance(error, PermissionError) else "系统读不出来"
        files.fail("unreadable-file", place, f"文件打不开：{reason}", "关掉正在使用它的程序，检查权限")
        return None
    if len(data) > MAX_BYTES:
        found = f"工作簿超过 {MAX_BYTES // 1_000_000} MB，没有读"
        files.fail("workbook-too-large", place, found, "检查是不是放错了文件；删掉图片和多余的页")
        return None
    return data


def _loaded(data: bytes, place: Place, files: Files) -> Workbook | None:
    """openpyxl in its normal mode counts the cells itself: read-only mode believes a wrong <dimension>."""
    from openpyxl import load_workbook

    try:
        if _merged_cells(data) > MAX_MERGED:
            files.fail("workbook-too-large", place, "合并的格子太多，没有读", "全选，取消合并单元格，再保存")
            return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(BytesIO(data), keep_links=False, keep_vba=False, rich_text=False)
    except Exception:
        files.fail(
            "workbook-damaged", place, "工作簿坏了，打不开", "在 WPS 或 Excel 里打开它，按提示修复，另存为新文件再用"
        )
        return None


def _merged_cells(data: bytes) -> int:
    """How many cells the merged ranges of all sheets cover."""
    from openpyxl.worksheet.cell_range import CellRange

    count = 0
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            for found in _MERGED.finditer(archive.read(name) if name.endswith(".xml") else b""):
                size = CellRange(found[1].decode()).size
                count += size["columns"] * size["rows"]
    return count
