"""A first guess at the people that a desk needs, from formulas: where a search begins."""

from math import ceil

import numpy as np

from sim.measures.tables import SERVICE_LIMIT
from sim.scenario.root import Scenario
from sim.scenario.targets import Targets
from sim.studies.experiment import Arm
from sim.studies.load import HOUR, TeamLoad, team_loads
from sim.studies.steps import is_fixed, size
from sim.theory.staffing import Goal, min_agents_erlang_c

BUSY_AT_MOST = 0.9
"""Share of a week's work time that deferred work can fill before its backlog grows for long."""
USUAL_LEVEL = 0.8
"""Service level where the targets name none."""


def guessed_sizes(arm: Arm) -> dict[str, int]:
    """Return a number of steps for each team that can grow, at least 1."""
    teams, needs = arm.scenario.people.teams, needs_over_staff(arm)
    growing = {name: team for name, team in teams.items() if not is_fixed(team)}
    return {name: max(1, ceil(size(team) * needs[name])) for name, team in growing.items()}


def needs_over_staff(arm: Arm) -> dict[str, float]:
    """Return by team the people it needs over those it has; 1 where nothing can be said.

    Work is what `load` says it is. A week's work needs the hours for it; over live channels the
    busiest hour needs the agents that Erlang C asks for.
    """
    if arm.scenario.demand.trace:
        return dict.fromkeys(arm.scenario.people.teams, 1.0)
    return {load.name: _ratio(load, arm.scenario) for load in team_loads(arm.scenario, arm.plan)}


def _ratio(load: TeamLoad, scenario: Scenario) -> float:
    """Return the people needed over those there are."""
    if not load.staff.any():
        return 1.0
    over_the_week = load.load.sum() / load.staff.sum() / BUSY_AT_MOST
    per_agent = np.divide(load.live, load.staff, np.zeros_like(load.live), where=load.staff > 0)
    hour = int(per_agent.argmax())
    if not per_agent[hour]:
        return float(over_the_week)
    service = load.load[hour] / load.rate[hour]
    calls = load.live[hour] / service
    agents = min_agents_erlang_c(float(calls), float(service), _goal(scenario.targets))
    return max(float(over_the_week), float(agents / load.staff[hour]))


def _goal(targets: Targets) -> Goal:
    """Return the goal for an hour of live work that comes nearest to the targets; in hours."""
    level, occupancy = targets.goals.get("service_level"), targets.goals.get("occupancy")
    within = level.within if level and level.within is not None else SERVICE_LIMIT
    return Goal(
        level=float(np.clip(level.value if level else USUAL_LEVEL, 0.01, 0.99)),
        within=within / HOUR,
        max_occupancy=float(np.clip(occupancy.value if occupancy else 1.0, 0.05, 1.0)),
    )
