"""`powermap card`: items, format and kind of picture in; cards, a series or an article out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from powermap.cli.options import AsJson, Items, ListName, Output, Theme, Village, Villages
from powermap.cli.producing import make
from powermap.errors import UsageError

if TYPE_CHECKING:
    from powermap.build.producing import Order
    from powermap.products.product import Product

_FORMATS = (
    "版式：3x4（1080×1440，默认）、cover（封面 900×383）、square（1080×1080）、square500、"
    "long（长图）、story（1080×1920）"
)


def card(
    list_name: ListName,
    item: Items = None,
    village: Village = None,
    villages: Villages = None,
    format_name: Annotated[str | None, typer.Option("--format", metavar="3x4", help=_FORMATS)] = None,
    series: Annotated[bool, typer.Option("--series", help="成套：加上清单封面、分类卡和监督电话卡")] = False,
    article: Annotated[
        bool, typer.Option("--article", help="做成一篇公众号文章：封面、图片、正文、摘要，放在一个文件夹")
    ] = False,
    image: Annotated[str, typer.Option("--image", metavar="jpg", help="图片种类：png 或 jpg，默认 png")] = "png",
    scale: Annotated[int, typer.Option("--scale", metavar="2", help="放大几倍：1 或 2，默认 1")] = 1,
    theme: Theme = None,
    output: Output = "output",
    as_json: AsJson = False,
) -> None:
    """One picture for each item, with its words beside it."""
    from powermap.build import producing
    from powermap.products.card.formats import look

    if article and (series or format_name):
        raise UsageError("--article 自己定版式，不能和 --format、--series 一起用")
    chosen = look(format_name or "3x4", scale, image)
    shape = (chosen.format_name, chosen.scale, chosen.image)

    def products(order: Order) -> Iterator[Product]:
        if article:
            return producing.article(order, chosen.scale, chosen.image)
        return producing.series(order, *shape) if series else producing.cards(order, *shape)

    make(products, list_name, item, village, villages, theme, output, as_json)
