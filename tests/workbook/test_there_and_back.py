"""A list through the workbook and back, and through its YAML files and back, is the same list."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powermap.build.importing import import_workbook
from powermap.diagnostics import Place
from powermap.errors import InputError
from powermap.exchange.list_files import dumped, list_files
from powermap.exchange.plain import Plain, plain
from powermap.exchange.workbook import workbook
from powermap.model import Item, PowerList
from powermap.source import ListSource, read_list
from powermap.source.list_source import ItemSource
from powermap.source.tree import Mapping, Node, Scalar, Sequence
from powermap.source.workbook import read_workbook
from powermap.validate import check_list
from powermap.validate.themes import load_theme
from tests.workbook.books import LIST, sample

LISTS = Path(__file__).parents[2] / "lists"
NOWHERE = Place("甲", 1, 1)
TEXT = st.text(alphabet="甲乙丙丁村组公示审批，。：；、“”（）《》？【1289 aA-=#%/\\'\"*&", min_size=1, max_size=20)
TEXT = TEXT.map(lambda text: " ".join(text.replace("【", "【【").split())).filter(
    lambda text: bool(text) and not text.startswith("例")
)
WORD = st.text(alphabet="甲乙丙丁戊己庚辛村组", min_size=2, max_size=8)
ACTORS = ["村党组织", "村民委员会", "村民代表会议"]


def node(value: Plain) -> Node:
    if isinstance(value, dict):
        return Mapping(tuple((Scalar(key, NOWHERE), node(child)) for key, child in value.items()), NOWHERE)
    if isinstance(value, list):
        return Sequence(tuple(node(child) for child in value), NOWHERE)
    return Scalar(value, NOWHERE, quoted=True)


@st.composite
def entries(draw: st.DrawFn) -> list[Plain]:
    count = draw(st.integers(2, 6))
    out: list[Plain] = []
    for i in range(count):
        entry: dict[str, Plain] = {}
        decides = i < count - 1 and draw(st.booleans())
        entry["判断" if decides else "步骤"] = draw(TEXT)
        entry["标识"] = f"k{i}"
        entry["主体"] = list(draw(st.lists(st.sampled_from(ACTORS), min_size=1, max_size=3, unique=True)))
        for key in ("说明", "简称"):
            if draw(st.booleans()):
                entry[key] = draw(TEXT)
        if draw(st.booleans()):
            entry["时限"] = draw(st.sampled_from(["随时", "当场", "5 个工作日内", "不少于 3 日"]))
        if draw(st.booleans()):
            entry["材料"] = list(draw(st.lists(TEXT, min_size=1, max_size=3)))
        if draw(st.booleans()):
            risks = draw(st.lists(st.tuples(st.sampled_from("高中低"), TEXT, TEXT, TEXT), min_size=1, max_size=2))
            entry["风险"] = [dict(zip(("等级", "风险点", "防控", "责任人"), risk, strict=True)) for risk in risks]
        if decides:
            entry["分支"] = [{"结果": "是"}, {"结果": "否", "到": draw(st.sampled_from(["k0", "结束"]))}]
        out.append(entry)
    return out


@st.composite
def sources(draw: st.DrawFn) -> ListSource:
    """Valid lists with every kind of key, and texts with every sign that means something somewhere."""
    with TemporaryDirectory() as folder:
        base = sample(Path(folder))
    items = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        options = draw(st.lists(TEXT, min_size=2, max_size=5, unique=True))
        answers = list(draw(st.lists(st.sampled_from(options), min_size=1, max_size=2, unique=True)))
        value: dict[str, Plain] = {
            "编号": f"{number:02d}",
            "名称": f"{draw(WORD)}{number}",
            "类别": "工程建设",
            "性质": "自治事务",
            "办理主体": list(draw(st.lists(st.sampled_from(ACTORS), min_size=1, max_size=3, unique=True))),
            "适用范围": draw(TEXT),
            "时限": "当场",
            "依据": [{"法规": "村民委员会组织法", "条": ["28"]}, {"文件": draw(TEXT)}],
            "资料": list(draw(st.lists(TEXT, max_size=3))),
            "公开": {"内容": draw(TEXT), "渠道": list(draw(st.lists(TEXT, min_size=1, max_size=2)))},
            "监督": {"群众": draw(TEXT), "上级": draw(TEXT)},
            "口诀": list(draw(st.lists(TEXT, max_size=3))),
            "流程": draw(entries()),
            "题目": [{"问": draw(TEXT), "选项": list(options), "答": list(answers)}],
        }
        tree = node({key: child for key, child in value.items() if child})
        assert isinstance(tree, Mapping)
        items.append(ItemSource(tree, draw(st.booleans())))
    return ListSource(base.head, tuple(items), base.villages, base.statutes, (), ())


def through_workbook(source: ListSource, folder: Path) -> PowerList | None:
    file = folder / "甲.xlsx"
    file.write_bytes(workbook(source, load_theme(None)))
    checked = check_list(read_workbook(file).source)
    assert checked.power_list is not None, [str(d) for d in checked.diagnostics]
    return checked.power_list


def through_files(source: ListSource, folder: Path) -> PowerList | None:
    for relative, text in list_files(source).items():
        file = folder / "清单" / relative.replace("\\", "_").replace("*", "_")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    checked = check_list(read_list(folder / "清单"))
    assert checked.power_list is not None, [str(d) for d in checked.diagnostics]
    return checked.power_list


@pytest.mark.parametrize("name", ["kunshan", "示例镇"])
def test_the_sample_lists(tmp_path: Path, name: str) -> None:
    source = read_list(LISTS / name)
    wanted = check_list(source).power_list
    assert through_workbook(source, tmp_path) == wanted
    assert through_files(read_workbook(tmp_path / "甲.xlsx").source, tmp_path) == wanted


@settings(max_examples=40)
@given(sources())
def test_random_lists(source: ListSource) -> None:
    wanted = check_list(source)
    assert wanted.power_list is not None, [str(d) for d in wanted.diagnostics]
    with TemporaryDirectory() as folder:
        assert through_workbook(source, Path(folder)) == wanted.power_list
        assert through_files(source, Path(folder)) == wanted.power_list


VALUES = st.recursive(
    TEXT, lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(WORD, inner, min_size=1, max_size=3)
)


@settings(max_examples=200)
@given(st.dictionaries(WORD, VALUES, min_size=1, max_size=3))
def test_yaml_text_reads_back(value: dict[str, Plain]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "甲.yaml"
        file.write_text(dumped(value), encoding="utf-8")
        source = read_list(file)
    assert [str(d) for d in source.diagnostics] == []
    assert single(plain(source.head)) == single(value)


def single(value: Plain) -> Plain:
    """A list of one text and the text mean the same."""
    if isinstance(value, dict):
        return {key: single(child) for key, child in value.items()}
    if isinstance(value, list):
        return single(value[0]) if len(value) == 1 and isinstance(value[0], str) else [single(child) for child in value]
    return value


def test_import_writes_whole_or_nothing(tmp_path: Path) -> None:
    source = sample(tmp_path)
    book = tmp_path / "甲.xlsx"
    book.write_bytes(workbook(source, load_theme(None)))
    folder = tmp_path / "新清单"
    done = import_workbook(book, folder, partial=False, replacing=False)
    assert done.items == 2
    wanted = check_list(source).power_list
    assert check_list(read_list(folder)).power_list == wanted
    with pytest.raises(InputError, match="已经有了"):
        import_workbook(book, folder, partial=False, replacing=False)
    again = import_workbook(book, folder, partial=False, replacing=True)
    assert again.kept_old is not None
    assert check_list(read_list(again.kept_old)).power_list == wanted
    assert not [path for path in folder.rglob("*") if path.name.endswith(".partial")]


def test_import_of_a_part(tmp_path: Path) -> None:
    bad = LIST.replace("防控: 干部和近亲属回避, ", "")
    (tmp_path / "坏.yaml").write_text(bad, encoding="utf-8")
    book = tmp_path / "甲.xlsx"
    book.write_bytes(workbook(read_list(tmp_path / "坏.yaml"), load_theme(None)))
    folder = tmp_path / "新清单"
    with pytest.raises(InputError) as caught:
        import_workbook(book, folder, partial=False, replacing=False)
    assert caught.value.diagnostics
    assert not folder.exists()
    done = import_workbook(book, folder, partial=True, replacing=False)
    assert done.left_out == ("08",)
    power_list = check_list(read_list(folder)).power_list
    assert power_list is not None
    assert [item.number for item in power_list.items] == ["30"]


def items_of(power_list: PowerList) -> tuple[Item, ...]:
    return power_list.items


def test_the_empty_workbook_has_examples_that_are_not_read(tmp_path: Path) -> None:
    file = tmp_path / "空.xlsx"
    file.write_bytes(workbook(None, load_theme(None)))
    source = read_workbook(file).source
    assert source.items == ()
    assert source.villages is None


def test_same_bytes(tmp_path: Path) -> None:
    source = sample(tmp_path)
    assert workbook(source, load_theme(None)) == workbook(source, load_theme(None))
