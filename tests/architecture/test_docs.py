"""The documents are whole: every link leads somewhere, every command and every notice stands in them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from powermap.cli.app import command
from powermap.source import SOURCE_RULES
from powermap.text.coverage import RULE as COVERAGE
from powermap.validate import RULES

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def broken_links(page: Path, text: str) -> list[str]:
    """Links of a page to files that are not there."""
    targets = [target.partition("#")[0] for target in LINK.findall(text) if "://" not in target]
    return [target for target in targets if target and not (page.parent / target).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    assert broken_links(page, page.read_text(encoding="utf-8")) == []


def test_a_broken_link_is_seen() -> None:
    assert broken_links(ROOT / "README.md", "![图](docs/没有.png) [好](README.md)") == ["docs/没有.png"]


def test_every_page_is_linked_from_a_readme() -> None:
    linked = {target for page in PAGES[:2] for target in LINK.findall(page.read_text(encoding="utf-8"))}
    docs = {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")}
    assert docs - linked == set()


def test_every_command_is_named_in_the_chinese_readme() -> None:
    text = PAGES[1].read_text(encoding="utf-8")
    assert [name for name in command().commands if f"powermap {name}" not in text] == []


ID = re.compile(r"(?:project|theme|impose)-[a-z]+")
"""Diagnostics that are not rules of lists are told apart by how their ids begin, or stand in a call of Diagnostic."""


def test_every_notice_is_explained() -> None:
    rules = {rule.id for rule in RULES} | set(SOURCE_RULES)
    page = (ROOT / "docs" / "notices.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE))
    assert explained == (notices() - rules) | {COVERAGE}


def notices() -> set[str]:
    found: set[str] = set()
    for file in (ROOT / "powermap").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ID.fullmatch(node.value):
                found.add(node.value)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Diagnostic" and node.args:
                first = node.args[0]
                found |= {first.value} if isinstance(first, ast.Constant) and isinstance(first.value, str) else set()
    return found
