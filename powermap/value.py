"""Values: what layouts, scenes and lists are made of by the hundred thousand."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from msgspec import Struct, structs

T = TypeVar("T")


class Value(Struct, frozen=True, gc=False):
    """A value that never changes, made of others: what a frozen dataclass with slots is, made in an eighth of the time
    (80 against 700 ns, four fields) and not walked through by Python's search for cycles, of which values have none.
    """


def replace(value: T, **changes: Any) -> T:
    """A copy of a value or of a dataclass with some fields changed. Raises TypeError for a field it does not have."""
    if isinstance(value, Struct):
        return structs.replace(value, **changes)
    return dataclasses.replace(value, **changes)  # type: ignore[type-var]
