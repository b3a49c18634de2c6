"""A decision, its lane's width and where its ways leave in; its diamond with all texts around it out.

Lengths are em of the step; the middle of the diamond is the origin.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from powermap.geometry import Point, Rect
from powermap.layout.blocks import Block, Tone
from powermap.layout.boxes import NOTE_LEADING, Box, Type, block, decision_box, inside_rows, stacked
from powermap.layout.lanes_plan import MOST_AT_CORNERS, Port
from powermap.model import Decision
from powermap.text.setting import Setter
from powermap.value import replace

WIDTHS = (14.0, 18.0, 22.0, 26.0)
"""The greatest width of a diamond; the next where it would be steeper than STEEP or part an amount in a result or put
it far from its line, if its lane has room.
"""

STEEP = 0.62
"""Height of a diamond against its width."""

PAD = 0.3
"""Between a label and its line."""
APART = 0.35
"""Between a label and the next line besides, so that the label behind that is not read on with it."""
NEAR = 1.6
"""How far below its line a result may begin before a narrower one is preferred."""

LEAST_MEASURE, SHORT = 3.0, 4.6
"""Characters on a line below which a result falls to pieces, and up to which it stands on one."""

PARTED, FAR = 2.0, 4.0
"""What parting an amount or a name in a result counts as height, and letting it stand away from its line."""

OVERFULL = 60.0
"""What a text wider than its place counts as height, so that width goes there first."""


OUTS = (0.0, 0.35, 0.7, 1.0, 1.4, 1.8, 2.2)
"""How far outside a diamond's edge a marker is tried, about, in radii."""
UPPER, LOWER = (0.7, 0.6, 0.5, 0.4, 0.8, 0.9, 0.3), (0.75, 0.8, 0.7, 0.85, 0.9)
"""Where along an upper and a lower edge, from the middle (0) to the corner beside (1): lines leave the lower ones."""


class Exit(NamedTuple):
    """A way out of a decision: where it leaves, its result, and how that is written."""

    port: Port
    label: str
    tone: Tone


class Label(NamedTuple):
    """A text around a decision: the result of a way out, or the note.

    corner: beside the diamond, so that nothing runs level under it; else it reaches below the row. far: it stands under
    the diamond though its line leaves at a corner.
    """

    block: Block
    corner: bool
    far: bool = False


@lru_cache(maxsize=16384)
def measure_decision(
    setter: Setter, entry: Decision, named: int, w: float, ratio: float, exits: tuple[Exit, ...]
) -> tuple[Box, tuple[Label, ...]]:
    """A diamond in a lane of width w; its note inside, below it or at its lower left, actors and limit inside, with the
    note or over its upper left, where they take least height.

    named: how many of the entry's actors the lane names already.
    """
    for widest in WIDTHS:
        found = _Diamond(setter, entry, named, min(w, widest), w, ratio, exits).measured()
        parted = any(label.block.setting.torn or label.far for label in found[1])
        if w <= widest or (found[0].rect.h <= STEEP * widest and not parted):
            break
    return found


