"""Any bytes and any text as a list: a result or a PowermapError, nothing else; nothing wrong passes unsaid."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from powermap.diagnostics import has_errors
from powermap.source import ListSource, read_list
from powermap.source.decode import decode
from powermap.source.flow_slips import is_wide_list
from powermap.source.mend import mend
from powermap.source.parse import parse
from powermap.source.tree import Mapping, Node, Scalar, Sequence

SYNTAX = "：:，,、［］[]｛｝{}【】“”‘’\"'－—-#＃|>&*!%@` \t\u3000\u00a0\n\r\\?<.08０八"
WORDS = ["编号", "步骤", "流程", "判断", "甲", "a", "- ", "  ", "\n", "\n  ", ": ", "：", "事项:\n", "清单: "]
TEXTS = st.lists(st.sampled_from([*SYNTAX, *WORDS]), max_size=60).map("".join) | st.text(max_size=80)

QUICK = settings(max_examples=300)


def read(tmp_path: Path, data: bytes) -> ListSource:
    file = tmp_path / "清单.yaml"
    file.write_bytes(data)
    return read_list(file)


def is_sound(source: ListSource) -> bool:
    """Either something was read, or an error says why not; every place lies in a file and Chinese says what to do."""
    told = all(
        d.found and d.advice and any(char >= "\u4e00" for char in d.advice) and (d.place is None or d.place.column > 0)
        for d in source.diagnostics
    )
    return told and (source.head_read or has_errors(source.diagnostics))


@QUICK
@given(data=st.binary(max_size=200))
@example(b"")
@example(b"\x00")
@example(b"\xff\xfea\x00\x00")
@example(b"\xef\xbb\xbf")
@example("清单: 甲".encode("gb18030"))
def test_any_bytes(tmp_path: Path, data: bytes) -> None:
    assert is_sound(read(tmp_path, data))


@QUICK
@given(text=TEXTS)
@example("“")
@example("a: “")
@example("[，")
@example("a: {x：")
@example("- - - -")
@example("-" * 5000)
@example("- " * 5000)
@example("[" * 5000)
@example("a: [" + "甲, " * 5000)
@example("a: {" + "甲: 乙, " * 5000 + "]")
@example("{［【" * 2000)
@example("&a " * 5000 + "甲")
@example("a: " + "！& " * 5000)
@example("'" * 4999)
@example("a:\n" + "\n".join(" " * n + "甲：" for n in range(300)))
def test_any_text(tmp_path: Path, text: str) -> None:
    assert is_sound(read(tmp_path, text.encode("utf-8", errors="surrogatepass")))


@QUICK
@given(text=TEXTS)
def test_places_lie_in_the_file(text: str) -> None:
    """A correction never moves a place out of the line it was made in."""
    decoded, _ = decode(text.encode("utf-8", errors="replace"), "甲.yaml")
    assert decoded is not None
    copy = mend(decoded, "甲.yaml")
    tree, found = parse(copy.text(), copy.place)
    lines = decoded.split("\n")
    for place in [d.place for d in (*copy.found, *found)] + [node.place for node in nodes(tree)]:
        assert place is not None
        assert 1 <= place.line <= len(lines) + 1
        length = len(lines[place.line - 1]) if place.line <= len(lines) else 0
        assert 1 <= place.column <= length + 1


def nodes(tree: Node | None) -> list[Node]:
    if isinstance(tree, Sequence):
        return [tree, *(node for child in tree.items for node in nodes(child))]
    if isinstance(tree, Mapping):
        return [tree, *(node for key, value in tree.pairs for node in (key, *nodes(value)))]
    return [tree] if tree else []


PROSE = st.text(alphabet="甲乙丙丁，。：；、“”（）《》？【】0123 a万元", min_size=1, max_size=24).map(str.strip)
# A whole value in quotes of Chinese, or 【甲，乙】, is taken for a slip on purpose (docs/rules.md).
PROSE = PROSE.filter(lambda text: bool(text) and text[0] not in "“”" and not is_wide_list(text))
KEYS = st.sampled_from(["编号", "名称", "步骤", "说明", "防控", "甲", "村委会", "28"])
TREES = st.recursive(PROSE, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3))


@QUICK
@given(tree=st.dictionaries(KEYS, TREES, min_size=1, max_size=4), style=st.sampled_from([None, '"', "'"]))
def test_a_list_written_properly_is_read_as_it_is(tree: dict[str, object], style: str | None) -> None:
    """What a YAML writer quotes where it must is never taken for a slip, whatever Chinese punctuation stands in it."""
    text = yaml.safe_dump(tree, allow_unicode=True, default_style=style, width=10_000)
    copy = mend(text, "甲.yaml")
    assert copy.found == []
    assert copy.text() == text
    read_back, found = parse(text, copy.place)
    assert found == []
    assert plain(read_back) == tree


def plain(node: Node | None) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(child) for child in node.items]
    return {key.text: plain(value) for key, value in node.pairs} if node else None


@pytest.mark.parametrize("name", ["a" * 300, "甲\x00乙", ".", "/", "..", string.punctuation.replace("/", "")])
def test_any_file_name_in_the_head(tmp_path: Path, name: str) -> None:
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"').replace("\x00", "\\0") + '"'
    for key in ("继承", "村庄", "法规库"):
        source = read(tmp_path, f"清单: 甲\n{key}: {quoted}\n".encode())
        assert has_errors(source.diagnostics)
