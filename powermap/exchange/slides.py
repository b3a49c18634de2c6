"""Items in; presentations with one slide an item out: native shapes and glued connectors, the risks in the notes."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.util import Pt

from powermap.exchange.archive import without_clock
from powermap.exchange.slide_route import draw_route
from powermap.exchange.slide_shapes import TITLE, Canvas, Look, Paragraph, Run, Text, fill_text, paint
from powermap.geometry import Rect
from powermap.layout.fit import lay_out_sheets
from powermap.layout.flow import FlowLayout, Limits
from powermap.layout.graph import route_of
from powermap.model import Item, PowerList
from powermap.model.theme import Theme
from powermap.products.sizes import page_size
from powermap.products.wording import approval_words, bases_words, filled, owners_words
from powermap.text.fonts import Catalogue
from powermap.text.phrases import setter_for
from powermap.text.setting import Setter
from powermap.value import Value

_ONLY_TITLE = 5
"""Index of the layout with a title alone in the template of python-pptx."""


class SlideSize(Value, frozen=True):
    """A size of slides in pt, the type allowed on it, and what it adds to the file's name."""

    suffix: str
    width: float
    height: float
    limits: Limits

    @property
    def u(self) -> float:
        """A hundredth of the short side."""
        return min(self.width, self.height) / 100

    @property
    def margin(self) -> float:
        return 3.4 * self.u

    @property
    def frame(self) -> Rect:
        """Where the route stands: under head and section titles, above the last line."""
        top = 16.5 * self.u
        return Rect(self.margin, top, self.width - 2 * self.margin, self.height - 5.5 * self.u - top)


_A3, _A4 = page_size("A3"), page_size("A4")

WIDE = SlideSize("", 960.0, 540.0, Limits(_A4.floors.step, _A4.floors.note, 20.0))
"""16:9, 13.33 in wide, as WPS and PowerPoint make them; type as on A4."""

TALL = SlideSize("-竖版", _A3.width, _A3.height, Limits(_A3.floors.step, _A3.floors.note, 26.0))
TALL_SMALL = SlideSize(TALL.suffix, _A3.width, _A3.height, Limits(_A4.floors.step, _A4.floors.note, 26.0))
"""For routes that A3 does not hold with its own least type: that of A4."""

Sheets = tuple[tuple[FlowLayout, ...], ...]
"""The columns of each slide."""


def slides(power_list: PowerList, items: Iterable[Item], theme: Theme, fonts: Catalogue) -> dict[str, bytes]:
    """Presentations by name. All slides of a file have one size: long routes, which 16:9 does not hold in legible
    type, stand in a second file, A3 upright.
    """
    setter = setter_for(power_list, fonts)
    files: dict[str, list[tuple[Item, SlideSize, Sheets]]] = {}
    for item in items:
        size, sheets = _laid_out(item, setter)
        files.setdefault(size.suffix, []).append((item, size, sheets))
    return {
        f"{power_list.title}{suffix}.pptx": _presentation(power_list, placed, theme)
        for suffix, placed in sorted(files.items())
    }


def _laid_out(item: Item, setter: Setter) -> tuple[SlideSize, Sheets]:
    """The first size on which one slide holds the route; several slides of the last where none does."""
    size: SlideSize = WIDE
    sheets: Sheets = ()
    for size in (WIDE, TALL, TALL_SMALL):
        sheets = lay_out_sheets(route_of(item), size.frame, size.limits, setter, _section(size) + 1.6 * size.u)
        if len(sheets) == 1 and all(layout.legible for layout in sheets[0]):
            break
    return size, sheets


def _presentation(power_list: PowerList, placed: list[tuple[Item, SlideSize, Sheets]], theme: Theme) -> bytes:
    deck = Presentation()
    size = placed[0][1]
    deck.slide_width, deck.slide_height = Pt(size.width), Pt(size.height)
    core = deck.core_properties
    core.title, core.author, core.last_modified_by = (
        f"{power_list.title} 运行路线图",
        power_list.title,
        power_list.title,
    )
    core.subject, core.keywords, core.comments = f"清单版本 {power_list.edition}", "", approval_words(power_list)
    layout = _bare(deck, size)
    for item, size, sheets in placed:
        for number, columns in enumerate(sheets, 1):
            _Slide(deck.slides.add_slide(layout), power_list, item, theme, size).draw(columns, number, len(sheets))
    out = BytesIO()
    deck.save(out)
    return without_clock(out.getvalue())


