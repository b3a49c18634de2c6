"""The overview of lists of 16 to 70 items on every sheet: columns level, nothing cut, floors kept or said."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from powermap.diagnostics import Severity
from powermap.geometry import Rect
from powermap.model import Category, PowerList, Village
from powermap.products.overview import make_overview
from powermap.products.overview_measure import own_word, ruler_for
from powermap.products.overview_plan import Plan, plan_overview
from powermap.products.product import Product, texts_of
from powermap.products.sizes import page_size
from powermap.resources import data_dir
from powermap.scene.check import check_page
from powermap.source import read_list
from powermap.text.fonts import load_catalogue
from powermap.text.phrases import setter_for
from powermap.validate import check_list
from powermap.validate.themes import load_theme, shipped_themes
from powermap.value import replace
from tests.samples import VILLAGE, fonts

SIZES = ("A2", "A1", "A0", "60x80", "60x90", "80x120", "90x120", "A2横", "A1横", "90x60", "700x500mm")
COUNTS = (1, 16, 30, 45, 70)
UNEVEN = 999
"""A list of 45 items of which 38 stand in one category."""


@cache
def shipped() -> PowerList:
    power_list = check_list(read_list(data_dir("lists") / "kunshan")).power_list
    assert power_list is not None
    return power_list


@cache
def list_of(count: int) -> PowerList:
    """So many items derived from those of the shipped list: other numbers, every seventh the town's own."""
    base = shipped()
    wanted = 45 if count == UNEVEN else count
    items = []
    for i in range(wanted):
        item = base.items[i * len(base.items) // wanted % len(base.items)]
        category = base.categories[1] if count == UNEVEN and 3 < i < 42 else item.category
        items.append(replace(item, number=f"{i + 1:02}", category=category, own=i % 7 == 6))
    order = [category.name for category in base.categories]
    items.sort(key=lambda item: (order.index(item.category.name), item.number))
    return replace(base, items=tuple(items))


@cache
def overview(count: int, size: str, theme: str = "党建红", village: Village | None = VILLAGE) -> Product:
    return make_overview(list_of(count), village, load_theme(theme), fonts(), page_size(size))


def words(product: Product) -> str:
    (page,) = product.document.pages
    return "".join(text.text for text in reversed(texts_of(page))).replace(" ", "")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [*COUNTS, UNEVEN])
def test_nothing_overlaps_or_leaves_the_margins(count: int, size: str) -> None:
    product = overview(count, size)
    (page,) = product.document.pages
    u = min(page.width, page.height) / 100
    assert [
        str(f) for f in check_page(page, Rect(4.99 * u, 0.9 * u, page.width - 9.98 * u, page.height - 1.8 * u))
    ] == []
    assert product.min_pt >= page_size(size).floors.note - 0.01


@pytest.mark.parametrize("size", ["A2", "60x90", "A1横", "A0"])
@pytest.mark.parametrize("count", [*COUNTS, UNEVEN])
def test_every_item_stands_there_with_its_facts(count: int, size: str) -> None:
    power_list = list_of(count)
    text = words(overview(count, size))
    for item in power_list.items:
        assert item.number + item.name in text
        for owner in item.owners:
            assert owner.short in text
    for category in {item.category for item in power_list.items}:
        assert category.name in text
    assert text.count(own_word(False)) >= sum(not item.own for item in power_list.items)
    assert text.count(own_word(True)) >= sum(item.own for item in power_list.items)
    for wanted in ("示例村", "张某某", "0512-00000001", "0512-00000002", "扫码看公开", "示范文本"):
        assert wanted in text


@pytest.mark.parametrize("size", ["A2", "A1", "60x90", "A2横"])
@pytest.mark.parametrize("count", [16, 30, 45])
def test_usual_lists_keep_the_floor(count: int, size: str) -> None:
    assert overview(count, size).problems == ()


def test_what_does_not_fit_is_told() -> None:
    (problem,) = overview(70, "A4").problems
    assert problem.severity is Severity.WARNING
    assert "A4" in problem.found


