"""A checked list and what is wanted of it in; finished files on disk out, each with what a report says about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from powermap.build.names import relative_path
from powermap.build.printing import SCREEN, Print
from powermap.build.writing import write_atomically
from powermap.model import Item, PowerList, Village
from powermap.value import replace

if TYPE_CHECKING:
    from powermap.model.theme import Theme
    from powermap.products.booklet import Style
    from powermap.products.poster import View
    from powermap.products.product import Product
    from powermap.products.sizes import PageSize
    from powermap.scene.items import Document
    from powermap.text.fonts import Catalogue


@dataclass(frozen=True)
class Order:
    """What is to be made: these items of this list, for this village (None: with places to write in), in this look,
    printed this way (pictures are for screens and know no printing).
    """

    power_list: PowerList
    items: tuple[Item, ...]
    village: Village | None
    theme: Theme
    fonts: Catalogue
    printing: Print = SCREEN


@dataclass(frozen=True)
class Output:
    """A file that was written, and the product that is in it."""

    path: Path
    product: Product
    size: int
    """In bytes."""
    beside: tuple[Path, ...] = ()
    """Files that go with it: the words of a picture, the questions of an exam as data."""


def posters(order: Order, size: PageSize, view: View = "flow") -> Iterator[Product]:
    """A wall chart for each item."""
    from powermap.products.poster import make_poster

    for item in order.items:
        yield make_poster(order.power_list, item, order.village, order.theme, order.fonts, size, view)


def overviews(order: Order, size: PageSize) -> Iterator[Product]:
    """The whole list on one sheet."""
    from powermap.products.overview import make_overview

    yield make_overview(order.power_list, order.village, order.theme, order.fonts, size)


def booklets(
    order: Order, size: PageSize, style: Style = "full", sheet: PageSize | None = None, signature: int | None = None
) -> Iterator[Product]:
    """The one booklet of the list, and its sheets for folding if there is paper to impose it on.

    Raises UsageError, before anything is made, if the paper is too small or the signature no multiple of four.
    """
    from powermap.products.booklet import imposed, make_booklet, make_pocket

    if sheet is not None:
        from powermap.press.imposition import check_sheet, sides_of

        check_sheet((size.width_mm, size.height_mm), (sheet.width_mm, sheet.height_mm))
        sides_of(4, signature)
    make = make_pocket if style == "pocket" else make_booklet
    product = make(order.power_list, order.village, order.theme, order.fonts, size)
    yield product
    if sheet is not None:
        yield imposed(product, sheet, signature)


def cards(order: Order, format_name: str, scale: int = 1, image: str = "png") -> Iterator[Product]:
    """A card for each item."""
    from powermap.products.card import make_cards

    for item in order.items:
        yield from make_cards(
            order.power_list, item, order.village, order.theme, order.fonts, format_name, scale, image
        )


def series(order: Order, format_name: str, scale: int = 1, image: str = "png") -> Iterator[Product]:
    """The cards of the items with a cover, a card for each category and whom to call."""
    from powermap.products.card.formats import look
    from powermap.products.card.series import make_series

    chosen = look(format_name, scale, image)
    yield from make_series(order.power_list, order.items, order.village, order.theme, order.fonts, chosen)


def article(order: Order, scale: int = 1, image: str = "png") -> Iterator[Product]:
    """The pictures of an article for a public account, its texts beside the first."""
    from powermap.products.card.article import make_article

    yield from make_article(order.power_list, order.items, order.village, order.theme, order.fonts, scale, image)


def produce(products: Iterable[Product], order: Order) -> Iterator[tuple[Product, bytes]]:
    """Each product with the bytes of its file, one at a time, named and finished for the order's printing."""
    from powermap.build.finishing import finish
    from powermap.render.pdf import draw_pdf
    from powermap.render.png import draw_jpg, draw_png

    drawn: Document | None = None
    pdf = b""
    for product in products:
        if product.pixels:
            draw = draw_jpg if product.media == "jpg" else draw_png
            yield product, draw(draw_pdf(product.document, order.fonts), *product.pixels)
            continue
        named = _named(product, order.printing)
        if product.document is not drawn:  # what is imposed is the file that was drawn just before
            name = named.file_name.rpartition("/")[2]
            drawn = product.document
            pages, pdf = finish(drawn, order.theme, order.fonts, order.printing, name)
        if product.imposed:
            from powermap.press.imposition import impose

            sheets = product.imposed
            yield named, impose(pdf, (sheets.width_mm, sheets.height_mm), sheets.signature)
        else:
            yield replace(named, document=pages), pdf


def _named(product: Product, printing: Print) -> Product:
    """A product under the name that says how it is printed."""
    if not printing.suffix:
        return product
    stem, _, ending = product.file_name.rpartition(".")
    return replace(product, file_name=f"{stem}{printing.suffix}.{ending}")


def write(products: Iterable[Product], order: Order, root: Path) -> Iterator[Output]:
    """Draw and write each product below root, beside a picture its words. Raises WriteError; what was written before
    stays.
    """
    for product, data in produce(products, order):
        path, *beside = [write_atomically(root, *file) for file in files_of(product, data, order.power_list)]
        yield Output(path, product, len(data), tuple(beside))


def files_of(product: Product, data: bytes, power_list: PowerList) -> Iterator[tuple[str, bytes]]:
    """The files of a drawn product, itself first: where each goes, from the output folder, and its bytes."""
    relative = relative_path(product, _subject(product, power_list))
    stem = relative.rpartition(".")[0]
    yield relative, data
    if product.alt:
        yield f"{stem}.txt", f"{product.alt}\n".encode()
    for ending, content in product.beside:
        yield f"{stem.rpartition('/')[0] if ending.startswith('/') else stem}{ending}", content


def _subject(product: Product, power_list: PowerList) -> str:
    """The part of a product's file name that comes from the list."""
    if product.item is None:
        return power_list.title
    return f"{product.item}-{power_list.item(product.item).name}"
