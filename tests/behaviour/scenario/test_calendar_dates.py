"""Section `calendar`: how holidays are written, and which day's hours and profile they have."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sim.scenario.values.calendar import NO_HOLIDAYS, Calendar
from sim.scenario.values.hours import ALWAYS, Hours
from sim.workload.demand.profile import WeeklyProfile, weekdays

HOUR, DAY = 3600.0, 86_400.0
MONDAY = date(2026, 1, 5)


def calendar(*holidays: object) -> Calendar:
    return Calendar.model_validate({"holidays": holidays})


def likes(**days: str) -> Calendar:
    """Days of the week from `MONDAY`, such as d1="sunday": the Tuesday is like a Sunday."""
    dates = {MONDAY + timedelta(days=int(name[1:])): like for name, like in days.items()}
    return calendar(*({"date": day, "like": like} for day, like in dates.items()))


def complaint(*holidays: object) -> str:
    with pytest.raises(ValidationError) as caught:
        calendar(*holidays)
    return str(caught.value)


@pytest.mark.parametrize("written", ["2026-01-06", date(2026, 1, 6), {"date": "2026-01-06"}])
def test_a_bare_date_is_closed_and_has_sundays_profile(written):
    (holiday,) = calendar(written).holidays
    assert (holiday.date, holiday.like) == (date(2026, 1, 6), "closed")
    assert (holiday.day_of_hours, holiday.day_of_profile) == (None, 6)


@pytest.mark.parametrize(("like", "day"), [("monday", 0), ("saturday", 5), ("sunday", 6)])
def test_a_holiday_may_be_like_a_day(like, day):
    (holiday,) = likes(d1=like).holidays
    assert (holiday.day_of_hours, holiday.day_of_profile) == (day, day)


def test_a_calendar_loads_again_as_it_was_dumped():
    written = calendar("2026-12-25", {"date": "2026-12-26", "like": "sunday"})
    assert Calendar.model_validate(written.model_dump(mode="json")) == written


@pytest.mark.parametrize(
    ("holidays", "message"),
    [
        (("2026-12-25", {"date": "2026-12-25", "like": "sunday"}), "2026-12-25 is listed twice"),
        (("2026-13-25",), "Input should be a valid date"),
        (({"date": "2026-12-25", "like": "funday"},), "Input should be 'closed', 'monday'"),
        (({"like": "sunday"},), "date\n  Field required"),
    ],
)
def test_wrong_holidays_say_what_is_wrong(holidays, message):
    assert message in complaint(*holidays)


def test_the_days_of_hours_are_the_weekdays_but_for_holidays():
    some = likes(d1="closed", d3="saturday", d9="sunday")
    assert some.days_of_hours(MONDAY, 7) == [0, None, 2, 5, 4, 5, 6]
    assert some.days_of_hours(MONDAY + timedelta(days=8), 2) == [1, 6]


def test_holidays_within_some_days_stand_in_their_order():
    some = likes(d9="closed", d3="closed", d7="closed", d10="closed")
    found = some.within(MONDAY + timedelta(days=7), 3)
    assert list(found) == [MONDAY + timedelta(days=7), MONDAY + timedelta(days=9)]


# ---- Hours


def in_hours(text: str, some: Calendar, days: int = 7) -> list[tuple[float, float]]:
    shifts = Hours.model_validate(text).shifts(MONDAY, days, some)
    return [(on / HOUR, off / HOUR) for on, off in shifts]


def test_a_closed_day_has_no_hours():
    found = in_hours("Mon-Wed 09:00-17:00", likes(d1="closed"))
    assert found == [(9, 17), (57, 65)]


def test_a_day_like_saturday_has_saturdays_hours():
    found = in_hours("Mon-Fri 09:00-17:00, Sat 10:00-12:00", likes(d1="saturday"), 2)
    assert found == [(9, 17), (34, 36)]


def test_a_day_like_a_day_without_hours_has_none():
    assert in_hours("Mon-Fri 09:00-17:00", likes(d1="sunday"), 2) == [(9, 17)]


def test_a_weekend_may_be_like_a_weekday():
    found = in_hours("Mon-Fri 09:00-17:00", likes(d5="friday"))
    assert found[-2:] == [(105, 113), (129, 137)]


def test_always_is_closed_for_the_day_and_no_longer():
    spans = ALWAYS.spans(MONDAY, 3, likes(d1="closed"))
    assert spans == [(0.0, DAY), (2 * DAY, 3 * DAY)]


def test_a_shift_that_began_the_day_before_ends_as_ever():
    found = in_hours("daily 22:00-06:00", likes(d1="closed"), 3)
    assert found == [(-2, 6), (22, 30), (70, 78)]


def test_a_shift_that_begins_on_a_holiday_ends_as_its_day_says():
    found = in_hours("Mon-Fri 09:00-17:00, Sat 20:00-04:00", likes(d1="saturday"), 3)
    assert found == [(9, 17), (44, 52), (57, 65)]


def test_a_shift_begins_when_the_one_before_it_ends():
    found = in_hours("Mon-Fri 09:00-17:00, Sat 20:00-10:00", likes(d1="saturday"), 3)
    assert found == [(9, 17), (44, 58), (58, 65)]


def test_a_holiday_before_the_first_day_counts_for_what_reaches_in():
    some = calendar(MONDAY - timedelta(days=1))
    assert Hours.model_validate("Sun 22:00-06:00").shifts(MONDAY, 1, some) == []


weekly = st.sampled_from(["Mon-Fri 09:00-17:00", "daily 22:00-06:00", "Sat 10:00-09:00", "always"])


@given(weekly, st.integers(0, 6), st.integers(1, 20))
def test_days_that_are_like_themselves_change_nothing(text, start, days):
    names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    same = likes(**{f"d{day}": names[day % 7] for day in range(-1, 27)})
    hours, first = Hours.model_validate(text), MONDAY + timedelta(days=start)
    assert hours.shifts(first, days, same) == hours.shifts(first, days, NO_HOLIDAYS)


# ---- Profile


def test_a_holiday_has_the_weekday_that_its_profile_is_of():
    some = likes(d1="closed", d3="saturday").days_of_profile
    week = MONDAY.toordinal() - date(1970, 1, 1).toordinal() + np.arange(7)
    assert weekdays(week, some).tolist() == [0, 6, 2, 5, 4, 5, 6]


def test_a_holiday_brings_the_volume_and_the_times_of_its_profile():
    day = MONDAY.toordinal() - date(1970, 1, 1).toordinal()
    weights = np.random.default_rng(1).random(336)
    plain = WeeklyProfile(weights.tolist())
    some = WeeklyProfile(weights.tolist(), likes(d1="closed").days_of_profile)
    holiday, sunday = np.full(9, day + 1), np.full(9, day + 6)
    u = np.linspace(0.1, 0.9, 9)
    assert some.factors(holiday[:1]) == plain.factors(sunday[:1])
    assert np.array_equal(some.times_of_day(u, holiday), plain.times_of_day(u, sunday))
    assert np.array_equal(some.times_of_day(u, holiday + 1), plain.times_of_day(u, holiday + 1))
