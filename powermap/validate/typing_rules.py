"""The rules that are met while values are read into drafts, before the others can run."""

from __future__ import annotations

from powermap.diagnostics import Severity
from powermap.validate.rule import Rule

UNKNOWN_KEY = Rule("unknown-key", Severity.ERROR, "写了格式里没有的键")
WRONG_TYPE = Rule("wrong-type", Severity.ERROR, "该写文字、列表或几个键的地方写成了别的")
WRONG_VALUE = Rule("wrong-value", Severity.ERROR, "值不在可选的词里，或写法看不懂")
EMPTY_TEXT = Rule("empty-text", Severity.WARNING, "写了键却没有内容")
PARAMETER_UNKNOWN = Rule("parameter-unknown", Severity.ERROR, "【】里的名字没有在“参数”里登记")
PARAMETER_BRACKET = Rule("parameter-bracket", Severity.ERROR, "【 和 】 没有成对")

TYPING_RULES = (UNKNOWN_KEY, WRONG_TYPE, WRONG_VALUE, EMPTY_TEXT, PARAMETER_UNKNOWN, PARAMETER_BRACKET)
