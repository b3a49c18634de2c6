"""The sheets of the workbook and their columns: what reading looks for and writing puts down, said once."""

from __future__ import annotations

from typing import Literal

from powermap.value import Value

Kind = Literal[
    "number",  # 编号: half-width, at least two digits
    "word",  # one line
    "text",  # one text; a line break in the cell is kept
    "names",  # several names: a line each, or 、，； between them
    "lines",  # several texts, a line each
]

STEP, DECISION, BRANCH = "步骤", "判断", "分支"
"""The kinds of row in the sheet 流程."""

EXAMPLE = "例"
"""A row whose first cell begins with it is an example and is not read."""

STATUTE_WORD, DOCUMENT_WORD = "第", "文件："
OPTION = "选项"
"""选项A, 选项B …: a column for each option of a question."""


class Column(Value, frozen=True):
    """A column: its title, what its cells hold, how wide it is (in characters), what it is for.

    needed: a sheet without it cannot be read. choices: words to choose from; "@主体" for the names in another sheet.
    """

    title: str
    kind: Kind
    width: int
    about: str
    needed: bool = False
    choices: tuple[str, ...] = ()


class Sheet(Value, frozen=True):
    """A sheet: its name, its columns, what it is for, example rows by column.

    frozen: how many columns stay when people scroll to the right. given: first cells that an empty sheet begins with.
    """

    name: str
    columns: tuple[Column, ...]
    about: str
    examples: tuple[tuple[str, ...], ...] = ()
    needed: bool = False
    frozen: int = 0
    given: tuple[str, ...] = ()

    def column(self, title: str) -> Column | None:
        return next((column for column in self.columns if column.title == title), None)


NATURES = ("自治事务", "集体财产", "协助政府", "党务", "便民服务")
KINDS = ("村民", "党组织", "村委会", "议决机构", "监督机构", "上级部门")
COLORS = ("朱", "褐", "蓝", "绿", "紫", "青", "橙", "灰", "玫", "橄榄", "红", "黄")
HEAD_KEYS = ("清单", "编号", "依据", "版本", "核定", "风险等级")

HEAD = Sheet(
    "清单",
    (
        Column("项目", "word", 12, "清单、编号、依据、版本、核定、风险等级，一行一个", needed=True),
        Column("内容", "text", 44, "风险等级从高到低，用顿号隔开，如 高、中、低", needed=True),
        Column("类别", "word", 18, "类别（章）的名称，按印出来的顺序", needed=True),
        Column("颜色", "word", 10, "颜色名，或 #2A6FB0", choices=COLORS),
    ),
    "清单的名称、版本，和各章的名称、颜色",
    (("例：清单", "示例县村级小微权力清单", "工程建设", "蓝"),),
    needed=True,
    given=HEAD_KEYS,
)

ITEMS = Sheet(
    "事项",
    (
        Column("编号", "number", 7, "事项编号，如 08", needed=True),
        Column("名称", "word", 26, "事项名称", needed=True),
        Column("简称", "word", 16, "卡片上用的短名；可以不写"),
        Column("类别", "word", 14, "“清单”页里登记的类别", choices=("@清单.类别",)),
        Column("性质", "word", 11, "决定由谁表决", choices=NATURES),
        Column("个性", "word", 7, "是本地自己加的事项（个性清单）就写 是", choices=("是", "否")),
        Column("办理主体", "names", 20, "谁办这件事；几个就各占一行（Alt+Enter）或用顿号隔开"),
        Column("适用范围", "text", 34, "什么情况用这个流程"),
        Column("时限", "text", 24, "整件事的时间要求，数字后面写单位"),
        Column("依据", "lines", 34, "一行一个：村民委员会组织法 第28、30条；法规库以外的写 文件：名称"),
        Column("资料", "lines", 22, "办事要带的资料，一行一样"),
        Column("公开内容", "text", 26, "公开什么"),
        Column("公开渠道", "lines", 18, "在哪里公开，一行一处"),
        Column("公开期限", "text", 18, "公开多久，数字后面写单位"),
        Column("群众监督", "text", 26, "群众怎么监督"),
        Column("村级监督", "text", 26, "村务监督委员会怎么监督"),
        Column("上级监督", "text", 26, "上级部门怎么监督"),
        Column("口诀", "lines", 22, "好记的短句，一行一句"),
    ),
    "一行一个事项",
    ((
        "例08", "小型工程立项与发包", "小型工程发包", "工程建设", "自治事务", "否",
        "村党组织\n村民委员会", "村里修路、装路灯等小工程", "决议公示不少于 5 日",
        "村民委员会组织法 第28、30条\n文件：区镇村级工程项目管理办法",
        "项目建议书\n会议记录", "决议和结果", "村务公开栏", "不少于 15 日", "看公开栏，可以查账",
        "村务监督委员会全程监督", "区镇主管部门抽查", "先议后办不拍板",
    ),),
    needed=True,
    frozen=2,
)  # fmt: skip

