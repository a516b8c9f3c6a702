"""Limited means E[min(S, t)]: how much of a service falls into the first t after its start.

Each function takes the parameters of a law and returns a function of t, which `infinite_server`
takes.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from sim.theory.requirements import require_positive

Floats = npt.NDArray[np.float64]
LimitedMean = Callable[[Floats], Floats]


def exponential(mean: float) -> LimitedMean:
    """Limited mean of the exponential law: m (1 - exp(-t / m))."""
    require_positive(mean=mean)
    return lambda limit: -mean * np.expm1(-limit / mean)


def constant(value: float) -> LimitedMean:
    """Limited mean of a constant: min(m, t)."""
    require_positive(value=value)
    return lambda limit: np.minimum(limit, value)


def lognormal(mean: float, cv: float) -> LimitedMean:
    """Limited mean of the lognormal law with this mean and coefficient of variation.

    Notes
    -----
    With sigma^2 = log(1 + cv^2) and d = (log(t / m) + sigma^2 / 2) / sigma it is
    m Phi(d - sigma) + t Phi(-d).

    References
    ----------
    S. A. Klugman, H. H. Panjer, G. E. Willmot, *Loss Models*, appendix A.5 (limited expected value
    of the lognormal).
    """
    require_positive(mean=mean, cv=cv)
    sigma = math.sqrt(math.log1p(cv**2))

    def limited(limit: Floats) -> Floats:
        with np.errstate(divide="ignore"):
            d: Floats = np.log(limit / mean) / sigma + sigma / 2.0
        below, above = ndtr(d - sigma), ndtr(-d)
        return mean * below + limit * above

    return limited
