"""Model values in; the words that stand on products out."""

from __future__ import annotations

import re

from powermap.model import Approval, Basis, Item, Phone, PowerList, Publication, Village

_PLACEHOLDER = re.compile(r"【([^】]*)】")
_DIGITS = "零一二三四五六七八九"


def chinese_number(value: int) -> str:
    """1 to 999 as statutes write it: 28 → 二十八, 110 → 一百一十."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    out = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        out += ("十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")
    elif ones:
        out += ("零" if hundreds else "") + _DIGITS[ones]
    return out


def article_words(number: str) -> str:
    """An article number for reading: "28" → 第二十八条, "30-1" → 第三十条之一."""
    main, _, part = number.partition("-")
    words = f"第{chinese_number(int(main))}条" if main.isdigit() else f"第{number}条"
    return words + (f"之{chinese_number(int(part))}" if part.isdigit() else "")


def basis_words(basis: Basis) -> str:
    """《title》 with its articles in short: 第五、三十七条; three or more in a row become 第四十三至四十六条."""
    title = basis.statute.key if basis.statute else basis.title
    quoted = title if title.startswith("《") else f"《{title}》"
    numbers = [article.number for article in basis.articles]
    if not numbers:
        return quoted
    if not all(number.isdigit() for number in numbers):
        return quoted + "、".join(article_words(number) for number in numbers)
    spans: list[list[int]] = []
    for number in sorted(int(n) for n in numbers):
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    parts: list[str] = []
    for span in spans:
        words = [chinese_number(n) for n in span]
        parts += [f"{words[0]}至{words[-1]}"] if len(span) > 2 else words
    return f"{quoted}第{'、'.join(parts)}条"


def bases_words(item: Item) -> str:
    return "\n".join(basis_words(basis) for basis in item.bases)


def owners_words(item: Item) -> str:
    return "、".join(actor.name for actor in item.owners)


def publication_words(publication: Publication) -> str:
    """Where and how long."""
    channels = "、".join(publication.channels)
    return "，".join(part for part in (channels, publication.period) if part)


def approval_words(power_list: PowerList) -> str:
    if power_list.approval is Approval.SAMPLE:
        return "示范文本，印发前须由区镇核定"
    return "已核定"


def kind_words(item: Item) -> str:
    return "个性清单" if item.own else "共性清单"


def phones_of(village: Village | None) -> tuple[tuple[Phone, ...], tuple[Phone, ...]]:
    """The telephones in the village, and those of the authorities above it, among them the public lines (12345)."""
    if village is None:
        return (), ()
    words = ("镇", "区", "县", "市", "街道", "上级", "热线")
    above = tuple(
        p for p in village.phones if any(word in p.label for word in words) or re.fullmatch(r"12\d{3}", p.number)
    )
    return tuple(p for p in village.phones if p not in above), above


def filled(words: str, power_list: PowerList, village: Village | None = None, item: Item | None = None) -> str:
    """Words of a theme with what stands in 【】 put in; what there is nothing for is left out."""
    category = item.category.name if item else ""
    known = {
        "清单": power_list.title.removesuffix("清单").removesuffix("共性"),
        "类别": category if category.endswith("类") or not category else f"{category}类",
        "编号": item.number if item else "",
        "村名": village.name if village else "",
        "区镇": village.town if village else "",
        "版本": power_list.edition,
    }
    return _PLACEHOLDER.sub(lambda found: known.get(found[1], found[0]), words).strip(" ·")
