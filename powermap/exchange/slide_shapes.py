"""Placed pieces and colours in; native shapes, texts and connectors on a slide out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from powermap.exchange.slide_wires import JOINT, ROUND, Chain, Elbow
from powermap.geometry import Rect
from powermap.layout.blocks import Align
from powermap.value import Value

BODY, TITLE = "微软雅黑", "宋体"
"""Fonts that Windows and WPS have; ours are not on the clerk's machine."""

CARD_RADIUS = 3.0
CARD_INSET = 0.29289 * CARD_RADIUS
"""Of the corners of a card in pt; by how much its text stands in at every side (roundRect in
presetShapeDefinitions.xml).
"""

_ALIGN = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}

_PRESETS = {
    "process": MSO_SHAPE.FLOWCHART_PROCESS,
    "decision": MSO_SHAPE.FLOWCHART_DECISION,
    "terminator": MSO_SHAPE.FLOWCHART_TERMINATOR,
    "disc": MSO_SHAPE.OVAL,
    "card": MSO_SHAPE.ROUNDED_RECTANGLE,
    "band": MSO_SHAPE.RECTANGLE,
}


class Run(Value, frozen=True):
    """Characters of one look: size in pt, colour #RRGGBB."""

    text: str
    size: float
    color: str
    bold: bool = False
    font: str = BODY


class Paragraph(Value, frozen=True):
    """Runs; leading: distance of baselines in pt; hanging: how far in pt the lines after a tab stand from the left."""

    runs: tuple[Run, ...]
    leading: float
    align: Align = "left"
    hanging: float = 0.0
    before: float = 0.0
    """Space above in pt."""


class Look(Value, frozen=True):
    """Fill and outline as #RRGGBB, "" for none; the outline's width in pt."""

    fill: str = ""
    line: str = ""
    width: float = 0.0


class Line(Value, frozen=True):
    """How a connector is drawn: colour #RRGGBB, width in pt; dash: "" for a full line, "dash" or "dot"; whether it has
    a head at its end.
    """

    color: str
    width: float
    dash: str = ""
    head: bool = False


class Text(Value, frozen=True):
    """What stands in a shape. margins: left, top, right, bottom in pt; wrap: whether lines are broken to the width."""

    paragraphs: tuple[Paragraph, ...]
    margins: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    middle: bool = True
    wrap: bool = True


@dataclass
class Canvas:
    """Puts shapes on one slide and remembers those that connectors may be glued to, by name."""

    slide: Any
    placed: dict[str, Any] = field(default_factory=dict)

    def shape(self, kind: str, name: str, rect: Rect, look: Look, text: Text | None = None) -> None:
        """A native shape of a kind of _PRESETS with its text inside."""
        shape = self.slide.shapes.add_shape(_PRESETS[kind], *_frame(rect))
        shape.name = name
        _unstyled(shape.element)
        if kind == "card":
            shape.adjustments[0] = min(0.5, CARD_RADIUS / max(1.0, min(rect.w, rect.h)))
        paint(shape, look)
        if text is not None:
            fill_text(shape.text_frame, text)
        self.placed[name] = shape

    def text(self, name: str, rect: Rect, text: Text) -> None:
        """A text box."""
        box = self.slide.shapes.add_textbox(*_frame(rect))
        box.name = name
        fill_text(box.text_frame, text)

    def wires(self, name: str, source: str, target: str, chain: Chain, lines: Sequence[Line]) -> None:
        """A route glued to two shapes on the slide: a line for each of its connectors."""
        nodes = [source, *(f"{name} 接点 {i}" for i, _ in enumerate(chain.joints, 1)), target]
        for joint, rect, line in zip(nodes[1:-1], chain.joints, lines, strict=False):
            self.shape("band", joint, rect, Look(line.color, line.color, (1 - JOINT) * line.width))
        for i, (elbow, line) in enumerate(zip(chain.elbows, lines, strict=True)):
            own = f"{name} 第 {i + 1} 段" if chain.joints else name
            self._wire(own, nodes[i], nodes[i + 1], elbow, line)

    def _wire(self, name: str, source: str, target: str, elbow: Elbow, line: Line) -> None:
        wire = self.slide.shapes.add_connector(MSO_CONNECTOR.ELBOW, 0, 0, 0, 0)
        wire.name = name
        wire.line.color.rgb = rgb(line.color)
        wire.line.width = Pt(round(line.width, 2))
        if line.dash:
            wire.line.dash_style = MSO_LINE.DASH if line.dash == "dash" else MSO_LINE.ROUND_DOT
        element = wire.element
        _unstyled(element)
        if line.head:
            drawn = element.spPr.find(qn("a:ln"))
            drawn.append(drawn.makeelement(qn("a:tailEnd"), {"type": "triangle", "w": "med", "len": "med"}))
        _bend(element, elbow)
        ends = element.find(qn("p:nvCxnSpPr")).find(qn("p:cNvCxnSpPr"))
        for tag, key, site in (("a:stCxn", source, elbow.begin), ("a:endCxn", target, elbow.end)):
            shape = self.placed[key]
            index = ROUND[site] if shape.auto_shape_type == MSO_SHAPE.OVAL else site
            ends.append(ends.makeelement(qn(tag), {"id": str(shape.shape_id), "idx": str(index)}))


