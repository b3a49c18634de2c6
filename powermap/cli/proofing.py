"""`powermap proof`: finished files in; what is wrong with them out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from powermap.cli.console import note, say, say_json
from powermap.cli.help import padded
from powermap.cli.options import AsJson, Villages
from powermap.errors import InputError, OutputCheckError

if TYPE_CHECKING:
    from powermap.model import PowerList
    from powermap.proof import Report


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
    tell(_row("结果", "页数", "成品大小", "最小字号", "文件"))
    for path in paths:
        report = proof_file(path, expected)
        reports.append(report)
        tell(_row("合格" if report.passed else "不合格", *_facts(report), report.file))
        for finding in report.findings:
            tell(f"  {finding}")
    if as_json:
        say_json({"files": [report.to_json() for report in reports]})
    failed = sum(not report.passed for report in reports)
    if failed:
        raise OutputCheckError(f"{len(reports)} 个文件里有 {failed} 个不合格")
    tell(f"{len(reports)} 个文件都合格。")


COLUMNS = (8, 6, 18, 10)
"""Widths of the table's columns but the last, as a terminal counts them."""


def _row(*cells: str) -> str:
    *first, last = cells
    return "".join(padded(cell, width) for cell, width in zip(first, COLUMNS, strict=True)) + last


def _facts(report: Report) -> tuple[str, str, str]:
    """Pages, size and smallest type of a file, a dash for what it does not have."""
    if not report.pages:
        return "-", "-", "-"
    first, unit = report.pages[0], "像素" if report.kind in ("png", "jpg") else "毫米"
    types = [page.smallest_type for page in report.pages if page.smallest_type is not None]
    return (
        str(len(report.pages)),
        f"{first.width:.0f}×{first.height:.0f} {unit}",
        f"{min(types):.1f} 磅" if types else "-",
    )


def _expected(list_name: str | None, villages: str | None) -> PowerList | None:
    if list_name is None:
        return None
    from powermap.build.loading import load_checked, load_fonts
    from powermap.validate.themes import load_theme

    checked = load_checked(list_name, villages, load_fonts(load_theme()))
    if checked.power_list is None:
        raise InputError("清单有错误，不能照它核对。改好以后再运行", checked.diagnostics)
    return checked.power_list
