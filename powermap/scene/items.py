"""The display list: a closed set of literal items at absolute positions, which a renderer draws without deciding
anything.

Lengths are pt, the origin is the top left of the page, y grows downwards.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from powermap.geometry import Rect
from powermap.value import Value


class Color(NamedTuple):
    """An sRGB colour, components 0 to 1."""

    r: float
    g: float
    b: float


class Gradient(NamedTuple):
    """A linear gradient between two points, from one colour to the other, extended beyond both."""

    x0: float
    y0: float
    x1: float
    y1: float
    start: Color
    end: Color


class Stroke(NamedTuple):
    """A line: width in pt, dashes as lengths in pt (empty: solid), round or butt ends."""

    color: Color
    width: float
    dash: tuple[float, ...] = ()
    cap: Literal["butt", "round"] = "butt"


class Move(NamedTuple):
    x: float
    y: float


class Line(NamedTuple):
    x: float
    y: float


class Curve(NamedTuple):
    """A cubic Bézier to (x, y) with the two control points."""

    x1: float
    y1: float
    x2: float
    y2: float
    x: float
    y: float


class Close(NamedTuple):
    pass


class Square(NamedTuple):
    """A closed rectangle of its own: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float


Segment = Move | Line | Curve | Close | Square


class Text(Value, frozen=True):
    """One run of one font on one baseline. width is the advance of the whole run, so that nobody needs the font to
    know it.
    """

    x: float
    y: float
    text: str
    font: str
    size: float
    color: Color
    width: float
    spacing: float = 0.0
    """Extra advance after each character in pt; contained in width."""


class Path(Value, frozen=True):
    segments: tuple[Segment, ...]
    fill: Color | Gradient | None = None
    stroke: Stroke | None = None


class Image(Value, frozen=True):
    """A picture stretched to a rectangle: the bytes of a PNG or JPEG file."""

    rect: Rect
    data: bytes


class Link(Value, frozen=True):
    """A rectangle that leads to an anchor of the document ("#name") or to an address."""

    rect: Rect
    target: str


class Anchor(Value, frozen=True):
    """A place that links and the outline lead to; title "" keeps it out of the outline. level counts from 0."""

    name: str
    y: float
    title: str = ""
    level: int = 0


class Group(Value, frozen=True):
    """Items that belong together under a name that checks and tests can speak of ("step 3", "callout 2")."""

    name: str
    items: tuple[SceneItem, ...]


SceneItem = Text | Path | Image | Link | Anchor | Group


class Page(Value, frozen=True):
    """A page of width x height pt. label is the folio shown in a viewer."""

    width: float
    height: float
    items: tuple[SceneItem, ...]
    label: str = ""


class Document(Value, frozen=True):
    """Pages and what a viewer shows about them. language is a BCP 47 tag."""

    pages: tuple[Page, ...]
    title: str
    author: str
    subject: str
    language: str = "zh-CN"
