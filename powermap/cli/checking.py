"""`powermap check` and `powermap schema`: what is wrong with a list, and what a list may hold."""

from __future__ import annotations

import typer

from powermap.cli.console import note, say, say_json
from powermap.cli.options import AsJson, ListName, Theme, Villages
from powermap.cli.problems import note_problems, problem_json
from powermap.diagnostics import has_errors


def check(list_name: ListName, villages: Villages = None, theme: Theme = None, as_json: AsJson = False) -> None:
    """Write every problem with its place, then the count. Exit code 1 if there is an error."""
    from powermap.build.loading import load_checked, load_fonts
    from powermap.validate.themes import load_theme

    checked = load_checked(list_name, villages, load_fonts(load_theme(theme)))
    note_problems(checked.diagnostics, note if as_json else say)
    if as_json:
        say_json({"problems": [problem_json(diagnostic) for diagnostic in checked.diagnostics]})
    if has_errors(checked.diagnostics):
        raise typer.Exit(1)


def schema(as_json: AsJson = True) -> None:
    """Write the JSON Schema; --json is accepted as everywhere and changes nothing."""
    from powermap.validate import json_schema

    say_json(json_schema())
