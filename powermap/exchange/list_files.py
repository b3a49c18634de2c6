"""A list as read in; the files of a list folder as YAML text out, which read back as the same list."""

from __future__ import annotations

import re

from powermap.exchange.plain import Plain, dict_of, plain, text_of
from powermap.source import ListSource

VILLAGES, STATUTES, HEAD, ITEMS = "村庄.yaml", "法规库.yaml", "清单.yaml", "事项"
_REFERENCES = ("村庄", "法规库", "继承", "停用")

_SAFE = re.compile(r"[\u4e00-\u9fffA-Za-z〇][\u4e00-\u9fffA-Za-z0-9〇，。、；：？！（）《》“”‘’【】〔〕·…—/%\- ]*")
"""What may stand without quotes: nothing in it has a meaning in YAML or looks like a slip (docs/format.md)."""

_SAFE_INSIDE = re.compile(r"[\u4e00-\u9fffA-Za-z〇][\u4e00-\u9fffA-Za-z0-9〇（）《》·—/%\- ]*")
"""The same within [ ] and { }, where a comma of any width parts things."""

_WORDS = re.compile(r"(?:y|n|yes|no|on|off|true|false|null)", re.IGNORECASE)
_SHORT = 78
"""Characters of a list that still goes on one line."""


def list_files(source: ListSource) -> dict[str, str]:
    """Relative path → text: 清单.yaml, 事项/*.yaml, and 村庄.yaml and 法规库.yaml if there are any."""
    head = {key: value for key, value in dict_of(plain(source.head)).items() if key not in _REFERENCES}
    files: dict[str, str] = {}
    if source.villages and source.villages.items:
        head["村庄"] = VILLAGES
        files[VILLAGES] = dumped(plain(source.villages))
    if source.statutes and source.statutes.pairs:
        head["法规库"] = STATUTES
        files[STATUTES] = dumped(plain(source.statutes))
    files[HEAD] = dumped(head)
    for item in source.items:
        value = dict_of(plain(item.node))
        if item.own:
            value = {"编号": value.get("编号", ""), "个性": "是"} | value
        name = f"{text_of(value.get('编号'))}-{text_of(value.get('名称'))}"
        files[f"{ITEMS}/{name}.yaml"] = dumped(value)
    return files


def dumped(value: Plain) -> str:
    """A value as YAML in the way that docs/format.md teaches: two spaces, short lists on one line."""
    return "\n".join(_block(value, 0)) + "\n"


def _block(value: Plain, indent: int) -> list[str]:
    pad = " " * indent
    if isinstance(value, dict):
        out = []
        for key, child in value.items():
            out += _pair(f"{pad}{_scalar(key)}:", child, indent)
        return out
    if isinstance(value, list):
        out = []
        for child in value:
            if isinstance(child, str) or not child or _fits(child, indent + 2):
                out.append(f"{pad}- {_flow(child)}")
            else:
                lines = _block(child, indent + 2)
                out += [f"{pad}- {lines[0].lstrip(' ')}", *lines[1:]]
        return out
    return [f"{pad}{_scalar(value)}"]


def _pair(start: str, child: Plain, indent: int) -> list[str]:
    if isinstance(child, str) or not child:
        return [f"{start} {_flow(child)}"]
    if isinstance(child, list) and len(child) == 1 and isinstance(child[0], str):
        return [f"{start} {_scalar(child[0])}"]
    nested = isinstance(child, list) and any(not isinstance(part, str) for part in child)
    if not nested and _fits(child, len(start) + 1):
        return [f"{start} {_flow(child)}"]
    return [start, *_block(child, indent + 2)]


def _fits(value: Plain, before: int) -> bool:
    """Whether a value goes on the rest of a line: a list of texts, or a few short texts by key."""
    parts = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []
    flat = all(isinstance(part, str) for part in parts)
    return flat and before + len(_flow(value)) <= _SHORT


def _flow(value: Plain) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {_inside(child)}" for key, child in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_inside(child) for child in value) + "]"
    return _scalar(value)


def _inside(value: Plain) -> str:
    return _scalar(value, _SAFE_INSIDE) if isinstance(value, str) else _flow(value)


def _scalar(text: str, safe: re.Pattern[str] = _SAFE) -> str:
    """Plain where nothing can be mistaken, else in double quotes (YAML 1.1, 5.7)."""
    if safe.fullmatch(text) and not text.endswith(" ") and not _WORDS.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
