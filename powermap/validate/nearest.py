"""A word that is not known and the known ones in; the one that was probably meant out."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_SYNONYMS = """
办理主体: 责任主体 责任单位 承办主体 承办单位 实施主体 权力主体 经办主体 主体
主体: 责任主体 办理主体 责任单位 承办主体 经办人 负责人 责任人 执行主体
依据: 法律依据 政策依据 法规依据 制度依据 权力依据 文件依据 办事依据
名称: 事项名称 权力名称 事项 清单名称 类别名称 名字
清单: 清单名称 名称 标题
步骤: 步骤名 步骤名称 环节 流程环节 操作步骤 名称
流程: 操作流程 办理流程 运行流程 流程图 步骤 工作流程
时限: 时间要求 办理时限 办结时限 时间 期限 办理时间
期限: 时限 公开期限 公示期限 公示时间 公开时间
资料: 材料 所需材料 申请材料 办理材料 所需资料
材料: 资料 所需材料 申请材料 所需资料
监督: 监督管理 监督方式 监督措施
类别: 分类 类型 事项类别 权力类别
类型: 类别 种类 主体类型
性质: 权力性质 事项性质
编号: 序号 号码 代码
公开: 公示 公开公示 公开内容
渠道: 公开渠道 公开方式 方式 地点
标识: 标志 代号 标签 ID id
下一步: 去向 到 跳转 转到 下步
到: 下一步 去 转到 跳转 去向 至
判断: 判定 决策 是否 判断条件 条件
分支: 结果 选项 情形 判断结果
结果: 结论 情形 条件 判断结果 名称
说明: 备注 描述 内容 要求 操作说明
风险: 风险点 廉政风险 廉政风险点
等级: 风险等级 级别 风险级别
风险点: 风险 风险内容 风险描述 廉政风险 廉政风险点 风险表现
防控: 防控措施 措施 防范措施 防控办法
责任人: 责任主体 负责人 主体
法规: 法律 法规名称 法律法规 名称
条: 条款 条文 条号 法条
文件: 文件名 文件名称 名称
问: 问题 题干 题目
选项: 备选 答案选项
答: 答案 正确答案
解析: 解释 说明 理由
村名: 村 名称 村庄 村庄名称
区镇: 镇 乡镇 街道 所在镇
监督电话: 电话 举报电话 联系电话
公开二维码: 二维码 网址 链接 公开网址
姓名: 名字 名称
职务: 岗位 职位
全称: 法规全称 名称 法规名称
施行: 生效 实施 施行日期 实施日期 生效日期
核对: 核对日期 核查
日期: 核对日期 时间
条文: 条 条款
旧条号: 旧条文 原条号
值: 数值 金额 数
来源: 出处 依据 来源依据
颜色: 色 色彩
简称: 短名 缩写
核定: 审定 状态
版本: 版次 版
法规库: 法规 法规文件
村庄: 村 村庄文件
停用: 禁用 停用事项
继承: 继承自 基于
适用范围: 范围 适用 适用情形
口诀: 顺口溜 要诀
题目: 试题 考题
"""
_MEANT_BY: dict[str, list[str]] = {}
for _line in _SYNONYMS.strip().splitlines():
    _known, _, _others = _line.partition(": ")
    for _other in _others.split():
        _MEANT_BY.setdefault(_other, []).append(_known)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The nearest known word by spelling, None if none is near. Of a word of two characters one may be wrong."""
    matches = get_close_matches(word, list(known), n=1, cutoff=0.5 if len(word) == 2 else 0.6)
    return matches[0] if matches else None


def nearest_key(word: str, known: Iterable[str]) -> str | None:
    """The key that was meant: what this word is commonly written for, else the nearest by spelling."""
    keys = list(known)
    bare = "".join(word.split()).strip("：:“”\"'")
    if bare in keys:
        return bare
    for key in _MEANT_BY.get(bare, ()):
        if key in keys:
            return key
    return nearest(bare, keys)
