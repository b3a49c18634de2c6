"""Actions in; the median of their times over alternating rounds out, so that a drift of the machine hits all alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Times of one action in ms, one a round."""

    name: str
    times: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def spread(self) -> str:
        return f"{min(self.times):.1f}–{max(self.times):.1f}"


def measure(
    actions: Mapping[str, Callable[[int], object]],
    rounds: int,
    warm: int = 1,
    before: Callable[[], None] = lambda: None,
) -> list[Timing]:
    """Run the actions in turn, rounds times after warm uncounted rounds; each is given the number of its round.

    before: what is done before each of them and not counted.
    """
    times: dict[str, list[float]] = {name: [] for name in actions}
    for turn in range(-warm, rounds):
        for name, action in actions.items():
            before()
            begin = time.perf_counter()
            action(turn)
            spent = (time.perf_counter() - begin) * 1000
            if turn >= 0:
                times[name].append(spent)
    return [Timing(name, tuple(values)) for name, values in times.items()]
