"""How much two arms differ, paired by replication."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr

from sim.base.arrays import Floats
from sim.measures.statistics.estimator import divide, jackknife, student, without_each
from sim.measures.statistics.quantiles import rank

ROUNDING = 1e-12
"""Relative size of what rounding leaves of a sum."""


@dataclass(frozen=True)
class Difference:
    """A value of one arm minus that of another; NaN stands for what is not known.

    Attributes
    ----------
    mean, low, high
        Difference and its 95 % interval; no interval with one replication.
    p_value
        Two-sided, of the hypothesis that there is none.
    p_better
        Share of the paired replications in which the first arm's realised value is better, a tie
        counting as half; NaN where neither direction is better.
    ties
        How many of them are ties.
    variance_ratio
        Variance that independent replications would have over that of the paired ones.
    """

    mean: float
    low: float
    high: float
    p_value: float
    p_better: float
    ties: int
    variance_ratio: float


@dataclass(frozen=True)
class _Arm:
    """A value from all replications, without each of them, and in each."""

    value: float
    left_out: Floats
    realised: Floats

    @property
    def square_error(self) -> float:
        return _square_error(self.left_out - self.value)


def difference(
    first: tuple[Floats, Floats], second: tuple[Floats, Floats], better: float, share: bool
) -> Difference:
    """Compare a ratio of totals of two arms that were played on the same workloads.

    Parameters
    ----------
    first, second
        Numerators and denominators by replication, each of shape (replications,).
    better
        +1 where the higher ratio is better, -1 where the lower is, 0 where neither.
    share
        Whether the ratios are shares, so that their difference lies within -1..1.
    """
    most = 1.0 if share else np.inf
    return _compared(_ratio(*first), _ratio(*second), better, most)


def quantile_difference(
    first: Sequence[Floats], second: Sequence[Floats], level: float, better: float
) -> Difference:
    """Compare a quantile of the values pooled over replications, which are left out in turn.

    Parameters
    ----------
    first, second
        Values by replication; infinite for what is still to come.
    level
        Level within 0..1, such as 0.9.
    better
        +1 where the higher value is better, -1 where the lower is, 0 where neither.
    """
    return _compared(_quantile(first, level), _quantile(second, level), better, np.inf)


def holm(p_values: Floats) -> Floats:
    """Return p-values adjusted for their number by Holm's step-down method (Holm 1979)."""
    order = np.argsort(p_values, kind="stable")
    steps = p_values[order] * np.arange(len(p_values), 0, -1)
    adjusted = np.empty(len(p_values))
    adjusted[order] = np.maximum.accumulate(steps).clip(max=1.0)
    return adjusted


def _ratio(numerators: Floats, denominators: Floats) -> _Arm:
    columns = numerators[:, None], denominators[:, None]
    ratio, _ = jackknife(*columns)
    return _Arm(float(ratio[0]), without_each(*columns)[:, 0], divide(numerators, denominators))


def _quantile(samples: Sequence[Floats], level: float) -> _Arm:
    others = [[*samples[:place], *samples[place + 1 :]] for place in range(len(samples))]
    return _Arm(
        value=_pooled(samples, level),
        left_out=np.array([_pooled(rest, level) for rest in others]),
        realised=np.array([_pooled([sample], level) for sample in samples]),
    )


def _pooled(samples: Sequence[Floats], level: float) -> float:
    """Return a quantile of pooled values; NaN where there are none, or it is still to come."""
    values = np.concatenate([*samples, []])
    if not len(values):
        return np.nan
    place = rank(level, len(values)) - 1
    value = float(np.partition(values, place)[place])
    return value if np.isfinite(value) else np.nan


def _compared(first: _Arm, second: _Arm, better: float, most: float) -> Difference:
    count = len(first.left_out)
    mean = first.value - second.value
    deviations = first.left_out - second.left_out - mean
    # What is left of sums that are equal but for their rounding is no variance.
    noise = ROUNDING * max(abs(first.value), abs(second.value))
    square = _square_error(np.where(abs(deviations) <= noise, 0.0, deviations))
    half = student(count) * np.sqrt(square)
    apart = first.square_error + second.square_error
    gaps = first.realised - second.realised
    gaps = gaps[~np.isnan(gaps)]
    ties = int(np.count_nonzero(gaps == 0))
    wins = np.count_nonzero(gaps * better > 0) + ties / 2
    return Difference(
        mean=mean,
        low=float(np.clip(mean - half, -most, most)),
        high=float(np.clip(mean + half, -most, most)),
        p_value=_p_value(mean, np.sqrt(square), count),
        p_better=wins / len(gaps) if better and len(gaps) else np.nan,
        ties=ties,
        variance_ratio=apart / square if square else np.nan,
    )


def _square_error(deviations: Floats) -> float:
    """Return the squared jackknife error; NaN with one replication."""
    count = len(deviations)
    return float((count - 1) / count * (deviations**2).sum()) if count > 1 else np.nan


def _p_value(mean: float, error: float, count: int) -> float:
    if np.isnan(mean + error):
        return np.nan
    # Without any variance a difference is certain, and so is its absence.
    if error == 0:
        return 1.0 if mean == 0 else 0.0
    return float(2 * stdtr(count - 1, -abs(mean) / error))
