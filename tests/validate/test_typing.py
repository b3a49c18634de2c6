"""Values of the wrong kind, at every place of a list, give Chinese problems with a place and never a traceback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from powermap.diagnostics import Place, has_errors
from powermap.source.list_source import ItemSource, ListSource
from powermap.source.tree import Mapping, Node, Path, Scalar, Sequence
from powermap.validate import RULES, check_list
from powermap.value import replace

if TYPE_CHECKING:
    from tests.validate.conftest import MakeSource

ENGLISH = re.compile(r"[A-Za-z]{3,}")
KNOWN = {rule.id for rule in RULES}


def mutants(node: Node) -> Iterator[Node]:
    """Every tree that differs from this one in one value or one key."""
    place = node.place
    yield Scalar("", place)
    yield Scalar("10 个", place)
    yield Sequence((), place)
    yield Sequence((Scalar("甲", place), Mapping((), place)), place)
    yield Mapping((), place)
    yield Mapping(((Scalar("甲", place), Scalar("乙", place)),), place)
    if isinstance(node, Sequence):
        for n, child in enumerate(node.items):
            yield Sequence(node.items[:n] + node.items[n + 1 :], place)
            for other in mutants(child):
                yield Sequence((*node.items[:n], other, *node.items[n + 1 :]), place)
    if isinstance(node, Mapping):
        for n, (key, child) in enumerate(node.pairs):
            before, after = node.pairs[:n], node.pairs[n + 1 :]
            yield Mapping((*before, *after), place)
            yield Mapping((*before, (Scalar(key.text + "错", key.place), child), *after), place)
            for other in mutants(child):
                yield Mapping((*before, (key, other), *after), place)


def broken_lists(good: ListSource) -> Iterator[ListSource]:
    for node in mutants(good.items[0].node):
        if isinstance(node, Mapping):
            yield replace(good, items=(ItemSource(node, False),))
    for node in mutants(good.head):
        if isinstance(node, Mapping):
            yield replace(good, head=node)
    assert good.statutes and good.villages
    for node in mutants(good.statutes):
        if isinstance(node, Mapping):
            yield replace(good, statutes=node)
    for node in mutants(good.villages):
        if isinstance(node, Sequence):
            yield replace(good, villages=node)


def test_no_single_fault_leads_to_a_traceback_or_to_english(source: MakeSource) -> None:
    count = faults = 0
    for broken in broken_lists(source()):
        checked = check_list(broken)
        assert (checked.power_list is None) == has_errors(checked.diagnostics)
        for diagnostic in checked.diagnostics:
            assert diagnostic.rule in KNOWN
            assert diagnostic.place is not None
            assert not ENGLISH.search((diagnostic.found + diagnostic.advice).replace("https", "")), str(diagnostic)
            assert "对照格式说明" not in str(diagnostic), "every kind of pydantic error has its own words"
        count += 1
        faults += bool(checked.diagnostics)
    assert count > 800
    assert faults > count * 0.8


def test_a_renamed_key_is_read_as_what_was_meant(source: MakeSource, item_text: str) -> None:
    slips = item_text.replace("办理主体:", "责任主体:").replace("防控:", "防控措施:").replace("名称:", "事项名称:")
    found = check_list(source(slips)).diagnostics
    assert [(d.rule, d.found) for d in found] == [
        ("unknown-key", "事项里没有“事项名称”这个键"),
        ("unknown-key", "事项里没有“责任主体”这个键"),
        ("unknown-key", "风险里没有“防控措施”这个键"),
    ], "no “missing” beside an unknown key that says what was meant"


def test_a_slip_that_reading_named_is_not_named_again(source: MakeSource, item_text: str) -> None:
    good = source(item_text.replace("监督: {群众: 查看公示, 村级: 全程监督, 上级: 抽查}", "监督: 群众：查看公示"))
    [first] = check_list(good).diagnostics
    assert first.rule == "wrong-type"
    by_reading = replace(first, rule="fullwidth-colon", found="用了全角冒号", place=place_of_value(good, ("监督",)))
    assert check_list(replace(good, diagnostics=(by_reading,))).diagnostics == (by_reading,)


def place_of_value(source: ListSource, path: Path) -> Place:
    node: Node | None = source.items[0].node
    for part in path:
        assert isinstance(node, Mapping) and isinstance(part, str)
        node = node.get(part)
    assert node is not None
    return node.place
