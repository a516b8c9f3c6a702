"""Weekly hours: how they are written, and which stretches of the calendar they mean."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.values.hours import ALWAYS, Hours

HOUR, DAY, WEEK = 3600.0, 86_400.0, 604_800.0
MONDAY = date(2026, 1, 5)


def weekly(text: object) -> list[tuple[float, float]]:
    """Spans in hours from Monday 00:00."""
    return [(on / HOUR, off / HOUR) for on, off in Hours.model_validate(text).weekly]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Mon 09:00-17:00", [(9, 17)]),
        ("Mon-Wed 09:00-17:00", [(9, 17), (33, 41), (57, 65)]),
        ("Mon 9-17", [(9, 17)]),
        ("monday 9:30-17:00", [(9.5, 17)]),
        ("Mon 08:00-12:00, 13:00-17:00", [(8, 12), (13, 17)]),
        ("Mon, Wed 08:00-12:00", [(8, 12), (56, 60)]),
        ("Tue 10:00-14:00, Mon 09:00-17:00", [(9, 17), (34, 38)]),
        ("Sun 22:00-06:00", [(166, 174)]),
        ("Mon 00:00-24:00", [(0, 24)]),
        ("Mon 00:00-00:00", [(0, 24)]),
        ("Mon \u2013 Tue 09:00 \u2013 10:00", [(9, 10), (33, 34)]),
        (["Mon 09:00-17:00", "Tue 10:00-14:00"], [(9, 17), (34, 38)]),
    ],
)
def test_written_hours_are_spans_of_the_week(text, spans):
    assert weekly(text) == spans


def test_days_may_go_round_the_weekend():
    assert weekly("Fri-Mon 09:00-10:00") == [(9, 10), (105, 106), (129, 130), (153, 154)]


def test_daily_is_every_day():
    assert weekly("daily 08:00-20:00") == [(24 * d + 8, 24 * d + 20) for d in range(7)]


def test_always_is_a_span_a_day():
    assert Hours.model_validate("always") == ALWAYS == Hours.model_validate("daily 00:00-24:00")


@pytest.mark.parametrize(
    ("text", "is_always"),
    [
        ("always", True),
        ("daily 08:00-08:00", True),
        ("daily 08:00-07:59", False),
        ("Mon-Fri 09:00-17:00", False),
    ],
)
def test_only_hours_without_a_gap_are_always(text, is_always):
    assert Hours.model_validate(text).always is is_always


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Mon-Fir 09:00-17:00",
            "'Fir' is not a day; write Mon, Tue, Wed, Thu, Fri, Sat, Sun or daily",
        ),
        ("Mo 09:00-17:00", "'Mo' is not a day"),
        ("Monkey 09:00-17:00", "'Monkey' is not a day"),
        ("09:00-17:00", "'09:00-17:00' has no days; write `Mon-Fri 09:00-17:00, Sat 10:00-14:00`"),
        ("Mon-Fri", "'Mon-Fri' has no time of day; write `Mon-Fri 09:00-17:00"),
        ("", "'' cannot be read as hours; write"),
        ("Mon 09:00", "'09:00' is not a time span; write `09:00-17:00`"),
        ("Mon 09:00-25:00", "25:00 is not a time of day; it goes from 00:00 to 24:00"),
        ("Mon 09:60-10:00", "09:60 is not a time of day; it goes from 00:00 to 24:00"),
        (9, "9 cannot be read as hours; write"),
        ("Mon 09:00-17:00, Mon 16:00-18:00", "two spans overlap on Monday; merge them"),
        ("Mon 20:00-06:00, Tue 05:00-09:00", "two spans overlap on Tuesday; merge them"),
        ("Sun 20:00-06:00, Mon 05:00-09:00", "two spans overlap on Monday; merge them"),
        (
            {"weekly": []},
            "each span must start within the week and end after its start, within a day",
        ),
        ({"weekly": [[9, 5]]}, "each span must start within the week and end after its start"),
        (
            {"weekly": [[0, 2 * DAY]]},
            "each span must start within the week and end after its start",
        ),
    ],
)
def test_wrong_hours_say_what_is_wrong(text, message):
    with pytest.raises(ValueError, match=r"hours|day|span") as caught:
        Hours.model_validate(text)
    assert message in str(caught.value)


def test_hours_of_some_days_count_from_their_first_midnight():
    hours = Hours.model_validate("Mon-Fri 09:00-17:00")
    friday = MONDAY + timedelta(days=4)
    assert hours.spans(friday, 4) == [
        (9 * HOUR, 17 * HOUR),
        (3 * DAY + 9 * HOUR, 3 * DAY + 17 * HOUR),
    ]


def test_hours_across_midnight_are_clipped_at_both_ends():
    hours = Hours.model_validate("daily 22:00-06:00")
    assert hours.spans(MONDAY, 1) == [(0.0, 6 * HOUR), (22 * HOUR, 24 * HOUR)]


def test_hours_across_the_end_of_the_week_reach_into_monday():
    hours = Hours.model_validate("Sun 22:00-06:00")
    assert hours.spans(MONDAY, 1) == [(0.0, 6 * HOUR)]


def test_hours_that_touch_are_one_span():
    assert ALWAYS.spans(MONDAY, 10) == [(0.0, 10 * DAY)]


def test_shifts_that_touch_stay_apart():
    assert ALWAYS.shifts(MONDAY, 2) == [(0.0, DAY), (DAY, 2 * DAY)]


def test_a_shift_that_began_the_day_before_is_whole():
    hours = Hours.model_validate("daily 22:00-06:00")
    assert hours.shifts(MONDAY, 1) == [(-2 * HOUR, 6 * HOUR), (22 * HOUR, 30 * HOUR)]


def test_a_shift_that_ends_as_the_days_begin_is_left_out():
    assert Hours.model_validate("Sun 16:00-24:00").shifts(MONDAY, 1) == []


minutes = st.integers(0, 47).map(
    lambda half_hours: f"{half_hours // 2:02}:{half_hours % 2 * 30:02}"
)
weekdays = st.sampled_from(["Mon", "Wed-Thu", "Sat-Mon", "daily", "Sun"])
written = st.builds("{} {}-{}".format, weekdays, minutes, minutes)


@given(written)
def test_hours_load_again_as_they_were_dumped(text):
    hours = Hours.model_validate(text)
    assert Hours.model_validate(hours.model_dump(mode="json")) == hours


@given(written, st.integers(0, 6), st.integers(1, 9))
def test_spans_cover_what_the_shifts_cover(text, weekday, days):
    hours = Hours.model_validate(text)
    first = MONDAY + timedelta(days=weekday)
    shifts, spans = hours.shifts(first, days), hours.spans(first, days)
    for half_hour in range(48 * days):
        moment = half_hour * 1800.0
        on_shift = any(on <= moment < off for on, off in shifts)
        assert on_shift == any(on <= moment < off for on, off in spans)
    assert all(end < start for (_, end), (start, _) in pairwise(spans))
