"""An item in; the card of its route out: head, metro map, highest risks, foot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, zip_longest

from powermap.geometry import Rect
from powermap.layout.graph import Route, route_of
from powermap.layout.metro import MetroLimits, lay_out_metro, least_metro_height
from powermap.layout.metro_parts import metro_parts
from powermap.layout.metro_place import MetroLayout
from powermap.layout.metro_texts import MetroStyle
from powermap.products.card.parts import Card, foot, head, paper
from powermap.products.card.risks import RiskPanel, panels_of, risk_panel
from powermap.scene.items import SceneItem
from powermap.scene.metro import compose_metro
from powermap.value import Value, replace

LIMITS = MetroLimits(28.0, 23.0, 44.0)
"""Least type of a card 1080 px wide (design/visual.md); the largest keeps short routes from shouting."""

GAP = 26.0
"""Least free space above and below the map, and under the panel, in px."""
TIGHT = 10.0
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


class RouteCard(Value, frozen=True):
    """The scene of a card, the type of its map in px, whether that is as large as it must be, and whether something
    that belongs together is parted.
    """

    items: tuple[SceneItem, ...]
    name: float
    note: float
    legible: bool
    torn: bool
    bare: bool
    """Whether the slogan made room for the route."""


def compose_routes(card: Card) -> tuple[RouteCard, ...]:
    """The route as a metro map on as few cards as keep its type legible, all of them in one type; on more where that
    keeps whole what belongs together, at last cut wherever that helps.
    """
    whole = route_of(card.item)
    stations = len(whole.spine) - 2
    torn: tuple[RouteCard, ...] = ()
    for count in range(1, stations + 1):
        made = _on_cards(card, whole, count)
        if made and not any(one.torn for one in made):
            return made
        if torn:
            break
        torn = made
    for count in range(len(torn) + 1, stations + 1) if torn else ():
        made = _on_cards(card, whole, count, together=False)
        if made and not any(one.torn for one in made):
            return made
    if torn:
        return torn
    nearest = _compose(card, whole, LIMITS, last=True)
    assert nearest is not None  # what comes nearest is taken
    return (nearest,)


def _on_cards(card: Card, whole: Route, count: int, together: bool = True) -> tuple[RouteCard, ...]:
    """The route on so many cards, none if it is not legible on them."""
    parts = metro_parts(whole, count, together)
    cards = [_of_part(card, part, i, count) for i, part in enumerate(parts, start=1)]
    found: list[RouteCard] = []
    for one, part in zip(cards, parts, strict=True):
        made = _compose(one, part, LIMITS)
        if made is None:
            return ()
        found.append(made)
    return tuple(_alike(cards, parts, found))


def _alike(cards: Sequence[Card], parts: Sequence[Route], found: Sequence[RouteCard]) -> Iterator[RouteCard]:
    """The cards of one route in one type and with one head."""
    limits, bare = replace(LIMITS, largest=min(made.name for made in found)), any(made.bare for made in found)
    for made, card, part in zip(found, cards, parts, strict=True):
        again = made.name > limits.largest or made.bare != bare
        yield (_compose(card, part, limits, bare=bare) if again else None) or made


def _of_part(card: Card, part: Route, number: int, count: int) -> Card:
    keys = tuple(entry.key for entry in part.entries)
    return replace(card, part=number, parts=count, keys=keys) if count > 1 else card


def _compose(card: Card, route: Route, limits: MetroLimits, last: bool = False, bare: bool = False) -> RouteCard | None:
    """A whole card with the route as a metro map: head, map, highest risks, foot, over the whole picture. None if the
    map is not legible, but for the last trial. bare: without the slogan whether or not there is room.
    """
    width = card.width
    foot_items, bottom = foot(card)
    head_items, top = head(card)
    fill = partial(_fill, card, route, limits)
    found = None if bare else fill(Rect(SIDE, top, width - 2 * SIDE, bottom - top))
    if found is None or _shown(found[1]) < min(_FEW, len(card.risks)):
        bare_items, top = head(card, False)
        body = Rect(SIDE, top, width - 2 * SIDE, bottom - top)
        other = fill(body, tight=True, dense=found is None, last=last and found is None)
        if other is not None and (found is None or _shown(other[1]) > _shown(found[1])):
            head_items, found, bare = bare_items, other, True
    if found is None:
        return None
    layout, panel, panel_top = found
    items = [paper(card), *head_items, *compose_metro(layout, card.brush)]
    if panel is not None:
        items += risk_panel(card, panel, panel_top)
    return RouteCard((*items, *foot_items), layout.type.name, layout.type.note, layout.legible, layout.torn, bare)


def _fill(
    card: Card,
    route: Route,
    limits: MetroLimits,
    body: Rect,
    tight: bool = False,
    dense: bool = False,
    last: bool = False,
) -> tuple[MetroLayout, RiskPanel | None, float] | None:
    """The map and the panel that share the body: smaller notes before fewer risks, fewer risks before short names, any
    of them before something is parted that belongs together.

    tight: everything stands closer; dense: so may the words. None if nothing is legible, but for the last trial, which
    takes what comes nearest.
    """
    setter = card.brush.setter
    panels, gap = panels_of(card, tight), TIGHT if tight else GAP
    wanted = min(_WANTED, len(card.risks))

    def holds(panel: RiskPanel | None, style: MetroStyle) -> bool:
        return least_metro_height(route, body.w, limits, setter, style) <= _map_height(body, panel, gap)

    def laid_out(panel: RiskPanel | None, style: MetroStyle) -> MetroLayout:
        frame = Rect(body.x, body.y + gap, body.w, _map_height(body, panel, gap))
        return lay_out_metro(route, frame, limits, setter, style)

    made = ((panel, style, laid_out(panel, style)) for panel, style in _trials(panels, wanted, holds, dense, last))
    first = next(made, None)
    if first is None:
        return None
    panel, style, layout = next((one for one in chain((first,), made) if not one[2].torn), first)
    more = [p for p in panels if _shown(p) > _shown(panel) and holds(p, style)]
    for fuller in more if layout.legible else ():
        told = laid_out(fuller, style)
        if told.legible and told.type.name >= _YIELD * layout.type.name and told.torn <= layout.torn:
            panel, layout = fuller, told
            break
    if layout.type.name >= _ROOMY:
        told = laid_out(panel, replace(style, notes=True))
        if told.legible and told.type.name >= _ROOMY and told.torn <= layout.torn:
            layout = told
    return layout, panel, body.bottom - gap - (panel.height if panel else 0.0)


_Trial = tuple[RiskPanel | None, MetroStyle]


def _trials(
    panels: Sequence[RiskPanel | None],
    wanted: int,
    holds: Callable[[RiskPanel | None, MetroStyle], bool],
    dense: bool,
    last: bool,
) -> Iterator[_Trial]:
    """What of panel and style may share a body, the best first: in every style first with the most risks that hold."""
    spare: list[list[_Trial]] = []
    for style, few in (*_STYLES, (_DENSE, True)) if dense else _STYLES:
        fitting = [(panel, style) for panel in panels if _shown(panel) <= wanted and holds(panel, style)]
        if fitting and (few or _shown(fitting[0][0]) == wanted):
            yield fitting[0]
            spare.append(fitting[1:])
    if last and not spare:
        yield panels[-1], _DENSE
    yield from filter(None, chain.from_iterable(zip_longest(*spare)))


def _shown(panel: RiskPanel | None) -> int:
    return len(panel.rows) if panel else 0


def _map_height(body: Rect, panel: RiskPanel | None, gap: float) -> float:
    return body.h - 2 * gap - (panel.height + gap if panel else 0.0)
