"""Text and a measure in; lines of positioned runs out, set by the rules of Chinese typography.

Everything is in em of the text's own size, so one setting serves every size and can be remembered.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain, combinations, pairwise
from math import ceil, floor, inf

from powermap.text.cohesion import WORST, cohesion
from powermap.text.fonts import Catalogue, Role
from powermap.text.gaps import gapped, is_full
from powermap.text.kinsoku import NOT_AT_START, SQUEEZABLE_END, SQUEEZABLE_START, break_allowed
from powermap.text.unparted import aside_spans, phrase_spans, unparted_spans
from powermap.value import Value

SQUEEZE = 0.5
"""The empty half of a full-width mark (clreq §3.1.6). It is left out before an opening mark that begins a line, and
between two marks that meet, always; after the mark that ends a line, where the line is too long with it.
"""

MEASURE_STEP = 0.25
"""Measures are rounded down to this step, so that near measures share one setting."""

_OFF_PHRASE = 1.0
_AT_PHRASE = 0.4
_LONELY = 60.0
_SHORT = 3.0
_SQUEEZED = 0.3
_MARKS = re.compile(f"[{re.escape(''.join(sorted(SQUEEZABLE_START | SQUEEZABLE_END)))}]")
_PAUSES = frozenset("，。、；：！？")
_PAUSE = 0.8
_FORCED = 400.0
_FULL = 0.9
"""The least width in em of a mark that has an empty half: in a user's font marks may be as narrow as their ink."""


class Run(Value, frozen=True):
    """A stretch of one font: its name, text, distance from the line's start and advance, in em."""

    font: str
    text: str
    x: float
    width: float


class SetLine(Value, frozen=True):
    """One line: its runs, its width in em, its text; spare: the empty half of the mark at its end, if width has it."""

    runs: tuple[Run, ...]
    width: float
    spare: float = 0.0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Setting(Value, frozen=True):
    """Set text: lines, and the width of the widest in em. overfull: a line is wider than the measure; torn: a number
    and its unit, a name or a term is parted.
    """

    lines: tuple[SetLine, ...]
    width: float
    overfull: bool = False
    torn: bool = False


class Setter(Value, frozen=True, cache_hash=True):
    """Sets text with one catalogue and one dictionary of phrases that are not to be parted (actors, terms of the
    list).

    It is part of the key of every memory of layout, so its hash is reckoned once and not for hundreds of phrases anew.
    """

    fonts: Catalogue
    phrases: tuple[str, ...] = ()

    def set(self, text: str, role: Role, measure: float = inf, *, balance: bool = False) -> Setting:
        """Set text in a role's font to a measure in em.

        balance makes all lines about equally long (titles, diamonds); otherwise lines are filled and the last may
        be short.
        A line feed forces a new line. The number of lines is always the smallest possible.
        """
        step = inf if measure == inf else floor(measure / MEASURE_STEP + 1e-9) * MEASURE_STEP
        return _set(self, text, role, step, balance)

    def count(self, text: str, role: Role, measure: float) -> tuple[int, bool]:
        """How many lines the text takes in a measure in em, and whether one of them is wider: as set() has it, but
        without setting them.
        """
        step = floor(measure / MEASURE_STEP + 1e-9) * MEASURE_STEP
        lines = 0
        for paragraph in text.split("\n"):
            filled = _count(_measure(self, paragraph, role), step)
            if not filled:
                setting = _set(self, text, role, step, False)
                return len(setting.lines), setting.overfull
            lines += filled
        return lines, False

    def width(self, text: str, role: Role) -> float:
        """The width of text on one line in em."""
        return self.set(text, role).width

    def longest(self, text: str, role: Role) -> float:
        """The least measure in em that parts nothing that belongs together and leaves no character alone on the first
        line.
        """
        measured = (_measure(self, paragraph, role) for paragraph in text.split("\n") if paragraph)
        widest = max((max(one.widest, one.opening) for one in measured), default=0.0)
        return ceil(widest / MEASURE_STEP - 1e-9) * MEASURE_STEP

    def partitions(self, text: str, role: Role, most: int) -> tuple[tuple[Setting, float], ...]:
        """Every way to set text in one to most lines where the rules allow a break, each with its badness.

        Badness counts breaks inside a phrase, inside a word twice, and lines much shorter than the longest. Texts with
        very many places to break are offered only breaks at phrase ends.
        """
        return _partitions(self, text, role, most)