def plan(count: int, frame: Rect) -> Plan:
    power_list = list_of(count)
    setter = setter_for(power_list, fonts())
    ruler = ruler_for(setter, power_list.items, power_list.levels, ("办理主体", "风险等级", "清单性质"))
    return plan_overview(power_list.items, ruler, frame, (18, 15), 24)


FRAMES = (Rect(60, 300, 1070, 1180), Rect(60, 300, 1560, 720), Rect(0, 0, 600, 2200))


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("count", [*COUNTS, UNEVEN])
def test_columns_are_level_and_fill_the_frame(count: int, frame: Rect) -> None:
    placed = plan(count, frame)
    columns: dict[float, list[Rect]] = {}
    for card in placed.cards:
        columns.setdefault(round(card.rect.x, 3), []).append(card.rect)
        assert frame.contains(card.rect, 0.01)
        for row, rect in card.rows:
            assert card.rect.contains(rect, 0.01)
            assert rect.h >= row.height - 0.01
    assert len(columns) == placed.columns
    for rects in columns.values():
        assert rects[0].y == pytest.approx(frame.y)
        assert rects[-1].bottom == pytest.approx(frame.bottom)
        assert all(lower.y > upper.bottom for upper, lower in pairwise(rects))


@pytest.mark.parametrize("count", [*COUNTS, UNEVEN])
def test_items_keep_the_order_of_the_list(count: int) -> None:
    placed = plan(count, FRAMES[0])
    numbers = [row.item.number for card in placed.cards for row, _ in card.rows]
    assert numbers == [item.number for item in list_of(count).items]


def test_a_long_category_is_parted_and_says_so() -> None:
    placed = plan(UNEVEN, FRAMES[0])
    parted = [card for card in placed.cards if card.again]
    assert parted
    assert all(len(card.rows) >= 2 for card in parted)
    assert "续" in words(overview(UNEVEN, "A2"))


def test_a_list_of_few_items_has_larger_type() -> None:
    few, usual, many = (plan(count, FRAMES[0]).type for count in (16, 30, 45))
    assert few.air == usual.air == many.air == 1.0
    assert few.name > usual.name > many.name
    assert plan(70, FRAMES[0]).type.air < 1.0


@pytest.mark.parametrize("theme", shipped_themes())
@pytest.mark.parametrize("size", ["A2", "A3横", "A4", "60x90"])
@pytest.mark.parametrize("village", [VILLAGE, None], ids=["village", "none"])
def test_every_theme_holds_it(theme: str, size: str, village: Village | None) -> None:
    product = overview(30, size, theme, village)
    assert [str(finding) for finding in check_page(product.document.pages[0])] == []


def test_long_names_and_one_category() -> None:
    base = list_of(30)
    long = "农村集体经济组织经营性资产股份合作制改革收益分配方案的拟订与实施"
    only = Category("公开", "蓝")
    items = tuple(
        replace(item, name=long if i % 5 == 0 else item.name, category=only) for i, item in enumerate(base.items)
    )
    product = make_overview(replace(base, items=items), None, load_theme(), load_catalogue(), page_size("A2"))
    assert [str(finding) for finding in check_page(product.document.pages[0])] == []
    assert words(product).count(long) == 6


def test_a_theme_leaves_facts_out() -> None:
    theme = load_theme()
    bare = replace(theme, regions=replace(theme.regions, overview=("风险等级",)))
    text = words(make_overview(list_of(16), VILLAGE, bare, fonts(), page_size("A2")))
    assert "共性清单" not in text
    assert "高" in text


def test_file_and_title() -> None:
    product = overview(30, "60x90")
    assert (product.kind, product.media, product.item, product.village) == ("overview", "pdf", None, "示例村")
    assert product.file_name == f"overview/{shipped().title}-总览-60x90cm.pdf"
    assert product.document.title == "示例村村级“小微权力”清单总览"
