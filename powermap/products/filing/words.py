"""Two lists compared in; every word of the filing form out, for the PDF and the editable document alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from powermap.compare import Change, Comparison, ItemChange, number_order
from powermap.model import Item, PowerList
from powermap.products.wording import approval_words, bases_words, kind_words, owners_words, publication_words
from powermap.value import Value

FORM = "备案表"
UNITS = ("报送单位（盖章）", "受理备案单位（盖章）")
SIGNERS = ("经办人", "审核人", "负责人")
DATE = ("年", "月", "日")
DATED = "报送日期"
KEPT = "沿用"
ITEM_COLUMNS = ("编号", "事项名称", "办理主体", "类别", "变化")
CHANGE_COLUMNS = ("事项", "变动之处", "修改前", "修改后")
ITEMS, CHANGES, SIGNATURES, ROUTES = "一、事项一览", "二、修改对照", "三、签字盖章", "四、流程对照"
NOTHING = "和原清单相比没有变化。"
NONE = "—"


class ItemRow(Value, frozen=True):
    """A line of the table of items; result: 沿用, 修改, 新增, 停用."""

    number: str
    name: str
    owners: str
    category: str
    result: str

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.number, self.name, self.owners, self.category, self.result)


class ChangeRow(Value, frozen=True):
    """A line of the table of changes; subject: the item, or the list as a whole."""

    subject: str
    where: str
    before: str
    after: str

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.subject, self.where, self.before, self.after)


@dataclass(frozen=True)
class Filing:
    """The words of a form. facts: what stands on the cover, ("报送单位", "") being a place to write in; groups: items
    with their heading; routed: the items whose routes are shown.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, tuple[ItemRow, ...]], ...]
    changes: tuple[ChangeRow, ...]
    routed: tuple[ItemChange, ...]

    @property
    def change_groups(self) -> tuple[tuple[str, tuple[ChangeRow, ...]], ...]:
        """The changes by their subject."""
        return tuple((subject, tuple(rows)) for subject, rows in groupby(self.changes, lambda row: row.subject))


def filing_of(old: PowerList, new: PowerList, comparison: Comparison) -> Filing:
    """The form of the new list, which is compared with the old one."""
    rows = _rows(new, comparison)
    shared = tuple(row for item, row in rows if not item.own)
    own = tuple(row for item, row in rows if item.own)
    groups = [(f"（一）共性事项{_counted(shared)}", shared)] if shared else []
    groups += [(f"（{'二' if shared else '一'}）个性事项{_counted(own)}", own)] if own else []
    return Filing(
        new.title,
        tuple(_facts(old, new, comparison)),
        tuple(groups),
        tuple(_change_rows(comparison)),
        tuple(change for change in comparison.items if change.status == "新增" or change.rerouted),
    )


def count_words(comparison: Comparison) -> str:
    """新增 1 项，停用 1 项，修改 2 项，沿用 9 项"""
    counts = [(word, len(comparison.of(word))) for word in ("新增", "停用", "修改")]
    return "，".join(f"{word} {count} 项" for word, count in (*counts, (KEPT, comparison.same)) if count)


def edition_words(old: PowerList, new: PowerList) -> tuple[str, str]:
    """What tells the two lists apart: their editions, with their titles where those differ."""
    if old.title == new.title and old.edition != new.edition:
        return f"{old.edition} 版", f"{new.edition} 版"
    return f"{old.title} {old.edition} 版", f"{new.title} {new.edition} 版"


def fact_rows(item: Item) -> tuple[tuple[str, str], ...]:
    """What a new item says of itself besides its route."""
    rows = (
        ("类别", item.category.name),
        ("清单性质", kind_words(item)),
        ("事权性质", item.nature.value),
        ("办理主体", owners_words(item)),
        ("适用范围", item.scope),
        ("办理时限", item.limit),
        ("依据", bases_words(item)),
        ("资料", "、".join(item.materials)),
        ("公开内容", item.publication.content),
        ("公开方式", publication_words(item.publication)),
        ("群众监督", item.supervision.villagers),
        ("村级监督", item.supervision.village),
        ("上级监督", item.supervision.superior),
    )
    return tuple((label, words) for label, words in rows if words)


def _facts(old: PowerList, new: PowerList, comparison: Comparison) -> list[tuple[str, str]]:
    facts = [
        ("清单名称", new.title),
        ("清单编号", new.code),
        ("版本", f"{new.edition}（{approval_words(new)}）"),
        ("依据", new.basis),
        ("原清单", f"{old.title}（{old.edition} 版）"),
        ("事项", f"共 {len(new.items)} 项：{count_words(comparison)}" if new.items else ""),
    ]
    return [*((label, words) for label, words in facts if words), ("报送单位", ""), (DATED, "")]


def _rows(new: PowerList, comparison: Comparison) -> list[tuple[Item, ItemRow]]:
    results = {change.after.number: change.status for change in comparison.items if change.after}
    rows = [(item, _row(item, results.get(item.number, KEPT))) for item in new.items]
    rows += [(change.item, _row(change.item, change.status)) for change in comparison.of("停用")]
    return sorted(rows, key=lambda row: (number_order(row[0].number), row[1].result == "停用"))


def _counted(rows: Sequence[ItemRow]) -> str:
    stopped = sum(1 for row in rows if row.result == "停用")
    return f"（{len(rows) - stopped} 项{f'，另停用 {stopped} 项' if stopped else ''}）"


def _row(item: Item, result: str) -> ItemRow:
    return ItemRow(item.number, item.name, owners_words(item), item.category.name, result)


def _change_rows(comparison: Comparison) -> list[ChangeRow]:
    rows = [_change_row("清单", change) for change in comparison.head]
    for item in comparison.items:
        match item.status:
            case "新增":
                rows.append(ChangeRow(item.label, "整项", NONE, "新增"))
            case "停用":
                rows.append(ChangeRow(item.label, "整项", "在用", "停用"))
            case _:
                rows += [_change_row(item.label, change) for change in item.changes]
    return rows


def _change_row(subject: str, change: Change) -> ChangeRow:
    what = f"{'' if change.before else '增加'}{'' if change.after else '删去'}{change.what}"
    where = f"{change.place}：{what}" if change.place else what
    return ChangeRow(subject, where, change.before or NONE, change.after or NONE)
