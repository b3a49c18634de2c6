"""Numbers and names from a command line find what they mean, or say what there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from powermap.build.choosing import choose_items, choose_village
from powermap.build.loading import find_list
from powermap.errors import UsageError
from powermap.model import PowerList
from powermap.resources import data_dir
from powermap.source import read_list
from powermap.validate import check_list


@pytest.fixture(scope="module")
def power_list() -> PowerList:
    checked = check_list(read_list(data_dir("lists") / "kunshan"))
    assert checked.power_list is not None
    return checked.power_list


def test_no_number_means_all(power_list: PowerList) -> None:
    assert choose_items(power_list, ()) == power_list.items


@pytest.mark.parametrize("number", ["08", "8", "０８", " 08"])
def test_number_however_it_is_typed(power_list: PowerList, number: str) -> None:
    assert [item.number for item in choose_items(power_list, [number])] == ["08"]


def test_several_in_the_order_of_the_list_and_once(power_list: PowerList) -> None:
    assert [item.number for item in choose_items(power_list, ["30", "08", "30"])] == ["08", "30"]


def test_every_unknown_number_is_named(power_list: PowerList) -> None:
    with pytest.raises(UsageError, match=r"“98”“99”.*08 小型工程立项与发包"):
        choose_items(power_list, ["98", "08", "99"])


def test_village_by_name(power_list: PowerList) -> None:
    village = choose_village(power_list, "示例村")
    assert village is not None and village.town == "示例镇"
    assert choose_village(power_list, None) is None


def test_near_village_is_proposed(power_list: PowerList) -> None:
    with pytest.raises(UsageError, match="是不是“示例村”"):
        choose_village(power_list, "示例")


def test_shipped_list_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_list("kunshan") == data_dir("lists") / "kunshan"
    (tmp_path / "kunshan").mkdir()
    assert find_list("kunshan") == Path("kunshan"), "what the user has of that name comes first"


@pytest.mark.parametrize("name", ["..", ".", "", "../lists/kunshan", "法规库.yaml", "没有"])
def test_nothing_else_is_taken_for_a_shipped_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_list(name) == Path(name)
