"""`powermap new` and `powermap build` as commands: what stands on which stream, and the exit codes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from powermap.build.building import Finished, Planned, Summary
from powermap.cli.progress import duration, progress

from .conftest import Run

PRODUCTS = '产品:\n  - 卡片: {事项: ["30"]}\n'


def project(folder: Path) -> Path:
    path = folder / "项目.yaml"
    path.write_text(f"清单: kunshan\n村庄: 村庄.yaml\n{PRODUCTS}", encoding="utf-8")
    (folder / "村庄.yaml").write_text("- 村名: 甲村\n  监督电话: {村务监督委员会: 0512-0000 0001}\n", encoding="utf-8")
    return path


def test_new_then_check(run: Run, tmp_path: Path) -> None:
    made = run("new", "我的", "--json")
    assert made.code == 0 and "我的/项目.yaml" in [o["path"] for o in made.json["outputs"]]
    assert "powermap build" in made.err
    assert run("check", "我的/清单").code == 0
    again = run("new", "我的")
    assert again.code == 2 and "已经有东西" in again.err


def test_nothing_on_standard_output(run: Run, tmp_path: Path) -> None:
    project(tmp_path)
    done = run("build", "项目.yaml")
    assert (done.code, done.out) == (0, "")
    assert "做了 1 个，0 个没有变" in done.err
    assert "做了 0 个，1 个没有变" in run("build", "项目.yaml").err


def test_json_is_the_summary(run: Run, tmp_path: Path) -> None:
    project(tmp_path)
    summary = run("build", "项目.yaml", "--json").json
    (output,) = summary["outputs"]
    assert output["product"] == "card" and output["village"] == "甲村" and output["item"] == "30"
    assert (tmp_path / output["path"]).stat().st_size == output["bytes"]
    assert {"width_mm", "height_mm", "min_pt", "pages", "state"} <= output.keys()
    assert (summary["made"], summary["failed"]) == (1, [])


def test_a_bad_village_is_named_and_the_code_says_so(run: Run, tmp_path: Path) -> None:
    project(tmp_path)
    with (tmp_path / "村庄.yaml").open("a", encoding="utf-8") as file:
        file.write("- 村名: 乙村\n  电话号码: {a: 1}\n")
    done = run("build", "项目.yaml", "--json")
    assert done.code == 1 and done.json["failed"][0]["what"] == "乙村"
    assert "没有做成 乙村" in done.err and done.json["made"] == 1


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (("build",), 2, "缺少 PROJECT"),
        (("build", "无.yaml"), 2, "powermap new"),
        (("build", "项目.yaml", "--village", "没有"), 2, "没有"),
        (("build", "项目.yaml", "--jobs", "0"), 2, "--jobs"),
    ],
)
def test_wrong_command_lines(run: Run, tmp_path: Path, args: tuple[str, ...], code: int, says: str) -> None:
    project(tmp_path)
    done = run(*args)
    assert (done.code, done.out) == (code, "") and says in done.err


def test_slips_in_the_project_file_have_their_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "项目.yaml").write_text("清单: kunshan\n产品: [海报]\n", encoding="utf-8")
    done = run("build", "项目.yaml")
    assert done.code == 1 and "项目.yaml:2:6: 错误" in done.err and "改成“挂图”" in done.err


class _Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    with progress() as tell:
        tell(Planned(3, 1))
        tell(Finished("甲村 挂图 [08]", "甲村"))
        tell(Finished("乙村 挂图 08", "乙村", "坏了"))
    shown = screen.getvalue()
    assert "2/2" in shown and "没有做成 乙村 挂图 08：坏了" in shown


def test_a_log_gets_few_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with progress() as tell:
        tell(Planned(1000, 0))
        for i in range(1000):
            tell(Finished(f"甲村 挂图 {i}", "甲村"))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 21 and "1000/1000" in lines[-1] and "甲村 挂图 999" in lines[-1]


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.44, "0.4 秒"), (12.4, "12 秒"), (125, "2 分 5 秒"), (3790, "1 小时 3 分")]
)
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_watch_builds_again_after_a_save(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two saves: one that breaks the project, one that mends it; then Ctrl-C."""
    path = project(tmp_path)
    good = path.read_text(encoding="utf-8")
    texts = iter(["清单: kunshan\n产品: [海报]\n", good.replace("30", "29")])

    def wait(project: Path, before: object) -> tuple[str, ...] | None:
        text = next(texts, None)
        if text is None:
            return None
        path.write_text(text, encoding="utf-8")
        return ("项目.yaml",)

    monkeypatch.setattr("powermap.build.watching.wait_for_save", wait)
    done = run("build", "项目.yaml", "--watch")
    assert done.code == 0 and done.out == ""
    assert done.err.count("有改动：项目.yaml") == 2 and "改成“挂图”" in done.err
    assert done.err.count("用了") == 2 and "删了不再需要的 2 个文件" in done.err


def test_the_gravest_failure_is_the_exit_code() -> None:
    from powermap.build.building import Failure

    summary = Summary(Path())
    assert summary.code == 0
    summary.failures += [Failure("a", "b", 1), Failure("a", "b", 70), Failure("a", "b", 5)]
    assert summary.code == 70
