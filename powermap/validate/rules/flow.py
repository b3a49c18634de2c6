"""An item's flow as a graph in; entries that cannot be reached, ways that lead nowhere or never end out."""

from __future__ import annotations

from collections.abc import Iterator

from powermap.validate.drafts import DecisionDraft
from powermap.validate.list_draft import END, Flow, ListDraft, TypedItem
from powermap.validate.rule import Finding
from powermap.validate.rules.names import meant


def target_unknown(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """下一步 and 到 name a 标识 of this item, or 结束."""
    entries = item.draft.entries
    by_name = {entry.name: entry.key for entry in entries if entry.name}
    for position, entry in enumerate(entries):
        if isinstance(entry, DecisionDraft):
            wanted: list[tuple[str, tuple[str | int, ...]]] = [
                (branch.target, ("分支", n, "到")) for n, branch in enumerate(entry.branches)
            ]
        else:
            wanted = [(entry.target, ("下一步",))]
        for (target, path), way in zip(wanted, item.flow.ways[position], strict=False):
            if way is None or (target and target.startswith("#")):
                yield Finding(
                    item.at("流程", position, *path),
                    f"没有标识是“{target}”的一条",
                    _target_advice(target, by_name, item.flow),
                )


def _target_advice(target: str, by_name: dict[str, str], flow: Flow) -> str:
    if target in by_name:
        key = by_name[target]
        return f"写它的标识“{key}”" if key else f"给“{target}”这一条加上“标识: …”，这里写那个标识"
    written = [key for key in flow.keys if not key.startswith("#")]
    known = (
        f"这个事项里的标识有：{'、'.join(written)}；要结束就写“{END}”"
        if written
        else f"先给要去的那一条加上“标识: …”；要结束就写“{END}”"
    )
    return meant(target, [*written, END]) + known


def key_repeated(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """Two entries of one 标识: a way there could mean either."""
    seen: set[str] = set()
    for position, entry in enumerate(item.draft.entries):
        if entry.key and entry.key in seen:
            yield Finding(
                item.at("流程", position, "标识"), f"标识“{entry.key}”用了两次", "每一条的标识要不同，改掉一个"
            )
        seen.add(entry.key)


def key_reserved(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """结束 is the end of the route; what begins with # is kept for entries without a 标识."""
    for position, entry in enumerate(item.draft.entries):
        if entry.key == END or entry.key.startswith("#"):
            yield Finding(
                item.at("流程", position, "标识"),
                f"标识不能写“{entry.key}”",
                f"换一个名称：“{END}”专指流程结束，“#”开头的留给没有标识的步骤",
            )


def step_unreachable(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """Every entry must be reached from the first one. Of a run of such entries the first is named."""
    entries, flow = item.draft.entries, item.flow
    if not entries or _unknown_ways(flow):
        return
    after = _after(flow)
    lost = set(range(len(entries))) - _reached(after, 0) - {0}
    led_to = {way for position in lost for way in after[position] if way != position}
    covered: set[int] = set()
    for position in (*sorted(lost - led_to), *sorted(lost)):
        if position in covered:
            continue
        covered |= {position} | _reached(after, position)
        yield Finding(
            item.at("流程", position),
            f"走不到“{entries[position].name}”这一条",
            "让前面的某一步或某个分支指到它（给它写“标识”，那里写“下一步”或“到”），或删掉它",
        )


def flow_endless(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """From the first entry the end must be within reach."""
    flow = item.flow
    if item.draft.entries and not _unknown_ways(flow) and flow.end not in _reached(_after(flow), 0):
        yield Finding(item.at_key("流程"), "流程走不到结束", f"让最后一步的“下一步”写“{END}”，或让某个分支“到: {END}”")


def loop_endless(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """No reachable part of the flow may be a loop with no way out (when the flow as a whole can end)."""
    flow, entries = item.flow, item.draft.entries
    if not entries or _unknown_ways(flow):
        return
    after, before = _after(flow), _before(flow)
    reached = _reached(after, 0) | {0}
    if flow.end not in reached:
        return
    named: set[int] = set()
    for position in sorted(reached - _reached(before, flow.end) - {flow.end}):
        loop = _reached(after, position) & _reached(before, position)
        if position in named or position not in loop:
            continue
        named |= loop
        names = "、".join(f"“{entries[other].name}”" for other in sorted(loop))
        yield Finding(
            item.at("流程", position), f"进了 {names} 就转不出来", f"给其中一步加一条出路：一个通往后面或“{END}”的分支"
        )


def decision_few_branches(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """A decision with fewer than two results decides nothing."""
    for position, entry in enumerate(item.draft.entries):
        if isinstance(entry, DecisionDraft) and len(entry.branches) < 2:
            yield Finding(
                item.at("流程", position, "分支") if entry.branches else item.at("流程", position),
                f"判断“{entry.name}”只有 {len(entry.branches)} 个分支",
                "至少写两个分支；用不着判断就改成“步骤”",
            )


def decision_same_result(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """Two branches of one result: nobody could tell which way to go."""
    for position, entry in enumerate(item.draft.entries):
        if isinstance(entry, DecisionDraft):
            results = [branch.result for branch in entry.branches]
            for number, result in enumerate(results):
                if result and result in results[:number]:
                    yield Finding(
                        item.at("流程", position, "分支", number, "结果"),
                        f"判断“{entry.name}”有两个分支的结果都是“{result}”",
                        "把结果写得不同，或合并成一个分支",
                    )


def decision_same_target(item: TypedItem, _: ListDraft) -> Iterator[Finding]:
    """A decision all of whose branches lead to one place makes no difference."""
    for position, entry in enumerate(item.draft.entries):
        ways = item.flow.ways[position]
        if isinstance(entry, DecisionDraft) and len(ways) > 1 and len(set(ways)) == 1 and ways[0] is not None:
            yield Finding(
                item.at("流程", position, "分支"),
                f"判断“{entry.name}”的各个分支去的是同一处",
                "看看是不是漏写了“到”；确实没有区别就改成“步骤”",
            )


def _unknown_ways(flow: Flow) -> bool:
    """While a target is unknown nobody can say what is reached; target-unknown has named it."""
    return any(way is None for ways in flow.ways for way in ways)


def _after(flow: Flow) -> dict[int, list[int]]:
    """Where each entry leads."""
    return {position: [way for way in ways if way is not None] for position, ways in enumerate(flow.ways)}


def _before(flow: Flow) -> dict[int, list[int]]:
    """What leads to each entry and to the end."""
    before: dict[int, list[int]] = {}
    for position, ways in _after(flow).items():
        for way in ways:
            before.setdefault(way, []).append(position)
    return before


def _reached(neighbours: dict[int, list[int]], start: int) -> set[int]:
    """What can be reached from start in one way or more; start itself only if a way leads back to it."""
    reached: set[int] = set()
    waiting = [start]
    while waiting:
        for position in neighbours.get(waiting.pop(), ()):
            if position not in reached:
                reached.add(position)
                waiting.append(position)
    return reached
