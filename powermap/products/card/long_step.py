"""An entry and a place in; its panel on the long picture out: name, who, by when, note, ways, risks with controls."""

from __future__ import annotations

from powermap.geometry import Point, Rect
from powermap.layout.graph import Edge, Route, is_end
from powermap.model import Decision, Entry, Risk
from powermap.products.card.parts import Card
from powermap.scene.brush import CAP_HEIGHT, middle_baseline
from powermap.scene.ink import color
from powermap.scene.items import Color, Path, SceneItem, Stroke
from powermap.scene.shapes import circle, rounded

NAME, BODY, SMALL = 46.0, 38.0, 35.0
"""Type in px of 1080: 16, 13 and 12 on a screen 375 wide."""
LEADING = 1.36
SIGN_AT = 56.0
"""The middle of the first line of a panel, where the sign stands on the line, in px from its top."""

_PAD = 28.0
_BAR = 10.0
_GAP = 12.0
_TAG_H = 50.0
_ARROW = 54.0
_DISC = 25.0


def compose_step(card: Card, route: Route, entry: Entry, place: Rect) -> tuple[tuple[SceneItem, ...], float]:
    """The panel with its top at place.y, and its height in px."""
    brush = card.brush
    x, w = place.x + _BAR + _PAD, place.w - _BAR - 2 * _PAD
    y = place.y + SIGN_AT - LEADING * NAME / 2
    items: list[SceneItem] = []
    came = _came_from(route, entry)
    if came:
        runs, height = brush.paragraph(came, "bold", SMALL, LEADING * SMALL, x, y, w, brush.ink("aside"))
        items += runs
        y += height + 4
    runs, height = brush.paragraph(entry.name, "bold", NAME, LEADING * NAME, x, y, w, brush.ink("ink"))
    items += runs
    y += height
    for words, paint in _who_and_when(card, entry):
        runs, height = brush.paragraph(words, "bold", BODY, LEADING * BODY, x, y, w, paint)
        items += runs
        y += height
    if entry.note:
        runs, height = brush.paragraph(entry.note, "body", SMALL, LEADING * SMALL, x, y, w, brush.ink("secondary"))
        items += runs
        y += height
    for edge in _ways(route, entry):
        y += _GAP
        found, height = _way(card, route, edge, Rect(x, y, w, 0))
        items += found
        y += height
    for risk in sorted(entry.risks, key=lambda risk: risk.level.rank):
        y += _GAP + 4
        found, height = _risk(card, risk, Rect(x, y, w, 0))
        items += found
        y += height
    height = y + 22 - place.y
    frame = Rect(place.x, place.y, place.w, height)
    kind = color(brush.theme.kinds[entry.actors[0].kind.value]) if entry.actors else brush.ink("line")
    ground = (
        Path(rounded(frame, 16), fill=brush.ink("panel"), stroke=Stroke(brush.ink("hairline"), 2)),
        Path(rounded(Rect(frame.x, frame.y, _BAR, frame.h), 5), fill=kind),
    )
    return (*ground, *items), height


def _who_and_when(card: Card, entry: Entry) -> list[tuple[str, Color]]:
    """Each kind of actor in its colour, then the limit."""
    found: list[tuple[str, Color]] = []
    if entry.actors:
        paint = color(card.brush.theme.kinds[entry.actors[0].kind.value])
        found.append(("、".join(actor.name for actor in entry.actors), paint))
    if entry.limit:
        found.append((f"时限：{entry.limit}", card.brush.ink("control")))
    return found


def _came_from(route: Route, entry: Entry) -> str:
    """From where one gets here, if not from the entry above; "" otherwise."""
    places = {one.key: place for place, one in enumerate(route.entries, start=1)}
    own = places[entry.key]
    if own == 1:
        return ""
    sources = [edge for edge in route.incoming[entry.key] if edge.source in places and not edge.back]
    if any(places[edge.source] == own - 1 for edge in sources):
        return ""
    return "；".join(
        f"第 {places[edge.source]} 步“{edge.label}”到这里" if edge.label else f"第 {places[edge.source]} 步到这里"
        for edge in sources
    )


