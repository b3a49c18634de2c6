"""A project and its list in; every job, and the tasks they are dealt out as, out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from powermap.build.choosing import choose_items
from powermap.build.keys import Keys
from powermap.build.kinds import Kind, Values
from powermap.build.project import Project
from powermap.build.salvage import Salvaged
from powermap.build.work import Task
from powermap.model import Village
from powermap.value import replace

TASK_SECONDS = 1.0
"""About how long a task should last: long enough to share a layout, short enough to stop and to deal out evenly."""


@dataclass(frozen=True)
class Job:
    """One product for one village (None: places to write in) and, of most kinds, one item."""

    kind: Kind
    values: Values
    item: str | None
    village: Village | None
    key: str

    @cached_property
    def name(self) -> str:
        """The same as long as the project asks for this product, whatever its content."""
        village = self.village.name if self.village else None
        return json.dumps([self.kind.name, dict(self.values), self.item, village], ensure_ascii=False)

    @property
    def title(self) -> str:
        """For people: 示例村 挂图 08."""
        parts = (self.village.name if self.village else "", self.kind.word, self.item or "")
        return " ".join(part for part in parts if part)


def plan(project: Project, salvaged: Salvaged, keys: Keys) -> tuple[Job, ...]:
    """Every job of a project whose item and village are good, in the order of the file, the list and the villages.

    Products of the whole list are left out while an item is bad. Raises UsageError for a number that no item has.
    """
    power_list = salvaged.power_list
    villages: tuple[Village | None, ...] = power_list.villages or (None,)
    jobs: dict[str, Job] = {}
    for wish in project.wishes:
        items: list[str | None] = [None] if salvaged.items_good else []
        if wish.kind.each_item:
            known = replace(power_list, items=tuple(i for i in power_list.items if i.number in salvaged.numbers))
            wanted = [n for n in wish.items if salvaged.items_good or _has(known.items, n)]
            chosen = choose_items(known, wanted) if wanted or not wish.items else ()
            items = [item.number for item in chosen]
        for item in items:
            for village in villages:
                key = keys.key(wish.kind.name, wish.values, item, village)
                job = Job(wish.kind, wish.values, item, village, key)
                jobs.setdefault(job.name, job)
    return tuple(jobs.values())


def _has(items: Iterable[object], number: str) -> bool:
    return any(getattr(item, "number", None) == number for item in items)


def deal(jobs: Iterable[Job]) -> Iterator[tuple[Task, tuple[Job, ...]]]:
    """Tasks with their jobs, the longest first; the villages of one product stand together."""
    ordered = sorted(jobs, key=lambda job: -job.kind.cost)
    for _, group in groupby(ordered, key=lambda job: (job.kind.name, job.values, job.item)):
        same = tuple(group)
        size = max(1, round(TASK_SECONDS / same[0].kind.cost))
        for start in range(0, len(same), size):
            part = same[start : start + size]
            yield Task(part[0].kind.name, part[0].values, part[0].item, tuple(job.village for job in part)), part
