"""Means and coefficients of variation of laws that are given by their parts."""

from collections.abc import Sequence
from itertools import combinations, pairwise
from math import fsum, sqrt

Phase = tuple[float, float]
"""Share and mean of one exponential law in a mixture."""


def of_quantiles(quantiles: Sequence[float]) -> dict[str, float]:
    """Return mean and cv of the law that is linear between equally spaced quantiles."""
    pieces = list(pairwise(quantiles))
    mean = fsum((a + b) / 2 for a, b in pieces) / len(pieces)
    centred = [(a - mean, b - mean) for a, b in pieces]
    variance = fsum((a * a + a * b + b * b) / 3 for a, b in centred) / len(pieces)
    return {"mean": mean, "cv": sqrt(variance) / mean if mean else 0.0}


def of_phases(phases: Sequence[Phase]) -> dict[str, float]:
    """Return mean and cv of a mixture of exponential laws, whose E X^2 is the sum of 2 p m^2."""
    mean = fsum(share * phase for share, phase in phases)
    variance = fsum(2 * share * phase * phase for share, phase in phases) - mean * mean
    return {"mean": mean, "cv": sqrt(variance) / mean}


def of_bounds(bounds: Sequence[float]) -> dict[str, float]:
    """Return mean and cv of a uniform or triangular law.

    Parameters
    ----------
    bounds
        Low and high of a uniform law; low, mode and high of a triangular one.

    Notes
    -----
    With these numbers x the mean is that of the x in both cases, and the variance
    sum_{i<j} (x_i - x_j)^2 / 12 of a uniform law, / 36 of a triangular one.
    """
    mean = fsum(bounds) / len(bounds)
    apart = fsum((a - b) ** 2 for a, b in combinations(bounds, 2))
    return {"mean": mean, "cv": sqrt(apart / (12 if len(bounds) == 2 else 36)) / mean}


def balanced_phases(mean: float, cv: float) -> tuple[Phase, Phase]:
    """Return the two exponential laws that bring half of the mean each.

    Parameters
    ----------
    mean, cv
        Of the mixture, cv above 1.

    Notes
    -----
    The shares are (1 +- sqrt((cv^2 - 1) / (cv^2 + 1))) / 2 and the means mean / (2 share): the
    balanced means of W. Whitt, *Approximating a point process by a renewal process, I*, Operations
    Research 30 (1982), section 3.
    """
    tilt = sqrt((cv * cv - 1) / (cv * cv + 1))
    shares = (1 + tilt) / 2, (1 - tilt) / 2
    return (shares[0], mean / (2 * shares[0])), (shares[1], mean / (2 * shares[1]))
