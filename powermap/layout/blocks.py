"""Set text that has found its place: the value every view hands to the scene."""

from __future__ import annotations

from typing import Literal

from powermap.geometry import Rect
from powermap.text.setting import Setting
from powermap.value import Value

ASCENT = 0.88
"""The share of the em box above the baseline in Chinese fonts (clreq; Noto CJK's ideographic em box is 0.88 /
-0.12).
"""

Tone = Literal[
    "name",
    "note",
    "actor",
    "limit",
    "question",
    "terminal",
    "onward",
    "aside",
    "risk",
    "control",
    "tag",
    "number",
    "plain",
]
"""What a text is; the theme decides how it looks."""

Align = Literal["left", "center", "right"]


class Block(Value, frozen=True):
    """Lines of text in a column of width w pt whose top left corner is (x, y).

    size: type size in pt; leading: distance of baselines in pt. hint: what the theme may need to choose a colour
    (an actor's kind, a risk level's rank).
    """

    tone: Tone
    setting: Setting
    x: float
    y: float
    w: float
    size: float
    leading: float
    align: Align = "left"
    hint: str = ""

    def at(self, x: float, y: float, w: float | None = None, align: Align | None = None) -> Block:
        """The same lines elsewhere; spelt out, since replace takes three times as long, ten thousand times a book."""
        return Block(
            self.tone,
            self.setting,
            x,
            y,
            self.w if w is None else w,
            self.size,
            self.leading,
            align or self.align,
            self.hint,
        )

    @property
    def height(self) -> float:
        return len(self.setting.lines) * self.leading

    @property
    def rect(self) -> Rect:
        """The rectangle that the lines really use."""
        used = self.setting.width * self.size
        free = self.w - used
        left = {"left": 0.0, "center": free / 2, "right": free}[self.align]
        return Rect(self.x + left, self.y, used, self.height)
