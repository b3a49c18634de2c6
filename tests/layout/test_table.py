"""The table setter: widths, heights, cutting between rows."""

from __future__ import annotations

from itertools import pairwise
from math import inf
from random import Random

import pytest

from powermap.layout.table import Cell, Column, Draft, Row, Table
from tests.samples import setter

COLUMNS = (Column("环节", 4.0), Column("等级", 2.0, fixed=True), Column("风险点", 5.0), Column("防控措施", 5.0))
LONG = "签到表、表决票、会议记录三项齐全，村务监督委员会列席并签名"


def row(name: str, risk: str, control: str, joined: bool = False) -> Row:
    return Row((Cell(name, "bold", mark="1", hint="0/3"), Cell("高", look="tag"), Cell(risk), Cell(control)), joined)


ROWS = (
    row("提出建议", "项目脱离实际", LONG),
    row("商议", "个人拍板，先开工后补会", "逐人发表意见"),
    row("商议", "走过场", "当场记录并签名", joined=True),
    row("表决", "用“两委”会代替代表会议", LONG),
)


def table(width: float = 340.0, size: float = 9.0) -> Table:
    return Draft(setter(), COLUMNS, ROWS).set(width, size)


@pytest.mark.parametrize("width", (260.0, 340.0, 500.0))
def test_columns_fill_the_width(width: float) -> None:
    assert sum(table(width).widths) == pytest.approx(width)


def test_a_fixed_column_keeps_its_measure() -> None:
    found = table()
    assert found.widths[1] == pytest.approx(2.0 * 9 + 2 * found.pad_x)


def test_no_other_widths_make_it_lower() -> None:
    """Every move of an em from one column to another leaves the table at least as high."""
    best = table()
    for giver in (0, 2, 3):
        for taker in (0, 2, 3):
            measures = [w / 9 - 1.3 for w in best.widths]
            measures[giver] -= 1
            measures[taker] += 1
            fixed = [Column(c.title, m, True) for c, m in zip(COLUMNS, measures, strict=True)]
            assert Draft(setter(), fixed, ROWS).set(340.0, 9.0).height >= best.height - 1e-6


def test_texts_stay_in_their_cells() -> None:
    found = table()
    for placed in found.rows:
        left = 0.0
        for cell, width in zip(placed.cells, found.widths, strict=True):
            block = cell.block
            assert block.x >= left
            assert block.rect.right <= left + width - found.pad_x + 1e-6
            assert block.y + block.height <= placed.height - found.pad_y + 1e-6
            left += width


def test_parts_hold_every_row_once_under_the_header() -> None:
    found = table()
    room = found.height_of(0, 2) + 1
    start, parts = 0, []
    while start < len(found.rows):
        stop = found.fitting(start, room)
        assert stop > start
        parts.append(found.part(start, stop))
        start = stop
    assert len(parts) > 1
    assert sum(len(part.rows) for part in parts) == len(ROWS)
    assert all(part.header is not None and part.height <= room for part in parts)


def test_a_joined_row_shows_its_first_cell_when_it_begins_a_page() -> None:
    found = table()
    assert found.rows[2].joined
    assert not found.part(2, 4).rows[0].joined


def test_nothing_fits_in_no_height() -> None:
    assert table().fitting(0, 5.0) == 0


def test_stretching_deals_height_to_the_rows() -> None:
    found = table()
    taller = found.stretched(20.0, 100.0)
    assert taller.height == pytest.approx(found.height + 20.0)
    gains = [a.height - b.height for a, b in zip(taller.rows, found.rows, strict=True)]
    assert all(a == pytest.approx(b) for a, b in pairwise(gains))
    assert found.stretched(1000.0, 3.0).rows[0].height == pytest.approx(found.rows[0].height + 3.0)
    assert found.stretched(-5.0, 3.0) is found


def test_a_character_wider_than_its_column_is_told() -> None:
    columns = (Column("", 0.5, True), Column("", 2.0))
    narrow = Draft(setter(), columns, (Row((Cell("好"), Cell("好"))),)).set(80.0, 9.0)
    assert narrow.overfull
    assert not table().overfull


def test_columns_that_need_more_than_the_width_are_told() -> None:
    assert table(width=120.0).overfull


def test_a_table_without_titles_has_no_header() -> None:
    plain = Draft(setter(), (Column(""), Column("")), (Row((Cell("甲"), Cell("乙"))),)).set(200.0, 9.0)
    assert plain.header is None
    assert plain.height == pytest.approx(plain.rows[0].height)


def test_the_order_of_rows_does_not_change_the_widths() -> None:
    one, other = (Draft(setter(), COLUMNS, rows).set(300.0, 9.0) for rows in (ROWS, ROWS[::-1]))
    assert one.widths == other.widths


@pytest.mark.parametrize(("rows", "pages"), [(8, (8,)), (7, (4, 4)), (4, (4, 4)), (3, (3, 3, 2)), (1, (1,) * 8)])
def test_parts_are_as_few_as_can_be_and_about_as_high(rows: int, pages: tuple[int, ...]) -> None:
    """rows: so many have room on a page."""
    whole = Draft(setter(), COLUMNS, [ROWS[0]] * 8).set(300.0, 9.0)
    parts = whole.parted(whole.height_of(0, rows))
    assert tuple(stop - start for start, stop in parts) == pages
    assert [row for start, stop in parts for row in range(start, stop)] == list(range(8))


WORDS = (
    "",
    "村务监督委员会",
    LONG,
    "用“两委”会代替代表会议",
    "3个工作日\n公示",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "好",
)


@pytest.mark.parametrize("titled", (True, False))
@pytest.mark.parametrize("size", (7.0, 9.0, 13.3))
def test_the_height_reckoned_is_that_of_the_table_set(size: float, titled: bool) -> None:
    """For tables of words of every sort in many widths; where the table set is overfull, no height is reckoned."""
    told = set()
    chance = Random(f"{size}{titled}")
    for _ in range(60):
        titles = (chance.choice(("环节", "廉政风险与防控")) if titled else "" for _ in range(3))
        columns = [Column(title, chance.choice((2.0, 5.0)), chance.random() < 0.3) for title in titles]
        cells = [[chance.choice(WORDS) for _ in columns] for _ in range(chance.randint(0, 5))]
        marks = [chance.choice(("", "1")) for _ in cells]
        rows = [
            Row((Cell(first, "bold", mark=mark), *map(Cell, rest)))
            for mark, (first, *rest) in zip(marks, cells, strict=True)
        ]
        draft = Draft(setter(), columns, rows, (0.6, 0.4))
        width = chance.uniform(12.0, 60.0) * size
        found = draft.set(width, size)
        told.add(found.overfull)
        assert draft.height(width, size) == (inf if found.overfull else pytest.approx(found.height))
    assert told == {True, False}
