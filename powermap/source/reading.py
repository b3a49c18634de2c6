"""The path of a list in; the list as read out: overlays merged, villages and statutes at hand, every problem noted."""

from __future__ import annotations

import os
from pathlib import Path

from powermap.diagnostics import Place, in_order
from powermap.errors import InputError
from powermap.source.files import Files, is_workbook, shown
from powermap.source.layer import HEAD_NAMES, ITEMS, Layer, is_list, read_layer
from powermap.source.list_source import ItemSource, ListSource
from powermap.source.overlay import (
    INHERITS,
    check_no_disabled,
    in_number_order,
    merged_head,
    merged_items,
    without_duplicates,
)
from powermap.source.tree import Mapping, Node, Scalar, Sequence
from powermap.value import Value

VILLAGES, STATUTES, OWN = "村庄", "法规库", "个性"
_WANTED_VILLAGES = "每个村另起一行，写成“- 村名: ...”"
_WANTED_STATUTES = "每部法规从“名称:”写起，下面缩进两格写 全称、施行、条文"


def read_list(path: Path, villages: Path | None = None) -> ListSource:
    """Read a list (a YAML file, a folder with 清单.yaml and 事项/, or a workbook) with all it inherits and refers to.

    villages: a file (YAML or workbook) to take instead of the one the head names. Problems are in the diagnostics.
    Raises InputError if there is nothing at path that could be a list.
    """
    if not is_list(path):
        raise InputError(_nothing_at(path))
    files = Files()
    layers = _layers(path, files)
    head, items = _merged(layers, files)
    villages_node: Node | None
    if villages is not None:
        villages_node = _file(villages, None, files).sequence(_WANTED_VILLAGES)
    else:
        villages_node = _referred(VILLAGES, layers, files).sequence(_WANTED_VILLAGES)
    statutes = _referred(STATUTES, layers, files).mapping(_WANTED_STATUTES)
    return ListSource(
        head=head if head is not None else Mapping((), layers[0].place),
        items=in_number_order(items),
        villages=villages_node,
        statutes=statutes,
        diagnostics=in_order(files.diagnostics),
        files=tuple(files.paths),
        head_read=all(layer.head is not None for layer in layers),
        all_read=not files.failed,
    )


def _nothing_at(path: Path) -> str:
    if os.path.isdir(path):
        inside = [shown(folder) for folder in sorted(path.iterdir()) if folder.is_dir() and is_list(folder)]
        if inside:
            return f"“{shown(path)}”里没有清单头。它里面有清单：写成 {' 或 '.join(inside)}"
        return f"“{shown(path)}”里没有清单：应当有 {HEAD_NAMES[0]}（清单头）和 {ITEMS}/*.yaml（每个事项一个文件）"
    return f"找不到“{shown(path)}”：应当是清单文件（.yaml）、工作簿（.xlsx），或有 {HEAD_NAMES[0]} 和 {ITEMS}/ 的文件夹"


def _layers(path: Path, files: Files) -> list[Layer]:
    """The list and what it inherits from, in turn, the list itself first."""
    layers = [_layer(path, files)]
    seen = {_identity(path)}
    while (place_and_base := _reference(INHERITS, layers[-1], files)) is not None:
        place, base = place_and_base
        if not is_list(base):
            advice = f"改成清单文件夹（有 {HEAD_NAMES[0]}）或清单文件的位置，从这个文件所在的文件夹算起"
            files.fail("missing-file", place, f"找不到要继承的清单“{shown(base)}”", advice)
            break
        if _identity(base) in seen:
            files.fail("inherit-cycle", place, f"继承绕回了“{shown(base)}”", "删掉其中一处“继承”")
            break
        seen.add(_identity(base))
        layers.append(_layer(base, files))
    return layers


def _layer(path: Path, files: Files) -> Layer:
    return _book_layer(path, files) if is_workbook(path) and os.path.isfile(path) else read_layer(path, files)


