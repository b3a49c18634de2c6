"""A small list as a workbook, to be changed by hand as people do, and read again."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook

from powermap.exchange.workbook import workbook
from powermap.source import ListSource, read_list
from powermap.source.workbook import BookSource, read_workbook
from powermap.validate.themes import load_theme

LIST = """
清单: 示例县村级小微权力清单
编号: SX
依据: 示例文件〔2026〕1号
版本: "2026.1"
类别:
  - {名称: 工程建设, 颜色: 蓝}
  - {名称: 公开与便民, 颜色: 绿}
主体:
  村党组织: {类型: 党组织}
  村民委员会: {类型: 村委会, 简称: 村委会}
  村民代表会议: {类型: 议决机构}
参数:
  进场限额: {值: 50 万元, 来源: 示例，由区镇核定}
法规库:
  村民委员会组织法:
    全称: 中华人民共和国村民委员会组织法
    施行: 2026-01-01
    核对: {日期: 2026-11-23, 来源: 示例}
    条文: {28: 须经村民会议讨论决定的事项}
    旧条号: {24: 28}
村庄:
  - 村名: 示例村
    区镇: 示例镇
    监督电话: {村务监督委员会: 0512-0000 0001, 区镇纪（工）委: 0512-0000 0002}
    联系人: {姓名: 张某某, 职务: 村纪检委员}
    公开二维码: https://example.org/v/1
事项:
  - 编号: "08"
    名称: 小型工程立项与发包
    类别: 工程建设
    性质: 自治事务
    办理主体: [村党组织, 村民委员会]
    适用范围: 村里修路、装路灯等小工程
    时限: 决议公示不少于 5 日
    依据:
      - {法规: 村民委员会组织法, 条: [28]}
      - {文件: 区镇村级工程项目管理办法}
    资料: [项目建议书, 会议记录]
    公开: {内容: 决议和结果, 渠道: [村务公开栏, 网上村委会], 期限: 不少于 15 日}
    监督: {群众: 看公开栏，可以查账, 村级: 村务监督委员会全程监督}
    口诀: [先议后办不拍板]
    流程:
      - 步骤: 提出项目建议
        标识: 建议
        主体: 村民委员会
        时限: 随时
        材料: [项目建议书]
        风险:
          - {等级: 中, 风险点: 项目脱离实际, 防控: 先入户问意见, 责任人: 村民委员会主任}
      - 判断: 到会组成人员过半数同意？
        主体: 村民代表会议
        分支:
          - {结果: 通过}
          - {结果: 不通过, 到: 建议}
      - 步骤: 预算不到【进场限额】的，三家比选
        主体: [村党组织, 村民委员会]
        时限: 10 个工作日内
        说明: 公开邀请，当场拆封
        风险:
          - {等级: 高, 风险点: 围标串标, 防控: 干部和近亲属回避, 责任人: 村民委员会主任}
      - {步骤: 归档, 主体: 村民委员会, 下一步: 结束}
    题目:
      - {问: 一条村道能否拆成三次发包？, 选项: [能, 不能], 答: 不能, 解析: 同类工程合并计算}
  - 编号: "30"
    名称: 印章使用
    类别: 公开与便民
    性质: 便民服务
    办理主体: 村民委员会
    时限: 当场
    监督: {村级: 村务监督委员会每季度核对}
    流程:
      - {步骤: 登记, 主体: 村民委员会, 时限: 当场}
      - {步骤: 盖章, 主体: 村民委员会, 时限: 当场}
"""


def sample(folder: Path) -> ListSource:
    """The list above as it is read."""
    file = folder / "清单.yaml"
    file.write_text(LIST, encoding="utf-8")
    return read_list(file)


def book_of(source: ListSource) -> Workbook:
    """The workbook of a list, to be changed."""
    return load_workbook(BytesIO(workbook(source, load_theme(None))))


def read_changed(folder: Path, change: Callable[[Workbook], None]) -> BookSource:
    """The sample list through a workbook that somebody changed."""
    book = book_of(sample(folder))
    change(book)
    file = folder / "甲.xlsx"
    book.save(file)
    return read_workbook(file)
