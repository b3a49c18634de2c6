"""A tree and the class of draft it should be in; the draft out (None if it cannot be) and every problem on the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from powermap.diagnostics import Diagnostic
from powermap.source.tree import Mapping, Node, Path, Scalar, Sequence
from powermap.validate.drafts import DECISION, STEP, DecisionDraft, Draft, StepDraft
from powermap.validate.list_draft import key_place
from powermap.validate.nearest import nearest_key
from powermap.validate.rule import Finding
from powermap.validate.typing_rules import EMPTY_TEXT, UNKNOWN_KEY, WRONG_TYPE, WRONG_VALUE
from powermap.validate.wording import unknown_key_advice, word

D = TypeVar("D", bound=Draft)

_TAGS: dict[str, type[Draft]] = {STEP: StepDraft, DECISION: DecisionDraft}
_KEY_ITSELF = "[key]"
"""pydantic's last path part when the key of a dict, not its value, is wrong."""
_NOTHING = ("", "~", "null")


def read_draft(cls: type[D], node: Node, found: list[Diagnostic]) -> D | None:
    """Type one tree and add what is wrong with it to `found`.

    An unknown key that has a likely meaning is read as that key, any other is left out, so that one slip in a key does
    not hide the rest; a value of a wrong kind gives None.
    """
    found += [EMPTY_TEXT.diagnostic(finding) for finding in _empty(node)]
    while True:
        try:
            return cls.model_validate(_plain(node))
        except ValidationError as error:
            details = error.errors(include_url=False)
        unknown = [detail for detail in details if detail["type"] == "extra_forbidden"]
        if not unknown:
            found += [_wrong_value(node, detail) for detail in details]
            return None
        for detail in unknown:
            path = _tree_path(detail)
            meant, finding = _unknown_key(cls, node, detail["loc"], path)
            found.append(UNKNOWN_KEY.diagnostic(finding))
            node = _with_key(node, path, meant)


def _plain(node: Node) -> Any:
    """The tree as pydantic takes it: text, lists, dicts; a key with nothing behind it is left out."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(child) for child in node.items]
    return {key.text: _plain(value) for key, value in node.pairs if not _is_nothing(value)}


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and (not node.text.strip() or (not node.quoted and node.text in _NOTHING))


def _empty(node: Node, key: str = "") -> Iterator[Finding]:
    if isinstance(node, Mapping):
        for name, value in node.pairs:
            yield from _empty(value, name.text)
    elif isinstance(node, Sequence):
        for child in node.items:
            yield from _empty(child, key)
    elif _is_nothing(node):
        yield Finding(node.place, f"“{key}”后面是空的", "写上内容；没有就把这一行删掉")


def _tree_path(detail: ErrorDetails) -> Path:
    return tuple(part for part in detail["loc"] if part not in (STEP, DECISION, _KEY_ITSELF))


def _wrong_value(node: Node, detail: ErrorDetails) -> Diagnostic:
    path = _tree_path(detail)
    place = key_place(node, path) if detail["loc"][-1:] == (_KEY_ITSELF,) else _value_place(node, path)
    found, advice, is_kind = word(detail, path)
    return (WRONG_TYPE if is_kind else WRONG_VALUE).diagnostic(Finding(place, found, advice))


def _value_place(node: Node, path: Path) -> Any:
    """The value's place; a block mapping or list begins on the line after its key, so the key is named for those."""
    value = _node_at(node, path)
    if path and isinstance(path[-1], str) and isinstance(value, (Mapping, Sequence)):
        return key_place(node, path)
    return value.place if value else key_place(node, path)


def _node_at(node: Node | None, path: Path) -> Node | None:
    for part in path:
        if isinstance(node, Mapping) and isinstance(part, str):
            node = node.get(part)
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        else:
            break
    return node


def _unknown_key(cls: type[Draft], node: Node, loc: Path, path: Path) -> tuple[str | None, Finding]:
    """The key that was meant (None if none is near, or if it stands there already) and what to say."""
    key = str(path[-1])
    owner = _class_at(cls, loc[:-1])
    known = [str(field.alias) for field in owner.model_fields.values()]
    parent = _node_at(node, path[:-1])
    meant = nearest_key(key, known)
    taken = meant is not None and isinstance(parent, Mapping) and parent.key(meant) is not None
    title = str(owner.model_config.get("title", ""))
    finding = Finding(
        key_place(node, path), f"{title}里没有“{key}”这个键", unknown_key_advice(key, owner, known, meant, taken)
    )
    return (None if taken else meant), finding


def _class_at(cls: type[Draft], loc: Path) -> type[Draft]:
    """The class of draft that an error path leads to."""
    in_dict = False
    for part in loc:
        if in_dict:
            in_dict = False
        elif part in _TAGS:
            cls = _TAGS[str(part)]
        elif isinstance(part, str):
            annotation = next(f.annotation for f in cls.model_fields.values() if f.alias == part)
            in_dict = get_origin(annotation) is dict
            cls = next(iter(_drafts_in(annotation)), cls)
    return cls


def _drafts_in(annotation: Any) -> Iterator[type[Draft]]:
    if isinstance(annotation, type) and issubclass(annotation, Draft):
        yield annotation
    for argument in get_args(annotation):
        yield from _drafts_in(argument)


def _with_key(node: Node, path: Path, meant: str | None) -> Node:
    """The tree with the key at the path called by another name, or left out."""
    part, rest = path[0], path[1:]
    if isinstance(node, Sequence) and isinstance(part, int):
        items = list(node.items)
        items[part] = _with_key(items[part], rest, meant)
        return Sequence(tuple(items), node.place)
    if not isinstance(node, Mapping):
        return node
    pairs: list[tuple[Scalar, Node]] = []
    for key, value in node.pairs:
        if key.text != part:
            pairs.append((key, value))
        elif rest:
            pairs.append((key, _with_key(value, rest, meant)))
        elif meant is not None and node.key(meant) is None:
            pairs.append((Scalar(meant, key.place, key.quoted), value))
    return Mapping(tuple(pairs), node.place)
