"""Entries and a width in; boxes with their text set out, sized by the font that will be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import floor
from typing import Literal

from powermap.geometry import Rect
from powermap.layout.blocks import ASCENT, Block, Tone
from powermap.model import Actor, Decision, Entry, Risk
from powermap.text.fonts import Role
from powermap.text.setting import Setter, Setting
from powermap.value import Value, replace

NOTE_RATIO = 0.69
"""Notes and callouts against steps (visual.md: 15 to 22 pt at A2)."""

STEP_LEADING = 1.26
NOTE_LEADING = 1.38
BAR = 0.36
"""Width of the actor's colour bar in em of the step."""
PAD = 0.36
"""Space above and below the text of a step's box in em of the step."""
OFF_PHRASE = 0.8
"""Height in em that a diamond may be higher to keep a phrase of its question on one line."""
FLATTEST = 0.19
"""Least height of a diamond against its width: a flatter one is not seen as a diamond."""
DISC = 0.88
"""Radius of a callout's number in em of the callout."""
REMEMBERED = 4096
"""So many boxes of a kind are kept: ways to cut a route are measured in the same type and mostly the same widths."""

MARKER = 0.6
"""Least radius of a risk marker in em of the step."""


class Type(Value, frozen=True):
    """Type sizes in pt: of steps, and of everything smaller (notes, rail, labels, callouts)."""

    step: float
    note: float

    @property
    def marker(self) -> float:
        """Radius of a risk marker: two digits in it are as large as notes."""
        return max(MARKER * self.step, 0.87 * self.note)

    @staticmethod
    def at(step: float, note_floor: float) -> Type:
        return Type(step, max(note_floor, NOTE_RATIO * step))


class Box(Value, frozen=True):
    """A node of the route: its outline and the text in it. stripe is the height of the strip 结束 at its foot, 0
    without.
    """

    key: str
    shape: Literal["step", "decision", "terminal", "connector"]
    rect: Rect
    blocks: tuple[Block, ...]
    actors: tuple[Actor, ...] = ()
    stripe: float = 0.0

    def moved(self, dx: float, dy: float) -> Box:
        return replace(
            self,
            rect=self.rect.moved(dx, dy),
            blocks=tuple(b.at(b.x + dx, b.y + dy) for b in self.blocks),
        )


def block(
    setter: Setter, tone: Tone, text: str, role: Role, w: float, size: float, leading: float, hint: str = ""
) -> Block:
    """Text set to w pt at the origin; leading as a multiple of the size."""
    return Block(tone, setter.set(text, role, w / size), 0.0, 0.0, w, size, size * leading, "left", hint)


def stacked(rows: Sequence[tuple[Block, ...]], x: float, y: float) -> tuple[tuple[Block, ...], float]:
    """Rows of blocks one under the other from (x, y) on, and the height they take."""
    out: list[Block] = []
    top = y
    for row in rows:
        out += [b.at(x + b.x, top + b.y) for b in row]
        top += max(b.height for b in row)
    return tuple(out), top - y


def actor_text(actors: tuple[Actor, ...], measure: float, setter: Setter) -> str:
    """Names joined by 、; the short names when a full one would not stand unbroken in the measure (em)."""
    full = "、".join(actor.name for actor in actors)
    if all(setter.width(actor.name, "bold") <= measure for actor in actors) and setter.longest(full, "bold") <= measure:
        return full
    return "、".join(actor.short for actor in actors)


@lru_cache(maxsize=REMEMBERED)
def rail_blocks(setter: Setter, entry: Entry, w: float, n: float) -> tuple[Block, ...]:
    """Actor and limit one under the other in a rail of width w pt, in type of n pt, from the origin."""
    hint = entry.actors[0].kind.value if entry.actors else ""
    names = actor_text(entry.actors, w / n, setter)
    rows = [(block(setter, "actor", names, "bold", w, n, NOTE_LEADING, hint),)] if names else []
    if entry.limit:
        rows.append((block(setter, "limit", entry.limit, "body", w, n, NOTE_LEADING),))
    return stacked(rows, 0, 0)[0]


@lru_cache(maxsize=REMEMBERED)
def step_box(setter: Setter, entry: Entry, w: float, t: Type, inside: bool, ends: bool, compact: bool) -> Box:
    """A step's box of width w pt at the origin.

    compact: the note stands behind the name where both fit on one line; inside: actor and limit stand in the box
    (it is off the rail); ends: the route ends here, said by a strip at the foot.
    """
    left = _left(t)
    inner = w - left - _right(t, entry)
    rows = _name_rows(setter, entry, inner, t, compact)
    if inside:
        rows += inside_rows(setter, entry, inner, t)
    pad = PAD * t.step
    placed, height = stacked(rows, left, pad)
    stripe = 1.5 * t.note if ends else 0.0
    if ends:
        end = block(setter, "terminal", "结束", "bold", w, t.note, 1.0)
        top = height + 2 * pad + (stripe - end.height) / 2
        placed += (end.at(0, top, align="center"),)
    return Box(entry.key, "step", Rect(0, 0, w, height + 2 * pad + stripe), placed, entry.actors, stripe)


