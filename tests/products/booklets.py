"""Items for the booklet's tests: a short one, one of usual length, a long one; and a booklet's PDF read back."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import pypdfium2

from powermap.model import Category, Item, Nature, Parameter, PowerList, Question, Risk, Statute, Village
from powermap.model.items import Article, Basis, Publication
from powermap.products.booklet import make_booklet
from powermap.products.product import Product
from powermap.products.sizes import page_size
from powermap.render.pdf import draw_pdf
from powermap.value import replace
from tests.samples import (
    ASSEMBLY,
    HIGH,
    LOW,
    MIDDLE,
    OVERSIGHT,
    PARTY,
    PROJECT,
    TOWN,
    VILLAGE,
    VILLAGER,
    decision,
    fonts,
    power_list,
    step,
    theme,
)

LAW = Statute(
    "村民委员会组织法", "中华人民共和国村民委员会组织法", "2026-01-01", "2026-11-23", "", (Article("28", ""),)
)
QUESTIONS = (
    Question("公示期满以前，能不能先签合同？", ("能", "不能"), ("不能",), "公示期满、没有异议才能签约。"),
    Question(
        "下面哪些材料要归档？", ("会议记录", "票决表", "聊天记录"), ("会议记录", "票决表"), "会议要有记录和票决表。"
    ),
)


def full(sample: Item, **changes: object) -> Item:
    """The item with every field of a booklet filled."""
    base = replace(
        sample,
        scope="村里修路、修桥、清沟、装路灯等公益工程，从立项到签合同。",
        bases=(Basis("村民委员会组织法", LAW, LAW.articles), Basis("区镇村级工程项目管理办法")),
        materials=("项目建议书", "预算书", "会议记录和票决表"),
        publication=Publication("立项决议、预算、发包方式和合同价", ("村务公开栏", "网上村委会"), "不少于 15 日"),
        sayings=("先问群众再立项", "代表票决才算数", "拆分工程是红线", "结果上墙再签约"),
        questions=QUESTIONS,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def _risk(number: int, level: int = 0) -> Risk:
    return Risk(
        (HIGH, MIDDLE, LOW)[level % 3],
        f"第{number}处风险，不按规定的程序办",
        f"第{number}条防控，当场记录，两人以上签名，村监委留存",
        "村务监督委员会主任",
    )


SMALL = full(
    PROJECT,
    number="30",
    name="印章使用与证明出具",
    short="用印",
    category=Category("公开与便民", "橄榄"),
    nature=Nature.CONVENIENCE,
    entries=(
        step("提出申请", "核对", VILLAGER, "说明用途，带身份证", "随时", (_risk(1, 1),)),
        step("核对情况", "盖章", PARTY, "看原件，问本人", "当场", (_risk(2),), key="核对"),
        step("登记盖章", None, OVERSIGHT, "先登记再盖章", "当场", (_risk(3, 2),), key="盖章"),
    ),
)
"""Three steps and three risks: one spread."""

USUAL = full(PROJECT)
"""Twelve entries, eight risks."""

_NAMES = ["走访发现讲清政策", "提出申请", "核对名册", "入户调查", "联网核对", "集体评议", "提出初审意见", "张榜公示"]
LONG = full(
    PROJECT,
    number="26",
    name="最低生活保障申请审核确认",
    category=Category("救助帮扶", "玫"),
    own=True,
    questions=(),
    entries=(
        *(
            step(
                name,
                f"s{i + 1}",
                (VILLAGER, TOWN)[i % 2],
                f"说明第{i}步的做法，两人在场",
                f"{i + 2} 个工作日内",
                (_risk(i, i),),
                f"s{i}",
            )
            for i, name in enumerate(_NAMES)
        ),
        decision(
            "公示期内有人提异议吗？", OVERSIGHT, "实名反映，逐件答复", risks=(_risk(8),), key="s8", 没有="s10", 有="s9"
        ),
        step("重新调查核实", "s6", TOWN, "换人调查，当面听取意见", "10 个工作日内", (_risk(9),), "s9"),
        decision("审核后同意吗？", ASSEMBLY, risks=(_risk(10),), key="s10", 同意="s11", 不同意="s15"),
        step("确定金额", "s12", TOWN, "按家庭人口计算", "3 个工作日内", (_risk(11, 1), _risk(12, 2)), "s11"),
        step("按月发放", "s13", TOWN, "直接打进本人账户", "次月起", key="s12"),
        step("公布结果", "s14", OVERSIGHT, "只公布姓名和金额", "不少于 15 日", key="s13"),
        step("定期核查", None, TOWN, "有变就调", "每年一次", key="s14"),
        step("书面告知理由", None, TOWN, "不服的可以复议", "3 个工作日内", key="s15"),
    ),
)
"""Sixteen entries, thirteen risks, two at one step: the route needs more than a page of A5."""

LIST = replace(
    power_list(USUAL, LONG, SMALL),
    parameters=(Parameter("异议期", "7 日", "示例，由区镇核定"),),
    statutes=(LAW,),
)


@cache
def booklet(size: str = "A5", village: Village | None = VILLAGE, items: PowerList = LIST) -> Product:
    """The booklet of the sample list."""
    return make_booklet(items, village, theme(), fonts(), page_size(size))


@cache
def pdf(size: str = "A5", village: Village | None = VILLAGE, items: PowerList = LIST) -> bytes:
    """The booklet's file."""
    return draw_pdf(booklet(size, village, items).document, fonts())


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def page_texts(data: bytes) -> list[str]:
    """The text of every page as a reader finds it, without white space."""
    document = pypdfium2.PdfDocument(data)
    try:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def page_lines(data: bytes, number: int) -> list[str]:
    """The lines of one page (from 1) without white space."""
    document = pypdfium2.PdfDocument(data)
    try:
        text = document[number - 1].get_textpage().get_text_bounded()
    finally:
        document.close()
    return ["".join(line.split()) for line in text.splitlines()]
