"""On none of the six sheets does a shape of the stress list part a number from its unit, a name or a term."""

from __future__ import annotations

import re

import pytest

from powermap.geometry import Rect
from powermap.layout.fit import lay_out_pages, lay_out_sheets
from powermap.layout.flow import FlowLayout, Limits
from powermap.layout.graph import route_of
from powermap.products.card import make_cards
from powermap.products.sizes import page_size
from powermap.proof import proof_bytes
from powermap.render.pdf import draw_pdf
from powermap.text.phrases import setter_for
from tests.samples import ITEMS, VILLAGE, fonts, power_list, theme
from tests.stress.proofs import LIST, list_at
from tools.soak import case_of

POWER_LIST = list_at(LIST)
SETTER = setter_for(POWER_LIST, fonts())
SIZES = ("A4", "A3", "A2", "A1", "A0", "A3横")
WHOLE = re.compile(
    "|".join(
        (
            r"\d+(?:个工作日|万元|元|日|天|个月)",
            r"0512-00000001",
            *(re.escape(actor.name) for actor in POWER_LIST.actors if len(actor.name) <= 10),
        )
    )
)
"""What must stay on a line, written anew: numbers with their units, the telephone number of the list, its actors."""


def frame_on(name: str) -> tuple[Rect, Limits]:
    """About the room for a route on a sheet, and its type."""
    size = page_size(name)
    frame = Rect(0.05 * size.width, 0.22 * size.height, 0.9 * size.width, 0.62 * size.height)
    return frame, Limits(size.floors.step, size.floors.note, 2.6 * size.floors.step)


def parted(layout: FlowLayout) -> list[str]:
    """What is broken over two lines in any text of a layout."""
    boxed = [b for box in layout.boxes for b in box.blocks] + [b for note in layout.callouts for b in note.blocks]
    found = []
    for block in (*boxed, *layout.rail, *layout.labels):
        lines = [re.sub(r"\s", "", line.text) for line in block.setting.lines]
        ends = [sum(map(len, lines[:i])) for i in range(1, len(lines))]
        for match in WHOLE.finditer("".join(lines)):
            if any(match.start() < end < match.end() for end in ends):
                found.append("/".join(lines))
    return found


@pytest.mark.parametrize("size", SIZES)
def test_flow(size: str) -> None:
    frame, limits = frame_on(size)
    for item in POWER_LIST.items:
        for sheet in lay_out_sheets(route_of(item), frame, limits, SETTER, 2 * limits.note):
            for layout in sheet:
                assert layout.legible
                assert (item.number, parted(layout), layout.torn) == (item.number, [], False)


def test_pages_of_a_booklet() -> None:
    """Five boxes side by side are too narrow on a page of a pocket booklet: the route takes another shape there."""
    frame, limits = Rect(30, 80, 250, 430), Limits(9.5, 8.0, 15.0)
    for item in POWER_LIST.items:
        pages, legible = lay_out_pages(route_of(item), [frame] * 24, limits, SETTER)
        assert legible
        assert (item.number, [text for page in pages for text in parted(page)]) == (item.number, [])


def test_cards_go_on_rather_than_part_an_amount() -> None:
    """Forty entries wired at random with limits of twenty characters: cut only between tiers, a limit was parted."""
    item, _, _ = case_of(1, 5653)
    cards = make_cards(power_list(*ITEMS), item, VILLAGE, theme(), fonts(), "3x4")
    assert len(cards) > 4
    for card in cards:
        report = proof_bytes(draw_pdf(card.document, fonts()), card.file_name)
        assert [finding.what for finding in report.findings if finding.check in ("parted", "small-type")] == []
