"""Worker processes that die: the job that kills them is found and named, the others are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from powermap.build import building
from powermap.build.building import Choice
from powermap.build.work import Task
from powermap.value import replace

from .projects import VILLAGES, built, files_in, small_project


class Mortal(Executor):
    """Dies of a task that the test names, and then takes no other, as a process pool does."""

    def __init__(self, deadly: Callable[[Task], bool]) -> None:
        self.deadly = deadly
        self.dead = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.dead:
            raise BrokenExecutor
        future: Future[Any] = Future()
        if self.deadly(args[1]):
            self.dead = True
            future.set_exception(BrokenExecutor())
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def mortals(monkeypatch: pytest.MonkeyPatch, deadly: Callable[[Task], bool]) -> list[Mortal]:
    pools: list[Mortal] = []

    @contextmanager
    def pool(*_: object) -> Iterator[Executor]:
        pools.append(Mortal(deadly))
        yield pools[-1]

    monkeypatch.setattr(building, "local_pool", pool)
    monkeypatch.setattr(building, "lone_pool", pool)
    return pools


def test_the_job_that_kills_is_named_and_the_others_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = small_project(tmp_path)

    def deadly(task: Task) -> bool:
        return task.item == "12" and any(village and village.name == "乙村" for village in task.villages)

    pools = mortals(monkeypatch, deadly)
    summary = built(project, Choice(workers=2))
    assert len(pools) > 2 and pools[0].dead
    assert [failure.what for failure in summary.failures] == ["乙村 卡片 12"]
    assert "意外退出" in summary.failures[0].reason and summary.code == 70
    assert summary.made == 2 * len(VILLAGES) - 1


def test_a_process_that_dies_by_chance_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = small_project(tmp_path)
    built(project)
    wanted = files_in(tmp_path / "成品")
    chances = [True]
    mortals(monkeypatch, lambda task: chances.pop() if chances else False)
    summary = built(project, Choice(workers=2, force=True))
    assert summary.failures == [] and summary.made == 2 * len(VILLAGES)
    assert files_in(tmp_path / "成品") == wanted


def test_workers_of_another_version_are_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = small_project(tmp_path, villages=["甲村"])
    real = building.pack
    monkeypatch.setattr(building, "pack", lambda *args: replace(real(*args), program="another"))
    summary = built(project, Choice(workers=2))
    assert summary.made == 0 and summary.code == 3
    assert {"同一版本" in failure.reason for failure in summary.failures} == {True}
