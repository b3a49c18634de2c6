"""Texts of a list that a file lacks are named; white space, radicals and line breaks hide nothing and lose nothing."""

from __future__ import annotations

import pytest

from powermap.diagnostics import Severity
from powermap.model import Item, PowerList
from powermap.proof import Report, proof_bytes
from powermap.proof.expected import (
    check_extra,
    check_known,
    check_missing,
    item_for,
    item_pages,
    plain,
    village_for,
    village_texts,
    wanted_texts,
)
from powermap.value import replace
from tests.samples import PROJECT, RELIEF, SHORT, VILLAGE, power_list

from .sheets import A2, Sheet, checks

LIST = replace(power_list(PROJECT, RELIEF, SHORT), villages=(VILLAGE,))


def texts_of(item: Item) -> list[str]:
    return [wanted.ways[-1] for wanted in dict.fromkeys(wanted_texts(item)) if wanted.ways[0]]


def chart(item: Item, *, without: str = "", title: str = "", village: bool = True) -> bytes:
    """A sheet with every text of an item, each broken over two lines, but for one."""
    author = VILLAGE.name if village else ""
    sheet = Sheet(A2, title or f"{item.number} {item.name}", author)
    texts = texts_of(item) + ([wanted.ways[0] for wanted in village_texts(VILLAGE)] if village else [])
    for index, text in enumerate(text for text in texts if text != without):
        left, row = 60 + 360 * (index // 35), 80 + 45 * (index % 35)
        middle = (len(text) + 1) // 2
        sheet.text(left, row, text[:middle], 15).text(left, row + 21, text[middle:], 15)
    if village:
        sheet.code(900, 1500, 90, VILLAGE.link)
    return sheet.pdf()


def against(data: bytes, name: str = "posters/file.pdf", power_list: PowerList = LIST) -> Report:
    return proof_bytes(data, name, power_list)


def missing(report: Report) -> list[str]:
    return [finding.what for finding in report.findings if finding.check in ("missing-text", "extra-text")]


def test_name_and_steps_have_floors_of_their_own() -> None:
    sheet = (
        Sheet(A2, "30 用印").text(100, 200, "用印", 69).text(100, 300, "提出申请", 22).text(100, 400, "核对盖章", 21)
    )
    small = [finding.what for finding in against(sheet.pdf()).findings if finding.check == "small-type"]
    assert len(small) == 2
    assert "事项名称“用印”字号 69 磅" in small[0]
    assert "步骤“核对盖章”字号 21 磅" in small[1]


@pytest.mark.parametrize("item", [PROJECT, RELIEF])
def test_nothing_missing(item: Item) -> None:
    assert missing(against(chart(item))) == []


@pytest.mark.parametrize(
    "lost",
    [
        PROJECT.name,
        PROJECT.limit,
        "提出项目建议",
        "到会组成人员过半数同意？",
        "完工后 15 日内",
        "围标串标，优亲厚友",
        "变更先审批后施工，村监委现场核量",
        "项目负责人",
        "说明必要性、预算和资金来源",
        "未达到",
        "村监委",
        "0512-0000 0001",
        "张某某",
    ],
)
def test_each_lost_text_is_named(lost: str) -> None:
    """Also one that another text contains is wanted in full: 未达到 is no 达到."""
    found = missing(against(chart(PROJECT, without=lost)))
    full = {"村监委": "村务监督委员会"}.get(lost, lost)
    contained = any(lost != text and plain(lost) in plain(text) for text in texts_of(PROJECT))
    assert any(f"“{full}”" in what for what in found) or contained
    assert all(full in what for what in found)


def test_lost_code_and_foreign_code() -> None:
    sheet = Sheet(A2, "30 用印", VILLAGE.name).code(100, 100, 90, "https://example.com/other")
    found = [finding.what for finding in against(sheet.pdf()).findings if finding.check == "qr"]
    assert len(found) == 1
    assert "example.com/other" in found[0]
    without = Sheet(A2, "30 用印", VILLAGE.name).text(100, 100, "用印")
    assert any("没有 示例村 的二维码" in finding.what for finding in against(without.pdf()).findings)


def test_missing_counts_as_failed() -> None:
    assert not against(chart(PROJECT, without="项目负责人")).passed


@pytest.mark.parametrize(
    ("drawn", "meant"),
    [("⾏政⽅案", "行政方案"), ("⻓期⻔牌", "长期门牌"), ("金\uf90a", "金金"), ("村 务\n公　开", "村务公开")],
)
def test_radicals_and_spaces(drawn: str, meant: str) -> None:
    assert plain(drawn) == plain(meant)


def test_full_width_and_circled_signs_stay_different() -> None:
    assert plain("（１）①") != plain("(1)1")


def test_item_of_a_file() -> None:
    assert item_for(LIST, "08 小型工程立项与发包", "x.pdf") is PROJECT
    assert item_for(LIST, "", "26-最低生活保障申请-A2.pdf") is RELIEF
    assert item_for(LIST, "小型工程立项与发包", "08.pdf") is None
    assert item_for(LIST, "08 从前的名称", "x.pdf") is PROJECT
    assert item_for(LIST, "", "26-从前的名称-A2.pdf") is RELIEF
    assert item_for(LIST, "2026 年清单", "x.pdf") is None


@pytest.mark.parametrize(
    ("title", "name", "found"),
    [
        ("34 应急抢修", "x.pdf", ["清单里没有“34 应急抢修”这个事项"]),
        ("", "34-应急抢修-A2.pdf", ["清单里没有“34 应急抢修”这个事项"]),
        ("08 从前的名称", "x.pdf", []),
        ("2026 年清单 培训手册", "x.pdf", []),
        ("", "随便.pdf", []),
    ],
)
def test_a_file_for_an_item_that_the_list_does_not_have(title: str, name: str, found: list[str]) -> None:
    assert [finding.what for finding in check_known(LIST, title, name)] == found


def test_an_item_that_was_renamed_lacks_its_new_name() -> None:
    renamed = replace(PROJECT, name="村级工程立项和发包")
    report = against(chart(PROJECT), power_list=replace(LIST, items=(renamed, *LIST.items[1:])))
    assert "08 村级工程立项和发包：缺事项名称“村级工程立项和发包”" in [finding.what for finding in report.findings]


def test_village_of_a_file() -> None:
    assert village_for(LIST, "示例村", ()) is VILLAGE
    assert village_for(LIST, "", ("output", "示例村", "posters")) is VILLAGE
    assert village_for(LIST, "昆山", ("示例村二",)) is None


def test_pages_of_items_come_from_the_outline() -> None:
    outline = [("目录", 2), ("工程建设", 4), ("08　小型工程立项与发包", 4), ("26　最低生活保障申请", 6), ("监督", 8)]
    assert item_pages(outline, LIST.items, 9) == {"08": range(4, 6), "26": range(6, 8)}


def test_booklet_is_compared_item_by_item() -> None:
    """A text on another item's pages does not count."""
    sheet = Sheet(A2, "手册")
    for item in (PROJECT, RELIEF):
        sheet.canvas.bookmarkPage(item.number)
        sheet.canvas.addOutlineEntry(f"{item.number}\u3000{item.name}", item.number)
        for index, text in enumerate(texts_of(PROJECT)):
            sheet.text(60 + 500 * (index // 60), 80 + 25 * (index % 60), text, 15)
        sheet.page()
    report = against(sheet.pdf(), "booklet/手册.pdf", replace(LIST, items=(PROJECT, RELIEF)))
    found = [finding for finding in report.findings if finding.check == "missing-text"]
    assert {finding.page for finding in found} == {2}
    assert any("走访发现" in finding.what for finding in found)
    more = against(sheet.out.getvalue(), "booklet/手册.pdf")
    assert any("缺事项 30 用印" in finding.what for finding in more.findings)


def test_a_pocket_booklet_is_compared_with_the_routes() -> None:
    """Its title says that it has the routes alone; of these nothing may be missing, and names are whole."""

    def found(title: str, without: str = "") -> list[str]:
        sheet = Sheet(A2, title)
        sheet.canvas.bookmarkPage("08")
        sheet.canvas.addOutlineEntry(f"08\u3000{PROJECT.name}", "08")
        route = [wanted.ways[0] for wanted in dict.fromkeys(wanted_texts(PROJECT, pocket=True)) if wanted.ways[0]]
        for index, text in enumerate(text for text in route if text != without):
            sheet.text(60 + 500 * (index // 60), 80 + 25 * (index % 60), text, 15)
        return missing(against(sheet.pdf(), "booklet/手册.pdf", replace(LIST, items=(PROJECT,))))

    pocket = "清单 运行路线图手册（口袋版）"
    assert found(pocket) == []
    entry = PROJECT.entries[0]
    assert found(pocket, entry.name) == [f"08 {PROJECT.name}：缺步骤“{entry.name}”"]
    assert any("的防控" in what for what in found("清单 运行路线图手册"))


def test_file_of_no_item_is_told() -> None:
    found = against(Sheet().text(100, 100, "通知").pdf()).findings
    assert [(finding.check, finding.severity) for finding in found] == [("missing-text", Severity.NOTICE)]


def test_outlines_cannot_be_compared_and_that_is_told() -> None:
    report = against(Sheet(title="30 用印").box(10, 10, 50, 50, (0, 0, 0)).pdf())
    assert [(finding.check, finding.severity) for finding in report.findings] == [("missing-text", Severity.NOTICE)]


def test_foreign_text_is_a_notice() -> None:
    known = ["提出项目建议", "村务监督委员会"]
    assert check_extra(known, [(1, "提出项目建议"), (1, "运行流程"), (2, "第二十八条")]) == []
    found = check_extra(known, [(1, "提出项目建议"), (2, "村务监督委员会请客吃饭")])
    assert [(finding.page, finding.severity) for finding in found] == [(2, Severity.NOTICE)]
    assert "请客吃饭" in found[0].what


def test_a_missing_text_is_named_once() -> None:
    wanted = list(wanted_texts(SHORT))
    assert checks(check_missing([*wanted, *wanted], "", "30 用印")).count("missing-text") == len(
        {one for one in wanted if one.ways[0]}
    )


def card(*texts: str) -> bytes:
    sheet = Sheet((1080, 1440), "08 小型工程立项与发包", VILLAGE.name).code(900, 1250, 120, VILLAGE.link)
    for index, text in enumerate(texts):
        sheet.text(60 + 330 * (index % 3), 80 + 40 * (index // 3), text, 24)
    return sheet.pdf()


def test_card_is_compared_with_the_route_in_short_names() -> None:
    route = [wanted.ways[-1] for wanted in dict.fromkeys(wanted_texts(PROJECT, card=True)) if wanted.ways[0]]
    own = [wanted.ways[0] for wanted in village_texts(VILLAGE, card=True)]
    assert missing(against(card(*route, *own))) == []
    short = "限期整改"
    assert missing(against(card(*(text for text in route if text != short), *own))) == [
        f"08 小型工程立项与发包：缺步骤“{short}”"
    ]
