"""Project files: what they may say, and every slip named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from powermap.build.kinds import KINDS
from powermap.build.project import KEYS, Project, read_project
from powermap.errors import InputError, UsageError

ROOT = Path(__file__).parents[2]


def project(folder: Path, text: str) -> Project:
    path = folder / "项目.yaml"
    path.write_text(text, encoding="utf-8")
    return read_project(path)


def slips(folder: Path, text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        project(folder, text)
    return [str(diagnostic).replace(str(folder), "") for diagnostic in caught.value.diagnostics]


def test_all_of_it(tmp_path: Path) -> None:
    (tmp_path / "清单").mkdir()
    (tmp_path / "村.yaml").write_text("", encoding="utf-8")
    (tmp_path / "色.yaml").write_text("", encoding="utf-8")
    read = project(
        tmp_path,
        "清单: 清单\n村庄: 村.yaml\n主题: 色.yaml\n输出: 出\n产品:\n"
        '  - 挂图: {尺寸: A1横, 画法: 泳道图, 事项: ["08", 9]}\n  - 手册\n  - 卡片:\n    版式: 3x4\n',
    )
    assert (read.list_name, read.villages) == (str(tmp_path / "清单"), str(tmp_path / "村.yaml"))
    assert (read.theme, read.output) == (str(tmp_path / "色.yaml"), tmp_path / "出")
    poster, booklet, card = read.wishes
    assert dict(poster.values)["size"] == "A1横" and dict(poster.values)["view"] == "lanes"
    assert poster.items == ("08", "9")
    assert [wish.kind.word for wish in (booklet, card)] == ["手册", "卡片"]
    assert all(len(wish.values) == len(wish.kind.options) for wish in read.wishes)


def test_shipped_list_and_theme_by_name(tmp_path: Path) -> None:
    read = project(tmp_path, "清单: kunshan\n主题: 党建红\n产品: [挂图]\n")
    assert (read.list_name, read.theme, read.output) == ("kunshan", "党建红", tmp_path / "成品")


def test_every_slip_at_once_with_its_place(tmp_path: Path) -> None:
    found = slips(
        tmp_path,
        "清丹: kunshan\n输出: [a]\n产品:\n  - 海报\n  - 挂图: {大小: A2}\n  - 挂图: {尺寸: A9}\n"
        "  - 手册: {事项: ['08']}\n",
    )
    text = "\n".join(found)
    for place, words in (
        ("1:1", "改成“清单”"),
        ("1:1", "没有写“清单”"),
        ("2:5", "“输出”后面"),
        ("4:5", "改成“挂图”"),
        ("5:10", "没有“大小”"),
        ("6:14", "A9"),
        ("7:10", "没有“事项”"),
    ):
        assert any(f"项目.yaml:{place}:" in line and words in line for line in found), (place, words, text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("清单: kunshan\n", "没有写要做什么产品"),
        ("清单: kunshan\n产品: 挂图\n", "没有写要做什么产品"),
        ("清单: kunshan\n产品: [挂图, 挂图]\n", "写了两遍"),
        ("清单: kunshan\n产品: [{挂图: A2}]\n", "应当是选项"),
        ("清单: kunshan\n产品: [{挂图: {尺寸: [A2, A3]}}]\n", "只能写一个值"),
        ("清单: kunshan\n产品: [{挂图: {事项: {a: b}}}]\n", "应当是编号"),
        ("清单: kunshan\n产品: [[挂图]]\n", "应当是一个产品"),
        ("清单: kunshan\n产品: [{挂图: {}, 手册: {}}]\n", "两个产品"),
        ("清单: kunshan\n村庄: 没有/村.yaml\n产品: [挂图]\n", "找不到"),
        ("- 清单\n", "最外层"),
        ("清单：kunshan\n产品: [挂图]\n", "全角冒号"),
        ("", "没有内容"),
    ],
)
def test_slips(tmp_path: Path, text: str, says: str) -> None:
    assert any(says in line for line in slips(tmp_path, text))


def test_a_folder_with_a_project_file_is_told_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "项目.yaml").write_text("清单: 清单\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"项目文件在里面：写成 .*项目\.yaml"):
        read_project(tmp_path)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="找不到项目文件"):
        read_project(tmp_path / "无.yaml")
    with pytest.raises(UsageError):
        read_project(ROOT / "README.md")


def test_defaults_are_values() -> None:
    for kind in KINDS:
        values = tuple((option.name, option.text(option.default)) for option in kind.options)
        assert values == tuple((option.name, option.default) for option in kind.options)
        assert kind.read(values).keys() == {option.name for option in kind.options}


def test_the_page_names_every_key() -> None:
    page = (ROOT / "docs" / "project.md").read_text(encoding="utf-8")
    assert all(f"`{key}`" in page for key in KEYS)
    for kind in KINDS:
        assert f"`{kind.word}`" in page
        assert all(f"`{option.key}`" in page for option in kind.options)
