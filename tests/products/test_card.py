"""A card: the right size, every word of the route and of the risks it names, and the village's or empty places."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path as FilePath

import pytest

from powermap.errors import UsageError
from powermap.model import Branch, Decision, Item, PowerList, Risk, RiskLevel, Step, Village
from powermap.products.card import make_cards
from powermap.products.product import Product, texts_of
from powermap.scene.items import Group, Link, Page, Path, SceneItem, Text
from powermap.source import read_list
from powermap.text.fonts import load_catalogue
from powermap.validate import check_list
from powermap.validate.themes import load_theme
from powermap.value import replace

LISTS = FilePath(__file__).resolve().parents[2] / "lists" / "kunshan"
ITEMS = ("08", "26", "30")


@cache
def sample() -> PowerList:
    found = check_list(read_list(LISTS)).power_list
    assert found is not None
    return found


@cache
def card(number: str, with_village: bool = True) -> Product:
    power_list = sample()
    return of(power_list.item(number), power_list.villages[0] if with_village else None)


def of(item: Item, village: Village | None) -> Product:
    (only,) = make_cards(sample(), item, village, load_theme(), load_catalogue())
    return only


def page(product: Product) -> Page:
    (only,) = product.document.pages
    return only


def words(product: Product) -> str:
    """All text of the card without spaces, run after run in the order of drawing."""
    runs: list[str] = []

    def walk(items: tuple[SceneItem, ...]) -> None:
        for it in items:
            match it:
                case Text(text=text):
                    runs.append(text)
                case Group(items=inner):
                    walk(inner)
                case _:
                    pass

    walk(page(product).items)
    return "".join(runs).replace(" ", "")


def group(product: Product, name: str) -> Group:
    return next(it for it in page(product).items if isinstance(it, Group) and it.name == name)


def test_a_card_is_a_picture_of_1080_by_1440() -> None:
    product = card("08")
    assert (product.kind, product.media, product.pixels) == ("card", "png", (1080, 1440))
    assert (page(product).width, page(product).height) == (1080, 1440)
    assert product.file_name == "cards/08-小型工程立项与发包-3x4.png"
    assert (product.item, product.village) == ("08", "示例村")


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="3x4"):
        make_cards(sample(), sample().item("08"), None, load_theme(), load_catalogue(), "4x3")


@pytest.mark.parametrize("number", ITEMS)
@pytest.mark.parametrize("with_village", [True, False])
def test_type_is_not_below_the_floor(number: str, with_village: bool) -> None:
    product = card(number, with_village)
    assert product.problems == ()
    assert product.min_pt >= 23
    title = max(t.size for t in texts_of(page(product)) if t.font == "song-black" and t.text != number)
    assert title >= 60


@pytest.mark.parametrize("number", ITEMS)
def test_every_entry_with_actor_limit_and_results_is_on_the_card(number: str) -> None:
    found = words(card(number))
    for entry in sample().item(number).entries:
        assert any(name.replace(" ", "") in found for name in (entry.name, entry.short)), entry.name
        assert entry.limit.replace(" ", "") in found
        for actor in entry.actors:
            assert actor.name in found or actor.short in found
        for branch in getattr(entry, "branches", ()):
            assert branch.result.replace(" ", "") in found


@pytest.mark.parametrize("number", ITEMS)
def test_the_highest_risks_come_first_with_their_controls(number: str) -> None:
    risks = [risk for _, risk in sorted(sample().item(number).risks, key=lambda pair: pair[1].level.rank)]
    found = words(card(number))
    shown = [risk for risk in risks if risk.text in found]
    assert shown and shown == risks[: len(shown)]
    assert all(f"{risk.text}：{risk.control}".replace(" ", "") in found for risk in shown)


@pytest.mark.parametrize("number", ITEMS)
def test_risks_that_have_no_room_are_counted(number: str) -> None:
    risks = [risk for _, risk in sample().item(number).risks]
    found = words(card(number))
    hidden = sum(risk.text not in found for risk in risks)
    assert (f"另有{hidden}处，见挂图" in found) == (hidden > 0)
    assert hidden or "见挂图" not in found


def test_the_village_stands_on_the_foot_and_its_code_is_large_enough() -> None:
    product = card("08")
    found = words(product)
    for text in ("示例镇示例村", "村务监督委员会", "0512-00000001", "0512-00000002", "示范文本"):
        assert text in found
    squares = [it for it in group(product, "foot").items if isinstance(it, Path) and len(it.segments) > 50]
    assert squares, "no QR code"


def test_without_a_village_there_are_places_to_write_in() -> None:
    found = words(card("08", with_village=False))
    for text in ("镇", "村务监督电话", "上级监督电话", "贴二维码处"):
        assert text in found
    assert "0512" not in found


def test_a_short_route_fills_its_card_and_tells_more() -> None:
    item = sample().item("08")
    first = item.entries[0]
    assert isinstance(first, Step)
    steps = tuple(replace(first, key=str(i), target=str(i + 1) if i < 3 else None) for i in (1, 2, 3))
    product = of(replace(item, entries=steps), None)
    assert first.note in words(product)
    stations = [it for it in page(product).items if isinstance(it, Group) and it.name.startswith("station ")]
    assert len(stations) == 3


def test_a_route_too_long_for_one_card_goes_on_on_others_in_one_type() -> None:
    item = sample().item("08")
    first = item.entries[0]
    assert isinstance(first, Step)
    long = replace(
        first, name="组织党员和村民代表对工程质量进行联合验收并公示", short="组织党员和村民代表联合验收并公示"
    )
    steps = tuple(replace(long, key=str(i), target=str(i + 1) if i < 34 else None) for i in range(1, 35))
    products = make_cards(sample(), replace(item, entries=steps), None, load_theme(), load_catalogue())
    assert [p.file_name for p in products] == [
        f"cards/08-小型工程立项与发包-第{i}张-3x4.png" for i in range(1, len(products) + 1)
    ]
    assert [[problem.rule for problem in p.problems] for p in products] == [
        ["several-cards"],
        *[[]] * (len(products) - 1),
    ]
    names = Counter(t.size for p in products for t in texts_of(page(p)) if t.text.startswith("组织党员"))
    assert len(names) == 1 and min(names) >= 28
    assert sum(words(p).count("组织党员和村民代表") for p in products) == 34
    for p in products:
        assert f"第{products.index(p) + 1}/{len(products)}张" in words(p)
        assert p.alt.startswith(f"第 {products.index(p) + 1} 张，共 {len(products)} 张。08 ")
        for it in texts_of(page(p)):
            assert it.x >= 0 and it.x + it.width <= 1080 and it.y - it.size >= 0 and it.y <= 1440


def test_a_decision_too_high_for_any_card_shrinks_and_says_so() -> None:
    item = sample().item("08")
    first = item.entries[0]
    assert isinstance(first, Step)
    ways = tuple(Branch(f"第{i}种情形", "问") for i in range(40))
    entries = (
        replace(first, target="问"),
        Decision("问", "哪种情形？", "哪种情形", first.actors, (*ways, Branch("没有", None))),
    )
    (problem,) = of(replace(item, entries=entries), None).problems
    assert problem.rule == "type-below-floor"


def test_a_long_name_takes_two_lines_or_its_short_name() -> None:
    item = replace(sample().item("08"), name="村级集体经济组织经营性资产清查核实与处置报批办理", short="资产处置")
    product = of(item, None)
    assert words(product).count("资产处置") or words(product).count(item.name)
    assert all(t.x + t.width <= 1080 - 59 for t in texts_of(page(product)))


def test_risks_of_one_level_and_none_at_all() -> None:
    item = sample().item("08")
    bare = replace(item, entries=tuple(replace(entry, risks=()) for entry in item.entries))
    assert "廉政风险提示" not in words(of(bare, None))
    long = Risk(RiskLevel("一级", 0, 1), "风险" * 30, "防控" * 40)
    wordy = replace(bare, entries=(replace(bare.entries[0], risks=(long,)), *bare.entries[1:]))
    found = words(of(wordy, None))
    assert long.control in found


def test_the_same_input_gives_the_same_scene() -> None:
    item = sample().item("26")
    assert repr(of(item, None).document) == repr(of(replace(item), None).document)


def test_nothing_links_from_a_picture() -> None:
    assert not any(isinstance(it, Link) for it in page(card("08")).items)
