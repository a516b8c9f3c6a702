"""What is measured: arrivals in the window, its clock, repeats, business hours, the week."""

from datetime import date
from math import inf, nan

import numpy as np
import pytest
from support.journals import BILL, MAIL, PHONE, answered, contact, desk, journal, leg, shift

from sim.engine import make_plan
from sim.engine.journal import Activity, Ending, Outcome
from sim.measures import measure
from sim.measures.sample import Label, Sample
from sim.scenario.root import Scenario

DAY = 86_400.0
WEEK = 7 * DAY
HOUR = 3600.0


def typical(**sections) -> Scenario:
    """One week of warm-up, four measured, two of run-out; phone in office hours, mail always."""
    weeks = {"warm_up": WEEK, "window": 4 * WEEK, "run_out": 2 * WEEK}
    phone = {"kind": "live", "hours": "Mon-Fri 09:00-17:00"}
    office = {"hours": "Mon-Fri 09:00-17:00"}
    return desk(
        run={"kind": "typical", "start": date(2026, 1, 5), **weeks},
        channels={"phone": phone, "mail": office},
        **sections,
    )


def measured(contacts: list, legs: list = (), shifts: list = (), **sections) -> Sample:
    scenario = typical(**sections)
    plan = make_plan(scenario)
    return measure(journal(plan, contacts, legs, shifts), plan, scenario)


def totals(sample: Sample, *label: str) -> tuple[float, float]:
    place = sample.labels.index(Label(*label))
    return sample.numerators[place], sample.denominators[place]


def lost(case: int, arrival: float, **columns) -> dict:
    """A contact that nobody serves."""
    return contact(case, arrival, Ending.LOST, ended=arrival, channel=PHONE, **columns)


@pytest.mark.parametrize(
    ("arrival", "counted"),
    [(WEEK - 1, 0), (WEEK, 1), (5 * WEEK - 1, 1), (5 * WEEK, 0), (6 * WEEK, 0)],
)
def test_a_contact_counts_when_it_arrives_in_the_window(arrival: float, counted: int):
    assert totals(measured([lost(0, arrival)]), "open_share") == (0, counted)


@pytest.mark.parametrize(("first", "cases"), [(WEEK - HOUR, 0), (WEEK + HOUR, 1)])
def test_a_case_counts_when_its_first_contact_does(first: float, cases: int):
    again = WEEK + 2 * HOUR
    rows = [
        contact(0, first, Ending.BOT_LEFT, bot_start=first, bot_end=first + 60, ended=first + 60,
                returned=again),
        contact(0, again, Ending.BOT_RESOLVED, attempt=1, bot_start=again, bot_end=again + 60,
                bot_reply=again + 5, ended=again + 60),
    ]  # fmt: skip
    sample = measured(rows)
    assert totals(sample, "first_contact_resolution") == (0, cases)
    assert totals(sample, "resolution_time_mean") == (cases * (again + 60 - first), cases)
    assert totals(sample, "response_share") == (1, 1 + cases)


def test_a_case_that_ends_in_the_run_out_is_resolved():
    first, start = 5 * WEEK - 10, 6 * WEEK
    rows = [contact(0, first, Ending.PERSON_RESOLVED, joined=first, answered=start,
                    first_response_end=start + 90, ended=start + 90)]  # fmt: skip
    sample = measured(rows, [answered(0, first, start, start + 90)])
    assert totals(sample, "resolution_time_mean") == (WEEK + 100, 1)


@pytest.mark.parametrize(
    ("delay", "repeats"), [(HOUR, 1), (WEEK, 1), (WEEK + 2.0**-20, 0), (nan, 0)]
)
def test_a_repeat_comes_within_seven_days_of_the_end(delay: float, repeats: int):
    end = 2 * WEEK + 60
    rows = [contact(0, 2 * WEEK, Ending.BOT_LEFT, bot_start=2 * WEEK, bot_end=end, ended=end,
                    returned=end + delay)]  # fmt: skip
    sample = measured(rows)
    assert totals(sample, "repeat_contact_rate_7d") == (repeats, 1)
    assert totals(sample, "repeat_contact_rate_7d_ai") == (repeats, 1)
    assert totals(sample, "repeat_contact_rate_7d_human") == (0, 0)


@pytest.mark.parametrize(("end", "counted"), [(6 * WEEK, 1), (6 * WEEK + 1, 0)])
def test_a_contact_that_ends_late_says_nothing_about_repeats(end: float, counted: int):
    start = 5 * WEEK - HOUR
    rows = [contact(0, start, Ending.PERSON_UNRESOLVED, joined=start, answered=end - 60,
                    first_response_end=end, ended=end)]  # fmt: skip
    sample = measured(rows, [answered(0, start, end - 60, end, outcome=Outcome.UNRESOLVED)])
    assert totals(sample, "repeat_contact_rate_7d_human") == (0, counted)


