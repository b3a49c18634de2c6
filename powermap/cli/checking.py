"""`powermap check` and `powermap schema`: what is wrong with a list or a theme, and what a list may hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from powermap.cli.console import note, say, say_json
from powermap.cli.options import AsJson, ListName, Theme, Villages
from powermap.cli.problems import note_problems, problem_json
from powermap.diagnostics import Diagnostic, has_errors


def check(list_name: ListName, villages: Villages = None, theme: Theme = None, as_json: AsJson = False) -> None:
    """Write every problem of a list or a theme with its place, then the count. Exit code 1 if there is an error."""
    from powermap.validate.themes import check_theme, find_theme, is_theme_file

    found: tuple[Diagnostic, ...] = ()
    if is_theme_file(Path(list_name)):
        found = check_theme(Path(list_name)).diagnostics
    else:
        themed = check_theme(find_theme(theme))
        found = themed.diagnostics
        if themed.theme is not None:
            from powermap.build.loading import load_checked, load_fonts
            from powermap.validate.themes import unknown_colors

            checked = load_checked(list_name, villages, load_fonts(themed.theme))
            found += checked.diagnostics + unknown_colors(checked.power_list, themed.theme)
    _tell(found, as_json)


def _tell(found: Sequence[Diagnostic], as_json: bool) -> None:
    note_problems(found, note if as_json else say)
    if as_json:
        say_json({"problems": [problem_json(diagnostic) for diagnostic in found]})
    if has_errors(found):
        raise typer.Exit(1)


def schema(as_json: AsJson = True) -> None:
    """Write the JSON Schema; --json is accepted as everywhere and changes nothing."""
    from powermap.validate import json_schema

    say_json(json_schema())
