"""Daily counts: the law that is promised, for each weekday and from day to day."""

import numpy as np
import pytest
from numpy.polynomial.hermite_e import hermegauss
from scipy.special import gammainccinv, ndtr
from support.desks.workload_desk import brought, desk

from sim.workload.demand.cells import read_cells
from sim.workload.demand.counts import daily_counts
from sim.workload.draws.streams import Streams

WEEKS = 400


def counts(cv, correlation=0.0, volume="60/day", profile="flat", **more):
    scenario = desk(
        volume=volume,
        profile=profile,
        busyness={"cv": cv, "day_correlation": correlation},
        **more,
    )
    table = brought(scenario, 7 * WEEKS).candidates
    return np.bincount(table.day - table.day.min(), minlength=7 * WEEKS)


def mean_by_weekday(workload):
    cell = workload.cells[0]
    return cell.per_day * cell.profile.factors(workload.days[:7])


@pytest.mark.parametrize("cv", [0.0, 0.12, 0.4])
def test_the_variance_of_each_weekday_is_m_plus_cv2_m2(cv):
    by_weekday = counts(cv, profile="office").reshape(WEEKS, 7)
    m = mean_by_weekday(brought(desk(volume="60/day", profile="office"), 7))
    variance = m + (cv * m) ** 2
    assert np.all(np.abs(by_weekday.mean(axis=0) - m) < 4 * np.sqrt(variance / WEEKS))
    # Relative error of a sample variance: 2 and the counts' excess kurtosis, below 1 + 6 cv^2.
    error = np.sqrt((3 + 6 * cv**2) / WEEKS)
    assert np.all(np.abs(by_weekday.var(axis=0, ddof=1) / variance - 1) < 4 * error)


def factors_correlation(cv, correlation):
    """The lag-1 correlation of the Gamma factor, by quadrature over two scores."""
    z, weights = hermegauss(80)
    weights = weights / weights.sum()
    other = correlation * z[:, None] + np.sqrt(1 - correlation**2) * z
    product = gamma_factor(z, cv)[:, None] * gamma_factor(other, cv)
    return (weights @ product @ weights - 1) / cv**2


def gamma_factor(score, cv):
    # From above, so that large scores keep their digits.
    return gammainccinv(cv**-2, ndtr(-score)) * cv**2


@pytest.mark.parametrize("cv", [0.3, 1.0])
@pytest.mark.parametrize("correlation", [0.0, 0.5, 0.9])
def test_lag_1_correlation_of_counts_with_equal_means(cv, correlation):
    m, replications = 60.0, 60
    busyness = {"cv": cv, "day_correlation": correlation}
    scenario = desk(volume=f"{m:g}/day", profile="flat", busyness=busyness)
    cells, days = read_cells(scenario), np.arange(20_000, 22_000)
    # Products of deviations from the known mean: their means are unbiased whatever the series.
    products, squares = np.zeros((2, replications))
    for number in range(replications):
        off = daily_counts(scenario, cells, 1, days, Streams(3, number))[0] - m
        products[number], squares[number] = np.mean(off[1:] * off[:-1]), np.mean(off**2)
    factors = factors_correlation(cv, correlation)
    expected = factors * cv**2 * m / (1 + cv**2 * m)
    assert abs(z_of_mean(squares - (m + (cv * m) ** 2))) < 4
    assert abs(z_of_mean(products - expected * (m + (cv * m) ** 2))) < 4
    assert abs(z_of_mean(products - expected * squares)) < 4
    if cv == 1 and correlation == 0.5:
        # The score's correlation in place of the factor's would be seen.
        assert z_of_mean(products - correlation / factors * expected * squares) < -4


def z_of_mean(values):
    return values.mean() / (values.std(ddof=1) / np.sqrt(len(values)))


def test_busyness_is_shared_by_cells_and_layers():
    scenario = desk(["a", "b"], volume="4000/day", profile="flat", busyness={"cv": 0.5})
    table = brought(scenario, 60, multiplier=2).candidates
    kinds = 2 * table.cell + table.layer
    rows = [np.bincount(table.day[kinds == k] - table.day.min()) for k in range(4)]
    assert np.all(np.corrcoef(rows) > 0.95)


def test_counts_of_cells_and_layers_are_independent_given_the_day():
    scenario = desk(["a", "b"], volume="100/day", profile="flat", busyness={"cv": 0})
    table = brought(scenario, 2000, multiplier=2).candidates
    kinds = 2 * table.cell + table.layer
    rows = [np.bincount(table.day[kinds == k] - table.day.min(), minlength=2000) for k in range(4)]
    others = np.corrcoef(rows)[np.triu_indices(4, 1)]
    assert np.all(np.abs(others) < 4 / np.sqrt(2000))


def test_arrivals_follow_the_profile():
    workload = brought(desk(volume="2000/day", profile="office", busyness={"cv": 0}), 28)
    week_hours = (workload.candidates.time // 3600 % 168).astype(int)
    found = np.bincount(week_hours, minlength=168)
    expected = 4 * 2000 / 48 * workload.cells[0].profile.weights.reshape(168, 2).sum(axis=1)
    z = (found - expected) / np.sqrt(expected)
    assert np.all(np.abs(z) < 4.5)
    assert abs(np.sum(z**2) - 168) < 4 * np.sqrt(2 * 168)


def test_a_day_without_weight_brings_nothing():
    weekend_off = [1.0] * 120 + [0.0] * 48
    found = counts(0.1, profile=weekend_off).reshape(WEEKS, 7)
    assert np.all(found[:, 5:] == 0)
    assert np.all(found[:, :5].mean(axis=0) > 80)
