"""Bytes in; a whole file on the disk out, or the file that was there before, untouched."""

from __future__ import annotations

import errno
import os
from pathlib import Path, PurePosixPath
from secrets import token_hex

from powermap.errors import WriteError, reason_of

_FREE_SPACE = "请腾出空间再运行，已经写好的文件不受影响"
_ADVICE = {
    errno.EACCES: "请关掉它，或用 -o 换一个文件夹",
    errno.EPERM: "请关掉它，或用 -o 换一个文件夹",
    errno.EISDIR: "请把它移走，或用 -o 换一个文件夹",
    errno.ENAMETOOLONG: "请用 -o 换一个短一些的文件夹",
    errno.ENOSPC: _FREE_SPACE,
    errno.EDQUOT: _FREE_SPACE,
}


def write_atomically(root: Path, relative: str, data: bytes) -> Path:
    """Write a file below root and return its path. Readers see the old file or the new one, never a part.

    relative has / between its parts. Raises WriteError if it leads out of root (also by a
    link), or if the disk refuses.
    """
    target = _inside(root, relative)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.parent.resolve().is_relative_to(root.resolve()):
            raise WriteError(f"不写 {relative}：它经过一个链接，通到了输出文件夹外面")
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        _replace(target, data)
    except OSError as error:
        advice = _ADVICE.get(error.errno or 0, "请用 -o 换一个文件夹")
        raise WriteError(f"写不了 {target}：{reason_of(error)}。{advice}。") from error
    return target


def _inside(root: Path, relative: str) -> Path:
    parts = PurePosixPath(relative).parts
    if not parts or any(part in ("..", "/") or "\\" in part or ":" in part or "\0" in part for part in parts):
        raise WriteError(f"不写 {relative!r}：它不在输出文件夹里面。")
    return root.joinpath(*parts)


def _replace(target: Path, data: bytes) -> None:
    """Through a file in the same folder: a rename there is one step on every system."""
    partial = target.with_name(f".{token_hex(6)}.partial")
    try:
        with partial.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
