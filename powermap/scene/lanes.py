"""Placed lanes and a theme in; scene items out."""

from __future__ import annotations

from powermap.geometry import Point, Rect
from powermap.layout.boxes import BAR
from powermap.layout.lanes import LanesLayout
from powermap.scene.brush import Brush
from powermap.scene.flow import compose_flow
from powermap.scene.ink import color, mix, texts
from powermap.scene.items import Color, Group, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline, rectangle, rounded

TINT = 0.075
"""How much of its kind's colour every second lane's ground has."""


def _outlined_head(head: Rect, kind: str, brush: Brush, em: float) -> tuple[SceneItem, ...]:
    """A white head with a frame and, at its left, the pattern that its kind's boxes have."""
    frame = Stroke(brush.ink("line"), brush.weight(0.07 * em))
    strip = Rect(head.x, head.y, BAR * em, head.h)
    return (*brush.bar(strip, kind, 0), Path(rectangle(head), stroke=frame))


def compose_lanes(layout: LanesLayout, brush: Brush) -> tuple[SceneItem, ...]:
    """The scene of a lanes view: grounds, heads, then what stands in the lanes."""
    em = layout.type.step
    radius = 0.3 * em
    line = Stroke(brush.ink("hairline"), 0.05 * em)
    items: list[SceneItem] = []
    for i, lane in enumerate(layout.lanes):
        kind = brush.theme.kinds[lane.kind] if lane.kind else brush.theme.palette["line"]
        ground: Color = mix(brush.theme.palette["paper"], kind, TINT if i % 2 == 0 else 0.025)
        pieces: list[SceneItem] = [] if brush.outlined else [Path(rectangle(lane.ground), fill=ground)]
        if i:
            top, foot = Point(lane.ground.x, lane.head.bottom), Point(lane.ground.x, lane.ground.bottom)
            pieces.append(Path(polyline((top, foot)), stroke=line))
        corners = ("n" if i == 0 else "") + ("e" if i + 1 == len(layout.lanes) else "")
        if brush.outlined:
            pieces += _outlined_head(lane.head, lane.kind, brush, em)
            pieces += texts(lane.name, brush.ink("ink"))
            items.append(Group(f"lane {i + 1}", tuple(pieces)))
            continue
        pieces.append(Path(rounded(lane.head, radius, corners), fill=color(kind)))
        if i:
            seam = Point(lane.head.x, lane.head.y), Point(lane.head.x, lane.head.bottom)
            pieces.append(Path(polyline(seam), stroke=Stroke(brush.ink("paper"), 0.09 * em)))
        pieces += texts(lane.name, brush.ink("panel"))
        items.append(Group(f"lane {i + 1}", tuple(pieces)))
    return (*items, *compose_flow(layout.route, brush))
