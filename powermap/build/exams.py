"""An order, a number of questions and a seed in; papers A and B and their key out, with the questions as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from powermap.build.producing import Order
from powermap.value import replace

if TYPE_CHECKING:
    from powermap.products.product import Product
    from powermap.products.sizes import PageSize


def exams(order: Order, count: int, seed: int, size: PageSize) -> Iterator[Product]:
    """Raises UsageError if the list does not give so many questions."""
    from powermap.exchange.exam_bank import exam_json, exam_workbook
    from powermap.products.booklet import item_folios
    from powermap.products.exam import make_key, make_paper, set_papers

    power_list = order.power_list
    papers = set_papers(power_list, count, seed)
    for paper in papers:
        yield make_paper(power_list, paper, order.village, order.theme, order.fonts, size)
    folios = item_folios(power_list, order.theme, order.fonts)
    key = make_key(power_list, papers, folios, order.village, order.theme, order.fonts, size)
    data = ((".json", exam_json(power_list, papers, folios)), (".xlsx", exam_workbook(power_list, papers, folios)))
    yield replace(key, beside=data)
