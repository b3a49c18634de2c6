"""What an exam question is: its words, what is right, and which fact of the list it asks for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Literal, TypeVar

from powermap.products.booklet.pieces import letter_of
from powermap.value import Value

Kind = Literal["single", "multiple", "judge", "order"]

KIND_NAMES: dict[Kind, str] = {
    "single": "单项选择题",
    "multiple": "多项选择题",
    "judge": "判断题",
    "order": "排序题",
}
"""In the order of the paper."""

RIGHT, WRONG = "对", "错"

Topic = Literal[
    "written",  # a question that stands in the item
    "actor",  # who handles a step
    "body",  # which assembly decides
    "next",  # which step follows
    "limit",  # how long a step may take
    "period",  # how long something is published
    "channel",  # where it is published
    "control",  # which control fits a risk
    "material",  # what has to be handed in
    "basis",  # which statute an item rests on
    "order",  # in which order steps are taken
]

T = TypeVar("T")


class ExamQuestion(Value, frozen=True):
    """A question of an item.

    right: positions in options of the right ones; for "order" all positions in the right order. entry: the key of the
    step asked about, "" for the item as a whole; branch: the result of a decision asked about, or the question of the
    item that a "judge" question answers. claim: what a "judge" question says of the fact.
    """

    kind: Kind
    topic: Topic
    item: str
    stem: str
    options: tuple[str, ...]
    right: tuple[int, ...]
    reason: str
    entry: str = ""
    branch: str = ""
    claim: str = ""

    @property
    def fact(self) -> tuple[str, str, str, str]:
        """What it asks for: two questions with the same fact would give each other away."""
        written = self.topic == "written" and not self.branch
        return (self.item, self.topic, self.entry, self.stem if written else self.branch)

    @property
    def key(self) -> str:
        """The same in every run, different for every question."""
        return "|".join((self.kind, *self.fact, self.claim))

    @property
    def answer(self) -> str:
        """As it stands in a key: B, ACD, 对, C—A—D—B."""
        if self.kind == "judge":
            return self.options[self.right[0]]
        letters = [letter_of(i) for i in self.right]
        return "—".join(letters) if self.kind == "order" else "".join(sorted(letters))


def rank(seed: str, key: str) -> int:
    """A place for a key in the order that a seed gives: the same on every system and with every Python."""
    return int.from_bytes(hashlib.sha256(f"{seed}|{key}".encode()).digest()[:8])


def shuffled(values: Iterable[T], seed: str) -> list[T]:
    """The values in the order of a seed; equal texts keep their order."""
    return sorted(values, key=lambda value: rank(seed, str(value)))


def with_order(question: ExamQuestion, seed: str) -> ExamQuestion:
    """The same question with its options in the order of a seed; true and false stay as they are."""
    if question.kind == "judge":
        return question
    places = shuffled(range(len(question.options)), f"{seed}|{question.key}")
    if question.kind == "order" and list(question.right) == places:
        places = [*places[1:], places[0]]
    where = {old: new for new, old in enumerate(places)}
    right = tuple(where[i] for i in question.right)
    return ExamQuestion(
        question.kind,
        question.topic,
        question.item,
        question.stem,
        tuple(question.options[i] for i in places),
        right if question.kind == "order" else tuple(sorted(right)),
        question.reason,
        question.entry,
        question.branch,
        question.claim,
    )
