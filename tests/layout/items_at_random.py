"""Valid items made at random, of every shape that a town writes: from a source of chance (random_item), or as a
hypothesis strategy (items_at_random), which shrinks what it finds.

The list of shapes is that of the layout's contract: lines of steps, amount tiers of two to five ways that rejoin,
early ends, returns that nest and overlap, a branch back to its own decision, skips forward, several ends, decisions
with many branches, 1 to 40 entries, names of 2 to 40 characters, descriptions of up to 120, several risks on a step.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

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
    "组织党员和村民代表对工程数量、质量和资料逐项查验，当场签字并留存影像以备日后查阅",
)
QUESTIONS = (
    "同意吗？",
    "材料齐不齐？",
    "到会组成人员过半数同意？",
    "预算达到进场交易限额？",
    "公示期内有没有人实名提出书面异议？",
    "申请人和共同生活的家庭成员的收入和财产状况经核对是不是都符合规定的各项条件？",
)
RESULTS = (("是", "否"), ("通过", "不通过"), ("齐全", "不齐，一次性告知"), ("合格", "不合格"), ("无异议", "异议成立"))
TIER_RESULTS = ("5 万元以下", "5 至 20 万元", "20 至 50 万元", "50 至 200 万元", "200 万元以上", "应急抢险", "其他情形")
NOTES = (
    "",
    "",
    "",
    "收集并答复群众意见",
    "说明必要性、预算和资金来源",
    "村监委成员到场签字，资料归档备查，接受询问",
    "登记时写明申请人、事由、日期和经办人，材料不齐的当场一次性告知需要补正的全部内容；能够通过部门之间共享数据查到的"
    "证明材料，不再要求群众提供。申请人行动不便的，由两名以上工作人员上门办理，代为填写后读给本人听，由本人确认签字。",
)
TIMES = ("", "", "随时", "7 日内", "5 个工作日内", "受理后 30 个工作日内，情况特殊的 45 个工作日内")
RISKS = ("优亲厚友", "化整为零，拆分工程规避招标", "以“两委”会议代替村民代表会议作出决定")
CONTROLS = ("近亲属回避", "签到表、表决票、会议记录三项齐全，村监委列席", "同一地点同类工程一年内合并计算")
OWNERS = ("", "村民委员会主任", "村务监督委员会主任")

_TEXT_COMMON = 7
"""Of so many names one is taken from the far end of the allowed lengths: one that long is rare in a list."""


@dataclass
class _Draft:
    """Entries while they are being made: the ways of each. A target is a key, "" for the entry after, or None for the
    end.
    """

    entries: list[list[tuple[str, str | None]]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    spine: list[str] = field(default_factory=list)
    skips: list[tuple[int, int]] = field(default_factory=list)
    """Positions of entries, and the branch of each, that wait for a target further on."""
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


SHAPES = ("step", "return", "skip", "end", "tell", "mend", "tiers", "self", "fan")
"""What an item is made of: a step; a decision with a return, a skip, an end; with a side chain that ends or returns;
tiers; a branch back to its own decision; a decision of three or four ways to anywhere."""

STAR = "star"
"""A decision of five to seven ways to anywhere, beyond those that meet again: the soak asks for it."""

_NEEDED = {"step": 1, "return": 2, "skip": 2, "end": 1, "tell": 3, "mend": 4, "tiers": 11, "self": 1, "fan": 6, STAR: 8}
"""Room for entries that each takes at most."""


def random_item(
    chance: Random, shapes: tuple[str, ...] = SHAPES, most: int = 16, texts: bool = True, spaced: int = 0
) -> Item:
    """A valid item of 1 to `most` entries: every entry is reached and reaches the end.

    spaced: how many steps at least stand between a decision of the spine and the next.
    """
    draft = _Draft()
    for _ in range(chance.randint(0, most)):
        shape = chance.choice(("step", "step", *shapes))
        room = most - 1 - len(draft.keys) - len(draft.tails)
        if room < _NEEDED[shape] + spaced:
            continue
        if shape != "step":
            for _ in range(spaced - draft.steps_at_end()):
                draft.add_spine(("", ""))
        _add(chance, draft, shape)
    draft.add_spine(("", None))
    for at, branch in draft.skips:
        after = draft.spine.index(draft.keys[at]) + 2
        choices = draft.spine[after : after + 4]
        draft.entries[at][branch] = (draft.entries[at][branch][0], chance.choice(choices) if choices else None)
    entries = [
        _entry(chance, key, [(result, draft.keys[i + 1] if to == "" else to) for result, to in ways], texts)
        for i, (key, ways) in enumerate(zip(draft.keys, draft.entries, strict=True))
    ]
    return item(tuple(entries + [_entry(chance, key, [way], texts) for key, way in draft.tails]))


@st.composite
def items_at_random(
    draw: st.DrawFn, shapes: tuple[str, ...] = SHAPES, most: int = 16, texts: bool = True, spaced: int = 0
) -> Item:
    """random_item with hypothesis as its source of chance."""
    return random_item(draw(st.randoms(use_true_random=False)), shapes, most, texts, spaced)


def _add(chance: Random, draft: _Draft, shape: str) -> None:
    match shape:
        case "step":
            draft.add_spine(("", ""))
        case "return":
            before = draft.spine[-6:] or [draft.add_spine(("", ""))]
            draft.add_spine(("是", ""), ("否", chance.choice(before)))
        case "skip":
            draft.skips.append((len(draft.entries), 1))
            draft.add_spine(("是", ""), ("否", "skip"))
        case "end":
            draft.add_spine(("是", ""), ("否", None))
        case "self":
            draft.add_spine(("是", ""), ("否", f"k{len(draft.keys)}"))
        case "tell":
            draft.add_spine(("是", ""), ("否", _telling(chance, draft)))
        case "mend":
            before = draft.spine[-4:] or [draft.add_spine(("", ""))]
            draft.add_spine(("是", ""), ("否", _mending(draft, chance.randint(1, 2), chance.choice(before))))
        case "fan" | "star":
            before = draft.spine[-5:] or [draft.add_spine(("", ""))]
            here = len(draft.entries)
            ways: list[tuple[str, str | None]] = [(TIER_RESULTS[0], "")]
            for result in TIER_RESULTS[1 : chance.choice((5, 6, 7) if shape == STAR else (3, 3, 4))]:
                match chance.randint(0, 4):
                    case 0:
                        ways.append((result, chance.choice(before)))
                    case 1:
                        draft.skips.append((here, len(ways)))
                        ways.append((result, "skip"))
                    case 2:
                        ways.append((result, None))
                    case 3:
                        ways.append((result, f"k{len(draft.keys)}"))
                    case _:
                        ways.append((result, _telling(chance, draft)))
            draft.add_spine(*ways)
        case _:
            lengths = [chance.randint(1, 2) for _ in range(chance.choice((2, 2, 3, 3, 4, 5)))]
            here = len(draft.entries)
            draft.add_spine()
            merge = f"k{here + 1 + sum(lengths)}"
            for n, length in enumerate(lengths):
                draft.entries[here].append((TIER_RESULTS[n], f"k{len(draft.keys)}"))
                for depth in range(length):
                    draft.add(("", "" if depth + 1 < length else merge))


def _telling(chance: Random, draft: _Draft) -> str:
    """A step beside the spine that ends the route: one that is there already, or a new one of one or two steps."""
    ends = [key for key, (_, to) in draft.tails if to is None and not key.endswith("b")]
    if ends and chance.random() < 0.5:
        return chance.choice(ends)
    key = f"t{len(draft.tails)}"
    if chance.random() < 0.3:
        draft.tails += [(key, ("", f"{key}b")), (f"{key}b", ("", None))]
    else:
        draft.tails.append((key, ("", None)))
    return key


def _mending(draft: _Draft, length: int, target: str) -> str:
    """A chain of new steps beside the spine that goes back to the target."""
    keys = [f"t{len(draft.tails) + i}" for i in range(length)]
    draft.tails += [(key, ("", to)) for key, to in zip(keys, (*keys[1:], target), strict=True)]
    return keys[0]


def _entry(chance: Random, key: str, ways: list[tuple[str, str | None]], texts: bool) -> Entry:
    def pick(choices: tuple[str, ...]) -> str:
        """One of the choices, the last (and longest) rarely."""
        if not texts:
            return choices[0]
        return choices[-1] if chance.randrange(_TEXT_COMMON) == 0 else chance.choice(choices[:-1])

    actors = (chance.choice(ACTORS) if texts else ACTORS[2],)
    risks: tuple[Risk, ...] = ()
    if texts and chance.randrange(3) == 0:
        count = chance.choice((1, 1, 2, 3))
        levels = (HIGH, MIDDLE, LOW)
        risks = tuple(Risk(chance.choice(levels), pick(RISKS), pick(CONTROLS), pick(OWNERS)) for _ in range(count))
    if len(ways) == 1:
        name = pick(NAMES)
        return Step(key, name, name[:6], actors, ways[0][1], pick(NOTES), pick(TIMES), (), risks)
    if len(ways) == 2 and [result for result, _ in ways] == ["是", "否"] and texts:
        words = chance.choice(RESULTS)
        ways = [(word, target) for word, (_, target) in zip(words, ways, strict=True)]
    name = pick(QUESTIONS)
    branches = tuple(Branch(result, target) for result, target in ways)
    return Decision(key, name, name[:6], actors, branches, pick(NOTES), pick(TIMES), (), risks)
