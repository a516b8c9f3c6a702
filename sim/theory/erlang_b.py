"""Erlang B: agents without a queue (M/G/c/c)."""

from __future__ import annotations

from sim.theory.requirements import require_agents, require_nonnegative


def blocking_probability(offered_load: float, agents: int) -> float:
    """Share of arrivals that find every agent busy, where nobody may wait.

    Parameters
    ----------
    offered_load
        Arrival rate times mean service time, in erlangs.
    agents
        Number of agents.

    Returns
    -------
    float
        Probability in 0..1; it depends on the service law through its mean only.

    Raises
    ------
    ValueError
        If the load is negative or not finite, or ``agents`` is not a whole number of at least 1.

    Notes
    -----
    The recursion 1 / B(c) = 1 + (c / a) / B(c - 1) has positive terms only, so that it neither
    overflows nor cancels for thousands of agents.

    References
    ----------
    A. K. Erlang (1917). D. Gross, C. M. Harris, *Fundamentals of Queueing Theory*, section 2.5.

    Examples
    --------
    >>> blocking_probability(1.0, 2)
    0.2
    """
    require_nonnegative(offered_load=offered_load)
    require_agents(agents)
    blocking = 1.0
    for agent in range(1, int(agents) + 1):
        blocking = offered_load * blocking / (agent + offered_load * blocking)
    return blocking
