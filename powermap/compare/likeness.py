"""Two texts in; how much they have in common out."""

from __future__ import annotations

from difflib import SequenceMatcher

ALIKE = 0.5
"""Names of which more than this share is common may be one thing that was reworded."""


def likeness(first: str, second: str) -> float:
    """From 0 to 1: difflib's ratio, on the whole of both texts."""
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
