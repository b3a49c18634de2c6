"""Who acts: an actor has a name, a short name and a kind; the kind decides colour and lane order."""

from __future__ import annotations

from enum import Enum

from powermap.value import Value


class ActorKind(Enum):
    """The kinds of actor, in the order of the lanes. The value is the word used in lists."""

    VILLAGER = "村民"
    PARTY = "党组织"
    COMMITTEE = "村委会"
    ASSEMBLY = "议决机构"
    OVERSIGHT = "监督机构"
    SUPERIOR = "上级部门"


class Actor(Value, frozen=True):
    """One actor of the list. short is the name where space is narrow; equal to name if none was given."""

    name: str
    kind: ActorKind
    short: str