def _bare(deck: Any, size: SlideSize) -> Any:
    """The one layout that is used, its title where ours stand; the others, made for 4:3, are removed."""
    layout = deck.slide_layouts[_ONLY_TITLE]
    for other in list(deck.slide_layouts):
        if other is not layout:
            deck.slide_layouts.remove(other)
    x, y, w, h = (Pt(value) for value in (size.margin, 0.0, size.width - 2 * size.margin, 9.2 * size.u))
    for shapes in (deck.slide_master.placeholders, layout.placeholders):
        for shape in list(shapes):
            if shape.placeholder_format.idx == 0:
                shape.left, shape.top, shape.width, shape.height = x, y, w, h
            else:
                shape.element.getparent().remove(shape.element)
    return layout


def _section(size: SlideSize) -> float:
    """Type size of section titles in pt."""
    return 2.3 * size.u


class _Slide(Value, frozen=True):
    slide: Any
    power_list: PowerList
    item: Item
    theme: Theme
    size: SlideSize

    def draw(self, columns: tuple[FlowLayout, ...], number: int, count: int) -> None:
        """The slide: head, section titles, route, last line, notes. number and count: where the item has several."""
        canvas = Canvas(self.slide)
        self._head(canvas, f"（{number}/{count}）" if count > 1 else "")
        words, size = self.theme.words, _section(self.size)
        for i, layout in enumerate(columns):
            again = "（续）" if i or number > 1 else ""
            over = layout.frame.y - 1.6 * size
            self._title(canvas, f"{words.route}{again}", layout.frame.x, over)
            if layout.callouts:
                top = over if layout.title_top is None else layout.callouts[0].rect.y - 1.6 * size
                self._title(canvas, words.risks, layout.callout_x, top)
            draw_route(canvas, layout, self.item, self.theme, i)
        self._last_line(canvas)
        self.slide.notes_slide.notes_text_frame.text = notes_words(self.item, columns)

    def _head(self, canvas: Canvas, part: str) -> None:
        """A band with the item's number and name as the slide's title, who does it and how long under it."""
        u, palette = self.size.u, self.theme.palette
        title = f"{self.item.number}　{self.item.name}{part}"
        room = self.size.width - 2 * self.size.margin
        largest = min(4.6 * u, room / max(1, len(title)))
        shape = self.slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = Pt(0), Pt(0), Pt(self.size.width), Pt(9.2 * u)
        paint(shape, Look(palette["head_from"]))
        words = Paragraph((Run(title, largest, palette["on_head_strong"], True, TITLE),), 1.2 * largest)
        fill_text(shape.text_frame, Text((words,), (self.size.margin, 0.0, self.size.margin, 0.0)))
        head = filled(self.theme.words.poster_head, self.power_list, None, self.item)
        facts = [
            head,
            f"办理主体：{owners_words(self.item)}",
            f"办理时限：{self.item.limit}" if self.item.limit else "",
        ]
        line = "　　".join(fact for fact in facts if fact)
        size = min(2.0 * u, room / max(1, len(line)))
        band = Rect(0.0, 9.2 * u, self.size.width, 2.8 * u)
        text = Text((Paragraph((Run(line, size, palette["ink"]),), 1.2 * size),), (self.size.margin, 0.0, 0.0, 0.0))
        canvas.shape("band", "办理主体和时限", band, Look(palette["band"]), text)

    def _title(self, canvas: Canvas, words: str, x: float, y: float) -> None:
        size = _section(self.size)
        run = Run(words, size, self.theme.palette["primary"], True)
        rect = Rect(x, y, min((len(words) + 1) * size, self.size.width - x), 1.3 * size)
        canvas.text(f"标题 {words}", rect, Text((Paragraph((run,), 1.2 * size),), wrap=False))

    def _last_line(self, canvas: Canvas) -> None:
        u = self.size.u
        own = filled(self.theme.words.foot, self.power_list, None, self.item)
        parts = (approval_words(self.power_list), f"清单版本 {self.power_list.edition}", own)
        size = 1.6 * u
        run = Run("　·　".join(part for part in parts if part), size, self.theme.palette["secondary"])
        rect = Rect(self.size.margin, self.size.height - 4.0 * u, self.size.width - 2 * self.size.margin, 2.6 * u)
        canvas.text("页脚", rect, Text((Paragraph((run,), 1.2 * size),)))


def notes_words(item: Item, columns: Iterable[FlowLayout]) -> str:
    """The notes of a slide: the risks marked on it with level, control and owner, and what the item rests on."""
    lines = [f"{item.number} {item.name}", ""]
    markers = sorted((marker for layout in columns for marker in layout.markers), key=lambda marker: marker.number)
    if markers:
        lines.append("廉政风险与防控")
    for marker in markers:
        entry = item.entry(marker.key)
        for risk in entry.risks:
            owner = f"责任人：{risk.owner}。" if risk.owner else ""
            lines.append(
                f"{marker.number}. {entry.name}：【{risk.level.name}】{risk.text}。防控：{risk.control}。{owner}"
            )
    lines += ["", "办理依据", bases_words(item)] if item.bases else []
    return "\n".join(lines)
