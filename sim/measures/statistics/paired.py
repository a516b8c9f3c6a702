"""How much two arms differ, paired by replication."""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr

from sim.base.arrays import Floats
from sim.measures.statistics.estimator import divide, jackknife, student, without_each


@dataclass(frozen=True)
class Differences:
    """Differences of ratios, one arm minus another; each array has shape (ratios,).

    Attributes
    ----------
    mean, low, high
        Difference and its 95 % interval; NaN without data or with one replication.
    p_value
        Two-sided, of the hypothesis that there is none.
    p_better
        Share of the paired replications in which the first arm's realised ratio is better; NaN
        where neither direction is better.
    variance_ratio
        Variance that independent replications would have over that of the paired ones.
    """

    mean: Floats
    low: Floats
    high: Floats
    p_value: Floats
    p_better: Floats
    variance_ratio: Floats


def differences(
    first: tuple[Floats, Floats], second: tuple[Floats, Floats], better: Floats
) -> Differences:
    """Compare ratios of totals of two arms that were played on the same workloads.

    Parameters
    ----------
    first, second
        Numerators and denominators by replication, each of shape (replications, ratios).
    better
        +1 where the higher ratio is better, -1 where the lower is, 0 where neither.
    """
    count = len(first[0])
    (ratio_1, error_1), (ratio_2, error_2) = jackknife(*first), jackknife(*second)
    mean = ratio_1 - ratio_2
    deviations = without_each(*first) - without_each(*second) - mean
    error = np.sqrt((count - 1) / count * (deviations**2).sum(axis=0))
    half = student(count) * error
    return Differences(
        mean=mean,
        low=mean - half,
        high=mean + half,
        p_value=_p_value(mean, error, count),
        p_better=_share_better(divide(*first) - divide(*second), better),
        variance_ratio=divide(error_1**2 + error_2**2, error**2),
    )


def holm(p_values: Floats) -> Floats:
    """Return p-values adjusted for their number by Holm's step-down method (Holm 1979)."""
    order = np.argsort(p_values, kind="stable")
    steps = p_values[order] * np.arange(len(p_values), 0, -1)
    adjusted = np.empty(len(p_values))
    adjusted[order] = np.maximum.accumulate(steps).clip(max=1.0)
    return adjusted


def _p_value(mean: Floats, error: Floats, count: int) -> Floats:
    # Without any variance a difference is certain, and so is its absence.
    t = np.divide(-np.abs(mean), error, out=np.where(mean == 0, 0.0, -np.inf), where=error != 0)
    p_value: Floats = np.where(np.isnan(mean + error), np.nan, 2 * stdtr(count - 1, t))
    return p_value


def _share_better(gaps: Floats, better: Floats) -> Floats:
    known = ~np.isnan(gaps)
    wins = (np.where(known, gaps, 0.0) * better > 0).sum(axis=0)
    return divide(np.where(better == 0, np.nan, wins), known.sum(axis=0))
