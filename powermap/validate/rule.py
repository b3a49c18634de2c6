"""What a rule is: an id, a weight, a meaning, and (for most) the function that finds what breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from powermap.diagnostics import Diagnostic, Place, Severity
from powermap.validate.list_draft import ListDraft, TypedItem


class Finding(NamedTuple):
    """One place where a rule is broken: what was found (no full stop at the end) and what to do."""

    place: Place
    found: str
    advice: str


ItemCheck = Callable[[TypedItem, ListDraft], Iterator[Finding]]
ListCheck = Callable[[ListDraft], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """meaning is one line of Chinese. of_item runs for each item that could be typed, of_list once; without either,
    the rule is met while reading values into drafts."""

    id: str
    severity: Severity
    meaning: str
    of_item: ItemCheck | None = None
    of_list: ListCheck | None = None

    def diagnostic(self, finding: Finding) -> Diagnostic:
        """The finding as a diagnostic of this rule."""
        return Diagnostic(self.id, self.severity, finding.found, finding.advice, finding.place)
