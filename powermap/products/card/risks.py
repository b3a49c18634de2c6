"""An item in; the panel of its highest risks with their controls out."""

from __future__ import annotations

from dataclasses import dataclass

from powermap.geometry import Point, Rect
from powermap.layout.blocks import Block
from powermap.model import Item, Risk
from powermap.products.card.parts import MARGIN, NOTE, Card
from powermap.scene.brush import CAP_HEIGHT
from powermap.scene.ink import texts
from powermap.scene.items import Group, Path, SceneItem, Stroke
from powermap.scene.shapes import circle, rounded

_TITLE = "廉政风险提示"
_TITLE_SIZE = 29.0
_SIDE_TITLE = 26.0
_LEADING = 1.34
_PAD = 22.0
_SIDE_PAD, _LEAST_PAD = 16.0, 6.0
_SIDE_LEADING = 1.17
_GAP = 12.0
_DISC = 18.0
_ROW_GAP = 9.0


@dataclass(frozen=True, slots=True)
class RiskPanel:
    """Risks with the number of their step and their text, placed from the panel's upper left corner; lengths in px.

    left_out: what is said of the risks that have no room ("" if all have). Without a heading line (titled) the title
    stands in front of the risks.
    """

    rows: tuple[tuple[Risk, int, Block], ...]
    left_out: str
    left: float
    tag_w: float
    height: float
    titled: bool


def panels_of(card: Card) -> list[RiskPanel | None]:
    """The panels that could stand on a card, the fullest first; the last one takes the least height."""
    count = len(card.item.risks)
    if not count:
        return [None]
    titled, beside = (True, 25.0, _PAD), (False, NOTE, _SIDE_PAD)
    panels = [_panel(card, n, *look) for n in range(count, 0, -1) for look in (titled, beside)]
    return [*panels, _panel(card, 1, False, NOTE, _LEAST_PAD)]


def _ranked(item: Item) -> list[tuple[int, Risk]]:
    """(number of the entry, risk): the highest level first, in the order of the route."""
    numbers = {entry.key: i for i, entry in enumerate(item.entries, start=1)}
    found = sorted(item.risks, key=lambda pair: pair[1].level.rank)
    return [(numbers[entry.key], risk) for entry, risk in found]


def _panel(card: Card, count: int, titled: bool, size: float, pad: float) -> RiskPanel:
    chosen = _ranked(card.item)[:count]
    setter = card.brush.setter
    hidden = len(card.item.risks) - count
    left_out = f"另有 {hidden} 处，见挂图" if hidden else ""
    tag_w = max(setter.width(risk.level.name, "bold") for _, risk in chosen) * NOTE + 0.8 * NOTE
    beside = max(setter.width(_TITLE, "bold") * _SIDE_TITLE, setter.width(left_out, "body") * NOTE) + 16
    title_w = 0.0 if titled else beside
    text_x = _PAD + title_w + tag_w + 2 * (_GAP + _DISC) - 2
    width = card.width - 2 * MARGIN - text_x - _PAD
    rows: list[tuple[Risk, int, Block]] = []
    y = pad + 1.15 * _TITLE_SIZE + 10 if titled else pad
    for number, risk in chosen:
        text = f"{risk.text.rstrip('。')}：{risk.control}"
        block = Block("plain", setter.set(text, "body", width / size), text_x, y, width, size, size * _LEADING)
        rows.append((risk, number, block))
        y += block.height + _ROW_GAP
    bottom = y - _ROW_GAP
    if not titled and left_out:
        bottom = max(bottom, pad + size * _LEADING + NOTE * _SIDE_LEADING)
    height = bottom + (pad - 4 if titled else pad)
    return RiskPanel(tuple(rows), left_out, _PAD + title_w, tag_w, height, titled)


def risk_panel(card: Card, panel: RiskPanel, top: float) -> tuple[SceneItem, ...]:
    """The panel with its upper edge at top."""
    brush = card.brush
    frame = Rect(MARGIN, top, card.width - 2 * MARGIN, panel.height)
    items: list[SceneItem] = [
        Path(rounded(frame, 18), fill=brush.ink("warn_panel"), stroke=Stroke(brush.ink("warn_line"), 2)),
    ]
    x = frame.x + _PAD
    quiet = brush.ink("secondary")
    if panel.titled:
        base = top + _PAD + 0.9 * _TITLE_SIZE
        after = x + brush.setter.width(_TITLE, "bold") * _TITLE_SIZE + 18
        items += brush.line(_TITLE, "bold", _TITLE_SIZE, x, base, brush.ink("primary"))
        items += brush.line("圆圈里是步骤号", "body", NOTE, frame.right - _PAD, base, quiet, "right")
    else:
        block = panel.rows[0][2]
        base = top + block.y + block.leading / 2 + 0.37 * _SIDE_TITLE
        items += brush.line(_TITLE, "bold", _SIDE_TITLE, x, base, brush.ink("primary"))
        after, base = x, base + NOTE * _SIDE_LEADING
    if panel.left_out:
        items += brush.line(panel.left_out, "body", NOTE, after, base, quiet)
    for risk, number, block in panel.rows:
        middle = top + block.y + block.leading / 2
        tag = Rect(frame.x + panel.left, middle - 17, panel.tag_w, 34)
        items += brush.tag(risk.level.name, tag, brush.level(f"{risk.level.rank}/{risk.level.scale}"), NOTE)
        center = Point(tag.right + _GAP + _DISC - 2, middle)
        items.append(Path(circle(center.x, center.y, _DISC), fill=brush.ink("line")))
        base = center.y + CAP_HEIGHT * NOTE / 2
        items += brush.line(str(number), "bold", NOTE, center.x, base, brush.ink("panel"), "center")
        items += texts(block.at(frame.x + block.x, top + block.y), brush.ink("ink"))
    return (Group("risks", tuple(items)),)
