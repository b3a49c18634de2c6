"""Names of villages and items, made safe as parts of a path."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powermap.build.names import LONGEST, relative_path, safe_name
from powermap.products.product import Product
from powermap.scene.items import Document, Page

DEVICES = ("con", "prn", "aux", "nul", "com1", "lpt9")
NASTY = st.text(
    st.one_of(st.sampled_from('村.A a/\\:*?"<>|\0\n\u202e\u3000é\u0301Ａ'), st.characters()), min_size=0, max_size=60
)


@pytest.mark.parametrize(
    "name", ["示例村", "芦泾浜村", "08-小型工程立项与发包", "村（股份）经济合作社", "e阳光", "一.二"]
)
def test_plain_names_stay(name: str) -> None:
    assert safe_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "..",
        ".",
        "",
        " ",
        "a/b",
        "a\\b",
        "C:x",
        "NUL",
        "con.txt",
        "CON",
        "com¹",
        "x.",
        "x ",
        "a\tb",
        "村\0",
        ".x",
    ],
)
def test_dangerous_names_change(name: str) -> None:
    made = safe_name(name)
    assert made != name
    assert not set('\\/:*?"<>|\0\t') & set(made)
    assert made.partition(".")[0].lower() not in DEVICES
    assert made not in (".", "..")
    assert made[0] not in ". " and made[-1] not in ". "


@given(NASTY)
def test_every_name_is_safe(name: str) -> None:
    made = safe_name(name)
    assert made and made[0] not in ". " and made[-1] not in ". "
    assert not set('\\/:*?"<>|') & set(made) and made.isprintable()
    assert len(made.encode("utf-8")) <= LONGEST + len("_~12345678")
    assert made.partition(".")[0].lower() not in DEVICES


@given(NASTY, NASTY)
def test_different_names_stay_different_whatever_the_file_system_folds(one: str, other: str) -> None:
    if one != other:
        assert safe_name(one).casefold() != safe_name(other).casefold()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ABC", "abc"),
        ("ＡＢＣ", "ＡＢc"),
        ("ＡＢＣ村", "ABC村"),
        ("a/b", "a_b"),
        ("x", "x."),
        ("é", "e\u0301"),
        ("长" * 90, "长" * 91),
    ],
)
def test_near_names_stay_different(one: str, other: str) -> None:
    assert safe_name(one).casefold() != safe_name(other).casefold()


def product(file_name: str, village: str | None = None) -> Product:
    page = Page(100, 100, ())
    return Product("poster", Document((page,), "", "", ""), file_name, "08", village)


def test_village_comes_first() -> None:
    assert relative_path(product("posters/08-名-A2.pdf", "示例村"), "08-名") == "示例村/posters/08-名-A2.pdf"


def test_size_does_not_count_as_part_of_the_name() -> None:
    assert relative_path(product("posters/08-名-A3横.pdf"), "08-名") == "posters/08-名-A3横.pdf"


def test_separators_in_a_name_lead_nowhere() -> None:
    made = relative_path(product("posters/08-../../x-A2.pdf", "../../etc"), "08-../../x")
    assert made.count("/") == 2
    assert ".." not in made.split("/")
    assert made.startswith("_") and made.endswith("-A2.pdf")
