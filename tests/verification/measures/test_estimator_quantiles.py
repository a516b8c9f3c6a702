"""Pooled quantiles: the inverse distribution function, Woodruff's interval, the censored."""

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.measures.statistics.estimator import Estimate
from sim.measures.statistics.quantiles import BEYOND, quantiles, rank


def one(values, level: float) -> Estimate:
    return quantiles([np.array(values, float)], [level], "s")[0]


@pytest.mark.parametrize(
    ("level", "count", "expected"),
    [
        (0.5, 4, 2),
        (0.5, 5, 3),
        (0.9, 10, 9),
        (0.9, 11, 10),
        (0.95, 20, 19),
        (0.95, 21, 20),
        (0.9, 1, 1),
    ],
)
def test_the_rank_is_the_least_that_reaches_the_level(level: float, count: int, expected: int):
    assert rank(level, count) == expected


@given(st.integers(1, 5000), st.sampled_from([0.5, 0.9, 0.95]))
def test_the_rank_agrees_with_a_test_of_the_share(count: int, level: float):
    place = rank(level, count)
    assert place / count >= level
    assert place == 1 or (place - 1) / count < level


@given(st.lists(st.integers(0, 30), min_size=1, max_size=60), st.sampled_from([0.5, 0.9, 0.95]))
def test_the_quantile_is_the_least_value_that_enough_are_at_or_below(values, level: float):
    pooled = np.array(values, float)
    expected = min(x for x in values if np.mean(pooled <= x) >= level)
    assert one(values, level).mean == expected


def test_there_is_no_interpolation():
    assert one([1, 2, 3, 100], 0.5).mean == 2


def test_contacts_are_pooled_whatever_their_replication():
    parts = [np.array([1.0]), np.array([2.0, 3.0, 4.0, 5.0, 6.0])]
    assert quantiles(parts, [0.5], "s")[0].mean == 3


def test_no_contacts_are_no_data():
    assert one([], 0.9) == Estimate(None, None, None, "s", 0, "no_data")


def test_an_empty_replication_is_no_harm():
    parts = [np.arange(100.0), np.zeros(0), np.arange(100.0)]
    assert quantiles(parts, [0.5], "s")[0].mean == 49


def test_one_replication_gives_no_interval():
    assert one(range(1000), 0.5) == Estimate(499, None, None, "s", 1000, "withheld")


@pytest.mark.parametrize(("size", "status"), [(199, "withheld"), (200, "ok")])
def test_the_interval_needs_enough_contacts_beyond(size: int, status: str):
    parts = [np.arange(size)[::2].astype(float), np.arange(size)[1::2].astype(float)]
    estimate = quantiles(parts, [0.9], "s")[0]
    assert estimate.status == status
    assert (estimate.low is None) == (status == "withheld")
    assert BEYOND == 20


def test_woodruff_by_hand():
    # In replications of 100, at or below the median of 0 stand 45 or 65 contacts.
    parts = [np.r_[np.zeros(k), np.arange(1.0, 101 - k)] for k in (45, 65, 45, 65)]
    pooled = np.sort(np.concatenate(parts))
    estimate = quantiles(parts, [0.5], "s")[0]
    shares = np.array([np.mean(part <= estimate.mean) for part in parts])
    centre = shares.mean()
    left_out = np.array([np.delete(shares, i).mean() for i in range(4)])
    half = 3.182446305284263 * np.sqrt(3 / 4 * ((left_out - centre) ** 2).sum())
    assert estimate.low == pooled[rank(0.5 - half, 400) - 1]
    assert estimate.high == pooled[rank(0.5 + half, 400) - 1]


def test_equal_values_are_certain():
    estimate = quantiles([np.full(100, 7.0)] * 3, [0.5], "s")[0]
    assert (estimate.low, estimate.mean, estimate.high) == (7, 7, 7)


def test_a_quantile_among_the_open_is_more_than_the_largest_observed():
    estimate = one([*range(50), *[inf] * 50], 0.9)
    assert (estimate.status, estimate.mean, estimate.high) == ("more_than", 49, None)


def test_a_quantile_where_nothing_was_observed_is_more_than_nothing():
    assert one([inf] * 5, 0.5) == Estimate(0.0, None, None, "s", 5, "more_than")


def test_an_interval_that_reaches_the_open_has_no_upper_end():
    rng = np.random.default_rng(3)
    parts = [
        np.r_[rng.exponential(10, 85 + k), np.full(15 - k, inf)] for k in (0, 10, 0, 10, 0, 10)
    ]
    estimate = quantiles(parts, [0.9], "s")[0]
    assert estimate.status in {"ok", "more_than"}
    assert estimate.low is not None
    assert estimate.high is None


def test_the_lower_end_is_kept_when_the_quantile_is_among_the_open():
    parts = [np.r_[np.arange(80.0), np.full(60 * (k % 2), inf)] for k in range(6)]
    estimate = quantiles(parts, [0.9], "s")[0]
    assert estimate.status == "more_than"
    assert 0 < estimate.low < estimate.mean == 79


def test_the_interval_contains_the_estimate():
    rng = np.random.default_rng(1)
    parts = [rng.exponential(rng.gamma(4, 0.25), 200) for _ in range(12)]
    for estimate in quantiles(parts, [0.5, 0.9, 0.95], "s"):
        assert estimate.low < estimate.mean < estimate.high


def test_the_interval_covers_as_often_as_it_says():
    rng = np.random.default_rng(8)
    # Each replication has its own scale, so that contacts inside one are dependent.
    covered, truth = 0, _mixture_quantile(0.9)
    for _ in range(400):
        scales = rng.choice([0.5, 1.0, 2.0], 20)
        parts = [rng.exponential(scale, 100) for scale in scales]
        (estimate,) = quantiles(parts, [0.9], "s")
        covered += estimate.low <= truth <= estimate.high
    assert 0.92 < covered / 400 < 0.98


def _mixture_quantile(level: float) -> float:
    low, high = 0.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        below = np.mean([1 - np.exp(-middle / scale) for scale in (0.5, 1.0, 2.0)])
        low, high = (middle, high) if below < level else (low, middle)
    return low
