"""The regions of a wall chart around the route: head, facts, section titles, foot."""

from __future__ import annotations

from dataclasses import dataclass

from powermap.geometry import Point, Rect
from powermap.layout.blocks import ASCENT, Block
from powermap.model import Item, Phone, PowerList, Village
from powermap.products.sizes import PageSize
from powermap.products.wording import (
    approval_words,
    bases_words,
    kind_words,
    owners_words,
    phones_of,
    publication_words,
)
from powermap.scene.brush import Brush
from powermap.scene.ink import texts
from powermap.scene.items import Gradient, Group, Path, SceneItem, Stroke
from powermap.scene.qr import qr_code
from powermap.scene.shapes import polyline, rectangle, rounded
from powermap.text.setting import Setting
from powermap.units import mm

PRINTER_MARGIN = mm(5)
"""What office printers leave white at the edges."""

QR_LEAST = mm(25)
"""Least side of a QR code on A3 and larger (design/visual.md)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every part needs: the sheet, the brush, and what stands on it. u is a hundredth of the short side in pt.

    part, parts: which of how many sheets an item takes.
    """

    size: PageSize
    brush: Brush
    power_list: PowerList
    item: Item
    village: Village | None
    part: int = 1
    parts: int = 1

    @property
    def u(self) -> float:
        return min(self.size.width, self.size.height) / 100

    @property
    def margin(self) -> float:
        return 5 * self.u

    @property
    def inner(self) -> float:
        """Width between the margins in pt."""
        return self.size.width - 2 * self.margin

    def at_least(self, size: float) -> float:
        """A type size in pt, not below the sheet's floor for notes."""
        return max(size, self.size.floors.note)


def head(sheet: Sheet) -> tuple[tuple[SceneItem, ...], float]:
    """The head from the sheet's top edge, and its bottom in pt."""
    u, brush, x = sheet.u, sheet.brush, sheet.margin
    small = sheet.at_least(1.9 * u)
    number_size = 7.2 * u
    number_w = brush.setter.width(sheet.item.number, "title") * number_size
    count = f"共 {len(sheet.power_list.items)} 项"
    side = max(number_w, brush.setter.width(count, "body") * small)
    title, size = _title(sheet, sheet.inner - side - 3 * u)
    leading = 1.16 * size
    y = 2.4 * u
    category = sheet.item.category.name
    over = f"{sheet.power_list.title.removesuffix('清单').removesuffix('共性')}运行路线图 · {category}"
    if not over.endswith("类"):
        over += "类"
    items: list[SceneItem] = [
        *brush.line(over, "body", small, x, y + ASCENT * small, brush.ink("on_head"), spacing=0.06 * small)
    ]
    y += 1.25 * small + 0.7 * u
    block = Block("plain", title, x, y, sheet.inner - side - 3 * u, size, leading)
    items += texts(block, brush.ink("on_head_strong"))
    y += block.height + 1.0 * u
    items += _place(sheet, x, y, small)
    y += 1.25 * small + 1.7 * u
    right = sheet.size.width - sheet.margin
    number_base = 2.4 * u + 0.86 * number_size
    items += brush.line(sheet.item.number, "title", number_size, right, number_base, brush.ink("on_head"), "right")
    items += brush.line(count, "body", small, right, number_base + 1.6 * small, brush.ink("on_head"), "right")
    if sheet.parts > 1:
        words = f"第 {sheet.part} / {sheet.parts} 张"
        items += brush.line(
            words, "bold", small, right, number_base + 3.1 * small, brush.ink("on_head_strong"), "right"
        )
    band = Rect(0, 0, sheet.size.width, y)
    ground = Gradient(0, 0, 0, y, brush.ink("head_from"), brush.ink("head_to"))
    rule = Rect(0, y, sheet.size.width, 0.6 * u)
    grounds = (Path(rectangle(band), fill=ground), Path(rectangle(rule), fill=brush.ink("gold")))
    return (Group("head", (*grounds, *items)),), rule.bottom


def _title(sheet: Sheet, width: float) -> tuple[Setting, float]:
    """The item's name as large as one line allows, or in two lines where one would be below the floor."""
    name, setter = sheet.item.name, sheet.brush.setter
    natural = setter.width(name, "title")
    largest, floor = 6.9 * sheet.u, sheet.size.floors.name
    size = min(largest, width / natural)
    if size >= floor:
        return setter.set(name, "title"), size
    size = min(largest, floor)
    while len(setter.set(name, "title", width / size).lines) > 2 and size > 0.5 * floor:
        size *= 0.97
    return setter.set(name, "title", width / size, balance=True), size


