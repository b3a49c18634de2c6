"""Every rule has one section in docs/rules.md and one list at least that breaks it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from powermap.source import SOURCE_RULES
from powermap.validate import RULES

ROOT = Path(__file__).parents[2]
SECTION = re.compile(r"^### (\S+)\n\n\*\*(..)\*\* · (.+)。$", re.MULTILINE)


def sections() -> list[tuple[str, str, str]]:
    return SECTION.findall((ROOT / "docs" / "rules.md").read_text(encoding="utf-8"))


def test_ids_are_unique_and_well_formed() -> None:
    ids = [rule.id for rule in RULES] + list(SOURCE_RULES)
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule) for rule in ids)


def test_the_page_has_one_section_for_each_rule_with_its_weight_and_meaning() -> None:
    table = [(rule.id, rule.severity.value, rule.meaning) for rule in RULES]
    table += [(name, rule.severity.value, rule.meaning) for name, rule in SOURCE_RULES.items()]
    assert sorted(sections()) == sorted(table)


def test_no_heading_of_the_page_is_anything_else() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert page.count("\n### ") == len(sections())


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_a_list_of_the_corpus_breaks_the_rule(rule: str) -> None:
    assert rule in broken_rules()


def broken_rules() -> set[str]:
    files = sorted((ROOT / "tests" / "broken" / "rules").glob("*/expected.yaml"))
    cases = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    return {problem["rule"] for case in cases for problem in case["problems"]}
