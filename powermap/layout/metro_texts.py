"""Entries and a width in; the texts of the metro view out: labels of stations, and ways, at the origin."""

from __future__ import annotations

from collections.abc import Sequence

from powermap.geometry import Point
from powermap.layout.blocks import Align, Block, Tone
from powermap.layout.graph import Edge, is_end
from powermap.layout.metro_plan import MetroPlan
from powermap.model import Actor, Entry
from powermap.text.fonts import Role
from powermap.text.setting import Setter, Setting
from powermap.value import Value

NOTE_RATIO = 0.82
"""Notes against names (visual.md: 23 to 28 px on a card)."""

NAME_LEADING = 1.2
NOTE_LEADING = 1.3
NAME_LINES = 2
"""A name that needs more lines than this gives way to its short name."""

MARK = 0.5
"""Radius of the mark of a high risk in em of the name."""
_WAY_ARROW = 1.25
_WAY_DISC = 0.84


class MetroStyle(Value, frozen=True):
    """What is said of an entry. short: its short name; compact: actor and limit on one line where they fit, notes no
    larger than they must be; notes: what it explains; dense: lines and rows as close as they may be.
    """

    short: bool = False
    compact: bool = False
    notes: bool = False
    dense: bool = False


class MetroType(Value, frozen=True):
    """Type sizes in pt: names of stations, and everything smaller."""

    name: float
    note: float
    style: MetroStyle

    @property
    def name_leading(self) -> float:
        """Distance of baselines of names as a multiple of their size."""
        return 1.12 if self.style.dense else NAME_LEADING

    @property
    def note_leading(self) -> float:
        return 1.16 if self.style.dense else NOTE_LEADING

    @staticmethod
    def at(name: float, note_floor: float, style: MetroStyle) -> MetroType:
        return MetroType(name, note_floor if style.compact else max(note_floor, NOTE_RATIO * name), style)


class Way(Value, frozen=True):
    """An edge shown without a line to its target: an arrow from start to tip, then the target's number in a disc, or
    a bar where the route ends ("").
    """

    edge: Edge
    start: Point
    tip: Point
    radius: float
    number: str

    def moved(self, dx: float, dy: float) -> Way:
        start, tip = Point(self.start.x + dx, self.start.y + dy), Point(self.tip.x + dx, self.tip.y + dy)
        return Way(self.edge, start, tip, self.radius, self.number)

    @property
    def right(self) -> float:
        """The right end of disc or bar in pt."""
        return self.tip.x + (2 * self.radius if self.number else 0.0)


class Words(Value, frozen=True):
    """Blocks and ways of one entry with their top left corner at the origin. mark: the middle of the mark of a high
    risk behind the name. overfull: something is wider than its place. head: height of what stands above the name.
    """

    blocks: tuple[Block, ...]
    ways: tuple[Way, ...]
    height: float
    mark: Point | None = None
    overfull: bool = False
    head: float = 0.0

    def moved(self, dx: float, dy: float) -> Words:
        mark = Point(self.mark.x + dx, self.mark.y + dy) if self.mark else None
        blocks = tuple(b.at(b.x + dx, b.y + dy) for b in self.blocks)
        return Words(blocks, tuple(w.moved(dx, dy) for w in self.ways), self.height, mark, self.overfull, self.head)


def set_text(setter: Setter, text: str, role: Role, measure: float, balance: bool = False) -> Setting:
    """Text set to a measure in em; on one line without a search for breaks where it fits."""
    natural = setter.set(text, role)
    return natural if natural.width <= measure else setter.set(text, role, measure, balance=balance)


def words_block(
    setter: Setter,
    tone: Tone,
    text: str,
    role: Role,
    w: float,
    size: float,
    leading: float,
    align: Align,
    hint: str = "",
) -> Block:
    """Text set to w pt at the origin, centred lines balanced; leading as a multiple of the size."""
    setting = set_text(setter, text, role, w / size, balance=align == "center")
    return Block(tone, setting, 0.0, 0.0, w, size, size * leading, align, hint)


def is_high(entry: Entry) -> bool:
    """Whether the entry bears a risk of the highest level."""
    return any(risk.level.rank == 0 for risk in entry.risks)


def entry_words(
    setter: Setter,
    plan: MetroPlan,
    entry: Entry,
    ways: Sequence[Edge],
    w: float,
    t: MetroType,
    align: Align,
    came: Edge | None = None,
    marked: bool = False,
) -> Words:
    """Name, actor, limit and ways of an entry in w pt; came: the branch that leads here, its result above the name.

    marked: a mark of high risk stands behind the name, or behind the result where the name is long.
    """
    rows: list[tuple[Block, ...]] = []
    if came and came.label:
        rows.append((words_block(setter, came.tone, came.label, "bold", w, t.note, t.note_leading, align),))
    room = w - (2 * MARK + 0.25) * t.name if marked else w
    named = _name(setter, entry, room, t, align)
    bearer = named
    if marked and rows and len(named.setting.lines) > 1 and rows[0][0].rect.w <= room:
        first = rows[0][0]
        room_above = max(0.0, 2 * MARK * t.name - first.height) / 2
        named, bearer = _name(setter, entry, w, t, align), first.at(0.0, room_above, room)
        rows[0] = (bearer,)
    joined = _joined(rows[0][0], named, room, t) if rows and t.style.dense and align == "left" else ()
    head = _height(rows[0]) if rows and not joined else 0.0
    if joined:
        rows, bearer = [joined], joined[-1]
    else:
        rows.append((named,))
    rows += _who_and_when(setter, entry, w, t, align, t.style.compact or align != "center")
    if t.style.notes and entry.note:
        rows.append((words_block(setter, "note", entry.note, "body", w, t.note, t.note_leading, align),))
    placed: list[Block] = []
    mark: Point | None = None
    y = 0.0
    for row in rows:
        if row[-1] is bearer and marked:
            end = (
                bearer.x + max(line.width for line in bearer.setting.lines[:2]) * bearer.size
            )  # it is higher than a line
            middle = y + bearer.y + bearer.leading / 2
            mark = Point((room if align == "right" else end) + (0.25 + MARK) * t.name, middle)
        placed += [b.at(b.x, y + b.y) for b in row]
        y += _height(row)
    found: list[Way] = []
    for edge in ways:
        blocks, way, height = _way(setter, plan, edge, w, t, align, y)
        placed += blocks
        found.append(way)
        y += height
    overfull = any(b.setting.overfull for b in placed) or any(way.right > w + 0.5 for way in found)
    return Words(tuple(placed), tuple(found), y, mark, overfull, head)


