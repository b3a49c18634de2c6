"""Drafts in; names that lead nowhere, stand twice or mean two things out: categories, actors, items, parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from powermap.validate.list_draft import ListDraft, TypedItem
from powermap.validate.nearest import nearest
from powermap.validate.rule import Finding


def meant(word: str, known: Iterable[str]) -> str:
    """“是不是“…”？” if a known word is near, else nothing."""
    near = nearest(word, known)
    return f"是不是“{near}”？" if near else ""


def category_unknown(item: TypedItem, draft: ListDraft) -> Iterator[Finding]:
    """类别 must be one of the head's."""
    name = item.draft.category
    if draft.head and name and name not in draft.categories:
        yield Finding(
            item.at("类别"),
            f"类别“{name}”没有登记",
            f"{meant(name, draft.categories)}改成清单“类别”里的名称，或在那里加上它",
        )


def actor_undeclared(item: TypedItem, draft: ListDraft) -> Iterator[Finding]:
    """Every actor named by an item or an entry must stand in the head's 主体, by its name or its 简称."""
    if not draft.head:
        return
    lists: list[tuple[str, tuple[str, ...], tuple[str | int, ...]]] = [("办理主体", item.draft.owners, ())]
    lists += [("主体", entry.actors, ("流程", number)) for number, entry in enumerate(item.draft.entries)]
    for key, words, at in lists:
        for position, word in enumerate(words):
            if word and word not in draft.actors:
                yield Finding(
                    item.at(*at, key, position),
                    f"主体“{word}”没有登记",
                    f"{meant(word, draft.actors)}改成清单“主体”里的名称或简称，或在那里加上它和它的类型",
                )


def actor_ambiguous(draft: ListDraft) -> Iterator[Finding]:
    """A 简称 that is also another actor's name or 简称 would mean two actors."""
    if not draft.head:
        return
    actors = draft.head.draft.actors
    seen: dict[str, str] = {}
    for name, actor in actors.items():
        if not actor.short or actor.short == name:
            continue
        other = actor.short if actor.short in actors else seen.get(actor.short)
        if other:
            yield Finding(
                draft.head.at("主体", name, "简称"),
                f"简称“{actor.short}”同时指“{other}”和“{name}”",
                "给其中一个换一个简称",
            )
        seen.setdefault(actor.short, name)


def category_repeated(draft: ListDraft) -> Iterator[Finding]:
    """Two chapters of one name."""
    if draft.head:
        names = [category.name for category in draft.head.draft.categories]
        for position, name in enumerate(names):
            if name and name in names[:position]:
                yield Finding(draft.head.at("类别", position, "名称"), f"类别“{name}”写了两次", "删掉一个，或改名")


def level_repeated(draft: ListDraft) -> Iterator[Finding]:
    """Two risk levels of one name."""
    if draft.head:
        levels = draft.head.draft.levels
        for position, level in enumerate(levels):
            if level and level in levels[:position]:
                yield Finding(
                    draft.head.at("风险等级", position), f"风险等级“{level}”写了两次", "每一级写一个不同的名称"
                )


def name_repeated(draft: ListDraft) -> Iterator[Finding]:
    """Two items of one 名称."""
    first: dict[str, TypedItem] = {}
    for item in draft.items:
        name = item.draft.name
        if name and name in first:
            yield Finding(
                item.at("名称"),
                f"名称“{name}”与编号 {first[name].draft.number} 的事项重复",
                "一事一流程：合并成一个事项，或把两个名称写得能分清",
            )
        first.setdefault(name, item)


def parameter_unused(draft: ListDraft) -> Iterator[Finding]:
    """A parameter that no text uses."""
    if draft.head and draft.all_read:
        for name in draft.head.draft.parameters:
            if name not in draft.used_parameters:
                yield Finding(
                    draft.head.at_key("参数", name), f"参数“{name}”没有用到", f"在文字里写【{name}】，或删掉这个参数"
                )


def parameter_no_source(draft: ListDraft) -> Iterator[Finding]:
    """A local number nobody can trace is not fit to be put on a wall."""
    if draft.head:
        for name, parameter in draft.head.draft.parameters.items():
            if not parameter.source:
                yield Finding(
                    draft.head.at("参数", name, "来源"),
                    f"参数“{name}”没有写“来源”",
                    "写明这个数是哪个文件或哪个部门定的；还没定就写“示例，由区镇核定”",
                )


def parameter_in_parameter(draft: ListDraft) -> Iterator[Finding]:
    """Values are put in once: a 【名】 inside a value would be printed as it stands."""
    if draft.head:
        for name, parameter in draft.head.draft.parameters.items():
            if "【" in parameter.value or "】" in parameter.value:
                yield Finding(
                    draft.head.at("参数", name, "值"), f"参数“{name}”的值里又有【】", "值里直接写数和单位，不再套参数"
                )
