"""A finished chart in; the same chart over sheets of A4 or A3 that an office printer can print, to be pasted together.

Every sheet but those at the right and at the bottom carries a strip more than its part: the next sheet, cut along its
marks, is glued onto it. Places are whole points, so that sheets laid side by side meet exactly.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from math import ceil, floor

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf

from powermap.geometry import Point, Rect
from powermap.scene.items import Color, Document, Path, SceneItem, Stroke, Text
from powermap.scene.items import Page as ScenePage
from powermap.scene.shapes import polyline, rectangle
from powermap.text.fonts import Catalogue
from powermap.units import mm
from powermap.value import Value

SHEETS_MM = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}

MARGIN = ceil(mm(5))
"""What office printers leave white at every edge, in pt."""

HEAD = ceil(mm(9))
"""The band over the chart for the label and the map of the sheets."""

CUT = ceil(mm(3))
"""Left of the chart and under it: room for cut marks."""

OVERLAP = ceil(mm(10))
"""The strip that is glued, in pt."""

_LABEL, _GLUE = 9.0, 7.0
_BLACK, _GREY, _PALE = Color(0, 0, 0), Color(0.45, 0.45, 0.45), Color(0.82, 0.82, 0.82)


class Tiles(Value, frozen=True):
    """How a chart of width x height pt lies on sheets of sheet_width x sheet_height pt.

    xs, ys: where the columns and rows begin, and where the last one ends, from the top left of the chart, in pt.
    """

    width: float
    height: float
    sheet_width: float
    sheet_height: float
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def columns(self) -> int:
        return len(self.xs) - 1

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    @property
    def origin(self) -> Point:
        """Where the chart's part begins on every sheet, from the top left."""
        return Point(MARGIN + CUT, MARGIN + HEAD)

    def part(self, row: int, column: int) -> Rect:
        """What of the chart a sheet is there for."""
        x, y = self.xs[column], self.ys[row]
        return Rect(x, y, self.xs[column + 1] - x, self.ys[row + 1] - y)

    def shown(self, row: int, column: int) -> Rect:
        """The part with the strips that are glued at its right and bottom."""
        part = self.part(row, column)
        right = OVERLAP if column + 1 < self.columns else 0
        below = OVERLAP if row + 1 < self.rows else 0
        return Rect(part.x, part.y, part.w + right, part.h + below)

    def cells(self) -> Iterator[tuple[int, int]]:
        """Row and column of every sheet in the order of reading."""
        return ((row, column) for row in range(self.rows) for column in range(self.columns))


def plan_tiles(width: float, height: float, sheet: str) -> Tiles:
    """The sheets for a chart of width x height pt, upright or across, whichever takes fewer (upright if equal)."""
    short, long = (mm(side) for side in SHEETS_MM[sheet])
    plans = [_plan(width, height, w, h) for w, h in ((short, long), (long, short))]
    return min(plans, key=lambda plan: plan.columns * plan.rows)


def _plan(width: float, height: float, sheet_width: float, sheet_height: float) -> Tiles:
    room_x = floor(sheet_width) - 2 * MARGIN - 2 * CUT
    room_y = floor(sheet_height) - 2 * MARGIN - HEAD - CUT
    return Tiles(width, height, sheet_width, sheet_height, _starts(width, room_x), _starts(height, room_y))


def _starts(length: float, room: float) -> tuple[float, ...]:
    """Even parts of a length, each with its strip no longer than the room, that begin at whole points."""
    count = 1 if length <= room else ceil(length / (room - OVERLAP))
    while count > 1 and length - ceil(length / count) * (count - 1) <= 0:
        count -= 1
    step = ceil(length / count)
    return (*(float(i * step) for i in range(count)), length)


def compose_sheets(document: Document, plans: Sequence[Tiles], fonts: Catalogue) -> Document:
    """What is printed around and over the chart's parts: labels, map, cut lines, words on the strips."""
    pages = []
    for number, plan in enumerate(plans, 1):
        chart = f"{document.title}" + (f"（第 {number} 张）" if len(plans) > 1 else "")
        for row, column in plan.cells():
            items = tuple(_around(plan, row, column, chart, fonts))
            pages.append(ScenePage(plan.sheet_width, plan.sheet_height, items))
    return Document(tuple(pages), document.title, document.author, document.subject, document.language)


