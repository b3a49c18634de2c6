"""Every item of a list as a card, on two processes that have their fonts loaded; and how much of it is PNG encoding."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from typing import Any

from bench.timing import Timing, measure
from powermap.model import PowerList
from powermap.products.card import make_cards
from powermap.render.pdf import draw_pdf
from powermap.render.png import draw_png, encode_png, pixels_of
from powermap.resources import data_dir
from powermap.scene.items import Document, Page
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


def _pdfs(number: str) -> Iterator[tuple[bytes, int, int]]:
    power_list = _sample()
    shared = (power_list.villages[0], load_theme(), load_catalogue())
    for product in make_cards(power_list, power_list.item(number), *shared):
        width, height = product.pixels or (0, 0)
        yield draw_pdf(product.document, load_catalogue()), width, height


def draw_cards(numbers: list[str]) -> int:
    """The cards of these items from the model to bytes; returns their bytes."""
    return sum(len(draw_png(*pdf)) for number in numbers for pdf in _pdfs(number))


def measure_cards(rounds: int) -> list[Timing]:
    """All cards in workers that are new in each round, so that nothing but fonts and list is remembered; then what
    packing their pixels takes on one core.
    """
    numbers = [item.number for item in _sample().items]
    parts = [numbers[core::CORES] for core in range(CORES)]
    spent: list[float] = []
    for _ in range(rounds):
        with ProcessPoolExecutor(CORES, mp_context=get_context("spawn"), initializer=_load) as pool:
            list(pool.map(_wait, [0.5] * CORES))
            begin = time.perf_counter()
            sum(pool.map(draw_cards, parts))
            spent.append((time.perf_counter() - begin) * 1000)
    pictures: list[Any] = [pixels_of(*pdf) for number in numbers for pdf in _pdfs(number)]
    packing = measure({"their PNG encoding, 1 core": lambda turn: [encode_png(p) for p in pictures]}, rounds)
    return [Timing(f"{len(numbers)} cards 3x4, {CORES} cores", tuple(spent)), *packing]


def _load() -> None:
    """What a worker has before it is measured: list, theme, fonts, libraries."""
    _sample()
    load_theme()
    load_catalogue()
    draw_png(draw_pdf(Document((Page(10, 10, ()),), "", "", ""), load_catalogue()), 10, 10)


def _wait(seconds: float) -> None:
    """So long that the other worker is given work of its own, and starts."""
    time.sleep(seconds)
