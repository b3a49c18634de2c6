"""One item in; its card for phones out: head, route as a metro map, highest risks, foot."""

from __future__ import annotations

from dataclasses import replace

from powermap.diagnostics import Diagnostic, Severity
from powermap.errors import UsageError
from powermap.geometry import Rect
from powermap.layout.graph import route_of
from powermap.layout.metro import MetroLimits, lay_out_metro, least_metro_height
from powermap.layout.metro_place import MetroLayout
from powermap.layout.metro_texts import MetroStyle
from powermap.model import Item, PowerList, Village
from powermap.model.theme import Theme
from powermap.products.card_parts import Card, foot, head
from powermap.products.card_risks import RiskPanel, panels_of, risk_panel
from powermap.products.product import Product
from powermap.scene.brush import Brush
from powermap.scene.items import Document, Page, Path, SceneItem
from powermap.scene.metro import compose_metro
from powermap.scene.shapes import rectangle
from powermap.text.fonts import Catalogue
from powermap.text.phrases import setter_for

FORMATS = {"3x4": (1080, 1440)}
"""Width and height in px by the name of the format; one px is one pt on the page."""

LIMITS = MetroLimits(28.0, 23.0, 44.0)
"""Least type of a card 1080 px wide (design/visual.md); the largest keeps short routes from shouting."""

GAP = 26.0
"""Least free space above and below the map, and under the panel, in px."""
TIGHT = 16.0
"""The same where the route is so long that even the slogan makes room for it."""
SIDE = 30.0
"""Free space left and right of the map in px."""
_ROOMY = 34.0
"""A route set this large still has room to say what its steps are about."""
_WANTED = 4
"""So many risks are worth smaller notes; more of them stand where the route leaves height free."""
_FEW = 3
"""Where not even so many risks have room, the slogan makes room for them."""
_YIELD = 0.93
"""The share of its type size that a route keeps when a further risk takes height from it."""

_STYLES = (
    (MetroStyle(), False),
    (MetroStyle(compact=True), True),
    (MetroStyle(short=True, compact=True), True),
)
_DENSE = MetroStyle(short=True, compact=True, dense=True)
"""Styles in the order in which they are tried, and whether fewer risks than wanted are accepted with them."""


def make_card(
    power_list: PowerList,
    item: Item,
    village: Village | None,
    theme: Theme,
    fonts: Catalogue,
    format_name: str = "3x4",
) -> Product:
    """The card of one item. Without a village there are empty places to write in by hand.

    Raises UsageError for a format that does not exist.
    """
    if format_name not in FORMATS:
        known = "、".join(FORMATS)
        raise UsageError(f"没有这种卡片格式：{format_name}。可用的格式：{known}")
    width, height = FORMATS[format_name]
    card = Card(width, height, Brush(theme, setter_for(power_list, fonts)), power_list, item, village)
    foot_items, bottom = foot(card)
    head_items, top = head(card)
    found = _fill(card, Rect(SIDE, top, width - 2 * SIDE, bottom - top), GAP, False)
    if found is None or _shown(found[1]) < min(_FEW, len(item.risks)):
        bare_items, top = head(card, False)
        bare = _fill(card, Rect(SIDE, top, width - 2 * SIDE, bottom - top), TIGHT, found is None)
        if bare is not None and (found is None or _shown(bare[1]) > _shown(found[1])):
            head_items, found = bare_items, bare
    assert found is not None  # the last trial takes what comes nearest
    layout, panel, panel_top = found
    items: list[SceneItem] = [Path(rectangle(Rect(0, 0, width, height)), fill=card.brush.ink("paper"))]
    items += [*head_items, *compose_metro(layout, card.brush)]
    if panel is not None:
        items += risk_panel(card, panel, panel_top)
    items += foot_items
    document = Document(
        (Page(width, height, tuple(items)),),
        title=f"{item.number} {item.name}",
        author=village.name if village else power_list.title,
        subject=f"{power_list.title} 路线图（{power_list.edition}）",
    )
    return Product(
        "card",
        document,
        f"cards/{item.number}-{item.name}-{format_name}.png",
        item.number,
        village.name if village else None,
        pixels=(width, height),
        problems=_problems(item, format_name, layout),
    )


def _fill(card: Card, body: Rect, gap: float, last: bool) -> tuple[MetroLayout, RiskPanel | None, float] | None:
    """The map and the panel that share the body: smaller notes before fewer risks, fewer risks before short names.

    None if nothing is legible, but for the last trial, which takes what comes nearest.
    """
    route, setter = route_of(card.item), card.brush.setter
    panels = panels_of(card)
    wanted = min(_WANTED, len(card.item.risks))
    chosen = (panels[-1], _DENSE) if last else None
    for style, few in (*_STYLES, (_DENSE, True)) if last else _STYLES:
        least = least_metro_height(route, body.w, LIMITS, setter, style)
        fitting = [p for p in panels if _shown(p) <= wanted and least <= _map_height(body, p, gap)]
        if fitting and (few or _shown(fitting[0]) == wanted):
            chosen = fitting[0], style
            break
    if chosen is None:
        return None
    panel, style = chosen

    def laid_out(panel: RiskPanel | None, style: MetroStyle) -> MetroLayout:
        frame = Rect(body.x, body.y + gap, body.w, _map_height(body, panel, gap))
        return lay_out_metro(route, frame, LIMITS, setter, style)

    layout = laid_out(panel, style)
    for fuller in (p for p in panels if _shown(p) > _shown(panel)) if layout.legible else ():
        told = laid_out(fuller, style)
        if told.legible and told.type.name >= _YIELD * layout.type.name:
            panel, layout = fuller, told
            break
    if layout.type.name >= _ROOMY:
        told = laid_out(panel, replace(style, notes=True))
        layout = told if told.legible and told.type.name >= _ROOMY else layout
    return layout, panel, body.bottom - gap - (panel.height if panel else 0.0)


def _shown(panel: RiskPanel | None) -> int:
    return len(panel.rows) if panel else 0


def _map_height(body: Rect, panel: RiskPanel | None, gap: float) -> float:
    return body.h - 2 * gap - (panel.height + gap if panel else 0.0)


def _problems(item: Item, format_name: str, layout: MetroLayout) -> tuple[Diagnostic, ...]:
    if layout.legible:
        return ()
    return (
        Diagnostic(
            "type-below-floor",
            Severity.WARNING,
            f"{item.number} {item.name}：卡片 {format_name} 放不下规定的最小字号，"
            f"步骤 {layout.type.name:.1f} 像素、说明 {layout.type.note:.1f} 像素",
            "请给步骤写上简称，或把流程拆成两个事项",
        ),
    )
