"""A list in; the page of each item in its booklet out, for products that refer to the booklet."""

from __future__ import annotations

from powermap.model import PowerList
from powermap.model.theme import Theme
from powermap.products.booklet.book import make_booklet
from powermap.products.booklet.item_pages import item_anchor
from powermap.products.sizes import page_size
from powermap.scene.items import Anchor
from powermap.text.fonts import Catalogue


def item_folios(power_list: PowerList, theme: Theme, fonts: Catalogue) -> dict[str, int]:
    """The first page of each item by its number, in the booklet as it is made by default (A5)."""
    document = make_booklet(power_list, None, theme, fonts, page_size("A5")).document
    places = {
        item.name: number
        for number, page in enumerate(document.pages, 1)
        for item in page.items
        if isinstance(item, Anchor)
    }
    return {item.number: places[item_anchor(item)] for item in power_list.items if item_anchor(item) in places}
