"""The corpus of broken lists: finds the cases, prepares what is too large to keep, and reads what each one expects.

A case is a folder tests/broken/<group>/<case>/ with the files of a list that has one fault, and expected.yaml:

    list: 清单.yaml          # what is given to powermap, from the folder of the case
    villages: 村庄.yaml      # optional: --villages
    exit: 1                  # 1 if there is an error, else 0
    problems:                # every problem, no more and no fewer
      - {rule: full-width-colon, place: "清单.yaml:3:5", says: 全角冒号}
    error: 找不到            # instead of problems: there is nothing to read, and the message says this
    made:                    # optional: files made for the test; 0000 in a name counts the copies
      - {file: 事项/0000.yaml, copies: 501, text: "编号: x", times: 1}
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent


@dataclass(frozen=True)
class Problem:
    rule: str
    place: str
    says: str


@dataclass(frozen=True)
class Case:
    """One broken list. The working folder is the case's own while the test runs."""

    group: str
    list: Path
    villages: Path | None
    exit: int
    problems: tuple[Problem, ...]
    error: str | None


def folders() -> list[Path]:
    return sorted(path.parent for path in ROOT.glob("*/*/expected.yaml"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        names = [f"{folder.parent.name}/{folder.name}" for folder in folders()]
        metafunc.parametrize("case", folders(), ids=names, indirect=True)


@pytest.fixture
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    folder: Path = request.param
    expected = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    if "made" in expected:
        group = folder.parent.name
        folder = Path(shutil.copytree(folder, tmp_path / "case"))
        for made in expected["made"]:
            _make(folder, made)
    else:
        group = folder.parent.name
    monkeypatch.chdir(folder)
    yield Case(
        group=group,
        list=Path(expected["list"]),
        villages=Path(expected["villages"]) if "villages" in expected else None,
        exit=expected["exit"],
        problems=tuple(Problem(**problem) for problem in expected.get("problems", ())),
        error=expected.get("error"),
    )


def _make(folder: Path, made: dict[str, object]) -> None:
    text = str(made["text"]) * int(str(made.get("times", 1)))
    for copy in range(int(str(made.get("copies", 1)))):
        file = folder / str(made["file"]).replace("0000", f"{copy:04d}")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text.replace("0000", f"{copy:04d}"), encoding="utf-8", newline="\n")
