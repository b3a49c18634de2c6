"""Every broken list gives exactly the problems it should, at their places, in Chinese, and the right exit code."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from powermap.diagnostics import Diagnostic, Place, Severity, has_errors
from powermap.errors import InputError
from powermap.source import read_list
from powermap.validate import check_list
from powermap.value import replace

from .conftest import Case, Problem, folders

LIBRARY_WORDS = re.compile(r"mapping|expected|token|scann|pars|alias|node|None|Error|Traceback|scalar", re.IGNORECASE)


def wrong(found: Iterable[Diagnostic], wanted: Iterable[Problem]) -> list[str]:
    """What of `wanted` was not found and what was found beside it, one line each."""
    left, complaints = list(found), []
    for problem in wanted:
        match = next((d for d in left if (d.rule, str(d.place or "")) == (problem.rule, problem.place)), None)
        if match is None:
            complaints.append(f"not found: {problem.rule} at {problem.place}")
        else:
            left.remove(match)
            if problem.says not in f"{match.found}。{match.advice}":
                complaints.append(f"does not say “{problem.says}”: {match}")
    return complaints + [f"not expected: {d}" for d in left]


def test_there_are_enough_cases() -> None:
    assert len(folders()) >= 60


def test_broken_list(case: Case) -> None:
    if case.error is not None:
        with pytest.raises(InputError, match=re.escape(case.error)) as raised:
            read_list(case.list, case.villages)
        assert raised.value.exit_code == case.exit
        return
    source = read_list(case.list, case.villages)
    assert not LIBRARY_WORDS.search(" ".join(f"{d.found} {d.advice}" for d in source.diagnostics))
    if case.group == "reading":
        assert wrong(source.diagnostics, case.problems) == []
    checked = check_list(source)
    assert wrong(checked.diagnostics, case.problems) == []
    assert int(has_errors(checked.diagnostics)) == case.exit
    assert (checked.power_list is None) == bool(case.exit)


def test_the_comparison_can_fail() -> None:
    """A missing, a surplus, a misplaced and a wrongly worded problem are each noticed."""
    found = (
        Diagnostic(
            "full-width-colon", Severity.ERROR, "“编号”后面是全角冒号", "改成半角冒号", Place("清单.yaml", 2, 3)
        ),
        Diagnostic("tab-indent", Severity.ERROR, "行首用制表符缩进", "改成半角空格", Place("清单.yaml", 4, 1)),
    )
    first = Problem("full-width-colon", "清单.yaml:2:3", "全角冒号")
    second = Problem("tab-indent", "清单.yaml:4:1", "制表符")
    assert wrong(found, [first, second]) == []
    assert len(wrong(found, [first])) == 1
    assert len(wrong(found[1:], [first, second])) == 1
    assert len(wrong(found, [replace(first, place="清单.yaml:2:4"), second])) == 2
    assert len(wrong(found, [replace(first, rule="full-width-comma"), second])) == 2
    assert len(wrong(found, [replace(first, says="半角逗号"), second])) == 1
