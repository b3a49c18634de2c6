"""`powermap proof`: finished files in; what is wrong with them out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from powermap.cli.console import note, say, say_json
from powermap.cli.options import AsJson, Villages
from powermap.errors import InputError, OutputCheckError

if TYPE_CHECKING:
    from powermap.model import PowerList


def proof(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="做好的 PDF 或 PNG，可写多个；文件夹查里面全部")],
    list_name: Annotated[
        str | None, typer.Option("--list", metavar="LIST", help="照这份清单核对：每一步、期限、风险、防控都印上了没有")
    ] = None,
    villages: Villages = None,
    as_json: AsJson = False,
) -> None:
    """Write what is wrong with each file. Exit code 4 if anything is."""
    from powermap.build.finished import find_finished
    from powermap.proof import proof_file

    paths = find_finished(files)
    expected = _expected(list_name, villages)
    tell = note if as_json else say
    reports = []
    for path in paths:
        report = proof_file(path, expected)
        reports.append(report)
        tell(f"{report.file}：{'合格' if report.passed else '不合格'}")
        for finding in report.findings:
            tell(f"  {finding}")
    if as_json:
        say_json({"files": [report.to_json() for report in reports]})
    failed = sum(not report.passed for report in reports)
    if failed:
        raise OutputCheckError(f"{len(reports)} 个文件里有 {failed} 个不合格")
    tell(f"{len(reports)} 个文件都合格。")


def _expected(list_name: str | None, villages: str | None) -> PowerList | None:
    if list_name is None:
        return None
    from powermap.build.loading import load_checked, load_fonts
    from powermap.validate.themes import load_theme

    checked = load_checked(list_name, villages, load_fonts(load_theme()))
    if checked.power_list is None:
        raise InputError("清单有错误，不能照它核对。改好以后再运行", checked.diagnostics)
    return checked.power_list
