"""A list in; the page “how to read a route” out: symbols, colours of actors, levels of risk, what the list rests on."""

from __future__ import annotations

from collections.abc import Callable

from powermap.geometry import Point, Rect
from powermap.layout.blocks import Block
from powermap.model import ActorKind
from powermap.products.booklet.leaf import Leaf
from powermap.products.booklet.pieces import Piece
from powermap.products.wording import approval_words
from powermap.scene.brush import middle_baseline
from powermap.scene.ink import color, mix, texts
from powermap.scene.items import Anchor, Group, Page, Path, SceneItem, Stroke
from powermap.scene.shapes import circle, polygon, rounded

_Sign = Callable[[Leaf, Rect], tuple[SceneItem, ...]]

KIND_WORDS = {
    ActorKind.VILLAGER: "村民和办事人",
    ActorKind.PARTY: "党组织",
    ActorKind.COMMITTEE: "村委会、合作社和经办人",
    ActorKind.ASSEMBLY: "村民会议等议决机构",
    ActorKind.OVERSIGHT: "村务监督委员会等监督机构",
    ActorKind.SUPERIOR: "区镇和市里的部门",
}


def how_to_read(leaf: Leaf, folio: int, tabled: bool = True) -> Page:
    """What the signs of a route mean, what the list rests on. tabled: a table of risks stands by the routes."""
    frame = leaf.body(folio)
    head, y = leaf.title("怎样看路线图", frame.x, frame.y)
    items: list[SceneItem] = [Anchor("how-to-read", 0.0, "怎样看路线图", 0), *head]
    pieces = [*sign_pieces(leaf, frame.w, tabled), edition_piece(leaf, frame.w)]
    free = frame.bottom - y - sum(piece.height for piece in pieces)
    gap = min(leaf.mm(9), free / max(1, len(pieces) - 1))
    for piece in pieces:
        items += piece.draw(frame.x, y)
        y += piece.height + gap
    return leaf.page(folio, items, leaf.power_list.title, "怎样看路线图")


def sign_pieces(leaf: Leaf, w: float, tabled: bool = True) -> list[Piece]:
    """Three sections of width w."""
    return [_symbols(leaf, w), _kinds(leaf, w), _levels(leaf, w, tabled)]


def _symbols(leaf: Leaf, w: float) -> Piece:
    signs: tuple[tuple[_Sign, str, str], ...] = (
        (_terminal, "起止", "路线从“开始”走到“结束”"),
        (_step, "步骤", "要办的事；左边色条看由谁办"),
        (_decision, "判断", "要表决或审核，每个结果走一条路"),
        (_onward, "往下走", "实线箭头，办完这步到下一步"),
        (_back, "退回", "虚线箭头，补齐或重来再往下走"),
        (_pair, "接续", "一页画不下，到下页找同一个字母"),
    )
    return _grid(leaf, "图形", [(sign, name, words) for sign, name, words in signs], w, 1)


def _kinds(leaf: Leaf, w: float) -> Piece:
    present = [kind for kind in ActorKind if any(actor.kind is kind for actor in leaf.power_list.actors)]

    def chip(kind: ActorKind) -> _Sign:
        def draw(leaf: Leaf, r: Rect) -> tuple[SceneItem, ...]:
            box = Rect(r.x, r.cy - leaf.mm(1.7), leaf.mm(5), leaf.mm(3.4))
            return leaf.swatch(kind.value, box)

        return draw

    return _grid(leaf, "颜色看由谁办", [(chip(kind), "", KIND_WORDS[kind]) for kind in present], w, 2, leaf.mm(8))


def _levels(leaf: Leaf, w: float, tabled: bool) -> Piece:
    def disc(number: int, rank: int, scale: int) -> _Sign:
        def draw(leaf: Leaf, r: Rect) -> tuple[SceneItem, ...]:
            radius = 0.9 * leaf.type(8)
            paint = leaf.brush.level(f"{rank}/{scale}")
            return leaf.brush.disc(str(number), Point(r.x + radius, r.cy), radius, paint)

        return draw

    cells: list[tuple[_Sign, str, str]] = [
        (disc(i, level.rank, level.scale), "", f"{level.name}风险")
        for i, level in enumerate(leaf.power_list.levels, start=1)
    ]
    piece = _grid(leaf, "数字圆圈是廉政风险点", cells, w, min(4, max(1, len(cells))), leaf.mm(8))
    words = "数字和风险表里的环节对应；" if tabled else "风险和防控写在培训手册里；"
    words += "一步有几个风险的，圆圈用最高一级的颜色。"
    size = leaf.type(9)
    brush = leaf.brush

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        runs, _ = brush.paragraph(words, "body", size, 1.5 * size, x, y + piece.height, w, brush.ink("secondary"))
        return (*piece.draw(x, y), *runs)

    lines = len(brush.setter.set(words, "body", w / size).lines)
    return Piece(piece.height + 1.5 * size * lines, draw)


