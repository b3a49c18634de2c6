"""A theme and a setter in; finished texts, tags, discs and panels out: the pieces that every product is composed of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from powermap.geometry import Point, Rect
from powermap.layout.blocks import ASCENT, Block
from powermap.model.theme import Theme
from powermap.scene.ink import color, line_of_text, texts
from powermap.scene.items import Color, Path, SceneItem, Stroke, Text
from powermap.scene.shapes import circle, polygon, polyline, rounded
from powermap.text.fonts import Role
from powermap.text.setting import Setter

CAP_HEIGHT = 0.733
"""Height of digits and capitals in Noto Sans in em: numbers are centred by it."""


@dataclass(frozen=True, slots=True)
class Brush:
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
                return self.ink("panel")
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
        """A filled label with white bold text in its middle."""
        return (
            Path(rounded(rect, rect.h * 0.2), fill=fill),
            *self.line(text, "bold", size, rect.cx, middle_baseline(rect.cy, size), self.ink("panel"), "center"),
        )

    def disc(
        self, text: str, center: Point, radius: float, fill: Color, ring: Color | None = None
    ) -> tuple[SceneItem, ...]:
        """A number in a filled circle, ringed where it stands on a line."""
        size = radius * (1.3 if len(text) < 2 else 1.16)
        stroke = Stroke(ring, radius * 0.16) if ring else None
        baseline = center.y + CAP_HEIGHT * size / 2
        return (
            Path(circle(center.x, center.y, radius), fill=fill, stroke=stroke),
            *self.line(text, "bold", size, center.x, baseline, self.ink("panel"), "center"),
        )

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
