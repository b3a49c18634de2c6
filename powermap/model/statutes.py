"""The statute register: which articles an item may rest on, and since when."""

from __future__ import annotations

from powermap.value import Value


class Article(Value, frozen=True):
    """An article in use, by its number ("28") with a one-line gist."""

    number: str
    gist: str


class Statute(Value, frozen=True):
    """A statute. dates are ISO (2026-01-01); checked is when somebody last compared the text; pending = 待核."""

    key: str
    title: str
    in_force: str
    checked: str
    source: str
    articles: tuple[Article, ...]
    renumbered: tuple[tuple[str, str], ...] = ()
    """Pairs (old article, new article) of the text before the last amendment."""
    pending: bool = False
