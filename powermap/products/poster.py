"""One item in; its wall chart out: head, facts, route with risks, foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from powermap.diagnostics import Diagnostic, Severity
from powermap.errors import UsageError
from powermap.geometry import Rect
from powermap.layout.fit import lay_out_sheets
from powermap.layout.flow import FlowLayout, Limits
from powermap.layout.graph import route_of
from powermap.layout.lanes import LanesLayout
from powermap.model import Item, PowerList, Village
from powermap.model.theme import Theme
from powermap.products.poster_circles import circles_line, letters_of
from powermap.products.poster_parts import Sheet, facts, foot, head
from powermap.products.product import Product
from powermap.products.sheet import section
from powermap.products.sizes import PageSize
from powermap.scene.brush import Brush
from powermap.scene.flow import compose_flow
from powermap.scene.items import Document, Page, SceneItem
from powermap.text.fonts import Catalogue
from powermap.text.phrases import setter_for
from powermap.value import Value, replace

View = Literal["flow", "lanes"]
"""flow: one column with a rail of actors; lanes (泳道): a lane for each actor."""

VIEWS: tuple[View, ...] = ("flow", "lanes")

LARGEST_STEP = 2.6
"""How much larger than the sheet's floor steps may grow when an item is short."""


def view_named(name: str) -> View:
    """The view of that name. Raises UsageError."""
    for view in VIEWS:
        if view == name.strip():
            return view
    raise UsageError(f"不认识的画法：{name}。可以写 flow（流程图）或 lanes（泳道图）")


def make_poster(
    power_list: PowerList,
    item: Item,
    village: Village | None,
    theme: Theme,
    fonts: Catalogue,
    size: PageSize,
    view: View = "flow",
) -> Product:
    """The wall chart of one item. Without a village there are empty places to write in by hand.

    view: the route as one flow, or in lanes.
    """
    sheet = Sheet(size, Brush(theme, setter_for(power_list, fonts)), power_list, village, item)
    around = _around(sheet)
    top = around.top + 4.3 * sheet.u
    frame = Rect(sheet.margin, top, sheet.inner, around.bottom - 1.3 * sheet.u - top)
    floors = size.floors
    limits = Limits(floors.step, floors.note, floors.step * LARGEST_STEP)
    if view == "lanes":
        from powermap.layout.lanes_fit import lay_out_lane_sheets

        lanes = lay_out_lane_sheets(route_of(item), frame, limits, sheet.brush.setter, _title_height(sheet))
        parts = _numbered(around, len(lanes))
        circles = [letters_of([layout.route]) for layout in lanes]
        pages = tuple(_lanes_page(part, layout, circles) for part, layout in zip(parts, lanes, strict=True))
        problems = _problems(item, size, lanes[0].route, len(lanes))
    else:
        layouts = lay_out_sheets(route_of(item), frame, limits, sheet.brush.setter, _title_height(sheet))
        parts = _numbered(around, len(layouts))
        circles = [letters_of(columns) for columns in layouts]
        pages = tuple(_page(part, columns, circles) for part, columns in zip(parts, layouts, strict=True))
        problems = _problems(item, size, layouts[0][0], len(layouts))
    document = Document(
        pages,
        title=f"{item.number} {item.name}",
        author=village.name if village else power_list.title,
        subject=f"{power_list.title} 运行路线图（{power_list.edition}）",
    )
    return Product(
        "poster",
        document,
        f"posters/{item.number}-{item.name}-{size.name}{'-泳道' if view == 'lanes' else ''}.pdf",
        item.number,
        village.name if village else None,
        problems=problems,
    )


class _Around(Value, frozen=True):
    """What stands on a sheet around the route: its items, and between which heights in pt there is room."""

    sheet: Sheet
    items: tuple[SceneItem, ...]
    top: float
    bottom: float

    @property
    def baseline(self) -> float:
        """Of the titles over the route."""
        return self.top + 3.2 * self.sheet.u

    def page(self, body: list[SceneItem]) -> Page:
        size = self.sheet.size
        return Page(size.width, size.height, (*self.items, *body))


