"""An item, a view and a sheet in; what the proof finds in the finished file, with the texts of the list, out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from powermap.diagnostics import Severity
from powermap.model import Item, PowerList
from powermap.products.booklet import make_booklet, make_pocket
from powermap.products.card import make_cards
from powermap.products.poster import make_poster, view_named
from powermap.products.product import Product
from powermap.products.sizes import page_size
from powermap.proof.file import proof_bytes
from powermap.render.pdf import draw_pdf
from powermap.source import read_list
from powermap.validate import check_list
from powermap.value import replace
from tests.samples import fonts, theme

LIST = Path(__file__).parent / "list"
KUNSHAN = Path(__file__).parents[2] / "lists" / "kunshan"


@cache
def list_at(folder: Path) -> PowerList:
    """The checked list in a folder."""
    power_list = check_list(read_list(folder)).power_list
    assert power_list is not None
    return power_list


def make(power_list: PowerList, item: Item, view: str, size: str) -> Product:
    """The poster of an item in a view, or (view metro) its cards, whose size is a format, as pages of one document."""
    village = power_list.villages[0]
    if view == "metro":
        cards = make_cards(power_list, item, village, theme(), fonts(), size)
        pages = tuple(page for card in cards for page in card.document.pages)
        return replace(cards[0], document=replace(cards[0].document, pages=pages))
    return make_poster(power_list, item, village, theme(), fonts(), page_size(size), view_named(view))


def faults(power_list: PowerList, item: Item, view: str, size: str) -> list[str]:
    """What the proof finds wrong with the drawn product, and text not from the list. A card is read as the PDF that
    its picture is made of: only that has texts. Small type is no fault where the product itself tells of it.
    """
    product = make(power_list, item, view, size)
    name = f"{power_list.villages[0].name}/{product.file_name}"
    report = proof_bytes(draw_pdf(product.document, fonts()), name, power_list)
    told = {"small-type"} if any(problem.rule == "type-below-floor" for problem in product.problems) else set()
    found = [f for f in report.findings if f.severity is not Severity.NOTICE or f.check == "extra-text"]
    return [str(f) for f in found if f.check not in told]


def booklet_faults(power_list: PowerList, style: str) -> list[str]:
    """What the proof finds wrong with the booklet of a list (full or pocket) in its usual size."""
    made = {"full": make_booklet, "pocket": make_pocket}[style]
    size = page_size({"full": "A5", "pocket": "口袋"}[style])
    product = made(power_list, None, theme(), fonts(), size)
    report = proof_bytes(draw_pdf(product.document, fonts()), product.file_name, power_list)
    return [str(f) for f in report.findings if f.severity is not Severity.NOTICE]
