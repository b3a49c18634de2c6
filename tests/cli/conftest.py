"""Command lines run for tests: in this process, where that is enough, and as whole processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from powermap.cli import main

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "lists" / "kunshan"


@dataclass(frozen=True)
class Result:
    """What a command line left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run_here(*args: str) -> Result:
        code = main(args)
        said = capsys.readouterr()
        return Result(code, said.out, said.err)

    return run_here


def run_process(
    *args: str, cwd: Path, env: Mapping[str, str] | None = None, encoding: str = "utf-8"
) -> subprocess.CompletedProcess[str]:
    """Run `python -m powermap` as a process of its own, with the environment of this one and env."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(
        [sys.executable, "-m", "powermap", *args],
        cwd=cwd,
        env={**inherited, "PYTHONPATH": str(ROOT), **(env or {})},
        capture_output=True,
        encoding=encoding,
        errors="replace",  # Typer writes help as UTF-8 where only ASCII was asked for
        timeout=120,
    )
