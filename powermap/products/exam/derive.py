"""An item of a list in; every question that can be asked of it out: its own, and those that the model answers.

A wrong answer is never only unlikely: the model says that it is wrong (another actor, another number, a control of
another risk). Where that cannot be said, there is no question.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from powermap.model import ActorKind, Decision, Entry, Item, PowerList, Step
from powermap.products.exam.claims import claims_of
from powermap.products.exam.questions import RIGHT, WRONG, ExamQuestion, Kind, Topic, shuffled

WRONG_ANSWERS = 3
"""Wrong answers of a single choice; a multiple choice has so many that there are five or six options."""

MOST_OPTIONS = 6
ORDERED = 4
"""Steps to put in order."""

LONGEST_OPTION = 40

_NUMBER = re.compile(r"[0-9]+")
_OTHER_NUMBER = re.compile("[一二三四五六七八九十百两半]")
_UNIT = re.compile(r" ?(个?工作日|日|天|个月|年|小时)")
_USUAL = {
    "日": (3, 5, 7, 10, 15, 20, 30, 45, 60),
    "个月": (1, 2, 3, 6, 9, 12),
    "年": (1, 2, 3, 5, 10),
    "小时": (2, 4, 12, 24, 48, 72),
}
"""Numbers that time limits have, by unit."""

END_WORDS = "办理结束"


@dataclass(frozen=True)
class Deriver:
    """Makes the questions of the items of one list; the seed chooses among wrong answers that are as good."""

    power_list: PowerList
    seed: str

    def questions(self, item: Item) -> list[ExamQuestion]:
        """All questions of an item; not two of them are the same."""
        found = [
            *self._written(item),
            *self._actors(item),
            *self._bodies(item),
            *self._next(item),
            *self._limits(item),
            *self._period(item),
            *self._lists(item),
            *self._controls(item),
            *self._bases(item),
            *self._order(item),
        ]
        return list({question.key: question for question in found}.values())

    def _written(self, item: Item) -> Iterator[ExamQuestion]:
        for question in item.questions:
            claims = claims_of(question)
            for claim in claims:
                true = claim.option in question.answers
                reason = f"{question.answers[0]}。{question.reason}"
                yield _judge("written", item, claim.said, true, reason, "", claim.option, question.text)
            if claims:
                continue
            right = tuple(i for i, option in enumerate(question.options) if option in question.answers)
            kind: Kind = "multiple" if len(right) > 1 else "single"
            if right and len(question.options) <= MOST_OPTIONS:
                yield ExamQuestion(
                    kind, "written", item.number, question.text, question.options, right, question.reason
                )

    def _actors(self, item: Item) -> Iterator[ExamQuestion]:
        for entry in _named_once(item):
            if isinstance(entry, Decision):
                continue
            names = tuple(actor.name for actor in entry.actors)
            if any(word in entry.name for actor in entry.actors for word in (actor.name, actor.short)):
                continue
            reason = f"“{_inner(entry.name)}”这一步由{'、'.join(names)}办理。"
            others = self._other_actors(item, names)
            stem = f"{_about(item)}，“{_inner(entry.name)}”这一步由谁办理？"
            if len(names) == 1:
                yield from _choice("single", "actor", item, stem, names, others[:WRONG_ANSWERS], reason, entry.key)
                for claim in (*names, *others[:1]):
                    said = f"{_about(item)}，“{_inner(entry.name)}”这一步由{claim}办理。"
                    yield _judge("actor", item, said, claim in names, reason, entry.key, claim)
            elif len(names) < MOST_OPTIONS - 2:
                wrong = others[: 5 - len(names)]
                yield from _choice("multiple", "actor", item, stem, names, wrong, reason, entry.key)

    def _other_actors(self, item: Item, names: Sequence[str]) -> list[str]:
        """Actors that are none of these nor part of one's name: those of the item first, as they sound likelier."""
        near = {actor.name for entry in item.entries for actor in entry.actors}
        clear = [a.name for a in self.power_list.actors if not any(a.name in n or n in a.name for n in names)]
        mixed = shuffled(clear, f"{self.seed}|{item.number}|{'、'.join(names)}")
        return _apart(sorted(mixed, key=lambda name: name not in near))

    def _bodies(self, item: Item) -> Iterator[ExamQuestion]:
        bodies = {a.name for entry in item.entries for a in entry.actors if a.kind is ActorKind.ASSEMBLY}
        if len(bodies) != 1:
            return
        (body,) = bodies
        others = [
            actor.name
            for actor in self.power_list.actors
            if actor.name.endswith(("会", "会议")) and actor.name not in body and body not in actor.name
        ]
        others = _apart(shuffled(others, f"{self.seed}|{item.number}|body"))
        stem = f"{_about(item)}，要经哪个会议讨论决定？"
        reason = f"流程写明由{body}讨论决定。"
        yield from _choice("single", "body", item, stem, (body,), others[:WRONG_ANSWERS], reason)

    def _next(self, item: Item) -> Iterator[ExamQuestion]:
        named = {entry.key: entry.name for entry in _named_once(item)}
        if len(named) < len(item.entries):
            return
        for entry in item.entries:
            ways = (
                [(branch.result, branch.target) for branch in entry.branches]
                if isinstance(entry, Decision)
                else [("", entry.target)]
            )
            for result, target in ways:
                right = named[target] if target else END_WORDS
                others = [name for key, name in named.items() if key not in (target, entry.key)]
                if target:
                    others.append(END_WORDS)
                others = shuffled(others, f"{self.seed}|{item.number}|{entry.key}|{result}")
                if result:
                    stem = f"{_about(item)}，“{_inner(entry.name)}”，结果是“{_inner(result)}”，下一步做什么？"
                    reason = f"结果是“{_inner(result)}”，转到“{_inner(right)}”。"
                else:
                    stem = f"{_about(item)}，“{_inner(entry.name)}”以后，下一步做什么？"
                    reason = f"“{_inner(entry.name)}”的下一步是“{_inner(right)}”。"
                yield from _choice(
                    "single", "next", item, stem, (right,), others[:WRONG_ANSWERS], reason, entry.key, result
                )

    def _limits(self, item: Item) -> Iterator[ExamQuestion]:
        for entry in _named_once(item):
            others = self._other_numbers(entry.limit, f"{item.number}|{entry.key}")
            if not others:
                continue
            stem = f"{_about(item)}，“{_inner(entry.name)}”的时限是多长？"
            reason = f"“{_inner(entry.name)}”的时限：{entry.limit}。"
            yield from _choice("single", "limit", item, stem, (entry.limit,), others[:WRONG_ANSWERS], reason, entry.key)
            for claim in (entry.limit, others[0]):
                said = f"{_about(item)}，“{_inner(entry.name)}”的时限是{claim}。"
                yield _judge("limit", item, said, claim == entry.limit, reason, entry.key, claim)

    def _period(self, item: Item) -> Iterator[ExamQuestion]:
        period = item.publication.period
        others = self._other_numbers(period, f"{item.number}|period")
        if not others:
            return
        reason = f"公开期限：{period}。"
        stem = f"{_about(item)}，要公开多长时间？"
        yield from _choice("single", "period", item, stem, (period,), others[:WRONG_ANSWERS], reason)
        for claim in (period, others[0]):
            yield _judge("period", item, f"{_about(item)}，公开时间是{claim}。", claim == period, reason, "", claim)

    def _other_numbers(self, text: str, key: str) -> list[str]:
        """The same limit with other numbers; nothing if it has not exactly one number, with a unit of time."""
        numbers = list(_NUMBER.finditer(text))
        if len(numbers) != 1 or _OTHER_NUMBER.search(text):
            return []
        (number,) = numbers
        unit = _UNIT.match(text, number.end())
        if unit is None:
            return []
        usual = _USUAL["日" if unit[1][-1] in "日天" else unit[1]]
        value = int(number[0])
        near = sorted((n for n in usual if n != value), key=lambda n: abs(n - value))[: WRONG_ANSWERS + 1]
        return [text[: number.start()] + str(n) + text[number.end() :] for n in shuffled(near, f"{self.seed}|{key}")]

    def _lists(self, item: Item) -> Iterator[ExamQuestion]:
        items = self.power_list.items
        topics: tuple[tuple[Topic, tuple[str, ...], list[str], str, str], ...] = (
            (
                "material",
                item.materials,
                [m for other in items if other is not item for m in other.materials],
                "，要有哪些资料？",
                "资料",
            ),
            (
                "channel",
                item.publication.channels,
                [c for other in items for c in other.publication.channels],
                "，要在哪些地方公开？",
                "公开渠道",
            ),
        )
        for topic, own, all_others, ask, word in topics:
            if not 2 <= len(own) < MOST_OPTIONS - 1:
                continue
            everywhere = (*own, *(m for entry in item.entries for m in entry.materials))
            clear = dict.fromkeys(o for o in all_others if not any(o in mine or mine in o for mine in everywhere))
            others = _apart(shuffled(clear, f"{self.seed}|{item.number}|{topic}"))
            wrong = others[: max(1, min(MOST_OPTIONS, len(own) + 2) - len(own))]
            reason = f"{word}：{'、'.join(own)}。"
            yield from _choice("multiple", topic, item, _about(item) + ask, own, wrong, reason)

    def _controls(self, item: Item) -> Iterator[ExamQuestion]:
        texts = Counter(risk.text for _, risk in item.risks)
        controls = [risk.control for other in self.power_list.items for _, risk in other.risks]
        for entry, risk in item.risks:
            if texts[risk.text] > 1 or not risk.control:
                continue
            clear = [
                control
                for control in dict.fromkeys(controls)
                if _likeness(control, risk.control) < 0.12 and _likeness(control, risk.text) < 0.06
            ]
            mixed = shuffled(clear, f"{self.seed}|{item.number}|{risk.text}")
            right = len(risk.control)
            wrong = sorted(mixed[:24], key=lambda control: abs(len(control) - right))[:WRONG_ANSWERS]
            stem = f"{_about(item)}，要防“{_inner(risk.text)}”，清单写明的防控措施是哪一项？"
            reason = f"防控措施：{risk.control}。"
            yield from _choice("single", "control", item, stem, (risk.control,), wrong, reason, entry.key, risk.text)

    def _bases(self, item: Item) -> Iterator[ExamQuestion]:
        own = tuple(basis.statute.title for basis in item.bases if basis.statute)
        documents = [basis.title for basis in item.bases]
        others = [s.title for s in self.power_list.statutes if not any(s.title in d or d in s.title for d in documents)]
        others = shuffled(others, f"{self.seed}|{item.number}|basis")
        if len(own) == 1:
            reason = f"办理依据是{_titled(own[0])}。"
            stem = f"{_about(item)}，依据哪部法规？"
            right, wrong = (_titled(own[0]),), [_titled(o) for o in others[:WRONG_ANSWERS]]
            yield from _choice("single", "basis", item, stem, right, wrong, reason)

    def _order(self, item: Item) -> Iterator[ExamQuestion]:
        chain = [entry for entry in always_passed(item) if isinstance(entry, Step)]
        names = Counter(entry.name for entry in item.entries)
        chain = [entry for entry in chain if names[entry.name] == 1]
        if len(chain) < ORDERED:
            return
        chosen = set(shuffled((entry.key for entry in chain), f"{self.seed}|{item.number}|order")[:ORDERED])
        options = tuple(entry.name for entry in chain if entry.key in chosen)
        reason = f"先后是：{' → '.join(options)}。"
        stem = f"{_about(item)}，请按办理先后给下面的步骤排序。"
        yield from _choice("order", "order", item, stem, options, (), reason)


