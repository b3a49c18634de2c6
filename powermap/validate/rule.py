"""What a rule is: an id, a weight, a meaning, and (for most) the function that finds what breaks it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from powermap.diagnostics import Diagnostic, Place, Severity
from powermap.validate.list_draft import ListDraft, TypedItem
from powermap.value import Value


class Finding(NamedTuple):
    """One place where a rule is broken: what was found (no full stop at the end) and what to do; in_book: what to do
    in a workbook, where that is more than to leave out the signs of YAML.
    """

    place: Place
    found: str
    advice: str
    in_book: str = ""


ItemCheck = Callable[[TypedItem, ListDraft], Iterator[Finding]]
ListCheck = Callable[[ListDraft], Iterator[Finding]]


class Rule(Value, frozen=True):
    """meaning is one line of Chinese. of_item runs for each item that could be typed, of_list once; without either,
    the rule is met while reading values into drafts."""

    id: str
    severity: Severity
    meaning: str
    of_item: ItemCheck | None = None
    of_list: ListCheck | None = None

    def diagnostic(self, finding: Finding) -> Diagnostic:
        """The finding as a diagnostic of this rule."""
        advice = finding.advice
        if finding.place.sheet:
            advice = finding.in_book or in_cells(advice)
        return Diagnostic(self.id, self.severity, finding.found, advice, finding.place)


def in_cells(advice: str) -> str:
    """Advice on keys of YAML as advice on columns of a workbook, which have the same names."""
    return _KEY.sub(r"“\1”", advice).replace("在清单文件里", "在“清单”页")


_KEY = re.compile("“([^“”:]+):(?: …)?”")
"""“时限: …”, “监督:”"""