class _Diamond:
    """w: width of the diamond; lane: of its lane, which the note outside it may use."""

    def __init__(
        self, setter: Setter, entry: Decision, named: int, w: float, lane: float, ratio: float, exits: tuple[Exit, ...]
    ) -> None:
        self.setter = setter
        self.entry = entry
        self.plain = replace(entry, actors=entry.actors[named:])
        self.w = w
        self.lane = lane
        self.ratio = ratio
        self.exits = {exit_.port: exit_ for exit_ in exits if exit_.label}
        self.ports = {exit_.port for exit_ in exits}
        self.slanted = len(exits) > MOST_AT_CORNERS
        self.low = "low left" in self.exits or "low right" in self.exits

    def measured(self) -> tuple[Box, tuple[Label, ...]]:
        plain = self.plain
        size = Type(1.0, self.ratio)
        best = self._with_labels(decision_box(self.setter, plain, self.w, size, True, self.slanted))
        half = self.lane / 2 - 0.35
        who = inside_rows(self.setter, plain, half, size)
        trials: list[tuple[Box, tuple[Label, ...]]] = []
        if who and not self.slanted:
            lean = decision_box(self.setter, plain, self.w, size, False, self.slanted)
            trials.append(self._with_labels(lean, above=stacked(who, 0.0, 0.0)[0]))
        if plain.note:
            bare = decision_box(self.setter, replace(plain, note=""), self.w, size, False, self.slanted)
            rooms = [] if self.slanted else [half]
            if not self.ports & {"bottom", "low left", "low right"}:
                rooms.append(self.lane)
            for room in rooms:
                note = (block(self.setter, "note", plain.note, "body", room, self.ratio, NOTE_LEADING),)
                rows = [note, *inside_rows(self.setter, plain, room, size)]
                trials.append(self._with_labels(bare, stacked(rows, 0.0, 0.0)[0]))
        for trial in trials:
            if _reach(trial) < _reach(best) - 0.2:
                best = trial
        return best

    def _with_labels(
        self, box: Box, aside: tuple[Block, ...] = (), above: tuple[Block, ...] = ()
    ) -> tuple[Box, tuple[Label, ...]]:
        """The diamond with its texts, as many results of side exits as may be over their lines where a marker of risks
        still finds its place.
        """
        radius = Type(1.0, self.ratio).marker
        raised: tuple[Port, ...]
        for raised in (("left", "right"), ("right",), ("left",)):
            trial = self._labelled(box, aside, above, raised)
            if not self.entry.risks or slant_place(trial[0], [label.block for label in trial[1]], radius):
                return trial
        return self._labelled(box, aside, above, ())

    def _labelled(
        self, box: Box, aside: tuple[Block, ...], above: tuple[Block, ...], raised: tuple[Port, ...]
    ) -> tuple[Box, tuple[Label, ...]]:
        """Results of side exits in the lower corners or, if raised, where they would stand among others, in the upper
        ones; those of lower exits beside their falling lines, the aside at the left under what is there; above: what
        stands over the upper left slant, away from the results.
        """
        w, h = box.rect.w, box.rect.h
        out: list[Label] = []
        bottom = {"left": h / 2, "right": h / 2}
        crowded = {"left": bool(aside) or "low left" in self.exits, "right": self.low or "bottom" in self.exits}
        lowered: set[Port] = set()
        beside: Port
        for beside in ("right", "left"):
            if beside in self.exits:
                label = self._corner(self.exits[beside], w, h, beside == "left")
                far = _is_far(label, h)
                if crowded[beside] and beside in raised and not (far or (above and beside == "left")):
                    label = label.at(label.x, -label.y - label.height, label.w)
                else:
                    lowered.add(beside)
                    bottom[beside] = max(bottom[beside], label.y + label.height)
                out.append(Label(label, True, far))
        low = max(bottom.values()) if self.low else bottom["right"]
        left_of_line = "right" in lowered and "left" not in lowered and not aside and not self.low
        if left_of_line:
            low = h / 2
        room = w / 4 - 2 * PAD - APART if self.low else w / 2 - PAD  # between slants a line stands at both sides
        places: tuple[tuple[Port, float], ...] = (("bottom", 0.0), ("low right", w / 4), ("low left", -w / 4))
        for port, x in places:
            if port in self.exits:
                label = self._set(self.exits[port], room)
                left = x - PAD - label.rect.w if port == "low left" or left_of_line else x + PAD
                out.append(Label(label.at(left, low + 0.1), False))
        if aside:
            wide = max(b.rect.right for b in aside)
            if aside[0].w > self.lane / 2:
                top, x = max(bottom.values()) + 0.2, -wide / 2
            else:
                depth = max(0.25, (wide + PAD) * h / w)
                top, x = (
                    (bottom["left"] if "left" in lowered else min(depth, h / 2)) + 0.1,
                    -max(w, 2 * aside[0].w + 0.7) / 2,
                )
            out += [Label(b.at(b.x + x, b.y + top, b.rect.w), True) for b in aside]
        if above:
            wide, foot = max(b.rect.right for b in above), max(b.y + b.height for b in above)
            x = -max(w / 2, wide + 0.35)
            top = -h / 2 * (1 + 2 * min(0.0, x + wide) / w) - 0.15 - foot
            out += [Label(b.at(b.x + x, b.y + top, b.rect.w), True) for b in above]
        return replace(box.moved(-w / 2, -h / 2), actors=self.entry.actors), tuple(out)

    def _set(self, exit_: Exit, w: float) -> Block:
        return block(self.setter, exit_.tone, exit_.label, "bold", w, self.ratio, NOTE_LEADING)

    def _corner(self, exit_: Exit, w: float, h: float, left: bool) -> Block:
        """The label below a level line that leaves a diamond's corner, where it reaches down least; beside steep sides
        narrow, so that it stays near the line.
        """
        beyond = max(0.0, self.lane - w) / 2  # past the tip, under the line
        most = (w / 4 if self.low else w / 2) - 0.35 + PAD + beyond
        natural = self.setter.width(exit_.label, "bold")
        least = min(most, (natural if natural <= SHORT else LEAST_MEASURE) * self.ratio)
        best: tuple[float, float, Block] | None = None
        for share in (1.0, 0.75, 0.5, 0.35):
            label = self._set(exit_, max(most * share, least))
            wide, height = label.rect.w, label.height
            depth = max(0.12, (wide + PAD - 0.4 - beyond) * h / w)
            reach = max(h / 2, depth + height, depth + h / 2 - NEAR)
            reach += OVERFULL * label.setting.overfull + PARTED * label.setting.torn
            reach += FAR * _is_far(label.at(0.0, depth, wide), h)
            x = w / 2 - depth * w / h + PAD
            if best is None or (round(reach, 6), depth) < best[:2]:
                best = (round(reach, 6), depth, label.at(-x - wide if left else x, depth, wide))
            if len(label.setting.lines) == 1 and share == 1.0 and depth + height <= h / 2 and depth <= NEAR:
                break
        assert best is not None
        return best[2]


