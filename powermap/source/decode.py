"""The bytes of a file in; its text out, with what was odd about its encoding."""

from __future__ import annotations

import codecs
import re

from powermap.diagnostics import Diagnostic, Place
from powermap.source.rules import problem

_SAVE_AS = "在编辑器里“另存为”，编码选 UTF-8"

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""What YAML 1.1 does not allow in a file (section 5.1), and the line breaks only YAML knows (U+0085, U+2028, U+2029):
no editor shows those as lines, so places after them would be wrong. Then what nobody sees and pasting brings along:
zero-width spaces and the marks that turn the direction of writing."""

_NAMES = {
    "\x00": "空字符（NUL）",
    "\u2028": "网页的换行符",
    "\u2029": "网页的分段符",
    "\ufeff": "BOM",
    "\x7f": "删除符",
}


def decode(data: bytes, file: str) -> tuple[str | None, list[Diagnostic]]:
    """The text with line ends as \\n; None if the encoding cannot be told. Characters that cannot stand in a list are
    reported and become spaces, so that the rest of the file is still read."""
    start = Place(file, 1, 1)
    found: list[Diagnostic] = []
    if data.startswith(codecs.BOM_UTF8):
        found.append(problem("byte-order-mark", start, "文件开头有字节顺序标记（BOM）", "不影响使用，可以不管"))
        data = data[len(codecs.BOM_UTF8) :]
    text = _decoded(data, file, found)
    if text is None:
        return None, found
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _without_unseen(text, file, found), found


def _decoded(data: bytes, file: str, found: list[Diagnostic]) -> str | None:
    start = Place(file, 1, 1)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            found.append(problem("unknown-encoding", start, "文件像是 UTF-16，但是坏了", _SAVE_AS))
            return None
        found.append(problem("not-utf8", start, "文件是按 UTF-16（“Unicode”）保存的，已照读", _SAVE_AS))
        return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error.start
    mended = data.decode("utf-8", errors="replace")
    if _is_mostly_utf8(mended):
        before = data[:broken].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        found.append(problem("damaged-text", place, "这里的字坏了，读不出来", "把这个字重新打一遍"))
        return mended
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        found.append(problem("unknown-encoding", start, "认不出文件的编码，不像是文字文件", _SAVE_AS))
        return None
    found.append(problem("not-utf8", start, "文件是按 GB18030（ANSI）保存的，已照读", _SAVE_AS))
    return text


def _is_mostly_utf8(text: str) -> bool:
    """True if at most one in five of the non-ASCII characters is a replacement: in a GB18030 file nearly all are."""
    lost = text.count("\ufffd")
    others = sum(1 for char in text if char > "\x7f") - lost
    return others >= 4 * lost


def _without_unseen(text: str, file: str, found: list[Diagnostic]) -> str:
    """Reports each sort of unseen character once, where it first stands."""
    if not _UNSEEN.search(text):
        return text
    seen: set[str] = set()
    for match in _UNSEEN.finditer(text):
        char = match.group()
        if char not in seen:
            seen.add(char)
            line = text.count("\n", 0, match.start()) + 1
            place = Place(file, line, match.start() - text.rfind("\n", 0, match.start()))
            name = _NAMES.get(char, "控制字符")
            advice = "光标放在这里，用退格键删掉，再保存"
            found.append(problem("control-character", place, f"有看不见的{name} U+{ord(char):04X}", advice))
    return _UNSEEN.sub(" ", text)
