"""The name of a list and a format in; the exported files on disk out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from powermap.build.choosing import choose_items
from powermap.build.exporting import Export, exported
from powermap.build.loading import find_list, load_checked, load_fonts
from powermap.build.names import safe_name
from powermap.build.writing import write_atomically
from powermap.diagnostics import Diagnostic
from powermap.errors import InputError


def write_export(
    name: str,
    target: str,
    numbers: Sequence[str],
    villages: str | None,
    theme_name: str | None,
    root: Path,
    problems: list[Diagnostic],
) -> Iterator[Path]:
    """Each file as it is there; problems grows with those of the list.

    Raises InputError if the list has errors, UsageError for an unknown format or item, WriteError if the disk refuses.
    """
    from powermap.source import read_list
    from powermap.validate.themes import load_theme

    theme = load_theme(theme_name)
    fonts = load_fonts(theme)
    checked = load_checked(name, villages, fonts)
    problems += checked.diagnostics
    if checked.power_list is None:
        raise InputError("清单有错误，没有导出。改好以后再运行", checked.diagnostics)
    source = read_list(find_list(name), Path(villages) if villages else None)
    items = choose_items(checked.power_list, numbers)
    for relative, data in exported(Export(source, checked.power_list, items, theme, fonts), target).items():
        folder, _, file = relative.rpartition("/")
        stem, _, ending = file.rpartition(".")
        safe = f"{safe_name(stem)}.{ending}"
        yield write_atomically(root, f"export/{folder}/{safe}" if folder else f"export/{safe}", data)
