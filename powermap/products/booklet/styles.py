"""The name of a style in; which booklet is meant out."""

from __future__ import annotations

from typing import Literal, get_args

from powermap.errors import UsageError

Style = Literal["full", "pocket"]
"""full: the training booklet; pocket: the routes alone."""

STYLES: tuple[Style, ...] = get_args(Style)
DEFAULT_SIZES: dict[Style, str] = {"full": "A5", "pocket": "口袋"}


def style_named(name: str) -> Style:
    """Raises UsageError for a name that no style has."""
    for style in STYLES:
        if style == name.strip().lower():
            return style
    raise UsageError(f"不认识的手册样式：{name}。可以写 full（全本）、pocket（口袋版）")
