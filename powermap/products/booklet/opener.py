"""A chapter in; the two facing pages that open it out: its title on a coloured field, and what stands in it."""

from __future__ import annotations

from collections.abc import Sequence

from powermap.geometry import Point, Rect
from powermap.model import ActorKind, Item
from powermap.products.booklet.chapters import Chapter
from powermap.products.booklet.item_pages import item_anchor
from powermap.products.booklet.leaders import leaders, leaders_width
from powermap.products.booklet.leaf import Leaf
from powermap.products.booklet.pieces import Piece, height_of, notes_piece, spread, stacked, text_piece
from powermap.products.booklet.places import Places
from powermap.products.wording import chinese_number, owners_words
from powermap.scene.ink import color, mix
from powermap.scene.items import Anchor, Color, Group, Link, Page, Path, SceneItem, Stroke
from powermap.scene.shapes import circle, polygon, polyline, rectangle
from powermap.validate.theme_rules import contrast

FIELD = 0.64
"""Share of the page's height that the coloured field takes."""
PALE = 0.9
"""Share of the paper in the tint of small type on the field."""
CONTRAST = 4.8
"""Of type on the field: a little more than WCAG 2.2 asks for."""
LEAST_LINES = 5
MOST_SAYINGS = 4


def opener_pages(leaf: Leaf, folio: int, chapter: Chapter, places: Places) -> tuple[Page, Page]:
    """The title page on the left, the page of what stands in the chapter on the right."""
    return _title_page(leaf, folio, chapter), _items_page(leaf, folio + 1, chapter, places)


def deep(paint: str, paper: str) -> str:
    """A colour darkened until small type in a tint of the paper can be read on it."""
    share = 0.0
    while True:
        ground = _hex(mix(paint, "#000000", share))
        if share >= 0.9 or contrast(ground, _hex(mix(ground, paper, PALE))) >= CONTRAST:
            return ground
        share += 0.06


def _hex(paint: Color) -> str:
    return "#" + "".join(f"{round(255 * part):02X}" for part in paint)


def chapter_words(chapter: Chapter) -> str:
    return f"第{chinese_number(chapter.number)}章" if chapter.number else "本镇增加的事项"


def _title_page(leaf: Leaf, folio: int, chapter: Chapter) -> Page:
    brush, sheet, body = leaf.brush, leaf.sheet, leaf.body(folio)
    paper = brush.theme.palette["panel"]
    field = Rect(0, 0, sheet.w, FIELD * sheet.h)
    ground = paper if brush.outlined else deep(chapter.paint, paper)
    paint, white = color(ground), brush.ink("primary") if brush.outlined else color(paper)
    pale = brush.ink("secondary") if brush.outlined else mix(ground, paper, PALE)
    size, small = leaf.type(15), leaf.type(11)
    measure = body.w - leaf.mm(4)
    title = min(44 * leaf.k, measure / brush.setter.width(chapter.title, "title"))
    base = field.bottom - leaf.mm(22)
    items: list[SceneItem] = [
        Anchor(chapter.anchor, 0.0, chapter.title, 0),
        Path(rectangle(field), fill=paint),
        *(_edge(leaf, field) if brush.outlined else ()),
        Group("ornament", _ornament(leaf, ground, field)),
        *brush.line(chapter_words(chapter), "bold", size, body.x, base - 1.5 * title, pale, spacing=0.3 * size),
        *brush.line(chapter.title, "title", title, body.x, base, white, spacing=0.04 * title),
        Path(rectangle(Rect(body.x, base + leaf.mm(5), leaf.mm(18), leaf.mm(1))), fill=brush.ink("gold")),
    ]
    counted = f"{len(chapter.items)} 个事项　{sum(len(item.risks) for item in chapter.items)} 个风险点"
    items += brush.line(counted, "body", small, body.x, base + leaf.mm(14), pale)
    y = field.bottom + leaf.mm(9)
    sayings = _sayings(chapter.items)
    if sayings:
        text = text_piece(leaf, "\n".join(sayings), "kai", leaf.type(14), body.w, "ink", 1.75)
        items += text.draw(body.x, y)
    return leaf.page(folio, items, "", "")


