"""A good list becomes the model: names resolved, parameters put in, defaults filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from powermap.diagnostics import Diagnostic, Place, Severity
from powermap.model import Approval, Decision, Nature, PowerList, Step
from powermap.source.list_source import ListSource
from powermap.validate import check_list

if TYPE_CHECKING:
    from tests.validate.conftest import MakeSource


def model(source: ListSource) -> PowerList:
    checked = check_list(source)
    assert checked.diagnostics == ()
    assert checked.power_list is not None
    return checked.power_list


def test_the_head(source: MakeSource) -> None:
    power_list = model(source())
    assert (power_list.title, power_list.code, power_list.edition) == ("示例清单", "SL", "2026.1")
    assert power_list.approval is Approval.SAMPLE
    assert [(level.name, level.rank, level.scale) for level in power_list.levels] == [
        ("高", 0, 3),
        ("中", 1, 3),
        ("低", 2, 3),
    ]
    assert [actor.short for actor in power_list.actors] == ["村党组织", "村委会", "村民代表会议", "成员大会"]
    assert power_list.village("示例村").phones[0].number == "0512-0000 0001"


def test_the_flow(source: MakeSource) -> None:
    item = model(source()).item("08")
    first, decision, last = item.entries
    assert isinstance(first, Step) and isinstance(decision, Decision) and isinstance(last, Step)
    assert (first.key, first.short, first.target) == ("建议", "提建议", "#2")
    assert first.actors[0].name == "村民委员会", "an actor may be named by its 简称"
    assert (decision.name, decision.short) == ("达到50 万元？", "达到50 万元？")
    assert [branch.target for branch in decision.branches] == ["#3", "建议", None]
    assert (last.key, last.target) == ("#3", None)
    assert first.risks[0].level.name == "中"


def test_single_values_are_lists_of_one(source: MakeSource) -> None:
    item = model(source()).item("08")
    assert item.materials == ("项目建议书",)
    assert item.publication.channels == ("村务公开栏",)
    assert item.questions[0].answers == ("不能",)


def test_bases(source: MakeSource) -> None:
    statute, document = model(source()).item("08").bases
    assert statute.title == "中华人民共和国村民委员会组织法"
    assert [(article.number, article.gist) for article in statute.articles] == [
        ("28", "讨论决定的事项"),
        ("30", "村民代表会议"),
    ]
    assert (document.title, document.statute) == ("工程管理办法", None)


def test_items_stand_by_category_then_number(source: MakeSource, item_text: str) -> None:
    def item(number: str, category: str) -> str:
        named = item_text.replace('"08"', f'"{number}"').replace("小型工程发包", f"事项{number}")
        return named.replace("类别: 工程建设", f"类别: {category}")

    power_list = model(
        source(item("2", "公开与便民"), item("10", "工程建设"), item("9", "工程建设"), item("1", "公开与便民"))
    )
    assert [item.number for item in power_list.items] == ["9", "10", "1", "2"]
    assert [item.own for item in power_list.items] == [True, True, True, False]
    assert power_list.items[0].nature is Nature.SELF_GOVERNMENT


def test_brackets_written_twice_are_literal(source: MakeSource, item_text: str) -> None:
    item = model(source(item_text.replace("说明必要性", "【【注】】【进场限额】"))).item("08")
    assert item.entries[0].note == "【注】50 万元"


def test_levels_of_another_scale(source: MakeSource, item_text: str, head_text: str) -> None:
    power_list = model(source(item_text.replace("等级: 中", "等级: Ⅱ"), head=head_text + "风险等级: [Ⅰ, Ⅱ]\n"))
    level = power_list.items[0].entries[0].risks[0].level
    assert (level.name, level.rank, level.scale) == ("Ⅱ", 1, 2)


def test_problems_of_reading_come_along(source: MakeSource) -> None:
    good = source()
    found = Diagnostic("tab", Severity.ERROR, "用了制表符", "改成空格", Place("清单.yaml", 1, 1))
    checked = check_list(
        ListSource(good.head, good.items, good.villages, good.statutes, diagnostics=(found,), files=good.files)
    )
    assert checked.diagnostics == (found,)
    assert checked.power_list is None


def test_an_item_that_cannot_be_typed_does_not_hide_the_others(source: MakeSource, item_text: str) -> None:
    broken = item_text.replace("监督: {群众: 查看公示, 村级: 全程监督, 上级: 抽查}", "监督: 有")
    other = item_text.replace('"08"', '"09"').replace("小型工程发包", "别的").replace("时限: 30 日内", "时限: 30")
    checked = check_list(source(broken, other))
    assert [(d.rule, str(d.place)) for d in checked.diagnostics] == [
        ("wrong-type", "事项/0.yaml:13:5"),
        ("limit-no-unit", "事项/1.yaml:31:29"),
    ]
