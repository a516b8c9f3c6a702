"""Being on target: which periods there are, what each came to, and the share that is on target."""

from datetime import date
from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.journals import PHONE, answered, contact, desk, journal, leg

from sim.engine import make_plan
from sim.engine.journal import Ending, Outcome
from sim.measures import measure, summarise
from sim.measures.periods import period_edges
from sim.measures.sample import Sample
from sim.measures.statistics.estimator import wilson
from sim.scenario.sections.run import Run
from sim.scenario.sections.targets import Targets

DAY = 86_400.0
WEEK = 7 * DAY


def edges(period: str, **run) -> list[float]:
    found = Run.model_validate(run)
    return period_edges(found, found.horizon(), period).tolist()


@pytest.mark.parametrize(
    ("period", "count", "length"),
    [("half-hour", 8 * 336, 1800), ("day", 56, DAY), ("week", 8, WEEK), ("month", 2, 4 * WEEK)],
)
def test_periods_of_a_typical_run(period: str, count: int, length: float):
    found = edges(period, window=8 * WEEK)
    assert len(found) == count + 1
    assert set(np.diff(found)) == {length}
    assert found[0] == 4 * WEEK


@pytest.mark.parametrize(("weeks", "months"), [(3, 0), (4, 1), (7, 1), (9, 2)])
def test_an_incomplete_month_does_not_count(weeks: int, months: int):
    assert len(edges("month", window=weeks * WEEK)) == months + 1


@pytest.mark.parametrize("period", ["half-hour", "day", "week", "month"])
def test_a_day_run_is_one_period(period: str):
    assert edges(period, kind="day", until=3 * DAY) == [0, 3 * DAY]


def test_a_projects_months_are_those_of_the_calendar():
    found = edges("month", kind="project", start=date(2026, 1, 1), months=4, warm_up=WEEK)
    assert np.diff(found).tolist() == [31 * DAY, 28 * DAY, 31 * DAY, 30 * DAY]
    assert found[0] == WEEK


def test_a_projects_weeks_begin_at_the_launch():
    found = edges("week", kind="project", start=date(2026, 1, 1), months=1, warm_up=WEEK)
    assert found == [WEEK, 2 * WEEK, 3 * WEEK, 4 * WEEK, 5 * WEEK]


def measured(goals: dict, waits: list[tuple[float, float]], **sections) -> Sample:
    """One contact a phone wait of so many seconds, in a window of two weeks after one week."""
    run = {"start": date(2026, 1, 5), "warm_up": WEEK, "window": 2 * WEEK, "run_out": WEEK}
    always = {"phone": {"kind": "live"}, "mail": {}}
    scenario = desk(run=run, channels=always, targets=goals, **sections)
    plan = make_plan(scenario)
    rows, legs = [], []
    for case, (start, wait) in enumerate(sorted(waits)):
        begin, end = start + wait, start + wait + 60
        rows.append(contact(case, start, Ending.PERSON_RESOLVED, channel=PHONE, joined=start,
                            answered=begin, first_response_end=end, ended=end))  # fmt: skip
        legs.append(answered(case, start, begin, end, channel=PHONE))
    return measure(journal(plan, rows, legs), plan, scenario)


def test_a_goal_is_realised_period_by_period():
    goals = {"period": "week", "service_level": ">= 80 % within 20 s"}
    sample = measured(goals, [(WEEK + 5, 0), (WEEK + 9, 30), (2 * WEEK + 5, 10)])
    assert sample.realised.tolist() == [[0.5], [1.0]]


def test_contacts_outside_all_periods_do_not_count():
    goals = {"period": "week", "service_level": ">= 80 % within 20 s"}
    sample = measured(goals, [(5.0, 90), (WEEK + 5, 0), (2 * WEEK + 5, 0), (3 * WEEK + 5, 90)])
    assert sample.realised.tolist() == [[1.0], [1.0]]


def test_a_period_without_data_is_left_out():
    goals = {"period": "day", "wait_mean": "<= 60"}
    sample = measured(goals, [(WEEK + 5, 30), (WEEK + 3 * DAY, 90)])
    assert sample.realised[[0, 3], 0].tolist() == [30, 90]
    assert np.isnan(sample.realised).sum() == 12
    on_target = summarise([sample] * 2, Targets.model_validate(goals)).on_target
    assert (on_target.mean, on_target.n) == (0.5, 4)


@pytest.mark.parametrize(("late", "value"), [(1, 20.0), (2, 50.0)])
def test_a_quantile_goal_is_a_share_of_the_period(late: int, value: float):
    # p90 <= 20 s holds when at least 9 of 10 waits are 20 s or less.
    waits = [(WEEK + k, 50.0 if k < late else 20.0) for k in range(10)]
    sample = measured({"period": "week", "wait_p90": "<= 20"}, waits)
    assert sample.realised[0, 0] == value


@given(st.lists(st.integers(0, 40), min_size=1, max_size=25), st.integers(0, 40))
def test_a_quantile_goal_agrees_with_the_share(waits: list[int], bound: int):
    sample = measured(
        {"period": "week", "wait_p90": "<= 20"}, [(WEEK + k, float(w)) for k, w in enumerate(waits)]
    )
    assert (sample.realised[0, 0] <= bound) == (np.mean(np.array(waits) <= bound) >= 0.9)


