"""The field's vocabulary as frozen, typed values. Knows no file, no position, no drawing."""

from powermap.model.actors import Actor, ActorKind
from powermap.model.items import (
    Basis,
    Branch,
    Category,
    Decision,
    Entry,
    Item,
    Nature,
    Publication,
    Question,
    Risk,
    RiskLevel,
    Step,
    Supervision,
)
from powermap.model.power_list import Approval, Parameter, PowerList
from powermap.model.statutes import Article, Statute
from powermap.model.villages import Contact, Phone, Village

__all__ = [
    "Actor",
    "ActorKind",
    "Approval",
    "Article",
    "Basis",
    "Branch",
    "Category",
    "Contact",
    "Decision",
    "Entry",
    "Item",
    "Nature",
    "Parameter",
    "Phone",
    "PowerList",
    "Publication",
    "Question",
    "Risk",
    "RiskLevel",
    "Statute",
    "Step",
    "Supervision",
    "Village",
]
