"""An item and its route. All texts are final: parameters are already put in."""

from __future__ import annotations

from enum import Enum

from powermap.model.actors import Actor
from powermap.model.statutes import Article, Statute
from powermap.value import Value


class Nature(Enum):
    """What kind of power it is: decides which body must vote."""

    SELF_GOVERNMENT = "自治事务"
    COLLECTIVE_PROPERTY = "集体财产"
    ASSISTING_GOVERNMENT = "协助政府"
    PARTY_AFFAIRS = "党务"
    CONVENIENCE = "便民服务"


class Category(Value, frozen=True):
    """A chapter of the list. color is a name the theme knows (蓝) or #RRGGBB."""

    name: str
    color: str


class RiskLevel(Value, frozen=True):
    """A level of the list's own scale: rank 0 is the highest; scale is the number of levels."""

    name: str
    rank: int
    scale: int


class Risk(Value, frozen=True):
    """A risk to integrity (廉政风险) at a step: the risk, the control against it, who answers for it ("" if nobody)."""

    level: RiskLevel
    text: str
    control: str
    owner: str = ""


class Step(Value, frozen=True, cache_hash=True):
    """Something that is done. target is the key of the entry that follows, None for the end of the route."""

    key: str
    name: str
    short: str
    actors: tuple[Actor, ...]
    target: str | None
    note: str = ""
    limit: str = ""
    materials: tuple[str, ...] = ()
    risks: tuple[Risk, ...] = ()


class Branch(Value, frozen=True):
    """One result of a decision and the key of the entry it leads to, None for the end of the route."""

    result: str
    target: str | None


class Decision(Value, frozen=True, cache_hash=True):
    """A question with two or more results. name is the question."""

    key: str
    name: str
    short: str
    actors: tuple[Actor, ...]
    branches: tuple[Branch, ...]
    note: str = ""
    limit: str = ""
    materials: tuple[str, ...] = ()
    risks: tuple[Risk, ...] = ()


Entry = Step | Decision


class Basis(Value, frozen=True):
    """What an item rests on: a statute with articles, or a document named by its title."""

    title: str
    statute: Statute | None = None
    articles: tuple[Article, ...] = ()


class Publication(Value, frozen=True):
    """What is published, where, for how long."""

    content: str = ""
    channels: tuple[str, ...] = ()
    period: str = ""


class Supervision(Value, frozen=True):
    """三位一体: by villagers, by the village's own body, by the authorities above. At least one is not empty."""

    villagers: str = ""
    village: str = ""
    superior: str = ""


class Question(Value, frozen=True):
    """An exam question. answers are among options."""

    text: str
    options: tuple[str, ...]
    answers: tuple[str, ...]
    reason: str = ""


class Item(Value, frozen=True, cache_hash=True):
    """One power. entries are in the order of the list; the first one is where the route starts."""

    number: str
    name: str
    short: str
    category: Category
    nature: Nature
    owners: tuple[Actor, ...]
    scope: str
    limit: str
    bases: tuple[Basis, ...]
    materials: tuple[str, ...]
    publication: Publication
    supervision: Supervision
    sayings: tuple[str, ...]
    entries: tuple[Entry, ...]
    questions: tuple[Question, ...] = ()
    own: bool = False
    """True if the item is the town's own (个性清单), added by an overlay."""

    def entry(self, key: str) -> Entry:
        """The entry with this key. Raises KeyError."""
        for entry in self.entries:
            if entry.key == key:
                return entry
        raise KeyError(key)

    @property
    def risks(self) -> tuple[tuple[Entry, Risk], ...]:
        """All risks with their entry, in the order of the route."""
        return tuple((entry, risk) for entry in self.entries for risk in entry.risks)

    @property
    def top_level(self) -> RiskLevel | None:
        """The highest level among the risks, None without risks."""
        return min((risk.level for _, risk in self.risks), key=lambda level: level.rank, default=None)
