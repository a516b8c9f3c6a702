"""Infinite servers: how many customers would be in service if nobody ever had to wait.

With Poisson arrivals the number in service is Poisson too; these functions give its mean, which is
also the load that a time-varying demand offers to a desk (see `modified_offered_load`):

    m(t) = integral of lambda(t - u) P(S > u) du over u from 0.

A rate that is constant over [a, b) contributes lambda (L(t - a) - L(t - b)) with L(u) =
E[min(S, u)], 0 for u < 0; one period that covers t gives the M/G/inf queue from empty, lambda L(t).

References
----------
S. G. Eick, W. A. Massey, W. Whitt (1993), *The physics of the M(t)/G/inf queue*, Operations
Research 41(4); *M(t)/G/inf queues with sinusoidal arrival rates*, Management Science 39(2).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.theory.limited_mean import LimitedMean
from sim.theory.requirements import require_nonnegative, require_positive

Floats = npt.NDArray[np.float64]


def load_from_empty(
    arrival_rates: Sequence[float], period: float, times: npt.ArrayLike, limited_mean: LimitedMean
) -> Floats:
    """Mean number in service of an M(t)/G/inf queue that starts empty.

    Parameters
    ----------
    arrival_rates
        Poisson arrivals per unit of time, constant in each period from time 0; none afterwards.
    period
        Length of a period.
    times
        Times at which to look, of any shape.
    limited_mean
        Law of the service time, from `sim.theory.limited_mean`.

    Returns
    -------
    ndarray of the shape of ``times``
        Mean numbers.

    Raises
    ------
    ValueError
        If a rate is negative, the period not positive or a time negative.
    """
    moments = np.asarray(times, dtype=np.float64)
    require_positive(period=period)
    for rate in arrival_rates:
        require_nonnegative(arrival_rate=rate)
    if not (np.isfinite(moments) & (moments >= 0)).all():
        raise ValueError("times must be finite numbers of at least 0")
    load = np.zeros_like(moments)
    for index, rate in enumerate(arrival_rates):
        since_start = np.maximum(moments - index * period, 0.0)
        since_end = np.maximum(since_start - period, 0.0)
        load = load + rate * (limited_mean(since_start) - limited_mean(since_end))
    return load


@dataclass(frozen=True)
class Sinusoid:
    """The arrival rate mean + amplitude sin(frequency t), and the loads that it offers.

    Attributes
    ----------
    mean
        Mean arrivals per unit of time.
    amplitude
        Largest deviation from the mean; at most the mean.
    frequency
        Radians per unit of time: 2 pi / cycle.
    """

    mean: float
    amplitude: float
    frequency: float

    def __post_init__(self) -> None:
        """Check the ranges: a rate is never negative."""
        require_positive(mean=self.mean, frequency=self.frequency)
        if not 0 <= self.amplitude <= self.mean:
            raise ValueError(f"amplitude must be in 0..{self.mean:g}, got {self.amplitude!r}")

    def load_exponential(self, time: float, mean_service: float) -> float:
        """Mean number in service of the M(t)/M/inf queue in its periodic steady state.

        It swings by less than the arrival rate and follows it with a lag: with s the mean service
        and g the frequency, mean s + amplitude s (sin g t - g s cos g t) / (1 + (g s)^2).
        """
        require_positive(mean_service=mean_service)
        angle, lag = self.frequency * time, self.frequency * mean_service
        swing = (math.sin(angle) - lag * math.cos(angle)) / (1.0 + lag**2)
        return mean_service * (self.mean + self.amplitude * swing)

    def load_constant(self, time: float, service_time: float) -> float:
        """Mean number in service of the M(t)/D/inf queue: the arrivals of the last D."""
        require_positive(service_time=service_time)
        since = math.cos(self.frequency * (time - service_time))
        swing = (since - math.cos(self.frequency * time)) / self.frequency
        return self.mean * service_time + self.amplitude * swing
