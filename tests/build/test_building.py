"""Builds of whole projects: what is made, kept, removed, refused, and what one failure does to the rest."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from powermap.build import building, work
from powermap.build.building import Choice, Finished, Planned
from powermap.build.locking import held
from powermap.build.manifest import FOLDER
from powermap.errors import InputError, PowermapError, UsageError, WriteError

from .projects import SHORT, VILLAGES, built, edit, files_in, small_project, told, village_lines

OUT = "成品"
EACH = len(SHORT) * len(VILLAGES)


@pytest.fixture(autouse=True)
def pictures_are_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn is tested elsewhere; here a file is the words of its product."""

    def draw(products, fonts, **more):  # type: ignore[no-untyped-def]
        for product in products:
            yield product, f"{product.document.author}|{product.alt}|{product.document.pages!r}".encode()

    monkeypatch.setattr("powermap.build.producing.produce", draw)


def test_all_is_made_then_kept(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    first, said = told(project)
    assert (first.made, first.kept, first.code) == (EACH, 0, 0)
    assert said[0] == Planned(EACH, 0) and len(said) == EACH + 1
    before = files_in(tmp_path / OUT)
    assert len(before) == 2 * EACH  # a picture and its words
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / OUT).rglob("*.png")}
    second = built(project)
    assert (second.made, second.kept, second.removed) == (0, EACH, [])
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps
    assert [o["state"] for o in second.outputs] == ["kept"] * EACH
    assert {o["path"] for o in first.outputs} == {o["path"] for o in second.outputs}


