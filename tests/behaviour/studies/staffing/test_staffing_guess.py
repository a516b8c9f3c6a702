import pytest
from support.handmade import scenario

from sim.scenario.root import Scenario
from sim.studies.experiment import Arm
from sim.studies.staffing.guess import guessed_sizes, staffing_ratios

OFFICE = "Mon-Fri 09:00-17:00"
QUIET = {"cv": 0}


def guess(desk: Scenario) -> dict[str, int]:
    return guessed_sizes(Arm.of("ai", desk, None))


def line(per_hour: float, **sections) -> Scenario:
    """Calls around the clock, of six minutes each."""
    demand = {"volume": f"{per_hour}/hour", "profile": "flat", "busyness": QUIET}
    types = {"call": {"handle_time": "exponential 6 min", "solved_by_person": 1}}
    week = {"kind": "typical", "warm_up": 0, "window": "1 week", "run_out": 0}
    given = {"run": week, "demand": demand, "inquiry_types": types}
    return scenario(**(given | {"people": {"teams": {"desk": {"headcount": 3}}}} | sections))


@pytest.mark.parametrize(("per_hour", "seats"), [(100, 13), (20, 4)])
def test_live_work_is_guessed_by_erlang_c(per_hour: float, seats: int):
    goals = {"service_level": ">= 80 % within 60 s", "occupancy": "<= 85 %"}
    assert guess(line(per_hour, targets=goals)) == {"desk": seats}


def test_a_stricter_goal_needs_more():
    strict, usual = (
        line(100, targets={"service_level": goal})
        for goal in (">= 95 % within 10 s", ">= 80 % within 20 s")
    )
    assert guess(strict)["desk"] > guess(usual)["desk"]


def test_the_shortest_limit_of_a_teams_queues_counts():
    goals = {"targets": {"service_level": ">= 95 % within 60 s"}}
    own, strict = (
        line(100, **goals, queues={"*/phone": {"service_limit": "10 s"}}),
        line(100, targets={"service_level": ">= 95 % within 10 s"}),
    )
    assert guess(own) == guess(strict)
    assert guess(own)["desk"] > guess(line(100, **goals))["desk"]


def test_without_a_goal_for_the_level_an_erlang_needs_an_agent():
    assert guess(line(100)) == {"desk": 12}
    assert guess(line(100, targets={"occupancy": "<= 50 %"})) == {"desk": 20}


def test_deferred_work_is_guessed_by_the_hours_that_it_takes():
    mail = line(10, channels={"mail": {}})
    assert staffing_ratios(Arm.of("ai", mail, None))["desk"] == pytest.approx(1 / 3 / 0.9)
    assert guess(line(40, channels={"mail": {}})) == {"desk": 5}


def test_the_guess_grows_with_the_volume():
    demand = {"volume": "100/hour", "profile": "flat", "busyness": QUIET, "multiplier": 2}
    assert guess(line(100, demand=demand))["desk"] > 20


def test_a_desk_with_nobody_and_one_with_nothing_to_do_get_one_person():
    assert guess(line(10, people={"teams": {"desk": {"headcount": 0}}})) == {"desk": 1}
    assert guess(line(0)) == {"desk": 1}


def test_a_trace_is_not_guessed_at():
    trace = {"trace": {"file": "calls.csv", "columns": {"arrival": "at"}}}
    played = scenario(demand=trace, people={"teams": {"desk": {"headcount": 7}}})
    assert guess(played) == {"desk": 7}
