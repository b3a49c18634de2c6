"""The sample list in; how long its booklet takes out: the whole process, and the first one of a process that is up."""

from __future__ import annotations

import subprocess
import sys
import tempfile

from bench.timing import Timing, measure
from powermap.garbage import collect_seldom
from powermap.layout.plan import plan_flow
from powermap.model import PowerList
from powermap.products.booklet import item_folios, make_booklet
from powermap.products.sizes import page_size
from powermap.render.pdf import draw_pdf
from powermap.text.fonts import load_catalogue
from powermap.validate.themes import load_theme
from powermap.value import replace

COLD, FIRST, FOLIOS = "booklet A5, whole process", "booklet A5, fonts loaded", "pages of the booklet's items"

AIMS_MS = {COLD: 2500.0, FIRST: 1200.0}


def measure_booklets(power_list: PowerList, name: str, rounds: int) -> list[Timing]:
    """name: of the list on the command line."""
    collect_seldom()  # as every process of the program does
    theme, fonts, size = load_theme(), load_catalogue(), page_size("A5")
    village = power_list.villages[0]

    def first(turn: int) -> bytes:
        document = make_booklet(_unseen(power_list, turn), village, theme, fonts, size).document
        return draw_pdf(document, fonts)

    def folios(turn: int) -> dict[str, int]:
        return item_folios(_unseen(power_list, 1000 + turn), theme, fonts)

    def cold(turn: int) -> object:
        with tempfile.TemporaryDirectory() as folder:
            call = [sys.executable, "-m", "powermap", "booklet", name, "--village", village.name, "-o", folder]
            return subprocess.run(call, check=True, capture_output=True)

    return measure({COLD: cold, FIRST: first, FOLIOS: folios}, rounds)


def _unseen(power_list: PowerList, turn: int) -> PowerList:
    """The list with one more actor, whose name no memory of texts and layouts has met: as if it were the first."""
    plan_flow.cache_clear()
    actor = power_list.actors[0]
    stranger = replace(actor, name=f"{actor.name}之{turn}", short=f"{actor.short}之{turn}")
    return replace(power_list, actors=(*power_list.actors, stranger))
