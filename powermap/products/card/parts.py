"""The regions of a card around the map: head and foot, and what all its regions share."""

from __future__ import annotations

from dataclasses import dataclass

from powermap.geometry import Point, Rect
from powermap.layout.blocks import ASCENT, Block
from powermap.model import Approval, Item, Phone, PowerList, Village
from powermap.products.wording import phones_of
from powermap.scene.brush import Brush
from powermap.scene.ink import texts
from powermap.scene.items import Gradient, Group, Path, SceneItem, Stroke
from powermap.scene.qr import qr_code
from powermap.scene.shapes import polyline, rectangle, rounded
from powermap.text.setting import Setting

MARGIN = 60.0
"""Left and right margin in px."""
NAME, STEP, NOTE = 60.0, 28.0, 23.0
"""Least type of a card 1080 px wide (design/visual.md), px."""
QR_SIDE = 154.0
"""Side of the QR code in px, quiet zone included; 150 at least, so that it is read from a screen at half size."""

_LARGEST_NAME = 76.0
_OVER = 29.0
_SLOGAN = ("谁来办", "怎么办", "多久办", "谁监督", "照单办事，依规用权")


@dataclass(frozen=True, slots=True)
class Card:
    """What every region needs: the picture's size in px (pt on the page), the brush, and what stands on it."""

    width: float
    height: float
    brush: Brush
    power_list: PowerList
    item: Item
    village: Village | None


def paper(card: Card) -> SceneItem:
    """The ground of the whole picture."""
    return Path(rectangle(Rect(0, 0, card.width, card.height)), fill=card.brush.ink("paper"))


def head(card: Card, with_slogan: bool = True) -> tuple[tuple[SceneItem, ...], float]:
    """The head from the upper edge, and its bottom in px."""
    brush, item = card.brush, card.item
    number_size = 84.0
    number_w = brush.setter.width(item.number, "title") * number_size
    right = card.width - MARGIN
    title, size = _title(card, right - MARGIN - number_w - 36, right - MARGIN)
    category = item.category.name if item.category.name.endswith("类") else f"{item.category.name}类"
    y = 34.0
    items: list[SceneItem] = [
        *brush.line(
            f"村级“小微权力”路线图\u3000·\u3000{category}", "body", _OVER, MARGIN, y + ASCENT * _OVER,
            brush.ink("on_head"), spacing=0.04 * _OVER,
        ),
        *brush.line(item.number, "title", number_size, right, y + 0.92 * number_size, brush.ink("on_head"), "right"),
    ]  # fmt: skip
    y += 1.2 * _OVER + 10
    block = Block("plain", title, MARGIN, y, right - MARGIN, size, 1.16 * size)
    items += texts(block, brush.ink("on_head_strong"))
    y += block.height + 10
    x, slogan = MARGIN, 26.0
    for words in _SLOGAN if with_slogan else ():
        items += brush.line(words, "body", slogan, x, y + ASCENT * slogan, brush.ink("on_head_strong"))
        x += (brush.setter.width(words, "body") + 1.1) * slogan
    bottom = y + (1.15 * slogan + 22 if with_slogan else 12)
    ground = Gradient(0, 0, 0.35 * card.width, bottom, brush.ink("head_from"), brush.ink("head_to"))
    band = Path(rectangle(Rect(0, 0, card.width, bottom)), fill=ground)
    return (Group("head", (band, *items)),), bottom


def _title(card: Card, beside: float, whole: float) -> tuple[Setting, float]:
    """The item's name as large as one line beside the number allows; else its short name; else two lines."""
    setter = card.brush.setter
    for name in dict.fromkeys((card.item.name, card.item.short or card.item.name)):
        size = min(_LARGEST_NAME, beside / setter.width(name, "title"))
        if size >= NAME:
            return setter.set(name, "title"), size
        size = min(_LARGEST_NAME, 2 * beside / setter.width(name, "title"))
        while size >= NAME:
            setting = setter.set(name, "title", beside / size, balance=True)
            if len(setting.lines) <= 2 and not setting.overfull:
                return setting, size
            size -= 1
    size = NAME
    name = card.item.short or card.item.name
    while len(setter.set(name, "title", beside / size).lines) > 2 and size > 0.6 * NAME:
        size -= 1
    return setter.set(name, "title", beside / size, balance=True), size


