"""A route, a frame and type limits in; the largest legible metro view out, every piece at its place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import inf

from powermap.geometry import Rect
from powermap.layout.graph import Route
from powermap.layout.metro_measure import MetroSize
from powermap.layout.metro_nets import Shape, wire
from powermap.layout.metro_place import MetroLayout, place_metro
from powermap.layout.metro_plan import MetroPlan, plan_metro, row_counts
from powermap.layout.metro_texts import MetroStyle, MetroType
from powermap.text.setting import Setter
from powermap.value import Value

SIZE_STEP = 0.5
"""Type sizes are multiples of this many pt."""

_MOST_EXTRA = 2.4
"""Most height in em that is added between two rows."""

_SHRINK = 0.97
_LEAST_SHARE = 0.08
"""Of the limits: below this a route is given up; forty long steps on the lowest card need a quarter."""

REMEMBERED = 64
"""So many layouts are kept, enough for one item in all its formats: for the next village they are the same."""


class MetroLimits(Value, frozen=True):
    """Type sizes in pt: the least for names and for notes (visual.md, "Smallest type"), the largest for names."""

    name: float
    note: float
    largest: float


@lru_cache(maxsize=REMEMBERED)
def least_metro_height(route: Route, width: float, limits: MetroLimits, setter: Setter, style: MetroStyle) -> float:
    """The height in pt that a route's metro view needs at the smallest type; infinite if no width is enough."""
    t = MetroType.at(limits.name, limits.note, style)
    sizes = (_sized(plan, t, width, setter) for plan in _plans(route))
    return min((size.height for size in sizes if not size.overfull), default=inf)


@lru_cache(maxsize=REMEMBERED)
def lay_out_metro(route: Route, frame: Rect, limits: MetroLimits, setter: Setter, style: MetroStyle) -> MetroLayout:
    """The metro view of a route in a frame, its type as large as fits without parting more of what belongs together
    than must be.

    Below the limits the type still shrinks so that nothing is lost, and the result says so (legible).
    """
    best: MetroSize | None = None
    torn = _least_torn(route, frame, limits, setter, style)
    for plan in _plans(route):
        found = _largest(plan, frame, limits, setter, style, best.em if best else 0.0, torn)
        best = found or best
    if best is not None and best.em >= limits.largest - SIZE_STEP:
        best = _fullest(route, best, frame, setter)
    if best is None:
        best = _shrunk(route, frame, limits, setter, style)
    count = len(best.plan.rows)
    free = max(0.0, frame.h - best.height)
    extra = min(free / count, _MOST_EXTRA * best.em) if count > 1 else 0.0
    top = (free - extra * (count - 1)) / 2
    legible = best.em >= limits.name - 1e-6 and best.type.note >= limits.note - 1e-6 and not best.overfull
    return place_metro(best, frame, frame.y + top, extra, legible and best.height <= frame.h)


def _plans(route: Route) -> Iterator[MetroPlan]:
    """The shapes worth trying: every number of rows, with steps that end the route hung and, where it makes a
    difference, parked.
    """
    for rows in row_counts(route):
        plan = plan_metro(route, rows)
        yield plan
        parked = plan_metro(route, rows, park=True)
        if parked.parked:
            yield parked


@lru_cache(maxsize=256)
def _sized(plan: MetroPlan, t: MetroType, width: float, setter: Setter) -> MetroSize:
    """The sizes of a plan; nets whose label does not fit on their line take another way, or become ways."""
    refused: frozenset[Shape] = frozenset()
    while True:
        size = MetroSize(plan, wire(plan, refused), setter, t, width)
        if not size.refused:
            return size
        refused |= size.refused


def _largest(
    plan: MetroPlan, frame: Rect, limits: MetroLimits, setter: Setter, style: MetroStyle, beat: float, torn: int
) -> MetroSize | None:
    """The largest setting of a plan that fits the frame, None if none is larger than beat. torn: so many texts may be
    parted that belong together.

    Height grows a little faster than the type, so that each trial tells where the next one should be.
    """

    def at(step: int) -> MetroSize:
        return _sized(plan, MetroType.at(step * SIZE_STEP, limits.note, style), frame.w, setter)

    low = max(round(limits.name / SIZE_STEP), round(beat / SIZE_STEP) + 1)
    high = round(limits.largest / SIZE_STEP) + 1
    if low >= high:
        return None
    best = at(low)
    if best.height > frame.h or not _is_good(best, torn):
        return None
    wanted = int(low * (frame.h / best.height) ** 0.8)
    while high - low > 1:
        step = min(max(wanted, low + 1), high - 1)
        size = at(step)
        guess = int(step * (frame.h / size.height) ** 0.8)
        if size.height <= frame.h and _is_good(size, torn):
            low, best = step, size
            wanted = max(guess, step + 1)
        else:
            high = step
            wanted = guess if size.height > frame.h and guess > low else (low + high) // 2
    return best


def _is_good(size: MetroSize, torn: int) -> bool:
    return not size.overfull and size.torn <= torn


def _least_torn(route: Route, frame: Rect, limits: MetroLimits, setter: Setter, style: MetroStyle) -> int:
    """In how many texts something is parted in the plan with fewest such that fits with the least type allowed."""
    least = MetroType.at(limits.name, limits.note, style)
    sizes = (_sized(plan, least, frame.w, setter) for plan in _plans(route))
    return min((size.torn for size in sizes if size.height <= frame.h and not size.overfull), default=0)


def _fullest(route: Route, best: MetroSize, frame: Rect, setter: Setter) -> MetroSize:
    """Of the plans that fit at the type of the best one, that which fills the frame most."""
    sizes = (_sized(plan, best.type, frame.w, setter) for plan in _plans(route))
    fitting = [size for size in sizes if size.height <= frame.h and _is_good(size, best.torn)]
    return max(fitting, key=lambda size: size.height)


def _shrunk(route: Route, frame: Rect, limits: MetroLimits, setter: Setter, style: MetroStyle) -> MetroSize:
    """The largest setting below the limits; the least high of the smallest ones if even these do not fit."""
    share = 1.0
    while True:
        t = MetroType(limits.name * share, limits.note * share, style)
        tried = [_sized(plan, t, frame.w, setter) for plan in _plans(route)]
        fitting = [size for size in tried if size.height <= frame.h and not size.overfull]
        lowest = min(fitting or tried, key=lambda size: size.height)
        if fitting or share < _LEAST_SHARE:
            return lowest
        share *= min(_SHRINK, (frame.h / lowest.height) ** 0.4)
