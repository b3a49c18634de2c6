"""What is wrong with an input, where, and what to do: the value every check returns."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from powermap.value import Value


class Severity(Enum):
    """How much a diagnostic weighs. The value is the word shown to people."""

    ERROR = "错误"
    WARNING = "警告"
    NOTICE = "提示"


class Place(Value, frozen=True, order=True):
    """A place in a file: line and column from 1, the column counted in characters; in a workbook a sheet and a cell."""

    file: str
    line: int
    column: int
    sheet: str = ""

    @property
    def cell(self) -> str:
        """The cell in A1 notation (D17); columns are counted as in ECMA-376 part 1, 18.3.1.4."""
        letters, column = "", self.column
        while column > 0:
            column, rest = divmod(column - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{letters}{self.line}"

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.file} {self.sheet}!{self.cell}"
        return f"{self.file}:{self.line}:{self.column}"


class Diagnostic(Value, frozen=True):
    """One problem.

    rule: the id of the rule, kebab-case (`unknown-key`), the name of its section in docs/rules.md.
    found: what was found, in Chinese, without a full stop at the end.
    advice: what to do about it, in Chinese.
    """

    rule: str
    severity: Severity
    found: str
    advice: str
    place: Place | None = None

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.severity.value} [{self.rule}] {self.found}。{self.advice}"


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place, then rule, and drop exact repeats; problems without a place come first."""
    unique = dict.fromkeys(diagnostics)
    nowhere = Place("", 0, 0)
    return tuple(sorted(unique, key=lambda d: (d.place or nowhere, d.rule, d.found)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """True if one of them is an error."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
