"""Drafts in; what is missing out: the five things 昆纪发〔2019〕24号 asks of an item, then what the format needs."""

from __future__ import annotations

from collections.abc import Iterator

from powermap.validate.drafts import DecisionDraft
from powermap.validate.list_draft import ListDraft, TypedItem
from powermap.validate.rule import Finding

_FIVE = "每个事项都要写明名称、办理主体、操作流程、时间要求、监督管理"


def missing_name(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """名称, first of the five."""
    if not item.draft.name:
        yield Finding(item.at("名称"), "事项没有写“名称”", f"补上“名称: …”（{_FIVE}）")


def missing_owner(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """办理主体, second of the five."""
    if not any(item.draft.owners):
        yield Finding(
            item.at("办理主体"),
            "事项没有写“办理主体”",
            f"补上“办理主体: [村民委员会]”这样一行（{_FIVE}）",
            f"补上“办理主体”，如 村民委员会（{_FIVE}）",
        )


def missing_flow(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """操作流程, third of the five."""
    if not item.draft.entries:
        yield Finding(
            item.at("流程"),
            "事项没有写“流程”",
            f"在“流程:”下面逐条写“- 步骤: …”（{_FIVE}）",
            f"在“流程”页一行写一步，“事项编号”写这个事项的编号（{_FIVE}）",
        )


def missing_limit(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """时间要求, fourth of the five."""
    if not item.draft.limit:
        yield Finding(item.at("时限"), "事项没有写“时限”", f"补上“时限: …”；没有固定天数就写 随时、当场（{_FIVE}）")


def missing_supervision(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """监督管理, fifth of the five: at least one of the three sides."""
    sides = item.draft.supervision
    if not (sides.villagers or sides.village or sides.superior):
        yield Finding(
            item.at("监督"),
            "事项没有写“监督”",
            f"在“监督:”下面写 群众、村级、上级 各怎么监督，至少一项（{_FIVE}）",
            f"“群众监督”“村级监督”“上级监督”至少写一格（{_FIVE}）",
        )


def missing_key(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """Other keys that an item cannot do without. Risks, bases and actors of entries have rules of their own."""
    draft = item.draft
    for key, value in (("编号", draft.number), ("类别", draft.category), ("性质", draft.nature)):
        if not value:
            yield _missing(item, "事项", key)
    for position, entry in enumerate(draft.entries):
        at: tuple[str | int, ...] = ("流程", position)
        if isinstance(entry, DecisionDraft):
            if not entry.name:
                yield _missing(item, "判断", "判断", *at)
            for number, branch in enumerate(entry.branches):
                if not branch.result:
                    yield _missing(item, "分支", "结果", *at, "分支", number)
        elif not entry.name:
            yield _missing(item, "步骤", "步骤", *at)
    for position, question in enumerate(draft.questions):
        if not question.text:
            yield _missing(item, "题目", "问", "题目", position)


def missing_head_key(draft: ListDraft) -> Iterator[Finding]:
    """What the head cannot do without."""
    if draft.head is None:
        return
    head = draft.head
    for key, value in (("清单", head.draft.name), ("编号", head.draft.code)):
        if not value:
            yield Finding(head.at(key), f"清单没有写“{key}”", f"在清单文件里补上“{key}: …”")
    for position, category in enumerate(head.draft.categories):
        for key, value in (("名称", category.name), ("颜色", category.color)):
            if not value:
                yield Finding(
                    head.at("类别", position, key), f"类别没有写“{key}”", "写成 {名称: 工程建设, 颜色: 蓝} 这样"
                )
    for name, actor in head.draft.actors.items():
        if actor.kind is None:
            yield Finding(
                head.at("主体", name, "类型"),
                f"主体“{name}”没有写“类型”",
                "类型写 村民、党组织、村委会、议决机构、监督机构、上级部门 之一",
            )
    for name, parameter in head.draft.parameters.items():
        if not parameter.value:
            yield Finding(head.at("参数", name, "值"), f"参数“{name}”没有写“值”", "补上“值: 50 万元”这样一项")
    for village in draft.villages:
        if not village.draft.name:
            yield Finding(village.at("村名"), "村庄没有写“村名”", "补上“村名: …”")
        if village.draft.contact is not None and not village.draft.contact.name:
            yield Finding(village.at("联系人", "姓名"), "联系人没有写“姓名”", "补上“姓名: …”，或删掉“联系人”")


def list_empty(draft: ListDraft) -> Iterator[Finding]:
    """A list without items."""
    if not draft.items_read and draft.all_read:
        yield Finding(draft.place, "清单里没有事项", "在“事项”文件夹里一事一个文件，或写在清单文件、工作簿的“事项”里")


def _missing(item: TypedItem, what: str, key: str, *at: str | int) -> Finding:
    return Finding(item.at(*at, key), f"{what}没有写“{key}”", f"补上“{key}: …”")