@lru_cache(maxsize=REMEMBERED)
def least_width(setter: Setter, entry: Entry, t: Type) -> float:
    """The width in pt in which a step's box that carries its actor and limit parts nothing that belongs together."""
    names = "、".join(actor.short for actor in entry.actors)
    small = max(setter.longest(entry.note, "body"), *(setter.longest(text, "bold") for text in (names, entry.limit)))
    return _left(t) + max(setter.longest(entry.name, "bold") * t.step, small * t.note) + _right(t, entry)


def _left(t: Type) -> float:
    return (BAR + 0.5) * t.step


def _right(t: Type, entry: Entry) -> float:
    return t.marker + 0.3 * t.step if entry.risks else 0.5 * t.step


def _name_rows(setter: Setter, entry: Entry, w: float, t: Type, compact: bool) -> list[tuple[Block, ...]]:
    name = block(setter, "name", entry.name, "bold", w, t.step, STEP_LEADING)
    if not entry.note:
        return [(name,)]
    note = block(setter, "note", entry.note, "body", w, t.note, NOTE_LEADING)
    start = name.rect.w + 0.7 * t.step
    single = len(name.setting.lines) == len(note.setting.lines) == 1
    if compact and single and start + note.rect.w <= w:
        level = (
            (name.leading - name.size) / 2 + ASCENT * name.size - (note.leading - note.size) / 2 - ASCENT * note.size
        )
        return [(name, note.at(start, level, w - start))]
    return [(name,), (note,)]


def inside_rows(setter: Setter, entry: Entry, w: float, t: Type) -> list[tuple[Block, ...]]:
    """Actor and limit for the inside of a box: on one line where they fit, else one under the other."""
    hint = entry.actors[0].kind.value if entry.actors else ""
    names = actor_text(entry.actors, w / t.note, setter)
    actor = block(setter, "actor", names, "bold", w, t.note, NOTE_LEADING, hint) if names else None
    limit = block(setter, "limit", entry.limit, "bold", w, t.note, NOTE_LEADING) if entry.limit else None
    if actor and limit:
        start = actor.rect.w + 0.7 * t.note
        if len(actor.setting.lines) == len(limit.setting.lines) == 1 and start + limit.rect.w <= w:
            return [(actor, limit.at(start, 0, w - start))]
    return [(b,) for b in (actor, limit) if b]


@lru_cache(maxsize=REMEMBERED)
def decision_box(setter: Setter, entry: Decision, w: float, t: Type, inside: bool, tall: bool = False) -> Box:
    """A decision's diamond of width w pt at the origin, as high as its question needs.

    tall: high enough for an edge that leaves at the lower left.
    """
    extra: list[tuple[Block, ...]] = []
    if entry.note:
        extra.append((block(setter, "note", entry.note, "body", 0.6 * w, t.note, NOTE_LEADING),))
    if inside:
        extra += inside_rows(setter, entry, 0.55 * w, t)
    below = tuple((round(_row_width(row) / t.step, 3), round(row[0].height / t.step, 3)) for row in extra)
    question, height = _in_diamond(setter, entry.name, max(1, floor(w / t.step * 4)) / 4, below)
    height = max(height, 3.7 if tall else 0.0) * t.step
    leading = STEP_LEADING * t.step
    lines = Block("question", question, 0, 0, w, t.step, leading, "center")
    total = lines.height + sum(row[0].height for row in extra)
    placed, _ = stacked([(lines,), *(_centered(row, w) for row in extra)], 0, (height - total) / 2)
    return Box(entry.key, "decision", Rect(0, 0, w, height), placed, entry.actors)


def _row_width(row: tuple[Block, ...]) -> float:
    return max(b.rect.right for b in row) - min(b.rect.x for b in row)


def _centered(row: tuple[Block, ...], w: float) -> tuple[Block, ...]:
    """The blocks of a row shifted together to the middle of w pt."""
    if len(row) == 1:
        return (row[0].at(0, row[0].y, w, "center"),)
    shift = (w - _row_width(row)) / 2 - min(b.rect.x for b in row)
    return tuple(b.at(b.x + shift, b.y) for b in row)


