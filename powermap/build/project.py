"""A project file in; what it asks for, every name and value checked, out. docs/project.md describes the format."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from powermap.build.kinds import KINDS, Kind, Values
from powermap.diagnostics import Diagnostic, Place, Severity, has_errors, in_order
from powermap.errors import InputError, UsageError
from powermap.source.files import Files, shown
from powermap.source.tree import Mapping, Node, Scalar, Sequence
from powermap.validate.nearest import nearest_key
from powermap.value import Value

LIST, VILLAGES, THEME, OUTPUT, PRODUCTS = KEYS = ("清单", "村庄", "主题", "输出", "产品")
ITEMS = "事项"
DEFAULT_OUTPUT = "成品"
SUFFIXES = (".yaml", ".yml")
_WANTED = "从“清单: 清单的位置”写起，见 docs/project.md"
_OTHER_WORDS = {
    "海报": "挂图", "上墙图": "挂图", "流程图": "挂图", "展板": "挂图", "小册子": "手册", "册子": "手册",
    "培训手册": "手册", "卡": "卡片", "手机卡片": "卡片", "图片": "卡片",
}  # fmt: skip
"""What people call the products besides."""


class Wish(Value, frozen=True):
    """One entry of 产品: a kind with its options. items: the numbers it is for, () for all."""

    kind: Kind
    values: Values
    items: tuple[str, ...]
    place: Place


class Project(Value, frozen=True):
    """A project file as read. list_name, villages and theme are what the loaders of those take."""

    path: Path
    list_name: str
    villages: str | None
    theme: str | None
    output: Path
    wishes: tuple[Wish, ...]
    problems: tuple[Diagnostic, ...] = ()


PROJECT = "项目.yaml"
"""What a new project's file is called."""


def read_project(path: Path) -> Project:
    """Read a project file; places in it count from its own folder.

    Raises UsageError if there is no such file, InputError with every problem if it is not valid.
    """
    if path.is_dir() and (path / PROJECT).is_file():
        raise UsageError(f"“{shown(path)}”是文件夹。项目文件在里面：写成 {shown(path / PROJECT)}")
    if not path.is_file():
        raise UsageError(f"找不到项目文件“{shown(path)}”。新建一个项目：powermap new 文件夹")
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"“{shown(path)}”不是项目文件：应当是 .yaml 文件")
    files = Files()
    root = files.mapping(path, _WANTED)
    reader = _Reader(path.parent)
    wishes = tuple(reader.wishes(root)) if root is not None else ()
    project = Project(
        path,
        reader.text(root, LIST) or "",
        reader.text(root, VILLAGES),
        reader.text(root, THEME),
        Path(reader.text(root, OUTPUT) or path.parent / DEFAULT_OUTPUT),
        wishes,
    )
    problems = in_order((*files.diagnostics, *reader.found))
    if has_errors(problems) or root is None:
        raise InputError("项目文件有错误，没有生成文件。改好以后再运行", problems)
    return Project(path, project.list_name, project.villages, project.theme, project.output, wishes, problems=problems)


