"""An item in; the square card out: head, who and by when, the steps as a chain of short names, risks, foot."""

from __future__ import annotations

from powermap.geometry import Point, Rect
from powermap.layout.graph import Route, route_of
from powermap.model import Decision, Entry
from powermap.products.card.parts import MARGIN, NOTE, STEP, Card, foot, head, paper
from powermap.products.card.risks import RiskPanel, panels_of, risk_panel
from powermap.products.wording import owners_words
from powermap.scene.brush import CAP_HEIGHT, middle_baseline
from powermap.scene.items import Group, Path, SceneItem, Stroke
from powermap.scene.shapes import circle, polygon
from powermap.value import Value

_LARGEST = 40.0
_ROW = 1.62
"""Height of a row of the chain in em of its names: the least, the most where there is room, and below the floor."""
_LOOSE = 2.5
_SIGN, _LEAST_SIGN = 0.78, 29.0
"""Half the width of a sign in em of the names, and at least in px: a number of two digits at the floor fits in it."""
_TIGHT_ROW = 1.3
_GAP = 24.0
_FACT = 27.0
_LEADING = 1.36
_MOST_RISKS = 4
_NEVER = 1_000_000
"""Rows of a chain with a name that is wider than a row."""


class _Link(Value, frozen=True):
    """An entry on the chain: its place in its row in px from the left, its number."""

    entry: Entry
    number: int
    x: float
    row: int


def compose_square(card: Card) -> tuple[SceneItem, ...]:
    """The whole card. Type shrinks below the floor only for a chain that is too long for the whole body."""
    foot_items, bottom = foot(card)
    head_items, top = head(card, False)
    facts, after = _facts(card, top + _GAP)
    width = card.width - 2 * MARGIN
    trials = [(panel, place) for panel in _panels(card) for place in ((after, facts), (top, ()))]
    for panel, (start, told) in trials:  # noqa: B007 (what the trial that fits has)
        free = bottom - start - 2 * _GAP - (panel.height + _GAP if panel else 0.0)
        size = _largest(card, width, free)
        if size:
            break
    else:
        size = _shrunk(card, width, free)  # of the last trial, which has the whole body
    chain = _chain(card, size, Rect(MARGIN, start + _GAP, width, free))
    shown = risk_panel(card, panel, bottom - _GAP - panel.height) if panel else ()
    return (paper(card), *head_items, *told, *chain, *shown, *foot_items)


def _panels(card: Card) -> list[RiskPanel | None]:
    """From as many risks as are worth their place down to none."""
    return [*(p for p in panels_of(card) if p is None or len(p.rows) <= _MOST_RISKS), None]


def _facts(card: Card, y: float) -> tuple[tuple[SceneItem, ...], float]:
    """Who is in charge and the time limit, from y on; and where they end."""
    brush, item = card.brush, card.item
    items: list[SceneItem] = []
    left = MARGIN + brush.setter.width("办理主体", "bold") * _FACT + 24
    for label, words in (("办理主体", owners_words(item)), ("办理时限", item.limit)):
        if not words:
            continue
        base = middle_baseline(y + _LEADING * _FACT / 2, _FACT)
        items += brush.line(label, "bold", _FACT, MARGIN, base, brush.ink("primary"))
        runs, height = brush.paragraph(
            words, "body", _FACT, _LEADING * _FACT, left, y, card.width - MARGIN - left, brush.ink("ink")
        )
        items += runs
        y += height + 8
    return (Group("facts", tuple(items)),), y - 8


def _largest(card: Card, width: float, height: float) -> float:
    """The largest type in px in which the chain fits, 0 if it does not at the floor."""
    size = _LARGEST
    while size >= STEP:
        links, rows = _links(card, size, width)
        if links and rows * _ROW * size <= height:
            return size
        size -= 1
    return 0.0


def _shrunk(card: Card, width: float, height: float) -> float:
    size = STEP
    while size > 8 and _links(card, size, width)[1] * _TIGHT_ROW * size > height:
        size -= 0.5
    return size


def _links(card: Card, size: float, width: float) -> tuple[list[_Link], int]:
    """The entries one after the other in rows; no links if a name is wider than a row."""
    setter = card.brush.setter
    links: list[_Link] = []
    x, row = 0.0, 0
    for number, entry in enumerate(card.item.entries, start=1):
        wide = 2 * _half(size) + (0.3 + setter.width(entry.short or entry.name, "bold")) * size
        if wide > width:
            return [], _NEVER
        if x and x + wide > width:
            x, row = 0.0, row + 1
        links.append(_Link(entry, number, x, row))
        x += wide + 1.5 * size
    return links, row + 1


def _chain(card: Card, size: float, frame: Rect) -> tuple[SceneItem, ...]:
    """The chain in its frame, rows dealt over the height up to _LOOSE."""
    brush = card.brush
    route = route_of(card.item)
    links, rows = _links(card, size, frame.w)
    step = min(_LOOSE * size, frame.h / rows)
    y = frame.y + (frame.h - rows * step) / 2
    items: list[SceneItem] = []
    for link in links:
        middle = y + (link.row + 0.5) * step
        center = Point(frame.x + link.x + _half(size), middle)
        items += _sign(card, link, center, size)
        x = center.x + _half(size) + 0.3 * size
        name = link.entry.short or link.entry.name
        items += brush.line(name, "bold", size, x, middle_baseline(middle, size), brush.ink("ink"))
        after = x + brush.setter.width(name, "bold") * size
        items += _between(card, route, link, Point(after, middle), size)
    return (Group("chain", tuple(items)),)


def _half(size: float) -> float:
    return max(_SIGN * size, _LEAST_SIGN)


def _sign(card: Card, link: _Link, c: Point, size: float) -> tuple[SceneItem, ...]:
    """A numbered circle, for a decision a numbered diamond."""
    brush, d = card.brush, _half(size)
    r = d / 1.28
    decision = isinstance(link.entry, Decision)
    paint = brush.ink("aside" if decision else "primary")
    edge = Stroke(paint, 0.12 * size)
    corners = (Point(c.x, c.y - d), Point(c.x + d, c.y), Point(c.x, c.y + d), Point(c.x - d, c.y))
    shape = polygon(corners) if decision else circle(c.x, c.y, r)
    text = max(NOTE, 0.6 * size)
    base = c.y + CAP_HEIGHT * text / 2
    return (
        Path(shape, fill=brush.ink("panel"), stroke=edge),
        *brush.line(str(link.number), "bold", text, c.x, base, paint, "center"),
    )


def _between(card: Card, route: Route, link: _Link, at: Point, size: float) -> tuple[SceneItem, ...]:
    """What joins an entry and the one after it: an arrow for “then”, a word for “or” between two results of one
    decision, nothing where neither is meant.
    """
    after = route.entries[link.number : link.number + 1]
    if not after:
        return ()
    own, follower, brush = link.entry.key, after[0].key, card.brush
    if any(edge.target == follower for edge in route.outgoing[own]):
        tail = Point(at.x + 0.42 * size, at.y)
        return (brush.arrow_head(tail, Point(tail.x + 0.62 * size, at.y), 0.5 * size, brush.ink("gold")),)
    sources = [{edge.source for edge in route.incoming[key] if not edge.back} for key in (own, follower)]
    if not sources[0] & sources[1]:
        return ()
    base = middle_baseline(at.y, size)
    small = max(NOTE, 0.75 * size)
    return brush.line("或", "bold", small, at.x + 0.75 * size, base, brush.ink("aside"), "center")
