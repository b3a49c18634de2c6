"""A document and how it is to be printed in; the bytes of the print file out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from powermap.build.printing import Print
from powermap.scene.items import Document
from powermap.units import to_mm
from powermap.value import replace

if TYPE_CHECKING:
    from powermap.model.theme import Theme
    from powermap.text.fonts import Catalogue


def finish(document: Document, theme: Theme, fonts: Catalogue, printing: Print, name: str) -> tuple[Document, bytes]:
    """The pages that are in the file, and the file. name: what the slug line calls it."""
    from powermap.render.pdf import Drawing, draw_pdf

    outlines = printing.text == "outlines"
    match printing.press:
        case "offset":
            return document, _offset(document, theme, fonts, outlines, name)
        case "board":
            from powermap.press.offset import BOARD_MARGIN, finish_board
            from powermap.render.inks import inks_of

            drawing = Drawing(inks_of(theme, rich=True), outlines, BOARD_MARGIN)
            return document, finish_board(draw_pdf(document, fonts, drawing))
    drawn = draw_pdf(document, fonts, Drawing(outlines=outlines))
    if not printing.tile:
        return document, drawn
    from powermap.press.tiling import compose_sheets, lay_tiles, plan_tiles

    plans = tuple(plan_tiles(page.width, page.height, printing.tile) for page in document.pages)
    sheets = compose_sheets(document, plans, fonts)
    return sheets, lay_tiles(drawn, draw_pdf(sheets, fonts, Drawing(outlines=outlines)), plans)


def _offset(document: Document, theme: Theme, fonts: Catalogue, outlines: bool, name: str) -> bytes:
    from powermap.press.offset import AROUND, BLEED, finish_offset
    from powermap.press.slug import slug_line
    from powermap.render.inks import inks_of, profile_bytes
    from powermap.render.pdf import Drawing, draw_pdf
    from powermap.scene.bleed import with_bleed

    pages = tuple(with_bleed(page, BLEED) for page in document.pages)
    notes = tuple(slug_line(_slug(name, document, i), page, fonts) for i, page in enumerate(document.pages))
    drawing = Drawing(inks_of(theme), outlines, AROUND, BLEED, notes)
    return finish_offset(draw_pdf(replace(document, pages=pages), fonts, drawing), profile_bytes())


def _slug(name: str, document: Document, index: int) -> tuple[str, ...]:
    page, count = document.pages[index], len(document.pages)
    size = f"成品 {to_mm(page.width):.0f}×{to_mm(page.height):.0f} 毫米，四边出血 3 毫米"
    sheet = (f"第 {index + 1} 张，共 {count} 张",) if count > 1 else ()
    return name, size, *sheet, "四色印刷 CMYK", document.subject