def _ways(route: Route, entry: Entry) -> tuple[Edge, ...]:
    """All results of a decision; of a step only a way that is not to the next entry."""
    edges = route.outgoing[entry.key]
    if isinstance(entry, Decision):
        return edges
    keys = [one.key for one in route.entries]
    after = keys[keys.index(entry.key) + 1 :][:1]
    last = not after
    return tuple(edge for edge in edges if edge.target not in after and not (last and is_end(edge.target)))


def _way(card: Card, route: Route, edge: Edge, place: Rect) -> tuple[tuple[SceneItem, ...], float]:
    """Result, arrow, number and name of where it leads; the name under them where the result is long."""
    brush, setter = card.brush, card.brush.setter
    keys = [one.key for one in route.entries]
    ends = is_end(edge.target)
    paint = brush.ink(edge.tone)
    items: list[SceneItem] = []
    x, y, row = place.x, place.y, LEADING * BODY
    if edge.label:
        natural = setter.width(edge.label, "bold") * BODY
        if natural > 0.5 * place.w:
            runs, height = brush.paragraph(edge.label, "bold", BODY, row, x, y, place.w, paint)
            y += height
        else:
            runs = brush.line(edge.label, "bold", BODY, x, middle_baseline(y + row / 2, BODY), paint)
            x += natural + 16
        items += runs
    middle = y + row / 2
    tip = Point(x + _ARROW, middle)
    items += [
        brush.wire((Point(x, middle), Point(tip.x - 14, middle)), Stroke(paint, 6), 0),
        brush.arrow_head(Point(x, middle), tip, 22, paint),
    ]
    x = tip.x + 10
    if ends:
        words = "结束"
    else:
        number = str(keys.index(edge.target) + 1)
        center = Point(x + _DISC, middle)
        items.append(Path(circle(center.x, center.y, _DISC), fill=paint))
        base = middle + CAP_HEIGHT * 32 / 2
        items += brush.line(number, "bold", 32, center.x, base, brush.ink("panel"), "center")
        x = center.x + _DISC + 12
        target = route.by_key[edge.target]
        words = f"退回{target.short or target.name}" if edge.back else target.short or target.name
    runs, height = brush.paragraph(words, "body", BODY, row, x, y, place.right - x, brush.ink("ink"))
    return (*items, *runs), y + max(height, row) - place.y


def _risk(card: Card, risk: Risk, place: Rect) -> tuple[tuple[SceneItem, ...], float]:
    """Level and risk, then the control and who answers for it, on a pale ground."""
    brush, pad = card.brush, 18.0
    level = brush.level(f"{risk.level.rank}/{risk.level.scale}")
    tag_w = brush.setter.width(f"{risk.level.name}风险", "bold") * 32 + 28
    x, y, w = place.x + pad, place.y + 14, place.w - 2 * pad
    row = LEADING * SMALL
    tag = Rect(x, y + (row - _TAG_H) / 2, tag_w, _TAG_H)
    items: list[SceneItem] = [*brush.tag(f"{risk.level.name}风险", tag, level, 32)]
    if risk.owner:
        left = tag.right + 18
        owner = f"责任人：{risk.owner}"
        quiet = brush.ink("secondary")
        runs, height = brush.paragraph(owner, "body", SMALL, row, left, y, x + w - left, quiet)
        items += runs
        y += height - row
    y += row + 6
    runs, height = brush.paragraph(risk.text, "bold", SMALL, row, x, y, w, brush.ink("ink"))
    items += runs
    y += height
    runs, height = brush.paragraph(f"防控：{risk.control}", "body", SMALL, row, x, y, w, brush.ink("control"))
    items += runs
    height = y + height + 14 - place.y
    frame = Rect(place.x, place.y, place.w, height)
    return (Path(rounded(frame, 14), fill=brush.ink("warn_panel")), *items), height