class _Reader:
    """Takes the values out of the tree of one project file; found grows with each problem."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: list[Diagnostic] = []

    def report(self, rule: str, place: Place, found: str, advice: str) -> None:
        self.found.append(Diagnostic(rule, Severity.ERROR, found, advice, place))

    def text(self, root: Mapping | None, key: str) -> str | None:
        """A place of a file or folder, from the folder of the project; a name that is no file there is left as it is,
        for it may be that of a shipped list or theme.
        """
        node = root.get(key) if root is not None else None
        if node is None:
            return None
        if not isinstance(node, Scalar) or not node.text.strip() or "\0" in node.text:
            self.report("project-value", node.place, f"“{key}”后面应当是一个位置", f"写成“{key}: 文件或文件夹”")
            return None
        text = node.text.strip().replace("\\", "/")
        path = self.folder / text
        plain = "/" not in text and text not in (".", "..")
        if key != OUTPUT and plain and not path.exists():
            return text
        if key in (VILLAGES, THEME) and not path.is_file():
            self.report(
                "project-value", node.place, f"找不到“{shown(path)}”", "写文件的位置，从项目文件所在的文件夹算起"
            )
        return os.path.normpath(path)

    def wishes(self, root: Mapping) -> Iterator[Wish]:
        self._known_keys(root, KEYS, "项目文件")
        if root.get(LIST) is None:
            self.report("project-missing", root.place, "没有写“清单”", "加一行“清单: 清单文件夹的位置”")
        node = root.get(PRODUCTS)
        words = "、".join(kind.word for kind in KINDS)
        if not isinstance(node, Sequence) or not node.items:
            place = node.place if node is not None else root.place
            self.report("project-missing", place, "没有写要做什么产品", f"在“产品:”下面每行写一个：- {words}")
            return
        seen: set[tuple[str, Values, tuple[str, ...]]] = set()
        for entry in node.items:
            for wish in self._wish(entry):
                same = (wish.kind.name, wish.values, wish.items)
                if same in seen:
                    found = f"“{wish.kind.word}”写了两遍，选项也一样"
                    self.report("project-value", entry.place, found, "删掉其中一个")
                    continue
                seen.add(same)
                yield wish

    def _known_keys(self, node: Mapping, known: Iterable[str], owner: str) -> None:
        words = list(known)
        for key, _ in node:
            if key.text not in words:
                near = nearest_key(key.text, [word for word in words if node.get(word) is None])
                advice = f"改成“{near}”" if near else f"可以写的有：{'、'.join(words)}"
                self.report("project-key", key.place, f"{owner}里没有“{key.text}”这个键", advice)

    def _wish(self, entry: Node) -> Iterator[Wish]:
        """The entry `挂图`, `挂图: {…}`, or `挂图:` with its options in the lines below, indented or not."""
        named = {kind.word: kind for kind in KINDS}
        if isinstance(entry, Scalar):
            if self._kind_known(entry, named):
                yield from self._made(named[entry.text], Mapping((), entry.place), entry.place)
            return
        if not isinstance(entry, Mapping) or not entry.pairs:
            self.report("project-value", entry.place, "这里应当是一个产品", f"写成“- {KINDS[0].word}”，或后面加选项")
            return
        keys = [key for key, _ in entry if key.text in named] or [entry.pairs[0][0]]
        if not self._kind_known(keys[0], named):
            return
        for extra in keys[1:]:
            self.report("project-value", extra.place, "一行里写了两个产品", f"另起一行，写成“- {extra.text}: …”")
        kind, inner = named[keys[0].text], entry.get(keys[0].text)
        beside = [(key, value) for key, value in entry if key.text not in named]
        if isinstance(inner, Mapping):
            beside = [*inner.pairs, *beside]
        elif not isinstance(inner, Scalar) or inner.text.strip():
            place = inner.place if inner is not None else entry.place
            self.report("project-value", place, f"“{kind.word}”后面应当是选项", f"写成“{kind.word}: {_example(kind)}”")
        yield from self._made(kind, Mapping(tuple(beside), entry.place), keys[0].place)

    def _kind_known(self, word: Scalar, named: dict[str, Kind]) -> bool:
        if word.text in named:
            return True
        near = _OTHER_WORDS.get(word.text.strip()) or nearest_key(word.text, named)
        advice = f"改成“{near}”" if near else f"可以写的有：{'、'.join(named)}"
        self.report("project-key", word.place, f"没有“{word.text}”这种产品", advice)
        return False

    def _made(self, kind: Kind, options: Mapping, place: Place) -> Iterator[Wish]:
        known = [option.key for option in kind.options] + ([ITEMS] if kind.each_item else [])
        self._known_keys(options, known, f"“{kind.word}”的选项")
        values: list[tuple[str, str]] = []
        for option in kind.options:
            node = options.get(option.key)
            if node is None:
                values.append((option.name, option.default))
            elif not isinstance(node, Scalar):
                self.report("project-value", node.place, f"“{option.key}”只能写一个值", "要几种，就把产品另写一行")
            else:
                try:
                    values.append((option.name, option.text(node.text)))
                except UsageError as error:
                    found, _, advice = str(error).partition("。")
                    self.report("project-value", node.place, found, advice or "见 docs/project.md")
        if len(values) == len(kind.options) and self._together(kind, tuple(values), place):
            yield Wish(kind, tuple(values), self._numbers(options.get(ITEMS)), place)

    def _together(self, kind: Kind, values: Values, place: Place) -> bool:
        try:
            kind.printing(values)
        except UsageError as error:
            self.report("project-value", place, str(error), "改其中一个")
            return False
        return True

    def _numbers(self, node: Node | None) -> tuple[str, ...]:
        nodes = node.items if isinstance(node, Sequence) else () if node is None else (node,)
        numbers = [one.text.strip() for one in nodes if isinstance(one, Scalar) and one.text.strip()]
        if node is not None and (len(numbers) < len(nodes) or not nodes):
            self.report("project-value", node.place, "“事项”后面应当是编号", '写成“事项: ["08", "12"]”')
        return tuple(dict.fromkeys(numbers))


def _example(kind: Kind) -> str:
    option = next(option for option in kind.options if option.default)
    return f"{{{option.key}: {option.default}}}"
