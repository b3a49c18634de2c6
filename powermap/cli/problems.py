"""Problems in; their lines, their count and their JSON out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from powermap.cli.console import note
from powermap.diagnostics import Diagnostic, Severity


def problem_lines(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """A line for each problem and, after an empty line, the count."""
    lines = [str(diagnostic) for diagnostic in diagnostics]
    return [*lines, *([""] if lines else []), count_line(diagnostics)]


def note_problems(diagnostics: Sequence[Diagnostic], say: Callable[[str], None] = note) -> None:
    """Write them all, on standard error if not told otherwise."""
    for line in problem_lines(diagnostics):
        say(line)


def count_line(diagnostics: Iterable[Diagnostic]) -> str:
    """“3 处错误，1 处警告”, or that nothing was found."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    parts = [f"{counts[severity]} 处{severity.value}" for severity in Severity if counts[severity]]
    return "，".join(parts) + "。" if parts else "没有发现问题。"


def problem_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """severity is error, warning or notice; file, line and column are null for a problem without a place,
    sheet and cell for one that is not in a workbook.
    """
    place = diagnostic.place
    return {
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.name.lower(),
        "found": diagnostic.found,
        "advice": diagnostic.advice,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "sheet": place.sheet or None if place else None,
        "cell": place.cell if place and place.sheet else None,
    }
