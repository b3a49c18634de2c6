"""Routes as graphs: edges, returns, the spine, tiers, side chains, ends of their own."""

from __future__ import annotations

from hypothesis import given, settings

from powermap.layout.comb import comb
from powermap.layout.graph import END, START, Edge, Route, is_end, route_of
from powermap.layout.plan import plan_flow
from powermap.layout.ranks import place_ranks
from powermap.layout.split import cuts_allowed, split_route
from powermap.model import Decision, Entry, Item
from tests.layout.items_at_random import items_at_random
from tests.samples import PROJECT, RELIEF, SHORT, decision, item, step

CALM = settings(max_examples=80, deadline=None, derandomize=True, database=None)


def route(*entries: Entry) -> Route:
    return route_of(item(entries))


def test_a_line() -> None:
    line = route_of(SHORT)
    assert [(e.source, e.target, e.label, e.back) for e in line.edges] == [
        (START, "提出申请", "", False),
        ("提出申请", "盖章", "", False),
        ("盖章", END, "", False),
    ]
    assert line.spine == line.column == (START, "提出申请", "盖章", END)
    assert line.tiers == line.side_chains == ()


def test_an_edge_to_an_earlier_entry_or_itself_is_a_return() -> None:
    r = route(step("甲", "问"), decision("问", 是=None, 否="甲", 再问="问"))
    assert [e.label for e in r.edges if e.back] == ["否", "再问"]


def test_the_spine_is_the_longest_way_not_the_first_branch() -> None:
    r = route(decision("问", 快="末", 慢="一"), step("一", "二"), step("二", "末"), step("末", None))
    assert r.spine == (START, "问", "一", "二", "末", END)


def test_of_equal_ways_the_first_branch_is_the_spine() -> None:
    r = route(decision("问", 乙="乙", 甲="甲"), step("甲", "末"), step("乙", "末"), step("末", None))
    assert r.spine == (START, "问", "乙", "末", END)


def test_tiers_part_and_meet() -> None:
    (tiers,) = route_of(PROJECT).tiers
    assert tiers.decision == "限额"
    assert tiers.chains == (("进场",), ("比选",))
    assert tiers.merge == "签约"


def test_three_tiers_of_two_lengths() -> None:
    r = route(
        decision("档", 一="甲", 二="乙", 三="丙"),
        step("甲", "末"),
        step("乙", "乙二"),
        step("乙二", "末"),
        step("丙", "末"),
        step("末", None),
    )
    (tiers,) = r.tiers
    assert tiers.chains == (("甲",), ("乙", "乙二"), ("丙",))
    assert r.column == (START, "档", "末", END)


def test_a_chain_with_a_second_way_in_is_no_tier() -> None:
    r = route(
        decision("前", 是="档", 否="乙"),
        decision("档", 一="甲", 二="乙"),
        step("甲", "末"),
        step("乙", "末"),
        step("末", None),
    )
    assert r.tiers == ()


def test_a_side_chain_that_returns() -> None:
    (chain,) = route_of(PROJECT).side_chains
    assert chain.keys == ("整改",)
    assert [e.source for e in chain.entrances] == ["合格"]
    assert chain.exit == Edge("整改", "验收", "", True)


def test_an_early_end_shared_by_two_decisions() -> None:
    (chain,) = route_of(RELIEF).side_chains
    assert chain.keys == ("告知",)
    assert [e.source for e in chain.entrances] == ["符合", "同意"]
    assert chain.exit is None


def test_a_branch_to_the_end_has_an_end_of_its_own() -> None:
    r = route(decision("甲", 是="乙", 否=None), decision("乙", 是="丙", 否=None), step("丙", None))
    own = [e.target for e in r.edges if e.target != END and is_end(e.target)]
    assert len(own) == len(set(own)) == 2
    assert [e.source for e in r.incoming[END]] == ["丙"]
    assert [chain.keys for chain in r.side_chains] == [(end,) for end in sorted(own)]


@CALM
@given(items_at_random(texts=False))
def test_what_holds_for_every_route(sample: Item) -> None:
    r = route_of(sample)
    ways = sum(len(e.branches) if isinstance(e, Decision) else 1 for e in sample.entries)
    assert len(r.edges) == 1 + ways
    assert all(e.back == (r.index[e.target] <= r.index[e.source]) for e in r.edges)
    assert (r.spine[0], r.spine[-1]) == (START, END)
    assert all(
        any(e.target == b and not e.back for e in r.outgoing[a]) for a, b in zip(r.spine, r.spine[1:], strict=False)
    )
    seats = [*r.column, *(k for t in r.tiers for chain in t.chains for k in chain)]
    seats += [k for chain in r.side_chains for k in chain.keys]
    assert sorted(seats) == sorted(r.index)


@CALM
@given(items_at_random(texts=False))
def test_what_holds_for_every_plan(sample: Item) -> None:
    r = route_of(sample)
    plan = plan_flow(r)
    seats = [key for row in plan.rows for key in (*row.center, row.left, row.right) if key]
    assert sorted(seats) == sorted(r.index)
    assert plan.rows[0].center == (START,)
    assert plan.row_of(END) == len(plan.rows) - 1
    for edge in r.edges:
        if not edge.back and edge.source in r.column and edge.target in r.column:
            assert plan.row_of(edge.source) < plan.row_of(edge.target)
    tracks = list(plan.tracks.values())
    for i, track in enumerate(tracks):
        for other in tracks[i + 1 :]:
            same = (track.zone, track.number) == (other.zone, other.number)
            assert not (same and track.low <= other.high and other.low <= track.high), (track, other)


@CALM
@given(items_at_random(texts=False))
def test_ranks_go_down_along_every_forward_edge_of_the_column(sample: Item) -> None:
    r = route_of(sample)
    ranks = place_ranks(r)
    assert set(ranks) == set(r.index)
    for edge in r.edges:
        if not edge.back and edge.source in r.spine and edge.target in r.spine:
            assert ranks[edge.source][0] < ranks[edge.target][0]


def test_inner_returns_stand_nearest_to_the_column() -> None:
    r = route(
        step("一", "二"),
        step("二", "三"),
        step("三", "问"),
        decision("问", 是="四", 否="三"),
        step("四", "再"),
        decision("再", 是=None, 否="一"),
    )
    plan = plan_flow(r)
    short, long = (plan.tracks[e] for e in r.edges if e.back)
    assert (short.zone, long.zone) == ("inner", "inner")
    assert short.number < long.number


def test_a_result_is_onward_where_the_route_goes_on_by_it() -> None:
    """Not where it goes back or ends, on whichever sheet and side it is drawn."""
    sample = item(
        (
            step("申请", "同意吗"),
            decision("同意吗", 同意="分档", 不同意="拒绝", 退回="申请"),
            decision("分档", 大额="招标", 小额="比选", 急事="签约"),
            step("招标", "签约"),
            step("比选", "签约"),
            decision("签约", 签了=None, 没签="作罢", 不办=None),
            step("拒绝", None),
            step("作罢", "拒绝"),
        )
    )
    route = route_of(sample)
    tones = {e.label: e.tone for e in route.edges if e.label}
    assert {label for label, tone in tones.items() if tone == "onward"} == {"同意", "大额", "小额", "急事", "签了"}
    plan = comb(route, False)
    for part in split_route(plan, cuts_allowed(plan)):
        assert {e.label: e.tone for e in part.edges if e.label}.items() <= tones.items()
