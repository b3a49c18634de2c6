"""Markers in; callouts as near to the height of their markers as order and gaps allow, and leaders that cross
nothing, out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from powermap.geometry import Point, Rect
from powermap.layout.boxes import Box, Note
from powermap.layout.flow_edges import Arrow
from powermap.layout.flow_measure import Flow

if TYPE_CHECKING:
    from powermap.layout.flow import Marker


_Leaders = tuple[tuple[int, tuple[Point, ...]], ...]
"""Number and corners of each leader."""


def place_callouts(
    flow: Flow, frame: Rect, markers: Mapping[str, Marker], boxes: Mapping[str, Box], arrows: Iterable[Arrow]
) -> tuple[tuple[Note, ...], _Leaders]:
    """The callouts in their column and, for each that can be reached without crossing the route, its leader."""
    if not flow.notes:
        return (), ()
    wants = [markers[note.key].center.y - note.anchor for note in flow.notes]
    heights = [note.rect.h for note in flow.notes]
    tops = spread(wants, heights, flow.note_gap, frame.y, frame.bottom)
    x = frame.x + flow.callout_x
    notes = tuple(note.moved(x, top) for note, top in zip(flow.notes, tops, strict=True))
    return notes, tuple(_leaders(flow, frame, notes, markers, boxes, list(arrows)))


def place_beneath(flow: Flow, frame: Rect) -> tuple[tuple[Note, ...], _Leaders]:
    """The callouts one under the other at the foot of the frame; their numbers say where they belong, not leaders."""
    out: list[Note] = []
    y = frame.bottom - flow.notes_height
    for note in flow.notes:
        out.append(note.moved(frame.x, y))
        y += note.rect.h + flow.note_gap
    return tuple(out), ()


def spread(wants: Sequence[float], heights: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Tops of stacked boxes in order, at least gap apart, between top and bottom, with the least sum of squared
    distances from where each wants its top (pool adjacent violators: Robertson, Wright and Dykstra,
    "Order Restricted Statistical Inference", 1988)."""
    offsets = [0.0]
    for height in heights:
        offsets.append(offsets[-1] + height + gap)
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wants, offsets, strict=False):
        value, count = want - offset, 1
        while pools and pools[-1][0] > value:
            before, n = pools.pop()
            value, count = (before * n + value * count) / (n + count), n + count
        pools.append((value, count))
    lowest, highest = top, bottom - (offsets[-1] - gap)
    flat = [min(max(value, lowest), max(highest, lowest)) for value, count in pools for _ in range(count)]
    return [value + offset for value, offset in zip(flat, offsets, strict=False)]


def _leaders(
    flow: Flow,
    frame: Rect,
    notes: tuple[Note, ...],
    markers: Mapping[str, Marker],
    boxes: Mapping[str, Box],
    arrows: list[Arrow],
) -> Iterable[tuple[int, tuple[Point, ...]]]:
    """Leaders leave to the right, change height in a track of the gutter, and arrive level.

    Those that rise take tracks from the left in their order, those that fall from the right, so that none cross.
    """
    right = frame.x + flow.callout_x
    left = right - flow.gutter + (0.6 + 0.25) * flow.em
    room = right - 0.25 * flow.em - left
    walls = [s for arrow in arrows for s in pairwise(arrow.points)]
    bends: list[tuple[Note, Point, float]] = []
    for note in notes:
        start = markers[note.key].center
        bends.append((note, start, note.rect.y + note.anchor))
    for i, (note, start, y) in enumerate(bends):
        rising = y < start.y
        x = left + room * _share(bends, i, rising)
        begin = Point(start.x + markers[note.key].radius, start.y)
        points = (
            (begin, Point(right, y))
            if abs(y - start.y) < 0.6
            else (begin, Point(x, start.y), Point(x, y), Point(right, y))
        )
        if not _blocked(note.key, points, walls, boxes):
            yield note.number, points


def _share(bends: list[tuple[Note, Point, float]], i: int, rising: bool) -> float:
    """Where in the gutter (0 to 1) a leader changes height: in a run of leaders of one direction each has its own
    track.
    """

    def direction(k: int) -> bool:
        return bends[k][2] < bends[k][1].y

    first = i
    while first > 0 and direction(first - 1) == rising:
        first -= 1
    last = i
    while last + 1 < len(bends) and direction(last + 1) == rising:
        last += 1
    count = last - first + 1
    at = (i - first + 1) if rising else (last - i + 1)
    return at / (count + 1)


def _blocked(key: str, points: Sequence[Point], walls: Iterable[tuple[Point, Point]], boxes: Mapping[str, Box]) -> bool:
    segments = list(pairwise(points))
    if any(_cross(a, b, c, d) for a, b in segments for c, d in walls):
        return True
    return any(_touches(a, b, box.rect) for other, box in boxes.items() if other != key for a, b in segments)


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two axis-parallel segments touch."""
    return (
        min(a.x, b.x) <= max(c.x, d.x)
        and min(c.x, d.x) <= max(a.x, b.x)
        and min(a.y, b.y) <= max(c.y, d.y)
        and min(c.y, d.y) <= max(a.y, b.y)
    )


def _touches(a: Point, b: Point, rect: Rect) -> bool:
    return _cross(a, b, Point(rect.x, rect.y), Point(rect.right, rect.bottom))
