import pytest
from support.handmade import scenario

from sim.scenario.root import Scenario
from sim.studies.stress.onset import (
    busiest_day,
    busiest_hours,
    first_day,
    largest_type,
    working_day,
)

DAY, HOUR = 86_400.0, 3600.0
HOURS = [0.0] * 168
THURSDAY_NOON = 3 * 24 + 12


def peak(**hours: float) -> list[float]:
    """A week whose volume comes in a few hours, such as h84=2."""
    profile = list(HOURS)
    for name, weight in hours.items():
        profile[int(name[1:])] = weight
    return profile


def desk(profile: object = "flat", window: str = "3 weeks", **sections) -> Scenario:
    run = {"kind": "typical", "start": "2026-01-07", "warm_up": "1 week", "window": window}
    demand = {"volume": "100/day", "profile": profile}
    return scenario(**({"run": run | {"run_out": 0}, "demand": demand} | sections))


def test_stresses_begin_in_the_second_week_of_the_window():
    assert first_day(desk()) == 7 * DAY
    assert first_day(desk(window="1 week")) == 0.0


def test_the_busiest_day_is_that_of_most_arrivals():
    # The window begins on a Wednesday: its second week's Thursday is day 8.
    assert busiest_day(desk(peak(h84=2, h12=1))) == 8 * DAY


def test_of_a_short_window_the_busiest_day_is_in_its_first_week():
    assert busiest_day(desk(peak(h84=2, h12=1), window="1 week")) == DAY


def test_of_a_day_run_the_busiest_day_is_one_of_its_own():
    run = {"kind": "day", "start": "2026-01-05", "until": "2 days"}
    assert busiest_day(desk(peak(h84=2, h36=1), run=run)) == DAY
    assert busiest_day(desk(peak(h84=2), run=run | {"until": "6 h"})) == 0.0


def test_a_surge_begins_where_most_would_arrive():
    busy = desk(peak(h82=1, h84=2, h86=2))
    assert busiest_hours(busy, ("general",), 3 * HOUR) == 8 * DAY + 12 * HOUR
    assert busiest_hours(busy, ("general",), 30 * HOUR) == 8 * DAY


def test_a_surge_of_one_type_looks_at_that_types_arrivals():
    channels = {
        "early": {"kind": "deferred", "profile": peak(h80=1)},
        "late": {"kind": "deferred", "profile": peak(h90=1)},
    }
    types = {
        "a": {"share": 0.4, "handle_time": "1 min", "channels": {"early": 1.0}},
        "b": {"share": 0.6, "handle_time": "1 min", "channels": {"late": 1.0}},
    }
    both = desk(channels=channels, inquiry_types=types)
    assert busiest_hours(both, ("a",), HOUR) == 8 * DAY + 8 * HOUR
    assert busiest_hours(both, ("b",), HOUR) == 8 * DAY + 18 * HOUR


def test_the_largest_type_is_that_with_most_cases():
    types = {
        "a": {"share": 0.4, "handle_time": "1 min"},
        "b": {"share": 0.6, "handle_time": "1 min"},
    }
    assert largest_type(desk(inquiry_types=types)) == "b"


def test_the_working_day_is_when_people_are_there():
    hours = {"phone": {"hours": "Mon-Fri 09:00-17:00"}, "mail": {"hours": "daily 08:00-12:00"}}
    found = working_day(desk(peak(h84=1), channels=hours))
    assert found == (8 * DAY + 8 * HOUR, 8 * DAY + 17 * HOUR)


@pytest.mark.parametrize("hours", ["always", "Sat 10:00-12:00"])
def test_around_the_clock_or_closed_the_working_day_is_the_day(hours: str):
    found = working_day(desk(peak(h84=1), channels={"mail": {"hours": hours}}))
    assert found == (8 * DAY, 9 * DAY)
