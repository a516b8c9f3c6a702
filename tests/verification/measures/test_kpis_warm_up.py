"""The warm-up suggestion, and the bands of the week."""

import numpy as np
import pytest

from sim.measures.warmup import WarmUp, suggest_warm_up
from sim.measures.week import WeekTotals, week_bands


@pytest.mark.parametrize("transient", [0, 1, 3])
def test_the_transient_is_left_out(transient: int):
    levels = np.r_[np.linspace(0, 40, transient + 1)[:transient], 50 + np.arange(12) % 2]
    assert suggest_warm_up([levels]) == WarmUp(transient, reliable=True)


def test_noise_is_averaged_over_replications():
    rng = np.random.default_rng(4)
    samples = [np.r_[0.0, 30.0, np.full(12, 50.0)] + rng.normal(0, 2, 14) for _ in range(30)]
    assert suggest_warm_up(samples).count == 2


def test_a_level_that_never_settles_is_not_reliable():
    assert suggest_warm_up([np.arange(12.0)]) == WarmUp(6, reliable=False)


@pytest.mark.parametrize("weeks", [2, 3, 14])
@pytest.mark.parametrize("seed", range(5))
def test_noise_alone_leaves_nothing_out(weeks: int, seed: int):
    rng = np.random.default_rng(seed)
    samples = list(50 + rng.normal(0, 5, (10, weeks)))
    assert suggest_warm_up(samples) == WarmUp(0, reliable=True)


def test_a_first_week_that_clearly_differs_is_left_out_though_noise_picks_more():
    rng = np.random.default_rng(3)
    samples = [np.r_[20.0, np.full(13, 50.0)] + rng.normal(0, 2, 14) for _ in range(10)]
    assert suggest_warm_up(samples) == WarmUp(1, reliable=True)


def test_at_most_half_of_the_weeks_are_left_out():
    levels = np.r_[np.arange(10.0), 50.0, 50.0]
    assert suggest_warm_up([levels]).count <= 6


def week_of(level: float) -> WeekTotals:
    hours = np.full(336, 4.0)
    one, two = np.full((1, 336), level * 4), np.full((2, 336), level * 4)
    return WeekTotals(hours, waiting=two, busy=one, available=one)


def test_bands_are_means_with_intervals():
    week = week_bands([week_of(level) for level in (1.0, 2.0, 3.0)])
    assert week.waiting.mean.shape == (2, 336)
    assert week.busy.mean[0, 7] == 2
    half = 4.302652729911275 / np.sqrt(3)
    assert week.busy.high[0, 7] == pytest.approx(2 + half)
    assert week.busy.low[0, 7] == 0


def test_one_replication_has_no_band():
    week = week_bands([week_of(1.0)])
    assert week.busy.mean[0, 0] == 1
    assert np.isnan(week.busy.low).all()


def test_half_hours_outside_a_short_run_have_no_data():
    empty = WeekTotals(np.zeros(336), np.zeros((1, 336)), np.zeros((1, 336)), np.zeros((1, 336)))
    assert np.isnan(week_bands([empty, empty]).waiting.mean).all()
