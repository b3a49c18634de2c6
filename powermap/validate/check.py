"""A list as read in; the model out if nothing is wrong with it, and every problem found, in order."""

from __future__ import annotations

from powermap.diagnostics import Diagnostic, Severity, has_errors, in_order
from powermap.model import PowerList
from powermap.source.list_source import ListSource
from powermap.source.tree import Mapping
from powermap.validate.drafts import HeadDraft, ItemDraft, StatuteDraft, VillageDraft
from powermap.validate.list_draft import ListDraft, TypedHead, TypedItem, TypedStatute, TypedVillage
from powermap.validate.parameters import Parameters
from powermap.validate.resolve import power_list_of
from powermap.validate.rule import Finding
from powermap.validate.rules import RULES
from powermap.validate.typing import read_draft
from powermap.validate.typing_rules import EMPTY_TEXT, PARAMETER_BRACKET, PARAMETER_UNKNOWN, WRONG_TYPE, WRONG_VALUE
from powermap.value import Value


class Checked(Value, frozen=True):
    """power_list is None if there is an error among the diagnostics (those of reading come first)."""

    power_list: PowerList | None
    diagnostics: tuple[Diagnostic, ...]


def check_list(source: ListSource) -> Checked:
    """Type a list, run every rule on what could be typed, and resolve it if nothing is wrong."""
    found: list[Diagnostic] = []
    draft = _draft_of(source, found)
    for rule in RULES:
        if rule.of_list:
            found += [rule.diagnostic(finding) for finding in rule.of_list(draft)]
        if rule.of_item:
            found += [rule.diagnostic(finding) for item in draft.items for finding in rule.of_item(item, draft)]
    diagnostics = in_order((*source.diagnostics, *_without_echoes(found, source.diagnostics)))
    return Checked(None if has_errors(diagnostics) else power_list_of(draft), diagnostics)


def _draft_of(source: ListSource, found: list[Diagnostic]) -> ListDraft:
    typed_head = read_draft(HeadDraft, source.head, found)
    head = typed_head if source.head_read else None
    parameters = Parameters({name: parameter.value for name, parameter in head.parameters.items()} if head else {})
    items = []
    for item in source.items:
        node = parameters.put_in(item.node)
        draft = read_draft(ItemDraft, node, found)
        if draft is not None:
            items.append(TypedItem(node, draft, item.own))
    if head is not None:
        found += [
            PARAMETER_UNKNOWN.diagnostic(Finding(place, f"没有叫“{name}”的参数", parameters.advice(name, alone)))
            for place, name, alone in parameters.unknown
        ]
    found += [
        PARAMETER_BRACKET.diagnostic(
            Finding(place, f"“{sign}”没有成对", "参数写成【名称】；只想印出方括号，就写成 【【 和 】】")
        )
        for place, sign in parameters.broken
    ]
    return ListDraft(
        head=TypedHead(source.head, head) if head is not None else None,
        items=tuple(items),
        register=_register(source.statutes, found),
        villages=_villages(source, found),
        place=source.head.place,
        items_read=len(source.items),
        all_read=source.all_read,
        used_parameters=frozenset(parameters.used),
    )


def _register(node: Mapping | None, found: list[Diagnostic]) -> dict[str, TypedStatute] | None:
    if node is None:
        return None
    return {
        name.text: TypedStatute(statute, name, read_draft(StatuteDraft, statute, found)) for name, statute in node.pairs
    }


def _villages(source: ListSource, found: list[Diagnostic]) -> tuple[TypedVillage, ...]:
    villages = []
    for node in source.villages.items if source.villages else ():
        draft = read_draft(VillageDraft, node, found)
        if draft is not None:
            villages.append(TypedVillage(node, draft))
    return tuple(villages)


_PARAMETERS = {PARAMETER_UNKNOWN.id, PARAMETER_BRACKET.id}
_TYPING = {WRONG_TYPE.id, WRONG_VALUE.id}


def _without_echoes(found: list[Diagnostic], by_source: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    """Without what only follows from something else at the same place: a slip that reading named gives odd values, a
    parameter that is not there leaves 【】 in a name, an empty value that is needed is reported as missing."""
    read = {d.place for d in by_source if d.severity is Severity.ERROR}
    parameters = {d.place for d in found if d.rule in _PARAMETERS}
    errors = {d.place for d in found if d.severity is Severity.ERROR}

    def is_echo(d: Diagnostic) -> bool:
        return (
            (d.rule in _TYPING and d.place in read)
            or (d.rule not in _PARAMETERS and d.place in parameters)
            or (d.rule == EMPTY_TEXT.id and d.place in read | errors)
        )

    return [d for d in found if not is_echo(d)]
