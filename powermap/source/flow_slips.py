"""Where a [ or { begins in; where it ends out, with the slips of a Chinese keyboard inside reported and corrected."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from powermap.source.corrections import ODD_SPACES, Corrections
from powermap.source.limits import MAX_DEPTH, MAX_REACH
from powermap.source.quotes import CLOSING, OPENING, correct_wide_quotes, is_wide_quoted, quoted_end
from powermap.source.vocabulary import FORMAT_KEYS

_SIGNS = "\\[\\]{},，、:：［］｛｝【】“‘”’＂\"'#"
_GAPS = " \t\u00a0\u3000"
_TOKEN = re.compile(f"[{_SIGNS}]|[{_GAPS}]+|[^{_SIGNS}{_GAPS}]+")
_WORDS = f"[^{_SIGNS}\t\u00a0\u3000]*(?:,[^{_SIGNS}\t\u00a0\u3000]*)*"
_PLAIN_FLOW = re.compile(rf"\[{_WORDS}\]|\{{{_WORDS}(?:: {_WORDS})*\}}")
_NEXT_KEY = re.compile(r"[ \u3000]*([^,，:：{}\[\]\"“”]{1,20})([:：])(.?)")
_CLOSER = {"[": "]", "{": "}"}
_HALF = {"［": "[", "｛": "{", "【": "[", "］": "]", "｝": "}", "】": "]"}
_ENDS_ENTRY = ",，、]}］｝】"
_SHORT = 4
"""A part of at most so many characters beside a full-width comma is a word of a list rather than part of a sentence."""


def holds_no_slip(text: str) -> bool:
    """True for a whole bracket with only words, ASCII commas and colons in it: most are so and need no closer look."""
    return _PLAIN_FLOW.fullmatch(text) is not None


class TooDeepError(Exception):
    """Brackets nest deeper than any list; parsing will refuse the file. Never leaves this package."""


@dataclass
class _Entry:
    """One entry of a list or mapping: where it starts, and what has been seen of it."""

    line: int
    column: int
    fresh: bool = True
    """Nothing of the key (or, after the colon, of the value) has come yet."""
    sealed: bool = False
    """A quoted text or a bracket has come and ended: only a comma, a colon or the end may follow."""
    colon: bool = False
    parameters: int = 0
    wide: int = 0


@dataclass
class _Frame:
    opener: str
    line: int
    column: int
    entry: _Entry
    commas: int = 0
    wide: bool = False
    wide_commas: list[tuple[int, int, str]] = field(default_factory=list)


def flow_end(copy: Corrections, line: int, column: int, parent: int) -> tuple[int, int]:
    """Line and column after the bracket that closes the one at (line, column). parent as for quoted_end."""
    return _Flow(copy, parent).scan(line, column)


class _Flow:
    def __init__(self, copy: Corrections, parent: int) -> None:
        self._copy = copy
        self._parent = parent
        self._frames: list[_Frame] = []
        self._line = self._column = 0
        self._last = (0, 0)

    def scan(self, line: int, column: int) -> tuple[int, int]:
        lines = self._copy.lines
        self._line, self._column = line, column
        while self._line < len(lines):
            text = lines[self._line]
            if self._line > line and self._belongs_elsewhere(text):
                break
            while self._column < len(text) and not self._is_comment(text):
                self._take(text)
                text = lines[self._line]
                if not self._frames:
                    return self._line, self._column
            self._line, self._column = self._line + 1, 0
        self._close_all()
        return self._line, 0

    def _belongs_elsewhere(self, text: str) -> bool:
        inside = text.lstrip(" " + ODD_SPACES)
        return bool(inside) and inside[0] not in "]}］｝" and len(text) - len(inside) <= self._parent

    def _is_comment(self, text: str) -> bool:
        return text[self._column] == "#" and (self._column == 0 or text[self._column - 1] in " \t")

    def _take(self, text: str) -> None:
        match = _TOKEN.match(text, self._column)
        token = match.group() if match else text[self._column]
        at, self._column = self._column, self._column + len(token)
        if not token.strip(" " + ODD_SPACES):
            return
        frame = self._frames[-1] if self._frames else None
        if frame is None or token in ("[", "{"):
            self._open(_HALF.get(token, token), at, wide=token in _HALF)
        elif token in ("'", '"') and frame.entry.fresh:
            self._line, self._column = quoted_end(self._copy, self._line, at, self._parent, ",，]}］｝")
            frame.entry.fresh, frame.entry.sealed = False, True
        elif token in OPENING and frame.entry.fresh:
            self._wide_quote(text, at, frame.entry)
        elif token in _HALF:
            self._wide_bracket(text, token, at, frame)
        elif token in ("]", "}"):
            self._close(token, at)
        elif token == ",":
            self._comma(at, frame)
        elif token in ("，", "、"):
            self._wide_comma(text, token, at, frame)
        elif token in (":", "：") and frame.opener == "{" and not frame.entry.colon and not frame.entry.fresh:
            self._colon(text, token, at, frame.entry)
        else:
            frame.entry.fresh = False
        self._last = (self._line, self._column)

    def _open(self, opener: str, at: int, wide: bool) -> None:
        if len(self._frames) >= MAX_DEPTH:
            raise TooDeepError
        if wide:
            self._correct_bracket(at, told=False)
        self._frames.append(_Frame(opener, self._line, at, _Entry(self._line, at + 1), wide=wide))

    def _correct_bracket(self, at: int, told: bool) -> None:
        """told: the bracket's partner was reported already."""
        char = self._copy.lines[self._line][at]
        half = _HALF[char]
        pair = f"{half} {_CLOSER[half]}" if half in _CLOSER else half
        advice = f"在英文（半角）状态下输入，写成 {pair}"
        if not told:
            self._copy.report("full-width-bracket", self._line, at, f"这里用了全角括号 {char}", advice)
        self._copy.replace(self._line, at, at + 1, _HALF[char])

    def _wide_bracket(self, text: str, char: str, at: int, frame: _Frame) -> None:
        entry = frame.entry
        if char == "【":
            if entry.fresh and is_wide_list(text[at : text.find("】", at, at + MAX_REACH) + 1]):
                self._open("[", at, wide=True)
            else:
                entry.parameters += 1
                entry.fresh = False
        elif char in "［｛":
            if entry.fresh:
                self._open(_HALF[char], at, wide=True)
            else:
                entry.wide += 1
        elif char == "】" and entry.parameters:
            entry.parameters -= 1
        elif char in "］｝" and entry.wide:
            entry.wide -= 1
        else:
            self._correct_bracket(at, told=frame.wide)
            self._close(_HALF[char], at)

    def _close(self, closer: str, at: int) -> None:
        """Close the frame this bracket belongs to; frames above it were left open."""
        while self._frames:
            frame = self._frames.pop()
            self._end_entry(at, frame)
            self._end_commas(frame)
            if _CLOSER[frame.opener] == closer:
                break
            if not any(_CLOSER[other.opener] == closer for other in self._frames):
                self._mismatch(frame, closer, at)
                break
            self._unclosed(frame, self._line, at)
        if self._frames:
            self._frames[-1].entry.fresh, self._frames[-1].entry.sealed = False, True

    def _mismatch(self, frame: _Frame, closer: str, at: int) -> None:
        found = f"“{frame.opener}”从这里开始，却用“{closer}”结束"
        self._copy.report(
            "unclosed-bracket", frame.line, frame.column, found, f"把“{closer}”改成“{_CLOSER[frame.opener]}”"
        )
        self._copy.replace(self._line, at, at + 1, _CLOSER[frame.opener])

    def _unclosed(self, frame: _Frame, line: int, column: int) -> None:
        found = f"“{frame.opener}”从这里开始，没有配对的“{_CLOSER[frame.opener]}”"
        self._copy.report("unclosed-bracket", frame.line, frame.column, found, f"在末尾补上“{_CLOSER[frame.opener]}”")
        self._copy.replace(line, column, column, _CLOSER[frame.opener])

    def _close_all(self) -> None:
        for frame in self._frames[::-1]:
            self._end_commas(frame)
        missing = "".join(_CLOSER[frame.opener] for frame in self._frames[::-1])
        outer = self._frames[0]
        found = f"“{outer.opener}”从这里开始，没有配对的“{_CLOSER[outer.opener]}”"
        self._copy.report("unclosed-bracket", outer.line, outer.column, found, f"在末尾补上“{missing}”")
        self._copy.replace(*self._last, self._last[1], missing)

    def _comma(self, at: int, frame: _Frame) -> None:
        frame.commas += 1
        self._end_entry(at, frame)
        frame.entry = _Entry(self._line, at + 1)

    def _wide_comma(self, text: str, char: str, at: int, frame: _Frame) -> None:
        entry = frame.entry
        if entry.sealed or (frame.opener == "{" and char == "，" and self._begins_pair(text, at + 1)):
            self._correct_commas([(self._line, at, char)])
            self._comma(at, frame)
        elif frame.opener == "[":
            frame.wide_commas.append((self._line, at, char))
            entry.fresh = entry.fresh and frame.commas == 0

    def _begins_pair(self, text: str, at: int) -> bool:
        if not text[at : at + MAX_REACH].strip(" " + ODD_SPACES):
            text, at = (self._copy.lines[self._line + 1], 0) if self._line + 1 < len(self._copy.lines) else ("", 0)
        match = _NEXT_KEY.match(text, at)
        if not match:
            return False
        plain = match[2] == ":" and match[3] in ("", " ")
        return plain or match[1].strip() in FORMAT_KEYS

    def _end_entry(self, at: int, frame: _Frame) -> None:
        """In a list with ASCII commas, a full-width one between short words was probably meant as a comma too."""
        entry = frame.entry
        if frame.opener != "[" or entry.line != self._line:
            return
        parts = self._copy.lines[self._line][entry.column : at].split("，")
        if (
            len(parts) > 1
            and frame.commas
            and not entry.sealed
            and all(0 < len(part.strip()) <= _SHORT for part in parts)
        ):
            column = entry.column + len(parts[0])
            advice = "要分成几项就改成半角逗号；是一句话就加引号"
            self._copy.report("comma-or-text", self._line, column, "短词之间是全角逗号，会当成一项", advice)

    def _end_commas(self, frame: _Frame) -> None:
        """A list without any ASCII comma: full-width ones were meant as commas, 、 possibly."""
        if frame.commas or not frame.wide_commas:
            return
        commas = [comma for comma in frame.wide_commas if comma[2] == "，"]
        if commas:
            self._correct_commas(commas)
        else:
            line, column, _ = frame.wide_commas[0]
            advice = "要分成几项就改成半角逗号；是一句话就加引号"
            self._copy.report("comma-or-text", line, column, "[ ] 里只有顿号，会当成一项", advice)

    def _correct_commas(self, commas: list[tuple[int, int, str]]) -> None:
        line, column, char = commas[0]
        advice = '各项之间用半角逗号加空格“, ”；是一句话就整句加半角引号 " "'
        self._copy.report("full-width-comma", line, column, f"用全角的“{char}”隔开各项", advice)
        for line, column, _ in commas:
            self._copy.replace(line, column, column + 1, ", ")

    def _colon(self, text: str, char: str, at: int, entry: _Entry) -> None:
        after = text[at + 1 : at + 2]
        key = text[entry.column : at].strip(" " + ODD_SPACES)
        if char == "：":
            found = f"“{key[:20]}”后面是全角冒号"
            self._copy.report("full-width-colon", self._line, at, found, "改成半角冒号加空格“: ”")
            self._copy.replace(self._line, at, at + 1, ": ")
        elif after and after not in " ,[]{}" and not entry.sealed:
            if text.startswith("//", at + 1):
                return
            found = f"“{key[:20]}:”后面没有空格"
            self._copy.report("colon-without-space", self._line, at, found, "冒号后面加一个半角空格")
            self._copy.replace(self._line, at + 1, at + 1, " ")
        entry.colon, entry.fresh, entry.sealed = True, True, False

    def _wide_quote(self, text: str, at: int, entry: _Entry) -> None:
        entry.fresh = False
        end = next((i for i in range(at + 1, min(at + MAX_REACH, len(text))) if text[i] in CLOSING + "\"'"), -1)
        if end < 0:
            return
        after = text[end + 1 :].lstrip(" " + ODD_SPACES)[:1]
        inner = text[at + 1 : end]
        whole = after in _ENDS_ENTRY + ":：" or not after
        if whole and (is_wide_quoted(text[at : end + 1], True) or "," in inner or after in (":", "：")):
            correct_wide_quotes(self._copy, self._line, at, end + 1)
            entry.sealed = True
        self._column = end + 1


def is_wide_list(text: str) -> bool:
    """True if 【…】 holds several things: then it was meant as [ ]; with one name in it, it is a parameter."""
    if len(text) < 3 or text[0] != "【" or text.find("】") != len(text) - 1:
        return False
    return sum(bool(part.strip()) for part in re.split("[,，、:：]", text[1:-1])) > 1
