"""Grammar errors: the same Chinese words whichever of the library's two parsers is installed, and never its own."""

from __future__ import annotations

import re

import pytest
import yaml

from powermap.diagnostics import Place
from powermap.source import parse

GRAMMAR = [
    ("甲: 一\n 乙: 二\n", "wrong-indent", 2),
    ("甲:\n  乙: 一\n 丙: 二\n", "wrong-indent", 3),
    ("甲: 一\n- 二\n", "wrong-indent", 2),
    ("- 一\n甲: 二\n", "wrong-indent", 2),
    ("甲: 一: 二\n", "colon-in-text", 1),
    ("甲: - 一\n", "list-on-key-line", 1),
    ("甲: 一\n乙\n丙: 二\n", "missing-colon", 2),
    ('甲: "一\n乙: 二\n', "unclosed-quote", 1),
    ("甲: '一\n", "unclosed-quote", 1),
    ("甲: [一, 二\n乙: 三\n", "unclosed-bracket", 1),
    ("甲: {一: 二\n乙: 三\n", "unclosed-bracket", 1),
    ('甲: "一" 二\n', "text-after-value", 1),
    ("甲: [一]]\n", "text-after-value", 1),
    ("甲: @一\n", "special-character", 1),
    ("甲: `一\n", "special-character", 1),
    ("甲: %一\n", "special-character", 1),
    ("甲: &一 二\n", "special-character", 1),
    ("甲: *\n", "special-character", 1),
    ('甲: "C:\\清单"\n', "bad-escape", 1),
    ('甲: "\\u12"\n', "bad-escape", 1),
    ("甲: 一\n...\n乙: 二\n", "text-after-value", 3),
    ("甲: |一\n 二\n", "bad-syntax", 1),
    ("甲: 一\n---\n乙: 二\n", "several-documents", 2),
    ("甲: !乙 一\n", "yaml-tag", 1),
    ("甲: *a\n", "unknown-alias", 1),
    ("甲: {<<: 一}\n", "merge-key", 1),
]


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@pytest.mark.parametrize(("text", "rule", "line"), GRAMMAR)
def test_grammar(monkeypatch: pytest.MonkeyPatch, loader: type, text: str, rule: str, line: int) -> None:
    monkeypatch.setattr(parse, "_LOADER", loader)
    tree, found = parse.parse(text, lambda line, column: Place("甲.yaml", line + 1, column + 1))
    assert tree is None
    assert [d.rule for d in found] == [rule]
    assert found[0].place is not None
    assert found[0].place.line == line
    assert not re.search("[a-zA-Z]{3}", found[0].found + found[0].advice)
