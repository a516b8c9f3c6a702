"""Differences between arms, paired by replication."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.measures.statistics.paired import differences, holm

RNG = np.random.default_rng(11)
ONES = np.ones((10, 1))
COMMON = RNG.normal(0, 3, (10, 1))
FIRST = 5 + COMMON + RNG.normal(0, 1, (10, 1))
SECOND = 4 + COMMON + RNG.normal(0, 1, (10, 1))
LOWER = np.array([-1.0])


def test_with_equal_denominators_it_is_the_paired_t_test():
    found = differences((FIRST, ONES), (SECOND, ONES), LOWER)
    gap = (FIRST - SECOND)[:, 0]
    error = gap.std(ddof=1) / np.sqrt(10)
    assert found.mean == pytest.approx(gap.mean())
    assert found.low == pytest.approx(gap.mean() - 2.2621571627982053 * error)
    assert found.high == pytest.approx(gap.mean() + 2.2621571627982053 * error)


def test_the_p_value_is_that_of_the_paired_t_test():
    from scipy.stats import ttest_rel

    found = differences((FIRST, ONES), (SECOND, ONES), LOWER)
    assert found.p_value == pytest.approx(ttest_rel(FIRST[:, 0], SECOND[:, 0]).pvalue, rel=1e-10)


def test_the_interval_is_the_jackknife_of_the_difference_of_ratios():
    a = RNG.poisson(30, (8, 1)).astype(float), RNG.poisson(100, (8, 1)).astype(float)
    b = RNG.poisson(40, (8, 1)).astype(float), RNG.poisson(100, (8, 1)).astype(float)
    mean = a[0].sum() / a[1].sum() - b[0].sum() / b[1].sum()
    left = [
        np.delete(a[0], i).sum() / np.delete(a[1], i).sum()
        - np.delete(b[0], i).sum() / np.delete(b[1], i).sum()
        for i in range(8)
    ]
    half = 2.364624251592785 * np.sqrt(7 / 8 * ((np.array(left) - mean) ** 2).sum())
    found = differences(a, b, LOWER)
    assert (found.low[0], found.high[0]) == pytest.approx((mean - half, mean + half), rel=1e-9)


def test_common_noise_is_gained():
    found = differences((FIRST, ONES), (SECOND, ONES), LOWER)
    single = FIRST.var(ddof=1) + SECOND.var(ddof=1)
    assert found.variance_ratio == pytest.approx(single / (FIRST - SECOND).var(ddof=1))
    assert found.variance_ratio > 4


def test_p_better_is_the_share_of_replications():
    first = np.array([[1.0], [2.0], [3.0], [4.0]])
    second = np.array([[2.0], [2.0], [2.0], [5.0]])
    ones = np.ones((4, 1))
    assert differences((first, ones), (second, ones), LOWER).p_better == 0.5
    assert differences((first, ones), (second, ones), -LOWER).p_better == 0.25


def test_where_neither_side_is_better_nothing_is_said():
    found = differences((FIRST, ONES), (SECOND, ONES), np.array([0.0]))
    assert np.isnan(found.p_better)


def test_replications_without_data_are_left_out_of_p_better():
    first, ones = np.array([[1.0], [0.0], [3.0]]), np.array([[1.0], [0.0], [1.0]])
    second = np.array([[2.0], [2.0], [2.0]])
    found = differences((first, ones), (second, np.ones((3, 1))), LOWER)
    assert found.p_better == 0.5


def test_identical_arms_differ_by_nothing():
    found = differences((FIRST, ONES), (FIRST, ONES), LOWER)
    assert (found.mean, found.low, found.high) == (0, 0, 0)
    assert (found.p_value, found.p_better) == (1, 0)
    assert np.isnan(found.variance_ratio)


def test_a_constant_difference_is_certain():
    found = differences((ONES * 3, ONES), (ONES * 2, ONES), LOWER)
    assert (found.low, found.high, found.p_value) == (1, 1, 0)


def test_one_replication_gives_no_interval():
    found = differences((ONES[:1] * 3, ONES[:1]), (ONES[:1] * 2, ONES[:1]), LOWER)
    assert found.mean == 1
    assert np.isnan([found.low, found.high, found.p_value]).all()


def test_no_data_give_no_difference():
    found = differences((FIRST, ONES), (SECOND * 0, ONES * 0), LOWER)
    assert np.isnan([found.mean, found.p_value, found.p_better]).all()


def test_several_at_once_are_the_same_one_by_one():
    firsts, seconds, ones = (
        np.hstack(x) for x in ([FIRST, SECOND], [SECOND, COMMON], [ONES, ONES])
    )
    together = differences((firsts, ones), (seconds, ones), np.array([-1.0, 1.0]))
    alone = differences((SECOND, ONES), (COMMON, ONES), np.array([1.0]))
    assert together.mean[1] == pytest.approx(alone.mean[0], rel=1e-13)
    assert together.p_better[1] == alone.p_better[0]


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
