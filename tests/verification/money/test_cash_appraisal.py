"""Payback, value and rate over replications."""

import numpy as np
import pytest

from sim.finance.appraisal import appraise, mean_of, spread
from sim.finance.cash import present_value


def gains(*monthly: float, paid: float = 1000.0, months: int = 24) -> np.ndarray:
    """A replication for each monthly gain."""
    return np.array([[-paid, *[gain] * months] for gain in monthly])


def test_quantiles_are_observed_values():
    found = spread(np.array([5.0, 1.0, 3.0, 2.0, 4.0]))
    assert (found.median, found.p10, found.p90, found.never) == (3, 1, 5, 0)


def test_a_quantile_among_those_that_never_pay_back_is_none():
    found = spread(np.array([4.0, np.inf, np.inf, np.inf]))
    assert (found.median, found.p10, found.p90, found.never) == (None, 4, None, 0.75)


def test_all_pay_back():
    found = appraise(gains(100, 200), 0.10)
    assert found.payback_months.p10 == pytest.approx(5)
    assert found.payback_months.p90 == pytest.approx(10)
    assert (found.p_payback_12, found.p_payback_24) == (1, 1)


def test_none_pays_back():
    found = appraise(gains(10, 20, -5), 0.10)
    assert found.payback_months.never == 1
    assert found.payback_months.median is None
    assert (found.p_payback_12, found.p_payback_24) == (0, 0)


def test_some_pay_back_in_time():
    found = appraise(gains(100, 50, 10, 10), 0.10)
    assert (found.p_payback_12, found.p_payback_24) == (0.25, 0.5)


def test_beyond_the_horizon_nothing_is_said():
    assert appraise(gains(100, months=12), 0.10).p_payback_24 is None
    assert appraise(gains(100, months=6), 0.10).p_payback_12 is None


def test_the_value_is_a_mean_with_an_interval():
    cash = gains(90, 100, 110)
    values, found = present_value(cash, 0.10), appraise(cash, 0.10).npv
    assert found.mean == pytest.approx(values.mean())
    half = 4.302652729911275 * values.std(ddof=1) / 3**0.5
    assert (found.low, found.high) == pytest.approx((values.mean() - half, values.mean() + half))
    assert (found.unit, found.n) == ("money", 3)


def test_one_replication_has_no_interval():
    found = mean_of(np.array([3.0]))
    assert (found.mean, found.low, found.high, found.status) == (3, None, None, "withheld")


def test_a_rate_below_all_rates_and_one_above():
    lost, gained = gains(-10), gains(10, paid=0)
    assert appraise(np.concatenate([lost, lost, gains(100)]), 0.10).irr.median is None
    found = appraise(np.concatenate([lost, gains(100), gained]), 0.10).irr
    assert (found.p10, found.p90, found.never) == (None, None, pytest.approx(2 / 3))
    assert found.median == pytest.approx(appraise(gains(100), 0.10).irr.median)


def test_without_a_rate_a_loss_sorts_below_and_a_gain_above():
    lost, gained, usual = gains(-10), gains(10, paid=0), gains(100)
    rate = appraise(usual, 0.10).irr.median
    with_losses = appraise(np.concatenate([lost, lost, usual]), 0.10).irr
    assert (with_losses.p10, with_losses.p90) == (None, rate)
    with_gains = appraise(np.concatenate([gained, gained, usual]), 0.10).irr
    assert (with_gains.p10, with_gains.p90) == (rate, None)