@lru_cache(maxsize=16384)
def _in_diamond(setter: Setter, text: str, w: float, below: tuple[tuple[float, float], ...]) -> tuple[Setting, float]:
    """The lines of a question that let a diamond of width w be lowest, and its height; everything in em.

    A line of width v whose far edge is at distance d from the middle fits if v / w + 2 d / height <= 1.
    below: (width, height) of the blocks under the question. Breaks at phrase ends are worth some height.
    """
    ink = 0.92
    tail = sum(height for _, height in below)
    room = max(0.01, 0.915 * w)
    widest = 0.86 * room
    fits = all(width < widest for width, _ in below)
    best: tuple[float, Setting, float] | None = None
    for setting, badness in setter.partitions(text, "bold", most=4 if len(text) > 24 else 3) if fits else ():
        if setting.width >= widest:
            continue
        y = -(len(setting.lines) * STEP_LEADING + tail) / 2
        height = 0.0
        for line in setting.lines:
            top = y + (STEP_LEADING - ink) / 2
            height = max(height, 2 * max(abs(top), abs(top + ink)) / (1 - line.width / room))
            y += STEP_LEADING
        for width, under in below:
            height = max(height, 2 * max(abs(y), abs(y + 0.95 * under)) / (1 - width / room))
            y += under
        score = max(height, FLATTEST * w) + OFF_PHRASE * badness
        if best is None or score < best[0] - 1e-9:
            best = (score, setting, height)
    if best is None:
        narrow = setter.set(text, "bold", 0.5 * w, balance=True)
        widest = max(0.5 * w, *(width for width, _ in below)) if below else 0.5 * w
        return narrow, (len(narrow.lines) * STEP_LEADING + tail) / (1 - min(0.86, widest / max(0.01, 0.915 * w)))
    return best[1], max(best[2], FLATTEST * w)


def terminal_box(setter: Setter, key: str, text: str, t: Type, small: bool = False) -> Box:
    """The rounded symbol at the start or an end of the route (GB/T 1526: terminal)."""
    size = t.note if small else t.step
    h = 1.65 * size
    w = (5.0 if small else 8.0) * size
    label = Block("terminal", setter.set(text, "bold"), 0, 0, w, size, size, "center", "spaced")
    return Box(key, "terminal", Rect(0, 0, w, h), (label.at(0, (h - size) / 2),))


def connector_box(setter: Setter, key: str, letter: str, t: Type) -> Box:
    """The lettered circle where the route goes on elsewhere (GB/T 1526: connector; they come in pairs)."""
    d = 1.75 * t.step
    label = Block("plain", setter.set(letter, "bold"), 0, (d - t.step) / 2, d, t.step, t.step, "center")
    return Box(key, "connector", Rect(0, 0, d, d), (label,))


class Note(Value, frozen=True):
    """The callout of one entry: its risks one under the other, at the origin."""

    key: str
    number: int
    rank: int
    scale: int
    rect: Rect
    blocks: tuple[Block, ...]
    tags: tuple[tuple[str, Rect, str], ...]
    """(text, rectangle, hint): level tags with the rank as hint, control tags with "control"."""
    anchor: float
    """Distance in pt from the top to the middle of the first line, where the number stands and the leader arrives."""

    def moved(self, dx: float, dy: float) -> Note:
        return replace(
            self,
            rect=self.rect.moved(dx, dy),
            blocks=tuple(b.at(b.x + dx, b.y + dy) for b in self.blocks),
            tags=tuple((text, r.moved(dx, dy), hint) for text, r, hint in self.tags),
        )


@lru_cache(maxsize=REMEMBERED)
def callout(setter: Setter, entry: Entry, number: int, w: float, n: float) -> Note:
    """The callout of width w pt for all risks of an entry, in type of n pt."""
    left = (0.55 + 2 * DISC + 0.45) * n
    tag_w = 2.6 * n
    x = left + tag_w + 0.45 * n
    inner = w - x - 0.6 * n
    pad = 0.5 * n
    blocks: list[Block] = []
    tags: list[tuple[str, Rect, str]] = []
    y = pad
    for i, risk in enumerate(entry.risks):
        y += 0.45 * n if i else 0.0
        for tone, role, text, tag, hint in _rows(risk):
            b = block(setter, tone, text, role, inner, n, NOTE_LEADING)
            blocks.append(b.at(x, y))
            tag_h = 1.22 * n
            tags.append((tag, Rect(left, y + (b.leading - tag_h) / 2, tag_w, tag_h), hint))
            y += b.height + 0.08 * n
    level = min((risk.level for risk in entry.risks), key=lambda lv: lv.rank)
    anchor = pad + NOTE_LEADING * n / 2
    return Note(entry.key, number, level.rank, level.scale, Rect(0, 0, w, y + pad), tuple(blocks), tuple(tags), anchor)


def _rows(risk: Risk) -> tuple[tuple[Tone, Role, str, str, str], ...]:
    control = f"{risk.control}（{risk.owner}）" if risk.owner else risk.control
    hint = f"{risk.level.rank}/{risk.level.scale}"
    return (("risk", "bold", risk.text, risk.level.name, hint), ("control", "body", control, "防控", "control"))
