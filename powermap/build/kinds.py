"""Nothing in; every kind of product a project can ask for, with its options, out: a new one is one entry here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from powermap.build import producing

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


@dataclass(frozen=True, slots=True)
class Kind:
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


def _size(text: str) -> Any:
    from powermap.products.sizes import page_size

    return page_size(text)


def _view(text: str) -> Any:
    from powermap.products.poster import view_named

    return view_named(text)


def _format(text: str) -> str:
    from powermap.products.card.formats import look

    return look(text).format_name


VIEW_WORDS = {"流程图": "flow", "泳道图": "lanes"}

KINDS = (
    Kind(
        "挂图",
        "poster",
        True,
        0.06,
        (Option("尺寸", "size", "A2", _size), Option("画法", "view", "flow", _view, VIEW_WORDS)),
        lambda order, o: producing.posters(order, o["size"], o["view"]),
    ),
    Kind(
        "总览",
        "overview",
        False,
        0.1,
        (Option("尺寸", "size", "A1", _size),),
        lambda order, o: producing.overviews(order, o["size"]),
    ),
    Kind(
        "手册",
        "booklet",
        False,
        1.2,
        (Option("尺寸", "size", "A5", _size),),
        lambda order, o: producing.booklets(order, o["size"]),
    ),
    Kind(
        "卡片",
        "card",
        True,
        0.06,
        (Option("版式", "format", "3x4", _format),),
        lambda order, o: producing.cards(order, o["format"]),
    ),
)


def kind_named(name: str) -> Kind:
    """The kind with this name. Raises KeyError."""
    for kind in KINDS:
        if kind.name == name:
            return kind
    raise KeyError(name)
