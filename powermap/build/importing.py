"""A workbook in; a list folder out, checked first, written whole, with what was there before kept."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from secrets import token_hex

from powermap.build.names import safe_name
from powermap.diagnostics import Diagnostic, Severity, has_errors
from powermap.errors import InputError, WriteError, reason_of
from powermap.exchange.list_files import HEAD, ITEMS, STATUTES, VILLAGES, list_files
from powermap.source.list_source import ListSource
from powermap.source.overlay import number_of
from powermap.source.tree import Sequence
from powermap.source.workbook import BookSource, read_workbook
from powermap.validate import check_list
from powermap.value import Value, replace

OLD = "备份"
"""The folder below the list's, in which a list that is replaced is kept, numbered."""


class Imported(Value, frozen=True):
    """What was written: the list folder, how many items, what was left out with --partial; every problem found."""

    folder: Path
    items: int
    left_out: tuple[str, ...]
    kept_old: Path | None
    diagnostics: tuple[Diagnostic, ...]


def import_workbook(book: Path, folder: Path, *, partial: bool, replacing: bool) -> Imported:
    """Write the list in a workbook as the files of a list folder.

    partial: leave out items and villages with errors. replacing: a list that is there already goes to 备份.
    Raises InputError with every problem if the workbook has errors (and nothing is written), or if there is a list in
    the folder and replacing is not set; WriteError if the disk refuses.
    """
    if (folder / HEAD).exists() and not replacing:
        raise InputError(f"{folder / HEAD} 已经有了。换一个文件夹，或加 --replace（原来的清单会移到“{OLD}”里）")
    read = read_workbook(book)
    source, left_out = read.source, tuple[str, ...]()
    found = check_list(source).diagnostics
    if has_errors(found) and partial:
        source, left_out = _sound_part(read)
    if has_errors(check_list(source).diagnostics if left_out else found):
        raise InputError("工作簿有错误，没有写任何文件。改好以后再导入", found)
    if not source.items:
        raise InputError("没有一个事项可以导入，没有写任何文件", found)
    kept_old = _put(folder, list_files(source))
    return Imported(folder, len(source.items), left_out, kept_old, found)


def _sound_part(read: BookSource) -> tuple[ListSource, tuple[str, ...]]:
    """Without the items and villages that have errors; what follows from leaving them out is looked for again."""
    source = replace(read.source, all_read=True)
    left_out: list[str] = []
    while True:
        errors = [d for d in check_list(source).diagnostics if d.severity is Severity.ERROR and d.place]
        rows = {(d.place.sheet, d.place.line) for d in errors if d.place}
        bad = {read.item_of[row] for row in rows if row in read.item_of}
        villages = source.villages.items if source.villages else ()
        whole = tuple(v for v in villages if (v.place.sheet, v.place.line) not in rows)
        items = tuple(item for item in source.items if number_of(item.node) not in bad)
        if len(items) == len(source.items) and len(whole) == len(villages):
            return source, tuple(left_out)
        left_out += [number for number in sorted(bad) if number not in left_out]
        left_out += [f"第 {v.place.line} 行的村" for v in villages if v not in whole]
        solved = _without(source.diagnostics, rows)
        kept = Sequence(whole, source.villages.place) if source.villages and whole else None
        source = replace(source, items=items, villages=kept, diagnostics=solved)


def _without(diagnostics: Iterable[Diagnostic], rows: set[tuple[str, int]]) -> tuple[Diagnostic, ...]:
    return tuple(d for d in diagnostics if not d.place or (d.place.sheet, d.place.line) not in rows)


def _put(folder: Path, texts: dict[str, str]) -> Path | None:
    """Write all files aside, then move them into place; what they replace is moved away first. Returns where to."""
    aside = folder / f".{token_hex(6)}.partial"
    try:
        (aside / ITEMS).mkdir(parents=True)
        for relative, text in texts.items():
            parent, _, name = relative.rpartition("/")
            stem = name.removesuffix(".yaml")
            with (aside / parent / f"{safe_name(stem)}.yaml").open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        old = _move_away(folder)
        for name in (ITEMS, VILLAGES, STATUTES, HEAD):
            if (aside / name).exists():
                (aside / name).rename(folder / name)
        aside.rmdir()
    except OSError as error:
        raise WriteError(
            f"写不了 {folder}：{reason_of(error)}。原来的文件都还在；请关掉正在使用它们的程序，或换一个文件夹。"
        ) from error
    return old


def _move_away(folder: Path) -> Path | None:
    there = [folder / name for name in (HEAD, ITEMS, VILLAGES, STATUTES) if (folder / name).exists()]
    if not there:
        return None
    number = 1
    while (folder / OLD / str(number)).exists():
        number += 1
    old = folder / OLD / str(number)
    old.mkdir(parents=True)
    for path in there:
        path.rename(old / path.name)
    return old