def _height(row: tuple[Block, ...]) -> float:
    """With as much room below a block as is above it."""
    return max(b.height + 2 * b.y for b in row)


def _joined(result: Block, name: Block, w: float, t: MetroType) -> tuple[Block, ...]:
    """The result before the name on one line with a common middle, where both fit in w pt; else nothing."""
    gap = 0.5 * t.note
    used = result.rect.w + gap + name.rect.w
    if len(result.setting.lines) > 1 or len(name.setting.lines) > 1 or used > w:
        return ()
    y = (name.leading - result.leading) / 2
    return result.at(0.0, y, result.rect.w), name.at(result.rect.w + gap, 0.0, name.rect.w)


def _who_and_when(
    setter: Setter, entry: Entry, w: float, t: MetroType, align: Align, joined: bool
) -> list[tuple[Block, ...]]:
    """Actor and limit, one under the other; joined: on one line where both fit, with the actor's short name if need
    be.
    """
    n = t.note
    limit = words_block(setter, "control", entry.limit, "bold", w, n, t.note_leading, align) if entry.limit else None
    if not entry.actors:
        return [(limit,)] if limit else []
    kind = entry.actors[0].kind.value
    name = actor_words(setter, entry.actors, w / n)
    if joined and limit and len(limit.setting.lines) == 1:
        gap = 0.6 * n
        for text in (name, "、".join(actor.short for actor in entry.actors)):
            one = words_block(setter, "actor", text, "body", w, n, t.note_leading, "left", kind)
            used = one.rect.w + gap + limit.rect.w
            if len(one.setting.lines) == 1 and used <= (w - gap if align == "center" else w):
                x = {"left": 0.0, "center": (w - used) / 2, "right": w - used}[align]
                return [(one.at(x, 0, one.rect.w), limit.at(x + one.rect.w + gap, 0, limit.rect.w, "left"))]
    actor = words_block(setter, "actor", name, "body", w, n, t.note_leading, align, kind)
    return [(actor,), (limit,)] if limit else [(actor,)]


def _name(setter: Setter, entry: Entry, w: float, t: MetroType, align: Align) -> Block:
    full = words_block(setter, "name", entry.name, "bold", w, t.name, t.name_leading, align)
    short = entry.short or entry.name
    wanted = t.style.short or len(full.setting.lines) > NAME_LINES or full.setting.overfull
    if short != entry.name and wanted:
        return words_block(setter, "name", short, "bold", w, t.name, t.name_leading, align)
    return full


def actor_words(setter: Setter, actors: tuple[Actor, ...], measure: float) -> str:
    """Names joined by 、; the short names where the full ones need more than one line of the measure (em)."""
    full = "、".join(actor.name for actor in actors)
    if not full or setter.width(full, "body") <= measure:
        return full
    return "、".join(actor.short for actor in actors)


def _way(
    setter: Setter, plan: MetroPlan, edge: Edge, w: float, t: MetroType, align: Align, y: float
) -> tuple[tuple[Block, ...], Way, float]:
    """A way at height y: result, arrow, and the number of the station or the bar of an end, in one row; the result in
    rows above where it would be parted beside the arrow.
    """
    n = t.note
    number = plan.route.letter(edge.target) if is_end(edge.target) else str(plan.numbers[edge.target])
    radius = _WAY_DISC * n
    arrow = _WAY_ARROW * n + (2 * radius if number else 0.1 * n)
    gap = 0.35 * n if edge.label else 0.0

    def result(room: float) -> tuple[Block, ...]:
        block = words_block(setter, edge.tone, edge.label, "bold", room, n, t.note_leading, "left")
        return (block,) if edge.label else ()

    text = result(max(w - gap - arrow, 2 * n))
    above = any(b.setting.torn for b in text) and not any(b.setting.torn for b in result(w))
    text = result(w) if above else text
    used, high = max((b.rect.w for b in text), default=0.0), max((b.height for b in text), default=0.0)
    row = 2 * radius + 0.1 * n

    def left(width: float) -> float:
        return {"left": 0.0, "center": (w - width) / 2, "right": w - width}[align]

    if above:
        height, middle, x = high + row, y + high + row / 2, left(arrow)
        blocks = tuple(b.at(left(used), y, used) for b in text)
    else:
        height, middle, x = max(high, row), y + max(high, row) / 2, left(used + gap + arrow) + used + gap
        blocks = tuple(b.at(left(used + gap + arrow), middle - high / 2, used) for b in text)
    way = Way(edge, Point(x, middle), Point(x + _WAY_ARROW * n, middle), radius, number)
    return blocks, way, height