def test_an_abandoned_contact_is_no_repeat():
    start = 2 * WEEK
    rows = [contact(0, start, Ending.ABANDONED, channel=PHONE, joined=start, ended=start + 60)]
    waits = [leg(0, start, channel=PHONE, patience=60, left=start + 60, outcome=Outcome.ABANDONED)]
    assert totals(measured(rows, waits), "repeat_contact_rate_7d") == (0, 0)


def answered_mail(arrival: float, end: float, *, channel: int = MAIL) -> Sample:
    rows = [contact(0, arrival, Ending.PERSON_RESOLVED, channel=channel, joined=arrival,
                    answered=end - 60, first_response_end=end, ended=end)]  # fmt: skip
    return measured(rows, [answered(0, arrival, end - 60, end, channel=channel)])


@pytest.mark.parametrize(
    ("arrival", "end", "seconds"),
    [
        # Inside one day; from before opening; over a night; over a week-end; all of it closed.
        (10 * HOUR, 11 * HOUR, HOUR),
        (8 * HOUR, 10 * HOUR, HOUR),
        (16 * HOUR, DAY + 10 * HOUR, 2 * HOUR),
        (4 * DAY + 16 * HOUR, WEEK + 10 * HOUR, 2 * HOUR),
        (5 * DAY + 10 * HOUR, 5 * DAY + 12 * HOUR, 0),
    ],
)
def test_business_hours(arrival: float, end: float, seconds: float):
    sample = answered_mail(WEEK + arrival, WEEK + end)
    assert totals(sample, "first_response_time_human_business_mean") == (seconds, 1)
    assert totals(sample, "first_response_time_business_mean") == (seconds, 1)
    assert totals(sample, "first_response_time_human_mean") == (end - arrival, 1)


def test_a_live_response_is_its_start():
    start = WEEK + 10 * HOUR
    sample = answered_mail(start, start + 100, channel=PHONE)
    assert totals(sample, "first_response_time_human_mean") == (40, 1)


def test_a_deferred_response_is_its_end():
    start = WEEK + 10 * HOUR
    assert totals(answered_mail(start, start + 100), "first_response_time_human_mean") == (100, 1)


def test_the_first_of_two_responses_counts():
    start = WEEK + 10 * HOUR
    rows = [contact(0, start, Ending.PERSON_RESOLVED, bot_start=start, bot_reply=start + 5,
                    bot_end=start + 50, joined=start + 50, rule=0, answered=start + 50, turns=1,
                    first_response_end=start + 110, ended=start + 110)]  # fmt: skip
    sample = measured(rows, [answered(0, start + 50, start + 50, start + 110)])
    assert totals(sample, "first_response_time_mean") == (5, 1)
    assert totals(sample, "first_response_time_ai_mean") == (5, 1)
    assert totals(sample, "first_response_time_human_mean") == (110, 1)


def test_a_contact_without_a_response_has_no_time():
    sample = measured([lost(0, WEEK)])
    assert totals(sample, "first_response_time_mean") == (0, 0)
    assert totals(sample, "response_share") == (0, 1)
    assert len(sample.pools["first_response_time"].values) == 0


def test_a_contact_that_still_waits_is_infinite():
    sample = measured([contact(0, WEEK, Ending.WAITING, joined=WEEK)], [leg(0, WEEK)])
    for key in ("first_response_time", "first_response_time_human_business", "wait"):
        assert sample.pools[key].values.tolist() == [inf]
    assert len(sample.pools["wait_served"].values) == 0


def test_a_return_beyond_the_end_leaves_the_case_open():
    end = 5 * WEEK - 60
    rows = [contact(0, end - 60, Ending.BOT_LEFT, bot_start=end - 60, bot_end=end, ended=end,
                    returned=9 * WEEK)]  # fmt: skip
    assert measured(rows).pools["resolution_time"].values.tolist() == [inf]


def test_a_case_that_never_returns_is_neither_resolved_nor_open():
    rows = [contact(0, WEEK, Ending.BOT_LEFT, bot_start=WEEK, bot_end=WEEK + 9, ended=WEEK + 9)]
    assert len(measured(rows).pools["resolution_time"].values) == 0


@pytest.mark.parametrize(
    ("seconds", "limit", "share"),
    [(20, None, 1), (20.5, None, 0), (60, "60 s", 1), (61, "60 s", 0)],
)
def test_the_goal_sets_the_limit_of_the_service_level(seconds: float, limit, share: int):
    start = WEEK + 10 * HOUR
    begin, end = start + seconds, start + 99
    rows = [contact(0, start, Ending.PERSON_RESOLVED, channel=PHONE, joined=start,
                    answered=begin, first_response_end=end, ended=end)]  # fmt: skip
    waits = [answered(0, start, begin, end, channel=PHONE)]
    goals = {"targets": {"service_level": f">= 80 % within {limit}"}} if limit else {}
    assert totals(measured(rows, waits, **goals), "service_level") == (share, 1)


