"""Agents whose service takes a constant time D (M/D/c).

Crommelin's embedding: whoever is in service now has left a time D later, and nobody else has, so
that N(t + D) = max(N(t) - c, 0) + Poisson(a) with a = lambda D. The generating function of that
chain has its unknowns in the roots of z^c = exp(a (z - 1)) inside the unit circle; with rho = a / c
they are z_k = -W(-rho exp(2 pi i k / c - rho)) / rho, W being Lambert's function. Then

    P(no wait) = (c - a) / prod (1 - z_k),                                         k = 1 .. c - 1,
    E[queue]   = a / (2 (c - a)) - (c - 1 + a) / 2 + sum 1 / (1 - z_k).

References
----------
C. D. Crommelin (1932), *Delay probability formulae when the holding times are constant*, Post
Office Electrical Engineers' Journal 25. A. J. E. M. Janssen, J. S. H. van Leeuwaarden (2005),
*Analytic computation schemes for the discrete-time bulk service queue*, Queueing Systems 50.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import lambertw

from sim.theory.requirements import require_agents, require_positive, require_stable


@dataclass(frozen=True)
class ConstantService:
    """The stationary M/D/c queue.

    Attributes
    ----------
    arrival_rate, service_time, agents
        The inputs.
    delay_probability
        Share of customers who wait.
    mean_queue
        Mean number of customers who wait.
    """

    arrival_rate: float
    service_time: float
    agents: int
    delay_probability: float
    mean_queue: float

    @property
    def occupancy(self) -> float:
        """Share of their time that agents are busy."""
        return self.arrival_rate * self.service_time / self.agents

    @property
    def mean_wait(self) -> float:
        """Mean wait of all customers (Little's law)."""
        return self.mean_queue / self.arrival_rate

    @property
    def mean_sojourn(self) -> float:
        """Mean time from arrival to the end of service."""
        return self.mean_wait + self.service_time


def constant_service(arrival_rate: float, service_time: float, agents: int) -> ConstantService:
    """Solve the M/D/c queue.

    Parameters
    ----------
    arrival_rate
        Poisson arrivals per unit of time; above 0.
    service_time
        The constant service time D.
    agents
        Number of agents c; more than ``arrival_rate * service_time``.

    Raises
    ------
    ValueError
        If an argument is out of range or the agents cannot do the work.

    Examples
    --------
    >>> round(constant_service(arrival_rate=9, service_time=1, agents=10).mean_wait, 6)
    0.344582
    """
    require_positive(arrival_rate=arrival_rate, service_time=service_time)
    require_agents(agents)
    load = arrival_rate * service_time
    require_stable(load, agents)
    spare = agents - load
    distances = 1.0 - _inner_roots(load / agents, agents)
    served_at_once = spare / np.prod(distances).real
    mean_queue = load / (2.0 * spare) - (agents - 1 + load) / 2.0 + (1.0 / distances).sum().real
    # Where hardly anybody waits the terms cancel, and rounding may leave less than nothing.
    delayed, waiting = max(0.0, 1.0 - float(served_at_once)), max(0.0, float(mean_queue))
    return ConstantService(arrival_rate, service_time, agents, delayed, waiting)


def _inner_roots(occupancy: float, agents: int) -> npt.NDArray[np.complex128]:
    """Roots of z^c = exp(c rho (z - 1)) inside the unit circle: shape (c - 1,)."""
    turns = np.arange(1, agents, dtype=np.complex128) * 2j * np.pi / agents
    on_circle: npt.NDArray[np.complex128] = np.exp(turns - occupancy)
    return -lambertw(-occupancy * on_circle, k=0) / occupancy
