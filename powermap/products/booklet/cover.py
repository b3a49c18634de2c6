"""A list and a village in; the cover of their booklet out."""

from __future__ import annotations

from powermap.geometry import Point, Rect
from powermap.model import Approval
from powermap.products.booklet.leaf import Leaf
from powermap.scene.ink import color, line_of_text, mix
from powermap.scene.items import Anchor, Gradient, Group, Page, Path, SceneItem, Stroke
from powermap.scene.shapes import circle, polygon, rectangle, rounded
from powermap.scene.water import skyline, waves
from powermap.text.setting import Setter

FRAME = 6.5
"""Distance of the covers' gold frame from the edge in mm at A5."""

TITLE_WORDS = ("村级", "小微权力", "权力", "清单", "共性", "个性")
"""Words of titles that are not parted between lines."""


def cover(leaf: Leaf) -> Page:
    """The cover: title in 宋, village and town or a white field to write them in, edition, approval."""
    brush, sheet = leaf.brush, leaf.sheet
    ground = Gradient(0, 0, 0, sheet.h, brush.ink("head_from"), brush.ink("head_to"))
    white, gold = brush.ink("on_head_strong"), brush.ink("on_head")
    x, w = leaf.mm(16), sheet.w - 2 * leaf.mm(16)
    items: list[SceneItem] = [
        Anchor("cover", 0.0, "封面", 0),
        Path(rectangle(sheet), fill=ground),
        Group("ornament", _shore(leaf) if brush.theme.look.head == "水岸" else _ornament(leaf)),
        *gold_frame(leaf),
    ]
    small = leaf.type(10)
    top = leaf.mm(22)
    if leaf.power_list.basis:
        items += brush.line(f"依据 {leaf.power_list.basis}", "body", small, x, top, gold)
    if leaf.power_list.approval is Approval.SAMPLE:
        items += _stamp(leaf, leaf.power_list.approval.value, x + w, top)
    title, size = _cover_title(leaf, w)
    leading = 1.28 * size
    y = leaf.mm(36)
    for i, line in enumerate(title):
        (setting,) = brush.setter.set(line, "title").lines
        items += line_of_text(setting, x, y + i * leading + size, size, white)
    y += len(title) * leading + leaf.mm(4)
    items.append(Path(rectangle(Rect(x, y, leaf.mm(18), leaf.mm(1))), fill=brush.ink("gold")))
    sub, words = leaf.type(15), brush.theme.words
    name, name_size = leaf.fitted((leaf.filled(words.booklet_title),), "bold", sub, 0.86 * w)
    items += brush.line(name, "bold", name_size, x, y + leaf.mm(5) + sub, gold, spacing=0.14 * name_size)
    slogan, slogan_size = leaf.fitted((leaf.filled(words.booklet_slogan),), "kai", leaf.type(11.5), w)
    items += brush.line(slogan, "kai", slogan_size, x, y + leaf.mm(7.5) + sub + leaf.type(11.5) * 1.3, gold)
    foot = sheet.h - leaf.mm(20)
    edition = f"{leaf.power_list.edition} 版"
    items += brush.line(edition, "body", small, x + w, foot, gold, "right")
    items += _place(leaf, x, foot)
    return Page(leaf.size.width, leaf.size.height, tuple(items), "封面")


def _cover_title(leaf: Leaf, w: float) -> tuple[tuple[str, ...], float]:
    """The list's title in two or three lines as large as the width allows."""
    setter = leaf.brush.setter
    setter = Setter(setter.fonts, tuple(sorted({*setter.phrases, *TITLE_WORDS})))
    largest = 42 * leaf.k
    best: tuple[float, tuple[str, ...]] = (0.0, (leaf.power_list.title,))
    for setting, badness in setter.partitions(leaf.power_list.title, "title", 3):
        parted = sum(line.text.count("“") != line.text.count("”") for line in setting.lines)
        at_quotes = sum((line.text[0] == "“") + (line.text[-1] == "”") for line in setting.lines)
        broken = sum(
            leaf.power_list.title.count(word) - sum(line.text.count(word) for line in setting.lines)
            for word in TITLE_WORDS
        )
        size = (
            min(largest, 0.98 * w / setting.width) * (1 - 0.12 * badness) * 0.5 ** (parted + broken) * 1.15**at_quotes
        )
        if size > best[0] + 1e-9 or (abs(size - best[0]) < 1e-9 and len(setting.lines) < len(best[1])):
            best = (size, tuple(line.text for line in setting.lines))
    size = min(largest, 0.98 * w / max(setter.width(line, "title") for line in best[1]))
    return best[1], size


