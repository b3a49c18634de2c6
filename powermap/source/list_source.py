"""What reading a list gives: head, items, villages and statutes as trees, overlays merged, and every problem met."""

from __future__ import annotations

from pathlib import Path

from powermap.diagnostics import Diagnostic
from powermap.source.tree import Mapping, Sequence
from powermap.value import Value


class ItemSource(Value, frozen=True):
    """One item's tree. own is True if it came with an overlay and is in none of the lists it inherits (个性清单)."""

    node: Mapping
    own: bool


class ListSource(Value, frozen=True):
    """A list as read.

    head: the keys of 清单.yaml without 事项; merged key by key with the head it inherits from.
    items: overridden fields merged, disabled items left out; in the order of 编号.
    villages, statutes: None if the head names no file for them and none was given.
    diagnostics: what reading found; checking adds its own.
    files: every file read, in order, so that a caller can watch or hash them.
    head_read: False if a head (of this list or an inherited one) could not be read: what it lacks was not left out.
    all_read: False if any file or item could not be read: what nothing refers to may be used there.
    """

    head: Mapping
    items: tuple[ItemSource, ...]
    villages: Sequence | None
    statutes: Mapping | None
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[Path, ...]
    head_read: bool = True
    all_read: bool = True
