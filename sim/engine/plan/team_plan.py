"""What teams are in numbers: which queues they serve, how fast, and how much at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.engine.plan.routing import Routing
from sim.scenario.derived.queues import REVIEW, reviewing_team
from sim.scenario.root import Scenario
from sim.scenario.sections.team import Team, factor_of
from sim.workload.grid import on_grid


class ShiftEnd(IntEnum):
    """What becomes of an agent's talk on deferred contacts when the shift ends."""

    FINISH = 0
    PAUSE = 1
    HAND_OVER = 2


@dataclass(frozen=True)
class TeamPlan:
    """All teams in numbers, one row per team in file order.

    Attributes
    ----------
    weights
        The weight of each queue that a team serves; NaN: it does not. Shape (teams, queues).
    helps_after
        Seconds of waiting after which it helps with a queue that it does not serve; infinite:
        never. Shape (teams, queues).
    law
        Which law a team's handle times have: 0 for that of the types, else its own, counted from
        1 among those of teams. Shape (teams,).
    talk_factor, wrap_factor
        Factors on handle times, and on their after-call work on top, shape (teams, types).
    connect
        Seconds that are added to each talk, shape (teams,).
    slots
        Contacts that an agent may have in hand, on average over the team, shape (teams, channels).
    score
        Score of a team's agents in queues that assign by it, shape (teams,).
    at_shift_end
        `ShiftEnd` of each team, shape (teams,).
    slow_down
        Factor on a handle time that begins with 1, 2, ... contacts in hand; the last column holds
        for more. Shape (teams, steps).
    """

    weights: Floats
    helps_after: Floats
    law: Integers
    talk_factor: Floats
    wrap_factor: Floats
    connect: Floats
    slots: Floats
    slow_down: Floats
    score: Floats
    at_shift_end: Integers

    @property
    def serves(self) -> Flags:
        """Whether each team serves each queue, shape (teams, queues)."""
        return ~np.isnan(self.weights)


def slots_of(mean: Any, agent: Any) -> Any:
    """Return agents' slots: of 2.5 on average, every second agent has 3 and the others 2.

    Parameters
    ----------
    mean
        Slots on average, a number or an array.
    agent
        Numbers of the agents, in the same shape.
    """
    slots: Integers = np.floor((agent + 1) * mean) - np.floor(agent * mean)
    return slots.astype(np.int64)


def team_plan(scenario: Scenario, routing: Routing) -> TeamPlan:
    """Return the teams of an arm in numbers."""
    names, teams = zip(*scenario.people.teams.items(), strict=True)
    weights = np.array(
        [[_number(_weight(scenario, name, queue)) for queue in routing.queues] for name in names]
    )
    helps = np.array(
        [[_seconds(_helps(team, queue)) for queue in routing.queues] for team in teams]
    )
    on_its_own = ~np.isnan(weights)
    types, channels = list(scenario.inquiry_types), list(scenario.channels)
    return TeamPlan(
        weights=weights,
        helps_after=np.where(on_its_own, np.inf, helps),
        law=np.array([_law(scenario, team) for team in teams]),
        talk_factor=_factors([team.handle_factor for team in teams], types),
        wrap_factor=_factors([team.wrap_factor for team in teams], types),
        connect=np.array([on_grid(team.connect) for team in teams]),
        slots=np.array([[team.slots.get(name, 1.0) for name in channels] for team in teams]),
        slow_down=_slow_down(teams),
        score=np.array([team.score for team in teams], dtype=np.float64),
        at_shift_end=np.array([ShiftEnd[team.at_shift_end.upper()] for team in teams]),
    )


def _law(scenario: Scenario, team: Team) -> int:
    own = team.handle_time
    return 0 if own is None else 1 + scenario.people.handle_laws.index(own)


def _factors(by_team: Sequence[float | dict[str, float]], types: Sequence[str]) -> Floats:
    return np.array([[factor_of(factors, name) for name in types] for factors in by_team])


def _weight(scenario: Scenario, name: str, queue: tuple[str, str]) -> float | None:
    """Return a team's weight of a queue; only its own team serves that of reviews."""
    if queue[0] == REVIEW:
        return 0.0 if name == reviewing_team(scenario) else None
    return scenario.people.teams[name].weight(*queue)


def _helps(team: Team, queue: tuple[str, str]) -> float | None:
    return None if queue[0] == REVIEW else team.helps_after(*queue)


def _number(weight: float | None) -> float:
    return np.nan if weight is None else weight


def _seconds(after: float | None) -> float:
    return np.inf if after is None else on_grid(after)


def _slow_down(teams: Sequence[Team]) -> Floats:
    """Return the factors at 1, 2, ... contacts in hand; what is not said is that of one less."""
    steps = max(max(team.slow_down, default=1) for team in teams)
    factors = np.ones((len(teams), steps))
    for row, team in enumerate(teams):
        for count in range(2, steps + 1):
            factors[row, count - 1] = team.slow_down.get(count, factors[row, count - 2])
    return factors
