"""A list in; every product of it as PNG, on one HTML page to look at, out. `make gallery` runs it for the sample list.

With --pictures the pictures of the README are made too, in docs/pictures.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from html import escape
from pathlib import Path

from powermap.build.choosing import choose_village
from powermap.build.loading import load_checked, load_fonts
from powermap.build.producing import Order, booklets, cards, overviews, posters, produce
from powermap.build.writing import write_atomically
from powermap.model.theme import Theme
from powermap.products.poster import view_named
from powermap.products.product import Product
from powermap.products.sizes import page_size
from powermap.render.png import draw_png
from powermap.scene.items import Anchor
from powermap.text.fonts import Catalogue
from powermap.validate.themes import load_theme, shipped_themes
from powermap.value import replace

ROOT = Path(__file__).resolve().parents[1]
WIDTHS_PX = {"poster": 1400, "overview": 1400, "booklet": 700}
"""Of one page: steps of an A2 poster can be read, and a spread of the booklet fits a screen."""

README_PICTURES = {"poster-08.png": "posters/08-", "card-08.png": "cards/08-"}
"""File in docs/pictures → beginning of the product's file name."""

STRESS = ROOT / "tests" / "stress" / "list"
"""The made-up list with every shape of a route; it is not in an installed package."""

TELLING = (
    *(("flow", "A2", number) for number in ("01", "05", "09", "11", "14", "17", "18", "19", "27", "28", "29")),
    *(("flow", "A3横", number) for number in ("10",)),
    *(("lanes", "A2", number) for number in ("10", "12", "15", "25")),
    *(("metro", "3x4", number) for number in ("05", "13", "16", "26")),
)
"""The twenty most telling of it: view, sheet, item."""

SPREAD_ITEM = "03"
"""The item whose first two pages of the booklet stand side by side in the README."""


def main() -> None:
    """Read the command line and make the gallery."""
    arguments = argparse.ArgumentParser(description="Every product of a list as PNG, on one HTML page.")
    arguments.add_argument("--list", default=str(ROOT / "lists" / "kunshan"), help="list to show (default: the sample)")
    arguments.add_argument("--village", default="示例村", help="village (default: %(default)s)")
    arguments.add_argument("--output", type=Path, default=ROOT / "output" / "gallery", help="folder to write")
    arguments.add_argument("--pictures", action="store_true", help="make docs/pictures for the README as well")
    options = arguments.parse_args()
    theme = load_theme()
    fonts = load_fonts(theme)
    power_list = load_checked(options.list, None, fonts).power_list
    if power_list is None:
        raise SystemExit(f"{options.list} has errors; run powermap check")
    order = Order(power_list, power_list.items, choose_village(power_list, options.village), theme, fonts)
    shown: dict[str, list[str]] = {}
    for product, file in produce(_products(order), order):
        pages = list(_pictures(product, file))
        for number, picture in enumerate(pages, 1):
            stem = product.file_name.rpartition(".")[0].replace("/", "-")
            name = f"{stem}-{number:03}.png" if len(pages) > 1 else f"{stem}.png"
            write_atomically(options.output, name, picture)
            shown.setdefault(product.kind, []).append(name)
        if options.pictures:
            _for_readme(product, pages)
    for name in shipped_themes():
        themed = replace(order, theme=load_theme(name), fonts=load_fonts(load_theme(name)))
        for product, file in produce(_side_by_side_products(themed), themed):
            for number, picture in enumerate(_pictures(product, file), 1):
                stem = product.file_name.rpartition(".")[0].replace("/", "-")
                file_name = f"themes-{name}-{stem}-{number}.png"
                write_atomically(options.output, file_name, picture)
                shown.setdefault("themes", []).append(file_name)
    for product, file in produce(_telling(theme, fonts), order):
        for number, picture in enumerate(_pictures(product, file), 1):
            stem = product.file_name.rpartition(".")[0].replace("/", "-")
            name = f"stress-{stem}-{number}.png"
            write_atomically(options.output, name, picture)
            shown.setdefault("stress", []).append(name)
    path = write_atomically(options.output, "index.html", _page(power_list.title, shown).encode("utf-8"))
    print(path)


