"""docs/format.md: its examples make a list that passes, its slips are named, its limits are the real ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from powermap.diagnostics import has_errors
from powermap.source import limits, read_list
from powermap.source.mend import mend
from powermap.source.vocabulary import FORMAT_KEYS
from powermap.validate import check_list

from .conftest import Write

DOC = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"```yaml\n# 文件: (\S+)\n(.*?)```", DOC, re.DOTALL))
SLIPS = re.findall(r"^\| ([^|]+) \| (`[^|]+`) \| [^|]+ \|$", DOC, re.MULTILINE)
PROPER = ["名称: “四议两公开”", "口诀: [先议后办，不拍板到底, 公示满期]", "说明: 注意：先公示"]


def written(write: Write) -> None:
    write(EXAMPLES)
    Path("示例县/事项/30.yaml").write_text(
        EXAMPLES["示例县/事项/08-小型工程.yaml"]
        .replace('"08"', '"30"')
        .replace("小型工程立项与发包", "印章使用")
        .replace("类别: 工程建设", "类别: 公开与便民"),
        encoding="utf-8",
    )


def test_the_examples_are_there() -> None:
    assert len(EXAMPLES) == 6
    assert len(SLIPS) >= 9


@pytest.mark.parametrize("folder", ["示例县", "示例镇"])
def test_the_examples_pass(write: Write, folder: str) -> None:
    written(write)
    checked = check_list(read_list(Path(folder)))
    assert not has_errors(checked.diagnostics), [str(d) for d in checked.diagnostics]
    assert checked.power_list is not None


def test_the_overlay_does_what_is_said(write: Write) -> None:
    written(write)
    source = read_list(Path("示例镇"))
    power_list = check_list(source).power_list
    assert power_list is not None
    assert [item.number for item in power_list.items] == ["08"]
    assert power_list.items[0].limit == "决议公示不少于 7 日"
    assert [(p.name, p.value) for p in power_list.parameters] == [("进场限额", "30 万元")]
    assert any("30 万元" in entry.name for entry in power_list.items[0].entries)


@pytest.mark.parametrize(("name", "examples"), SLIPS)
def test_each_slip_of_the_table_is_named(write: Write, name: str, examples: str) -> None:
    for example in re.findall("`([^`]+)`", examples):
        key = "" if re.match("[^［【\\[｛]*[:：－＃]", example) else "编号: " if "编号" in name else "风险等级: "
        write({"清单.yaml": f"{key}{example}\n"})
        assert has_errors(read_list(Path("清单.yaml")).diagnostics), example


@pytest.mark.parametrize("text", PROPER)
def test_proper_text_is_left_alone(text: str) -> None:
    assert f"`{text}`" in DOC
    assert mend(f"{text}\n", "甲.yaml").found == []


def test_every_key_is_explained() -> None:
    assert {key for key in FORMAT_KEYS if key not in DOC} == set()


def test_the_limits_are_those_of_the_code() -> None:
    assert limits.MAX_FILE_BYTES == 2_000_000
    assert limits.MAX_LINES == 20_000
    assert limits.MAX_NODES == 50_000
    said = DOC[DOC.index("## 读多大的清单") :]
    for number in (
        "2 MB",
        "2 万行",
        "5 万条",
        f"{limits.MAX_FILES} 个",
        f"{limits.MAX_DEPTH} 层",
        str(limits.MAX_ALIASED_NODES),
    ):
        assert number in said
