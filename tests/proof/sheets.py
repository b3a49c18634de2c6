"""Texts and shapes at places in; a PDF out, drawn with reportlab directly and nothing of the package's own drawing."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from powermap.proof.page import Ground, PageContent
from powermap.proof.pdfium import PageReader, open_document
from powermap.proof.report import Finding

FONTS = Path(__file__).parents[2] / "fonts"
A4 = (595.276, 841.89)
A2 = (1190.55, 1683.78)
BLACK = (0.0, 0.0, 0.0)


@cache
def font() -> str:
    """The name under which the smallest shipped font is registered for these tests."""
    pdfmetrics.registerFont(TTFont("ProofTest", str(FONTS / "song-black.ttf")))
    return "ProofTest"


class Sheet:
    """Pages of one size, drawn in pt from the top left corner."""

    def __init__(self, size: tuple[float, float] = A4, title: str = "", author: str = "", name: str = "") -> None:
        self.width, self.height = size
        self.out = io.BytesIO()
        self.canvas: Any = Canvas(self.out, pagesize=size, invariant=1, initialFontName=name or font())
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        rl_config.invariant = 1

    def text(
        self, x: float, y: float, text: str, size: float = 12, color: Sequence[float] = BLACK, name: str = ""
    ) -> Sheet:
        """Text with its baseline at y; three components are RGB, four CMYK."""
        self.canvas.setFont(name or font(), size)
        self.fill(color)
        self.canvas.drawString(x, self.height - y, text)
        return self

    def lines(self, x: float, y: float, *texts: str, size: float = 12, leading: float = 1.4) -> Sheet:
        for index, text in enumerate(texts):
            self.text(x, y + index * leading * size, text, size)
        return self

    def fill(self, color: Sequence[float]) -> Sheet:
        if len(color) == 4:
            self.canvas.setFillColorCMYK(*color)
        else:
            self.canvas.setFillColorRGB(*color)
        return self

    def box(self, x: float, y: float, w: float, h: float, color: Sequence[float], radius: float = 0) -> Sheet:
        """A filled rectangle."""
        self.fill(color)
        self.canvas.roundRect(x, self.height - y - h, w, h, radius, stroke=0, fill=1)
        return self

    def panel(self, x: float, y: float, w: float, h: float) -> Sheet:
        """A rounded white panel with a border."""
        self.fill((1, 1, 1))
        self.canvas.roundRect(x, self.height - y - h, w, h, 6, stroke=1, fill=1)
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)
        return self

    def picture(self, x: float, y: float, side: float, pixels: int) -> Sheet:
        """A grey raster picture of so many pixels."""
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        image = Image.new("L", (pixels, pixels), 128)
        self.canvas.drawImage(ImageReader(image), x, self.height - y - side, side, side)
        return self

    def code(self, x: float, y: float, side: float, text: str, *, broken: bool = False) -> Sheet:
        """A QR code as one path, quiet zone inside the square; broken: every other row left out."""
        import segno

        rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
        module = side / (len(rows) + 8)
        self.box(x, y, side, side, (1, 1, 1))
        path = self.canvas.beginPath()
        for row, cells in enumerate(rows):
            for column, dark in enumerate(cells):
                if dark and not (broken and row % 2 and row > 8):
                    left, top = x + (column + 4) * module, y + (row + 4) * module
                    path.rect(left, self.height - top - module, module, module)
        self.fill(BLACK)
        self.canvas.drawPath(path, stroke=0, fill=1)
        return self

    def page(self) -> Sheet:
        self.canvas.showPage()
        return self

    def pdf(self) -> bytes:
        self.canvas.save()
        return self.out.getvalue()

    def read(self) -> PageContent:
        """The first page, read back."""
        return self.read_with_ground()[0]

    def read_with_ground(self) -> tuple[PageContent, Ground]:
        return read_back(self.pdf())


def read_back(pdf: bytes) -> tuple[PageContent, Ground]:
    """The first page of a PDF and its grounds."""
    with open_document(pdf) as document:
        reader = PageReader(document, 0)
        page = reader.read()
        ground = reader.ground()
        reader.close()
    return page, ground


def checks(findings: Sequence[Finding]) -> list[str]:
    """The ids of the checks that found something."""
    return [finding.check for finding in findings]
