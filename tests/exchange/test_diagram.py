"""The draw.io file: well-formed, every connector attached, every step in the lane of its actor."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from powermap.build.exporting import Export, exported
from powermap.build.loading import load_checked, load_fonts
from powermap.model import Decision, Item, PowerList
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
    """Connectors that hang loose, ids that are there twice, cells of a negative size or without a parent, lanes that
    are no containers, boxes that stand out of their lane.
    """
    cells = list(page.iter("mxCell"))
    ids = [cell.get("id") for cell in cells]
    by_id = {cell.get("id"): cell for cell in cells}
    out = [f"id {name} twice" for name in set(ids) if ids.count(name) > 1]
    for cell in cells:
        if cell.get("edge") == "1":
            ends = [by_id.get(cell.get(end)) for end in ("source", "target")]
            out += [f"edge {cell.get('id')} hangs loose" for end in ends if end is None or end.get("vertex") != "1"]
            shares = [float(x) for x in re.findall(r"(?:exit|entry)[XY]=([-\d.]+)", cell.get("style", ""))]
            if len(shares) != 4 or not all(0 <= share <= 1 for share in shares):
                out.append(f"edge {cell.get('id')} meets its ends at {shares}")
        if cell.get("parent") not in (None, *ids):
            out.append(f"{cell.get('id')} has no parent")
        geometry = cell.find("mxGeometry")
        if cell.get("vertex") == "1" and geometry is not None:
            sizes = [float(geometry.get(key, "0")) for key in ("x", "y", "width", "height")]
            out += [f"{cell.get('id')}: {sizes}"] if min(sizes) < 0 or min(sizes[2:]) == 0 else []
            lane = by_id.get(cell.get("parent"))
            if lane is not None and lane.get("id", "").startswith("lane") and "marker" not in cell.get("id", ""):
                room = lane.find("mxGeometry")
                assert room is not None
                wide, high = (float(room.get(key, "0")) for key in ("width", "height"))
                if sizes[0] + sizes[2] > wide + 0.5 or sizes[1] + sizes[3] > high + 0.5:
                    out.append(f"{cell.get('id')} stands out of {lane.get('value')}")
        if cell.get("id", "").startswith("lane") and not {"swimlane", "container=1"} <= set(
            cell.get("style", "").split(";")
        ):
            out.append(f"{cell.get('id')} is no container")
    return out


def words(cell: ET.Element) -> str:
    """What is read in a cell, without spaces and line breaks."""
    return "".join(re.sub("<[^>]*>", "", html.unescape(cell.get("value", ""))).split())


def ways(page: ET.Element) -> set[tuple[str, str, str]]:
    """Every connector as words of its source, words of its target, label."""
    by_id = {cell.get("id"): words(cell) for cell in page.iter("mxCell")}
    edges = (cell for cell in page.iter("mxCell") if cell.get("edge") == "1")
    return {(by_id[e.get("source")], by_id[e.get("target")], words(e)) for e in edges}


def unlike(page: ET.Element, item: Item) -> list[str]:
    """What of the item's route, as its entries have it, is not on the page: branches with their labels, steps one after
    the other, the lane of each entry's actor.
    """
    found, out = ways(page), []
    names = {entry.key: "".join(entry.name.split()) for entry in item.entries}
    for entry in item.entries:
        name = names[entry.key]
        if isinstance(entry, Decision):
            for branch in entry.branches:
                label = "".join(branch.result.split())
                if not any(a.startswith(name) and c == label for a, _, c in found):
                    out.append(f"no way {label} out of {name}")
        if not any(b.startswith(name) for _, b, _ in found):
            out.append(f"no way to {name}")
        cell = next(c for c in page.iter("mxCell") if c.get("id") == f"step-{entry.key}")
        lane = next(c for c in page.iter("mxCell") if c.get("id") == cell.get("parent"))
        if entry.actors and words(lane) not in {"".join(actor.name.split()) for actor in entry.actors}:
            out.append(f"{name} is in the lane of {words(lane)}")
    return out


def test_pages(power_list: PowerList, files: dict[str, bytes]) -> None:
    pages = [page for data in files.values() for page in ET.fromstring(data).iter("diagram")]
    assert len(pages) == len(NUMBERS)
    for number, page in zip(NUMBERS, pages, strict=True):
        assert faults(page) == []
        assert unlike(page, power_list.item(number)) == []
        assert [c for c in page.iter("mxCell") if c.get("edge") == "1"]
    values = [cell.get("value", "") for page in pages for cell in page.iter("mxCell")]
    text = "\n".join("".join(re.sub("<[^>]*>", "", html.unescape(value)).split()) for value in values)
    for number in NUMBERS:
        for entry in power_list.item(number).entries:
            assert "".join(entry.name.split()) in text


def _cell(page: ET.Element, start: str) -> ET.Element:
    return next(c for c in page.iter("mxCell") if c.get("id", "").startswith(start))


def _edge(page: ET.Element) -> ET.Element:
    return next(c for c in page.iter("mxCell") if c.get("edge") == "1" and c.get("value"))


def _out_of_its_lane(page: ET.Element) -> None:
    geometry = _cell(page, "step-").find("mxGeometry")
    assert geometry is not None
    geometry.set("x", "5000")


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda page: _edge(page).set("target", "别处"), "loose"),
        (lambda page: _edge(page).attrib.pop("source"), "loose"),
        (lambda page: _edge(page).set("style", "exitX=2;exitY=0;entryX=0;entryY=0;"), "meets"),
        (lambda page: _cell(page, "step-").set("parent", "lane-99"), "no parent"),
        (lambda page: _cell(page, "lane-1").set("style", "rounded=1;"), "no container"),
        (_out_of_its_lane, "stands out"),
    ],
)
def test_the_checks_can_fail(files: dict[str, bytes], spoil: Callable[[ET.Element], None], word: str) -> None:
    (page, *_) = ET.fromstring(next(iter(files.values()))).iter("diagram")
    assert faults(page) == []
    spoil(page)
    assert any(word in fault for fault in faults(page))


def test_another_route_is_seen(power_list: PowerList, files: dict[str, bytes]) -> None:
    (page, *_) = ET.fromstring(next(iter(files.values()))).iter("diagram")
    item = power_list.item(NUMBERS[0])
    _edge(page).set("value", "别的")
    assert any("no way" in fault for fault in unlike(page, item))
    step = _cell(page, "step-")
    step.set("parent", next(f"lane-{i}" for i in (1, 2) if step.get("parent") != f"lane-{i}"))
    assert any("in the lane of" in fault for fault in unlike(page, item))


def test_lines_from_a_slant_are_not_routed_anew(files: dict[str, bytes]) -> None:
    styles = [
        cell.get("style", "")
        for page in ET.fromstring(next(iter(files.values()))).iter("diagram")
        for cell in page.iter("mxCell")
        if cell.get("edge") == "1"
    ]
    routed = [style for style in styles if style.startswith("edgeStyle=orthogonalEdgeStyle")]
    slanted = [style for style in styles if style.startswith("edgeStyle=none")]
    assert len(routed) + len(slanted) == len(styles) and routed
    for style in routed:
        assert set(re.findall(r"(?:exit|entry)[XY]=([\d.]+)", style)) <= {"0", "0.5", "1"}


def test_same_bytes(power_list: PowerList, files: dict[str, bytes]) -> None:
    assert exported(export_of(power_list), "drawio") == files
