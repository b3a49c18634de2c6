"""Text in; a comparison with the file in tests/goldens, which POWERMAP_UPDATE=1 writes anew."""

from __future__ import annotations

import dataclasses
import json
import os
from enum import Enum
from pathlib import Path
from typing import Any

from powermap.value import Value

FOLDER = Path(__file__).parent / "goldens"


def check_golden(name: str, text: str) -> None:
    """Fails with a readable difference if the text is not that of the golden; says how to write it anew."""
    path = FOLDER / name
    if os.environ.get("POWERMAP_UPDATE") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.is_file(), f"no golden {name}: run with POWERMAP_UPDATE=1 and look at what it writes"
    assert text.splitlines() == path.read_text(encoding="utf-8").splitlines(), "POWERMAP_UPDATE=1 writes it anew"


def as_json(value: object) -> str:
    """Values and dataclasses as JSON, one short value a line, lengths with two decimals."""
    return json.dumps(_plain(value), ensure_ascii=False, indent=1) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Value):
        return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return " ".join(f"{_plain(part)}" for part in value)
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return round(value, 2) + 0.0
    return value.replace("\0", "") if isinstance(value, str) else value
