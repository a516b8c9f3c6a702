"""What the measured window holds by half hour: of the desk, of its queues and of its teams."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.base.time import HALF_HOUR, HOUR, HOURS_OF_MONTH
from sim.engine.bind.people.roster import team_sizes
from sim.engine.journal import Journal
from sim.engine.plan.plan import Plan
from sim.measures.rows.agents import agent_states
from sim.measures.rows.labour import paid_hours
from sim.measures.rows.programmes import programme_rows
from sim.measures.rows.rows import Rows
from sim.measures.rows.spans import count_at, seconds_by_bin
from sim.measures.rows.upkeep import monthly_upkeep
from sim.scenario.root import Scenario
from sim.scenario.values.horizon import Horizon


@dataclass(frozen=True)
class ClockRows(Rows):
    """One row per half hour of the window (its ends may cut the first and the last).

    Attributes
    ----------
    hours
        Its length.
    in_system
        Contacts that have arrived and not ended, at its end.
    staffed, activity
        Running costs with labour as it is paid for, and with labour by handle time.
    """

    hours: Floats
    in_system: Floats
    staffed: Floats
    activity: Floats

    @property
    def months(self) -> Floats:
        """Its length in months."""
        return self.hours / HOURS_OF_MONTH


@dataclass(frozen=True)
class QueueRows(Rows):
    """One row per queue and half hour.

    Attributes
    ----------
    waiting
        Contact-hours of waiting.
    backlog
        Contacts that wait at its end.
    """

    waiting: Floats
    backlog: Floats


@dataclass(frozen=True)
class TeamRows(Rows):
    """One row per team and half hour, in agent-hours.

    Attributes
    ----------
    busy, available
        With a contact in hand; on duty with none.
    scheduled
        On shifts, breaks, time off the queue and absence included.
    overtime
        With a contact in hand outside the shifts for which they are present.
    in_hand
        Contact-hours in hand, after-call work included.
    rate
        Loaded cost of an hour.
    """

    busy: Floats
    available: Floats
    scheduled: Floats
    overtime: Floats
    in_hand: Floats
    rate: Floats

    @property
    def worked(self) -> Floats:
        """Scheduled hours and overtime."""
        return self.scheduled + self.overtime


def window_edges(horizon: Horizon) -> Floats:
    """Return the ends of the half hours of the measured window, shape (half hours + 1,)."""
    grid = np.arange(0.0, horizon.end + HALF_HOUR, HALF_HOUR)
    return np.unique(grid.clip(horizon.window_start, horizon.window_end))


def team_rows(journal: Journal, plan: Plan, edges: Floats, rates: Sequence[float]) -> TeamRows:
    """Return what the teams did in each half hour; `rates` are what an hour of each costs."""
    teams = len(plan.teams)

    def hours(team: Integers, start: Floats, end: Floats) -> Floats:
        until = np.where(np.isnan(end), journal.end, end)
        return seconds_by_bin(start, until, edges, team, teams).ravel() / HOUR

    states = agent_states(journal)
    busy, available, overtime = (
        hours(states.team[mask], states.start[mask], states.end[mask])
        for mask in (states.busy, states.available, states.overtime)
    )
    roster, legs = journal.roster, journal.legs
    handled = legs.take(~np.isnan(legs.started))
    return TeamRows(
        time=np.tile(edges[:-1], teams),
        codes={"team": np.repeat(np.arange(teams), len(edges) - 1)},
        busy=busy,
        available=available,
        scheduled=hours(roster.team, roster.start, roster.end),
        overtime=overtime,
        in_hand=hours(handled.team, handled.started, handled.wrap_end),
        rate=np.repeat(rates, len(edges) - 1),
    )


def queue_rows(journal: Journal, plan: Plan, edges: Floats) -> QueueRows:
    """Return how many waited in the queues in each half hour."""
    legs, queues = journal.legs, len(plan.queues)
    over = np.fmin(legs.started, legs.left)
    until = np.where(np.isnan(over), np.inf, over)
    seconds = seconds_by_bin(legs.joined, until.clip(max=journal.end), edges, legs.queue, queues)
    rows = [legs.queue == queue for queue in range(queues)]
    backlog = [count_at(legs.joined[row], until[row], edges[1:]) for row in rows]
    return QueueRows(
        time=np.tile(edges[:-1], queues),
        codes={"queue": np.repeat(np.arange(queues), len(edges) - 1)},
        waiting=seconds.ravel() / HOUR,
        backlog=np.concatenate(backlog).astype(np.float64),
    )


def clock_rows(
    journal: Journal, plan: Plan, scenario: Scenario, edges: Floats, teams: TeamRows
) -> ClockRows:
    """Return the contacts in the system and the running costs of each half hour."""
    contacts, prices = journal.contacts, scenario.money
    until = np.where(np.isnan(contacts.ended), np.inf, contacts.ended)
    hours = np.diff(edges) / HOUR
    sessions = np.diff(np.searchsorted(np.sort(contacts.bot_start), edges))
    monthly = prices.platform + monthly_upkeep(scenario) if plan.has_bot else 0.0
    other = hours / HOURS_OF_MONTH * monthly + sessions * prices.per_conversation
    reached = programme_rows(contacts, plan, float(edges[0]), float(edges[-1]))
    other += np.histogram(reached.time, edges, weights=reached.cost)[0]
    overtime, in_hand, rate = (
        column.reshape(len(plan.teams), -1)
        for column in (teams.overtime, teams.in_hand, teams.rate)
    )
    rostered = team_sizes(journal.roster, len(plan.teams)).tolist()
    paid = paid_hours(scenario, edges, overtime, in_hand, rostered)
    return ClockRows(
        time=edges[:-1],
        codes={"time": np.arange(len(hours))},
        hours=hours,
        in_system=count_at(contacts.arrival, until, edges[1:]).astype(np.float64),
        staffed=(paid * rate).sum(axis=0) + other,
        activity=(in_hand * rate).sum(axis=0) + other,
    )
