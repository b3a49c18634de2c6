"""The proof of whole files: its report, its JSON, files it cannot read, and that it stands on its own."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

import powermap.proof
from powermap.errors import UsageError
from powermap.proof import proof_bytes, proof_file

from .sheets import A2, Sheet, checks

CHECK_ID = re.compile(r'(?:Finding|_finding)\(\s*"([a-z-]+)"')
"""The id of a check where a finding is made."""

ALLOWED = {"errors", "diagnostics", "units", "value", "model", "proof"}


def good() -> Sheet:
    sheet = Sheet(A2, "08 示例", "示例村").panel(100, 100, 500, 300)
    return sheet.lines(120, 150, "村务公开办理结果，", "公布不少于十五日。", size=16)


def test_good_file() -> None:
    report = proof_bytes(good().pdf(), "a.pdf")
    assert report.findings == ()
    assert report.passed
    assert (report.kind, report.title, report.author, report.offset) == ("pdf", "08 示例", "示例村", False)
    assert len(report.fonts) == 1
    page = report.pages[0]
    assert (round(page.width), round(page.height), page.smallest_type) == (420, 594, pytest.approx(16))


def test_every_fault_of_a_bad_file() -> None:
    """One sheet with many faults: all are found at once, each at its place."""
    sheet = good()
    sheet.text(700, 200, "abc", 16, name="Helvetica")
    sheet.text(700, 300, "办理", 16).text(705, 302, "结果", 16)
    sheet.text(700, 400, "办理", 16).line(690, 394, 760, 394)
    sheet.text(700, 500, "办理", 16).box(690, 480, 60, 30, (1, 1, 1))
    sheet.text(1170, 600, "办理", 16)
    sheet.text(4, 700, "办理", 16)
    sheet.lines(700, 800, "村务公开办理（", "、公布不少于十五日内办", "结", size=16)
    sheet.lines(400, 800, "公布不少于 15", "日", size=16)
    sheet.text(700, 900, "办理", 14).text(700, 1000, "办理", 16, (0.9, 0.9, 0.9))
    sheet.picture(700, 1100, 100, 50).code(900, 1100, 30, "https://example.org")
    sheet.page().text(100, 100, "下页", 10)
    report = proof_bytes(sheet.pdf(), "a.pdf")
    assert set(checks(report.findings)) == {
        *("font-embedding", "text-overlap", "stroke-through-text", "text-covered", "text-outside", "text-margin"),
        *("line-start", "line-end", "lonely-character", "parted", "small-type", "contrast", "image-resolution", "qr"),
    }
    assert {finding.page for finding in report.findings} == {1, 2}
    assert all(finding.where for finding in report.findings if finding.check != "font-embedding")
    struck = next(finding for finding in report.findings if finding.check == "stroke-through-text")
    assert struck.where is not None
    assert struck.where.x == pytest.approx(700 * 25.4 / 72, abs=1)
    assert struck.where.y == pytest.approx(386 * 25.4 / 72, abs=1)


def test_inks_are_looked_at_in_offset_files_only() -> None:
    sheet = good()
    assert "inks" not in checks(proof_bytes(sheet.pdf(), "a.pdf").findings)
    sheet = good()
    sheet.canvas.setTrimBox((10, 10, A2[0] - 10, A2[1] - 10))
    sheet.canvas.setBleedBox((1, 1, A2[0] - 1, A2[1] - 1))
    report = proof_bytes(sheet.pdf(), "a.pdf")
    assert report.offset
    assert "inks" in checks(report.findings)


def test_floor_depends_on_the_sheet() -> None:
    small = Sheet().text(100, 100, "村务公开", 9)
    assert proof_bytes(small.pdf(), "a.pdf").findings == ()
    large = Sheet(A2).text(100, 100, "村务公开", 9)
    assert checks(proof_bytes(large.pdf(), "a.pdf").findings) == ["small-type"]


@pytest.mark.parametrize(("width", "size", "found"), [(1080, 23, []), (1080, 22, ["small-type"]), (595.276, 8, [])])
def test_floor_of_a_card(width: float, size: float, found: list[str]) -> None:
    sheet = Sheet((width, width * 4 / 3)).text(100, 100, "村务公开", size)
    assert checks(proof_bytes(sheet.pdf(), "a.pdf").findings) == found


def test_json() -> None:
    sheet = Sheet().text(100, 100, "村务公开", 6)
    told = json.loads(json.dumps(proof_bytes(sheet.pdf(), "a.pdf").to_json()))
    assert told["passed"] is False
    assert told["pages"][0]["smallest_type_pt"] == 6
    assert told["findings"][0]["check"] == "small-type"
    assert told["findings"][0]["severity"] == "error"
    assert set(told["findings"][0]["where"]) == {"x", "y", "width", "height"}


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\n", b"GIF89a"])
def test_unreadable(data: bytes) -> None:
    report = proof_bytes(data, "a")
    assert checks(report.findings) == ["unreadable"]
    assert not report.passed


@pytest.mark.parametrize("at", range(20, 2000, 90))
def test_damaged_files_are_told_not_raised(at: int) -> None:
    data = bytearray(good().pdf())
    data[at : at + 40] = b"\0" * 40
    assert proof_bytes(bytes(data), "a.pdf").file == "a.pdf"


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        proof_file(tmp_path / "none.pdf")


def test_file(tmp_path: Path) -> None:
    path = tmp_path / "图.pdf"
    path.write_bytes(good().pdf())
    assert proof_file(path).passed


def test_shares_no_code_with_drawing() -> None:
    """Whoever checks the work must not have done it."""
    sources = sorted(Path(powermap.proof.__file__).parent.glob("*.py"))
    imported = set()
    for source in sources:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            imported |= {name.split(".")[1] for name in names if name.startswith("powermap.")}
    assert len(sources) > 10
    assert imported == ALLOWED


def test_every_check_has_a_section_in_the_docs() -> None:
    sources = Path(powermap.proof.__file__).parent.glob("*.py")
    used = {name for source in sources for name in CHECK_ID.findall(source.read_text(encoding="utf-8"))}
    docs = Path(__file__).parents[2] / "docs" / "proof.md"
    sections = set(re.findall(r"^### (\S+)$", docs.read_text(encoding="utf-8"), re.MULTILINE))
    assert len(used) > 15
    assert used == sections
