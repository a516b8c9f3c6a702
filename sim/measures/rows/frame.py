"""What all replications of an arm have in common: made once, whatever is played how often."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.base.time import HALF_HOUR, HOUR
from sim.engine.plan.plan import Plan
from sim.measures.rows.business import Opening
from sim.measures.rows.edges import Edges
from sim.measures.rows.labour import contracted_hours, hourly_rates
from sim.measures.rows.service_limits import service_limits
from sim.scenario.root import Scenario
from sim.scenario.values.horizon import Horizon

KEPT = 32
"""Arms that are remembered: as many as are played in turns, and no more of a study's than that."""


@dataclass(frozen=True, eq=False)
class Frame:
    """What an arm's plan and scenario say of all its replications.

    Attributes
    ----------
    plan, scenario
        The arm that is played: codes and opening hours; prices, targets and the run.
    """

    plan: Plan
    scenario: Scenario
    _contracted: dict[tuple[int, ...], Floats] = field(default_factory=dict, init=False)

    @cached_property
    def edges(self) -> Edges:
        """Ends of the half hours of the measured window."""
        return Edges(window_edges(self.plan.horizon))

    @cached_property
    def hours(self) -> Floats:
        """Length of each of them."""
        return self.edges.widths / HOUR

    @cached_property
    def rates(self) -> Floats:
        """Loaded cost of an hour of each team."""
        return np.array(hourly_rates(self.scenario))

    @cached_property
    def limits(self) -> Floats:
        """Time limit of the service level in each queue, in seconds."""
        return np.array(list(service_limits(self.scenario).values()))

    @cached_property
    def opening(self) -> tuple[Opening, ...]:
        """Opening hours of each channel."""
        return tuple(map(Opening, self.plan.opening))

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """Names of each breakdown's members, in the order of their codes.

        The breakdown by time, in seconds from the start, has members in day runs only.
        """
        plan = self.plan
        ends = self.edges.instants[:-1] + self.hours * HOUR
        times = ends if self.scenario.run.kind == "day" else ends[:0]
        return {
            "channel": plan.channels,
            "type": plan.types,
            "urgency": ("1", "2", "3", "4", "5"),
            "hours": ("inside", "outside"),
            "segment": plan.segments,
            "queue": plan.queues,
            "team": plan.teams,
            "rule": plan.policy.escalating,
            "programme": tuple(programme.name for programme in plan.own_programmes),
            "time": tuple(f"{time:.0f}" for time in times),
        }

    def contracted(self, rostered: Integers) -> Floats:
        """Return the hours that each team is paid for before any overtime, shape (teams, bins).

        Parameters
        ----------
        rostered
            By team: people in the roster that was played.
        """
        key = tuple(rostered.tolist())
        known = self._contracted.get(key)
        if known is None:
            edges, teams = self.edges.instants, self.scenario.people.teams.values()
            known = self._contracted[key] = np.array(
                [
                    contracted_hours(self.scenario, team, edges, heads)
                    for team, heads in zip(teams, key, strict=True)
                ]
            )
        return known


def frame_of(plan: Plan, scenario: Scenario) -> Frame:
    """Return what is remembered of an arm, which is known by its very plan and scenario."""
    return _frame(_Same(plan), _Same(scenario))


def window_edges(horizon: Horizon) -> Floats:
    """Return the ends of the half hours of the measured window, shape (half hours + 1,)."""
    grid = np.arange(0.0, horizon.end + HALF_HOUR, HALF_HOUR)
    return np.unique(grid.clip(horizon.window_start, horizon.window_end))


@dataclass(frozen=True, eq=False)
class _Same:
    """An object that equals itself only, so that a memory need not compare what it holds."""

    value: Any

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value


@lru_cache(KEPT)
def _frame(plan: _Same, scenario: _Same) -> Frame:
    return Frame(plan.value, scenario.value)
