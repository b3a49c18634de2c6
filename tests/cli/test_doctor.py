"""`powermap doctor` and `powermap fonts`: what works, what does not, and nothing left behind."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from powermap.build import health
from powermap.render import png

from .conftest import Run

PARTS = {"Python", "系统", "读清单", "检查清单", "断行", "排流程", "二维码", "画 PDF", "转 PNG", "字体", "输出文件夹"}


def test_all_is_well_here(run: Run, tmp_path: Path) -> None:
    result = run("doctor")
    assert result.code == 0
    assert "不行" not in result.out and result.out.endswith("都能用。\n")
    assert "Graphviz 1" in result.out
    assert list(tmp_path.iterdir()) == [], "the folder was made to try it, and removed"


def test_json(run: Run) -> None:
    parts = run("doctor", "--json").json["parts"]
    assert {part["part"] for part in parts} >= PARTS
    assert all(part["works"] and part["state"] for part in parts)


def test_library_that_does_not_work(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> bytes:
        raise OSError("libpdfium.so: cannot open shared object file")

    monkeypatch.setattr(png, "draw_png", fail)
    result = run("doctor")
    assert result.code == 3
    assert "libpdfium.so" in result.out and "pip install --force-reinstall pypdfium2" in result.out
    assert "转 PNG" in result.err


def test_library_that_is_not_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def version(package: str) -> str:
        if package == "pygraphviz":
            raise PackageNotFoundError(package)
        return "1.0"

    monkeypatch.setattr(health, "version", version)
    result = run("doctor")
    assert result.code == 3
    assert "没有安装 pygraphviz" in result.out


def test_output_folder_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "占").write_bytes(b"mine")
    result = run("doctor", "-o", "占")
    assert result.code == 3
    assert "写不了" in result.out
    assert (tmp_path / "占").read_bytes() == b"mine"


def test_fonts_of_every_role(run: Run) -> None:
    fonts = run("fonts", "--json").json["fonts"]
    assert [font["role"] for font in fonts] == ["title", "body", "bold", "kai"]
    assert all(font["coverage"]["gb2312"]["lacking"] == "" for font in fonts)
    assert sum(font["widest"] for font in fonts) == 1
    shown = run("fonts").out
    assert all(font["path"] in shown for font in fonts)
