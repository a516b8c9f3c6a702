"""Erlang A: agents and a queue of customers who lose patience (M/M/n+M)."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import betainc

from sim.theory.erlang_b import blocking_probability
from sim.theory.requirements import (
    require_agents,
    require_inner_share,
    require_nonnegative,
    require_positive,
)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class ErlangA:
    """The stationary M/M/n+M queue, first come first served.

    Attributes
    ----------
    arrival_rate, mean_service, mean_patience, agents
        The inputs.
    delay_probability
        Share of customers who find every agent busy.
    queue_seen
        P(k customers wait | every agent is busy), shape (k,).

    Notes
    -----
    A customer who finds k waiting is served after k + 1 departures, at rates (n' + j) theta for
    j = 0..k with theta = 1 / mean_patience and n' = agents x mean_patience / mean_service. Each
    departure multiplies exp(-theta t) by a Beta(n' + j, 1), so that exp(-theta V) of the time V
    offered is Beta(n', k + 1): every answer below follows from that law.
    """

    arrival_rate: float
    mean_service: float
    mean_patience: float
    agents: int
    delay_probability: float
    queue_seen: Floats = field(repr=False, compare=False)

    @property
    def abandonment(self) -> float:
        """Share of customers who leave without service."""
        places = self._places
        return self._over_queue(places / (self._capacity + places))

    @property
    def mean_wait(self) -> float:
        """Mean wait of all customers, to service or to leaving, those served at once included."""
        return self.mean_patience * self.abandonment

    @property
    def mean_wait_served(self) -> float:
        """Mean wait of the customers who are served."""
        stages = np.cumsum(1.0 / (self._capacity + self._places))
        served_after = self._capacity / (self._capacity + self._places) * stages
        return self.mean_patience * self._over_queue(served_after) / (1.0 - self.abandonment)

    @property
    def mean_queue(self) -> float:
        """Mean number of customers who wait."""
        return self._over_queue(self._places - 1.0)

    @property
    def occupancy(self) -> float:
        """Share of their time that agents are busy."""
        return self.arrival_rate * (1.0 - self.abandonment) * self.mean_service / self.agents

    @property
    def mean_in_system(self) -> float:
        """Mean number of customers who wait or are being served."""
        return self.mean_queue + self.agents * self.occupancy

    def wait_tail(self, time: float) -> float:
        """Share of all customers who are still waiting ``time`` after their arrival."""
        require_nonnegative(time=time)
        patient = math.exp(-time / self.mean_patience)
        return patient * self._over_queue(betainc(self._capacity, self._places, patient))

    def service_level(self, within: float) -> float:
        """Share of all customers, the abandoned included, who are served ``within`` that time."""
        require_nonnegative(within=within)
        patient = math.exp(-within / self.mean_patience)
        served = self._capacity / (self._capacity + self._places)
        in_time = 1.0 - betainc(self._capacity + 1.0, self._places, patient)
        return 1.0 - self.delay_probability + self._over_queue(served * in_time)

    def wait_quantile(self, share: float) -> float:
        """Time after which a ``share`` (between 0 and 1) of customers no longer wait."""
        require_inner_share(share=share)
        if self.delay_probability <= 1.0 - share:
            return 0.0
        # Nobody waits longer than their patience; twice its quantile leaves room for rounding.
        longest = -2.0 * self.mean_patience * math.log1p(-share)
        return float(brentq(lambda time: self.wait_tail(time) - (1.0 - share), 0.0, longest))

    @property
    def _capacity(self) -> float:
        return self.agents * self.mean_patience / self.mean_service

    @property
    def _places(self) -> Floats:
        return np.arange(1.0, self.queue_seen.size + 1.0)

    def _over_queue(self, values: Floats) -> float:
        return self.delay_probability * float(values @ self.queue_seen)


def erlang_a(
    arrival_rate: float, mean_service: float, mean_patience: float, agents: int
) -> ErlangA:
    """Solve the M/M/n+M queue, at any load.

    Parameters
    ----------
    arrival_rate
        Poisson arrivals per unit of time; 0 is allowed.
    mean_service
        Mean of the exponential service time.
    mean_patience
        Mean of the exponential time that a customer is ready to wait.
    agents
        Number of agents.

    Raises
    ------
    ValueError
        If an argument is out of range.

    References
    ----------
    C. Palm (1957), *Research on telephone traffic carried by full availability groups*.
    O. Garnett, A. Mandelbaum, M. Reiman (2002), *Designing a call center with impatient customers*,
    Manufacturing & Service Operations Management 4(3).

    Examples
    --------
    Garnett, Mandelbaum & Reiman: 48 calls a minute, one minute each, two minutes' patience.

    >>> queue = erlang_a(arrival_rate=48, mean_service=1, mean_patience=2, agents=50)
    >>> round(queue.abandonment, 3), round(60 * queue.mean_wait, 1), round(queue.occupancy, 2)
    (0.031, 3.7, 0.93)
    """
    queue_seen = queue_when_busy(arrival_rate, mean_service, mean_patience, agents)
    blocking = blocking_probability(arrival_rate * mean_service, agents)
    delayed = blocking / (blocking + (1.0 - blocking) * float(queue_seen[0]))
    return ErlangA(arrival_rate, mean_service, mean_patience, agents, delayed, queue_seen)


def queue_when_busy(
    arrival_rate: float, mean_service: float, mean_patience: float, agents: int
) -> Floats:
    """Distribution of the number of customers who wait, given that every agent is busy.

    Takes the arguments of `erlang_a` and raises as it does.

    Returns
    -------
    ndarray of shape (k,)
        Probabilities of 0, 1, 2, ... waiting, cut off below 1e-25 of the largest.

    Notes
    -----
    A birth-death process with births at the arrival rate and deaths at agents / mean_service +
    k / mean_patience. Its weights are summed as logarithms: overload makes them astronomical.
    """
    require_nonnegative(arrival_rate=arrival_rate)
    require_positive(mean_service=mean_service, mean_patience=mean_patience)
    require_agents(agents)
    impatient_load = arrival_rate * mean_patience
    capacity = agents * mean_patience / mean_service
    # Past its mode the queue is no longer than a Poisson variable is past its mean.
    mode = max(0.0, impatient_load - capacity)
    last = math.ceil(mode + 10.0 * math.sqrt(impatient_load) + 100.0)
    with np.errstate(divide="ignore"):
        log_ratios = np.log(impatient_load) - np.log(capacity + np.arange(1.0, last + 1.0))
    log_weights = np.concatenate(([0.0], np.cumsum(log_ratios)))
    weights: Floats = np.exp(log_weights - log_weights.max())
    weights = weights[: np.flatnonzero(weights > 1e-25)[-1] + 1]
    return weights / float(weights.sum())
