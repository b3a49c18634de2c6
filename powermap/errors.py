"""The one exception tree: each class owns its exit code; cli shows the message, nothing else does."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from powermap.diagnostics import Diagnostic


class PowermapError(Exception):
    """A failure with a message for a person (Chinese) and an exit code for a script."""

    exit_code = 70


class InputError(PowermapError):
    """The input is not valid. Carries every problem found, not only the first."""

    exit_code = 1

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message)
        self.diagnostics = diagnostics


class UsageError(PowermapError):
    """The command was called with options or names that do not exist."""

    exit_code = 2


class MissingError(PowermapError):
    """A program, a library or a font that is needed is not there or does not work."""

    exit_code = 3


class OutputCheckError(PowermapError):
    """A check on what was produced failed."""

    exit_code = 4


class WriteError(PowermapError):
    """A file could not be written; nothing that was there before is lost."""

    exit_code = 5


_OPEN_ELSEWHERE = "文件正在别的程序里打开着"
_FORBIDDEN = f"没有权限，或者{_OPEN_ELSEWHERE}"
_IN_THE_WAY = "路径里有一段是文件，不是文件夹"
_REASONS = {
    errno.ENOENT: "文件不存在",
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EBUSY: _OPEN_ELSEWHERE,
    errno.ETXTBSY: _OPEN_ELSEWHERE,
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EROFS: "这个盘是只读的",
    errno.ENAMETOOLONG: "路径太长",
}
_WINDOWS_LOCKED = (32, 33)
"""ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, which Python gives as EACCES."""


def reason_of(error: OSError) -> str:
    """Why the system refused a file, in Chinese, without a full stop."""
    if getattr(error, "winerror", None) in _WINDOWS_LOCKED:
        return _OPEN_ELSEWHERE
    return _REASONS.get(error.errno or 0, f"系统出错（错误号 {error.errno or '不明'}）")
