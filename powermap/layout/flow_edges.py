"""Placed boxes in; orthogonal arrows and their labels out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from powermap.geometry import Point, Rect
from powermap.layout.blocks import Block
from powermap.layout.boxes import Box
from powermap.layout.flow_comb import Tooth
from powermap.layout.flow_labels import CORNER, PAD, corner_depth
from powermap.layout.flow_tracks import Columns, track_x
from powermap.layout.graph import Edge, is_return
from powermap.layout.plan import Track
from powermap.value import Value

MERGE = 0.78
"""Height of the merging line above its target in em of the step: an arrowhead and a little stem."""

SPLIT = 0.5
"""Depth of the line that parts into tiers below their decision in em of the step."""

UNDER = 0.7
"""How far under a diamond with a note beside its line the line's label may stand, in em of the step."""


class Arrow(Value, frozen=True):
    """An edge drawn: its corners from source to target. back: a return, drawn dashed.

    joint: index of the corner where a return meets the trunk of its target and needs a head of its own, None otherwise.
    """

    edge: Edge
    points: tuple[Point, ...]
    back: bool
    joint: int | None = None


class Sizes(Columns, Protocol):
    """What edges need to know of a flow besides its columns; lengths in pt, x from the frame's left edge (see
    flow_measure.Flow).
    """

    @property
    def column_cx(self) -> float: ...
    @property
    def row_heights(self) -> tuple[float, ...]: ...
    @property
    def labels(self) -> Mapping[Edge, Block]: ...
    @property
    def asides(self) -> Mapping[str, Block]: ...
    @property
    def teeth(self) -> Mapping[str, Sequence[Tooth]]: ...


def route_edges(flow: Sizes, boxes: Mapping[str, Box], frame: Rect) -> tuple[tuple[Arrow, ...], tuple[Block, ...]]:
    """Every edge of the route as an arrow between its boxes, returns first, and the labels beside them."""
    router = _Router(flow, boxes, frame)
    ended = {chain.keys[-1] for chain, _ in flow.plan.chains.values() if chain.exit is None}
    arrows = [router.arrow(edge) for edge in flow.plan.route.edges if edge.source not in ended]
    labels = [router.label(edge, block) for edge, block in flow.labels.items()]
    return tuple(sorted(arrows, key=lambda a: not a.back)), tuple(labels)


