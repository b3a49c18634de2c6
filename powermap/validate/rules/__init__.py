"""All rules of checking in one table; the order is that of docs/rules.md. Rules of reading are in source."""

from __future__ import annotations

from powermap.diagnostics import Severity
from powermap.validate.rule import Rule
from powermap.validate.rules import entries, flow, law, limits, names, needed, statutes, villages
from powermap.validate.typing_rules import TYPING_RULES

_ERROR, _WARNING, _NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE

RULES: tuple[Rule, ...] = (
    *TYPING_RULES,
    # What the county asks of every item, and what the format needs.
    Rule("missing-name", _ERROR, "事项没有名称", of_item=needed.missing_name),
    Rule("missing-owner", _ERROR, "事项没有办理主体", of_item=needed.missing_owner),
    Rule("missing-flow", _ERROR, "事项没有操作流程", of_item=needed.missing_flow),
    Rule("missing-limit", _ERROR, "事项没有时间要求", of_item=needed.missing_limit),
    Rule("missing-supervision", _ERROR, "事项没有监督管理", of_item=needed.missing_supervision),
    Rule("missing-key", _ERROR, "少写了必须有的键", needed.missing_key, needed.missing_head_key),
    Rule("list-empty", _ERROR, "清单里没有事项", of_list=needed.list_empty),
    # Names.
    Rule("name-repeated", _WARNING, "两个事项用了同一个名称", of_list=names.name_repeated),
    Rule("category-unknown", _ERROR, "类别没有登记", of_item=names.category_unknown),
    Rule("category-repeated", _ERROR, "类别写了两次", of_list=names.category_repeated),
    Rule("actor-undeclared", _ERROR, "主体没有登记", of_item=names.actor_undeclared),
    Rule("actor-ambiguous", _ERROR, "一个简称指两个主体", of_list=names.actor_ambiguous),
    Rule("level-repeated", _ERROR, "风险等级写了两次", of_list=names.level_repeated),
    Rule("parameter-unused", _WARNING, "参数没有用到", of_list=names.parameter_unused),
    Rule("parameter-no-source", _ERROR, "参数没有来源", of_list=names.parameter_no_source),
    Rule("parameter-in-parameter", _ERROR, "参数的值里又有【】", of_list=names.parameter_in_parameter),
    # The flow.
    Rule("target-unknown", _ERROR, "下一步或分支指到没有的标识", of_item=flow.target_unknown),
    Rule("key-repeated", _ERROR, "一个事项里两条用了同一个标识", of_item=flow.key_repeated),
    Rule("key-reserved", _ERROR, "标识用了留作他用的词", of_item=flow.key_reserved),
    Rule("step-unreachable", _ERROR, "流程里有走不到的一条", of_item=flow.step_unreachable),
    Rule("flow-endless", _ERROR, "流程走不到结束", of_item=flow.flow_endless),
    Rule("loop-endless", _ERROR, "流程里有转不出来的圈", of_item=flow.loop_endless),
    Rule("decision-few-branches", _ERROR, "判断不到两个分支", of_item=flow.decision_few_branches),
    Rule("decision-same-result", _ERROR, "判断的两个分支结果相同", of_item=flow.decision_same_result),
    Rule("decision-same-target", _WARNING, "判断的各个分支去同一处", of_item=flow.decision_same_target),
    Rule("flow-long", _WARNING, "流程太长", of_item=entries.flow_long),
    # Entries, risks, limits, questions.
    Rule("step-no-actor", _ERROR, "步骤或判断没有主体", of_item=entries.step_no_actor),
    Rule("risk-no-text", _ERROR, "风险没有写是什么风险", of_item=entries.risk_no_text),
    Rule("risk-no-level", _ERROR, "风险没有等级", of_item=entries.risk_no_level),
    Rule("risk-no-control", _ERROR, "风险没有防控措施", of_item=entries.risk_no_control),
    Rule("risk-level-unknown", _ERROR, "风险等级没有登记", of_item=entries.risk_level_unknown),
    Rule("limit-no-unit", _ERROR, "时限的数字没有单位", of_item=limits.limit_no_unit),
    Rule("question-answer", _ERROR, "题目没有答案，或答案不在选项里", of_item=entries.question_answer),
    Rule("question-few-options", _ERROR, "题目的选项少于两个或有重复", of_item=entries.question_few_options),
    Rule("name-long", _WARNING, "名称太长", of_item=entries.name_long),
    Rule("note-long", _WARNING, "说明太长", of_item=entries.note_long),
    # Law.
    Rule("basis-empty", _ERROR, "依据没有写清是法规还是文件", of_item=statutes.basis_empty),
    Rule("statute-unknown", _ERROR, "法规库里没有这部法规", of_item=statutes.statute_unknown),
    Rule("article-unknown", _ERROR, "法规库里没有这一条", of_item=statutes.article_unknown),
    Rule("article-old", _ERROR, "用了修订前的条号", of_item=statutes.article_old),
    Rule("renumbered-unknown", _ERROR, "旧条号指到没有的条", of_list=statutes.renumbered_unknown),
    Rule("statute-undated", _ERROR, "法规没有写施行或核对日期", of_list=statutes.statute_undated),
    Rule("statute-pending", _NOTICE, "法规还没有核对原文", of_list=statutes.statute_pending),
    Rule("collective-vote", _WARNING, "集体财产只由村民代表会议表决", of_item=law.collective_vote),
    Rule("collective-majority", _WARNING, "成员（代表）大会按过半数通过", of_item=law.collective_majority),
    Rule("collective-reserved", _WARNING, "成员大会的事由成员代表大会决定", of_item=law.collective_reserved),
    Rule("certificate-refused", _WARNING, "像是出具村委会不应出具的证明", of_item=law.certificate_refused),
    # Villages.
    Rule("village-no-phone", _ERROR, "村庄没有监督电话", of_list=villages.village_no_phone),
    Rule("village-repeated", _ERROR, "一个村写了两次", of_list=villages.village_repeated),
    Rule("phone-odd", _WARNING, "不像电话号码", of_list=villages.phone_odd),
    Rule("phone-mobile", _NOTICE, "公开的是手机号码", of_list=villages.phone_mobile),
    Rule("link-odd", _ERROR, "公开二维码不是网址", of_list=villages.link_odd),
)
