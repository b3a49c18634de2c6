"""The draw.io file: well-formed, every connector attached, every step in the lane of its actor."""

from __future__ import annotations

import html
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from powermap.build.exporting import Export, exported
from powermap.build.loading import load_checked, load_fonts
from powermap.model import PowerList
from powermap.source import read_list
from powermap.validate.themes import load_theme

NUMBERS = ("01", "08", "26", "30")


@pytest.fixture(scope="module")
def power_list() -> PowerList:
    checked = load_checked("kunshan", None, load_fonts(load_theme(None)))
    assert checked.power_list is not None
    return checked.power_list


@pytest.fixture(scope="module")
def files(power_list: PowerList) -> dict[str, bytes]:
    return exported(export_of(power_list), "drawio")


def export_of(power_list: PowerList) -> Export:
    theme = load_theme(None)
    source = read_list(Path(__file__).parents[2] / "lists" / "kunshan")
    items = tuple(power_list.item(number) for number in NUMBERS)
    return Export(source, power_list, items, theme, load_fonts(theme))


def faults(page: ET.Element) -> list[str]:
    """Connectors that hang loose, ids that are there twice, cells of a negative size."""
    cells = list(page.iter("mxCell"))
    ids = [cell.get("id") for cell in cells]
    out = [f"id {name} twice" for name in set(ids) if ids.count(name) > 1]
    for cell in cells:
        if cell.get("edge") == "1":
            out += [f"edge {cell.get('id')}: no {end}" for end in ("source", "target") if cell.get(end) not in ids]
        if cell.get("parent") not in (None, *ids):
            out.append(f"{cell.get('id')} has no parent")
        geometry = cell.find("mxGeometry")
        if cell.get("vertex") == "1" and geometry is not None:
            sizes = [float(geometry.get(key, "0")) for key in ("x", "y", "width", "height")]
            out += [f"{cell.get('id')}: {sizes}"] if min(sizes) < 0 or min(sizes[2:]) == 0 else []
    return out


def test_pages(power_list: PowerList, files: dict[str, bytes]) -> None:
    pages = [page for data in files.values() for page in ET.fromstring(data).iter("diagram")]
    assert len(pages) == len(NUMBERS)
    for page in pages:
        assert faults(page) == []
        assert [c for c in page.iter("mxCell") if c.get("edge") == "1"]
    values = [cell.get("value", "") for page in pages for cell in page.iter("mxCell")]
    text = "\n".join("".join(re.sub("<[^>]*>", "", html.unescape(value)).split()) for value in values)
    for number in NUMBERS:
        for entry in power_list.item(number).entries:
            assert "".join(entry.name.split()) in text


def test_the_check_can_fail(files: dict[str, bytes]) -> None:
    (page, *_) = ET.fromstring(next(iter(files.values()))).iter("diagram")
    edge = next(cell for cell in page.iter("mxCell") if cell.get("edge") == "1")
    edge.set("target", "别处")
    assert faults(page)


def test_same_bytes(power_list: PowerList, files: dict[str, bytes]) -> None:
    assert exported(export_of(power_list), "drawio") == files
