"""Which characters may not begin or end a line, and which give back their empty half: the tables of Chinese setting.

Sources: W3C "Requirements for Chinese Text Layout" (clreq) §3.1.3 prohibition rules and §3.1.6 compression of marks,
and GB/T 15834-2011 §5.1 (places of marks).
"""

from __future__ import annotations

_CLOSING = "）〕］｝》〉」』】〗〙〛｠”’〞〟"
_OPENING = "（〔［｛《〈「『【〖〘〚｟“‘〝"
_PAUSES = "，。、；：！？．"

NOT_AT_START = frozenset(_PAUSES + _CLOSING + "·・…‥⋯—–―－‐～〜~／/-!%),.:;?]}¢￠°‰‱′″℃％々〻‼⁇⁈⁉")
"""clreq: pause and stop marks, closing marks, connecting and parting marks, units that belong to what stands before."""

NOT_AT_END = frozenset(_OPENING + "／/([{$£¥￥￡＄€№＃#@＠§")
"""clreq: opening marks, the parting mark (GB/T 15834 §5.1), signs that belong to what follows."""

SQUEEZABLE_END = frozenset("，。、；：！？）〕］｝》〉」』】〗”’")
"""Full-width marks whose ink is in the left half: their right half may be left out (clreq §3.1.6)."""

SQUEEZABLE_START = frozenset("（〔［｛《〈「『【〖“‘")
"""Full-width marks whose ink is in the right half: their left half may be left out (clreq §3.1.6)."""


def break_allowed(before: str, after: str) -> bool:
    """Whether a line may end after the character before and the next begin with after."""
    if after in NOT_AT_START:
        return False
    return before not in NOT_AT_END or (before == "/" and after.isascii())  # the slash of an address
