"""A brush and a place in; waves, and white walls under dark tiles beside a bridge (粉墙黛瓦) out, all of paths."""

from __future__ import annotations

from collections.abc import Sequence

from powermap.geometry import Point, Rect
from powermap.scene.brush import Brush
from powermap.scene.ink import mix
from powermap.scene.items import Close, Color, Curve, Line, Move, Path, SceneItem, Segment, Stroke
from powermap.scene.shapes import polygon, rectangle

SKYLINE = 2.35
"""Width of the row of houses in its heights."""

_WAVE = 5.2
"""Length of a wave in its heights."""


def waves(brush: Brush, rect: Rect, u: float) -> tuple[SceneItem, ...]:
    """Two rows of waves over the whole rectangle, crests up; u: the height of a wave in pt."""
    palette = brush.theme.palette
    back = mix(palette["head_to"], palette["gold"], 0.45)
    front = brush.ink("gold")
    return (
        Path(_wave(rect, rect.y + 0.9 * u, u, 0.0), fill=back),
        Path(_wave(rect, rect.y + 1.55 * u, u, 0.5), fill=front),
    )


def _wave(rect: Rect, level: float, height: float, shift: float) -> tuple[Segment, ...]:
    """Water up to level: waves with round crests, their first moved to the left by a share of a wave."""
    count = max(2, round(rect.w / (_WAVE * height)))
    length = rect.w / count
    x = rect.x - shift * length
    out: list[Segment] = [Move(rect.x, rect.bottom), Line(rect.x, level)]
    cut = 0.36 * length
    for i in range(count + (1 if shift else 0)):
        start = x + i * length
        middle, stop = start + length / 2, start + length
        up, down = level - 0.5 * height, level + 0.3 * height
        if start >= rect.x - 1e-6:
            out.append(Curve(start + cut / 2, up, middle - cut / 2, up, middle, level))
        if stop <= rect.right + 1e-6:
            out.append(Curve(middle + cut / 2, down, stop - cut / 2, down, stop, level))
    return (*out, Line(rect.right, level), Line(rect.right, rect.bottom), Close())


def skyline(brush: Brush, right: float, base: float, height: float) -> tuple[SceneItem, ...]:
    """Houses and a bridge that stand on base and end at right; height: of the tallest gable in pt."""
    h = height
    draw = _Houses(brush, 0.016 * h)
    left = right - SKYLINE * h
    return (
        *draw.bridge(left, base, 0.86 * h, 0.36 * h),
        *draw.side(left + 0.74 * h, base, 0.62 * h, 0.5 * h),
        *draw.gable(left + 1.22 * h, base, 0.6 * h, h),
        *draw.side(left + 1.74 * h, base, 0.6 * h, 0.62 * h),
    )


