"""A list and the one it inherits from in; one list out: head and items merged, disabled items left out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from powermap.source.files import Files
from powermap.source.layer import Layer
from powermap.source.list_source import ItemSource
from powermap.source.tree import Mapping, Node, Scalar, Sequence
from powermap.value import replace

NUMBER, DISABLED, INHERITS, CATEGORIES, CATEGORY_NAME = "编号", "停用", "继承", "类别", "名称"
_KEY_BY_KEY = ("主体", "参数")
"""Head keys whose entries an overlay adds to; an entry of the same name is replaced whole: the source of a changed
number is not the source of the old one."""


def number_of(item: Mapping) -> str | None:
    """The item's number; None if it has none that could be compared."""
    node = item.get(NUMBER)
    return node.text if isinstance(node, Scalar) and node.text else None


def natural_order(number: str) -> tuple[tuple[int, str], ...]:
    """A sort key: 2 before 10, and equal whatever the leading zeros are."""
    parts = re.findall(r"[0-9]+|[^0-9]+", number)
    return tuple(
        (int(part), "") if part.isascii() and part.isdigit() and len(part) < 19 else (-1, part) for part in parts
    )


def in_number_order(items: Iterable[ItemSource]) -> tuple[ItemSource, ...]:
    """By number; those without one come last, in the order of the files."""

    def key(item: ItemSource) -> tuple[bool, tuple[tuple[int, str], ...], str]:
        number = number_of(item.node)
        return number is None, natural_order(number or ""), number or ""

    return tuple(sorted(items, key=key))


def without_duplicates(items: Iterable[Mapping], files: Files) -> tuple[Mapping, ...]:
    """The items of one list, each number once: the first one stays."""
    first: dict[str, Mapping] = {}
    kept = []
    for item in items:
        number, node = number_of(item), item.get(NUMBER)
        if number is not None and node is not None and number in first:
            other = first[number].get(NUMBER)
            where = f"，另一处在 {other.place}" if other else ""
            files.report("duplicate-number", node.place, f"编号“{number}”重复{where}", "改成没有用过的编号，或删掉一个")
            continue
        if number is not None:
            first[number] = item
        kept.append(item)
    return tuple(kept)


def merged_head(base: Mapping, over: Mapping) -> Mapping:
    """over's keys win; actors and parameters are merged by name, categories by 名称. What only over may say (继承,
    停用) is not taken from base."""
    kept = Mapping(tuple(pair for pair in base.pairs if pair[0].text not in (INHERITS, DISABLED)), over.place)

    def merge(key: str, below: Node, above: Node) -> Node:
        if key in _KEY_BY_KEY and isinstance(below, Mapping) and isinstance(above, Mapping):
            return merged(below, above)
        if key == CATEGORIES and isinstance(below, Sequence) and isinstance(above, Sequence):
            return _merged_categories(below, above)
        return above

    pairs = [
        (over.key(name.text) or name, merge(name.text, value, above))
        if (above := over.get(name.text))
        else (name, value)
        for name, value in kept.pairs
    ]
    return Mapping((*pairs, *_new_pairs(kept, over)), over.place)


def merged(base: Mapping, over: Mapping) -> Mapping:
    """Key by key: over's values replace base's in base's order, its new keys follow."""
    pairs = [(over.key(name.text) or name, over.get(name.text) or value) for name, value in base.pairs]
    return Mapping((*pairs, *_new_pairs(base, over)), over.place)


def merged_items(base: tuple[ItemSource, ...], over: Layer, files: Files) -> tuple[ItemSource, ...]:
    """base's items without the disabled ones, overridden field by field by over's; new numbers are added as own."""
    disabled = _disabled(over, base, files)
    changes: dict[str, Mapping] = {}
    added = []
    known = {number_of(item.node) for item in base}
    for item in over.items:
        number = number_of(item)
        if number is None or number not in known:
            added.append(ItemSource(item, own=True))
        elif number in disabled:
            node = item.get(NUMBER) or item
            found = f"编号“{number}”在“{DISABLED}”里，这里又改写它"
            files.report("disabled-and-changed", node.place, found, f"不用它就删掉这里；要用就从“{DISABLED}”里去掉")
        else:
            changes[number] = item
    kept = []
    for source in base:
        number = number_of(source.node)
        if number is None or number not in disabled:
            change = changes.get(number) if number is not None else None
            kept.append(replace(source, node=merged(source.node, change)) if change else source)
    return (*kept, *added)


def check_no_disabled(layer: Layer, files: Files) -> None:
    """For a list that inherits nothing: 停用 has nothing to work on."""
    key = layer.head.key(DISABLED) if layer.head else None
    if key:
        advice = f"加上“{INHERITS}: 上级清单的位置”，或删掉“{DISABLED}”；自己的事项不用就删掉"
        files.report("disable-without-base", key.place, f"没有“{INHERITS}”，“{DISABLED}”不起作用", advice)


def _disabled(over: Layer, base: tuple[ItemSource, ...], files: Files) -> set[str]:
    node = over.head.get(DISABLED) if over.head else None
    wanted = node.items if isinstance(node, Sequence) else (node,) if isinstance(node, Scalar) and node.text else ()
    known = {number for item in base if (number := number_of(item.node)) is not None}
    disabled = set()
    for entry in wanted:
        if not isinstance(entry, Scalar):
            continue
        if entry.text in known:
            disabled.add(entry.text)
        elif not files.failed:
            near = [number for number in sorted(known) if natural_order(number) == natural_order(entry.text)]
            advice = f"是不是“{near[0]}”？" if near else "对照上级清单的编号改正，或删掉"
            files.report("disable-unknown", entry.place, f"上级清单里没有编号“{entry.text}”", advice)
    return disabled


def _merged_categories(below: Sequence, above: Sequence) -> Sequence:
    changes = {name: node for node in above.items if isinstance(node, Mapping) and (name := _name(node))}
    known = {_name(node) for node in below.items}
    kept = [
        merged(node, changes[name]) if isinstance(node, Mapping) and (name := _name(node)) in changes else node
        for node in below.items
    ]
    added = [node for node in above.items if not (name := _name(node)) or name not in known]
    return Sequence((*kept, *added), above.place)


def _name(node: Node) -> str:
    name = node.get(CATEGORY_NAME) if isinstance(node, Mapping) else node
    return name.text if isinstance(name, Scalar) else ""


def _new_pairs(base: Mapping, over: Mapping) -> tuple[tuple[Scalar, Node], ...]:
    known = {name.text for name, _ in base.pairs}
    return tuple(pair for pair in over.pairs if pair[0].text not in known)