def _products(order: Order) -> Iterator[Product]:
    yield from posters(order, page_size("A2"))
    yield from overviews(order, page_size("A1"))
    yield from booklets(order, page_size("A5"))
    yield from cards(order, "3x4")


def _telling(theme: Theme, fonts: Catalogue) -> Iterator[Product]:
    """Longest, shortest and oddest routes in all three views."""
    power_list = load_checked(str(STRESS), None, fonts).power_list
    if power_list is None:
        raise SystemExit(f"{STRESS} has errors; run powermap check")
    for view, size, number in TELLING:
        order = Order(power_list, (power_list.item(number),), power_list.villages[0], theme, fonts)
        yield from cards(order, size) if view == "metro" else posters(order, page_size(size), view_named(view))


def _side_by_side_products(order: Order) -> Iterator[Product]:
    """What shows a theme: one item's wall chart in both views, the overview, the cover of the booklet, one card."""
    one = replace(order, items=order.items[7:8] or order.items[:1])
    yield from posters(one, page_size("A2"))
    yield from posters(one, page_size("A2"), "lanes")
    yield from overviews(order, page_size("A2"))
    for booklet in booklets(order, page_size("A5")):
        yield replace(booklet, document=replace(booklet.document, pages=booklet.document.pages[:1]))
    yield from cards(one, "3x4")


def _pictures(product: Product, file: bytes) -> Iterator[bytes]:
    """Each page of a product as PNG; a picture as it is."""
    if product.pixels:
        yield file
        return
    width = WIDTHS_PX[product.kind]
    for number, page in enumerate(product.document.pages):
        yield draw_png(file, width, round(width * page.height / page.width), number)


def _for_readme(product: Product, pages: list[bytes]) -> None:
    folder = ROOT / "docs" / "pictures"
    for name, beginning in README_PICTURES.items():
        if product.file_name.startswith(beginning):
            write_atomically(folder, name, pages[0])
    if product.kind == "booklet":
        write_atomically(folder, "booklet-spread.png", _side_by_side(pages[_first_page(product) :][:2]))


def _first_page(booklet: Product) -> int:
    """The page, from 0, to which the outline leads for the item of the spread."""
    titles = [[anchor.title for anchor in page.items if isinstance(anchor, Anchor)] for page in booklet.document.pages]
    return next(page for page, found in enumerate(titles) if any(title.startswith(SPREAD_ITEM) for title in found))


def _side_by_side(pictures: list[bytes]) -> bytes:
    import io

    from PIL import Image

    pages = [Image.open(io.BytesIO(picture)) for picture in pictures]
    spread = Image.new("RGB", (sum(page.width for page in pages), max(page.height for page in pages)))
    left = 0
    for page in pages:
        spread.paste(page, (left, 0))
        left += page.width
    out = io.BytesIO()
    spread.save(out, "PNG", optimize=True)
    return out.getvalue()


def _page(title: str, shown: dict[str, list[str]]) -> str:
    words = {
        "poster": "挂图",
        "overview": "总览",
        "themes": "各主题的挂图、总览、手册封面、卡片",
        "booklet": "手册",
        "card": "卡片",
        "stress": "排版试验",
    }
    parts = [
        "<!doctype html><html lang=zh-CN><meta charset=utf-8>",
        f"<title>{escape(title)}</title>",
        "<style>body{font-family:sans-serif;background:#eee}img{height:90vh;margin:4px;background:#fff}</style>",
        f"<h1>{escape(title)}</h1>",
    ]
    for kind, names in shown.items():
        parts.append(f"<h2>{words[kind]}</h2>")
        parts += [f'<a href="{escape(name)}"><img loading=lazy src="{escape(name)}" alt=""></a>' for name in names]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
