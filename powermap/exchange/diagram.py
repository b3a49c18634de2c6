"""Items in; a diagrams.net file with a page an item out: lanes as containers, every connector tied at both ends.

The format is mxfile with uncompressed mxGraphModel (https://www.drawio.com/doc/faq/diagram-source-edit). A unit of it
is a pixel; what the layout measures in pt is written as that many pixels.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from powermap.exchange.colors import blend, kind_color
from powermap.geometry import Point, Rect
from powermap.layout.blocks import Block
from powermap.layout.boxes import Box, Note
from powermap.layout.flow import Limits, Marker
from powermap.layout.flow_edges import Arrow
from powermap.layout.graph import Edge, route_of
from powermap.layout.lanes import LaneHead, LanesLayout
from powermap.layout.lanes_fit import lay_out_lanes
from powermap.model import Entry, Item, PowerList
from powermap.model.theme import Theme
from powermap.text.fonts import Catalogue
from powermap.text.gaps import spaced
from powermap.text.phrases import setter_for
from powermap.text.setting import Setter
from powermap.value import Value

WIDTH = 1240.0
"""Width of the lanes in px: a screen's."""

HEIGHTS = (800.0, 1100.0, 1500.0, 2000.0, 2700.0, 3600.0, 4800.0)
"""Heights tried: pages of a diagram may be as long as the route."""

LIMITS = Limits(14.0, 11.0, 17.0)
"""Type in px: what a screen shows well."""

MARGIN, TITLE, GAP = 40.0, 26.0, 18.0
"""Around the page; size of the item's name; from the lanes to the title of the risks."""

_FONT = "fontFamily=微软雅黑;"
_SHAPES = {
    "step": "rounded=1;arcSize=8;",
    "decision": "rhombus;",
    "terminal": "rounded=1;arcSize=50;",
    "connector": "ellipse;",
}


def diagram(power_list: PowerList, items: Iterable[Item], theme: Theme, fonts: Catalogue) -> bytes:
    """The file: UTF-8 XML, the same for the same list."""
    setter = setter_for(power_list, fonts)
    root = Element("mxfile", {"host": "app.diagrams.net", "type": "device"})
    for item in items:
        _page(root, item, _laid_out(item, setter), theme)
    indent(root, " ")
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _laid_out(item: Item, setter: Setter) -> LanesLayout:
    """The lanes on the lowest page that holds them in legible type, on the highest one if none does."""
    route = route_of(item)
    for height in HEIGHTS:
        frame = Rect(MARGIN, MARGIN + 2 * TITLE, WIDTH, height)
        layout = lay_out_lanes(route, frame, LIMITS, setter, 3 * GAP)
        if layout.legible:
            break
    return layout


def _page(root: Element, item: Item, layout: LanesLayout, theme: Theme) -> None:
    page = SubElement(root, "diagram", {"id": f"item-{item.number}", "name": f"{item.number} {item.name}"})
    frame = layout.frame
    size = {"pageWidth": _px(frame.right + MARGIN), "pageHeight": _px(frame.bottom + MARGIN)}
    model = SubElement(
        page,
        "mxGraphModel",
        {"grid": "1", "gridSize": "10", "guides": "1", "connect": "1", "arrows": "1", "page": "1", "math": "0"} | size,
    )
    cells = SubElement(model, "root")
    SubElement(cells, "mxCell", {"id": "0"})
    SubElement(cells, "mxCell", {"id": "1", "parent": "0"})
    _Page(cells, item, layout, theme).draw()


