"""A list and the text of a finished file in; missing texts, and text that is not the list's, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import lru_cache
from typing import Any
from unicodedata import normalize

from powermap.diagnostics import Severity
from powermap.model import Actor, Decision, Item, PowerList, Village
from powermap.proof.report import Finding
from powermap.value import Value

_RADICALS = dict(
    zip(
        "⺁⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻥⻦⻩⻬⻰⻳⺟⻌⻏⻖",
        "厂民虎西见角贝车长门青韦页风飞食马鱼鸟黄齐龙龟母辶阝阝",
        strict=True,
    )
)
"""CJK Radicals Supplement, which has no compatibility mappings: a font may give its glyph for the character."""

_COMPATIBLE = re.compile("[\u2f00-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
"""Kangxi Radicals and CJK Compatibility Ideographs: NFKC gives the characters that were meant."""

_HAN = re.compile("[\u3400-\u9fff]{2,}")

LEAST_PIECE = 4
"""Characters of a list's text that count as its own when they stand alone."""


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Without white space, with radicals and compatibility ideographs as the characters that they look like."""
    text = "".join(_RADICALS.get(char, char) for char in text if not char.isspace())
    return _COMPATIBLE.sub(lambda match: normalize("NFKC", match[0]), text)


class Wanted(Value, frozen=True):
    """A text that must be there: what it is, and the ways in which it may be written."""

    what: str
    ways: tuple[str, ...]


def wanted_texts(item: Item, *, card: bool = False, pocket: bool = False) -> Iterator[Wanted]:
    """The texts of an item that its products must show. A card and a pocket booklet show the route, a card in short
    names where it must.
    """
    route_alone = card or pocket
    yield Wanted("事项名称", (item.name, item.short) if card else (item.name,))
    if not route_alone:
        yield from _facts(item)
    for number, entry in enumerate(item.entries, 1):
        kind = "判断" if isinstance(entry, Decision) else "步骤"
        place = f"第 {number} 步（{entry.name}）"
        yield Wanted(kind, (entry.name, entry.short) if card else (entry.name,))
        yield Wanted(f"{place}的时限", (entry.limit,))
        for actor in entry.actors:
            yield _actor(f"{place}的主体", actor)
        if isinstance(entry, Decision):
            for branch in entry.branches:
                yield Wanted(f"{place}的结果", (branch.result,))
        if route_alone:
            continue
        yield Wanted(f"{place}的说明", (entry.note,))
        for risk in entry.risks:
            yield Wanted(f"{place}的风险", (risk.text,))
            yield Wanted(f"{place}的防控", (risk.control,))
            yield Wanted(f"{place}的风险责任人", (risk.owner,))


def overview_texts(item: Item) -> Iterator[Wanted]:
    """What the overview of a list must show of an item."""
    what = f"{item.number} {item.name}"
    yield Wanted(f"{what} 的编号和名称", (item.number + item.name,))
    for owner in item.owners:
        yield _actor(f"{what} 的办理主体", owner)
    if item.top_level:
        yield Wanted(f"{what} 的风险等级", (item.top_level.name,))


def _facts(item: Item) -> Iterator[Wanted]:
    yield Wanted("办理时限", (item.limit,))
    for owner in item.owners:
        yield _actor("办理主体", owner)
    supervision = item.supervision
    yield Wanted("群众监督", (supervision.villagers,))
    yield Wanted("村级监督", (supervision.village,))
    yield Wanted("上级监督", (supervision.superior,))
    for text in (*item.publication.channels, item.publication.period):
        yield Wanted("公开方式", (text,))


def village_texts(village: Village, *, card: bool = False) -> Iterator[Wanted]:
    """What of a village stands on what is printed for it."""
    yield Wanted("村名", (village.name,))
    for phone in village.phones:
        yield Wanted(f"监督电话（{phone.label}）", (phone.number,))
    if village.contact and not card:
        yield Wanted("联系人", (village.contact.name,))


def check_missing(wanted: Iterable[Wanted], text: str, subject: str, page: int = 0) -> list[Finding]:
    """Every text is in the text of the file, white space apart. text: as drawn; page: 0 for the whole file."""
    there = plain(text)
    out = []
    for one in dict.fromkeys(wanted):
        ways = [way for way in one.ways if way]
        if ways and not any(plain(way) in there for way in ways):
            what = f"{subject}：缺{one.what}“{ways[0]}”"
            out.append(Finding("missing-text", Severity.ERROR, page, what))
    return out


def check_extra(known: Iterable[str], lines: Sequence[tuple[int, str]]) -> list[Finding]:
    """Chinese text that is made neither of the known texts nor of parts of them: a notice for each page, since products
    may have words of their own. lines: page and text of each block.
    """
    corpus = "\n".join(dict.fromkeys(plain(text) for text in (*known, *OWN_WORDS)))
    whole = frozenset(corpus.split("\n"))
    found: dict[int, list[str]] = {}
    for page, line in lines:
        for rest in _left_over(plain(line), corpus, whole):
            if rest not in found.setdefault(page, []):
                found[page].append(rest)
    return [
        Finding("extra-text", Severity.NOTICE, page, "清单里没有的文字：" + "；".join(texts))
        for page, texts in sorted(found.items())
        if texts
    ]


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a value of the model, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Enum):
        yield str(value.value)
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)
    elif isinstance(value, Value):
        for name in value.__struct_fields__:
            yield from texts_in(getattr(value, name))


def item_for(power_list: PowerList, title: str, file_name: str) -> Item | None:
    """The item that a file is for: by number and name in its title, else by number and name in its file name; else by
    the number with which either begins, for names change.
    """
    for text in (title, file_name):
        heard = plain(text)
        fitting = [item for item in power_list.items if plain(item.name) in heard and item.number in heard]
        if fitting:
            return max(fitting, key=lambda item: len(item.name))
    number, _ = _headed(power_list, title, file_name)
    return next((item for item in power_list.items if item.number == number), None)


def check_known(power_list: PowerList, title: str, file_name: str) -> list[Finding]:
    """A file that by its title or name is for one item is for an item of the list."""
    number, name = _headed(power_list, title, file_name)
    if not number or item_for(power_list, title, file_name):
        return []
    return [Finding("missing-text", Severity.ERROR, 0, f"清单里没有“{number} {name}”这个事项")]


def _headed(power_list: PowerList, title: str, file_name: str) -> tuple[str, str]:
    """Number and name with which a title (08 小型工程) or else a file name (08-小型工程-A2.pdf) begins, "" without. A
    number has as many digits as those of the list.
    """
    match = re.match(r"(\d+) (\S.*)", title) or re.match(r"(\d+)-([^-.]+)", file_name)
    if match and len(match[1]) in {len(item.number) for item in power_list.items}:
        return match[1], match[2]
    return "", ""


def village_for(power_list: PowerList, author: str, folders: Iterable[str]) -> Village | None:
    """The village that a file is for: its author, or a folder that it lies in."""
    names = {author, *folders}
    return next((village for village in power_list.villages if village.name in names), None)


def item_pages(outline: Sequence[tuple[str, int]], items: Sequence[Item], last: int) -> dict[str, range]:
    """By item number: the pages that an outline gives an item, up to the next entry on another page."""
    places = {item.number: page for item in items for title, page in outline if _is_title(title, item)}
    starts = sorted({page for _, page in outline})
    return {
        number: range(page, next((start for start in starts if start > page), last + 1))
        for number, page in places.items()
    }


def _is_title(title: str, item: Item) -> bool:
    heard = plain(title)
    return heard.endswith(plain(item.name)) and item.number in heard


def _actor(what: str, actor: Actor) -> Wanted:
    return Wanted(what, (actor.name, actor.short))


def _left_over(text: str, corpus: str, whole: frozenset[str]) -> Iterator[str]:
    """The stretches of Chinese in text that stand neither in a known text nor in a piece of LEAST_PIECE characters."""
    if text in corpus:
        return
    known = [False] * len(text)
    end = 0
    for start in range(len(text)):
        end = max(end, start)
        while end < len(text) and text[start : end + 1] in corpus:
            end += 1
        if end - start >= LEAST_PIECE:
            known[start:end] = [True] * (end - start)
            continue
        for stop in range(start + 1, min(start + LEAST_PIECE, len(text) + 1)):
            if text[start:stop] in whole:
                known[start:stop] = [True] * (stop - start)
    rest = "".join("\n" if found else char for char, found in zip(text, known, strict=True))
    for match in _HAN.finditer(rest):
        yield match[0]


OWN_WORDS = (
    *(
        "开始",
        "结束",
        "办理主体",
        "办理时限",
        "办理依据",
        "公开方式",
        "运行流程",
        "运行路线图",
        "廉政风险",
        "廉政风险与防控",
    ),
    *(
        "防控",
        "括号内为责任人",
        "防控后的括号内为责任人",
        "责任人",
        "群众监督",
        "村级监督",
        "上级监督",
        "联系人",
        "监督电话",
        "电话",
        "姓名",
        "职务",
    ),
    *("扫码看公开", "贴二维码处", "示范文本，印发前须由区镇核定", "已核定", "清单版本", "共性清单", "个性清单"),
    *(
        "转",
        "续",
        "共",
        "项",
        "第",
        "条",
        "之",
        "款",
        "至",
        "类",
        "步",
        "页",
        "张",
        "下一张",
        "上一张",
        "同字母的圆圈相接",
        "见第",
        "、",
        "·",
        "镇",
        "村",
    ),
    *"零一二三四五六七八九十百",
)
"""Words that products add to those of the list."""
