"""Two lists and what changed between them in; the filing form (备案表) out."""

from powermap.products.filing.make import make_filing
from powermap.products.filing.routes import Picture, draw_pictures
from powermap.products.filing.words import Filing, count_words, edition_words, filing_of

__all__ = ["Filing", "Picture", "count_words", "draw_pictures", "edition_words", "filing_of", "make_filing"]
