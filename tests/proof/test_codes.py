"""QR codes that cannot be read, are too small, or lead elsewhere are refused; good ones are read out."""

from __future__ import annotations

import pytest

from powermap.proof import proof_bytes
from powermap.proof.codes import certain_places, check_addresses, check_codes, codes_of, likely_places
from powermap.proof.pdfium import PageReader, open_document
from powermap.proof.report import Finding

from .sheets import A2, A4, Sheet, checks

LINK = "https://example.org/v/1"
A4_MM, A3_MM = (210.0, 297.0), (297.0, 420.0)


def found_on(sheet: Sheet, sheet_mm: tuple[float, float] = A4_MM) -> tuple[list[str], list[Finding]]:
    with open_document(sheet.pdf()) as document:
        reader = PageReader(document, 0)
        page = reader.read()
        codes = codes_of(page, reader)
        reader.close()
    return [code.text for code in codes], check_codes(page, codes, sheet_mm)


@pytest.mark.parametrize(("x", "y", "side"), [(100, 100, 80), (0, 0, 60), (400, 700, 120)])
def test_code_is_read(x: float, y: float, side: float) -> None:
    assert found_on(Sheet().code(x, y, side, LINK)) == ([LINK], [])


def test_two_codes() -> None:
    texts, found = found_on(Sheet().code(50, 50, 80, LINK).code(300, 50, 80, LINK + "2"))
    assert (texts, found) == ([LINK, LINK + "2"], [])


def test_broken_code() -> None:
    texts, found = found_on(Sheet().code(100, 100, 80, LINK, broken=True))
    assert [text for text in texts if text] == []
    assert set(checks(found)) == {"qr"}


@pytest.mark.parametrize(("side_mm", "found"), [(25.0, []), (23.0, ["qr"])])
def test_code_on_a_wall_chart_is_large(side_mm: float, found: list[str]) -> None:
    sheet = Sheet(A2).code(100, 100, side_mm * 72 / 25.4, LINK)
    assert checks(found_on(sheet, A3_MM)[1]) == found


def test_small_code_in_a_booklet() -> None:
    assert found_on(Sheet().code(100, 100, 45, LINK)) == ([LINK], [])


def test_code_drawn_square_by_square() -> None:
    """No path looks like a code, yet it is found."""
    import segno

    sheet = Sheet()
    for y, row in enumerate(segno.make(LINK, error="m", micro=False).matrix):
        for x, dark in enumerate(row):
            if dark:
                sheet.box(200 + 4 * x, 200 + 4 * y, 4, 4, (0, 0, 0))
    assert found_on(sheet) == ([LINK], [])


def test_other_shapes_are_no_codes() -> None:
    page = Sheet().box(100, 100, 60, 60, (0, 0, 0)).panel(200, 200, 90, 90).text(100, 300, "村").read()
    assert certain_places(page) == []
    assert likely_places(page) == []


def test_addresses() -> None:
    assert check_addresses(1, [LINK], [LINK]) == []
    assert checks(check_addresses(1, [LINK, "https://example.com"], [LINK])) == ["qr"]
    assert checks(check_addresses(1, [LINK], [])) == ["qr"]


def test_without_the_reader_there_is_a_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("powermap.proof.codes.reader_installed", lambda: False)
    report = proof_bytes(Sheet(A4).code(100, 100, 80, LINK).pdf(), "a.pdf")
    assert [(finding.check, finding.severity.name) for finding in report.findings] == [("qr", "NOTICE")]
    assert report.passed
