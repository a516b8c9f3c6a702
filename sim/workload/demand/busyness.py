"""The busyness of days: a Gamma factor with mean 1 on every cell's volume.

Model: A. N. Avramidis, A. Deslauriers, P. L'Ecuyer, *Modeling daily arrivals to a telephone call
center*, Management Science 50 (2004); a normal copula gives the correlation of days as in
B. N. Oreshkin, N. Regnard, P. L'Ecuyer, *Rate-based daily arrival process models with application
to call centers*, Operations Research 64 (2016).
"""

import math

import numpy as np
from scipy.special import gammaincinv, ndtr, ndtri

from sim.base.arrays import Floats, Integers
from sim.workload.draws.streams import WORLD, Draw, Streams

# Weights below it are left out of the moving average.
_NEGLIGIBLE = 1e-6


def busyness(days: Integers, cv: float, day_correlation: float, streams: Streams) -> Floats:
    """Return the busyness ``B = GammaInv(Phi(Z))`` of consecutive days.

    Parameters
    ----------
    days
        Consecutive calendar days, counted from 1970-01-01, shape ``(n,)``.
    cv
        Coefficient of variation of the factor; 0 gives exactly 1.
    day_correlation
        Lag-1 correlation of Z, from 0 to below 1.
    streams
        The replication's draws.

    Returns
    -------
    ndarray of float64
        Factors with mean 1, shape ``(n,)``. A date's factor does not depend on the other dates.
    """
    if cv == 0:
        return np.ones(len(days))
    score = _scores(days, day_correlation, streams)
    return np.asarray(gammaincinv(1 / cv**2, ndtr(score)) * cv**2, dtype=np.float64)


def _scores(days: Integers, correlation: float, streams: Streams) -> Floats:
    """Return AR(1) standard normals as moving averages over the normals of the days before.

    The average is cut where its weights are negligible and scaled back to variance 1. Its terms are
    added one by one, so that a date's sum is the same to the last bit wherever the run starts.
    """
    weights = _weights(correlation)
    before = len(weights) - 1
    drawn = np.arange(days[0] - before, days[-1] + 1)
    normals = ndtri(streams.daily(Draw("demand.busyness"), [WORLD], drawn)[0])
    score = np.zeros(len(days))
    for lag, weight in enumerate(weights):
        score += weight * normals[before - lag : len(drawn) - lag]
    return score


def _weights(correlation: float) -> Floats:
    terms = 1 if correlation == 0 else math.ceil(math.log(_NEGLIGIBLE) / math.log(correlation))
    weights = np.power(correlation, np.arange(terms, dtype=np.float64))
    return weights / math.sqrt(math.fsum(weights**2))
