"""A list, a theme and fonts in; the content key of every output out: the same key, the same bytes.

A key covers the part of the model a product is made from, the village, the options, the theme, the fonts' bytes, the
program's code and the versions of the libraries that draw. Values are digested as their repr: structs, frozen
dataclasses, tuples, text and numbers have one that is complete and the same in every process.
"""

from __future__ import annotations

import hashlib
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from powermap import __version__
from powermap.model import PowerList, Village
from powermap.value import replace

if TYPE_CHECKING:
    from powermap.build.kinds import Values
    from powermap.model.theme import Theme
    from powermap.text.fonts import Catalogue

DRAWING = (
    "budoux",
    "graphviz",
    "openpyxl",
    "pikepdf",
    "pillow",
    "pygraphviz",
    "pypdfium2",
    "reportlab",
    "rl-accel",
    "segno",
)
"""Libraries whose version can change the bytes of an output."""


def digest(*parts: object) -> str:
    """32 hexadecimal digits of the reprs of the parts, in order."""
    found = hashlib.sha256()
    for part in parts:
        found.update(repr(part).encode("utf-8", "surrogatepass"))
        found.update(b"\0")
    return found.hexdigest()[:32]


@cache
def program_digest() -> str:
    """Of the code that makes products (not the command line) and of the libraries it draws with."""
    package = Path(__file__).resolve().parent.parent
    found = hashlib.sha256(__version__.encode())
    for path in sorted(package.rglob("*.py")):
        relative = path.relative_to(package).as_posix()
        if not relative.startswith(("cli/", "proof/", "data/")):
            found.update(relative.encode())
            found.update(path.read_bytes())
    for name in DRAWING:
        found.update(f"{name} {_version(name)}".encode())
    return found.hexdigest()[:32]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


@cache
def file_digest(path: Path) -> str:
    """Of a file's bytes, read once in a process. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:32]


def look_digest(theme: Theme, fonts: Catalogue) -> str:
    """Of the theme and the fonts by their bytes, not by where they lie."""
    files = tuple((font.name, file_digest(font.path)) for font in fonts.fonts)
    roles = tuple(sorted((role, Path(file).name) for role, file in theme.fonts.items()))
    return digest(replace(theme, fonts={}), roles, files)


class Keys:
    """The keys of the outputs of one list in one look."""

    def __init__(self, power_list: PowerList, look: str) -> None:
        self._list = power_list
        self._base = digest(program_digest(), look)

    def key(self, kind: str, values: Values, item: str | None, village: Village | None) -> str:
        """Of one output; item None: of the whole list."""
        part = self._whole if item is None else self._items[item]
        return digest(self._base, part, kind, values, village)

    @cached_property
    def _whole(self) -> str:
        return digest(replace(self._list, villages=()))

    @cached_property
    def _items(self) -> dict[str, str]:
        """By number. Of the other items a product of one item shows only how many there are; tests/build/test_keys.py
        holds the makers to that.
        """
        head = replace(self._list, items=(), villages=(), statutes=(), parameters=())
        around = digest(head, len(self._list.items))
        return {item.number: digest(around, item) for item in self._list.items}
