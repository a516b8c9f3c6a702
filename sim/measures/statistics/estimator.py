"""How sure ratios of totals over replications are.

Replications are independent; what happens inside one is not. So every error is a jackknife over
replications. Arrays stand in order of replication, which makes results independent of the order
in which the replications were played.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from scipy.special import ndtri, stdtrit

from sim.base.arrays import Flags, Floats

Status = Literal["ok", "no_data", "certain", "withheld", "more_than"]

LEVEL = 0.95
"""Confidence level of every interval."""
UPPER = (1 + LEVEL) / 2


@dataclass(frozen=True)
class Estimate:
    """A value and its interval.

    Attributes
    ----------
    mean
        The value; the largest observed value where the status is `more_than`; None without data.
    low, high
        95 % interval; None where there is none; `high` also where it lies among the censored.
    unit
        Unit of the value.
    n
        Contacts (or whatever the denominator counts) behind it.
    status
        `ok`; `no_data`: nothing to estimate it from; `certain`: nothing in the scenario can make it
        vary; `withheld`: too little for an interval; `more_than`: the quantile is among contacts
        still open at the run's end.
    censored
        Contacts still open at the run's end, which a mean leaves out.
    """

    mean: float | None
    low: float | None
    high: float | None
    unit: str
    n: int
    status: Status = "ok"
    censored: int = 0

    @property
    def as_certain(self) -> "Estimate":
        """The same value without an interval, since nothing can make it vary."""
        return replace(self, low=None, high=None, status="certain")

    def to_json(self) -> dict[str, float | int | str | None]:
        """Return the estimate as every JSON document shows it."""
        more_than = self.status == "more_than"
        shown: dict[str, float | int | str | None] = {
            "mean": None if more_than else self.mean,
            "low": self.low,
            "high": self.high,
            "unit": self.unit,
            "n": self.n,
        }
        if self.status != "ok":
            shown["status"] = self.status
        if more_than:
            shown["more_than"] = self.mean
        if self.censored:
            shown["censored"] = self.censored
        return shown


def ratios(
    numerators: Floats, denominators: Floats, units: Sequence[str], *, signed: bool = False
) -> list[Estimate]:
    """Estimate ratios of totals over replications.

    Parameters
    ----------
    numerators, denominators
        Totals by replication, shape (replications, ratios).
    units
        Unit of each ratio; a `share` is kept within 0..1.
    signed
        Whether the ratios may be negative, as profits may.

    Returns
    -------
    list of Estimate
        One per ratio, with the interval of `interval`.
    """
    ratio, error = jackknife(numerators, denominators)
    shares = np.array([unit == "share" for unit in units])
    low, high = interval(ratio, error, shares, len(numerators), signed=signed)
    counts = np.rint(denominators.sum(axis=0)).astype(np.int64).tolist()
    columns = zip(ratio, low, high, units, counts, strict=True)
    return [_estimate(*column) for column in columns]


def jackknife(numerators: Floats, denominators: Floats) -> tuple[Floats, Floats]:
    """Return ratios of totals and their standard errors, the jackknife centred on the ratio.

    Parameters
    ----------
    numerators, denominators
        Totals by replication, shape (replications, ratios).

    Returns
    -------
    ratio, error
        Shape (ratios,); NaN where the denominator is 0, the error also with one replication or
        where all data come from one.
    """
    count = len(numerators)
    ratio = divide(numerators.sum(axis=0), denominators.sum(axis=0))
    deviations = without_each(numerators, denominators) - ratio
    return ratio, np.sqrt((count - 1) / count * (deviations**2).sum(axis=0))


def without_each(numerators: Floats, denominators: Floats) -> Floats:
    """Return the ratios of totals without each replication in turn, in the shape of the totals."""
    return divide(numerators.sum(axis=0) - numerators, denominators.sum(axis=0) - denominators)


def divide(numerators: Floats, denominators: Floats) -> Floats:
    """Return the quotients, NaN where the denominator is 0."""
    quotients = np.full(np.shape(denominators), np.nan)
    np.divide(numerators, denominators, out=quotients, where=denominators != 0)
    return quotients


def interval(
    ratio: Floats, error: Floats, shares: Flags, replications: int, *, signed: bool = False
) -> tuple[Floats, Floats]:
    """Return the ends of Student's t intervals, NaN where there is none.

    Shares stay within 0..1; without any variance they have Wilson's interval on the number of
    replications. Of other quantities that cannot be negative, an interval that would reach 0 is
    that of the logarithm, so that its ends are positive.
    """
    half = student(replications) * error
    low, high = ratio - half, ratio + half
    if not signed:
        through_zero = ~shares & (ratio > 0) & (low <= 0)
        factor = np.exp(np.divide(half, ratio, out=np.zeros(len(ratio)), where=through_zero))
        low = np.where(through_zero, ratio / factor, low)
        high = np.where(through_zero, ratio * factor, high)
    still = shares & (error == 0)
    low_share, high_share = wilson(np.where(still, ratio, 0.5), replications)
    low, high = np.where(still, low_share, low), np.where(still, high_share, high)
    return np.where(shares, low.clip(0, 1), low), np.where(shares, high.clip(0, 1), high)


def student(replications: int) -> float:
    """Return the quantile of Student's t that belongs to `LEVEL`, NaN with one replication."""
    return float(stdtrit(replications - 1, UPPER)) if replications > 1 else np.nan


def wilson(share: Floats, trials: int, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Return Wilson's interval of a share observed in independent trials (Wilson 1927)."""
    square = float(ndtri((1 + level) / 2)) ** 2
    centre = (share + square / (2 * trials)) / (1 + square / trials)
    spread = share * (1 - share) / trials + square / (4 * trials**2)
    half = np.sqrt(square * spread) / (1 + square / trials)
    return (centre - half).clip(0, 1), (centre + half).clip(0, 1)


def _estimate(ratio: float, low: float, high: float, unit: str, n: int) -> Estimate:
    if np.isnan(ratio):
        return Estimate(None, None, None, unit, n, "no_data")
    if np.isnan(low):
        return Estimate(float(ratio), None, None, unit, n, "withheld")
    return Estimate(float(ratio), float(low), float(high), unit, n)
