"""A question and the list in; which of its options the model says are true out. Shares no code with the deriving."""

from __future__ import annotations

import re

from powermap.model import Decision, Entry, Item, PowerList
from powermap.products.exam import ExamQuestion


def true_options(power_list: PowerList, question: ExamQuestion) -> set[str]:
    """The options that are right; of an ordering question none, see is_in_order."""
    item = power_list.item(question.item)
    if question.topic == "written":
        (written,) = (q for q in item.questions if q.text == (question.branch or question.stem))
        if question.kind == "judge":
            return {"对" if question.claim in written.answers else "错"}
        return set(written.answers)
    if question.kind == "judge":
        return {"对" if question.claim in facts(power_list, item, question) else "错"}
    return facts(power_list, item, question) & set(question.options)


def facts(power_list: PowerList, item: Item, question: ExamQuestion) -> set[str]:
    """Everything that is true of what is asked."""
    entry = next((e for e in item.entries if e.key == question.entry), None)
    match question.topic:
        case "actor":
            assert entry is not None
            return {actor.name for actor in entry.actors}
        case "body":
            return {a.name for e in item.entries for a in e.actors if a.kind.value == "议决机构"}
        case "next":
            assert entry is not None
            return {followers(item, entry)[question.branch]}
        case "limit":
            assert entry is not None
            return {entry.limit}
        case "period":
            return {item.publication.period}
        case "channel":
            return set(item.publication.channels)
        case "material":
            return set(item.materials) | {m for e in item.entries for m in e.materials}
        case "control":
            return {risk.control for e in item.entries for risk in e.risks if risk.text == question.branch}
        case "basis":
            return {f"《{basis.statute.title}》" for basis in item.bases if basis.statute}
        case _:
            raise AssertionError(question.topic)


def followers(item: Item, entry: Entry) -> dict[str, str]:
    """Result of a decision ("" for a step) → what comes next."""
    names = {None: "办理结束"} | {e.key: e.name for e in item.entries}
    if isinstance(entry, Decision):
        return {branch.result: names[branch.target] for branch in entry.branches}
    return {"": names[entry.target]}


def is_in_order(item: Item, names: list[str]) -> bool:
    """On every way through the item that does not pass a step twice, the named steps are met in this order."""
    by_key = {e.key: e for e in item.entries}
    ways: list[list[str]] = [[item.entries[0].key]]
    while ways:
        way = ways.pop()
        entry = by_key[way[-1]]
        targets = {b.target for b in entry.branches} if isinstance(entry, Decision) else {entry.target}
        for target in targets:
            if target is None:
                met = [by_key[key].name for key in way if by_key[key].name in names]
                if met != names:
                    return False
            elif target not in way:
                ways.append([*way, target])
    return True


def faults(power_list: PowerList, question: ExamQuestion) -> list[str]:
    """What is wrong with a question; nothing if exactly the options marked as right are right."""
    said = f"{question.item} {question.stem}"
    options = question.options
    if len(set(options)) != len(options) or len(options) < 2:
        return [f"{said}: options {options}"]
    right = [options[i] for i in question.right]
    if question.kind == "order":
        item = power_list.item(question.item)
        good = sorted(question.right) == list(range(len(options))) and is_in_order(item, right)
        return [] if good else [f"{said}: order {right}"]
    out = []
    if set(right) != true_options(power_list, question):
        out.append(f"{said}: {right} marked, {sorted(true_options(power_list, question))} true")
    if question.kind != "multiple" and len(right) != 1:
        out.append(f"{said}: {len(right)} right answers")
    if question.kind == "multiple" and not 2 <= len(right) < len(options):
        out.append(f"{said}: {len(right)} right answers of {len(options)}")
    if question.kind == "judge" and question.topic == "written" and not says(question):
        out.append(f"{said}: does not say {question.claim} to {question.branch}")
    if question.kind != "judge" and set(options) & {"能", "不能", "可以", "不可以", "对", "不对", "是", "否"} == set(
        options
    ):
        out.append(f"{said}: yes or no is no choice")
    if question.kind == "judge" and question.topic != "written" and question.claim not in question.stem:
        out.append(f"{said}: does not say {question.claim}")
    return out


def says(question: ExamQuestion) -> bool:
    """Whether a statement is the question of the item with that answer: read word by word, the other way round."""
    asked, stem, claim = question.branch, question.stem, question.claim.split("，")[0]
    if stem == f"问：“{asked}”答：“{claim}。”":
        return True
    plain = asked.replace("能不能就", "就可以").replace("能不能", "可以").replace("可不可以", "可以")
    plain = re.sub(r"(.)不\1", r"\1", plain)
    if claim.startswith("不"):
        return stem.endswith(f"，{claim}。") and asked == stem.replace(f"，{claim}。", f"，{claim[1:]}吗？")
    return stem in (
        plain.replace("，对吗？", "。") if claim == "对" else "",
        plain.replace("吗？", "。").replace("？", "。"),
    )


def numbers_in(text: str) -> list[str]:
    """The numbers of a text."""
    return re.findall(r"\d+", text)
