"""Wall charts in lanes: file names, every text of the item on the sheets, type not below the floors."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from powermap.errors import UsageError
from powermap.products.poster import make_poster, view_named
from powermap.products.product import Product
from powermap.products.sizes import page_size
from powermap.scene.items import Group, SceneItem, Text
from tests.samples import ITEMS, PROJECT, VILLAGE, fonts, power_list, theme


def poster(number: int, size: str) -> Product:
    return make_poster(power_list(*ITEMS), ITEMS[number], VILLAGE, theme(), fonts(), page_size(size), "lanes")


def in_order(items: tuple[SceneItem, ...]) -> Iterator[str]:
    """The texts as they are drawn: lines of one text follow each other."""
    for part in items:
        if isinstance(part, Group):
            yield from in_order(part.items)
        elif isinstance(part, Text):
            yield part.text


def plain(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("size", ["A3横", "A2", "A0"])
@pytest.mark.parametrize("number", range(len(ITEMS)), ids=[item.number for item in ITEMS])
def test_every_text_of_the_route_is_on_the_sheets(number: int, size: str) -> None:
    item, product = ITEMS[number], poster(number, size)
    drawn = plain("".join(text for page in product.document.pages for text in in_order(page.items)))
    for entry in item.entries:
        risks = [text for risk in entry.risks for text in (risk.text, risk.control, risk.owner)]
        for text in (entry.name, entry.note, entry.limit, *risks):
            assert plain(text) in drawn
    assert not [p for p in product.problems if p.rule == "type-below-floor"]
    assert product.min_pt >= page_size(size).floors.note - 1e-6


def test_file_name_says_lanes() -> None:
    assert poster(0, "A2").file_name == f"posters/08-{PROJECT.name}-A2-泳道.pdf"


def test_lanes_and_callouts_are_drawn() -> None:
    names = [getattr(part, "name", "") for page in poster(0, "A2").document.pages for part in page.items]
    assert sum(name.startswith("lane ") for name in names) >= 5
    assert sum(name.startswith("callout ") for name in names) == sum(1 for e in PROJECT.entries if e.risks)
    assert sum(name.startswith("marker ") for name in names) == sum(1 for e in PROJECT.entries if e.risks)


def test_views_by_name() -> None:
    assert view_named("lanes") == "lanes"
    with pytest.raises(UsageError, match="泳道"):
        view_named("鱼骨")
