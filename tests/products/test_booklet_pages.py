"""The booklet's scenes, checked apart from how they were made: margins, overlaps, sizes of type."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest

from powermap.geometry import Rect
from powermap.model import Item, Phone, Village
from powermap.products.product import Product, texts_of
from powermap.scene.check import ink_box
from powermap.scene.items import Group, Page, SceneItem, Text
from powermap.units import mm
from powermap.value import replace
from tests.products.booklets import USUAL, VILLAGE, booklet
from tests.samples import SHORT, power_list

SIZES = ("A5", "130x184mm", "210x285mm", "A4")


def ink(text: Text) -> Rect:
    """About where the characters of a run are, a little smaller, so that touching is not overlapping."""
    box = ink_box(text)
    return Rect(box.x, text.y - 0.78 * text.size, box.w, 0.8 * text.size)


def overlaps(page: Page) -> list[str]:
    """Pairs of texts that stand on each other."""
    texts = [text for text in texts_of(page) if text.text.strip()]
    return [f"{a.text} / {b.text}" for a, b in combinations(texts, 2) if ink(a).overlaps(ink(b))]


def outside(page: Page, left: float, right: float, edge: float) -> list[str]:
    """Texts outside the margins."""
    out: list[str] = []
    for text in texts_of(page):
        r = ink(text)
        if r.x < left - 1 or r.right > page.width - right + 1 or r.y < edge or r.bottom > page.height - edge:
            out.append(text.text)
    return out


def inside_pages(product: Product) -> Iterator[tuple[int, Page]]:
    yield from enumerate(product.document.pages[1:-1], start=2)


@pytest.mark.parametrize("village", (VILLAGE, None))
@pytest.mark.parametrize("size", SIZES)
def test_no_text_stands_on_another(size: str, village: object) -> None:
    for number, page in enumerate(booklet(size, village).document.pages, start=1):  # type: ignore[arg-type]
        assert overlaps(page) == [], f"page {number}"


def test_an_overlap_is_found() -> None:
    page = booklet().document.pages[3]
    text = texts_of(page)[0]
    twice = replace(page, items=(*page.items, replace(text, x=text.x + 1)))
    assert overlaps(twice)


@pytest.mark.parametrize("size", SIZES)
def test_no_text_leaves_the_margins(size: str) -> None:
    product = booklet(size)
    k = min(product.width_mm / 148, product.height_mm / 210)
    for number, page in inside_pages(product):
        outer, binding = (11, 13.5) if product.width_mm >= 148 else (10, 12.5)
        left, right = (outer, binding) if number % 2 == 0 else (binding, outer)
        assert outside(page, mm(left) * k, mm(right) * k, mm(7) * k) == [], f"page {number}"


def test_a_text_in_the_margin_is_found() -> None:
    page = booklet().document.pages[3]
    text = texts_of(page)[0]
    assert outside(replace(page, items=(replace(text, x=2.0),)), mm(12), mm(14), mm(7)) == [text.text]


def _runs(items: tuple[SceneItem, ...], inside: str = "") -> Iterator[tuple[str, Text]]:
    """Every run with the name of the group of the route it stands in."""
    for item in items:
        match item:
            case Group(name=name, items=inner):
                yield from _runs(inner, name if name.startswith(("marker", "box")) or not inside else inside)
            case Text():
                yield inside, item
            case _:
                pass


@pytest.mark.parametrize("size", ("A5", "130x184mm"))
def test_no_type_is_below_the_floors_of_a_book_held_in_the_hand(size: str) -> None:
    product = booklet(size)
    for number, page in inside_pages(product):
        for group, text in _runs(page.items):
            if not group.startswith("marker"):
                assert text.size >= 8 - 1e-6, f"page {number}: {text.text}"
    sizes = [t.size for page in product.document.pages for g, t in _runs(page.items) if g == "heading"]
    names = [size for size in sizes if size >= 15]
    assert names
    assert min(names) >= 20


def test_steps_are_at_least_nine_and_a_half_points() -> None:
    steps = [
        text
        for _, page in inside_pages(booklet())
        for group, text in _runs(page.items)
        if group.startswith("box") and text.text.startswith(("提出项目建议", "张榜公示", "登记盖章"))
    ]
    assert len(steps) == 3
    assert min(text.size for text in steps) >= 9.5


@pytest.mark.parametrize("size", SIZES)
def test_no_page_of_an_item_is_half_empty(size: str) -> None:
    """Something stands in the lowest third of every page of an item, above the folio."""
    product = booklet(size)
    for number, page in inside_pages(product):
        if number < 4:
            continue
        lowest = max(_bottoms(page.items, page.height * 0.93))
        assert lowest > 0.66 * page.height, f"page {number}"


LONG_NAMES = replace(USUAL, name="村级集体经济组织成员身份确认和集体资产股份量化改革事项审核确认办理", short="成员确认")
CROWDED = Village(
    "一个名字非常非常长的社区居民委员会示例村",
    "昆山市经济技术开发区示例镇",
    tuple(Phone(f"{('镇', '村')[i % 2]}监督电话{i}", f"0512-0000 000{i}") for i in range(8)),
)


@pytest.mark.parametrize(
    ("items", "village"),
    [((LONG_NAMES,), CROWDED), ((SHORT,), VILLAGE), ((), None), ((SHORT, LONG_NAMES), CROWDED)],
)
def test_odd_lists_are_set_without_overlap(items: tuple[Item, ...], village: Village | None) -> None:
    """Long names, many telephones, an item with hardly a fact, no item at all."""
    pages = booklet(
        "A5", village, replace(power_list(*items), title="江苏省昆山市经济技术开发区村级“小微权力”清单（试行）")
    )
    for number, page in enumerate(pages.document.pages, start=1):
        assert overlaps(page) == [], f"page {number}"
        assert outside(page, mm(8), mm(8), mm(7)) == [], f"page {number}"


def _bottoms(items: tuple[SceneItem, ...], limit: float) -> Iterator[float]:
    for item in items:
        match item:
            case Group(items=inner):
                yield from _bottoms(inner, limit)
            case Text() if item.y < limit:
                yield item.y
            case _:
                ys = [s.y for s in getattr(item, "segments", ()) if hasattr(s, "y")]
                yield from (y for y in ys if y < limit)
