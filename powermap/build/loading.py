"""The name of a list in; the list read, checked against rules and fonts, out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from powermap.resources import data_dir

if TYPE_CHECKING:
    from powermap.model.theme import Theme
    from powermap.text.fonts import Catalogue
    from powermap.validate import Checked


def find_list(name: str) -> Path:
    """The file or folder of that name, else the shipped list of that name, so that a wheel works in an empty folder."""
    path = Path(name)
    shipped = data_dir("lists") / name
    plain = name == path.name and name not in ("", ".", "..")
    return shipped if plain and not path.exists() and shipped.is_dir() else path


def load_checked(name: str, villages: str | None, fonts: Catalogue) -> Checked:
    """Read and check a list; villages names a file to take instead of the one the list names.

    Problems are in the result, with those of characters that no font has. Raises InputError if there is nothing of that
    name.
    """
    from powermap.diagnostics import has_errors, in_order
    from powermap.source import read_list
    from powermap.text.coverage import check_coverage
    from powermap.validate import Checked, check_list

    source = read_list(find_list(name), Path(villages) if villages else None)
    checked = check_list(source)
    uncovered = check_coverage(source, fonts)
    power_list = None if has_errors(uncovered) else checked.power_list
    return Checked(power_list, in_order((*checked.diagnostics, *uncovered)))


def load_fonts(theme: Theme) -> Catalogue:
    """The shipped fonts, with the theme's own file for each role it names.

    Raises MissingError for a font that is not there or cannot be printed.
    """
    from powermap.text.fonts import load_catalogue

    return load_catalogue({role: Path(file) for role, file in theme.fonts.items()})
