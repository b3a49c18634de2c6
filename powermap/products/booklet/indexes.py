"""A list in; what its indexes hold out: by actor, by time limit, by level of risk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from unicodedata import normalize

from powermap.model import Entry, Item, PowerList
from powermap.model.theme import Theme
from powermap.products.booklet.chapters import by_number
from powermap.products.booklet.places import Places
from powermap.value import Value

BY_ACTOR, BY_LIMIT, BY_RISK = "索引一　按主体查", "索引二　按时限查", "索引三　按风险等级查"

At = Callable[[Places], int]


class Line(Value, frozen=True):
    """A line of an index: the item, the name of the step ("" for none), and how its page is found."""

    item: Item
    step: str
    at: At


class Group(Value, frozen=True):
    """Lines under one heading; paint is #RRGGBB."""

    title: str
    paint: str
    lines: tuple[Line, ...]


class Index(Value, frozen=True):
    title: str
    lead: str
    groups: tuple[Group, ...]


def indexes_of(power_list: PowerList, theme: Theme) -> tuple[Index, ...]:
    """The indexes that have lines."""
    found = (
        Index(BY_ACTOR, "谁参加哪些事项，从哪一页的环节开始", tuple(_by_actor(power_list, theme))),
        Index(BY_LIMIT, "有期限的环节，从短到长", tuple(_by_limit(power_list, theme))),
        Index(BY_RISK, "有风险的环节，从高到低", tuple(_by_risk(power_list, theme))),
    )
    return tuple(index for index in found if index.groups)


def _by_actor(power_list: PowerList, theme: Theme) -> Iterator[Group]:
    """Every item in which an actor has a step, or is in charge."""
    for actor in sorted(power_list.actors, key=lambda actor: list(theme.kinds).index(actor.kind.value)):
        lines: list[Line] = []
        for item in by_number(power_list.items):
            keys = [entry.key for entry in item.entries if actor in entry.actors]
            if keys:
                lines.append(Line(item, "", _step_at(item, keys[0])))
            elif actor in item.owners:
                lines.append(Line(item, "", _item_at(item)))
        if lines:
            yield Group(actor.name, theme.kinds[actor.kind.value], tuple(lines))


def _by_limit(power_list: PowerList, theme: Theme) -> Iterator[Group]:
    groups: dict[tuple[float, str], list[Line]] = {}
    for item in by_number(power_list.items):
        for entry in item.entries:
            if entry.limit:
                groups.setdefault(limit_group(entry.limit), []).append(
                    Line(item, entry.short, _step_at(item, entry.key))
                )
    for (_, title), lines in sorted(groups.items(), key=lambda pair: pair[0]):
        yield Group(title, theme.palette["primary"], tuple(lines))


def _by_risk(power_list: PowerList, theme: Theme) -> Iterator[Group]:
    for level in power_list.levels:
        lines = [
            Line(item, entry.short, _risk_at(item, entry))
            for item in by_number(power_list.items)
            for entry in item.entries
            if any(risk.level.rank == level.rank for risk in entry.risks)
        ]
        if lines:
            yield Group(f"{level.name}风险", theme.level_color(level.rank, level.scale), tuple(lines))


def _item_at(item: Item) -> At:
    return lambda places: places.items[item.number]


def _step_at(item: Item, key: str) -> At:
    return lambda places: places.of_step(item.number, key)


def _risk_at(item: Item, entry: Entry) -> At:
    return lambda places: places.of_risk(item.number, entry.key)


_DIGITS = {
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_SPAN = re.compile(r"(\d+|[一二两三四五六七八九十])\s*个?\s*(小时|工作日|日|天|周|月|年)")
_DAYS = {"小时": 1 / 24, "工作日": 1.4, "日": 1.0, "天": 1.0, "周": 7.0, "月": 30.0, "年": 365.0}
"""How long a unit is in days: five working days are a week."""

_AT_ONCE = ("当场", "当天", "当日", "随时", "立即", "随到")
ONCE, REGULAR, AGREED = "当场、当天、随时", "定期（按月、按季、按年）", "按约定或者按进度"


def limit_group(limit: str) -> tuple[float, str]:
    """The heading under which a limit stands, and its place: what is done at once, spans from short to long, what
    comes back regularly, what depends on an agreement or on another step.
    """
    text = normalize("NFKC", limit)
    if re.search(r"每|按月|按季|按年", text):
        return 1e6, REGULAR
    match = _SPAN.search(text)
    if match is None:
        return (-1.0, ONCE) if any(word in text for word in _AT_ONCE) else (2e6, AGREED)
    count = float(_DIGITS.get(match[1]) or match[1])
    unit = match[2]
    words = f"{count:g} 个{unit}" if unit in ("工作日", "月") else f"{count:g} {'日' if unit == '天' else unit}"
    days = count * _DAYS[unit]
    before, after = text[: match.start()], text[match.end() :]
    if "不少于" in before:
        return days + 0.03, f"不少于 {words}"
    if re.search(r"前$|提前\s*$|前\s*$", before):
        return days + 0.02, f"提前 {words}"
    if after.startswith("内"):
        return days, f"{words}内"
    return days + 0.01, words
