"""Text in; how badly a line end at each place would part what is read together, out.

BudouX (a model of where Chinese phrases end) gives each place a score. A place where it is sure that a phrase ends
costs nothing; the surer it is of the contrary, the dearer: a break between two words is then always preferred to one
inside a word, also where no phrase ends. A few characters lean on their neighbour whatever the model says.
"""

from __future__ import annotations

from functools import lru_cache

from powermap.text.kinsoku import NOT_AT_START

WORST = 2.0
"""The cost of parting what surely belongs together."""

_CERTAIN = 1300.0
"""The score of the model, against a phrase end, from which on a place costs the most: nine tenths of the ends of words
that are no ends of phrases have less, most places inside a word have more."""

_LEANING_ON = frozenset("不未没勿莫已每各第该几")
"""Characters that belong to what follows: negations, 已, and words that count (不|批, 已|办, 每|季)."""

_LEANING_BACK = frozenset("的了着们吗呢吧里者")
"""Characters that belong to what stands before: particles and suffixes (村|里, 他|们, 批准|的)."""

_LEANING = 1.2
"""The least cost of parting a leaning character from its neighbour."""

_PAUSES = frozenset("，。、；：！？")
_STRANDED = 0.8
"""The least cost of a line end that leaves one character of a clause behind (村干部回避，写|书面承诺)."""


@lru_cache(maxsize=16384)
def cohesion(text: str) -> tuple[float, ...]:
    """For each place i of text, 0 to WORST: how badly a line end before character i reads. The ends cost nothing."""
    model, base = _model()
    out = [0.0]
    padded = f"\0\0\0{text}\0\0"  # no feature of the model has this character: places near an end have fewer features
    for i in range(1, len(text)):
        before, after = text[i - 1], text[i]
        if before in NOT_AT_START and before != "·":
            out.append(0.0)
            continue
        if before.isascii() and after.isascii():
            out.append(WORST)  # inside a number or a Latin word
            continue
        score = base
        for scores, start, stop in model:
            score += scores.get(padded[i + start : i + stop], 0)
        cost = 0.0 if score > 0 else min(WORST, 0.4 - score * (WORST - 0.4) / _CERTAIN)
        if before in _LEANING_ON or after in _LEANING_BACK:
            cost = max(cost, _LEANING)
        elif i == 1 or text[i - 2] in _PAUSES or text[i + 1 : i + 2] in _PAUSES:
            cost = max(cost, _STRANDED)
        out.append(cost)
    out.append(0.0)
    return tuple(out[: len(text) + 1])


@lru_cache(maxsize=1)
def _model() -> tuple[tuple[tuple[dict[str, int], int, int], ...], float]:
    """The scores of BudouX's model, each with the window of characters it is of, counted from the third before the
    place; and the score of a place with none of them: half their sum below nought, as its Parser reckons.
    """
    import budoux  # type: ignore[import-untyped, unused-ignore]

    model = budoux.load_default_simplified_chinese_parser().model
    scores = tuple(
        (model.get(f"{kind}{first + 1}", {}), first + shift, first + shift + length)
        for kind, count, length, shift in (("UW", 6, 1, 0), ("BW", 3, 2, 1), ("TW", 4, 3, 0))
        for first in range(count)
    )
    return scores, -0.5 * sum(sum(one.values()) for one, _, _ in scores)