def lay_tiles(chart: bytes, sheets: bytes, plans: Sequence[Tiles]) -> bytes:
    """The sheets with the chart's parts under what stands on them."""
    with pikepdf.open(io.BytesIO(chart)) as source, pikepdf.open(io.BytesIO(sheets)) as target:
        pages = iter(target.pages)
        for page, plan in zip(source.pages, plans, strict=True):
            form = target.copy_foreign(page.as_form_xobject(handle_transformations=False))
            for row, column in plan.cells():
                _place(target, next(pages), form, plan, plan.shown(row, column))
        target.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, PrintScaling=Name("/None"))
        out = io.BytesIO()
        target.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _place(target: Pdf, page: Page, form: pikepdf.Object, plan: Tiles, shown: Rect) -> None:
    """The chart, moved so that the part lies at its place, cut off around it. From the sheet's top edge down."""
    resources = page.obj.Resources
    if "/XObject" not in resources:
        resources.XObject = Dictionary()
    resources.XObject["/Chart"] = form
    left, top = plan.origin.x, plan.sheet_height - plan.origin.y
    code = b"q %.4f %.4f %.4f %.4f re W n 1 0 0 1 %.4f %.4f cm /Chart Do Q\n" % (
        *(left, top - shown.h, shown.w, shown.h),
        *(left - shown.x, top - plan.height + shown.y),
    )
    page.contents_add(target.make_stream(code), prepend=True)
    page.obj.TrimBox = Array([0, 0, *(float(value) for value in (plan.sheet_width, plan.sheet_height))])


def _around(plan: Tiles, row: int, column: int, chart: str, fonts: Catalogue) -> Iterator[SceneItem]:
    part, (x, y) = plan.part(row, column), plan.origin
    here = Rect(x, y, part.w, part.h)
    count = plan.rows * plan.columns
    label = f"第 {row + 1} 行第 {column + 1} 列（共 {plan.rows} 行 {plan.columns} 列，{count} 张）"
    base = MARGIN + 0.45 * HEAD
    yield from _words(label, "bold", _LABEL, x, base, _BLACK, fonts)
    yield from _words(f"{chart}　{_how(row, column)}", "body", _GLUE, x, base + 1.35 * _LABEL, _GREY, fonts)
    yield from _map(plan, row, column)
    yield from _cut_marks(here)
    if column + 1 < plan.columns:
        strip = Rect(here.right, here.y, OVERLAP, plan.shown(row, column).h)
        yield from _strip(strip, f"涂胶，贴第 {column + 2} 列", fonts, upright=True)
    if row + 1 < plan.rows:
        yield from _strip(Rect(here.x, here.bottom, here.w, OVERLAP), f"涂胶，贴第 {row + 2} 行", fonts, upright=False)


def _how(row: int, column: int) -> str:
    if row and column:
        edges = "上边、左边"
    elif row:
        edges = "上边"
    elif column:
        edges = "左边"
    else:
        return "从这张开始；按 100% 打印，不要“适合纸张”"
    return f"沿裁切线裁掉{edges}，压住前一张的涂胶条"


def _words(words: str, role: str, size: float, x: float, y: float, paint: Color, fonts: Catalogue) -> Iterator[Text]:
    for font, text in fonts.runs(role, words):  # type: ignore[arg-type]  # a role of ours
        width = font.width(text, size)
        yield Text(x, y, text, font.name, size, paint, width)
        x += width


def _map(plan: Tiles, row: int, column: int) -> Iterator[SceneItem]:
    """All sheets in small at the top right, this one black."""
    high = HEAD - 4.0
    scale = min(high / plan.height, 0.4 * plan.sheet_width / plan.width)
    left, top = plan.sheet_width - MARGIN - CUT - plan.width * scale, MARGIN + 0.0
    for r, c in plan.cells():
        part = plan.part(r, c)
        box = Rect(left + part.x * scale, top + part.y * scale, part.w * scale, part.h * scale)
        fill = _BLACK if (r, c) == (row, column) else Color(1, 1, 1)
        yield Path(rectangle(box), fill=fill, stroke=Stroke(_GREY, 0.5))


def _cut_marks(here: Rect) -> Iterator[SceneItem]:
    """Ticks outside the corners of the part: where to cut, and where the next sheet's edge goes."""
    stroke = Stroke(_BLACK, 0.4)
    for x in (here.x, here.right):
        yield Path(polyline((Point(x, here.y - CUT), Point(x, here.y - 1))), stroke=stroke)
    for y in (here.y, here.bottom):
        yield Path(polyline((Point(here.x - CUT, y), Point(here.x - 1, y))), stroke=stroke)


def _strip(strip: Rect, words: str, fonts: Catalogue, upright: bool) -> Iterator[SceneItem]:
    """A pale veil with words, drawn over the part of the chart that will be pasted over."""
    edge = Stroke(_GREY, 0.4, (3.0, 2.0))
    yield Path(rectangle(strip), fill=_PALE)
    if upright:
        yield Path(polyline((Point(strip.x, strip.y), Point(strip.x, strip.bottom))), stroke=edge)
        for share in (0.2, 0.5, 0.8):
            y = strip.y + share * strip.h
            for i, char in enumerate(words.replace(" ", "")):
                width = fonts.width("body", char, _GLUE)
                yield from _words(char, "body", _GLUE, strip.cx - width / 2, y + i * 1.2 * _GLUE, _BLACK, fonts)
    else:
        yield Path(polyline((Point(strip.x, strip.y), Point(strip.right, strip.y))), stroke=edge)
        for share in (0.1, 0.6):
            yield from _words(words, "body", _GLUE, strip.x + share * strip.w, strip.cy + 0.35 * _GLUE, _BLACK, fonts)