def always_passed(item: Item) -> list[Entry]:
    """The entries that every way from the start to an end passes, in the order in which they are first met.

    Without such an entry no end can be reached (it dominates the end); dominators of one node form a chain, so the
    distance from the start puts them in order (Lengauer and Tarjan 1979, "A fast algorithm for finding dominators").
    """
    distance = _distances(item, None)
    always = [entry for entry in item.entries if None not in _distances(item, entry.key)]
    return sorted(always, key=lambda entry: distance[entry.key])


def _distances(item: Item, without: str | None) -> dict[str | None, int]:
    """Steps from the start to every entry (None: the end) that can be reached, one entry left out."""
    by_key = {entry.key: entry for entry in item.entries}
    start = item.entries[0].key
    if start == without:
        return {}
    found: dict[str | None, int] = {start: 0}
    todo = [start]
    for key in todo:
        entry = by_key[key]
        targets = [b.target for b in entry.branches] if isinstance(entry, Decision) else [entry.target]
        for target in targets:
            if target not in found and (target is None or target != without):
                found[target] = found[key] + 1
                if target is not None:
                    todo.append(target)
    return found


def _choice(
    kind: Kind,
    topic: Topic,
    item: Item,
    stem: str,
    right: Sequence[str],
    wrong: Sequence[str],
    reason: str,
    entry: str = "",
    branch: str = "",
) -> Iterator[ExamQuestion]:
    """The question, if it has enough options, all different, short enough and only some of them right."""
    options = (*right, *wrong)
    enough = kind == "order" or len(wrong) >= (2 if kind == "single" else 1)
    if enough and len(set(options)) == len(options) and max(map(len, options)) <= LONGEST_OPTION:
        places = tuple(range(len(right)))
        yield ExamQuestion(kind, topic, item.number, stem, options, places, reason, entry, branch)


