"""The small sample's flow as positions, against its golden."""

from __future__ import annotations

import pytest

from powermap.geometry import Rect
from tests.goldens import as_json, check_golden
from tests.samples import GOLDEN, flow


def test_layout() -> None:
    check_golden("flow-layout.json", as_json(flow(GOLDEN, Rect(40, 100, 700, 600))))


def test_a_moved_box_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POWERMAP_UPDATE", raising=False)
    with pytest.raises(AssertionError, match="POWERMAP_UPDATE"):
        check_golden("flow-layout.json", as_json(flow(GOLDEN, Rect(40, 100.1, 700, 600))))