def _place(sheet: Sheet, x: float, y: float, size: float) -> tuple[SceneItem, ...]:
    """Town and village, or a white field to write them in, and which list the item is from."""
    brush = sheet.brush
    white = brush.ink("on_head_strong")
    kind = kind_words(sheet.item)
    if sheet.village is not None:
        out: list[SceneItem] = []
        for words in (sheet.village.town, sheet.village.name, kind):
            gap = 2.0 if words is kind else 0.4
            x += gap * size if out else 0.0
            out += brush.line(words, "body", size, x, y + ASCENT * size, white)
            x += brush.setter.width(words, "body") * size
        return tuple(out)
    field = Rect(x, y - 0.25 * size, 13 * size, 1.5 * size)
    return (
        Path(rounded(field, 0.2 * size), fill=white),
        *brush.line("镇", "body", size, field.x + 6 * size, y + ASCENT * size, brush.ink("secondary"), "right"),
        *brush.line("村", "body", size, field.right - 0.4 * size, y + ASCENT * size, brush.ink("secondary"), "right"),
        *brush.line(kind, "body", size, field.right + 1.5 * size, y + ASCENT * size, white),
    )


def section(sheet: Sheet, title: str, x: float, baseline: float) -> tuple[SceneItem, ...]:
    """A section title with its gold bar."""
    brush, size = sheet.brush, sheet.at_least(2.05 * sheet.u)
    bar = Rect(x, baseline - 0.92 * size, 0.3 * size, 1.06 * size)
    items: list[SceneItem] = [
        Path(rounded(bar, 0.06 * size), fill=brush.ink("gold")),
        *brush.line(title, "bold", size, x + 0.8 * size, baseline, brush.ink("primary"), spacing=0.08 * size),
    ]
    return (Group(f"section {title}", tuple(items)),)


def facts(sheet: Sheet, top: float) -> tuple[tuple[SceneItem, ...], float]:
    """The framed facts from top down, their columns as wide as their texts need, and the bottom in pt."""
    brush, u = sheet.brush, sheet.u
    item = sheet.item
    columns = [
        ("办理主体", owners_words(item)),
        ("办理时限", item.limit),
        ("办理依据", bases_words(item)),
        ("公开方式", publication_words(item.publication)),
    ]
    columns = [(title, text) for title, text in columns if text]
    size = sheet.at_least(1.62 * u)
    pad = 1.25 * u
    widths = _column_widths(sheet, [text for _, text in columns], size, pad)
    leading = 1.4 * size
    items: list[SceneItem] = []
    x, lines = sheet.margin, 0
    y = top + 0.95 * u
    for (title, text), width in zip(columns, widths, strict=True):
        items += brush.line(title, "bold", size, x + pad, y + ASCENT * size, brush.ink("primary"), spacing=0.05 * size)
        setting = brush.setter.set(text, "body", (width - 2 * pad) / size)
        block = Block("plain", setting, x + pad, y + 1.55 * size, width - 2 * pad, size, leading)
        items += texts(block, brush.ink("ink"))
        lines = max(lines, len(setting.lines))
        x += width
    bottom = y + 1.55 * size + lines * leading + 0.8 * u
    frame = Rect(sheet.margin, top, sheet.inner, bottom - top)
    line = Stroke(brush.ink("hairline"), 0.14 * u)
    rules: list[SceneItem] = []
    x = sheet.margin
    for width in widths[:-1]:
        x += width
        rules.append(Path(polyline((Point(x, top), Point(x, bottom))), stroke=line))
    ground = Path(rounded(frame, 0.9 * u), fill=brush.ink("panel"), stroke=line)
    return (Group("facts", (ground, *rules, *items)),), bottom


def _column_widths(sheet: Sheet, columns: list[str], size: float, pad: float) -> list[float]:
    """Widths that together fill the sheet and need the fewest lines; what is left over is shared out."""
    setter = sheet.brush.setter
    for lines in range(1, 12):
        widths = [_narrowest(setter.set(text, "body").width, text, lines, sheet) * size + 2 * pad for text in columns]
        spare = sheet.inner - sum(widths)
        if spare >= 0:
            return [width + spare / len(widths) for width in widths]
    return [sheet.inner / len(columns)] * len(columns)


LEAST_MEASURE, LONGEST_NAME = 5.0, 8.0
"""Least measure in em of a column of facts; names up to the longest stand on one line."""


def _narrowest(natural: float, text: str, lines: int, sheet: Sheet) -> float:
    """The narrowest measure in em that sets the text in so many lines."""
    setter = sheet.brush.setter
    names = (setter.width(name, "body") for name in text.split("、"))
    low = max([LEAST_MEASURE, *(width for width in names if width <= LONGEST_NAME)])
    high = max(low + 0.25, natural + 0.25)
    if len(setter.set(text, "body", high).lines) > lines:
        return sheet.inner  # it has more forced lines than that
    while high - low > 0.25:
        middle = (low + high) / 2
        if len(setter.set(text, "body", middle).lines) <= lines:
            high = middle
        else:
            low = middle
    return high


