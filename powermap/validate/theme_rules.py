"""A theme file as typed in; every value that cannot be used, and every text that could not be read, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from powermap.diagnostics import Diagnostic, Severity
from powermap.model import ActorKind
from powermap.model.theme import PLACEHOLDERS, ROLES, Theme
from powermap.source.tree import Mapping as MappingNode
from powermap.source.tree import Path, place_of
from powermap.validate.drafts import Draft
from powermap.validate.list_draft import key_place
from powermap.validate.nearest import nearest
from powermap.validate.theme_draft import ThemeDraft

LEAST_CONTRAST = 4.5
"""Of text against its ground: WCAG 2.2, success criterion 1.4.3."""

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})?")
_PLACEHOLDER = re.compile(r"【([^】]*)】?")
_FIVE = {"事实栏": {"办理主体": "办理主体", "办理时限": "时间要求"}}
_SUPERVISION = ("群众监督", "村级监督", "上级监督")


def value_problems(draft: ThemeDraft, node: MappingNode, base: Theme | None) -> Iterator[Diagnostic]:
    """Names that are not known, colours, words, numbers that cannot be used, each with its place."""
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
    for section, part in (("样式", draft.look), ("版面", draft.regions), ("文字", draft.words)):
        for alias, extra, given in _given(part):
            yield from _wrong(node, (section, alias), extra, given)
    yield from _left_out(draft, node)


def values_of(part: Draft) -> dict[str, Any]:
    """What a section says, by attribute, numbers as numbers. Only of a section without problems."""
    out: dict[str, Any] = {}
    for name, field in type(part).model_fields.items():
        value, extra = getattr(part, name), field.json_schema_extra
        if value and isinstance(extra, dict):
            out[name] = float(value) if "least" in extra else value
    return out


def contrast_problems(theme: Theme, node: MappingNode) -> Iterator[Diagnostic]:
    """Texts too pale for the ground they stand on, at the colour that the file says."""
    for (text_path, text), (ground_path, ground) in _pairs(theme):
        ratio = contrast(text, ground)
        if ratio >= LEAST_CONTRAST:
            continue
        said = [path for path in (text_path, ground_path) if _says(node, path)]
        if said:
            found = f"文字颜色 {text}（{text_path[-1]}）印在 {ground}（{ground_path[-1]}）上，对比度只有 {ratio:.1f}"
            advice = f"把一个改深或把另一个改浅，到 {LEAST_CONTRAST:g} 以上"
            yield Diagnostic("theme-contrast", Severity.WARNING, found, advice, place_of(node, said[0]))


def contrast(one: str, two: str) -> float:
    """The contrast ratio of two #RRGGBB colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


_Shade = tuple[Path, str]

_ON_GROUNDS = {
    "ink": ("paper", "panel", "band", "saying", "think", "warn_panel"),
    "secondary": ("paper", "panel", "band"),
    "primary": ("paper", "panel", "band"),
    "onward": ("paper",),
    "aside": ("paper",),
    "control": ("panel",),
    "on_head": ("head_from", "head_to"),
    "on_head_strong": ("head_from", "head_to"),
}
"""Which texts stand on which grounds."""


def _pairs(theme: Theme) -> Iterator[tuple[_Shade, _Shade]]:
    def token(name: str) -> _Shade:
        return ("颜色", name), theme.palette[name]

    for text, grounds in _ON_GROUNDS.items():
        yield from ((token(text), token(ground)) for ground in grounds)
    for kind, value in theme.kinds.items():
        yield (("主体", kind), value), token("panel")
    yield from ((token("panel"), token(ground)) for ground in ("control_tag", "terminal"))
    for i, value in enumerate(theme.levels):
        yield token("panel"), (("风险", i), value)
    for name, value in theme.categories.items():
        yield token("panel"), (("类别", name), value)


def _says(node: MappingNode, path: Path) -> bool:
    section = node.get(str(path[0]))
    return (
        isinstance(section, MappingNode) and section.get(str(path[1])) is not None
        if path[0] != "风险"
        else bool(section)
    )


