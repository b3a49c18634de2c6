"""The text of a file in; the text its writer meant out, with every slip of a Chinese keyboard reported.

Follows YAML's block structure line by line, only as far as is needed to tell syntax from sentences: a colon in the
place of a key's colon is a slip, the same colon inside a sentence is not.
"""

from __future__ import annotations

import re

from powermap.source.corrections import ODD_SPACES, Corrections
from powermap.source.flow_slips import TooDeepError, flow_end, holds_no_slip, is_wide_list
from powermap.source.limits import MAX_DEPTH, MAX_LINE
from powermap.source.quotes import OPENING, close_on_line, correct_wide_quotes, is_wide_quoted, quoted_end
from powermap.source.vocabulary import FORMAT_KEYS

_SPACES = " " + ODD_SPACES
_COLON = re.compile(r"：|:(?=[ ]|$)|:| #")
_BLOCK_TEXT = re.compile(r"[|>][-+0-9]*[ ]*(#.*)?$")
_WIDE_KEY = re.compile(r"[“‘＂”’\"]([^“”‘’＂\"]{1,20})[”’＂\"](?=[ ]*[:：])")
_MARKS = re.compile(r"(?:[&!][^ ]* +){1,2}")
_DASHES = "－—–−‐‑﹣"
_BULLETS = "·•●○◆■"
_NUMBER_KEYS = {"编号", "版本", "停用", "条"}
_WIDTH = {"\u3000": 2, "\t": 2}
"""Columns taken for a character of the indentation; every other one counts 1."""


def mend(text: str, file: str) -> Corrections:
    """Find and correct the slips of one file."""
    copy = Corrections(text, file)
    if any(len(line) > MAX_LINE for line in copy.lines):
        return copy
    try:
        _Blocks(copy).run()
    except TooDeepError:
        return Corrections(text, file)
    return copy


def _width(indent: str) -> int:
    return sum(_WIDTH.get(char, 1) for char in indent)


def _indent_of(text: str) -> str:
    return text[: len(text) - len(text.lstrip(_SPACES))]


