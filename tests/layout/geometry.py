"""A placed flow in; every breach of the geometry that must always hold out, in words.

The outlines are those that are drawn: a diamond's corners are free ground. Lengths within TOUCH pt count as touching.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from math import hypot

from powermap.geometry import Point, Rect
from powermap.layout.blocks import ASCENT, Block
from powermap.layout.boxes import Box
from powermap.layout.flow import FlowLayout
from tests.layout.distances import distance_faults

TOUCH = 0.05
_INK = 0.92


def faults(layout: FlowLayout) -> list[str]:
    """All breaches, none for a good flow."""
    return [
        *_in_frame(layout),
        *_texts_in_boxes(layout),
        *_apart(layout),
        *_arrows(layout),
        *_leaders(layout),
        *_order(layout),
        *distance_faults(layout, list(_pieces(layout))),
    ]


def ink(block: Block) -> Rect:
    """Where the characters of a block are: its lines without the leading above the first and below the last."""
    r = block.rect
    top = (block.leading - block.size) / 2 + (ASCENT - 0.84) * block.size
    return Rect(r.x, r.y + top, r.w, r.h - block.leading + _INK * block.size)


def line_boxes(block: Block) -> Iterator[Rect]:
    """The ink of each line by itself."""
    for i, line in enumerate(block.setting.lines):
        free = block.w - line.width * block.size
        x = block.x + {"left": 0.0, "center": free / 2, "right": free}[block.align]
        top = block.y + i * block.leading + (block.leading - block.size) / 2 + (ASCENT - 0.84) * block.size
        yield Rect(x, top, line.width * block.size, _INK * block.size)


def _label(block: Block) -> str:
    return "".join(line.text for line in block.setting.lines)


def _pieces(layout: FlowLayout) -> Iterator[tuple[str, Rect]]:
    """Everything but boxes and lines, with a name."""
    yield from ((f"rail {_label(b)}", ink(b)) for b in layout.rail)
    yield from ((f"label {_label(b)}", ink(b)) for b in layout.labels)
    yield from ((f"callout {note.number}", note.rect) for note in layout.callouts)


def _markers(layout: FlowLayout) -> Iterator[tuple[str, str, Rect]]:
    for m in layout.markers:
        yield (
            m.key,
            f"marker {m.number}",
            Rect(m.center.x - m.radius, m.center.y - m.radius, 2 * m.radius, 2 * m.radius),
        )


def _in_frame(layout: FlowLayout) -> Iterator[str]:
    things = [(f"box {box.key}", box.rect) for box in layout.boxes]
    things += [(name, rect) for _, name, rect in _markers(layout)]
    for name, rect in (*things, *_pieces(layout)):
        if not layout.frame.contains(rect, TOUCH):
            yield f"{name} leaves the frame"
    for arrow in layout.arrows:
        for p in arrow.points:
            if not layout.frame.contains(Rect(p.x, p.y, 0, 0), TOUCH):
                yield f"arrow {_ends(arrow)} leaves the frame at {p}"


def _texts_in_boxes(layout: FlowLayout) -> Iterator[str]:
    for box in layout.boxes:
        for block in box.blocks:
            for line in line_boxes(block):
                corners = [Point(x, y) for x in (line.x, line.right) for y in (line.y, line.bottom)]
                if not all(_holds(box, corner) for corner in corners):
                    yield f"text {_label(block)} leaves its box {box.key}"
    for note in layout.callouts:
        for block in note.blocks:
            if not note.rect.contains(ink(block), TOUCH):
                yield f"text {_label(block)} leaves callout {note.number}"


def _holds(box: Box, p: Point) -> bool:
    r = box.rect
    if box.shape == "decision":
        return abs(p.x - r.cx) / (r.w / 2) + abs(p.y - r.cy) / (r.h / 2) <= 1 + 2 * TOUCH / r.h
    return r.contains(Rect(p.x, p.y, 0, 0), TOUCH)


def _apart(layout: FlowLayout) -> Iterator[str]:
    for a, b in combinations(layout.boxes, 2):
        if a.rect.overlaps(b.rect, -TOUCH):
            yield f"boxes {a.key} and {b.key} overlap"
    pieces = list(_pieces(layout))
    for (name, rect), (other, second) in combinations(pieces, 2):
        if rect.overlaps(second, -TOUCH):
            yield f"{name} and {other} overlap"
    for name, rect in pieces:
        for box in layout.boxes:
            if _meets(box, rect):
                yield f"{name} lies on box {box.key}"
        for _, marker, place in _markers(layout):
            if rect.overlaps(place, -TOUCH):
                yield f"{name} lies on {marker}"
    for box in layout.boxes:
        for key, marker, place in _markers(layout):
            if key != box.key and _meets(box, place):
                yield f"{marker} lies on box {box.key}"
            for block in box.blocks:
                if any(_disc_meets(place, line) for line in line_boxes(block)):
                    yield f"{marker} lies on the text of box {box.key}"
    for (_, marker, place), (_, other, second) in combinations(_markers(layout), 2):
        if place.overlaps(second, -TOUCH):
            yield f"{marker} and {other} overlap"


def _disc_meets(disc: Rect, rect: Rect) -> bool:
    dx, dy = max(rect.x - disc.cx, 0.0, disc.cx - rect.right), max(rect.y - disc.cy, 0.0, disc.cy - rect.bottom)
    return hypot(dx, dy) < disc.w / 2 - TOUCH


def _meets(box: Box, rect: Rect) -> bool:
    """Whether a rectangle has an area in common with a box's outline."""
    r = box.rect
    if not r.overlaps(rect, -TOUCH):
        return False
    if box.shape != "decision":
        return True
    dx = max(0.0, rect.x - r.cx, r.cx - rect.right)
    dy = max(0.0, rect.y - r.cy, r.cy - rect.bottom)
    return dx / (r.w / 2) + dy / (r.h / 2) < 1 - 2 * TOUCH / r.h


