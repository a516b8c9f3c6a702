"""Holidays on the desk: who arrives, who is there, and what is open."""

from datetime import date

import numpy as np
import pytest
from support.playing import play_out, workload_of
from support.validation import validate

from sim.engine.bind.people.roster import make_roster
from sim.engine.journal import Activity, Ending
from sim.engine.plan.plan import make_plan
from sim.measures.rows.business import Opening
from sim.scenario.root import Scenario
from sim.studies.experiment import Arm
from sim.studies.stress.onset import busiest_day, working_day
from sim.workload import generate
from sim.workload.draws.streams import Streams

HOUR, DAY = 3600.0, 86_400.0
TUESDAY = "2026-01-06"
WEEKDAYS = {"hours": "Mon-Fri 09:00-17:00, Sat 10:00-14:00"}
SUNDAYS = {"date": TUESDAY, "like": "sunday"}
SATURDAYS = {"date": TUESDAY, "like": "saturday"}


def desk(*holidays: object, channel=None, team=None, run=None, **demand) -> Scenario:
    """A line from Monday 2026-01-05 on for a week, with people in its opening hours."""
    return validate(
        {
            "name": "desk",
            "run": {"kind": "day", "start": "2026-01-05", "until": "7 days"} | (run or {}),
            "calendar": {"holidays": holidays},
            "demand": {"volume": "100/day"} | demand,
            "channels": {"phone": {"kind": "live"} | WEEKDAYS | (channel or {})},
            "inquiry_types": {"order": {"handle_time": "1 min", "solved_by_person": 1}},
            "people": {"teams": {"desk": team or {"shifts": [WEEKDAYS | {"agents": 3}]}}},
        }
    )


