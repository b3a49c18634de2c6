"""Wall charts in every theme and with everything a theme may change: nothing overlaps, what was asked for is there."""

from __future__ import annotations

from typing import Literal

import pytest

from powermap.model import Item, Village
from powermap.model.theme import Logo, Theme
from powermap.products.card import make_cards
from powermap.products.poster import View, make_poster
from powermap.products.product import Product, texts_of
from powermap.products.sizes import page_size
from powermap.render.pdf import draw_pdf
from powermap.scene.check import check_page
from powermap.scene.items import Close, Curve, Gradient, Group, Image, Line, Move, Path, SceneItem, Square
from powermap.units import mm
from powermap.validate.themes import load_theme, shipped_themes
from powermap.value import replace
from tests.samples import ITEMS, PROJECT, VILLAGE, fonts, power_list
from tests.validate.test_theme_looks import png

LONG = "户口迁移、婚姻状况、亲属关系、居住情况等证明事项的核实与出具"


def poster(
    theme: Theme, sample: Item = PROJECT, size: str = "A2", village: Village | None = VILLAGE, view: View = "flow"
) -> Product:
    return make_poster(power_list(*ITEMS), sample, village, theme, fonts(), page_size(size), view)


def things(product: Product) -> list[SceneItem]:
    """Every item but groups, in no order."""
    out: list[SceneItem] = []
    stack = [thing for page in product.document.pages for thing in page.items]
    while stack:
        thing = stack.pop()
        if isinstance(thing, Group):
            stack += thing.items
        else:
            out.append(thing)
    return out


def words(product: Product) -> str:
    return "".join(text.text for page in product.document.pages for text in reversed(texts_of(page))).replace(" ", "")


def faults(product: Product) -> list[str]:
    return [str(finding) for page in product.document.pages for finding in check_page(page)]


@pytest.mark.parametrize("name", shipped_themes())
@pytest.mark.parametrize("size", ["A2", "A3横", "A4"])
@pytest.mark.parametrize("village", [VILLAGE, None], ids=["village", "none"])
def test_every_theme_holds_every_sample(name: str, size: str, village: Village | None) -> None:
    for sample in (*ITEMS, replace(PROJECT, name=LONG)):
        product = poster(load_theme(name), sample, size, village)
        assert faults(product) == []
        text = words(product)
        assert sample.name in text
        assert "示范文本" in text


@pytest.mark.parametrize("name", shipped_themes())
def test_ornaments_stay_on_the_sheet(name: str) -> None:
    product = poster(load_theme(name), size="A3横")
    page = product.document.pages[0]
    for thing in things(product):
        if not isinstance(thing, Path):
            continue
        for segment in thing.segments:
            if isinstance(segment, (Move, Line, Curve)):
                assert -1e-6 <= segment.x <= page.width + 1e-6
                assert -1e-6 <= segment.y <= page.height + 1e-6
            else:
                assert isinstance(segment, (Close, Square))


@pytest.mark.parametrize("view", ["flow", "lanes", "card"])
def test_the_theme_for_black_and_white_fills_little(view: Literal["flow", "lanes", "card"]) -> None:
    """No gradient but white, no colour, and beside white only small dark fills: the highest risk, arrows, patterns."""
    if view == "card":
        (product,) = make_cards(power_list(*ITEMS), PROJECT, VILLAGE, load_theme("素"), fonts(), "3x4")
    else:
        product = poster(load_theme("素"), view=view)
    for thing in things(product):
        if not isinstance(thing, Path):
            continue
        paints = [*thing.fill[4:]] if isinstance(thing.fill, Gradient) else [thing.fill] if thing.fill else []
        for paint in (*paints, *([thing.stroke.color] if thing.stroke else ())):
            assert paint.r == paint.g == paint.b
        if paints and paints[0].r < 0.9:
            xs = [s.x for s in thing.segments if not isinstance(s, Close)]
            ys = [s.y for s in thing.segments if not isinstance(s, Close)]
            page = product.document.pages[0]
            assert max(xs) - min(xs) < 0.1 * page.width or max(ys) - min(ys) < 0.01 * page.height


def test_facts_in_another_order_and_place() -> None:
    standard = load_theme()
    regions = replace(standard.regions, facts=("公开方式", "办理主体"), facts_place="下", foot=("上级监督", "群众监督"))
    product = poster(replace(standard, regions=regions))
    text = words(product)
    assert faults(product) == []
    assert "办理依据" not in text
    assert text.index("公开方式") < text.index("办理主体") < text.index("上级监督") < text.index("群众监督")
    heights = {run.text: run.y for page in product.document.pages for run in texts_of(page)}
    assert max(y for word, y in heights.items() if "竣工验收" in word) < heights["公开方式"] < heights["上级监督"]
    assert "联系人" not in text


def test_words_of_ones_own() -> None:
    standard = load_theme()
    own = replace(standard.words, poster_head="【区镇】【编号】号", route="怎么办", foot="示例镇监制")
    text = words(poster(replace(standard, words=own)))
    for wanted in ("示例镇08号", "怎么办", "示例镇监制", "示范文本，印发前须由区镇核定"):
        assert wanted in text
    assert "运行流程" not in text


@pytest.mark.parametrize("name", shipped_themes())
def test_logo_stands_in_the_head_and_is_drawn(name: str) -> None:
    theme = replace(load_theme(name), logo=Logo(png(), 300, 240))
    product = poster(theme)
    (image,) = (thing for thing in things(product) if isinstance(thing, Image))
    assert image.rect.w / image.rect.h == pytest.approx(300 / 240)
    assert faults(product) == []
    assert b"/Subtype /Image" in draw_pdf(product.document, fonts())


def test_a_larger_code() -> None:
    standard = load_theme()
    product = poster(replace(standard, regions=replace(standard.regions, qr_mm=60)), size="A3")
    squares = [
        s for thing in things(product) if isinstance(thing, Path) for s in thing.segments if isinstance(s, Square)
    ]
    dark = max(s.x + s.w for s in squares) - min(s.x for s in squares)
    assert dark >= 0.7 * mm(60)
    assert faults(product) == []
