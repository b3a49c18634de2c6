"""A product in; what a machine-readable report says about it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from powermap.products.product import Product


def report_of(product: Product) -> dict[str, Any]:
    """JSON values: what it is of, pages, size in mm, smallest type in pt, and what a reader should know."""
    return {
        "product": product.kind,
        "item": product.item,
        "village": product.village,
        "pages": len(product.document.pages),
        "width_mm": round(product.width_mm, 2),
        "height_mm": round(product.height_mm, 2),
        "min_pt": round(float(product.min_pt), 2),
        "problems": [
            {"rule": p.rule, "severity": p.severity.name.lower(), "found": p.found, "advice": p.advice}
            for p in product.problems
        ],
    }