@dataclass(frozen=True)
class _Measured:
    """Characters of one paragraph with what breaking needs to know about each; where it may be broken is reckoned when
    it is asked for, since most texts stand on one line.
    """

    chars: str
    fonts: tuple[str, ...]
    ends: tuple[float, ...]
    """ends[i]: the distance from the paragraph's start to the end of character i - 1; ends[0] is 0."""
    gaps: tuple[float, ...]
    """gaps[i]: the space before character i when it does not begin a line; below 0 between marks that are squeezed."""
    begins: tuple[float, ...]
    """begins[i]: the distance from the paragraph's start to the left edge of a line that begins with character i."""
    tails: tuple[float, ...]
    """tails[i]: what a line that ends before i can give back at its end."""
    phrases: tuple[str, ...]
    """Phrases that are not to be parted."""

    @property
    def breaks(self) -> tuple[int, ...]:
        """Positions before which a line may end, in order, with the end of the paragraph last."""
        return self._breaking[0]

    @property
    def costs(self) -> tuple[float, ...]:
        """costs[i]: how badly a line end before i reads, 0 where a phrase ends."""
        return self._breaking[1]

    @cached_property
    def weights(self) -> tuple[int, ...]:
        """weights[i]: how many of the characters before i are no marks."""
        return tuple(accumulate((char not in NOT_AT_START for char in self.chars), initial=0))

    @cached_property
    def joints(self) -> tuple[int, ...]:
        """Where a run ends inside a line: before a gap, and where the font changes."""
        fonts, gaps = self.fonts, self.gaps
        return tuple(i for i in range(1, len(fonts)) if gaps[i] != 0.0 or fonts[i] != fonts[i - 1])

    @cached_property
    def inseparable(self) -> frozenset[int]:
        """The places inside phrases, numbers with their unit and short titles."""
        spans = (*phrase_spans(self.chars, self.phrases), *unparted_spans(self.chars))
        return frozenset(i for start, stop in spans for i in range(start + 1, stop))

    @cached_property
    def widest(self) -> float:
        """The width of the widest stretch that is not to be parted, without what it can give back at a line's end."""
        return max(self.stretch(start, stop) for start, stop in pairwise((0, *self.breaks)))

    @cached_property
    def opening(self) -> float:
        """The least width of a first line that is more than one character."""
        first = next(stop for stop in self.breaks if self.weights[stop] > 1 or stop == len(self.chars))
        return self.stretch(0, first)

    def stretch(self, start: int, stop: int) -> float:
        """The least width of a line from start to stop."""
        return self.ends[stop] - self.tails[stop] - self.begins[start]

    @cached_property
    def _breaking(self) -> tuple[tuple[int, ...], tuple[float, ...]]:
        chars = self.chars
        costs = list(cohesion(chars))
        phrases = phrase_spans(chars, self.phrases)
        for edge in chain.from_iterable(phrases):
            costs[edge] = min(costs[edge], _AT_PHRASE)
        inside: set[int] = set()
        for start, stop in (*phrases, *unparted_spans(chars), *aside_spans(chars)):
            for i in range(start + 1, stop):
                costs[i] += WORST  # what is wider than the measure is parted between the shorter phrases in it
                inside.add(i)
        breaks = [
            i
            for i in range(1, len(chars))
            if i not in inside
            and _is_open(chars, i)
            and (_is_wide(chars[i - 1]) or _is_wide(chars[i]) or " " in (chars[i - 1], chars[i]))
        ]
        return (*breaks, len(chars)), tuple(costs)


@lru_cache(maxsize=65536)
def _set(setter: Setter, text: str, role: Role, measure: float, balance: bool) -> Setting:
    if measure < inf and "\n" not in text:
        whole = _set(setter, text, role, inf, False)
        if whole.width <= measure:
            return whole  # on one line a text is the same in every measure: most are
    lines: list[SetLine] = []
    overfull = torn = False
    for paragraph in text.split("\n"):
        measured = _measure(setter, paragraph, role)
        if not measured.chars:
            lines.append(SetLine((), 0.0))
            continue
        cuts = _cuts(measured, measure, balance)
        torn = torn or (len(cuts) > 1 and not measured.inseparable.isdisjoint(cuts))
        for start, stop in zip((0, *cuts), cuts, strict=False):
            line, excess = _line(measured, start, stop, measure)
            lines.append(line)
            overfull = overfull or excess
    return Setting(tuple(lines), max(line.width for line in lines), overfull, torn)


