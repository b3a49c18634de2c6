"""A list in; the training booklet out."""

from powermap.products.booklet.book import make_booklet

__all__ = ["make_booklet"]
