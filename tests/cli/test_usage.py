"""Command lines that cannot be taken in, errors of the program, and help: Chinese, with the right exit code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from powermap.build import loading
from powermap.cli.app import command
from powermap.errors import MissingError, OutputCheckError, WriteError

from .conftest import Run

ENGLISH = re.compile(r"\b(Usage|Error|Options|Arguments|Commands|Missing|No such|Invalid|Try|Got|required|default)\b")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["chekc"], "没有“chekc”这个命令，是不是 check"),
        (["完全没有"], "没有“完全没有”这个命令"),
        (["check"], "缺少 LIST"),
        (["check", "kunshan", "--vilages", "x"], "没有“--vilages”这个选项，是不是 --village"),
        (["--nothing"], "没有“--nothing”这个选项"),
        (["check", "kunshan", "-x"], "没有“-x”这个选项"),
        (["check", "kunshan", "多", "了"], "多写了“多 了”"),
        (["check", "kunshan", "--villages"], "“--villages”后面要写内容"),
        (["check", "kunshan", "--json=1"], "“--json”后面不写内容"),
        (["poster", "kunshan", "--size", "Z9"], "不认识的纸张大小：Z9"),
        (["poster", "kunshan", "--item", "99"], "没有编号是“99”的事项"),
        (["poster", "kunshan", "--village", "幻村"], "没有叫“幻村”的村"),
        (["poster", "kunshan", "--theme", "幻色"], "没有叫“幻色”的主题"),
    ],
)
def test_usage_errors(run: Run, args: list[str], says: str) -> None:
    result = run(*args)
    assert (result.code, result.out) == (2, "")
    assert says in result.err
    assert not ENGLISH.search(result.err)


def test_no_command_shows_the_help(run: Run) -> None:
    result = run()
    assert result.code == 2
    assert result.err.startswith("用法：powermap")


@pytest.mark.parametrize("name", ["", *command().commands])
def test_help_is_chinese_and_explains_every_option(run: Run, name: str) -> None:
    result = run(*filter(None, [name, "--help"]))
    assert result.code == 0
    assert result.out.startswith(f"用法：powermap {name}".rstrip())
    assert not ENGLISH.search(result.out)
    options = [line for line in result.out.splitlines() if re.match(r"  -", line)]
    assert options and all(re.search(r"  \S*[\u4e00-\u9fff]", line) for line in options)


def test_version(run: Run) -> None:
    assert re.fullmatch(r"powermap \d+\.\d+\.\d+\n", run("--version").out)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (MissingError("没有字体"), 3),
        (OutputCheckError("图不对"), 4),
        (WriteError("写不了"), 5),
        (ModuleNotFoundError("No module named 'pygraphviz'", name="pygraphviz"), 3),
        (KeyboardInterrupt(), 130),
        (ZeroDivisionError("x"), 70),
        (ModuleNotFoundError("No module named 'powermap.none'", name="powermap.none"), 70),
    ],
)
def test_every_failure_has_its_code_and_no_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    def fail(*args: object) -> None:
        raise error

    monkeypatch.delenv("POWERMAP_DEBUG", raising=False)
    monkeypatch.setattr(loading, "load_checked", fail)
    result = run("check", "kunshan")
    assert result.code == code
    assert "Traceback" not in result.err
    assert re.search(r"[\u4e00-\u9fff]", result.err)


def test_debugging_shows_where(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setenv("POWERMAP_DEBUG", "1")
    monkeypatch.setattr(loading, "load_checked", fail)
    result = run("check", "kunshan")
    assert result.code == 70
    assert "Traceback" in result.err and "test_usage.py" in result.err


def test_json_also_when_nothing_could_be_made(run: Run) -> None:
    """A script gets its JSON whatever stopped the command."""
    for words in (("poster", "没有", "--json"), ("poster", "--json"), ("poster", "kunshan", "--size", "B9", "--json")):
        result = run(*words)
        assert result.code
        assert result.json["error"]["code"] == result.code
        assert result.json["error"]["message"]


def test_an_unknown_command_is_answered_with_all(run: Run) -> None:
    result = run("挂图")
    assert result.code == 2
    assert "poster" in result.err and "booklet" in result.err


def test_an_empty_folder_name_is_refused(run: Run) -> None:
    result = run("poster", "kunshan", "-o", "")
    assert result.code == 2
    assert "--output" in result.err


@pytest.mark.parametrize(
    ("args", "instead"),
    [
        (["export", "kunshan", "-o", "本.xlsx"], "-o 本）"),
        (["export", "kunshan", "--to", "pptx", "-o", "某处/片.PPTX"], "-o 某处/片）"),
        (["poster", "kunshan", "--item", "08", "-o", "图.pdf"], "-o 图）"),
        (["diff", "kunshan", "示例镇", "-o", "表.docx"], "-o 表）"),
        (["import", "某.xlsx", "-o", "清单.yaml"], "-o 清单）"),
    ],
)
def test_a_file_is_no_folder_to_write_to(run: Run, args: list[str], instead: str) -> None:
    result = run(*args)
    assert result.code == 2
    assert "是文件的名字" in result.err and instead in result.err
    assert list(Path().iterdir()) == []


def test_a_folder_that_is_there_may_be_called_anything(run: Run) -> None:
    Path("旧.pdf").mkdir()
    assert run("export", "kunshan", "--to", "mermaid", "--item", "08", "-o", "旧.pdf").code == 0
    assert run("export", "kunshan", "--to", "mermaid", "--item", "08", "-o", "版本2026.1").code == 0


def test_numbers_may_stand_together(run: Run) -> None:
    result = run("card", "kunshan", "--item", "08,30", "--json")
    assert [output["item"] for output in result.json["outputs"]] == ["08", "30"]
