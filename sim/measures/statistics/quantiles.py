"""How sure quantiles of contacts pooled over replications are."""

from collections.abc import Sequence

import numpy as np

from sim.base.arrays import Floats
from sim.measures.statistics.estimator import Estimate, jackknife, student

BEYOND = 20
"""An interval needs at least this many pooled contacts beyond the quantile."""


def quantiles(samples: Sequence[Floats], levels: Sequence[float], unit: str) -> list[Estimate]:
    """Estimate quantiles of contacts pooled over replications.

    The inverse of the distribution function without interpolation; the interval inverts the
    jackknifed share at or below the estimate (Woodruff 1952).

    Parameters
    ----------
    samples
        Values by replication; infinite for a contact still open at the run's end.
    levels
        Levels in 0..1, such as 0.9.
    unit
        Unit of the values.

    Returns
    -------
    list of Estimate
        One per level; the interval is withheld with fewer than `BEYOND` contacts beyond it.
    """
    pooled = np.sort(np.concatenate(samples))
    if not len(pooled):
        return [Estimate(None, None, None, unit, 0, "no_data") for _ in levels]
    return [_quantile(samples, pooled, level, unit) for level in levels]


def rank(level: float, count: int) -> int:
    """Return the 1-based rank of a quantile: the least k with k / count >= level."""
    # level * count may come out a rounding error above the whole number that it is.
    return min(max(1, int(np.ceil(level * count - 1e-9))), count)


def _quantile(samples: Sequence[Floats], pooled: Floats, level: float, unit: str) -> Estimate:
    n = len(pooled)
    place = rank(level, n)
    observed = pooled[: np.searchsorted(pooled, np.inf)]
    censored = place > len(observed)
    if censored and not len(observed):
        return Estimate(0.0, None, None, unit, n, "more_than")
    value = float(observed[-1] if censored else pooled[place - 1])
    half = student(len(samples)) * _error_of_share(samples, value)
    if np.isnan(half) or n - place < BEYOND:
        return Estimate(value, None, None, unit, n, "more_than" if censored else "withheld")
    low = min(pooled[rank(max(level - half, 0.0), n) - 1], value)
    high = pooled[rank(min(level + half, 1.0), n) - 1]
    ends = float(low), float(high) if np.isfinite(high) else None
    return Estimate(value, *ends, unit, n, "more_than" if censored else "ok")


def _error_of_share(samples: Sequence[Floats], value: float) -> float:
    at_or_below = np.array([[np.count_nonzero(sample <= value)] for sample in samples], float)
    sizes = np.array([[len(sample)] for sample in samples], float)
    return float(jackknife(at_or_below, sizes)[1][0])
