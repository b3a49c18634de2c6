"""Hex colours and set text in; scene colours and text runs out: the small pieces every composition uses."""

from __future__ import annotations

from functools import lru_cache

from powermap.layout.blocks import ASCENT, Block
from powermap.scene.items import Color, Text
from powermap.text.setting import SetLine


@lru_cache(maxsize=256)
def color(value: str) -> Color:
    """The colour of "#RRGGBB"."""
    return Color(*(int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)))


@lru_cache(maxsize=256)
def mix(first: str, second: str, share: float) -> Color:
    """First with a share (0 to 1) of second."""
    a, b = color(first), color(second)
    return Color(*(p + (q - p) * share for p, q in zip(a, b, strict=True)))


def line_of_text(
    line: SetLine, x: float, baseline: float, size: float, paint: Color, spacing: float = 0.0
) -> tuple[Text, ...]:
    """The runs of one set line from x on; spacing is extra advance after each character in pt."""
    runs: list[Text] = []
    done = 0
    for run in line.runs:
        extra = spacing * len(run.text)
        runs.append(
            Text(
                x + run.x * size + spacing * done,
                baseline,
                run.text,
                run.font,
                size,
                paint,
                run.width * size + extra,
                spacing,
            )
        )
        done += len(run.text)
    return tuple(runs)


def texts(block: Block, paint: Color) -> tuple[Text, ...]:
    """The text runs of a block, each line's em box centred in its leading; the empty half of a mark that ends a centred
    line does not count, or the line would look shifted to the left (clreq 3.1.6).
    """
    out: list[Text] = []
    for i, line in enumerate(block.setting.lines):
        seen = line.width - (line.spare if block.align == "center" else 0.0)
        free = block.w - seen * block.size
        x = block.x + {"left": 0.0, "center": free / 2, "right": free}[block.align]
        baseline = block.y + i * block.leading + (block.leading - block.size) / 2 + ASCENT * block.size
        out += line_of_text(line, x, baseline, block.size, paint)
    return tuple(out)
