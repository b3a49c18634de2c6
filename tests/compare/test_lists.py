"""Two lists: which items belong together, what became of them, and that nothing of an item is overlooked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from powermap.compare import Change, compare
from powermap.model import (
    Actor,
    ActorKind,
    Article,
    Basis,
    Category,
    Decision,
    Entry,
    Item,
    Nature,
    Parameter,
    PowerList,
    Publication,
    Question,
    Step,
    Supervision,
)
from powermap.source import read_list
from powermap.validate import check_list
from powermap.value import replace
from tests.compare.conftest import LISTS, read

NO_PART = {"villages", "statutes"}
"""Of a list: not compared."""


def item_of(power_list: PowerList, number: str, /, **values: Any) -> PowerList:
    """The list with other values in one item."""
    items = tuple(replace(item, **values) if item.number == number else item for item in power_list.items)
    return replace(power_list, items=items)


def test_a_list_is_as_it_is(power_list: PowerList) -> None:
    found = compare(power_list, power_list)
    assert found.is_empty
    assert found.same == len(power_list.items)


def test_the_order_of_files_does_not_matter(power_list: PowerList, tmp_path: Path) -> None:
    shutil.copytree(LISTS, tmp_path / "lists")
    folder = tmp_path / "lists" / "kunshan" / "事项"
    for i, file in enumerate(sorted(folder.iterdir(), reverse=True)):
        file.rename(folder / f"{i:02}-改过文件名.yaml")
    other = check_list(read_list(tmp_path / "lists" / "kunshan")).power_list
    assert other is not None
    assert compare(power_list, other).is_empty
    assert compare(power_list, replace(other, items=other.items[::-1])).is_empty


def test_added_disabled_renamed(power_list: PowerList) -> None:
    items = list(power_list.items)
    added = replace(items[0], number="99", name="村史馆讲解预约")
    name = f"{items[4].name}办法"
    renamed = replace(items[4], name=name, short=name)
    new = replace(power_list, items=(*items[:3], renamed, *items[5:], added))
    found = compare(power_list, new)
    assert [(c.status, c.label) for c in found.items] == [
        ("停用", f"{items[3].number} {items[3].name}"),
        ("修改", f"{renamed.number} {renamed.name}"),
        ("新增", "99 村史馆讲解预约"),
    ]
    assert found.items[1].changes == (Change("", "名称", items[4].name, renamed.name),)
    assert found.items[1].renamed
    assert not found.items[1].rerouted
    assert found.same == len(items) - 2


def test_a_list_that_was_numbered_anew(power_list: PowerList) -> None:
    """An item in front moves all numbers on by one: each item is still itself."""
    first = replace(power_list.items[0], number="01", name="村史馆讲解预约")
    rest = tuple(replace(item, number=f"{int(item.number) + 1:02}") for item in power_list.items)
    found = compare(power_list, replace(power_list, items=(first, *rest)))
    assert [c.item.name for c in found.of("新增")] == ["村史馆讲解预约"]
    assert not found.of("停用")
    for change in found.of("修改"):
        assert change.before is not None
        assert change.after is not None
        assert change.before.name == change.after.name
        assert [c.what for c in change.changes] == ["编号"]
    assert len(found.of("修改")) == len(power_list.items)


def test_another_item_under_an_old_number(power_list: PowerList) -> None:
    """Nothing in common but the number: one was disabled, one added."""
    other = replace(
        power_list.items[0], number="08", name="村史馆讲解预约", entries=(Step("#1", "讲解", "讲解", (), None),)
    )
    new = replace(power_list, items=tuple(other if item.number == "08" else item for item in power_list.items))
    assert {(c.status, c.item.name) for c in compare(power_list, new).items} == {
        ("停用", power_list.item("08").name),
        ("新增", "村史馆讲解预约"),
    }


def test_items_come_as_people_count() -> None:
    base = read("kunshan").items[0]
    numbers = ["A10", "10", "9", "2", "A9", "100"]
    items = tuple(replace(base, number=number, name=f"事项{number}") for number in numbers)
    found = compare(replace(read("kunshan"), items=()), replace(read("kunshan"), items=items))
    assert [change.item.number for change in found.items] == ["2", "9", "10", "100", "A9", "A10"]


def test_an_overlay_against_its_base(power_list: PowerList) -> None:
    found = compare(power_list, read("示例镇"))
    assert {c.item.number for c in found.of("停用")} == {"23"}
    assert {c.item.number for c in found.of("新增")} == {"31", "32", "33"}
    assert all(c.item.own for c in found.of("新增"))
    said = [str(change) for change in found.head]
    assert "清单名称由“昆山市村级‘小微权力’共性清单”改为“示例镇村级‘小微权力’清单”" in said
    assert "参数“进场限额”：数值由“50 万元”改为“30 万元”" in said
    assert "增加参数“村级公示期（7 日）”" in said
    (project,) = (c for c in found.items if c.item.number == "08")
    assert "判断“预算到哪一档？”：分支由“50 万元以上”改为“30 万元以上”" in map(str, project.changes)


HEAD: dict[str, Any] = {
    "title": "另一份清单",
    "code": "XX",
    "basis": "另一个文件",
    "edition": "2031.9",
    "approval": None,
    "categories": (Category("新类别", "蓝"),),
    "actors": (Actor("新主体", ActorKind.PARTY, "新"),),
    "parameters": (Parameter("新参数", "1 元", "示例"),),
    "levels": (),
    "items": (),
}


@pytest.mark.parametrize("name", [name for name in PowerList.__struct_fields__ if name not in NO_PART])
def test_nothing_of_a_list_is_overlooked(power_list: PowerList, name: str) -> None:
    value = HEAD[name]
    if name == "approval":
        value = next(one for one in type(power_list.approval) if one is not power_list.approval)
    found = compare(power_list, replace(power_list, **{name: value}))
    assert not found.is_empty
    assert found.items if name == "items" else not found.items


VALUES: dict[str, Any] = {
    "number": "77",
    "name": "改了一个名字的小型工程立项与发包",
    "short": "另称",
    "category": Category("别的类别", "绿"),
    "nature": Nature.PARTY_AFFAIRS,
    "owners": (Actor("新主体", ActorKind.PARTY, "新主体"),),
    "scope": "别的范围",
    "limit": "别的时限",
    "bases": (Basis("别的文件"), Basis("某法", None, (Article("3", ""),))),
    "materials": ("别的资料",),
    "publication": Publication("别的内容", ("别的渠道",), "别的期限"),
    "supervision": Supervision("甲", "乙", "丙"),
    "sayings": ("别的口诀",),
    "entries": (Step("#1", "只有一步", "只有一步", (), None),),
    "questions": (Question("问什么？", ("甲", "乙"), ("甲",)),),
    "own": True,
}


@pytest.mark.parametrize("name", Item.__struct_fields__)
def test_nothing_of_an_item_is_overlooked(power_list: PowerList, name: str) -> None:
    new = item_of(power_list, "08", **{name: VALUES[name]})
    (found,) = compare(power_list, new).items
    assert found.status == "修改"
    assert found.rerouted == (name == "entries")


def other_values(entry: Entry) -> Iterator[tuple[str, Any]]:
    """Fields of an entry that can be otherwise, each with another value."""
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        match name:
            case "key":
                continue
            case "branches":
                yield name, value[:1]
            case "target":
                yield name, entry.key  # back to itself
            case "actors" | "materials" | "risks":
                if value:
                    yield name, ()
            case _:
                yield name, f"{value}改"


def test_nothing_of_an_entry_is_overlooked(power_list: PowerList) -> None:
    seen: set[str] = set()
    item = power_list.item("08")
    for i, entry in enumerate(item.entries):
        for name, value in other_values(entry):
            entries = (*item.entries[:i], replace(entry, **{name: value}), *item.entries[i + 1 :])
            found = compare(power_list, item_of(power_list, "08", entries=entries))
            assert len(found.items) == 1, (entry.name, name)
            assert found.items[0].rerouted
            seen.add(name)
    assert seen == {name for kind in (Step, Decision) for name in kind.__struct_fields__} - {"key"}


def test_words_for_people() -> None:
    assert str(Change("步骤“公示”", "时限", "5 日", "7 日")) == "步骤“公示”：时限由“5 日”改为“7 日”"
    assert str(Change("", "题目", "", "能不能？")) == "增加题目“能不能？”"
    assert str(Change("流程", "步骤", "村“两委”商议", "")) == "流程：删去步骤“村‘两委’商议”"
