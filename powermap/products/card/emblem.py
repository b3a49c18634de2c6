"""What a picture is about and a place in; the emblem that still says it at the size of a thumbnail out: cover of an
article, small square.
"""

from __future__ import annotations

from powermap.geometry import Point, Rect
from powermap.layout.blocks import Block
from powermap.products.card.parts import Sheet, code_or_place, code_side, phone_lines
from powermap.scene.brush import middle_baseline
from powermap.scene.ink import texts
from powermap.scene.items import Gradient, Group, Path, SceneItem, Stroke
from powermap.scene.shapes import circle, polyline, rectangle
from powermap.text.setting import Setter, Setting
from powermap.value import Value

_LEADING = 1.18
_LINES = 3
_BAD = 0.2
"""The share of its size that a name gives up rather than break inside a word."""
_SLOGANS = ("谁来办", "怎么办", "多久办", "谁监督")


class Subject(Value, frozen=True):
    """What stands on an emblem: what it belongs to, the large name (and a short one), a figure, and what that is."""

    over: str
    name: str
    short: str
    figure: str
    kind: str


def fit_title(setter: Setter, names: tuple[str, ...], w: float, h: float, largest: float) -> tuple[Setting, float]:
    """The first name that can be set large in w x h px, in three lines at most; else the last one as large as it fits.

    Lines end between words where that costs little size; nothing is cut, the type shrinks until all is there.
    """
    found = [_largest(setter, name, w, h, largest) for name in dict.fromkeys(names)]
    return next((one for one in found if one[1] >= 0.55 * largest), found[-1])


def _largest(setter: Setter, name: str, w: float, h: float, largest: float) -> tuple[Setting, float]:
    settings: list[tuple[float, Setting, float]] = []
    for setting, badness in setter.partitions(name, "title", _LINES):
        size = min(largest, w / setting.width, h / (len(setting.lines) * _LEADING))
        settings.append((size * (1 - _BAD * badness), setting, size))
    _, setting, size = max(settings, key=lambda one: one[0])
    return setting, size


def compose_cover(card: Sheet, subject: Subject) -> tuple[SceneItem, ...]:
    """The cover of an article: a figure, the emblem in the middle square, the code or what the list answers."""
    side, brush = card.height, card.brush
    middle = Rect((card.width - side) / 2, 0, side, side)
    items: list[SceneItem] = [_ground(card, card.height), *_emblem(card, subject, middle, _place(card))]
    center = middle.x / 2 + 8
    figure = min(150.0, (middle.x - 50) / brush.setter.width(subject.figure, "title"))
    items += brush.line(subject.figure, "title", figure, center, 205, brush.ink("on_head"), "center")
    kind = min(30.0, (middle.x - 40) / brush.setter.width(subject.kind, "body"))
    items += brush.line(subject.kind, "body", kind, center, 258, brush.ink("on_head_strong"), "center")
    center = card.width - center
    if card.village and card.village.link:
        width = code_side(card, 148)
        items += code_or_place(card, Rect(round(center - width / 2), round(176 - width / 2), width, width))
        items += brush.line(
            "扫码看公开", "body", 26, center, 176 + width / 2 + 40, brush.ink("on_head_strong"), "center"
        )
    else:
        for row, words in enumerate(_SLOGANS):
            base = middle_baseline(side / 2 + (row - 1.5) * 58, 38)
            items += brush.line(words, "bold", 38, center, base, brush.ink("on_head_strong"), "center")
    return (Group("cover", tuple(items)),)


def compose_small_square(card: Sheet, subject: Subject) -> tuple[SceneItem, ...]:
    """The small square: the emblem over a foot with village, telephones and code."""
    brush = card.brush
    code = code_side(card, 132)
    top = card.height - code - 16
    items: list[SceneItem] = [
        _ground(card, top),
        *_emblem(card, subject, Rect(20, 0, card.width - 40, top), "照单办事，依规用权"),
    ]
    items += [
        Path(rectangle(Rect(0, top, card.width, card.height - top)), fill=brush.ink("band")),
        Path(rectangle(Rect(0, top, card.width, 4)), fill=brush.ink("gold")),
        *code_or_place(card, Rect(card.width - code - 20, top + 10, code, code)),
    ]
    room = card.width - code - 60
    place = f"{card.village.town}{card.village.name}" if card.village else "监督电话"
    base = top + 44.0
    for label, words in (("", place), *phone_lines(card)):
        items += _foot_line(card, label, words, Rect(24, base, room, 0))
        base += 38
    return (Group("small square", tuple(items)),)


def _foot_line(card: Sheet, label: str, words: str, place: Rect) -> tuple[SceneItem, ...]:
    """A label and what it is for, on the baseline place.y; without that a rule to write on."""
    brush, size = card.brush, 20.0
    after = (brush.setter.width(label, "body") + 0.5) * size if label else 0.0
    large = 26.0
    share = min(1.0, place.w / (after + brush.setter.width(words, "bold") * large)) if words else 1.0
    paint = brush.ink("ink")
    found: list[SceneItem] = []
    if label:
        found += brush.line(label, "body", size * share, place.x, place.y, paint)
    if words:
        found += brush.line(words, "bold", large * share, place.x + after * share, place.y, paint)
    else:
        ends = Point(place.x + after, place.y + 4), Point(place.right, place.y + 4)
        found.append(Path(polyline(ends), stroke=Stroke(brush.ink("secondary"), 1.2)))
    return tuple(found)


def _ground(card: Sheet, height: float) -> Path:
    brush = card.brush
    shade = Gradient(0, 0, 0.35 * card.width, height, brush.ink("head_from"), brush.ink("head_to"))
    return Path(rectangle(Rect(0, 0, card.width, height)), fill=shade)


def _place(card: Sheet) -> str:
    return f"{card.village.town}{card.village.name}" if card.village else "照单办事，依规用权"


def _emblem(card: Sheet, subject: Subject, frame: Rect, under: str) -> tuple[SceneItem, ...]:
    """List, name and what stands under it, parted by a short line with stations."""
    brush, setter = card.brush, card.brush.setter
    unit = frame.h / 383
    room = frame.w - 40 * unit
    over = subject.over
    size = min(27 * unit, room / setter.width(over, "body"))
    items = [*brush.line(over, "body", size, frame.cx, 62 * unit, brush.ink("on_head"), "center")]
    title, large = fit_title(setter, (subject.name, subject.short), room, 176 * unit, 92 * unit)
    block = Block("plain", title, frame.cx - room / 2, 0, room, large, _LEADING * large, "center")
    items += texts(block.at(block.x, 174 * unit - block.height / 2), brush.ink("on_head_strong"))
    track = 296 * unit
    gold = brush.ink("gold")
    ends = Point(frame.cx - 0.36 * room, track), Point(frame.cx + 0.36 * room, track)
    line: list[SceneItem] = [Path(polyline(ends), stroke=Stroke(gold, 5 * unit, cap="round"))]
    for share in (0.0, 1 / 3, 2 / 3, 1.0):
        x = ends[0].x + share * (ends[1].x - ends[0].x)
        station = Path(circle(x, track, 9 * unit), fill=brush.ink("on_head_strong"), stroke=Stroke(gold, 4 * unit))
        line.append(station)
    size = min(30 * unit, room / setter.width(under, "bold"))
    words = brush.line(under, "bold", size, frame.cx, 350 * unit, brush.ink("on_head_strong"), "center")
    return (*items, *line, *words)
