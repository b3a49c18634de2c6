"""A theme and the edges of head and foot in; their grounds out: a band with a rule, water with houses, or rules."""

from __future__ import annotations

from powermap.geometry import Point, Rect
from powermap.scene.brush import Brush
from powermap.scene.items import Gradient, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline, rectangle
from powermap.scene.water import SKYLINE, skyline, waves

RULE = 0.6
"""Height of the rule under a band in u."""

WATER = 2.3
"""Height of the water under a head in u."""

_HOUSES = 8.0
"""Height of the tallest house in u."""


def head_ground(
    brush: Brush, width: float, bottom: float, u: float, margin: float, houses: bool = True
) -> tuple[tuple[SceneItem, ...], float]:
    """The ground of a head whose words end at bottom, and where it ends itself; all in pt, u: the design's unit."""
    sky = Gradient(0, 0, 0, bottom, brush.ink("head_from"), brush.ink("head_to"))
    match brush.theme.look.head:
        case "水岸":
            end = bottom + WATER * u
            height = min(_HOUSES * u, 0.78 * bottom)
            return (
                Path(rectangle(Rect(0, 0, width, end)), fill=sky),
                *(skyline(brush, width - 0.7 * margin, bottom + 0.7 * u, height) if houses else ()),
                *waves(brush, Rect(0, bottom, width, WATER * u), 0.8 * u),
            ), end
        case "线框":
            return _double_rule(brush, width, bottom, u, margin, 1)
        case _:
            rule = Rect(0, bottom, width, RULE * u)
            return (
                Path(rectangle(Rect(0, 0, width, bottom)), fill=sky),
                Path(rectangle(rule), fill=brush.ink("gold")),
            ), rule.bottom


def houses_width(brush: Brush, u: float) -> float:
    """What a head keeps free of words at its right for its ornament, in pt."""
    return (SKYLINE * _HOUSES + 1.5) * u if brush.theme.look.head == "水岸" else 0.0


def foot_ground(
    brush: Brush, width: float, top: float, height: float, u: float, margin: float
) -> tuple[SceneItem, ...]:
    """The ground of a foot from top down; height reaches to the lower edge of the sheet."""
    ground = Path(rectangle(Rect(0, top, width, height)), fill=brush.ink("band"))
    match brush.theme.look.head:
        case "水岸":
            shore = Rect(0, top + 0.3 * u, width, height - 0.3 * u)
            water = waves(brush, Rect(0, top - 0.7 * u, width, 1.1 * u), 0.7 * u)
            return (*water, Path(rectangle(shore), fill=brush.ink("band")))
        case "线框":
            return _double_rule(brush, width, top, u, margin, -1)[0]
        case _:
            return ground, Path(rectangle(Rect(0, top, width, 0.28 * u)), fill=brush.ink("gold"))


def _double_rule(
    brush: Brush, width: float, y: float, u: float, margin: float, side: int
) -> tuple[tuple[SceneItem, ...], float]:
    """A thick and a thin rule between the margins; side 1: the thin one below, -1: above."""

    def rule(at: float, weight: float) -> Path:
        ends = (Point(margin, at), Point(width - margin, at))
        return Path(polyline(ends), stroke=Stroke(brush.ink("gold"), weight * u))

    return (rule(y, 0.5), rule(y + side * 0.75 * u, 0.14)), y + side * 0.85 * u
