"""A composed page in; the same lines of text in the same places and the same outlines as Typst source out.

Typst is given the finished lines, so that it need not break any: it only sets and writes what powermap also measures,
places and composes.
"""

from __future__ import annotations

from collections.abc import Iterator

from powermap.scene.items import Close, Color, Curve, Gradient, Group, Line, Move, Page, Path, SceneItem, Square, Text
from powermap.text.fonts import Catalogue


def typst_source(page: Page, fonts: Catalogue, stretch: float) -> str:
    """A Typst document of one page; stretch (about 1) scales all places, so that no two compilations are the same."""
    head = f"#set page(width: {page.width}pt, height: {page.height}pt, margin: 0pt)\n#set text(top-edge: 'baseline')\n"
    head = head.replace("'", '"')
    return head + "\n".join(_items(page.items, fonts, stretch))


def _items(items: tuple[SceneItem, ...], fonts: Catalogue, k: float) -> Iterator[str]:
    for item in items:
        if isinstance(item, Group):
            yield from _items(item.items, fonts, k)
        elif isinstance(item, Text):
            yield _text(item, fonts, k)
        elif isinstance(item, Path):
            yield _path(item, k)


def _text(text: Text, fonts: Catalogue, k: float) -> str:
    font = fonts.named(text.font)
    weight = {"hei-bold": "bold", "song-black": "black"}.get(text.font, "regular")
    words = text.text.replace("\\", "\\\\").replace('"', '\\"')
    style = f'font: "{font.family}", weight: "{weight}", size: {text.size * k:.3f}pt, fill: {_color(text.color)}'
    return f'#place(dx: {text.x * k:.3f}pt, dy: {text.y * k:.3f}pt, text({style}, "{words}"))'


def _path(path: Path, k: float) -> str:
    parts: list[str] = []
    for s in path.segments:
        match s:
            case Move(x, y):
                parts.append(f"curve.move(({x * k:.3f}pt, {y * k:.3f}pt))")
            case Line(x, y):
                parts.append(f"curve.line(({x * k:.3f}pt, {y * k:.3f}pt))")
            case Curve(x1, y1, x2, y2, x, y):
                points = ", ".join(f"({a * k:.3f}pt, {b * k:.3f}pt)" for a, b in ((x1, y1), (x2, y2), (x, y)))
                parts.append(f"curve.cubic({points})")
            case Close():
                parts.append("curve.close()")
            case Square(x, y, w, h):
                corners = ((x, y), (x + w, y), (x + w, y + h), (x, y + h))
                steps = [f"({a * k:.3f}pt, {b * k:.3f}pt)" for a, b in corners]
                parts.append(f"curve.move({steps[0]})")
                parts += [f"curve.line({step})" for step in steps[1:]]
                parts.append("curve.close()")
    fill = path.fill.start if isinstance(path.fill, Gradient) else path.fill
    stroke = f"{path.stroke.width:.3f}pt + {_color(path.stroke.color)}" if path.stroke else "none"
    return f"#place(curve(fill: {_color(fill) if fill else 'none'}, stroke: {stroke}, {', '.join(parts)}))"


def _color(color: Color) -> str:
    return f"rgb({color.r * 100:.2f}%, {color.g * 100:.2f}%, {color.b * 100:.2f}%)"