def test_changed_telephone_is_that_village_alone(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    built(project)
    edit(tmp_path / "村庄.yaml", "0512-0000 0002", "0512-0000 0009")
    summary, said = told(project)
    assert (summary.made, summary.kept) == (len(SHORT), EACH - len(SHORT))
    assert {event.village for event in said if isinstance(event, Finished)} == {"乙村"}


def test_changed_item_is_its_products_and_the_booklet(tmp_path: Path) -> None:
    project = small_project(tmp_path, "- 卡片\n  - 手册", ["甲村"])
    built(project)
    (path,) = (tmp_path / "清单" / "事项").glob("30-*")
    edit(path, "名称: ", "适用范围: 都用\n名称: ") if "适用范围" not in path.read_text(encoding="utf-8") else edit(
        path, "适用范围: ", "适用范围: 都用，"
    )
    summary, said = told(project)
    titles = {event.title for event in said if isinstance(event, Finished)}
    assert titles == {"甲村 卡片 30", "甲村 手册"}
    assert summary.kept == 1


def test_lost_or_damaged_file_is_made_again(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    built(project)
    before = files_in(tmp_path / OUT)
    lost, damaged = sorted((tmp_path / OUT).rglob("*.png"))[:2]
    lost.unlink()
    damaged.write_bytes(b"x" * damaged.stat().st_size)
    assert built(project).made == 2
    assert files_in(tmp_path / OUT) == before


def test_copied_folder_is_kept(tmp_path: Path) -> None:
    """Other time stamps, the same bytes."""
    project = small_project(tmp_path)
    built(project)
    for path in (tmp_path / OUT).rglob("*.png"):
        os.utime(path, (1, 1))
    assert built(project).made == 0


def test_unwanted_are_removed_but_not_what_people_put_there(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    built(project)
    mine = tmp_path / OUT / "丙村" / "cards" / "我的.txt"
    mine.write_text("我的", encoding="utf-8")
    changed = sorted((tmp_path / OUT / "丙村").rglob("*.png"))[0]
    changed.write_bytes(b"changed by hand")
    (tmp_path / "村庄.yaml").write_text(village_lines(["甲村"]), encoding="utf-8")
    summary = built(project)
    assert not (tmp_path / OUT / "乙村").exists()
    assert sorted(path.name for path in (tmp_path / OUT / "丙村").rglob("*.*")) == sorted([changed.name, mine.name])
    assert summary.left == [changed.relative_to(tmp_path / OUT).as_posix()]
    assert len(summary.removed) == 2 * 2 * len(SHORT) - 1


def test_renamed_item_leaves_no_old_file(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    built(project)
    (path,) = (tmp_path / "清单" / "事项").glob("12-*")
    edit(path, "名称: ", "名称: 新的")
    summary = built(project)
    assert len(summary.removed) == 2 * len(VILLAGES)
    names = [path.name for path in (tmp_path / OUT).rglob("12-*.png")]
    assert len(names) == len(VILLAGES) and all("新的" in name for name in names)


def test_a_stranger_in_the_way_is_not_overwritten(tmp_path: Path) -> None:
    project = small_project(tmp_path, villages=["甲村"])
    built(project)
    taken = sorted((tmp_path / OUT).rglob("*.png"))[0]
    theirs = b"theirs"
    other = small_project(tmp_path / "other", villages=["甲村"])
    place = tmp_path / "other" / taken.relative_to(tmp_path)
    place.parent.mkdir(parents=True)
    place.write_bytes(theirs)
    summary = built(other)
    assert place.read_bytes() == theirs and summary.code == 5 and summary.made == len(SHORT) - 1
    assert place.name in summary.failures[0].reason
    assert built(other, Choice(workers=1, force=True)).code == 0
    assert place.read_bytes() == taken.read_bytes()


@pytest.mark.parametrize(
    "damaged", ["", "{broken", "[]", '{"format": 1, "jobs": {"a": {"files": [{}]}}}', '{"format": 99, "jobs": {}}']
)
def test_the_same_file_without_a_manifest_is_taken_over(tmp_path: Path, damaged: str) -> None:
    project = small_project(tmp_path)
    built(project)
    (tmp_path / OUT / FOLDER / "manifest.json").write_text(damaged, encoding="utf-8")
    summary = built(project)
    assert (summary.made, summary.code) == (EACH, 0)


def test_bad_item_stops_only_itself_and_the_booklet(tmp_path: Path) -> None:
    project = small_project(tmp_path, "- 卡片\n  - 手册", ["甲村"])
    built(project)
    before = files_in(tmp_path / OUT)
    (path,) = (tmp_path / "清单" / "事项").glob("12-*")
    edit(path, "流程:", "流程 :\n  - {判断: 无}\n坏:")
    summary = built(project)
    assert summary.code == 1
    assert any("12" in failure.what for failure in summary.failures)
    assert any("手册" in failure.what for failure in summary.failures)
    assert (summary.made, summary.kept, summary.removed) == (0, 1, [])
    assert files_in(tmp_path / OUT) == before


def test_unreadable_item_file_stops_only_itself(tmp_path: Path) -> None:
    project = small_project(tmp_path, villages=["甲村"])
    built(project)
    before = files_in(tmp_path / OUT)
    (path,) = (tmp_path / "清单" / "事项").glob("12-*")
    path.write_text("- 不是事项\n", encoding="utf-8")
    summary = built(project)
    assert summary.code == 1 and path.name in summary.failures[0].what
    assert summary.kept == 1
    assert files_in(tmp_path / OUT) == before


def test_bad_village_stops_only_itself(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    edit(tmp_path / "村庄.yaml", '村名: "乙村"', '村名: "乙村"\n  不认识的键: 1')
    summary = built(project)
    assert summary.code == 1 and [failure.what for failure in summary.failures] == ["乙村"]
    assert summary.made == EACH - len(SHORT)


def test_bad_head_stops_all(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    edit(tmp_path / "清单" / "清单.yaml", "核定: 示范文本", "核定: 随便")
    with pytest.raises(InputError) as caught:
        built(project)
    assert caught.value.diagnostics
    assert not (tmp_path / OUT).exists()


def test_a_fault_with_one_job_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = small_project(tmp_path)
    real = work._make

    def make(packed, task, village):  # type: ignore[no-untyped-def]
        if village.name == "乙村" and task.item == "12":
            raise ZeroDivisionError("x")
        return real(packed, task, village)

    monkeypatch.setattr(work, "_make", make)
    summary = built(project)
    assert summary.made == EACH - 1 and summary.code == 70
    assert summary.failures[0].what == "乙村 卡片 12"


def test_full_disk_stops_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = small_project(tmp_path)
    built(project)
    before = files_in(tmp_path / OUT)
    edit(tmp_path / "村庄.yaml", "0512-0000", "0512-0001")
    real, count = building.write_atomically, [0]

    def write(root: Path, relative: str, data: bytes) -> Path:
        count[0] += 1
        if count[0] > 3:
            raise WriteError("磁盘满了") from OSError(errno.ENOSPC, "full")
        return real(root, relative, data)

    monkeypatch.setattr(building, "write_atomically", write)
    summary = built(project)
    assert count[0] == 4 and summary.code == 5 and "磁盘满了" in summary.failures[0].reason
    now = files_in(tmp_path / OUT)
    assert now.keys() == before.keys() and sum(now[name] != before[name] for name in now) == 3
    monkeypatch.undo()


def test_locked_file_stops_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = small_project(tmp_path)
    real = building.write_atomically

    def write(root: Path, relative: str, data: bytes) -> Path:
        if relative.startswith("乙村/cards/12"):
            raise WriteError("正在别的程序里打开着") from PermissionError(errno.EACCES, "locked")
        return real(root, relative, data)

    monkeypatch.setattr(building, "write_atomically", write)
    summary = built(project)
    assert (summary.made, summary.code) == (EACH - 1, 5)
    monkeypatch.setattr(building, "write_atomically", real)
    assert built(project).made == 1


def test_output_that_is_a_file(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    (tmp_path / OUT).write_text("", encoding="utf-8")
    with pytest.raises(WriteError):
        built(project)


def test_two_builds_do_not_mix(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    with held(tmp_path / OUT / FOLDER / "lock"), pytest.raises(WriteError, match=f"进程号 {os.getpid()}"):
        built(project)
    assert built(project).code == 0  # a lock file left behind is no lock


def test_ctrl_c_keeps_what_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = small_project(tmp_path)
    real, count = building.run, [0]

    def run(packed, task):  # type: ignore[no-untyped-def]
        count[0] += 1
        if count[0] == 2:
            raise KeyboardInterrupt
        return real(packed, task)

    monkeypatch.setattr(building, "run", run)
    summary = built(project)
    assert summary.interrupted and summary.made == len(VILLAGES) and summary.skipped == EACH - len(VILLAGES)
    monkeypatch.setattr(building, "run", real)
    assert built(project).kept == len(VILLAGES)


def test_one_village(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    built(project)
    edit(tmp_path / "村庄.yaml", "0512-0000", "0512-0001")
    summary = built(project, Choice(workers=1, villages=("乙村",)))
    assert (summary.made, summary.removed) == (len(SHORT), [])
    with pytest.raises(UsageError):
        built(project, Choice(workers=1, villages=("没有",)))


NASTY = ["../x", "CON", "con", "a/b", "长" * 200, "末点.", "ＡＢＣ村", "ABC村", "abc村", " 空 "]


def test_nasty_villages_have_folders_of_their_own(tmp_path: Path) -> None:
    project = small_project(tmp_path, "- 卡片: {事项: ['30']}", NASTY[:-1])
    summary = built(project)
    assert summary.failures == [] and summary.made == len(NASTY) - 1
    folders = [path.name for path in (tmp_path / OUT).iterdir() if path.name != FOLDER]
    assert len({name.casefold() for name in folders}) == len(NASTY) - 1
    assert {path.name for path in tmp_path.iterdir()} == {"清单", "村庄.yaml", "法规库.yaml", "项目.yaml", OUT}


def test_two_products_with_one_name_do_not_overwrite_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = small_project(tmp_path, villages=["甲村"])
    monkeypatch.setattr("powermap.build.producing.files_of", lambda *_: iter([("same.txt", b"x")]))
    summary = built(project)
    assert summary.made == 1 and "same.txt" in summary.failures[0].reason


def test_every_error_is_a_message_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(PowermapError, match="powermap new"):
        built(tmp_path / "没有.yaml")
