"""Drafts of villages in; telephones and addresses that would be printed wrong, or not at all, out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from powermap.validate.list_draft import ListDraft
from powermap.validate.rule import Finding

# Fixed line with area code, mobile, service numbers such as 12388, 400/800 numbers; an extension may follow.
_PHONE = re.compile(r"(?:0\d{2,3}-?\d{7,8}|1\d{10}|1\d{4}|\d{7,8}|[48]00-?\d{3}-?\d{4})(?:转\d{1,6}|-\d{1,6})?")
_MOBILE = re.compile(r"1\d{10}")
_LINK = re.compile(r"https?://[^\s/]+\.[^\s]+")


def _digits(number: str) -> str:
    text = unicodedata.normalize("NFKC", number)
    return re.sub(r"[\s()]", "", re.sub(r"[‐-―−]", "-", text))


def village_no_phone(draft: ListDraft) -> Iterator[Finding]:
    """昆纪发〔2019〕24号 has the supervision telephone made public in every village."""
    for village in draft.villages:
        if not any(village.draft.phones.values()):
            yield Finding(
                village.at("监督电话"),
                f"“{village.draft.name}”没有写“监督电话”",
                "补上“监督电话: {村务监督委员会: 号码, 区镇纪（工）委: 号码}”，至少一个",
                "补上“监督电话”，如 村务监督委员会：0512-0000 0001，至少一个",
            )


def phone_odd(draft: ListDraft) -> Iterator[Finding]:
    """A number that cannot be dialled."""
    for village in draft.villages:
        for label, number in village.draft.phones.items():
            if number and not _PHONE.fullmatch(_digits(number)):
                yield Finding(
                    village.at("监督电话", label),
                    f"“{number}”不像电话号码",
                    "固定电话写区号和号码，如 0512-0000 0001；一个号码一行",
                )


def phone_mobile(draft: ListDraft) -> Iterator[Finding]:
    """A personal mobile number on a wall is personal information made public: 个人信息保护法 第二十五条."""
    for village in draft.villages:
        for label, number in village.draft.phones.items():
            if _MOBILE.fullmatch(_digits(number)):
                yield Finding(
                    village.at("监督电话", label),
                    f"“{label}”用的是手机号码",
                    "最好公开办公电话；确要公开个人手机，先取得本人单独同意（个人信息保护法第25条）",
                )


def link_odd(draft: ListDraft) -> Iterator[Finding]:
    """What the QR code holds must open in a browser."""
    for village in draft.villages:
        if village.draft.link and not _LINK.fullmatch(village.draft.link):
            yield Finding(
                village.at("公开二维码"), f"“{village.draft.link}”不是网址", "写扫码后打开的完整网址，以 https:// 开头"
            )


def village_repeated(draft: ListDraft) -> Iterator[Finding]:
    """Two villages of one name in one town would write the same files. Villages are called up by their name alone."""
    seen: set[str] = set()
    for village in draft.villages:
        if village.draft.name and village.draft.name in seen:
            yield Finding(village.at("村名"), f"村“{village.draft.name}”写了两次", "删掉一个，或在村名前加区镇名来区分")
        seen.add(village.draft.name)