@dataclass(frozen=True)
class _Router:
    flow: Sizes
    boxes: Mapping[str, Box]
    frame: Rect

    @property
    def em(self) -> float:
        return self.flow.em

    @property
    def cx(self) -> float:
        return self.frame.x + self.flow.column_cx

    def arrow(self, edge: Edge) -> Arrow:
        plan = self.flow.plan
        if edge in plan.tracks:
            return self._tracked(edge, plan.tracks[edge])
        if edge in self.teeth:
            return Arrow(edge, self._hanging(self.teeth[edge]), is_return(edge))
        if edge in plan.joins.get(edge.target, ()):
            join, target = self._rect(edge.source), self._rect(edge.target)
            turn = Point(target.cx, join.cy)
            return Arrow(edge, (Point(join.right, join.cy), turn, Point(target.cx, target.y)), is_return(edge))
        beside = edge.target in plan.chains and edge in plan.exits
        return Arrow(edge, _clean(self._to_chain(edge) if beside else self._down(edge)), is_return(edge))

    @cached_property
    def teeth(self) -> dict[Edge, Tooth]:
        return {tooth.edge: tooth for teeth in self.flow.teeth.values() for tooth in teeth}

    def _hanging(self, tooth: Tooth) -> tuple[Point, ...]:
        source, end = self._rect(tooth.edge.source), self._rect(tooth.edge.target)
        foot = Point(source.cx, source.bottom)
        if tooth.level is None:
            return (foot, Point(source.cx, end.y))
        level = source.bottom + tooth.level
        return (foot, Point(source.cx, level), Point(end.x, level))

    def _rect(self, key: str) -> Rect:
        return self.boxes[key].rect

    def _merge_y(self, key: str) -> float:
        """Where lines meet above a node: over its whole row if one of them comes across what stands beside it."""
        rect = self._rect(key)
        crossed = any(t.zone == "outer" and t.top and t.edge.target == key for t in self.flow.plan.tracks.values())
        half = self.flow.row_heights[self.flow.plan.row_of(key)] / 2
        return (min(rect.y, rect.cy - half) if crossed else rect.y) - MERGE * self.em

    def _start(self, edge: Edge) -> Point:
        """Where an edge that leaves at a side begins."""
        rect = self._rect(edge.source)
        chain = self.flow.plan.chains.get(edge.source)
        side = chain[1] if chain else self.flow.plan.exits[edge]
        if side.startswith("low"):
            return Point(rect.cx + (-1 if side == "low left" else 1) * rect.w / 4, rect.cy + rect.h / 4)
        return Point(rect.x if side == "left" else rect.right, rect.cy)

    def _down(self, edge: Edge) -> Iterable[Point]:
        """From below the source to above the target, with one level run between if they are not in line."""
        source, target = self._rect(edge.source), self._rect(edge.target)
        row = self.flow.plan.row_of(edge.target)
        tiers = len(self.flow.plan.rows[row].center) > 1
        if abs(source.cx - target.cx) < 0.01:
            return (Point(source.cx, source.bottom), Point(source.cx, target.y))
        level = self._split_y(edge.source) if tiers and source.y < target.y else self._merge_y(edge.target)
        return (
            Point(source.cx, source.bottom),
            Point(source.cx, level),
            Point(target.cx, level),
            Point(target.cx, target.y),
        )

    def _split_y(self, key: str) -> float:
        """Where the lines under a node part to boxes side by side: below its note, if that stands there."""
        rect, note = self._rect(key), self.flow.asides.get(key)
        return (rect.cy + note.y + note.height if note else rect.bottom) + SPLIT * self.em

    def _to_chain(self, edge: Edge) -> Iterable[Point]:
        start, target = self._start(edge), self._rect(edge.target)
        return (start, Point(target.cx, start.y), Point(target.cx, target.y))

    def _tracked(self, edge: Edge, track: Track) -> Arrow:
        x = self.frame.x + track_x(self.flow, track)
        target = self._rect(edge.target)
        if edge.source in self.flow.plan.chains and not edge.back and track.top:
            source = self._rect(edge.source)
            level = source.bottom + 0.5 * self.em
            head = [Point(source.cx, source.bottom), Point(source.cx, level), Point(x, level)]
        else:
            start = self._start(edge)
            head = [start, Point(x, start.y)]
        if track.top:
            level = self._merge_y(edge.target)
            joint = Point(target.cx, level)
            points = _clean([*head, Point(x, level), joint, Point(target.cx, target.y)])
            back = is_return(edge)
            return Arrow(edge, points, back, points.index(joint) if back and joint in points else None)
        side = target.x if x < target.x else target.right
        return Arrow(edge, _clean([*head, Point(x, target.cy), Point(side, target.cy)]), is_return(edge))

    def label(self, edge: Edge, block: Block) -> Block:
        """The label beside its edge: in the free corner of the diamond for side exits, else right of the falling
        line.
        """
        plan = self.flow.plan
        source = self._rect(edge.source)
        w, h = block.rect.w, block.height
        if edge in self.teeth:
            return block.at(source.cx + block.x, source.bottom + block.y)
        if edge not in plan.exits:
            points = self.arrow(edge).points
            x, y0, y1 = points[-1].x, points[-2].y, points[-1].y
            if len(points) == 2 and plan.splits(edge.source):
                y0 = self._split_y(edge.source)
            y0 += max((tooth.bottom for tooth in self.flow.teeth.get(edge.source, ())), default=0.0)
            if len(points) == 2 and plan.merges_above(plan.row_of(edge.target)):
                y1 = self._merge_y(edge.target)
            else:
                y1 -= 0.5 * self.em
            y = (y0 + y1 - h) / 2
            if edge.source in self.flow.asides and not plan.splits(edge.source):
                y = min(y, y0 + UNDER * self.em)  # a long note makes the line long: its label stays near the question
            return block.at(x + 0.32 * self.em, y)
        pad, exit_ = PAD * self.em, plan.exits[edge]
        if exit_ == "low left":
            return block.at(source.cx - source.w / 4 - pad - w, source.cy + source.h / 4 + 0.4 * pad)
        if exit_ == "low right":
            return block.at(source.cx + source.w / 4 + pad, source.cy + source.h / 4 + 0.4 * pad)
        depth = corner_depth(w, source, self.em)
        y = source.cy - depth - h if self._has_low(edge.source, exit_) else source.cy + depth
        x = source.x + CORNER * self.em if exit_ == "left" else source.right - CORNER * self.em - w
        return block.at(x, y)

    def _has_low(self, key: str, side: str) -> bool:
        exits = self.flow.plan.exits.items()
        return any(edge.source == key and exit_ == f"low {side}" for edge, exit_ in exits)


def _clean(points: Iterable[Point]) -> tuple[Point, ...]:
    """The corners without repeats and without points on a straight line."""
    out: list[Point] = []
    for p in points:
        if out and abs(out[-1].x - p.x) < 0.01 and abs(out[-1].y - p.y) < 0.01:
            continue
        if len(out) > 1 and (
            abs(out[-2].x - out[-1].x) < 0.01 > abs(out[-1].x - p.x)
            or abs(out[-2].y - out[-1].y) < 0.01 > abs(out[-1].y - p.y)
        ):
            out.pop()
        out.append(p)
    return tuple(out)
