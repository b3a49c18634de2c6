"""A list in; a setter out that keeps the list's own terms unbroken."""

from __future__ import annotations

from powermap.model import PowerList
from powermap.text.fonts import Catalogue
from powermap.text.setting import Setter

TERMS = (
    "一般事项", "重大事项", "事项", "过半数", "到会", "三分之二以上", "“两委”", "责任人",
    "宅基地", "低保", "审批", "公示", "公开栏", "公开", "村务公开", "村民代表", "党员大会", "近亲属", "负责人",
    "责任人", "区镇", "乡镇", "工作日", "票决", "比选", "备案", "签约", "村监委", "合同", "招标", "三资",
    "入户", "村干部", "主任", "书记", "网上村委会", "阳光", "监督", "会议", "党组织", "代表会议", "合作社",
    "一次性", "小微权力", "立项", "款物", "核查", "不予", "不得", "不少于", "不超过",
)  # fmt: skip
"""Terms of the field that BudouX parts (宅|基地, 低|保, 审|批) and readers do not."""

LONGEST_PHRASE = 8
"""Longer names may be broken: kept whole they would leave holes in narrow boxes."""


def setter_for(power_list: PowerList, fonts: Catalogue) -> Setter:
    """A setter whose dictionary is the names of the list's actors and the terms of the field."""
    names = {name for actor in power_list.actors for name in (actor.name, actor.short)}
    phrases = {name for name in names if 1 < len(name) <= LONGEST_PHRASE} | set(TERMS)
    return Setter(fonts, tuple(sorted(phrases)))
