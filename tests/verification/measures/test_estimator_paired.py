"""Differences between arms, paired by replication."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.measures.statistics.paired import difference, holm, quantile_difference

RNG = np.random.default_rng(11)
ONES = np.ones(10)
COMMON = RNG.normal(0, 3, 10)
FIRST = 5 + COMMON + RNG.normal(0, 1, 10)
SECOND = 4 + COMMON + RNG.normal(0, 1, 10)
LOWER = -1.0


def differences(first: tuple, second: tuple, better: float, share: bool = False):
    return difference(first, second, better, share)


def test_with_equal_denominators_it_is_the_paired_t_test():
    found = differences((FIRST, ONES), (SECOND, ONES), LOWER)
    gap = FIRST - SECOND
    error = gap.std(ddof=1) / np.sqrt(10)
    assert found.mean == pytest.approx(gap.mean())
    assert found.low == pytest.approx(gap.mean() - 2.2621571627982053 * error)
    assert found.high == pytest.approx(gap.mean() + 2.2621571627982053 * error)


def test_the_p_value_is_that_of_the_paired_t_test():
    from scipy.stats import ttest_rel

    found = differences((FIRST, ONES), (SECOND, ONES), LOWER)
    assert found.p_value == pytest.approx(ttest_rel(FIRST, SECOND).pvalue, rel=1e-10)


def test_the_interval_is_the_jackknife_of_the_difference_of_ratios():
    a = RNG.poisson(30, 8).astype(float), RNG.poisson(100, 8).astype(float)
    b = RNG.poisson(40, 8).astype(float), RNG.poisson(100, 8).astype(float)
    mean = a[0].sum() / a[1].sum() - b[0].sum() / b[1].sum()
    left = [
        np.delete(a[0], i).sum() / np.delete(a[1], i).sum()
        - np.delete(b[0], i).sum() / np.delete(b[1], i).sum()
        for i in range(8)
    ]
    half = 2.364624251592785 * np.sqrt(7 / 8 * ((np.array(left) - mean) ** 2).sum())
    found = differences(a, b, LOWER)
    assert (found.low, found.high) == pytest.approx((mean - half, mean + half), rel=1e-9)


def test_common_noise_is_gained():
    found = differences((FIRST, ONES), (SECOND, ONES), LOWER)
    single = FIRST.var(ddof=1) + SECOND.var(ddof=1)
    assert found.variance_ratio == pytest.approx(single / (FIRST - SECOND).var(ddof=1))
    assert found.variance_ratio > 4


def test_p_better_counts_a_tie_as_half_and_says_how_many_there_are():
    first = np.array([1.0, 2.0, 3.0, 4.0])
    second = np.array([2.0, 2.0, 2.0, 5.0])
    ones = np.ones(4)
    lower = differences((first, ones), (second, ones), LOWER)
    higher = differences((first, ones), (second, ones), -LOWER)
    assert (lower.p_better, lower.ties) == ((2 + 0.5) / 4, 1)
    assert (higher.p_better, higher.ties) == ((1 + 0.5) / 4, 1)


def test_where_neither_side_is_better_nothing_is_said():
    found = differences((FIRST, ONES), (SECOND, ONES), 0.0)
    assert np.isnan(found.p_better)


def test_replications_without_data_are_left_out_of_p_better():
    first, ones = np.array([1.0, 0.0, 3.0]), np.array([1.0, 0.0, 1.0])
    second = np.array([2.0, 2.0, 2.0])
    found = differences((first, ones), (second, np.ones(3)), LOWER)
    assert (found.p_better, found.ties) == (0.5, 0)


def test_identical_arms_differ_by_nothing():
    found = differences((FIRST, ONES), (FIRST, ONES), LOWER)
    assert (found.mean, found.low, found.high) == (0, 0, 0)
    assert (found.p_value, found.p_better, found.ties) == (1, 0.5, 10)
    assert np.isnan(found.variance_ratio)


def test_a_constant_difference_is_certain():
    found = differences((ONES * 3, ONES), (ONES * 2, ONES), LOWER)
    assert (found.low, found.high, found.p_value) == (1, 1, 0)


def test_so_is_one_that_is_constant_but_for_rounding():
    ones = np.ones(4)
    costs = np.array([4345.0, 4345.0 * (1 + 2e-16), 4345.0, 4345.0 * (1 - 2e-16)])
    found = difference((costs + 200, ones), (np.full(4, 4345.0), ones), -1, share=False)
    assert found.low == found.high == pytest.approx(200)
    assert found.p_value == 0.0


def test_one_replication_gives_no_interval():
    found = differences((ONES[:1] * 3, ONES[:1]), (ONES[:1] * 2, ONES[:1]), LOWER)
    assert found.mean == 1
    assert np.isnan([found.low, found.high, found.p_value]).all()


def test_no_data_give_no_difference():
    found = differences((FIRST, ONES), (SECOND * 0, ONES * 0), LOWER)
    assert np.isnan([found.mean, found.p_value, found.p_better]).all()


def test_a_difference_of_shares_stays_within_its_bounds():
    first, second = np.array([10.0, 10.0, 9.0]), np.array([0.0, 0.0, 4.0])
    tens = np.full(3, 10.0)
    bounded = differences((first, tens), (second, tens), LOWER, share=True)
    free = differences((first, tens), (second, tens), LOWER)
    assert free.high > 1
    assert (bounded.mean, bounded.low, bounded.high) == (free.mean, free.low, 1.0)


def test_a_quantile_difference_is_the_jackknife_of_pooled_quantiles():
    one = [RNG.exponential(60, 40) for _ in range(6)]
    other = [RNG.exponential(90, 50) for _ in range(6)]

    def p90(samples: list) -> float:
        return float(np.quantile(np.concatenate(samples), 0.9, method="inverted_cdf"))

    mean = p90(one) - p90(other)
    left = [p90(one[:i] + one[i + 1 :]) - p90(other[:i] + other[i + 1 :]) for i in range(6)]
    half = 2.5705818366147395 * np.sqrt(5 / 6 * ((np.array(left) - mean) ** 2).sum())
    found = quantile_difference(one, other, 0.9, LOWER)
    ends = (found.low, found.mean, found.high)
    assert ends == pytest.approx((mean - half, mean, mean + half), rel=1e-8)
    better = [p90([a]) < p90([b]) for a, b in zip(one, other, strict=True)]
    assert found.p_better == sum(better) / 6


def test_a_quantile_among_what_is_still_to_come_gives_no_difference():
    late = [np.array([1.0, np.inf]) for _ in range(3)]
    found = quantile_difference(late, [np.array([1.0, 2.0])] * 3, 0.9, LOWER)
    assert np.isnan([found.mean, found.p_value]).all()
    assert quantile_difference(late, [np.array([1.0, 2.0])] * 3, 0.5, LOWER).mean == 0


def test_holm_by_the_textbook():
    adjusted = holm(np.array([0.01, 0.04, 0.03, 0.005]))
    assert adjusted == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_holm_of_one_is_itself():
    assert holm(np.array([0.2])) == [0.2]


@given(arrays(float, st.integers(1, 12), elements=st.floats(0, 1)))
def test_holm_never_lowers_and_keeps_the_order(p_values: np.ndarray):
    adjusted = holm(p_values)
    assert (adjusted >= p_values).all()
    assert (adjusted <= 1).all()
    assert (np.diff(adjusted[np.argsort(p_values, kind="stable")]) >= 0).all()
