"""The bases of items and the register in; statutes and articles that cannot be relied on out."""

from __future__ import annotations

from collections.abc import Iterator

from powermap.validate.drafts import BasisDraft, StatuteDraft
from powermap.validate.list_draft import ListDraft, TypedItem
from powermap.validate.rule import Finding
from powermap.validate.rules.names import meant


def basis_empty(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """A basis is a statute or a document: one of them, and articles only of a statute."""
    for number, basis in enumerate(item.draft.bases):
        if bool(basis.statute) == bool(basis.document):
            found = "既写了“法规”又写了“文件”" if basis.statute else "没有写“法规”或“文件”"
            yield Finding(
                item.at("依据", number),
                f"这条依据{found}",
                "写成 {法规: 法规库里的名称, 条: [28]} 或 {文件: 文件名称}，两样分两条写",
            )
        elif basis.articles and not basis.statute:
            yield Finding(
                item.at("依据", number, "条"), "“文件”后面写了条号", "条号只跟在“法规”后面；文件的条号写进文件名称里"
            )


def statute_unknown(item: TypedItem, draft: ListDraft) -> Iterator[Finding]:
    """Statutes are named by their key in the register, so that stale articles are found."""
    for number, basis in enumerate(item.draft.bases):
        if not basis.statute:
            continue
        if draft.register is None and not draft.all_read:
            return
        if draft.register is None:
            yield Finding(
                item.at("依据", number, "法规"),
                f"引用了“{basis.statute}”，但清单没有法规库",
                "在清单文件里写“法规库: 法规库文件的位置”",
                "在“法规”页登记它（样例工作簿的“法规”页有几部，可以整行复制过来）；不登记就写成“文件：名称”",
            )
        elif basis.statute not in draft.register:
            titles = {s.draft.name: key for key, s in draft.register.items() if s.draft and s.draft.name}
            bare = basis.statute.strip("《》")
            key = titles.get(bare) or (bare if bare in draft.register else None)
            advice = (
                f"写法规库里的名称“{key}”"
                if key
                else meant(bare, draft.register) + "改成法规库里的名称，或在法规库里加上它"
            )
            in_book = "" if key else meant(bare, draft.register) + "改成“法规”页里的名称，或在“法规”页加一行"
            yield Finding(item.at("依据", number, "法规"), f"法规库里没有“{basis.statute}”", advice, in_book)


def _cited(item: TypedItem, draft: ListDraft) -> Iterator[tuple[int, BasisDraft, StatuteDraft]]:
    """Bases that name a statute whose entry in the register could be typed."""
    for number, basis in enumerate(item.draft.bases):
        typed = (draft.register or {}).get(basis.statute)
        if typed and typed.draft:
            yield number, basis, typed.draft


def article_unknown(item: TypedItem, draft: ListDraft) -> Iterator[Finding]:
    """Articles are those of the register's 条文; an old number has a rule of its own."""
    for number, basis, statute in _cited(item, draft):
        for position, article in enumerate(basis.articles):
            if article not in statute.articles and article not in statute.renumbered:
                yield Finding(
                    item.at("依据", number, "条", position),
                    f"法规库里“{basis.statute}”没有第{article}条",
                    f"核对条号；确实用得到就在法规库的“条文”里加上（现有：{'、'.join(statute.articles) or '无'}）",
                )


def article_old(item: TypedItem, draft: ListDraft) -> Iterator[Finding]:
    """A number of the text before the amendment. One that is in 条文 too is taken as the new number."""
    for number, basis, statute in _cited(item, draft):
        for position, article in enumerate(basis.articles):
            if article in statute.renumbered and article not in statute.articles:
                yield Finding(
                    item.at("依据", number, "条", position),
                    f"“{basis.statute}”第{article}条是修订前的条号",
                    f"现在是第{statute.renumbered[article]}条；改之前核对内容是否也变了",
                )


def renumbered_unknown(draft: ListDraft) -> Iterator[Finding]:
    """旧条号 leads to articles that 条文 has, or its advice would lead nowhere."""
    for key, statute in (draft.register or {}).items():
        if statute.draft:
            for old, new in statute.draft.renumbered.items():
                if new not in statute.draft.articles:
                    yield Finding(
                        statute.node.place,
                        f"“{key}”的旧条号 {old} 指到第{new}条，“条文”里没有",
                        f"在“条文”里加上第{new}条，或改正旧条号",
                    )


def statute_undated(draft: ListDraft) -> Iterator[Finding]:
    """施行 and 核对 say which text was read, and when; without them nobody can tell whether it is stale."""
    for key, statute in (draft.register or {}).items():
        if statute.draft is None:
            continue
        if not statute.draft.in_force:
            yield Finding(statute.at("施行"), f"法规“{key}”没有写“施行”", "补上现行文本的施行日期，如 施行: 2026-01-01")
        if not statute.draft.checked.date:
            yield Finding(
                statute.at("核对", "日期"),
                f"法规“{key}”没有写“核对”日期",
                "对照原文后写 核对: {日期: 2026-11-23, 来源: …}",
            )


def statute_pending(draft: ListDraft) -> Iterator[Finding]:
    """An entry that nobody has compared with the official text yet."""
    for key, statute in (draft.register or {}).items():
        if statute.draft and statute.draft.pending:
            yield Finding(statute.at("待核"), f"法规“{key}”还没有核对原文", "对照官方文本核对后删掉“待核”")
