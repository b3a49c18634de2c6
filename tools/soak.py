"""Thousands of random items in; what their layouts breach of the geometry that always holds, counted by view, out.

Run by `make soak`. SEED and a case's number make the case again: `python -m tools.soak --seed 1 --case 4711`.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from random import Random
from statistics import median

from powermap.errors import OutputCheckError
from powermap.garbage import collect_seldom
from powermap.geometry import Rect
from powermap.layout.fit import lay_out_sheets
from powermap.layout.flow import Limits
from powermap.layout.graph import route_of
from powermap.layout.lanes_fit import lay_out_lane_sheets
from powermap.layout.metro import lay_out_metro, least_metro_height
from powermap.layout.metro_parts import metro_parts
from powermap.layout.metro_texts import MetroStyle
from powermap.model import Item
from powermap.products.sizes import page_size
from powermap.value import replace
from tests.layout import geometry, test_lanes, test_metro
from tests.layout.items_at_random import SHAPES, STAR, random_item
from tests.samples import setter

VIEWS = ("flow", "lanes", "metro")
SHEETS = ("A4", "A3", "A2", "A1", "A0")
MOST = (6, 12, 12, 16, 24, 40)
"""Most entries of a case's item: as many cases for lists as they are as for far longer ones."""

BODY = (0.05, 0.22, 0.9, 0.68)
"""The route's part of a sheet: left, top, width and height as shares of it."""

CARD_H = 900.0
"""Height in px of the map on a card 3x4 with a name of two lines and one risk."""

SHOWN = 6
"""So many case numbers are printed for each kind of breach."""


@dataclass(frozen=True)
class Outcome:
    """What one view made of a case. fill: used height against the frame's; told: what else is not as it should be,
    though no breach of geometry: type below the least allowed, names or amounts parted.
    """

    case: int
    view: str
    breaches: tuple[str, ...]
    fill: float
    told: tuple[str, ...] = ()


def case_of(seed: int, case: int) -> tuple[Item, Rect, Limits]:
    """The item of a case, its frame and the type allowed there; the same in every process."""
    chance = Random(f"{seed}:{case}")
    size = page_size(chance.choice(SHEETS) + chance.choice(("", "横")))
    x, y, w, h = BODY
    frame = Rect(x * size.width, y * size.height, w * size.width, h * size.height)
    floors = size.floors
    return (
        random_item(chance, (*SHAPES, STAR), chance.choice(MOST)),
        frame,
        Limits(floors.step, floors.note, 2.6 * floors.step),
    )


def run_case(seed: int, case: int, views: tuple[str, ...]) -> list[Outcome]:
    """All views of a case."""
    return [_outcome(seed, case, view) for view in views]


def _outcome(seed: int, case: int, view: str) -> Outcome:
    item, frame, limits = case_of(seed, case)
    try:
        found, fill, told = _VIEWS[view](item, frame, limits)
    except Exception as fault:  # a layout that fails is a breach like any other, and the run goes on
        found, fill, told = [f"{type(fault).__name__}: {fault}".splitlines()[0]], 1.0, ()
    return Outcome(case, view, tuple(found), fill, told)


_Made = tuple[list[str], float, tuple[str, ...]]
"""Breaches, fill, and what else is not as it should be."""


def _told(legible: bool, torn: bool) -> tuple[str, ...]:
    return (*(() if legible else ("type below the least allowed",)), *(("names or amounts parted",) if torn else ()))


def _flow(item: Item, frame: Rect, limits: Limits) -> _Made:
    panels = [layout for sheet in lay_out_sheets(route_of(item), frame, limits, setter()) for layout in sheet]
    found = [f for layout in panels for f in geometry.faults(layout) if "are numbered" not in f]
    numbers = [note.number for layout in panels for note in layout.callouts]
    if numbers != list(range(1, 1 + sum(1 for entry in item.entries if entry.risks))):
        found.append(f"callouts are numbered {numbers}")
    rects = [[*(b.rect for b in p.boxes), *(n.rect for n in p.callouts)] for p in panels]
    return (
        found,
        max(_used(part) for part in rects) / frame.h,
        _told(all(p.legible for p in panels), any(p.torn for p in panels)),
    )


def _lanes(item: Item, frame: Rect, limits: Limits) -> _Made:
    sheets = lay_out_lane_sheets(route_of(item), frame, limits, setter(), 1.2 * limits.note)
    found = [f for layout in sheets for f in test_lanes.breaches(layout)]
    test_lanes.complete(item, list(sheets))
    rects = [[*(b.rect for b in s.route.boxes), *(n.rect for n in s.route.callouts)] for s in sheets]
    told = _told(all(sheet.legible for sheet in sheets), any(sheet.torn for sheet in sheets))
    return found, max(_used(part) for part in rects) / frame.h, told


