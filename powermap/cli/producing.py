"""`powermap poster`, and what commands that make files share: what is wanted in; the files and a report out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powermap.cli.console import note, say, say_json
from powermap.cli.options import AsJson, Items, ListName, Output, Press, TextForm, Theme, Tile, View, Village, Villages
from powermap.cli.problems import count_line, problem_json
from powermap.diagnostics import Diagnostic, Severity
from powermap.errors import InputError

if TYPE_CHECKING:
    from powermap.build.printing import Print
    from powermap.build.producing import Order
    from powermap.build.producing import Output as Made
    from powermap.products.product import Product

_SIZES = "A0 至 A5，或展板 60x90（厘米）、500x700mm；横放加“横”"


def poster(
    list_name: ListName,
    item: Items = None,
    village: Village = None,
    villages: Villages = None,
    size: Annotated[str, typer.Option("--size", metavar="A2", help=f"纸张：{_SIZES}。默认 A2")] = "A2",
    view: View = "flow",
    press: Press = "screen",
    text: TextForm = "fonts",
    tile: Tile = "",
    theme: Theme = None,
    output: Output = "output",
    as_json: AsJson = False,
) -> None:
    """One PDF for each item."""
    from powermap.build.printing import print_from
    from powermap.build.producing import posters
    from powermap.products.poster import view_named
    from powermap.products.sizes import page_size

    sheet, shown, printing = page_size(size), view_named(view), print_from(press, text, tile)
    make(
        lambda order: posters(order, sheet, shown),
        *(list_name, item, village, villages, theme, output, as_json),
        printing=printing,
    )


def make(
    products: Callable[[Order], Iterable[Product]],
    list_name: str,
    numbers: Sequence[str] | None,
    village: str | None,
    villages: str | None,
    theme_name: str | None,
    output: str,
    as_json: bool,
    printing: Print | None = None,
) -> None:
    """Check, make, write; say each file as it is there. An error in the list stops before anything is made."""
    from powermap.build.choosing import choose_items, choose_village
    from powermap.build.loading import load_checked, load_fonts
    from powermap.build.printing import SCREEN
    from powermap.build.producing import Order, write
    from powermap.validate.themes import load_theme

    theme = load_theme(theme_name)
    fonts = load_fonts(theme)
    checked = load_checked(list_name, villages, fonts)
    problems = list(checked.diagnostics)
    outputs: list[Made] = []
    try:
        if checked.power_list is None:
            raise InputError("清单有错误，没有生成文件。改好以后再运行", tuple(problems))
        power_list = checked.power_list
        order = Order(
            power_list,
            choose_items(power_list, numbers or ()),
            choose_village(power_list, village),
            theme,
            fonts,
            printing or SCREEN,
        )
        _note_warnings(problems)
        for made in write(products(order), order, Path(output)):
            outputs.append(made)
            problems += made.product.problems
            (note if as_json else say)(f"{made.path}{_sheets(made.product)}")
            for problem in made.product.problems:
                note(str(problem))
    finally:
        if as_json:
            say_json(
                {"outputs": [output_json(made) for made in outputs], "problems": [problem_json(p) for p in problems]}
            )
    count = sum(1 + len(made.beside) for made in outputs)
    (note if as_json else say)(f"共 {count} 个文件，在 {Path(output)} 里。{_quiet(checked.diagnostics)}")


def _note_warnings(problems: Iterable[Diagnostic]) -> None:
    for problem in problems:
        if problem.severity is Severity.WARNING:
            note(str(problem))


def _sheets(product: Product) -> str:
    """Behind the name of a poster: how many sheets are in its file, if not one."""
    pages = len(product.document.pages)
    return f"（{pages} 张）" if product.kind == "poster" and pages > 1 else ""


def _quiet(problems: Iterable[Diagnostic]) -> str:
    """What was found in the list but not shown: one with sixty statutes to be compared is to print all the same."""
    notices = [problem for problem in problems if problem.severity is Severity.NOTICE]
    return f"另有 {count_line(notices).rstrip('。')}，用 powermap check 看。" if notices else ""


def output_json(made: Made) -> dict[str, Any]:
    """What the JSON of a command says of a file."""
    product = made.product
    return {
        "path": made.path.as_posix(),
        "product": product.kind,
        "item": product.item,
        "village": product.village,
        "pages": product.pages,
        "width_mm": round(product.width_mm, 2),
        "height_mm": round(product.height_mm, 2),
        "min_pt": round(float(product.min_pt), 2),
        "bytes": made.size,
        **({"beside": [path.as_posix() for path in made.beside]} if made.beside else {}),
    }
