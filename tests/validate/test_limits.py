"""Which time limits hold a number without a unit, and, as important, which do not."""

from __future__ import annotations

import pytest

from powermap.validate.rules.limits import bare_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("30", "30"),
        ("30内", "30"),
        ("不少于 7", "7"),
        ("7以上，合同 30 日内签", "7"),
        ("公示 7；签约 30 日内", "7"),
        ("10 个", "10"),
        ("3、5", "5"),
        ("十五内", "十五内"),
        ("十五", "十五"),
        ("2026-01-01 后 15", "15"),
    ],
)
def test_a_number_without_a_unit(text: str, number: str) -> None:
    assert bare_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "随时",
        "当场",
        "当日",
        "即时",
        "次月起",
        "按合同约定",
        "每季度一次",
        "统一内部流转",
        "每周一前",
        "30 日内",
        "10 个工作日",
        "10个工作日内，特殊情况不超过 45 个工作日",
        "3 至 5 日",
        "3-5 日",
        "3、5 日内",
        "30/45 个工作日",
        "提前 10 天",
        "48 小时内先行救助，5 个工作日内补手续",
        "1 个月内谈话；3 个月内审批",
        "每月 5 日前",
        "2026-12-31 前",
        "2026 年底前",
        "每天 8:30 前",
        "三分之二以上到会；2/3 以上同意",
        "到会 3 人以上",
        "民发〔2021〕57 号规定的时间",
        "七天",
        "村民代表会议每季度 1 次",
        "决议公示不少于 7 日；签约 30 日内",
        "养护期 1.5 年",
        "12 月底前",
        "（1）公示 7 日；（2）30 日内签约",
        "1、公示 7 日；2、30 日内签约",
        "1. 公示 7 日",
        "拨打 12345，随时受理",
        "7×24 小时",
        "报名 3 天，公示 5 个工作日",
    ],
)
def test_no_false_alarm(text: str) -> None:
    assert bare_number(text) is None
