"""Drafts of entries, risks and questions in; what is incomplete or too long about them out."""

from __future__ import annotations

from collections.abc import Iterator

from powermap.validate.drafts import DecisionDraft, RiskDraft
from powermap.validate.list_draft import ListDraft, TypedItem
from powermap.validate.rule import Finding
from powermap.validate.rules.names import meant

NAME_LENGTH, NOTE_LENGTH, ENTRY_COUNT = 40, 120, 40
"""Longer than this a name (characters), a note (characters) or a flow (entries) is not legible on a wall chart."""


def step_no_actor(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """Who does it is what a power list is for."""
    for position, entry in enumerate(item.draft.entries):
        if not any(entry.actors):
            kind = "判断" if isinstance(entry, DecisionDraft) else "步骤"
            yield Finding(
                item.at("流程", position, "主体"),
                f"{kind}“{entry.name}”没有写“主体”",
                "补上“主体: …”，写明这一步由谁做",
            )


def _risks(item: TypedItem) -> Iterator[tuple[tuple[str | int, ...], RiskDraft]]:
    for position, entry in enumerate(item.draft.entries):
        for number, risk in enumerate(entry.risks):
            yield ("流程", position, "风险", number), risk


def risk_no_text(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """A risk that does not say what may go wrong."""
    for path, risk in _risks(item):
        if not risk.text:
            yield Finding(item.at(*path, "风险点"), "风险没有写“风险点”", "写明这一步可能出什么廉政问题")


def risk_no_level(item: TypedItem, draft: ListDraft) -> Iterator[Finding]:
    """A risk without a level."""
    for path, risk in _risks(item):
        if not risk.level:
            yield Finding(
                item.at(*path, "等级"),
                f"风险“{risk.text}”没有写“等级”",
                f"补上“等级: …”，可写 {'、'.join(draft.levels)}",
            )


def risk_no_control(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """A risk without a control."""
    for path, risk in _risks(item):
        if not risk.control:
            yield Finding(item.at(*path, "防控"), f"风险“{risk.text}”没有写“防控”", "补上“防控: …”，写具体做法")


def risk_level_unknown(item: TypedItem, draft: ListDraft) -> Iterator[Finding]:
    """Levels are those of the list's own scale."""
    for path, risk in _risks(item):
        if draft.head and risk.level and risk.level not in draft.levels:
            yield Finding(
                item.at(*path, "等级"),
                f"没有叫“{risk.level}”的风险等级",
                f"{meant(risk.level, draft.levels)}可写 {'、'.join(draft.levels)}；别的叫法先登记在清单的“风险等级”里",
            )


def question_answer(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """Every answer is one of the options, word for word; there is at least one."""
    for position, question in enumerate(item.draft.questions):
        if not any(question.answers):
            yield Finding(item.at("题目", position, "答"), "题目没有写“答”", "补上“答: …”，与选项的文字一样")
        for number, answer in enumerate(question.answers):
            if answer and answer not in question.options:
                yield Finding(
                    item.at("题目", position, "答", number),
                    f"答案“{answer}”不在选项里",
                    f"改成选项里的一个：{'、'.join(question.options)}",
                )


def question_few_options(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """Two different options at least."""
    for position, question in enumerate(item.draft.questions):
        if len(question.options) < 2 or len(set(question.options)) < len(question.options):
            yield Finding(
                item.at("题目", position, "选项"),
                f"题目“{question.text}”的选项少于两个或有重复",
                "写至少两个不同的选项",
            )


def name_long(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """Names of items, steps and decisions stand in boxes."""
    named: list[tuple[str, tuple[str | int, ...]]] = [(item.draft.name, ("名称",))]
    for position, entry in enumerate(item.draft.entries):
        key = "判断" if isinstance(entry, DecisionDraft) else "步骤"
        named.append((entry.name, ("流程", position, key)))
    for name, path in named:
        if len(name) > NAME_LENGTH:
            yield Finding(
                item.at(*path),
                f"名称有 {len(name)} 个字，超过 {NAME_LENGTH} 个",
                "名称写短，细节放进“说明”或“适用范围”",
            )


def note_long(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """Notes stand in boxes too."""
    for position, entry in enumerate(item.draft.entries):
        if len(entry.note) > NOTE_LENGTH:
            yield Finding(
                item.at("流程", position, "说明"),
                f"说明有 {len(entry.note)} 个字，超过 {NOTE_LENGTH} 个",
                "写短，或拆成两步",
            )


def flow_long(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """一事一流程: a flow nobody can take in is two items."""
    count = len(item.draft.entries)
    if count > ENTRY_COUNT:
        yield Finding(item.at_key("流程"), f"流程有 {count} 条，超过 {ENTRY_COUNT} 条", "合并小步骤，或拆成两个事项")
