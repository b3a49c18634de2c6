"""A list in; the training booklet out, its pocket version, its sheets for folding."""

from powermap.products.booklet.book import item_folios, make_booklet
from powermap.products.booklet.pocket import make_pocket
from powermap.products.booklet.sheets import imposed
from powermap.products.booklet.styles import DEFAULT_SIZES, Style, style_named

__all__ = ["DEFAULT_SIZES", "Style", "imposed", "item_folios", "make_booklet", "make_pocket", "style_named"]
