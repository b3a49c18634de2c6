"""A placed metro view and a theme in; scene items out."""

from __future__ import annotations

from powermap.geometry import Point
from powermap.layout.metro_measure import HEAD, LINE, THIN
from powermap.layout.metro_place import MetroLayout, MetroLine, Sign
from powermap.layout.metro_texts import MARK, Way
from powermap.scene.brush import CAP_HEIGHT, Brush
from powermap.scene.items import Color, Group, Path, SceneItem, Stroke
from powermap.scene.shapes import circle, polygon

_DASH = (0.34, 0.24)
_INNER = 0.5
"""Share of the main line's width that stays white where nothing is filled."""

_CORNER = {"main": 1.15, "tier": 0.6, "side": 0.4, "skip": 0.42, "return": 0.42}
"""Radius of corners in em."""


def compose_metro(layout: MetroLayout, brush: Brush) -> tuple[SceneItem, ...]:
    """The view's scene: thin lines under the main line, lines under signs, texts on top."""
    em = layout.type.name
    main = [line for line in layout.lines if line.kind == "main"]
    beside = [line for line in layout.lines if line.kind != "main"]
    return (
        *(Group(f"line {line.kind}", _line(line, brush, em)) for line in beside),
        *(Group("bar", (_bar(bar, brush, em),)) for bar in layout.bars),
        *(Group("line main", _line(line, brush, em)) for line in main),
        *(Group(f"station {sign.number}", _sign(sign, brush, em)) for sign in layout.signs),
        *(Group("label", brush.block(block)) for block in layout.labels),
        *(Group("way", _way(way, brush, layout.type.note)) for way in layout.ways),
    )


def _paint(line: MetroLine, brush: Brush) -> Color:
    match line.kind:
        case "main":
            return brush.ink("primary")
        case "tier":
            return brush.ink("gold")
        case _:
            return brush.ink("aside")


def _line(line: MetroLine, brush: Brush, em: float) -> tuple[SceneItem, ...]:
    paint = _paint(line, brush)
    tier = 0.12 if brush.outlined else 0.24  # beside a main line of two thin ones a solid one would be the stronger
    width = {"main": LINE, "tier": tier}.get(line.kind, THIN) * em
    dash = (_DASH[0] * em, _DASH[1] * em) if line.kind == "return" else ()
    items: list[SceneItem] = []
    for i, piece in enumerate(line.pieces):
        points = piece
        if line.arrow and i == len(line.pieces) - 1:
            before, tip = piece[-2], piece[-1]
            back = 0.8 * HEAD * em
            stop = Point(tip.x + _toward(before.x, tip.x) * back, tip.y + _toward(before.y, tip.y) * back)
            points = (*piece[:-1], stop)
            items.append(brush.arrow_head(before, tip, HEAD * em, paint))
        items.append(brush.wire(points, Stroke(paint, width, dash), _CORNER[line.kind] * em))
        if brush.outlined and line.kind == "main":
            items.append(brush.wire(points, Stroke(brush.ink("panel"), _INNER * width), _CORNER[line.kind] * em))
    return tuple(items)


def _toward(a: float, b: float) -> float:
    return 0.0 if abs(a - b) < 0.01 else (1.0 if a > b else -1.0)


def _bar(bar: tuple[Point, Point], brush: Brush, em: float) -> Path:
    return brush.wire(bar, Stroke(brush.ink("aside"), 0.2 * em), 0)


def _sign(sign: Sign, brush: Brush, em: float) -> tuple[SceneItem, ...]:
    c, r = sign.center, sign.radius
    ring = (0.09 if sign.side else 0.2) * em
    paint = brush.ink("aside") if sign.decision else brush.ink("primary")
    edge = Stroke(paint, ring)
    inner = r - ring / 2
    if sign.decision:
        d = r - ring * 0.71
        corners = (Point(c.x, c.y - d), Point(c.x + d, c.y), Point(c.x, c.y + d), Point(c.x - d, c.y))
        shape = Path(polygon(corners), fill=brush.ink("panel"), stroke=edge)
    else:
        shape = Path(circle(c.x, c.y, inner), fill=brush.ink("panel"), stroke=edge)
    text = str(sign.number)
    size = (0.83 if sign.side else 0.95 if len(text) < 2 else 0.88) * em
    number = brush.line(text, "bold", size, c.x, c.y + CAP_HEIGHT * size / 2, paint, "center")
    mark = _mark(sign.mark, brush, em) if sign.mark else ()
    return (shape, *number, *mark)


def _mark(center: Point, brush: Brush, em: float) -> tuple[SceneItem, ...]:
    """A disc with an exclamation mark, drawn: it is a sign and not a text to read."""
    r = MARK * em
    top, bottom = center.y - 0.58 * r, center.y + 0.2 * r
    stroke = (Point(center.x - 0.15 * r, top), Point(center.x + 0.15 * r, top))
    point = (Point(center.x + 0.09 * r, bottom), Point(center.x - 0.09 * r, bottom))
    white = brush.ink("panel")
    return (
        Path(circle(center.x, center.y, r), fill=brush.level("0/3")),
        Path(polygon((*stroke, *point)), fill=white),
        Path(circle(center.x, center.y + 0.47 * r, 0.15 * r), fill=white),
    )


def _way(way: Way, brush: Brush, n: float) -> tuple[SceneItem, ...]:
    paint = brush.ink("aside")
    back = 0.75 * 0.5 * n
    stop = Point(way.tip.x - back, way.tip.y)
    if not way.number:
        bar = (Point(way.tip.x, way.tip.y - 0.4 * n), Point(way.tip.x, way.tip.y + 0.4 * n))
        return (
            brush.wire((way.start, way.tip), Stroke(paint, 0.14 * n), 0),
            brush.wire(bar, Stroke(paint, 0.2 * n), 0),
        )
    center = Point(way.tip.x + way.radius, way.tip.y)
    return (
        brush.wire((way.start, stop), Stroke(paint, 0.14 * n), 0),
        brush.arrow_head(way.start, way.tip, 0.5 * n, paint),
        Path(circle(center.x, center.y, way.radius), fill=paint),
        *brush.line(way.number, "bold", n, center.x, center.y + CAP_HEIGHT * n / 2, brush.ink("panel"), "center"),
    )
