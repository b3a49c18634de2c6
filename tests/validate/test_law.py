"""The rules of law that read texts: what they catch and what they leave alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from powermap.validate import check_list

if TYPE_CHECKING:
    from tests.validate.conftest import MakeSource


def rules(source: MakeSource, item: str) -> list[str]:
    return [diagnostic.rule for diagnostic in check_list(source(item)).diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        "出具亲属关系证明",
        "村里盖章，开具死亡证明",
        "可开无犯罪记录证明、未婚证明",
        "为村民出具家庭财产状况、就业状况证明",
    ],
)
def test_a_promise_of_a_refused_certificate(source: MakeSource, item_text: str, text: str) -> None:
    item = item_text.replace("小型工程发包", "印章使用与证明出具").replace("说明必要性", text)
    assert rules(source, item) == ["certificate-refused"]


@pytest.mark.parametrize(
    "text",
    [
        "亲属关系、婚姻状况、健在等证明，村里不出具",
        "属于负面清单的（如婚姻状况证明），到有权机关办理",
        "婚姻状况证明由民政局办理",
        "死亡证明请到医院或派出所开具",
        "告知群众：无犯罪记录证明到公安机关开",
        "出具居住情况证明",
        "核实身份后盖章登记",
        "要不要出具亲属关系证明？",
    ],
)
def test_a_refusal_is_no_promise(source: MakeSource, item_text: str, text: str) -> None:
    item = item_text.replace("小型工程发包", "印章使用与证明出具").replace("说明必要性", text)
    assert rules(source, item) == []


def test_items_about_other_things_may_ask_for_certificates(source: MakeSource, item_text: str) -> None:
    assert rules(source, item_text.replace("说明必要性", "带上派出所出具的死亡证明")) == []
    assert rules(source, item_text.replace("说明必要性", "开具婚姻状况证明后")) == []


def test_collective_property_is_for_the_members_to_decide(source: MakeSource, item_text: str) -> None:
    collective = item_text.replace("性质: 自治事务", "性质: 集体财产")
    assert rules(source, collective) == ["collective-vote"]
    assert rules(source, collective.replace("主体: 村民代表会议", "主体: 成员大会")) == []
    assert rules(source, collective.replace("主体: 村民代表会议", "主体: [村民代表会议, 成员大会]")) == []


def test_members_decide_with_two_thirds_of_all(source: MakeSource, item_text: str) -> None:
    voted = item_text.replace("性质: 自治事务", "性质: 集体财产").replace("主体: 村民代表会议", "主体: 成员大会")
    assert rules(source, voted.replace("达到【进场限额】？", "过半数同意【进场限额】？")) == ["collective-majority"]
    assert rules(source, voted.replace("达到【进场限额】？", "全体三分之二以上同意【进场限额】？")) == []
