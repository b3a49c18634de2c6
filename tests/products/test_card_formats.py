"""Every format of a card: exact size, below 1 MB, passed by the proof, its code readable at half size; series too."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
import zxingcpp
from PIL import Image

from powermap.errors import UsageError
from powermap.layout.graph import route_of
from powermap.model import Item, Step
from powermap.products.card import FORMATS, make_cards
from powermap.products.card.formats import look
from powermap.products.card.series import make_list_cover, make_series
from powermap.products.card.tracks import MOST_TRACKS, tracks_of
from powermap.products.product import Product, texts_of
from powermap.proof import proof_bytes
from powermap.render.pdf import draw_pdf
from powermap.render.png import draw_jpg, draw_png
from powermap.text.fonts import load_catalogue
from powermap.validate.themes import load_theme
from powermap.value import replace

from .test_card import sample, words

ITEMS = ("08", "26", "28")

UNREAD = "图片里的字读不出来，没有和清单比对，只核对了二维码"
"""What the proof says of every picture that is held against a list."""


def product(item: Item, format_name: str, with_village: bool = True) -> Product:
    village = sample().villages[0] if with_village else None
    (only,) = make_cards(sample(), item, village, load_theme(), load_catalogue(), format_name)
    return only


def picture(made: Product) -> bytes:
    assert made.pixels is not None
    return draw_png(draw_pdf(made.document, load_catalogue()), *made.pixels)


def repeated(count: int) -> Item:
    """An item with so many steps, each with a risk."""
    item = sample().item("08")
    first = item.entries[3]
    assert isinstance(first, Step)
    steps = tuple(replace(first, key=str(n), target=str(n + 1) if n < count else None) for n in range(1, count + 1))
    return replace(item, entries=steps)


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("number", ITEMS)
def test_a_picture_passes_the_proof(format_name: str, number: str) -> None:
    made = product(sample().item(number), format_name)
    data = picture(made)
    width, height = FORMATS[format_name]
    with Image.open(io.BytesIO(data)) as image:
        assert image.width == width and (image.height == height or not height)
        half = image.convert("L").resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
    assert len(data) < 1_000_000
    assert [code.text for code in zxingcpp.read_barcodes(half)] == [sample().villages[0].link]
    report = proof_bytes(data, f"示例村/{made.file_name}", sample())
    assert [finding.what for finding in report.findings] == [UNREAD]


@pytest.mark.parametrize("with_village", [True, False])
@pytest.mark.parametrize("format_name", ["3x4", "square", "long", "story"])
def test_nothing_overlaps_and_type_is_large_enough(format_name: str, with_village: bool) -> None:
    """The proof of the drawing that the picture is made from; a square tells the route in short names only."""
    made = product(sample().item("26"), format_name, with_village)
    found = proof_bytes(draw_pdf(made.document, load_catalogue()), made.file_name, sample()).findings
    assert [f for f in found if not (format_name == "square" and f.check == "missing-text")] == []


@pytest.mark.parametrize("number", ITEMS)
def test_the_long_picture_tells_everything(number: str) -> None:
    item = sample().item(number)
    found = words(product(item, "long"))
    for entry in item.entries:
        for text in (entry.name, entry.note, entry.limit, *(actor.name for actor in entry.actors)):
            assert text.replace(" ", "") in found
        for risk in entry.risks:
            assert all(text.replace(" ", "") in found for text in (risk.text, risk.control, risk.owner))
        for branch in getattr(entry, "branches", ()):
            assert branch.result.replace(" ", "") in found


@pytest.mark.parametrize("number", ITEMS)
def test_the_long_picture_is_read_on_a_telephone(number: str) -> None:
    """No type below 11 px where 1080 px are shown 375 wide."""
    (page,) = product(sample().item(number), "long").document.pages
    assert min(text.size for text in texts_of(page)) * 375 / 1080 >= 11


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("count", [1, 40])
def test_very_short_and_very_long_routes(format_name: str, count: int) -> None:
    pictures = make_cards(sample(), repeated(count), sample().villages[0], load_theme(), load_catalogue(), format_name)
    assert len(pictures) == 1 or (count == 40 and format_name in ("3x4", "story"))
    for made in pictures:
        (page,) = made.document.pages
        for text in texts_of(page):
            assert text.x >= 0 and text.x + text.width <= page.width and 0 <= text.y <= page.height
        assert len(picture(made)) < 1_000_000


@pytest.mark.parametrize("format_name", ["cover", "square500", "square", "3x4"])
def test_a_name_is_never_cut(format_name: str) -> None:
    name = "农村集体经济组织经营性资产清查核实与折股量化改革方案审批办理"
    item = replace(sample().item("08"), name=name, short=name)
    made = product(item, format_name, False)
    assert name in words(made)
    (page,) = made.document.pages
    assert all(text.x >= 0 and text.x + text.width <= page.width for text in texts_of(page))


def test_the_middle_square_of_a_cover_works_alone() -> None:
    (page,) = product(sample().item("26"), "cover").document.pages
    inside = [text for text in texts_of(page) if text.x >= 258.5 and text.x + text.width <= 641.5]
    told = "".join(text.text for text in sorted(inside, key=lambda text: (text.y, text.x)))
    assert sample().item("26").name in told and "示例村" in told and "清单" in told
    half = [text for text in texts_of(page) if text not in inside]
    assert all(text.x + text.width < 258.5 or text.x > 641.5 for text in half), "cut through by the square"


def test_edges_beside_the_line_have_tracks_of_their_own() -> None:
    for item in sample().items:
        tracks = tracks_of(route_of(item))
        for one in tracks:
            assert one.lane < MOST_TRACKS and one.target != one.source + 1
            for other in tracks:
                apart = max(one.source, one.target) < min(other.source, other.target)
                apart = apart or max(other.source, other.target) < min(one.source, one.target)
                assert one is other or one.lane != other.lane or apart


def series(format_name: str) -> Iterator[Product]:
    chosen = look(format_name)
    shared = (sample().villages[0], load_theme(), load_catalogue(), chosen)
    yield from make_series(sample(), (sample().item("08"), sample().item("26"), sample().item("27")), *shared)


@pytest.mark.parametrize("format_name", ["3x4", "square", "story"])
def test_a_series(format_name: str) -> None:
    made = list(series(format_name))
    assert [one.item for one in made] == [None, None, "08", None, "26", "27", None]
    assert sample().title in words(made[0]) and "工程建设类" in words(made[1]) and "临时救助" in words(made[3])
    assert "0512-00000002" in words(made[-1])
    assert len({one.file_name for one in made}) == len(made)
    for one in made:
        found = proof_bytes(draw_pdf(one.document, load_catalogue()), "", None).findings
        assert found == (), one.file_name
        report = proof_bytes(picture(one), f"示例村/{one.file_name}", sample())
        assert [finding.what for finding in report.findings] == [UNREAD]
        assert one.alt


def test_formats_that_do_not_exist() -> None:
    shared = (None, load_theme(), load_catalogue())
    for wrong in (("4x3", 1, "png"), ("3x4", 5, "png"), ("3x4", 1, "gif"), ("long", 2, "jpg")):
        with pytest.raises(UsageError):
            look(*wrong)
    with pytest.raises(UsageError, match="story"):
        make_series(sample(), sample().items, *shared, look("long"))


def test_twice_the_size_and_jpeg() -> None:
    shared = (sample().villages[0], load_theme(), load_catalogue())
    (made,) = make_cards(sample(), sample().item("08"), *shared, "square", 2, "jpg")
    assert made.pixels == (2160, 2160) and made.media == "jpg"
    assert made.file_name.endswith("-square@2x.jpg")
    data = draw_jpg(draw_pdf(made.document, load_catalogue()), *made.pixels)
    report = proof_bytes(data, f"示例村/{made.file_name}", sample())
    assert [finding.what for finding in report.findings] == [UNREAD]
    assert report.passed
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (2160, 2160) and image.layer[0][1:3] == image.layer[1][1:3] == (1, 1)


def test_the_list_on_a_cover() -> None:
    shared = (sample().villages[0], load_theme(), load_catalogue())
    made = make_list_cover(sample(), *shared, look("cover"))
    assert sample().title in words(made) and made.pixels == (900, 383)