class _Page(Value, frozen=True):
    cells: Element
    item: Item
    layout: LanesLayout
    theme: Theme

    def draw(self) -> None:
        layout, palette = self.layout, self.theme.palette
        frame = layout.frame
        title = f"<b>{html.escape(f'{self.item.number} {self.item.name}')}</b>"
        style = (
            f"text;html=1;align=left;verticalAlign=middle;fontSize={_px(TITLE)};fontColor={palette['primary']};{_FONT}"
        )
        self._vertex("title", title, style, Rect(frame.x, MARGIN, frame.w, 1.4 * TITLE))
        for i, lane in enumerate(layout.lanes):
            self._lane(i, lane)
        for box in layout.route.boxes:
            self._box(box)
        labels = _labels_of(layout)
        rects = {box.key: box.rect for box in layout.route.boxes}
        for arrow in sorted(layout.route.arrows, key=lambda a: (a.edge.source, a.edge.target, a.edge.label)):
            edge = arrow.edge
            self._edge(arrow, labels.get(edge), rects[edge.source], rects[edge.target])
        for marker in layout.route.markers:
            self._marker(marker)
        if layout.risks:
            left, top, _ = layout.risks
            words = f"<b>{html.escape(self.theme.words.risks)}</b>"
            style = f"text;html=1;align=left;verticalAlign=middle;fontSize=16;fontColor={palette['primary']};{_FONT}"
            over = top - 1.6 * GAP if top > frame.y else frame.y - 1.6 * GAP
            self._vertex("risks", words, style, Rect(left, over, 200.0, 1.4 * GAP))
        for note in layout.route.callouts:
            self._callout(note)

    # cells

    def _vertex(self, key: str, value: str, style: str, rect: Rect, parent: str = "1") -> None:
        attributes = {"id": key, "value": value, "style": style, "vertex": "1", "parent": parent}
        cell = SubElement(self.cells, "mxCell", attributes)
        place = {"x": _px(rect.x), "y": _px(rect.y), "width": _px(rect.w), "height": _px(rect.h), "as": "geometry"}
        SubElement(cell, "mxGeometry", place)

    def _lane(self, index: int, lane: LaneHead) -> None:
        color = kind_color(self.theme, lane.kind)
        ground = blend(self.theme.palette["paper"], color, 0.06)
        style = (
            f"swimlane;html=1;whiteSpace=wrap;startSize={_px(lane.head.h)};horizontal=1;collapsible=0;container=1;"
            f"fillColor={color};swimlaneFillColor={ground};strokeColor={color};fontColor={self.theme.palette['panel']};"
            f"fontSize={_px(lane.name.size)};fontStyle=1;{_FONT}"
        )
        ground_rect = Rect(lane.head.x, lane.head.y, lane.head.w, lane.ground.bottom - lane.head.y)
        self._vertex(f"lane-{index + 1}", html.escape(_words(lane.name)), style, ground_rect)

    def _lane_of(self, rect: Rect) -> tuple[str, Point]:
        """The lane in which the middle of a rectangle stands, and its corner."""
        for i, lane in enumerate(self.layout.lanes, 1):
            if lane.head.x <= rect.cx < lane.head.right:
                return f"lane-{i}", Point(lane.head.x, lane.head.y)
        raise ValueError("a box outside all lanes")

    def _box(self, box: Box) -> None:
        palette = self.theme.palette
        color = kind_color(self.theme, box.actors[0].kind.value if box.actors else "")
        if box.shape == "terminal":
            fill, line, text = palette["terminal"], palette["terminal"], palette["panel"]
        else:
            fill, line, text = blend(palette["panel"], color, 0.07), color, palette["ink"]
        style = (
            f"{_SHAPES[box.shape]}whiteSpace=wrap;html=1;fillColor={fill};strokeColor={line};strokeWidth=1.5;"
            f"fontColor={text};fontSize={_px(self.layout.type.step)};{_FONT}"
        )
        lane, corner = self._lane_of(box.rect)
        self._vertex(_id(box.key), self._value(box), style, box.rect.moved(-corner.x, -corner.y), lane)

    def _value(self, box: Box) -> str:
        """The words of a box as HTML, broken where the layout broke them; what is not the name in the size of notes."""
        entry: Entry | None = next((e for e in self.item.entries if e.key == box.key), None)
        rows: list[str] = []
        for block in box.blocks:
            match block.tone:
                case "note" | "limit":
                    rows.append(self._small(_broken(block), "secondary", block))
                case "terminal" if entry:
                    rows.append(self._small("结束", "terminal", block))
                case "actor":
                    rows.append(self._small(_broken(block), "ink", block))
                case _:
                    rows.append(f"<b>{_broken(block)}</b>")
        return "<br>".join(rows)

    def _small(self, words: str, token: str, block: Block) -> str:
        style = f"font-size: {_px(block.size)}px; color: {self.theme.palette[token]}"
        return f'<span style="{style}">{words}</span>'

    def _edge(self, arrow: Arrow, label: Block | None, source: Rect, target: Rect) -> None:
        """A line that leaves on the slant of a diamond is drawn from corner to corner: diagrams.net would have it leave
        at right angles to the side, through the diamond.
        """
        palette, edge = self.theme.palette, arrow.edge
        begin, end = _share(arrow.points[0], source), _share(arrow.points[-1], target)
        middles = {"0", "0.5", "1"}
        routed = "orthogonalEdgeStyle" if {*begin, *end} <= middles else "none"
        style = (
            f"edgeStyle={routed};rounded=1;html=1;endArrow=block;endFill=1;labelBackgroundColor=none;"
            f"exitX={begin[0]};exitY={begin[1]};exitDx=0;exitDy=0;exitPerimeter=0;entryX={end[0]};entryY={end[1]};entryDx=0;entryDy=0;entryPerimeter=0;"
            f"strokeColor={palette['aside'] if arrow.back else palette['line']};{'dashed=1;' if arrow.back else ''}"
            f"fontSize={_px(self.layout.type.note)};fontStyle=1;fontColor={palette[edge.tone]};{_FONT}"
        )
        attributes = {
            "id": f"{_id(edge.source)}--{_id(edge.target)}" + (f"--{edge.label}" if edge.label else ""),
            "value": _broken(label) if label else html.escape(edge.label),
            "style": style,
            "edge": "1",
            "parent": "1",
            "source": _id(edge.source),
            "target": _id(edge.target),
        }
        cell = SubElement(self.cells, "mxCell", attributes)
        geometry = SubElement(cell, "mxGeometry", {"relative": "1", "as": "geometry"})
        if label is not None:  # measured from where the line begins
            geometry.set("x", "-1")
            start, middle = arrow.points[0], label.rect
            offset = {"x": _px(middle.cx - start.x), "y": _px(middle.cy - start.y), "as": "offset"}
            SubElement(geometry, "mxPoint", offset)
        if len(arrow.points) > 2:
            turns = SubElement(geometry, "Array", {"as": "points"})
            for p in arrow.points[1:-1]:
                SubElement(turns, "mxPoint", {"x": _px(p.x), "y": _px(p.y)})

    # risks

    def _disc(self, key: str, number: int, rect: Rect, color: str, parent: str = "1") -> None:
        style = (
            f"ellipse;html=1;fillColor={color};strokeColor={self.theme.palette['panel']};fontStyle=1;"
            f"fontColor={self.theme.palette['panel']};fontSize={_px(0.55 * rect.w)};{_FONT}"
        )
        self._vertex(key, str(number), style, rect, parent)

    def _marker(self, marker: Marker) -> None:
        r = marker.radius
        rect = Rect(marker.center.x - r, marker.center.y - r, 2 * r, 2 * r)
        lane, corner = self._lane_of(next(b.rect for b in self.layout.route.boxes if b.key == marker.key))
        color = self.theme.level_color(marker.rank, marker.scale)
        self._disc(f"marker-{_id(marker.key)}", marker.number, rect.moved(-corner.x, -corner.y), color, lane)

    def _callout(self, note: Note) -> None:
        palette, size = self.theme.palette, self.layout.route.note_size
        color = self.theme.level_color(note.rank, note.scale)
        rows: list[str] = []
        for risk in self.item.entry(note.key).risks:
            level = self.theme.level_color(risk.level.rank, risk.level.scale)
            control = f"{risk.control}（{risk.owner}）" if risk.owner else risk.control
            rows.append(f'<b><font color="{level}">{html.escape(risk.level.name)}</font> {html.escape(risk.text)}</b>')
            rows.append(f'<font color="{palette["control"]}"><b>防控</b> {html.escape(control)}</font>')
        left = note.tags[0][1].x - note.rect.x
        style = (
            f"rounded=1;arcSize=6;whiteSpace=wrap;html=1;align=left;verticalAlign=middle;spacingLeft={_px(left)};"
            f"fillColor={palette['panel']};strokeColor={blend(palette['panel'], color, 0.35)};"
            f"fontColor={palette['ink']};fontSize={_px(size)};{_FONT}"
        )
        self._vertex(f"risk-{_id(note.key)}", "<br>".join(rows), style, note.rect)
        d = 1.7 * size
        disc = Rect(note.rect.x + 0.55 * size, note.rect.y + note.anchor - d / 2, d, d)
        self._disc(f"risk-number-{_id(note.key)}", note.number, disc, color)


