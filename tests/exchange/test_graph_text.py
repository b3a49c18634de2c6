"""DOT and Mermaid: every entry, every way, every result is in the text, and other programs can read it."""

from __future__ import annotations

import re

import pygraphviz
import pytest
from hypothesis import given, settings

from powermap.exchange.graph_text import dot, mermaid
from powermap.model import Decision, Item
from powermap.value import replace
from tests.layout.items_at_random import items_at_random
from tests.samples import ITEMS


def ways(item: Item) -> int:
    """From the start, and out of every entry."""
    return 1 + sum(len(e.branches) if isinstance(e, Decision) else 1 for e in item.entries)


def check_dot(item: Item, text: str) -> None:
    graph = pygraphviz.AGraph(string=text)
    assert len(graph.nodes()) == len(item.entries) + 2
    assert len(graph.edges()) == ways(item)
    labels = [node.attr["label"] for node in graph.nodes()]
    for entry in item.entries:
        assert any(label.startswith(entry.name) for label in labels)
    drawn = sorted(edge.attr["label"] for edge in graph.edges() if edge.attr["label"])
    assert drawn == sorted(b.result for e in item.entries if isinstance(e, Decision) for b in e.branches)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.number)
def test_dot_of_the_samples(item: Item) -> None:
    check_dot(item, dot(item))


@settings(max_examples=25)
@given(items_at_random(most=12))
def test_dot_of_random_items(item: Item) -> None:
    check_dot(item, dot(item))


def test_the_check_can_fail() -> None:
    text = dot(ITEMS[0]).replace("start -> n1", "start -> end")
    with pytest.raises(AssertionError):
        check_dot(ITEMS[0], text.replace(ITEMS[0].entries[0].name, "别的"))


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.number)
def test_mermaid(item: Item) -> None:
    lines = mermaid(item).splitlines()
    assert lines[0] == "---" and lines[3] == "flowchart TD"
    nodes = [line for line in lines if re.match(r'  n\d+[\[{]"', line)]
    assert len(nodes) == len(item.entries)
    arrows = [line for line in lines if re.search(r"(-->|-\.->)", line)]
    assert len(arrows) == ways(item)
    for line in nodes:
        assert line.count('"') == 2


def test_what_has_a_meaning_is_escaped() -> None:
    first, *rest = ITEMS[0].entries
    item = replace(ITEMS[0], entries=(replace(first, name='甲"[乙](丙)<丁>;戊#'), *rest))
    (line,) = [line for line in mermaid(item).splitlines() if line.startswith("  n1[")]
    text = line.removeprefix('  n1["').removesuffix('"]').replace("<br>", "")
    assert not re.search(r'["\[\]()<>]', text)
    assert all(f"#{ord(sign)};" in text for sign in '"[]()<>#')
    check_dot(item, dot(item))
