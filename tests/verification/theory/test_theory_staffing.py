from __future__ import annotations

import math

import pytest

from sim.theory.erlang_a import erlang_a
from sim.theory.erlang_c import erlang_c
from sim.theory.staffing import Goal, min_agents_erlang_a, min_agents_erlang_c

EIGHTY_TWENTY = Goal(level=0.8, within=1 / 3)


def test_planners_textbook_case_of_fourteen_agents() -> None:
    assert min_agents_erlang_c(200 / 60, 3.0, EIGHTY_TWENTY) == 14


@pytest.mark.parametrize("load", [0.2, 3.0, 17.5, 120.0, 400.0])
def test_one_agent_less_misses_the_goal(load: float) -> None:
    agents = min_agents_erlang_c(load, 1.0, EIGHTY_TWENTY)
    assert erlang_c(load, 1.0, agents).service_level(1 / 3) >= 0.8
    assert agents - 1 <= load or erlang_c(load, 1.0, agents - 1).service_level(1 / 3) < 0.8


@pytest.mark.parametrize("load", [0.2, 3.0, 17.5, 120.0])
def test_one_agent_less_misses_the_goal_with_abandonment(load: float) -> None:
    agents = min_agents_erlang_a(load, 1.0, 2.0, EIGHTY_TWENTY)
    assert erlang_a(load, 1.0, 2.0, agents).service_level(1 / 3) >= 0.8
    assert agents == 1 or erlang_a(load, 1.0, 2.0, agents - 1).service_level(1 / 3) < 0.8


def test_the_search_agrees_with_trying_one_after_the_other() -> None:
    goal = Goal(level=0.95, within=0.1, max_occupancy=0.9)
    tried = next(n for n in range(41, 100) if goal.met_by(erlang_c(40.0, 1.0, n)))
    assert min_agents_erlang_c(40.0, 1.0, goal) == tried


def test_the_occupancy_limit_binds_in_a_large_pool() -> None:
    goal = Goal(level=0.8, within=1 / 3, max_occupancy=0.85)
    assert min_agents_erlang_c(400.0, 1.0, goal) == math.ceil(400 / 0.85)
    assert min_agents_erlang_c(400.0, 1.0, EIGHTY_TWENTY) < math.ceil(400 / 0.85)


def test_occupancy_exactly_at_the_limit_is_allowed() -> None:
    goal = Goal(level=0.5, within=10.0, max_occupancy=0.5)
    assert min_agents_erlang_c(8.0, 1.0, goal) == 16


def test_the_occupancy_limit_binds_with_abandonment_too() -> None:
    goal = Goal(level=0.8, within=1 / 3, max_occupancy=0.85)
    agents = min_agents_erlang_a(400.0, 1.0, 2.0, goal)
    assert erlang_a(400.0, 1.0, 2.0, agents).occupancy <= 0.85
    assert erlang_a(400.0, 1.0, 2.0, agents - 1).occupancy > 0.85


def test_impatience_saves_agents() -> None:
    patient = min_agents_erlang_c(100.0, 1.0, EIGHTY_TWENTY)
    assert min_agents_erlang_a(100.0, 1.0, 1.0, EIGHTY_TWENTY) < patient


def test_agents_never_fall_as_volume_grows() -> None:
    needs = [min_agents_erlang_c(load / 4, 1.0, EIGHTY_TWENTY) for load in range(1, 200)]
    assert needs == sorted(needs)


def test_a_desk_without_contacts_keeps_one_agent() -> None:
    assert min_agents_erlang_c(0.0, 1.0, EIGHTY_TWENTY) == 1
    assert min_agents_erlang_a(0.0, 1.0, 1.0, EIGHTY_TWENTY) == 1


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"level": 1.0, "within": 1.0}, r"^level must be strictly between 0 and 1, got 1\.0$"),
        ({"level": 0.8, "within": -1.0}, r"^within must be"),
        ({"level": 0.8, "within": 1.0, "max_occupancy": 1.2}, r"^max_occupancy must be a share"),
        ({"level": 0.8, "within": 1.0, "max_occupancy": 0.0}, r"^max_occupancy must be .* above 0"),
    ],
)
def test_refuses_an_impossible_goal(settings: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Goal(**settings)


def test_refuses_bad_rates_and_times() -> None:
    with pytest.raises(ValueError, match=r"^arrival_rate must be"):
        min_agents_erlang_c(math.inf, 1.0, EIGHTY_TWENTY)
    with pytest.raises(ValueError, match=r"^mean_patience must be"):
        min_agents_erlang_a(1.0, 1.0, 0.0, EIGHTY_TWENTY)
