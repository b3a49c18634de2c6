"""`powermap diff`: two lists in; what changed out, for people or as JSON, and the filing form if it is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powermap.cli.console import note, say, say_json
from powermap.cli.options import AsJson, Items, Theme, folder_named
from powermap.cli.problems import problem_json
from powermap.cli.producing import output_json

if TYPE_CHECKING:
    from powermap.build.filing import Compared
    from powermap.build.producing import Output as Made
    from powermap.compare import Change
    from powermap.model import PowerList

_FORM = "把备案表（PDF 和可以改的 DOCX）写到这个文件夹；不写则只显示变化"


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="原来的清单：文件、文件夹、工作簿或自带清单的名字")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="新的清单，写法一样")],
    item: Items = None,
    theme: Theme = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="DIR", callback=folder_named, help=_FORM)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Lists, editions, or an overlay against its base."""
    from powermap.build.filing import compare_named, filings
    from powermap.build.loading import load_fonts
    from powermap.build.producing import Order, write
    from powermap.validate.themes import load_theme

    look = load_theme(theme)
    fonts = load_fonts(look)
    compared = compare_named(old, new, item or (), fonts)
    tell = note if as_json else say
    made: list[Made] = []
    try:
        for line in _lines(compared):
            tell(line)
        for hint in compared.hints:
            note(str(hint))
        if output is not None:
            order = Order(compared.new, compared.new.items, None, look, fonts)
            tell()
            for file in write(filings(order, compared), order, Path(output)):
                made.append(file)
                tell(str(file.path))
                tell(str(file.path.with_suffix(".docx")))
                for problem in file.product.problems:
                    note(str(problem))
    finally:
        if as_json:
            say_json(_json(compared, made))


def _lines(compared: Compared) -> Iterator[str]:
    """The counts, then the changes by item."""
    from powermap.products.filing import count_words

    comparison = compared.comparison
    yield f"{_named(compared.old)} → {_named(compared.new)}"
    if comparison.is_empty:
        yield "没有变化"
        return
    yield f"{count_words(comparison)}。"
    groups: list[tuple[str, tuple[Change, ...]]] = [("清单", comparison.head)] if comparison.head else []
    for change in comparison.items:
        status = "改名" if change.renamed else change.status
        groups.append((f"{change.label}（{status}）", change.changes))
    for title, changes in groups:
        yield ""
        yield title
        yield from (f"  {change}" for change in changes)


def _named(power_list: PowerList) -> str:
    return f"{power_list.title}（{power_list.edition} 版）"


def _json(compared: Compared, made: list[Made]) -> dict[str, Any]:
    comparison = compared.comparison
    return {
        "old": _list_json(compared.old),
        "new": _list_json(compared.new),
        "changed": not comparison.is_empty,
        "same": comparison.same,
        "head": [_change_json(change) for change in comparison.head],
        "items": [
            {
                "number": item.item.number,
                "name": item.item.name,
                "status": item.status,
                "old_number": item.before.number if item.before else None,
                "old_name": item.before.name if item.before else None,
                "changes": [_change_json(change) for change in item.changes],
            }
            for item in comparison.items
        ],
        "outputs": [{**output_json(file), "beside": [file.path.with_suffix(".docx").as_posix()]} for file in made],
        "problems": [problem_json(problem) for problem in (*compared.problems, *compared.hints)]
        + [problem_json(problem) for file in made for problem in file.product.problems],
    }


def _list_json(power_list: PowerList) -> dict[str, str]:
    return {"title": power_list.title, "code": power_list.code, "edition": power_list.edition}


def _change_json(change: Change) -> dict[str, str]:
    return {"place": change.place, "what": change.what, "before": change.before, "after": change.after}
