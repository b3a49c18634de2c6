"""The filing form as PDF: pages of an official document, every change marked in both routes, and a file that proves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from powermap.build.loading import load_checked, load_fonts
from powermap.compare import compare
from powermap.model import Branch, Decision, Parameter, PowerList
from powermap.products.filing import count_words, draw_pictures, filing_of, make_filing
from powermap.products.filing.marks import marks_of
from powermap.products.product import Product
from powermap.proof import proof_bytes
from powermap.render.pdf import draw_pdf
from powermap.scene.brush import Brush
from powermap.scene.check import check_page
from powermap.scene.items import Group, Page
from powermap.text.phrases import setter_for
from powermap.units import to_mm
from powermap.validate.themes import load_theme
from powermap.value import replace
from tests.compare.mutations import MUTATIONS

LISTS = Path(__file__).parents[2] / "lists"
THEME = load_theme(None)
FONTS = load_fonts(THEME)


@cache
def read(name: str) -> PowerList:
    power_list = load_checked(str(LISTS / name), None, FONTS).power_list
    assert power_list is not None
    return power_list


@cache
def changed() -> PowerList:
    """The sample list with something changed in every other item."""
    items = []
    names = list(MUTATIONS)
    for i, item in enumerate(read("kunshan").items[::2]):
        for k in range(4):
            found = MUTATIONS[names[(4 * i + k) % len(names)]](item, (3 * i + 5 * k) % len(item.entries))
            item = found[0] if found else item
        items.append(item)
    return replace(read("kunshan"), edition="2027.1", items=tuple(items))


def brush_for(power_list: PowerList) -> Brush:
    return Brush(THEME, setter_for(power_list, FONTS))


def form(old: PowerList, new: PowerList) -> Product:
    return make_filing(brush_for(new), old, new, filing_of(old, new, compare(old, new)))


@cache
def made() -> Product:
    return form(read("kunshan"), changed())


def groups_of(page: Page) -> Iterator[str]:
    stack = list(page.items)
    while stack:
        item = stack.pop()
        if isinstance(item, Group):
            yield item.name
            stack += item.items


def words_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_the_file_passes_the_proof() -> None:
    report = proof_bytes(draw_pdf(made().document, FONTS), "form.pdf")
    assert report.findings == ()
    assert made().problems == ()


def test_nothing_covers_anything() -> None:
    found = [(page.label, str(finding)) for page in made().document.pages for finding in check_page(page)]
    assert found == []


def test_pages() -> None:
    pages = made().document.pages
    sizes = [(round(to_mm(page.width)), round(to_mm(page.height))) for page in pages]
    upright = sizes.index((297, 210))
    assert set(sizes[:upright]) == {(210, 297)}
    assert set(sizes[upright:]) == {(297, 210)}
    words = words_of(draw_pdf(made().document, FONTS))
    assert "备案表" in words[0]
    assert "—1—" not in words[0]
    assert all(f"—{number}—" in page for number, page in enumerate(words[1:], start=2))
    whole = "".join(words)
    for heading in ("一、事项一览", "二、修改对照", "三、签字盖章", "四、流程对照"):
        assert whole.count(heading) == 1


def test_every_change_of_a_route_is_marked_in_it() -> None:
    """Each entry that changed has its frame and its tag, in the old route, in the new one or in both; no other has."""
    old, new = read("kunshan"), changed()
    drawn = [name for page in made().document.pages for name in groups_of(page)]
    wanted: list[str] = []
    for change in compare(old, new).items:
        if change.status == "修改":
            for marks in marks_of(change):
                wanted += [f"{mark} {key}" for key, mark in marks.items()]
    assert {name.split()[0] for name in wanted} == {"新增", "修改", "删去"}
    for what in ("frame", "tag"):
        assert sorted(n.removeprefix(f"{what} ") for n in drawn if n.startswith(f"{what} ")) == sorted(wanted)


def test_what_is_only_shown_as_text_is_in_the_table() -> None:
    old, new = read("kunshan"), read("示例镇")
    words = "".join(words_of(draw_pdf(form(old, new).document, FONTS)))
    for row in filing_of(old, new, compare(old, new)).changes:
        for cell in row.cells:
            assert "".join(cell.split())[:12] in words.replace("\n", ""), row


def test_pictures_show_the_same_routes() -> None:
    old, new = read("kunshan"), changed()
    filing = filing_of(old, new, compare(old, new))
    pictures = draw_pictures(brush_for(new), filing.routed[:3], ("旧", "新"))
    assert [check_page(picture.page) for picture in pictures] == [()] * len(pictures)
    assert all(picture.alt.startswith(("0", "1", "2")) and "流程" in picture.alt for picture in pictures)
    assert any("修改“" in picture.alt for picture in pictures)


def test_a_new_item_shows_what_it_says() -> None:
    old, new = read("kunshan"), read("示例镇")
    words = words_of(draw_pdf(form(old, new).document, FONTS))
    page = next(page for page in words if "33农村危房改造" in page and "新增事项的内容" in page)
    for label in ("办理主体", "依据", "公开方式", "上级监督"):
        assert label in page


def test_no_change_at_all() -> None:
    old = read("kunshan")
    product = form(old, old)
    words = "".join(words_of(draw_pdf(product.document, FONTS)))
    assert "和原清单相比没有变化" in words
    assert {(page.width < page.height) for page in product.document.pages} == {True}
    assert proof_bytes(draw_pdf(product.document, FONTS), "form.pdf").findings == ()


def test_long_words_and_many_changes_stay_on_the_paper() -> None:
    base = read("kunshan")
    long = "".join(f"第{i}条规定的数额由区镇按照实际情况核定并向全体村民公布；" for i in range(60))
    item = replace(
        base.item("08"),
        name="村级集体经济组织小型工程建设项目立项审批招标投标发包管理及竣工验收结算公开" * 2,
        scope=long,
        entries=tuple(replace(e, note=e.note + "，写清楚再办" * 9) for e in base.item("08").entries),
    )
    head = tuple(Parameter(f"限额{i}", f"{i} 万元", "示例") for i in range(80))
    new = replace(base, title=base.title * 3, basis=long[:200], parameters=head, items=(item,))
    product = form(base, new)
    for page in product.document.pages:
        assert check_page(page) == ()
    whole = "".join(words_of(draw_pdf(product.document, FONTS)))
    assert "第59条" in whole
    assert "接上行" in whole


def test_type_that_had_to_be_too_small_is_told() -> None:
    base = read("kunshan")
    many = tuple(Branch(f"第{i}种情形", None) for i in range(60))
    question = Decision("问", "属于哪一种？", "哪一种", base.item("08").owners, many)
    new = replace(base, items=(replace(base.item("08"), entries=(question,)),))
    (problem,) = form(replace(base, items=(base.item("08"),)), new).problems
    assert problem.rule == "type-below-floor"
    assert "08 小型工程立项与发包" in problem.found


@pytest.mark.parametrize(("old", "new", "said"), [("kunshan", "示例镇", "新增 3 项，停用 1 项，修改 5 项，沿用 24 项")])
def test_counts(old: str, new: str, said: str) -> None:
    assert count_words(compare(read(old), read(new))) == said
