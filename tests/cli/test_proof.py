"""`powermap proof` on a file that is good and on files that are not."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from powermap.cli.help import width_of

from .conftest import SAMPLE, Run


def test_poster_that_was_just_made(run: Run) -> None:
    """Whether it is good enough is for tests/demo; here: the report is about it, and the code says the same as it."""
    made = run("poster", "kunshan", "--item", "30", "--village", "示例村", "--json").json["outputs"][0]["path"]
    result = run("proof", made, "--list", "kunshan", "--json")
    (report,) = result.json["files"]
    assert report["file"] == str(Path(made)) and report["kind"] == "pdf" and report["pages"]
    assert result.code == (0 if report["passed"] else 4)


def test_words_that_the_list_has_and_the_sheet_has_not(run: Run, tmp_path: Path) -> None:
    run("poster", "kunshan", "--item", "30")
    (made,) = Path("output").rglob("*.pdf")
    shutil.copytree(SAMPLE.parent, tmp_path / "lists")
    item = next((tmp_path / "lists" / "kunshan" / "事项").glob("30-*.yaml"))
    text = item.read_text(encoding="utf-8")
    item.write_text(re.sub(r"步骤: .+", "步骤: 后来加的一步", text, count=1), encoding="utf-8")
    result = run("proof", str(made), "--list", "lists/kunshan")
    assert result.code == 4
    assert "不合格" in result.out and "后来加的一步" in result.out
    assert "1 个文件里有 1 个不合格" in result.err


def test_file_of_another_kind(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"not a PDF")
    result = run("proof", "x.pdf")
    assert result.code == 4
    head, row, *_ = result.out.splitlines()
    assert head.split() == ["结果", "页数", "成品大小", "最小字号", "文件"]
    assert row.split() == ["不合格", "-", "-", "-", "x.pdf"]


def test_a_table_for_people(run: Run) -> None:
    run("poster", "kunshan", "--item", "30", "--size", "A4")
    run("card", "kunshan", "--item", "30")
    head, *rows = (line for line in run("proof", "output").out.splitlines() if not line.startswith("  "))
    picture, sheet = sorted(rows[:2])
    assert re.fullmatch(r"合格 +1 +1080×1440 像素 +- +output/cards/30-.*\.png", picture)
    assert re.fullmatch(r"合格 +\d +210×297 毫米 +\d+\.\d 磅 +output/posters/30-.*\.pdf", sheet)
    assert width_of(head[: head.index("文件")]) == 42
    assert all(width_of(row[: row.index("output")]) == 42 for row in rows[:2])


def test_no_such_file(run: Run) -> None:
    result = run("proof", "没有.pdf")
    assert result.code == 2
    assert "没有.pdf：文件不存在" in result.err


def make_pdfs(folder: Path) -> None:
    """Files that are looked at, though not good, and one that is nobody's business."""
    (folder / "出" / "深").mkdir(parents=True)
    for name in ("b.pdf", "a.PDF", "深/c.png", "记.txt"):
        (folder / "出" / name).write_bytes(b"x")


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("出", ["a.PDF", "b.pdf", "深/c.png"]),
        ("出/*.pdf", ["b.pdf"]),
        ("出/?.*", ["a.PDF", "b.pdf", "记.txt"]),
        ("出/**/*.png", ["深/c.png"]),
        ("*", ["a.PDF", "b.pdf", "深/c.png"]),
    ],
)
def test_patterns_and_folders(run: Run, tmp_path: Path, name: str, files: list[str]) -> None:
    """The console of Windows hands patterns on as they were written."""
    make_pdfs(tmp_path)
    reports = run("proof", name, "出/b.pdf" if "b.pdf" in files else name, "--json").json["files"]
    assert [Path(report["file"]).as_posix() for report in reports] == [f"出/{file}" for file in files]


@pytest.mark.parametrize(("name", "says"), [("*.jpg", "没有和“*.jpg”对得上的文件"), ("空", "里没有 PDF 或图片")])
def test_names_that_mean_nothing(run: Run, tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "空").mkdir()
    result = run("proof", name)
    assert result.code == 2
    assert says in result.err
