"""One of pydantic's errors in; what was found and what to do out, in Chinese. pydantic's own words reach nobody."""

from __future__ import annotations

from pydantic_core import ErrorDetails

from powermap.source.tree import Path
from powermap.validate import drafts
from powermap.validate.drafts import DecisionDraft, Draft, StepDraft

_WANTED = {
    "string_type": "文字",
    "tuple_type": "列表",
    "list_type": "列表",
    "dict_type": "键",
    "model_type": "键",
    "model_attributes_type": "键",
}
"""Error types that say a value is of the wrong kind, and the kind that is wanted."""


def word(error: ErrorDetails, path: Path) -> tuple[str, str, bool]:
    """What was found, what to do, and whether the kind of the value (not its wording) is wrong."""
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    there = f"“{key}”这里" if key else "这里"
    if key and isinstance(path[-1], int):
        there = f"“{key}”的第 {path[-1] + 1} 项"
    value, context = error["input"], error.get("ctx", {})
    wanted = _WANTED.get(error["type"])
    if wanted == "文字":
        return f"{there}应当是文字，现在是{_kind(value)}", "只写一段文字；文字里有冒号加空格时用引号括起来", True
    if wanted == "列表":
        return f"{there}应当是列表，现在是{_kind(value)}", "每一条另起一行，前面写“- ”（减号加空格）", True
    if wanted == "键":
        keys = _keys_of(str(context.get("class_name", "")))
        advice = f"分开写成“键: 值”，可用的键：{keys}" if keys else "每行写一个“名称: 内容”"
        return f"{there}应当是几个“键: 值”，现在是{_kind(value)}", advice, True
    if not isinstance(value, str):
        return f"{there}应当是一个词，现在是{_kind(value)}", "只写一个词", True
    text = value
    match error["type"]:
        case "enum":
            choices = str(context.get("expected", "")).replace("'", "").replace(" or ", "、").replace(", ", "、")
            return f"{there}不能写“{text}”", f"只能写：{choices}", False
        case "article":
            return f"条号“{text}”看不懂", "一条写一个条号，如 28；几条写成 [28, 30]，不写款、项", False
        case "date":
            iso = str(context.get("iso", ""))
            return f"日期“{text}”的写法不对", f"写成 {iso or '2026-01-01 这样的年-月-日'}", False
        case "yes":
            return f"{there}不能写“{text}”", "只能写 是 或 否", False
        case "color":
            return f"颜色“{text}”的写法不对", '写颜色名（如 蓝），或半角的 "#2A6FB0" 这样六位的值', False
    return f"{there}的写法看不懂", "对照格式说明改写", False


def unknown_key_advice(key: str, owner: type[Draft], known: list[str], meant: str | None, taken: bool) -> str:
    """What to do about an unknown key of a draft."""
    if owner is StepDraft and key == "分支":
        return "有“分支”的一条要用“判断: …”开头，不用“步骤”"
    if owner is DecisionDraft and key == "步骤":
        return "一条里只能有“步骤”或“判断”中的一个，请拆成两条"
    if owner is DecisionDraft and key == "下一步":
        return "判断的去向写在每个分支的“到”里"
    if meant and taken:
        return f"“{meant}”已经有了，把内容并到那里，或删掉这个键"
    if meant:
        return f"是不是“{meant}”？改成“{meant}: …”"
    return f"删掉它，或改用：{'、'.join(known)}"


def _kind(value: object) -> str:
    if isinstance(value, str):
        short = value if len(value) <= 20 else value[:20] + "…"
        return f"文字“{short}”" if value else "空的"
    return "列表" if isinstance(value, list) else "几个“键: 值”"


def _keys_of(class_name: str) -> str:
    draft = getattr(drafts, class_name, None)
    if not (isinstance(draft, type) and issubclass(draft, Draft)):
        return ""
    return "、".join(str(field.alias) for field in draft.model_fields.values())
