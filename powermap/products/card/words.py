"""An item, or a list, in; what its picture shows in words out, for a reader who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator

from powermap.model import Decision, Entry, Item, PowerList, Risk, Village
from powermap.products.wording import owners_words

ALT_BRIEF = 120
"""Characters of a short alternative text: what a screen reader says in one breath."""


def item_alt(power_list: PowerList, item: Item, village: Village | None, with_notes: bool = False) -> str:
    """The whole route of an item in sentences, one paragraph a step, then risks and telephones.

    with_notes: also what the steps explain (the long picture shows it).
    """
    places = {entry.key: place for place, entry in enumerate(item.entries, start=1)}
    parts = [f"{item.number} {item.name}，{power_list.title}的路线图，共 {len(item.entries)} 步。"]
    owners = owners_words(item)
    facts = [f"办理主体：{owners}。" if owners else "", f"办理时限：{item.limit}。" if item.limit else ""]
    parts.append("".join(facts))
    for entry in item.entries:
        note = f"{entry.note.rstrip('。')}。" if with_notes and entry.note else ""
        parts.append(f"{_entry_words(entry, places)}{note}{''.join(_ways(entry, places))}")
    risks = sorted(item.risks, key=lambda pair: pair[1].level.rank)
    if risks:
        parts.append("廉政风险和防控：")
        parts += [_risk_words(places[entry.key], risk) for entry, risk in risks]
    parts.append(place_alt(village))
    return "\n".join(part for part in parts if part)


def item_brief(item: Item) -> str:
    """One sentence on an item, ALT_BRIEF characters at most: its first and its last step, how many, how many risks."""
    names = [entry.short or entry.name for entry in item.entries]
    risks = f"，廉政风险 {len(item.risks)} 处" if item.risks else ""
    words = f"{item.number} {item.name}路线图，共 {len(names)} 步，从“{names[0]}”到“{names[-1]}”{risks}"
    if len(words) > ALT_BRIEF:
        words = f"{item.number} {item.short or item.name}路线图，共 {len(names)} 步{risks}"
    return words[:ALT_BRIEF]


def list_alt(power_list: PowerList, village: Village | None) -> str:
    """The cover of a series: whose list, how many items, which categories."""
    counts = [(c, sum(item.category == c for item in power_list.items)) for c in power_list.categories]
    kinds = "；".join(f"{category.name} {count} 项" for category, count in counts if count)
    whose = f"{village.town}{village.name}，" if village else ""
    return f"{whose}{power_list.title}，共 {len(power_list.items)} 项。{kinds}。"


def category_alt(title: str, items: tuple[Item, ...]) -> str:
    """The card of a category: its items with their numbers."""
    return f"{title}，共 {len(items)} 项。\n" + "\n".join(f"{item.number} {item.name}" for item in items)


def place_alt(village: Village | None) -> str:
    """The village, its telephones and where its code leads; "" without a village."""
    if village is None:
        return ""
    phones = "；".join(f"{phone.label} {phone.number}" for phone in village.phones)
    code = f"二维码的网址：{village.link}" if village.link else ""
    return "".join([f"{village.town}{village.name}。", f"监督电话：{phones}。" if phones else "", code])


def _entry_words(entry: Entry, places: dict[str, int]) -> str:
    kind = "判断：" if isinstance(entry, Decision) else ""
    actors = "、".join(actor.name for actor in entry.actors)
    facts = [words for words in (actors and f"由{actors}办", entry.limit and f"时限：{entry.limit}") if words]
    name = entry.name if entry.name.endswith(("？", "！", "。")) else f"{entry.name}。"
    return f"第 {places[entry.key]} 步，{kind}{name}{'，'.join(facts)}{'。' if facts else ''}"


def _ways(entry: Entry, places: dict[str, int]) -> Iterator[str]:
    """Where an entry leads: every result of a decision; of a step only what is not the next entry."""
    own = places[entry.key]
    if isinstance(entry, Decision):
        yield "；".join(f"{branch.result}：{_target(branch.target, own, places)}" for branch in entry.branches) + "。"
    elif entry.target is None or places[entry.target] != own + 1:
        yield f"然后{_target(entry.target, own, places)}。"


def _target(target: str | None, own: int, places: dict[str, int]) -> str:
    if target is None:
        return "结束"
    return f"{'退回' if places[target] <= own else '到'}第 {places[target]} 步"


def _risk_words(place: int, risk: Risk) -> str:
    owner = f"责任人：{risk.owner}。" if risk.owner else ""
    return f"第 {place} 步，{risk.level.name}风险：{risk.text.rstrip('。')}。防控：{risk.control.rstrip('。')}。{owner}"