def _edge(leaf: Leaf, field: Rect) -> tuple[SceneItem, ...]:
    """Two rules at the foot of a field that is not filled."""
    brush, gold = leaf.brush, leaf.brush.ink("gold")
    return tuple(
        Path(polyline((Point(field.x, y), Point(field.right, y))), stroke=Stroke(gold, brush.weight(leaf.mm(width))))
        for y, width in ((field.bottom, 0.9), (field.bottom - leaf.mm(1.4), 0.25))
    )


def _sayings(items: Sequence[Item]) -> list[str]:
    """Sayings of the chapter, two to a line: the first ones of each item in turn, so that no item speaks alone."""
    pairs = [[item.sayings[i : i + 2] for i in range(0, len(item.sayings), 2)] for item in items]
    turns = [own[turn] for turn in range(max((len(p) for p in pairs), default=0)) for own in pairs if turn < len(own)]
    chosen = turns[:MOST_SAYINGS]
    return ["，".join(pair) + ("。" if i + 1 == len(chosen) else "；") for i, pair in enumerate(chosen)]


def _ornament(leaf: Leaf, paint: str, field: Rect) -> tuple[SceneItem, ...]:
    """A route in the field's own tones: one station an item."""
    paper = leaf.brush.theme.palette["panel"]
    other = leaf.brush.theme.palette["ink"] if paint == paper else paper
    tone, solid, ground = mix(paint, other, 0.2), mix(paint, other, 0.36), color(paint)
    left, right = leaf.mm(22), field.right
    top, step = field.y + leaf.mm(26), leaf.mm(19)
    turn = right - leaf.mm(24)
    points = (
        Point(0, top),
        Point(turn, top),
        Point(turn, top + step),
        Point(left, top + step),
        Point(left, top + 2 * step),
        Point(right, top + 2 * step),
    )
    out: list[SceneItem] = [leaf.brush.wire(points, Stroke(tone, leaf.mm(1.7)), leaf.mm(8))]
    r = leaf.mm(2.7)
    stroke = Stroke(solid, leaf.mm(0.9))
    for row, y in enumerate((top, top + step, top + 2 * step)):
        for i in range(3):
            cx = left + (0.12 + 0.36 * i) * (turn - left) + (leaf.mm(5) if row == 1 else 0)
            if (row, i) == (1, 1):
                q = 1.6 * r
                corners = (Point(cx, y - q), Point(cx + q, y), Point(cx, y + q), Point(cx - q, y))
                out.append(Path(polygon(corners), fill=ground, stroke=stroke))
            else:
                out.append(Path(circle(cx, y, r), fill=ground, stroke=stroke))
    return tuple(out)


def _items_page(leaf: Leaf, folio: int, chapter: Chapter, places: Places) -> Page:
    """The items with their pages, who acts in them, their highest risks, and lines to write on if there is room."""
    frame, gap = leaf.body(folio), leaf.mm(7)
    pieces = [_items(leaf, chapter, frame.w, places), _actors(leaf, chapter, frame.w)]
    free = frame.h - height_of(pieces, gap) - gap
    risks = _risks(leaf, chapter, frame.w, free, places)
    if risks is not None:
        pieces.append(risks)
        free -= risks.height + gap
    notes = notes_piece(leaf, frame.w, free, LEAST_LINES, "学习记录")
    pieces += [notes] if notes else []
    drawn = spread(pieces, frame, gap, leaf.mm(14))
    return leaf.page(folio, drawn, chapter.title, leaf.power_list.title)


def _items(leaf: Leaf, chapter: Chapter, w: float, places: Places) -> Piece:
    rows = [_item(leaf, item, chapter, w, places) for item in chapter.items]
    title = "本章事项" if chapter.number else "本部分事项"
    return _under_section(leaf, title, stacked(rows, 0.0), w)


def _under_section(leaf: Leaf, title: str, body: Piece, w: float, remark: str = "") -> Piece:
    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        return (*leaf.section(title, x, y, w, remark), *body.draw(x, y + leaf.section_height))

    return Piece(leaf.section_height + body.height, draw)


