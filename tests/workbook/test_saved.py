"""Workbooks that LibreOffice 7.4 saved: the same list comes out.

How the files in saved/ came to be: the workbook of books.sample converted with `soffice --convert-to xlsx`; the same
through .ods; the same after what people do (编号 merged over the rows of an item and as a number, a date as a date with
a Chinese format, an edition as a number, a hidden row, a protected page, a column of remarks, a coloured cell far
below); the empty workbook, as .xlsx and as .xls.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from powermap.diagnostics import Severity
from powermap.source import read_list
from powermap.validate import check_list
from tests.workbook.books import sample

SAVED = Path(__file__).parent / "saved"


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        ("libreoffice.xlsx", set()),
        ("libreoffice-through-ods.xlsx", set()),
        ("libreoffice-edited.xlsx", {"workbook-protected", "workbook-hidden", "workbook-column-unknown"}),
    ],
)
def test_the_same_list(tmp_path: Path, name: str, notes: set[str]) -> None:
    checked = check_list(read_list(SAVED / name))
    assert checked.power_list == check_list(sample(tmp_path)).power_list
    assert {d.rule for d in checked.diagnostics} == notes


def test_examples_stay_examples() -> None:
    source = read_list(SAVED / "libreoffice-empty.xlsx")
    assert source.items == () and source.villages is None and source.statutes is None
    assert not [d for d in source.diagnostics if d.rule.startswith("workbook-")]


def test_the_old_format_is_told_how_to_become_the_new() -> None:
    found = read_list(SAVED / "libreoffice-97.xls").diagnostics
    assert [d.rule for d in found if d.severity is Severity.ERROR] == ["workbook-kind"]
    assert "另存为" in found[0].advice
