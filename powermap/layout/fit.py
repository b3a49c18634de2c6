"""A route, a frame and type limits in; the flow at the largest legible type that fits, split where it must be, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from math import inf

from powermap.geometry import Rect
from powermap.layout.boxes import Type
from powermap.layout.comb import comb
from powermap.layout.cuts import promising_cuts
from powermap.layout.flow import FlowLayout, Limits, place_flow
from powermap.layout.flow_judge import is_sound
from powermap.layout.flow_measure import Ease, Flow
from powermap.layout.graph import Route, lettered
from powermap.layout.plan import CARES, Plan, arrange, plan_flow
from powermap.layout.plan_check import disturbance
from powermap.layout.split import split_route
from powermap.text.setting import Setter
from powermap.value import replace

SHARES = (0.42, 0.36, 0.48, 0.3, 0.28, 0.26)
"""Shares of the frame's width tried for the callouts, the best looking first."""

GAIN = 0.06
"""By how much larger type must be to give up a better looking share."""

NEAREST = 2
"""So many shares are searched where none is legible."""

STEP_GRID = 0.1
"""Type sizes are multiples of this many pt."""

COLUMN_EM = 33.0
"""Least width of a column with its callouts in em of the step's floor."""

BARE_COLUMN_EM = 22.0
"""The same for a column with its callouts beneath."""

COLUMN_GAP = 0.03
"""Space between columns as a share of the frame's width."""

FURTHER_COLUMN = 0.1
"""The share of the type that a column more is worth: a route that is cut once more is harder to follow."""

COMPARED = 3
"""Of the ways to stand on sheets that are all too small, the nearest to legible are compared."""

FURTHER = 2
"""So many sheets more than legible type needs are tried for a way that parts nothing that belongs together."""

FEW_SHEETS, MOST_SHEETS = 6, 40
"""So many sheets are tried: in most manners few, since a comb can be cut above nearly every row and needs fewer; in
combs as many as forty entries take. If even they do not do, the type falls below the limits.
"""

REMEMBERED = 512
"""So many layouts are kept, enough for a long list: for the next village they are the same."""


@lru_cache(maxsize=REMEMBERED)
def lay_out_flow(route: Route, frame: Rect, limits: Limits, setter: Setter, callouts: bool = True) -> FlowLayout:
    """The whole flow of a route in one frame, its type as large as fits.

    Below the limits the type still shrinks so that nothing is lost, and the result says so (legible).
    """
    torn: FlowLayout | None = None
    layout: FlowLayout | None = None
    for _, manner in _manners(route):
        (flow,) = _Panels(_parts((route,), manner), frame.w, frame.h, limits, setter, callouts).largest()
        layout = place_flow(flow, frame, limits)
        if is_sound(layout):
            if not (layout.legible and layout.torn):
                break
            torn = torn or layout
    assert layout is not None
    return layout if layout.legible and not layout.torn else torn or layout


Manner = Callable[[Route], Plan]
"""A way to plan the shape of a route or of a part of one."""


def _manners(route: Route) -> Iterator[tuple[Plan, Manner]]:
    """The manners to lay a route out, each with the plan by which to cut the route: the best looking first, and last
    the comb, in which nothing can be in the way of anything.
    """
    usual = plan_flow(route)
    yield usual, plan_flow
    for care in CARES:
        plan = arrange(route, care)
        if not any(disturbance(plan)) and plan.rows != usual.rows:
            yield plan, partial(arrange, care=care)
    for tracked in (True, False):
        manner = partial(comb, tracked=tracked)
        yield manner(route), manner


def _parts(routes: Sequence[Route], manner: Manner) -> tuple[Plan, ...]:
    """The plans of the parts of a route; connectors that the manner adds are lettered with the others."""
    plans = tuple(manner(route) for route in routes)
    if not any(plan.joins or plan.teeth for plan in plans):
        return plans
    return tuple(
        replace(plan, route=route) for plan, route in zip(plans, lettered([plan.route for plan in plans]), strict=True)
    )


