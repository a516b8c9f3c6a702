"""Staffing: the fewest agents that meet a service goal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sim.theory.erlang_a import ErlangA, erlang_a
from sim.theory.erlang_c import ErlangC, erlang_c
from sim.theory.requirements import (
    require_inner_share,
    require_nonnegative,
    require_positive,
    require_share,
)


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A service goal: at least ``level`` of the customers served ``within`` a time.

    Attributes
    ----------
    level
        Share of customers, between 0 and 1; those who abandon count as not served.
    within
        Time from joining the queue to the start of service.
    max_occupancy
        Highest share of their time that agents may be busy; above 0, 1 sets no limit.
    """

    level: float
    within: float
    max_occupancy: float = 1.0

    def __post_init__(self) -> None:
        """Check the ranges."""
        require_inner_share(level=self.level)
        require_nonnegative(within=self.within)
        require_share(max_occupancy=self.max_occupancy)
        require_positive(max_occupancy=self.max_occupancy)

    def met_by(self, queue: ErlangC | ErlangA) -> bool:
        """Whether a queue meets the goal."""
        in_time = queue.service_level(self.within) >= self.level
        return in_time and queue.occupancy <= self.max_occupancy


def min_agents_erlang_c(arrival_rate: float, mean_service: float, goal: Goal) -> int:
    """Fewest agents, at least one, with which an M/M/c queue meets the goal.

    Raises
    ------
    ValueError
        If a rate or time is out of range.

    Examples
    --------
    Two hundred calls an hour of three minutes, 80 % within 20 seconds.

    >>> min_agents_erlang_c(200 / 60, 3, Goal(level=0.8, within=1 / 3))
    14
    """
    require_nonnegative(arrival_rate=arrival_rate)
    require_positive(mean_service=mean_service)

    def enough(agents: int) -> bool:
        return goal.met_by(erlang_c(arrival_rate, mean_service, agents))

    return _fewest(enough, start=int(arrival_rate * mean_service) + 1)


def min_agents_erlang_a(
    arrival_rate: float, mean_service: float, mean_patience: float, goal: Goal
) -> int:
    """Fewest agents, at least one, with which an M/M/n+M queue meets the goal.

    Raises
    ------
    ValueError
        If a rate or time is out of range.
    """

    def enough(agents: int) -> bool:
        return goal.met_by(erlang_a(arrival_rate, mean_service, mean_patience, agents))

    return _fewest(enough, start=1)


def _fewest(enough: Callable[[int], bool], start: int) -> int:
    """Smallest number from ``start`` that is enough, where more never hurts."""
    too_few, agents = start - 1, start
    while not enough(agents):
        too_few, agents = agents, 2 * agents
    while agents - too_few > 1:
        middle = (too_few + agents) // 2
        too_few, agents = (too_few, middle) if enough(middle) else (middle, agents)
    return agents
