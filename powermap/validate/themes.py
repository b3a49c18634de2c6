"""The name or the file of a theme in; the theme out, what it leaves unsaid taken from the standard theme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from pydantic import ConfigDict

from powermap.diagnostics import Diagnostic, Severity, has_errors, in_order
from powermap.errors import InputError, UsageError
from powermap.model import ActorKind
from powermap.model.theme import ROLES, Theme
from powermap.resources import data_dir
from powermap.source.files import Files
from powermap.source.tree import Mapping as MappingNode
from powermap.source.tree import Node, place_of
from powermap.validate.drafts import Draft, _key
from powermap.validate.fields import Text, Texts
from powermap.validate.nearest import nearest
from powermap.validate.typing import read_draft

STANDARD = "党建红"
"""The theme when none is named, and the one that others are read on top of."""

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_WANTED = "从“主题: 名称”写起，可抄 templates/ 里的主题再改"


class ThemeDraft(Draft):
    """A theme file as written."""

    model_config = ConfigDict(title="主题")
    name: Text = _key("主题", "主题的名称")
    palette: dict[Text, Text] = _key("颜色", "各处颜色，#RRGGBB", {})
    kinds: dict[Text, Text] = _key("主体", "各类主体的颜色", {})
    levels: Texts = _key("风险", "风险等级的颜色，从高到低", ())
    categories: dict[Text, Text] = _key("类别", "清单里“类别”可用的颜色名", {})
    fonts: dict[Text, Text] = _key("字体", "各用途的字体文件（.ttf），从主题文件所在的文件夹算起", {})


@cache
def load_theme(name: str | None = None) -> Theme:
    """The shipped theme of that name, or the theme in that file; the standard theme for None.

    Raises UsageError if there is no such theme, InputError with every problem if the file is not valid.
    """
    folder = data_dir("templates")
    shipped = sorted(path.stem for path in folder.glob("*.yaml"))
    wanted = name or STANDARD
    path = folder / f"{wanted}.yaml" if wanted in shipped else Path(wanted)
    if not path.is_file():
        raise UsageError(f"没有叫“{wanted}”的主题。自带的有：{'、'.join(shipped)}；也可以写主题文件（.yaml）的位置")
    base = None if wanted == STANDARD else load_theme(STANDARD)
    return _read(path, base)


def _read(path: Path, base: Theme | None) -> Theme:
    files = Files()
    node = files.mapping(path, _WANTED)
    found: list[Diagnostic] = list(files.diagnostics)
    draft = read_draft(ThemeDraft, node, found) if node is not None else None
    if draft is None or node is None:
        raise InputError(f"主题文件有问题：{path.name}", in_order(found))
    found += _problems(draft, node, base)
    if has_errors(found):
        raise InputError(f"主题文件有问题：{path.name}", in_order(found))
    fonts = {role: str(path.parent / file) for role, file in draft.fonts.items()}
    if base is None:
        return Theme(draft.name, draft.palette, draft.kinds, draft.levels, draft.categories, fonts)
    return Theme(
        draft.name or path.stem,
        {**base.palette, **draft.palette},
        {**base.kinds, **draft.kinds},
        draft.levels or base.levels,
        {**base.categories, **draft.categories},
        {**base.fonts, **fonts},
    )


def _problems(draft: ThemeDraft, node: MappingNode, base: Theme | None) -> Iterable[Diagnostic]:
    kinds = [kind.value for kind in ActorKind]
    yield from _unknown(node, "主体", draft.kinds, kinds)
    yield from _unknown(node, "字体", draft.fonts, ROLES)
    if base is not None:
        yield from _unknown(node, "颜色", draft.palette, base.palette)
    for section, colors in (("颜色", draft.palette), ("主体", draft.kinds), ("类别", draft.categories)):
        for key, value in colors.items():
            yield from _not_a_color(node, (section, key), value)
    for i, value in enumerate(draft.levels):
        yield from _not_a_color(node, ("风险", i), value)


def _unknown(node: Node, section: str, given: Mapping[str, str], known: Iterable[str]) -> Iterable[Diagnostic]:
    words = list(known)
    for key in given:
        if key not in words:
            near = nearest(key, words)
            advice = f"改成“{near}”" if near else f"可以写的有：{'、'.join(words)}"
            place = place_of(node, (section, key))
            yield Diagnostic("theme-key", Severity.ERROR, f"“{section}”里不认识“{key}”", advice, place)


def _not_a_color(node: Node, path: tuple[str | int, ...], value: str) -> Iterable[Diagnostic]:
    if not _HEX.fullmatch(value):
        advice = '写成 "#RRGGBB"，要加引号，如 "#B3151B"'
        yield Diagnostic("theme-color", Severity.ERROR, f"“{value}”不是颜色", advice, place_of(node, path))
