"""The names of two lists in; what changed from the one to the other, and the filing form of the new one, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from powermap.build.choosing import choose_items
from powermap.build.loading import load_checked
from powermap.build.producing import Order
from powermap.compare import Comparison, compare
from powermap.diagnostics import Diagnostic, Severity
from powermap.errors import InputError
from powermap.model import PowerList
from powermap.units import to_mm
from powermap.value import replace

if TYPE_CHECKING:
    from powermap.products.filing import Picture
    from powermap.products.product import Product
    from powermap.text.fonts import Catalogue

PIXELS_PER_MM = 6
"""Of pictures of routes: 152 dpi, so that type of 8 pt can be read on paper and a document of sixty can be sent."""


@dataclass(frozen=True)
class Compared:
    """Two lists, with the items that were asked for, and what changed; problems of both, and of comparing them."""

    old: PowerList
    new: PowerList
    comparison: Comparison
    problems: tuple[Diagnostic, ...]
    hints: tuple[Diagnostic, ...]


def compare_named(old_name: str, new_name: str, numbers: Sequence[str], fonts: Catalogue) -> Compared:
    """Read, check and compare; numbers: of the items to look at, in either list, none for the whole lists.

    Raises InputError with the problems of both lists if one of them has errors, UsageError for an unknown number.
    """
    checked = [load_checked(name, None, fonts) for name in (old_name, new_name)]
    problems = tuple(dict.fromkeys(problem for one in checked for problem in one.diagnostics))
    old, new = (one.power_list for one in checked)
    if old is None or new is None:
        raise InputError("清单有错误，没有比较。改好以后再运行", problems)
    comparison = compare(old, new)
    hints = tuple(_hints(old, new, comparison))
    if numbers:
        there = {item.number for item in new.items}
        both = replace(new, items=(*new.items, *(item for item in old.items if item.number not in there)))
        chosen = {item.number for item in choose_items(both, numbers)}
        old, new, comparison = _narrowed(old, new, comparison, chosen)
    return Compared(old, new, comparison, problems, hints)


def _hints(old: PowerList, new: PowerList, comparison: Comparison) -> Iterator[Diagnostic]:
    """One list in two states under one edition: nobody can tell which of them a form, a poster or a booklet is of. A
    town's list may well have the edition of the list it extends.
    """
    if not comparison.is_empty and old.title == new.title and old.edition == new.edition:
        yield Diagnostic(
            "same-edition",
            Severity.WARNING,
            f"两份清单内容不一样，版本却都是“{new.edition}”，备案表上分不清哪份是新的",
            "在新清单里把“版本”改成新的再比较；如果新旧写反了，把两份清单换个位置",
        )


def _narrowed(
    old: PowerList, new: PowerList, comparison: Comparison, chosen: set[str]
) -> tuple[PowerList, PowerList, Comparison]:
    """The items with these numbers alone, under their old or their new one; nothing of the lists' heads."""
    items = tuple(
        change
        for change in comparison.items
        if any(item is not None and item.number in chosen for item in (change.before, change.after))
    )
    numbers = chosen | {item.number for change in items for item in (change.before, change.after) if item}
    changed = {change.after.number for change in items if change.after}
    narrow = [
        replace(power_list, items=tuple(item for item in power_list.items if item.number in numbers))
        for power_list in (old, new)
    ]
    same = sum(1 for item in narrow[1].items if item.number not in changed)
    return narrow[0], narrow[1], Comparison((), items, same)


def filings(order: Order, compared: Compared) -> Iterator[Product]:
    """The form of the order's list as PDF, with the editable document beside it."""
    from powermap.exchange.filing_docx import RoutePicture, filing_docx
    from powermap.products.filing import draw_pictures, edition_words, filing_of, make_filing
    from powermap.scene.brush import Brush
    from powermap.text.phrases import setter_for

    old, new = compared.old, compared.new
    brush = Brush(order.theme, setter_for(new, order.fonts))
    filing = filing_of(old, new, compared.comparison)
    product = make_filing(brush, old, new, filing)
    pictures = draw_pictures(brush, filing.routed, edition_words(old, new))
    drawn = [
        RoutePicture(data, to_mm(picture.page.width), picture.alt)
        for picture, data in zip(pictures, _png(pictures, order.fonts), strict=True)
    ]
    yield replace(product, beside=((".docx", filing_docx(filing, drawn)),))


def _png(pictures: Sequence[Picture], fonts: Catalogue) -> Iterator[bytes]:
    """Every picture as PNG, through the PDF as everything that is drawn."""
    from powermap.render.pdf import draw_pdf
    from powermap.render.png import draw_png
    from powermap.scene.items import Document

    if not pictures:
        return
    pdf = draw_pdf(Document(tuple(picture.page for picture in pictures), "", "", ""), fonts)
    for i, picture in enumerate(pictures):
        width, height = (round(to_mm(side) * PIXELS_PER_MM) for side in (picture.page.width, picture.page.height))
        yield draw_png(pdf, width, height, i)
