"""A project in; its output folder brought up to date, and what was made, kept, removed and failed, out."""

from __future__ import annotations

import errno
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from powermap.build.keys import Keys, look_digest
from powermap.build.loading import load_fonts
from powermap.build.locking import held
from powermap.build.manifest import FOLDER, FileRecord, Manifest, Record, digest_of
from powermap.build.planning import Job, deal, plan
from powermap.build.pools import WORTH_A_PROCESS, Here, cluster_pool, cores, local_pool, lone_pool
from powermap.build.project import Project
from powermap.build.salvage import load_good
from powermap.build.work import BUG, Failed, Made, Outcome, Packed, Task, pack, run
from powermap.build.writing import write_atomically
from powermap.diagnostics import Diagnostic
from powermap.errors import WriteError
from powermap.validate.themes import load_theme
from powermap.value import Value

AHEAD = 2
"""Tasks handed over for each worker: one at work and one waiting, so that none idles and little is lost by a stop."""

_NO_USE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
"""With these no other file can be written either."""


class Choice(Value, frozen=True):
    """How to build. workers: None for all cores; villages: only these, () for all; force: also what has not changed."""

    workers: int | None = None
    villages: tuple[str, ...] = ()
    cluster: str | None = None
    force: bool = False


class Planned(Value, frozen=True):
    """Said once: how many jobs there are, and how many of them need nothing done."""

    total: int
    kept: int


class Finished(Value, frozen=True):
    """Said for each job that was done: its title, its village, the reason if it failed."""

    title: str
    village: str
    failed: str = ""


Tell = Callable[[Planned | Finished], None]


class Failure(Value, frozen=True):
    """What could not be made, why, and the exit code of that reason."""

    what: str
    reason: str
    code: int


@dataclass
class Summary:
    """What a build did. outputs: JSON values for each file that was made or kept, in the order of the plan."""

    root: Path
    made: int = 0
    kept: int = 0
    skipped: int = 0
    """Jobs that a stop left undone."""
    files: int = 0
    removed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """No longer wanted, but changed by somebody since they were written."""
    failures: list[Failure] = field(default_factory=list)
    outputs: list[dict[str, Any]] = field(default_factory=list)
    problems: tuple[Diagnostic, ...] = ()
    interrupted: bool = False

    @property
    def code(self) -> int:
        """The exit code: of the gravest failure, 0 if there is none."""
        return max((failure.code for failure in self.failures), default=0)


def build(project: Project, choice: Choice, tell: Tell) -> Summary:
    """Bring the output folder up to date. A job that fails is in the summary and does not stop the others.

    Raises InputError if the list cannot be used at all, WriteError if the folder cannot, UsageError for a village that
    does not exist.
    """
    from powermap.build.choosing import choose_village

    theme = load_theme(project.theme)
    fonts = load_fonts(theme)
    salvaged = load_good(project.list_name, project.villages, fonts)
    power_list = salvaged.power_list
    chosen = {village.name for name in choice.villages if (village := choose_village(power_list, name))}
    jobs = plan(project, salvaged, Keys(power_list, look_digest(theme, fonts)))
    summary = Summary(project.output, problems=(*project.problems, *salvaged.diagnostics))
    for bad in salvaged.bad:
        summary.failures.append(Failure(bad.name, bad.reason, 1))
    if not salvaged.items_good:
        for word in dict.fromkeys(wish.kind.word for wish in project.wishes if not wish.kind.each_item):
            summary.failures.append(Failure(word, "有的事项有错误，整份清单的产品没有更新", 1))
    wanted = tuple(job for job in jobs if not chosen or (job.village and job.village.name in chosen))
    with held(project.output / FOLDER / "lock"):
        manifest = Manifest(project.output)
        try:
            if not salvaged.bad:
                gone = set(manifest.records) - {job.name for job in jobs}
                summary.removed, summary.left = manifest.forget(gone)
            _Build(manifest, pack(power_list, theme), wanted, choice, tell, summary).run()
        finally:
            manifest.close()
    return summary


