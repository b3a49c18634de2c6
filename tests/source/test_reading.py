"""The ways a list can lie on the disk, how files are named to people, and that reading knows the format's words."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from powermap.errors import InputError
from powermap.source import SOURCE_RULES, read_list
from powermap.source.vocabulary import FORMAT_KEYS
from powermap.validate import drafts

from .conftest import Write

PACKAGE = Path(__file__).parents[2] / "powermap" / "source"


def test_folder_and_single_file_give_the_same(write: Write) -> None:
    write(
        {
            "夹/清单.yml": "清单: 甲\n",
            "夹/事项/b.yml": "编号: '2'\n",
            "夹/事项/a.YAML": "编号: '1'\n",
            "夹/事项/.隐藏": "",
            "一.yaml": "清单: 甲\n事项:\n  - 编号: '1'\n  - 编号: '2'\n",
        }
    )
    folder, single = read_list(Path("夹")), read_list(Path("一.yaml"))
    assert folder.diagnostics == single.diagnostics == ()
    for source in (folder, single):
        assert [key.text for key, _ in source.head] == ["清单"]
        assert len(source.items) == 2
        assert not any(item.own for item in source.items)


def test_names_are_shown_as_they_were_given(write: Write, tmp_path: Path) -> None:
    write({"a/b/清单.yaml": "继承: ../../c\n清单：甲\n", "c/清单.yaml": "清单：乙\n"})
    assert [d.place.file for d in read_list(Path("a/b")).diagnostics if d.place] == ["a/b/清单.yaml", "c/清单.yaml"]
    assert next(d.place.file for d in read_list(Path("./a//b")).diagnostics if d.place) == "a/b/清单.yaml"
    os.chdir("a/b")
    assert [d.place.file for d in read_list(Path()).diagnostics if d.place] == ["../../c/清单.yaml", "清单.yaml"]
    absolute = read_list(tmp_path / "a" / "b").diagnostics[0].place
    assert absolute is not None
    assert absolute.file == (tmp_path / "a/b/清单.yaml").as_posix()


def test_a_head_that_cannot_be_read_is_marked_so(write: Write) -> None:
    write({"清单.yaml": "清单: @\n", "事项/1.yaml": "编号: '1'\n"})
    source = read_list(Path())
    assert (source.head_read, source.all_read, len(source.items)) == (False, False, 1)


def test_backslashes_in_a_path_are_understood(write: Write) -> None:
    write({"县/清单.yaml": "清单: 甲\n", "镇/清单.yaml": "继承: ..\\县\n"})
    source = read_list(Path("镇"))
    assert source.diagnostics == ()
    assert source.head.get("清单") is not None


def test_villages_and_statutes_may_stand_in_the_head(write: Write) -> None:
    write({"清单.yaml": "村庄:\n  - 村名: 甲\n法规库:\n  乙法: {全称: 乙}\n"})
    source = read_list(Path("清单.yaml"))
    assert source.diagnostics == ()
    assert source.villages is not None
    assert len(source.villages.items) == 1
    assert source.statutes is not None
    assert source.statutes.get("乙法") is not None


def test_a_folder_with_lists_in_it_names_them(tmp_path: Path) -> None:
    for name in ("共性清单", "清单"):
        (tmp_path / name / "事项").mkdir(parents=True)
    with pytest.raises(InputError, match=r"它里面有清单：写成 .*共性清单 或 .*清单"):
        read_list(tmp_path)


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="找不到"):
        read_list(tmp_path / "没有")
    with pytest.raises(InputError, match=re.escape("清单.yaml")):
        read_list(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a system with named pipes")
def test_what_is_no_plain_file_is_not_opened(write: Write) -> None:
    """Opening a pipe nobody writes to would wait for ever."""
    write({"清单.yaml": "清单: 甲\n村庄: 管道\n"})
    os.mkfifo("管道")
    assert [d.rule for d in read_list(Path("清单.yaml")).diagnostics] == ["missing-file"]


def test_the_same_problems_whatever_the_order_on_disk(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write({"清单.yaml": "清单: 甲\n"} | {f"事项/{n}.yaml": f"编号：'{n}'\n" for n in "3142"})
    first = read_list(Path())
    real = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda self: sorted(real(self), reverse=True))
    second = read_list(Path())
    assert first == second
    assert len(first.diagnostics) == 4


def test_every_rule_in_the_code_is_in_the_table_and_the_other_way_round() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.py") if file.name != "rules.py")
    used = set(re.findall(r'(?:problem|report|fail)\(\s*"([a-z0-9-]+)"', code))
    used |= set(re.findall(r'"((?:tab|full-width)-indent)"', code))
    assert used == set(SOURCE_RULES)


def test_every_rule_has_a_broken_list() -> None:
    corpus = PACKAGE.parents[1] / "tests" / "broken" / "reading"
    shown = "".join(file.read_text(encoding="utf-8") for file in corpus.glob("*/expected.yaml"))
    rules = {rule for rule in SOURCE_RULES if not rule.startswith("workbook-")}  # those: tests/workbook
    untested = {rule for rule in rules if f"rule: {rule}," not in shown}
    # these need a file system without permissions, more slips than a case can list, or grammar nobody types
    assert untested == {"unreadable-file", "too-many-slips", "bad-syntax"}


def test_reading_knows_every_key_of_the_format() -> None:
    models = [cls for cls in vars(drafts).values() if isinstance(cls, type) and issubclass(cls, drafts.Draft)]
    keys = {field.alias for model in models for field in model.model_fields.values() if field.alias}
    assert keys | {"事项", "步骤", "判断"} == FORMAT_KEYS
