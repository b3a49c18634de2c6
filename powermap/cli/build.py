"""`powermap build`: a project file in; everything it asks for, only what changed, and a summary out."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powermap.cli.console import note, say_json
from powermap.cli.options import AsJson
from powermap.cli.problems import note_problems, problem_json
from powermap.cli.progress import duration, progress
from powermap.diagnostics import Severity

if TYPE_CHECKING:
    from powermap.build.building import Choice, Summary

SHOWN = 20
"""How many failures or removed files a summary names before it only counts."""
INTERRUPTED = 130


def build(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="项目文件（.yaml），写法见 docs/project.md")],
    jobs: Annotated[int | None, typer.Option("--jobs", metavar="N", min=1, help="同时做几个，默认用上全部核")] = None,
    village: Annotated[
        list[str] | None, typer.Option("--village", metavar="NAME", help="只做这个村，可以写多次；不写则全做")
    ] = None,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="tcp://…", help="在 Dask 集群上做，写调度器的地址")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="没有变的也重做；碰到不是自己做的同名文件也覆盖")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="一直开着，保存一次重做一次，按 Ctrl-C 停下")] = False,
    as_json: AsJson = False,
) -> None:
    """Build once, or with --watch after each save. Exit code 0, or that of the gravest failure."""
    from powermap.build.building import Choice

    choice = Choice(jobs, tuple(village or ()), cluster, force)
    path = Path(project)
    if watch:
        _watch(path, choice)
        return
    summary = _once(path, choice)
    if as_json:
        say_json(_json(summary))
    if summary.interrupted:
        raise typer.Exit(INTERRUPTED)
    if summary.code:
        raise typer.Exit(summary.code)


def _once(path: Path, choice: Choice) -> Summary:
    from powermap.build.building import build
    from powermap.build.project import read_project

    begin = time.monotonic()
    project = read_project(path)
    with progress() as tell:
        summary = build(project, choice, tell)
    _note_summary(summary, time.monotonic() - begin)
    return summary


def _watch(path: Path, choice: Choice) -> None:
    """An error is said and waited out: the next save may mend it."""
    from powermap.build.watching import forget_loaded, stamps_of, wait_for_save
    from powermap.errors import InputError, PowermapError

    note("先做一遍。")
    while True:
        before = stamps_of(path)
        try:
            _once(path, choice)
        except InputError as error:
            note_problems(error.diagnostics)
            note(f"错误：{error}")
        except PowermapError as error:
            note(f"错误：{error}")
        note("等着保存，按 Ctrl-C 停下。")
        changed = wait_for_save(path, before)
        if changed is None:
            return
        note(f"有改动：{'、'.join(changed)}")
        forget_loaded()


def _note_summary(summary: Summary, seconds: float) -> None:
    for problem in summary.problems:
        if problem.severity is Severity.WARNING:
            note(str(problem))
    parts = [f"做了 {summary.made} 个", f"{summary.kept} 个没有变"]
    if summary.removed:
        parts.append(f"删了不再需要的 {len(summary.removed)} 个文件")
    if summary.failures:
        parts.append(f"{len(summary.failures)} 处没有做成")
    if summary.skipped:
        parts.append(f"{summary.skipped} 个还没有做，再运行一次接着做")
    stopped = "已停下。" if summary.interrupted else ""
    note(f"{stopped}{'，'.join(parts)}，用了 {duration(seconds)}，在 {summary.root} 里。")
    for path in summary.left[:SHOWN]:
        note(f"不再需要，但有人改过，留下了：{path}")
    for failure in summary.failures[:SHOWN]:
        note(f"没有做成 {failure.what}：{failure.reason}")
    if len(summary.failures) > SHOWN:
        note(f"……没有做成的共 {len(summary.failures)} 处，全部见 --json。")


def _json(summary: Summary) -> dict[str, Any]:
    return {
        "outputs": summary.outputs,
        "made": summary.made,
        "kept": summary.kept,
        "skipped": summary.skipped,
        "removed": summary.removed,
        "left": summary.left,
        "failed": [{"what": f.what, "reason": f.reason, "code": f.code} for f in summary.failures],
        "problems": [problem_json(problem) for problem in summary.problems],
    }
