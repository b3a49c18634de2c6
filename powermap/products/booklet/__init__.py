"""A list in; the training booklet out."""

from powermap.products.booklet.book import make_booklet
from powermap.products.booklet.folios import item_folios

__all__ = ["item_folios", "make_booklet"]
