"""`powermap exam`: how many questions, and a seed, in; papers, key and question data out."""

from __future__ import annotations

from typing import Annotated

import typer

from powermap.cli.options import AsJson, ListName, Output, Theme, Village, Villages
from powermap.cli.producing import make


def exam(
    list_name: ListName,
    questions: Annotated[int, typer.Option("--questions", metavar="25", help="题数，默认 25")] = 25,
    seed: Annotated[int, typer.Option("--seed", metavar="1", help="卷号：同一份清单同一卷号，出的卷一样。默认 1")] = 1,
    village: Village = None,
    villages: Villages = None,
    size: Annotated[str, typer.Option("--size", metavar="A4", help="试卷纸张，默认 A4")] = "A4",
    theme: Theme = None,
    output: Output = "output",
    as_json: AsJson = False,
) -> None:
    """Papers A and B, and the key with the questions as JSON and workbook."""
    from powermap.build.exams import exams
    from powermap.products.sizes import page_size

    sheet = page_size(size)
    make(lambda order: exams(order, questions, seed, sheet), list_name, None, village, villages, theme, output, as_json)