class _Houses:
    """Draws with one brush and one width of line (pt)."""

    def __init__(self, brush: Brush, line: float) -> None:
        palette = brush.theme.palette
        self.tile = brush.ink("primary")
        self.wall: Color = brush.ink("panel")
        self.shade: Color = mix(palette["panel"], palette["primary"], 0.1)
        self.stroke = Stroke(brush.ink("primary"), line)

    def gable(self, x: float, base: float, w: float, h: float) -> tuple[SceneItem, ...]:
        """A stepped gable wall (马头墙), three steps to each side, with a little window."""
        steps = ((0.0, 0.62), (0.16, 0.8), (0.33, 1.0))
        wall: list[Point] = [Point(x, base)]
        caps: list[SceneItem] = []
        for i, (inset, top) in enumerate(steps):
            left, y = x + inset * w, base - 0.94 * top * h
            wall += [Point(left, y)]
            if i + 1 < len(steps):
                wall += [Point(x + steps[i + 1][0] * w, y)]
        mirrored = [Point(2 * x + w - p.x, p.y) for p in reversed(wall)]
        for i, (inset, top) in enumerate(steps):
            y = base - 0.94 * top * h
            if i + 1 == len(steps):
                caps.append(self._cap(x + inset * w, x + w - inset * w, y, 0.05 * h, True, True))
                continue
            inner = steps[i + 1][0] * w
            caps.append(self._cap(x + inset * w, x + inner, y, 0.05 * h, True, False))
            caps.append(self._cap(x + w - inner, x + w - inset * w, y, 0.05 * h, False, True))
        side = 0.13 * w
        window = Rect(x + w / 2 - side / 2, base - 0.7 * h, side, 1.25 * side)
        return (
            Path(polygon((*wall, *mirrored)), fill=self.wall, stroke=self.stroke),
            *caps,
            Path(rectangle(window), fill=self.tile),
            *self._door(x + 0.38 * w, base, 0.24 * w, 0.3 * h),
        )

    def _cap(self, left: float, right: float, y: float, t: float, up_left: bool, up_right: bool) -> Path:
        """A ridge of tiles on a step of a wall, turned up at its outer ends."""
        over = 0.9 * t
        out: list[Segment] = [Move(left - over if up_left else left, y - (1.5 if up_left else 1) * t)]
        if up_left:
            out.append(Curve(left - 0.2 * t, y - 0.9 * t, left + 0.8 * t, y - t, left + 1.6 * t, y - t))
        out.append(Line(right - (1.6 * t if up_right else 0), y - t))
        if up_right:
            out.append(Curve(right - 0.8 * t, y - t, right + 0.2 * t, y - 0.9 * t, right + over, y - 1.5 * t))
        out += [Line(right + (0.4 * t if up_right else 0), y + 0.25 * t)]
        out += [Line(left - (0.4 * t if up_left else 0), y + 0.25 * t), Close()]
        return Path(tuple(out), fill=self.tile)

    def side(self, x: float, base: float, w: float, h: float) -> tuple[SceneItem, ...]:
        """A house from its long side: a tiled roof with turned-up eaves, a wall with lattice windows."""
        ridge, eave = base - h, base - 0.6 * h
        roof: tuple[Segment, ...] = (
            Move(x + 0.1 * w, ridge),
            Line(x + 0.9 * w, ridge),
            Curve(x + 0.93 * w, ridge + 0.24 * h, x + 0.98 * w, eave - 0.05 * h, x + 1.06 * w, eave - 0.04 * h),
            Line(x + 1.02 * w, eave + 0.05 * h),
            Line(x - 0.02 * w, eave + 0.05 * h),
            Line(x - 0.06 * w, eave - 0.04 * h),
            Curve(x + 0.02 * w, eave - 0.05 * h, x + 0.07 * w, ridge + 0.24 * h, x + 0.1 * w, ridge),
            Close(),
        )
        wall = Rect(x + 0.05 * w, eave, 0.9 * w, base - eave)
        windows: list[SceneItem] = []
        for share in (0.2, 0.62):
            pane = Rect(x + share * w, eave + 0.16 * h, 0.18 * w, 0.2 * h)
            windows += [
                Path(rectangle(pane), fill=self.shade, stroke=self.stroke),
                self._stroke((Point(pane.cx, pane.y), Point(pane.cx, pane.bottom))),
                self._stroke((Point(pane.x, pane.cy), Point(pane.right, pane.cy))),
            ]
        return (Path(rectangle(wall), fill=self.wall, stroke=self.stroke), *windows, Path(roof, fill=self.tile))

    def _door(self, x: float, base: float, w: float, h: float) -> tuple[SceneItem, ...]:
        frame = Rect(x, base - h, w, h)
        middle = (Point(frame.cx, frame.y), Point(frame.cx, base))
        return (Path(rectangle(frame), fill=self.shade, stroke=self.stroke), self._stroke(middle))

    def bridge(self, x: float, base: float, w: float, h: float) -> tuple[SceneItem, ...]:
        """A stone bridge with one round arch."""
        cx, r = x + w / 2, 0.62 * h
        k = 0.5523 * r
        deck: tuple[Segment, ...] = (
            Move(x, base),
            Curve(x + 0.2 * w, base - 0.16 * h, cx - 0.22 * w, base - h, cx, base - h),
            Curve(cx + 0.22 * w, base - h, x + 0.8 * w, base - 0.16 * h, x + w, base),
            Line(cx + r, base),
            Curve(cx + r, base - k, cx + k, base - r, cx, base - r),
            Curve(cx - k, base - r, cx - r, base - k, cx - r, base),
            Close(),
        )
        return (Path(deck, fill=self.wall, stroke=self.stroke),)

    def _stroke(self, points: Sequence[Point]) -> Path:
        return Path((Move(*points[0]), *(Line(*p) for p in points[1:])), stroke=self.stroke)
