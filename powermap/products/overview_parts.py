"""A plan of the overview and a sheet in; its cards, head and foot as scene items out."""

from __future__ import annotations

from powermap.geometry import Point, Rect
from powermap.layout.blocks import ASCENT, Block
from powermap.model import Phone
from powermap.products.head import HeadWords
from powermap.products.head import head as compose_head
from powermap.products.overview_measure import (
    HEAD,
    NAME_LEADING,
    NOTE_LEADING,
    SIDE,
    TAG_HEIGHT,
    Row,
    Ruler,
    Tag,
    Type,
    own_word,
)
from powermap.products.overview_plan import Card
from powermap.products.sheet import Board, code, last_line, phone_line
from powermap.scene.brush import middle_baseline
from powermap.scene.heads import foot_ground
from powermap.scene.ink import color, mix, texts
from powermap.scene.items import Group, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline, rounded

_TAG_GAP = 0.4


def overview_title(board: Board) -> str:
    """The words in the head, also the document's title."""
    return board.filled(board.brush.theme.words.overview_title)


def head(board: Board) -> tuple[tuple[SceneItem, ...], float]:
    """The head and its bottom in pt."""
    items = board.power_list.items
    own = sum(item.own for item in items)
    counts = [f"{word} {count} 项" for word, count in (("共性", len(items) - own), ("个性", own)) if count]
    slogan = " · ".join(board.brush.theme.words.overview_slogan)
    basis = f"依据 {board.power_list.basis}" if board.power_list.basis else ""
    words = HeadWords(slogan, overview_title(board), (basis,), str(len(items)), " · ".join(counts), lines=2)
    return compose_head(board, words)


def card(board: Board, placed: Card, type_: Type, ruler: Ruler) -> tuple[SceneItem, ...]:
    """A category: head in its colour, a row for each item."""
    brush, rect = board.brush, placed.rect
    tint = color(brush.theme.category_color(placed.category.color))
    size = HEAD * type_.name
    radius, line = brush.radius(0.36 * type_.name), brush.weight(0.055 * type_.name)
    first = placed.rows[0][1].y
    band = Rect(rect.x, rect.y, rect.w, first - rect.y)
    ground, paint = brush.label(rounded(band, radius, "ne"), tint, 1.2 * size)
    edge = mix(brush.theme.palette["hairline"], brush.theme.category_color(placed.category.color), 0.35)
    base = middle_baseline(band.cy, size)
    side = SIDE * type_.name
    count = "续" if placed.again else f"{placed.total} 项"
    items: list[SceneItem] = [
        Path(rounded(rect, radius), fill=brush.ink("panel")),
        ground,
        *brush.line(placed.category.name, "bold", size, rect.x + side, base, paint, spacing=0.06 * size),
        *brush.line(count, "body", type_.note, rect.right - side, middle_baseline(band.cy, type_.note), paint, "right"),
    ]
    hair = Stroke(brush.ink("hairline"), brush.weight(0.04 * type_.name))
    for i, (row, place) in enumerate(placed.rows):
        if i:
            ends = (Point(rect.x + 0.5 * side, place.y), Point(rect.right - 0.5 * side, place.y))
            items.append(Path(polyline(ends), stroke=hair))
        items.append(Group(f"item {row.item.number}", _row(board, row, place, type_, ruler)))
    items.append(Path(rounded(rect, radius), stroke=Stroke(edge, line)))
    return (Group(f"category {placed.category.name}", tuple(items)),)


def _row(board: Board, row: Row, place: Rect, type_: Type, ruler: Ruler) -> tuple[SceneItem, ...]:
    brush, side = board.brush, SIDE * type_.name
    name_x = place.x + side + (ruler.number + 0.55) * type_.name
    room = ruler.room(place.w, type_)
    lead = NAME_LEADING * type_.name
    height = lead * len(row.name.lines)
    if row.owners and not row.inline:
        height += NOTE_LEADING * type_.note * len(row.owners.lines)
    top = place.cy - height / 2
    number_base = top + (lead - type_.name) / 2 + ASCENT * type_.name
    tint = color(brush.theme.category_color(row.item.category.color))
    items: list[SceneItem] = [
        *brush.line(row.item.number, "bold", type_.name, place.x + side, number_base, tint),
        *texts(Block("name", row.name, name_x, top, room, type_.name, lead), brush.ink("ink")),
    ]
    if row.owners:
        quiet, note_lead = brush.ink("secondary"), NOTE_LEADING * type_.note
        if row.inline:
            y = number_base - ASCENT * type_.note - (note_lead - type_.note) / 2
            items += texts(Block("note", row.owners, name_x, y, room, type_.note, note_lead, "right"), quiet)
        else:
            y = top + lead * len(row.name.lines)
            items += texts(Block("note", row.owners, name_x, y, room, type_.note, note_lead), quiet)
    right = place.right - side
    for tag in reversed(row.tags):
        width = (tag.width if tag else ruler.tags[0]) * type_.note
        if tag:
            box = Rect(right - width, place.cy - TAG_HEIGHT * type_.note / 2, width, TAG_HEIGHT * type_.note)
            items += _tag(board, tag, box, type_.note)
        right -= width + _TAG_GAP * type_.note
    return tuple(items)


