"""A placed flow in; whether any piece of it is in another's way, out: what makes the search for a layout go on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from powermap.geometry import Point, Rect
from powermap.layout.blocks import ASCENT, Block
from powermap.layout.boxes import Box
from powermap.layout.flow import FlowLayout
from powermap.layout.flow_edges import Arrow

TOUCH = 0.04
"""Pieces nearer than this many pt touch; only beyond that one is in another's way."""

AIR = 0.1
"""Least space around boxes, results and the texts of the rail in em of the step."""

_HANZI_ASCENT, _INK = 0.84, 0.92
"""The share of the em box in which Chinese characters have ink: above the baseline, and in all."""

_Span = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def is_sound(layout: FlowLayout) -> bool:
    """Whether everything stands inside the frame and apart, and lines meet only where they merge or part."""
    return not any(_faults(layout))


def _faults(layout: FlowLayout) -> Iterator[bool]:
    """True for each kind of breach; the cheap looks first, since one is enough."""
    boxes = [(box.key, _span(box.rect), box) for box in layout.boxes]
    lines = [(arrow, [_piece(a, b) for a, b in pairwise(arrow.points)]) for arrow in layout.arrows]
    markers = [
        (m.key, (m.center.x - m.radius, m.center.y - m.radius, m.center.x + m.radius, m.center.y + m.radius))
        for m in layout.markers
    ]
    air = AIR * layout.type.step
    labels = [_ink(block) for block in layout.labels]
    wide = [_wider(label, air) for label in labels]
    rail = [_ink(block) for block in layout.rail]
    texts = [*rail, *labels]
    clear = [_wider(text, air) for text in rail]
    pieces = [*texts, *(_span(note.rect) for note in layout.callouts)]
    frame = _span(layout.frame)
    spans = [*(span for _, span, _ in boxes), *(span for _, span in markers), *pieces]
    yield any(not _within(span, frame) for span in (*spans, *(p for _, ps in lines for p in ps)))
    yield any(_meet(_wider(a[1], air), b[1]) for a, b in combinations(boxes, 2))
    solid = [*pieces, *(span for _, span in markers)]
    yield any(_meet(a, b) for a, b in combinations(solid, 2))
    yield any(_meet(a, b) for a, b in combinations(wide, 2))
    yield any(_enters(piece, span, box) for piece in (*pieces, *wide) for _, span, box in boxes)
    yield any(key != owner and _enters(place, span, box) for owner, place in markers for key, span, box in boxes)
    for arrow, ps in lines:
        around = (min(p[0] for p in ps), min(p[1] for p in ps), max(p[2] for p in ps), max(p[3] for p in ps))
        yield any(_enters(p, span, box) for _, span, box in boxes if _meet(around, span) for p in ps)
        yield any(_meet(p, piece) for piece in (*pieces, *clear) if _meet(around, piece) for p in ps)
        yield any(
            owner not in (arrow.edge.source, arrow.edge.target) and _meet(p, place)
            for owner, place in markers
            for p in ps
        )
    yield any(_in_the_way(a, b, p, q) for (a, p), (b, q) in combinations(lines, 2))
    yield any(_spills(box) for _, _, box in boxes)


def _span(r: Rect) -> _Span:
    return (r.x, r.y, r.x + r.w, r.y + r.h)


def _wider(span: _Span, by: float) -> _Span:
    left, top, right, bottom = span
    return (left - by, top - by, right + by, bottom + by)


def _piece(a: Point, b: Point) -> _Span:
    return (min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y))


def _ink(block: Block) -> _Span:
    r = block.rect
    top = r.y + (block.leading - block.size) / 2 + (ASCENT - _HANZI_ASCENT) * block.size
    return (r.x, top, r.x + r.w, top + r.h - block.leading + _INK * block.size)


def _within(a: _Span, frame: _Span) -> bool:
    return a[0] > frame[0] - TOUCH and a[1] > frame[1] - TOUCH and a[2] < frame[2] + TOUCH and a[3] < frame[3] + TOUCH


def _meet(a: _Span, b: _Span) -> bool:
    return a[0] < b[2] - TOUCH and b[0] < a[2] - TOUCH and a[1] < b[3] - TOUCH and b[1] < a[3] - TOUCH


def _enters(piece: _Span, span: _Span, box: Box) -> bool:
    """Whether a piece goes into the outline of a box; ending on it is no entering."""
    if not _meet(piece, span):
        return False
    if box.shape != "decision":
        return True
    r = box.rect
    dx = max(0.0, piece[0] - r.cx, r.cx - piece[2])
    dy = max(0.0, piece[1] - r.cy, r.cy - piece[3])
    return dx / (r.w / 2) + dy / (r.h / 2) < 1 - 0.005


def _in_the_way(one: Arrow, two: Arrow, p: list[_Span], q: list[_Span]) -> bool:
    """Whether two edges cross or run in one line, other than where they part at one box or meet before one."""
    if one.edge.target == two.edge.target:
        return any(_cross(a, b) for a in p for b in q)
    parting = one.edge.source == two.edge.source
    for a in p:
        for b in q:
            if a[0] > b[2] + TOUCH or b[0] > a[2] + TOUCH or a[1] > b[3] + TOUCH or b[1] > a[3] + TOUCH:
                continue
            along = (a[0] == a[2]) == (b[0] == b[2])
            if parting and (along or _end_of(a, b)):
                continue
            return True
    return False


def _cross(a: _Span, b: _Span) -> bool:
    """Whether an upright and a level piece cross between their ends."""
    return (a[0] == a[2]) != (b[0] == b[2]) and _meet(a, b) and not _end_of(a, b)


def _end_of(a: _Span, b: _Span) -> bool:
    """Whether an upright and a level piece meet at an end of one of them, as where a line branches off."""
    level, upright = (a, b) if a[1] == a[3] else (b, a)
    return (
        min(abs(level[0] - upright[0]), abs(level[2] - upright[0])) <= TOUCH
        or min(abs(upright[1] - level[1]), abs(upright[3] - level[1])) <= TOUCH
    )


def _spills(box: Box) -> bool:
    """Whether text leaves its box; steps are as high as their text, and too long words are seen in the setting."""
    if box.shape != "decision":
        return any(block.setting.overfull for block in box.blocks)
    r = box.rect
    for block in box.blocks:
        left, top, right, bottom = _ink(block)
        wide = max(r.cx - left, right - r.cx) / (r.w / 2)
        if wide > 1 or r.h <= 0:
            return True
        if len(block.setting.lines) == 1 and wide + max(r.cy - top, bottom - r.cy) / (r.h / 2) > 1.002:
            return True
    return False
