"""One item and a format in; its pictures for phones out."""

from __future__ import annotations

from collections.abc import Sequence

from powermap.diagnostics import Diagnostic, Severity
from powermap.model import Item, PowerList, Village
from powermap.model.theme import Theme
from powermap.products.card.emblem import Subject, compose_cover, compose_small_square
from powermap.products.card.formats import FORMATS, Look, look
from powermap.products.card.long import compose_long
from powermap.products.card.parts import Card, category_words
from powermap.products.card.route import RouteCard, compose_routes
from powermap.products.card.square import compose_square
from powermap.products.card.words import item_alt
from powermap.products.product import Product
from powermap.scene.brush import Brush
from powermap.scene.items import Document, Page
from powermap.text.fonts import Catalogue
from powermap.text.phrases import setter_for


def make_cards(
    power_list: PowerList,
    item: Item,
    village: Village | None,
    theme: Theme,
    fonts: Catalogue,
    format_name: str = "3x4",
    scale: int = 1,
    image: str = "png",
) -> tuple[Product, ...]:
    """The card of one item, and where its route needs more than one at the least type, those on which it goes on.
    Without a village there are empty places to write in by hand.

    Raises UsageError for a format, scale or kind of picture that does not exist.
    """
    chosen = look(format_name, scale, image)
    width, height = map(float, FORMATS[chosen.format_name])
    card = Card(width, height, Brush(theme, setter_for(power_list, fonts)), power_list, village, item)
    routes: tuple[RouteCard, ...] = ()
    match chosen.format_name:
        case "cover":
            pages = [Page(width, height, compose_cover(card, _subject(card)))]
        case "square500":
            pages = [Page(width, height, compose_small_square(card, _subject(card)))]
        case "square":
            pages = [Page(width, height, compose_square(card))]
        case "long":
            items, height = compose_long(card)
            pages = [Page(width, height, items)]
        case _:
            routes = compose_routes(card)
            pages = [Page(width, height, route.items) for route in routes]
    return tuple(_product(card, chosen, page, i, routes) for i, page in enumerate(pages, start=1))


def _product(card: Card, chosen: Look, page: Page, part: int, routes: Sequence[RouteCard]) -> Product:
    power_list, item, village = card.power_list, card.item, card.village
    parts = len(routes)
    document = Document(
        (page,),
        title=f"{item.number} {item.name}",
        author=village.name if village else power_list.title,
        subject=f"{power_list.title} 路线图（{power_list.edition}）",
    )
    which = f"第 {part} 张，共 {parts} 张。" if parts > 1 else ""
    return Product(
        "card",
        document,
        f"cards/{item.number}-{item.name}{f'-第{part}张' if parts > 1 else ''}{chosen.ending}",
        item.number,
        village.name if village else None,
        pixels=chosen.pixels(page.width, page.height),
        problems=_problems(item, chosen, routes) if part == 1 else (),
        alt=which + item_alt(power_list, item, village, chosen.format_name == "long"),
    )


def _subject(card: Card) -> Subject:
    item = card.item
    kind = category_words(item.category)
    return Subject(card.power_list.title, item.name, item.short or item.name, item.number, kind)


def _problems(item: Item, chosen: Look, routes: Sequence[RouteCard]) -> tuple[Diagnostic, ...]:
    what = f"{item.number} {item.name}"
    if len(routes) > 1:
        found = f"{what}：卡片 {chosen.format_name} 一张放不下规定的最小字号，分成 {len(routes)} 张，用步骤号接续"
        return (Diagnostic("several-cards", Severity.NOTICE, found, "一起发布；也可以用 --format long 做成一张长图"),)
    if all(route.legible for route in routes):
        return ()
    return (
        Diagnostic(
            "type-below-floor",
            Severity.WARNING,
            f"{what}：卡片 {chosen.format_name} 放不下规定的最小字号，"
            f"步骤 {routes[0].name:.1f} 像素、说明 {routes[0].note:.1f} 像素",
            "请给步骤写上简称，或把流程拆成两个事项；也可以用 --format long",
        ),
    )