def _unstyled(element: Any) -> None:
    """Without the style of the template, which has shadows."""
    element.remove(element.find(qn("p:style")))


def _bend(element: Any, elbow: Elbow) -> None:
    frame, properties = elbow.frame, element.spPr
    place = properties.find(qn("a:xfrm"))
    turned = {"rot": "5400000"} if elbow.turned else {}
    flips = {name: "1" for name, on in (("flipH", elbow.flip_x), ("flipV", elbow.flip_y)) if on}
    for name, value in {**turned, **flips}.items():
        place.set(name, value)
    x, y, w, h = _frame(frame)
    place.find(qn("a:off")).set("x", str(x))
    place.find(qn("a:off")).set("y", str(y))
    place.find(qn("a:ext")).set("cx", str(w))
    place.find(qn("a:ext")).set("cy", str(h))
    properties.find(qn("a:prstGeom")).set("prst", elbow.preset)


def paint(shape: Any, look: Look) -> None:
    """Fill and outline of a shape."""
    if look.fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(look.fill)
    else:
        shape.fill.background()
    if look.line:
        shape.line.color.rgb = rgb(look.line)
        shape.line.width = Pt(round(look.width, 2))
    else:
        shape.line.fill.background()


def fill_text(frame: Any, text: Text) -> None:
    """The paragraphs in a text frame: no automatic sizes, so that it stays as it was measured."""
    left, top, right, bottom = text.margins
    frame.margin_left, frame.margin_top, frame.margin_right, frame.margin_bottom = (
        Pt(round(value, 2)) for value in (left, top, right, bottom)
    )
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.word_wrap = text.wrap
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if text.middle else MSO_ANCHOR.TOP
    for i, paragraph in enumerate(text.paragraphs):
        _fill_paragraph(frame.paragraphs[0] if i == 0 else frame.add_paragraph(), paragraph)


def _fill_paragraph(place: Any, paragraph: Paragraph) -> None:
    place.alignment = _ALIGN[paragraph.align]
    place.line_spacing = Pt(round(paragraph.leading, 2))
    place.space_before, place.space_after = Pt(round(paragraph.before, 2)), Pt(0)
    if paragraph.hanging:
        indent = Pt(round(paragraph.hanging, 2))
        place._p.get_or_add_pPr().set("marL", str(indent))
        place._p.get_or_add_pPr().set("indent", str(-indent))
    for run in paragraph.runs:
        for i, part in enumerate(run.text.split("\n")):
            if i:
                place.add_line_break()
            _fill_run(place.add_run(), run, part)


def _fill_run(place: Any, run: Run, text: str) -> None:
    place.text = text
    font = place.font
    font.size, font.bold, font.name = Pt(round(run.size, 1)), run.bold, run.font
    font.color.rgb = rgb(run.color)
    latin = place._r.rPr.find(qn("a:latin"))
    latin.addnext(latin.makeelement(qn("a:ea"), {"typeface": run.font}))
    place._r.rPr.set("lang", "zh-CN")


def rgb(color: str) -> Any:
    """The colour of #RRGGBB."""
    return RGBColor(*(int(color[i : i + 2], 16) for i in (1, 3, 5)))  # type: ignore[no-untyped-call]


def _frame(rect: Rect) -> Sequence[int]:
    """Left, top, width and height in EMU."""
    return tuple(int(Pt(value)) for value in (rect.x, rect.y, rect.w, rect.h))
