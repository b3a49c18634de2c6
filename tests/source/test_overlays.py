"""Lists that start from other lists: what is added, overridden, disabled, and where each value came from."""

from __future__ import annotations

from pathlib import Path

from powermap.source import ListSource, read_list
from powermap.source.tree import Mapping, Node, Scalar, Sequence, place_of

from .conftest import Write

COUNTY = {
    "县/清单.yaml": """
        清单: 县清单
        编号: X
        依据: 县文件
        村庄: ../村庄.yaml
        类别:
          - {名称: 工程, 颜色: 蓝}
          - {名称: 救助, 颜色: 绿}
        主体:
          村委会: {类型: 村委会, 简称: 村}
          村监委: {类型: 监督机构}
        参数:
          限额: {值: 50 万元, 来源: 县定}
        风险等级: [高, 中, 低]
        """,
    "县/事项/10.yaml": "编号: '10'\n名称: 十\n类别: 工程\n时限: 3 日\n资料: [甲, 乙]\n",
    "县/事项/2.yaml": "编号: '2'\n名称: 二\n类别: 救助\n",
    "县/事项/3.yaml": "编号: '3'\n名称: 三\n类别: 救助\n",
    "村庄.yaml": "- 村名: 示例村\n",
}
TOWN = {
    "镇/清单.yaml": """
        清单: 镇清单
        继承: ../县
        停用: ["3"]
        类别:
          - {名称: 救助, 颜色: 红}
          - {名称: 惠农, 颜色: 黄}
        主体:
          村委会: {类型: 村委会}
          农办: {类型: 上级部门}
        参数:
          限额: {值: 30 万元, 来源: 镇定}
        风险等级: [A, B]
        """,
    "镇/事项/10.yaml": "编号: '10'\n时限: 5 日\n资料: [丙]\n简称: 拾\n",
    "镇/事项/z.yaml": "编号: Z1\n名称: 镇一\n",
}


def plain(node: Node | None) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(child) for child in node.items]
    return {key.text: plain(value) for key, value in node.pairs} if node else None


def numbers(source: ListSource) -> list[object]:
    return [plain(item.node.get("编号")) for item in source.items]


def test_head_keys_override_and_tables_merge(write: Write) -> None:
    write(COUNTY | TOWN)
    source = read_list(Path("镇"))
    assert source.diagnostics == ()
    assert plain(source.head) == {
        "清单": "镇清单",
        "编号": "X",
        "依据": "县文件",
        "村庄": "../村庄.yaml",
        "类别": [
            {"名称": "工程", "颜色": "蓝"},
            {"名称": "救助", "颜色": "红"},
            {"名称": "惠农", "颜色": "黄"},
        ],
        "主体": {"村委会": {"类型": "村委会"}, "村监委": {"类型": "监督机构"}, "农办": {"类型": "上级部门"}},
        "参数": {"限额": {"值": "30 万元", "来源": "镇定"}},
        "风险等级": ["A", "B"],
        "继承": "../县",
        "停用": ["3"],
    }


def test_items_are_overridden_added_and_disabled_in_the_order_of_numbers(write: Write) -> None:
    write(COUNTY | TOWN)
    source = read_list(Path("镇"))
    assert numbers(source) == ["Z1", "2", "10"] or numbers(source) == ["2", "10", "Z1"]
    ten = next(item for item in source.items if plain(item.node.get("编号")) == "10")
    assert plain(ten.node) == {"编号": "10", "名称": "十", "类别": "工程", "时限": "5 日", "资料": ["丙"], "简称": "拾"}
    assert [item.own for item in source.items if plain(item.node.get("编号")) in ("2", "10")] == [False, False]
    assert [item.own for item in source.items if plain(item.node.get("编号")) == "Z1"] == [True]


