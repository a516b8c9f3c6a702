"""Non-preemptive priorities: who stands in front of whom, and what it costs the others.

Classes come in order of priority, the first is served first; within a class it is first come first
served, and service once begun is finished. Nobody behind a class can make it wait, so
that the first i classes taken together queue as one class would, but find agents busy with everyone
else. Where customers lose patience this reads: given that every agent is busy, the number waiting
of the first i classes moves up at their arrival rate and down at agents / mean_service + number /
mean_patience, whatever the classes behind do. By the balance across each cut it is the queue of an
Erlang A with those classes alone; only the probability that every agent is busy belongs to all.

References
----------
A. Cobham (1954), *Priority assignment in waiting line problems*, Operations Research 2. O. Kella,
U. Yechiali (1985), *Waiting times in the non-preemptive priority M/M/c queue*, Stochastic Models 1.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sim.theory.erlang_a import erlang_a, queue_when_busy
from sim.theory.erlang_c import delay_probability
from sim.theory.requirements import require_positive, require_stable
from sim.theory.single_server import mean_residual_work

Floats = npt.NDArray[np.float64]


def single_server_waits(
    arrival_rates: Sequence[float], mean_services: Sequence[float], service_cvs: Sequence[float]
) -> Floats:
    """Mean wait of each class in an M/G/1 queue with non-preemptive priorities.

    Parameters
    ----------
    arrival_rates
        Poisson arrivals per unit of time, by class.
    mean_services
        Mean service time by class.
    service_cvs
        Standard deviation over mean of the service time, by class.

    Returns
    -------
    ndarray of shape (classes,)
        W_i = W_0 / ((1 - sigma_(i-1)) (1 - sigma_i)), with W_0 the mean residual work and sigma_i
        the load of the first i classes.

    Raises
    ------
    ValueError
        If the sequences differ in length, an argument is out of range or the agent cannot do the
        work.

    Examples
    --------
    >>> single_server_waits([0.25, 0.25], [1, 2], [0, 1.5]).round(4).tolist()
    [2.3333, 9.3333]
    """
    _require_classes(arrival_rates)
    if not len(arrival_rates) == len(mean_services) == len(service_cvs):
        raise ValueError("arrival_rates, mean_services and service_cvs must be equally long")
    classes = list(zip(arrival_rates, mean_services, service_cvs, strict=True))
    residual = sum(mean_residual_work(rate, mean, cv) for rate, mean, cv in classes)
    loads = _cumulative([rate * mean for rate, mean, _ in classes])
    require_stable(float(loads[-1]), agents=1)
    return residual / ((1.0 - loads[:-1]) * (1.0 - loads[1:]))


def many_server_waits(arrival_rates: Sequence[float], mean_service: float, agents: int) -> Floats:
    """Mean wait of each class in an M/M/c queue with non-preemptive priorities.

    Parameters
    ----------
    arrival_rates
        Poisson arrivals per unit of time, by class.
    mean_service
        Mean of the exponential service time, the same for all classes.
    agents
        Number of agents.

    Returns
    -------
    ndarray of shape (classes,)
        W_i = C s / c / ((1 - sigma_(i-1)) (1 - sigma_i)), with C the Erlang C of all classes
        together and sigma_i the occupancy by the first i classes.

    Raises
    ------
    ValueError
        If an argument is out of range or the agents cannot do the work.
    """
    _require_classes(arrival_rates)
    require_positive(mean_service=mean_service)
    delayed = delay_probability(sum(arrival_rates) * mean_service, agents)
    occupancies = _cumulative(arrival_rates) * mean_service / agents
    mean_departure = mean_service / agents
    return delayed * mean_departure / ((1.0 - occupancies[:-1]) * (1.0 - occupancies[1:]))


def impatient_waits(
    arrival_rates: Sequence[float], mean_service: float, mean_patience: float, agents: int
) -> Floats:
    """Mean wait of each class in an M/M/n+M queue with non-preemptive priorities.

    Parameters
    ----------
    arrival_rates
        Poisson arrivals per unit of time, by class.
    mean_service
        Mean of the exponential service time, the same for all classes.
    mean_patience
        Mean of the exponential patience, the same for all classes.
    agents
        Number of agents.

    Returns
    -------
    ndarray of shape (classes,)
        Mean wait, to service or to leaving. The share that abandons is this over the patience.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    _require_classes(arrival_rates)
    busy = erlang_a(sum(arrival_rates), mean_service, mean_patience, agents).delay_probability
    in_front = [
        queue_when_busy(rate, mean_service, mean_patience, agents)
        for rate in _cumulative(arrival_rates)
    ]
    queues = busy * np.array([np.arange(queue.size) @ queue for queue in in_front])
    # Differences are the classes' own queues; Little's law makes them waits.
    return np.diff(queues) / np.asarray(arrival_rates, dtype=np.float64)


def _cumulative(values: Sequence[float]) -> Floats:
    return np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))


def _require_classes(arrival_rates: Sequence[float]) -> None:
    if not arrival_rates:
        raise ValueError("arrival_rates must name at least one class")
    for rate in arrival_rates:
        require_positive(arrival_rate=rate)
