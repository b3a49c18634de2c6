"""The inks of a theme file: what is taken, and that what cannot be printed is refused at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from powermap.validate.themes import check_theme


def theme_file(folder: Path, line: str) -> Path:
    path = folder / "我的.yaml"
    path.write_text(f"主题: 我的\n印刷色:\n  {line}\n", encoding="utf-8")
    return path


def test_inks_are_shares_by_colour_in_capitals(tmp_path: Path) -> None:
    theme = check_theme(theme_file(tmp_path, '"#b3151b": 0 100 95 20')).theme
    assert theme is not None
    assert theme.printed["#B3151B"] == (0, 1, 0.95, 0.2)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ('"红": 0 100 95 20', "不是颜色"),
        ('"#B3151B": 0 100 95', "不是印刷色"),
        ('"#B3151B": 0 120 95 0', "不是印刷色"),
        ('"#B3151B": 90 90 90 90', "墨量"),
    ],
)
def test_what_cannot_be_printed_is_refused(tmp_path: Path, line: str, word: str) -> None:
    checked = check_theme(theme_file(tmp_path, line))
    assert checked.theme is None
    (problem,) = checked.diagnostics
    assert "theme-inks" in repr(problem)
    assert word in str(problem)
    assert ":3:" in str(problem)
