"""The regions of a wall chart around the route: head, facts, foot, as the theme wants them."""

from __future__ import annotations

from collections.abc import Callable

from powermap.geometry import Point, Rect
from powermap.layout.blocks import ASCENT, Block
from powermap.model import Item
from powermap.products.head import HeadWords
from powermap.products.head import head as compose_head
from powermap.products.sheet import Board, Line, code, last_line, line_height, phone_line, phone_lines
from powermap.products.wording import bases_words, kind_words, owners_words, phones_of, publication_words
from powermap.scene.heads import foot_ground
from powermap.scene.ink import texts
from powermap.scene.items import Group, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline, rounded


class Sheet(Board, frozen=True):
    """A sheet of one item. part, parts: which of how many sheets the item takes."""

    item: Item
    part: int = 1
    parts: int = 1


def head(sheet: Sheet) -> tuple[tuple[SceneItem, ...], float]:
    """The head from the sheet's top edge, and its bottom in pt."""
    words = HeadWords(
        sheet.filled(sheet.brush.theme.words.poster_head, sheet.item),
        sheet.item.name,
        (kind_words(sheet.item),),
        sheet.item.number,
        f"共 {len(sheet.power_list.items)} 项",
        f"第 {sheet.part} / {sheet.parts} 张" if sheet.parts > 1 else "",
    )
    return compose_head(sheet, words)


_FACTS: dict[str, Callable[[Item], str]] = {
    "办理主体": owners_words,
    "办理时限": lambda item: item.limit,
    "办理依据": bases_words,
    "公开方式": lambda item: publication_words(item.publication),
    "公开内容": lambda item: item.publication.content,
    "适用范围": lambda item: item.scope,
    "所需资料": lambda item: "、".join(item.materials),
}
"""What a theme may choose for the facts, and where it is in an item."""


def facts(sheet: Sheet, top: float) -> tuple[tuple[SceneItem, ...], float]:
    """The framed facts from top down, their columns as wide as their texts need, and the bottom in pt."""
    brush, u = sheet.brush, sheet.u
    columns = [(title, _FACTS[title](sheet.item)) for title in brush.theme.regions.facts]
    columns = [(title, text) for title, text in columns if text]
    if not columns:
        return (), top
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
    line = Stroke(brush.ink("hairline"), brush.weight(0.14 * u))
    rules: list[SceneItem] = []
    x = sheet.margin
    for width in widths[:-1]:
        x += width
        rules.append(Path(polyline((Point(x, top), Point(x, bottom))), stroke=line))
    ground = Path(rounded(frame, brush.radius(0.9 * u)), fill=brush.ink("panel"), stroke=line)
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


LEAST_MEASURE, LONGEST_NAME = 5.0, 10.0
"""Least measure in em of a column of facts; names and what else is not to be parted stand on one line up to the
longest.
"""


def _narrowest(natural: float, text: str, lines: int, sheet: Sheet) -> float:
    """The narrowest measure in em that sets the text in so many lines."""
    setter = sheet.brush.setter
    whole = (setter.longest(text, "body"), *(setter.width(name, "body") for name in text.split("、")))
    low = max([LEAST_MEASURE, *(width for width in whole if width <= LONGEST_NAME)])
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
    small, qr_side = sheet.size.floors.note, sheet.qr_side
    right = sheet.size.width - sheet.margin
    columns = _foot_columns(sheet)
    gap = 2.0 * u
    width = (right - qr_side - 2.5 * u - sheet.margin) / len(columns)
    settings = [brush.setter.set(text, "body", (width - gap) / size) if text else None for _, text, _ in columns]
    text_lines = max((len(s.lines) for s in settings if s), default=0)
    leading = 1.36 * size
    big = 1.16 * size
    height = max(
        1.5 * size
        + (text_lines * leading if text else 0.0)
        + sum(line_height(sheet, line, width - gap, size, big) for line in lines)
        for _, text, lines in columns
    )
    content = max(height, qr_side + 1.5 * small)
    foot_height = 1.5 * u + content + 0.9 * u + small + sheet.bottom_line
    top = sheet.size.height - foot_height
    items: list[SceneItem] = [*foot_ground(brush, sheet.size.width, top, foot_height, u, sheet.margin)]
    y = top + 1.5 * u
    for i, ((title, _, lines), setting) in enumerate(zip(columns, settings, strict=True)):
        x = sheet.margin + i * width
        items += brush.line(title, "bold", size, x, y + ASCENT * size, brush.ink("primary"), spacing=0.05 * size)
        if setting:
            block = Block("plain", setting, x, y + 1.5 * size, width - gap, size, leading)
            items += texts(block, brush.ink("ink"))
        base = y + 1.5 * size + (text_lines * leading if setting else 0.0) - 0.3 * big
        for line in lines:
            base += line_height(sheet, line, width - gap, size, big)
            items += phone_line(sheet, line, x, base, width - gap, size, big)
    items += code(sheet, Rect(right - qr_side, y, qr_side, qr_side), small)
    owners = any(risk.owner for _, risk in sheet.item.risks)
    items += last_line(sheet, _code_words(sheet), ("防控后的括号内为责任人",) if owners else ())
    return (Group("foot", tuple(items)),), top


def _code_words(sheet: Sheet) -> str:
    part = f" {sheet.part}/{sheet.parts}" if sheet.parts > 1 else ""
    return f"{sheet.power_list.code}-{sheet.item.number}-{sheet.size.name}{part}"


def _foot_columns(sheet: Sheet) -> list[tuple[str, str, list[Line]]]:
    """(title, text, lines) of the theme's columns: the kinds of supervision and the contact."""
    near, above = phones_of(sheet.village)
    supervision = sheet.item.supervision
    contact = sheet.village.contact if sheet.village else None
    who: tuple[str, list[Line]] = (
        (contact.title, [("", contact.name)]) if contact else ("", [("姓名", ""), ("职务", "")])
    )
    known: dict[str, tuple[str, list[Line]]] = {
        "群众监督": (supervision.villagers, []),
        "村级监督": (supervision.village, phone_lines(near, sheet.village)),
        "上级监督": (supervision.superior, phone_lines(above, sheet.village)),
        "联系人": who,
    }
    wanted = [(title, *known[title]) for title in sheet.brush.theme.regions.foot]
    return [column for column in wanted if column[1] or column[2]] or [("联系人", *who)]
