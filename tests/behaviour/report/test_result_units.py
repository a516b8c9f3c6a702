"""Numbers as people write them."""

import pytest

from sim.report.units import duration, interval_of, number, quantity, value_of


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0.0 s"),
        (4.26, "4.3 s"),
        (45, "45 s"),
        (59.4, "59 s"),
        (59.6, "1 min 00 s"),
        (125, "2 min 05 s"),
        (3599.6, "1 h 00 min"),
        (7500, "2 h 05 min"),
        (47.99 * 3600, "47 h 59 min"),
        (48 * 3600 - 1, "2 d 00 h"),
        (3 * 86_400 + 4 * 3600, "3 d 04 h"),
        (86_400 * 365, "365 d 00 h"),
    ],
)
def test_durations_are_told_in_two_units(seconds, text):
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0.00"),
        (1.234, "1.23"),
        (9.996, "10.0"),
        (12.34, "12.3"),
        (99.999, "100"),
        (1234.5, "1,234"),
        (-12.34, "-12.3"),
    ],
)
def test_numbers_have_about_three_digits(value, text):
    assert number(value) == text


def test_a_quantity_is_told_by_its_unit():
    assert quantity(0.6523, "share") == "65.2 %"
    assert quantity(90, "s") == "1 min 30 s"
    assert quantity(22.41, "money") == "22.4"


def estimate(mean, low, high, unit, **more):
    return {"mean": mean, "low": low, "high": high, "unit": unit, "n": 9, **more}


def test_a_value_without_data_is_a_dash():
    assert value_of(estimate(None, None, None, "s", status="no_data")) == "-"


def test_a_value_among_the_censored_is_more_than_the_largest_observed():
    found = estimate(None, 5.0, None, "s", status="more_than", more_than=7200.0)
    assert value_of(found) == "> 2 h 00 min"


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        (7000, 7920, "s", "[1.94, 2.20] h"),
        (30, 90, "s", "[0.50, 1.50] min"),
        (3, 45, "s", "[3.00, 45.0] s"),
        (200_000, 260_000, "s", "[2.31, 3.01] d"),
        (0.641, 0.663, "share", "[64.1, 66.3] %"),
        (21.2, 23.5, "money", "[21.2, 23.5]"),
        (7200, None, "s", "[2.00, more] h"),
        (None, None, "s", ""),
    ],
)
def test_an_interval_is_told_in_one_unit(low, high, unit, text):
    assert interval_of(estimate(1.0, low, high, unit)) == text