def _grid(
    leaf: Leaf, title: str, cells: list[tuple[_Sign, str, str]], w: float, columns: int, sign_w: float | None = None
) -> Piece:
    """Signs with their names and words, filled row by row."""
    size = leaf.type(9.5)
    sign = leaf.mm(24) if sign_w is None else sign_w
    row_h = leaf.mm(9.4) if columns == 1 else leaf.mm(6.8)
    rows = -(-len(cells) // columns)
    share = w / columns
    brush = leaf.brush

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        out: list[SceneItem] = [*leaf.section(title, x, y, w)]
        for i, (paint, name, words) in enumerate(cells):
            row, column = divmod(i, columns)
            box = Rect(x + column * share, y + leaf.section_height + row * row_h, sign, row_h)
            baseline = middle_baseline(box.cy, size)
            out.append(Group(f"sign {title} {i + 1}", paint(leaf, box)))
            at = box.right + leaf.mm(1.5)
            if name:
                out += brush.line(name, "bold", size, at, baseline, brush.ink("ink"))
                at += leaf.mm(13)
            out += brush.line(words, "body", size, at, baseline, brush.ink("ink"))
        return tuple(out)

    return Piece(leaf.section_height + rows * row_h, draw)


def _box(leaf: Leaf, r: Rect) -> Rect:
    return Rect(r.x, r.cy - leaf.mm(3), leaf.mm(21), leaf.mm(6))


def _terminal(leaf: Leaf, r: Rect) -> tuple[SceneItem, ...]:
    brush, size = leaf.brush, leaf.type(8.5)
    box = _box(leaf, r).inset(leaf.mm(2), leaf.mm(0.6))
    return (
        Path(rounded(box, box.h / 2), fill=brush.ink("terminal")),
        *brush.line(
            "开始", "bold", size, box.cx, middle_baseline(box.cy, size), brush.ink("panel"), "center", 0.3 * size
        ),
    )


def _step(leaf: Leaf, r: Rect) -> tuple[SceneItem, ...]:
    brush, size = leaf.brush, leaf.type(8.5)
    box = _box(leaf, r)
    bar = Rect(box.x, box.y, leaf.mm(1.2), box.h)
    kind = color(brush.theme.kinds[ActorKind.COMMITTEE.value])
    return (
        Path(rounded(box, leaf.mm(0.9)), fill=brush.ink("panel")),
        Path(rounded(bar, leaf.mm(0.9), "nw"), fill=kind),
        Path(rounded(box, leaf.mm(0.9)), stroke=Stroke(brush.ink("line"), 0.8)),
        *brush.line("步骤", "bold", size, box.x + leaf.mm(3), middle_baseline(box.cy, size), brush.ink("ink")),
    )


def _decision(leaf: Leaf, r: Rect) -> tuple[SceneItem, ...]:
    brush, size = leaf.brush, leaf.type(8.5)
    box = _box(leaf, r).inset(0, -leaf.mm(1))
    kind = brush.theme.kinds[ActorKind.ASSEMBLY.value]
    corners = (Point(box.cx, box.y), Point(box.right, box.cy), Point(box.cx, box.bottom), Point(box.x, box.cy))
    return (
        Path(polygon(corners), fill=mix(brush.theme.palette["panel"], kind, 0.07), stroke=Stroke(color(kind), 0.9)),
        *brush.line("判断？", "bold", size, box.cx, middle_baseline(box.cy, size), brush.ink("ink"), "center"),
    )


def _arrow(leaf: Leaf, r: Rect, ink: str, dash: tuple[float, ...]) -> tuple[SceneItem, ...]:
    brush, box = leaf.brush, _box(leaf, r)
    head = leaf.mm(1.8)
    start, tip = Point(box.x + leaf.mm(1), box.cy), Point(box.right - leaf.mm(1), box.cy)
    stop = Point(tip.x - 0.8 * head, tip.y)
    return (
        brush.wire((start, stop), Stroke(brush.ink(ink), 0.85, dash), 0),
        brush.arrow_head(start, tip, head, brush.ink(ink)),
    )


def _onward(leaf: Leaf, r: Rect) -> tuple[SceneItem, ...]:
    return _arrow(leaf, r, "line", ())


def _back(leaf: Leaf, r: Rect) -> tuple[SceneItem, ...]:
    return _arrow(leaf, r, "aside", (leaf.mm(1), leaf.mm(0.7)))


def _pair(leaf: Leaf, r: Rect) -> tuple[SceneItem, ...]:
    brush, size = leaf.brush, leaf.type(8)
    radius = 0.72 * size
    box = _box(leaf, r)
    out: list[SceneItem] = []
    for cx in (box.x + 0.3 * box.w, box.x + 0.7 * box.w):
        out.append(Path(circle(cx, box.cy, radius), fill=brush.ink("panel"), stroke=Stroke(brush.ink("line"), 0.8)))
        out += brush.line("A", "bold", size, cx, box.cy + 0.367 * size, brush.ink("line"), "center")
    return tuple(out)


def edition_block(leaf: Leaf, w: float) -> Block:
    """What the list rests on, its edition, whether it is confirmed."""
    power_list = leaf.power_list
    words = [f"依据：{power_list.basis}"] if power_list.basis else []
    words += [f"清单：{power_list.title}（{power_list.edition} 版）", f"说明：{approval_words(power_list)}"]
    size = leaf.type(9)
    return Block("plain", leaf.brush.setter.set("\n".join(words), "body", w / size), 0, 0, w, size, 1.6 * size)


def edition_piece(leaf: Leaf, w: float) -> Piece:
    block = edition_block(leaf, w)
    return Piece(block.height, lambda x, y: texts(block.at(x, y), leaf.brush.ink("secondary")))
