"""A list and where its parts stand in; the page that says how to use the booklet out."""

from __future__ import annotations

from powermap.geometry import Point, Rect
from powermap.products.booklet.answers import TITLE as ANSWERS
from powermap.products.booklet.back import SUPERVISION
from powermap.products.booklet.contents import counts_piece
from powermap.products.booklet.indexes import BY_ACTOR, BY_LIMIT, BY_RISK
from powermap.products.booklet.leaders import leaders
from powermap.products.booklet.leaf import Leaf
from powermap.products.booklet.pieces import Piece, spread, text_piece
from powermap.products.booklet.places import Places
from powermap.scene.items import Anchor, Group, Page, SceneItem

_WAYS = (
    ("找事项", "要办什么事，先看目录；目录按类别排，每类前面有一页本章事项。"),
    ("看左页", "每个事项从左页开始：谁办、管什么、多久、要什么资料、凭什么、在哪里公开。"),
    ("走路线", "右页从“开始”往下走，每一步由谁办、什么时候办完，写在左边。"),
    ("查风险", "圆圈里的数字对着风险表：这一步容易出什么问题，怎么防，谁负责。"),
    ("做练习", "想一想、练一练做完了，翻到参考答案对一对。"),
)


def guide_page(leaf: Leaf, folio: int, places: Places) -> Page:
    """What the booklet counts, how it is used, and where else one can look things up."""
    frame = leaf.body(folio)
    head, y = leaf.title("怎样用这本手册", frame.x, frame.y)
    ways = [_way(leaf, i, title, words, frame.w) for i, (title, words) in enumerate(_WAYS, start=1)]
    pieces = [counts_piece(leaf, frame.w), *ways, _elsewhere(leaf, frame.w, places)]
    room = Rect(frame.x, y, frame.w, frame.bottom - y)
    body = spread(pieces, room, leaf.mm(2), leaf.mm(9))
    return leaf.page(
        folio, (Anchor("guide", 0.0, "怎样用这本手册", 0), *head, *body), leaf.power_list.title, "怎样用这本手册"
    )


def _way(leaf: Leaf, number: int, title: str, words: str, w: float) -> Piece:
    brush, size = leaf.brush, leaf.type(10.5)
    indent = leaf.mm(24)
    text = text_piece(leaf, words, "body", leaf.type(10), w - indent, "ink", 1.55)

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        middle = y + 0.5 * 1.55 * leaf.type(10)
        radius = 0.85 * size
        return (
            Group(
                f"way {number}",
                (
                    *brush.disc(str(number), Point(x + radius, middle), radius, brush.ink("primary")),
                    *brush.line(title, "bold", size, x + leaf.mm(8.5), middle + 0.37 * size, brush.ink("ink")),
                    *text.draw(x + indent, y),
                ),
            ),
        )

    return Piece(text.height, draw)


def _elsewhere(leaf: Leaf, w: float, places: Places) -> Piece:
    """Where to look if one knows not the item but who acts, how long it takes, what is risky."""
    rows = (
        ("想知道自己参加哪些事项", BY_ACTOR),
        ("想知道哪一步有期限", BY_LIMIT),
        ("想知道哪一步风险高", BY_RISK),
        ("做完题对答案", ANSWERS),
        ("有疑问、要反映", SUPERVISION),
    )
    there = [(words, places.parts[title]) for words, title in rows if title in places.parts]
    brush, size = leaf.brush, leaf.type(10)
    row_h = 1.9 * size

    def draw(x: float, y: float) -> tuple[SceneItem, ...]:
        out: list[SceneItem] = [*leaf.section("换个办法查", x, y, w)]
        top = y + leaf.section_height
        for words, folio in there:
            row = Rect(x, top, w, row_h)
            baseline = top + 1.25 * size
            end = x + (brush.setter.width(words, "body") + 0.5) * size
            out += brush.line(words, "body", size, x, baseline, brush.ink("ink"))
            out += leaders(leaf, row, end, baseline, size, folio)
            top += row_h
        return tuple(out)

    return Piece(leaf.section_height + len(there) * row_h, draw)
