"""A finished product: its document, and what its maker knows about it for the file name and the report."""

from __future__ import annotations

from typing import Literal

from powermap.diagnostics import Diagnostic
from powermap.scene.items import Document, Group, Page, SceneItem, Text
from powermap.units import to_mm
from powermap.value import Value


class Imposed(Value, frozen=True):
    """Sheets for folding: landscape, in mm; signature: pages of one folded section, None for all in one."""

    width_mm: float
    height_mm: float
    signature: int | None = None


class Product(Value, frozen=True):
    """One file to be made.

    item, village: the number and the name of what it is for, None for the whole list or no village.
    file_name: relative, with / between folders and names as in the list (build makes them safe).
    pixels: width and height of a picture in px, None for a PDF. problems: what a reader should know, such as type that
    had to be smaller than the sheet's floor. alt: what a picture shows, in words for a reader who cannot see it; it is
    written beside the picture as a text file ("": none).
    """

    kind: Literal["poster", "overview", "booklet", "card", "exam", "filing"]
    document: Document
    file_name: str
    item: str | None
    village: str | None
    pixels: tuple[int, int] | None = None
    problems: tuple[Diagnostic, ...] = ()
    alt: str = ""
    beside: tuple[tuple[str, bytes], ...] = ()
    """Files that go with it: ending (".json") for one of the same name, or / and a name in the same folder; content."""
    imposed: Imposed | None = None
    """How the pages stand on sheets, None if each is a sheet of its own."""

    @property
    def media(self) -> Literal["pdf", "png", "jpg"]:
        if not self.pixels:
            return "pdf"
        return "jpg" if self.file_name.endswith(".jpg") else "png"

    @property
    def pages(self) -> int:
        """Pages of the file: of the document, or two sides for every four of its pages."""
        count = len(self.document.pages)
        return -(-count // 4) * 2 if self.imposed else count

    @property
    def width_mm(self) -> float:
        return self.imposed.width_mm if self.imposed else to_mm(self.document.pages[0].width)

    @property
    def height_mm(self) -> float:
        return self.imposed.height_mm if self.imposed else to_mm(self.document.pages[0].height)

    @property
    def min_pt(self) -> float:
        """The smallest type on any page in pt."""
        return min(text.size for page in self.document.pages for text in texts_of(page))


def texts_of(page: Page) -> list[Text]:
    """Every text run of a page."""
    found: list[Text] = []
    stack: list[SceneItem] = list(page.items)
    while stack:
        match stack.pop():
            case Group(items=items):
                stack += items
            case Text() as text:
                found.append(text)
            case _:
                pass
    return found
