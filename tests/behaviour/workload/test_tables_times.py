"""Times in tables, as programs and people write them."""

from datetime import date

import pytest

from sim.scenario.sections.data_file import DataFile
from sim.workload.tables.moments import Moments
from sim.workload.tables.numbers import Numbers

FIRST_DAY = date(2026, 1, 5)
HALF_PAST_NINE = 9.5 * 3600


def reader(**declared) -> Moments:
    file = DataFile(file="any.csv", **declared)
    return Moments(file, Numbers(file, ","), FIRST_DAY)


def refused(moments: Moments, text: str) -> str:
    try:
        moments(text)
    except ValueError as error:
        return str(error)
    return "nothing"


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-05T09:30",
        "2026-01-05 9:30",
        "2026-1-5 09:30:00",
        "2026/01/05 09:30",
        "2026-01-05 9:30 AM",
        "2026-01-05 09:30:00.000",
        "34200",
        "34,200",
    ],
)
def test_what_needs_no_declaration(text):
    assert reader()(text) == HALF_PAST_NINE


@pytest.mark.parametrize(
    ("dates", "text"),
    [
        ("day_first", "5/1/2026 9:30"),
        ("day_first", "05.01.2026 09:30:00"),
        ("day_first", "5-1-26, 9:30 am"),
        ("month_first", "1/5/2026 9:30"),
        ("month_first", "01/05/2026 09:30:00 AM"),
        ("iso", "2026-01-05 09:30"),
        ("spreadsheet", "46027.3958333333"),
        ("seconds", "34200"),
    ],
)
def test_a_declared_form(dates, text):
    assert reader(dates=dates)(text) == pytest.approx(HALF_PAST_NINE, abs=0.01)


def test_a_date_without_hyphens_needs_iso():
    assert reader(dates="iso")("20260106") == 86_400
    assert refused(reader(), "20260106").startswith("this looks like a date without hyphens; write")


@pytest.mark.parametrize(
    ("zone", "text", "clock"),
    [
        ("Europe/Berlin", "2026-01-05T08:30:00Z", 9.5),
        ("Europe/Berlin", "2026-01-05 09:30+01:00", 9.5),
        ("Europe/Berlin", "2026-01-05 8:30:00 UTC", 9.5),
        ("Europe/Berlin", "2026-07-05T08:30:00Z", 181 * 24 + 10.5),
        ("+05:30", "2026-01-05T04:00Z", 9.5),
        ("America/New_York", "2026-01-05T09:30", 9.5),
        # In autumn an hour comes twice and in spring one is missing: two instants may be one time.
        ("Europe/Berlin", "2026-10-25T00:30Z", 293 * 24 + 2.5),
        ("Europe/Berlin", "2026-10-25T01:30Z", 293 * 24 + 2.5),
        ("Europe/Berlin", "2026-03-29T00:59Z", 83 * 24 + 1 + 59 / 60),
        ("Europe/Berlin", "2026-03-29T01:00Z", 83 * 24 + 3),
    ],
)
def test_offsets_become_the_desks_own_clock(zone, text, clock):
    assert reader(timezone=zone)(text) == pytest.approx(clock * 3600)


@pytest.mark.parametrize("text", ["1767601800", "1767601800000"])
def test_epochs_are_read_where_declared(text):
    declared = reader(dates="unix", timezone="+01:00")
    assert declared(text) == HALF_PAST_NINE
    assert "(2026-01-05 08:30 UTC), not from the run's start; write `dates: unix`" in refused(
        reader(), text
    )
    assert refused(reader(dates="unix"), text).startswith("an offset from UTC says nothing")


@pytest.mark.parametrize(
    ("dates", "text", "rule"),
    [
        (None, "5/1/2026 9:30", "day or month may come first; write `dates: day_first` or"),
        ("day_first", "1/13/2026", "there is no such date with `dates: day_first`; correct it, or"),
        (None, "2026-02-30", "there is no such date; correct it, or the order"),
        (None, "2026-01-05 13:00 PM", "not a time of day after the date; write"),
        (None, "5/1/226", "day or month may come first; write `dates: day_first` or"),
        ("day_first", "5/1/226", "there is no such date with `dates: day_first`; correct it, or"),
        ("iso", "34200", "not a date; write it as declared by `dates: iso`"),
        (None, "0001-01-01", "over 68 years from the run's start; correct it or `run.start`"),
        (None, "9" * 400, "not a time; write it as"),
        (None, "1e999", "not a time; write it as"),
    ],
)
def test_what_is_no_such_time(dates, text, rule):
    assert refused(reader(dates=dates), text).startswith(rule)


def column(*texts: str, **declared) -> Moments:
    moments = reader(**declared)
    for text in texts:
        moments(text)
    return moments


def test_a_spreadsheets_dates_are_noticed():
    with pytest.raises(ValueError, match=r"look like a spreadsheet's dates \(2026-01-05 09:36\)"):
        column("46027.40", "46028.55", "46031.70").check()
    column("46027.40", "46028.55", dates="seconds").check()
    column("36000", "46027.40", "80000").check()


def test_cut_times_of_day_are_noticed():
    (doubt,) = column("2026-01-05", "2026-01-06", "2026-01-07").doubts("arrival")
    assert doubt == (
        "all 3 times of `arrival` are at 00:00:00: has the export cut the time of day?"
    )
    assert not [*column("2026-01-05", "2026-01-06 09:00").doubts("arrival")]
    some = column(*["2026-01-05"] * 6, *["2026-01-05 09:00"] * 5).doubts("arrival")
    assert next(some).startswith("6 of 11 times of `arrival` are at exactly 00:00:00")


def test_mixed_forms_are_noticed():
    (doubt,) = column("2026-01-05T08:00Z", "2026-01-05T09:00", timezone="UTC").doubts("on")
    assert doubt.startswith("1 of 2 times of `on` have no offset and are taken for the desk's own")
    (doubt,) = column("2026-01-05T08:00", "60").doubts("on")
    assert doubt == "1 of 2 times of `on` are seconds from the run's start, the others dates"
