"""The lines of a file and what is to be replaced in them in; the corrected text, and places as written, out."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from powermap.diagnostics import Diagnostic, Place, Severity
from powermap.source.limits import MAX_SLIPS
from powermap.source.rules import problem

ODD_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""What looks like a space and is none to YAML: the tab and the space separators of Unicode."""

_INDENT_RULES = {"tab-indent", "full-width-indent"}


class Corrections:
    """lines stay as written; what is replaced in them is kept beside. Lines and columns count from 0."""

    def __init__(self, text: str, file: str) -> None:
        self.lines = text.split("\n")
        self.found: list[Diagnostic] = []
        self._file = file
        self._edits: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        self._pieces: dict[int, list[tuple[int, int, bool]]] = {}
        """For each corrected line: where a piece starts in the corrected line, where that was written, and whether the
        whole piece stands for that one place (a replacement)."""

    def report(self, rule: str, line: int, column: int, found: str, advice: str) -> None:
        """Note a slip. After MAX_SLIPS only that there are more."""
        place = Place(self._file, line + 1, column + 1)
        if len(self.found) < MAX_SLIPS:
            self.found.append(problem(rule, place, found, advice))
        elif len(self.found) == MAX_SLIPS:
            text = f"这个文件里的问题超过 {MAX_SLIPS} 处，从这里起不再列出"
            self.found.append(problem("too-many-slips", place, text, "先改前面的，再检查一遍"))

    def replace(self, line: int, start: int, end: int, text: str) -> None:
        """Put text in the place of [start, end). Of two replacements that overlap, the one further left stands."""
        self._edits[line].append((start, end, text))

    def text(self) -> str:
        """The file as its writer meant it."""
        lines = list(self.lines)
        for number, edits in self._edits.items():
            lines[number] = self._corrected(number, sorted(edits))
        return "\n".join(lines)

    def place(self, line: int, column: int) -> Place:
        """Where that which stands at a place of the corrected text was written."""
        pieces = self._pieces.get(line)
        if pieces:
            start, written, replaced = pieces[bisect_right(pieces, column, key=lambda piece: piece[0]) - 1]
            column = written if replaced else written + column - start
        return Place(self._file, line + 1, column + 1)

    def explain(self, error: Diagnostic) -> bool:
        """True if a grammar error of the corrected text is likely to come from a slip that is reported already."""
        slips = [slip for slip in self.found if slip.severity is Severity.ERROR and slip.place]
        lines = {slip.place.line for slip in slips if slip.place}
        return any(slip.rule in _INDENT_RULES for slip in slips) or (
            error.place is not None and bool({error.place.line, error.place.line - 1} & lines)
        )

    def _corrected(self, number: int, edits: list[tuple[int, int, str]]) -> str:
        line, parts, at, length = self.lines[number], [], 0, 0
        pieces = self._pieces[number] = []
        for start, end, text in edits:
            if start < at:
                continue
            pieces.append((length, at, False))
            pieces.append((length + start - at, start, True))
            parts += [line[at:start], text]
            length += start - at + len(text)
            at = end
        pieces.append((length, at, False))
        return "".join((*parts, line[at:]))
