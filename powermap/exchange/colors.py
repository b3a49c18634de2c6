"""Colours of a theme in; mixed colours as #RRGGBB out, for files of other programs."""

from __future__ import annotations

from powermap.model.theme import Theme
from powermap.scene.ink import mix


def blend(first: str, second: str, share: float) -> str:
    """First with a share (0 to 1) of second, all #RRGGBB."""
    mixed = mix(first, second, share)
    return "#" + "".join(f"{round(255 * part):02X}" for part in (mixed.r, mixed.g, mixed.b))


def kind_color(theme: Theme, kind: str) -> str:
    """The colour of a kind of actor; that of lines for nobody."""
    return theme.kinds[kind] if kind else theme.palette["line"]
