"""An item in; its long picture out: facts, the route as one line down the left with all that is known of every step
beside it, telephones. Type is that of a telephone's own texts when the picture is as wide as the screen.
"""

from __future__ import annotations

from itertools import pairwise

from powermap.geometry import Point, Rect
from powermap.layout.graph import Route, route_of
from powermap.model import Decision
from powermap.products.card.long_ends import long_foot, long_head
from powermap.products.card.long_step import SIGN_AT, compose_step
from powermap.products.card.parts import Card
from powermap.products.card.tracks import Track, tracks_of
from powermap.scene.brush import CAP_HEIGHT
from powermap.scene.items import Group, Path, SceneItem, Stroke
from powermap.scene.shapes import circle, polygon, rectangle
from powermap.value import Value

SIDE = 40.0
_RADIUS = 33.0
_LINE = 15.0
_LANE = 30.0
_NUMBER = 36.0
_BETWEEN = 34.0
"""Free space between two entries in px."""
_HEAD = 24.0


class _Stop(Value, frozen=True):
    """An entry's sign on the line."""

    center: Point
    number: int
    decision: bool


def compose_long(card: Card) -> tuple[tuple[SceneItem, ...], float]:
    """The picture and its height in px."""
    route = route_of(card.item)
    tracks = tracks_of(route)
    lanes = max((track.lane + 1 for track in tracks), default=0)
    line = SIDE + lanes * _LANE + _RADIUS + 10
    left = line + _RADIUS + 26
    head, y = long_head(card)
    stops: list[_Stop] = []
    steps: list[SceneItem] = []
    for number, entry in enumerate(route.entries, start=1):
        y += _BETWEEN
        items, height = compose_step(card, route, entry, Rect(left, y, card.width - SIDE - left, 0))
        steps.append(Group(f"step {number}", items))
        stops.append(_Stop(Point(line, y + SIGN_AT), number, isinstance(entry, Decision)))
        y += height
    foot, height = long_foot(card, y + 44)
    ground = Path(rectangle(Rect(0, 0, card.width, height)), fill=card.brush.ink("paper"))
    lines = (*_tracks(card, tracks, stops), *_line(card, route, stops))
    signs = [Group(f"sign {stop.number}", _sign(card, stop)) for stop in stops]
    return (ground, *head, *lines, *signs, *steps, *foot), height


def _line(card: Card, route: Route, stops: list[_Stop]) -> tuple[SceneItem, ...]:
    """The line between neighbours that follow one another; a bar where the route ends between two of them."""
    brush = card.brush
    stroke = Stroke(brush.ink("primary"), _LINE)
    items: list[SceneItem] = []
    for (upper, below), entry in zip(pairwise(stops), route.entries, strict=False):
        follower = route.entries[below.number - 1].key
        if any(edge.target == follower for edge in route.outgoing[entry.key]):
            items.append(brush.wire((upper.center, below.center), stroke, 0))
    return (Group("line", tuple(items)),)


def _tracks(card: Card, tracks: tuple[Track, ...], stops: list[_Stop]) -> tuple[SceneItem, ...]:
    """Returns dashed, what skips entries solid; arrows enter a sign from the left, above or below its middle."""
    brush = card.brush
    items: list[SceneItem] = []
    for track in tracks:
        paint = brush.ink("aside" if track.edge.back else "line")
        start, stop = stops[track.source].center, stops[track.target].center
        x = start.x - _RADIUS - 14 - (track.lane + 0.5) * _LANE
        down = 1 if stop.y > start.y else -1
        y0, y1 = start.y + 13 * down, stop.y - 13 * down
        tip = Point(stop.x - _RADIUS + 3, y1)
        dash = (13.0, 9.0) if track.edge.back else ()
        points = (Point(start.x, y0), Point(x, y0), Point(x, y1), Point(tip.x - 0.8 * _HEAD, y1))
        wire = brush.wire(points, Stroke(paint, 5, dash), 16)
        items.append(Group("track", (wire, brush.arrow_head(Point(x, y1), tip, _HEAD, paint))))
    return tuple(items)


def _sign(card: Card, stop: _Stop) -> tuple[SceneItem, ...]:
    brush, c = card.brush, stop.center
    paint = brush.ink("aside" if stop.decision else "primary")
    edge = Stroke(paint, 8)
    d = 1.16 * _RADIUS
    corners = (Point(c.x, c.y - d), Point(c.x + d, c.y), Point(c.x, c.y + d), Point(c.x - d, c.y))
    shape = polygon(corners) if stop.decision else circle(c.x, c.y, _RADIUS - 4)
    base = c.y + CAP_HEIGHT * _NUMBER / 2
    return (
        Path(shape, fill=brush.ink("panel"), stroke=edge),
        *brush.line(str(stop.number), "bold", _NUMBER, c.x, base, paint, "center"),
    )
