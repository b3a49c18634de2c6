"""A presentation, read back with python-pptx, and its items in; what is wrong with it, in words, out.

Nothing here looks at the layout: sites and bends are worked out from the file by the formulas of the presets
(ECMA-376 part 1, annex D, presetShapeDefinitions.xml).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import combinations, pairwise
from math import ceil
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE, MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from powermap.geometry import Point, Rect
from powermap.model import Decision, Entry, Item
from powermap.products.wording import basis_words

EMU = 12700
FLOW = (MSO_SHAPE.FLOWCHART_PROCESS, MSO_SHAPE.FLOWCHART_DECISION, MSO_SHAPE.FLOWCHART_TERMINATOR)
FOUR = {0: (0.5, 0.0), 1: (0.0, 0.5), 2: (0.5, 1.0), 3: (1.0, 0.5)}
EIGHT = {0: (0.5, 0.0), 2: (0.0, 0.5), 4: (0.5, 1.0), 6: (1.0, 0.5)}
NEAR = 0.01
"""How far in pt an end may lie from its site: places are whole EMU."""

Deck = Any


def opened(data: bytes) -> Deck:
    return Presentation(BytesIO(data))


def faults(deck: Deck, items: tuple[Item, ...]) -> list[str]:
    """All faults of a deck that holds these items and no others."""
    out: list[str] = []
    for item in items:
        slides = [s for s in deck.slides if s.shapes.title.text_frame.text.startswith(f"{item.number}　{item.name}")]
        out += _texts(slides, item)
        out += _notes(slides, item)
    for slide in deck.slides:
        out += _wires(slide)
        out += _places(slide, Rect(0, 0, deck.slide_width / EMU, deck.slide_height / EMU))
        out += _fits(slide)
    return out


def flow_shapes(slide: Any) -> list[Any]:
    return [s for s in _auto(slide) if s.auto_shape_type in FLOW or "接续" in s.name]


def is_joint(shape: Any) -> bool:
    """Whether connectors are joined at a shape on the way."""
    return "接点" in shape.name


def connectors(slide: Any) -> list[Any]:
    return [s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.LINE or s.element.tag == qn("p:cxnSp")]


def _auto(slide: Any) -> list[Any]:
    return [s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE]


def rect(shape: Any) -> Rect:
    return Rect(shape.left / EMU, shape.top / EMU, shape.width / EMU, shape.height / EMU)


def _plain(text: str) -> str:
    return "".join(text.split())


# words


def _texts(slides: list[Any], item: Item) -> Iterator[str]:
    shapes = [s for slide in slides for s in flow_shapes(slide)]
    boxes = [_plain(s.text_frame.text) for slide in slides for s in slide.shapes if s.has_text_frame]
    for entry in item.entries:
        own = [s for s in shapes if s.name.endswith(f"（{entry.key}）")]
        if len(own) != 1 or not _plain(own[0].text_frame.text).startswith(_plain(entry.name)):
            yield f"text of {entry.key}: {[s.text_frame.text for s in own]}"
            continue
        for words in (entry.note, entry.limit):
            if words and not any(_plain(words) in text for text in boxes):
                yield f"{entry.key} without {words}"
        if isinstance(entry, Decision):
            for branch in entry.branches:
                if _plain(branch.result) not in boxes:
                    yield f"no label {branch.result}"
        yield from _joined(slides, entry, own[0])


def _joined(slides: list[Any], entry: Entry, shape: Any) -> Iterator[str]:
    """Whether as many connectors leave as there are ways on, and one at least arrives."""
    slide = next(s for s in slides if any(x.element is shape.element for x in s.shapes))
    ends = [(_end(wire, "a:stCxn"), _end(wire, "a:endCxn")) for wire in connectors(slide)]
    leaving = sum(1 for begin, _ in ends if begin and begin[0] == shape.shape_id)
    ways = len(entry.branches) if isinstance(entry, Decision) else 1
    if not isinstance(entry, Decision) and shape.text_frame.text.endswith("结束"):
        ways = 0
    if leaving != ways:
        yield f"{leaving} connectors leave {entry.key}, not {ways}"
    if not any(end and end[0] == shape.shape_id for _, end in ends):
        yield f"nothing leads to {entry.key}"


def _notes(slides: list[Any], item: Item) -> Iterator[str]:
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide)
    lines = notes.splitlines()
    for entry, risk in item.risks:
        words = (entry.name, f"【{risk.level.name}】", risk.text, risk.control, risk.owner)
        if not any(all(word in line for word in words) and line[0].isdigit() for line in lines):
            yield f"risk not in the notes: {risk.text}"
    for basis in item.bases:
        if basis_words(basis) not in notes:
            yield f"basis not in the notes: {basis_words(basis)}"


# connectors


def _end(wire: Any, tag: str) -> tuple[int, int] | None:
    found = wire.element.find(f".//{qn(tag)}")
    return None if found is None else (int(found.get("id")), int(found.get("idx")))


def path(wire: Any) -> list[Point]:
    """The corners of a connector on the slide, by the formulas of its preset."""
    place = wire.element.spPr.find(qn("a:xfrm"))
    x, y = (int(place.find(qn("a:off")).get(k)) / EMU for k in "xy")
    w, h = (int(place.find(qn("a:ext")).get(k)) / EMU for k in ("cx", "cy"))
    geometry = wire.element.spPr.find(qn("a:prstGeom"))
    local = {
        "bentConnector2": [Point(0, 0), Point(w, 0), Point(w, h)],
        "bentConnector3": [Point(0, 0), Point(w / 2, 0), Point(w / 2, h), Point(w, h)],
    }[geometry.get("prst")]
    out: list[Point] = []
    for p in local:
        u = (w - p.x if place.get("flipH") else p.x) - w / 2
        v = (h - p.y if place.get("flipV") else p.y) - h / 2
        if place.get("rot") == "5400000":
            u, v = -v, u
        out.append(Point(x + w / 2 + u, y + h / 2 + v))
    return out


def course(slide: Any, name: str) -> list[Point]:
    """The corners of a whole route: of its connectors, one after the other through the joints; without those where it
    runs straight on.
    """
    shapes = {s.shape_id: s for s in _auto(slide)}
    wires = [w for w in connectors(slide) if w.name == name or w.name.startswith(f"{name} 第")]
    following = {end[0]: w for w in wires if (end := _end(w, "a:stCxn"))}
    wire = next(w for w in wires if (end := _end(w, "a:stCxn")) and not is_joint(shapes[end[0]]))
    corners = path(wire)
    while (end := _end(wire, "a:endCxn")) and is_joint(shapes[end[0]]):
        joint, wire = shapes[end[0]], following.pop(end[0])
        corners = [*corners[:-1], Point(rect(joint).cx, rect(joint).cy), *path(wire)[1:]]
    return turning(corners)


def turning(corners: Sequence[Point]) -> list[Point]:
    """The corners at which a course turns, and both its ends."""
    out: list[Point] = []
    for p in corners:
        while len(out) > 1 and (
            max(abs(q.x - p.x) for q in out[-2:]) < NEAR or max(abs(q.y - p.y) for q in out[-2:]) < NEAR
        ):
            out.pop()
        if not out or max(abs(out[-1].x - p.x), abs(out[-1].y - p.y)) > NEAR:
            out.append(p)
    return out


def _choices(wire: Any) -> Iterator[str]:
    """Whether other programs could draw the connector in another way: one of a single bend or none is drawn alike."""
    geometry = wire.element.spPr.find(qn("a:prstGeom"))
    place = wire.element.spPr.find(qn("a:xfrm")).find(qn("a:ext"))
    straight = min(int(place.get("cx")), int(place.get("cy"))) <= 1
    if list(geometry.iter(qn("a:gd"))) or geometry.get("prst") != ("bentConnector3" if straight else "bentConnector2"):
        yield f"{wire.name} may be drawn in another way: {geometry.get('prst')}"


def _joints(slide: Any) -> Iterator[str]:
    ends = [(_end(wire, "a:stCxn"), _end(wire, "a:endCxn")) for wire in connectors(slide)]
    for joint in filter(is_joint, _auto(slide)):
        leaving, arriving = ([e[i] for e in ends if e[i] and e[i][0] == joint.shape_id] for i in (0, 1))
        if len(leaving) != 1 or len(arriving) != 1 or leaving[0] == arriving[0]:
            yield f"{joint.name} joins {len(arriving)} and {len(leaving)}"


def _wires(slide: Any) -> Iterator[str]:
    shapes = {s.shape_id: s for s in _auto(slide)}
    yield from _joints(slide)
    for wire in connectors(slide):
        yield from _choices(wire)
        corners = path(wire)
        for tag, corner in (("a:stCxn", corners[0]), ("a:endCxn", corners[-1])):
            end = _end(wire, tag)
            if end is None or end[0] not in shapes:
                yield f"{wire.name} is not glued: {tag}"
                continue
            shape = shapes[end[0]]
            sites = EIGHT if shape.auto_shape_type == MSO_SHAPE.OVAL else FOUR
            r, (a, b) = rect(shape), sites[end[1]]
            if abs(r.x + a * r.w - corner.x) > NEAR or abs(r.y + b * r.h - corner.y) > NEAR:
                yield f"{wire.name} does not begin or end at its site: {tag}"
        for shape in flow_shapes(slide):
            if shape.auto_shape_type != MSO_SHAPE.FLOWCHART_DECISION and _crosses(corners, rect(shape).inset(1.0)):
                yield f"{wire.name} runs through {shape.name}"


def _crosses(corners: list[Point], r: Rect) -> bool:
    return any(
        min(a.x, b.x) < r.right and r.x < max(a.x, b.x) and min(a.y, b.y) < r.bottom and r.y < max(a.y, b.y)
        if abs(a.x - b.x) > 0.01 and abs(a.y - b.y) > 0.01
        else min(a.x, b.x) < r.right and r.x < max(a.x, b.x) + 0.01 and min(a.y, b.y) < r.bottom and r.y < max(a.y, b.y)
        for a, b in pairwise(corners)
    )


# places


def _places(slide: Any, page: Rect) -> Iterator[str]:
    solid = [s for s in _auto(slide) if not (is_joint(s) or s.name.startswith("风险点") or s.name.startswith("风险号"))]
    for shape in slide.shapes:
        if shape.element.tag != qn("p:cxnSp") and not page.contains(rect(shape), 0.01):
            yield f"{shape.name} is not on the slide"
    for wire in connectors(slide):
        if not all(0 <= p.x <= page.w and 0 <= p.y <= page.h for p in path(wire)):
            yield f"{wire.name} is not on the slide"
    for a, b in combinations(solid, 2):
        if rect(a).inset(0.05).overlaps(rect(b)):
            yield f"{a.name} lies over {b.name}"
    boxes = [s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.TEXT_BOX]
    for box in boxes:
        for shape in solid:
            if shape.auto_shape_type != MSO_SHAPE.FLOWCHART_DECISION and _ink(box).overlaps(rect(shape)):
                yield f"{box.name} {box.text_frame.text} lies over {shape.name}"
    for a, b in combinations(boxes, 2):
        if _ink(a).overlaps(_ink(b)):
            yield f"{a.name} {a.text_frame.text} lies over {b.name} {b.text_frame.text}"


def _ink(box: Any) -> Rect:
    """Where the characters of a text box are: as wide as its widest line, without the leading above and below."""
    r = rect(box)
    lines = [(line, p) for p in box.text_frame.paragraphs for line in p.text.split("\v")]
    size = box.text_frame.paragraphs[0].runs[0].font.size.pt
    used = min(r.w, max(_width(line) for line, _ in lines) * size)
    right = str(box.text_frame.paragraphs[0].alignment).startswith("RIGHT")
    return Rect(r.right - used if right else r.x, r.y + 0.2 * size, used, r.h - 0.4 * size)


def _width(text: str) -> float:
    """In em: a Latin letter or digit takes a little more than half, a space a third."""
    return sum(0.3 if char == " " else 0.56 if ord(char) < 0x2000 else 1.0 for char in text)


def _fits(slide: Any) -> Iterator[str]:
    """Whether the text of every shape with straight sides fits into it, lines being filled."""
    for shape in _auto(slide):
        if shape.auto_shape_type in (MSO_SHAPE.FLOWCHART_PROCESS, MSO_SHAPE.ROUNDED_RECTANGLE):
            frame = shape.text_frame
            room = (shape.width - frame.margin_left - frame.margin_right) / EMU
            height = (frame.margin_top + frame.margin_bottom) / EMU
            if shape.auto_shape_type == MSO_SHAPE.ROUNDED_RECTANGLE:
                room -= 2 * 0.29289 * shape.adjustments[0] * min(shape.width, shape.height) / EMU
            for paragraph in frame.paragraphs:
                hanging = int(paragraph._p.pPr.get("marL", "0")) / EMU
                widths, tag = [0.0], 0.0
                for run in paragraph.runs:
                    if run.text.endswith("\t"):
                        tag = _width(run.text[:-1]) * run.font.size.pt
                for child in paragraph._p:
                    if child.tag == qn("a:br"):
                        widths.append(0.0)
                    elif child.tag == qn("a:r") and not child.text.endswith("\t"):
                        widths[-1] += _width(child.text) * int(child.find(qn("a:rPr")).get("sz")) / 100
                if tag > hanging:
                    yield f"tag of {shape.name} is {tag:.1f} pt wide, its place {hanging:.1f} pt"
                lines = sum(max(1, ceil(width / (room - hanging) - 1e-9)) for width in widths)
                height += lines * paragraph.line_spacing.pt + paragraph.space_before.pt
            if height > shape.height / EMU + 0.5:
                yield f"text of {shape.name} is {height:.0f} pt high, the shape {shape.height / EMU:.0f} pt"
