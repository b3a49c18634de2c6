"""A list in; the tables at its end out, by page: local numbers, and statutes with the dates they are in force."""

from __future__ import annotations

from powermap.layout.table import Cell, Column, Draft, Row, Table
from powermap.model import Statute
from powermap.products.booklet.leaf import Leaf
from powermap.products.booklet.pieces import notes_piece, table_piece
from powermap.scene.items import Anchor, Page, SceneItem

PAPERS, NUMBERS, STATUTES = "各环节留存资料", "本地的数额和期限", "法规和施行日期"
LEAST_LINES = 4
_REST = {PAPERS: "归档还缺的资料", NUMBERS: "本村补充的数额和期限", STATUTES: "新公布、新修改的法规记在这里"}
"""What the lines to write on under a table are for."""


def paper_tables(leaf: Leaf) -> tuple[Table, ...]:
    """The papers that each step of each item leaves behind, by page."""
    rows = [
        Row((Cell(item.number, "bold"), Cell(item.short, "bold"), Cell("；".join(papers))))
        for item in leaf.power_list.items
        if (papers := [f"{entry.short}—{'、'.join(entry.materials)}" for entry in item.entries if entry.materials])
    ]
    columns = (Column("项", 1.6, fixed=True), Column("事项", 6.1, fixed=True), Column("环节—留存资料", 12.0))
    return _by_page(leaf, columns, rows, 0.34, 8.5)


def parameter_tables(leaf: Leaf) -> tuple[Table, ...]:
    """The list's local numbers with their sources, by page."""
    rows = [Row((Cell(p.name, "bold"), Cell(p.value), Cell(p.source))) for p in leaf.power_list.parameters]
    columns = (Column("名称", 4.0), Column("数额或期限", 5.0), Column("来源", 8.0))
    return _by_page(leaf, columns, rows, 0.6)


def statute_tables(leaf: Leaf) -> tuple[Table, ...]:
    """The statutes that items rest on, since when they are in force and which items they are for, by page."""
    used: dict[str, list[str]] = {}
    for item in leaf.power_list.items:
        for basis in item.bases:
            numbers = used.setdefault(basis.statute.key, []) if basis.statute else []
            if item.number not in numbers:
                numbers.append(item.number)
    rows = [
        Row((Cell(s.title), Cell(_in_force(s)), Cell("、".join(sorted(used[s.key])))))
        for s in leaf.power_list.statutes
        if s.key in used
    ]
    return _by_page(leaf, (Column("法规", 9.0), Column("施行日期", 6.0), Column("用在第几项", 7.0)), rows, 0.5)


def _in_force(statute: Statute) -> str:
    return statute.in_force + ("（待核）" if statute.pending else "")


def _by_page(
    leaf: Leaf, columns: tuple[Column, ...], rows: list[Row], pad: float, size: float = 9.0
) -> tuple[Table, ...]:
    """The rows on pages, about as high on each."""
    if not rows:
        return ()
    whole = Draft(leaf.brush.setter, columns, rows, (0.75, pad)).set(leaf.body(2).w, leaf.type(size))
    return tuple(whole.part(a, b) for a, b in whole.parted(leaf.body(2).h - leaf.section_height))


def draw_register(leaf: Leaf, folio: int, table: Table, title: str, part: tuple[int, int]) -> Page:
    """One page of a register, and lines to write on under it. part: which page of how many."""
    frame = leaf.body(folio)
    index, count = part
    shown = title + (f"（{index + 1}/{count}）" if count > 1 else "")
    items: list[SceneItem] = [Anchor(f"register {title}", 0.0, title, 0)] if index == 0 else []
    plain = table_piece(leaf, table, shown)
    gap = leaf.mm(9)
    piece = plain.grow(0.6 * (frame.h - plain.height)) if plain.grow else plain
    notes = notes_piece(leaf, frame.w, frame.h - piece.height - gap, LEAST_LINES, _REST[title])
    items += piece.draw(frame.x, frame.y)
    items += notes.draw(frame.x, frame.bottom - notes.height) if notes else ()
    return leaf.page(folio, items, leaf.power_list.title, title)
