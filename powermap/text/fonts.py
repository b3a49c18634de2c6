"""From font files to a catalogue by role: which font sets a character, and how wide it is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from math import lcm
from pathlib import Path
from typing import Final

from powermap.errors import UsageError
from powermap.model.theme import ROLES, Role
from powermap.resources import data_dir
from powermap.text.font_file import FontFile, read_font_file

__all__ = ["ROLES", "SHIPPED", "Catalogue", "Font", "Role", "load_catalogue"]

SHIPPED: Final[Mapping[Role, str]] = {
    "title": "song-black",
    "body": "hei-regular",
    "bold": "hei-bold",
    "kai": "kai-regular",
}
"""The font of each role when the user names no other: a file in fonts/ without its ending."""

_NOT_DRAWN = "\n "


class _Advances(dict[str, int]):
    """Widths by character; a character that is not there has the width of the box that is drawn for it."""

    def __init__(self, advances: Mapping[str, int], missing: int) -> None:
        super().__init__(advances)
        self._missing = missing

    def __missing__(self, char: str) -> int:
        return 0 if char == "\n" else self._missing


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """One font that can be printed. Heights are fractions of the em, above the base line; `descent` is below zero.

    For a Chinese font `ascent` and `descent` are the em box (0.88 and -0.12), in which every character sits.
    """

    name: str
    """Stable and unique in its catalogue: the file's name without its ending."""
    path: Path
    family: str
    units_per_em: int
    ascent: float
    descent: float
    cap_height: float
    glyph_count: int
    units: Mapping[str, int] = field(repr=False)
    """Advance of each character in the font's units; also answers for characters it lacks (see `advance`)."""

    def covers(self, char: str) -> bool:
        """Whether the font has the character `char`."""
        return char in self.units

    def advance(self, char: str) -> float:
        """The width of `char` in em; of a character the font lacks, the width of the box drawn for it; of \\n, 0."""
        return self.units[char] / self.units_per_em

    def width(self, text: str, size: float) -> float:
        """The width in pt of `text`, all of it set in this font at `size` pt, on one line, without kerning."""
        return sum(map(self.units.__getitem__, text)) * size / self.units_per_em


class _RoleAdvances(dict[str, int]):
    """Widths by character as one role sets them, in the catalogue's common unit; filled as characters come."""

    def __init__(self, fonts: tuple[Font, ...], units_per_em: int) -> None:
        super().__init__()
        self._fonts = fonts
        self._units_per_em = units_per_em

    def __missing__(self, char: str) -> int:
        font = _first_with(self._fonts, char)
        width = self[char] = font.units[char] * (self._units_per_em // font.units_per_em)
        return width


class Catalogue:
    """The fonts of one run by role. A character that a role's font lacks is set in the widest font, then any other."""

    def __init__(self, fonts: Mapping[Role, Font], spare: Font) -> None:
        """`fonts` has one for every role; `spare` helps out too, though it may have no role of its own."""
        self.fonts: tuple[Font, ...] = tuple(dict.fromkeys((*(fonts[role] for role in ROLES), spare)))
        """Every font, once."""
        self.widest: Font = max((spare, *self.fonts), key=lambda font: len(font.units))
        """The font with the most characters; of several with as many, `spare`."""
        self._by_role = {role: fonts[role] for role in ROLES}
        self._by_name = {font.name: font for font in self.fonts}
        self._chains = {role: tuple(dict.fromkeys((fonts[role], self.widest, *self.fonts))) for role in ROLES}
        self._units_per_em = lcm(*(font.units_per_em for font in self.fonts))
        self._advances = {role: _RoleAdvances(chain, self._units_per_em) for role, chain in self._chains.items()}
        self._runs: dict[tuple[Role, str], tuple[tuple[Font, str], ...]] = {}

    def font(self, role: Role) -> Font:
        """The font of `role`."""
        return self._by_role[role]

    def named(self, name: str) -> Font:
        """The font whose `name` this is. Raises KeyError when there is none."""
        return self._by_name[name]

    def runs(self, role: Role, text: str) -> tuple[tuple[Font, str], ...]:
        """`text` cut where the font changes; joined again, the parts are `text`. Remembered."""
        known = self._runs.get((role, text))
        if known is None:
            known = self._runs[role, text] = tuple(self._cut(role, text))
        return known

    def width(self, role: Role, text: str, size: float) -> float:
        """The width in pt of `text` at `size` pt on one line, each character in the font that `runs` gives it."""
        return sum(map(self._advances[role].__getitem__, text)) * size / self._units_per_em

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of `text` that no font has, once each, in order; line breaks and spaces do not count."""
        return tuple(
            char
            for char in dict.fromkeys(text)
            if char not in _NOT_DRAWN and not any(font.covers(char) for font in self.fonts)
        )

    def _cut(self, role: Role, text: str) -> Iterator[tuple[Font, str]]:
        chain = self._chains[role]
        for font, chars in groupby(text, key=lambda char: _first_with(chain, char)):
            yield font, "".join(chars)


def load_catalogue(overrides: Mapping[Role, Path] | Mapping[str, Path] | None = None) -> Catalogue:
    """The shipped fonts, with the user's own file for each role that `overrides` names. Loaded once in a process.

    Raises UsageError when a role does not exist, and MissingError when a font is not there or cannot be printed.
    """
    own = dict(overrides or {})
    unknown = [role for role in own if role not in ROLES]
    if unknown:
        raise UsageError(f"没有叫“{'”“'.join(unknown)}”的字体用途。可以用的有：{'、'.join(ROLES)}。")
    return _load(tuple((role, own[role].absolute()) for role in ROLES if role in own))


@cache
def _load(own: tuple[tuple[Role, Path], ...]) -> Catalogue:
    folder = data_dir("fonts")
    shipped = {role: folder / f"{stem}.ttf" for role, stem in SHIPPED.items()}
    paths = shipped | dict(own)
    loaded: dict[Path, Font] = {}
    for path in (*paths.values(), shipped["body"]):
        if path not in loaded:
            loaded[path] = _font(path, taken={font.name for font in loaded.values()})
    return Catalogue({role: loaded[path] for role, path in paths.items()}, loaded[shipped["body"]])


def _font(path: Path, taken: set[str]) -> Font:
    """The font in the file `path`, under a name that is not `taken`."""
    file: FontFile = read_font_file(path)
    name, number = path.stem, 2
    while name in taken:
        name, number = f"{path.stem}-{number}", number + 1
    em = file.units_per_em
    return Font(
        name=name,
        path=path,
        family=file.family,
        units_per_em=em,
        ascent=file.ascent / em,
        descent=file.descent / em,
        cap_height=file.cap_height / em,
        glyph_count=file.glyph_count,
        units=_Advances(file.advances, file.missing_advance),
    )


def _first_with(chain: tuple[Font, ...], char: str) -> Font:
    """The first font that has `char`; for a character that nobody has, simply the first."""
    for font in chain:
        if char in font.units:
            return font
    return chain[0]
