"""A list, how many questions and a seed in; papers A and B with their marks out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from powermap.errors import UsageError
from powermap.model import PowerList
from powermap.products.exam.derive import Deriver
from powermap.products.exam.questions import KIND_NAMES, ExamQuestion, Kind, rank, shuffled, with_order
from powermap.value import Value

SHARES: dict[Kind, float] = {"single": 0.48, "multiple": 0.2, "judge": 0.24, "order": 0.08}
"""Of the questions of a paper."""

WEIGHTS: dict[Kind, float] = {"single": 1.0, "multiple": 1.25, "judge": 0.75, "order": 1.25}
"""Of the marks of a question."""

FULL_MARKS = 100
LEAST_QUESTIONS, MOST_QUESTIONS = 5, 100


class Section(Value, frozen=True):
    """The questions of one kind; marks for each of them."""

    kind: Kind
    questions: tuple[ExamQuestion, ...]
    marks: Fraction

    @property
    def total(self) -> Fraction:
        return self.marks * len(self.questions)


class Paper(Value, frozen=True):
    """A paper: its letter, the seed it came from, its sections in order. Questions are numbered through."""

    name: str
    seed: int
    sections: tuple[Section, ...]

    @property
    def questions(self) -> tuple[ExamQuestion, ...]:
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def total(self) -> Fraction:
        return sum((section.total for section in self.sections), Fraction(0))


def set_papers(power_list: PowerList, count: int, seed: int) -> tuple[Paper, Paper]:
    """Papers A and B with the same count questions, in another order and with their options in another order.

    Spread over the categories by their number of items, then over items and topics; half of the choices are the list's
    own questions, as far as it has them. Raises UsageError if count is out of range or the list does not give as many.
    """
    if not LEAST_QUESTIONS <= count <= MOST_QUESTIONS:
        raise UsageError(f"题数应在 {LEAST_QUESTIONS} 至 {MOST_QUESTIONS} 之间，现在是 {count}")
    deriver = Deriver(power_list, str(seed))
    bank = [question for item in power_list.items for question in deriver.questions(item)]
    chosen = _chosen(power_list, bank, count, str(seed))
    if len(chosen) < count:
        raise UsageError(f"这份清单只能出 {len(chosen)} 道题，要不了 {count} 道。请减少 --questions，或给事项补写题目")
    counts = Counter(question.kind for question in chosen)
    marks = _marks(counts)
    papers = []
    for name in "AB":
        sections = []
        for kind in KIND_NAMES:
            of_kind = [question for question in chosen if question.kind == kind]
            mixed = sorted(of_kind, key=lambda question: rank(f"{seed}|{name}", question.key))
            ordered = tuple(with_order(question, f"{seed}|{name}") for question in mixed)
            if ordered:
                sections.append(Section(kind, ordered, marks[kind]))
        papers.append(Paper(name, seed, tuple(sections)))
    return papers[0], papers[1]


def _chosen(power_list: PowerList, bank: Sequence[ExamQuestion], count: int, seed: str) -> list[ExamQuestion]:
    """So many questions, no fact twice; the kinds with the fewest candidates choose first. What a kind could not give,
    because another had asked for the fact, the others give at the end.
    """
    category = {item.number: item.category.name for item in power_list.items}
    weight = Counter(category.values())
    candidates = {kind: shuffled_questions(bank, kind, seed) for kind in KIND_NAMES}
    quota = _quota(candidates, count)
    facts: set[tuple[str, ...]] = set()
    stems: set[str] = set()
    used: dict[str, Counter[str]] = {"category": Counter(), "item": Counter(), "topic": Counter(), "right": Counter()}
    out: list[ExamQuestion] = []
    rarest_first = sorted(KIND_NAMES, key=lambda kind: len(candidates[kind]))
    for kind, last in [*((kind, False) for kind in rarest_first), *((kind, True) for kind in KIND_NAMES)]:
        taken = written = 0
        while len(out) < count if last else taken < quota[kind]:
            free = [
                question for question in candidates[kind] if question.fact not in facts and question.stem not in stems
            ]
            if not free:
                break
            wants_written = written * 2 < taken + 1
            best = min(
                free,
                key=lambda question: (
                    (used["category"][category[question.item]] + 1) / weight[category[question.item]],
                    used["item"][question.item],
                    (question.topic == "written") != wants_written,
                    used["right"][question.answer] if kind == "judge" else 0,
                    used["topic"][f"{kind}|{question.topic}"],
                ),
            )
            out.append(best)
            facts.add(best.fact)
            stems.add(best.stem)
            used["category"][category[best.item]] += 1
            used["item"][best.item] += 1
            used["topic"][f"{kind}|{best.topic}"] += 1
            used["right"][best.answer] += kind == "judge"
            taken += 1
            written += best.topic == "written"
    return out


def shuffled_questions(bank: Sequence[ExamQuestion], kind: Kind, seed: str) -> list[ExamQuestion]:
    """The questions of a kind in the order of a seed."""
    keys = {question.key: question for question in bank if question.kind == kind}
    return [keys[key] for key in shuffled(keys, seed)]


def _quota(candidates: dict[Kind, list[ExamQuestion]], count: int) -> dict[Kind, int]:
    """How many of each kind: by the shares, single choices take what is left and what another kind does not have."""
    facts = {kind: len({question.fact for question in questions}) for kind, questions in candidates.items()}
    quota = {kind: min(int(SHARES[kind] * count), facts[kind]) for kind in KIND_NAMES}
    for kind in ("single", "judge", "multiple", "order"):
        quota[kind] += max(0, min(count - sum(quota.values()), facts[kind] - quota[kind]))
    return quota


def _marks(counts: Counter[Kind]) -> dict[Kind, Fraction]:
    """Marks by kind, whole or half, that come to a hundred and lie nearest to the weights; else equal marks."""
    kinds = [kind for kind in KIND_NAMES if counts[kind]]
    unit = FULL_MARKS / sum(WEIGHTS[kind] * counts[kind] for kind in kinds)
    for step in (Fraction(1), Fraction(1, 2)):
        choices = []
        for kind in kinds:
            near = max(1, round(WEIGHTS[kind] * unit / float(step)))
            choices.append([n * step for n in range(max(1, near - 3), near + 4)])
        fitting = [
            marks
            for marks in product(*choices)
            if sum(counts[kind] * mark for kind, mark in zip(kinds, marks, strict=True)) == FULL_MARKS
        ]
        if fitting:
            best = min(fitting, key=lambda marks: _strain(kinds, marks, unit))
            return dict(zip(kinds, best, strict=True))
    return {kind: Fraction(FULL_MARKS, sum(counts.values())) for kind in kinds}


def _strain(kinds: Sequence[Kind], marks: Sequence[Fraction], unit: float) -> float:
    return sum((float(mark) / unit - WEIGHTS[kind]) ** 2 for kind, mark in zip(kinds, marks, strict=True))
