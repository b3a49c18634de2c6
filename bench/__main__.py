"""The sample list in; a table of medians and of ratios to a warm Typst compiler out."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable

from bench.booklets import AIMS_MS as BOOKLET_AIMS_MS
from bench.booklets import measure_booklets
from bench.builds import measure_builds, show
from bench.cards import measure_cards
from bench.peers import measure_peers
from bench.timing import Timing, measure
from bench.typst_peer import typst_source
from powermap.build.finishing import finish
from powermap.build.printing import Print
from powermap.garbage import collect_seldom
from powermap.geometry import Rect
from powermap.layout.boxes import callout, decision_box, rail_blocks, step_box
from powermap.layout.fit import lay_out_sheets
from powermap.layout.flow import Limits
from powermap.layout.graph import Route, route_of
from powermap.model import Branch, Entry, Item, PowerList, Step
from powermap.products.card import make_cards
from powermap.products.poster import LARGEST_STEP, make_poster
from powermap.products.sizes import page_size
from powermap.render.pdf import draw_pdf
from powermap.render.png import draw_png
from powermap.resources import data_dir
from powermap.source import read_list
from powermap.text.fonts import load_catalogue
from powermap.text.phrases import setter_for
from powermap.validate import check_list
from powermap.validate.themes import load_theme
from powermap.value import replace

LIST = data_dir("lists") / "kunshan"
ITEM = "08"
"""The item that is measured: 12 entries, tiers, two returns, 11 risks."""

AIMS_MS = {
    "powermap --help": 300.0,
    "poster A2": 25.0,
    "poster A2, offset and outlines": 120.0,
    "lay out and fit 12 steps": 15.0,
    "lay out and fit 40 steps": 80.0,
    "card 3x4": 60.0,
    "30 cards 3x4, 2 cores": 1500.0,
    **BOOKLET_AIMS_MS,
}


BODY = Rect(60, 400, 1071, 1020)
"""About the body of an A2 sheet, in pt."""


def long_route(item: Item, steps: int) -> Route:
    """A route of so many steps: the entries of an item again and again, each round leading to the next."""
    count = len(item.entries)
    entries: list[Entry] = []
    for i in range(steps):
        entry, rest = item.entries[i % count], i - i % count
        after = f"{i + 1}" if i + 1 < steps else None
        if isinstance(entry, Step):
            entries.append(replace(entry, key=f"{i}", target=after))
            continue
        back = Branch(entry.branches[1].result, f"{max(rest, i - 3)}")
        entries.append(replace(entry, key=f"{i}", branches=(replace(entry.branches[0], target=after), back)))
    return route_of(replace(item, entries=tuple(entries)))


def forget_layouts() -> None:
    """So that every round measures its boxes and looks for its type anew; what is remembered of texts stays."""
    for remembered in (lay_out_sheets, step_box, decision_box, callout, rail_blocks):
        remembered.cache_clear()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=15, help="counted rounds inside one process")
    arguments.add_argument("--commands", type=int, default=5, help="counted rounds of whole commands")
    arguments.add_argument("--builds", type=int, default=3, help="counted rounds of whole builds, 0 for none")
    options = arguments.parse_args()
    collect_seldom()  # as every process of the program does
    builds = measure_builds(options.builds) if options.builds else {}  # first: a new process counts its maker's memory
    timings = [*_inside(options.rounds), *measure_cards(options.commands), *_commands(options.commands)]
    _show([*timings, *measure_booklets(_sample(), str(LIST), options.commands)])
    measure_peers(_sample())
    if builds:
        show(builds)


def _sample() -> PowerList:
    power_list = check_list(read_list(LIST)).power_list
    if power_list is None:
        raise SystemExit("the sample list does not check; run powermap check kunshan")
    return power_list


def _inside(rounds: int) -> list[Timing]:
    """Model to bytes with fonts loaded, and Typst with its fonts loaded, in turn."""
    power_list, theme, fonts = _sample(), load_theme(), load_catalogue()
    item, village, size = power_list.item(ITEM), power_list.villages[0], page_size("A2")

    def poster(turn: int) -> bytes:
        return draw_pdf(make_poster(power_list, item, village, theme, fonts, size).document, fonts)

    def printed(turn: int) -> bytes:
        document = make_poster(power_list, item, village, theme, fonts, size).document
        return finish(document, theme, fonts, Print("offset", "outlines"), "poster.pdf")[1]

    def card(turn: int) -> bytes:
        (product,) = make_cards(power_list, item, village, theme, fonts, "3x4")
        width, height = product.pixels or (0, 0)
        return draw_png(draw_pdf(product.document, fonts), width, height)

    def fit(route: Route) -> Callable[[int], object]:
        limits = Limits(size.floors.step, size.floors.note, LARGEST_STEP * size.floors.step)
        setter = setter_for(power_list, fonts)

        return lambda turn: lay_out_sheets(route, BODY, limits, setter, 1.6 * size.floors.step)

    actions: dict[str, Callable[[int], object]] = {
        "poster A2": poster,
        "poster A2, offset and outlines": printed,
        "lay out and fit 12 steps": fit(route_of(item)),
        "lay out and fit 40 steps": fit(long_route(item, 40)),
        "card 3x4": card,
    }
    try:
        import typst
    except ImportError:
        print("typst is not installed (pip install powermap[bench]): no peer", file=sys.stderr)
    else:
        page = make_poster(power_list, item, village, theme, fonts, size).document.pages[0]
        compiler = typst.Compiler(font_paths=[str(data_dir("fonts"))], ignore_system_fonts=True)
        sources = [typst_source(page, fonts, 1 + 0.001 * turn).encode() for turn in range(rounds + 1)]
        actions["Typst, the lines of the poster"] = lambda turn: compiler.compile(sources[turn], format="pdf")
    return measure(actions, rounds, before=forget_layouts)


def _commands(rounds: int) -> list[Timing]:
    """Whole processes, start-up and all."""

    def command(*words: str) -> Callable[[int], object]:
        def run(turn: int) -> object:
            with tempfile.TemporaryDirectory() as folder:
                call = [sys.executable, "-m", "powermap", *(word.replace("OUT", folder) for word in words)]
                return subprocess.run(call, check=True, capture_output=True)

        return run

    village = _sample().villages[0].name
    everything = [
        command(product, str(LIST), "--village", village, "-o", "OUT") for product in ("poster", "booklet", "card")
    ]

    def demo(turn: int) -> None:
        for run in everything:
            run(turn)

    quick = measure({"powermap --help": command("--help"), "powermap check": command("check", str(LIST))}, rounds)
    return [*quick, *measure({"demo: posters, booklet, cards of the list": demo}, max(1, rounds // 2))]


def _show(timings: list[Timing]) -> None:
    peer = next((t for t in timings if t.name.startswith("Typst")), None)
    print(f"{'what':44} {'median ms':>10} {'min–max':>18} {'aim':>6} {'of Typst':>9}")
    for timing in timings:
        aim = f"{AIMS_MS[timing.name]:.0f}" if timing.name in AIMS_MS else ""
        ratio = f"{timing.median / peer.median:.2f}" if peer and timing.name == "poster A2" else ""
        print(f"{timing.name:44} {timing.median:10.1f} {timing.spread:>18} {aim:>6} {ratio:>9}")


if __name__ == "__main__":
    main()
