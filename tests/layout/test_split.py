"""Routes cut into parts: nothing is lost, connectors come in pairs, sheets are legible."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from powermap.geometry import Rect
from powermap.layout.comb import comb
from powermap.layout.fit import lay_out_sheets
from powermap.layout.flow import FlowLayout, Limits
from powermap.layout.graph import END, JOIN, START, Route, is_end, route_of
from powermap.layout.plan import plan_flow
from powermap.layout.split import crossing, cuts_allowed, split_route
from powermap.model import Item, Risk
from tests.layout.geometry import faults
from tests.layout.items_at_random import SHAPES, STAR, random_item
from tests.samples import HIGH, decision, item, setter, step

A2_BODY = Rect(60, 400, 1070, 980)
A2 = Limits(22, 15, 57)
A3 = Limits(15, 10.5, 39)


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


def test_each_letter_goes_out_and_comes_in(cut: tuple[Route, tuple[Route, ...]], some: bool = True) -> None:
    _, parts = cut
    out = {part.letter(key) for part in parts for key in part.index if is_end(key)} - {""}
    back = {part.letter(key) for part in parts for key in part.index if key == START or key.startswith(JOIN)} - {""}
    assert out == back
    assert out or not some


@pytest.mark.parametrize("number", range(30))
def test_a_comb_cut_above_every_row_that_may_be_is_the_route(number: int) -> None:
    """The parts have every line of the route, whether or not one leads from a part into the next."""
    route = route_of(random_item(Random(number), (*SHAPES, STAR), 18))
    plan = comb(route, True)
    whole_and_parts = route, split_route(plan, cuts_allowed(plan))
    test_every_entry_is_in_exactly_one_part(whole_and_parts)
    test_parts_with_their_connectors_put_together_are_the_route(whole_and_parts)
    test_each_letter_goes_out_and_comes_in(whole_and_parts, some=False)
    for part in whole_and_parts[1]:
        assert [e.target for e in part.outgoing[START]] == [part.entries[0].key]


def test_a_comb_may_be_cut_where_nothing_leads_from_the_row_above() -> None:
    sample = item((decision("甲", 一="乙", 二="丙"), step("乙", None), step("丙", None)))
    plan = comb(route_of(sample), False)
    first, second = split_route(plan, cuts_allowed(plan)[-1:])
    assert [e.key for e in second.entries] == ["丙"]
    (letter,) = {first.letter(e.target) for e in first.outgoing["甲"]} - {""}
    assert second.letter(START) == letter


def test_a_node_to_which_lines_come_from_several_parts_has_one_letter() -> None:
    plan = plan_flow(route_of(long_item()))
    for part in split_route(plan, cuts_allowed(plan)[::3]):
        letters = [letter for key, letter in part.letters if key == START or key.startswith(JOIN)]
        targets = [part.outgoing[key][0].target for key, _ in part.letters if key == START or key.startswith(JOIN)]
        assert len(set(letters)) == len(letters) == len(set(targets))


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


@pytest.mark.parametrize("number", range(5))
def test_forty_entries_wired_at_random_are_legible_on_landscape_sheets(number: int) -> None:
    sample = random_item(Random(f"long{number}"), (STAR, "fan", "tell"), 40)
    wide = Rect(40, 250, 1107, 520)
    assert all(panel.legible for sheet in lay_out_sheets(route_of(sample), wide, A3, setter()) for panel in sheet)


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
    (first,) = lay_out_sheets(route_of(long_item(7)), wide, A3, setter())
    assert len(first) == 1  # in two columns the type would hardly be larger
    (first,) = lay_out_sheets(route_of(long_item(11)), wide, A3, setter())
    assert len(first) == 2
    assert first[0].frame.right < first[1].frame.x


def test_end_of_the_spine_is_in_the_last_part(cut: tuple[Route, tuple[Route, ...]]) -> None:
    _, parts = cut
    assert [part.letter(END) != "" for part in parts] == [True, False]
