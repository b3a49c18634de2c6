"""From a catalogue to what a person asks about its fonts: which file serves which role, and how much it covers."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from powermap.text.charsets import gb2312, gbk, standard_beyond_gb2312
from powermap.text.fonts import ROLES, Catalogue, Font, Role
from powermap.value import Value


class Coverage(Value, frozen=True):
    """How many of a character set's characters a font has, and the ones it lacks by code point."""

    total: int
    lacking: tuple[str, ...]

    @property
    def covered(self) -> int:
        return self.total - len(self.lacking)

    @property
    def complete(self) -> bool:
        return not self.lacking


class FontReport(Value, frozen=True):
    """One role's font: `file_size` in bytes, `glyphs` with the empty box and shapes that several characters share."""

    role: Role
    name: str
    family: str
    path: Path
    file_size: int
    glyphs: int
    characters: int
    gb2312: Coverage
    gbk: Coverage
    standard: Coverage
    """Of the 1,467 characters of 通用规范汉字表 that GB 2312 lacks; both complete: the whole table is covered."""
    widest: bool
    """Whether this font sets the characters that others lack."""


def describe(catalogue: Catalogue) -> tuple[FontReport, ...]:
    """A report on the font of each role, in the order of ROLES."""
    return tuple(_describe(catalogue, role) for role in ROLES)


def _describe(catalogue: Catalogue, role: Role) -> FontReport:
    font = catalogue.font(role)
    return FontReport(
        role=role,
        name=font.name,
        family=font.family,
        path=font.path,
        file_size=font.path.stat().st_size,
        glyphs=font.glyph_count,
        characters=len(font.units),
        gb2312=_coverage(font, gb2312()),
        gbk=_coverage(font, gbk()),
        standard=_coverage(font, standard_beyond_gb2312()),
        widest=font is catalogue.widest,
    )


def _coverage(font: Font, characters: Set[str]) -> Coverage:
    return Coverage(total=len(characters), lacking=tuple(sorted(char for char in characters if not font.covers(char))))
