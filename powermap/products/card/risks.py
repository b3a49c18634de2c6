"""An item in; the panel of its highest risks with their controls out."""

from __future__ import annotations

from typing import Literal

from powermap.geometry import Point, Rect
from powermap.layout.blocks import Block
from powermap.model import Risk
from powermap.products.card.parts import MARGIN, NOTE, Card
from powermap.scene.brush import CAP_HEIGHT, middle_baseline
from powermap.scene.ink import texts
from powermap.scene.items import Group, Path, SceneItem, Stroke
from powermap.scene.shapes import circle, rounded
from powermap.value import Value

_TITLE = "廉政风险提示"
_TITLE_SIZE = 29.0
_SIDE_TITLE = 26.0
_PAD = 22.0
_SIDE_LEADING = 1.17
_GAP = 12.0
_DISC = 18.0


class _Look(Value, frozen=True):
    """How close a panel is set. title: on a line of its own, beside the risks, or left to the tags. px and em."""

    title: Literal["above", "beside", "in tags"]
    size: float
    pad: float
    leading: float = 1.34
    row_gap: float = 9.0
    tag: float = 34.0


_ROOMY = (_Look("above", 25.0, _PAD), _Look("beside", NOTE, 16.0))
_LOW = _Look("beside", NOTE, 6.0)
_DENSE = _Look("in tags", NOTE, 9.0, 1.26, 5.0, 29.0)


class RiskPanel(Value, frozen=True):
    """Risks with the number of their step and their text, placed from the panel's upper left corner; lengths in px.

    left_out: what is said of the risks that have no room ("" if all have), at left_out_at from the panel's top.
    """

    rows: tuple[tuple[Risk, int, Block], ...]
    left_out: str
    left_out_at: float
    left: float
    tag_w: float
    height: float
    look: _Look


def panels_of(card: Card, dense: bool = False) -> list[RiskPanel | None]:
    """The panels that could stand on a card, the fullest first; the last one takes the least height.

    dense: also those whose risks stand so close that even the title makes room for them.
    """
    count = len(card.risks)
    if not count:
        return [None]
    looks = (*_ROOMY, _DENSE) if dense else _ROOMY
    panels = [_panel(card, n, look) for n in range(count, 0, -1) for look in looks]
    return [*panels, _panel(card, 1, _LOW)]


def _ranked(card: Card) -> list[tuple[int, Risk]]:
    """(number of the entry, risk): the highest level first, in the order of the route."""
    numbers = {entry.key: i for i, entry in enumerate(card.item.entries, start=1)}
    found = sorted(card.risks, key=lambda pair: pair[1].level.rank)
    return [(numbers[entry.key], risk) for entry, risk in found]


def _panel(card: Card, count: int, look: _Look) -> RiskPanel:
    chosen = _ranked(card)[:count]
    setter, size = card.brush.setter, look.size
    hidden = len(card.risks) - count
    left_out = f"另有 {hidden} 处，见挂图" if hidden else ""
    left_out_w = setter.width(left_out, "body") * NOTE if left_out else 0.0
    tag_w = max(setter.width(_tag(risk, look), "bold") for _, risk in chosen) * NOTE + 0.8 * NOTE
    beside = max(setter.width(_TITLE, "bold") * _SIDE_TITLE, left_out_w) + 16
    title_w = beside if look.title == "beside" else 0.0
    text_x = _PAD + title_w + tag_w + 2 * (_GAP + _DISC) - 2
    width = card.width - 2 * MARGIN - text_x - _PAD
    rows: list[tuple[Risk, int, Block]] = []
    y = look.pad + (1.15 * _TITLE_SIZE + 10 if look.title == "above" else 0.0)
    for number, risk in chosen:
        text = f"{risk.text.rstrip('。')}：{risk.control}"
        block = Block("plain", setter.set(text, "body", width / size), text_x, y, width, size, size * look.leading)
        rows.append((risk, number, block))
        y += block.height + look.row_gap
    bottom = y - look.row_gap
    last = rows[-1][2]
    left_out_at = last.y + last.height - last.leading
    if look.title == "beside" and left_out:
        bottom = max(bottom, look.pad + size * look.leading + NOTE * _SIDE_LEADING)
    if look.title == "in tags" and last.setting.lines[-1].width * size + left_out_w + NOTE > width:
        left_out_at = bottom
        bottom += NOTE * look.leading if left_out else 0.0
    height = bottom + (look.pad - 4 if look.title == "beside" else look.pad)
    return RiskPanel(tuple(rows), left_out, left_out_at, _PAD + title_w, tag_w, height, look)


def _tag(risk: Risk, look: _Look) -> str:
    return f"{risk.level.name}风险" if look.title == "in tags" else risk.level.name


def risk_panel(card: Card, panel: RiskPanel, top: float) -> tuple[SceneItem, ...]:
    """The panel with its upper edge at top."""
    brush, look = card.brush, panel.look
    frame = Rect(MARGIN, top, card.width - 2 * MARGIN, panel.height)
    items: list[SceneItem] = [
        Path(rounded(frame, 18), fill=brush.ink("warn_panel"), stroke=Stroke(brush.ink("warn_line"), 2)),
        *_titles(card, panel, frame),
    ]
    for risk, number, block in panel.rows:
        middle = top + block.y + block.leading / 2
        tag = Rect(frame.x + panel.left, middle - look.tag / 2, panel.tag_w, look.tag)
        level = brush.level(f"{risk.level.rank}/{risk.level.scale}")
        items += brush.tag(_tag(risk, look), tag, level, NOTE)
        radius = min(_DISC, look.tag / 2 + 1)
        center = Point(tag.right + _GAP + _DISC - 2, middle)
        items.append(Path(circle(center.x, center.y, radius), fill=brush.ink("line")))
        base = center.y + CAP_HEIGHT * NOTE / 2
        items += brush.line(str(number), "bold", NOTE, center.x, base, brush.ink("panel"), "center")
        items += texts(block.at(frame.x + block.x, top + block.y), brush.ink("ink"))
    return (Group("risks", tuple(items)),)


def _titles(card: Card, panel: RiskPanel, frame: Rect) -> tuple[SceneItem, ...]:
    """The title, what the numbers mean, and how many risks are left out."""
    brush = card.brush
    x, right = frame.x + _PAD, frame.right - _PAD
    red, quiet = brush.ink("primary"), brush.ink("secondary")
    match panel.look.title:
        case "above":
            base = frame.y + _PAD + 0.9 * _TITLE_SIZE
            after = x + brush.setter.width(_TITLE, "bold") * _TITLE_SIZE + 18
            return (
                *brush.line(_TITLE, "bold", _TITLE_SIZE, x, base, red),
                *brush.line("圆圈里是步骤号", "body", NOTE, right, base, quiet, "right"),
                *(brush.line(panel.left_out, "body", NOTE, after, base, quiet) if panel.left_out else ()),
            )
        case "beside":
            block = panel.rows[0][2]
            base = frame.y + block.y + block.leading / 2 + 0.37 * _SIDE_TITLE
            under = base + NOTE * _SIDE_LEADING
            return (
                *brush.line(_TITLE, "bold", _SIDE_TITLE, x, base, red),
                *(brush.line(panel.left_out, "body", NOTE, x, under, quiet) if panel.left_out else ()),
            )
        case _:
            row = panel.look.leading * NOTE
            base = middle_baseline(frame.y + panel.left_out_at + row / 2, NOTE)
            return brush.line(panel.left_out, "body", NOTE, right, base, quiet, "right") if panel.left_out else ()
