"""A list in; the last pages out: supervision, back cover."""

from __future__ import annotations

from powermap.geometry import Point, Rect
from powermap.products.booklet.cover import gold_frame
from powermap.products.booklet.leaf import Leaf
from powermap.products.booklet.pieces import Piece, panel, panel_measure, stacked, text_piece
from powermap.products.wording import approval_words, phones_of
from powermap.scene.items import Anchor, Gradient, Group, Link, Page, Path, SceneItem, Stroke
from powermap.scene.qr import qr_code
from powermap.scene.shapes import polyline, rectangle, rounded
from powermap.units import mm

SUPERVISION = "监督电话"
QR_SIDE_MM = 28.0
PHONE_SIZES = (19, 16, 13, 11, 9.5, 8)
"""Type sizes of telephone numbers in pt at A5, tried until all stand on the page."""


def supervision_page(leaf: Leaf, folio: int) -> Page:
    """Who watches, whom to call, where to look: the last inside page."""
    frame = leaf.body(folio)
    head, y = leaf.title(SUPERVISION, frame.x, frame.y)
    items: list[SceneItem] = [Anchor("supervision", 0.0, SUPERVISION, 0), *head]
    near, above = phones_of(leaf.village)
    ways = (
        ("群众监督", "看公示、看公开栏，有疑问就问，发现问题就反映。"),
        ("村务监督委员会监督", "全程看：会前看程序，会中看表决，会后看公开。"),
        ("上级监督", "区镇、市里的主管部门检查，纪检监察机关受理举报。"),
    )
    phones = ((), near, above)
    foot = _contact(leaf, frame.w)
    for big in PHONE_SIZES:
        pieces = [
            _way(leaf, title, words, [(p.label, p.number) for p in own], frame.w, index, leaf.type(big))
            for index, ((title, words), own) in enumerate(zip(ways, phones, strict=True))
        ]
        free = frame.bottom - y - sum(piece.height for piece in pieces) - foot.height
        if free >= leaf.mm(2) * len(pieces):
            break
    gap = min(leaf.mm(9), free / len(pieces))
    for piece in pieces:
        items += piece.draw(frame.x, y)
        y += piece.height + gap
    items += foot.draw(frame.x, frame.bottom - foot.height)
    return leaf.page(folio, items, "三位一体监督", leaf.power_list.title)


def _way(leaf: Leaf, title: str, words: str, phones: list[tuple[str, str]], w: float, index: int, big: float) -> Piece:
    """One kind of supervision with its telephones, or with lines to write them on."""
    ground, bar = (("saying", "gold"), ("think", "onward"), ("warn_panel", "primary"))[index]
    measure = panel_measure(leaf, w)
    size = leaf.type(9.5)
    pieces = [
        text_piece(leaf, title, "bold", leaf.type(12), measure, "ink", 1.4),
        text_piece(leaf, words, "body", size, measure, "ink", 1.5),
    ]
    if index:
        empty = leaf.village is None or not phones
        pieces += [_phone(leaf, label, number, measure, big) for label, number in ([("电话", "")] if empty else phones)]
    return panel(leaf, stacked(pieces, leaf.mm(1)), w, ground, bar, leaf.mm(3.4))


def _phone(leaf: Leaf, label: str, number: str, w: float, big: float) -> Piece:
    brush, size = leaf.brush, leaf.type(9.5)
    natural = brush.setter.width(number, "bold")
    room = w - (brush.setter.width(label, "body") + 1) * size
    big = max(leaf.type(8), min(big, room / natural)) if natural else big

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        baseline = y + 1.15 * big
        out: list[SceneItem] = [*brush.line(label, "body", size, x, baseline, brush.ink("secondary"))]
        start = x + (brush.setter.width(label, "body") + 1) * size
        if number:
            out += brush.line(number, "bold", big, x + w, baseline, brush.ink("ink"), "right")
        else:
            level = baseline + 0.15 * size
            rule = Stroke(brush.ink("secondary"), 0.6)
            out.append(Path(polyline((Point(start, level), Point(x + w, level))), stroke=rule))
        return tuple(out)

    return Piece(1.4 * big, draw)


