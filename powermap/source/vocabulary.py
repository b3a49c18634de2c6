"""The keys of the format, to tell a mistyped key from a sentence; a test compares them with the schema."""

_KEYS = """
清单 编号 依据 版本 核定 村庄 法规库 继承 停用 类别 主体 参数 风险等级 事项 名称 颜色 类型 简称 值 来源
性质 个性 办理主体 适用范围 时限 资料 公开 监督 口诀 流程 题目 法规 条 文件 内容 渠道 期限 群众 村级 上级
步骤 标识 说明 材料 风险 下一步 判断 分支 结果 到 等级 风险点 防控 责任人 问 选项 答 解析
村名 区镇 监督电话 联系人 姓名 职务 公开二维码 全称 施行 核对 日期 条文 旧条号 待核
"""

FORMAT_KEYS = frozenset(_KEYS.split())
