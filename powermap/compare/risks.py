"""The risks of an entry in two editions in; what changed in them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from powermap.compare.changes import Change
from powermap.compare.likeness import ALIKE, likeness
from powermap.model import Risk


def risk_words(risk: Risk) -> str:
    """A risk as a whole."""
    owner = f"；责任人：{risk.owner}" if risk.owner else ""
    return f"{risk.text}（{risk.level.name}；防控：{risk.control}{owner}）"


def compare_risks(place: str, old: Sequence[Risk], new: Sequence[Risk]) -> Iterator[Change]:
    """Risks belong together by their text, then by likeness. place: the words for their entry."""
    partner = _partners(old, new)
    for i, risk in enumerate(new):
        if i not in partner:
            yield Change(place, "风险", "", risk_words(risk))
            continue
        before = old[partner[i]]
        for what, was, now in (
            ("写法", before.text, risk.text),
            ("等级", before.level.name, risk.level.name),
            ("防控", before.control, risk.control),
            ("责任人", before.owner, risk.owner),
        ):
            if was != now:
                yield Change(f"{place}的风险“{risk.text}”", what, was, now)
    for i, risk in enumerate(old):
        if i not in partner.values():
            yield Change(place, "风险", risk_words(risk), "")


def _partners(old: Sequence[Risk], new: Sequence[Risk]) -> dict[int, int]:
    """New place → old place."""
    partner: dict[int, int] = {}
    for least in (1.0, ALIKE):
        for i, risk in enumerate(new):
            free = [k for k in range(len(old)) if k not in partner.values()]
            if i in partner or not free:
                continue
            best = max(free, key=lambda k: likeness(old[k].text, risk.text))
            share = likeness(old[best].text, risk.text)
            if share >= 1.0 if least == 1.0 else share > least:
                partner[i] = best
    return partner
