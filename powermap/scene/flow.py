"""A placed flow and a theme in; scene items out."""

from __future__ import annotations

from powermap.geometry import Point, Rect
from powermap.layout.boxes import BAR, DISC, Box, Note
from powermap.layout.flow import FlowLayout, Leader, Marker
from powermap.layout.flow_edges import Arrow
from powermap.scene.brush import Brush
from powermap.scene.ink import color, line_of_text, mix
from powermap.scene.items import Color, Group, Path, SceneItem, Stroke
from powermap.scene.shapes import circle, polygon, rounded

HEAD = 0.52
"""Length of arrowheads in em of the step."""


def compose_flow(layout: FlowLayout, brush: Brush) -> tuple[SceneItem, ...]:
    """The flow's scene: edges under boxes, boxes under markers."""
    em = layout.type.step
    return (
        *(Group("arrow", _arrow(a, brush, em)) for a in layout.arrows),
        *(Group(f"box {box.key}", _box(box, brush, em)) for box in layout.boxes),
        *(Group("rail", brush.block(block)) for block in layout.rail),
        *(Group("label", brush.block(block)) for block in layout.labels),
        *(Group(f"leader {leader.number}", _leader(leader, layout, brush)) for leader in layout.leaders),
        *(Group(f"marker {m.number}", _marker(m, brush)) for m in layout.markers),
        *(Group(f"callout {note.number}", _callout(note, brush, layout.note_size)) for note in layout.callouts),
    )


def _arrow(arrow: Arrow, brush: Brush, em: float) -> tuple[SceneItem, ...]:
    points = arrow.points
    head = HEAD * em
    width = brush.weight(0.085 * em)
    paint = brush.ink("aside") if arrow.back else brush.ink("line")
    dash = (0.3 * em, 0.2 * em) if arrow.back else ()
    before, tip = points[-2], points[-1]
    stop = Point(tip.x + _toward(before.x, tip.x) * head * 0.8, tip.y + _toward(before.y, tip.y) * head * 0.8)
    items: list[SceneItem] = [brush.wire((*points[:-1], stop), Stroke(paint, width, dash), 0.3 * em)]
    if arrow.joint is not None:
        joint = points[arrow.joint]
        items[0] = brush.wire(points[: arrow.joint + 1], Stroke(paint, width, dash), 0.3 * em)
        items.append(brush.arrow_head(points[arrow.joint - 1], joint, head, paint))
        items.append(brush.wire((joint, stop), Stroke(brush.ink("line"), width), 0))
        items.append(brush.arrow_head(before, tip, head, brush.ink("line")))
        return tuple(items)
    items.append(brush.arrow_head(before, tip, head, paint))
    return tuple(items)


def _toward(a: float, b: float) -> float:
    return 0.0 if abs(a - b) < 0.01 else (1.0 if a > b else -1.0)


def _box(box: Box, brush: Brush, em: float) -> tuple[SceneItem, ...]:
    match box.shape:
        case "terminal":
            return _terminal(box, brush)
        case "decision":
            return _decision(box, brush, em)
        case "connector":
            return _connector(box, brush, em)
        case _:
            return _step(box, brush, em)


def _kind(box: Box, brush: Brush) -> str:
    return brush.theme.kinds[box.actors[0].kind.value] if box.actors else brush.theme.palette["line"]


def _terminal(box: Box, brush: Brush) -> tuple[SceneItem, ...]:
    (block,) = box.blocks
    (line,) = block.setting.lines
    spacing = 0.6 * block.size
    width = line.width * block.size + spacing
    baseline = block.y + (0.88) * block.size
    ground, paint = brush.label(rounded(box.rect, box.rect.h / 2), brush.ink("terminal"), box.rect.h)
    return ground, *line_of_text(line, box.rect.cx - width / 2, baseline, block.size, paint, spacing)


def _connector(box: Box, brush: Brush, em: float) -> tuple[SceneItem, ...]:
    outline = circle(box.rect.cx, box.rect.cy, box.rect.w / 2)
    ring = Path(outline, fill=brush.ink("panel"), stroke=Stroke(brush.ink("line"), brush.weight(0.1 * em)))
    return (ring, *brush.block(box.blocks[0]))


def _decision(box: Box, brush: Brush, em: float) -> tuple[SceneItem, ...]:
    r, kind = box.rect, _kind(box, brush)
    corners = (Point(r.cx, r.y), Point(r.right, r.cy), Point(r.cx, r.bottom), Point(r.x, r.cy))
    ground = mix(brush.theme.palette["panel"], kind, 0.0 if brush.outlined else 0.07)
    outline = Path(polygon(corners), fill=ground, stroke=Stroke(color(kind), brush.weight(0.095 * em)))
    return (outline, *(run for block in box.blocks for run in brush.block(block)))


def _step(box: Box, brush: Brush, em: float) -> tuple[SceneItem, ...]:
    r, radius, line = box.rect, brush.radius(0.28 * em), brush.weight(0.085 * em)
    kind = box.actors[0].kind.value if box.actors else ""
    items: list[SceneItem] = [
        Path(rounded(r, radius), fill=brush.ink("panel")),
        *brush.bar(Rect(r.x, r.y, BAR * em, r.h), kind, radius),
    ]
    if box.stripe:
        strip = Rect(r.x, r.bottom - box.stripe, r.w, box.stripe)
        items.append(brush.label(rounded(strip, radius, "sw"), brush.ink("terminal"), strip.h)[0])
    items.append(Path(rounded(r, radius), stroke=Stroke(brush.ink("line"), line)))
    items += [run for block in box.blocks for run in brush.block(block)]
    return tuple(items)


def _leader(leader: Leader, layout: FlowLayout, brush: Brush) -> tuple[SceneItem, ...]:
    em = layout.type.step
    marker = next(m for m in layout.markers if m.number == leader.number)
    paint = brush.level(f"{marker.rank}/{marker.scale}")
    return (
        brush.wire(leader.points, Stroke(paint, brush.weight(0.075 * em), (0.02 * em, 0.2 * em), "round"), 0.15 * em),
    )


def _marker(marker: Marker, brush: Brush) -> tuple[SceneItem, ...]:
    fill = brush.level(f"{marker.rank}/{marker.scale}")
    return brush.disc(str(marker.number), marker.center, marker.radius, fill, ring=brush.ink("panel"))


def _callout(note: Note, brush: Brush, n: float) -> tuple[SceneItem, ...]:
    level = f"{note.rank}/{note.scale}"
    frame = mix(brush.theme.palette["panel"], brush.theme.level_color(note.rank, note.scale), 0.35)
    center = Point(note.rect.x + (0.55 + DISC) * n, note.rect.y + note.anchor)
    items: list[SceneItem] = [
        Path(
            rounded(note.rect, brush.radius(0.4 * n)),
            fill=brush.ink("panel"),
            stroke=Stroke(frame, brush.weight(0.08 * n)),
        ),
        *brush.disc(str(note.number), center, DISC * n, brush.level(level)),
    ]
    for text, rect, hint in note.tags:
        fill: Color = brush.ink("control_tag") if hint == "control" else brush.level(hint)
        items += brush.tag(text, rect, fill, n)
    items += [run for block in note.blocks for run in brush.block(block)]
    return tuple(items)
