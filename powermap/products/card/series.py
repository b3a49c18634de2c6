"""A list in; the pictures that frame its cards in a series out: cover, a card for each category, telephones."""

from __future__ import annotations

from collections.abc import Iterator

from powermap.errors import UsageError
from powermap.geometry import Point, Rect
from powermap.layout.blocks import Block
from powermap.model import Category, Item, PowerList, Village
from powermap.model.theme import Theme
from powermap.products.card.emblem import Subject, compose_cover, fit_title
from powermap.products.card.formats import FORMATS, Look
from powermap.products.card.make import make_cards
from powermap.products.card.parts import (
    MARGIN,
    NOTE,
    Sheet,
    category_words,
    code_or_place,
    code_side,
    edition_words,
    foot,
    paper,
    phone_lines,
)
from powermap.products.card.words import category_alt, list_alt, place_alt
from powermap.products.product import Product
from powermap.scene.brush import Brush, middle_baseline
from powermap.scene.ink import color, texts
from powermap.scene.items import Color, Document, Gradient, Group, Page, Path, SceneItem, Stroke
from powermap.scene.shapes import circle, polyline, rectangle
from powermap.text.fonts import Catalogue
from powermap.text.phrases import setter_for

_OVER = 34.0
_ROW = 54.0
_TALL, _NOTED = 1.75, 2.5
"""Height of a row in em, without and with a note under the name."""
_NOTE = 0.62
"""Size of such a note in em of the name."""


SERIES = ("3x4", "square", "story")
"""The formats in which a whole list makes a series."""


def make_series(
    power_list: PowerList,
    items: tuple[Item, ...],
    village: Village | None,
    theme: Theme,
    fonts: Catalogue,
    chosen: Look,
) -> Iterator[Product]:
    """Cover, before each category its card, the card of every item, and whom to call at the end.

    Raises UsageError for a format in which there is no series.
    """
    if chosen.format_name not in SERIES:
        raise UsageError(f"成套卡片没有 {chosen.format_name} 这种格式。可用的格式：{'、'.join(SERIES)}")
    return _series(power_list, items, village, theme, fonts, chosen)


def _series(
    power_list: PowerList,
    items: tuple[Item, ...],
    village: Village | None,
    theme: Theme,
    fonts: Catalogue,
    chosen: Look,
) -> Iterator[Product]:
    yield make_list_cover(power_list, village, theme, fonts, chosen)
    for category in dict.fromkeys(item.category for item in items):
        own = tuple(item for item in items if item.category == category)
        yield make_category_card(power_list, category, own, village, theme, fonts, chosen)
        for item in own:
            yield from make_cards(
                power_list, item, village, theme, fonts, chosen.format_name, chosen.scale, chosen.image
            )
    yield make_last_card(power_list, village, theme, fonts, chosen)


def make_list_cover(
    power_list: PowerList, village: Village | None, theme: Theme, fonts: Catalogue, chosen: Look
) -> Product:
    """The first picture of a series; in the format cover the emblem of the list, for an article."""
    sheet = _sheet(power_list, village, theme, fonts, chosen)
    subject = Subject(
        "村级“小微权力”路线图", power_list.title, power_list.title, str(len(power_list.items)), "项 · 一项一图"
    )
    items = compose_cover(sheet, subject) if chosen.format_name == "cover" else _cover(sheet)
    return _product(sheet, items, "00-封面", chosen, list_alt(power_list, village))


def make_category_card(
    power_list: PowerList,
    category: Category,
    items: tuple[Item, ...],
    village: Village | None,
    theme: Theme,
    fonts: Catalogue,
    chosen: Look,
) -> Product:
    """The picture before the cards of a category, with those items of it that are in the series."""
    sheet = _sheet(power_list, village, theme, fonts, chosen)
    place = power_list.categories.index(category) + 1
    paint = color(theme.category_color(category.color))
    over = f"{power_list.title}\u3000·\u3000第 {place} 类"
    name = category_words(category)
    head, top = _head(sheet, over, name, paint, f"{len(items)} 项")
    foot_items, bottom = foot(sheet)
    rows = tuple((item.number, item.name, _told(item)) for item in items)
    area = Rect(MARGIN, top + 30, sheet.width - 2 * MARGIN, bottom - top - 60)
    scene = (paper(sheet), *head, *_rows(sheet, rows, area, paint, sheet.brush.ink("ink")), *foot_items)
    return _product(sheet, scene, f"00-{place:02}-{name}", chosen, category_alt(name, items))


