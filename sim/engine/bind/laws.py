"""Which values a probability law takes, by inversion of uniforms."""

from collections.abc import Callable
from functools import reduce
from math import exp, gamma, log, log1p, sqrt

import numpy as np
from scipy.special import gammaincinv, ndtri

from sim.base.arrays import Floats
from sim.scenario.values.laws import Law, Patience

HIGHEST_UNIFORM = 1 - 2.0**-53
NEWTON_STEPS = 30
"""Twice as many as needed by phases whose means differ by a factor of 10^12."""


def inverse(law: Law, u: Floats) -> Floats:
    """Return the quantiles of a law.

    Parameters
    ----------
    law
        Law with its mean in seconds.
    u
        Uniforms, open at both ends, any shape.

    Returns
    -------
    ndarray
        Seconds, in the shape of `u`.
    """
    if law.law == "constant" or law.mean == 0:
        return np.full(u.shape, law.mean)
    if law.law == "empirical":
        return np.interp(u, np.linspace(0, 1, len(law.values)), law.values)
    seconds: Floats = np.asarray(_INVERSE[law.law](law, u), dtype=np.float64)
    return seconds


def patience(law: Patience, u: Floats) -> Floats:
    """Return the quantiles of a patience: 0 for the share that leaves at once, then the law's.

    Parameters
    ----------
    law
        Law of those who wait, and the share of those who do not.
    u
        Uniforms, open at both ends, any shape.
    """
    seconds = np.zeros(u.shape)
    waits = u >= law.at_once
    rest = (u[waits] - law.at_once) / (1 - law.at_once)
    seconds[waits] = inverse(law, np.minimum(rest, HIGHEST_UNIFORM))
    return seconds


def lognormal_factor(cv: float, u: Floats) -> Floats:
    """Return the quantiles of the lognormal factor with mean 1 and the given CV."""
    variance = log1p(cv * cv)
    return np.exp(sqrt(variance) * np.asarray(ndtri(u)) - variance / 2)


def _exponential(law: Law, u: Floats) -> Floats:
    return -law.mean * np.log1p(-u)


def _lognormal(law: Law, u: Floats) -> Floats:
    return law.mean * lognormal_factor(law.cv, u)


def _gamma(law: Law, u: Floats) -> Floats:
    shape = 1.0 / law.cv**2
    return np.asarray(gammaincinv(shape, u), dtype=np.float64) * (law.mean / shape)


def _weibull(law: Law, u: Floats) -> Floats:
    shape = weibull_shape(law.cv)
    scale = law.mean / gamma(1 + 1 / shape)
    return scale * (-np.log1p(-u)) ** (1 / shape)


def weibull_shape(cv: float) -> float:
    """Return the Weibull shape with the given CV, by bisection in its logarithm.

    CV^2 = Gamma(1 + 2/k) / Gamma(1 + 1/k)^2 - 1 falls in k.
    """
    low, high = log(0.1), log(100.0)
    for _ in range(80):
        middle = (low + high) / 2
        k = exp(middle)
        if sqrt(gamma(1 + 2 / k) / gamma(1 + 1 / k) ** 2 - 1) > cv:
            low = middle
        else:
            high = middle
    return exp((low + high) / 2)


def _hyperexponential(law: Law, u: Floats) -> Floats:
    """Solve -log S(t) = -log(1 - u) by Newton's method, S the survival function.

    -log S is concave for mixtures of exponential laws, so that steps from 0 rise to the root. Their
    number is fixed: a quantile must not depend on what else is asked for.
    """
    share, mean = np.array(law.phases).T
    phases = list(zip((share / share.sum()).tolist(), mean.tolist(), strict=True))
    wanted = -np.log1p(-u)
    t = np.zeros(u.shape)
    for _ in range(NEWTON_STEPS):
        alive = [part * np.exp(-t / own) for part, own in phases]
        survival = reduce(np.add, alive)
        density = reduce(np.add, [each / own for each, (_, own) in zip(alive, phases, strict=True)])
        t = t + (wanted + np.log(survival)) * survival / density
    return np.maximum(t, 0.0)


def _uniform(law: Law, u: Floats) -> Floats:
    low, high = law.bounds
    return low + (high - low) * u


def _triangular(law: Law, u: Floats) -> Floats:
    """Invert F(x) = (x - low)^2 / (width (mode - low)) up to the mode, and its mirror beyond."""
    low, mode, high = law.bounds
    width = high - low
    rising = low + np.sqrt(u * width * (mode - low))
    falling = high - np.sqrt((1 - u) * width * (high - mode))
    return np.where(u * width < mode - low, rising, falling)


_INVERSE: dict[str, Callable[[Law, Floats], Floats]] = {
    "exponential": _exponential,
    "lognormal": _lognormal,
    "gamma": _gamma,
    "weibull": _weibull,
    "hyperexponential": _hyperexponential,
    "uniform": _uniform,
    "triangular": _triangular,
}
