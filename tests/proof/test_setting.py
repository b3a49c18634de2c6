"""Broken line starts and ends and lonely last characters are refused; what only looks like them is not."""

from __future__ import annotations

import pytest

from powermap.proof.setting import (
    check_line_ends,
    check_line_starts,
    check_lonely,
    check_parted,
    check_parted_names,
)

from .sheets import Sheet, checks


@pytest.mark.parametrize("mark", "、，；：。！？）］｝〕〉》」』】〗”’…—～·/%℃")
def test_mark_at_line_start(mark: str) -> None:
    page = Sheet().lines(100, 100, "村务公开办理结果", f"{mark}公布不少于时限").read()
    assert checks(check_line_starts(1, page.blocks)) == ["line-start"]


@pytest.mark.parametrize("mark", "（［｛〔〈《「『【〖“‘(￥#")
def test_mark_at_line_end(mark: str) -> None:
    page = Sheet().lines(100, 100, f"村务公开办理{mark}", "公布不少于时限").read()
    assert checks(check_line_ends(1, page.blocks)) == ["line-end"]


@pytest.mark.parametrize(
    "texts",
    [
        ("《村民委员会组织法》第五条，", "第六条（试行）。"),
        ("0512-0000 0001", "“先议后办”"),
        ("“村务公开”", "《办法》"),
        ("预算不超过 2 万元，", "由区镇核定——"),
    ],
)
def test_good_lines(texts: tuple[str, ...]) -> None:
    page = Sheet().lines(100, 100, *texts).read()
    assert check_line_starts(1, page.blocks) == []
    assert check_line_ends(1, page.blocks) == []


def test_leaders_and_folios_are_no_lines_of_text() -> None:
    page = Sheet().lines(100, 100, "小型工程立项", "……………………", "—", "· · · 12").read()
    assert check_line_starts(1, page.blocks) == []


def test_a_line_of_two_fonts_is_one_line() -> None:
    """A mark in a run of its own stands in the line, not at its start."""
    sheet = Sheet()
    sheet.text(100, 100, "村务公开").text(148, 100, "，")
    page = sheet.read()
    assert [line.text for line in page.lines] == ["村务公开，"]
    assert check_line_starts(1, page.blocks) == []


def test_columns_are_not_one_line() -> None:
    page = Sheet().text(100, 100, "村务公开（").text(190, 100, "结果").read()
    assert [line.text for line in page.lines] == ["村务公开（", "结果"]
    assert checks(check_line_ends(1, page.blocks)) == ["line-end"]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("收到提请后三个工作日内启", "动"), ["lonely-character"]),
        (("收到提请后三个工作日内启", "动。"), ["lonely-character"]),
        (("收到提请后三个工作日内", "启动"), []),
        (("村", "镇"), []),
        (("收到提请后工作日", "1"), []),
    ],
)
def test_lonely(texts: tuple[str, ...], found: list[str]) -> None:
    assert checks(check_lonely(1, Sheet().lines(100, 100, *texts).read().blocks)) == found


@pytest.mark.parametrize(
    "texts",
    [
        ("收到提请后 5", "个工作日内启动"),
        ("公示 5 个工", "作日内"),
        ("小型工程 10 万", "元以上"),
        ("5 至", "20 万元"),
        ("三分", "之二以上"),
        ("监督电话 0512-0000", "0001"),
        ("依据《办事", "指南》办理"),
        ("依据〔2019〕", "24 号办理"),
        ("不少于", "三个", "工作日"),
    ],
)
def test_a_parted_number_or_title(texts: tuple[str, ...]) -> None:
    assert checks(check_parted(1, Sheet().lines(100, 100, *texts).read().blocks)) == ["parted"]


@pytest.mark.parametrize(
    "texts",
    [
        ("收到提请后", "5 个工作日内启动"),
        ("公示满 5 个工作日", "再办理"),
        ("《农村集体经济组织法", "实施细则》"),
        ("预算 10 万元", "20 万元以下"),
        ("村民 3 人", "2 日内"),
        ("12345", "138 0000 1111"),
        ("0512-0000 0001", "12388"),
    ],
)
def test_whole_numbers_and_long_titles(texts: tuple[str, ...]) -> None:
    assert check_parted(1, Sheet().lines(100, 100, *texts).read().blocks) == []


def test_a_parted_name_of_an_actor() -> None:
    page = Sheet().lines(100, 100, "报村务监督", "委员会主任").lines(100, 300, "村务监督委员会", "主任签字").read()
    (found,) = check_parted_names(1, page.blocks, ["村务监督委员会", "村民", "比十四个字还要长的主体名称可以拆"])
    assert found.check == "parted" and "“村务监督”和“委员会”" in found.what
    assert check_parted_names(1, page.blocks, ["比十四个字还要长的主体名称可以拆"]) == []


@pytest.mark.parametrize("shift", [0, -6])
def test_an_opening_mark_may_hang_out_of_the_left_edge_by_its_empty_half(shift: float) -> None:
    page = Sheet().text(100, 100, "张榜公布").text(100 + shift, 116, "（村民委员会").text(100, 132, "主任）").read()
    assert [[line.text for line in block] for block in page.blocks] == [["张榜公布", "（村民委员会", "主任）"]]


def test_a_line_that_hangs_out_without_such_a_mark_is_another_block() -> None:
    page = Sheet().text(100, 100, "张榜公布").text(94, 116, "村民委员会主任").read()
    assert len(page.blocks) == 2


def test_lonely_in_centred_text() -> None:
    page = Sheet().text(100, 100, "公示期内有人提异议吗").text(154, 116, "呢").read()
    assert checks(check_lonely(1, page.blocks)) == ["lonely-character"]


@pytest.mark.parametrize(
    ("x", "y", "size"),
    [
        (100, 130, 12),  # too far below
        (100, 116, 14),  # another size
        (130, 116, 12),  # neither edge nor centre
    ],
)
def test_one_character_that_belongs_elsewhere(x: float, y: float, size: float) -> None:
    page = Sheet().text(100, 100, "公示期内有人提异议吗").text(x, y, "中", size).read()
    assert check_lonely(1, page.blocks) == []


def test_one_character_of_another_colour_belongs_elsewhere() -> None:
    page = Sheet().text(100, 100, "公示期内有人提异议吗").text(100, 116, "中", 12, (0.7, 0, 0)).read()
    assert check_lonely(1, page.blocks) == []
