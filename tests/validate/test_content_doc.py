"""docs/content.md says of every article that the shipped lists cite where it stands and how it was checked."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from powermap.resources import data_dir
from powermap.source import read_list
from powermap.validate import check_list

PAGE = Path(__file__).resolve().parents[2] / "docs" / "content.md"
LISTS = ("kunshan", "示例镇")


def cited() -> dict[str, set[tuple[str, str]]]:
    """Statute → (article, item) of every citation in the shipped lists."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name in LISTS:
        power_list = check_list(read_list(data_dir("lists") / name)).power_list
        assert power_list is not None
        for item in power_list.items:
            for basis in item.bases:
                if basis.statute:
                    found[basis.statute.key] |= {(article.number, item.number) for article in basis.articles}
    return {key: pairs for key, pairs in found.items() if pairs}


def told() -> dict[str, tuple[set[str], set[str]]]:
    """Statute → articles and items of its row in the table."""
    text = PAGE.read_text(encoding="utf-8")
    table = text[text.index("| 法规 | 条 |") :].split("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return {row[0]: (set(re.split("、", row[1])), set(re.split("、", row[2]))) for row in rows}


def test_every_article_that_is_cited_is_in_the_table_and_no_other() -> None:
    wanted = {key: ({a for a, _ in pairs}, {i for _, i in pairs}) for key, pairs in cited().items()}
    assert told() == wanted
