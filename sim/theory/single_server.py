"""One agent, any law of service (M/G/1)."""

from __future__ import annotations

from dataclasses import dataclass

from sim.theory.requirements import require_nonnegative, require_positive, require_stable


@dataclass(frozen=True)
class SingleServer:
    """The stationary M/G/1 queue, first come first served.

    Attributes
    ----------
    arrival_rate, mean_service, service_cv
        The inputs.
    mean_wait
        Mean wait of all customers.
    """

    arrival_rate: float
    mean_service: float
    service_cv: float
    mean_wait: float

    @property
    def occupancy(self) -> float:
        """Share of the time that the agent is busy; customers wait with this probability."""
        return self.arrival_rate * self.mean_service

    @property
    def mean_queue(self) -> float:
        """Mean number of customers who wait (Little's law)."""
        return self.arrival_rate * self.mean_wait

    @property
    def mean_sojourn(self) -> float:
        """Mean time from arrival to the end of service."""
        return self.mean_wait + self.mean_service


def single_server(arrival_rate: float, mean_service: float, service_cv: float) -> SingleServer:
    """Solve the M/G/1 queue by the Pollaczek-Khinchine formula.

    Parameters
    ----------
    arrival_rate
        Poisson arrivals per unit of time; 0 is allowed.
    mean_service
        Mean service time.
    service_cv
        Standard deviation of the service time over its mean: 0 is constant, 1 exponential.

    Raises
    ------
    ValueError
        If an argument is out of range or the agent cannot do the work.

    References
    ----------
    F. Pollaczek (1930), A. Khinchine (1932). Gross & Harris, *Fundamentals of Queueing Theory*,
    section 5.1.

    Examples
    --------
    >>> single_server(arrival_rate=0.5, mean_service=1, service_cv=0).mean_wait
    0.5
    """
    require_nonnegative(arrival_rate=arrival_rate)
    require_positive(mean_service=mean_service)
    load = arrival_rate * mean_service
    require_stable(load, agents=1)
    work_found = mean_residual_work(arrival_rate, mean_service, service_cv)
    return SingleServer(arrival_rate, mean_service, service_cv, work_found / (1.0 - load))


def mean_residual_work(arrival_rate: float, mean_service: float, service_cv: float) -> float:
    """Mean remaining service time of the customer in service, 0 if none: lambda E[S^2] / 2."""
    require_nonnegative(arrival_rate=arrival_rate, service_cv=service_cv)
    require_positive(mean_service=mean_service)
    return arrival_rate * mean_service**2 * (1.0 + service_cv**2) / 2.0
