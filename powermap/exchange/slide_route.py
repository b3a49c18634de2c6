"""A placed flow in; its shapes, connectors, texts and callouts on a slide out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from math import floor, inf

from powermap.exchange.colors import blend, kind_color
from powermap.exchange.slide_shapes import CARD_INSET, Canvas, Line, Look, Paragraph, Run, Text
from powermap.exchange.slide_wires import Chain, chain
from powermap.geometry import Rect
from powermap.layout.blocks import Block
from powermap.layout.boxes import DISC, Box, Note
from powermap.layout.flow import FlowLayout
from powermap.layout.flow_edges import Arrow
from powermap.layout.graph import is_end, is_join
from powermap.model import Entry, Item
from powermap.model.theme import Theme
from powermap.text.gaps import spaced
from powermap.value import replace

_SHAPES = {"step": "process", "decision": "decision", "terminal": "terminator", "connector": "disc"}
"""GB/T 1526: process, decision, terminator, connector (a circle; see slide_wires.ROUND)."""

SLACK = 0.5
"""What a line may be wider than measured, in em: another font's digits are a little wider."""


TAG_GAP = 0.4
"""Between the tags of a callout and its text, in em."""


def wide(text: str) -> float:
    """Width of the widest line in em as other programs set it: punctuation full, letters of a common font."""
    return max(
        sum(0.3 if char == " " else 0.56 if ord(char) < 0x2000 else 1.0 for char in line) for line in text.split("\n")
    )


def fitting(size: float, width: float, room: float) -> float:
    """The size, or the largest of whole tenths of a point in which a line of width em fits into the room in pt:
    LibreOffice rounds sizes to tenths, and what stands in a line within half a point of its end it breaks.
    """
    room -= 0.5
    return size if width * (size + 0.05) <= room else floor(10 * room / width) / 10


def draw_route(canvas: Canvas, layout: FlowLayout, item: Item, theme: Theme, column: int) -> None:
    """Every piece of a placed flow. column: tells the columns of a slide apart, from 0."""
    _Route(canvas, layout, item, theme, f"{column}·" if column else "").draw()