def gold_frame(leaf: Leaf) -> tuple[SceneItem, ...]:
    """Two gold lines inside the edge."""
    gold = leaf.brush.ink("gold")
    return (
        Path(rectangle(leaf.sheet.inset(leaf.mm(FRAME))), stroke=Stroke(gold, leaf.mm(0.45))),
        Path(rectangle(leaf.sheet.inset(leaf.mm(FRAME + 1.1))), stroke=Stroke(gold, leaf.mm(0.14))),
    )


def _stamp(leaf: Leaf, words: str, right: float, baseline: float) -> tuple[SceneItem, ...]:
    brush, size = leaf.brush, leaf.type(10)
    width = (brush.setter.width(words, "bold") + 1.2) * size
    box = Rect(right - width, baseline - 1.25 * size, width, 1.75 * size)
    return (
        Path(rounded(box, 0.2 * size), stroke=Stroke(brush.ink("on_head"), 0.8)),
        *brush.line(words, "bold", size, box.cx, baseline, brush.ink("on_head"), "center"),
    )


def _shore(leaf: Leaf) -> tuple[SceneItem, ...]:
    """Houses and a bridge over water, from frame to frame."""
    sheet, edge = leaf.sheet, leaf.mm(FRAME + 1.1)
    top, height = 0.765 * sheet.h, 0.15 * sheet.h
    water = Rect(edge, top, sheet.w - 2 * edge, leaf.mm(9))
    return (
        *skyline(leaf.brush, sheet.w - leaf.mm(16), top + leaf.mm(2.4), height),
        *waves(leaf.brush, water, leaf.mm(3)),
    )


def _ornament(leaf: Leaf) -> tuple[SceneItem, ...]:
    """A route in the ground's own tones: stations on a winding line, a decision, an end."""
    brush, theme = leaf.brush, leaf.brush.theme
    sheet = leaf.sheet
    tone = mix(theme.palette["head_to"], theme.palette["on_head"], 0.16)
    solid = mix(theme.palette["head_to"], theme.palette["on_head"], 0.3)
    ground = color(theme.palette["head_to"])
    left, right = 0.17 * sheet.w, 0.83 * sheet.w
    y0, step = 0.60 * sheet.h, 0.095 * sheet.h
    points = (
        Point(leaf.mm(FRAME + 1.1), y0),
        Point(right, y0),
        Point(right, y0 + step),
        Point(left, y0 + step),
        Point(left, y0 + 2 * step),
        Point(sheet.w - leaf.mm(FRAME + 1.1), y0 + 2 * step),
    )
    items: list[SceneItem] = [brush.wire(points, Stroke(tone, leaf.mm(1.7)), leaf.mm(9))]
    span = right - left
    for row, shares in ((0, (0.1, 0.45, 0.8)), (1, (0.85, 0.5, 0.15)), (2, (0.2, 0.55, 0.9))):
        for i, share in enumerate(shares):
            cx, cy, r = left + share * span, y0 + row * step, leaf.mm(2.7)
            stroke = Stroke(solid, leaf.mm(0.9))
            if (row, i) == (1, 1):
                q = 1.6 * r
                corners = (Point(cx, cy - q), Point(cx + q, cy), Point(cx, cy + q), Point(cx - q, cy))
                items.append(Path(polygon(corners), fill=ground, stroke=stroke))
            else:
                items.append(Path(circle(cx, cy, r), fill=ground, stroke=stroke))
    return tuple(items)


def _place(leaf: Leaf, x: float, baseline: float) -> tuple[SceneItem, ...]:
    brush, size = leaf.brush, leaf.type(16)
    white = brush.ink("on_head_strong")
    village = leaf.village
    if village is not None:
        room = leaf.sheet.w - 2 * x - leaf.mm(26)
        together = f"{village.town} {village.name}" if village.town else village.name
        if brush.setter.width(together, "bold") * size <= room:
            return brush.line(together, "bold", size, x, baseline, white)
        out: list[SceneItem] = []
        for words, at in ((village.town, baseline - 1.5 * size), (village.name, baseline)):
            text, fitted = leaf.fitted((words,), "bold", size, room)
            out += brush.line(text, "bold", fitted, x, at, white) if text else ()
        return tuple(out)
    small = leaf.type(11)
    field = Rect(x, baseline - 1.75 * size, leaf.mm(70), 2.4 * size)
    ink = brush.ink("secondary")
    return (
        Path(rounded(field, leaf.mm(1)), fill=brush.ink("panel"), stroke=Stroke(brush.ink("hairline"), 0.8)),
        *brush.line("镇", "body", small, field.x + 0.46 * field.w, baseline, ink, "right"),
        *brush.line("村", "body", small, field.right - 0.7 * small, baseline, ink, "right"),
    )
