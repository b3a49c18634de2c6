"""A list with its look and one task in; the bytes of finished files out. This runs in worker processes, here or on
other machines, and touches no disk but to read fonts.
"""

from __future__ import annotations

import pickle
import threading
import zlib
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from powermap.build.keys import digest, program_digest
from powermap.build.kinds import Values, kind_named
from powermap.errors import MissingError, PowermapError
from powermap.garbage import collect_seldom
from powermap.model import PowerList, Village
from powermap.model.theme import Theme
from powermap.value import Value, replace

if TYPE_CHECKING:
    from powermap.text.fonts import Catalogue

BUG = 70
"""The exit code of a fault of the program."""


class Packed(Value, frozen=True):
    """A list without its villages, and a theme, packed once for every worker; name is their digest."""

    name: str
    data: bytes
    program: str


class Task(Value, frozen=True):
    """One product for some villages, so that what they share is laid out once. None: places to write in by hand."""

    kind: str
    values: Values
    item: str | None
    villages: tuple[Village | None, ...]


class Made(Value, frozen=True):
    """The files of one job: path from the output folder, bytes, and what a report says of it (nothing for a file that
    only goes with another).
    """

    files: tuple[tuple[str, bytes, Mapping[str, Any]], ...]


class Failed(Value, frozen=True):
    """Why a job gave nothing, and the exit code of that reason."""

    reason: str
    code: int


Outcome = Made | Failed


def pack(power_list: PowerList, theme: Theme) -> Packed:
    """Pack what all tasks share."""
    shared = (replace(power_list, villages=()), theme)
    return Packed(digest(*shared), zlib.compress(pickle.dumps(shared), 1), program_digest())


def run(packed: Packed, task: Task) -> tuple[Outcome, ...]:
    """The outcome for each village of a task. Never raises: one bad job does not stop the others.

    One task at a time in a process: pdfium and reportlab are not made for threads, which workers of a cluster may have.
    """
    with _ALONE:
        return tuple(_outcome(packed, task, village) for village in task.villages)


_ALONE = threading.Lock()


def _outcome(packed: Packed, task: Task, village: Village | None) -> Outcome:
    try:
        return _make(packed, task, village)
    except PowermapError as error:
        return Failed(str(error), error.exit_code)
    except Exception as error:  # a fault with one village or item must not take the others with it
        return Failed(f"程序出错：{type(error).__name__}: {error}", BUG)


def _make(packed: Packed, task: Task, village: Village | None) -> Made:
    from powermap.build.producing import Order, files_of, produce
    from powermap.build.reporting import report_of

    power_list, theme, fonts = _unpacked(packed)
    items = power_list.items if task.item is None else (power_list.item(task.item),)
    kind = kind_named(task.kind)
    order = Order(power_list, items, village, theme, fonts, kind.printing(task.values))
    files: list[tuple[str, bytes, Mapping[str, Any]]] = []
    for product, data in produce(kind.make(order, kind.read(task.values)), order):
        (path, content), *beside = files_of(product, data, power_list)
        files += [(path, content, report_of(product)), *((path, content, {}) for path, content in beside)]
    return Made(tuple(files))


@lru_cache(maxsize=2)
def _unpacked(packed: Packed) -> tuple[PowerList, Theme, Catalogue]:
    from powermap.build.loading import load_fonts

    if packed.program != program_digest():
        raise MissingError("powermap 在运行当中更新了，或工作机上的版本和这里的不同。请装同一版本，再运行一次")
    power_list, theme = pickle.loads(zlib.decompress(packed.data))
    return power_list, theme, load_fonts(theme)


def prepare(packed: Packed) -> None:
    """Make a fresh process ready: fonts and list loaded, Ctrl-C left to the parent, no life without the parent."""
    import signal
    from multiprocessing import parent_process

    collect_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()
    with suppress(PowermapError):  # each task says it again, where it can be told
        _unpacked(packed)


def _leave_with(parent: Any) -> None:
    """End this process when its parent has ended without a word (kill -9): nobody waits for its work."""
    import os

    parent.join()
    os._exit(1)
