"""A question that is answered yes or no in; statements to be judged, each with the answer that it gives, out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from powermap.model import Question
from powermap.value import Value

YES = ("能", "可以", "行", "对", "是", "算", "会", "要", "应当", "应该", "需要", "有", "有效", "合规", "合法")
TAG = "对"
"""Asked at the end of a statement (…，对吗？), it is no part of what is stated."""


class Claim(Value, frozen=True):
    """A statement, and which of the question's options it says is right."""

    said: str
    option: str


def is_yes_or_no(question: Question) -> bool:
    """Whether the options are a yes and its no, whatever is said after a comma: 可以 and 不可以，要重走流程."""
    return _sides(question) is not None


def claims_of(question: Question) -> tuple[Claim, ...]:
    """The question as statements: the yes, and the no where its words cannot be taken otherwise."""
    sides = _sides(question)
    if sides is None:
        return ()
    yes, no = sides
    text = question.text.rstrip("？?")
    said = _said(text, _core(yes))
    out = [Claim(f"{said}。" if said else _asked(text, yes), yes)]
    tail = f"，{_core(yes)}吗"
    if (
        text.endswith(tail) and _core(yes) != TAG
    ):  # 不能不开会 is not the contrary of 能不开会: only at the end is it safe
        out.append(Claim(f"{text.removesuffix(tail)}，{_core(no)}。", no))
    return tuple(out)


def _sides(question: Question) -> tuple[str, str] | None:
    """The option that says yes and the one that says no."""
    if len(question.options) != 2 or len(question.answers) != 1:
        return None
    for yes, no in (question.options, question.options[::-1]):
        core, other = _core(yes), _core(no)
        if core in YES and (other in (f"不{core}", f"没{core}", f"无{core}") or (core, other) in _PAIRS):
            return yes, no
    return None


_PAIRS = {("是", "否"), ("对", "错"), ("能", "不可以"), ("可以", "不能"), ("有", "没有")}


def _core(option: str) -> str:
    return re.split("[，,；;。]", option)[0].strip()


def _said(text: str, yes: str) -> str:
    """What the question asks about, said to be so; "" where its words do not lend themselves."""
    if text.endswith(f"，{TAG}吗"):
        return text.removesuffix(f"，{TAG}吗") if yes == TAG else ""
    choices = list(_choices(text))
    if len(choices) == 1 and not text.endswith("吗"):
        start, stop, word = choices[0]
        if word == "能":  # of what is allowed, not of what someone is able to do
            rest = text[stop:]
            return text[:start] + ("就可以" if rest.startswith("就") else "可以") + rest.removeprefix("就")
        return text[:start] + word + text[stop:] if word == yes else ""
    if not choices and text.endswith("吗") and yes in text:
        return text.removesuffix("吗")
    return ""


def _choices(text: str) -> Iterator[tuple[int, int, str]]:
    """Where the text asks 能不能, 算不算, 可不可以, and for what."""
    for match in re.finditer(r"可不可以|应不应当|应不应该|([一-鿿])[不没]\1", text):
        word = match[1] or match[0][0] + match[0][3]
        yield match.start(), match.end(), word


def _asked(text: str, option: str) -> str:
    return f"问：“{text}？”答：“{_core(option)}。”"
