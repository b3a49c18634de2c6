"""Names of sheets as people write them, and what is refused."""

from __future__ import annotations

import pytest

from powermap.errors import UsageError
from powermap.products.sizes import ISO_A, page_size
from powermap.units import mm, to_mm


@pytest.mark.parametrize(
    ("name", "label", "width", "height"),
    [
        *((name, name, *size) for name, size in ISO_A.items()),
        ("a2", "A2", 420, 594),
        (" A2 ", "A2", 420, 594),
        ("A3横", "A3横", 420, 297),
        ("60x90", "60x90cm", 600, 900),
        ("90x60", "90x60cm", 900, 600),
        ("80×120", "80x120cm", 800, 1200),
        ("60*80", "60x80cm", 600, 800),
        ("60x90横", "60x90cm横", 900, 600),
        ("50x70cm", "50x70cm", 500, 700),
        ("500x700mm", "500x700mm", 500, 700),
        ("500x700", "500x700mm", 500, 700),
        ("500X700MM", "500x700mm", 500, 700),
        ("210.5x297mm", "210.5x297mm", 210.5, 297),
    ],
)
def test_sizes(name: str, label: str, width: float, height: float) -> None:
    size = page_size(name)
    assert (size.name, size.width_mm, size.height_mm) == (label, width, height)
    assert (size.width, size.height) == (mm(width), mm(height))


@pytest.mark.parametrize(
    "name", ["", "A", "A6", "B4", "A22", "横", "60", "60x", "x90", "60x90x10", "60x90in", "A2纵", "六十x九十", "-60x90"]
)
def test_unknown_sizes(name: str) -> None:
    with pytest.raises(UsageError, match="不认识的纸张大小") as caught:
        page_size(name)
    assert "A2" in str(caught.value)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("name", ["50x70mm", "89x100mm", "3001x500mm", "500x900cm", "10x10", "70x70"])
def test_sizes_out_of_range(name: str) -> None:
    with pytest.raises(UsageError, match="90 至 3000 毫米"):
        page_size(name)


@pytest.mark.parametrize(
    ("name", "floors"),
    [
        ("A0", (140, 44, 30)),
        ("90x120", (140, 44, 30)),
        ("A1", (100, 31, 21)),
        ("60x90", (100, 31, 21)),
        ("80x120", (100, 31, 21)),
        ("A2", (70, 22, 15)),
        ("500x700mm", (70, 22, 15)),
        ("A3横", (48, 15, 10.5)),
        ("A4", (34, 11, 8)),
    ],
)
def test_floors_are_those_of_the_design(name: str, floors: tuple[float, float, float]) -> None:
    found = page_size(name).floors
    assert (found.name, found.step, found.note) == floors


def test_below_a4_floors_shrink_with_the_sheet() -> None:
    floors = page_size("105x148mm").floors
    assert (floors.name, floors.step, floors.note) == (17, 5.5, 4)


def test_millimetres_and_points() -> None:
    assert mm(25.4) == pytest.approx(72)
    assert to_mm(mm(123.4)) == pytest.approx(123.4)