@lru_cache(maxsize=4096)
def _partitions(setter: Setter, text: str, role: Role, most: int) -> tuple[tuple[Setting, float], ...]:
    m = _measure(setter, text, role)
    total = len(m.chars)
    places = [i for i in m.breaks if i < total]
    if len(places) > 12:
        places = [i for i in places if m.costs[i] < _AT_PHRASE] or places
        places = places[:: 1 + len(places) // 13]
    out: list[tuple[Setting, float]] = []
    for count in range(1, most + 1):
        for chosen in combinations(places, count - 1):
            cuts = (*chosen, total)
            if count > 1 and _is_lonely(m, cuts[-2], total):
                continue
            lines = tuple(_line(m, start, stop, inf)[0] for start, stop in zip((0, *cuts), cuts, strict=False))
            width = max(line.width for line in lines)
            badness = sum(m.costs[i] for i in chosen)
            badness += sum(0.5 for line in lines if line.width < 0.35 * width)
            out.append((Setting(lines, width), badness))
    return tuple(out)


@lru_cache(maxsize=16384)
def _measure(setter: Setter, text: str, role: Role) -> _Measured:
    joined, gaps = gapped(" ".join(text.split()))
    names: list[str] = []
    widths: list[float] = []
    for font, run in setter.fonts.runs(role, joined):
        names += [font.name] * len(run)
        units, em = font.units, font.units_per_em
        widths += [units[char] / em for char in run]
    tails = [0.0] * (len(joined) + 1)
    openers: list[int] = []
    before = -2
    for mark in _MARKS.finditer(joined):
        i = mark.start()
        if widths[i] <= _FULL:
            continue
        opens = joined[i] in SQUEEZABLE_START
        if before == i - 1 and (opens or tails[i] > 0):
            gaps[i] -= SQUEEZE
        if opens:
            openers.append(i)
        else:
            tails[i + 1] = SQUEEZE
        before = i
    edges = tuple(accumulate(chain.from_iterable(zip(gaps, widths, strict=True)), initial=0.0))
    begins = list(edges[1::2])
    for i in openers:
        begins[i] += SQUEEZE
    return _Measured(
        joined,
        tuple(names),
        edges[::2],
        tuple(gaps),
        tuple(begins),
        tuple(tails),
        setter.phrases,
    )


def _is_open(chars: str, i: int) -> bool:
    """Whether the tables let a line end before position i; a space there is dropped, so its neighbours count."""
    before = chars[i - 2] if chars[i - 1] == " " else chars[i - 1]
    after = chars[i + 1] if chars[i] == " " else chars[i]
    return break_allowed(before, after)


def _is_wide(char: str) -> bool:
    return char >= "\u2e80" or char in "“”‘’…—·"


def _width(m: _Measured, start: int, stop: int) -> float:
    return m.ends[stop] - m.begins[start]


def _cuts(m: _Measured, measure: float, balance: bool) -> tuple[int, ...]:
    """Where lines end, the paragraph's end last: fewest lines, then the least cost."""
    total = len(m.chars)
    if _width(m, 0, total) <= measure:
        return (total,)
    breaks = _with_emergency_breaks(m, measure)
    cuts = _chosen(m, breaks, measure, balance)
    if len(cuts) > 1 and _is_lonely(m, cuts[-2], total):
        for limit in (2 * WORST, inf):
            eased = _chosen(m, _with_breaks_for_company(m, breaks, cuts[-2], limit), measure, balance)
            if not _is_lonely(m, eased[-2], total):
                return eased
    return cuts


def _count(m: _Measured, measure: float) -> int:
    """How many lines a paragraph takes when each is filled; 0 if that is not all there is to it: where a stretch is
    wider than the measure, or where the last line would be a single character.
    """
    total = len(m.chars)
    if not total or _width(m, 0, total) <= measure:
        return 1
    if m.widest > measure:
        return 0
    ends, begins, tails = m.ends, m.begins, m.tails
    most = measure + 1e-9
    lines, start, last = 1, 0, 0
    for stop in m.breaks:
        if ends[stop] - tails[stop] - begins[start] > most:
            lines, start = lines + 1, last
        last = stop
    return 0 if _is_lonely(m, start, total) else lines


def _chosen(m: _Measured, breaks: tuple[int, ...], measure: float, balance: bool) -> tuple[int, ...]:
    total = len(m.chars)
    costs: dict[int, tuple[int, float, tuple[int, ...]]] = {0: (0, 0.0, ())}
    if balance:
        count = _cheapest(m, breaks, measure, measure, costs.copy())[0]
        target = min(measure, _width(m, 0, total) / count)
        return _cheapest(m, breaks, measure, target, costs, all_lines=True)[2]
    return _cheapest(m, breaks, measure, measure, costs)[2]


def _cheapest(
    m: _Measured,
    breaks: tuple[int, ...],
    measure: float,
    target: float,
    best: dict[int, tuple[int, float, tuple[int, ...]]],
    all_lines: bool = False,
) -> tuple[int, float, tuple[int, ...]]:
    total = len(m.chars)
    positions = (0, *breaks)
    ends, begins, tails, costs = m.ends, m.begins, m.tails, m.costs
    most = measure + 1e-9
    scale = 10 / max(target, 1.0) ** 2
    first = 0
    for at, stop in enumerate(breaks, start=1):
        end, last = ends[stop], stop == total
        least = end - tails[stop]
        while first < at - 1 and least - begins[positions[first]] > most:
            first += 1
        here = (0.0 if last else _OFF_PHRASE * costs[stop]) - (_PAUSE if m.chars[stop - 1] in _PAUSES else 0.0)
        fewest, cheapest, chosen = total + 1, inf, None
        for start in positions[first:at]:
            before = best.get(start)
            if before is None or before[0] >= fewest:
                continue  # more lines than another way: its cost does not matter
            begin = begins[start]
            cost = before[1] + here
            if least - begin > most:
                cost += _FORCED
            elif end - begin > measure:
                cost += _SQUEEZED
            if not last or all_lines:
                cost += (target - end + begin) ** 2 * scale
            if last and start > 0 and (weight := _weight(m, start, stop)) <= 2:
                cost += _SHORT if weight == 2 else _LONELY
            if start == 0 and not last and m.weights[stop] <= 1:
                cost += _SHORT
            if before[0] + 1 < fewest or cost < cheapest:
                fewest, cheapest, chosen = before[0] + 1, cost, before[2]
        if chosen is not None:
            best[stop] = (fewest, cheapest, (*chosen, stop))
    return best[total]


def _is_lonely(m: _Measured, start: int, stop: int) -> bool:
    """A last line of one character (marks not counted)."""
    return _weight(m, start, stop) <= 1


def _weight(m: _Measured, start: int, stop: int) -> int:
    """How many characters a line has besides its marks."""
    return m.weights[stop] - m.weights[start]


def _with_emergency_breaks(m: _Measured, measure: float) -> tuple[int, ...]:
    """The breaks, and inside a stretch that is wider than the measure places the kinsoku tables leave open: those
    between the words of it, and where a word is wider every one.
    """
    breaks = m.breaks
    if m.widest <= measure:
        return breaks
    for limit in (2 * WORST, inf):
        out: list[int] = []
        start = 0
        for stop in breaks:
            if m.stretch(start, stop) > measure:
                out += [i for i in range(start + 1, stop) if m.costs[i] < limit and _is_open(m.chars, i)]
            out.append(stop)
            start = stop
        breaks = tuple(out)
    return breaks


def _with_breaks_for_company(m: _Measured, breaks: tuple[int, ...], last: int, limit: float) -> tuple[int, ...]:
    """The breaks, and those below a cost between full-width characters in the stretch before the last break: rather a
    phrase is parted than a character left alone.
    """
    before = max((i for i in breaks if i < last), default=0)
    more = (
        i
        for i in range(before + 1, last)
        if m.costs[i] < limit and is_full(m.chars[i - 1]) and is_full(m.chars[i]) and _is_open(m.chars, i)
    )
    return tuple(sorted({*breaks, *more}))


def _line(m: _Measured, start: int, stop: int, measure: float) -> tuple[SetLine, bool]:
    while start < stop and m.chars[start] == " ":
        start += 1
    end = stop
    while end > start and m.chars[end - 1] == " ":
        end -= 1
    runs: list[Run] = []
    origin = m.begins[start]
    joints = m.joints
    at = bisect_right(joints, start)
    i = start
    while i < end:
        j = joints[at] if at < len(joints) and joints[at] < end else end
        at += 1
        x = m.ends[i] + m.gaps[i] - origin
        runs.append(Run(m.fonts[i], m.chars[i:j], x, m.ends[j] - origin - x))
        i = j
    width = runs[-1].x + runs[-1].width if runs else 0.0
    spare = m.tails[end]
    if width > measure:
        width, spare = width - spare, 0.0
    return SetLine(tuple(runs), width, spare), width > measure + 1e-9
