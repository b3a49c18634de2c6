"""A measured flow and a number of panels in; the few best guesses at which rows to cut it out."""

from __future__ import annotations

from itertools import accumulate
from math import inf

from powermap.layout.flow_measure import Flow
from powermap.layout.split import crossing, cuts_allowed

TRIED_CUTS = 4
"""How many ways to cut a route are measured."""

PARTED = 2.5
"""What each line that is parted costs, as height in em of the step: it needs two connectors and an eye that follows."""

_Way = tuple[float, tuple[int, ...], float, float]
"""What a way costs, its cuts, the height of its highest panel, what its parted lines cost."""


def promising_cuts(flow: Flow, count: int) -> list[tuple[int, ...]]:
    """The few best guesses where to cut a flow into count panels: panels about equally high, few lines parted.

    Ways to cut are built from the top, and at each row only the few best are kept.
    """
    allowed = cuts_allowed(flow.plan)
    needs = _row_needs(flow)
    sums = [0.0, *accumulate(needs)]
    most = 2 * sums[-1] / count + max(needs)
    return _cut(flow, count, allowed, sums, most) or _cut(flow, count, allowed, sums, inf)


def _cut(flow: Flow, count: int, allowed: tuple[int, ...], sums: list[float], most: float) -> list[tuple[int, ...]]:
    """The best ways with panels no higher than most."""
    price = {cut: PARTED * flow.em * crossing(flow.plan, cut) for cut in allowed}
    ways: dict[int, list[_Way]] = {0: [(0.0, (), 0.0, 0.0)]}
    for panel in range(1, count + 1):
        ends = (len(sums) - 1,) if panel == count else allowed
        after: dict[int, list[_Way]] = {}
        for end in ends:
            foot, more = sums[end], price.get(end, 0.0)
            found: list[_Way] = []
            for start, before in ways.items():
                height = foot - sums[start]
                if start < end and height <= most:
                    for _, cuts, highest, parted in before:
                        top, lines = highest if highest > height else height, parted + more
                        found.append((top + lines, cuts, top, lines))
            found.sort()
            after[end] = [(cost, (*cuts, end), top, lines) for cost, cuts, top, lines in found[:TRIED_CUTS]]
        ways = after
    return [cuts[:-1] for _, cuts, _, _ in ways.get(len(sums) - 1, [])]


def _row_needs(flow: Flow) -> list[float]:
    """The height in pt of each row with the channel above it and the callouts of its boxes."""
    rows = zip(flow.plan.rows, flow.row_heights, flow.channels, strict=True)
    heights = {note.key: note.rect.h + flow.note_gap for note in flow.notes}
    out: list[float] = []
    for row, height, channel in rows:
        notes = sum(heights.get(key or "", 0.0) for key in (*row.center, row.left, row.right))
        beneath = flow.beneath is not None
        out.append((height + notes if beneath else max(height, notes)) + channel)
    return out
