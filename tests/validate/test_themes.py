"""Themes by name and by file: what a file leaves unsaid is the standard's, every fault is named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from powermap.errors import InputError, UsageError
from powermap.model import ActorKind
from powermap.validate.themes import STANDARD, load_theme


def theme_file(folder: Path, text: str) -> str:
    path = folder / "主题.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def problems(folder: Path, text: str) -> list[tuple[int | None, str, str]]:
    with pytest.raises(InputError, match=r"主题文件有问题：主题\.yaml") as caught:
        load_theme(theme_file(folder, text))
    assert caught.value.exit_code == 1
    return [(d.place.line if d.place else None, d.rule, f"{d.found}。{d.advice}") for d in caught.value.diagnostics]


def test_the_standard_theme_has_a_colour_for_everything() -> None:
    theme = load_theme()
    assert theme == load_theme(None) == load_theme(STANDARD)
    assert theme.name == STANDARD
    assert set(theme.kinds) == {kind.value for kind in ActorKind}
    assert len(theme.levels) >= 3
    for colour in (*theme.palette.values(), *theme.kinds.values(), *theme.levels, *theme.categories.values()):
        assert len(colour) == 7
        int(colour[1:], 16)


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def test_texts_of_the_standard_theme_can_be_read() -> None:
    """Contrast of at least 4.5 : 1 (design/visual.md)."""
    theme = load_theme()
    p = theme.palette
    pairs = [(p[t], p["paper"]) for t in ("ink", "secondary", "primary", "onward", "aside")]
    pairs += [(p["secondary"], p["band"]), (p["control"], p["panel"])]
    pairs += [(p[t], p[ground]) for t in ("on_head", "on_head_strong") for ground in ("head_from", "head_to")]
    pairs += [(colour, p["paper"]) for colour in theme.kinds.values()]
    pairs += [(p["panel"], colour) for colour in (p["control_tag"], p["terminal"])]
    poor = [(a, b, round(contrast(a, b), 2)) for a, b in pairs if contrast(a, b) < 4.5]
    assert poor == []


@pytest.mark.parametrize("index", range(3))
def test_white_on_risk_colours_can_be_read(index: int) -> None:
    assert contrast("#FFFFFF", load_theme().levels[index]) >= 3.9  # numbers and levels are large and bold


def test_level_colours_from_first_to_last() -> None:
    theme = load_theme()
    assert [theme.level_color(rank, 3) for rank in range(3)] == list(theme.levels[:3])
    assert theme.level_color(0, 1) == theme.level_color(0, 2) == theme.levels[0]
    assert theme.level_color(1, 2) == theme.levels[-1]
    assert theme.level_color(4, 5) == theme.levels[-1]


def test_a_file_changes_what_it_says_and_keeps_the_rest(tmp_path: Path) -> None:
    theme = load_theme(theme_file(tmp_path, '主题: 青\n颜色: {primary: "#00707A"}\n风险: ["#000001", "#000002"]\n'))
    standard = load_theme()
    assert theme.name == "青"
    assert theme.palette == {**standard.palette, "primary": "#00707A"}
    assert theme.levels == ("#000001", "#000002")
    assert theme.kinds == standard.kinds


def test_a_file_may_add_colours_of_categories_and_fonts(tmp_path: Path) -> None:
    text = '主题: 青\n类别: {茶: "#553311"}\n字体: {body: 我的.ttf}\n'
    theme = load_theme(theme_file(tmp_path, text))
    assert theme.category_color("茶") == "#553311"
    assert theme.category_color("#123456") == "#123456"
    assert theme.category_color("蓝") == load_theme().category_color("蓝")
    assert theme.fonts == {"body": str(tmp_path / "我的.ttf")}
    assert theme.category_color("没有的颜色") == theme.palette["primary"]


def test_no_such_theme() -> None:
    with pytest.raises(UsageError, match=r"没有叫“海军蓝”的主题。自带的有：.*党建红") as caught:
        load_theme("海军蓝")
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "line", "rule", "words"),
    [
        ("主题: 青\n颜色: {primary: 红}\n", 2, "theme-color", "“红”不是颜色"),
        ('主题: 青\n颜色:\n  ink: "#12345"\n', 3, "theme-color", "“#12345”不是颜色"),
        ('主题: 青\n风险: ["#123456", 黄]\n', 2, "theme-color", "“黄”不是颜色"),
        ('主题: 青\n类别: {茶: "#55331G"}\n', 2, "theme-color", "不是颜色"),
        ('主题: 青\n颜色: {primry: "#123456"}\n', 2, "theme-key", "改成“primary”"),
        ('主题: 青\n主体: {党组: "#123456"}\n', 2, "theme-key", "改成“党组织”"),
        ("主题: 青\n字体: {标题: a.ttf}\n", 2, "theme-key", "title"),
    ],
)
def test_faults_of_values(tmp_path: Path, text: str, line: int, rule: str, words: str) -> None:
    ((at, found, message),) = problems(tmp_path, text)
    assert (at, found) == (line, rule)
    assert words in message


def test_unknown_key_is_named_with_the_nearest(tmp_path: Path) -> None:
    ((line, _, message),) = problems(tmp_path, "主题: 青\n颜料: {}\n")
    assert line == 2
    assert "颜料" in message
    assert "颜色" in message


def test_all_faults_at_once_in_order(tmp_path: Path) -> None:
    text = '主题: 青\n颜色:\n  ink: 黑\n  oops: "#123456"\n主体: {村民: 灰}\n'
    assert [line for line, _, _ in problems(tmp_path, text)] == [3, 4, 5]


def test_not_a_theme_file(tmp_path: Path) -> None:
    assert problems(tmp_path, "- 一\n- 二\n")
    assert problems(tmp_path, "")
