"""Cells in; the trees that a list's files would give out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from powermap.source.tree import Mapping, Node, Scalar, Sequence
from powermap.source.workbook.cells import Cell

_BETWEEN_NAMES = re.compile(r"[\n、，,；;]")
_COLON = re.compile(r"[:：]")


def scalar(cell: Cell) -> Scalar:
    """The text of a cell."""
    return Scalar(cell.text, cell.place, quoted=True)


def key(text: str, cell: Cell) -> Scalar:
    """A key of the format at the place of a cell."""
    return Scalar(text, cell.place)


def mapping(pairs: Iterable[tuple[str, Cell, Node | None]], at: Cell) -> Mapping:
    """The pairs that have a value."""
    return Mapping(tuple((key(name, cell), node) for name, cell, node in pairs if node is not None), at.place)


def text(cell: Cell) -> Scalar | None:
    """None for an empty cell."""
    return scalar(cell) if cell.text else None


def nodes_in_a_row(nodes: list[Node]) -> Sequence | None:
    """The nodes as a list at the place of the first; None if there are none."""
    return Sequence(tuple(nodes), nodes[0].place) if nodes else None


def lines(cell: Cell) -> Sequence | None:
    """The lines of a cell as a list; None for an empty cell."""
    parts = [line.strip() for line in cell.text.split("\n")]
    return _sequence([part for part in parts if part], cell)


def names(cell: Cell) -> Sequence | None:
    """The names in a cell, a line each or between 、，；."""
    parts = [part.strip() for part in _BETWEEN_NAMES.split(cell.text)]
    return _sequence([part for part in parts if part], cell)


def _sequence(parts: list[str], cell: Cell) -> Sequence | None:
    if not parts:
        return None
    return Sequence(tuple(Scalar(part, cell.place, quoted=True) for part in parts), cell.place)


def parted_at_colon(line: str, *, last: bool) -> tuple[str, str] | None:
    """What stands before and after the first (or last) colon of a line; None if there is none or a side is empty."""
    found = list(_COLON.finditer(line))
    if not found:
        return None
    colon = found[-1] if last else found[0]
    before, after = line[: colon.start()].strip(), line[colon.end() :].strip()
    return (before, after) if before and after else None


_STATUTE = re.compile(r"《?([^《》\s]+?)》?\s*第(.+?)条(.*)")
_DOCUMENT = re.compile(r"文件\s*[:：]\s*(.+)")
_INSERTED = re.compile(r"\s*(?:之|-)\s*(.+)")


def basis(line: str, cell: Cell, statutes: frozenset[str]) -> Mapping:
    """A line of 依据: 文件：… is a document, …第28、30条 a statute with articles, a name of the register a statute."""
    document = _DOCUMENT.fullmatch(line)
    if document:
        return _one("文件", document[1], cell)
    statute = _STATUTE.fullmatch(line)
    if statute:
        parts = [part for part in re.split("[、，,]", f"{statute[2]}{_tail(statute[3])}") if part.strip()]
        articles = Sequence(tuple(Scalar(_article(part), cell.place, quoted=True) for part in parts), cell.place)
        name = Scalar(statute[1], cell.place, quoted=True)
        return Mapping(((key("法规", cell), name), (key("条", cell), articles)), cell.place)
    bare = line.strip("《》")
    return _one("法规" if bare in statutes else "文件", bare if bare in statutes else line, cell)


def _tail(rest: str) -> str:
    """What stands behind 条: 之一 belongs to the article."""
    inserted = _INSERTED.fullmatch(unicodedata.normalize("NFKC", rest))
    return f"条之{inserted[1]}" if inserted else rest


def _article(part: str) -> str:
    return part.strip().removeprefix("第").removesuffix("条").strip() if "条之" not in part else part.strip()


def _one(name: str, value: str, cell: Cell) -> Mapping:
    return Mapping(((key(name, cell), Scalar(value, cell.place, quoted=True)),), cell.place)
