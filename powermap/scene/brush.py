"""A theme and a setter in; finished texts, tags, discs and panels out: the pieces that every product is composed of."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from powermap.geometry import Point, Rect
from powermap.layout.blocks import ASCENT, Block
from powermap.model.theme import Theme
from powermap.scene.hatching import hatch
from powermap.scene.ink import color, line_of_text, texts
from powermap.scene.items import Color, Path, SceneItem, Segment, Stroke, Text
from powermap.scene.shapes import circle, left_strip, polygon, polyline, rounded
from powermap.text.fonts import Role
from powermap.text.setting import Setter
from powermap.value import Value

CAP_HEIGHT = 0.733
"""Height of digits and capitals in Noto Sans in em: numbers are centred by it."""


class Brush(Value, frozen=True):
    """Composes with one theme and one setter."""

    theme: Theme
    setter: Setter

    def ink(self, token: str) -> Color:
        """The colour of a palette token. Raises KeyError for an unknown token."""
        return color(self.theme.palette[token])

    def level(self, hint: str) -> Color:
        """The colour of a risk level given as "rank/scale"."""
        rank, scale = (int(part) for part in hint.split("/"))
        return color(self.theme.level_color(rank, scale))

    @property
    def outlined(self) -> bool:
        """Whether what is filled elsewhere has an outline on white instead (样式: 色块)."""
        return self.theme.look.filling == "线框"

    def radius(self, value: float) -> float:
        """The radius of a corner in pt as the theme wants it."""
        return value * self.theme.look.corners

    def weight(self, value: float) -> float:
        """The width of a line in pt as the theme wants it."""
        return value * self.theme.look.lines

    def label(self, outline: tuple[Segment, ...], fill: Color, height: float) -> tuple[Path, Color]:
        """The ground of a label of that height in a colour, and the colour of its text: white on the colour; outlined,
        the colour on white, but for the highest risk, which stays solid.
        """
        if not self.outlined or fill == color(self.theme.levels[0]):
            return Path(outline, fill=fill), self.ink("panel")
        return Path(outline, fill=self.ink("panel"), stroke=Stroke(fill, self.weight(0.055 * height))), fill

    def block(self, block: Block) -> tuple[Text, ...]:
        """A block in the colour of its tone."""
        return texts(block, self._tone(block))

    def _tone(self, block: Block) -> Color:
        match block.tone:
            case "actor":
                return color(self.theme.kinds[block.hint]) if block.hint else self.ink("ink")
            case "note" | "limit":
                return self.ink("secondary")
            case "terminal":
                return self.ink("terminal" if self.outlined else "panel")
            case "onward" | "aside" | "control":
                return self.ink(block.tone)
            case _:
                return self.ink("ink")

    def line(
        self,
        text: str,
        role: Role,
        size: float,
        x: float,
        baseline: float,
        paint: Color,
        align: str = "left",
        spacing: float = 0.0,
    ) -> tuple[Text, ...]:
        """One line of text; x is its left, middle or right by align. spacing: extra pt after each character but the
        last.
        """
        setting = self.setter.set(text, role)
        (line,) = setting.lines
        width = line.width * size + spacing * max(0, len(line.text) - 1)
        left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
        return line_of_text(line, left, baseline, size, paint, spacing)

    def paragraph(
        self,
        text: str,
        role: Role,
        size: float,
        leading: float,
        x: float,
        y: float,
        w: float,
        paint: Color,
        balance: bool = False,
    ) -> tuple[tuple[Text, ...], float]:
        """Text set to w pt from the top left (x, y); leading in pt. Returns the runs and the height used."""
        b = Block("plain", self.setter.set(text, role, w / size, balance=balance), x, y, w, size, leading)
        return texts(b, paint), b.height

    def tag(self, text: str, rect: Rect, fill: Color, size: float) -> tuple[SceneItem, ...]:
        """A label with bold text in its middle."""
        ground, paint = self.label(rounded(rect, self.radius(rect.h * 0.2)), fill, rect.h)
        return ground, *self.line(text, "bold", size, rect.cx, middle_baseline(rect.cy, size), paint, "center")

    def disc(
        self, text: str, center: Point, radius: float, fill: Color, ring: Color | None = None
    ) -> tuple[SceneItem, ...]:
        """A number in a circle, ringed where it stands on a line."""
        size = radius * (1.3 if len(text) < 2 else 1.16)
        ground, paint = self.label(circle(center.x, center.y, radius), fill, 2 * radius)
        if ring and not ground.stroke:
            ground = Path(ground.segments, fill=ground.fill, stroke=Stroke(ring, radius * 0.16))
        baseline = center.y + CAP_HEIGHT * size / 2
        return ground, *self.line(text, "bold", size, center.x, baseline, paint, "center")

    def bar(self, rect: Rect, kind: str, radius: float) -> tuple[SceneItem, ...]:
        """The strip at the left edge of a box that says by colour, or by a pattern, who acts; kind: a word of
        ActorKind, "" for nobody.
        """
        tint = self.theme.kinds[kind] if kind else self.theme.palette["line"]
        if not self.outlined:
            return (Path(left_strip(rect, radius), fill=color(tint)),)
        inner = rect.inset(0, min(radius, rect.h / 3))
        seam = polyline((Point(rect.right, rect.y), Point(rect.right, rect.bottom)))
        return (*hatch(inner, kind, color(tint)), Path(seam, stroke=Stroke(color(tint), 0.1 * rect.w)))

    def arrow_head(self, before: Point, tip: Point, size: float, fill: Color) -> Path:
        """A solid head of length size at tip, pointing away from before."""
        length = hypot(tip.x - before.x, tip.y - before.y) or 1.0
        dx, dy = (tip.x - before.x) / length, (tip.y - before.y) / length
        back = Point(tip.x - dx * size, tip.y - dy * size)
        half = size * 0.42
        return Path(
            polygon(
                (tip, Point(back.x - dy * half, back.y + dx * half), Point(back.x + dy * half, back.y - dx * half))
            ),
            fill=fill,
        )

    def wire(self, points: Sequence[Point], stroke: Stroke, radius: float) -> Path:
        """An open line with rounded corners."""
        return Path(polyline(points, radius), stroke=stroke)


def middle_baseline(cy: float, size: float) -> float:
    """The baseline that puts the middle of the em box at cy."""
    return cy + (ASCENT - 0.5) * size
