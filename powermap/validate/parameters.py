"""Texts with 【名】 in; the same tree with the values put in out, and what was wrong with the names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from powermap.diagnostics import Place
from powermap.source.tree import Mapping, Node, Scalar, Sequence
from powermap.validate.nearest import nearest

_SIGN = re.compile(r"【【|】】|【([^【】]*)】|[【】]")


@dataclass
class Parameters:
    """The values of a list's parameters; remembers which were used, unknown names, brackets that stood alone."""

    values: dict[str, str]
    used: set[str] = field(default_factory=set)
    unknown: list[tuple[Place, str, bool]] = field(default_factory=list)
    broken: list[tuple[Place, str]] = field(default_factory=list)

    def put_in(self, node: Node) -> Node:
        """The tree with every 【名】 replaced and 【【, 】】 made literal; keys and places stay as they are."""
        if isinstance(node, Scalar):
            if "【" not in node.text and "】" not in node.text:
                return node
            return Scalar(self._text(node), node.place, node.quoted)
        if isinstance(node, Sequence):
            return Sequence(tuple(self.put_in(child) for child in node.items), node.place)
        return Mapping(tuple((key, self.put_in(value)) for key, value in node.pairs), node.place)

    def _text(self, scalar: Scalar) -> str:
        def value(match: re.Match[str]) -> str:
            sign, name = match[0], match[1]
            if sign in ("【【", "】】"):
                return sign[0]
            if name is None:
                self.broken.append((scalar.place, sign))
                return sign
            name = name.strip()
            if name in self.values:
                self.used.add(name)
                return self.values[name]
            self.unknown.append((scalar.place, name, len(sign) == len(scalar.text)))
            return sign

        return _SIGN.sub(value, scalar.text)

    def advice(self, name: str, alone: bool) -> str:
        """What to do about an unknown name. alone: nothing else stands in the text; then it may be meant as a list,
        for the key of [ gives 【 in a Chinese input method."""
        near = nearest(name, self.values)
        if alone and near is None:
            items = ", ".join(part.strip() for part in re.split("[，,、]", name))
            return f"要写列表就用半角方括号：[{items}]；要用参数就在清单的“参数”里登记它"
        meant = f"是不是【{near}】？" if near else ""
        return f"{meant}在清单的“参数”里登记它；只是想印出方括号，就写成【【{name}】】"
