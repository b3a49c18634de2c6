"""Nothing in; every kind of product a project can ask for, with its options, out: a new one is one entry here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from powermap.build import producing
from powermap.build.printing import (
    PRESS_WORDS,
    SCREEN,
    TEXT_WORDS,
    Print,
    press_named,
    print_from,
    text_named,
    tile_named,
)
from powermap.errors import UsageError
from powermap.value import Value

if TYPE_CHECKING:
    from powermap.build.producing import Order
    from powermap.products.product import Product

Values = tuple[tuple[str, str], ...]
"""The options of a product as text, all of them, in the order of its kind: (name, value)."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a product.

    key: what a project file calls it; name: what the command line calls it; read: from text to what makers take, raises
    UsageError; words: Chinese words for the values of the command line.
    """

    key: str
    name: str
    default: str
    read: Callable[[str], Any]
    words: Mapping[str, str] = field(default_factory=dict)

    def text(self, written: str) -> str:
        """The value as the command line writes it, so that one wish has one spelling. Raises UsageError."""
        value = self.words.get(written.strip(), written.strip())
        self.read(value)
        return value


class Kind(Value, frozen=True):
    """One kind of product.

    word: what a project file calls it. each_item: one for each item, else one for the whole list. cost: about how many
    seconds one takes, so that long ones start first and work is dealt in even parts. make: the products of an order,
    given the values of the options by name.
    """

    word: str
    name: str
    each_item: bool
    cost: float
    options: tuple[Option, ...]
    make: Callable[[Order, Mapping[str, Any]], Iterable[Product]]

    def read(self, values: Values) -> dict[str, Any]:
        """What make takes. Raises UsageError for a value that means nothing."""
        texts = dict(values)
        return {option.name: option.read(texts[option.name]) for option in self.options}

    def printing(self, values: Values) -> Print:
        """How it is printed. Raises UsageError for options that cannot go together."""
        texts = dict(values)
        if "press" not in texts:
            return SCREEN
        return print_from(texts["press"], texts["text"], texts.get("tile", ""))


def _size(text: str) -> Any:
    from powermap.products.sizes import page_size

    return page_size(text)


def _sheet(text: str) -> Any:
    return _size(text) if text else None


def _view(text: str) -> Any:
    from powermap.products.poster import view_named

    return view_named(text)


def _style(text: str) -> Any:
    from powermap.products.booklet import style_named

    return style_named(text)


def _booklet_size(style: Any) -> Any:
    """Of the style, where a project names none."""
    from powermap.products.booklet import DEFAULT_SIZES

    return _size(DEFAULT_SIZES[style])


def _format(text: str) -> str:
    from powermap.products.card.formats import look

    return look(text).format_name


def _image(text: str) -> str:
    from powermap.products.card.formats import look

    return look(image=text).image


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise UsageError(f"“{text}”不是一个数")
    return int(text)


def _number_or_none(text: str) -> int | None:
    return _number(text) if text else None


VIEW_WORDS = {"流程图": "flow", "泳道图": "lanes"}
STYLE_WORDS = {"全本": "full", "口袋版": "pocket"}

_PRESS = Option("印法", "press", "screen", press_named, PRESS_WORDS)
_TEXT = Option("文字", "text", "fonts", text_named, TEXT_WORDS)
_TILE = Option("拼接", "tile", "", tile_named)
_SCALE = Option("倍数", "scale", "1", _number)
_IMAGE = Option("图片", "image", "png", _image)

KINDS = (
    Kind(
        "挂图",
        "poster",
        True,
        0.06,
        (Option("尺寸", "size", "A2", _size), Option("画法", "view", "flow", _view, VIEW_WORDS), _PRESS, _TEXT, _TILE),
        lambda order, o: producing.posters(order, o["size"], o["view"]),
    ),
    Kind(
        "总览",
        "overview",
        False,
        0.1,
        (Option("尺寸", "size", "A1", _size), _PRESS, _TEXT, _TILE),
        lambda order, o: producing.overviews(order, o["size"]),
    ),
    Kind(
        "手册",
        "booklet",
        False,
        1.2,
        (
            Option("尺寸", "size", "", _sheet),
            Option("样式", "style", "full", _style, STYLE_WORDS),
            Option("拼版", "sheet", "", _sheet),
            Option("每帖", "signature", "", _number_or_none),
            _PRESS,
            _TEXT,
        ),
        lambda order, o: producing.booklets(
            order, o["size"] or _booklet_size(o["style"]), o["style"], o["sheet"], o["signature"]
        ),
    ),
    Kind(
        "卡片",
        "card",
        True,
        0.06,
        (Option("版式", "format", "3x4", _format), _SCALE, _IMAGE),
        lambda order, o: producing.cards(order, o["format"], o["scale"], o["image"]),
    ),
    Kind(
        "成套卡片",
        "series",
        False,
        2.0,
        (Option("版式", "format", "3x4", _format), _SCALE, _IMAGE),
        lambda order, o: producing.series(order, o["format"], o["scale"], o["image"]),
    ),
    Kind(
        "公众号文章",
        "article",
        False,
        2.0,
        (_SCALE, _IMAGE),
        lambda order, o: producing.article(order, o["scale"], o["image"]),
    ),
    Kind(
        "考卷",
        "exam",
        False,
        0.6,
        (
            Option("题数", "questions", "25", _number),
            Option("卷号", "seed", "1", _number),
            Option("尺寸", "size", "A4", _size),
        ),
        lambda order, o: _exams(order, o["questions"], o["seed"], o["size"]),
    ),
)


def _exams(order: Order, questions: int, seed: int, size: Any) -> Iterable[Product]:
    from powermap.build.exams import exams

    return exams(order, questions, seed, size)


def kind_named(name: str) -> Kind:
    """The kind with this name. Raises KeyError."""
    for kind in KINDS:
        if kind.name == name:
            return kind
    raise KeyError(name)
