"""A row of the sheet 题目 in; the question as a tree out."""

from __future__ import annotations

import re
import unicodedata

from powermap.source.files import Files
from powermap.source.tree import Mapping, Scalar, Sequence
from powermap.source.workbook.cells import Cell, Row
from powermap.source.workbook.nodes import mapping, text
from powermap.source.workbook.sheets import OPTION

_LETTERS = re.compile(r"[A-Z](?:[\s、,，;；]*[A-Z])*")


def question_of(row: Row, files: Files) -> Mapping:
    """The question; letters in 答 stand for options, unless an option is that very text."""
    options = {title[-1]: cell for title, cell in sorted(row.cells.items()) if title.startswith(OPTION) and cell.text}
    nodes = tuple(Scalar(cell.text, cell.place, quoted=True) for cell in options.values())
    answer = row["答"]
    right = tuple(Scalar(word, answer.place, quoted=True) for word in _answers(answer, options, files))
    pairs = (
        ("问", row["问"], text(row["问"])),
        ("选项", row["问"], Sequence(nodes, nodes[0].place) if nodes else None),
        ("答", answer, Sequence(right, answer.place) if right else None),
        ("解析", row["解析"], text(row["解析"])),
    )
    return mapping(pairs, row["问"])


def _answers(cell: Cell, options: dict[str, Cell], files: Files) -> list[str]:
    """The texts of the right options."""
    words = {option.text for option in options.values()}
    parts = [line.strip() for line in cell.text.split("\n") if line.strip()]
    if parts and all(part in words for part in parts):
        return parts
    letters = unicodedata.normalize("NFKC", cell.text).upper().strip()
    if not _LETTERS.fullmatch(letters):
        return parts
    chosen = [sign for sign in letters if sign.isalpha()]
    missing = [sign for sign in chosen if sign not in options]
    if missing:
        found = f"答案是 {'、'.join(missing)}，却没有这个选项"
        files.report("workbook-answer", cell.place, found, f"改成有的选项：{'、'.join(options)}")
    return [options[sign].text for sign in chosen if sign in options]
