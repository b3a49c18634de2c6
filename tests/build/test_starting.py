"""`powermap new` makes a project that checks and plans as it is; watching sees saves."""

from __future__ import annotations

from pathlib import Path

import pytest

from powermap.build.building import Choice, build
from powermap.build.loading import load_checked, load_fonts
from powermap.build.project import PROJECT, read_project
from powermap.build.starting import EMPTY_BOOK, FILLED_BOOK, start_project
from powermap.build.watching import forget_loaded, stamps_of, wait_for_save
from powermap.diagnostics import Severity
from powermap.errors import UsageError
from powermap.validate.themes import load_theme

from .projects import edit


def test_it_checks_and_builds_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "我的 项目"
    made = start_project(folder)
    assert {path for path in folder.rglob("*") if path.is_file()} == set(made)
    for name in ("清单", "共性清单"):
        checked = load_checked(str(folder / name), None, load_fonts(load_theme()))
        assert checked.power_list is not None and len(checked.power_list.villages) > 1
        assert not [d for d in checked.diagnostics if d.severity is not Severity.NOTICE]
    project = read_project(folder / PROJECT)
    assert project.problems == () and len(project.wishes) >= 4
    monkeypatch.setattr("powermap.build.producing.produce", lambda products, order: ((p, b"x") for p in products))
    monkeypatch.setattr("powermap.build.building.plan", _only_short(monkeypatch))
    summary = build(project, Choice(workers=1, villages=("示例村",)), lambda event: None)
    assert summary.failures == [] and summary.made == 2


def test_its_workbooks_are_read_as_lists(tmp_path: Path) -> None:
    """The filled one is the list of the project; the empty one has nothing but examples, which are not read."""
    start_project(tmp_path / "p")
    fonts = load_fonts(load_theme())
    wanted, filled, empty = (
        load_checked(str(tmp_path / "p" / name), None, fonts) for name in ("清单", FILLED_BOOK, EMPTY_BOOK)
    )
    assert wanted.power_list is not None and filled.power_list == wanted.power_list
    assert "list-empty" in {d.rule for d in empty.diagnostics}
    assert {d.rule for d in empty.diagnostics if d.rule.startswith("workbook-")} == set()


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    start_project(tmp_path / "甲")
    start_project(tmp_path / "乙")
    for name in (EMPTY_BOOK, FILLED_BOOK):
        assert (tmp_path / "甲" / name).read_bytes() == (tmp_path / "乙" / name).read_bytes()


def _only_short(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    from powermap.build import planning

    real = planning.plan
    return lambda *args: tuple(job for job in real(*args) if job.item == "30")


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="已经有东西"):
        start_project(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_saves_are_seen(tmp_path: Path) -> None:
    """What was saved before the waiting began is told at once, so that no save during a build is lost."""
    start_project(tmp_path / "p")
    project = tmp_path / "p" / PROJECT
    before = stamps_of(project)
    assert {"项目.yaml", "村庄.yaml", "主题.yaml", "法规库.yaml", "清单.yaml"} <= {path.name for path in before}
    edit(tmp_path / "p" / "村庄.yaml", "示例镇", "样板镇")
    (tmp_path / "p" / "清单" / "事项" / "99-新.yaml").write_text("编号: 99\n", encoding="utf-8")
    assert wait_for_save(project, before) == ("99-新.yaml", "村庄.yaml")


def test_an_edited_theme_is_read_again(tmp_path: Path) -> None:
    start_project(tmp_path / "p")
    path = tmp_path / "p" / "主题.yaml"
    first = load_theme(str(path))
    edit(path, first.palette["gold"], "#123456")
    forget_loaded()
    assert load_theme(str(path)).palette["gold"] == "#123456"
