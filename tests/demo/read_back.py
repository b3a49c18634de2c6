"""Finished files in; what is wrong with them out. Knows the files and the YAML of the list, not how they were made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import yaml

MM = 72 / 25.4
SIZES_MM = {"A2": (420, 594), "A5": (148, 210)}


def squeezed(text: str) -> str:
    """Without white space, as lines are broken anywhere."""
    return re.sub(r"\s+", "", text)


@dataclass(frozen=True)
class Pdf:
    """One finished PDF."""

    path: Path

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The text of each page."""
        document = pypdfium2.PdfDocument(self.path)
        try:
            return tuple(squeezed(page.get_textpage().get_text_bounded()) for page in document)
        finally:
            document.close()

    @property
    def text(self) -> str:
        return "".join(self.pages)

    @cached_property
    def title(self) -> str:
        with pikepdf.open(self.path) as pdf:
            return str(pdf.docinfo.get("/Title", ""))

    def problems(self, size: str) -> Iterator[str]:
        """What no print shop should get: fonts not embedded, a wrong size, characters off the sheet, no words."""
        yield from self._fonts()
        yield from self._sizes(SIZES_MM[size])
        yield from self._outside()
        yield from (f"page {number}: no text" for number, text in enumerate(self.pages, 1) if not text)
        yield from () if self.title else ("no title",)

    def _fonts(self) -> Iterator[str]:
        with pikepdf.open(self.path) as pdf:
            names = set()
            for found in pdf.objects:
                if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font":
                    names.add(str(found.get("/BaseFont")))
                    inner = found.get("/DescendantFonts", [found])[0]
                    descriptor = inner.get("/FontDescriptor", {})
                    if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                        yield f"font {found.get('/BaseFont')} is not embedded"
            if not names:
                yield "no fonts at all"

    def _sizes(self, wanted: tuple[int, int]) -> Iterator[str]:
        with pikepdf.open(self.path) as pdf:
            for number, page in enumerate(pdf.pages, 1):
                left, bottom, right, top = (float(value) / MM for value in page.mediabox)
                if abs(right - left - wanted[0]) > 0.5 or abs(top - bottom - wanted[1]) > 0.5:
                    yield f"page {number}: {right - left:.1f} x {top - bottom:.1f} mm"

    def _outside(self) -> Iterator[str]:
        document = pypdfium2.PdfDocument(self.path)
        try:
            for number, page in enumerate(document, 1):
                width, height = page.get_size()
                text = page.get_textpage()
                for index in range(text.count_chars()):
                    left, bottom, right, top = text.get_charbox(index)
                    if left < -0.5 or bottom < -0.5 or right > width + 0.5 or top > height + 0.5:
                        yield f"page {number}: {text.get_text_range(index, 1)!r} leaves the sheet"
        finally:
            document.close()

    def lacking(self, item: Path, parameters: dict[str, str]) -> list[str]:
        """The words of an item's file that must stand on its sheet and do not."""
        return [words for words in wanted_words(item, parameters) if squeezed(words) not in self.text]

    def qr_codes(self, dpi: int = 100) -> list[str]:
        """What the codes on the first page say to a phone."""
        import zxingcpp

        document = pypdfium2.PdfDocument(self.path)
        try:
            picture = document[0].render(scale=dpi / 72).to_pil()
        finally:
            document.close()
        return [code.text for code in zxingcpp.read_barcodes(picture)]


def parameters_of(head: Path) -> dict[str, str]:
    data = yaml.safe_load(head.read_text(encoding="utf-8"))
    return {name: str(parameter["值"]) for name, parameter in data.get("参数", {}).items()}


def wanted_words(item: Path, parameters: dict[str, str]) -> list[str]:
    """Name, steps, limits, risks, controls of an item as they are to be read, parameters put in."""
    data: dict[str, Any] = yaml.safe_load(item.read_text(encoding="utf-8"))
    words = [data["名称"]]
    for entry in data["流程"]:
        words += [entry.get("步骤") or entry["判断"], entry.get("时限", "")]
        words += [branch["结果"] for branch in entry.get("分支", ())]
        words += [risk[key] for risk in entry.get("风险", ()) for key in ("风险点", "防控")]
    return [_put_in(str(text), parameters) for text in words if text]


def _put_in(text: str, parameters: dict[str, str]) -> str:
    return re.sub("【(.+?)】", lambda match: parameters[match[1]], text)
