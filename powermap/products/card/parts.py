"""The regions of a card around the map: head and foot, and what all its regions share."""

from __future__ import annotations

from powermap.geometry import Point, Rect
from powermap.layout.blocks import ASCENT, Block
from powermap.model import Approval, Category, Entry, Item, Phone, PowerList, Risk, Village
from powermap.products.wording import filled, phones_of
from powermap.scene.brush import Brush
from powermap.scene.heads import head_ground
from powermap.scene.ink import texts
from powermap.scene.items import Gradient, Group, Path, SceneItem, Stroke
from powermap.scene.qr import modules, qr_code
from powermap.scene.shapes import polyline, rectangle, rounded
from powermap.text.setting import Setting
from powermap.value import Value

MARGIN = 60.0
"""Left and right margin in px."""
NAME, STEP, NOTE = 60.0, 28.0, 23.0
"""Least type of a card 1080 px wide (design/visual.md), px."""
MODULE = 4
"""Least px of a module of the QR code: two at half size, from which it is still read."""
CODE_SIDE = 148.0
"""Side of the QR code in px, quiet zone included, if no long address asks for more."""

_LARGEST_NAME, _LOW_NAME = 76.0, 64.0
"""The second where the route needs the height."""
_OVER = 29.0
_UNIT = 7.0
"""Of the ornament under a head that is not a plain band, px."""


class Sheet(Value, frozen=True):
    """What every picture of a list needs: its size in px (pt on the page), the brush, list and village."""

    width: float
    height: float
    brush: Brush
    power_list: PowerList
    village: Village | None


class Card(Sheet, frozen=True):
    """A picture of one item, or of a part of its route. part, parts: which of how many pictures it is; keys: the
    entries in it.
    """

    item: Item
    part: int = 1
    parts: int = 1
    keys: tuple[str, ...] = ()

    @property
    def risks(self) -> tuple[tuple[Entry, Risk], ...]:
        """The risks in the picture, with their entries."""
        whole = self.parts == 1
        return tuple((entry, risk) for entry, risk in self.item.risks if whole or entry.key in self.keys)


def paper(card: Sheet) -> SceneItem:
    """The ground of the whole picture."""
    return Path(rectangle(Rect(0, 0, card.width, card.height)), fill=card.brush.ink("paper"))


def category_words(category: Category) -> str:
    """The name of a category as the name of a kind: 采购 → 采购类."""
    return category.name if category.name.endswith("类") else f"{category.name}类"


def head(card: Card, with_slogan: bool = True) -> tuple[tuple[SceneItem, ...], float]:
    """The head from the upper edge, and its bottom in px."""
    brush, item = card.brush, card.item
    number_size = 84.0
    number_w = brush.setter.width(item.number, "title") * number_size
    right = card.width - MARGIN
    title, size = _title(card, right - MARGIN - number_w - 36, _LARGEST_NAME if with_slogan else _LOW_NAME)
    y = 34.0 if with_slogan else 24.0
    theme = brush.theme
    over = filled(theme.words.card_head, card.power_list, card.village, item)
    over += f" · 第 {card.part}/{card.parts} 张" if card.parts > 1 else ""
    natural = brush.setter.width(over, "body") * _OVER + 0.04 * _OVER * len(over)
    over_size = _OVER * min(1.0, (right - MARGIN - number_w - 36) / natural)
    items: list[SceneItem] = [
        *brush.line(
            over, "body", over_size, MARGIN, y + ASCENT * _OVER, brush.ink("on_head"), spacing=0.04 * over_size
        ),
        *brush.line(item.number, "title", number_size, right, y + 0.92 * number_size, brush.ink("on_head"), "right"),
    ]
    y += 1.2 * _OVER + 10
    block = Block("plain", title, MARGIN, y, right - MARGIN, size, 1.16 * size)
    items += texts(block, brush.ink("on_head_strong"))
    y += block.height + 10
    x, gap = MARGIN, 1.1
    slogan_em = sum(brush.setter.width(words, "body") + gap for words in theme.words.card_slogan) - gap
    slogan = min(26.0, (right - MARGIN) / max(1.0, slogan_em))
    for words in theme.words.card_slogan if with_slogan and slogan >= NOTE else ():
        items += brush.line(words, "body", slogan, x, y + ASCENT * slogan, brush.ink("on_head_strong"))
        x += (brush.setter.width(words, "body") + gap) * slogan
    bottom = y + (1.15 * slogan + 22 if with_slogan else 12)
    if theme.look.head != "横幅":
        band_items, end = head_ground(brush, card.width, bottom, _UNIT, MARGIN, houses=False)
        return (Group("head", (*band_items, *items)),), end
    ground = Gradient(0, 0, 0.35 * card.width, bottom, brush.ink("head_from"), brush.ink("head_to"))
    band = Path(rectangle(Rect(0, 0, card.width, bottom)), fill=ground)
    return (Group("head", (band, *items)),), bottom