def test_a_quantile_among_the_open_is_infinite():
    goals = {"period": "week", "wait_p90": "<= 20"}
    scenario = desk(
        run={"start": date(2026, 1, 5), "warm_up": WEEK, "window": WEEK, "run_out": WEEK},
        targets=goals,
    )
    plan = make_plan(scenario)
    waiting = journal(plan, [contact(0, WEEK, Ending.WAITING, joined=WEEK)], [leg(0, WEEK)])
    assert measure(waiting, plan, scenario).realised.tolist() == [[np.inf]]


@pytest.mark.parametrize(
    ("key", "goal", "value"),
    [
        ("contacts_per_month", ">= 1", 365 / 12 / 7 * 3),
        ("queue_length", "<= 1", 60 / WEEK),
        ("occupancy", "<= 1", nan),
    ],
)
def test_goals_on_the_clock(key: str, goal: str, value: float):
    waits = [(WEEK + 5, 20), (WEEK + 100, 20), (WEEK + 200, 20)]
    sample = measured({"period": "week", key: goal}, waits)
    realised = sample.realised[0, 0]
    # Occupancy: the hand-made journal has legs without shifts, so all its agents' time is busy.
    assert realised == pytest.approx(1.0 if np.isnan(value) else value)


def test_every_goal_must_hold_in_a_period():
    goals = {"period": "week", "service_level": ">= 80 % within 20 s", "wait_p95": "<= 15"}
    sample = measured(goals, [(WEEK + 5, 10), (2 * WEEK + 5, 20)])
    on_target = summarise([sample] * 3, Targets.model_validate(goals)).on_target
    assert on_target.mean == 0.5


def test_the_interval_of_on_target_is_wilsons_on_the_replications():
    goals = {"period": "week", "service_level": ">= 80 % within 20 s"}
    good = measured(goals, [(WEEK + 5, 10), (2 * WEEK + 5, 10)])
    bad = measured(goals, [(WEEK + 5, 30), (2 * WEEK + 5, 10)])
    on_target = summarise([good, good, good, bad], Targets.model_validate(goals)).on_target
    low, high = wilson(np.array(7 / 8), 4)
    assert (on_target.mean, on_target.low, on_target.high) == (7 / 8, low, high)


def test_one_replication_has_a_share_without_an_interval():
    goals = {"period": "week", "service_level": ">= 80 % within 20 s"}
    sample = measured(goals, [(WEEK + 5, 10), (2 * WEEK + 5, 30)])
    on_target = summarise([sample], Targets.model_validate(goals)).on_target
    assert (on_target.mean, on_target.status) == (0.5, "withheld")


def test_without_a_complete_period_there_is_no_share():
    goals = {"period": "month", "service_level": ">= 80 % within 20 s"}
    sample = measured(goals, [(WEEK + 5, 10)])
    on_target = summarise([sample] * 2, Targets.model_validate(goals)).on_target
    assert (on_target.mean, on_target.status) == (None, "no_data")


def test_without_goals_nothing_is_judged():
    summary = summarise([measured({}, [(WEEK + 5, 10)])] * 2, Targets())
    assert (summary.on_target, summary.verdicts) == (None, ())


def test_verdicts_stand_in_the_order_of_the_goals():
    goals = {"wait_p95": "<= 1 min", "abandonment_rate": "<= 5 %", "service_level": ">= 80 %"}
    samples = [measured(goals, [(WEEK + k, 0.0) for k in range(500)])] * 10
    summary = summarise(samples, Targets.model_validate(goals))
    assert [verdict.key for verdict in summary.verdicts] == list(goals)
    # No wait at all is certain; a share that never varies has Wilson's interval.
    outcomes = [verdict.attainment for verdict in summary.verdicts]
    assert outcomes == ["met", "inconclusive", "inconclusive"]


def test_the_period_stands_beside_the_long_run():
    # Each week alone misses, though most contacts of all weeks are in time.
    goals = {"period": "week", "service_level": ">= 70 % within 20 s"}
    busy = [(WEEK + k, 0.0) for k in range(90)]
    late = [(2 * WEEK + k, 60.0) for k in range(10)]
    summary = summarise([measured(goals, busy + late)] * 10, Targets.model_validate(goals))
    assert summary.kpis["service_level"].mean == 0.9
    assert summary.on_target.mean == 0.5


def test_an_abandoned_wait_is_not_in_time():
    goals = {"period": "week", "service_level": ">= 80 % within 20 s"}
    run = {"start": date(2026, 1, 5), "warm_up": WEEK, "window": WEEK, "run_out": WEEK}
    scenario = desk(run=run, channels={"phone": {"kind": "live"}, "mail": {}}, targets=goals)
    plan = make_plan(scenario)
    rows = [contact(0, WEEK, Ending.ABANDONED, channel=PHONE, joined=WEEK, ended=WEEK + 5)]
    legs = [leg(0, WEEK, channel=PHONE, patience=5, left=WEEK + 5, outcome=Outcome.ABANDONED)]
    assert measure(journal(plan, rows, legs), plan, scenario).realised.tolist() == [[0.0]]
