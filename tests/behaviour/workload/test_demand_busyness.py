"""The busyness of days: mean 1, given variation and correlation, keyed by the date."""

import numpy as np
import pytest
from scipy.special import gammainc, ndtri

from sim.workload.demand.busyness import busyness
from sim.workload.draws.streams import Streams

STREAMS = Streams(5, 0)
YEARS = np.arange(10_000, 50_000)


def lag_1(x):
    return np.corrcoef(x[1:], x[:-1])[0, 1]


def scores(factors, cv):
    return ndtri(gammainc(cv**-2, factors * cv**-2))


def test_without_variation_every_day_is_alike():
    assert busyness(np.arange(10), 0, 0.5, STREAMS).tolist() == [1.0] * 10


@pytest.mark.parametrize("cv", [0.05, 0.3, 1.0])
def test_mean_and_variance_of_the_factor(cv):
    factors = busyness(YEARS, cv, 0.0, STREAMS)
    n = len(YEARS)
    assert abs(factors.mean() - 1) < 4 * cv / np.sqrt(n)
    # The variance of a sample variance has the Gamma's excess kurtosis, 6 cv^2.
    spread = cv**2 * np.sqrt((2 + 6 * cv**2) / n)
    assert abs(factors.var() - cv**2) < 4 * spread


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.8])
def test_lag_1_correlation_of_the_score(correlation):
    z = scores(busyness(YEARS, 0.2, correlation, STREAMS), 0.2)
    # Bartlett: variance (1 - r^2) / n of an AR(1)'s lag-1 correlation.
    error = np.sqrt((1 - correlation**2) / len(YEARS))
    assert abs(lag_1(z) - correlation) < 4 * error


def test_correlation_falls_geometrically():
    z = scores(busyness(YEARS, 0.2, 0.7, STREAMS), 0.2)
    assert np.corrcoef(z[3:], z[:-3])[0, 1] == pytest.approx(0.7**3, abs=0.03)


@pytest.mark.parametrize("correlation", [0.3, 0.9, 0.95])
def test_the_cut_average_has_variance_1(correlation):
    replications = [busyness(np.array([9]), 0.2, correlation, Streams(1, r)) for r in range(400)]
    z = scores(np.concatenate(replications), 0.2)
    assert abs(z.var() - 1) < 4 * np.sqrt(2 / 400)


@pytest.mark.parametrize("correlation", [0.0, 0.6, 0.99])
def test_a_date_does_not_depend_on_where_the_run_starts(correlation):
    long = busyness(np.arange(20_000, 20_100), 0.12, correlation, STREAMS)
    short = busyness(np.arange(20_037, 20_052), 0.12, correlation, STREAMS)
    assert np.array_equal(long[37:52], short)


def test_replications_differ():
    first, second = (busyness(np.arange(5), 0.12, 0.5, Streams(1, r)) for r in (0, 1))
    assert not np.any(first == second)


def test_a_larger_cv_keeps_the_order_of_days():
    calm, wild = (busyness(np.arange(50), cv, 0.4, STREAMS) for cv in (0.1, 0.5))
    assert np.array_equal(np.argsort(calm), np.argsort(wild))
