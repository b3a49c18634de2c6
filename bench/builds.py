"""A project of the sample list in; what whole builds cost out: cold, unchanged, one step changed, many villages.

Each is a process of its own with start-up and all. The time of the processor (user and system, workers included) is
given too: other work on the machine moves it less.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from powermap.resources import data_dir

ITEMS = 30
PRODUCTS = "  - 挂图: {尺寸: A2}\n  - 总览: {尺寸: A1}\n  - 手册: {尺寸: A5}\n  - 卡片: {版式: 3x4}\n"
STEP = ("事项/30-印章使用与证明出具.yaml", "说明: ")
MANY = 12

AIMS_S = {"a": 4.0, "b": 0.5, "c": 1.0, "d": 1.5}


@dataclass(frozen=True, slots=True)
class Cost:
    """One build: seconds by the clock and of the processor, memory of the largest process in MB, jobs made."""

    wall: float
    cpu: float
    peak_mb: float
    made: int


def make_project(folder: Path, villages: int, products: str = PRODUCTS) -> Path:
    """A project of the sample list for so many villages with made-up names and numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    lists = data_dir("lists")
    for path in sorted((lists / "kunshan").rglob("*.yaml")):
        target = folder / "清单" / path.relative_to(lists / "kunshan")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (folder / "法规库.yaml").write_bytes((lists / "法规库.yaml").read_bytes())
    (folder / "villages.yaml").write_bytes((lists / "villages.yaml").read_bytes())
    (folder / "村庄.yaml").write_text("".join(_village(i) for i in range(1, villages + 1)), encoding="utf-8")
    project = folder / "项目.yaml"
    project.write_text(f"清单: 清单\n村庄: 村庄.yaml\n输出: 成品\n产品:\n{products}", encoding="utf-8")
    return project


def _village(i: int) -> str:
    digits = "".join("零一二三四五六七八九"[int(d)] for d in str(i))
    return (
        f"- 村名: 示例{digits}村\n  区镇: 示例镇\n"
        f"  监督电话: {{村务监督委员会: 0512-0000 {i:04}, 区镇纪（工）委: 0512-0000 9999}}\n"
        f"  联系人: {{姓名: 张某某, 职务: 村纪检委员}}\n  公开二维码: https://example.org/v/{i}\n"
    )


def build(project: Path, *options: str) -> Cost:
    """One build as a process of its own."""
    command = [sys.executable, "-m", "powermap", "build", str(project), "--json", *options]
    with tempfile.TemporaryFile() as told:
        begin = time.perf_counter()
        started = subprocess.Popen(
            command, stdout=told, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONUTF8": "1"}
        )
        _, status, used = os.wait4(started.pid, 0)  # of this process and its workers, not of any before
        wall = time.perf_counter() - begin
        started.returncode = os.waitstatus_to_exitcode(status)
        if started.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {started.returncode}")
        told.seek(0)
        made = json.load(told)["made"]
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, made)


def measure_builds(rounds: int) -> dict[str, list[Cost]]:
    """By the letters of the aims; the rounds of each."""
    costs: dict[str, list[Cost]] = {"a": [], "b": [], "c": [], "d": []}
    for turn in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            project = make_project(Path(name), 1)
            costs["a"].append(build(project))
            costs["b"].append(build(project))
            _change_step(Path(name) / "清单", turn)
            costs["c"].append(build(project))
        with tempfile.TemporaryDirectory() as name:
            costs["d"].append(build(make_project(Path(name), MANY)))
    return costs


def _change_step(folder: Path, turn: int) -> None:
    path = folder / STEP[0]
    text = path.read_text(encoding="utf-8")
    assert STEP[1] in text
    path.write_text(text.replace(STEP[1], f"{STEP[1]}第{turn + 1}次改，", 1), encoding="utf-8")


def show(costs: dict[str, list[Cost]]) -> None:
    """A table of medians, and the cost of one more village."""

    def middle(letter: str, part: str) -> float:
        values = sorted(float(getattr(cost, part)) for cost in costs[letter])
        return values[len(values) // 2]

    slope = {part: (middle("d", part) - middle("a", part)) / (MANY - 1) for part in ("wall", "cpu")}
    rows = (
        ("(a) one village, everything, cold", middle("a", "wall"), middle("a", "cpu"), AIMS_S["a"]),
        ("(b) the same, unchanged", middle("b", "wall"), middle("b", "cpu"), AIMS_S["b"]),
        ("(c) the text of one step changed", middle("c", "wall"), middle("c", "cpu"), AIMS_S["c"]),
        (f"(d) {MANY} villages", middle("d", "wall"), middle("d", "cpu"), None),
        ("    one more village", slope["wall"], slope["cpu"], AIMS_S["d"]),
    )
    print(f"\n{'whole builds':44} {'wall s':>8} {'cpu s':>8} {'aim':>6}")
    for name, wall, cpu, aim in rows:
        print(f"{name:44} {wall:8.2f} {cpu:8.2f} {aim or '':>6}")
    print(f"{'(e) memory of the largest process, MB':44} {middle('d', 'peak_mb'):8.0f} {'':8} {300:>6}")
