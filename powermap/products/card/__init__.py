"""Pictures for phones: an item as card, cover, square, long picture or story; a list as a series of cards."""

from powermap.products.card.formats import FORMATS
from powermap.products.card.make import make_cards

__all__ = ["FORMATS", "make_cards"]