class _Route:
    def __init__(self, canvas: Canvas, layout: FlowLayout, item: Item, theme: Theme, prefix: str) -> None:
        self.canvas, self.layout, self.theme, self.prefix = canvas, layout, theme, prefix
        self.entries: dict[str, Entry] = {entry.key: entry for entry in item.entries}
        self.em = layout.type.step
        self.rects = {box.key: box.rect for box in layout.boxes}
        self.thickness = 0.085 * self.em
        self.ways = [self._way(arrow) for arrow in layout.arrows]

    def _way(self, arrow: Arrow) -> Chain:
        source, target = self.rects[arrow.edge.source], self.rects[arrow.edge.target]
        return chain(arrow.points, source, target, self.thickness, arrow.joint)

    def draw(self) -> None:
        for box in self.layout.boxes:
            self._box(box)
        for i, blocks in enumerate(_together(self.layout.rail), 1):
            self._rail(i, blocks)
        for i, block in enumerate(self.layout.labels, 1):
            self._label(i, block)
        self._arrows()
        for note in self.layout.callouts:
            self._callout(note)
        self._markers()
        self._leaders()

    # names

    def _name(self, key: str) -> str:
        if key in self.entries:
            return f"{self.prefix}{self.entries[key].name}（{key}）"
        kind = "接续" if is_join(key) else "结束" if is_end(key) else "开始"
        number = list(self.rects).index(key)
        return f"{self.prefix}{kind} {number}"

    # shapes

    def _box(self, box: Box) -> None:
        color = kind_color(self.theme, box.actors[0].kind.value if box.actors else "")
        palette = self.theme.palette
        match box.shape:
            case "terminal":
                look = Look(palette["terminal"])
            case "connector":
                look = Look(palette["panel"], palette["line"], 0.1 * self.em)
            case _:
                look = Look(blend(palette["panel"], color, 0.07), color, 0.09 * self.em)
        self.canvas.shape(_SHAPES[box.shape], self._name(box.key), box.rect, look, self._box_text(box))

    def _box_text(self, box: Box) -> Text:
        if box.shape != "step":
            widest = max(block.setting.width * block.size for block in box.blocks)
            room = {"decision": 0.5, "connector": 0.7}.get(box.shape, 0.9) * box.rect.w
            paragraphs = tuple(self._paragraph(row, box.key) for row in _rows(box.blocks))
            paragraphs = tuple(Paragraph(p.runs, max(p.leading, 1.2 * p.runs[0].size), "center") for p in paragraphs)
            return Text(paragraphs, wrap=widest <= room)
        inner = [block for block in box.blocks if block.tone != "terminal"]
        left = min(block.x for block in inner) - box.rect.x
        measure = max(block.x + block.w for block in inner) - min(block.x for block in inner)
        right = max(0.0, box.rect.w - left - measure - SLACK * self.em)
        rows = [self._paragraph(row, box.key, box.rect.w - left - right) for row in _rows(box.blocks)]
        return Text(tuple(rows), (left, 0.0, right, 0.0))

    def _paragraph(self, row: tuple[Block, ...], key: str, room: float = inf) -> Paragraph:
        """The blocks that stand side by side; one alone with its lines broken where the layout broke them, since other
        programs know no phrases and set all punctuation full, which may take a line more than the box holds. A line
        that is thus wider than the room in pt is set smaller.
        """
        if len(row) == 1:
            lines = _lines(row[0])
            runs = [self._run(row[0], lines, fitting(row[0].size, wide(lines), room))]
        else:
            runs = [self._run(block, ("\u3000" if i else "") + self._words(block, key)) for i, block in enumerate(row)]
        align = "center" if row[0].tone == "terminal" else "left"
        return Paragraph(tuple(runs), max(block.leading for block in row), align)  # type: ignore[arg-type]

    def _words(self, block: Block, key: str) -> str:
        """The text of a block as the list has it: at the end of a line a setting has no space."""
        entry = self.entries.get(key)
        match block.tone:
            case "name" if entry:
                return entry.name
            case "note" if entry:
                return entry.note
            case "limit" if entry:
                return entry.limit
            case _:
                return "".join(line.text for line in block.setting.lines)

    def _run(self, block: Block, words: str, size: float = 0.0) -> Run:
        palette = self.theme.palette
        bold = block.tone in ("name", "question", "actor", "terminal", "onward", "aside", "plain")
        match block.tone:
            case "actor":
                color = kind_color(self.theme, block.hint)
            case "note" | "limit":
                color = palette["secondary"]
            case "onward" | "aside":
                color = palette[block.tone]
            case "terminal":
                color = palette["panel"] if block.hint == "spaced" else palette["terminal"]
            case _:
                color = palette["ink"]
        return Run(words, size or block.size, color, bold)

    # beside the shapes

    def _rail(self, number: int, blocks: tuple[Block, ...]) -> None:
        first, last = blocks[0], blocks[-1]
        paragraphs = (Paragraph((self._run(b, _lines(b)),), b.leading, "right") for b in blocks)
        slack = max(0.0, min(1.2 * first.size, first.x))
        rect = Rect(first.x - slack, first.y, first.w + slack, last.y + last.height - first.y)
        rect = rect.moved(0, -self._struck(rect))
        self.canvas.text(f"{self.prefix}主体和时限 {number}", rect, Text(tuple(paragraphs), middle=False))

    def _struck(self, rect: Rect) -> float:
        """By how much a text must rise to stand over a line that leaves a diamond's corner: where the poster's line
        leaves its slant, a connector cannot.
        """
        for way in self.ways:
            start, turn = way.corners[:2]
            if turn.x < rect.right <= start.x and rect.y < start.y < rect.bottom:
                return rect.bottom - start.y + 0.1 * self.em
        return 0.0

    def _label(self, number: int, block: Block) -> None:
        paragraph = Paragraph((self._run(block, _lines(block)),), block.leading, block.align)
        text = Text((paragraph,), middle=False, wrap=False)
        name = "说明" if block.tone == "note" else "结果"
        self.canvas.text(f"{self.prefix}{name} {number}", block.rect, text)

    def _arrows(self) -> None:
        """The connectors, each with a head at its end; a return also where it meets the trunk of its target."""
        palette, width = self.theme.palette, self.thickness
        for i, (arrow, way) in enumerate(zip(self.layout.arrows, self.ways, strict=True), 1):
            source, target = self._name(arrow.edge.source), self._name(arrow.edge.target)
            own = Line(palette["aside"], width, "dash") if arrow.back else Line(palette["line"], width)
            onward = own if arrow.joint is None else Line(palette["line"], width)
            lines = [own if n < way.turn else onward for n, _ in enumerate(way.elbows)]
            for n in {way.turn - 1, len(lines) - 1}:
                lines[n] = replace(lines[n], head=True)
            self.canvas.wires(f"{self.prefix}连线 {i}", source, target, way, lines)

    # risks

    def _level(self, rank: int, scale: int) -> str:
        return self.theme.level_color(rank, scale)

    def _disc(self, name: str, number: int, rect: Rect, color: str, size: float) -> None:
        paragraph = Paragraph((Run(str(number), size, self.theme.palette["panel"], True),), 1.1 * size, "center")
        look = Look(color, self.theme.palette["panel"], 0.05 * size)
        self.canvas.shape("disc", name, rect, look, Text((paragraph,), wrap=False))

    def _markers(self) -> None:
        for m in self.layout.markers:
            rect = Rect(m.center.x - m.radius, m.center.y - m.radius, 2 * m.radius, 2 * m.radius)
            self._disc(f"风险点 {m.number}", m.number, rect, self._level(m.rank, m.scale), 1.1 * m.radius)

    def _callout(self, note: Note) -> None:
        """One shape with all risks of an entry in it: level and risk, then the control."""
        palette, n = self.theme.palette, self.layout.note_size
        frame = blend(palette["panel"], self._level(note.rank, note.scale), 0.35)
        left = note.tags[0][1].x - note.rect.x
        hanging = n * (TAG_GAP + max(wide(text) for text in ("防控", *(tag for tag, _, _ in note.tags))))
        right = 0.1 * n
        room = note.rect.w - left - hanging - right - 2 * CARD_INSET
        size = fitting(n, max(wide(_lines(block)) for block in note.blocks), room)
        paragraphs: list[Paragraph] = []
        texts = [_lines(block) for block in note.blocks]
        for i, risk in enumerate(self.entries[note.key].risks):
            level = Run(f"{risk.level.name}\t", n, self._level(risk.level.rank, risk.level.scale), True)
            rows = (
                (level, Run(texts[2 * i], size, palette["ink"], True)),
                (Run("防控\t", n, palette["control_tag"], True), Run(texts[2 * i + 1], size, palette["control"])),
            )
            gaps = (0.45 * n if i else 0.0, 0.08 * n)
            leading = note.blocks[0].leading
            paragraphs += [Paragraph(r, leading, hanging=hanging, before=g) for r, g in zip(rows, gaps, strict=True)]
        top = note.blocks[0].y - note.rect.y
        text = Text(tuple(paragraphs), (left, top, right, 0.0), middle=False)
        look = Look(palette["panel"], frame, 0.08 * n)
        self.canvas.shape("card", f"风险 {note.number}", note.rect, look, text)
        radius = DISC * n
        x, y = note.rect.x + 0.55 * n, note.rect.y + note.anchor - radius
        disc = Rect(x, y, 2 * radius, 2 * radius)
        self._disc(f"风险号 {note.number}", note.number, disc, self._level(note.rank, note.scale), n)

    def _leaders(self) -> None:
        markers = {m.number: m for m in self.layout.markers}
        notes = {note.number: note for note in self.layout.callouts}
        for leader in self.layout.leaders:
            m, note = markers[leader.number], notes[leader.number]
            radius = DISC * self.layout.note_size
            begin = Rect(m.center.x - m.radius, m.center.y - m.radius, 2 * m.radius, 2 * m.radius)
            x, y = note.rect.x + 0.55 * self.layout.note_size, note.rect.y + note.anchor - radius
            line = Line(self._level(m.rank, m.scale), 0.075 * self.em, "dot")
            way = chain(leader.points, begin, Rect(x, y, 2 * radius, 2 * radius), line.width)
            ends = (f"风险点 {m.number}", f"风险号 {m.number}")
            self.canvas.wires(f"引线 {m.number}", *ends, way, [line] * len(way.elbows))


def _lines(block: Block) -> str:
    """The text broken where the layout broke it."""
    return "\n".join(spaced(line.text) for line in block.setting.lines)


def _rows(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Blocks of a box row by row: a block that begins above the foot of the last one stands beside it."""
    row: list[Block] = []
    for block in blocks:
        if row and block.y >= row[0].y + row[0].height - 0.01:
            yield tuple(row)
            row = []
        row.append(block)
    if row:
        yield tuple(row)


def _together(rail: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """The blocks of the rail entry by entry: actor and limit that stand one under the other."""
    number = 0
    numbers: list[int] = []
    for i, block in enumerate(rail):
        above = rail[i - 1] if i else None
        joined = above and above.tone == "actor" and block.tone == "limit"
        if not (joined and above and abs(above.y + above.height - block.y) < 0.01):
            number += 1
        numbers.append(number)
    for _, group in groupby(zip(numbers, rail, strict=True), key=lambda pair: pair[0]):
        yield tuple(block for _, block in group)
