"""Names from a command line in; the items and the village of a list that they mean, out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

from powermap.errors import UsageError
from powermap.model import Item, PowerList, Village

_SHOWN = 12
"""How many names a message lists before it stops."""


def choose_items(power_list: PowerList, numbers: Iterable[str]) -> tuple[Item, ...]:
    """The items with these numbers in the order of the list, all of them for none; 8 and ０８ mean 08 if no item is 8,
    and 08,26 are two numbers.

    Raises UsageError with every number that no item has.
    """
    wanted = [number for words in numbers for number in re.split(r"[,，、;；\s]+", words) if number]
    if not wanted:
        return power_list.items
    known = {item.number: item.number for item in power_list.items}
    loose = {_bare(number): number for number in known}
    found = {number: known.get(number) or loose.get(_bare(number)) for number in wanted}
    unknown = [number for number, item in found.items() if item is None]
    if unknown:
        there = _some([f"{item.number} {item.name}" for item in power_list.items])
        raise UsageError(f"清单里没有编号是“{'”“'.join(unknown)}”的事项。有的是：{there}")
    chosen = set(found.values())
    return tuple(item for item in power_list.items if item.number in chosen)


def choose_village(power_list: PowerList, name: str | None) -> Village | None:
    """The village of that name, None for no name. Raises UsageError if the list has no such village."""
    if name is None:
        return None
    try:
        return power_list.village(name)
    except KeyError:
        pass
    if not power_list.villages:
        raise UsageError(f"没有叫“{name}”的村：清单没有村庄表。用 --villages 文件 给出村庄表")
    near = [village.name for village in power_list.villages if name in village.name or village.name in name]
    hint = f"是不是“{near[0]}”？" if len(near) == 1 else ""
    raise UsageError(f"没有叫“{name}”的村。{hint}有的是：{_some([village.name for village in power_list.villages])}")


def _bare(number: str) -> str:
    return normalize("NFKC", number).strip().lstrip("0")


def _some(names: list[str]) -> str:
    more = f" 等 {len(names)} 个" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more
