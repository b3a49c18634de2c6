"""A page of scene items in; canonical text out, one item a line, for goldens and for reading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from powermap.geometry import Rect
from powermap.scene.items import (
    Anchor,
    Close,
    Color,
    Curve,
    Gradient,
    Group,
    Image,
    Line,
    Link,
    Move,
    Page,
    Path,
    SceneItem,
    Segment,
    Square,
    Stroke,
    Text,
)

_LETTERS = {Move: "M", Line: "L", Curve: "C", Close: "Z", Square: "Q"}


def dump(page: Page) -> str:
    """The page's items in drawing order, lengths in pt with two decimals, members of a group indented by two spaces.

    Equal pages give equal text on every platform; colours are #rrggbb.
    """
    head = f"page {_numbers(page.width, page.height)}" + (f" {page.label!r}" if page.label else "")
    return "\n".join((head, *_lines(page.items, "  "))) + "\n"


def _lines(items: Iterable[SceneItem], indent: str) -> Iterator[str]:
    for item in items:
        match item:
            case Group(name, members):
                yield f"{indent}group {name!r}"
                yield from _lines(members, indent + "  ")
            case Text():
                yield indent + _text(item)
            case Path():
                yield indent + _path(item)
            case Image(rect, data):
                yield f"{indent}image {_rect(rect)} {hashlib.sha256(data).hexdigest()[:16]}"
            case Link(rect, target):
                yield f"{indent}link {_rect(rect)} {target!r}"
            case Anchor(name, y, title, level):
                yield f"{indent}anchor {name!r} {_numbers(y)} {title!r} {level}"


def _text(text: Text) -> str:
    spacing = f" spaced {_numbers(text.spacing)}" if text.spacing else ""
    place = f"{_numbers(text.x, text.y)} {text.font} {_numbers(text.size)} wide {_numbers(text.width)}{spacing}"
    return f"text {place} {_color(text.color)} {text.text!r}"


def _path(path: Path) -> str:
    parts = ["path", *(_segment(segment) for segment in path.segments)]
    if path.fill is not None:
        parts.append(f"fill {_paint(path.fill)}")
    if path.stroke is not None:
        parts.append(_stroke(path.stroke))
    return " ".join(parts)


def _segment(segment: Segment) -> str:
    letter = _LETTERS[type(segment)]
    return f"{letter} {_numbers(*segment)}" if segment else letter


def _stroke(stroke: Stroke) -> str:
    dash = f" dash {_numbers(*stroke.dash)}" if stroke.dash else ""
    cap = "" if stroke.cap == "butt" else f" {stroke.cap}"
    return f"stroke {_color(stroke.color)} {_numbers(stroke.width)}{dash}{cap}"


def _paint(paint: Color | Gradient) -> str:
    if isinstance(paint, Gradient):
        return f"{_color(paint.start)}-{_color(paint.end)} along {_numbers(*paint[:4])}"
    return _color(paint)


def _color(color: Color) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in color)


def _rect(rect: Rect) -> str:
    return _numbers(rect.x, rect.y, rect.w, rect.h)


def _numbers(*values: float) -> str:
    return " ".join(f"{round(value, 2) + 0.0:.2f}" for value in values)  # + 0.0: no negative zero
