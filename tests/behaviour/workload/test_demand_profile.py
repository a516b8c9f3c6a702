"""The weekly profile and its inverse within a day."""

import numpy as np
import pytest

from sim.base.time import DAY
from sim.workload.demand.profile import SLOT, WeeklyProfile, weekdays
from sim.workload.grid import TICK

MONDAY = 20458
"""2026-01-05, counted from 1970-01-01."""


def one_day(*half_hours):
    """A profile whose Monday has the given half-hour weights from 00:00, then nothing."""
    return WeeklyProfile((*half_hours, *[0.0] * (48 - len(half_hours)), *[1.0] * 288))


def times(profile, u, day=MONDAY):
    u = np.atleast_1d(u)
    return profile.times_of_day(u, np.full(u.shape, day))


def test_half_hour_weights_have_mean_1():
    profile = WeeklyProfile(np.arange(336.0).tolist())
    assert profile.weights.shape == (7, 48)
    assert profile.weights.mean() == pytest.approx(1, abs=1e-14)
    assert profile.weights[6, 47] / profile.weights[0, 1] == pytest.approx(335)


def test_factors_are_the_weekdays_shares():
    profile = WeeklyProfile([2.0] * 48 + [0.0] * 48 + [1.0] * 240)
    week = np.arange(MONDAY, MONDAY + 7)
    assert profile.factors(week).tolist() == [2.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0]


@pytest.mark.parametrize(("day", "weekday"), [(0, 3), (-1, 2), (MONDAY, 0), (MONDAY + 13, 6)])
def test_weekdays_of_the_calendar(day, weekday):
    assert weekdays(np.array([day])).tolist() == [weekday]


def test_the_shares_of_a_day_add_to_1():
    profile = WeeklyProfile(np.random.default_rng(1).random(336).tolist())
    assert profile.shares.sum(axis=1) == pytest.approx(np.ones(7))


def test_a_flat_day_is_linear():
    u = np.array([0.25, 0.5, 0.75])
    assert times(WeeklyProfile([1.0] * 336), u).tolist() == [DAY / 4, DAY / 2, 3 * DAY / 4]


def test_times_fall_where_the_weight_is():
    profile = one_day(0, 0, 1, 3)
    assert times(profile, [0.25, 0.5, 0.75]) == pytest.approx(
        [3 * SLOT, 3.33333 * SLOT, 3.66667 * SLOT], rel=1e-5
    )


def test_no_time_falls_into_a_gap():
    profile = one_day(1, 0, 0, 1)
    drawn = times(profile, np.linspace(0.0005, 0.9995, 1000))
    assert not np.any((drawn > SLOT) & (drawn < 3 * SLOT))
    assert np.sum(drawn <= SLOT) == 500


def test_the_inverse_gives_the_profile_back():
    weights = np.random.default_rng(2).random(336)
    profile = WeeklyProfile(weights.tolist())
    u = (np.arange(480_000) + 0.5) / 480_000
    drawn = times(profile, u, MONDAY + 4)
    shares = np.bincount((drawn // SLOT).astype(int), minlength=48) / len(u)
    assert shares == pytest.approx(profile.shares[4], abs=1e-5)


def test_times_rise_with_u():
    profile = WeeklyProfile(np.random.default_rng(3).random(336).tolist())
    assert np.all(np.diff(times(profile, np.linspace(0.001, 0.999, 999))) > 0)


def test_times_are_on_the_grid_and_before_midnight():
    drawn = times(WeeklyProfile([1.0] * 336), np.array([2.0**-53, 1 / 3, 1 - 2.0**-53]))
    assert drawn[0] == 0
    assert (drawn / TICK).tolist() == [int(x) for x in drawn / TICK]
    assert drawn[-1] == DAY - TICK


def test_each_row_follows_its_own_day():
    profile = WeeklyProfile([1.0] + [0.0] * 47 + [0.0] * 47 + [1.0] + [1.0] * 240)
    drawn = profile.times_of_day(np.array([0.5, 0.5]), np.array([MONDAY, MONDAY + 1]))
    assert drawn.tolist() == [900.0, DAY - 900.0]


def test_a_day_without_volume_counts_as_flat():
    assert times(one_day(0), np.array([0.5])).tolist() == [DAY / 2]
