"""Text in; the same text on standard output or error, whatever the encoding of the other end can carry.

A character that the other end cannot carry (an old GBK console, a pipe set to ASCII) becomes a question mark instead
of an error. JSON loses nothing: it is escaped where the stream is not Unicode.
"""

from __future__ import annotations

import io
import json
import sys
from typing import TextIO

_json_lines: list[int] = []
"""One entry for each JSON value said in this run."""


def prepare_streams() -> None:
    """Make standard output and error take any text. Called once, before anything is written."""
    _json_lines.clear()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str = "") -> None:
    """A line of the result on standard output."""
    _write(sys.stdout, text)


def note(text: str = "") -> None:
    """A line about the result on standard error: progress, warnings, what went wrong."""
    _write(sys.stderr, text)


def say_json(value: object) -> None:
    """A value as JSON on standard output."""
    _json_lines.append(1)
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
    say(json.dumps(value, ensure_ascii=not encoding.startswith("utf"), indent=2))


def json_said() -> bool:
    """Whether this run has said its JSON."""
    return bool(_json_lines)


def _write(stream: TextIO, text: str) -> None:
    """Progress stays visible in a pipe: every line is flushed."""
    stream.write(text + "\n")
    stream.flush()
