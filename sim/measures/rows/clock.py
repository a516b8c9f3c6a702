"""What the measured window holds by half hour: of the desk, of its queues and of its teams."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.base.time import HOUR, HOURS_OF_MONTH
from sim.engine.bind.people.roster import team_sizes
from sim.engine.journal import Journal
from sim.engine.plan.plan import Plan
from sim.measures.rows.agents import AgentStates, agent_states
from sim.measures.rows.edges import Edges
from sim.measures.rows.frame import Frame
from sim.measures.rows.labour import paid_hours
from sim.measures.rows.programmes import ProgrammeRows
from sim.measures.rows.rows import Rows
from sim.measures.rows.spans import Spans
from sim.measures.rows.upkeep import monthly_upkeep


@dataclass(frozen=True, eq=False)
class QueueRows(Rows):
    """One row per queue and half hour.

    Attributes
    ----------
    waits
        When contacts waited, by queue.
    """

    waits: Spans

    @cached_property
    def waiting(self) -> Floats:
        """Contact-hours of waiting."""
        return self.waits.seconds().ravel() / HOUR

    @cached_property
    def backlog(self) -> Integers:
        """Contacts that wait at its end."""
        return self.waits.at_ends().ravel()


@dataclass(frozen=True, eq=False)
class TeamRows(Rows):
    """One row per team and half hour, in agent-hours.

    Attributes
    ----------
    journal
        What happened, as far as it reaches into the half hours.
    edges
        Their ends.
    teams
        How many there are.
    rates
        What an hour of each team costs.
    """

    journal: Journal
    edges: Edges
    teams: int
    rates: Floats

    @cached_property
    def busy(self) -> Floats:
        """With a contact in hand."""
        return self._hours_of(self._states.busy)

    @cached_property
    def available(self) -> Floats:
        """On duty with none in hand."""
        return self._hours_of(self._states.available)

    @cached_property
    def overtime(self) -> Floats:
        """With a contact in hand outside the shifts for which they are present."""
        return self._hours_of(self._states.overtime)

    @cached_property
    def scheduled(self) -> Floats:
        """On shifts, breaks, time off the queue and absence included."""
        roster = self.journal.roster
        return self._hours(Spans(roster.start, roster.end, self.edges, roster.team, self.teams))

    @property
    def worked(self) -> Floats:
        """Scheduled hours and overtime."""
        return self.scheduled + self.overtime

    @cached_property
    def in_hand(self) -> Floats:
        """Contact-hours in hand, after-call work included."""
        legs = self.journal.legs
        until = np.where(np.isnan(legs.wrap_end), self.journal.end, legs.wrap_end)
        return self._hours(Spans(legs.started, until, self.edges, legs.team, self.teams))

    @cached_property
    def rate(self) -> Floats:
        """Loaded cost of an hour."""
        return np.repeat(self.rates, len(self.edges) - 1)

    @cached_property
    def _states(self) -> AgentStates:
        return agent_states(self.journal)

    @cached_property
    def _spans(self) -> Spans:
        states = self._states
        return Spans(states.start, states.end, self.edges, states.team, self.teams)

    def _hours_of(self, counted: Flags) -> Floats:
        return self._hours(self._spans, counted)

    def _hours(self, spans: Spans, counted: Flags | None = None) -> Floats:
        return spans.seconds(counted).ravel() / HOUR


@dataclass(frozen=True, eq=False)
class ClockRows(Rows):
    """One row per half hour of the window (its ends may cut the first and the last).

    Attributes
    ----------
    journal, frame
        What happened, and what all replications of its arm have in common.
    teams, programmes
        What the teams did in the half hours; the cases that programmes reached.
    """

    journal: Journal
    frame: Frame
    teams: TeamRows
    programmes: ProgrammeRows

    @property
    def hours(self) -> Floats:
        """Its length."""
        return self.frame.hours

    @property
    def months(self) -> Floats:
        """Its length in months."""
        return self.hours / HOURS_OF_MONTH

    @cached_property
    def in_system(self) -> Integers:
        """Contacts that have arrived and not ended, at its end."""
        edges, contacts = self.frame.edges, self.journal.contacts
        there = (contacts.arrival < edges.instants[-1]) & ~(contacts.ended <= edges.instants[0])
        contacts = contacts.taken_when_read(there)
        until = np.where(np.isnan(contacts.ended), np.inf, contacts.ended)
        one_group = np.zeros(len(contacts), np.int64)
        return Spans(contacts.arrival, until, edges, one_group).at_ends().ravel()

    @cached_property
    def staffed(self) -> Floats:
        """Running costs with labour as it is paid for."""
        teams, scenario = self.teams, self.frame.scenario
        rostered = team_sizes(self.journal.roster, teams.teams)
        overtime, in_hand, rate = map(self._by_team, (teams.overtime, teams.in_hand, teams.rate))
        paid = paid_hours(scenario, self.frame.contracted(rostered), overtime, in_hand)
        labour: Floats = (paid * rate).sum(axis=0)
        return labour + self._other

    @cached_property
    def activity(self) -> Floats:
        """Running costs with labour by handle time."""
        in_hand, rate = map(self._by_team, (self.teams.in_hand, self.teams.rate))
        labour: Floats = (in_hand * rate).sum(axis=0)
        return labour + self._other

    @cached_property
    def _other(self) -> Floats:
        """Running costs but those of labour."""
        plan, prices, edges = self.frame.plan, self.frame.scenario.money, self.frame.edges
        monthly = prices.platform + monthly_upkeep(self.frame.scenario) if plan.has_bot else 0.0
        sessions = edges.count(self.journal.contacts.bot_start)
        other = self.hours / HOURS_OF_MONTH * monthly + sessions * prices.per_conversation
        reached = self.programmes
        if len(reached):
            other += np.histogram(reached.time, edges.instants, weights=reached.cost)[0]
        return other

    def _by_team(self, column: Floats) -> Floats:
        return column.reshape(self.teams.teams, -1)


def team_rows(journal: Journal, edges: Edges, rates: Floats) -> TeamRows:
    """Return what the teams did in each half hour; `rates` are what an hour of each costs."""
    first, last = edges.instants[0], edges.instants[-1]
    roster, legs = journal.roster, journal.legs
    teams = len(rates)
    handled = (legs.started < last) & ~(legs.wrap_end <= first)
    there = (roster.start < last) & (roster.end > first)
    reaching_in = replace(
        journal, roster=roster.taken_when_read(there), legs=legs.taken_when_read(handled)
    )
    return TeamRows(*_rows(edges, "team", teams), reaching_in, edges, teams, rates)


def queue_rows(journal: Journal, plan: Plan, edges: Edges) -> QueueRows:
    """Return how many waited in the queues in each half hour."""
    over = np.fmin(journal.legs.started, journal.legs.left)
    waited = np.flatnonzero(
        (journal.legs.joined < edges.instants[-1]) & ~(over <= edges.instants[0])
    )
    legs, over = journal.legs.taken_when_read(waited), over.take(waited)
    until, queues = np.where(np.isnan(over), np.inf, over), len(plan.queues)
    waits = Spans(legs.joined, until, edges, legs.queue, queues)
    return QueueRows(*_rows(edges, "queue", queues), waits)


def clock_rows(
    journal: Journal, frame: Frame, teams: TeamRows, programmes: ProgrammeRows
) -> ClockRows:
    """Return the contacts in the system and the running costs of each half hour."""
    codes = {"time": np.arange(len(frame.hours))}
    return ClockRows(frame.edges.instants[:-1], codes, journal, frame, teams, programmes)


def _rows(edges: Edges, breakdown: str, members: int) -> tuple[Floats, dict[str, Integers]]:
    """Return times and codes of one row per member and interval, member by member."""
    intervals = len(edges) - 1
    codes = np.repeat(np.arange(members), intervals)
    return np.tile(edges.instants[:-1], members), {breakdown: codes}