class _Build:
    """One run over the jobs of one folder."""

    def __init__(
        self, manifest: Manifest, packed: Packed, jobs: tuple[Job, ...], choice: Choice, tell: Tell, summary: Summary
    ) -> None:
        self.manifest = manifest
        self.packed = packed
        self.jobs = jobs
        self.choice = choice
        self.tell = tell
        self.summary = summary
        self.claimed: dict[str, str] = {}
        """By path, folded: the job whose file it is."""
        self.done: set[str] = set()

    def run(self) -> None:
        kept = [job for job in self.jobs if self._is_kept(job)]
        for job in kept:
            self._claim(job.name, (file.path for file in self.manifest.records[job.name].files))
            self.done.add(job.name)
        known = {job.name for job in kept}
        todo = [job for job in self.jobs if job.name not in known]
        self.summary.kept = len(kept)
        self.tell(Planned(len(self.jobs), len(kept)))
        try:
            self._work(todo)
        except KeyboardInterrupt:
            self.summary.interrupted = True
        except WriteError as error:
            self.summary.failures.append(Failure("输出文件夹", str(error), error.exit_code))
        self.summary.skipped = len(self.jobs) - len(self.done)
        self._report(known)

    def _is_kept(self, job: Job) -> bool:
        record = self.manifest.records.get(job.name)
        return not self.choice.force and record is not None and record.key == job.key and self.manifest.is_whole(record)

    def _work(self, todo: list[Job]) -> None:
        """Hand out all tasks; when a process dies, find out alone which of those at work it was, and go on."""
        waiting = deque(deal(todo))
        while waiting:
            suspects = []
            with self._pool(sum(job.kind.cost for job in todo), len(waiting)) as (executor, width):
                suspects = self._until_broken(executor, width, waiting)
            for task, jobs in suspects:
                for village, job in zip(task.villages, jobs, strict=True):
                    alone = Task(task.kind, task.values, task.item, (village,))
                    with lone_pool(self.packed) as executor:
                        self._take((job,), _outcome_of(executor.submit(run, self.packed, alone), 1))

    @contextmanager
    def _pool(self, seconds: float, tasks: int) -> Iterator[tuple[Executor, int]]:
        if self.choice.cluster:
            with cluster_pool(self.choice.cluster) as pool:
                yield pool
            return
        workers = min(self.choice.workers or cores(), tasks)
        if workers == 1 or (self.choice.workers is None and seconds < WORTH_A_PROCESS):
            yield Here(), 1
            return
        with local_pool(self.packed, workers) as executor:
            yield executor, workers

    def _until_broken(
        self, executor: Executor, width: int, waiting: deque[tuple[Task, tuple[Job, ...]]]
    ) -> list[tuple[Task, tuple[Job, ...]]]:
        """Work off what waits; returns the tasks that were under way when a process of the pool died."""
        running: dict[Future[tuple[Outcome, ...]], tuple[Task, tuple[Job, ...]]] = {}
        broken: list[tuple[Task, tuple[Job, ...]]] = []
        while (waiting and not broken) or running:
            while waiting and not broken and len(running) < AHEAD * width:
                try:
                    running[executor.submit(run, self.packed, waiting[0][0])] = waiting[0]
                except BrokenExecutor:
                    broken.append(waiting.popleft())
                    break
                waiting.popleft()
                if isinstance(executor, Here):
                    break
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                task, jobs = running.pop(future)
                if not future.cancelled() and isinstance(future.exception(), BrokenExecutor):
                    broken.append((task, jobs))
                else:
                    self._take(jobs, _outcome_of(future, len(jobs)))
        return broken

    def _take(self, jobs: tuple[Job, ...], outcomes: tuple[Outcome, ...]) -> None:
        for job, outcome in zip(jobs, outcomes, strict=True):
            if isinstance(outcome, Made):
                outcome = self._written(job, outcome)
            reason = ""
            if isinstance(outcome, Failed):
                reason = outcome.reason
                self.summary.failures.append(Failure(job.title, reason, outcome.code))
            else:
                self.summary.made += 1
            self.done.add(job.name)
            self.tell(Finished(job.title, job.village.name if job.village else "", reason))

    def _written(self, job: Job, made: Made) -> Outcome:
        """Write the files of a job. Raises WriteError if no file at all can be written any more."""
        paths = [path for path, _, _ in made.files]
        other = next((path for path in paths if self.claimed.get(path.casefold(), job.name) != job.name), None)
        if other is not None:
            return Failed(f"文件名 {other} 和另一个产品的一样。请改一个选项，或改名称", 1)
        for path, data, _ in made.files:
            if (
                not self.manifest.is_ours(path)
                and not self.choice.force
                and not _may_write(self.manifest.root / path, data)
            ):
                target = self.manifest.root / path
                return Failed(f"{target} 已经有了，不是这个项目做的，没有覆盖。请把它移走，或加 --force", 5)
        self._claim(job.name, paths)
        before = self.manifest.records.get(job.name)
        files = tuple(FileRecord(path, len(data), digest_of(data), report) for path, data, report in made.files)
        same = before is not None and before.files == files and self.manifest.is_whole(before)
        self.manifest.add(job.name, Record(job.key, files))
        try:
            for path, data, _ in made.files:
                if not same:
                    write_atomically(self.manifest.root, path, data)
                self.manifest.stamp(path)
        except WriteError as error:
            if isinstance(error.__cause__, OSError) and error.__cause__.errno in _NO_USE:
                raise
            return Failed(str(error), error.exit_code)
        if before is not None:
            gone, left = self.manifest.remove(file.path for file in before.files)
            self.summary.removed += gone
            self.summary.left += left
        return made

    def _claim(self, job: str, paths: Iterable[str]) -> None:
        self.claimed.update((path.casefold(), job) for path in paths)

    def _report(self, kept: set[str]) -> None:
        for job in self.jobs:
            record = self.manifest.records.get(job.name)
            if record is None or job.name not in self.done or record.key != job.key:
                continue
            self.summary.files += len(record.files)
            for file in record.files:
                state = "kept" if job.name in kept else "made"
                path = (self.manifest.root / file.path).as_posix()
                if file.report:
                    self.summary.outputs.append({"path": path, "state": state, **file.report, "bytes": file.size})


def _outcome_of(future: Future[tuple[Outcome, ...]], count: int) -> tuple[Outcome, ...]:
    try:
        return future.result()
    except BrokenExecutor:
        return (Failed("做它的进程意外退出了，可能是内存不够。请用 --jobs 减少同时做的个数", BUG),) * count
    except (Exception, CancelledError) as error:  # a cluster that gives up on a task says so with classes of its own
        return (Failed(f"没有做成：{type(error).__name__}: {error}", BUG),) * count


def _may_write(target: Path, data: bytes) -> bool:
    """Whether nothing is lost: no file is there, or the same one."""
    try:
        return not target.exists() or target.read_bytes() == data
    except OSError:
        return False