def _item(leaf: Leaf, item: Item, chapter: Chapter, w: float, places: Places) -> Piece:
    """An item with its page, and in small type who is in charge and how many risks it has."""
    brush, size, small = leaf.brush, leaf.type(10.5), leaf.type(8.5)
    height = 1.7 * size + 1.75 * small

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        baseline, under = y + 1.2 * size, y + height - 0.02 * size
        left = x + 2.4 * size
        name, name_size = leaf.fitted((item.name, item.short), "bold", size, x + w - left - leaders_width(leaf, size))
        risky = f"，{len(item.risks)} 个风险点" if item.risks else ""
        told, told_size = leaf.fitted((f"{owners_words(item)}{risky}", owners_words(item)), "body", small, x + w - left)
        rule = Stroke(brush.ink("hairline"), 0.6)
        row = Rect(x, y, w, height)
        start = left + brush.setter.width(name, "bold") * name_size + 0.5 * size
        return (
            Group(
                f"entry {item.number}",
                (
                    *brush.line(item.number, "bold", size, x, baseline, color(chapter.paint)),
                    *brush.line(name, "bold", name_size, left, baseline, brush.ink("ink")),
                    *leaders(leaf, row, start, baseline, size, places.items[item.number]),
                    *brush.line(told, "body", told_size, left, baseline + 1.6 * small, brush.ink("secondary")),
                    Path(polyline((Point(x, under), Point(x + w, under))), stroke=rule),
                    Link(row, f"#{item_anchor(item)}"),
                ),
            ),
        )

    return Piece(height, draw)


def _actors(leaf: Leaf, chapter: Chapter, w: float) -> Piece:
    """Who acts in the chapter, by kind in the colours of the routes."""
    acting = {a.name for item in chapter.items for entry in item.entries for a in entry.actors}
    rows: list[Piece] = []
    for kind in ActorKind:
        names = [a.name for a in leaf.power_list.actors if a.kind is kind and a.name in acting]
        if names:
            rows.append(_actor_row(leaf, kind, "、".join(names), w))
    return _under_section(leaf, "由谁办、谁监督", stacked(rows, leaf.mm(1.2)), w)


def _actor_row(leaf: Leaf, kind: ActorKind, names: str, w: float) -> Piece:
    size = leaf.type(9)
    chip = leaf.mm(5)
    text = text_piece(leaf, names, "body", size, w - leaf.mm(8), "ink", 1.5)

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        box = Rect(x, y + 0.75 * size - leaf.mm(1.5), chip, leaf.mm(3))
        return (*leaf.swatch(kind.value, box), *text.draw(x + leaf.mm(8), y))

    return Piece(text.height, draw)


def _risks(leaf: Leaf, chapter: Chapter, w: float, room: float, places: Places) -> Piece | None:
    """Risks of the highest level, the first of each item before the second of any, as many as the room holds."""
    size = leaf.type(9)
    row_h = 1.75 * size
    most = int((room - leaf.section_height) / row_h)
    ranks = [risk.level.rank for item in chapter.items for _, risk in item.risks]
    if not ranks or most < 3:
        return None
    top = min(ranks)
    name = next(risk.level.name for item in chapter.items for _, risk in item.risks if risk.level.rank == top)
    by_item = [
        [(i, item, entry, risk) for entry, risk in item.risks if risk.level.rank == top]
        for i, item in enumerate(chapter.items)
    ]
    turns = [(turn, *own[turn]) for own in by_item for turn in range(len(own))]
    chosen = sorted(sorted(turns, key=lambda t: (t[0], t[1]))[: min(most, 12)], key=lambda t: (t[1], t[0]))
    brush = leaf.brush

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        out: list[SceneItem] = []
        for _, _, item, entry, risk in chosen:
            row = Rect(x, y, w, row_h)
            baseline = y + 1.2 * size
            out += brush.line(item.number, "bold", size, x, baseline, color(chapter.paint))
            left = x + 2.8 * size
            room = row.right - left - leaders_width(leaf, size)
            text, fitted = leaf.fitted((f"{entry.short}：{risk.text}", risk.text, entry.short), "body", size, room)
            out += brush.line(text, "body", fitted, left, baseline, brush.ink("ink"))
            end = left + brush.setter.width(text, "body") * fitted + 0.5 * size
            out += leaders(leaf, row, end, baseline, size, places.of_risk(item.number, entry.key))
            y += row_h
        return (Group("top risks", tuple(out)),)

    remark = "先记住这些" if len(chosen) < len(turns) else ""
    return _under_section(leaf, f"{name}风险环节", Piece(len(chosen) * row_h, draw), w, remark)
