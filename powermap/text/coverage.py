"""A list as read and a catalogue in; an error for every place of every character that no font has, out.

reportlab draws a missing glyph as an empty box of some width without a word: coverage is checked before layout.
"""

from __future__ import annotations

from collections.abc import Iterator

from powermap.diagnostics import Diagnostic, Severity
from powermap.source.list_source import ListSource
from powermap.source.tree import Mapping, Node, Scalar
from powermap.text.fonts import Catalogue

RULE = "missing-glyph"

_ADVICE = "换一个字，或在主题文件的“字体”里写上有这个字的字体，如 body: 字体.ttf"


def check_coverage(source: ListSource, fonts: Catalogue) -> tuple[Diagnostic, ...]:
    """Every character of the list that none of the fonts can draw, each at every place where it stands."""
    roots = (source.head, *(item.node for item in source.items), source.villages, source.statutes)
    return tuple(problem for root in roots if root is not None for problem in _missing(root, fonts))


def _missing(root: Node, fonts: Catalogue) -> Iterator[Diagnostic]:
    for scalar in _scalars(root):
        for char in fonts.missing(scalar.text):
            found = f"没有字体能印“{char}”（U+{ord(char):04X}），它在“{_around(scalar.text, char)}”里"
            yield Diagnostic(RULE, Severity.ERROR, found, _ADVICE, scalar.place)


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        for key, value in node:
            yield key
            yield from _scalars(value)
    else:
        for item in node.items:
            yield from _scalars(item)


def _around(text: str, char: str) -> str:
    at = text.index(char)
    return text[max(0, at - 6) : at + 7]
