"""One file: every scalar stays text and keeps its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from powermap.source import read_list
from powermap.source.tree import Mapping, Scalar, Sequence, place_of

from .conftest import Write


def head(write: Write, text: str) -> Mapping:
    write({"清单.yaml": text})
    source = read_list(Path("清单.yaml"))
    assert source.diagnostics == ()
    return source.head


@pytest.mark.parametrize(
    "text", ["08", "1_2", "2026-01-01", "是", "否", "yes", "no", "null", "~", "0x1F", "1e3", ".5", "12:30:45", "TRUE"]
)
def test_scalars_stay_text(write: Write, text: str) -> None:
    node = head(write, f"清单: {text}\n").get("清单")
    assert isinstance(node, Scalar)
    assert (node.text, node.quoted) == (text, False)


def test_quotes_are_remembered(write: Write) -> None:
    tree = head(write, "清单: \"08\"\n编号: '08'\n版本: 08\n")
    assert [value.quoted for _, value in tree if isinstance(value, Scalar)] == [True, True, False]


def test_an_empty_value_is_empty_text(write: Write) -> None:
    node = head(write, "清单: 甲\n依据:\n版本: 乙\n").get("依据")
    assert isinstance(node, Scalar)
    assert node.text == ""


def test_columns_count_characters(write: Write) -> None:
    tree = head(write, "𠮷𠮷: {甲: 乙, 丙: [丁, 𠮷]}\n")
    assert str(place_of(tree, ("𠮷𠮷", "丙", 1))) == "清单.yaml:1:19"


def test_lines_after_windows_line_ends(write: Write) -> None:
    Path("清单.yaml").parent.mkdir(exist_ok=True)
    write({})
    Path("清单.yaml").write_bytes("清单: 甲\r\n编号: 乙\r\n依据: |\r\n  一\r\n  二\r\n".encode())
    tree = read_list(Path("清单.yaml")).head
    assert str(place_of(tree, ("编号",))) == "清单.yaml:2:5"
    text = tree.get("依据")
    assert isinstance(text, Scalar)
    assert text.text == "一\n二\n"


def test_plain_aliases_are_followed(write: Write) -> None:
    tree = head(write, "清单: &a 甲\n编号: *a\n类别: &b [甲, 乙]\n风险等级: *b\n")
    number, levels = tree.get("编号"), tree.get("风险等级")
    assert isinstance(number, Scalar)
    assert isinstance(levels, Sequence)
    assert number.text == "甲"
    assert len(levels.items) == 2


def test_a_slip_moves_no_other_place(write: Write) -> None:
    """Corrections that lengthen a line leave what follows at the columns the writer sees."""
    write({"清单.yaml": "清单：甲\n类别: [一，二，{名称：三，颜色：四}]\n"})
    source = read_list(Path("清单.yaml"))
    assert {d.rule for d in source.diagnostics} == {"full-width-colon", "full-width-comma"}
    assert str(place_of(source.head, ("清单",))) == "清单.yaml:1:4"
    assert str(place_of(source.head, ("类别", 1))) == "清单.yaml:2:8"
    assert str(place_of(source.head, ("类别", 2, "名称"))) == "清单.yaml:2:14"
    assert str(place_of(source.head, ("类别", 2, "颜色"))) == "清单.yaml:2:19"
