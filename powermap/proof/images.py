"""A page in; raster pictures that are too coarse for print out."""

from __future__ import annotations

from powermap.diagnostics import Severity
from powermap.proof.page import PageContent
from powermap.proof.report import Finding, where_mm

LEAST_DPI = 150
"""Pixels on an inch at the printed size below which a picture looks coarse."""


def check_images(page: PageContent) -> list[Finding]:
    """Every picture has at least 150 dpi where it stands."""
    return [
        Finding(
            "image-resolution",
            Severity.ERROR,
            page.number,
            f"图片在这里只有 {image.dpi:.0f} dpi，至少要 {LEAST_DPI}",
            where_mm(image.box),
        )
        for image in page.images
        if round(image.dpi) < LEAST_DPI
    ]
