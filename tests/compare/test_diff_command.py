"""`powermap diff`: words for people, JSON for programs, and the form where it is wanted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.compare.conftest import LISTS, Run


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """The sample list with a later edition, one limit changed."""
    shutil.copytree(LISTS, tmp_path / "later")
    folder = tmp_path / "later" / "kunshan"
    (item,) = (folder / "事项").glob("08*")
    text = item.read_text(encoding="utf-8")
    assert "时限: 【签约期限】" in text
    item.write_text(text.replace("时限: 【签约期限】", "时限: 45 日内", 1), encoding="utf-8")
    return folder


def test_nothing_changed(run: Run) -> None:
    result = run("diff", "kunshan", "kunshan")
    assert result.code == 0
    assert result.out.splitlines()[-1] == "没有变化"


def test_words(run: Run, edition: Path) -> None:
    result = run("diff", "kunshan", str(edition))
    assert result.code == 0
    assert result.out.splitlines()[1:] == [
        "修改 1 项，沿用 29 项。",
        "",
        "08 小型工程立项与发包（修改）",
        "  步骤“签订书面合同”：时限由“30 日内”改为“45 日内”",
    ]


def test_a_change_under_the_same_edition_is_pointed_out(run: Run, edition: Path) -> None:
    assert "[same-edition]" in run("diff", "kunshan", str(edition)).err
    report = run("diff", "kunshan", str(edition), "--json").json
    assert [problem["rule"] for problem in report["problems"]].count("same-edition") == 1
    assert "same-edition" not in run("diff", "kunshan", "kunshan").err
    assert "same-edition" not in run("diff", "kunshan", "示例镇").err
    head = edition / "清单.yaml"
    text = head.read_text(encoding="utf-8")
    assert "2026.1" in text
    head.write_text(text.replace("2026.1", "2027.1", 1), encoding="utf-8")
    assert "same-edition" not in run("diff", "kunshan", str(edition)).err


def test_json(run: Run, edition: Path) -> None:
    result = run("diff", "kunshan", str(edition), "--json")
    report = result.json
    assert result.code == 0
    assert report["changed"] is True
    assert report["same"] == 29
    (item,) = report["items"]
    assert (item["number"], item["status"], item["old_name"]) == ("08", "修改", "小型工程立项与发包")
    assert item["changes"] == [{"place": "步骤“签订书面合同”", "what": "时限", "before": "30 日内", "after": "45 日内"}]
    assert report["outputs"] == []
    assert "修改 1 项" in result.err


def test_the_form(run: Run, edition: Path) -> None:
    result = run("diff", "kunshan", str(edition), "-o", "备案", "--json")
    (output,) = result.json["outputs"]
    assert result.code == 0
    assert output["product"] == "filing"
    stem = "备案/filing/昆山市村级“小微权力”共性清单-备案表"
    assert (output["path"], output["beside"]) == (f"{stem}.pdf", [f"{stem}.docx"])
    first = [Path(f"{stem}{ending}").read_bytes() for ending in (".pdf", ".docx")]
    assert first[0].startswith(b"%PDF")
    assert first[1].startswith(b"PK")
    assert output["bytes"] == len(first[0])
    assert run("diff", "kunshan", str(edition), "-o", "再来").code == 0
    again = [Path(f"再来/filing/{Path(stem).name}{ending}").read_bytes() for ending in (".pdf", ".docx")]
    assert first == again
    assert run("proof", f"{stem}.pdf").code == 0


def test_chosen_items(run: Run) -> None:
    """In either list: 23 is only in the old one, 31 only in the new one; the heads are left out."""
    result = run("diff", "kunshan", "示例镇", "--item", "23", "--item", "31", "--item", "1")
    assert result.out.splitlines()[1:] == [
        "新增 1 项，停用 1 项，沿用 1 项。",
        "",
        "23 动拆迁协助办理（停用）",
        "",
        "31 惠农补贴申报（新增）",
    ]
    wrong = run("diff", "kunshan", "示例镇", "--item", "77")
    assert wrong.code == 2
    assert "77" in wrong.err


def test_a_list_with_errors_is_not_compared(run: Run, edition: Path) -> None:
    (item,) = (edition / "事项").glob("08*")
    item.write_text(item.read_text(encoding="utf-8").replace("类别: 工程建设", "类别: 没有的类别"), encoding="utf-8")
    result = run("diff", "kunshan", str(edition), "-o", "出")
    assert result.code == 1
    assert "08" in result.err
    assert "没有的类别" in result.err
    assert not Path("出").exists()
    assert run("diff", "kunshan", "没有这个清单").code != 0