def foot(sheet: Sheet) -> tuple[tuple[SceneItem, ...], float]:
    """The foot up from the sheet's lower edge, and its top in pt."""
    brush, u = sheet.brush, sheet.u
    size = sheet.at_least(1.62 * u)
    small = sheet.size.floors.note
    qr_side = max(QR_LEAST if min(sheet.size.width_mm, sheet.size.height_mm) >= 297 else 0.0, 9 * u)
    right = sheet.size.width - sheet.margin
    columns = _foot_columns(sheet)
    gap = 2.0 * u
    width = (right - qr_side - 2.5 * u - sheet.margin) / len(columns)
    settings = [brush.setter.set(text, "body", (width - gap) / size) if text else None for _, text, _ in columns]
    text_lines = max((len(s.lines) for s in settings if s), default=0)
    leading = 1.36 * size
    big = 1.16 * size
    height = max(
        1.5 * size + (text_lines * leading if text else 0.0) + len(lines) * 1.5 * big for _, text, lines in columns
    )
    content = max(height, qr_side + 1.5 * small)
    bottom_line = max(1.3 * u, PRINTER_MARGIN)
    foot_height = 1.5 * u + content + 0.9 * u + small + bottom_line
    top = sheet.size.height - foot_height
    items: list[SceneItem] = [
        Path(rectangle(Rect(0, top, sheet.size.width, foot_height)), fill=brush.ink("band")),
        Path(rectangle(Rect(0, top, sheet.size.width, 0.28 * u)), fill=brush.ink("gold")),
    ]
    y = top + 1.5 * u
    for i, ((title, _, lines), setting) in enumerate(zip(columns, settings, strict=True)):
        x = sheet.margin + i * width
        items += brush.line(title, "bold", size, x, y + ASCENT * size, brush.ink("primary"), spacing=0.05 * size)
        if setting:
            block = Block("plain", setting, x, y + 1.5 * size, width - gap, size, leading)
            items += texts(block, brush.ink("ink"))
        base = y + 1.5 * size + (text_lines * leading if setting else 0.0) + 1.2 * big
        for line in lines:
            items += _phone_line(sheet, line, x, base, width - gap, size, big)
            base += 1.5 * big
    items += _code(sheet, Rect(right - qr_side, y, qr_side, qr_side), small)
    words = [approval_words(sheet.power_list), f"清单版本 {sheet.power_list.edition}", _code_words(sheet)]
    if any(risk.owner for _, risk in sheet.item.risks):
        words.append("防控后的括号内为责任人")
    baseline = sheet.size.height - bottom_line
    items += brush.line("\u3000·\u3000".join(words), "body", small, sheet.margin, baseline, brush.ink("secondary"))
    return (Group("foot", tuple(items)),), top


def _code_words(sheet: Sheet) -> str:
    part = f" {sheet.part}/{sheet.parts}" if sheet.parts > 1 else ""
    return f"{sheet.power_list.code}-{sheet.item.number}-{sheet.size.name}{part}"


_Line = tuple[str, str]
"""A label and what follows it in large type; "" leaves a rule to write on."""


def _foot_columns(sheet: Sheet) -> list[tuple[str, str, list[_Line]]]:
    """(title, text, lines) of every column: the three kinds of supervision and the contact."""
    near, above = phones_of(sheet.village)
    supervision = sheet.item.supervision
    columns = [
        ("群众监督", supervision.villagers, []),
        ("村级监督", supervision.village, _lines(near, sheet.village)),
        ("上级监督", supervision.superior, _lines(above, sheet.village)),
    ]
    contact = sheet.village.contact if sheet.village else None
    if contact:
        columns.append(("联系人", contact.title, [("", contact.name)]))
    else:
        columns.append(("联系人", "", [("姓名", ""), ("职务", "")]))
    return [(title, text, lines) for title, text, lines in columns if text or lines]


def _lines(phones: tuple[Phone, ...], village: Village | None) -> list[_Line]:
    if phones:
        return [("", phone.number) for phone in phones]
    return [("电话", "")] if village is None else []


def _phone_line(
    sheet: Sheet, line: _Line, x: float, baseline: float, width: float, size: float, big: float
) -> tuple[SceneItem, ...]:
    brush = sheet.brush
    label, value = line
    if value:
        natural = brush.setter.width(value, "bold") * big
        fitted = big * min(1.0, width / natural)
        return tuple(brush.line(value, "bold", fitted, x, baseline, brush.ink("ink")))
    start = x + (brush.setter.width(label, "body") + 0.5) * size
    rule = Stroke(brush.ink("secondary"), 0.06 * size)
    return (
        *brush.line(label, "body", size, x, baseline, brush.ink("secondary")),
        Path(polyline((Point(start, baseline + 0.15 * size), Point(x + width, baseline + 0.15 * size))), stroke=rule),
    )


def _code(sheet: Sheet, rect: Rect, small: float) -> tuple[SceneItem, ...]:
    brush = sheet.brush
    baseline = rect.bottom + 1.25 * small
    if sheet.village is not None and sheet.village.link:
        caption = brush.line("扫码看公开", "body", small, rect.cx, baseline, brush.ink("secondary"), "center")
        return (*qr_code(sheet.village.link, rect, brush.ink("ink"), brush.ink("panel")), *caption)
    dashed = Stroke(brush.ink("secondary"), 0.1 * sheet.u, (0.5 * sheet.u, 0.4 * sheet.u))
    size = min(small, rect.w / 6)
    return (
        Path(rectangle(rect), fill=brush.ink("panel"), stroke=dashed),
        *brush.line("贴二维码处", "body", size, rect.cx, rect.cy + 0.35 * size, brush.ink("secondary"), "center"),
    )
