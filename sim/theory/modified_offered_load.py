"""Modified offered load: a time-varying desk, moment by moment, as a stationary one.

At each moment the desk is taken for a stationary queue whose offered load is the mean number m(t)
that infinitely many agents would be serving (see `infinite_server`), rather than the arrival rate
of that moment times the mean service: work lags behind arrivals. Good for short services and few
abandonments, and exact for an Erlang A whose patience and service have the same law, where the
number in the system does not depend on the agents.

References
----------
D. L. Jagerman (1975), *Nonstationary blocking in telephone traffic*, Bell System Technical
Journal 54. O. B. Jennings, A. Mandelbaum, W. A. Massey, W. Whitt (1996), *Server staffing to meet
time-varying demand*, Management Science 42(10).
"""

from __future__ import annotations

from collections.abc import Iterable

from sim.theory.erlang_a import ErlangA, erlang_a
from sim.theory.erlang_c import ErlangC, erlang_c
from sim.theory.requirements import require_positive
from sim.theory.staffing import Goal, min_agents_erlang_c


def erlang_c_at(offered_load: float, mean_service: float, agents: int) -> ErlangC:
    """Solve the M/M/c queue of a moment with this offered load in erlangs; raises as `erlang_c`."""
    require_positive(mean_service=mean_service)
    return erlang_c(offered_load / mean_service, mean_service, agents)


def erlang_a_at(
    offered_load: float, mean_service: float, mean_patience: float, agents: int
) -> ErlangA:
    """Solve the M/M/n+M queue of a moment with this offered load; raises as `erlang_a`."""
    require_positive(mean_service=mean_service)
    return erlang_a(offered_load / mean_service, mean_service, mean_patience, agents)


def staffing_profile(
    offered_loads: Iterable[float], mean_service: float, goal: Goal
) -> tuple[int, ...]:
    """Fewest agents at each moment that meet the goal (Erlang C).

    Parameters
    ----------
    offered_loads
        Load m(t) at each moment, in erlangs.
    mean_service
        Mean service time.
    goal
        Service goal.

    Raises
    ------
    ValueError
        If a load is negative or the mean service is not positive.
    """
    require_positive(mean_service=mean_service)
    return tuple(
        min_agents_erlang_c(load / mean_service, mean_service, goal) for load in offered_loads
    )
