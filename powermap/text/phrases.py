"""A list in; a setter out that keeps the list's own terms unbroken."""

from __future__ import annotations

from powermap.model import PowerList
from powermap.text.fonts import Catalogue
from powermap.text.setting import Setter

_TERMS = """
    一般事项 重大事项 事项 过半数 半数以上 到会 三分之二以上 “两委” 责任人 负责人 宅基地 低保 公开栏 公开 村务公开
    党务公开 财务公开 网上公开 近亲属 区镇 乡镇 乡镇政府 工作日 日内 村监委 三资 入户 村干部 主任 副主任 书记 副书记
    网上村委会 阳光 小微权力 村规民约 年度计划 一次性 一事一议 化整为零 不予 不得 不能 不少于 不超过 不足 不再 不服
    村民 村里 村级 镇里 村庄 本村 本人 本户 户主 户籍 身份证 户口簿 家庭 家庭成员 成员 大会 成员大会 代表大会 村民代表
    代表会议 党员大会 党组织 党支部 纪检委员 党委 委员会 理事 监事 理事会 监事会 理事长 监事长 合作社 集体经济
    集体经济组织 村民委员会 村务监督 小组 小组会议 会议 会议记录 列席会议 表决 票决 表决票 无记名 签到表 全体 人数 名单
    决议 决定 讨论 审议 通过 同意 审批 审核 审查 审计 初审 复核 复查 核查 核对 核实 核定 核准 对照 确认 批准 批复
    批准书 报批 上报 备案 登记 立项 公示 公布 公告 告知 通知 通知书 书面 理由 说明 异议 意见 建议 申请 申请书 申请人
    受理 补正 材料 资料 证明 证件 承诺书 委托 委托书 代办 协助 办理 办法 办结 经办 经办人 结果 方案 预算 决算 结算 估算
    报价 询价 比选 定标 中标 招标 投标 围标 串标 拆单 发包 承包 承包方 发包方 承包期 承包证 受让方 出租 租金 租赁 转让
    流转 土地 土地经营权 经营权 所有权 使用权 收益 收益分配 分配 分红 资产 资源 资金 款物 物资 采购 验收 入库 出库 合同
    合同价 签约 签订 签字 签证 签收 续签 变更 合并 工程 施工 施工队 施工单位 项目 项目管理 竣工 质保金 保证金 付款 拨付
    支付 支出 收入 收支 开支 报销 报账 票据 发票 凭证 入账 账户 个人账户 现金 大额 小额 限额 筹资 筹劳 用工 用人 误工
    报酬 补贴 补助 补偿 补偿费 公益金 公益事业 征地 征收 拆迁 安置 附着物 青苗 建房 救助 救灾 救济 慰问 慰问款 捐赠
    捐赠人 保障 民政 民政部门 主管部门 民主评议 评议 监督 监督机构 检查 抽查 考核 问责 整改 举报 信访 投诉 廉政 风险
    防控 隐私 个人隐私 保密 用印 印章 盖章 存档 归档 档案 台账 录音 拍照 张贴 自治章程 发展党员 积极分子 候选人 入党
    选举 任期 离任 中华人民共和国 组织法 管理法 管理条例 实施细则 工作细则 实施办法 法律 法规 条例 规定 按规定 农村
    县级 市级 省级 自然灾害 临时救助 生活来源 最低生活保障 困难 对象 逐户 逐项 逐条 逐人 随时 及时 直接 当天 当场 同一
    每季度 每半年 多少 证据 声明 政策 调查 调整 人员 岗位 条件 程序 按程序 期限 方式 金额 价款 授权 签名 事由 权属 清查
    状况 标准 资格 法定代表 标的 规避 干预 报名 回避 泄露 冒领 挪用 侵占 截留 虚报 瞒报 拆分 亲属关系 婚姻登记 提意见
    打招呼 签合同 表决权 承包地 用地 全文 复印 复印件 原件 列出 提出 作出 集体 个人 发现 上级 专项 专项资金 属于 不属于
    低于 不低于 高于 答复 一致 不一致 调解 调解员 进度 超进度 进度款 属实 合格 合规 签批 培训 司法所 到场 到位 躲开
    指出 认可 自己 帮扶 三单 齐全 三单齐全 上会 组成人员 能力 户代表 便民 便民服务 服务窗口 微信群 熟人 如实 怎么样
    不满意 满意 互查 补齐 用款 扶持 中选 张榜 同类 权利 剥夺 承诺 廉洁 保管 拆封 每家 规格 问价 登记簿 电话 福利 平台
    品牌 签到 停工 情况 一起 留存 权益 单位 报告 原因 设备 研究 采纳 债权 照片 发生地 人情 编号 单独 公平 不公平 调解书
    怎么 手印 老党员 微信群里 记工表 申请表 发放表 审批表 还是 哪里 有凭有据 统一 随机 现场 亲属 转到 补偿款 预备
    明细账 写清 说明白
    工价 项目经理 介绍 记工 公积公益金 自治组织 用工 当面
"""

TERMS = tuple(_TERMS.split())
"""Terms of the field that BudouX parts (宅|基地, 低|保, 审|批) and readers do not."""

LONGEST_PHRASE = 14
"""Longer names may be broken: kept whole they would leave holes in narrow boxes."""


def setter_for(power_list: PowerList, fonts: Catalogue) -> Setter:
    """A setter whose dictionary is the names of the list's actors and categories and the terms of the field.

    Only what every item of the list shares: how one item is set must not depend on another one.
    """
    names = {name for actor in power_list.actors for name in (actor.name, actor.short)}
    names |= {category.name for category in power_list.categories}
    phrases = {name for name in names if 1 < len(name) <= LONGEST_PHRASE} | set(TERMS)
    return Setter(fonts, tuple(sorted(phrases)))
