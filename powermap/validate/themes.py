"""The name or the file of a theme in; the theme out, what it leaves unsaid taken from the theme it is based on."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from powermap.diagnostics import Diagnostic, Severity, has_errors, in_order
from powermap.errors import InputError, UsageError, reason_of
from powermap.model import PowerList
from powermap.model.theme import Logo, Theme
from powermap.resources import data_dir
from powermap.source.files import Files, is_yaml
from powermap.source.tree import Mapping, place_of
from powermap.validate.logo import SHARP_PX, read_logo
from powermap.validate.nearest import nearest
from powermap.validate.theme_draft import ThemeDraft
from powermap.validate.theme_inks import ink_problems, inks_of
from powermap.validate.theme_rules import contrast_problems, value_problems, values_of
from powermap.validate.typing import read_draft
from powermap.value import Value, replace

STANDARD = "党建红"
"""The theme when none is named, and the one that others are read on top of unless they name another."""

_WANTED = "从“主题: 名称”写起，可抄 templates/ 里的主题再改"


class CheckedTheme(Value, frozen=True):
    """A theme (None with errors) and every problem of its file in order."""

    theme: Theme | None
    diagnostics: tuple[Diagnostic, ...]


@cache
def load_theme(name: str | None = None) -> Theme:
    """The shipped theme of that name, or the theme in that file; the standard theme for None.

    Raises UsageError if there is no such theme, InputError with every problem if the file is not valid.
    """
    path = find_theme(name)
    checked = check_theme(path)
    if checked.theme is None:
        raise InputError(f"主题文件有问题：{path.name}", checked.diagnostics)
    return checked.theme


def shipped_themes() -> tuple[str, ...]:
    """The names of the themes that come with the program, the standard one first."""
    names = sorted(path.stem for path in data_dir("templates").glob("*.yaml"))
    return tuple(sorted(names, key=lambda name: name != STANDARD))


def find_theme(name: str | None) -> Path:
    """The file of a shipped theme, or the file of that name. Raises UsageError."""
    wanted = name or STANDARD
    path = data_dir("templates") / f"{wanted}.yaml" if wanted in shipped_themes() else Path(wanted)
    if not path.is_file():
        known = "、".join(shipped_themes())
        raise UsageError(f"没有叫“{wanted}”的主题。自带的有：{known}；也可以写主题文件（.yaml）的位置")
    return path


def is_theme_file(path: Path) -> bool:
    """Whether a file is a theme and not a list: the key 主题 is there, the key 清单 is not."""
    if not (path.is_file() and is_yaml(path)):
        return False
    node = Files().mapping(path, _WANTED)
    return node is not None and node.key("主题") is not None and node.key("清单") is None


def check_theme(path: Path) -> CheckedTheme:
    """Read a theme file; every problem at once, those that only look bad as warnings."""
    files = Files()
    node = files.mapping(path, _WANTED)
    found: list[Diagnostic] = list(files.diagnostics)
    draft = read_draft(ThemeDraft, node, found) if node is not None else None
    if draft is None or node is None:
        return CheckedTheme(None, in_order(found))
    standard = path == data_dir("templates") / f"{STANDARD}.yaml"
    base = None if standard else _base(draft, node, found)
    found += value_problems(draft, node, base)
    found += ink_problems(draft, node)
    logo = _logo(draft, node, path.parent, found)
    if has_errors(found):
        return CheckedTheme(None, in_order(found))
    theme = _on_top(draft, base, path, logo)
    found += contrast_problems(theme, node)
    return CheckedTheme(theme, in_order(found))


def unknown_colors(power_list: PowerList | None, theme: Theme) -> tuple[Diagnostic, ...]:
    """Colour names of a list's categories that the theme does not know; its first colour is printed for them."""
    names = {category.color for category in power_list.categories} if power_list else set()
    known = "、".join(theme.categories)
    return tuple(
        Diagnostic(
            "theme-category",
            Severity.WARNING,
            f"主题“{theme.name}”里没有类别颜色“{name}”",
            f'清单里改用：{known}，或在主题的“类别”里加上 {name}: "#RRGGBB"',
        )
        for name in sorted(names)
        if not name.startswith("#") and name not in theme.categories
    )


def _base(draft: ThemeDraft, node: Mapping, found: list[Diagnostic]) -> Theme:
    if draft.base in ("", *shipped_themes()):
        return load_theme(draft.base or STANDARD)
    near = nearest(draft.base, shipped_themes())
    advice = f"改成“{near}”" if near else f"可以写的有：{'、'.join(shipped_themes())}"
    what = f"没有叫“{draft.base}”的自带主题"
    found.append(Diagnostic("theme-value", Severity.ERROR, what, advice, place_of(node, ("基于",))))
    return load_theme(STANDARD)


def _logo(draft: ThemeDraft, node: Mapping, folder: Path, found: list[Diagnostic]) -> Logo | None:
    if not draft.logo:
        return None
    place = place_of(node, ("标志",))
    path = folder / draft.logo
    try:
        logo = read_logo(path.read_bytes())
    except OSError as error:
        logo = reason_of(error)
    if isinstance(logo, str):
        advice = "换一张 PNG 或 JPEG 图片，位置从主题文件所在的文件夹算起"
        found.append(Diagnostic("theme-logo", Severity.ERROR, f"标志“{draft.logo}”用不了：{logo}", advice, place))
        return None
    if logo.height < SHARP_PX:
        what = f"标志“{draft.logo}”只有 {logo.height} 像素高，印在 A2 上会发虚"
        found.append(Diagnostic("theme-logo", Severity.WARNING, what, f"换一张高 {SHARP_PX} 像素以上的图片", place))
    return logo


def _on_top(draft: ThemeDraft, base: Theme | None, path: Path, logo: Logo | None) -> Theme:
    fonts = {role: str(path.parent / file) for role, file in draft.fonts.items()}
    if base is None:
        base = Theme(draft.name, {}, {}, (), {})
    return Theme(
        draft.name or path.stem,
        {**base.palette, **draft.palette},
        {**base.kinds, **draft.kinds},
        draft.levels or base.levels,
        {**base.categories, **draft.categories},
        {**base.fonts, **fonts},
        replace(base.look, **values_of(draft.look)),
        replace(base.regions, **values_of(draft.regions)),
        replace(base.words, **values_of(draft.words)),
        logo or base.logo,
        {**base.printed, **inks_of(draft.printed)},
    )