def _given(part: Draft) -> Iterator[tuple[str, dict[str, Any], Any]]:
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if value:
            yield str(field.alias), dict(field.json_schema_extra or {}), value  # type: ignore[arg-type]  # ours are dicts


def _wrong(node: MappingNode, path: Path, extra: Mapping[str, Any], given: Any) -> Iterator[Diagnostic]:
    """What is wrong with one value, by what its key may hold."""
    many = isinstance(given, tuple)
    for i, value in enumerate(given if many else (given,)):
        here: Path = (*path, i) if many else path
        if "choices" in extra:
            yield from _not_a_choice(node, here, value, extra["choices"])
            if many and value in given[:i]:
                yield _error(node, here, "theme-value", f"“{path[-1]}”里“{value}”写了两次", "删掉一个")
        elif "least" in extra:
            low, high = extra["least"], extra["most"]
            if not _NUMBER.fullmatch(value) or not low <= float(value) <= high:
                found = f"“{path[-1]}”不能写“{value}”"
                yield _error(node, here, "theme-value", found, f"写 {low:g} 至 {high:g} 之间的数，不写单位")
        else:
            yield from _wrong_words(node, here, str(path[-1]), value, extra["longest"])


def _wrong_words(node: MappingNode, path: Path, key: str, value: str, longest: int) -> Iterator[Diagnostic]:
    for name in _PLACEHOLDER.findall(value):
        if name not in PLACEHOLDERS:
            near = nearest(name, PLACEHOLDERS)
            known = "".join(f"【{word}】" for word in PLACEHOLDERS)
            advice = f"改成【{near}】" if near else f"可以写的有：{known}"
            yield _error(node, path, "theme-words", f"“{key}”里的【{name}】不认识", advice)
    if len(value) > longest:
        yield _error(node, path, "theme-words", f"“{key}”有 {len(value)} 字", f"最多 {longest} 字，写短一些")


def _not_a_choice(node: MappingNode, path: Path, value: str, choices: list[str]) -> Iterator[Diagnostic]:
    if value not in choices:
        near = nearest(value, choices)
        key = next(part for part in reversed(path) if isinstance(part, str))
        advice = f"改成“{near}”" if near else f"可以写的有：{'、'.join(choices)}"
        yield _error(node, path, "theme-value", f"“{key}”不能写“{value}”", advice)


def _left_out(draft: ThemeDraft, node: MappingNode) -> Iterator[Diagnostic]:
    """Regions that leave out what 昆纪发〔2019〕24号 asks to be shown of every item."""
    regions = draft.regions
    for fact, element in _FIVE["事实栏"].items():
        if regions.facts and fact not in regions.facts:
            found = f"“事实栏”里没有“{fact}”，挂图上就没有“{element}”，县里要求写明"
            yield Diagnostic("theme-region", Severity.WARNING, found, f"加上“{fact}”", _key_at(node, "事实栏"))
    if regions.foot and not any(column in regions.foot for column in _SUPERVISION):
        found = "“页脚”里没有一种监督，挂图上就没有“监督管理”，县里要求写明"
        yield Diagnostic("theme-region", Severity.WARNING, found, "加上“群众监督”等", _key_at(node, "页脚"))


def _key_at(node: MappingNode, key: str) -> Any:
    return key_place(node, ("版面", key))


def _unknown(node: MappingNode, section: str, given: Mapping[str, str], known: Iterable[str]) -> Iterator[Diagnostic]:
    words = list(known)
    for key in given:
        if key not in words:
            near = nearest(key, words)
            advice = f"改成“{near}”" if near else f"可以写的有：{'、'.join(words)}"
            yield _error(node, (section, key), "theme-key", f"“{section}”里不认识“{key}”", advice)


def _not_a_color(node: MappingNode, path: Path, value: str) -> Iterator[Diagnostic]:
    if not _HEX.fullmatch(value):
        yield _error(node, path, "theme-color", f"“{value}”不是颜色", '写成 "#RRGGBB"，要加引号，如 "#B3151B"')


def _error(node: MappingNode, path: Path, rule: str, found: str, advice: str) -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, found, advice, place_of(node, path))
