"""The soak: cases can be made again, breaches are counted by kind, and any makes it exit 4."""

from __future__ import annotations

import pytest

from powermap.geometry import Rect
from powermap.layout.flow import Limits
from powermap.model import Item
from tools import soak


def test_a_case_is_the_same_again() -> None:
    assert soak.case_of(1, 7) == soak.case_of(1, 7) != soak.case_of(2, 7)


def test_a_run_tells_seed_time_and_fill(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["soak", "--cases", "3", "--processes", "1"])
    monkeypatch.setattr(soak, "_VIEWS", dict.fromkeys(soak.VIEWS, lambda *case: ([], 0.9, ())))
    assert soak.main() == 0
    told = capsys.readouterr().out
    assert "seed 1, 3 items" in told
    assert "flow: 0 breached; fill: worst 0.90, median 0.90" in told


def test_breaches_and_crashes_exit_4_with_their_cases(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def crash(item: Item, frame: Rect, limits: Limits) -> tuple[list[str], float, tuple[str, ...]]:
        raise KeyError("k3")

    monkeypatch.setattr(
        "sys.argv", ["soak", "--cases", "2", "--first", "5", "--views", "flow,lanes", "--processes", "1"]
    )
    monkeypatch.setattr(
        soak,
        "_VIEWS",
        {"flow": crash, "lanes": lambda *case: (["boxes k1 and k22 overlap"], 0.5, ("type below the least allowed",))},
    )
    assert soak.main() == 4
    told = capsys.readouterr().out
    assert "KeyError" in told
    assert "lanes: boxes # and # overlap  cases 5, 6" in told
    assert "2 lanes: type below the least allowed  cases 5, 6" in told


def test_the_views_are_really_laid_out_and_judged() -> None:
    outcomes = soak.run_case(1, 3, soak.VIEWS)
    assert [outcome.view for outcome in outcomes] == list(soak.VIEWS)
    assert all(0 < outcome.fill <= 1.01 for outcome in outcomes)


@pytest.mark.parametrize(
    ("view", "case"),
    [("flow", 1471), ("flow", 6034), ("lanes", 912), ("lanes", 7611), ("metro", 1761), ("metro", 9969)],
)
def test_cases_that_once_breached_are_sound(view: str, case: int) -> None:
    (outcome,) = soak.run_case(1, case, (view,))
    assert outcome.breaches == ()
    assert outcome.told == ()
