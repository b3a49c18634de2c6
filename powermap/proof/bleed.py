"""A page with bleed as pixels in; where its ground stops at the cut or before the bleed ends, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from powermap.diagnostics import Severity
from powermap.proof.lines import Rgb
from powermap.proof.report import Finding, where_mm
from powermap.proof.structure import Boxes, Corners
from powermap.units import mm, to_mm

INSIDE_MM = 0.5
"""How far inside the cut the ground is looked at."""

OUTSIDE_MM = (0.5, 1.5, 2.6)
"""How far outside: the last is what 3 mm leave when the picture is taken in pixels."""

STEP_MM = 0.4
"""From place to place along an edge."""

LEAST_MM = 1.2
"""A shorter stretch is the edge of something, not a ground."""

PALE = 5
"""Steps of 255 from white in any of red, green, blue up to which a place is bare paper."""

Edge = tuple[str, Callable[[float, float], tuple[float, float]], float]
"""Its name; the point so far along it and so far outside it; its length, all in pt from the top left of the media."""


def check_bleed(number: int, boxes: Boxes, color_at: Callable[[float, float], Rgb]) -> list[Finding]:
    """Wherever colour reaches the cut it goes on through the bleed. One finding for each edge.

    color_at: what is printed at x, y in pt from the top left of the media.
    """
    if boxes.trim is None or boxes.bleed is None:
        return []
    out = []
    for name, place, length in _edges(boxes.trim, boxes.media):
        bare = list(_bare(place, length, color_at))
        if bare:
            start, end = max(bare, key=lambda stretch: stretch[1] - stretch[0])
            (ax, ay), (bx, by) = place(start, 0.0), place(end, mm(OUTSIDE_MM[-1]))
            box = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
            what = f"{name}的底色没有铺满出血，裁偏一点就露白边（{to_mm(end - start):.0f} 毫米长）"
            out.append(Finding("bleed", Severity.ERROR, number, what, where_mm(box)))
    return out


def _edges(trim: Corners, media: Corners) -> tuple[Edge, ...]:
    left, right = trim[0] - media[0], trim[2] - media[0]
    top, bottom = media[3] - trim[3], media[3] - trim[1]
    return (
        ("左边", lambda along, out: (left - out, top + along), bottom - top),
        ("右边", lambda along, out: (right + out, top + along), bottom - top),
        ("上边", lambda along, out: (left + along, top - out), right - left),
        ("下边", lambda along, out: (left + along, bottom + out), right - left),
    )


def _bare(
    place: Callable[[float, float], tuple[float, float]], length: float, color_at: Callable[[float, float], Rgb]
) -> Iterator[tuple[float, float]]:
    """Stretches of an edge, from and to in pt, with colour inside the cut and none, or much less, somewhere outside."""
    step, start = mm(STEP_MM), None
    count = int(length / step)
    for i in range(count + 1):
        at = min(length, (i + 0.5) * step)
        inside = _depth(color_at(*place(at, -mm(INSIDE_MM))))
        missing = (
            i < count
            and inside > PALE
            and any(_depth(color_at(*place(at, mm(out)))) < 0.5 * inside for out in OUTSIDE_MM)
        )
        if missing and start is None:
            start = i * step
        elif not missing and start is not None:
            if i * step - start >= mm(LEAST_MM):
                yield start, i * step
            start = None


def _depth(color: Rgb) -> int:
    """How far a colour is from white, 0 to 255."""
    return 255 - min(color)
