"""Targets: what they may name, the verdict on the long-run value, and being on target."""

from math import inf, nan

import numpy as np
import pytest

from sim.measures.kpis.registry import BY_KEY
from sim.measures.statistics.estimator import Estimate
from sim.measures.targets import check_targets, judge, meets
from sim.scenario.sections.targets import Targets
from sim.scenario.values.bounds import Goal


def targets(**goals: str) -> Targets:
    return Targets.model_validate(goals)


def share(low: float | None, mean: float, high: float | None, status="ok") -> Estimate:
    return Estimate(mean, low, high, "share", 100, status)


def outcome(goal: str, estimate: Estimate, replications: int = 30) -> str:
    return judge("any", Goal.model_validate(goal), estimate, replications).attainment


@pytest.mark.parametrize("key", BY_KEY)
def test_every_flat_key_may_be_a_target(key: str):
    assert check_targets(targets(**{key: ">= 0"})) == {}


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("service_levle", "no KPI is called `service_levle`; did you mean `service_level`?"),
        ("wait", "no KPI is called `wait`; did you mean `wait_p95`?"),
        (
            "first_response_time_humn_p90",
            "no KPI is called `first_response_time_humn_p90`; "
            "did you mean `first_response_time_human_p90`?",
        ),
        ("csat", "no KPI is called `csat`; `tierzero kpis` lists all"),
    ],
)
def test_an_unknown_kpi_is_named_with_a_guess(key: str, message: str):
    assert check_targets(targets(**{key: "<= 1"})) == {key: message}


def test_only_a_service_level_has_a_time_limit():
    found = check_targets(targets(wait_p90="<= 5 min within 20 s"))
    message = "`wait_p90` has no time limit; only `service_level` takes `within`"
    assert found == {"wait_p90": message}


def test_all_problems_are_named_at_once():
    assert list(check_targets(targets(a_b="<= 1", c_d="<= 1", wait_p90="<= 1 s"))) == ["a_b", "c_d"]


@pytest.mark.parametrize(
    ("key", "goal", "message"),
    [
        (
            "wait_p90",
            "<= 8",
            "8 has no unit, and `wait_p90` is a time; write `<= 8 min` or `<= 8 s`",
        ),
        ("wait_p90", "<= 80 %", "`wait_p90` is a time; write `<= 5 min`"),
        (
            "occupancy",
            "<= 85",
            "85 is out of bounds: a share lies between 0 and 1; did you mean `<= 85 %`?",
        ),
        (
            "occupancy",
            "<= 850 %",
            "8.5 is out of bounds: a share lies between 0 and 1; write `<= 80 %`",
        ),
        ("occupancy", "<= 8 min", "`occupancy` is a share; write `<= 80 %`"),
        ("transfers_per_contact", "<= 8 min", "`transfers_per_contact` is counted in transfers"),
    ],
)
def test_a_bound_has_the_unit_of_its_kpi(key, goal, message):
    assert check_targets(targets(**{key: goal}))[key].startswith(message)


@pytest.mark.parametrize(
    ("key", "goal"),
    [
        ("wait_p90", "<= 0"),
        ("occupancy", "<= 0.85"),
        ("occupancy", "<= 85 %"),
        ("wait_p90", "<= 1 h"),
    ],
)
def test_a_bound_that_has_the_unit_of_its_kpi(key, goal):
    assert check_targets(targets(**{key: goal})) == {}


@pytest.mark.parametrize(
    ("goal", "low", "high", "expected"),
    [
        (">= 80 %", 0.81, 0.9, "met"),
        (">= 80 %", 0.8, 0.9, "met"),
        ("> 80 %", 0.8, 0.9, "inconclusive"),
        (">= 80 %", 0.7, 0.79, "missed"),
        (">= 80 %", 0.7, 0.8, "inconclusive"),
        (">= 80 %", 0.75, 0.85, "inconclusive"),
        ("<= 80 %", 0.7, 0.8, "met"),
        ("< 80 %", 0.7, 0.8, "inconclusive"),
        ("<= 80 %", 0.81, 0.9, "missed"),
        ("<= 80 %", 0.75, 0.85, "inconclusive"),
    ],
)
def test_the_verdict_is_where_the_whole_interval_is(goal, low, high, expected):
    assert outcome(goal, share(low, (low + high) / 2, high)) == expected


@pytest.mark.parametrize(("replications", "expected"), [(9, "inconclusive"), (10, "met")])
def test_under_ten_replications_nothing_is_concluded(replications: int, expected: str):
    assert outcome(">= 80 %", share(0.9, 0.95, 1.0), replications) == expected


@pytest.mark.parametrize("status", ["no_data", "withheld", "more_than"])
def test_without_an_interval_nothing_is_concluded(status: str):
    assert outcome("<= 8 h", share(None, 60.0, None, status)) == "inconclusive"


@pytest.mark.parametrize(
    ("goal", "low", "expected"),
    [
        ("<= 8 h", 9 * 3600.0, "missed"),
        ("<= 8 h", 7 * 3600.0, "inconclusive"),
        (">= 8 h", 9 * 3600.0, "met"),
    ],
)
def test_an_interval_without_an_upper_end(goal: str, low: float, expected: str):
    assert outcome(goal, share(low, 9e4, None, "more_than")) == expected


def test_a_verdict_shows_what_it_is_about():
    goal, estimate = Goal.model_validate("<= 5 %"), share(0.01, 0.02, 0.03)
    verdict = judge("abandonment_rate", goal, estimate, 30)
    assert (verdict.key, verdict.goal, verdict.estimate) == ("abandonment_rate", goal, estimate)


TWO = targets(service_level=">= 80 %", wait_p90="<= 1 min")


@pytest.mark.parametrize(
    ("realised", "known", "met"),
    [
        ((0.8, 60.0), True, True),
        ((0.79, 60.0), True, False),
        ((0.9, 61.0), True, False),
        ((0.9, inf), True, False),
        ((nan, 60.0), True, True),
        ((nan, 61.0), True, False),
        ((0.9, nan), True, True),
        ((nan, nan), False, True),
    ],
)
def test_a_period_meets_every_goal_that_it_has_data_for(realised, known: bool, met: bool):
    found = meets(np.array([realised]), TWO)
    assert (found[0].tolist(), found[1].tolist()) == ([known], [met])


def test_strict_bounds_are_strict():
    strict = targets(service_level="> 80 %", wait_p90="< 1 min")
    assert meets(np.array([[0.8, 59.0], [0.81, 60.0], [0.81, 59.0]]), strict)[1].tolist() == [
        False,
        False,
        True,
    ]
