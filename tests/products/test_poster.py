"""Posters of any size, with and without a village: nothing overlaps or leaves the sheet, floors hold or it is said."""

from __future__ import annotations

from functools import cache

import pytest

from powermap.diagnostics import Severity
from powermap.geometry import Rect
from powermap.model import Approval, Basis, Category, Contact, Item, Phone, Risk, Village
from powermap.products.poster import make_poster
from powermap.products.product import Product, texts_of
from powermap.products.sheet import QR_LEAST
from powermap.products.sizes import page_size
from powermap.resources import data_dir
from powermap.scene.check import check_page
from powermap.scene.items import Group, Page, Path, SceneItem, Square, Text
from powermap.scene.qr import QUIET
from powermap.source import read_list
from powermap.validate import check_list
from powermap.value import replace
from tests.samples import HIGH, ITEMS, PROJECT, RELIEF, SHORT, VILLAGE, fonts, item, power_list, step, theme

SIZES = ("A0", "A1", "A2", "A3", "A4", "60x80", "60x90", "80x120", "90x120", "90x60", "500x700mm", "A3横", "A2横")

LONG_VILLAGE = Village(
    "示范新型农村社区联合第一居民村",
    "经济技术开发区高新科技产业镇",
    (
        Phone("村务监督委员会", "0512-0000 0001"),
        Phone("村民委员会", "0512-0000 0003"),
        Phone("区镇纪（工）委", "0512-0000 0002"),
        Phone("市农业农村局", "0512-0000 0004 转 0005"),
    ),
    Contact("欧阳某某某", "村纪检委员、村务监督委员会主任"),
    "https://example.org/villages/a-very-long-name-of-a-village/power-list?edition=2026.1&from=poster",
)


@cache
def poster(sample: Item, village: Village | None = VILLAGE, size: str = "A2") -> Product:
    return make_poster(power_list(*ITEMS), sample, village, theme(), fonts(), page_size(size))


def faults(product: Product) -> list[str]:
    """What the scene's check finds on any page, texts kept out of the side margins too."""
    found: list[str] = []
    for page in product.document.pages:
        u = min(page.width, page.height) / 100
        safe = Rect(4.99 * u, 0.9 * u, page.width - 9.98 * u, page.height - 1.8 * u)
        found += map(str, check_page(page, safe))
    return found


def flat(page: Page) -> list[SceneItem]:
    out: list[SceneItem] = []
    stack = list(reversed(page.items))
    while stack:
        top = stack.pop()
        if isinstance(top, Group):
            stack += reversed(top.items)
        else:
            out.append(top)
    return out


def words(product: Product) -> str:
    """All texts in the order they are drawn, without spaces."""
    texts = (thing.text for page in product.document.pages for thing in flat(page) if isinstance(thing, Text))
    return "".join(texts).replace(" ", "")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("sample", ITEMS, ids=lambda s: s.number)
@pytest.mark.parametrize("village", [VILLAGE, None, LONG_VILLAGE], ids=["village", "none", "long"])
def test_nothing_overlaps_or_leaves_the_sheet(sample: Item, village: Village | None, size: str) -> None:
    assert faults(poster(sample, village, size)) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("sample", ITEMS, ids=lambda s: s.number)
def test_type_is_at_the_floor_or_the_poster_says_so(sample: Item, size: str) -> None:
    product = poster(sample, VILLAGE, size)
    floors = page_size(size).floors
    sizes = [text.size for page in product.document.pages for text in texts_of(page)]
    assert product.min_pt == min(sizes)
    small = [p for p in product.problems if p.rule == "type-below-floor"]
    several = [p for p in product.problems if p.rule == "several-sheets"]
    assert len(small) + len(several) == len(product.problems) <= 1
    for problem in product.problems:
        assert problem.severity is (Severity.WARNING if small else Severity.NOTICE)
        assert sample.name in problem.found
        assert page_size(size).name in problem.found
    assert bool(several) <= (len(product.document.pages) > 1)
    if not small:
        assert product.min_pt >= floors.note - 0.01


def test_the_usual_sizes_hold_the_samples() -> None:
    for size in ("A0", "A1", "A2"):
        assert poster(PROJECT, VILLAGE, size).problems == ()
        assert poster(SHORT, VILLAGE, size).problems == ()


def test_too_much_for_a_small_sheet_is_told() -> None:
    crowded = item(
        tuple(
            step(
                f"第{n}步的名称写得相当长长长",
                f"{n + 1}" if n < 15 else None,
                note="说明也写得相当长，几乎每一步都要占去两三行的地方，不可能放得下",
                limit="受理后 30 个工作日内，情况特殊的 45 个工作日内",
                risks=(Risk(HIGH, "风险写得很长" * 4, "防控写得更长" * 8, "村务监督委员会主任"),) * 3,
                key=f"{n}",
            )
            for n in range(16)
        )
    )
    product = poster(crowded, VILLAGE, "A4")
    assert product.problems
    assert faults(product) == []


def test_page_and_file_are_named_after_item_and_size() -> None:
    product = poster(PROJECT, VILLAGE, "60x90")
    assert (product.kind, product.media, product.item, product.village) == ("poster", "pdf", "08", "示例村")
    assert product.file_name == "posters/08-小型工程立项与发包-60x90cm.pdf"
    assert (product.width_mm, product.height_mm) == (pytest.approx(600), pytest.approx(900))
    assert product.pixels is None
    assert poster(PROJECT, None).village is None