def _title(card: Card, beside: float, largest: float) -> tuple[Setting, float]:
    """The item's name as large as one line beside the number allows; else its short name; else two lines."""
    setter = card.brush.setter
    for name in dict.fromkeys((card.item.name, card.item.short or card.item.name)):
        size = min(largest, beside / setter.width(name, "title"))
        if size >= NAME:
            return setter.set(name, "title"), size
        size = min(largest, 2 * beside / setter.width(name, "title"))
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


def foot(card: Sheet) -> tuple[tuple[SceneItem, ...], float]:
    """The foot up from the lower edge, and its top in px."""
    brush = card.brush
    side = code_side(card, CODE_SIDE)
    top = card.height - side - 36
    code = Rect(card.width - MARGIN - side, top + 20, side, side)
    items: list[SceneItem] = [
        Path(rectangle(Rect(0, top, card.width, card.height - top)), fill=brush.ink("band")),
        Path(rectangle(Rect(0, top, card.width, 5)), fill=brush.ink("gold")),
        *code_or_place(card, code),
    ]
    room = code.x - 30 - MARGIN
    base = code.y + 0.87 * 30
    place = f"{card.village.town}{card.village.name}" if card.village else ""
    if place:
        items += _fitted(card, place, 30, MARGIN, base, room)
    else:
        items += _blanks(card, ("镇", "村"), 30, MARGIN, base, room)
    base += 40
    for label, number in phone_lines(card):
        items += _phone(card, label, number, base, room)
        base += 40
    items += _small(card, code.bottom + 5, room)
    return (Group("foot", tuple(items)),), top


def phone_lines(card: Sheet) -> list[tuple[str, str]]:
    """The telephone in the village and that of the authorities above; without a village two empty lines."""
    if card.village is None:
        return [("村务监督电话", ""), ("上级监督电话", "")]
    near, above = phones_of(card.village)
    phones: list[Phone] = [*near[:1], *above[:1]]
    if len(phones) < 2:
        phones = list(card.village.phones[:2])
    return [(phone.label, phone.number) for phone in phones]


def _phone(card: Sheet, label: str, number: str, base: float, room: float) -> tuple[SceneItem, ...]:
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


def _fitted(card: Sheet, text: str, size: float, x: float, base: float, room: float) -> tuple[SceneItem, ...]:
    size *= min(1.0, room / (card.brush.setter.width(text, "bold") * size))
    return tuple(card.brush.line(text, "bold", size, x, base, card.brush.ink("ink")))


def _blanks(
    card: Sheet, words: tuple[str, ...], size: float, x: float, base: float, room: float, before: bool = False
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


def edition_words(card: Sheet) -> str:
    """Whether the list is confirmed, and its edition."""
    sample = card.power_list.approval is Approval.SAMPLE
    approval = "示范文本，以区镇核定为准" if sample else card.power_list.approval.value
    return f"{approval}\u3000·\u3000{card.power_list.edition} 版"


def _small(card: Sheet, base: float, room: float) -> tuple[SceneItem, ...]:
    """Approval, edition and code in the smallest type."""
    brush = card.brush
    words = edition_words(card)
    size = min(NOTE, room / brush.setter.width(words, "body"))
    return tuple(brush.line(words, "body", size, MARGIN, base, brush.ink("secondary")))


def code_side(card: Sheet, wanted: float) -> float:
    """The side of a code about as large as wanted, in px: whole px for each module, MODULE of them at least."""
    if card.village is None or not card.village.link:
        return wanted
    count = modules(card.village.link)
    return float(count * max(MODULE, round(wanted / count)))


def code_or_place(card: Sheet, rect: Rect) -> tuple[SceneItem, ...]:
    """The village's code, or the place for one."""
    brush = card.brush
    if card.village is not None and card.village.link:
        return qr_code(card.village.link, rect, brush.ink("ink"), brush.ink("panel"))
    dashed = Stroke(brush.ink("secondary"), 1.6, (8, 6))
    size = min(rect.w / 6.2, 40.0)
    middle = rect.cy + 0.36 * size
    return (
        Path(rounded(rect, 6), fill=brush.ink("panel"), stroke=dashed),
        *brush.line("贴二维码处", "body", size, rect.cx, middle, brush.ink("secondary"), "center"),
    )
