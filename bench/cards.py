"""Every item of a list as a card, on two processes that have their fonts loaded; and how much of it is PNG encoding."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from typing import Any

from powermap.model import PowerList
from powermap.products.card import make_card
from powermap.render.pdf import draw_pdf
from powermap.render.png import draw_png, encode_png, pixels_of
from powermap.resources import data_dir
from powermap.source import read_list
from powermap.text.fonts import load_catalogue
from powermap.validate import check_list
from powermap.validate.themes import load_theme

CORES = 2


@cache
def _sample() -> PowerList:
    power_list = check_list(read_list(data_dir("lists") / "kunshan")).power_list
    if power_list is None:
        raise SystemExit("the sample list does not check; run powermap check kunshan")
    return power_list


def _pdf(number: str) -> tuple[bytes, int, int]:
    power_list = _sample()
    shared = (power_list.villages[0], load_theme(), load_catalogue())
    product = make_card(power_list, power_list.item(number), *shared)
    width, height = product.pixels or (0, 0)
    return draw_pdf(product.document, load_catalogue()), width, height


def make_cards(numbers: list[str]) -> int:
    """The cards of these items from the model to bytes; returns their bytes."""
    return sum(len(draw_png(*_pdf(number))) for number in numbers)


def card_actions(pool: ProcessPoolExecutor) -> dict[str, Callable[[int], object]]:
    """What is measured, for bench.timing.measure."""
    numbers = [item.number for item in _sample().items]
    parts = [numbers[core::CORES] for core in range(CORES)]
    pictures: list[Any] = [pixels_of(*_pdf(number)) for number in numbers]

    def every(turn: int) -> object:
        return sum(pool.map(make_cards, parts))

    def encoding(turn: int) -> object:
        return sum(len(encode_png(picture)) for picture in pictures)

    return {f"{len(numbers)} cards 3x4, {CORES} cores": every, "their PNG encoding, 1 core": encoding}


def pool_of_cores() -> ProcessPoolExecutor:
    """Two workers; spawned, so that they start alike on every system."""
    return ProcessPoolExecutor(CORES, mp_context=get_context("spawn"))
