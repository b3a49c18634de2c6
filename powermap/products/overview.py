"""A list in; the whole of it on one sheet out: every item by category in columns that end level."""

from __future__ import annotations

from powermap.diagnostics import Diagnostic, Severity
from powermap.geometry import Rect
from powermap.model import PowerList, Village
from powermap.model.theme import Theme
from powermap.products.overview_measure import ruler_for
from powermap.products.overview_parts import card, foot, head, overview_title
from powermap.products.overview_plan import plan_overview
from powermap.products.product import Product
from powermap.products.sheet import Board
from powermap.products.sizes import PageSize
from powermap.scene.brush import Brush
from powermap.scene.items import Document, Page
from powermap.text.fonts import Catalogue
from powermap.text.phrases import setter_for

_BREATH = 1.8
"""Between head and cards, cards and foot, in hundredths of the short side."""

_GUTTER = 2.0
"""Between columns in hundredths of the short side."""


NAME_FLOOR = 1.15
"""The least type of an item's name in floors of notes: it is a line of a list, between a note and a step."""


def make_overview(
    power_list: PowerList, village: Village | None, theme: Theme, fonts: Catalogue, size: PageSize
) -> Product:
    """The overview. Without a village there are empty places to write in by hand."""
    board = Board(size, Brush(theme, setter_for(power_list, fonts)), power_list, village)
    ruler = ruler_for(board.brush.setter, power_list.items, power_list.levels, theme.regions.overview)
    head_items, top = head(board)
    foot_items, bottom = foot(board, ruler)
    gap = _BREATH * board.u
    frame = Rect(board.margin, top + gap, board.inner, bottom - top - 2.2 * gap)
    note = size.floors.note
    floor = NAME_FLOOR * note
    plan = plan_overview(power_list.items, ruler, frame, (floor, note), _GUTTER * board.u)
    cards = (item for placed in plan.cards for item in card(board, placed, plan.type, ruler))
    page = Page(size.width, size.height, (board.ground(), *head_items, *cards, *foot_items))
    problems: tuple[Diagnostic, ...] = ()
    if plan.type.name < floor - 0.01:
        found = f"总览：{size.name} 放不下规定的最小字号，事项名称 {plan.type.name:.1f} 磅"
        problems = (Diagnostic("type-below-floor", Severity.WARNING, found, "换大一号的纸"),)
    document = Document(
        (page,),
        title=overview_title(board),
        author=village.name if village else power_list.title,
        subject=f"{power_list.title} 总览（{power_list.edition}）",
    )
    return Product(
        "overview",
        document,
        f"overview/{power_list.title}-总览-{size.name}.pdf",
        None,
        village.name if village else None,
        problems=problems,
    )
