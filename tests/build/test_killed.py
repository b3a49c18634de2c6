"""Builds killed at random moments: only whole files, and in the end the same bytes as an undisturbed one."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .projects import ROOT, VILLAGES, built, edit, files_in, small_project

OUT = "成品"
MOMENTS = 20

KILLED = """
import os, random, signal, sys
from pathlib import Path
from powermap.build import building, writing
from powermap.build.manifest import Manifest

def dying(function, steps):
    def step(*args, **more):
        steps[0] -= 1
        if steps[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **more)
    return step

steps = [int(sys.argv[2])]
os.fsync, os.replace = dying(os.fsync, steps), dying(os.replace, steps)
Path.replace = dying(Path.replace, steps)
Path.unlink = dying(Path.unlink, steps)
Manifest.add = dying(Manifest.add, steps)
Manifest.stamp = dying(Manifest.stamp, steps)
sys.path.insert(0, sys.argv[3])
from tests.build.projects import built
print(built(Path(sys.argv[1])).made)
"""
"""A build that kills itself (signal 9) at the given step of writing, among fsync, rename, unlink and note."""


@pytest.mark.skipif(sys.platform == "win32", reason="no signal 9 there")
def test_killed_at_any_step_of_writing(tmp_path: Path) -> None:
    """Each build goes on where the last was killed, after changes that ask for new files, names and removals."""
    project = small_project(tmp_path)
    moments = random.Random(9)
    versions: set[bytes] = set()
    for turn in range(MOMENTS):
        if turn % 5 == 0:
            _change(tmp_path, turn // 5)
            reference = tmp_path / f"reference{turn}"
            edit(project, f"输出: {OUT}", f"输出: {reference.name}")
            built(project)
            edit(project, f"输出: {reference.name}", f"输出: {OUT}")
            wanted = files_in(reference)
            versions |= set(wanted.values())
        call = [sys.executable, "-c", KILLED, str(project), str(moments.randrange(1, 20)), str(ROOT)]
        done = subprocess.run(call, cwd=ROOT, capture_output=True)
        assert done.returncode in (0, -signal.SIGKILL), done.stderr.decode()
        found = files_in(tmp_path / OUT)
        assert all(data in versions for name, data in found.items() if not name.endswith(".partial"))
        if turn % 5 == 4:
            assert built(project).code == 0
            assert files_in(tmp_path / OUT) == wanted
            assert not list((tmp_path / OUT).rglob("*.partial"))
            left = {path.name for path in (tmp_path / OUT / ".powermap").iterdir()}
            assert left == {"lock", "manifest.json"}


def _change(folder: Path, turn: int) -> None:
    """Another telephone for one village, another name for one item, one village less, one more."""
    if turn == 1:
        edit(folder / "村庄.yaml", "0512-0000 0001", "0512-0000 0011")
    elif turn == 2:
        (path,) = (folder / "清单" / "事项").glob("30-*")
        edit(path, "名称: ", "名称: 新的")
    elif turn == 3:
        edit(folder / "村庄.yaml", VILLAGES[1], "丁村")


@pytest.mark.skipif(sys.platform == "win32", reason="no signal 9 there")
def test_killed_with_its_workers_at_work(tmp_path: Path) -> None:
    """The parent of worker processes is killed; they leave too, and the next build completes."""
    project = small_project(tmp_path)
    call = [sys.executable, "-m", "powermap", "build", str(project), "--jobs", "2"]
    with subprocess.Popen(call, cwd=ROOT, stderr=subprocess.PIPE, start_new_session=True) as process:
        assert process.stderr is not None
        process.stderr.readline()  # "要做 6 个": the workers are being started
        process.kill()
        process.stderr.read()  # ends when the last worker has left, for they share the pipe
    assert built(project).code == 0
    reference = tmp_path / "again"
    edit(project, f"输出: {OUT}", f"输出: {reference.name}")
    built(project)
    assert files_in(tmp_path / OUT) == files_in(reference)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another thing there")
def test_ctrl_c_stops_with_a_summary(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    call = [sys.executable, "-m", "powermap", "build", str(project), "--jobs", "2"]
    with subprocess.Popen(call, cwd=ROOT, stderr=subprocess.PIPE, start_new_session=True) as process:
        assert process.stderr is not None
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        said = process.stderr.read().decode()
        assert process.wait() == 130
    assert "已停下" in said and "Traceback" not in said
    assert built(project).code == 0


def test_processes_and_one_process_give_the_same_bytes(tmp_path: Path) -> None:
    from powermap.build.building import Choice

    project = small_project(tmp_path, "- 卡片\n  - 挂图: {尺寸: A4}", ["甲村"])
    built(project)
    alone = files_in(tmp_path / OUT)
    edit(project, f"输出: {OUT}", "输出: 另一处")
    assert built(project, Choice(workers=2)).made == len(alone) - 2
    assert files_in(tmp_path / "另一处") == alone


def test_the_kill_is_one(tmp_path: Path) -> None:
    """Without it the build goes through: the steps counted are those of writing."""
    project = small_project(tmp_path, villages=["甲村"])
    done = subprocess.run([sys.executable, "-c", KILLED, str(project), "999", str(ROOT)], cwd=ROOT, capture_output=True)
    assert done.stdout.strip() == b"2", done.stderr
