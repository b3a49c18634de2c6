"""Whole processes: start-up, consoles and pipes of other encodings, a reader that leaves early."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import ROOT, run_process

HEAVY = ("PIL", "budoux", "graphviz", "pydantic", "pygraphviz", "pypdfium2", "reportlab", "rich", "segno", "yaml")


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    """What --help imports, every command waits for."""
    script = "import sys; from powermap.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=True
    )
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "typer" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_help_is_quick(tmp_path: Path) -> None:
    """The aim is 0.3 s; the best of three on a busy machine stays below one second."""

    def seconds() -> float:
        start = time.perf_counter()
        assert run_process("--help", cwd=tmp_path).returncode == 0
        return time.perf_counter() - start

    assert min(seconds() for _ in range(3)) < 1


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1", "utf-16"])
@pytest.mark.parametrize("args", [["--help"], ["check", "kunshan"], ["fonts"], ["poster", "kunshan", "--item", "99"]])
def test_output_of_any_encoding(tmp_path: Path, encoding: str, args: list[str]) -> None:
    done = run_process(*args, cwd=tmp_path, env={"PYTHONIOENCODING": encoding}, encoding=encoding)
    assert done.returncode == (2 if "99" in args else 0)
    assert "程序出错" not in done.stderr and "Traceback" not in done.stderr
    assert done.stdout + done.stderr


def test_gbk_console_loses_nothing(tmp_path: Path) -> None:
    done = run_process("--help", cwd=tmp_path, env={"PYTHONIOENCODING": "gbk"}, encoding="gbk")
    assert "用法：powermap" in done.stdout and "?" not in done.stdout


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_json_is_whole_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "村.yaml").write_text("- 村名: 𠀀村é\n", encoding="utf-8")
    done = run_process(
        "check", "kunshan", "--villages", "村.yaml", "--json", cwd=tmp_path, env={"PYTHONIOENCODING": encoding},
        encoding=encoding,
    )  # fmt: skip
    found = [problem["found"] for problem in json.loads(done.stdout)["problems"]]
    assert any("“𠀀”" in text for text in found)


@pytest.mark.skipif(os.name == "nt", reason="a pipe there does not tell the writer")
def test_reader_that_leaves_early(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "powermap", "schema"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        complaints = process.stderr.read()
    assert complaints == b""