def test_a_desk_without_live_channels_judges_all_waits():
    scenario = desk(channels={"mail": {}}, inquiry_types={"how": {"handle_time": "1 min"}})
    plan = make_plan(scenario)
    rows = [contact(0, 0, Ending.PERSON_RESOLVED, channel=0, cell=0, joined=0, answered=10,
                    first_response_end=70, ended=70)]  # fmt: skip
    waits = [answered(0, 0, 10, 70, channel=0, queue=0)]
    found = measure(journal(plan, rows, waits), plan, scenario)
    assert totals(found, "service_level") == (1, 1)


def test_agents_time_is_that_of_the_window():
    waits = [answered(0, WEEK - 100, WEEK - 50, WEEK + 50, type=BILL)]
    rows = [contact(0, WEEK - 100, Ending.PERSON_RESOLVED, joined=WEEK - 100, answered=WEEK - 50,
                    first_response_end=WEEK + 50, ended=WEEK + 50)]  # fmt: skip
    shifts = [shift(0, WEEK - HOUR, WEEK + HOUR), shift(0, 5 * WEEK - HOUR, 5 * WEEK + HOUR)]
    sample = measured(rows, waits, shifts)
    assert totals(sample, "occupancy") == pytest.approx((50 / HOUR, 2))
    assert totals(sample, "utilisation") == pytest.approx((50 / HOUR, 2))
    assert totals(sample, "queue_length") == (0, 4 * 168)


@pytest.mark.parametrize("activity", [Activity.BREAK, Activity.OFF_QUEUE, Activity.ABSENT])
def test_time_that_is_paid_and_not_worked_is_in_the_utilisation_only(activity: Activity):
    shifts = [shift(0, WEEK, WEEK + HOUR), shift(0, WEEK + HOUR, WEEK + 2 * HOUR, activity)]
    sample = measured([], [], shifts)
    assert totals(sample, "occupancy") == (0, 1)
    assert totals(sample, "utilisation") == (0, 2)


def test_overtime_is_paid():
    start = WEEK + HOUR - 60
    rows = [contact(0, start, Ending.PERSON_RESOLVED, joined=start, answered=start,
                    first_response_end=start + 660, ended=start + 660)]  # fmt: skip
    waits = [answered(0, start, start, start + 660)]
    sample = measured(rows, waits, [shift(0, WEEK, WEEK + HOUR)])
    assert totals(sample, "utilisation") == pytest.approx((660 / HOUR, 1 + 600 / HOUR))
    cost, _ = totals(sample, "cost_per_interaction_staffed")
    without, _ = totals(
        measured([], [], [shift(0, WEEK, WEEK + HOUR)]), "cost_per_interaction_staffed"
    )
    assert cost - without == pytest.approx(600 / HOUR * 30)


def test_the_platform_is_paid_by_the_month():
    sample = measured([])
    months = 28 * 24 / 730
    assert totals(sample, "cost_per_interaction_activity")[0] == pytest.approx(365 * months)


def test_hours_on_the_bots_knowledge_are_paid_by_the_month():
    sample = measured([], bot={"knowledge": {"upkeep_hours": 10}})
    months = 28 * 24 / 730
    cost, _ = totals(sample, "cost_per_interaction_activity")
    assert cost == pytest.approx((365 + 10 * 30) * months)


def test_an_arm_without_a_bot_pays_no_platform():
    assert totals(measured([], bot=None), "cost_per_interaction_activity") == (0, 0)


def test_the_week_knows_the_half_hour():
    # The window begins on a Monday; both Tuesdays at 09:00 there are ten minutes of waiting.
    starts = [k * WEEK + DAY + 9 * HOUR for k in (1, 2)]
    rows = [
        contact(k, start, Ending.PERSON_RESOLVED, joined=start, answered=start + 600,
                first_response_end=start + 900, ended=start + 900)
        for k, start in enumerate(starts)
    ]  # fmt: skip
    waits = [answered(k, start, start + 600, start + 900) for k, start in enumerate(starts)]
    shifts = [shift(0, start, start + HOUR) for start in starts]
    week = measured(rows, waits, shifts).week
    slot = 48 + 18
    assert week.waiting[1, slot] * HOUR == pytest.approx(1200)
    assert week.waiting.sum() == week.waiting[1, slot]
    assert week.busy[0, slot] * HOUR == pytest.approx(600)
    assert week.available[0, [slot, slot + 1]] * HOUR == pytest.approx([3000, 3600])
    assert week.hours.tolist() == [2.0] * 336


def test_weekly_levels_lead_up_to_the_windows_end():
    sample = measured(
        [contact(0, 1.5 * WEEK, Ending.WAITING, joined=1.5 * WEEK)], [leg(0, 1.5 * WEEK)]
    )
    assert sample.levels.tolist() == [0, 0.5, 1, 1, 1]


def test_a_sample_is_small_and_passes_between_processes():
    import pickle

    sample = measured([lost(k, WEEK + k) for k in range(1000)])
    packed = pickle.dumps(sample)
    assert len(packed) < 300_000
    assert np.array_equal(pickle.loads(packed).numerators, sample.numerators)