@lru_cache(maxsize=REMEMBERED)
def lay_out_sheets(
    route: Route, frame: Rect, limits: Limits, setter: Setter, title: float = 0.0
) -> tuple[tuple[FlowLayout, ...], ...]:
    """The flow of a route on as few sheets as keep the type legible, each with one or more columns.

    Callouts stand beside the route, in wide frames in several columns; where that is not legible, beneath narrower
    columns, under a title of that height in pt; what is still too long goes on to further sheets. If even that is
    not legible, the largest type found is taken, and the result says so.
    """
    best: tuple[tuple[FlowLayout, ...], ...] = ()
    for plan, manner in _manners(route):
        if best and not plan.one_column:
            continue  # what is too long is cut best where everything stands in one column
        sheets = _on_sheets(plan, manner, frame, limits, setter, title)
        panels = [panel for sheet in sheets for panel in sheet]
        if all(is_sound(panel) for panel in panels):
            if not best or _worth(sheets) > _worth(best):
                best = sheets
            if panels[0].legible and not any(panel.torn for panel in panels):
                break
            if plan.whole and not best[0][0].legible:
                break
    return best or sheets


def _worth(sheets: tuple[tuple[FlowLayout, ...], ...]) -> tuple[bool, bool, float]:
    """Rather legible than not, rather with nothing torn, rather large."""
    first = sheets[0][0]
    return (
        first.legible,
        not any(panel.torn for sheet in sheets for panel in sheet),
        0.0 if first.legible else first.type.step,
    )


def _on_sheets(
    plan: Plan, manner: Manner, frame: Rect, limits: Limits, setter: Setter, title: float
) -> tuple[tuple[FlowLayout, ...], ...]:
    """The flow of a route, planned in one manner, on as few sheets as keep its type legible."""
    ways = [_Way(plan, manner, frame, limits, setter, n, None) for n in range(1, _most(frame, limits, COLUMN_EM) + 1)]
    if any(entry.risks for entry in plan.route.entries):
        most = _most(frame, limits, BARE_COLUMN_EM)
        ways += [_Way(plan, manner, frame, limits, setter, n, title) for n in range(1, most + 1)]
    tried = _search(ways, _most_sheets(plan))
    if not tried:
        tried = [(ways[0], _Panels(_parts((plan.origin,), manner), frame.w, frame.h, limits, setter, True))]
    made = [(way, panels.largest()) for way, panels in tried]
    way, flows = max(made, key=lambda pair: pair[1][0].em * (1.0 - FURTHER_COLUMN * (pair[0].columns - 1)))
    placed = [place_flow(flow, way.frames[i % way.columns], limits) for i, flow in enumerate(flows)]
    return tuple(tuple(placed[i : i + way.columns]) for i in range(0, len(placed), way.columns))


def _search(ways: Sequence[_Way], most: int) -> list[_Tried]:
    """The ways to stand on as few sheets as keep the type legible, the easiest to read; where something that belongs
    together is parted in all of them, those on up to FURTHER sheets more that part nothing.
    """
    torn: list[_Tried] = []
    nearest: list[_Tried] = []
    sheets = 0
    while sheets < most:
        sheets += 1
        here = [(way, panels) for way in ways for panels in way.on_sheets(sheets)]
        legible = _easiest([(way, panels) for way, panels in here if panels.legible])
        if legible and legible[0][1].ease > Ease.TORN:
            return legible
        if legible and not torn:
            torn, most = legible, min(most, sheets + FURTHER)
        nearest = sorted([*nearest, *here], key=_shortage)[:COMPARED]
    return torn or nearest


def _easiest(found: Sequence[_Tried]) -> list[_Tried]:
    """Those that are read most easily, of them those with callouts beside the route if there are any."""
    ease = max((panels.ease for _, panels in found), default=None)
    easiest = [(way, panels) for way, panels in found if panels.ease == ease]
    return [(way, panels) for way, panels in easiest if way.beneath is None] or easiest


