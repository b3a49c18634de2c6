"""A head or an item in; the same with its numbers in ASCII digits out, full-width ones reported."""

from __future__ import annotations

import re
import unicodedata

from powermap.source.files import Files
from powermap.source.tree import Mapping, Node, Scalar, Sequence
from powermap.value import replace

_NUMBER_KEYS = ("编号", "停用")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ－．／]")


def with_half_width_numbers(mapping: Mapping, files: Files) -> Mapping:
    """编号 and 停用 as they are meant, so that ０８ finds 08."""
    if not any(key.text in _NUMBER_KEYS for key, _ in mapping.pairs):
        return mapping
    pairs = tuple((key, _half(value, files) if key.text in _NUMBER_KEYS else value) for key, value in mapping.pairs)
    return replace(mapping, pairs=pairs)


def _half(node: Node, files: Files) -> Node:
    if isinstance(node, Sequence):
        return replace(node, items=tuple(_half(child, files) for child in node.items))
    if not isinstance(node, Scalar) or not _WIDE.search(node.text):
        return node
    half = _WIDE.sub(lambda match: unicodedata.normalize("NFKC", match.group()), node.text)
    files.report(
        "full-width-digit", node.place, f"编号“{node.text}”里有全角字符", f"在英文（半角）状态下输入，写成 {half}"
    )
    return replace(node, text=half)
