"""What a build tells in; a bar on a terminal, or plain lines now and then elsewhere, on standard error, out."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from powermap.cli.console import note

if TYPE_CHECKING:
    from powermap.build.building import Finished, Planned

    Tell = Callable[[Planned | Finished], None]

LINES = 20
"""How many plain lines a whole build gives at most."""


@contextmanager
def progress() -> Iterator[Tell]:
    """What to hand to a build: a bar if standard error is a terminal."""
    if sys.stderr.isatty():
        with _bar() as tell:
            yield tell
    else:
        yield _Lines().tell


@contextmanager
def _bar() -> Iterator[Tell]:
    """Done of total, rate, time left and the village at hand; it vanishes at the end, for the summary says the rest."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.table import Column

    from powermap.build.building import Planned

    columns = (
        TextColumn("{task.fields[count]}"),
        BarColumn(bar_width=None),
        TextColumn("{task.fields[rate]}"),
        TextColumn("还要"),
        TimeRemainingColumn(elapsed_when_finished=False),
        TextColumn("{task.fields[title]}", table_column=Column(min_width=24, no_wrap=True), markup=False),
    )
    begin = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        line = bar.add_task("", total=None, count="", rate="", title="正在读清单")
        done = total = 0

        def tell(event: Planned | Finished) -> None:
            nonlocal done, total
            if isinstance(event, Planned):
                total = event.total - event.kept
                bar.update(line, total=total, count=f"0/{total}", title="")
                return
            done += 1
            rate = f"每秒 {done / max(0.001, time.monotonic() - begin):.1f} 个"
            bar.update(line, completed=done, count=f"{done}/{total}", rate=rate, title=event.title)
            if event.failed:
                bar.console.print(f"没有做成 {event.title}：{event.failed}", markup=False, highlight=False)

        yield tell


class _Lines:
    """Plain lines for logs and pipes."""

    def __init__(self) -> None:
        self.begin = time.monotonic()
        self.total = self.done = self.shown = 0

    def tell(self, event: Planned | Finished) -> None:
        from powermap.build.building import Planned

        if isinstance(event, Planned):
            self.total = event.total - event.kept
            if self.total:
                note(f"要做 {self.total} 个，{event.kept} 个没有变。")
            return
        self.done += 1
        if self.done * LINES // self.total > self.shown:
            self.shown = self.done * LINES // self.total
            spent = max(0.001, time.monotonic() - self.begin)
            left = spent / self.done * (self.total - self.done)
            note(f"{self.done}/{self.total}，每秒 {self.done / spent:.1f} 个，还要 {duration(left)}：{event.title}")


def duration(seconds: float) -> str:
    """A time in words: 8 秒, 2 分 5 秒, 1 小时 3 分."""
    if seconds < 10:
        return f"{seconds:.1f} 秒"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} 秒"
    if whole < 3600:
        return f"{whole // 60} 分 {whole % 60} 秒"
    return f"{whole // 3600} 小时 {whole % 3600 // 60} 分"