def foot(card: Card) -> tuple[tuple[SceneItem, ...], float]:
    """The foot up from the lower edge, and its top in px."""
    brush = card.brush
    top = card.height - QR_SIDE - 36
    code = Rect(card.width - MARGIN - QR_SIDE, top + 20, QR_SIDE, QR_SIDE)
    items: list[SceneItem] = [
        Path(rectangle(Rect(0, top, card.width, card.height - top)), fill=brush.ink("band")),
        Path(rectangle(Rect(0, top, card.width, 5)), fill=brush.ink("gold")),
        *_code(card, code),
    ]
    room = code.x - 30 - MARGIN
    base = code.y + 0.87 * 30
    place = f"{card.village.town}{card.village.name}" if card.village else ""
    if place:
        items += _fitted(card, place, 30, MARGIN, base, room)
    else:
        items += _blanks(card, ("镇", "村"), 30, MARGIN, base, room)
    base += 42
    for label, number in _phone_lines(card):
        items += _phone(card, label, number, base, room)
        base += 42
    items += _small(card, code.bottom - 1, room)
    return (Group("foot", tuple(items)),), top


def _phone_lines(card: Card) -> list[tuple[str, str]]:
    """The telephone in the village and that of the authorities above; without a village two empty lines."""
    if card.village is None:
        return [("村务监督电话", ""), ("上级监督电话", "")]
    near, above = phones_of(card.village)
    phones: list[Phone] = [*near[:1], *above[:1]]
    if len(phones) < 2:
        phones = list(card.village.phones[:2])
    return [(phone.label, phone.number) for phone in phones]


def _phone(card: Card, label: str, number: str, base: float, room: float) -> tuple[SceneItem, ...]:
    brush, size, large = card.brush, 27.0, 34.0
    if not number:
        return _blanks(card, (label,), size, MARGIN, base, room, before=True)
    natural = brush.setter.width(label, "body") * size
    digits = brush.setter.width(number, "bold") * large
    size *= min(1.0, max(0.5, (room - digits - 16) / natural))
    x = MARGIN + brush.setter.width(label, "body") * size + 16
    return (
        *brush.line(label, "body", size, MARGIN, base, brush.ink("ink")),
        *brush.line(number, "bold", large, x, base, brush.ink("ink")),
    )


def _fitted(card: Card, text: str, size: float, x: float, base: float, room: float) -> tuple[SceneItem, ...]:
    size *= min(1.0, room / (card.brush.setter.width(text, "bold") * size))
    return tuple(card.brush.line(text, "bold", size, x, base, card.brush.ink("ink")))


def _blanks(
    card: Card, words: tuple[str, ...], size: float, x: float, base: float, room: float, before: bool = False
) -> tuple[SceneItem, ...]:
    """Rules to write on, each with its word behind it (or before it)."""
    brush = card.brush
    stroke = Stroke(brush.ink("secondary"), 1.6)
    items: list[SceneItem] = []
    each = min(room / len(words), 430.0 if before else 230.0)
    for word in words:
        word_w = brush.setter.width(word, "body") * size
        start, stop = (x + word_w + 10, x + each) if before else (x, x + each - word_w - 18)
        items.append(Path(polyline((Point(start, base + 5), Point(stop, base + 5))), stroke=stroke))
        items += brush.line(word, "body", size, x if before else stop + 8, base, brush.ink("secondary"))
        x += each
    return tuple(items)


def _small(card: Card, base: float, room: float) -> tuple[SceneItem, ...]:
    """Approval, edition and code in the smallest type."""
    brush, power_list = card.brush, card.power_list
    approval = "示范文本，以区镇核定为准" if power_list.approval is Approval.SAMPLE else power_list.approval.value
    words = f"{approval}\u3000·\u3000{power_list.edition} 版"
    size = min(NOTE, room / brush.setter.width(words, "body"))
    return tuple(brush.line(words, "body", size, MARGIN, base, brush.ink("secondary")))


def _code(card: Card, rect: Rect) -> tuple[SceneItem, ...]:
    brush = card.brush
    if card.village is not None and card.village.link:
        return qr_code(card.village.link, rect, brush.ink("ink"), brush.ink("panel"))
    dashed = Stroke(brush.ink("secondary"), 1.6, (8, 6))
    middle = rect.cy + 0.36 * NOTE
    return (
        Path(rounded(rect, 6), fill=brush.ink("panel"), stroke=dashed),
        *brush.line("贴二维码处", "body", NOTE, rect.cx, middle, brush.ink("secondary"), "center"),
    )
