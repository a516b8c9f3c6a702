"""Erlang C: agents and a queue of patient customers (M/M/c)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.theory.erlang_b import blocking_probability
from sim.theory.requirements import (
    require_inner_share,
    require_nonnegative,
    require_positive,
    require_stable,
)


@dataclass(frozen=True)
class ErlangC:
    """The stationary M/M/c queue, first come first served.

    Attributes
    ----------
    arrival_rate, mean_service, agents
        The inputs.
    delay_probability
        Share of customers who wait.
    """

    arrival_rate: float
    mean_service: float
    agents: int
    delay_probability: float

    @property
    def offered_load(self) -> float:
        """Work that arrives in a unit of time, in erlangs."""
        return self.arrival_rate * self.mean_service

    @property
    def occupancy(self) -> float:
        """Share of their time that agents are busy."""
        return self.offered_load / self.agents

    @property
    def mean_delay(self) -> float:
        """Mean wait of the customers who wait at all: exponentially distributed."""
        return self.mean_service / (self.agents - self.offered_load)

    @property
    def mean_wait(self) -> float:
        """Mean wait of all customers, those served at once included."""
        return self.delay_probability * self.mean_delay

    @property
    def mean_queue(self) -> float:
        """Mean number of customers who wait (Little's law)."""
        return self.arrival_rate * self.mean_wait

    @property
    def mean_sojourn(self) -> float:
        """Mean time from arrival to the end of service."""
        return self.mean_wait + self.mean_service

    def wait_tail(self, time: float) -> float:
        """Share of customers who wait longer than ``time``."""
        require_nonnegative(time=time)
        return self.delay_probability * math.exp(-time / self.mean_delay)

    def service_level(self, within: float) -> float:
        """Share of customers whose service begins ``within`` that time of their arrival."""
        return 1.0 - self.wait_tail(within)

    def wait_quantile(self, share: float) -> float:
        """Time within which the service of a ``share`` (between 0 and 1) of customers begins."""
        require_inner_share(share=share)
        if self.delay_probability <= 1.0 - share:
            return 0.0
        return self.mean_delay * math.log(self.delay_probability / (1.0 - share))


def delay_probability(offered_load: float, agents: int) -> float:
    """Share of customers who wait in an M/M/c queue.

    Parameters
    ----------
    offered_load
        Arrival rate times mean service time, in erlangs; below ``agents``.
    agents
        Number of agents.

    Raises
    ------
    ValueError
        If the load is negative or the agents cannot do it.

    Notes
    -----
    From Erlang B, C = B / (1 - rho (1 - B)), stable for thousands of agents.

    References
    ----------
    A. K. Erlang (1917). D. Gross, C. M. Harris, *Fundamentals of Queueing Theory*, section 2.3.
    """
    blocking = blocking_probability(offered_load, agents)
    require_stable(offered_load, agents)
    return blocking / (1.0 - offered_load / agents * (1.0 - blocking))


def erlang_c(arrival_rate: float, mean_service: float, agents: int) -> ErlangC:
    """Solve the M/M/c queue.

    Parameters
    ----------
    arrival_rate
        Poisson arrivals per unit of time; 0 is allowed.
    mean_service
        Mean of the exponential service time.
    agents
        Number of agents; more than ``arrival_rate * mean_service``.

    Raises
    ------
    ValueError
        If an argument is out of range or the agents cannot do the work.

    Examples
    --------
    Gross & Harris, section 2.3: three doctors, six patients an hour, twenty minutes each.

    >>> clinic = erlang_c(arrival_rate=6, mean_service=1 / 3, agents=3)
    >>> round(clinic.delay_probability, 4), round(clinic.mean_sojourn, 4)
    (0.4444, 0.4815)
    """
    require_nonnegative(arrival_rate=arrival_rate)
    require_positive(mean_service=mean_service)
    probability = delay_probability(arrival_rate * mean_service, agents)
    return ErlangC(arrival_rate, mean_service, agents, probability)