def slant_place(box: Box, labels: Sequence[Block], radius: float) -> Point | None:
    """A place for a marker on or just outside a diamond's edge that touches neither text nor the lines at its corners:
    on the upper right one, or where a text is in the way there on the upper left, lower left or lower right one.
    """
    r = box.rect
    texts = [Rect(b.rect.x, b.rect.y, b.rect.w, b.rect.h) for b in (*box.blocks, *labels)]
    for gap in (0.2 * radius, 0.0):
        for right, down in ((1, -1), (-1, -1), (-1, 1), (1, 1)):
            for out, share in product(OUTS, UPPER if down < 0 else LOWER):
                x = r.cx + right * (share * r.w / 2 + out * radius * 0.6)
                y = r.cy + down * ((1 - share) * r.h / 2 + out * radius * 0.8)
                place = Rect(x - radius, y - radius, 2 * radius, 2 * radius)
                inside = r.x <= place.x and place.right <= r.right + (radius if right > 0 else 0.0)
                inside = inside and r.y - radius <= place.y and place.bottom <= r.bottom + radius
                clear = inside and abs(y - r.cy) >= 1.1 * radius
                if clear and not any(place.overlaps(text, gap) for text in texts):
                    return Point(x, y)
    return None


def _is_far(label: Block, height: float) -> bool:
    """Whether a result below a line from the corner of a diamond stands too far down to be read with it."""
    return label.y > NEAR and label.y + label.height / 2 > height / 2


def _reach(found: tuple[Box, tuple[Label, ...]]) -> float:
    """The height that a box with the texts around it takes; texts that are too wide count dear."""
    box, labels = found
    blocks = [*box.blocks, *(label.block for label in labels)]
    far = FAR * sum(label.far for label in labels)
    low = max([box.rect.h / 2, *(label.block.y + label.block.height for label in labels)])
    high = max([box.rect.h / 2, *(-label.block.y for label in labels)])
    return high + low + far + OVERFULL * sum(b.setting.overfull for b in blocks)
