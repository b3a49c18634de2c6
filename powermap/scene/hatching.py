"""A narrow strip and a kind of actor in; a line pattern of its own for each kind out, so that no colour is needed."""

from __future__ import annotations

from powermap.geometry import Rect
from powermap.scene.items import Color, Line, Move, Path, SceneItem, Segment, Square, Stroke

PATTERNS = {
    "党组织": "solid",
    "村委会": "diagonal",
    "议决机构": "level",
    "监督机构": "dots",
    "上级部门": "upright",
    "村民": "empty",
}
"""By the words of ActorKind."""


def hatch(rect: Rect, kind: str, paint: Color) -> tuple[SceneItem, ...]:
    """The strip filled with the pattern of that kind, nothing outside it; lines as wide as a fifth of the strip."""
    w, line = rect.w, rect.w / 5
    match PATTERNS.get(kind, "empty"):
        case "solid":
            return (Path((Square(rect.x, rect.y, w, rect.h),), fill=paint),)
        case "upright":
            strokes = tuple(Square(rect.x + share * w, rect.y, line, rect.h) for share in (0.2, 0.6))
            return (Path(strokes, fill=paint),)
        case "level":
            rows = tuple(Square(rect.x, y, w, line) for y in _steps(rect, 2.6 * line, line))
            return (Path(rows, fill=paint),)
        case "dots":
            side = 0.42 * w
            dots = tuple(Square(rect.x + 0.29 * w, y, side, side) for y in _steps(rect, 0.95 * w, side))
            return (Path(dots, fill=paint),)
        case "diagonal":
            segments: list[Segment] = []
            for y in _steps(rect, 3 * line, w):
                segments += [Move(rect.x, y + w), Line(rect.right, y)]
            return (Path(tuple(segments), stroke=Stroke(paint, line)),) if segments else ()
        case _:
            return ()


def _steps(rect: Rect, step: float, height: float) -> tuple[float, ...]:
    """Tops of marks of that height, evenly over the strip."""
    count = int((rect.h - height) / step) + 1 if rect.h >= height else 0
    spare = rect.h - height - (count - 1) * step
    return tuple(rect.y + spare / 2 + i * step for i in range(count))
