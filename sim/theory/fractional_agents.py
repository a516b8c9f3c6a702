"""Erlang B, C and A for a number of people that need not be whole, for many desks at once.

The mean of people at work is seldom whole: of three with an absence of 5 % there are 2.85. The
formulas are continued in the number of agents by the integral that Erlang B is,

    1 / B(n, a) = integral of a exp(-a t) (1 + t)^n dt over t from 0,

which is exact for whole n, smooth and falling in n. C and A follow from B by the formulas that hold
for whole n.

References
----------
D. L. Jagerman (1974), *Some properties of the Erlang loss function*, Bell System Technical Journal
53(3). S. Zeltyn, A. Mandelbaum (2005), *Call centers with impatient customers: many-server
asymptotics of the M/M/n+G queue*, Queueing Systems 51, section on M/M/n+M. C. Palm (1957).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincc, gammaln, hyp1f1

Floats = npt.NDArray[np.float64]


def blocking(offered_load: npt.ArrayLike, agents: npt.ArrayLike) -> Floats:
    """Share of arrivals that find everybody busy where nobody may wait (Erlang B).

    Parameters
    ----------
    offered_load
        Erlangs, at least 0.
    agents
        People, at least 0, whole or not, of a shape that fits.

    Examples
    --------
    >>> float(blocking(1.0, 2).round(12)), float(blocking(1.0, 1.5).round(4))
    (0.2, 0.3259)
    """
    load, people = _together(offered_load, agents)
    busy = load > 0
    a, n = np.where(busy, load, 1.0), people
    tail = gammaincc(n + 1.0, a)
    with np.errstate(divide="ignore", over="ignore"):
        exact = np.exp(n * np.log(a) - a - gammaln(n + 1.0) - np.log(tail))
    # Far above what people can do, the tail is too small for a float; what they do not carry is
    # blocked.
    overrun = 1.0 - n / np.maximum(a, n + 1e-300)
    share = np.where(tail > 1e-290, exact, overrun)
    return np.clip(np.where(busy, share, np.where(n > 0, 0.0, 1.0)), 0.0, 1.0)


def waiting(offered_load: npt.ArrayLike, agents: npt.ArrayLike) -> Floats:
    """Share of customers who wait where nobody leaves (Erlang C); 1 where people cannot keep up."""
    load, people = _together(offered_load, agents)
    blocked = blocking(load, people)
    stable = load < people
    spare = 1.0 - np.where(stable, load / np.where(stable, people, 1.0), 0.0) * (1.0 - blocked)
    return np.where(stable, np.minimum(blocked / spare, 1.0), 1.0)


def mean_wait(offered_load: npt.ArrayLike, agents: npt.ArrayLike, mean_service: float) -> Floats:
    """Mean wait of all where nobody leaves, in the unit of the service; infinite if overrun."""
    load, people = _together(offered_load, agents)
    stable = load < people
    spare = np.where(stable, people - load, 1.0)
    return np.where(stable, waiting(load, people) * mean_service / spare, np.inf)


def abandonment(
    offered_load: npt.ArrayLike,
    agents: npt.ArrayLike,
    mean_service: npt.ArrayLike,
    mean_patience: npt.ArrayLike,
) -> tuple[Floats, Floats]:
    """Shares of customers who wait, and who leave, where patience is exponential (Erlang A).

    Parameters
    ----------
    offered_load, agents
        Erlangs and people, as for `blocking`.
    mean_service, mean_patience
        In one unit of time, above 0; patience may be infinite.

    Notes
    -----
    With x = n patience / service, y = a patience / service and A(x, y) = 1F1(1; x + 1; y), the mean
    number of departures while all are busy: P(wait) = A B / (1 + (A - 1) B) and
    P(leave | wait) = 1 / (rho A) + 1 - 1 / rho. The mean wait of all is patience x P(leave).
    """
    load, people = _together(offered_load, agents)
    service, patience = _together(mean_service, mean_patience)
    load, people, service, patience = np.broadcast_arrays(load, people, service, patience)
    patient = ~np.isfinite(patience)
    ratio = np.where(patient, 1.0, patience) / service
    inverse = 1.0 / _busy_stretch(people * ratio, load * ratio)
    blocked = blocking(load, people)
    wait = blocked / (inverse + (1.0 - inverse) * blocked).clip(min=1e-300)
    rho = load / np.where(people > 0, people, 1.0)
    some = (load > 0) & (people > 0)
    leave = np.where(some, inverse / np.where(some, rho, 1.0) + 1 - 1 / np.where(some, rho, 1.0), 1)
    wait = np.where(patient, waiting(load, people), np.where(load > 0, wait, 0.0))
    left = np.where(patient, 0.0, wait * np.clip(leave, 0.0, 1.0))
    return np.clip(wait, 0.0, 1.0), np.where(load > 0, left, 0.0)


def _busy_stretch(x: Floats, y: Floats) -> Floats:
    """Return 1F1(1; x + 1; y) = 1 + sum of y^j / ((x + 1) ... (x + j)), at most 1e300."""
    with np.errstate(over="ignore", invalid="ignore"):
        series = hyp1f1(1.0, x + 1.0, np.minimum(y, 700.0 + x))
    return np.asarray(np.nan_to_num(series, nan=1e300, posinf=1e300).clip(1.0, 1e300))


def _together(first: npt.ArrayLike, second: npt.ArrayLike) -> tuple[Floats, Floats]:
    left, right = np.broadcast_arrays(
        np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    )
    return left, right
