"""A name from a list in; the same name as one part of a path out, safe on every system and different for every name."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from unicodedata import category, normalize

if TYPE_CHECKING:
    from powermap.products.product import Product

LONGEST = 120
"""Bytes of UTF-8, 40 Chinese characters: Linux allows 255 for a whole name, and number, size and ending come on top."""

_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
"""Names that mean devices on Windows, with any ending
(https://learn.microsoft.com/windows/win32/fileio/naming-a-file)."""


def safe_name(name: str) -> str:
    """A file or folder name for any text: no separators, device names, control characters, dots or spaces at the ends.

    What had to be changed, and what differs from another name only in case (one file on Windows and macOS), carries a
    short hash of the text, so that different names give different files.
    """
    plain = normalize("NFC", name)
    text = "".join("_" if category(char)[0] == "C" or _FORBIDDEN.match(char) else char for char in plain)
    text = re.sub(r"\s+", " ", text).strip(" ")
    text = re.sub(r"^\.+|\.+$", "_", text)
    if _RESERVED.fullmatch(text):
        text = f"_{text}"
    text = _shortened(text) or "未命名"
    if text == name and text == text.casefold():
        return text
    return f"{text}~{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _shortened(text: str) -> str:
    return text.encode("utf-8")[:LONGEST].decode("utf-8", "ignore").rstrip(" .")


def relative_path(product: Product, subject: str) -> str:
    """Where a product goes, from the output folder: village, kind, file.

    subject is the part of its file name that is taken from the list; what stands behind it (size, ending) is ours.
    """
    folder, _, file = product.file_name.partition("/")
    stem, _, ending = file.rpartition(".")
    ours = stem.removeprefix(subject) if stem.startswith(subject) else ""
    theirs = stem[: len(stem) - len(ours)] if ours else stem
    village = [safe_name(product.village)] if product.village else []
    return "/".join([*village, folder, f"{safe_name(theirs)}{ours}.{ending}"])