class _Blocks:
    """Walks the lines. _columns: where keys ("map") and dashes ("seq") of the open blocks stand, outermost first."""

    def __init__(self, copy: Corrections) -> None:
        self._copy = copy
        self._lines = copy.lines
        self._at = 0
        self._columns: list[tuple[int, str]] = []
        self._text_over: int | None = None
        """The column of the key or dash whose unquoted text may go on in lines further in."""
        self._block_text: int | None = None
        """The same for a text after | or >."""
        self._awaits = False
        """The line before ended with a key (or dash) that has no value yet."""
        self._odd_indents: dict[str, list[tuple[int, int]]] = {}

    def run(self) -> None:
        while self._at < len(self._lines):
            self._line(self._lines[self._at])
        self._report_indents()

    def _line(self, text: str) -> None:
        content, indent = text.strip(_SPACES), _indent_of(text)
        if self._block_text is not None:
            inside = len(text) - len(text.lstrip(" ")) > self._block_text
            if not content or inside or (indent.strip(" ") and _width(indent) > self._block_text):
                if content and not inside:
                    self._indent(indent)
                self._at += 1
                return
            self._block_text = None
        if not content or content[0] == "#":
            if indent.strip(" "):
                self._copy.replace(self._at, 0, len(indent), " " * _width(indent))
            self._at += 1
            return
        if text.startswith(("---", "...", "%")):
            self._columns, self._text_over = [], None
            self._at += 1
            return
        tail = len(text.rstrip(_SPACES))
        if text[tail:].strip(" "):
            self._copy.replace(self._at, tail, len(text), "")
        self._indent(indent)
        column = _width(indent)
        if self._text_over is not None and column > self._text_over and not self._is_mistyped_key(content):
            self._at += 1
            return
        self._text_over = None
        while self._columns and self._columns[-1][0] > column:
            self._columns.pop()
        self._dashes(text, len(indent), column)

    def _open(self, column: int, kind: str) -> None:
        if (column, kind) not in self._columns:
            if len(self._columns) > 2 * MAX_DEPTH:
                raise TooDeepError
            self._columns.append((column, kind))

    def _indent(self, indent: str) -> None:
        odd = indent.strip(" ")
        if odd:
            rule = "tab-indent" if odd[0] == "\t" else "full-width-indent"
            self._odd_indents.setdefault(rule, []).append((self._at, indent.index(odd[0])))
            self._copy.replace(self._at, 0, len(indent), " " * _width(indent))

    def _report_indents(self) -> None:
        for rule, places in self._odd_indents.items():
            line, column = places[0]
            char = self._lines[line][column]
            name = {"\t": "制表符（Tab 键）", "\u3000": "全角空格"}.get(char, f"特殊空格 U+{ord(char):04X}")
            more = f"，这样的行共有 {len(places)} 行" if len(places) > 1 else ""
            self._copy.report(rule, line, column, f"行首用{name}缩进{more}", "改成半角空格，每层两个")

    def _dashes(self, text: str, at: int, column: int) -> None:
        """Step over the dashes that begin a line, then take what they introduce."""
        awaits, self._awaits = self._awaits, False
        parent = max((col for col, _ in self._columns if col < column), default=-1)
        after_dash = False
        while at < len(text):
            end, width = self._dash(text, at, column, awaits or after_dash)
            if end == at:
                break
            self._open(column, "seq")
            after_dash, parent = True, column
            at, column = end, column + width
        if at >= len(text) or text[at] == "#":
            self._awaits = True
            self._at += 1
        else:
            self._entry(text, at, column, parent, after_dash)

    def _dash(self, text: str, at: int, column: int, awaits: bool) -> tuple[int, int]:
        """Where what a dash introduces begins, and how far in that is; `at` itself if there is no dash."""
        char = text[at]
        body = text[at + 1 :].lstrip(_SPACES)
        start = len(text) - len(body) if body else len(text)
        gap = text[at + 1 : start]
        if char == "-" and (not body or (gap[:1] == " " and not gap.strip(" "))):
            return start, start - at
        in_list = awaits or (column, "seq") in self._columns
        known = self._key_word(body) in FORMAT_KEYS
        if char == "-" and (gap or ((in_list or known) and body[0] > "\u2e80")):
            what = "全角空格或制表符" if gap else "文字"
            advice = "减号后面加一个半角空格，写成“- ”"
            self._copy.report("dash-without-space", self._at, at, f"减号后面是{what}，不是半角空格", advice)
            self._copy.replace(self._at, at + 1, start, " ")
            return start, 2
        is_dash = char in _DASHES and (known or in_list or gap) and body[:1] != char
        is_bullet = char in _BULLETS and (known or in_list)
        if is_dash or is_bullet or (char in _DASHES and (column, "seq") in self._columns):
            start += len(body) - len(body.lstrip(char + _SPACES))
            self._copy.report("full-width-dash", self._at, at, f"列表项前面用了“{char}”", "改成半角减号加空格“- ”")
            self._copy.replace(self._at, at, start if body else at + 1, "- ")
            return start, 2
        return at, 0

    def _entry(self, text: str, at: int, column: int, parent: int, after_dash: bool) -> None:
        """A key with its value, or a value alone."""
        at = self._after_marks(text, at)
        char = text[at]
        if char == "＃":
            self._copy.report("full-width-hash", self._at, at, "注释前面用了全角的“＃”", "改成半角“#”")
            self._copy.replace(self._at, at, at + 1, "#")
            self._at += 1
            return
        if char in "\"'":
            colon = self._colon_after_quotes(text, close_on_line(text, at + 1, char) + 1)
        elif wide := _WIDE_KEY.match(text, at) if char in OPENING else None:
            correct_wide_quotes(self._copy, self._at, at, wide.end())
            colon = self._colon_after_quotes(text, wide.end())
        elif char in "[{［｛|>*":
            colon = -1
        else:
            colon = self._colon(text, at, column, after_dash)
        if colon < 0:
            self._value(text, at, column, parent, "")
            return
        self._open(column, "map")
        self._correct_colon(text, at, colon)
        self._value(text, colon + 1, column, column, text[at:colon].strip("\"'“”‘’ "))

    @staticmethod
    def _after_marks(text: str, at: int) -> int:
        """Past &name and !tag, if something follows them."""
        match = _MARKS.match(text, at)
        return match.end() if match and match.end() < len(text) else at

    @staticmethod
    def _colon_after_quotes(text: str, end: int) -> int:
        if end <= 0:
            return -1
        colon = end + len(text[end:]) - len(text[end:].lstrip(" "))
        return colon if text[colon : colon + 1] in (":", "：") else -1

    def _colon(self, text: str, at: int, column: int, after_dash: bool) -> int:
        """The index of the colon that ends a key, as typed or as meant; -1 if this is a text."""
        ascii_at, first, kind = self._colons(text, at)
        if ascii_at >= 0 and first == ascii_at:
            return ascii_at
        if first < 0:
            return -1
        word = text[at:first].strip(_SPACES)
        if ascii_at >= 0:
            opens = text[first + 1 :].lstrip(_SPACES)[:1] in tuple("{[｛［\"'“")
            return first if kind == "：" and (word in FORMAT_KEYS or opens) else ascii_at
        if not word or len(word) > 30 or text.startswith("//", first + 1):
            return -1
        if word in FORMAT_KEYS:
            return first
        below_column, below = self._below()
        below_is_key = below_column == column and self._is_key(below)
        if after_dash:
            return first if below_is_key else -1
        if kind == "：" and text[first + 1 :].lstrip(_SPACES)[:1] in tuple("{[｛［"):
            return first
        return first if column == 0 or below_is_key or (column, "map") in self._columns else -1

    def _colons(self, text: str, at: int) -> tuple[int, int, str]:
        """The first colon YAML takes for one, and the first of any sort, with that one's character; -1 if none."""
        first, kind = -1, ""
        for match in _COLON.finditer(text, at):
            if match.group() == " #":
                break
            if first < 0:
                first, kind = match.start(), match.group()
            if match.group() == ":" and text[match.end() : match.end() + 1] in ("", " "):
                return match.start(), first, kind
        return -1, first, kind

    def _is_key(self, content: str) -> bool:
        ascii_at, first, _ = self._colons(content, 0)
        return ascii_at >= 0 or (first > 0 and content[:first].strip(_SPACES) in FORMAT_KEYS)

    def _is_mistyped_key(self, content: str) -> bool:
        """True for 主体：… in a line that only its indentation makes a continuation of a text."""
        return "：" in content and ": " not in content and self._key_word(content) in FORMAT_KEYS

    def _key_word(self, content: str) -> str:
        return re.split("[:：]", content, maxsplit=1)[0].strip(_SPACES) if re.search("[:：]", content) else ""

    def _below(self) -> tuple[int, str]:
        """Column and content of the next line that says something; (-1, "") at the end."""
        for text in self._lines[self._at + 1 : self._at + 20]:
            content = text.strip(_SPACES)
            if content and content[0] != "#":
                return _width(_indent_of(text)), content
        return -1, ""

    def _correct_colon(self, text: str, at: int, colon: int) -> None:
        key = text[at:colon].strip(_SPACES)[:20]
        after = text[colon + 1 :]
        gap = after[: len(after) - len(after.lstrip(_SPACES))]
        space = " " if after.strip(_SPACES) else ""
        if text[colon] == "：":
            self._copy.report("full-width-colon", self._at, colon, f"“{key}”后面是全角冒号", "改成半角冒号加空格“: ”")
            self._copy.replace(self._at, colon, colon + 1 + (len(gap) if space else 0), ":" + space)
        elif gap[:1] != " " and space:
            what = "是全角空格或制表符，不是半角空格" if gap else "没有空格"
            self._copy.report("colon-without-space", self._at, colon, f"“{key}:”后面{what}", "冒号后面加一个半角空格")
            self._copy.replace(self._at, colon + 1, colon + 1 + len(gap), " ")

    def _value(self, text: str, at: int, column: int, parent: int, key: str) -> None:
        """What stands after a key or a dash, to the end of the line or of its quotes or brackets."""
        body = text[at:].strip(_SPACES)
        at += len(text[at:]) - len(text[at:].lstrip(_SPACES))
        start = self._after_marks(text, at)
        at, body = start, body[start - at :]
        here = self._at
        self._at += 1
        if not body or body[0] == "#" or (body[0] in "&!" and " " not in body):
            self._awaits = True
        elif body[0] in "\"'":
            line, _ = quoted_end(self._copy, here, at, parent)
            self._at = line + 1
        elif holds_no_slip(body):
            pass
        elif body[0] in "[{" or self._is_wide_flow(body):
            line, end = flow_end(self._copy, here, at, parent)
            self._at = line + 1 if end else max(line, here + 1)
        elif _BLOCK_TEXT.match(body):
            self._block_text = parent
        else:
            if is_wide_quoted(body, key in _NUMBER_KEYS):
                correct_wide_quotes(self._copy, here, at, at + len(body))
            elif column > 0 or parent >= 0:
                self._text_over = parent

    @staticmethod
    def _is_wide_flow(body: str) -> bool:
        """［高, 中］ and 【高，中】 are lists; ［2019］24号 and 【公示天数】 are texts."""
        ends = {"［": "］]", "｛": "｝}"}.get(body[0])
        return is_wide_list(body) if ends is None else body[-1] in ends
