"""A checked list in; the pocket booklet out: the routes alone, one page an item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from powermap.diagnostics import Diagnostic, Severity
from powermap.geometry import Point, Rect
from powermap.layout.blocks import Block
from powermap.layout.fit import lay_out_flow, lay_out_pages
from powermap.layout.flow import FlowLayout, Limits
from powermap.layout.graph import route_of
from powermap.model import Item, PowerList, Village
from powermap.model.theme import Theme
from powermap.products.booklet.back import SUPERVISION, back_cover, supervision_page
from powermap.products.booklet.chapters import Chapter, chapters_of
from powermap.products.booklet.contents import Entry, closing_pieces, contents_pages, contents_stretch, draw_contents
from powermap.products.booklet.cover import cover
from powermap.products.booklet.fillers import filler_page
from powermap.products.booklet.item_pages import item_anchor
from powermap.products.booklet.leaf import Leaf, Margins
from powermap.products.booklet.places import Places
from powermap.products.booklet.signs import how_to_read
from powermap.products.product import Product
from powermap.products.sizes import PageSize, page_size
from powermap.scene.brush import Brush
from powermap.scene.flow import compose_flow
from powermap.scene.ink import color, texts
from powermap.scene.items import Anchor, Document, Group, Page, Path, SceneItem, Stroke
from powermap.scene.shapes import polyline
from powermap.text.fonts import Catalogue
from powermap.text.phrases import setter_for
from powermap.value import Value, replace

POCKET = page_size("口袋")
"""What goes into a jacket's pocket and has room for a route; two pages stand on A4."""

MARGINS = Margins(8.7, 8.0, 18.0, 15.5)
LARGEST_STEP = 1.25
"""How much larger than the floor steps may grow."""
TOP = 9.0
"""From the edge to the number of an item in mm at A5: a page with a route has no running head."""
COUNTS = (1, 2, 24)
"""A route that cannot be read on one page goes on to the next, and then to as many as it needs."""
SHEET = 4


class _Routes(Value, frozen=True):
    """The pages of an item, the first one of which is folio. legible: False where the type had to be too small."""

    item: Item
    folio: int
    parts: tuple[FlowLayout, ...]
    legible: bool


def make_pocket(
    power_list: PowerList, village: Village | None, theme: Theme, fonts: Catalogue, size: PageSize
) -> Product:
    """The pocket booklet: cover, key, contents, a page with its route for each item, supervision page, back cover."""
    leaf = Leaf(size, Brush(theme, setter_for(power_list, fonts)), power_list, village, MARGINS)
    chapters = chapters_of(power_list, theme)
    contents = contents_pages(leaf, chapters, [SUPERVISION], closed=True)
    folio = 3 + len(contents)  # cover, key, contents
    routes: dict[str, _Routes] = {}
    for item in (item for chapter in chapters for item in chapter.items):
        routes[item.number] = _lay_out(leaf, item, folio)
        folio += len(routes[item.number].parts)
    document = Document(
        tuple(_pages(leaf, chapters, contents, routes)),
        title=f"{power_list.title} {leaf.filled(theme.words.booklet_title)}（口袋版）",
        author=village.name if village else power_list.title,
        subject=f"{power_list.title} 口袋手册（{power_list.edition}）",
    )
    mark = f"-{size.name}" if size == POCKET else f"-口袋版-{size.name}"
    return Product(
        "booklet",
        document,
        f"booklet/{power_list.title}{mark}.pdf",
        None,
        village.name if village else None,
        problems=tuple(_problem(found, size) for found in routes.values() if not found.legible),
    )


