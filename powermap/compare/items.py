"""Two editions of an item in; every field, step, branch, risk and question that is not as it was out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from powermap.compare.changes import Change, EntryPair
from powermap.compare.routes import compare_routes
from powermap.model import Basis, Item, Question


def compare_items(old: Item, new: Item) -> tuple[tuple[Change, ...], tuple[EntryPair, ...]]:
    """The changes, and which entries belong together, in the new order."""
    flow, pairs = compare_routes(old, new)
    return (*_fields(old, new), *flow, *_questions(old, new)), pairs


def _joined(values: Iterable[str]) -> str:
    return "、".join(values)


def _basis(basis: Basis) -> str:
    title = basis.title if basis.title.startswith("《") else f"《{basis.title}》"
    return f"{title}第{_joined(article.number for article in basis.articles)}条" if basis.articles else title


def _short(name: str, short: str) -> str:
    """The short name if one was given."""
    return "" if short == name else short


def _fields(old: Item, new: Item) -> Iterator[Change]:
    for what, before, after in (
        ("编号", old.number, new.number),
        ("名称", old.name, new.name),
        ("简称", _short(old.name, old.short), _short(new.name, new.short)),
        ("清单性质", _kind(old), _kind(new)),
        ("类别", old.category.name, new.category.name),
        ("性质", old.nature.value, new.nature.value),
        ("办理主体", _joined(a.name for a in old.owners), _joined(a.name for a in new.owners)),
        ("适用范围", old.scope, new.scope),
        ("时限", old.limit, new.limit),
        ("依据", _joined(map(_basis, old.bases)), _joined(map(_basis, new.bases))),
        ("资料", _joined(old.materials), _joined(new.materials)),
        ("公开内容", old.publication.content, new.publication.content),
        ("公开渠道", _joined(old.publication.channels), _joined(new.publication.channels)),
        ("公开期限", old.publication.period, new.publication.period),
        ("群众监督", old.supervision.villagers, new.supervision.villagers),
        ("村级监督", old.supervision.village, new.supervision.village),
        ("上级监督", old.supervision.superior, new.supervision.superior),
        ("口诀", _joined(old.sayings), _joined(new.sayings)),
    ):
        if before != after:
            yield Change("", what, before, after)


def _kind(item: Item) -> str:
    return "个性清单" if item.own else "共性清单"


def _questions(old: Item, new: Item) -> Iterator[Change]:
    was = {question.text: question for question in old.questions}
    now = {question.text: question for question in new.questions}
    for text in dict.fromkeys((*was, *now)):
        if text not in now:
            yield Change("", "题目", text, "")
        elif text not in was:
            yield Change("", "题目", "", text)
        else:
            yield from _question(was[text], now[text])


def _question(old: Question, new: Question) -> Iterator[Change]:
    for what, before, after in (
        ("选项", _joined(old.options), _joined(new.options)),
        ("答案", _joined(old.answers), _joined(new.answers)),
        ("解析", old.reason, new.reason),
    ):
        if before != after:
            yield Change(f"题目“{new.text}”", what, before, after)
