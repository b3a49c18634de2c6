"""Of a few orders in which lines are led the cheapest is taken: what goes on need not go around an end."""

from __future__ import annotations

from random import Random

import pytest

from powermap.layout.graph import END, Edge, Route, is_end, route_of
from powermap.layout.lanes_plan import plan_lanes
from powermap.layout.lanes_ways import for_lanes
from powermap.layout.lanes_wires import _turn, _wired, bends, wire_lanes
from tests.layout.items_at_random import SHAPES, random_item
from tests.samples import COMMITTEE, OVERSIGHT, decision, item, step


def objection() -> Route:
    """A decision with a lane of its own that goes on in the lane before, or to a connector right below it."""
    route = route_of(
        item(
            (
                step("公示结果", "有异议吗", by=COMMITTEE),
                decision("有异议吗", by=OVERSIGHT, 有="签订合同", 没有="签订合同"),
                step("签订合同", "归档", by=COMMITTEE),
                step("归档", None, by=COMMITTEE),
            )
        )
    )
    away = next(edge for edge in route.edges if edge.label == "有")
    elsewhere = away.led_to(f"{END}c001")
    edges = tuple(elsewhere if edge == away else edge for edge in route.edges)
    return Route(route.entries, edges, ((elsewhere.target, "A"),))


def test_what_goes_on_leaves_below_and_the_end_is_reached_from_the_side() -> None:
    plan = plan_lanes(for_lanes(objection()))
    (ending,) = (edge for edge in plan.edges if is_end(edge.target) and edge.target != END)
    decided, end = plan.seats["有异议吗"], plan.seats[ending.target]
    assert (end.row, end.lane) == (decided.row + 1, decided.lane)
    usual = _wired(plan, lambda edge: _turn(plan, edge))
    chosen = wire_lanes(plan)
    onward = next(edge for edge in plan.edges if edge.source == "有异议吗" and edge != ending)
    assert usual.wires[onward].leaves != "bottom"
    assert chosen.wires[onward].leaves == "bottom"
    assert len(bends(chosen.wires[onward].nodes)) < len(bends(usual.wires[onward].nodes))


@pytest.mark.parametrize("number", range(30))
def test_no_way_costs_more_than_in_the_usual_order(number: int) -> None:
    plan = plan_lanes(for_lanes(route_of(random_item(Random(number), SHAPES, 14))))

    def usual(edge: Edge) -> tuple[int, int, int, str]:
        return _turn(plan, edge)

    first, chosen = _wired(plan, usual), wire_lanes(plan)
    assert (chosen.clean, -chosen.cost) >= (first.clean, -first.cost)


def test_orders_differ_where_lines_cross() -> None:
    """With one order alone more lines would cross."""
    plans = [plan_lanes(for_lanes(route_of(random_item(Random(n), SHAPES, 14)))) for n in range(60)]
    usual = sum(_wired(plan, lambda edge, plan=plan: _turn(plan, edge)).crosses for plan in plans)  # type: ignore[misc]
    assert sum(wire_lanes(plan).crosses for plan in plans) < usual