def _pages(
    leaf: Leaf, chapters: Sequence[Chapter], contents: Sequence[Sequence[Entry]], routes: Mapping[str, _Routes]
) -> Iterator[Page]:
    items = {number: found.folio for number, found in routes.items()}
    openers = {chapter.anchor: items[chapter.items[0].number] for chapter in chapters}
    folio = 3 + len(contents) + sum(len(found.parts) for found in routes.values())
    fillers = -(folio + 1) % SHEET
    places = Places(openers, items, {}, {SUPERVISION: folio + fillers}, {})
    yield cover(leaf)
    yield how_to_read(leaf, 2, tabled=False)
    closing = closing_pieces(leaf, contents[-1], len(contents) == 1)
    stretch = contents_stretch(leaf, contents, closing)
    for i, entries in enumerate(contents):
        yield draw_contents(leaf, 3 + i, entries, places, i == 0, closing if i + 1 == len(contents) else (), stretch)
    for chapter in chapters:
        for item in chapter.items:
            for i in range(len(routes[item.number].parts)):
                yield _page(leaf, chapter, routes[item.number], i)
    for i in range(fillers):
        yield filler_page(leaf, folio + i, i)
    yield supervision_page(leaf, folio + fillers)
    yield back_cover(leaf)


def _lay_out(leaf: Leaf, item: Item, folio: int) -> _Routes:
    """On one page with the notes of its steps, else without them, else on two pages or more, else too small."""
    floors = leaf.floors
    limits = Limits(floors.step, floors.note, LARGEST_STEP * floors.step)
    frames = [_route_frame(leaf, item, folio + i) for i in range(COUNTS[-1])]
    bare = replace(item, entries=tuple(replace(entry, note="") for entry in item.entries))
    torn: tuple[FlowLayout, ...] = ()
    for count in COUNTS:
        for shown in (item, bare):
            layouts, legible = lay_out_pages(route_of(shown), frames[:count], limits, leaf.brush.setter)
            if legible and not any(layout.torn for layout in layouts):
                return _Routes(item, folio, layouts, True)
            torn = torn or (layouts if legible else ())
    if torn:
        return _Routes(item, folio, torn, True)
    layout = lay_out_flow(route_of(bare), frames[0], limits, leaf.brush.setter, callouts=False)
    return _Routes(item, folio, (layout,), False)


def _name(leaf: Leaf, item: Item, w: float) -> Block:
    size = leaf.floors.name
    setting = leaf.brush.setter.set(item.name, "title", w / size, balance=True)
    return Block("plain", setting, 0, 0, w, size, 1.2 * size)


def _route_frame(leaf: Leaf, item: Item, folio: int) -> Rect:
    body = leaf.body(folio)
    top = leaf.mm(TOP) + 1.7 * leaf.type(9) + _name(leaf, item, body.w).height + leaf.mm(4)
    return Rect(body.x, top, body.w, body.bottom - top)


def _page(leaf: Leaf, chapter: Chapter, routes: _Routes, index: int) -> Page:
    """One page of a route: number and chapter, the item's name, a gold rule, the route."""
    item, brush, folio = routes.item, leaf.brush, routes.folio + index
    body = leaf.body(folio)
    small = leaf.type(9)
    baseline = leaf.mm(TOP) + small
    count = len(routes.parts)
    number = f"第 {item.number} 项" + (f"（{index + 1}/{count}）" if count > 1 else "")
    name = _name(leaf, item, body.w).at(body.x, leaf.mm(TOP) + 1.7 * small)
    rule = name.y + name.height + leaf.mm(1.6)
    items: list[SceneItem] = []
    if index == 0:
        if item is chapter.items[0]:
            items.append(Anchor(chapter.anchor, 0.0, chapter.title, 0))
        items.append(Anchor(item_anchor(item), 0.0, f"{item.number}\u3000{item.name}", 1))
    items += [
        *brush.line(number, "bold", small, body.x, baseline, color(chapter.paint)),
        *brush.line(chapter.title, "body", small, body.right, baseline, brush.ink("secondary"), "right"),
        Group("heading", texts(name, brush.ink("primary"))),
        Path(polyline((Point(body.x, rule), Point(body.right, rule))), stroke=Stroke(brush.ink("gold"), 0.8)),
        Group("route", compose_flow(routes.parts[index], brush)),
    ]
    return leaf.page(folio, items, "", "")


def _problem(routes: _Routes, size: PageSize) -> Diagnostic:
    return Diagnostic(
        "type-below-floor",
        Severity.WARNING,
        f"{routes.item.number} {routes.item.name}：口袋版（{size.name}）{COUNTS[-1]} 页也放不下看得清的路线图，"
        f"步骤只有 {routes.parts[0].type.step:.1f} 磅",
        "请把步骤、说明写短，或者用 --size 换大一些的开本",
    )
