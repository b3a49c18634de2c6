"""Routes cut into parts: nothing is lost, connectors come in pairs, sheets are legible."""

from __future__ import annotations

from collections import Counter

import pytest

from powermap.geometry import Rect
from powermap.layout.fit import lay_out_sheets
from powermap.layout.flow import FlowLayout, Limits
from powermap.layout.graph import END, JOIN, START, Route, is_end, route_of
from powermap.layout.plan import plan_flow
from powermap.layout.split import crossing, cuts_allowed, split_route
from powermap.model import Item, Risk
from tests.layout.geometry import faults
from tests.samples import HIGH, decision, item, setter, step

A2_BODY = Rect(60, 400, 1070, 980)
A2 = Limits(22, 15, 57)


def long_item(steps: int = 18) -> Item:
    """A long line of steps with risks, a return over half of it, and a refusal that two decisions share."""
    risk = Risk(HIGH, "不按规定办，走过场", "当场签字，留影像，村监委到场看", "村党组织书记")
    keys = [f"第{i}步" for i in range(steps)]
    entries = []
    for i, key in enumerate(keys):
        after = keys[i + 1] if i + 1 < steps else None
        if i == steps // 3:
            entries.append(decision(key, 通过=after, 不通过="拒绝"))
        elif i == 2 * steps // 3:
            entries.append(decision(key, 同意=after, 不同意="拒绝", 退回=keys[1]))
        else:
            entries.append(
                step(key, after, note="办理时带上材料，当场登记", limit="5 个工作日内", risks=(risk,) * (i % 2))
            )
    return item((*entries, step("拒绝", None, note="书面告知理由")))


def ways(route: Route) -> Counter[tuple[str, str, str]]:
    return Counter((e.source, e.target, e.label) for e in route.edges)


@pytest.fixture(scope="module")
def cut() -> tuple[Route, tuple[Route, ...]]:
    plan = plan_flow(route_of(long_item()))
    middle = cuts_allowed(plan)[len(cuts_allowed(plan)) // 2]
    return plan.route, split_route(plan, (middle,))


def test_every_entry_is_in_exactly_one_part(cut: tuple[Route, tuple[Route, ...]]) -> None:
    whole, parts = cut
    assert Counter(e.key for part in parts for e in part.entries) == Counter(e.key for e in whole.entries)


def test_parts_with_their_connectors_put_together_are_the_route(cut: tuple[Route, tuple[Route, ...]]) -> None:
    """Following every letter from where a line goes out to where it comes in gives the edges back."""
    whole, parts = cut
    goes_on: dict[str, str] = {}
    for part in parts:
        for edge in part.edges:
            letter = part.letter(edge.source)
            if letter:
                assert goes_on.setdefault(letter, edge.target) == edge.target
    joined: Counter[tuple[str, str, str]] = Counter()
    for part in parts:
        for edge in part.edges:
            if not part.letter(edge.source):
                letter = part.letter(edge.target)
                target = goes_on[letter] if letter else edge.target
                joined[(edge.source, END if is_end(target) else target, edge.label)] += 1
    ends = Counter({(a, END if is_end(b) else b, label): n for (a, b, label), n in ways(whole).items()})
    assert joined == ends


def test_each_letter_goes_out_and_comes_in(cut: tuple[Route, tuple[Route, ...]]) -> None:
    _, parts = cut
    out = {part.letter(key) for part in parts for key in part.index if is_end(key)} - {""}
    back = {part.letter(key) for part in parts for key in part.index if key == START or key.startswith(JOIN)} - {""}
    assert out == back != set()


def test_a_cut_never_parts_tiers_or_side_chains() -> None:
    sample = item(
        (
            step("申请", "分档"),
            decision("分档", 大额="招标", 小额="比选", 不办="拒绝"),
            step("招标", "签约"),
            step("比选", "签约"),
            step("签约", "归档"),
            step("归档", None),
            step("拒绝", None),
        )
    )
    plan = plan_flow(route_of(sample))
    for row in cuts_allowed(plan):
        assert len(plan.rows[row].center) == 1
        assert not plan.rows[row].crowded


def test_crossing_counts_the_lines_besides_the_one_that_falls() -> None:
    plan = plan_flow(route_of(long_item()))
    counts = [crossing(plan, row) for row in cuts_allowed(plan)]
    assert min(counts) == 0 or max(counts) > min(counts)
    assert all(count >= 0 for count in counts)


def sheets(sample: Item) -> tuple[tuple[FlowLayout, ...], ...]:
    return lay_out_sheets(route_of(sample), A2_BODY, A2, setter())


@pytest.mark.parametrize("steps", [6, 12, 18, 24])
def test_sheets_are_legible_and_faultless(steps: int) -> None:
    for sheet in sheets(long_item(steps)):
        for layout in sheet:
            assert layout.legible
            assert [f for f in faults(layout) if "numbered" not in f] == []  # numbers go on from sheet to sheet


def test_a_short_item_takes_one_sheet_and_a_long_one_more() -> None:
    assert len(sheets(long_item(6))) == 1
    assert len(sheets(long_item(24))) > 1


def test_all_panels_share_their_type_and_number_their_callouts_through() -> None:
    layouts = [layout for sheet in sheets(long_item(24)) for layout in sheet]
    assert len({layout.type for layout in layouts}) == 1
    numbers = [note.number for layout in layouts for note in layout.callouts]
    assert numbers == list(range(1, len(numbers) + 1))


def test_wide_frames_take_columns() -> None:
    wide = Rect(40, 250, 1107, 520)
    (first,) = lay_out_sheets(route_of(long_item(7)), wide, Limits(15, 10.5, 39), setter())
    assert len(first) == 2
    assert first[0].frame.right < first[1].frame.x


def test_end_of_the_spine_is_in_the_last_part(cut: tuple[Route, tuple[Route, ...]]) -> None:
    _, parts = cut
    assert [part.letter(END) != "" for part in parts] == [True, False]
