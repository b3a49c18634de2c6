"""`powermap fonts`: which file sets which text, and how many characters it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from powermap.cli.console import note, say, say_json
from powermap.cli.help import padded
from powermap.cli.options import AsJson, Theme

if TYPE_CHECKING:
    from powermap.text.font_report import Coverage, FontReport

_ROLES = {"title": "标题", "body": "正文", "bold": "加粗", "kai": "口诀和注"}
_ADVICE = "要换字体，在主题文件的“字体”里写“用途: 文件.ttf”（只能是 TrueType），再用 --theme 主题文件。"


def fonts(theme: Theme = None, as_json: AsJson = False) -> None:
    """Write one row for each role, and how a user takes other fonts."""
    from powermap.build.loading import load_fonts
    from powermap.text.font_report import describe
    from powermap.validate.themes import load_theme

    reports = describe(load_fonts(load_theme(theme)))
    tell = note if as_json else say
    for report in reports:
        tell(_row(report))
    tell()
    tell(f"缺字先用“{next(report.family for report in reports if report.widest)}”补。{_ADVICE}")
    if as_json:
        say_json({"fonts": [_json(report) for report in reports]})


def _row(report: FontReport) -> str:
    sets = [("GB 2312", report.gb2312), ("GBK", report.gbk), ("通用规范汉字表其余", report.standard)]
    covered = "，".join(f"{name} {_share(coverage)}" for name, coverage in sets)
    role = padded(f"{report.role}（{_ROLES[report.role]}）", 20)
    return f"{role}{padded(report.family, 24)}{report.characters} 字；{covered}\n{' ' * 20}{report.path}"


def _share(coverage: Coverage) -> str:
    return "全" if coverage.complete else f"缺 {len(coverage.lacking)}/{coverage.total}"


def _json(report: FontReport) -> dict[str, object]:
    sets = {"gb2312": report.gb2312, "gbk": report.gbk, "standard": report.standard}
    return {
        "role": report.role,
        "family": report.family,
        "path": str(report.path),
        "bytes": report.file_size,
        "glyphs": report.glyphs,
        "characters": report.characters,
        "widest": report.widest,
        "coverage": {name: {"total": part.total, "lacking": "".join(part.lacking)} for name, part in sets.items()},
    }