def _contact(leaf: Leaf, w: float) -> Piece:
    """Contact at the left, QR code or the square to stick one in at the right."""
    brush = leaf.brush
    side = max(leaf.mm(QR_SIDE_MM), mm(25))
    size, small = leaf.type(9.5), leaf.type(8.5)
    village = leaf.village

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        code = Rect(x + w - side, y, side, side)
        out: list[SceneItem] = [*_code(leaf, code), *leaf.section("联系人", x, y, w - side)]
        top = y + leaf.section_height
        end = code.x - leaf.mm(6)
        if village is not None and village.contact is not None:
            name, title = village.contact.name, village.contact.title
            big = leaf.type(16)
            out += brush.line(name, "bold", big, x, top + big, brush.ink("ink"))
            if title:
                out += brush.line(title, "body", size, x, top + big + 1.9 * size, brush.ink("secondary"))
            where = f"{village.town}{village.name}"
            out += brush.line(where, "body", size, x, top + big + 3.6 * size, brush.ink("secondary"))
        else:
            for i, label in enumerate(("姓名", "职务", "电话")):
                baseline = top + (i + 0.85) * leaf.mm(7)
                start = x + 2.6 * size
                rule = Stroke(brush.ink("secondary"), 0.6)
                level = baseline + 0.15 * size
                out += brush.line(label, "body", size, x, baseline, brush.ink("secondary"))
                out.append(Path(polyline((Point(start, level), Point(end, level))), stroke=rule))
        linked = village is not None and village.link
        caption = leaf.filled(brush.theme.words.code) if linked else "贴公开二维码处"
        out += brush.line(caption, "body", small, code.cx, code.bottom + 1.4 * small, brush.ink("secondary"), "center")
        return (Group("contact", tuple(out)),)

    return Piece(side + 1.8 * small, draw)


def _code(leaf: Leaf, rect: Rect) -> tuple[SceneItem, ...]:
    brush, village = leaf.brush, leaf.village
    if village is not None and village.link:
        return (*qr_code(village.link, rect, brush.ink("ink"), brush.ink("panel")), Link(rect, village.link))
    dashed = Stroke(brush.ink("secondary"), 0.7, (3.0, 2.4))
    return (Path(rectangle(rect), fill=brush.ink("panel"), stroke=dashed),)


def _code_on_cover(leaf: Leaf, top: float) -> tuple[SceneItem, ...]:
    """The QR code on a white square with its caption under it, or the square to stick one on."""
    brush, village = leaf.brush, leaf.village
    side = max(leaf.mm(QR_SIDE_MM), mm(25))
    square = Rect(leaf.sheet.w / 2 - side / 2, top, side, side)
    size = leaf.type(10)
    linked = village is not None and village.link
    words = leaf.filled(brush.theme.words.code) if linked else "贴公开二维码处"
    ground = Path(rounded(square.inset(-leaf.mm(1.5)), leaf.mm(1.2)), fill=brush.ink("panel"))
    caption = square.bottom + leaf.mm(3) + 1.5 * size
    return (
        ground,
        Group("code", _code(leaf, square)),
        *brush.line(words, "body", size, square.cx, caption, brush.ink("on_head"), "center"),
    )


def back_cover(leaf: Leaf) -> Page:
    """The back cover: the QR code, what the list is, its edition, whether it is confirmed, whose copy it is."""
    brush, sheet = leaf.brush, leaf.sheet
    ground = Gradient(0, 0, 0, sheet.h, brush.ink("head_from"), brush.ink("head_to"))
    gold, white = brush.ink("on_head"), brush.ink("on_head_strong")
    size, small = leaf.type(11), leaf.type(9)
    power_list = leaf.power_list
    words = f"{power_list.edition} 版\u3000·\u3000{approval_words(power_list)}"
    middle = 0.3 * sheet.h
    rule = Rect(sheet.w / 2 - leaf.mm(9), middle + leaf.mm(7), leaf.mm(18), leaf.mm(0.8))
    title = leaf.type(17)
    measure = sheet.w - 2 * leaf.mm(18)
    setting = brush.setter.set("办事有路线，权力有边界", "title", measure / title, balance=True)
    items: list[SceneItem] = [
        Path(rectangle(sheet), fill=ground),
        *gold_frame(leaf),
        *brush.line(setting.lines[0].text, "title", title, sheet.w / 2, middle, white, "center", 0.06 * title),
        Path(rounded(rule, 0), fill=brush.ink("gold")),
        *_code_on_cover(leaf, rule.bottom + leaf.mm(16)),
    ]
    y = sheet.h - leaf.mm(30)
    lines = [(power_list.title, size, white), (words, small, gold)]
    if leaf.village is not None:
        lines.insert(0, (f"{leaf.village.town}{leaf.village.name}", size, white))
    y -= (len(lines) - 2) * 1.8 * size
    for text, s, ink in lines:
        fitted = max(leaf.floors.note, min(s, measure / brush.setter.width(text, "body")))
        items += brush.line(text, "body", fitted, sheet.w / 2, y, ink, "center")
        y += 1.8 * size
    return Page(leaf.size.width, leaf.size.height, tuple(items), "封底")
