"""How many may work at once, or the address of a cluster, in; a concurrent.futures executor out.

All of them run the same tasks: this file is all that differs between one process, all cores and many machines.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from powermap.build.work import prepare
from powermap.errors import MissingError, UsageError

if TYPE_CHECKING:
    from powermap.build.work import Packed

P = ParamSpec("P")
T = TypeVar("T")

WORTH_A_PROCESS = 1.6
"""Seconds of work below which this process does it alone: starting others takes about as long, and with --watch it has
the layouts of the last build at hand."""


PATIENCE = "10s"
"""How long to wait for an answer of a cluster."""


class Here(Executor):
    """Runs each task in this process, when it is handed over."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def local_pool(packed: Packed, workers: int) -> Iterator[Executor]:
    """Processes on this machine, started fresh (the same on every system), fonts and list loaded once in each."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=prepare, initargs=(packed,))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def lone_pool(packed: Packed) -> AbstractContextManager[Executor]:
    """One process for one task that may kill it."""
    return local_pool(packed, 1)


@contextmanager
def cluster_pool(address: str) -> Iterator[tuple[Executor, int]]:
    """An existing Dask cluster, and how many of its workers are there. Tasks of workers that die are given to others.

    Raises MissingError without the library, UsageError if nobody answers at the address.
    """
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise MissingError("要用集群，先安装：pip install powermap[cluster]") from error
    try:
        client: Any = Client(address, timeout=PATIENCE)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(f"连不上集群 {address}。确认地址，先启动：dask scheduler、dask worker") from error
    try:
        yield client.get_executor(pure=False, retries=3), max(1, len(client.scheduler_info()["workers"]))
    finally:
        client.close()
