"""A measured flow and a number of panels in; the few best guesses at which rows to cut it out."""

from __future__ import annotations

from itertools import accumulate

from powermap.layout.flow_measure import Flow
from powermap.layout.split import crossing, cuts_allowed

TRIED_CUTS = 4
"""How many ways to cut a route are measured."""

PARTED = 2.5
"""What each line that is parted costs, as height in em of the step: it needs two connectors and an eye that follows."""


def promising_cuts(flow: Flow, count: int) -> list[tuple[int, ...]]:
    """The few best guesses where to cut a flow into count panels: panels about equally high, few lines parted.

    Ways to cut are built from the top, and at each row only the few best are kept.
    """
    allowed = cuts_allowed(flow.plan)
    sums = [0.0, *accumulate(_row_needs(flow))]
    price = {cut: PARTED * flow.em * crossing(flow.plan, cut) for cut in allowed}
    ways: dict[int, list[tuple[float, float, tuple[int, ...]]]] = {0: [(0.0, 0.0, ())]}
    for panel in range(1, count + 1):
        ends = (len(sums) - 1,) if panel == count else allowed
        ways = {
            end: sorted(
                (
                    (max(highest, sums[end] - sums[start]), parted + price.get(end, 0.0), (*cuts, end))
                    for start, before in ways.items()
                    if start < end
                    for highest, parted, cuts in before
                ),
                key=lambda way: (way[0] + way[1], way[2]),
            )[:TRIED_CUTS]
            for end in ends
        }
    return [cuts[:-1] for _, _, cuts in ways.get(len(sums) - 1, [])]


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
