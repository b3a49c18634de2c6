"""A list as read in; the rows of the clerk's workbook, sheet by sheet, as texts out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from powermap.exchange.plain import Plain, dict_of, list_of, plain, text_of
from powermap.source import ListSource
from powermap.source.workbook.sheets import BRANCH, DECISION, DOCUMENT_WORD, HEAD_KEYS, OPTION, STEP

Rows = list[dict[str, str]]
"""Rows as texts by column title."""


def rows_of(source: ListSource) -> dict[str, Rows]:
    """Rows by the name of the sheet. Overlays are merged; an item that came with one is marked 个性."""
    head = dict_of(plain(source.head))
    items = [({"个性": "是"} if item.own else {}) | dict_of(plain(item.node)) for item in source.items]
    villages = [dict_of(plain(node)) for node in source.villages.items] if source.villages else []
    statutes = dict_of(plain(source.statutes)) if source.statutes else {}
    return {
        "清单": _head(head),
        "事项": [_item(item) for item in items],
        "流程": [row for item in items for row in _flow(item)],
        "风险": [row for item in items for row in _risks(item)],
        "参数": [
            {"名称": name} | _texts(dict_of(value), ("值", "来源")) for name, value in dict_of(head.get("参数")).items()
        ],
        "主体": [
            {"名称": name} | _texts(dict_of(value), ("类型", "简称"))
            for name, value in dict_of(head.get("主体")).items()
        ],
        "村庄": [_village(village) for village in villages],
        "法规": [{"名称": name} | _statute(dict_of(value)) for name, value in statutes.items()],
        "题目": [row for item in items for row in _questions(item)],
    }


def _texts(value: Mapping[str, Plain], keys: Sequence[str]) -> dict[str, str]:
    return {key: text_of(value.get(key)) for key in keys}


def _head(head: Mapping[str, Plain]) -> Rows:
    """The keys at the left, the categories beside them."""
    left = [
        {"项目": key, "内容": "、".join(map(text_of, list_of(head[key]))) if key == "风险等级" else text_of(head[key])}
        for key in HEAD_KEYS
        if head.get(key)
    ]
    right = []
    for category in map(dict_of, list_of(head.get("类别"))):
        right.append({"类别": text_of(category.get("名称")), "颜色": text_of(category.get("颜色"))})
    count = max(len(left), len(right))
    return [(left[i] if i < len(left) else {}) | (right[i] if i < len(right) else {}) for i in range(count)]


def _item(item: Mapping[str, Plain]) -> dict[str, str]:
    publication, supervision = dict_of(item.get("公开")), dict_of(item.get("监督"))
    return {
        **_texts(item, ("编号", "名称", "简称", "类别", "性质", "个性", "办理主体", "适用范围", "时限")),
        "依据": "\n".join(_basis(dict_of(basis)) for basis in list_of(item.get("依据"))),
        "资料": text_of(item.get("资料")),
        "公开内容": text_of(publication.get("内容")),
        "公开渠道": text_of(publication.get("渠道")),
        "公开期限": text_of(publication.get("期限")),
        "群众监督": text_of(supervision.get("群众")),
        "村级监督": text_of(supervision.get("村级")),
        "上级监督": text_of(supervision.get("上级")),
        "口诀": text_of(item.get("口诀")),
    }


def _basis(basis: Mapping[str, Plain]) -> str:
    if "文件" in basis:
        return f"{DOCUMENT_WORD}{text_of(basis['文件'])}"
    articles = "、".join(map(text_of, list_of(basis.get("条"))))
    name = text_of(basis.get("法规"))
    return f"{name} 第{articles}条" if articles else name


def _entries(item: Mapping[str, Plain]) -> list[dict[str, Plain]]:
    return [dict_of(entry) for entry in list_of(item.get("流程"))]


def _flow(item: Mapping[str, Plain]) -> Iterator[dict[str, str]]:
    number = text_of(item.get("编号"))
    for entry in _entries(item):
        kind = DECISION if DECISION in entry else STEP
        yield {
            "事项编号": number,
            "类型": kind,
            "名称": text_of(entry.get(kind)),
            **_texts(entry, ("标识", "主体", "时限", "说明", "材料", "简称", "下一步")),
        }
        for branch in map(dict_of, list_of(entry.get("分支"))):
            yield {
                "事项编号": number,
                "类型": BRANCH,
                "名称": text_of(branch.get("结果")),
                "下一步": text_of(branch.get("到")),
            }


def _risks(item: Mapping[str, Plain]) -> Iterator[dict[str, str]]:
    entries = _entries(item)
    names = [text_of(entry.get(STEP) or entry.get(DECISION)) for entry in entries]
    keys = [text_of(entry.get("标识")) for entry in entries]
    count = Counter([*names, *filter(None, keys)])
    for position, entry in enumerate(entries):
        step = next(
            (word for word in (keys[position], names[position]) if word and count[word] == 1), f"第{position + 1}步"
        )
        for risk in map(dict_of, list_of(entry.get("风险"))):
            yield {
                "事项编号": text_of(item.get("编号")),
                "步骤": step,
                **_texts(risk, ("等级", "风险点", "防控", "责任人")),
            }


def _village(village: Mapping[str, Plain]) -> dict[str, str]:
    contact = dict_of(village.get("联系人"))
    return {
        **_texts(village, ("村名", "区镇", "公开二维码")),
        "监督电话": "\n".join(f"{who}：{text_of(number)}" for who, number in dict_of(village.get("监督电话")).items()),
        "联系人": text_of(contact.get("姓名")),
        "职务": text_of(contact.get("职务")),
    }


def _statute(statute: Mapping[str, Plain]) -> dict[str, str]:
    checked = dict_of(statute.get("核对"))
    return {
        **_texts(statute, ("全称", "施行", "待核")),
        "核对日期": text_of(checked.get("日期")),
        "核对来源": text_of(checked.get("来源")),
        "条文": "\n".join(f"{number}：{text_of(gist)}" for number, gist in dict_of(statute.get("条文")).items()),
        "旧条号": "\n".join(f"{old}→{text_of(new)}" for old, new in dict_of(statute.get("旧条号")).items()),
    }


def _questions(item: Mapping[str, Plain]) -> Iterator[dict[str, str]]:
    for question in map(dict_of, list_of(item.get("题目"))):
        options = [text_of(option) for option in list_of(question.get("选项"))]
        answers = [text_of(answer) for answer in list_of(question.get("答"))]
        letters = "".join(chr(ord("A") + options.index(answer)) for answer in answers if answer in options)
        clear = len(letters) == len(answers) and letters not in options
        yield {
            "事项编号": text_of(item.get("编号")),
            "问": text_of(question.get("问")),
            **{f"{OPTION}{chr(ord('A') + i)}": option for i, option in enumerate(options)},
            "答": letters if clear else "\n".join(answers),
            "解析": text_of(question.get("解析")),
        }
