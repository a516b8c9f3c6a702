"""Poisson counts by inversion, against a sum of probabilities."""

from math import exp

import numpy as np
import pytest
from scipy.special import pdtr

from sim.workload.demand.poisson import poisson_inverse

MEANS = [1e-6, 0.01, 0.3, 1.0, 2.5, 6.6, 20.0, 80.0, 300.0]


def brute_force(u, mean):
    """The smallest k with cdf(k) >= u, by adding up the probabilities."""
    k, term = 0, exp(-mean)
    cdf = term
    while cdf < u:
        k += 1
        term *= mean / k
        cdf += term
    return k


@pytest.mark.parametrize("mean", MEANS)
def test_counts_are_the_brute_force_ones(mean):
    u = np.append(np.random.default_rng(3).random(2000), [1e-12, 1e-6, 1 - 1e-6, 1 - 1e-9])
    expected = [brute_force(x, mean) for x in u]
    assert poisson_inverse(u, np.full(u.shape, mean)).tolist() == expected


@pytest.mark.parametrize("mean", [0.5, 6.6, 1e3, 1e6, 1e8])
def test_the_count_is_the_smallest_that_reaches_u(mean):
    u = np.random.default_rng(4).random(500)
    count = poisson_inverse(u, np.full(u.shape, mean))
    assert np.all(pdtr(count, mean) >= u)
    assert np.all((count == 0) | (pdtr(count - 1, mean) < u))


@pytest.mark.parametrize("mean", [0.0, 1e-3, 1.0, 50.0, 1e6])
def test_the_extreme_uniforms_end(mean):
    lowest, highest = poisson_inverse(np.array([2.0**-53, 1 - 2.0**-53]), np.full(2, mean))
    assert 0 <= lowest <= mean <= highest or mean == highest == 0


def test_a_mean_of_0_gives_no_case():
    assert poisson_inverse(np.array([0.001, 0.999]), np.zeros(2)).tolist() == [0, 0]


def test_a_jump_of_the_distribution_belongs_to_the_lower_count():
    cdf = pdtr(np.arange(5.0), 2.0)
    assert poisson_inverse(cdf, np.full(5, 2.0)).tolist() == [0, 1, 2, 3, 4]


def test_counts_rise_with_u_and_with_the_mean():
    u = np.linspace(0.001, 0.999, 200)
    means = np.linspace(0, 40, 50)
    counts = poisson_inverse(u[:, None], means)
    assert counts.shape == (200, 50)
    assert np.all(np.diff(counts, axis=0) >= 0)
    assert np.all(np.diff(counts, axis=1) >= 0)


def test_the_arguments_are_not_changed():
    u, mean = np.array([0.5, 0.9]), np.array([3.0, 4.0])
    poisson_inverse(u, mean)
    assert (u.tolist(), mean.tolist()) == ([0.5, 0.9], [3.0, 4.0])


def test_counts_are_whole_numbers():
    assert poisson_inverse(np.array([0.5]), np.array([3.0])).dtype == np.int64
