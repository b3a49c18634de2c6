"""Shapes, regions, words and logo of themes: what is shipped can be read, what is wrong is named with its place."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from powermap.diagnostics import Severity
from powermap.model.theme import Look, Regions, Words
from powermap.resources import data_dir
from powermap.validate.logo import read_logo
from powermap.validate.theme_draft import LookDraft, RegionsDraft, WordsDraft
from powermap.validate.theme_rules import contrast
from powermap.validate.themes import CheckedTheme, check_theme, is_theme_file, load_theme, shipped_themes

PAGE = Path(__file__).resolve().parents[2] / "docs" / "themes.md"


def png(width: int = 300, height: int = 240) -> bytes:
    """A white picture."""
    rows = b"".join(b"\0" + b"\xff" * (3 * width) for _ in range(height))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def check(folder: Path, text: str) -> CheckedTheme:
    path = folder / "主题.yaml"
    path.write_text(text, encoding="utf-8")
    return check_theme(path)


def told(checked: CheckedTheme) -> list[tuple[int, int, str, str]]:
    return [
        (d.place.line if d.place else 0, d.place.column if d.place else 0, d.rule, f"{d.found}。{d.advice}")
        for d in checked.diagnostics
    ]


@pytest.mark.parametrize("name", shipped_themes())
def test_shipped_themes_have_nothing_wrong(name: str) -> None:
    """Also no text that is too pale: contrast is checked for every pair a file says."""
    assert check_theme(data_dir("templates") / f"{name}.yaml").diagnostics == ()


def test_shipped_themes_differ_in_more_than_colour() -> None:
    looks = [load_theme(name).look for name in shipped_themes()]
    assert len(looks) >= 3
    assert len({look.head for look in looks}) == len(looks)
    assert len({look.corners for look in looks}) == len(looks)


def test_the_theme_for_black_and_white_is_grey_on_white() -> None:
    theme = load_theme("素")
    colours = (*theme.palette.values(), *theme.kinds.values(), *theme.levels, *theme.categories.values())
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in colours)
    for ground in ("paper", "panel", "band", "head_from", "head_to"):
        assert theme.palette[ground] == "#FFFFFF"
    for text in ("ink", "secondary", "primary", "on_head", "onward", "aside", "control"):
        assert contrast(theme.palette[text], "#FFFFFF") >= 7
    assert theme.look.filling == "线框"


@pytest.mark.parametrize(
    ("text", "line", "column", "rule", "words"),
    [
        ("主题: 青\n基于: 水香\n", 2, 5, "theme-value", "改成“水乡”"),
        ("主题: 青\n样式: {页眉: 水暗}\n", 2, 10, "theme-value", "改成“水岸”"),
        ("主题: 青\n样式: {圆角: 9}\n", 2, 10, "theme-value", "0 至 3"),
        ("主题: 青\n样式:\n  线宽: 粗\n", 3, 7, "theme-value", "0.6 至 2"),
        ("主题: 青\n版面: {页变: 4}\n", 2, 6, "unknown-key", "页边"),
        ("主题: 青\n版面: {总览: [办理主体, 办理主体]}\n", 2, 17, "theme-value", "写了两次"),
        ("主题: 青\n版面: {页脚: [群众监督, 村监督]}\n", 2, 17, "theme-value", "改成“村级监督”"),
        ("主题: 青\n文字: {挂图页眉: 【清淡】图}\n", 2, 12, "theme-words", "改成【清单】"),
        ("主题: 青\n文字: {扫码: 请用微信扫一扫看村务公开}\n", 2, 10, "theme-words", "最多 8 字"),
        ("主题: 青\n标志: 没有.png\n", 2, 5, "theme-logo", "文件不存在"),
    ],
)
def test_what_cannot_be_used(tmp_path: Path, text: str, line: int, column: int, rule: str, words: str) -> None:
    checked = check(tmp_path, text)
    assert checked.theme is None
    ((at, col, found, message),) = told(checked)
    assert (at, col, found) == (line, column, rule)
    assert words in message


@pytest.mark.parametrize(
    ("text", "line", "rule", "words"),
    [
        ('主题: 青\n颜色: {primary: "#C0C0C0"}\n', 2, "theme-contrast", "对比度只有"),
        ('主题: 青\n风险: ["#FFCC00", "#A65E00", "#6B7785"]\n', 2, "theme-contrast", "#FFCC00"),
        ("主题: 青\n版面: {事实栏: [办理主体]}\n", 2, "theme-region", "办理时限"),
        ("主题: 青\n版面: {页脚: [联系人]}\n", 2, "theme-region", "监督"),
    ],
)
def test_what_is_only_unwise(tmp_path: Path, text: str, line: int, rule: str, words: str) -> None:
    checked = check(tmp_path, text)
    assert checked.theme is not None
    assert all(d.severity is Severity.WARNING for d in checked.diagnostics)
    first = told(checked)[0]
    assert (first[0], first[2]) == (line, rule)
    assert words in first[3]


def test_a_theme_on_top_of_another(tmp_path: Path) -> None:
    text = "主题: 青\n基于: 水乡\n样式: {圆角: 0}\n版面: {事实栏: [办理时限, 办理主体], 二维码: 40}\n文字: {路: 甲}\n"
    theme = check(tmp_path, text.replace("路", "流程")).theme
    assert theme is not None
    assert (theme.look.head, theme.look.corners) == ("水岸", 0.0)
    assert theme.regions == Regions(facts=("办理时限", "办理主体"), qr_mm=40.0)
    assert theme.words.route == "甲"
    assert theme.palette == load_theme("水乡").palette


def test_logo(tmp_path: Path) -> None:
    (tmp_path / "标志.png").write_bytes(png())
    checked = check(tmp_path, "主题: 青\n标志: 标志.png\n")
    assert checked.diagnostics == ()
    assert checked.theme is not None
    assert checked.theme.logo is not None
    assert (checked.theme.logo.width, checked.theme.logo.height) == (300, 240)
    (tmp_path / "标志.png").write_bytes(png(40, 30))
    ((_, _, rule, message),) = told(check(tmp_path, "主题: 青\n标志: 标志.png\n"))
    assert rule == "theme-logo"
    assert "30 像素" in message


@pytest.mark.parametrize("fault", ["cut", "flipped", "text", "empty", "jpeg"])
def test_broken_pictures_are_refused(fault: str) -> None:
    whole = png()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 0xFF
    data = {
        "cut": whole[:-20],
        "flipped": bytes(flipped),
        "text": b"logo",
        "empty": b"",
        "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    }[fault]
    assert isinstance(read_logo(data), str)


def test_a_theme_file_is_told_from_a_list(tmp_path: Path) -> None:
    assert is_theme_file(data_dir("templates") / "素.yaml")
    assert not is_theme_file(data_dir("lists") / "kunshan" / "清单.yaml")
    assert not is_theme_file(tmp_path)


@pytest.mark.parametrize(("draft", "defaults"), [(LookDraft, Look()), (RegionsDraft, Regions()), (WordsDraft, Words())])
def test_the_page_has_a_row_for_every_key(
    draft: type[LookDraft] | type[RegionsDraft] | type[WordsDraft], defaults: object
) -> None:
    page = PAGE.read_text(encoding="utf-8")
    section = page.partition(f"\n## {draft.model_config.get('title')}\n")[2].partition("\n## ")[0]
    for name, field in draft.model_fields.items():
        value = getattr(defaults, name)
        shown = f"{value:g}" if isinstance(value, float) else "、".join(value) if isinstance(value, tuple) else value
        (row,) = (line for line in section.splitlines() if line.startswith(f"| {field.alias} |"))
        assert str(field.description) in row
        assert row.endswith(f"| {shown or '（空）'} |")