def test_the_village_stands_on_the_sheet() -> None:
    text = words(poster(PROJECT))
    for wanted in ("示例镇", "示例村", "张某某", "村纪检委员", "0512-00000001", "0512-00000002", "扫码看公开"):
        assert wanted in text


def test_of_several_telephones_each_says_whose_it_is() -> None:
    text = words(poster(PROJECT, LONG_VILLAGE))
    assert all("".join(phone.number.split()) in text for phone in LONG_VILLAGE.phones)
    for label in ("村民委员会0512-00000003", "市农业农村局0512-00000004转0005"):
        assert label in text
    assert "村务监督委员会0512-00000001" not in words(poster(PROJECT))


@pytest.mark.parametrize("size", ["A4", "A2", "A3横"])
def test_a_long_label_of_a_telephone_takes_rows(size: str) -> None:
    phones = (*VILLAGE.phones, Phone("市农业农村局农村经济指导科举报和政策咨询", "0512-0000 0006"))
    product = poster(PROJECT, replace(VILLAGE, phones=phones), size)
    assert "市农业农村局农村经济指导科举报和政策咨询0512-00000006" in words(product)
    runs = [text for page in product.document.pages for text in texts_of(page)]
    rows = [run for run in runs if run.text in phones[-1].label and len(run.text) > 3]
    (title,) = {run.x for run in runs if run.text == "联系人"}
    assert rows and all(run.x + run.width < title for run in rows if run.x < title)
    assert faults(product) == []


def test_without_a_village_there_are_places_to_write_in() -> None:
    product = poster(PROJECT, None)
    text = words(product)
    for wanted in ("镇", "村", "电话", "姓名", "职务", "贴二维码处"):
        assert wanted in text
    assert "示例" not in text.replace("示范", "")
    assert "扫码看公开" not in text


def test_without_a_link_a_place_for_the_code_is_left() -> None:
    product = poster(PROJECT, replace(VILLAGE, link=""))
    assert "贴二维码处" in words(product)
    assert "示例村" in words(product)


@pytest.mark.parametrize("size", ["A0", "A2", "A3"])
def test_the_code_is_large_enough(size: str) -> None:
    squares = [
        segment
        for thing in flat(poster(PROJECT, VILLAGE, size).document.pages[0])
        if isinstance(thing, Path)
        for segment in thing.segments
        if isinstance(segment, Square)
    ]
    dark = max(s.x + s.w for s in squares) - min(s.x for s in squares)
    module = min(s.h for s in squares)
    assert dark + 2 * QUIET * module >= QR_LEAST - 0.01


@pytest.mark.parametrize(
    "name",
    [
        "印",
        "农村集体经济组织经营性资产股份合作制改革收益分配方案的拟订与实施",
        "户口迁移、婚姻状况、亲属关系、居住情况等证明事项的核实与出具（含外来务工人员子女入学）",
    ],
)
@pytest.mark.parametrize("size", ["A2", "A4", "A3横"])
def test_names_short_and_long(name: str, size: str) -> None:
    product = poster(replace(SHORT, name=name), VILLAGE, size)
    assert faults(product) == []
    assert name in words(product)


def test_long_facts() -> None:
    bases = tuple(Basis(f"关于进一步规范农村集体资产管理工作的若干意见（第{n}号）") for n in "一二三四五")
    crowded = replace(
        PROJECT,
        limit="自受理之日起 20 个工作日内办结；情况特殊的，经批准可以延长 10 个工作日，并书面告知申请人",
        bases=bases,
        publication=replace(PROJECT.publication, channels=("村务公开栏", "网上村委会", "微信公众号", "便民服务窗口")),
    )
    for size in ("A2", "A4", "60x90"):
        assert faults(poster(crowded, VILLAGE, size)) == []


def test_facts_that_are_not_there_take_no_column() -> None:
    bare = replace(SHORT, bases=(), publication=replace(SHORT.publication, channels=(), period=""))
    product = poster(bare)
    assert faults(product) == []
    assert "办理依据" not in words(product)
    assert "公开方式" not in words(product)


def test_sample_or_confirmed() -> None:
    confirmed = replace(power_list(*ITEMS), approval=Approval.CONFIRMED)
    product = make_poster(confirmed, SHORT, VILLAGE, theme(), fonts(), page_size("A2"))
    assert "示范文本" in words(poster(SHORT))
    assert "示范文本" not in words(product)
    assert "已核定" in words(product)


def test_category_is_named_once() -> None:
    doubled = replace(SHORT, category=Category("便民服务类", "绿"))
    assert "便民服务类类" not in words(poster(doubled))
    assert "救助帮扶类" in words(poster(RELIEF))


@pytest.mark.parametrize("size", ["A2", "A4"])
def test_the_shipped_list(size: str) -> None:
    """Every item of the sample list that travels with the program."""
    shipped = check_list(read_list(data_dir("lists") / "kunshan")).power_list
    assert shipped is not None
    for sample in shipped.items:
        product = make_poster(shipped, sample, None, theme(), fonts(), page_size(size))
        assert faults(product) == [], sample.name
