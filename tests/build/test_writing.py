"""Files appear whole, inside the output folder, or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from powermap.build import writing
from powermap.build.writing import write_atomically
from powermap.errors import WriteError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def test_writes_below_new_folders(tmp_path: Path) -> None:
    path = write_atomically(tmp_path / "新", "示例村/posters/08.pdf", b"%PDF")
    assert path == tmp_path / "新" / "示例村" / "posters" / "08.pdf"
    assert path.read_bytes() == b"%PDF"
    assert names(tmp_path / "新") == ["08.pdf", "posters", "示例村"]


def test_replaces_what_was_there(tmp_path: Path) -> None:
    write_atomically(tmp_path, "a.pdf", b"old")
    write_atomically(tmp_path, "a.pdf", b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"new"
    assert names(tmp_path) == ["a.pdf"]


@pytest.mark.parametrize(
    "relative", ["../x.pdf", "a/../../x.pdf", "/etc/x.pdf", "a/..", "", ".", "C:x", "a\\..\\x", "a\0b"]
)
def test_refuses_to_leave_the_folder(tmp_path: Path, relative: str) -> None:
    root = tmp_path / "out"
    root.mkdir()
    with pytest.raises(WriteError, match="不在输出文件夹里面"):
        write_atomically(root, relative, b"x")
    assert names(tmp_path) == ["out"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_refuses_a_link_that_leads_out(tmp_path: Path) -> None:
    root, outside = tmp_path / "out", tmp_path / "else"
    root.mkdir()
    outside.mkdir()
    (root / "posters").symlink_to(outside)
    with pytest.raises(WriteError, match="链接"):
        write_atomically(root, "posters/x.pdf", b"x")
    assert names(outside) == []


def test_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(WriteError, match="这是一个文件夹"):
        write_atomically(tmp_path, "a.pdf", b"x")
    assert names(tmp_path) == ["a.pdf"]


def test_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "posters").write_bytes(b"mine")
    with pytest.raises(WriteError, match="不是文件夹") as raised:
        write_atomically(tmp_path, "posters/a.pdf", b"x")
    assert raised.value.exit_code == 5
    assert (tmp_path / "posters").read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (errno.ENOSPC, "磁盘满了"),
        (errno.EACCES, "没有权限"),
        (errno.EROFS, "只读"),
        (errno.EBUSY, "打开着"),
        (errno.EIO, "系统出错（错误号 5）"),
    ],
)
def test_disk_that_refuses_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, says: str) -> None:
    write_atomically(tmp_path, "a.pdf", b"old")

    def refuse(descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(writing.os, "fsync", refuse)
    with pytest.raises(WriteError, match=says):
        write_atomically(tmp_path, "a.pdf", b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert names(tmp_path) == ["a.pdf"]


def test_interruption_leaves_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(writing.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path, "a.pdf", b"new")
    assert names(tmp_path) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(WriteError, match="没有权限"):
            write_atomically(tmp_path, "a.pdf", b"x")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(os.name == "nt", reason="no such permissions there")
def test_file_can_be_read_by_others_as_the_umask_says(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    assert write_atomically(tmp_path, "a", b"").stat().st_mode == (tmp_path / "plain").stat().st_mode
