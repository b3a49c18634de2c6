"""A list with more local numbers than a page holds: the booklet parts them over pages, or leaves them out, whole."""

from __future__ import annotations

import pytest

from powermap.model import Parameter
from powermap.products.booklet.book import make_booklet
from powermap.products.product import texts_of
from powermap.products.sizes import page_size
from powermap.value import replace
from tests.samples import ITEMS, fonts, power_list, theme


@pytest.mark.parametrize("count", [1, 20, 45])
def test_no_text_leaves_the_page(count: int) -> None:
    numbers = tuple(Parameter(f"第{i}个期限", f"{i} 日", "示例，由区镇核定") for i in range(count))
    listed = replace(power_list(*ITEMS), parameters=numbers)
    pages = make_booklet(listed, None, theme(), fonts(), page_size("A5")).document.pages
    assert all(0 < text.y < page.height for page in pages for text in texts_of(page))
    told = sum("由区镇核定" in text.text for page in pages for text in texts_of(page) if "示例" in text.text)
    assert told in (0, count)
