"""The kinds of value a key may hold: text as written in; text, lists of text, article numbers, dates, yes or no out."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from powermap.validate.articles import article_number

TEXT_SCHEMA: dict[str, Any] = {"type": ["string", "number"]}
"""An editor reads 08 or 2026 as a number; powermap reads every scalar as text, so both are right."""

_DATE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_YES = {"是": True, "true": True, "yes": True, "待核": True, "否": False, "false": False, "no": False}
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")


def _list_of_one(value: object) -> object:
    """One text where a list is expected is a list of one; an empty one is an empty list."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    return value


def _article(value: object) -> object:
    if not isinstance(value, str):
        return value
    number = article_number(value)
    if number is None:
        raise PydanticCustomError("article", "article", {"text": value})
    return number


def _date(value: object) -> object:
    """ISO only, because it sorts and cannot be misread; what another way of writing means is put into the advice."""
    if not isinstance(value, str) or not value:
        return value
    match = _DATE.fullmatch(value.strip())
    year, month, day = (int(part) for part in match.groups()) if match else (0, 0, 0)
    iso = f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
    if iso == value:
        return iso
    raise PydanticCustomError("date", "date", {"text": value, "iso": iso})


def _yes(value: object) -> object:
    if not isinstance(value, str):
        return value
    known = _YES.get(value.strip().lower())
    if known is None:
        raise PydanticCustomError("yes", "yes", {"text": value})
    return known


def _color(value: object) -> object:
    if isinstance(value, str) and value.startswith(("#", "\uff03")) and not _COLOR.fullmatch(value):
        raise PydanticCustomError("color", "color", {"text": value})
    return value


def _one_or_many(item: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [item, {"type": "array", "items": item}]})


Text = Annotated[str, StringConstraints(strip_whitespace=True), WithJsonSchema(TEXT_SCHEMA)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_list_of_one), _one_or_many(TEXT_SCHEMA)]
Article = Annotated[str, BeforeValidator(_article), WithJsonSchema(TEXT_SCHEMA)]
Articles = Annotated[tuple[Article, ...], BeforeValidator(_list_of_one), _one_or_many(TEXT_SCHEMA)]
IsoDate = Annotated[str, BeforeValidator(_date), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})]
YesNo = Annotated[bool, BeforeValidator(_yes), WithJsonSchema({"enum": [True, False, "是", "否"]})]
Color = Annotated[Text, BeforeValidator(_color)]
