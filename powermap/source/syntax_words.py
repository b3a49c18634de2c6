"""A grammar error of the YAML library in; a diagnostic in Chinese out. The library's own words reach nobody."""

from __future__ import annotations

from collections.abc import Callable

import yaml

from powermap.diagnostics import Diagnostic, Place
from powermap.source.rules import problem

_ALIGN = "同一层的键左边对齐，下一层多缩进两个半角空格"


def syntax_problem(error: yaml.YAMLError, text: str, place_of: Callable[[int, int], Place]) -> Diagnostic:
    """What the error means for a person, where its cause stands (the opening quote, not the end of the file)."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return problem("bad-syntax", place_of(0, 0), "文件里有读不懂的内容", "对照格式说明检查")
    what, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    start = error.context_mark or mark
    if mark is None or start is None:
        return problem("bad-syntax", place_of(0, 0), "文件里有读不懂的内容", "对照格式说明检查")
    lines = text.split("\n")
    here, there = place_of(mark.line, mark.column), place_of(start.line, start.column)
    rest = lines[mark.line][mark.column :] if mark.line < len(lines) else ""

    if "mapping values are not allowed" in what:
        return _misplaced_colon(mark.line, mark.column, lines, place_of)
    if "sequence entries are not allowed" in what:
        advice = "键后面换行，每一项另起一行；或写成 [甲, 乙]"
        return problem("list-on-key-line", here, "列表项前面还有别的内容，或没有对齐", advice)
    if "could not find expected ':'" in what:
        return problem(
            "missing-colon",
            there,
            "这一行没有“: ”（冒号加空格），不知道是不是键",
            "写成“键: 值”；是列表项就在前面加“- ”；是上一行文字的延续就多缩进两格",
        )
    if "quoted scalar" in context and "escape" not in what and "hex" not in what:
        return problem("unclosed-quote", there, "引号从这里开始，没有结束", "在文字后面补上同样的半角引号")
    if "escape" in what or "hex" in what:
        return problem("bad-escape", here, "双引号里的反斜杠 \\ 有特殊含义", "把双引号换成单引号，或写成 \\\\")
    if "flow" in context and "expected" in what:
        return problem(
            "unclosed-bracket",
            there,
            f"“{_char(lines, start.line, start.column)}”从这里开始，没有配对，或里面少了逗号",
            "补上配对的括号，各项之间用半角逗号隔开",
        )
    if "cannot start any token" in what:
        return problem("special-character", here, f"文字不能以“{rest[:1]}”开头", "用半角引号把这段文字括起来")
    if "expected alphabetic or numeric" in what:
        return problem(
            "special-character",
            there,
            f"“{_char(lines, start.line, start.column)}”开头有特殊含义",
            "用半角引号把这段文字括起来",
        )
    if "tag" in context or "tag" in what:
        return tag_problem(there)
    if "block mapping" in context or "block collection" in context:
        return _out_of_line(mark.line, mark.column, lines, here)
    if "document start" in what or "directive" in context or "directive" in what:
        return problem("text-after-value", here, "内容结束以后还有文字，或行首有 %", _ALIGN)
    if "block scalar" in context:
        return problem("bad-syntax", here, "“|”或“>”后面的写法不对", "“|”单独放在行尾，文字从下一行起缩进两格")
    return problem("bad-syntax", here, "这里读不懂", "检查这一行和上一行的冒号、引号、括号和缩进")


def tag_problem(place: Place) -> Diagnostic:
    """For what begins with ! outside quotes."""
    advice = "删掉这个标签；文字以叹号开头时，用引号括起来"
    return problem("yaml-tag", place, "这里用了 ! 开头的标签，清单不支持", advice)


def _misplaced_colon(line: int, column: int, lines: list[str], place_of: Callable[[int, int], Place]) -> Diagnostic:
    text = lines[line] if line < len(lines) else ""
    indent = len(text) - len(text.lstrip(" "))
    before = text[indent:column].lstrip("- ")
    if ": " in before:
        found = "文字里有“: ”（冒号加空格），分不清哪个是键"
        return problem("colon-in-text", place_of(line, column), found, "用半角引号把整段文字括起来，或改用全角冒号")
    found = f"“{before[:20]}”的缩进和上面的对不齐"
    return problem("wrong-indent", place_of(line, indent), found, _ALIGN)


def _out_of_line(line: int, column: int, lines: list[str], here: Place) -> Diagnostic:
    text = lines[line] if line < len(lines) else ""
    if text[:column].strip(" -"):
        found = f"“{text[column : column + 10]}”前面的内容已经结束"
        return problem("text-after-value", here, found, "整段文字用一对引号括起来；引号、括号外面不再写字")
    if text[column:].startswith("- "):
        return problem("wrong-indent", here, "列表项“- ”没有和同一个列表的其他项对齐", "同一个列表的“- ”左边对齐")
    return problem("wrong-indent", here, "这一行的缩进和同一层的其他行不一样", _ALIGN)


def _char(lines: list[str], line: int, column: int) -> str:
    return lines[line][column : column + 1] if line < len(lines) else ""
