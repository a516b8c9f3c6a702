"""Numbers as people write them."""

import pytest

from sim.report.units import (
    change_of,
    duration,
    interval_of,
    interval_of_change,
    limit,
    number,
    quantity,
    value_of,
    words_of,
)


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
        (0.0034, "0.003"),
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
    assert value_of(found) == "> 2.00 h"
    assert words_of(found) == "> 2 h 00 min"


@pytest.mark.parametrize(
    ("mean", "low", "high", "unit", "value", "interval"),
    [
        (7500, 7000, 7920, "s", "2.08 h", "[1.94, 2.20] h"),
        (420, 360, 720, "s", "7.00 min", "[6.00, 12.0] min"),
        (60, 30, 90, "s", "1.00 min", "[0.50, 1.50] min"),
        (20, 3, 45, "s", "20.0 s", "[3.00, 45.0] s"),
        (11.6, 0, 85, "s", "11.6 s", "[0.00, 85.0] s"),
        (230_000, 200_000, 260_000, "s", "2.66 d", "[2.31, 3.01] d"),
        (0.652, 0.641, 0.663, "share", "65.2 %", "[64.1, 66.3] %"),
        (22.4, 21.2, 23.5, "money", "22.4", "[21.2, 23.5]"),
        (7200, 7200, None, "s", "2.00 h", "[2.00, more] h"),
        (30.0, None, None, "s", "30.0 s", ""),
        (0.0, 0.0, 0.0, "s", "0.00 s", ""),
    ],
)
def test_value_and_bounds_have_one_unit(mean, low, high, unit, value, interval):
    found = estimate(mean, low, high, unit)
    assert (value_of(found), interval_of(found)) == (value, interval)


@pytest.mark.parametrize(
    ("mean", "low", "high", "unit", "value", "interval"),
    [
        (-0.13, -0.147, -0.113, "share", "-13.0 pt", "[-14.7, -11.3] pt"),
        (-0.004, -0.02, 0.012, "share", "-0.40 pt", "[-2.00, 1.20] pt"),
        (420, 360, 720, "s", "+7.00 min", "[6.00, 12.0] min"),
        (-30, -7200, 3600, "s", "-0.008 h", "[-2.00, 1.00] h"),
        (-0.39, -0.48, -0.30, "money", "-0.39", "[-0.48, -0.30]"),
        (5.0, None, None, "money", "+5.00", ""),
        (None, None, None, "s", "-", ""),
    ],
)
def test_so_have_differences(mean, low, high, unit, value, interval):
    found = estimate(mean, low, high, unit)
    assert (change_of(found), interval_of_change(found)) == (value, interval)


@pytest.mark.parametrize(
    ("seconds", "text"), [(20, "20 s"), (90, "90 s"), (300, "5 min"), (7200, "2 h"), (0.5, "0.5 s")]
)
def test_limits_are_short(seconds, text):
    assert limit(seconds) == text