def _shortage(found: _Tried) -> float:
    return found[1].shortage


def _most_sheets(plan: Plan) -> int:
    return MOST_SHEETS if plan.whole else FEW_SHEETS


def _most(frame: Rect, limits: Limits, least_em: float) -> int:
    return max(1, int(frame.w / (least_em * limits.step)))


@dataclass(frozen=True)
class _Way:
    """A way to arrange a route: in how many columns, its callouts beside them or (with the height of their title)
    beneath.
    """

    plan: Plan
    manner: Manner
    frame: Rect
    limits: Limits
    setter: Setter
    columns: int
    beneath: float | None

    @cached_property
    def frames(self) -> list[Rect]:
        return _columns(self.frame, self.columns)

    @cached_property
    def lowest(self) -> float:
        """About the least height in pt that the whole route needs in one column."""
        share = min(SHARES) if self.beneath is None else 0.0
        size = Type.at(self.limits.step, self.limits.note)
        flow = Flow(self.plan, self.setter, size, self.frames[0].w, share, compact=True, beneath=self.beneath)
        return flow.least_height + (flow.band if self.beneath is not None else 0.0)

    @cached_property
    def measured(self) -> Flow:
        """The whole route in one column at the least type, by which it is cut."""
        return _measured(self.plan, self.frames[0], self.limits, self.setter, SHARES[0], self.beneath)

    def on_sheets(self, sheets: int) -> Iterator[_Panels]:
        """The route cut for so many sheets: into a panel for each column, or fewer, where that is not legible."""
        for count in range(sheets * self.columns, (sheets - 1) * self.columns, -1):
            if self.lowest > count * self.frame.h and sheets < _most_sheets(self.plan):
                return
            panels = _in_panels(self.measured, self.manner, self.frames[0], self.limits, count)
            if panels is not None:
                yield panels
                if panels.legible or sheets == 1:
                    return


_Tried = tuple[_Way, "_Panels"]
"""A way to arrange a route, and the parts that it comes to."""


def _columns(frame: Rect, count: int) -> list[Rect]:
    gap = COLUMN_GAP * frame.w
    width = (frame.w - (count - 1) * gap) / count
    return [Rect(frame.x + i * (width + gap), frame.y, width, frame.h) for i in range(count)]


def lay_out_pages(
    route: Route, frames: Sequence[Rect], limits: Limits, setter: Setter
) -> tuple[tuple[FlowLayout, ...], bool]:
    """The route without callouts on as few of the frames (pages of one size) as keep its type legible, and whether they
    do. If all frames together do not, it stands on the first, smaller than the limits.
    """
    return _on_pages(route, tuple(frames), limits, setter)


@lru_cache(maxsize=REMEMBERED)
def _on_pages(
    route: Route, frames: tuple[Rect, ...], limits: Limits, setter: Setter
) -> tuple[tuple[FlowLayout, ...], bool]:
    torn: tuple[FlowLayout, ...] = ()
    for plan, manner in _manners(route):
        measured = _measured(plan, frames[0], limits, setter, 0.0)
        for count in range(1, min(len(frames), _most_sheets(plan)) + 1):
            parts = _in_panels(measured, manner, frames[0], limits, count, callouts=False)
            if parts is not None and count == 1 and manner is plan_flow:
                parts.tried[limits.step, 0.0, True] = (_least(route, frames[0].w, limits, setter),)
            if parts is not None and parts.legible:
                flows = parts.largest()
                pages = tuple(place_flow(flow, frame, limits) for flow, frame in zip(flows, frames, strict=False))
                if all(is_sound(page) for page in pages):
                    if not any(page.torn for page in pages):
                        return pages, True
                    torn = torn or pages
                break
    if torn:
        return torn, True
    return (lay_out_flow(route, frames[0], limits, setter, callouts=False),), False


