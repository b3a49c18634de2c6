"""A route, a frame and type limits in; the lanes view at the largest legible type, split where it must be, out.

The callouts stand in a column at the right or in columns beneath, whichever lets the type be larger.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from math import ceil, inf, sqrt

from powermap.geometry import Rect
from powermap.layout.boxes import NOTE_RATIO, Note, Type
from powermap.layout.callouts import spread
from powermap.layout.flow import Limits
from powermap.layout.graph import Route
from powermap.layout.lanes import LanesLayout, place_lanes, scaled_note
from powermap.layout.lanes_clear import plan_clear, with_letters
from powermap.layout.lanes_measure import Sizes, sizes_of
from powermap.layout.lanes_notes import COLUMN_GAP, callouts_of
from powermap.layout.lanes_parts import parted, parted_in_turn
from powermap.layout.lanes_plan import lane_order, plan_lanes
from powermap.layout.lanes_space import Space, least_height, spaced
from powermap.layout.lanes_ways import CORNERS, PLACES, for_lanes
from powermap.model import Actor
from powermap.text.setting import Setter
from powermap.value import Value, replace

STEP_GRID = 0.1
"""Type sizes are multiples of this many pt."""

RATIO_GRID = 0.02
"""Ratios of notes to steps are multiples of this where the floor of the notes decides."""

DOUBT = 0.93
"""An arrangement whose guessed type is below this share of the largest found is not tried."""

SLACK = 0.02
"""By how much the least need of unwired lanes may seem greater than that of wired ones: widths are dealt one by one."""

LEAST_NOTE = 14.0
"""Least width of a callout in em of the callout."""

COMPARED = 2
"""Of the legible ways to part a route, the most natural ones, of which the one with the largest type is taken."""

COUNTED = 8
"""Up to so many sheets the ways to part a route are compared; a route that needs more is parted from the top down."""


class Arrangement(Value, frozen=True):
    """Where callouts stand: share of the width for a column at the right, or how many columns beneath; neither without
    callouts.
    """

    share: float = 0.0
    columns: int = 0


ARRANGEMENTS = (
    *(Arrangement(columns=n) for n in (3, 2, 4, 5, 1, 6)),
    *(Arrangement(share=s) for s in (0.3, 0.25, 0.36, 0.42, 0.2)),
)


def lay_out_lanes(route: Route, frame: Rect, limits: Limits, setter: Setter, title: float = 0.0) -> LanesLayout:
    """The lanes of a whole route in one frame, its type as large as fits; below the limits if it must be.

    title: height in pt that the title over callouts beneath the lanes takes.
    """
    (layout,) = _largest([_Sheets((for_lanes(route),), frame, limits, setter, title)]).placed()
    return layout


@lru_cache(maxsize=64)  # for the next village it is the same
def lay_out_lane_sheets(
    route: Route, frame: Rect, limits: Limits, setter: Setter, title: float = 0.0
) -> tuple[LanesLayout, ...]:
    """The lanes of a route on as few sheets as keep the type legible; the largest type found if none do.

    Where a lane for every actor would take more sheets, actors of one kind share a lane.
    """
    last: _Sheets | None = None
    for calm in (True, False):
        search = _Search(route, frame, limits, setter, title, calm)
        if counted := search.counted():
            return _largest(counted).placed()
        for places in (PLACES, CORNERS):  # with fewer ways out a diamond is lower, and what is asked on can be parted
            last = search.in_turn(for_lanes(route, places))
            if last.legible({}):
                return _largest([last]).placed()
    assert last is not None
    return _largest([last]).placed()


class _Search:
    """The ways to stand on sheets, of one route in one frame. calm: nothing may be parted that belongs together."""

    def __init__(self, route: Route, frame: Rect, limits: Limits, setter: Setter, title: float, calm: bool) -> None:
        self.whole = for_lanes(route)
        order = lane_order(route)

        def sheets(parts: tuple[Route, ...], shared: bool = False) -> _Sheets:
            return _Sheets(parts, frame, limits, setter, title, shared, order, calm)

        self.sheets = sheets

    def counted(self) -> list[_Sheets]:
        """The legible ways to stand on as few sheets as can be, none if more than COUNTED are needed."""
        known: dict[tuple[bool, tuple[str, ...]], bool] = {}
        for count in range(1, COUNTED + 1):
            for shared in (False, True):
                here = (self.sheets(parts, shared) for parts in parted(self.whole, count))
                legible = list(islice((s for s in here if (s.sharing or not shared) and s.legible(known)), COMPARED))
                if legible:
                    return legible
        return []

    def in_turn(self, whole: Route) -> _Sheets:
        """The route parted from the top down, each sheet as full as is legible."""
        known: dict[tuple[bool, tuple[str, ...]], bool] = {}
        return self.sheets(parted_in_turn(whole, lambda part: self.sheets((part,)).legible(known)))


def _keys(part: Route) -> tuple[str, ...]:
    return tuple(entry.key for entry in part.entries)


def _largest(candidates: list[_Sheets]) -> _Sheets:
    """Those with the largest type, searched."""
    best = candidates[0]
    best.search(STEP_GRID)
    for sheets in candidates[1:]:
        sheets.search(best.step)
        if sheets.step > best.step + 1e-6:
            best = sheets
    return best


class _Sheets:
    """The parts of a route on frames of one size, in one type size; step is the largest that fits, in pt."""

    def __init__(
        self,
        parts: tuple[Route, ...],
        frame: Rect,
        limits: Limits,
        setter: Setter,
        title: float,
        shared: bool = False,
        order: tuple[Actor, ...] = (),
        calm: bool = False,
    ) -> None:
        self.parts = parts
        self.shared = shared
        self.order = order
        self.frame = frame
        self.limits = limits
        self.setter = setter
        self.title = title
        counts = [sum(1 for entry in part.entries if entry.risks) for part in parts]
        self.firsts = [1 + sum(counts[:i]) for i in range(len(parts))]
        self.step = STEP_GRID
        self.calm = calm
        """Whether nothing that belongs together may be parted or stand apart."""
        self.tolerant = False
        """Whether texts may be wider than their places."""
        self._spaces: dict[tuple[int, float, float, bool], Space | None] = {}
        self.arrangement = [Arrangement()] * len(parts)

    def _sizes(self, part: int, step: float, wired: bool) -> Sizes:
        plan = (plan_clear if wired else plan_lanes)(self.parts[part], self.shared, self.order)
        return sizes_of(plan, self.setter, self._ratio(step), wired)

    @property
    def sharing(self) -> bool:
        """Whether a lane would have several actors if those of a kind shared it."""
        kinds = ([actor.kind for actor in lane_order(part)] for part in self.parts)
        return any(len(here) > len(set(here)) for here in kinds)

    def _arrangements(self, part: int) -> tuple[Arrangement, ...]:
        return ARRANGEMENTS if any(e.risks for e in self.parts[part].entries) else (Arrangement(),)

    def legible(self, known: dict[tuple[bool, tuple[str, ...]], bool]) -> bool:
        """Whether every part fits at the least type allowed.

        known: what is known of parts by their entries: other ways to part the route have many of the same.
        """
        for part in self.parts:
            if known.get((self.shared, _keys(part))) is False:
                return False
        for i, part in enumerate(self.parts):
            key = (self.shared, _keys(part))
            if key not in known:
                known[key] = self._legible(i)
            if not known[key]:
                return False
        return True

    def _legible(self, part: int) -> bool:
        """Whether a part fits at the least type allowed. Lines are led only if it would fit without."""
        floor = self.limits.step
        sizes = self._sizes(part, floor, wired=False)
        if least_height(sizes, self.frame.w / floor) * floor > (1.0 + SLACK) * self.frame.h:
            return False
        for wired, most in ((False, 1.0 + SLACK), (True, 1.0)):
            bare = self._space(part, Arrangement(), floor, wired)
            if bare is None or bare.bad or (self.calm and bare.ill) or bare.height * floor > most * self.frame.h:
                return False  # with callouts there is less room still
            if all(self._need(part, arrangement, floor, wired) > most for arrangement in self._arrangements(part)):
                return False
        return True

    def _ratio(self, step: float) -> float:
        """Notes against steps, rounded up so that near steps share what is measured."""
        limits = self.limits
        floor = min(limits.note, limits.note / limits.step * step)
        return max(NOTE_RATIO, ceil(floor / step / RATIO_GRID - 1e-6) * RATIO_GRID)

    def _type(self, step: float) -> Type:
        return Type(step, self._ratio(step) * step)

    def search(self, beat: float) -> None:
        """Find step and arrangements. The part that allows least decides the step; every part takes the arrangement
        that suits it best. Gives up, with a step of 0, where a part allows no more than beat.
        """
        best: list[tuple[float, Arrangement]] = []
        for part in range(len(self.parts)):
            size, chosen = 0.0, Arrangement()
            for guess, arrangement in self._guesses(part):
                if guess < DOUBT * size:
                    break
                found = self._largest(part, arrangement, guess, size or beat)
                if found:
                    size, chosen = found, arrangement
            if not size and beat > STEP_GRID:
                self.step = 0.0
                return
            if not size and not self.tolerant:
                self.tolerant = True  # a text that no lane is wide enough for: nothing is left out
                self.search(beat)
                return
            best.append((size, chosen) if size else (STEP_GRID, self._arrangements(part)[0]))
        self.step = min(size for size, _ in best)
        while True:
            settled = [self._settled(part, chosen) for part, (_, chosen) in enumerate(best)]
            self.arrangement = [arrangement for arrangement in settled if arrangement is not None]
            if len(self.arrangement) == len(best):
                return
            self.step = round(self.step - STEP_GRID, 4)

    def _settled(self, part: int, best: Arrangement) -> Arrangement | None:
        """An arrangement in which a part fits at the step of all, best if it does: in smaller type other widths may be
        dealt, in which some texts look better and need more height.
        """
        for arrangement in (best, *self._arrangements(part)):
            if self.step <= STEP_GRID or self._need(part, arrangement, self.step) <= 1.0:
                return arrangement
        return None

    def _guesses(self, part: int, wired: bool = True, few: bool = False) -> list[tuple[float, Arrangement]]:
        """For every arrangement about the step at which the part would fill its frame, the largest first.

        The height that is needed grows about with the square of the type. few: a third of the arrangements is enough.
        """
        out: list[tuple[float, Arrangement]] = []
        for arrangement in self._arrangements(part)[:: 3 if few else 1]:
            step = self.limits.step
            need = self._need(part, arrangement, step, wired)
            while need == inf and step > 0.1 * self.limits.step:
                step *= 0.8
                need = self._need(part, arrangement, step, wired)
            if need < inf:
                out.append((step / sqrt(need), arrangement))
        return sorted(out, key=lambda pair: -pair[0])

    def guess(self, part: int) -> float:
        """About the largest step of a part in pt if its lines took no room; 0 if it has no place."""
        return max((guess for guess, _ in self._guesses(part, wired=False, few=True)), default=0.0)

    def _largest(self, part: int, arrangement: Arrangement, guess: float, beat: float) -> float | None:
        """The largest step at which a part fits, None if it is not clearly larger than beat."""
        low, high = round(beat / STEP_GRID), round(self.limits.largest / STEP_GRID) + 1
        if beat > STEP_GRID:
            low += 2
        floor = round(self.limits.step / STEP_GRID)
        if low < floor < high and self._need(part, arrangement, self.limits.step) <= 1.0:
            low = floor  # whatever is so in between or below
        elif low >= high or self._need(part, arrangement, low * STEP_GRID) > 1.0:
            return None
        step, trials = round(guess / STEP_GRID), 0
        while high - low > 1:
            step = min(max(step, low + 1), high - 1)
            need = self._need(part, arrangement, step * STEP_GRID)
            if need <= 1.0:
                low = step
            else:
                high = step
            trials += 1
            wanted = int(step / sqrt(need)) if 0 < need < inf else (low + high) // 2
            step = wanted if low < wanted < high and trials < 5 else (low + high) // 2 if trials > 5 else wanted
        return round(low * STEP_GRID, 4)

    def _need(self, part: int, arrangement: Arrangement, step: float, wired: bool = True) -> float:
        """The height that a part needs against the frame's; infinite where a text is wider than its place."""
        space = self._space(part, arrangement, step, wired)
        if space is None or (space.bad and not self.tolerant) or (space.ill and self.calm):
            return inf
        height = self.frame.h / step
        if not arrangement.share and not arrangement.columns:
            return space.height / height
        ratio = self._ratio(step)
        notes = callouts_of(self.parts[part], self.setter, ratio, self.firsts[part])
        width = self._note_width(arrangement, step)
        if width < LEAST_NOTE * ratio or (notes.overfull(width) and not self.tolerant):
            return inf
        if self.calm and notes.torn(width):
            return inf
        if arrangement.share:
            return max(space.height, notes.height(width)) / height
        return (space.height + notes.band(width, arrangement.columns) + COLUMN_GAP + self.title / step) / height

    def _note_width(self, arrangement: Arrangement, step: float) -> float:
        width = self.frame.w / step
        if arrangement.share:
            return arrangement.share * width
        return (width - (arrangement.columns - 1) * COLUMN_GAP) / arrangement.columns

    def _space(self, part: int, arrangement: Arrangement, step: float, wired: bool = True) -> Space | None:
        sizes = self._sizes(part, step, wired)
        width = self.frame.w / step
        if arrangement.share:
            width -= arrangement.share * width + COLUMN_GAP
        key = (part, round(step, 4), arrangement.share, wired)
        if key not in self._spaces:
            self._spaces[key] = spaced(sizes, width)
        return self._spaces[key]

    def placed(self) -> tuple[LanesLayout, ...]:
        """Every part at its place, its connectors lettered."""
        spaces = [self._space(i, arrangement, self.step) for i, arrangement in enumerate(self.arrangement)]
        found = [space for space in spaces if space is not None]
        assert len(found) == len(spaces), "the smallest type fits any frame"
        plans = with_letters([space.sizes.plan for space in found])
        return tuple(
            self._placed(i, replace(space, sizes=sizes_of(plan, self.setter, space.sizes.ratio)))
            for i, (space, plan) in enumerate(zip(found, plans, strict=True))
        )

    def _placed(self, part: int, space: Space) -> LanesLayout:
        step, frame, arrangement = self.step, self.frame, self.arrangement[part]
        size = self._type(step)
        callouts = callouts_of(self.parts[part], self.setter, self._ratio(step), self.firsts[part])
        width = self._note_width(arrangement, step) if arrangement != Arrangement() else 0.0
        area, risks = frame, None
        notes: tuple[Note, ...] = ()
        if arrangement.share:
            left = frame.right - width * step
            area = Rect(frame.x, frame.y, left - COLUMN_GAP * step - frame.x, frame.h)
            risks = (left, frame.y, frame.right)
        elif arrangement.columns:
            band = callouts.band(width, arrangement.columns) * step
            top = frame.bottom - band
            area = Rect(frame.x, frame.y, frame.w, top - self.title - COLUMN_GAP * step - frame.y)
            risks = (frame.x, top, frame.right)
            columns = callouts.columns(width, arrangement.columns)
            gap = COLUMN_GAP * step
            notes = tuple(
                note
                for i, column in enumerate(columns)
                for note in _stacked(column, frame.x + i * (width * step + gap), top, callouts.gap, step)
            )
        layout = place_lanes(space, frame, area, size, self.limits, callouts.numbers, notes, risks)
        if arrangement.share:
            layout = _beside(layout, [scaled_note(n, step) for n in callouts.at(width)], callouts.gap * step)
        return layout


def _stacked(notes: tuple[Note, ...], x: float, y: float, gap: float, em: float) -> list[Note]:
    out: list[Note] = []
    for note in notes:
        placed = scaled_note(note, em).moved(x, y)
        out.append(placed)
        y = placed.rect.bottom + gap * em
    return out


def _beside(layout: LanesLayout, notes: list[Note], gap: float) -> LanesLayout:
    """Callouts at the right, each as near to the height of its marker as their order allows."""
    assert layout.risks is not None
    markers = {m.number: m.center.y for m in layout.route.markers}
    wants = [markers[note.number] - note.anchor for note in notes]
    frame = layout.frame
    tops = spread(wants, [note.rect.h for note in notes], gap, frame.y, frame.bottom)
    x = layout.risks[0]
    placed = tuple(note.moved(x, top) for note, top in zip(notes, tops, strict=True))
    return replace(layout, route=replace(layout.route, callouts=placed, note_size=placed[0].blocks[0].size))
