"""The path of one list (a file or a folder) in; its own head and items out, before any overlay is merged."""

from __future__ import annotations

import os
from pathlib import Path

from powermap.diagnostics import Place
from powermap.source.files import YAML_SUFFIXES, Files, is_yaml, shown
from powermap.source.numbers import with_half_width_numbers
from powermap.source.tree import Mapping, Node, Scalar, Sequence
from powermap.value import Value

HEAD_NAMES = tuple(f"清单{suffix}" for suffix in YAML_SUFFIXES)
ITEMS = "事项"
_IGNORED = {"thumbs.db", "desktop.ini"}
_WANTED_HEAD = "第一行从“清单: 名称”写起，每行一个“键: 值”"
_WANTED_ITEM = "第一行从“编号:”写起，每行一个“键: 值”"


class Layer(Value, frozen=True):
    """head is None if it could not be read. file is what relative paths in the head start from."""

    head: Mapping | None
    items: tuple[Mapping, ...]
    file: Path

    @property
    def place(self) -> Place:
        return self.head.place if self.head else Place(shown(self.file), 1, 1)


def is_list(path: Path) -> bool:
    """True if there is something at this path that can be read as a list."""
    return os.path.isfile(path) or _head_file(path) is not None or os.path.isdir(path / ITEMS)


def read_layer(path: Path, files: Files) -> Layer:
    """Read one list. path has passed is_list."""
    if not os.path.isdir(path):
        tree = files.mapping(path, _WANTED_HEAD)
        if tree is not None and tree.get("流程") is not None and tree.get("清单") is None:
            advice = "给出整份清单：清单文件夹，或含有“清单:”和“事项:”的文件"
            files.fail("item-file-as-list", tree.place, "这是一个事项的文件，不是整份清单", advice)
            return Layer(None, (tree,), path)
        if tree is not None and tree.get("产品") is not None and tree.get("事项") is None:
            advice = "全部做出来：powermap build 这个文件；只用清单的，给出它“清单”一行写的文件夹"
            files.fail("project-file-as-list", tree.place, "这是项目文件，不是清单", advice)
            return Layer(None, (), path)
        return _layer(tree, (), path, files)
    file = _head_file(path)
    if file is None:
        file = path / HEAD_NAMES[0]
        files.fail("missing-head", Place(shown(file), 1, 1), f"文件夹里没有 {HEAD_NAMES[0]}", _similar(path))
        head = None
    else:
        head = files.mapping(file, _WANTED_HEAD)
    items = [files.mapping(name, _WANTED_ITEM) for name in _item_files(path / ITEMS, files)]
    return _layer(head, tuple(item for item in items if item is not None), file, files)


def _layer(head: Mapping | None, items: tuple[Mapping, ...], file: Path, files: Files) -> Layer:
    items = tuple(with_half_width_numbers(item, files) for item in items)
    if head is None:
        return Layer(None, items, file)
    head = with_half_width_numbers(head, files)
    inside = head.get(ITEMS)
    rest = Mapping(tuple(pair for pair in head.pairs if pair[0].text != ITEMS), head.place)
    inside_items = (with_half_width_numbers(item, files) for item in _items_in(inside, files))
    return Layer(rest, (*inside_items, *items), file)


def _items_in(node: Node | None, files: Files) -> tuple[Mapping, ...]:
    if node is None or (isinstance(node, Scalar) and not node.text):
        return ()
    if not isinstance(node, Sequence):
        files.fail("items-not-a-list", node.place, "“事项”后面应当是列表", "每个事项另起一行，前面写“- ”（减号加空格）")
        return ()
    items = []
    for child in node.items:
        if isinstance(child, Mapping):
            items.append(child)
        else:
            advice = "写成“- 编号: ...”，下面的键和“编号”左边对齐"
            files.fail("item-not-keys", child.place, "这个事项不是由“键: 值”组成的", advice)
    return tuple(items)


def _head_file(folder: Path) -> Path | None:
    return next((folder / name for name in HEAD_NAMES if os.path.isfile(folder / name)), None)


def _similar(folder: Path) -> str:
    """Advice that names a file which was probably meant to be the head."""
    names = [child.name for child in _children(folder) if child.is_file() and child.name.startswith("清单")]
    if names:
        return f"把 {names[0]} 改名为 {HEAD_NAMES[0]}（在资源管理器里先打开“显示文件扩展名”）"
    return f"新建 {HEAD_NAMES[0]}，写上清单的名称、编号、主体；或检查文件夹给得对不对"


def _item_files(folder: Path, files: Files) -> list[Path]:
    wanted = []
    for child in _children(folder):
        if child.name.startswith((".", "~")) or child.name.lower() in _IGNORED:
            continue
        if is_yaml(child) and child.is_file():
            wanted.append(child)
        else:
            what = "文件夹" if child.is_dir() else "文件"
            advice = "事项文件直接放在“事项”下面，文件名以 .yaml 结尾；不是事项就移到别处"
            files.report("unread-file", Place(shown(child), 1, 1), f"这个{what}没有读：不是 .yaml 文件", advice)
    return wanted


def _children(folder: Path) -> list[Path]:
    """By name; none if it is no folder or may not be looked into."""
    try:
        return sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        return []