def _ends(arrow: object) -> str:
    edge = arrow.edge  # type: ignore[attr-defined]
    return f"{edge.source}→{edge.target}".replace("\0", "")


def _arrows(layout: FlowLayout) -> Iterator[str]:
    boxes = {box.key: box for box in layout.boxes}
    pieces = list(_pieces(layout))
    for arrow in layout.arrows:
        name = f"arrow {_ends(arrow)}"
        for which, key, p in (
            ("start", arrow.edge.source, arrow.points[0]),
            ("end", arrow.edge.target, arrow.points[-1]),
        ):
            if not _on_outline(boxes[key], p):
                yield f"{name} does not {which} on its box"
        for a, b in pairwise(arrow.points):
            if abs(a.x - b.x) > TOUCH and abs(a.y - b.y) > TOUCH:
                yield f"{name} has a slanting piece"
            piece = Rect(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))
            for box in layout.boxes:
                if _runs_through(box, piece):
                    yield f"{name} passes through box {box.key}"
            for other, rect in pieces:
                if _strikes(piece, rect):
                    yield f"{name} passes through {other}"
        if arrow.points[-2] == arrow.points[-1]:
            yield f"{name} has no last piece for its head"
    for one, two in combinations(layout.arrows, 2):
        if one.edge.source == two.edge.source or one.edge.target == two.edge.target:
            continue
        if any(_share_a_stretch(p, q) for p in pairwise(one.points) for q in pairwise(two.points)):
            yield f"arrow {_ends(one)} runs along arrow {_ends(two)}"


def _on_outline(box: Box, p: Point) -> bool:
    r = box.rect
    if box.shape == "decision":
        return abs(abs(p.x - r.cx) / (r.w / 2) + abs(p.y - r.cy) / (r.h / 2) - 1) < 0.01
    inside = r.inset(-TOUCH).contains(Rect(p.x, p.y, 0, 0))
    return inside and not r.inset(TOUCH).contains(Rect(p.x, p.y, 0, 0))


def _runs_through(box: Box, piece: Rect) -> bool:
    """Whether a level or upright line enters a box's outline; ending on it is no entering."""
    r = box.rect
    if box.shape != "decision":
        return _strikes(piece, r)
    dx = max(0.0, piece.x - r.cx, r.cx - piece.right)
    dy = max(0.0, piece.y - r.cy, r.cy - piece.bottom)
    return dx / (r.w / 2) + dy / (r.h / 2) < 1 - 0.01


def _strikes(piece: Rect, rect: Rect) -> bool:
    return (
        piece.x < rect.right - TOUCH
        and rect.x + TOUCH < piece.right
        and piece.y < rect.bottom - TOUCH
        and rect.y + TOUCH < piece.bottom
    )


def _share_a_stretch(p: tuple[Point, Point], q: tuple[Point, Point]) -> bool:
    """Whether two pieces lie in one line and overlap by more than a touch."""
    for along, across in ((0, 1), (1, 0)):
        if all(abs(end[across] - p[0][across]) < TOUCH for end in (*p, *q)):
            low = max(min(p[0][along], p[1][along]), min(q[0][along], q[1][along]))
            high = min(max(p[0][along], p[1][along]), max(q[0][along], q[1][along]))
            return high - low > TOUCH
    return False


def _leaders(layout: FlowLayout) -> Iterator[str]:
    markers = {m.number: m for m in layout.markers}
    arrows = [(f"arrow {_ends(a)}", piece) for a in layout.arrows for piece in pairwise(a.points)]
    for leader in layout.leaders:
        name = f"leader {leader.number}"
        for a, b in pairwise(leader.points):
            piece = Rect(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))
            for box in layout.boxes:
                if box.key != markers[leader.number].key and _runs_through(box, piece):
                    yield f"{name} passes through box {box.key}"
            for other, rect in _pieces(layout):
                if _strikes(piece, rect):
                    yield f"{name} passes through {other}"
            for key, marker, place in _markers(layout):
                if key != markers[leader.number].key and _strikes(piece, place):
                    yield f"{name} passes through {marker}"
            for other, line in arrows:
                if _cross((a, b), line):
                    yield f"{name} crosses {other}"
        note = next(note for note in layout.callouts if note.number == leader.number)
        end = leader.points[-1]
        if abs(end.x - note.rect.x) > TOUCH or not note.rect.y <= end.y <= note.rect.bottom:
            yield f"{name} does not arrive at its callout"
    for one, two in combinations(layout.leaders, 2):
        if any(_cross(p, q) for p in pairwise(one.points) for q in pairwise(two.points)):
            yield f"leaders {one.number} and {two.number} cross"


def _cross(p: tuple[Point, Point], q: tuple[Point, Point]) -> bool:
    """Whether two level or upright pieces have a point in common."""
    return all(
        min(p[0][axis], p[1][axis]) <= max(q[0][axis], q[1][axis])
        and min(q[0][axis], q[1][axis]) <= max(p[0][axis], p[1][axis])
        for axis in (0, 1)
    )


def _order(layout: FlowLayout) -> Iterator[str]:
    numbers = [note.number for note in layout.callouts]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"callouts are numbered {numbers}"
    for above, below in pairwise(layout.callouts):
        if below.rect.y < above.rect.bottom - TOUCH:
            yield f"callout {below.number} stands above the foot of callout {above.number}"
