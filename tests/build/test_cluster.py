"""The same jobs on a real Dask cluster: a scheduler and two worker processes, one of which dies in the middle."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from powermap.build import building
from powermap.build.building import Choice, Finished, build
from powermap.build.project import read_project
from powermap.errors import UsageError

from .projects import built, edit, files_in, small_project

distributed = pytest.importorskip("distributed")


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster.scheduler_address


@pytest.mark.filterwarnings("ignore")
def test_cluster_gives_the_same_bytes_though_a_worker_dies(tmp_path: Path, address: str) -> None:
    project = small_project(tmp_path, "- 卡片\n  - 挂图: {尺寸: A4}")
    built(project)
    alone = files_in(tmp_path / "成品")
    edit(project, "输出: 成品", "输出: 集群")
    with distributed.Client(address) as client:
        victims = list(client.run(os.getpid).values())

        def tell(event: object) -> None:
            if isinstance(event, Finished) and victims:
                os.kill(victims.pop(), signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
                victims.clear()

        summary = build(read_project(project), Choice(cluster=address), tell)
    assert victims == [] and summary.failures == []
    assert files_in(tmp_path / "集群") == alone


def test_no_cluster_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = small_project(tmp_path, villages=["甲村"])
    monkeypatch.setattr("powermap.build.pools.PATIENCE", "0.2s")
    with pytest.raises(UsageError, match="连不上集群"):
        build(read_project(project), Choice(cluster="tcp://127.0.0.1:9"), lambda event: None)
    assert building.FOLDER in {path.name for path in (tmp_path / "成品").iterdir()}
