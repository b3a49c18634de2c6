"""A workbook in; the list in it out, as if its files had been read, with every problem and its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from powermap.diagnostics import Place, in_order
from powermap.source.files import Files, shown
from powermap.source.list_source import ItemSource, ListSource
from powermap.source.overlay import in_number_order, without_duplicates
from powermap.source.tree import Mapping, Node, Scalar
from powermap.source.tree import Sequence as SequenceNode
from powermap.source.workbook import sheets
from powermap.source.workbook.cells import Cell, Row, rows_of
from powermap.source.workbook.flow import flow_of
from powermap.source.workbook.nodes import basis, key, lines, mapping, names, nodes_in_a_row, parted_at_colon, text
from powermap.source.workbook.opening import open_workbook
from powermap.source.workbook.questions import question_of
from powermap.value import Value

_YES, _NO = ("是", "个性", "个性清单", "√", "1"), ("", "否", "共性", "共性清单", "0")


class BookSource(Value, frozen=True):
    """The list in a workbook, and to which item each row of its sheets belongs: (sheet, row) → 编号."""

    source: ListSource
    item_of: dict[tuple[str, int], str]


def read_workbook(path: Path) -> BookSource:
    """Read the list that a workbook holds. Problems are in the diagnostics of its source."""
    files = Files()
    file = shown(path)
    book = open_workbook(path, files)
    rows: dict[str, list[Row]] = {}
    if book is not None:
        by_name = {worksheet.title.strip(): worksheet for worksheet in book.worksheets}
        for sheet in sheets.SHEETS:
            worksheet = by_name.pop(sheet.name, None)
            if worksheet is None:
                if sheet.needed:
                    found = f"工作簿里没有“{sheet.name}”页"
                    like = next((name for name in by_name if sheet.name in name), "")
                    rename = f"把“{like}”页改名为“{sheet.name}”。" if like else ""
                    advice = f"{rename}{sheet.about}；可以用 powermap new 里的空工作簿"
                    files.fail("workbook-sheet-missing", Place(file, 1, 1), found, advice)
                    files.failed = True  # what should stand on it is not blamed once more
                continue
            if worksheet.sheet_state != "visible":
                place = Place(file, 1, 1, sheet.name)
                files.report("workbook-hidden", place, f"“{sheet.name}”页是隐藏的，照样读了", "不要的页请删掉")
            if worksheet.protection.sheet:
                place = Place(file, 1, 1, sheet.name)
                files.report("workbook-protected", place, f"“{sheet.name}”页加了保护，照样读了", "要改内容先取消保护")
            rows[sheet.name] = rows_of(worksheet, sheet, file, files)
        by_name.pop(sheets.GUIDE, None)
        for name in by_name:
            known = "、".join(sheet.name for sheet in sheets.SHEETS)
            files.report("workbook-sheet-unknown", Place(file, 1, 1, name), f"“{name}”页没有读", f"认得的页：{known}")
    return BookSource(_source(rows, file, files, book is not None), _owners(rows))


def read_villages(path: Path, files: Files) -> SequenceNode | None:
    """The villages in a workbook: those of its sheet 村庄, or of its only sheet. None if none can be read."""
    book = open_workbook(path, files)
    if book is None:
        return None
    by_name = {worksheet.title.strip(): worksheet for worksheet in book.worksheets}
    only = book.worksheets[0] if len(book.worksheets) == 1 else None
    worksheet = by_name.get(sheets.VILLAGES.name, only)
    start = Place(shown(path), 1, 1)
    if worksheet is None:
        found = f"工作簿里没有“{sheets.VILLAGES.name}”页"
        files.fail("workbook-sheet-missing", start, found, f"{sheets.VILLAGES.about}；第一行写 村名、监督电话 等列名")
        return None
    rows = rows_of(worksheet, sheets.VILLAGES, shown(path), files)
    return SequenceNode(tuple(_village(row, files) for row in rows), start) if rows else None


def _owners(rows: dict[str, list[Row]]) -> dict[tuple[str, int], str]:
    out = {("事项", row.place.line): row.text("编号") for row in rows.get("事项", [])}
    for name in ("流程", "风险", "题目"):
        last = ""
        for row in rows.get(name, []):
            last = row.text("事项编号") or last
            out[name, row.place.line] = last
    return out


def _source(rows: dict[str, list[Row]], file: str, files: Files, opened: bool) -> ListSource:
    start = Place(file, 1, 1)
    head = _head(rows, start, files)
    statutes = _by_name(rows.get("法规", []), "名称", lambda row: _statute(row, files), files)
    register = frozenset(name.text for name, _ in statutes)
    items = _items(rows, register, files) if sheets.FLOW.name in rows else ()
    villages = [_village(row, files) for row in rows.get("村庄", [])]
    return ListSource(
        head=head,
        items=in_number_order(items),
        villages=SequenceNode(tuple(villages), start) if villages else None,
        statutes=Mapping(tuple(statutes), start) if statutes else None,
        diagnostics=in_order(files.diagnostics),
        files=tuple(files.paths),
        head_read=opened and bool(rows.get("清单")),
        all_read=not files.failed,
    )


def _head(rows: dict[str, list[Row]], start: Place, files: Files) -> Mapping:
    pairs: list[tuple[Scalar, Node]] = []
    categories: list[Node] = []
    seen: set[str] = set()
    for row in rows.get("清单", []):
        name, value = row["项目"], row["内容"]
        word = name.text.rstrip("：:")
        if word and word not in sheets.HEAD_KEYS:
            known = "、".join(sheets.HEAD_KEYS)
            files.report("workbook-key-unknown", name.place, f"不认识的项目“{word}”", f"这一列可以写：{known}")
        elif word in seen:
            files.report("duplicate-key", name.place, f"“{word}”写了两次", "删掉一行")
        elif word and value.text:
            seen.add(word)
            node = names(value) if word == "风险等级" else text(value)
            if node is not None:
                pairs.append((key(word, name), node))
        category = row["类别"]
        if category.text:
            parts = (("名称", category, text(category)), ("颜色", row["颜色"], text(row["颜色"])))
            categories.append(mapping(parts, category))
    if categories:
        pairs.append((Scalar("类别", categories[0].place), SequenceNode(tuple(categories), categories[0].place)))
    actors = _by_name(rows.get("主体", []), "名称", lambda row: _plain(row, ("类型", "简称")), files)
    parameters = _by_name(rows.get("参数", []), "名称", lambda row: _plain(row, ("值", "来源")), files)
    for title, group in (("主体", actors), ("参数", parameters)):
        if group:
            pairs.append((Scalar(title, group[0][0].place), Mapping(tuple(group), group[0][0].place)))
    first = [row.place for row in rows.get("清单", [])][:1]
    return Mapping(tuple(pairs), pairs[0][0].place if pairs else first[0] if first else start)


def _plain(row: Row, titles: Sequence[str]) -> Mapping:
    return mapping(((title, row[title], text(row[title])) for title in titles), _first(row))


def _first(row: Row) -> Cell:
    return next(iter(row.cells.values()))


def _by_name(rows: Iterable[Row], title: str, value: Callable[[Row], Node], files: Files) -> list[tuple[Scalar, Node]]:
    """Named rows as the pairs of a mapping, each name once."""
    out: list[tuple[Scalar, Node]] = []
    seen: dict[str, Place] = {}
    for row in rows:
        name = row[title]
        if not name.text:
            files.fail("workbook-name-missing", name.place, f"这一行没有写“{title}”", "写上，或删掉这一行")
        elif name.text in seen:
            found = f"“{name.text}”写了两次，另一处在 {seen[name.text]}"
            files.report("duplicate-key", name.place, found, "删掉一行，或改一个名称")
        else:
            seen[name.text] = name.place
            out.append((Scalar(name.text, name.place), value(row)))
    return out


def _items(rows: dict[str, list[Row]], register: frozenset[str], files: Files) -> list[ItemSource]:
    numbers = {row.text("编号") for row in rows.get("事项", [])}
    flows, risks, questions = (_by_item(rows.get(name, []), numbers, name, files) for name in ("流程", "风险", "题目"))
    nodes, own = [], {}
    for row in rows.get("事项", []):
        number = row.text("编号")
        pairs = [
            ("编号", row["编号"], text(row["编号"])),
            *((title, row[title], text(row[title])) for title in ("名称", "简称", "类别", "性质")),
            ("办理主体", row["办理主体"], names(row["办理主体"])),
            *((title, row[title], text(row[title])) for title in ("适用范围", "时限")),
            ("依据", row["依据"], _bases(row["依据"], register)),
            ("资料", row["资料"], lines(row["资料"])),
            ("公开", row["公开内容"], _publication(row)),
            ("监督", row["群众监督"], _supervision(row)),
            ("口诀", row["口诀"], lines(row["口诀"])),
            ("流程", row["编号"], flow_of(flows.get(number, []), risks.get(number, []), files)),
            ("题目", row["编号"], nodes_in_a_row([question_of(q, files) for q in questions.get(number, [])])),
        ]
        node = mapping(pairs, row["编号"])
        nodes.append(node)
        own[id(node)] = _is_own(row["个性"], files)
    return [ItemSource(node, own[id(node)]) for node in without_duplicates(nodes, files)]


def _is_own(cell: Cell, files: Files) -> bool:
    if cell.text not in (*_YES, *_NO):
        files.report("workbook-value", cell.place, f"“个性”写的是“{cell.text}”", "写 是 或 否；共性清单的事项可以空着")
    return cell.text in _YES


def _by_item(rows: Iterable[Row], numbers: set[str], name: str, files: Files) -> dict[str, list[Row]]:
    """Rows by 事项编号; a row without one belongs to the row above, as people leave out what repeats."""
    out: dict[str, list[Row]] = {}
    last = ""
    for row in rows:
        cell = row["事项编号"]
        number = cell.text or last
        last = number
        if not number:
            files.fail("workbook-name-missing", cell.place, "这一行没有写“事项编号”", "写上“事项”页里的编号")
        elif number not in numbers:
            found = f"“{name}”页的编号“{number}”在“事项”页里没有"
            files.fail("workbook-item-unknown", cell.place, found, "改成“事项”页里的编号，或在那一页加上这个事项")
        else:
            out.setdefault(number, []).append(row)
    return out


def _bases(cell: Cell, register: frozenset[str]) -> SequenceNode | None:
    return nodes_in_a_row([basis(line.strip(), cell, register) for line in cell.text.split("\n") if line.strip()])


def _publication(row: Row) -> Mapping | None:
    content, channels, period = row["公开内容"], row["公开渠道"], row["公开期限"]
    node = mapping(
        (("内容", content, text(content)), ("渠道", channels, lines(channels)), ("期限", period, text(period))), content
    )
    return node if node.pairs else None


def _supervision(row: Row) -> Mapping | None:
    parts = (("群众", row["群众监督"]), ("村级", row["村级监督"]), ("上级", row["上级监督"]))
    node = mapping(((name, cell, text(cell)) for name, cell in parts), row["群众监督"])
    return node if node.pairs else None


def _village(row: Row, files: Files) -> Mapping:
    phones: list[tuple[Scalar, Node]] = []
    cell = row["监督电话"]
    for line in filter(None, (line.strip() for line in cell.text.split("\n"))):
        parts = parted_at_colon(line, last=True)
        if parts is None:
            advice = "写成 谁接：号码，如 村务监督委员会：0512-0000 0001；几个电话各占一行"
            files.report("workbook-line", cell.place, f"看不懂的监督电话“{line}”", advice)
        elif parts[0] in (name.text for name, _ in phones):
            files.report(
                "duplicate-key", cell.place, f"“{parts[0]}”写了两个电话", "写成不同的名称，如 值班室、举报电话"
            )
        else:
            phones.append((key(parts[0], cell), Scalar(parts[1], cell.place, quoted=True)))
    person, duty = row["联系人"], row["职务"]
    contact = mapping((("姓名", person, text(person)), ("职务", duty, text(duty))), person)
    pairs = (
        ("村名", row["村名"], text(row["村名"])),
        ("区镇", row["区镇"], text(row["区镇"])),
        ("监督电话", cell, Mapping(tuple(phones), cell.place) if phones else None),
        ("联系人", person, contact if contact.pairs else None),
        ("公开二维码", row["公开二维码"], text(row["公开二维码"])),
    )
    return mapping(pairs, row["村名"])


def _statute(row: Row, files: Files) -> Mapping:
    checked = mapping(
        (("日期", row["核对日期"], text(row["核对日期"])), ("来源", row["核对来源"], text(row["核对来源"]))),
        row["核对日期"],
    )
    pairs = (
        ("全称", row["全称"], text(row["全称"])),
        ("施行", row["施行"], text(row["施行"])),
        ("核对", row["核对日期"], checked if checked.pairs else None),
        ("条文", row["条文"], _articles(row["条文"], files)),
        ("旧条号", row["旧条号"], _renumbered(row["旧条号"], files)),
        ("待核", row["待核"], text(row["待核"])),
    )
    return mapping(pairs, row["名称"])


def _articles(cell: Cell, files: Files) -> Mapping | None:
    pairs: list[tuple[Scalar, Node]] = []
    for line in filter(None, (line.strip() for line in cell.text.split("\n"))):
        parts = parted_at_colon(line, last=False)
        if parts is None:
            files.report("workbook-line", cell.place, f"看不懂的条文“{line}”", "一行一条，写成 28：一句话内容")
        else:
            pairs.append((key(parts[0], cell), Scalar(parts[1], cell.place, quoted=True)))
    return Mapping(tuple(pairs), cell.place) if pairs else None


def _renumbered(cell: Cell, files: Files) -> Mapping | None:
    pairs: list[tuple[Scalar, Node]] = []
    for line in filter(None, (line.strip() for line in cell.text.split("\n"))):
        old, arrow, new = (part.strip() for part in line.replace("->", "→").partition("→"))
        if not (old and arrow and new):
            files.report("workbook-line", cell.place, f"看不懂的旧条号“{line}”", "一行一条，写成 24→28（旧→新）")
        else:
            pairs.append((key(old, cell), Scalar(new, cell.place, quoted=True)))
    return Mapping(tuple(pairs), cell.place) if pairs else None
