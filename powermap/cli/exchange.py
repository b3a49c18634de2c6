"""`powermap import` and `powermap export`: other programs' files in, other programs' files out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from powermap.cli.console import note, say, say_json
from powermap.cli.options import AsJson, Items, ListName, Output, Theme, Villages, folder_named
from powermap.cli.problems import count_line, problem_json
from powermap.diagnostics import Diagnostic
from powermap.errors import InputError


def import_(
    book: Annotated[
        str, typer.Argument(metavar="BOOK.xlsx", help="按 powermap export 或 powermap new 的样子填的工作簿")
    ],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="DIR", callback=folder_named, help="清单写到这个文件夹")
    ],
    partial: Annotated[bool, typer.Option("--partial", help="有错误的事项先不要，其余的照写")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="文件夹里已有清单：移到“备份”里，换成新的")] = False,
    as_json: AsJson = False,
) -> None:
    """The list in a workbook as the files of a list folder."""
    from powermap.build.importing import import_workbook

    problems: tuple[Diagnostic, ...] = ()
    folder: str | None = None
    try:
        done = import_workbook(Path(book), Path(output), partial=partial, replacing=replace)
        problems, folder = done.diagnostics, done.folder.as_posix()
    except InputError as error:
        problems = error.diagnostics
        raise
    finally:
        if as_json:
            say_json({"list": folder, "problems": [problem_json(problem) for problem in problems]})
    for problem in problems:
        note(str(problem))
    if problems:
        note(count_line(problems))
    tell = note if as_json else say
    if done.left_out:
        tell(f"没有写（有错误）：{'、'.join(done.left_out)}")
    if done.kept_old:
        tell(f"原来的清单在 {done.kept_old}")
    tell(f"{done.items} 个事项，写在 {done.folder} 里。接着运行 powermap poster {done.folder}")


def export(
    list_name: ListName,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="xlsx",
            help="格式：xlsx 工作簿、pptx 演示文稿、drawio 泳道图、json 数据、dot、mermaid 流程文字。默认 xlsx",
        ),
    ] = "xlsx",
    item: Items = None,
    villages: Villages = None,
    theme: Theme = None,
    output: Output = "output",
    as_json: AsJson = False,
) -> None:
    """The list, or the routes of its items, as files of another program."""
    from powermap.build.exports import write_export

    problems: list[Diagnostic] = []
    paths: list[Path] = []
    try:
        for path in write_export(list_name, to, item or (), villages, theme, Path(output), problems):
            paths.append(path)
            (note if as_json else say)(str(path))
    finally:
        if as_json:
            outputs = [{"path": path.as_posix(), "product": to, "bytes": path.stat().st_size} for path in paths]
            say_json({"outputs": outputs, "problems": [problem_json(problem) for problem in problems]})
    (note if as_json else say)(f"共 {len(paths)} 个文件，在 {Path(output)} 里。")
