"""What labour is paid for: heads, bought hours, or handling time."""

import numpy as np
import pytest
from support.validation import validate

from sim.measures.rows.labour import (
    contracted_hours,
    heads,
    in_month,
    live_week,
    paid_hours,
    paid_week,
    scheduled_week,
)
from sim.scenario.root import Scenario
from sim.scenario.sections.team import Team

OFFICE = "Mon-Fri 09:00-17:00"
WEEK = 7 * 86_400.0


def desk(team: dict, channels: dict | None = None, **sections) -> Scenario:
    """A desk of one team."""
    document = {
        "name": "desk",
        "demand": {"volume": "20/day"},
        "channels": channels or {"email": {}},
        "inquiry_types": {"question": {"handle_time": "5 min"}},
        "people": {"teams": {"desk": team}},
    }
    return validate(document | sections)


def pattern(hours: str = OFFICE, agents: int = 1) -> dict:
    return {"hours": hours, "agents": agents}


def team_of(scenario: Scenario) -> Team:
    return scenario.people.teams["desk"]


def a_week(scenario: Scenario) -> float:
    return paid_week(scenario, team_of(scenario))


@pytest.mark.parametrize(
    ("team", "count"),
    [
        ({"shifts": [pattern(agents=3)]}, 3),
        ({"shifts": [pattern(agents=2), pattern("Sat 09:00-17:00")]}, 3),
        ({"shifts": [pattern("always")]}, 5),
        ({"headcount": 1}, 5),
        ({"headcount": [0] * 16 + [2] * 16 + [0] * 16}, 3),
        ({"shifts": [pattern()], "hours_week": "50 h"}, 2),
    ],
    ids=["a pattern", "two patterns", "around the clock", "a seat", "two seats a day", "hours"],
)
def test_heads_have_room_for_the_hours(team: dict, count: int):
    assert heads(team_of(desk(team))) == count


def test_heads_of_a_roster_file_are_those_in_it():
    assert heads(team_of(desk({"roster": "people.csv"})), rostered=4) == 4


@pytest.mark.parametrize(
    ("team", "hours"),
    [
        ({"shifts": [pattern(agents=2)]}, 80),
        ({"shifts": [pattern(), pattern("Sat 10:00-14:00")]}, 44),
        ({"headcount": 2}, 336),
        ({"shifts": [pattern()], "hours_week": "12.5 h"}, 12.5),
    ],
)
def test_scheduled_hours(team: dict, hours: float):
    assert scheduled_week(team_of(desk(team))) == pytest.approx(hours)


def test_a_salary_is_the_contract():
    scenario = desk({"shifts": [pattern("Mon 09:00-12:00", 2)], "contract": "20 h"})
    assert a_week(scenario) == 40


@pytest.mark.parametrize(("bought", "paid"), [("12 h", 15), ("15 h", 15), ("15.1 h", 20)])
def test_hours_are_bought_in_steps(bought: str, paid: float):
    team = {"shifts": [pattern()], "labour": "hours", "hours_week": bought}
    assert a_week(desk(team)) == paid


def test_a_live_channel_needs_one_person_at_least():
    line = {"phone": {"kind": "live", "hours": "Mon-Fri 09:00-13:00"}}
    team = {"shifts": [pattern()], "labour": "hours", "hours_week": "5 h"}
    assert a_week(desk(team)) == 5
    assert a_week(desk(team, line)) == 20


def test_lines_that_are_open_together_need_one_person():
    lines = {
        "phone": {"kind": "live", "hours": "Mon 09:00-13:00"},
        "chat": {"kind": "live", "hours": "Mon 12:00-14:00"},
        "email": {"hours": "always"},
    }
    scenario = desk({"shifts": [pattern()]}, lines)
    assert live_week(scenario, team_of(scenario)) == 5


def test_a_team_answers_for_its_own_lines_only():
    lines = {"phone": {"kind": "live", "hours": "Mon 09:00-13:00"}, "email": {}}
    teams = {
        "calls": {"shifts": [pattern()], "queues": ["*/phone"]},
        "mails": {"shifts": [pattern()], "queues": ["*/email"]},
    }
    scenario = desk({"shifts": [pattern()]}, lines, people={"teams": teams})
    hours = [live_week(scenario, team) for team in scenario.people.teams.values()]
    assert hours == [4, 0]


def test_as_used_is_paid_for_nothing_else():
    assert a_week(desk({"shifts": [pattern()], "labour": "as_used"})) == 0


def contracted(scenario: Scenario, edges: np.ndarray) -> np.ndarray:
    """The hours of the only team, by bin."""
    return contracted_hours(scenario, team_of(scenario), edges, 1)[None]


@pytest.mark.parametrize(
    ("labour", "paid"), [("salaried", 40 + 3), ("hours", 40 + 3), ("as_used", 11)]
)
def test_overtime_comes_on_top_but_of_handling_time(labour: str, paid: float):
    scenario = desk({"shifts": [pattern()], "labour": labour})
    edges = np.array([0.0, WEEK])
    found = paid_hours(scenario, contracted(scenario, edges), np.array([[3.0]]), np.array([[11.0]]))
    assert found == pytest.approx(np.array([[paid]]))


@pytest.mark.parametrize(("factor", "paid"), [("0 %", 40), ("150 %", 43)])
def test_overtime_has_its_own_price(factor: str, paid: float):
    scenario = desk({"shifts": [pattern()]}, money={"overtime_paid": factor})
    hours = contracted(scenario, np.array([0.0, WEEK]))
    found = paid_hours(scenario, hours, np.array([[2.0]]), np.zeros((1, 1)))
    assert found == pytest.approx(np.array([[paid]]))


def test_pay_accrues_by_the_clock():
    scenario = desk({"shifts": [pattern()]})
    edges = np.array([0.0, WEEK / 7, WEEK])
    found = contracted_hours(scenario, team_of(scenario), edges)
    assert found == pytest.approx([40 / 7, 240 / 7])


def test_changes_count_from_their_month():
    project = {"kind": "project", "start": "2026-01-05", "months": 3, "warm_up": "1 week"}
    scenario = desk({"shifts": [pattern(agents=3)], "changes": {1: -1, 2: 2}}, run=project)
    days = 86_400.0 * np.array([0, 7, 7 + 31, 7 + 31 + 28, 7 + 31 + 28 + 31])
    found = contracted_hours(scenario, team_of(scenario), days)
    heads_by_stretch = found / (np.diff(days) / WEEK) / 40
    assert heads_by_stretch == pytest.approx([3, 3, 2, 4])


def test_a_team_in_a_month_has_no_further_changes():
    team = team_of(desk({"shifts": [pattern(agents=2)], "changes": {1: 1, 3: -9}}))
    agents = [in_month(team, month).shifts[-1].agents for month in range(-1, 4)]
    assert agents == [2, 2, 3, 3, 0]
    assert in_month(team, 2).changes == {}
