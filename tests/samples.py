"""Hand-made actors, entries, items and lists: what the tests of the drawing layers share."""

from __future__ import annotations

from functools import cache

from powermap.geometry import Rect
from powermap.layout.fit import lay_out_flow
from powermap.layout.flow import FlowLayout, Limits
from powermap.layout.graph import route_of
from powermap.model import (
    Actor,
    ActorKind,
    Approval,
    Article,
    Basis,
    Branch,
    Category,
    Contact,
    Decision,
    Entry,
    Item,
    Nature,
    Phone,
    PowerList,
    Publication,
    Risk,
    RiskLevel,
    Statute,
    Step,
    Supervision,
    Village,
)
from powermap.model.theme import Theme
from powermap.text.fonts import Catalogue, load_catalogue
from powermap.text.phrases import setter_for
from powermap.text.setting import Setter
from powermap.validate.themes import load_theme

VILLAGER = Actor("村民", ActorKind.VILLAGER, "村民")
PARTY = Actor("村党组织", ActorKind.PARTY, "村党组织")
COMMITTEE = Actor("村民委员会", ActorKind.COMMITTEE, "村委会")
ASSEMBLY = Actor("村民代表会议", ActorKind.ASSEMBLY, "村民代表会议")
OVERSIGHT = Actor("村务监督委员会", ActorKind.OVERSIGHT, "村监委")
TOWN = Actor("区镇主管部门", ActorKind.SUPERIOR, "区镇主管部门")
ACTORS = (VILLAGER, PARTY, COMMITTEE, ASSEMBLY, OVERSIGHT, TOWN)

HIGH, MIDDLE, LOW = RiskLevel("高", 0, 3), RiskLevel("中", 1, 3), RiskLevel("低", 2, 3)
BUILDING = Category("工程建设", "蓝")


def step(
    name: str,
    to: str | None,
    by: Actor = COMMITTEE,
    note: str = "",
    limit: str = "",
    risks: tuple[Risk, ...] = (),
    key: str = "",
) -> Step:
    """A step whose key is its name unless another is given."""
    return Step(key or name, name, name[:6], (by,), to, note, limit, (), risks)


def decision(
    name: str,
    by: Actor = ASSEMBLY,
    note: str = "",
    limit: str = "",
    risks: tuple[Risk, ...] = (),
    key: str = "",
    **branches: str | None,
) -> Decision:
    """A decision; branches as result=target."""
    ways = tuple(Branch(result, target) for result, target in branches.items())
    return Decision(key or name, name, name[:6], (by,), ways, note, limit, (), risks)


def item(
    entries: tuple[Entry, ...], number: str = "01", name: str = "试办的事项", category: Category = BUILDING
) -> Item:
    """An item with these entries and everything that the five elements of 昆纪发〔2019〕24号 ask for."""
    return Item(
        number,
        name,
        name[:6],
        category,
        Nature.SELF_GOVERNMENT,
        (PARTY, COMMITTEE),
        "",
        "自受理起 20 个工作日内办结",
        (
            Basis("村民委员会组织法", Statute("村民委员会组织法", "", "", "", "", ()), (Article("28", ""),)),
            Basis("区镇村级工程项目管理办法"),
        ),
        (),
        Publication("", ("村务公开栏", "网上村委会"), "不少于 15 日"),
        Supervision("村民可随时查看公开栏、提出询问", "村务监督委员会全程监督", "区镇纪（工）委、农业农村部门检查"),
        (),
        entries,
    )


def power_list(*items: Item) -> PowerList:
    """A list of these items."""
    return PowerList(
        "昆山市村级“小微权力”共性清单",
        "KS",
        "昆纪发〔2019〕24号",
        "2026.1",
        Approval.SAMPLE,
        tuple(dict.fromkeys(i.category for i in items)),
        ACTORS,
        (),
        (HIGH, MIDDLE, LOW),
        (),
        items,
    )


VILLAGE = Village(
    "示例村",
    "示例镇",
    (Phone("村务监督委员会", "0512-0000 0001"), Phone("区镇纪（工）委", "0512-0000 0002")),
    Contact("张某某", "村纪检委员"),
    "https://example.org/v/1",
)

