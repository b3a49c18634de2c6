"""A theme: the colours by token and the font files by role. Values only; scene compose gives them their meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Role = Literal["title", "body", "bold", "kai"]
"""What text is for: 宋 heavy for titles, 黑 for the body, 黑 bold, 楷 for asides."""

ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True)
class Theme:
    """Colours are #RRGGBB. Keys of palette, kinds and inks are those of templates/党建红.yaml.

    palette: by token (head, gold, ink …); kinds: by the word of ActorKind; levels: risk colours, highest first;
    categories: by the colour names that lists use; fonts: role → file, for roles that are not to use the shipped font.
    """

    name: str
    palette: Mapping[str, str]
    kinds: Mapping[str, str]
    levels: tuple[str, ...]
    categories: Mapping[str, str]
    fonts: Mapping[str, str] = field(default_factory=dict)

    def level_color(self, rank: int, scale: int) -> str:
        """The colour of a risk level: the first for the highest, the last for the lowest, the middle between."""
        last = len(self.levels) - 1
        if rank == 0 or scale < 2:
            return self.levels[0]
        return self.levels[min(last, max(1, round(rank * last / (scale - 1))))]

    def category_color(self, color: str) -> str:
        """#RRGGBB for a colour name of the list or a #RRGGBB. Raises KeyError for a name the theme does not know."""
        return color if color.startswith("#") else self.categories[color]
