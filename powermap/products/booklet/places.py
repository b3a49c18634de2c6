"""The parts of a booklet and their lengths in; on which page everything stands out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from powermap.products.booklet.chapters import Chapter
from powermap.products.booklet.item_pages import ItemPages
from powermap.value import Value

OPENER = 2
"""Pages of a chapter's opener: it faces the list of its items, and items begin on left pages."""


class Places(Value, frozen=True):
    """Folios: of chapters by anchor, of items and their answers by number, of the parts at the end by title."""

    chapters: Mapping[str, int]
    items: Mapping[str, int]
    answers: Mapping[str, int]
    parts: Mapping[str, int]
    books: Mapping[str, ItemPages]

    def of_step(self, number: str, key: str) -> int:
        """The page with the box of an entry of an item."""
        return self.items[number] + self.books[number].routes.get(key, 0)

    def of_risk(self, number: str, key: str) -> int:
        """The page with the risks of an entry of an item."""
        return self.items[number] + self.books[number].risks.get(key, 0)


def item_places(
    chapters: Sequence[Chapter], books: Mapping[str, ItemPages], first: int
) -> tuple[dict[str, int], dict[str, int], int]:
    """Folios of the chapters' openers and of the items, if the first opener has the folio first; the folio after all
    of them.
    """
    openers: dict[str, int] = {}
    items: dict[str, int] = {}
    folio = first
    for chapter in chapters:
        openers[chapter.anchor] = folio
        folio += OPENER
        for item in chapter.items:
            items[item.number] = folio
            folio += len(books[item.number].pages)
    return openers, items, folio