FLOW = Sheet(
    "流程",
    (
        Column("事项编号", "number", 9, "“事项”页里的编号", needed=True),
        Column("类型", "word", 8, "步骤；判断；判断的每种结果另起一行，写 分支", True, (STEP, DECISION, BRANCH)),
        Column("名称", "word", 30, "这一步做什么；要判断的问题；分支写结果，如 通过", needed=True),
        Column("标识", "word", 10, "短名，别处用“下一步”指到这里时才写"),
        Column("主体", "names", 20, "谁来做（分支不写）"),
        Column("时限", "text", 20, "数字后面写单位；可以写 随时、当场"),
        Column("说明", "text", 36, "怎么做，一两句话"),
        Column("材料", "lines", 20, "这一步要的材料，一行一样"),
        Column("简称", "word", 14, "卡片上用的短名；可以不写"),
        Column("下一步", "word", 12, "去哪里：写标识，或 结束；不写就接着下一行"),
    ),
    "从上到下一行一步；判断下面紧跟它的分支",
    (
        ("例08", "步骤", "提出项目建议", "建议", "村民委员会", "随时", "写明用途和预算", "项目建议书", "提建议", ""),
        ("例08", "判断", "到会组成人员过半数同意？", "", "村民代表会议", "", "", "签到表\n会议记录", "过半数？", ""),
        ("例08", "分支", "通过", "", "", "", "", "", "", ""),
        ("例08", "分支", "不通过", "", "", "", "", "", "", "建议"),
        ("例08", "步骤", "公布决议", "", "村民委员会", "不少于 5 日", "贴在村务公开栏", "决议", "公布", "结束"),
    ),
    needed=True,
    frozen=3,
)

RISKS = Sheet(
    "风险",
    (
        Column("事项编号", "number", 9, "“事项”页里的编号", needed=True),
        Column("步骤", "word", 26, "哪一步：写它的标识、名称，或 第3步", needed=True),
        Column("等级", "word", 8, "“风险等级”里的词", choices=("@风险等级",)),
        Column("风险点", "text", 34, "这一步可能出什么廉政问题"),
        Column("防控", "text", 38, "怎么防：具体做法"),
        Column("责任人", "word", 20, "谁负责（写岗位，不写姓名）"),
    ),
    "一行一个风险",
    (("例08", "建议", "中", "项目脱离实际", "先入户问意见", "村民委员会主任"),),
)

PARAMETERS = Sheet(
    "参数",
    (
        Column("名称", "word", 18, "文字里写【名称】的地方换成它的值", needed=True),
        Column("值", "text", 20, "数和单位，如 50 万元"),
        Column("来源", "text", 36, "这个数是哪里定的"),
    ),
    "各地不同的数",
    (("例：进场限额", "50 万元", "示例，由区镇核定"),),
)

ACTORS = Sheet(
    "主体",
    (
        Column("名称", "word", 26, "清单里出现的所有主体", needed=True),
        Column("类型", "word", 12, "决定颜色和泳道顺序", choices=KINDS),
        Column("简称", "word", 14, "位置窄的地方用的短名；可以不写"),
    ),
    "谁办事、谁议决、谁监督",
    (("例：村民委员会", "村委会", "村委会"), ("例：村民代表会议", "议决机构", "代表会议")),
)

VILLAGES = Sheet(
    "村庄",
    (
        Column("村名", "word", 16, "村的名称", needed=True),
        Column("区镇", "word", 14, "所在区镇"),
        Column("监督电话", "lines", 36, "一行一个：村务监督委员会：0512-0000 0001"),
        Column("联系人", "word", 12, "联系人姓名"),
        Column("职务", "word", 18, "联系人职务"),
        Column("公开二维码", "word", 30, "扫码打开的网址，以 https:// 开头"),
    ),
    "一行一个村",
    (("例：示例村", "示例镇", "村务监督委员会：0512-0000 0001", "张某某", "村纪检委员", "https://example.org/v/1"),),
)

STATUTES = Sheet(
    "法规",
    (
        Column("名称", "word", 22, "依据里用的名称", needed=True),
        Column("全称", "word", 34, "法规全称，不加书名号"),
        Column("施行", "word", 12, "现行文本从哪天施行，如 2026-01-01"),
        Column("核对日期", "word", 12, "哪天对照原文核对的"),
        Column("核对来源", "text", 30, "对照的是哪里的文本"),
        Column("条文", "lines", 44, "一行一条：28：须经村民会议讨论决定的事项"),
        Column("旧条号", "lines", 14, "修订前后的条号，一行一条：24→28"),
        Column("待核", "word", 7, "还没有对照原文核对过就写 是", choices=("是", "否")),
    ),
    "依据里引用的法规",
    ((
        "例：村民委员会组织法", "中华人民共和国村民委员会组织法", "2026-01-01", "2026-11-23", "国家法律法规数据库",
        "28：须经村民会议讨论决定的事项", "24→28", "否",
    ),),
)  # fmt: skip

QUESTIONS = Sheet(
    "题目",
    (
        Column("事项编号", "number", 9, "“事项”页里的编号", needed=True),
        Column("问", "text", 44, "题干", needed=True),
        *(Column(f"{OPTION}{letter}", "text", 22, "一个选项") for letter in "ABC"),
        Column(f"{OPTION}D", "text", 22, "一个选项；不够就在右边加列 选项E、选项F"),
        Column("答", "lines", 12, "正确选项的字母，如 A；多选写 AC"),
        Column("解析", "text", 40, "为什么"),
    ),
    "考试题，可以没有",
    (("例08", "同一条村道能否拆成三次发包？", "能", "不能", "", "", "B", "同类工程合并计算"),),
)  # fmt: skip

SHEETS = (HEAD, ITEMS, FLOW, RISKS, PARAMETERS, ACTORS, VILLAGES, STATUTES, QUESTIONS)
GUIDE = "说明"
"""The sheet that explains the others; it is not read."""
