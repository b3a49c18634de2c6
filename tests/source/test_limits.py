"""What is too large is refused before work is done on it: shown by what is never called, not by a clock."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml

from powermap.diagnostics import Place
from powermap.source import files, limits, parse, read_list

from .conftest import Write


def place(line: int, column: int) -> Place:
    return Place("甲.yaml", line + 1, column + 1)


def events_taken(monkeypatch: pytest.MonkeyPatch, text: str) -> int:
    """How many events parsing asks for before it is done with a text."""
    taken = 0
    real = yaml.parse

    def counted(*args: Any, **kwargs: Any) -> Any:
        nonlocal taken
        for event in real(*args, **kwargs):
            taken += 1
            yield event

    monkeypatch.setattr(yaml, "parse", counted)
    parse.parse(text, place)
    return taken


def test_a_large_file_is_not_decoded(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write({"清单.yaml": "甲" * (limits.MAX_FILE_BYTES // 3 + 1)})
    monkeypatch.setattr(files, "decode", lambda *_: pytest.fail("the file was read on"))
    assert [d.rule for d in read_list(Path("清单.yaml")).diagnostics] == ["file-too-large"]


def test_a_file_of_many_lines_is_not_parsed(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write({"清单.yaml": "- 甲\n" * (limits.MAX_LINES + 1)})
    monkeypatch.setattr(files, "mend", lambda *_: pytest.fail("the file was read on"))
    assert [d.rule for d in read_list(Path("清单.yaml")).diagnostics] == ["too-much-content"]


def test_no_file_is_opened_after_the_last_allowed(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILES", 3)
    write({"清单.yaml": "清单: 甲\n"} | {f"事项/{n}.yaml": f"编号: '{n}'\n" for n in range(9)})
    source = read_list(Path())
    assert [d.rule for d in source.diagnostics] == ["too-many-files"]
    assert [path.name for path in source.files] == ["清单.yaml", "0.yaml", "1.yaml"]


@pytest.mark.parametrize("opening", ["[", "{甲: ", "- "])
def test_deep_nesting_stops_at_the_limit(monkeypatch: pytest.MonkeyPatch, opening: str) -> None:
    taken = events_taken(monkeypatch, opening * 5000)
    assert taken < 3 * limits.MAX_DEPTH


def test_an_alias_bomb_stops_while_it_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    levels = "abcdefghij"
    text = "甲: &a [一, 二, 三, 四, 五, 六, 七, 八, 九]\n" + "".join(
        f"{name}: &{name} [{', '.join(['*' + below] * 9)}]\n" for below, name in itertools.pairwise(levels)
    )
    assert events_taken(monkeypatch, text) < 100


def test_what_is_within_the_limits_is_read() -> None:
    depth = limits.MAX_DEPTH
    tree, found = parse.parse("[" * depth + "甲" + "]" * depth, place)
    assert tree is not None
    assert found == []
    tree, found = parse.parse("[" * (depth + 1) + "]" * (depth + 1), place)
    assert tree is None
    assert [d.rule for d in found] == ["too-deep"]


def test_after_many_slips_only_that_there_are_more(write: Write) -> None:
    write({"清单.yaml": "".join(f"键{n}：值\n" for n in range(300))})
    found = read_list(Path("清单.yaml")).diagnostics
    assert len(found) == limits.MAX_SLIPS + 1
    assert found[-1].rule == "too-many-slips"
