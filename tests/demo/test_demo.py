"""What `make demo` makes, read back. POWERMAP_DEMO names a folder that is there; else the files are made here."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from PIL import Image

from powermap.cli import main

from .read_back import Pdf, parameters_of, squeezed

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "lists" / "kunshan"
VILLAGE = yaml.safe_load((ROOT / "lists" / "villages.yaml").read_text(encoding="utf-8"))[0]
PARAMETERS = parameters_of(SAMPLE / "清单.yaml")
ITEMS = sorted((SAMPLE / "事项").glob("*.yaml"))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The village's folder of a finished demo."""
    there = os.environ.get("POWERMAP_DEMO")
    root = Path(there).absolute() if there else tmp_path_factory.mktemp("demo")
    if not there:
        common = [str(SAMPLE), "--village", VILLAGE["村名"], "-o", str(root)]
        assert [main([command, *common]) for command in ("poster", "booklet", "card")] == [0, 0, 0]
    return root / str(VILLAGE["村名"])


@pytest.fixture(params=ITEMS, ids=lambda path: path.stem)
def item(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def poster_of(made: Path, item: Path) -> Pdf:
    return Pdf(made / "posters" / f"{item.stem}-A2.pdf")


def test_poster_is_fit_to_print(made: Path, item: Path) -> None:
    assert list(poster_of(made, item).problems("A2")) == []


def test_poster_says_all_of_its_item(made: Path, item: Path) -> None:
    assert poster_of(made, item).lacking(item, PARAMETERS) == []


def test_poster_says_whom_to_call(made: Path, item: Path) -> None:
    poster = poster_of(made, item)
    for words in (VILLAGE["村名"], VILLAGE["联系人"]["姓名"], *VILLAGE["监督电话"].values()):
        assert squeezed(words) in poster.text
    assert "示范文本" in poster.text


def test_qr_code_leads_to_the_village(made: Path, item: Path) -> None:
    assert poster_of(made, item).qr_codes() == [VILLAGE["公开二维码"]]


def test_booklet(made: Path) -> None:
    (path,) = (made / "booklet").glob("*-A5.pdf")
    booklet = Pdf(path)
    assert list(booklet.problems("A5")) == []
    assert len(booklet.pages) % 2 == 0
    for item in ITEMS:
        assert booklet.lacking(item, PARAMETERS) == []


def test_card(made: Path, item: Path) -> None:
    with Image.open(made / "cards" / f"{item.stem}-3x4.png") as card:
        assert card.size == (1080, 1440)
        assert card.mode == "RGB"
        colors = card.getcolors(maxcolors=1 << 24)
        assert colors is not None and len(colors) > 50
        assert max(count for count, _ in colors) < 0.9 * 1080 * 1440, "nearly empty"


def test_nothing_but_finished_files(made: Path) -> None:
    files = [path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()]
    assert len([name for name in files if name.endswith(".pdf") and name.startswith("posters/")]) == len(ITEMS)
    pictures = {name.removesuffix(".png") for name in files if name.endswith(".png")}
    assert len(pictures) == len(ITEMS)
    assert {name.removesuffix(".txt") for name in files if name.endswith(".txt")} == pictures, (
        "words beside each picture"
    )
    assert not [name for name in files if name.rpartition("/")[2].startswith(".")]
