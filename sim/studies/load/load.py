"""How much work meets how many people, hour by hour of the week, without playing anything.

The bot is taken at its resolution rate: what it does not resolve reaches people. Policies, false
closings and customers who leave are left to the simulation.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Floats
from sim.base.time import HOUR, HOURS_OF_WEEK
from sim.engine.bind.roster import make_roster
from sim.engine.journal import Activity
from sim.engine.plan.plan import Plan
from sim.engine.plan.team_plan import TeamPlan
from sim.measures.rows.spans import seconds_by_bin
from sim.scenario.root import Scenario
from sim.studies.load.answers import answers_per_case
from sim.studies.load.legs import mean_legs, wrap_share
from sim.studies.load.ordinary_week import OrdinaryWeek
from sim.theory.erlang_c import ErlangC, erlang_c
from sim.workload.candidates.multiplier import planned_factors
from sim.workload.demand.cells import Cell, read_cells
from sim.workload.demand.counts import dated_factors
from sim.workload.draws.streams import Streams


@dataclass(frozen=True)
class TeamLoad:
    """What reaches a team, and who is there for it, by hour of the week from Monday 00:00.

    Attributes
    ----------
    name
        The team.
    rate
        Contacts an hour, shape (168,).
    load
        Offered load in erlangs, shape (168,).
    live
        The share of the load that comes over live channels, in erlangs, shape (168,).
    staff
        Agents at work, shape (168,).
    hours
        Hours of the week that the measured window holds; all figures are 0 in the others.
    """

    name: str
    rate: Floats
    load: Floats
    live: Floats
    staff: Floats
    hours: int

    @property
    def mean(self) -> float:
        """Mean load in erlangs."""
        return float(self.load.sum() / self.hours)

    @property
    def occupancy(self) -> float | None:
        """Work of the week over agent-hours at work; None where nobody is ever at work."""
        return float(self.load.sum() / self.staff.sum()) if self.staff.any() else None

    @property
    def peak(self) -> int | None:
        """The staffed hour with the highest load per agent; None where nobody is ever at work."""
        if not self.staff.any():
            return None
        per_agent = np.divide(
            self.load, self.staff, np.full(HOURS_OF_WEEK, -1.0), where=self.staff > 0
        )
        return int(per_agent.argmax())

    @property
    def unstable(self) -> list[int]:
        """Hours in which live work is not below the people at work, so that the queue grows."""
        hours: list[int] = np.flatnonzero((self.live > 0) & (self.live >= self.staff)).tolist()
        return hours

    def at(self, hour: int) -> ErlangC | None:
        """Return the Erlang C queue of an hour; None where its load is not below its agents."""
        agents = int(self.staff[hour] + 1e-9)
        if not self.load[hour] < agents:
            return None
        service = self.load[hour] / self.rate[hour] if self.rate[hour] else 1 / HOUR
        return erlang_c(float(self.rate[hour]), float(service), agents)


def team_loads(scenario: Scenario, plan: Plan, staff: Floats | None = None) -> list[TeamLoad]:
    """Return the load of each team of one arm.

    Parameters
    ----------
    scenario, plan
        The arm, whose files are named by their full paths.
    staff
        What `staff_by_hour` returns for it. Default: it is called.
    """
    week = OrdinaryWeek(scenario)
    rate, load = _queues(scenario, plan, week)
    live = plan.live[plan.channel_of]
    staff = staff_by_hour(scenario) if staff is None else staff
    loads = []
    paces = _seconds_per_second(scenario, plan)
    for name, pace, share, present in zip(
        plan.teams, paces, _shares(plan, staff), staff, strict=True
    ):
        work = (pace[:, :, None] * load).sum(axis=0) * share
        loads.append(
            TeamLoad(
                name=name,
                rate=(rate.sum(axis=0) * share).sum(axis=0),
                load=work.sum(axis=0),
                live=work[live].sum(axis=0),
                staff=present,
                hours=week.hours,
            )
        )
    return loads


def staff_by_hour(scenario: Scenario) -> Floats:
    """Return the mean number of agents at work in the ordinary week, shape (teams, 168)."""
    week, teams = OrdinaryWeek(scenario), len(scenario.people.teams)
    roster = make_roster(scenario, Streams(scenario.run.seed, 0))
    work = roster.take(roster.activity == Activity.WORK)
    seconds = seconds_by_bin(work.start, work.end, week.edges, work.team, teams)
    return week.means(seconds / HOUR)


def _queues(scenario: Scenario, plan: Plan, week: OrdinaryWeek) -> Floats:
    """Return contacts for people an hour and their load, shape (2, types, queues, 168).

    The load is in erlangs for a team whose factors are 1.
    """
    rate, load = both = np.zeros((2, len(plan.types), len(plan.queues), HOURS_OF_WEEK))
    inquiry_types, channels = (
        list(scenario.inquiry_types.values()),
        list(scenario.channels.values()),
    )
    volumes = scenario.demand.multiplier * planned_factors(scenario)
    dated = dated_factors(scenario, week.days)
    for cell, volume in zip(read_cells(scenario), volumes, strict=True):
        if not cell.per_day:
            continue
        answers = answers_per_case(scenario, inquiry_types[cell.type], channels[cell.channel])
        reach = _weights(cell, week) * dated
        for channel, share in _handling_channels(plan, cell.channel, week):
            cases = cell.per_day / 24 * volume * week.means(reach * share)
            for leg in mean_legs(scenario, plan, cell.type, channel):
                rate[leg.type_code, leg.queue] += cases * answers * leg.number
                load[leg.type_code, leg.queue] += cases * answers * leg.number * leg.seconds / HOUR
            if plan.dispatched:
                queue = plan.dispatch_of[channel]
                rate[cell.type, queue] += cases
                load[cell.type, queue] += cases * scenario.triage.dispatch_time.mean / HOUR
    return both


def _handling_channels(
    plan: Plan, channel: int, week: OrdinaryWeek
) -> Iterator[tuple[int, Floats]]:
    """Yield the channels on which people handle a channel's contacts, with each hour's share."""
    own = plan.channel_plans[channel]
    there = _open_share(plan.opening[channel], week)
    yield channel, there if own.loses or own.diverts else np.ones_like(there)
    if own.diverts:
        lost = plan.channel_plans[own.target].loses
        open_there = _open_share(plan.opening[own.target], week) if lost else 1.0
        yield own.target, np.minimum(1.0 - there, open_there)


def _seconds_per_second(scenario: Scenario, plan: Plan) -> Floats:
    """Return the agent's time that a second of work takes, shape (teams, types, queues).

    It includes the team's factors on talk and after-call work, what several slots save, and a
    copilot.
    """
    shape = (len(plan.teams), len(plan.types), len(plan.queues))
    copilot = scenario.people.copilot if plan.has_bot and scenario.policy.copilot else None
    factors = np.full(shape, copilot.mean_factor if copilot else 1.0)
    teams = plan.team_plan
    for type_code, inquiry_type in enumerate(scenario.inquiry_types.values()):
        for queue, channel in enumerate(plan.channel_of.tolist()):
            wrap = wrap_share(inquiry_type, plan.channels[channel])
            pace = teams.talk_factor[:, type_code] * (
                1 - wrap + wrap * teams.wrap_factor[:, type_code]
            )
            factors[:, type_code, queue] *= pace / _at_once(teams, channel)
    return factors


def _at_once(teams: TeamPlan, channel: int) -> Floats:
    """Return how many contacts a full agent handles in the time of one alone, by team."""
    slots = teams.slots[:, channel]
    most = np.minimum(np.floor(slots + 0.5).astype(np.int64), teams.slow_down.shape[1]) - 1
    at_once: Floats = slots / teams.slow_down[np.arange(len(slots)), most]
    return at_once


def _weights(cell: Cell, week: OrdinaryWeek) -> Floats:
    """Return the profile's weight, with mean 1 over its week, of each of the run's hours."""
    by_hour = cell.profile.weights.reshape(7, 24, 2).mean(axis=2)
    weights: Floats = by_hour[cell.profile.weekdays(week.days), np.arange(len(week.days)) % 24]
    return weights


def _open_share(opening: Floats, week: OrdinaryWeek) -> Floats:
    """Return the share of each of the run's hours in which a channel is open."""
    share: Floats = seconds_by_bin(opening[:, 0], opening[:, 1], week.edges)[0] / HOUR
    return share


def _shares(plan: Plan, staff: Floats) -> Floats:
    """Return each team's share of each queue by its people at work, shape (teams, queues, 168)."""
    serves = plan.team_plan.serves
    there = serves[:, :, None] * staff[:, None, :]
    anyone = there.sum(axis=0) > 0
    weights = np.where(anyone, there, serves[:, :, None])
    total = weights.sum(axis=0)  # 0 where a queue without volume has no team
    shares: Floats = np.divide(weights, total, out=np.zeros(weights.shape), where=total > 0)
    return shares