def _labels_of(layout: LanesLayout) -> dict[Edge, Block]:
    """The label of each edge: of those with its words the one nearest to the box that it leaves."""
    rects = {box.key: box.rect for box in layout.route.boxes}
    free = list(layout.route.labels)
    out: dict[Edge, Block] = {}
    for arrow in layout.route.arrows:
        edge, source = arrow.edge, rects[arrow.edge.source]
        same = [b for b in free if _squeezed(_words(b)) == _squeezed(edge.label)]
        if edge.label and same:
            out[edge] = min(same, key=lambda b: abs(b.rect.cx - source.cx) + abs(b.rect.cy - source.cy))
            free.remove(out[edge])
    return out


def _broken(block: Block) -> str:
    """The words as HTML, broken where the layout broke them."""
    return "<br>".join(html.escape(spaced(line.text)) for line in block.setting.lines)


def _words(block: Block) -> str:
    return "".join(line.text for line in block.setting.lines)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _share(at: Point, shape: Rect) -> tuple[str, str]:
    """Where on a shape a point is, as shares of its width and height."""
    return _px((at.x - shape.x) / shape.w), _px((at.y - shape.y) / shape.h)


def _id(key: str) -> str:
    """An id for a node: those that are no entries have names with a sign that XML cannot hold."""
    return key.removeprefix("\0") if key.startswith("\0") else f"step-{key}"


def _px(value: float) -> str:
    """At most two decimals, none where there are none."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
