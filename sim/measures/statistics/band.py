"""How sure a series of figures is: a mean and an interval at every place."""

from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Floats
from sim.measures.statistics.estimator import interval, jackknife


@dataclass(frozen=True)
class Band:
    """Means with their 95 % intervals, all of one shape; NaN: no data."""

    mean: Floats
    low: Floats
    high: Floats


def band(numerators: Floats, denominators: Floats, *, share: bool = False) -> Band:
    """Estimate a series of ratios of totals.

    Parameters
    ----------
    numerators
        Totals in order of replication, shape (replications, ...).
    denominators
        Of the same shape, or one that fits it.
    share
        Whether the ratios lie within 0..1.

    Returns
    -------
    Band
        Shape (...), by Student's t alone: a curve at 0 or 1 has no width there, which Wilson's
        interval for single shares would give it. Levels and shares are at least 0.
    """
    flat = numerators.reshape(len(numerators), -1)
    below = np.broadcast_to(denominators, numerators.shape).reshape(flat.shape)
    ratio, error = jackknife(flat, below)
    plain = np.zeros(len(ratio), np.bool_)
    low, high = interval(ratio, error, plain, len(numerators), signed=True)
    most = 1.0 if share else np.inf
    ends = (ratio, low.clip(min=0), high.clip(max=most))
    return Band(*(end.reshape(numerators.shape[1:]) for end in ends))