def test_each_value_keeps_the_place_it_came_from(write: Write) -> None:
    write(COUNTY | TOWN)
    source = read_list(Path("镇"))
    ten = next(item.node for item in source.items if plain(item.node.get("编号")) == "10")
    assert str(place_of(ten, ("名称",))) == "县/事项/10.yaml:2:5"
    assert str(place_of(ten, ("时限",))) == "镇/事项/10.yaml:2:5"
    assert str(place_of(source.head, ("依据",))) == "县/清单.yaml:3:5"
    assert str(place_of(source.head, ("主体", "村监委"))) == "县/清单.yaml:10:8"


def test_referred_files_are_found_from_the_file_that_names_them(write: Write) -> None:
    write(COUNTY | TOWN)
    source = read_list(Path("镇"))
    assert plain(source.villages) == [{"村名": "示例村"}]
    assert "村庄.yaml" in {path.name for path in source.files}


def test_villages_can_be_given(write: Write) -> None:
    write(COUNTY | TOWN | {"别处/村.yaml": "- 村名: 别村\n"})
    assert plain(read_list(Path("镇"), Path("别处/村.yaml")).villages) == [{"村名": "别村"}]


def test_a_chain(write: Write) -> None:
    village = {"村/清单.yaml": "继承: ../镇\n停用: [Z1]\n清单: 村清单\n", "村/事项/2.yaml": "编号: '2'\n名称: 村二\n"}
    write(COUNTY | TOWN | village | {"村/事项/9.yaml": "编号: V9\n"})
    source = read_list(Path("村"))
    assert source.diagnostics == ()
    assert sorted(map(str, numbers(source))) == ["10", "2", "V9"]
    assert {plain(item.node.get("编号")): item.own for item in source.items} == {"2": False, "10": False, "V9": True}
    assert plain(source.head.get("清单")) == "村清单"
    assert plain(source.head.get("停用")) == ["Z1"]


def test_own_items_of_a_town_stay_own_further_down(write: Write) -> None:
    write(COUNTY | TOWN | {"村/清单.yaml": "继承: ../镇\n"})
    source = read_list(Path("村"))
    assert [plain(item.node.get("编号")) for item in source.items if item.own] == ["Z1"]


def test_a_single_file_inherits_too(write: Write) -> None:
    write(COUNTY | {"镇.yaml": "继承: 县\n事项:\n  - 编号: '2'\n    名称: 改了\n  - 编号: '4'\n"})
    source = read_list(Path("镇.yaml"))
    assert numbers(source) == ["2", "3", "4", "10"]
    assert isinstance(source.items[0].node, Mapping)
    assert plain(source.items[0].node.get("名称")) == "改了"


def test_numbers_sort_as_numbers_and_items_without_one_come_last(write: Write) -> None:
    items = "".join(f"  - {{编号: '{number}'}}\n" for number in ("10", "9", "KS-2", "KS-10", "09a", "1"))
    write({"清单.yaml": "事项:\n  - {名称: 没有编号}\n" + items})
    found = numbers(read_list(Path("清单.yaml")))
    assert found[-1] is None
    assert [n for n in found if str(n).isdigit()] == ["1", "9", "10"]
    assert found.index("KS-2") < found.index("KS-10")


def test_items_whose_number_is_no_text_are_kept_for_checking(write: Write) -> None:
    write({"清单.yaml": "事项:\n  - {编号: [1, 2], 名称: 甲}\n  - {名称: 乙}\n  - {编号: , 名称: 丙}\n"})
    source = read_list(Path("清单.yaml"))
    assert source.diagnostics == ()
    assert len(source.items) == 3


def test_nothing_absent_is_blamed_when_a_file_could_not_be_read(write: Write) -> None:
    """停用 of an item whose file is broken: the number is there, only unreadable."""
    write(COUNTY | TOWN | {"县/事项/3.yaml": "编号: '3'\n  名称: 三\n"})
    source = read_list(Path("镇"))
    assert [d.rule for d in source.diagnostics] == ["wrong-indent"]
    assert source.head_read
    assert not source.all_read