def least_height(route: Route, width: float, limits: Limits, setter: Setter) -> float:
    """The height in pt that a route without callouts needs in a width with the least type allowed."""
    return _least(route, width, limits, setter).least_height


@lru_cache(maxsize=REMEMBERED)
def _least(route: Route, width: float, limits: Limits, setter: Setter) -> Flow:
    """A route without callouts in the least type allowed: who asks for its height mostly has it laid out next."""
    return Flow(plan_flow(route), setter, Type.at(limits.step, limits.note), width, 0.0, compact=True)


def _measured(
    plan: Plan, frame: Rect, limits: Limits, setter: Setter, share: float, beneath: float | None = None
) -> Flow:
    """A whole plan in a column as wide as the frame, in the least type allowed."""
    size = Type.at(limits.step, limits.note)
    return Flow(plan, setter, size, frame.w, share if beneath is None else 0.0, compact=True, beneath=beneath)


def _in_panels(
    flow: Flow, manner: Manner, frame: Rect, limits: Limits, count: int, callouts: bool = True
) -> _Panels | None:
    """A measured route in count panels of the frame's size, cut where the highest is lowest; None if it cannot be cut
    so.
    """
    plan = flow.plan

    def panels(cuts: tuple[int, ...]) -> _Panels:
        plans = _parts(split_route(plan, cuts) if cuts else (plan.origin,), manner)
        return _Panels(plans, frame.w, frame.h, limits, flow.setter, callouts, flow.beneath)

    if count == 1:
        return panels(())
    best: _Panels | None = None
    least = inf
    for cuts in promising_cuts(flow, count):
        found = panels(cuts)
        need = found.need(least)
        if need < least:
            best, least = found, need
    return best


