"""A tree of a list in; plain dicts, lists and texts out, which writers of other formats take."""

from __future__ import annotations

from powermap.source.tree import Mapping, Node, Sequence

Plain = str | list["Plain"] | dict[str, "Plain"]


def plain(node: Node) -> Plain:
    """Texts as they were written, 【parameters】 in their brackets."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.pairs}
    if isinstance(node, Sequence):
        return [plain(child) for child in node.items]
    return node.text.strip()


def text_of(value: Plain | None) -> str:
    """A text; a list as its lines; "" for nothing."""
    if isinstance(value, list):
        return "\n".join(text_of(part) for part in value)
    return value if isinstance(value, str) else ""


def list_of(value: Plain | None) -> list[Plain]:
    """One text where a list may stand is a list of one."""
    if isinstance(value, list):
        return value
    return [value] if value else []


def dict_of(value: Plain | None) -> dict[str, Plain]:
    """A mapping, or an empty one."""
    return value if isinstance(value, dict) else {}
