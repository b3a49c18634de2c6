"""The list format as typed classes, every key with its description: texts in, drafts for the rules out.

A draft says only what shape a value has. Whether something that is needed is missing is for the rules to say,
so that one slip does not hide the others; `needed` is what the JSON Schema tells an editor.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, WithJsonSchema

from powermap.model import ActorKind, Approval, Nature
from powermap.validate.fields import Article, Articles, Color, IsoDate, Text, Texts, YesNo

STEP, DECISION = "步骤项", "判断项"
"""Tags of the two kinds of entry in pydantic's error paths. Neither is a key of the format."""


def _needs(*keys: str) -> dict[str, Any]:
    return {"required": list(keys)}


def _one_of(words: type[Enum]) -> WithJsonSchema:
    return WithJsonSchema({"enum": [word.value for word in words]})


def _key(alias: str, description: str, default: Any = "") -> Any:
    return Field(default, alias=alias, description=description)


class Draft(BaseModel):
    """What all drafts share: frozen, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class RiskDraft(Draft):
    model_config = ConfigDict(title="风险", json_schema_extra=_needs("等级", "风险点", "防控"))
    level: Text = _key("等级", "风险等级，用“风险等级”里的词；没有另写时用 高、中、低")
    text: Text = _key("风险点", "这一步可能出什么廉政问题")
    control: Text = _key("防控", "怎么防：具体做法，不写空话")
    owner: Text = _key("责任人", "谁负责防控（写岗位，不写姓名）")


class EntryDraft(Draft):
    """What a step and a decision share. The key of the name tells them apart."""

    name: Text
    key: Text = _key("标识", "给这一条起的短名，别处用“下一步”“到”指到这里时才需要；同一事项内不能重复")
    actors: Texts = _key("主体", "谁来做，写“主体”里登记的名称或简称；几个就写成 [甲, 乙]", ())
    note: Text = _key("说明", "怎么做，一两句话")
    limit: Text = _key("时限", "多长时间，数字后面写单位：日、工作日、月、小时；也可以写 随时、当场")
    materials: Texts = _key("材料", "这一步要的材料，几样就写成 [甲, 乙]", ())
    short: Text = _key("简称", "卡片上用的短名；不写就用全名")
    risks: tuple[RiskDraft, ...] = _key("风险", "这一步的廉政风险点，每条写 等级、风险点、防控", ())


class StepDraft(EntryDraft):
    model_config = ConfigDict(title="步骤", json_schema_extra=_needs("步骤", "主体"))
    name: Text = _key("步骤", "这一步做什么")
    target: Text = _key("下一步", "做完去哪里：写那一条的标识，或 结束；不写就接着下一条")


class BranchDraft(Draft):
    model_config = ConfigDict(title="分支", json_schema_extra=_needs("结果"))
    result: Text = _key("结果", "判断的一种结果，如 通过、不通过")
    target: Text = _key("到", "这种结果去哪里：写那一条的标识，或 结束；不写就接着下一条")


class DecisionDraft(EntryDraft):
    model_config = ConfigDict(title="判断", json_schema_extra=_needs("判断", "主体", "分支"))
    name: Text = _key("判断", "要判断的问题，如 到会组成人员过半数同意？")
    branches: tuple[BranchDraft, ...] = _key("分支", "判断的各种结果，至少两种", ())


def _entry_kind(value: object) -> str:
    """An entry with 判断 or 分支 is a decision; everything else is held to be a step."""
    keys = value if isinstance(value, dict) else {}
    return DECISION if "判断" in keys or ("分支" in keys and "步骤" not in keys) else STEP


AnyEntry = Annotated[
    Annotated[StepDraft, Tag(STEP)] | Annotated[DecisionDraft, Tag(DECISION)], Discriminator(_entry_kind)
]


class BasisDraft(Draft):
    model_config = ConfigDict(title="依据", json_schema_extra={"anyOf": [_needs("法规"), _needs("文件")]})
    statute: Text = _key("法规", "法规库里的名称")
    articles: Articles = _key("条", "条号，如 28 或 [28, 30]；要在法规库的“条文”里有", ())
    document: Text = _key("文件", "法规库以外的文件名称")


class PublicationDraft(Draft):
    model_config = ConfigDict(title="公开")
    content: Text = _key("内容", "公开什么")
    channels: Texts = _key("渠道", "在哪里公开，几处就写成 [村务公开栏, 网上村委会]", ())
    period: Text = _key("期限", "公开多久，数字后面写单位")


class SupervisionDraft(Draft):
    model_config = ConfigDict(title="监督", json_schema_extra={"minProperties": 1})
    villagers: Text = _key("群众", "群众怎么监督")
    village: Text = _key("村级", "村务监督委员会怎么监督")
    superior: Text = _key("上级", "上级部门怎么监督")


class QuestionDraft(Draft):
    model_config = ConfigDict(title="题目", json_schema_extra=_needs("问", "选项", "答"))
    text: Text = _key("问", "题干")
    options: Texts = _key("选项", "各个选项，至少两个", ())
    answers: Texts = _key("答", "正确的选项，文字与选项一样；多选写成 [甲, 乙]", ())
    reason: Text = _key("解析", "为什么")


class ItemDraft(Draft):
    model_config = ConfigDict(
        title="事项",
        json_schema_extra=_needs("编号", "名称", "类别", "性质", "办理主体", "时限", "监督", "流程"),
    )
    number: Text = _key("编号", '事项编号，加引号，如 "08"')
    name: Text = _key("名称", "事项名称")
    short: Text = _key("简称", "卡片上用的短名；不写就用名称")
    category: Text = _key("类别", "“类别”里登记的名称")
    nature: Annotated[Nature | None, _one_of(Nature)] = _key(
        "性质", "自治事务、集体财产、协助政府、党务、便民服务之一；决定由谁表决", None
    )
    own: YesNo = _key("个性", "本地自己加的事项（个性清单）写 是；继承来的清单里没有的事项不用写，自动算", False)
    owners: Texts = _key("办理主体", "谁办这件事，写“主体”里登记的名称或简称；几个就写成 [甲, 乙]", ())
    scope: Text = _key("适用范围", "什么情况用这个流程")
    limit: Text = _key("时限", "整件事的时间要求，数字后面写单位")
    bases: tuple[BasisDraft, ...] = _key("依据", "法规（写条号）或文件", ())
    materials: Texts = _key("资料", "办事要带的资料，几样就写成 [甲, 乙]", ())
    publication: PublicationDraft = _key("公开", "公开的内容、渠道、期限", PublicationDraft.model_construct())
    supervision: SupervisionDraft = _key("监督", "群众、村级、上级三个方面的监督", SupervisionDraft.model_construct())
    sayings: Texts = _key("口诀", "好记的短句", ())
    entries: tuple[AnyEntry, ...] = _key("流程", "从上到下写步骤和判断", ())
    questions: tuple[QuestionDraft, ...] = _key("题目", "考试题", ())


class CategoryDraft(Draft):
    model_config = ConfigDict(title="类别", json_schema_extra=_needs("名称", "颜色"))
    name: Text = _key("名称", "类别名称，也是章名")
    color: Color = _key("颜色", '主题认得的颜色名（如 蓝）或 "#2A6FB0"')


class ActorDraft(Draft):
    model_config = ConfigDict(title="主体", json_schema_extra=_needs("类型"))
    kind: Annotated[ActorKind | None, _one_of(ActorKind)] = _key(
        "类型", "村民、党组织、村委会、议决机构、监督机构、上级部门之一；决定颜色和泳道顺序", None
    )
    short: Text = _key("简称", "位置窄的地方用的短名")


class ParameterDraft(Draft):
    model_config = ConfigDict(title="参数", json_schema_extra=_needs("值", "来源"))
    value: Text = _key("值", "数和单位，如 50 万元；文字里写【名称】的地方换成它")
    source: Text = _key("来源", "这个数是哪里定的")


class HeadDraft(Draft):
    model_config = ConfigDict(title="清单头", json_schema_extra={"anyOf": [_needs("清单", "编号"), _needs("继承")]})
    name: Text = _key("清单", "清单的名称")
    code: Text = _key("编号", "清单的编号，如 KS")
    basis: Text = _key("依据", "按哪个文件编的")
    edition: Text = _key("版本", '版本，加引号，如 "2026.1"')
    approval: Annotated[Approval, _one_of(Approval)] = _key(
        "核定", "示范文本 或 已核定；不写算示范文本，每张图上都会印出来", Approval.SAMPLE
    )
    villages: Any = Field(
        None, alias="村庄", description="村庄文件的位置", json_schema_extra={"type": ["string", "array"]}
    )
    register_file: Any = Field(
        None, alias="法规库", description="法规库文件的位置", json_schema_extra={"type": ["string", "object"]}
    )
    inherits: Any = Field(
        None, alias="继承", description="在哪份清单的基础上增改", json_schema_extra={"type": "string"}
    )
    disabled: Texts = _key("停用", '继承来的事项里不用的编号，如 ["12"]', ())
    categories: tuple[CategoryDraft, ...] = _key("类别", "类别（章），按印出来的顺序", ())
    actors: dict[str, ActorDraft] = _key("主体", "清单里出现的所有主体", {})
    parameters: dict[str, ParameterDraft] = _key("参数", "各地不同的数", {})
    levels: Texts = _key("风险等级", "风险等级的名称，从高到低；不写就是 [高, 中, 低]", ())


class CheckedDraft(Draft):
    model_config = ConfigDict(title="核对", json_schema_extra=_needs("日期"))
    date: IsoDate = _key("日期", "哪天核对的，如 2026-11-23")
    source: Text = _key("来源", "对照的是哪里的文本")


class StatuteDraft(Draft):
    model_config = ConfigDict(title="法规", json_schema_extra=_needs("全称", "施行", "核对"))
    name: Text = _key("全称", "法规全称，不加书名号")
    in_force: IsoDate = _key("施行", "现行文本从哪天施行，如 2026-01-01")
    checked: CheckedDraft = _key("核对", "哪天、对照哪里核对过", CheckedDraft.model_construct())
    articles: dict[Article, Text] = _key("条文", "用得到的条：条号: 一句话内容", {})
    renumbered: dict[Article, Article] = _key("旧条号", "修订前的条号: 现在的条号", {})
    pending: YesNo = _key("待核", "还没有对照原文核对过就写 是", False)


class ContactDraft(Draft):
    model_config = ConfigDict(title="联系人", json_schema_extra=_needs("姓名"))
    name: Text = _key("姓名", "联系人姓名")
    duty: Text = _key("职务", "联系人职务")


class VillageDraft(Draft):
    model_config = ConfigDict(title="村庄", json_schema_extra=_needs("村名", "监督电话"))
    name: Text = _key("村名", "村的名称")
    town: Text = _key("区镇", "所在区镇")
    phones: dict[str, Text] = _key("监督电话", "谁接: 号码", {})
    contact: ContactDraft | None = _key("联系人", "联系人的姓名、职务", None)
    link: Text = _key("公开二维码", "扫码打开的网址，以 https:// 开头")