@dataclass(frozen=True)
class _Panels:
    """The parts of a route that stand in frames of one size and share their type."""

    plans: tuple[Plan, ...]
    width: float
    height: float
    limits: Limits
    setter: Setter
    callouts: bool
    beneath: float | None = None
    tried: dict[tuple[float, float, bool], tuple[Flow, ...]] = field(default_factory=dict)

    def at(self, step: float, share: float, compact: bool) -> tuple[Flow, ...]:
        """The flows of all panels with one type and one share; remembered, since a search comes back to settings."""
        known = self.tried.get((step, share, compact))
        if known is None:
            known = self.tried[step, share, compact] = tuple(self._flows(step, share, compact))
        return known

    def _flows(self, step: float, share: float, compact: bool) -> Iterator[Flow]:
        limits = self.limits
        size = Type.at(step, min(limits.note, limits.note / limits.step * step))
        number = 1
        for plan in self.plans:
            flow = Flow(
                plan,
                self.setter,
                size,
                self.width,
                share,
                compact=compact,
                first_number=number,
                beneath=self.beneath,
            )
            yield flow
            number += len(flow.numbers)

    def fits(self, flows: tuple[Flow, ...], ease: Ease = Ease.TORN) -> bool:
        """Whether all stand in the height and are read so easily."""
        return all(flow.fits(self.height) and flow.ease >= ease for flow in flows)

    @property
    def shares(self) -> tuple[float, ...]:
        risks = (
            self.callouts and self.beneath is None and any(e.risks for plan in self.plans for e in plan.route.entries)
        )
        return SHARES if risks else (0.0,)

    @property
    def shortage(self) -> float:
        """How much higher than the frame the highest panel is with the least type allowed; small is good."""
        return self.need(inf) / self.height

    def need(self, most: float) -> float:
        """The height in pt that the highest panel needs with the least type allowed; where that is no less than most,
        what the first such panel needs.
        """
        key = (self.limits.step, self.shares[0], True)
        if key not in self.tried:
            flows: list[Flow] = []
            for flow in self._flows(*key):
                if flow.needed >= most:
                    return flow.needed
                flows.append(flow)
            self.tried[key] = tuple(flows)
        return max(flow.needed for flow in self.tried[key])

    @cached_property
    def footing(self) -> tuple[bool, tuple[float, ...], Ease]:
        """Whether notes must stand behind names for the route to fit with the least type allowed, the shares of the
        callouts with which it is then read most easily, and how easily; no shares if it does not fit at all.
        """
        best: tuple[bool, tuple[float, ...], Ease] = (True, (), Ease.TORN)
        for compact in (False, True):
            widest = self.at(self.limits.step, min(self.shares), compact)
            if any(flow.least_height > self.height for flow in widest):
                continue  # narrower columns are higher still
            trials = {share: self.at(self.limits.step, share, compact) for share in self.shares}
            eases = {share: min(f.ease for f in flows) for share, flows in trials.items() if self.fits(flows)}
            ease = max(eases.values(), default=Ease.TORN)
            if eases and (not best[1] or ease > best[2]):
                best = compact, tuple(share for share in eases if eases[share] == ease), ease
            if best[1] and best[2] > Ease.TORN:
                break
        return best

    @property
    def legible(self) -> bool:
        return bool(self.footing[1])

    @property
    def ease(self) -> Ease:
        """How easily it is read with the least type allowed."""
        return self.footing[2]

    def largest(self) -> tuple[Flow, ...]:
        """The setting with the largest type: roomy if that is legible, else compact."""
        compact, shares, ease = self.footing
        shares = shares or self._nearest_shares()
        best: tuple[Flow, ...] | None = None
        for share in shares:
            at = partial(self.at, share=share, compact=compact)
            best = self._largest_at(at, best[0].em if best else 0.0, ease) or best
        return self._with_larger_callouts(best or self.at(STEP_GRID, shares[0], True))

    def _nearest_shares(self) -> tuple[float, ...]:
        """The shares that need least height with the least type, where none is legible."""

        def need(share: float) -> float:
            return max(flow.needed for flow in self.at(self.limits.step, share, True))

        return tuple(sorted(self.shares, key=need)[:NEAREST])

    def _largest_at(self, at: Callable[[float], tuple[Flow, ...]], beat: float, ease: Ease) -> tuple[Flow, ...] | None:
        """The largest step size on the grid for which at(step) fits, None if none is clearly larger than beat.

        Height grows about linearly with the type, so that each trial tells where the next one should be.
        """
        limits = self.limits
        clear = max(4, round(GAIN * beat / STEP_GRID)) if beat >= limits.step else 1
        low, high = round(beat / STEP_GRID) + (clear if beat else 0), round(limits.largest / STEP_GRID) + 1
        best: tuple[Flow, ...] | None = None
        if beat:
            best = at(round(low * STEP_GRID, 4))
            if not self.fits(best, ease):
                return None
        step = max(low + 1, round(limits.step / STEP_GRID))
        trials = 0
        while high - low > 1:
            trials += 1
            step = min(max(step, low + 1), high - 1)
            flows = at(round(step * STEP_GRID, 4))
            wanted = int(step * self.height / max(1.0, *(flow.needed for flow in flows)))
            if self.fits(flows, ease):
                low, best = step, flows
            else:
                high = step
            step = (low + high) // 2 if wanted >= high or trials > 6 else wanted
        return best

    def _with_larger_callouts(self, flows: tuple[Flow, ...]) -> tuple[Flow, ...]:
        """Callouts that leave much of the height empty take larger type, never as large as the steps'."""
        for factor in (1.3, 1.2, 1.1):
            larger = tuple(replace(flow, enlarged=factor) for flow in flows)
            if all(self._callouts_fit(flow) for flow in larger):
                return larger
        return flows

    def _callouts_fit(self, flow: Flow) -> bool:
        if flow.beneath is not None or flow.ease < Ease.CALM or flow.note_size >= 0.92 * flow.em:
            return False
        overfull = any(b.setting.overfull for note in flow.notes for b in note.blocks)
        return flow.notes_height <= 0.8 * self.height and not overfull