def _judge(
    topic: Topic, item: Item, said: str, true: bool, reason: str, entry: str, claim: str, asked: str = ""
) -> ExamQuestion:
    right = (0,) if true else (1,)
    return ExamQuestion("judge", topic, item.number, said, (RIGHT, WRONG), right, reason, entry, asked, claim)


def _named_once(item: Item) -> list[Entry]:
    """Entries that their name alone tells from the others."""
    names = Counter(entry.name for entry in item.entries)
    return [entry for entry in item.entries if names[entry.name] == 1]


def _apart(texts: Sequence[str]) -> list[str]:
    """The texts without those that contain, or stand in, an earlier one: 村民代表 and 村民代表会议 are no pair."""
    out: list[str] = []
    for text in texts:
        if not any(text in other or other in text for other in out):
            out.append(text)
    return out


def _about(item: Item) -> str:
    return f"办理“{_inner(item.name)}”时"


def _inner(text: str) -> str:
    """A text that is to stand in quotation marks: those inside become single (GB/T 15834 4.8.3.3)."""
    return text.replace("“", "‘").replace("”", "’").rstrip("？?。")


def _titled(title: str) -> str:
    return title if title.startswith("《") else f"《{title}》"


@lru_cache(maxsize=262_144)
def _likeness(first: str, second: str) -> float:
    """The share of common pairs of characters, 0 to 1."""
    a, b = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (first, second))
    return len(a & b) / max(1, min(len(a), len(b)))