def _around(sheet: Sheet) -> _Around:
    head_items, top = head(sheet)
    foot_items, bottom = foot(sheet)
    gap = 1.5 * sheet.u
    if sheet.brush.theme.regions.facts_place == "下":
        _, end = facts(sheet, 0.0)
        bottom -= end + 1.2 * gap
        facts_items, _ = facts(sheet, bottom)
    else:
        facts_items, top = facts(sheet, top + gap)
    return _Around(sheet, (sheet.ground(), *head_items, *facts_items, *foot_items), top, bottom)


def _numbered(around: _Around, count: int) -> tuple[_Around, ...]:
    """The surroundings of each of count sheets."""
    if count == 1:
        return (around,)
    return tuple(_around(replace(around.sheet, part=i, parts=count)) for i in range(1, count + 1))


def _page(around: _Around, columns: tuple[FlowLayout, ...], circles: Sequence[tuple[str, ...]]) -> Page:
    """One sheet: the columns of the route on it between head and foot."""
    sheet = around.sheet
    words = sheet.brush.theme.words
    items: list[SceneItem] = []
    for i, layout in enumerate(columns):
        again = "（续）" if i or sheet.part > 1 else ""
        items += section(sheet, f"{words.route}{again}", layout.frame.x, around.baseline)
        beside = bool(layout.callouts) and layout.title_top is None
        if i == 0:
            right = layout.callout_x - sheet.u if beside else layout.frame.right
            place = Rect(layout.frame.x, around.baseline, right - layout.frame.x, 0.0)
            items += circles_line(sheet, f"{words.route}{again}", circles, sheet.part - 1, place)
        if layout.callouts:
            over = around.baseline if layout.title_top is None else layout.callouts[0].rect.y - 1.1 * sheet.u
            items += section(sheet, words.risks, layout.callout_x, over)
    for layout in columns:
        items += compose_flow(layout, sheet.brush)
    return around.page(items)


def _lanes_page(around: _Around, layout: LanesLayout, circles: Sequence[tuple[str, ...]]) -> Page:
    """One sheet: the lanes and the callouts beside or beneath them between head and foot."""
    from powermap.scene.lanes import compose_lanes

    sheet, baseline = around.sheet, around.baseline
    words = sheet.brush.theme.words
    again = "（续）" if sheet.part > 1 else ""
    items = [*section(sheet, f"{words.route}{again}", layout.frame.x, baseline)]
    beside = layout.risks is not None and layout.risks[1] <= layout.frame.y
    right = layout.risks[0] - sheet.u if layout.risks and beside else layout.frame.right
    place = Rect(layout.frame.x, baseline, right - layout.frame.x, 0.0)
    items += circles_line(sheet, f"{words.route}{again}", circles, sheet.part - 1, place)
    if layout.risks:
        left, top, _ = layout.risks
        over = baseline if beside else top - 1.1 * sheet.u
        items += section(sheet, words.risks, left, over)
    items += compose_lanes(layout, sheet.brush)
    return around.page(items)


def _title_height(sheet: Sheet) -> float:
    """What a title over callouts beneath the lanes takes, in pt."""
    return sheet.at_least(2.05 * sheet.u) + 1.6 * sheet.u


def _problems(item: Item, size: PageSize, layout: FlowLayout, sheets: int) -> tuple[Diagnostic, ...]:
    what = f"{item.number} {item.name}：{size.name}"
    if not layout.legible:
        found = f"{what} 放不下规定的最小字号，步骤 {layout.type.step:.1f} 磅、说明 {layout.type.note:.1f} 磅"
        advice = "把步骤和风险写短一些"
        return (Diagnostic("type-below-floor", Severity.WARNING, found, advice),)
    if sheets > 1:
        found = f"{what} 一张放不下规定的最小字号，分成 {sheets} 张，用圆圈字母接续"
        return (Diagnostic("several-sheets", Severity.NOTICE, found, "并排张贴"),)
    return ()