def make_last_card(
    power_list: PowerList, village: Village | None, theme: Theme, fonts: Catalogue, chosen: Look
) -> Product:
    """The picture that ends a series: whom to call, and the code."""
    sheet = _sheet(power_list, village, theme, fonts, chosen)
    brush = sheet.brush
    place = f"{village.town}{village.name}" if village else power_list.title
    head, top = _head(sheet, place, "有问题，打电话", brush.ink("head_to"), "")
    alt = f"有问题，打电话。{place_alt(village)}"
    return _product(sheet, (paper(sheet), *head, *_calls(sheet, top)), "99-监督电话", chosen, alt)


def _told(item: Item) -> str:
    """How long a route is, and how many of its risks are of the highest level."""
    high = sum(risk.level.rank == 0 for _, risk in item.risks)
    risks = f"\u3000·\u3000廉政风险 {len(item.risks)} 处" if item.risks else ""
    name = next((risk.level.name for _, risk in item.risks if risk.level.rank == 0), "")
    return f"{len(item.entries)} 步{risks}{f'，其中{name}风险 {high} 处' if high else ''}"


def _sheet(power_list: PowerList, village: Village | None, theme: Theme, fonts: Catalogue, chosen: Look) -> Sheet:
    width, height = FORMATS[chosen.format_name]
    return Sheet(float(width), float(height), Brush(theme, setter_for(power_list, fonts)), power_list, village)


def _product(sheet: Sheet, items: tuple[SceneItem, ...], name: str, chosen: Look, alt: str) -> Product:
    power_list, village = sheet.power_list, sheet.village
    page = Page(sheet.width, sheet.height, items)
    document = Document(
        (page,),
        title=f"{power_list.title} {name}",
        author=village.name if village else power_list.title,
        subject=f"{power_list.title} 路线图（{power_list.edition}）",
    )
    pixels = chosen.pixels(page.width, page.height)
    file_name = f"cards/{name}{chosen.ending}"
    return Product("card", document, file_name, None, village.name if village else None, pixels=pixels, alt=alt)


def _cover(sheet: Sheet) -> tuple[SceneItem, ...]:
    """The list's title on red over the whole picture, its categories with their numbers of items, the foot."""
    brush, power_list = sheet.brush, sheet.power_list
    foot_items, bottom = foot(sheet)
    white, gold = brush.ink("on_head_strong"), brush.ink("on_head")
    shade = Gradient(0, 0, 0.35 * sheet.width, bottom, brush.ink("head_from"), brush.ink("head_to"))
    width = sheet.width - 2 * MARGIN
    unit = min(1.0, bottom / 1200)
    items: list[SceneItem] = [Path(rectangle(Rect(0, 0, sheet.width, bottom)), fill=shade)]
    over = f"照单办事，依规用权\u3000·\u3000共 {len(power_list.items)} 项"
    items += brush.line(over, "body", _OVER, MARGIN, 0.09 * bottom, gold)
    title, size = fit_title(brush.setter, (power_list.title,), width, 0.3 * bottom, 150)
    block = Block("plain", title, MARGIN, 0.12 * bottom, width, size, 1.18 * size)
    items += texts(block, white)
    y = block.y + block.height + 50 * unit
    items += brush.line("运行路线图", "bold", 56 * unit, MARGIN, y + 40 * unit, gold, spacing=6)
    y += 90 * unit
    items += _ornament(sheet, y)
    counts = [(c, sum(item.category == c for item in power_list.items)) for c in power_list.categories]
    rows = tuple((str(count), category_words(category), "") for category, count in counts if count)
    area = Rect(MARGIN, y + 40 * unit, width, bottom - y - 70 * unit)
    items += _rows(sheet, rows, area, None, white)
    return (Group("list cover", tuple(items)), *foot_items)


def _ornament(sheet: Sheet, y: float) -> tuple[SceneItem, ...]:
    """A line with stations across the picture."""
    brush = sheet.brush
    gold = brush.ink("gold")
    ends = Point(MARGIN, y), Point(sheet.width - MARGIN, y)
    items: list[SceneItem] = [Path(polyline(ends), stroke=Stroke(gold, 8, cap="round"))]
    for place in range(5):
        x = ends[0].x + place / 4 * (ends[1].x - ends[0].x)
        items.append(Path(circle(x, y, 15), fill=brush.ink("on_head_strong"), stroke=Stroke(gold, 7)))
    return tuple(items)


def _head(sheet: Sheet, over: str, name: str, paint: Color, figure: str) -> tuple[tuple[SceneItem, ...], float]:
    """A band with what it belongs to, a large name and a figure; and its bottom in px."""
    brush = sheet.brush
    width = sheet.width - 2 * MARGIN
    size = min(_OVER, width / brush.setter.width(over, "body"))
    white = brush.ink("on_head_strong")
    beside = brush.setter.width(figure, "bold") * 60 + 40 if figure else 0.0
    title, large = fit_title(brush.setter, (name,), width - beside, 230, 118)
    block = Block("plain", title, MARGIN, 96, width, large, 1.18 * large)
    bottom = block.y + block.height + 34
    items: list[SceneItem] = [
        Path(rectangle(Rect(0, 0, sheet.width, bottom)), fill=paint),
        *brush.line(over, "body", size, MARGIN, 70, white),
        *texts(block, white),
    ]
    if figure:
        base = block.y + block.height - 0.3 * large
        items += brush.line(figure, "bold", 60, sheet.width - MARGIN, base, white, "right")
    return (Group("head", tuple(items)),), bottom


