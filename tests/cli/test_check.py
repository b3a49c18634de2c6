"""`powermap check` and `powermap schema`, as people and scripts see them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .conftest import SAMPLE, Run

PLACE = re.compile(r"^.+:\d+:\d+: (错误|警告|提示) \[[a-z-]+\] ")


def broken(folder: Path) -> Path:
    """A list with a slip in two places."""
    file = folder / "清单.yaml"
    file.write_text("清单: 试\n编号：KS\n类别: 工程建设\n", encoding="utf-8")
    return file


def test_sample_is_good(run: Run) -> None:
    result = run("check", str(SAMPLE))
    assert result.code == 0
    assert "错误" not in result.out
    assert result.err == ""


def test_shipped_sample_by_name_in_an_empty_folder(run: Run) -> None:
    assert run("check", "kunshan").code == 0


def test_every_problem_with_its_place_then_the_count(run: Run, tmp_path: Path) -> None:
    result = run("check", str(broken(tmp_path)))
    *problems, empty, count = result.out.splitlines()
    assert result.code == 1
    assert len(problems) > 1 and all(PLACE.match(line) for line in problems)
    assert empty == ""
    assert re.fullmatch(r"\d+ 处错误(，\d+ 处(警告|提示))*。", count)
    assert any("清单.yaml:2:3" in line for line in problems)


def test_json_is_all_there_is_on_standard_output(run: Run, tmp_path: Path) -> None:
    result = run("check", str(broken(tmp_path)), "--json")
    assert result.code == 1
    problems = result.json["problems"]
    assert {"rule", "severity", "found", "advice", "file", "line", "column", "sheet", "cell"} == set(problems[0])
    assert {problem["severity"] for problem in problems} <= {"error", "warning", "notice"}
    assert len(problems) == sum(bool(PLACE.match(line)) for line in result.err.splitlines())


def test_nothing_there(run: Run) -> None:
    result = run("check", "没有这份清单")
    assert result.code == 1
    assert result.out == ""
    assert "找不到“没有这份清单”" in result.err


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("清单.csv", "写成 .yaml 文件，见 docs/format.md；或填在工作簿（.xlsx）里"),
        *((f"a.{ending}", "给清单的 .yaml 文件或文件夹") for ending in ("md", "txt", "png", "PDF", "jpg", "jpeg")),
    ],
)
def test_file_that_is_no_list(run: Run, tmp_path: Path, name: str, advice: str) -> None:
    (tmp_path / name).write_text("一: 二\n", encoding="utf-8")
    result = run("check", name)
    assert result.code == 1
    assert "[wrong-file-kind]" in result.out and advice in result.out
    assert "import" not in result.out
    assert result.out.count("错误 [") == 1


def test_villages_file_of_the_command_line_counts(run: Run, tmp_path: Path) -> None:
    (tmp_path / "村.yaml").write_text("- 村名: 无号村\n", encoding="utf-8")
    result = run("check", "kunshan", "--villages", "村.yaml")
    assert "village-no-phone" in result.out
    assert "村.yaml:1:" in result.out


def test_character_that_no_font_has(run: Run, tmp_path: Path) -> None:
    (tmp_path / "村.yaml").write_text("- 村名: 𠀀村\n  监督电话: {村监委: 0512-0000 0001}\n", encoding="utf-8")
    result = run("check", "kunshan", "--villages", "村.yaml")
    assert result.code == 1
    assert "村.yaml:1:7" in result.out and "U+20000" in result.out


def test_schema_is_json(run: Run) -> None:
    assert run("schema").json["$schema"].startswith("https://json-schema.org/")
    assert run("schema", "--json").out == run("schema").out
