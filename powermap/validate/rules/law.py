"""Items in; what the law leaves to another body out: votes on collective property, certificates of other offices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from powermap.model import Nature
from powermap.validate.list_draft import ListDraft, TypedItem
from powermap.validate.rule import Finding

_VILLAGE_VOTE = ("村民代表会议", "村民代表大会", "村民会议", "村民大会")
_MEMBER_VOTE = ("成员大会", "成员代表大会", "社员大会", "社员代表大会", "股东大会", "股东代表大会")
_TWO_THIRDS = re.compile(r"三分之二|2\s*/\s*3|⅔")
_MAJORITY = re.compile(r"过半数|半数以上|过半")


def _bodies(item: TypedItem, draft: ListDraft) -> list[tuple[int, int, str]]:
    """Who acts in the flow: position of the entry, position among its actors, full name."""
    return [
        (position, number, draft.actors[word][0] if word in draft.actors else word)
        for position, entry in enumerate(item.draft.entries)
        for number, word in enumerate(entry.actors)
    ]


def collective_vote(item: TypedItem, draft: ListDraft) -> Iterator[Finding]:
    """农村集体经济组织法 第二十六、二十七、二十八条 (in force 2025-05-01): collective property is decided by the
    assembly of the members or of their representatives, with two thirds of all, not by 村民代表会议."""
    if item.draft.nature is not Nature.COLLECTIVE_PROPERTY:
        return
    voters = _bodies(item, draft)
    if any(body in name for _, _, name in voters for body in _MEMBER_VOTE):
        return
    for position, number, name in voters:
        if any(body in name for body in _VILLAGE_VOTE):
            yield Finding(
                item.at("流程", position, "主体", number),
                f"集体财产事项只由{name}表决",
                "改由成员大会或成员代表大会表决，全体三分之二以上同意（农村集体经济组织法第27、28条）；不是集体财产就改“性质”",
            )
            return


def collective_majority(item: TypedItem, draft: ListDraft) -> Iterator[Finding]:
    """The same articles: two thirds of all members or representatives, not a majority of those present."""
    if item.draft.nature is not Nature.COLLECTIVE_PROPERTY:
        return
    members = {position for position, _, name in _bodies(item, draft) if any(body in name for body in _MEMBER_VOTE)}
    for position in sorted(members):
        entry = item.draft.entries[position]
        text = f"{entry.name} {entry.note}"
        if _MAJORITY.search(text) and not _TWO_THIRDS.search(text):
            yield Finding(
                item.at("流程", position),
                f"“{entry.name}”按过半数通过",
                "成员（代表）大会要全体三分之二以上同意（农村集体经济组织法第27、28条）",
            )


_RESERVED = re.compile(
    r"土地补偿费|征地补偿费?(?:的)?分配|土地承包方案|宅基地|成员(?:身份|资格)?的?确认|量化|章程|合并|分立|解散"
)
"""What 农村集体经济组织法 第二十八条 keeps for the members' assembly: 章程, 成员确认, 土地承包、宅基地使用、份额量化,
土地补偿费分配办法, 合并分立等."""


def collective_reserved(item: TypedItem, draft: ListDraft) -> Iterator[Finding]:
    """The same law, 第二十八条: what the representatives' assembly may not decide in the members' place."""
    if not _RESERVED.search(item.draft.name):
        return
    voters = _bodies(item, draft)
    if any("成员大会" in name for _, _, name in voters):
        return
    for position, number, name in voters:
        if "成员代表大会" in name:
            yield Finding(
                item.at("流程", position, "主体", number),
                f"“{item.draft.name}”由{name}决定",
                "这类事项只能由成员大会决定，成员代表大会不能代行（农村集体经济组织法第28条）",
            )
            return


# 民政部等六部门 2020, the first 20 kinds a village committee is not to issue, and the words they go by.
REFUSED_CERTIFICATES = {
    "亲属关系": "亲属关系|亲子关系",
    "居民身份信息": "身份信息|居民身份|身份证明",
    "户口登记项目变更": "户口登记",
    "养犬": "养犬|犬只",
    "无犯罪记录": "犯罪记录",
    "社区戒毒康复表现": "戒毒",
    "人员失踪": "失踪",
    "婚姻状况": "婚姻|单身|未婚|已婚",
    "出生": "出生",
    "健在": "健在|在世|生存证明",
    "死亡": "死亡",
    "疾病状况": "疾病|患病",
    "残疾状况": "残疾",
    "婚育状况": "婚育|生育状况",
    "就业状况": "就业|待业|失业",
    "个人档案": "个人档案",
    "财产": "财产证明|财产状况|个人财产|家庭财产",
    "遗产继承权": "继承",
    "市场主体住所": "住所|经营场所",
    "证件遗失": "遗失",
}
_KINDS = {kind: re.compile(words) for kind, words in REFUSED_CERTIFICATES.items()}
_ISSUING = re.compile(r"证明|出具|开具|盖章|用印|开给")
_NOT_A_PROMISE = re.compile(
    r"不|非本|非村|无权|禁止|严禁|拒|勿|负面清单|清单外|违规|擅自|虚假|公安|派出所|民政局|医院|法院|公证|有权|主管部门|职能部门|告知|引导|取消|[？?]|是否|能否"
)
"""Words of a text that refuses the certificate, asks about it, or sends the villager to the office that issues it."""
_ABOUT_CERTIFICATES = re.compile("证明|印章|公章|用印|盖章")


def certificate_refused(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """An item about certificates or seals that promises one of the 20 kinds. Looks at what the item says it does
    (name, scope, steps, sayings), not at risks and exam questions, which speak of the misuse."""
    draft = item.draft
    if draft.nature is not Nature.CONVENIENCE and not _ABOUT_CERTIFICATES.search(draft.name):
        return
    texts: list[tuple[str, tuple[str | int, ...]]] = [(draft.name, ("名称",)), (draft.scope, ("适用范围",))]
    for position, entry in enumerate(draft.entries):
        texts += [(entry.name, ("流程", position)), (entry.note, ("流程", position, "说明"))]
    texts += [(saying, ("口诀", number)) for number, saying in enumerate(draft.sayings)]
    for text, path in texts:
        if not _ISSUING.search(text) or _NOT_A_PROMISE.search(text):
            continue
        kinds = [kind for kind, words in _KINDS.items() if words.search(text)]
        if kinds:
            yield Finding(
                item.at(*path),
                f"像是由村里出具“{'、'.join(kinds)}”证明",
                "这类证明村委会不应出具（民政部等六部门2020年首批20项）：改成告知群众到主管部门办理，或写明不出具",
            )
