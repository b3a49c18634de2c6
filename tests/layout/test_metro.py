"""The metro view: whatever the route, everything is there, nothing overlaps, and lines meet only where they may.

The geometry is judged here by the test alone, on the finished layout; it shares nothing with what placed it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from math import hypot

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from powermap.geometry import Point, Rect
from powermap.layout.graph import START, Route, route_of
from powermap.layout.metro import MetroLimits, lay_out_metro
from powermap.layout.metro_place import MetroLayout, MetroLine, Sign
from powermap.layout.metro_texts import MetroStyle
from powermap.model import (
    Actor,
    ActorKind,
    Branch,
    Category,
    Decision,
    Entry,
    Item,
    Nature,
    Publication,
    Risk,
    RiskLevel,
    Step,
    Supervision,
)
from powermap.text.fonts import load_catalogue
from powermap.text.setting import Setter
from powermap.value import replace

FRAME = Rect(30, 250, 1020, 780)
LIMITS = MetroLimits(28, 23, 42)
COMMITTEE = Actor("村民委员会", ActorKind.COMMITTEE, "村委会")
OVERSIGHT = Actor("村务监督委员会", ActorKind.OVERSIGHT, "村监委")
HIGH = Risk(RiskLevel("高", 0, 3), "拆分工程，规避招标", "同类工程一年内合并计算")


@cache
def setter() -> Setter:
    return Setter(load_catalogue(), ("村民委员会", "村务监督委员会"))


def step(key: str, target: str | None, name: str = "", **more: object) -> Step:
    base = Step(key, name or f"办理第{key}步", f"第{key}步", (COMMITTEE,), target, limit="5 个工作日内")
    return replace(base, **more)


def choice(key: str, *branches: tuple[str, str | None], name: str = "") -> Decision:
    ways = tuple(Branch(result, target) for result, target in branches)
    return Decision(key, name or f"第{key}步同意吗？", f"定{key}", (OVERSIGHT,), ways)


def item(*entries: Entry) -> Item:
    nobody = Supervision(village="村务监督委员会")
    kind = Category("工程建设", "蓝")
    return Item(
        "08",
        "小型工程",
        "小型工程",
        kind,
        Nature.SELF_GOVERNMENT,
        (COMMITTEE,),
        "",
        "",
        (),
        (),
        Publication(),
        nobody,
        (),
        entries,
    )


def linear(count: int) -> list[Entry]:
    return [step(str(i), str(i + 1) if i < count else None) for i in range(1, count + 1)]


def with_choices(count: int, choices: dict[int, tuple[tuple[str, str | None], ...]]) -> Item:
    """A route of count entries of which some are decisions with the given branches."""
    entries = linear(count)
    for i, branches in choices.items():
        entries[i - 1] = choice(str(i), *branches)
    return item(*entries)


def tiers(ways: int, length: int = 1) -> Item:
    """Two steps, a decision with tiers of this length, and three steps where they meet again."""
    names = [[f"{'abcde'[w]}{i}" for i in range(length)] for w in range(ways)]
    entries: list[Entry] = [step("1", "2"), step("2", "d")]
    entries.append(choice("d", *((f"第{w + 1}档 {10 * (w + 1)} 万元", chain[0]) for w, chain in enumerate(names))))
    for chain in names:
        entries += [step(key, after, f"按本档办理{key}") for key, after in zip(chain, (*chain[1:], "m"), strict=True)]
    return item(*entries, step("m", "n"), step("n", "o"), step("o", None))


SHAPES: dict[str, Item] = {
    "one": item(step("1", None)),
    "three": item(*linear(3)),
    **{f"linear {n}": item(*linear(n)) for n in (7, 9, 12, 16, 20, 40)},
    "return in a row": with_choices(7, {3: (("通过", "4"), ("不通过", "1"))}),
    "return over rows": with_choices(12, {9: (("通过", "10"), ("不通过，重新提出", "2"))}),
    "two returns": with_choices(9, {3: (("同意", "4"), ("不同意", "1")), 7: (("合格", "8"), ("不合格", "5"))}),
    "nested returns": with_choices(9, {5: (("同意", "6"), ("不同意", "4")), 7: (("合格", "8"), ("不合格", "2"))}),
    "overlapping returns": with_choices(9, {5: (("同意", "6"), ("不同意", "1")), 7: (("合格", "8"), ("否", "3"))}),
    "skips": with_choices(12, {2: (("要", "3"), ("不要", "5")), 7: (("有", "8"), ("没有", "11"))}),
    "three branches": with_choices(9, {4: (("同意", "5"), ("补正", "2"), ("特急", "8"), ("不同意", None))}),
    "early ends": with_choices(7, {2: (("属于", "3"), ("不属于", None)), 5: (("同意", "6"), ("不同意", None))}),
    "to itself": with_choices(5, {3: (("齐", "4"), ("不齐，再等", "3"))}),
    "end with a result": with_choices(5, {5: (("同意", None), ("不同意", "2"))}),
    "tiers of 2": tiers(2),
    "tiers of 3": tiers(3),
    "tiers of 5": tiers(5),
    "long tiers": tiers(3, 2),
    "side chain": item(
        step("1", "2"),
        choice("2", ("符合", "3"), ("不符合", "8")),
        *linear(7)[2:6],
        step("7", None),
        step("8", "9", "书面告知并说明理由"),
        step("9", None, "存档"),
    ),
    "shared refusal": item(
        step("1", "2"),
        choice("2", ("符合", "3"), ("不符合", "8")),
        step("3", "4"),
        choice("4", ("同意", "5"), ("不同意", "8")),
        step("5", "6"),
        choice("6", ("批准", "7"), ("不批准", "8")),
        step("7", None),
        step("8", None, "告知理由"),
    ),
    "side chain back": item(
        step("1", "2"),
        step("2", "3"),
        choice("3", ("合格", "4"), ("不合格", "7")),
        step("4", "5"),
        choice("5", ("完整", "6"), ("不完整", "8")),
        step("6", None),
        step("7", "2", "限期整改"),
        step("8", "4", "补齐资料"),
    ),
    "nested side decisions": item(
        step("1", "2"),
        choice("2", ("是", "3"), ("否", "6")),
        step("3", "4"),
        step("4", "5"),
        step("5", None),
        choice("6", ("重", "7"), ("轻", "8"), ("无", "3")),
        step("7", "5"),
        choice("8", ("改", "3"), ("罚", None)),
    ),
    "long names": item(
        *(step(str(i), str(i + 1) if i < 9 else None, "组织党员和村民代表对工程质量进行联合验收") for i in range(1, 10))
    ),
    "high risks": item(*(replace(e, risks=(HIGH,)) for e in tiers(3).entries)),
}
STYLES = {
    "plain": MetroStyle(),
    "notes": MetroStyle(notes=True),
    "short": MetroStyle(short=True, compact=True),
    "dense": MetroStyle(short=True, compact=True, dense=True),
}


# --- the judge: rectangles of ink, segments with a width, and which of them may touch ------------------------


@dataclass(frozen=True)
class Bar:
    """A straight piece of a line with half its width."""

    a: Point
    b: Point
    half: float


def ink(layout: MetroLayout) -> list[tuple[str, Rect]]:
    """The em boxes of every line of every label."""
    found: list[tuple[str, Rect]] = []
    for block in layout.labels:
        for i, line in enumerate(block.setting.lines):
            w = line.width * block.size
            x = block.x + {"left": 0.0, "center": (block.w - w) / 2, "right": block.w - w}[block.align]
            y = block.y + i * block.leading + (block.leading - block.size) / 2
            found.append((line.text, Rect(x, y, w, block.size)))
    return found


def swept(bar: Bar) -> Rect:
    """All lines of the view run level or upright, so that their ink is a rectangle."""
    x, y = min(bar.a.x, bar.b.x), min(bar.a.y, bar.b.y)
    assert min(abs(bar.a.x - bar.b.x), abs(bar.a.y - bar.b.y)) < 1e-6, f"a slanted line {bar}"
    return Rect(x, y, abs(bar.a.x - bar.b.x), abs(bar.a.y - bar.b.y)).inset(-bar.half)


def bars_of(line: MetroLine, em: float) -> list[Rect]:
    """The ink of a line."""
    half = {"main": 0.21, "tier": 0.12}.get(line.kind, 0.075) * em
    return [swept(Bar(a, b, half)) for piece in line.pieces for a, b in pairwise(piece)]


def keys_of(line: MetroLine) -> set[str]:
    return {key for edge in line.edges for key in (edge.source, edge.target)}


def covers(sign: Sign, p: Point, slack: float) -> bool:
    dx, dy = abs(p.x - sign.center.x), abs(p.y - sign.center.y)
    return (dx + dy if sign.decision else hypot(dx, dy)) < sign.radius + slack


def box(sign: Sign) -> Rect:
    r = sign.radius
    return Rect(sign.center.x - r, sign.center.y - r, 2 * r, 2 * r)


def touches(rect: Rect, p: Point) -> bool:
    return rect.x <= p.x <= rect.right and rect.y <= p.y <= rect.bottom


def faults(layout: MetroLayout) -> Iterator[str]:
    em = layout.type.name
    texts = ink(layout)
    lines = [(line, bars_of(line, em)) for line in layout.lines]
    marks = [Rect(s.mark.x - 0.5 * em, s.mark.y - 0.5 * em, em, em) for s in layout.signs if s.mark]
    ways = [Rect(w.start.x, w.tip.y - w.radius, w.right - w.start.x, 2 * w.radius) for w in layout.ways]
    ends = [swept(Bar(a, b, 0.1 * em)) for a, b in layout.bars]
    for (one, r), (two, q) in combinations(texts, 2):
        if r.overlaps(q):
            yield f"text {one} on text {two}"
    solid = [*(("sign", box(s)) for s in layout.signs), *(("mark", m) for m in marks), *(("way", w) for w in ways)]
    solid += [("end", e) for e in ends]
    for text, r in texts:
        for what, q in solid:
            if r.overlaps(q):
                yield f"text {text} on a {what}"
        for line, bars in lines:
            if any(r.overlaps(bar) for bar in bars):
                yield f"text {text} on a line {line.kind} {line.edges}"
    for a, b in combinations(layout.signs, 2):
        if box(a).overlaps(box(b)):
            yield f"station {a.number} on station {b.number}"
    for mark in marks:
        if any(mark.inset(0.1 * em).overlaps(bar) for _, bars in lines for bar in bars):
            yield "a line through a mark"
    for rect in (*ways, *ends):
        for line, bars in lines:
            own_end = line.kind == "tier" and rect in ends and touches(rect, line.pieces[-1][-1])
            if line.kind != "side" and not own_end and any(rect.overlaps(bar) for bar in bars):
                yield f"a line {line.kind} through a way or an end"
    for line, bars in lines:
        for sign in layout.signs:
            if sign.key not in keys_of(line) and any(box(sign).overlaps(bar, 0.05 * em) for bar in bars):
                yield f"line {line.kind} {line.edges} through station {sign.number}"
    yield from meetings(layout, lines, em)
    inside = layout.frame.inset(-1e-6)
    everything = [*(r for _, r in texts), *(box(s) for s in layout.signs), *marks, *ways, *ends]
    everything += [bar for _, bars in lines for bar in bars]
    for rect in everything:
        if not inside.contains(rect):
            yield f"outside the frame: {rect}"


def meetings(layout: MetroLayout, lines: list[tuple[MetroLine, list[Rect]]], em: float) -> Iterator[str]:
    """Lines may touch at a station that both have, tiers where they part from the main line and run together."""
    signs = {sign.key: sign for sign in layout.signs}
    for (one, first), (two, second) in combinations(lines, 2):
        kinds = {one.kind, two.kind}
        shared = [signs[k] for k in keys_of(one) & keys_of(two) if k in signs]
        for r in first:
            for q in second:
                if not r.overlaps(q, -0.01):
                    continue
                x = Point((max(r.x, q.x) + min(r.right, q.right)) / 2, (max(r.y, q.y) + min(r.bottom, q.bottom)) / 2)
                at_station = any(covers(s, x, 0.2 * em) for s in shared)
                into_flank = any(
                    s.side and abs(s.center.y - x.y) < 0.3 * em and keys_of(one) & keys_of(two) for s in shared
                )
                if at_station or into_flank or kinds == {"tier"} or (kinds == {"main", "tier"} and shared):
                    continue
                yield f"line {one.kind} {one.edges} meets line {two.kind} {two.edges} at {x}"


def completeness(layout: MetroLayout, route: Route) -> Iterator[str]:
    shown = [edge for line in layout.lines for edge in line.edges] + [way.edge for way in layout.ways]
    for edge in route.edges:
        if edge.source != START and shown.count(edge) != 1:
            yield f"edge {edge} is shown {shown.count(edge)} times"
    if sorted(s.key for s in layout.signs) != sorted(e.key for e in route.entries):
        yield "a station is missing"
    words = ["".join(line.text for line in b.setting.lines).replace(" ", "") for b in layout.labels]
    for entry in route.entries:
        if not any(n.replace(" ", "") in words for n in (entry.name, entry.short)):
            yield f"name of {entry.key} is missing or cut"
    wanted = [e.label for e in route.edges if e.label]
    for label in wanted:
        if words.count(label.replace(" ", "")) < wanted.count(label):
            yield f"result {label} is missing"
    limits = sum(1 for e in route.entries if e.limit)
    if sum(1 for b in layout.labels if b.tone == "control") != limits:
        yield "a limit is missing"
    if sum(1 for b in layout.labels if b.tone == "actor") != sum(1 for e in route.entries if e.actors):
        yield "an actor is missing"


def ends_meet(layout: MetroLayout) -> Iterator[str]:
    """Returns and skips begin at their source and end with an arrow at their target."""
    signs = {sign.key: sign for sign in layout.signs}
    for line in layout.lines:
        if line.kind in ("return", "skip"):
            (edge,) = line.edges
            first, last = line.pieces[0][0], line.pieces[-1][-1]
            slack = 0.06 * layout.type.name
            if not (
                covers(signs[edge.source], first, slack) and covers(signs[edge.target], last, slack) and line.arrow
            ):
                yield f"{edge} does not join its stations"


def check(layout: MetroLayout, it: Item) -> None:
    found = [*faults(layout), *completeness(layout, route_of(it)), *ends_meet(layout)]
    assert not found, "\n".join(found[:12])


# --- the shapes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_drawn_whole_and_clear(shape: str, style: str) -> None:
    it = SHAPES[shape]
    height = 780 if len(it.entries) < 13 else 4000
    check(lay_out_metro(route_of(it), replace(FRAME, h=height), LIMITS, setter(), STYLES[style]), it)


@pytest.mark.parametrize(
    "shape", ["three", "linear 7", "linear 9", "linear 12", "two returns", "early ends", "tiers of 2"]
)
def test_usual_routes_are_legible_and_fill_the_frame(shape: str) -> None:
    layout = lay_out_metro(route_of(SHAPES[shape]), FRAME, LIMITS, setter(), STYLES["plain"])
    assert layout.legible
    assert layout.type.name >= LIMITS.name and layout.type.note >= LIMITS.note
    ys = [sign.center.y for sign in layout.signs]
    xs = [sign.center.x for sign in layout.signs]
    assert max(xs) - min(xs) > 0.4 * FRAME.w
    if len(layout.signs) > 2:
        assert max(ys) - min(ys) > 0.3 * FRAME.h


def test_returns_of_usual_routes_are_arcs_not_ways() -> None:
    for shape in ("return in a row", "two returns", "nested returns", "return over rows"):
        layout = lay_out_metro(route_of(SHAPES[shape]), FRAME, LIMITS, setter(), STYLES["plain"])
        assert not layout.ways, shape
        assert all(line.arrow for line in layout.lines if line.kind == "return")


def test_what_does_not_fit_shrinks_and_says_so() -> None:
    small = replace(FRAME, h=420)
    layout = lay_out_metro(route_of(SHAPES["linear 20"]), small, LIMITS, setter(), STYLES["plain"])
    assert not layout.legible
    check(layout, SHAPES["linear 20"])


def test_a_name_too_long_gives_way_to_the_short_one() -> None:
    it = item(*(step(str(i), str(i + 1) if i < 12 else None, "很" * 40) for i in range(1, 13)))
    layout = lay_out_metro(route_of(it), FRAME, LIMITS, setter(), STYLES["plain"])
    names = {"".join(line.text for line in b.setting.lines) for b in layout.labels if b.tone == "name"}
    assert names == {e.short for e in it.entries}


def test_the_same_route_gives_the_same_layout() -> None:
    it = SHAPES["three branches"]
    first = lay_out_metro(route_of(it), FRAME, LIMITS, setter(), STYLES["plain"])
    again = lay_out_metro(route_of(item(*it.entries)), FRAME, LIMITS, setter(), STYLES["plain"])
    assert repr(first) == repr(again)


def test_the_judge_sees_what_is_wrong() -> None:
    it = SHAPES["two returns"]
    good = lay_out_metro(route_of(it), FRAME, LIMITS, setter(), STYLES["plain"])
    check(good, it)
    far, near = good.labels[0], good.labels[-1]
    assert list(faults(replace(good, labels=(*good.labels, far.at(near.x, near.y)))))
    back = next(line for line in good.lines if line.kind == "return")
    through = MetroLine(
        "skip", back.edges, ((Point(60, 640), Point(1000, 640)), (Point(500, 300), Point(500, 900))), True
    )
    assert list(faults(replace(good, lines=(*good.lines, through))))
    assert list(faults(replace(good, frame=good.frame.inset(60))))
    assert list(completeness(replace(good, lines=tuple(x for x in good.lines if x is not back)), route_of(it)))
    assert list(completeness(replace(good, signs=good.signs[1:]), route_of(it)))
    moved = replace(back, pieces=(((Point(0, 0)), *back.pieces[0][1:]), *back.pieces[1:]))
    assert list(ends_meet(replace(good, lines=(moved,))))


# --- random routes ----------------------------------------------------------------------------------------------------

WORDS = [
    "提出申请",
    "村党组织先研究，“两委”商议",
    "公示不少于 7 日",
    "验收合格吗？",
    "签订书面合同并报区镇备案",
    "归档",
]
RESULTS = ["同意", "不同意", "材料不齐，一次性告知", "50 万元以上", "有", "没有或者不成立", "不符合", "其他"]


@st.composite
def items(draw: st.DrawFn) -> Item:
    """A valid item: targets anywhere, every entry reachable by going on, every decision with a branch that goes on."""
    count = draw(st.integers(2, 18))
    entries: list[Entry] = []
    for i in range(1, count + 1):
        key, following = str(i), str(i + 1) if i < count else None
        name = draw(st.sampled_from(WORDS)) + (draw(st.sampled_from(WORDS)) if draw(st.booleans()) else "")
        risks = (HIGH,) if draw(st.integers(0, 4)) == 0 else ()
        limit = draw(st.sampled_from(["", "当场", "5 个工作日内", "收到提请后 3 个工作日内启动"]))
        if 1 < i < count and draw(st.integers(0, 2)) == 0:
            results = draw(st.permutations(RESULTS))
            targets = draw(st.lists(st.integers(1, count + 1), min_size=1, max_size=3))
            ways = [
                (results[0], following),
                *((r, str(t) if t <= count else None) for r, t in zip(results[1:], targets, strict=False)),
            ]
            made: Entry = replace(choice(key, *ways, name=name), risks=risks, limit=limit)
        else:
            jump = draw(st.integers(0, 5)) == 0 and any(
                isinstance(e, Decision) and str(i + 1) in {b.target for b in e.branches} for e in entries
            )
            target = str(draw(st.integers(i + 1, count))) if jump and i < count else following
            made = step(key, target, name, risks=risks, limit=limit)
        entries.append(made)
    reached, todo = set(), ["1"]
    by_key = {e.key: e for e in entries}
    while todo:
        key = todo.pop()
        if key not in reached:
            reached.add(key)
            e = by_key[key]
            todo += [t for t in ([b.target for b in e.branches] if isinstance(e, Decision) else [e.target]) if t]
    return item(*(e for e in entries if e.key in reached))


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(items(), st.sampled_from(sorted(STYLES)))
def test_random_routes_are_drawn_whole_and_clear(it: Item, style: str) -> None:
    layout = lay_out_metro(route_of(it), replace(FRAME, h=3600), LIMITS, setter(), STYLES[style])
    check(layout, it)
