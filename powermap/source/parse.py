"""The text of one YAML file in; its tree out, every scalar text with its place, and what its grammar breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import yaml

from powermap.diagnostics import Diagnostic, Place
from powermap.source.limits import MAX_ALIASED_NODES, MAX_DEPTH, MAX_NODES
from powermap.source.rules import problem
from powermap.source.syntax_words import syntax_problem, tag_problem
from powermap.source.tree import Mapping, Node, Scalar, Sequence

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ODD_SPACES = " \t\u00a0\u3000"

PlaceOf = Callable[[int, int], Place]
"""Line and column from 0, as the parser counts, to the place in the file as it was written."""


class _Refused(Exception):
    """Reading this file stops here: a limit or something the format does not have."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def parse(text: str, place_of: PlaceOf) -> tuple[Node | None, list[Diagnostic]]:
    """The tree, None if the text has no content or its grammar cannot be followed (then one diagnostic says why)."""
    builder = _Builder(place_of)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except _Refused as refused:
        return None, [*builder.found, refused.diagnostic]
    except yaml.YAMLError as error:
        return None, [*builder.found, syntax_problem(error, text, place_of)]
    return builder.root, builder.found


@dataclass
class _Open:
    """A list or mapping whose end has not come yet. children of a mapping are keys and values in turn."""

    is_mapping: bool
    place: Place
    anchor: str | None
    nodes_before: int
    children: list[Node] = field(default_factory=list)


class _Builder:
    """Builds the tree from events, so that limits hold before anything large exists and nothing recurses."""

    def __init__(self, place_of: PlaceOf) -> None:
        self.root: Node | None = None
        self.found: list[Diagnostic] = []
        self._place_of = place_of
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int, int]] = {}
        self._documents = 0
        self._nodes = 0
        self._aliased = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event), event.anchor)
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            self._start(event)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            self._end()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                advice = "分成几个文件，或删掉这一行 ---"
                raise _Refused(problem("several-documents", self._at(event), "一个文件里有几份内容", advice))

    def _at(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return self._place_of(mark.line, mark.column) if mark else self._place_of(0, 0)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        place = self._at(event)
        self._check_tag(event, place)
        plain = event.style in (None, "")
        if plain and event.value == "<<" and self._wants_key():
            raise _Refused(problem("merge-key", place, "这里用了 << 合并键，清单不支持", "把要用的几个键照抄过来"))
        text = event.value.strip(_ODD_SPACES) if plain else event.value
        return Scalar(text, place, quoted=event.style in ("'", '"'))

    def _check_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Place) -> None:
        if event.tag is not None and event.tag != "!":
            raise _Refused(tag_problem(place))

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        place = self._at(event)
        self._check_tag(event, place)
        if len(self._open) >= MAX_DEPTH:
            advice = "清单用不到这么多层，检查缩进和括号"
            raise _Refused(problem("too-deep", place, f"一层套一层，超过了 {MAX_DEPTH} 层", advice))
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        self._open.append(_Open(is_mapping, place, event.anchor, self._nodes))

    def _end(self) -> None:
        done = self._open.pop()
        if done.is_mapping:
            node: Node = Mapping(tuple(self._pairs(done.children)), done.place)
        else:
            node = Sequence(tuple(done.children), done.place)
        self._add(node, done.anchor, done.nodes_before)

    def _add(self, node: Node, anchor: str | None, nodes_before: int | None = None) -> None:
        size_before = self._nodes if nodes_before is None else nodes_before
        self._count(1, node.place)
        if anchor is not None:
            self._anchors[anchor] = (node, self._nodes - size_before, _depth(node))
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node

    def _alias(self, event: yaml.AliasEvent) -> None:
        place = self._at(event)
        if event.anchor not in self._anchors:
            advice = "文字以星号开头时，用引号括起来"
            raise _Refused(problem("unknown-alias", place, f"没有名叫“{event.anchor}”的记号可以引用", advice))
        node, size, depth = self._anchors[event.anchor]
        self._aliased += size
        if self._aliased > MAX_ALIASED_NODES or len(self._open) + depth > MAX_DEPTH:
            raise _Refused(problem("too-much-content", place, "引用（*）套引用，展开后太多", "不用引用，照着写出来"))
        self._count(size, place)
        self._open[-1].children.append(node)

    def _count(self, more: int, place: Place) -> None:
        self._nodes += more
        if self._nodes > MAX_NODES:
            advice = "按“一事一流程”分成几个文件"
            raise _Refused(problem("too-much-content", place, f"一个文件里的内容超过 {MAX_NODES} 条", advice))

    def _wants_key(self) -> bool:
        return bool(self._open) and self._open[-1].is_mapping and len(self._open[-1].children) % 2 == 0

    def _pairs(self, children: list[Node]) -> Iterator[tuple[Scalar, Node]]:
        first: dict[str, Scalar] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                advice = "键只写一个词；【 】不用换成 { } 或 [ ]，文字以括号开头时加引号"
                self.found.append(problem("key-not-text", key.place, "键不是一个词，而是括号括起来的内容", advice))
            elif key.text in first:
                where = first[key.text].place
                found = f"“{key.text}”写了两次，第一次在第 {where.line} 行第 {where.column} 列"
                self.found.append(problem("duplicate-key", key.place, found, "留下一个；两处内容都要就合在一起"))
            else:
                first[key.text] = key
                yield key, value


def _depth(node: Node) -> int:
    """How many levels of lists and mappings a node has; a scalar has none. Nodes are never deeper than MAX_DEPTH."""
    if isinstance(node, Scalar):
        return 0
    children = node.items if isinstance(node, Sequence) else tuple(value for _, value in node.pairs)
    return 1 + max((_depth(child) for child in children), default=0)
