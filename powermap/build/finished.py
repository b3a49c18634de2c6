"""Names from a command line in; the finished files that they mean, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from glob import glob
from pathlib import Path

from powermap.errors import UsageError

_ENDINGS = (".pdf", ".png", ".jpg", ".jpeg")


def find_finished(names: Iterable[str]) -> tuple[Path, ...]:
    """Each file once: a folder means all PDF and pictures below it, a name with * or ? that is no file is a pattern.

    Patterns are for the consoles that do not expand them (cmd of Windows). A file that is not there stays in, for
    whoever reads it to say so. Raises UsageError for a pattern or a folder in which there is nothing.
    """
    return tuple(dict.fromkeys(file for name in names for file in _files(name)))


def _files(name: str) -> Iterator[Path]:
    path = Path(name)
    if path.is_dir():
        below = _below(path)
        if not below:
            raise UsageError(f"文件夹 {path} 里没有 PDF 或图片")
        yield from below
    elif not path.exists() and ("*" in name or "?" in name):
        found = [Path(one) for one in sorted(glob(name, recursive=True))]  # noqa: PTH207 (Path.glob raises on **.pdf)
        files = [file for one in found for file in (_below(one) if one.is_dir() else [one])]
        if not files:
            raise UsageError(f"没有和“{name}”对得上的文件")
        yield from files
    else:
        yield path


def _below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS and path.is_file())
