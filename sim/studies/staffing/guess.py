"""How many people a desk needs by formulas: a first guess, where a search begins."""

from math import ceil

import numpy as np

from sim.base.time import HOUR
from sim.measures.rows.service_limits import judged_queues, service_limits, usual_limit
from sim.scenario.sections.targets import Targets
from sim.studies.experiment import Arm
from sim.studies.load.load import team_loads
from sim.studies.load.team_load import TeamLoad
from sim.studies.staffing.steps import is_fixed, size
from sim.theory.staffing import Goal, min_agents_erlang_c

BUSY_AT_MOST = 0.9
"""Share of a week's working time that deferred work can fill without a lasting backlog."""


def guessed_sizes(arm: Arm) -> dict[str, int]:
    """Return a number of steps for each team that can grow, at least 1."""
    teams, ratios = arm.scenario.people.teams, staffing_ratios(arm)
    growing = {name: team for name, team in teams.items() if not is_fixed(team)}
    return {name: max(1, ceil(size(team) * ratios[name])) for name, team in growing.items()}


def staffing_ratios(arm: Arm) -> dict[str, float]:
    """Return, for each team, the people it needs over those it has; 1 where nothing can be said.

    The work is that of `load`, as full agents would do it with all of their slots. A week's work
    needs the hours for it. The busiest hour of live channels needs one agent per erlang or, where
    there is a goal for the service level, as many as Erlang C asks for.
    """
    if arm.scenario.demand.trace:
        return dict.fromkeys(arm.scenario.people.teams, 1.0)
    loads = team_loads(arm.scenario, arm.plan)
    return {load.name: _ratio(load, arm, number) for number, load in enumerate(loads)}


def _ratio(load: TeamLoad, arm: Arm, number: int) -> float:
    """Return the people needed over those there are, in the team of a number."""
    targets = arm.scenario.targets
    if not load.staff.any():
        return 1.0
    over_the_week = load.full_load.sum() / load.staff.sum() / _most_busy(targets)
    per_agent = np.divide(load.full, load.staff, np.zeros_like(load.full), where=load.staff > 0)
    hour = int(per_agent.argmax())
    needed = _live_agents(load, hour, targets, _limit(arm, number)) if per_agent[hour] else 0.0
    at_peak = needed / load.staff[hour] if needed else 0.0
    return float(max(over_the_week, at_peak))


def _live_agents(load: TeamLoad, hour: int, targets: Targets, limit: float) -> float:
    """Return the agents that the live work of an hour needs."""
    level = targets.goals.get("service_level")
    if level is None:
        return float(load.full[hour])
    goal = Goal(
        level=float(np.clip(level.value, 0.01, 0.99)),
        within=limit / HOUR,
        max_occupancy=_most_busy(targets),
    )
    service = float(load.full[hour] / load.rate[hour])
    return min_agents_erlang_c(float(load.rate[hour]), service, goal)


def _limit(arm: Arm, team: int) -> float:
    """Return the shortest time limit of the queues that a team serves, in seconds."""
    limits, judged = service_limits(arm.scenario), judged_queues(arm.scenario)
    served = zip(arm.plan.queues, arm.plan.team_plan.serves[team], strict=True)
    judged_limits = [limits[name] for name, serves in served if serves and name in judged]
    return min(judged_limits, default=usual_limit(arm.scenario.targets))


def _most_busy(targets: Targets) -> float:
    """Return the largest share of their time for which people may have work."""
    occupancy = targets.goals.get("occupancy")
    return BUSY_AT_MOST if occupancy is None else min(BUSY_AT_MOST, max(occupancy.value, 0.05))
