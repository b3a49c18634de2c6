"""A hypothesis strategy for valid items: lines of steps with returns, skips, early ends, side chains and tiers."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from powermap.model import Branch, Decision, Entry, Item, Risk, Step
from tests.samples import ACTORS, HIGH, LOW, MIDDLE, item

NAMES = (
    "受理",
    "提出项目建议",
    "村“两委”会议商议",
    "决议公示，报区镇备案",
    "全程监督，参与竣工验收",
    "召开村民代表会议讨论决定补助方案",
    "在村务公开栏张贴结果并答复群众意见和询问",
)
QUESTIONS = (
    "同意吗？",
    "材料齐不齐？",
    "到会组成人员过半数同意？",
    "预算达到进场交易限额？",
    "公示期内有没有人实名提出书面异议？",
)
RESULTS = (("是", "否"), ("通过", "不通过"), ("齐全", "不齐"), ("合格", "不合格"))
NOTES = ("", "", "收集并答复群众意见", "说明必要性、预算和资金来源", "村监委成员到场签字，资料归档备查，接受询问")
TIMES = ("", "", "随时", "7 日内", "5 个工作日内", "受理后 30 个工作日内，情况特殊的 45 个工作日内")
RISKS = ("优亲厚友", "化整为零，拆分工程规避招标", "以“两委”会议代替村民代表会议作出决定")
CONTROLS = ("近亲属回避", "签到表、表决票、会议记录三项齐全，村监委列席", "同一地点同类工程一年内合并计算")
OWNERS = ("", "村民委员会主任", "村务监督委员会主任")


@dataclass
class _Draft:
    """Entries while they are being made: the ways of each. A target is a key, "" for the entry after, or None for the
    end.
    """

    entries: list[list[tuple[str, str | None]]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    spine: list[str] = field(default_factory=list)
    skips: list[int] = field(default_factory=list)
    """Positions of decisions whose second branch waits for its target."""
    tails: list[tuple[str, tuple[str, str | None]]] = field(default_factory=list)
    """Steps beside the spine, written after it: key, and where it leads."""

    def add(self, *ways: tuple[str, str | None]) -> str:
        self.keys.append(f"k{len(self.keys)}")
        self.entries.append(list(ways))
        return self.keys[-1]

    def add_spine(self, *ways: tuple[str, str | None]) -> str:
        self.spine.append(self.add(*ways))
        return self.spine[-1]

    def steps_at_end(self) -> int:
        """How many plain steps stand at the end so far; any number where there is no decision yet."""
        count = 0
        for key, ways in zip(reversed(self.keys), reversed(self.entries), strict=True):
            if len(ways) != 1 or key not in self.spine:
                return count
            count += 1
        return count


SHAPES = ("step", "return", "skip", "end", "tell", "mend", "tiers")
"""What an item is made of: a step; a decision with a return, a skip, an end; with a side chain that ends or returns;
tiers."""

_NEEDED = {"step": 1, "return": 2, "skip": 2, "end": 1, "tell": 2, "mend": 3, "tiers": 7}
"""Room for entries that each takes at most."""


@st.composite
def items_at_random(
    draw: st.DrawFn, shapes: tuple[str, ...] = SHAPES, most: int = 16, texts: bool = True, spaced: int = 0
) -> Item:
    """A valid item of 1 to `most` entries: every entry is reached and reaches the end.

    spaced: how many steps at least stand between a decision of the spine and the next.
    """
    draft = _Draft()
    for shape in draw(st.lists(st.sampled_from(("step", "step", *shapes)), max_size=most)):
        room = most - 1 - len(draft.keys) - len(draft.tails)
        if room < _NEEDED[shape] + spaced:
            continue
        if shape != "step":
            for _ in range(spaced - draft.steps_at_end()):
                draft.add_spine(("", ""))
        _add(draw, draft, shape)
    draft.add_spine(("", None))
    for at in draft.skips:
        after = draft.spine.index(draft.keys[at]) + 2
        choices = draft.spine[after : after + 3]
        draft.entries[at][1] = ("否", draw(st.sampled_from(choices)) if choices else None)
    entries = [
        _entry(draw, key, [(result, draft.keys[i + 1] if to == "" else to) for result, to in ways], texts)
        for i, (key, ways) in enumerate(zip(draft.keys, draft.entries, strict=True))
    ]
    return item(tuple(entries + [_entry(draw, key, [way], texts) for key, way in draft.tails]))


def _add(draw: st.DrawFn, draft: _Draft, shape: str) -> None:
    match shape:
        case "step":
            draft.add_spine(("", ""))
        case "return":
            before = draft.spine[-6:] or [draft.add_spine(("", ""))]
            draft.add_spine(("是", ""), ("否", draw(st.sampled_from(before))))
        case "skip":
            draft.skips.append(len(draft.entries))
            draft.add_spine(("是", ""), ("否", "skip"))
        case "end":
            draft.add_spine(("是", ""), ("否", None))
        case "tell":
            ends = [key for key, (_, to) in draft.tails if to is None]
            key = draw(st.sampled_from(ends)) if ends and draw(st.booleans()) else f"t{len(draft.tails)}"
            if key not in ends:
                draft.tails.append((key, ("", None)))
            draft.add_spine(("是", ""), ("否", key))
        case "mend":
            key = f"t{len(draft.tails)}"
            before = draft.spine[-4:] or [draft.add_spine(("", ""))]
            draft.tails.append((key, ("", draw(st.sampled_from(before)))))
            draft.add_spine(("是", ""), ("否", key))
        case _:
            lengths = draw(st.lists(st.integers(1, 2), min_size=2, max_size=3))
            here = len(draft.entries)
            draft.add_spine()
            merge = f"k{here + 1 + sum(lengths)}"
            for n, length in enumerate(lengths):
                draft.entries[here].append((f"第{'一二三'[n]}档", f"k{len(draft.keys)}"))
                for depth in range(length):
                    draft.add(("", "" if depth + 1 < length else merge))


def _entry(draw: st.DrawFn, key: str, ways: list[tuple[str, str | None]], texts: bool) -> Entry:
    def pick(choices: tuple[str, ...]) -> str:
        return draw(st.sampled_from(choices)) if texts else choices[0]

    actors = (draw(st.sampled_from(ACTORS)) if texts else ACTORS[2],)
    risks: tuple[Risk, ...] = ()
    if texts and draw(st.integers(0, 2)) == 0:
        count = draw(st.sampled_from((1, 1, 2)))
        levels = st.sampled_from((HIGH, MIDDLE, LOW))
        risks = tuple(Risk(draw(levels), pick(RISKS), pick(CONTROLS), pick(OWNERS)) for _ in range(count))
    if len(ways) == 1:
        name = pick(NAMES)
        return Step(key, name, name[:6], actors, ways[0][1], pick(NOTES), pick(TIMES), (), risks)
    if len(ways) == 2 and [result for result, _ in ways] == ["是", "否"] and texts:
        words = draw(st.sampled_from(RESULTS))
        ways = [(word, target) for word, (_, target) in zip(words, ways, strict=True)]
    name = pick(QUESTIONS)
    branches = tuple(Branch(result, target) for result, target in ways)
    return Decision(key, name, name[:6], actors, branches, pick(NOTES), pick(TIMES), (), risks)