def by_day(times: np.ndarray, days: int = 7) -> list[int]:
    return np.bincount((times // DAY).astype(int), minlength=days)[:days].tolist()


def on_duty(scenario: Scenario, activity: Activity = Activity.WORK) -> list[tuple[float, float]]:
    """Stretches of the first agent in hours of the run, in its first week."""
    roster = make_roster(scenario, Streams(1, 0))
    own = roster.take(
        (roster.agent == 0) & (roster.activity == activity) & (roster.start < 7 * DAY)
    )
    return [(on / HOUR, off / HOUR) for on, off in zip(own.start, own.end, strict=True)]


# ---- Demand


@pytest.mark.parametrize("holiday", [TUESDAY, SUNDAYS])
def test_a_holiday_brings_what_sunday_does(holiday):
    fixed = {"counts": "fixed", "busyness": {"cv": 0}}
    arrivals = workload_of(desk(holiday, volume="1000/day", **fixed)).candidates.time
    plain = workload_of(desk(volume="1000/day", **fixed)).candidates.time
    counts, ordinary = by_day(arrivals), by_day(plain)
    assert abs(counts[1] - counts[6]) <= 1  # a fixed count is whole after random rounding
    assert counts[:1] + counts[2:] == ordinary[:1] + ordinary[2:]


def test_a_holiday_may_bring_what_saturday_does():
    fixed = {"counts": "fixed", "busyness": {"cv": 0}}
    counts = by_day(workload_of(desk(SATURDAYS, volume="1000/day", **fixed)).candidates.time)
    assert abs(counts[1] - counts[5]) <= 1


def test_the_hours_of_a_holiday_are_sundays():
    weights = [float(hour < 12) for hour in range(24)] * 6 + [
        float(hour >= 18) for hour in range(24)
    ]
    arrivals = workload_of(desk(TUESDAY, volume="1000/day", profile=weights)).candidates.time
    holiday = arrivals[(arrivals >= DAY) & (arrivals < 2 * DAY)] - DAY
    assert len(holiday) > 100
    assert holiday.min() >= 18 * HOUR


def test_other_days_keep_their_cases_and_their_times():
    with_it, without = workload_of(desk(TUESDAY)).candidates, workload_of(desk()).candidates
    assert np.array_equal(
        with_it.time[with_it.time // DAY != 1], without.time[without.time // DAY != 1]
    )


def test_a_multiplier_admits_on_a_holiday_what_it_does_on_a_sunday():
    fixed = {"counts": "fixed", "busyness": {"cv": 0}, "volume": "1000/day"}
    scenario = desk(TUESDAY, **fixed)
    workload = generate(scenario, 1, 0, scenario.run.horizon(), 2)
    counts = by_day(workload.candidates.time[workload.admit(1.5)])
    assert abs(counts[1] - counts[6]) <= 1


# ---- Opening hours


@pytest.mark.parametrize("holiday", [TUESDAY, SUNDAYS])
def test_a_channel_is_closed_on_a_holiday(holiday):
    _, journal = play_out(desk(holiday))
    contacts = journal.contacts
    on_holiday = contacts.arrival // DAY == 1
    assert np.count_nonzero(on_holiday) > 20
    assert set(contacts.ending[on_holiday]) == {Ending.LOST}
    monday = contacts.ending[(contacts.arrival > 9 * HOUR) & (contacts.arrival < 17 * HOUR)]
    assert set(monday) == {Ending.PERSON_RESOLVED}


def test_a_channel_that_never_closes_does_on_a_holiday():
    always = {"hours": "always"}
    plan = make_plan(desk(TUESDAY, channel=always))
    assert plan.opening[0].tolist() == [[0, DAY], [2 * DAY, plan.horizon.end]]


def test_a_holiday_like_saturday_has_saturdays_opening_hours():
    (opening,) = make_plan(desk(SATURDAYS)).opening
    assert opening[1].tolist() == [DAY + 10 * HOUR, DAY + 14 * HOUR]


def test_the_business_clock_stands_on_a_holiday():
    (opening,) = make_plan(desk(TUESDAY)).opening
    before = Opening(opening).seconds_before(np.array([16 * HOUR, 2 * DAY + 10 * HOUR]))
    assert np.diff(before).tolist() == [2 * HOUR]


def test_deferred_work_of_a_holiday_waits_for_the_next_day():
    _, journal = play_out(desk(TUESDAY, channel={"kind": "deferred"}))
    contacts = journal.contacts
    waited = contacts.take(contacts.arrival // DAY == 1)
    assert len(waited) > 20
    assert waited.answered.min() >= 2 * DAY + 9 * HOUR


@pytest.mark.parametrize("run", [{"kind": "typical"}, {"kind": "project", "months": 1}])
def test_a_holiday_acts_on_its_date_in_every_kind_of_run(run):
    weeks = {"warm_up": "1 week", "run_out": 0}
    plan = make_plan(desk("2026-01-13", run=run | weeks))
    first = date(2026, 1, 5) if run["kind"] == "typical" else date(2025, 12, 29)
    holiday = (date(2026, 1, 13) - first).days
    days = (plan.opening[0][:, 0] // DAY).astype(int).tolist()
    assert holiday not in days
    assert {holiday - 7, holiday + 7} <= set(days)


# ---- People


def test_nobody_has_a_shift_on_a_closed_day():
    found = on_duty(desk(TUESDAY))
    assert found[:2] == [(9, 17), (57, 65)]


def test_a_holiday_like_saturday_has_saturdays_shifts():
    assert on_duty(desk(SATURDAYS))[:3] == [(9, 17), (34, 38), (57, 65)]


def test_a_night_shift_that_began_before_keeps_its_end_and_its_break():
    night = {"hours": "daily 22:00-06:00", "breaks": "daily 02:00-02:30"}
    found = on_duty(desk(TUESDAY, team={"shifts": [night]}))
    assert found[:6] == [(0, 2), (2.5, 6), (22, 26), (26.5, 30), (70, 74), (74.5, 78)]


def test_the_breaks_are_those_of_the_day_that_a_holiday_is_like():
    shift = {"hours": "daily 09:00-17:00", "breaks": "Mon-Fri 12:00-12:30, Sat 15:00-15:30"}
    found = on_duty(desk(SATURDAYS, team={"shifts": [shift]}), Activity.BREAK)
    assert found[:3] == [(12, 12.5), (39, 39.5), (60, 60.5)]


def test_a_headcount_follows_the_calendar():
    half_hours = [0] * 240 + [2] * 48 + [0] * 48  # Saturdays only
    assert on_duty(desk(SATURDAYS, team={"headcount": half_hours})) == [(24, 48), (120, 144)]
    assert on_duty(desk(TUESDAY, team={"headcount": 1}))[0] == (0, 24)


def test_bought_hours_follow_the_calendar():
    team = {"shifts": [{"hours": "daily 09:00-17:00"}], "hours_week": "28 h"}
    assert on_duty(desk(TUESDAY, team=team))[:2] == [(9, 13), (57, 61)]


def test_a_roster_file_knows_its_own_dates(tmp_path):
    file = tmp_path / "roster.csv"
    file.write_text("agent,on,off\nA,2026-01-06T09:00,2026-01-06T17:00\n")
    assert on_duty(desk(TUESDAY, team={"roster": str(file)})) == [(33, 41)]


def test_other_shifts_keep_their_draws():
    team = {"shifts": [WEEKDAYS], "absence": 0.5, "off_queue": 0.2}
    for activity in (Activity.ABSENT, Activity.OFF_QUEUE):
        ordinary = on_duty(desk(team=team), activity)
        assert on_duty(desk(TUESDAY, team=team), activity) == [
            span for span in ordinary if not 24 <= span[0] < 48
        ]


# ---- Studies


def test_arms_share_a_world_only_under_one_calendar():
    one, other = (Arm.of("ai", desk(*dates), None).origin.world for dates in ((), (TUESDAY,)))
    assert one != other


def test_the_busiest_day_is_none_that_is_like_sunday():
    peak = [0.0] * 24 + [3.0] * 24 + [2.0] * 24 + [1.0] * 96
    week = {"until": "3 days"}
    assert busiest_day(desk(run=week, profile=peak)) == DAY
    assert busiest_day(desk(TUESDAY, run=week, profile=peak)) == 2 * DAY


def test_the_working_day_of_a_holiday_is_that_of_the_day_it_is_like():
    peak = [1.0] * 120 + [3.0] * 24 + [0.0] * 24
    assert working_day(desk(SATURDAYS, profile=peak)) == (DAY + 10 * HOUR, DAY + 14 * HOUR)
