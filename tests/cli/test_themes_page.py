"""The theme that docs/themes.md shows is one that works."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from .conftest import ROOT, Run


def test_theme_of_the_page_works(run: Run, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n# (?P<name>[^\n]+)\n(?P<text>.+?)```", page, re.DOTALL)
    assert example is not None
    (tmp_path / example["name"]).write_text(example["text"], encoding="utf-8")
    shutil.copy(ROOT / "fonts" / "kai-regular.ttf", tmp_path / "我的标题字.ttf")
    result = run("fonts", "--theme", example["name"], "--json")
    assert result.code == 0, result.err
    assert [Path(font["path"]).name for font in result.json["fonts"] if font["role"] == "title"] == ["我的标题字.ttf"]
    assert run("check", "kunshan", "--theme", example["name"]).code == 0
