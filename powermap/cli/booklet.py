"""`powermap booklet`: the size, the style and the paper in; the booklet, and its sheets for folding, out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from powermap.cli.options import AsJson, ListName, Output, Press, TextForm, Theme, Village, Villages
from powermap.cli.producing import make

if TYPE_CHECKING:
    from powermap.build.producing import Order
    from powermap.products.product import Product

_SIZES = "成品一页的大小：A5、A4、32开、16开、口袋，或 130x184mm。默认 A5，口袋版默认 口袋（110×200 毫米）"
_STYLES = "样式：full 全本，pocket 口袋版（只有路线图，一项一页）。默认 full"
_PAPERS = "另出一份拼版：两页并排印在 A4 或 A3 上，双面打印，对折装订"
_SIGNATURES = "拼版时每帖的页数（4 的倍数），厚本子分帖折；不写则全部折成一帖"


def booklet(
    list_name: ListName,
    village: Village = None,
    villages: Villages = None,
    size: Annotated[str | None, typer.Option("--size", metavar="A5", help=_SIZES)] = None,
    style: Annotated[str, typer.Option("--style", metavar="pocket", help=_STYLES)] = "full",
    sheet: Annotated[str | None, typer.Option("--impose", metavar="A4", help=_PAPERS)] = None,
    signature: Annotated[int | None, typer.Option("--signature", metavar="16", help=_SIGNATURES)] = None,
    press: Press = "screen",
    text: TextForm = "fonts",
    theme: Theme = None,
    output: Output = "output",
    as_json: AsJson = False,
) -> None:
    """One PDF for the whole list, and one with its sheets."""
    from powermap.build.printing import print_from
    from powermap.build.producing import booklets
    from powermap.errors import UsageError
    from powermap.products.booklet import DEFAULT_SIZES, style_named
    from powermap.products.sizes import page_size

    if signature is not None and sheet is None:
        raise UsageError("--signature 要和 --impose 一起用，如 --impose A4 --signature 16")
    shown = style_named(style)
    page, paper = page_size(size or DEFAULT_SIZES[shown]), page_size(sheet) if sheet else None

    def products(order: Order) -> Iterable[Product]:
        return booklets(order, page, shown, paper, signature)

    printing = print_from(press, text)
    make(products, list_name, None, village, villages, theme, output, as_json, printing=printing)
