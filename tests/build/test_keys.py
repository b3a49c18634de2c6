"""Content keys: the same in every process, other for everything that shows, and nothing shows that they leave out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from powermap.build.keys import Keys, look_digest
from powermap.build.kinds import KINDS, Kind, Values
from powermap.build.loading import load_checked, load_fonts
from powermap.build.producing import Order, files_of
from powermap.model import Phone, PowerList
from powermap.text.fonts import Catalogue
from powermap.validate.themes import load_theme
from powermap.value import replace

ROOT = Path(__file__).parents[2]
FONTS: Catalogue = load_fonts(load_theme())


def sample() -> PowerList:
    power_list = load_checked("kunshan", None, FONTS).power_list
    assert power_list is not None
    return power_list


LIST = sample()
VILLAGE = LIST.villages[0]


def key(power_list: PowerList = LIST, look: str = "look", item: str | None = "30", values: Values = ()) -> str:
    return Keys(power_list, look).key("card", values, item, VILLAGE)


def test_same_in_another_process() -> None:
    code = (
        "from powermap.build.keys import *; from powermap.build.loading import *; "
        "from powermap.validate.themes import load_theme; f = load_fonts(load_theme()); "
        "p = load_checked('kunshan', None, f).power_list; "
        "print(Keys(p, 'look').key('card', (), '30', p.villages[0]), look_digest(load_theme(), f))"
    )
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, encoding="utf-8", check=True)
    mine = f"{Keys(LIST, 'look').key('card', (), '30', VILLAGE)} {look_digest(load_theme(), FONTS)}"
    assert done.stdout.strip() == mine


def test_what_changes_a_key() -> None:
    item = LIST.item("30")
    changed = replace(item, scope=item.scope + "。")
    others = [
        key(look="another look"),
        key(values=(("format", "square"),)),
        key(item="29"),
        key(item=None),
        key(replace(LIST, items=tuple(changed if i is item else i for i in LIST.items))),
        key(replace(LIST, title="另一份清单")),
        key(replace(LIST, items=LIST.items[1:])),
        Keys(LIST, "look").key("poster", (), "30", VILLAGE),
        Keys(LIST, "look").key("card", (), "30", replace(VILLAGE, phones=(Phone("镇纪委", "0512-0000 0077"),))),
        Keys(LIST, "look").key("card", (), "30", None),
    ]
    assert len({key(), *others}) == len(others) + 1


def test_what_does_not_change_an_items_key() -> None:
    first = LIST.items[0]
    changed = replace(first, scope=first.scope + "。")
    other_item = replace(LIST, items=(changed, *LIST.items[1:]))
    assert key(other_item) == key()
    assert key(other_item, item=None) != key(item=None)
    assert key(replace(LIST, villages=())) == key()


def test_a_font_counts_by_its_bytes(tmp_path: Path) -> None:
    theme, file = load_theme(), tmp_path / "字.ttf"
    file.write_bytes(FONTS.font("kai").path.read_bytes())
    own = replace(theme, fonts={"kai": str(file)})
    mine = look_digest(own, load_fonts(own))
    assert mine != look_digest(theme, FONTS)
    moved = tmp_path / "别处" / "字.ttf"
    moved.parent.mkdir()
    moved.write_bytes(file.read_bytes())
    there = replace(theme, fonts={"kai": str(moved)})
    assert look_digest(there, load_fonts(there)) == mine


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.each_item], ids=lambda kind: kind.name)
def test_a_product_of_one_item_shows_nothing_else(kind: Kind) -> None:
    """Its key leaves out the other items, parameters and statutes: with others in their place it must be the same."""
    item = LIST.item("30")
    strange = tuple(
        i if i is item else replace(i, name="别的", short="别", sayings=(), entries=item.entries, bases=())
        for i in LIST.items
    )
    other = replace(LIST, items=strange, parameters=(), statutes=(), villages=())
    values = kind.read(tuple((option.name, option.default) for option in kind.options))

    def made(power_list: PowerList) -> list[object]:
        order = Order(power_list, (item,), VILLAGE, load_theme(), FONTS)
        products = list(kind.make(order, values))
        return [(product, list(files_of(product, b"", power_list))) for product in products]

    assert made(LIST) == made(other)
