"""An item in; its route as DOT and as Mermaid text out, for people who draw on with other tools."""

from __future__ import annotations

import re

from powermap.model import Decision, Entry, Item

START, END = "开始", "结束"
_MERMAID_SPECIAL = re.compile(r'["#;<>{}\[\]()|`\\]')


def dot(item: Item) -> str:
    """The route in the DOT language (https://graphviz.org/doc/info/lang.html), top to bottom, returns dashed."""
    lines = [
        f"digraph {_dot(item.name)} {{",
        f"  label={_dot(f'{item.number} {item.name}')} labelloc=t rankdir=TB",
        '  node [shape=box fontname="Noto Sans CJK SC"]',
        '  edge [fontname="Noto Sans CJK SC"]',
        f"  start [label={_dot(START)} shape=oval]",
        f"  end [label={_dot(END)} shape=oval]",
    ]
    ids = _ids(item)
    for entry in item.entries:
        shape = " shape=diamond" if isinstance(entry, Decision) else ""
        lines.append(f"  {ids[entry.key]} [label={_dot(_words(entry, chr(10)))}{shape}]")
    lines.append(f"  start -> {ids[item.entries[0].key]}")
    for source, target, result in _edges(item):
        back = target is not None and _is_return(item, source, target)
        attributes = [f"label={_dot(result)}"] if result else []
        attributes += ["style=dashed", "constraint=false"] if back else []
        tail = f" [{' '.join(attributes)}]" if attributes else ""
        lines.append(f"  {ids[source]} -> {ids[target] if target else 'end'}{tail}")
    return "\n".join([*lines, "}", ""])


def mermaid(item: Item) -> str:
    """The route as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html), returns dotted."""
    ids = _ids(item)
    lines = [
        "---",
        f"title: {_dot(f'{item.number} {item.name}')}",
        "---",
        "flowchart TD",
        f"  start([{_mermaid(START)}])",
        f"  finish([{_mermaid(END)}])",
    ]
    for entry in item.entries:
        text = _mermaid(_words(entry, "\n"))
        lines.append(f"  {ids[entry.key]}" + (f"{{{text}}}" if isinstance(entry, Decision) else f"[{text}]"))
    lines.append(f"  start --> {ids[item.entries[0].key]}")
    for source, target, result in _edges(item):
        arrow = "-.->" if target is not None and _is_return(item, source, target) else "-->"
        label = f"|{_mermaid(result)}|" if result else ""
        lines.append(f"  {ids[source]} {arrow}{label} {ids[target] if target else 'finish'}")
    return "\n".join([*lines, ""])


def _ids(item: Item) -> dict[str, str]:
    return {entry.key: f"n{number}" for number, entry in enumerate(item.entries, 1)}


def _edges(item: Item) -> list[tuple[str, str | None, str]]:
    """(from, to or None for the end, result of a decision)."""
    out: list[tuple[str, str | None, str]] = []
    for entry in item.entries:
        if isinstance(entry, Decision):
            out += [(entry.key, branch.target, branch.result) for branch in entry.branches]
        else:
            out.append((entry.key, entry.target, ""))
    return out


def _is_return(item: Item, source: str, target: str) -> bool:
    keys = [entry.key for entry in item.entries]
    return keys.index(target) <= keys.index(source)


def _words(entry: Entry, newline: str) -> str:
    """Name, actors, time limit."""
    actors = "、".join(actor.name for actor in entry.actors)
    return newline.join(filter(None, (entry.name, actors, entry.limit)))


def _dot(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _mermaid(text: str) -> str:
    """In quotation marks, what has a meaning inside written as entity codes."""
    escaped = _MERMAID_SPECIAL.sub(lambda match: f"#{ord(match[0])};", text).replace("\n", "<br>")
    return f'"{escaped}"'