PROJECT = item(
    (
        step(
            "提出项目建议",
            "商议",
            note="说明必要性、预算和资金来源",
            limit="随时受理",
            risks=(Risk(MIDDLE, "项目脱离实际，搞形象工程", "立项前入户征求意见，预算附明细", "村民委员会主任"),),
            key="建议",
        ),
        step("村“两委”会议商议", "表决", PARTY, "形成实施方案，提交党员大会审议", "5 个工作日内", key="商议"),
        decision(
            "到会组成人员过半数同意？",
            risks=(
                Risk(HIGH, "以“两委”会议代替代表会议", "签到表、表决票、会议记录三项齐全，村监委列席", "村党组织书记"),
            ),
            key="表决",
            通过="公示",
            不通过="建议",
        ),
        step("决议公示，报区镇备案", "限额", note="收集并答复群众意见", limit="不少于 7 日", key="公示"),
        decision(
            "预算达到进场交易限额？",
            TOWN,
            limit="5 个工作日内",
            risks=(Risk(HIGH, "化整为零，拆分工程规避招标", "同一地点同类工程一年内合并计算", "村民委员会主任"),),
            key="限额",
            达到="进场",
            未达到="比选",
        ),
        step("进场公开招标", "签约", TOWN, "区镇公共资源交易平台", key="进场"),
        step(
            "三家以上比选",
            "签约",
            note="村监委到场监督",
            risks=(Risk(HIGH, "围标串标，优亲厚友", "村干部及近亲属回避并书面承诺", "村务监督委员会主任"),),
            key="比选",
        ),
        step(
            "签订合同，组织施工",
            "验收",
            note="变更增项须重新履行商议程序",
            limit="中标后 30 日内",
            risks=(Risk(MIDDLE, "随意变更签证，虚增工程量", "变更先审批后施工，村监委现场核量", "项目负责人"),),
            key="签约",
        ),
        step(
            "全程监督，参与竣工验收",
            "合格",
            OVERSIGHT,
            "验收单由村监委成员签字",
            "完工后 15 日内",
            (Risk(MIDDLE, "验收走过场，以次充好", "邀请党员和村民代表参加，影像留存", "村监委主任"),),
            key="验收",
        ),
        decision("验收合格？", OVERSIGHT, key="合格", 合格="结算", 不合格="整改"),
        step(
            "结算审核，按合同付款",
            None,
            note="公示结算结果，资料归档",
            limit="10 个工作日内",
            risks=(Risk(LOW, "超进度付款、白条入账", "凭合同、发票、验收单三单付款", "村报账员"),),
            key="结算",
        ),
        step("限期整改", "验收", note="施工单位返工", limit="15 日内", key="整改"),
    ),
    "08",
    "小型工程立项与发包",
)
"""Tiers, a return to the top, a side chain that returns, eight risks."""

RELIEF = item(
    (
        step("走访发现，讲清政策", "申请", note="发现困难家庭，及时报告区镇", limit="随时", key="走访"),
        step("提出申请", "齐全", VILLAGER, limit="随时", key="申请"),
        decision("材料齐不齐？", TOWN, key="齐全", 齐="亲属", 不齐="申请"),
        decision(
            "是经办人或村委会成员近亲属？",
            TOWN,
            risks=(Risk(HIGH, "干部亲属隐瞒关系", "签声明，对照名单逐户核对", "区镇窗口经办人"),),
            key="亲属",
            是="备案",
            不是="调查",
        ),
        step("单独登记备案", "调查", TOWN, "这类申请，市民政局要入户", key="备案"),
        step("入户调查，走访邻居", "符合", TOWN, "每组两人以上", "受理后 3 个工作日内启动", key="调查"),
        decision("调查核对结果怎样？", TOWN, key="符合", 符合="公示", 不符合="告知"),
        step("提出初审意见，在村里公示", "同意", TOWN, limit="公示 7 日", key="公示"),
        decision("审核后同意吗？", TOWN, key="同意", 同意="发放", 不同意="告知"),
        step("确定金额，按月发放", None, TOWN, limit="次月起", key="发放"),
        step("书面告知，说明理由", None, TOWN, limit="3 个工作日内", key="告知"),
    ),
    "26",
    "最低生活保障申请",
    Category("救助帮扶", "绿"),
)
"""A return, a skip, an early end that two decisions share."""

SHORT = item((step("提出申请", "盖章", VILLAGER), step("核对盖章", None, limit="当场", key="盖章")), "30", "用印")
"""Two steps in a line, no risks."""

GOLDEN = item(
    (
        step("提出申请", "属实吗？", VILLAGER, limit="随时"),
        decision(
            "属实吗？",
            COMMITTEE,
            risks=(Risk(HIGH, "优亲厚友", "近亲属回避", "村主任"),),
            属实="盖章",
            不属实="提出申请",
        ),
        step("盖章", None, note="当面登记", limit="当场"),
    ),
    "31",
    "证明",
)
"""Small, with one of each thing: for goldens."""

ITEMS = (PROJECT, RELIEF, SHORT)


@cache
def fonts() -> Catalogue:
    """The shipped fonts."""
    return load_catalogue()


@cache
def setter() -> Setter:
    """The setter of a list of the sample items."""
    return setter_for(power_list(*ITEMS), fonts())


@cache
def theme() -> Theme:
    """The standard theme."""
    return load_theme()


FRAME = Rect(60, 400, 1070, 1000)
"""About the body of an A2 sheet."""

LIMITS = Limits(22, 15, 57)
"""Those of A2 (design: smallest type)."""


@cache
def flow(sample: Item, frame: Rect = FRAME) -> FlowLayout:
    """The flow of an item in a frame."""
    return lay_out_flow(route_of(sample), frame, LIMITS, setter())
