"""Lists as text in; sources for checking out, without a file and without the reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from powermap.diagnostics import Place
from powermap.source.list_source import ItemSource, ListSource
from powermap.source.tree import Mapping, Node, Scalar, Sequence

HEAD = """\
清单: 示例清单
编号: SL
依据: 示例文件
版本: "2026.1"
类别: [{名称: 工程建设, 颜色: 蓝}, {名称: 公开与便民, 颜色: 绿}]
主体:
  村党组织: {类型: 党组织}
  村民委员会: {类型: 村委会, 简称: 村委会}
  村民代表会议: {类型: 议决机构}
  成员大会: {类型: 议决机构}
参数:
  进场限额: {值: 50 万元, 来源: 示例}
"""

ITEM = """\
编号: "08"
名称: 小型工程发包
类别: 工程建设
性质: 自治事务
办理主体: [村党组织, 村委会]
适用范围: 村内小型工程
时限: 公示不少于 15 日
依据:
  - {法规: 村民委员会组织法, 条: [28, 第三十条]}
  - {文件: 工程管理办法}
资料: 项目建议书
公开: {内容: 合同, 渠道: 村务公开栏, 期限: 不少于 15 日}
监督: {群众: 查看公示, 村级: 全程监督, 上级: 抽查}
口诀: [先议后办]
流程:
  - 步骤: 提出建议
    标识: 建议
    主体: 村委会
    说明: 说明必要性
    时限: 随时
    材料: [项目建议书]
    简称: 提建议
    风险:
      - {等级: 中, 风险点: 脱离实际, 防控: 入户征求意见, 责任人: 主任}
  - 判断: 达到【进场限额】？
    主体: 村民代表会议
    分支:
      - {结果: 达到}
      - {结果: 没有达到, 到: 建议}
      - {结果: 用不着, 到: 结束}
  - {步骤: 归档, 主体: 村民委员会, 时限: 30 日内}
题目:
  - {问: 能否拆分？, 选项: [能, 不能], 答: 不能, 解析: 合并计算}
"""

REGISTER = """\
村民委员会组织法:
  全称: 中华人民共和国村民委员会组织法
  施行: 2026-01-01
  核对: {日期: 2026-11-23, 来源: 示例}
  条文: {28: 讨论决定的事项, 30: 村民代表会议}
  旧条号: {24: 28}
  待核: 否
"""

VILLAGES = """\
- 村名: 示例村
  区镇: 示例镇
  监督电话: {村务监督委员会: 0512-0000 0001}
  联系人: {姓名: 张某某, 职务: 委员}
  公开二维码: https://example.org/v/1
"""

MakeSource = Callable[..., ListSource]


def tree(text: str, file: str = "清单.yaml") -> Node:
    """YAML text as the reader would give it."""

    def convert(node: yaml.Node) -> Node:
        place = Place(file, node.start_mark.line + 1, node.start_mark.column + 1)
        if isinstance(node, yaml.ScalarNode):
            return Scalar(node.value, place, node.style in ("'", '"'))
        if isinstance(node, yaml.SequenceNode):
            return Sequence(tuple(convert(child) for child in node.value), place)
        return Mapping(tuple((convert(key), convert(value)) for key, value in node.value), place)  # type: ignore[misc]

    whole = yaml.compose(text, Loader=yaml.SafeLoader)
    assert whole is not None
    return convert(whole)


def mapping(text: str, file: str) -> Mapping:
    node = tree(text, file)
    assert isinstance(node, Mapping)
    return node


@pytest.fixture
def source() -> MakeSource:
    """A good list; each part can be given anew, as text."""

    def make(
        *items: str, head: str = HEAD, register: str | None = REGISTER, villages: str | None = VILLAGES
    ) -> ListSource:
        places = Sequence((), Place("villages.yaml", 1, 1))
        towns = tree(villages, "villages.yaml") if villages is not None else places
        assert isinstance(towns, Sequence)
        return ListSource(
            head=mapping(head, "清单.yaml"),
            items=tuple(ItemSource(mapping(item, f"事项/{n}.yaml"), n > 0) for n, item in enumerate(items or (ITEM,))),
            villages=towns if villages is not None else None,
            statutes=mapping(register, "法规库.yaml") if register is not None else None,
            diagnostics=(),
            files=(Path("清单.yaml"),),
        )

    return make


@pytest.fixture
def item_text() -> str:
    return ITEM


@pytest.fixture
def head_text() -> str:
    return HEAD


@pytest.fixture
def good_files() -> dict[str, str]:
    """A good file of each kind, by the kind's name in the schema."""
    return {"清单头": HEAD, "事项": ITEM, "法规库": REGISTER, "村庄表": VILLAGES}
