"""Two editions of an item in; every field, step, branch and risk that is not as it was out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from powermap.compare.changes import Change
from powermap.model import Decision, Entry, Item, Risk

END = "结束"
ALIKE = 0.5
"""Names of which more than this share is common (difflib's ratio) may be one step that was reworded."""


def compare_items(old: Item, new: Item) -> tuple[tuple[Change, ...], tuple[tuple[str, str], ...]]:
    """The changes, and the keys of the entries that belong together ("" where there is none), in the new order."""
    pairs = _entry_pairs(old, new)
    keys = tuple((before.key if before else "", after.key if after else "") for before, after in pairs)
    flow = [change for before, after in pairs for change in _entry(old, new, before, after, dict(keys))]
    return (*_fields(old, new), *_order(pairs, old), *flow, *_questions(old, new)), keys


def _fields(old: Item, new: Item) -> Iterator[Change]:
    def joined(values: Iterable[str]) -> str:
        return "、".join(values)

    def bases(item: Item) -> str:
        return joined(
            f"《{b.title}》第{joined(a.number for a in b.articles)}条" if b.articles else f"《{b.title}》"
            for b in item.bases
        )

    for what, before, after in (
        ("编号", old.number, new.number),
        ("名称", old.name, new.name),
        ("简称", old.short, new.short),
        ("类别", old.category.name, new.category.name),
        ("性质", old.nature.value, new.nature.value),
        ("办理主体", joined(a.name for a in old.owners), joined(a.name for a in new.owners)),
        ("适用范围", old.scope, new.scope),
        ("时限", old.limit, new.limit),
        ("依据", bases(old), bases(new)),
        ("资料", joined(old.materials), joined(new.materials)),
        ("公开内容", old.publication.content, new.publication.content),
        ("公开渠道", joined(old.publication.channels), joined(new.publication.channels)),
        ("公开期限", old.publication.period, new.publication.period),
        ("群众监督", old.supervision.villagers, new.supervision.villagers),
        ("村级监督", old.supervision.village, new.supervision.village),
        ("上级监督", old.supervision.superior, new.supervision.superior),
        ("口诀", joined(old.sayings), joined(new.sayings)),
    ):
        if before != after and not (what == "简称" and (old.short == old.name and new.short == new.name)):
            yield Change("", what, before, after)


Pair = tuple[Entry | None, Entry | None]


def _entry_pairs(old: Item, new: Item) -> list[Pair]:
    """Entries by their 标识, then by name, then, between two that belong together, by likeness of their names."""
    partner: dict[str, Entry] = {}
    free = list(old.entries)

    def take(after: Entry, before: Entry | None) -> None:
        if before is not None and after.key not in partner:
            partner[after.key] = before
            free.remove(before)

    def kind(entry: Entry) -> bool:
        return isinstance(entry, Decision)

    for after in new.entries:
        if not after.key.startswith("#"):
            take(after, next((e for e in free if e.key == after.key and kind(e) == kind(after)), None))
    for after in new.entries:
        if after.key not in partner:
            take(after, next((e for e in free if e.name == after.name and kind(e) == kind(after)), None))
    for after in new.entries:
        if after.key not in partner:
            like = [(_likeness(e.name, after.name), e) for e in free if kind(e) == kind(after)]
            best = max(like, key=lambda found: found[0], default=(0.0, None))
            take(after, best[1] if best[0] > ALIKE else None)
    pairs: list[Pair] = []
    left = list(free)
    for after in new.entries:
        before = partner.get(after.key)
        if before is not None:
            place = old.entries.index(before)
            earlier = [entry for entry in left if old.entries.index(entry) < place]
            pairs += [(entry, None) for entry in earlier]
            left = [entry for entry in left if entry not in earlier]
        pairs.append((before, after))
    return [*pairs, *((entry, None) for entry in left)]


def _likeness(first: str, second: str) -> float:
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _order(pairs: Sequence[Pair], old: Item) -> Iterator[Change]:
    """Steps that are in both editions but follow one another differently."""
    kept = [before for before, after in pairs if before and after]
    was = [entry for entry in old.entries if entry in kept]
    if kept != was:
        yield Change("流程", "步骤的先后", " → ".join(e.name for e in was), " → ".join(e.name for e in kept))


def _place(entry: Entry) -> str:
    return f"{'判断' if isinstance(entry, Decision) else '步骤'}“{entry.name}”"


def _entry(old: Item, new: Item, before: Entry | None, after: Entry | None, keys: dict[str, str]) -> Iterator[Change]:
    if before is None or after is None:
        entry = after or before
        assert entry is not None
        what = "判断" if isinstance(entry, Decision) else "步骤"
        yield Change("流程", what, before.name if before else "", after.name if after else "")
        for risk in entry.risks if after else ():
            yield Change(_place(entry), "风险", "", _risk_words(risk))
        return
    place = _place(after)
    for what, was, now in (
        ("名称", before.name, after.name),
        ("主体", "、".join(a.name for a in before.actors), "、".join(a.name for a in after.actors)),
        ("时限", before.limit, after.limit),
        ("说明", before.note, after.note),
        ("材料", "、".join(before.materials), "、".join(after.materials)),
    ):
        if was != now:
            yield Change(place, what, was, now)
    yield from _ways(old, new, before, after, keys)
    yield from _risks(place, before.risks, after.risks)


def _ways(old: Item, new: Item, before: Entry, after: Entry, keys: dict[str, str]) -> Iterator[Change]:
    """Branches, and where a step leads. A target that only got another name is no change."""
    place = _place(after)
    was, now = _targets(before), _targets(after)
    reworded = _reworded(was, now, keys)
    for result in dict.fromkeys((*was, *now)):
        if result in reworded.values():
            continue
        if result in reworded:
            yield Change(place, "分支", result, reworded[result])
        elif result not in now:
            yield Change(place, "分支", result, "")
        elif result not in was:
            yield Change(place, "分支", "", f"{result}（到 {_name(new, now[result])}）")
        elif _same_target(was[result], keys) != now[result]:
            if not result and not _really_moved(old, new, before, after):
                continue
            what = f"“{result}”的去向" if result else "下一步"
            yield Change(place, what, _name(old, was[result]), _name(new, now[result]))


def _same_target(target: str | None, keys: dict[str, str]) -> str | None:
    """The key in the new edition of what an old key stands for; None for the end."""
    return keys.get(target, "") if target else None


def _reworded(was: dict[str, str | None], now: dict[str, str | None], keys: dict[str, str]) -> dict[str, str]:
    """Old result → new result, for those that lead where they led but say so in other words."""
    out: dict[str, str] = {}
    for result, target in was.items():
        if result not in now:
            like = [n for n, t in now.items() if n not in was and n not in out.values()]
            found = next((n for n in like if now[n] == _same_target(target, keys)), None)
            if found is not None:
                out[result] = found
    return out


def _really_moved(old: Item, new: Item, before: Entry, after: Entry) -> bool:
    """False if a step only leads to a new neighbour because one was put in or taken out behind it."""
    was_next = _follows(old, before)
    now_next = _follows(new, after)
    return not (was_next and now_next)


def _follows(item: Item, entry: Entry) -> bool:
    """True if a step leads to the entry that stands behind it in the list, or to the end as the last one."""
    place = item.entries.index(entry)
    behind = item.entries[place + 1].key if place + 1 < len(item.entries) else None
    return not isinstance(entry, Decision) and entry.target == behind


def _targets(entry: Entry) -> dict[str, str | None]:
    if isinstance(entry, Decision):
        return {branch.result: branch.target for branch in entry.branches}
    return {"": entry.target}


def _name(item: Item, key: str | None) -> str:
    return item.entry(key).name if key else END


def _risk_words(risk: Risk) -> str:
    return f"{risk.text}（{risk.level.name}）"


def _risks(place: str, old: Sequence[Risk], new: Sequence[Risk]) -> Iterator[Change]:
    """Risks by their text, then by likeness."""
    free = list(old)
    partner: dict[int, Risk] = {}
    for same in (True, False):
        for i, risk in enumerate(new):
            if i in partner:
                continue
            like = [(1.0 if r.text == risk.text else 0.0) if same else _likeness(r.text, risk.text) for r in free]
            best = max(range(len(free)), key=lambda k: like[k], default=None)
            if best is not None and like[best] > ALIKE:
                partner[i] = free.pop(best)
    for i, risk in enumerate(new):
        before = partner.get(i)
        if before is None:
            yield Change(place, "风险", "", _risk_words(risk))
            continue
        where = f"{place}的风险“{risk.text}”"
        for what, was, now in (
            ("写法", before.text, risk.text),
            ("等级", before.level.name, risk.level.name),
            ("防控", before.control, risk.control),
            ("责任人", before.owner, risk.owner),
        ):
            if was != now:
                yield Change(where, what, was, now)
    for risk in free:
        yield Change(place, "风险", _risk_words(risk), "")


def _questions(old: Item, new: Item) -> Iterator[Change]:
    was = {question.text: question for question in old.questions}
    now = {question.text: question for question in new.questions}
    for text in dict.fromkeys((*was, *now)):
        if text not in now:
            yield Change("", "题目", text, "")
        elif text not in was:
            yield Change("", "题目", "", text)
        elif was[text] != now[text]:
            yield Change(
                f"题目“{text}”", "答案", "、".join(was[text].answers), "、".join(now[text].answers) + "（有改动）"
            )
