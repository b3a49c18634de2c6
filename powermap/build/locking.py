"""A folder in; the same folder held by this process alone out, until the block ends or the process does, however.

The lock is the system's own on a file: a process that is killed leaves the file, but not the lock. The process number
in the file is for the message only.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from powermap.errors import WriteError, reason_of

_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_BEYOND_TEXT = 1 << 20
"""On Windows a locked byte cannot be read by others, so one behind the text is locked."""


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock file. Raises WriteError if another process holds it or the folder cannot be written to."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise WriteError(f"写不了 {path.parent}：{reason_of(error)}。请换一个输出文件夹，或检查权限。") from error
    try:
        try:
            _lock(descriptor)
        except OSError as error:
            if error.errno in _HELD:
                raise WriteError(_busy(path)) from error
            raise WriteError(f"锁不住 {path}：{reason_of(error)}。请把输出文件夹放到本机的盘上。") from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(descriptor)


def _busy(path: Path) -> str:
    try:
        number = path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        number = ""
    who = f"（进程号 {number}）" if number.isdigit() else ""
    return f"另一个 powermap build{who}正在往 {path.parent.parent} 里写。等它做完再运行，或在项目文件里换一个“输出”。"


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _BEYOND_TEXT, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
