"""`powermap overview`: a list in; the whole of it on one sheet out."""

from __future__ import annotations

from typing import Annotated

import typer

from powermap.cli.options import AsJson, ListName, Output, Press, TextForm, Theme, Tile, Village, Villages
from powermap.cli.producing import make

_SIZES = "A0 至 A4，或展板 60x90（厘米）、500x700mm；横放加“横”"


def overview(
    list_name: ListName,
    village: Village = None,
    villages: Villages = None,
    size: Annotated[str, typer.Option("--size", metavar="A1", help=f"纸张：{_SIZES}。默认 A1")] = "A1",
    press: Press = "screen",
    text: TextForm = "fonts",
    tile: Tile = "",
    theme: Theme = None,
    output: Output = "output",
    as_json: AsJson = False,
) -> None:
    """One PDF for the whole list."""
    from powermap.build.printing import print_from
    from powermap.build.producing import overviews
    from powermap.products.sizes import page_size

    sheet, printing = page_size(size), print_from(press, text, tile)
    make(
        lambda order: overviews(order, sheet),
        *(list_name, None, village, villages, theme, output, as_json),
        printing=printing,
    )
