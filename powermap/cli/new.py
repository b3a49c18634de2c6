"""`powermap new`: a folder name in; a project that builds as it is out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from powermap.cli.console import note, say, say_json
from powermap.cli.options import AsJson


def new(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="新文件夹的名字")],
    as_json: AsJson = False,
) -> None:
    """Make the project and say what to do with it."""
    from powermap.build.project import PROJECT
    from powermap.build.starting import start_project

    made = start_project(Path(folder))
    if as_json:
        say_json({"outputs": [{"path": path.as_posix()} for path in made]})
    tell = note if as_json else say
    tell(f"新建了项目 {folder}，共 {len(made)} 个文件。")
    tell(f"全部做出来：powermap build {Path(folder) / PROJECT}")
    tell("再把村庄、清单换成本镇的，见里面的 说明.txt。")