def _metro(item: Item, frame: Rect, limits: Limits) -> _Made:
    """On as few pictures as are legible, each as high as the map of a crowded card or, for one in three, as a long
    picture.
    """
    card = replace(test_metro.FRAME, h=CARD_H) if frame.h > frame.w else replace(test_metro.FRAME, w=1500.0, h=700.0)
    if len(item.entries) % 3 == 0:
        card = replace(card, h=3600.0)
    least, setter_, route = test_metro.LIMITS, test_metro.setter(), route_of(item)
    stations = range(1, len(route.spine) - 1)
    ways = [(n, test_metro.STYLES[style], True) for n in stations for style in ("plain", "dense")]

    def fits(way: tuple[int, MetroStyle, bool]) -> bool:
        return all(
            least_metro_height(part, card.w, least, setter_, way[1]) <= card.h
            for part in metro_parts(route, way[0], way[2])
        )

    def made(way: tuple[int, MetroStyle, bool]) -> _Made:
        found: list[str] = []
        fill, legible, torn = 0.0, True, False
        for part in metro_parts(route, way[0], way[2]):
            layout = lay_out_metro(part, card, least, setter_, way[1])
            found += [*test_metro.faults(layout), *test_metro.completeness(layout, part), *test_metro.ends_meet(layout)]
            rects = [test_metro.box(sign) for sign in layout.signs] + [rect for _, rect in test_metro.ink(layout)]
            fill, legible, torn = max(fill, _used(rects) / card.h), legible and layout.legible, torn or layout.torn
        return found, fill, _told(legible, torn)

    first, *others = [way for way in ways if fits(way)] or ways[-1:]
    # as a card is tried in smaller type, in one part more, and cut anywhere, before something is torn
    more = (way for way in others if way[0] <= first[0] + 1)
    anywhere = ((n, test_metro.STYLES["dense"], False) for n in stations if n > first[0])
    best = made(first)
    rest = (made(way) for way in chain(more, filter(fits, anywhere)))
    return best if not best[2] else next((one for one in rest if not one[2]), best)


_VIEWS = {"flow": _flow, "lanes": _lanes, "metro": _metro}


def _used(rects: list[Rect]) -> float:
    return max(r.bottom for r in rects) - min(r.y for r in rects)


def kind_of(breach: str) -> str:
    """A breach without the names and numbers of its case."""
    return re.sub(r"\(.*\)|[\d.…]+|\b[kt#]\d*b?\b|\b(start|end)\d*\b|[^\x00-\x7f]+", "#", breach)[:90]


def _work(task: tuple[int, int, tuple[str, ...]]) -> list[Outcome]:
    return run_case(*task)


def _soak(seed: int, first: int, count: int, views: tuple[str, ...], processes: int) -> Iterator[list[Outcome]]:
    tasks = ((seed, case, views) for case in range(first, first + count))
    if processes == 1:
        yield from map(_work, tasks)
        return
    with get_context("spawn").Pool(processes, initializer=collect_seldom) as pool:
        yield from pool.imap(_work, tasks, chunksize=10)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--cases", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--first", type=int, default=0, help="number of the first case")
    arguments.add_argument("--case", type=int, help="this case alone, with all that it breaches")
    arguments.add_argument("--views", default=",".join(VIEWS))
    arguments.add_argument("--processes", type=int, default=2)
    options = arguments.parse_args()
    views = tuple(options.views.split(","))
    if options.case is not None:
        outcomes = run_case(options.seed, options.case, views)
        for outcome in outcomes:
            print(", ".join((f"{outcome.view}: fill {outcome.fill:.2f}", *outcome.told)), *outcome.breaches, sep="\n  ")
        return OutputCheckError.exit_code if any(o.breaches for o in outcomes) else 0
    began = time.monotonic()
    fills: dict[str, list[float]] = defaultdict(list)
    kinds: dict[tuple[str, str], list[int]] = defaultdict(list)
    told: dict[tuple[str, str], list[int]] = defaultdict(list)
    for done, outcomes in enumerate(
        _soak(options.seed, options.first, options.cases, views, options.processes), start=1
    ):
        for outcome in outcomes:
            fills[outcome.view].append(outcome.fill)
            for what in outcome.told:
                told[outcome.view, what].append(outcome.case)
            for kind in sorted({kind_of(breach) for breach in outcome.breaches}):
                kinds[outcome.view, kind].append(outcome.case)
            if outcome.breaches:
                print(f"{outcome.view} {outcome.case}: {'; '.join(outcome.breaches[:SHOWN])}", flush=True)
        if done % max(1, options.cases // 20) == 0:
            bad = len({(view, case) for (view, _), cases in kinds.items() for case in cases})
            print(f"{done} of {options.cases}, {time.monotonic() - began:.0f} s, {bad} breached", flush=True)
    _report(options.seed, options.cases, time.monotonic() - began, fills, kinds, told)
    return OutputCheckError.exit_code if kinds else 0


def _report(
    seed: int,
    count: int,
    seconds: float,
    fills: dict[str, list[float]],
    kinds: dict[tuple[str, str], list[int]],
    told: dict[tuple[str, str], list[int]],
) -> None:
    print(f"seed {seed}, {count} items, {seconds:.0f} s")
    for view, found in fills.items():
        bad = len({case for (which, _), cases in kinds.items() if which == view for case in cases})
        print(f"{view}: {bad} breached; fill: worst {min(found):.2f}, median {median(found):.2f}")
    for (view, kind), cases in sorted([*told.items(), *kinds.items()], key=lambda pair: -len(pair[1])):
        print(f"  {len(cases):5} {view}: {kind}  cases {', '.join(map(str, cases[:SHOWN]))}")


if __name__ == "__main__":
    sys.exit(main())
