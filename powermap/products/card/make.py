"""One item and a format in; its picture for phones out."""

from __future__ import annotations

from powermap.diagnostics import Diagnostic, Severity
from powermap.model import Item, PowerList, Village
from powermap.model.theme import Theme
from powermap.products.card.emblem import Subject, compose_cover, compose_small_square
from powermap.products.card.formats import FORMATS, Look, look
from powermap.products.card.long import compose_long
from powermap.products.card.parts import Card, category_words
from powermap.products.card.route import RouteCard, compose_route
from powermap.products.card.square import compose_square
from powermap.products.card.words import item_alt
from powermap.products.product import Product
from powermap.scene.brush import Brush
from powermap.scene.items import Document, Page, SceneItem
from powermap.text.fonts import Catalogue
from powermap.text.phrases import setter_for


def make_card(
    power_list: PowerList,
    item: Item,
    village: Village | None,
    theme: Theme,
    fonts: Catalogue,
    format_name: str = "3x4",
    scale: int = 1,
    image: str = "png",
) -> Product:
    """The card of one item. Without a village there are empty places to write in by hand.

    Raises UsageError for a format, scale or kind of picture that does not exist.
    """
    chosen = look(format_name, scale, image)
    width, height = map(float, FORMATS[chosen.format_name])
    card = Card(width, height, Brush(theme, setter_for(power_list, fonts)), power_list, village, item)
    problems: tuple[Diagnostic, ...] = ()
    items: tuple[SceneItem, ...]
    match chosen.format_name:
        case "cover":
            items = compose_cover(card, _subject(card))
        case "square500":
            items = compose_small_square(card, _subject(card))
        case "square":
            items = compose_square(card)
        case "long":
            items, height = compose_long(card)
        case _:
            route = compose_route(card)
            items, problems = route.items, _problems(item, chosen, route)
    page = Page(width, height, items)
    document = Document(
        (page,),
        title=f"{item.number} {item.name}",
        author=village.name if village else power_list.title,
        subject=f"{power_list.title} 路线图（{power_list.edition}）",
    )
    return Product(
        "card",
        document,
        f"cards/{item.number}-{item.name}{chosen.ending}",
        item.number,
        village.name if village else None,
        pixels=chosen.pixels(page.width, page.height),
        problems=problems,
        alt=item_alt(power_list, item, village, chosen.format_name == "long"),
    )


def _subject(card: Card) -> Subject:
    item = card.item
    kind = category_words(item.category)
    return Subject(card.power_list.title, item.name, item.short or item.name, item.number, kind)


def _problems(item: Item, chosen: Look, route: RouteCard) -> tuple[Diagnostic, ...]:
    if route.legible:
        return ()
    return (
        Diagnostic(
            "type-below-floor",
            Severity.WARNING,
            f"{item.number} {item.name}：卡片 {chosen.format_name} 放不下规定的最小字号，"
            f"步骤 {route.name:.1f} 像素、说明 {route.note:.1f} 像素",
            "请给步骤写上简称，或把流程拆成两个事项；也可以用 --format long",
        ),
    )