def _tag(board: Board, tag: Tag, rect: Rect, size: float) -> tuple[SceneItem, ...]:
    """A risk level on its colour; 个 on the theme's, 共 in an outline."""
    brush = board.brush
    if tag.level:
        return brush.tag(tag.text, rect, brush.level(f"{tag.level.rank}/{tag.level.scale}"), size)
    if tag.text == own_word(True):
        return brush.tag(tag.text, rect, brush.ink("primary"), size)
    quiet = brush.ink("secondary")
    edge = Stroke(brush.ink("hairline"), brush.weight(0.08 * size))
    return (
        Path(rounded(rect, brush.radius(0.2 * rect.h)), stroke=edge),
        *brush.line(tag.text, "body", size, rect.cx, middle_baseline(rect.cy, size), quiet, "center"),
    )


def foot(board: Board, ruler: Ruler) -> tuple[tuple[SceneItem, ...], float]:
    """The foot up from the sheet's lower edge: telephones, contact, code, what the labels mean; and its top in pt."""
    brush, u = board.brush, board.u
    size, small = board.at_least(1.75 * u), board.size.floors.note
    big = 1.45 * size
    right = board.size.width - board.margin
    width = right - board.qr_side - 2.5 * u - board.margin
    cells = _cells(board)
    natural = [
        max(brush.setter.width(label, "body") * size, brush.setter.width(value, "bold") * big) for label, value in cells
    ]
    each = max([*natural, 8 * size]) + 2.0 * size
    per_row = max(1, min(len(cells), int((width + 2.0 * size) / each)))
    rows = -(-len(cells) // per_row)
    step = 1.45 * size + 1.5 * big
    legend_size = board.at_least(1.5 * u)
    legends = _legend(board, ruler, legend_size, width)
    content = max(rows * step + len(legends) * 1.75 * legend_size + 0.3 * size, board.qr_side + 1.5 * small)
    height = 1.5 * u + content + 0.9 * u + small + board.bottom_line
    top = board.size.height - height
    items: list[SceneItem] = [*foot_ground(brush, board.size.width, top, height, u, board.margin)]
    y = top + 1.5 * u
    room = max(each, width / per_row)
    for i, (label, value) in enumerate(cells):
        x, line = board.margin + (i % per_row) * room, y + (i // per_row) * step
        items += brush.line(label, "body", size, x, line + ASCENT * size, brush.ink("secondary"))
        blank = min(room, 12 * size) - 2.0 * size
        items += phone_line(board, ("", value), x, line + 1.45 * size + big, room if value else blank, size, big)
    y += content - len(legends) * 1.75 * legend_size
    for pieces in legends:
        items += _legend_line(board, pieces, board.margin, y + 0.87 * legend_size, legend_size)
        y += 1.75 * legend_size
    items += code(board, Rect(right - board.qr_side, top + 1.5 * u, board.qr_side, board.qr_side), small)
    items += last_line(board, f"{board.power_list.code}-总览-{board.size.name}")
    return (Group("foot", tuple(items)),), top


def _cells(board: Board) -> list[tuple[str, str]]:
    """Who answers and the number or name in large type, "" to be written in."""
    village = board.village
    if village is None:
        return [("村务监督电话", ""), ("上级监督电话", ""), ("联系人", "")]
    phones: list[Phone] = list(village.phones)
    cells = [(phone.label, phone.number) for phone in phones]
    if village.contact:
        title = f"联系人 · {village.contact.title}" if village.contact.title else "联系人"
        cells.append((title, village.contact.name))
    return cells or [("监督电话", "")]


_Piece = Tag | str


def _legend(board: Board, ruler: Ruler, size: float, width: float) -> list[list[_Piece]]:
    """What the labels mean, in as many lines as it takes: labels and words in turn."""
    widths = list(ruler.tags)
    groups: list[list[_Piece]] = []
    if "风险等级" in ruler.shown:
        wide = widths.pop(0)
        used = {item.top_level for item in board.power_list.items}
        tags = [Tag(level.name, level, wide) for level in board.power_list.levels if level in used]
        if tags:
            groups.append([*tags, "这一项里最高的廉政风险"])
    if "清单性质" in ruler.shown:
        wide = widths.pop(0)
        groups.append([Tag(own_word(False), None, wide), "共性清单"])
        if any(item.own for item in board.power_list.items):
            groups.append([Tag(own_word(True), None, wide), "个性清单"])
    lines: list[list[_Piece]] = []
    for group in groups:
        if lines and _legend_width(board, [*lines[-1], *group]) * size <= width:
            lines[-1] += group
        else:
            lines.append(list(group))
    return lines


def _legend_width(board: Board, pieces: list[_Piece]) -> float:
    return sum(p.width + 0.45 if isinstance(p, Tag) else board.brush.setter.width(p, "body") + 1.6 for p in pieces)


def _legend_line(board: Board, pieces: list[_Piece], x: float, cy: float, size: float) -> tuple[SceneItem, ...]:
    out: list[SceneItem] = []
    for piece in pieces:
        if isinstance(piece, Tag):
            box = Rect(x, cy - TAG_HEIGHT * size / 2, piece.width * size, TAG_HEIGHT * size)
            out += _tag(board, piece, box, size)
            x += (piece.width + 0.45) * size
        else:
            out += board.brush.line(piece, "body", size, x, middle_baseline(cy, size), board.brush.ink("secondary"))
            x += (board.brush.setter.width(piece, "body") + 1.6) * size
    return tuple(out)