def _book_layer(path: Path, files: Files) -> Layer:
    """The list in a workbook, as if its sheets 村庄 and 法规 stood in its head."""
    from powermap.source.workbook import read_workbook  # late: most lists are YAML

    book = read_workbook(path).source
    files.diagnostics += book.diagnostics
    files.paths += book.files
    files.failed = files.failed or not book.all_read
    start = Place(shown(path), 1, 1)
    beside = ((VILLAGES, book.villages), (STATUTES, book.statutes))
    pairs = tuple((Scalar(name, start), node) for name, node in beside if node is not None)
    head = Mapping((*book.head.pairs, *pairs), book.head.place) if book.head_read else None
    return Layer(head, tuple(_marked(item) for item in book.items), path)


def _marked(item: ItemSource) -> Mapping:
    """个性 as the files of a list say it."""
    place = item.node.place
    own = ((Scalar(OWN, place), Scalar("是", place)),) if item.own else ()
    return Mapping((*item.node.pairs, *own), place)


def _identity(path: Path) -> Path:
    """The same for a folder and for the head in it."""
    whole = path.resolve()
    return whole.parent if whole.name in HEAD_NAMES else whole


def _merged(layers: list[Layer], files: Files) -> tuple[Mapping | None, tuple[ItemSource, ...]]:
    layers = [Layer(layer.head, without_duplicates(layer.items, files), layer.file) for layer in layers]
    root = layers[-1]
    head, items = root.head, tuple(ItemSource(item, own=False) for item in root.items)
    if not (root.head and root.head.get(INHERITS)):
        check_no_disabled(root, files)
    for layer in reversed(layers[:-1]):
        items = merged_items(items, layer, files)
        head = merged_head(head, layer.head) if head and layer.head else layer.head or head
    return head, items


class _Referred(Value, frozen=True):
    """What a head key refers to: a file, a tree that stands in the head itself, or nothing."""

    files: Files
    path: Path | None = None
    node: Node | None = None

    def sequence(self, wanted: str) -> Sequence | None:
        if self.path is not None and is_workbook(self.path):
            from powermap.source.workbook import read_villages

            return read_villages(self.path, self.files)
        if self.path is not None:
            return self.files.sequence(self.path, wanted)
        return self.node if isinstance(self.node, Sequence) else None

    def mapping(self, wanted: str) -> Mapping | None:
        if self.path is not None:
            return self.files.mapping(self.path, wanted)
        return self.node if isinstance(self.node, Mapping) else None


def _referred(key: str, layers: list[Layer], files: Files) -> _Referred:
    """By the uppermost list that has the key. A list or mapping in the place of a file name is taken as it stands."""
    for layer in layers:
        node = layer.head.get(key) if layer.head else None
        if isinstance(node, Sequence if key == VILLAGES else Mapping):
            return _Referred(files, node=node)
        reference = _reference(key, layer, files)
        if reference is not None:
            return _file(reference[1], reference[0], files)
        if node is not None:
            break
    return _Referred(files)


def _file(path: Path, place: Place | None, files: Files) -> _Referred:
    if os.path.isfile(path):
        return _Referred(files, path=path)
    advice = "写 .yaml 文件的位置；清单里写的位置从那个清单文件所在的文件夹算起"
    kind = "是文件夹，不是文件" if os.path.isdir(path) else "找不到"
    files.fail("missing-file", place, f"“{shown(path)}”{kind}", advice)
    return _Referred(files)


def _reference(key: str, layer: Layer, files: Files) -> tuple[Place, Path] | None:
    """The file or folder a head key names, from the folder of the head; backslashes are taken as they are meant."""
    node = layer.head.get(key) if layer.head else None
    if node is None or (isinstance(node, Scalar) and not node.text):
        return None
    if not isinstance(node, Scalar) or "\x00" in node.text:
        files.fail("path-not-text", node.place, f"“{key}”后面应当是一个位置", f"写成“{key}: ../文件或文件夹”")
        return None
    return node.place, layer.file.parent / node.text.replace("\\", "/")