def _rows(
    sheet: Sheet, rows: tuple[tuple[str, str, str], ...], area: Rect, paint: Color | None, ink: Color
) -> tuple[SceneItem, ...]:
    """Figures in discs with their names, in one column or two, whichever is larger; paint None: on the red ground."""
    brush = sheet.brush
    if any(note for _, _, note in rows) and len(rows) * _NOTED * NOTE / _NOTE > area.h:
        rows = tuple((figure, words, "") for figure, words, _ in rows)
    tall = _NOTED if any(note for _, _, note in rows) else _TALL
    longest = max(
        max(brush.setter.width(words, "bold"), _NOTE * brush.setter.width(note, "body")) for _, words, note in rows
    )

    def size_in(columns: int) -> float:
        each = -(-len(rows) // columns)
        wide = area.w / columns - (20 if columns > 1 else 0)
        return min(_ROW, area.h / (each * tall), wide / (2.4 + longest))

    columns = max((1, 2), key=lambda count: (size_in(count), -count))
    size, each = size_in(columns), -(-len(rows) // columns)
    step = min(area.h / each, 1.5 * tall * size)
    top = area.y + (area.h - step * each) / 2 if paint else area.y
    items: list[SceneItem] = []
    for place, (figure, words, note) in enumerate(rows):
        column, row = divmod(place, each)
        x, middle = area.x + column * area.w / columns, top + (row + 0.5) * step
        radius = 0.82 * size
        center = Point(x + radius, middle)
        if paint:
            items += brush.disc(figure, center, radius, paint)
        else:
            edge = Stroke(brush.ink("on_head"), 0.06 * size)
            text = 0.95 * size
            base = middle_baseline(middle, text)
            items.append(Path(circle(center.x, center.y, radius), stroke=edge))
            items += brush.line(figure, "bold", text, center.x, base, brush.ink("on_head"), "center")
        left = x + 2.2 * size
        above = 0.55 * size if note else 0.0
        items += brush.line(words, "bold", size, left, middle_baseline(middle - above, size), ink)
        if note:
            small = _NOTE * size
            base = middle_baseline(middle + 0.7 * size, small)
            items += brush.line(note, "body", small, left, base, brush.ink("secondary"))
    return (Group("rows", tuple(items)),)


def _calls(sheet: Sheet, top: float) -> tuple[SceneItem, ...]:
    """Every telephone as large as there is room, over the code."""
    brush, village = sheet.brush, sheet.village
    side = code_side(sheet, 444 if sheet.height > 1200 else 296)
    calls = [(phone.label, phone.number) for phone in village.phones] if village else phone_lines(sheet)
    width = sheet.width - 2 * MARGIN
    free = sheet.height - top - side - 130
    step = min(210.0, (free - 40) / max(1, len(calls)))
    air = (free - step * len(calls)) / 3
    code = Rect(round((sheet.width - side) / 2), round(sheet.height - side - 130 - air), side, side)
    label_size, number_size = min(40.0, 0.24 * step), min(96.0, 0.46 * step)
    y = top + air
    items: list[SceneItem] = []
    for label, number in calls:
        size = min(label_size, width / brush.setter.width(label, "body"))
        items += brush.line(label, "body", size, sheet.width / 2, y + 0.28 * step, brush.ink("secondary"), "center")
        if number:
            size = min(number_size, width / brush.setter.width(number, "bold"))
            base = y + 0.82 * step
            items += brush.line(number, "bold", size, sheet.width / 2, base, brush.ink("primary"), "center")
        else:
            ends = Point(MARGIN + 160, y + 0.82 * step), Point(sheet.width - MARGIN - 160, y + 0.82 * step)
            items.append(Path(polyline(ends), stroke=Stroke(brush.ink("secondary"), 2)))
        y += step
    words = "长按识别二维码，看村务公开" if village and village.link else edition_words(sheet)
    items += code_or_place(sheet, code)
    items += brush.line(words, "body", 34, sheet.width / 2, code.bottom + 62, brush.ink("ink"), "center")
    if village and village.link:
        small = edition_words(sheet)
        items += brush.line(small, "body", 26, sheet.width / 2, code.bottom + 106, brush.ink("secondary"), "center")
    return (Group("calls", tuple(items)),)
