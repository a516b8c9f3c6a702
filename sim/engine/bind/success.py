"""Which contacts the bot can solve: each case has a latent chance, drawn once."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from scipy.special import betaincinv

from sim.base.arrays import Flags, Floats, Integers

STEPS = 256
"""Quantiles between which a chance is known to lie without being computed."""
MOST_QUANTILES = 4
"""Per case: with more of them, computing the chances is cheaper."""
SLACK = 1e-9
"""By how much a quantile may be wrong."""


@dataclass(frozen=True)
class Success:
    """The latent chances that the bot solves cases.

    A chance is Beta with mean m, the type's rate in the month x the bot's quality for the segment,
    at most 1, and a concentration; m of 0 or 1 is a point mass. It is computed only where it
    decides: where a uniform lies between the quantiles that enclose it.

    Attributes
    ----------
    concentration
        The sum of the Beta's parameters.
    m
        The means, shape (cases,).
    u
        Uniforms that say which quantile a case's chance is, shape (cases,).
    below
        Number of the last quantile below each chance, shape (cases,).
    quantiles
        Quantiles of the different means, one after the other; none where there are too many to pay.
    """

    concentration: float
    m: Floats
    u: Floats
    below: Integers
    quantiles: Floats

    @classmethod
    def of(cls, concentration: float, m: Floats, u: Floats) -> "Success":
        """Return the chances of cases with these means."""
        means, which = np.unique(m, return_inverse=True)
        below = which * (STEPS + 1) + (u * STEPS).astype(np.int64)
        if len(means) * STEPS > MOST_QUANTILES * len(m):
            return cls(concentration, m, u, below, np.zeros(0))
        quantiles = [_quantiles(mean, concentration) for mean in means.tolist()]
        return cls(concentration, m, u, below, np.concatenate([*quantiles, np.zeros(0)]))

    def take(self, rows: Integers) -> "Success":
        """Return the chances of some of the cases, by their rows."""
        return replace(self, m=self.m[rows], u=self.u[rows], below=self.below[rows])

    @property
    def chances(self) -> Floats:
        """Each case's chance, shape (cases,)."""
        return self._exact(np.arange(len(self.m)))

    def above(self, u: Floats) -> Flags:
        """Return whether each case's chance is above a uniform, shape (cases,)."""
        if not len(self.quantiles):
            return u < self.chances
        above: Flags = u < self.quantiles[self.below] - SLACK
        undecided = np.flatnonzero(~above & (u < self.quantiles[self.below + 1] + SLACK))
        above[undecided] = u[undecided] < self._exact(undecided)
        return above

    def _exact(self, rows: Integers) -> Floats:
        m = self.m[rows]
        inside = (m > 0) & (m < 1)
        a, b = m[inside] * self.concentration, (1 - m[inside]) * self.concentration
        chances = m.copy()
        chances[inside] = betaincinv(a, b, self.u[rows][inside])
        return chances


@lru_cache(maxsize=4096)
def _quantiles(m: float, concentration: float) -> Floats:
    """Return the quantiles 0, 1 / `STEPS`, ..., 1 of a chance."""
    if m in (0.0, 1.0):
        return np.full(STEPS + 1, m)
    levels = np.linspace(0.0, 1.0, STEPS + 1)
    quantiles: Floats = betaincinv(m * concentration, (1 - m) * concentration, levels)
    return quantiles
