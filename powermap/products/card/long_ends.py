"""An item in; head with the facts and foot with supervision, telephones and code of the long picture out."""

from __future__ import annotations

from powermap.geometry import Point, Rect
from powermap.layout.blocks import Block
from powermap.products.card.emblem import fit_title
from powermap.products.card.parts import Card, category_words, code_or_place, code_side, edition_words, phone_lines
from powermap.products.wording import bases_words, owners_words, publication_words
from powermap.scene.brush import middle_baseline
from powermap.scene.ink import texts
from powermap.scene.items import Gradient, Group, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline, rectangle

SIDE = 50.0
BODY, SMALL = 38.0, 35.0
_LEADING = 1.38
_CODE = 296.0


def long_head(card: Card) -> tuple[tuple[SceneItem, ...], float]:
    """Number, name and category on red, then the facts; and where they end in px."""
    brush, item = card.brush, card.item
    width = card.width - 2 * SIDE
    over, base = 38.0, 92.0
    number = brush.line(item.number, "title", 110, card.width - SIDE, 128, brush.ink("on_head"), "right")
    room = width - brush.setter.width(item.number, "title") * 110 - 30
    words = f"{card.power_list.title}\u3000·\u3000{category_words(item.category)}"
    size = min(over, room / brush.setter.width(words, "body"))
    if size < 30:
        words, size = category_words(item.category), over
    items: list[SceneItem] = [
        *brush.line(words, "body", size, SIDE, base, brush.ink("on_head")),
        *number,
    ]
    title, large = fit_title(brush.setter, (item.name,), width, 300, 108)
    block = Block("plain", title, SIDE, 152, width, large, 1.18 * large)
    items += texts(block, brush.ink("on_head_strong"))
    bottom = 152 + block.height + 30
    shade = Gradient(0, 0, 0.35 * card.width, bottom, brush.ink("head_from"), brush.ink("head_to"))
    band = Path(rectangle(Rect(0, 0, card.width, bottom)), fill=shade)
    facts = (
        ("办理主体", owners_words(item)),
        ("办理时限", item.limit),
        ("办理依据", bases_words(item)),
        ("公开方式", publication_words(item.publication)),
        ("适用范围", item.scope),
    )
    rows, y = _rows(card, facts, bottom + 32)
    return (Group("head", (band, *items)), Group("facts", rows)), y


def long_foot(card: Card, top: float) -> tuple[tuple[SceneItem, ...], float]:
    """Supervision, village, telephones, code and edition from top on; and the height of the whole picture in px."""
    brush, item = card.brush, card.item
    supervision = item.supervision
    rows, y = _rows(
        card,
        (
            ("群众监督", supervision.villagers),
            ("村级监督", supervision.village),
            ("上级监督", supervision.superior),
        ),
        top + 40,
    )
    side = code_side(card, _CODE)
    y += 20
    code = Rect(round(card.width - SIDE - side), round(y), side, side)
    room = code.x - 40 - SIDE
    place = f"{card.village.town}{card.village.name}" if card.village else "监督电话"
    items: list[SceneItem] = [*rows, *code_or_place(card, code)]
    runs, height = brush.paragraph(place, "bold", 46, 60, SIDE, y, room, brush.ink("ink"))
    items += runs
    y += height + 10
    for label, number in _phones(card):
        runs, height = brush.paragraph(label, "body", BODY, 50, SIDE, y, room, brush.ink("secondary"))
        items += runs
        y += height
        if number:
            size = min(52.0, room / brush.setter.width(number, "bold"))
            items += brush.line(number, "bold", size, SIDE, middle_baseline(y + 32, size), brush.ink("ink"))
        else:
            rule = polyline((Point(SIDE, y + 48), Point(SIDE + room, y + 48)))
            items.append(Path(rule, stroke=Stroke(brush.ink("secondary"), 2)))
        y += 74
    y = max(y, code.bottom) + 24
    runs, height = brush.paragraph(
        edition_words(card), "body", SMALL, 48, SIDE, y, card.width - 2 * SIDE, brush.ink("secondary")
    )
    items += runs
    bottom = round(y + height + 36)
    ground = (
        Path(rectangle(Rect(0, top, card.width, bottom - top)), fill=brush.ink("band")),
        Path(rectangle(Rect(0, top, card.width, 6)), fill=brush.ink("gold")),
    )
    return (Group("foot", (*ground, *items)),), float(bottom)


def _phones(card: Card) -> list[tuple[str, str]]:
    """Every telephone of the village; without a village two places."""
    if card.village is None:
        return phone_lines(card)
    return [(phone.label, phone.number) for phone in card.village.phones]


def _rows(card: Card, facts: tuple[tuple[str, str], ...], y: float) -> tuple[tuple[SceneItem, ...], float]:
    """Labels with what they say beside them, from y on; and where they end."""
    brush = card.brush
    items: list[SceneItem] = []
    left = SIDE + brush.setter.width("办理主体", "bold") * BODY + 28
    for label, words in facts:
        if not words:
            continue
        base = middle_baseline(y + _LEADING * BODY / 2, BODY)
        items += brush.line(label, "bold", BODY, SIDE, base, brush.ink("primary"))
        runs, height = brush.paragraph(
            words, "body", BODY, _LEADING * BODY, left, y, card.width - SIDE - left, brush.ink("ink")
        )
        items += runs
        y += height + 14
    return tuple(items), y
