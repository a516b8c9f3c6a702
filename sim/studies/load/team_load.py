"""What reaches a team and who is there for it, by hour of the ordinary week and by dated week."""

from dataclasses import dataclass
from math import inf
from typing import NamedTuple

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.base.time import HOUR, HOURS_OF_WEEK
from sim.engine.plan.plan import Plan
from sim.engine.plan.team_plan import ShiftEnd
from sim.scenario.root import Scenario
from sim.studies.load.allocation import Allocation
from sim.studies.load.axis import Axis
from sim.studies.load.patience import mean_patience
from sim.studies.load.staff import Staff
from sim.studies.load.work import Work, live_queues
from sim.theory.fractional_agents import abandonment, mean_wait, waiting

CLEARED = 0.02
"""A backlog up to this share of the largest counts as cleared."""


class WeekLoad(NamedTuple):
    """One week of the measured window.

    Attributes
    ----------
    first_day
        Its first day, counted from 1970-01-01.
    work
        Agent-hours of work: of live contacts in the hour they come, of deferred ones when done.
    staff
        Agent-hours at work.
    overtime
        Agent-hours in which what was in hand at a break, a block or the day's end is finished.
    cleared
        Hours from Monday 00:00 until the backlog of deferred work is gone; None: it never is.
    """

    first_day: int
    work: float
    staff: float
    overtime: float
    cleared: int | None

    @property
    def occupancy(self) -> float | None:
        """Share of the time at work with a contact in hand; None where nobody is ever at work."""
        return self.work / (self.staff + self.overtime) if self.staff else None


class Queue(NamedTuple):
    """Live work of one hour by Erlang's formulas, taken for a lasting state.

    Attributes
    ----------
    waits
        Share of contacts that wait.
    mean_wait
        Mean wait of all in seconds; infinite where they keep coming faster than people can serve
        and nobody leaves.
    leaves
        Share that leaves; 0 by Erlang C.
    """

    waits: float
    mean_wait: float
    leaves: float


@dataclass(frozen=True)
class TeamLoad:
    """What reaches a team, and who is there for it, by hour of the week from Monday 00:00.

    Attributes
    ----------
    name
        The team.
    rate
        Live contacts an hour, shape (168,).
    load
        Work in erlangs when it comes, each contact alone, shape (168,). Who abandons is in it.
    live
        The part of the load that comes over live channels, shape (168,).
    busy
        Agents busy: deferred work when it is done, less what several slots save, shape (168,).
    staff
        Agents at work, shape (168,).
    full
        Live work over what full agents do in the time of one contact alone, shape (168,).
    full_load
        The same of all work.
    backlog
        Deferred work left at the end of each hour in hours of the team's time, of the queues that
        it serves first, shape (168,).
    deferred
        Deferred work done in an ordinary week, in hours.
    patience
        Mean patience in seconds of those who wait on a line; infinite: nobody leaves.
    limited
        Whether who comes may also be turned away: by balking, capacity or trunks.
    hours
        Hours of the week that the measured window holds; all figures are 0 in the others.
    weeks
        The weeks of the window.
    """

    name: str
    rate: Floats
    load: Floats
    live: Floats
    busy: Floats
    staff: Floats
    full: Floats
    full_load: Floats
    backlog: Floats
    deferred: float
    patience: float
    limited: bool
    hours: int
    weeks: tuple[WeekLoad, ...]

    @property
    def mean(self) -> float:
        """Mean load in erlangs."""
        return float(self.load.sum() / self.hours)

    @property
    def occupancy(self) -> float | None:
        """Expected occupancy over the window; None where nobody is ever at work."""
        work = sum(week.work for week in self.weeks)
        present = sum(week.staff for week in self.weeks)
        return work / (present + sum(w.overtime for w in self.weeks)) if present else None

    @property
    def week_use(self) -> float | None:
        """Work of the ordinary week over what its people can do; None where nobody is at work."""
        present = self.staff.sum()
        return float(self.full_load.sum() / present) if present else None

    @property
    def is_bound(self) -> bool:
        """Whether load and occupancy are upper bounds, since customers may leave."""
        return bool(self.live.any()) and (self.patience < inf or self.limited)

    @property
    def peak(self) -> int | None:
        """The staffed hour with the most live work for its people; None without any."""
        staffed = (self.staff > 0) & (self.live > 0)
        if not staffed.any():
            return None
        use = np.divide(self.full, self.staff, np.full(HOURS_OF_WEEK, -1.0), where=staffed)
        return int(use.argmax())

    @property
    def unstable(self) -> list[int]:
        """Hours in which live work is not below what the people at work can do.

        The queue would grow from contact to contact if nobody left. Hours in which nobody is at
        work, and work comes, count.
        """
        hours: list[int] = np.flatnonzero((self.live > 0) & (self.full >= self.staff)).tolist()
        return hours

    @property
    def service(self) -> float:
        """Mean seconds of live work on a contact that is alone."""
        rate = self.rate.sum()
        return float(self.live.sum() / rate) * HOUR if rate else 0.0

    def at(self, hour: int) -> Queue:
        """Return the live queue of an hour by Erlang A, or C where nobody leaves.

        Several slots make more of the people; their number need not be whole.
        """
        load, people = self._live_at(hour)
        service = max(self.service, 1e-9)
        if self.patience < inf:
            wait, left = (float(x) for x in abandonment(load, people, service, self.patience))
            return Queue(wait, self.patience * left, left)
        wait = float(waiting(load, people))
        return Queue(wait, float(mean_wait(load, people, service)), 0.0)

    @property
    def leaving(self) -> float:
        """Share of the week's live work whose customers leave first, by Erlang A hour by hour."""
        if self.patience == inf or not self.live.any():
            return 0.0
        load, people = self._live_at(slice(None))
        _, left = abandonment(load, people, max(self.service, 1e-9), self.patience)
        return float(self.live @ left / self.live.sum())

    def _live_at(self, hour: int | slice) -> tuple[Floats, Floats]:
        """Return live work and the people that full agents are as good as."""
        live, full = self.live[hour], self.full[hour]
        speed = np.divide(live, full, out=np.ones_like(live), where=full > 0)
        return live, self.staff[hour] * speed

    @property
    def cleared(self) -> int | None:
        """Hours from Monday 00:00 until a usual week's backlog is gone; None: it never is.

        The usual week is the median of those of the window.
        """
        hours = sorted(HOURS_OF_WEEK + 1 if w.cleared is None else w.cleared for w in self.weeks)
        usual = hours[len(hours) // 2]
        return None if usual > HOURS_OF_WEEK else usual


def make_team_loads(
    scenario: Scenario, plan: Plan, axis: Axis, staff: Staff, work: Work, done: Allocation
) -> list[TeamLoad]:
    """Return what reaches each team, in file order.

    Parameters
    ----------
    scenario, plan, axis
        The arm and the hours through which its work was followed.
    staff, work, done
        Its people, its work, and who does what.
    """
    is_live = live_queues(plan)
    patience, limited = mean_patience(scenario, plan, work.mix), _limits(plan)
    over = _overtime(staff, work, done, plan)
    first = plan.teams_of[:, 0]
    deferred = _deferred_load(work, done, plan)
    loads = []
    rows = done.busy, staff.present, over
    for team, name in enumerate(plan.teams):
        live = done.live[team]
        backlog = _backlog(done, first == team, team)
        loads.append(
            TeamLoad(
                name=name,
                rate=axis.week_means(_live_rate(work, done, team)),
                load=axis.week_means(live.sum(axis=0) + deferred[team].sum(axis=0)),
                live=axis.week_means(live.sum(axis=0)),
                busy=axis.week_means(done.busy[team]),
                staff=axis.week_means(staff.present[team]),
                full=axis.week_means(_full(live, done, team)),
                full_load=axis.week_means(_full(live + deferred[team], done, team)),
                backlog=axis.week_means(backlog),
                deferred=float(axis.week_means(done.deferred[team].sum(axis=0)).sum()),
                patience=_weighted(patience, done.live[team].sum(axis=1), is_live),
                limited=bool((limited & (live.sum(axis=1) > 0)).any()),
                hours=axis.hours_of_week,
                weeks=_weeks(axis, [row[team] for row in rows], backlog),
            )
        )
    return loads


def _live_rate(work: Work, done: Allocation, team: int) -> Floats:
    """Return the live contacts an hour that a team takes."""
    rate = np.zeros(done.live.shape[2])
    for queue in np.flatnonzero(done.live[team].any(axis=1)).tolist():
        load = work.load[queue] * done.pace[team, queue]
        share = np.divide(done.live[team, queue], load, out=np.zeros_like(load), where=load > 0)
        rate += work.rate[queue] * share
    return rate


def _deferred_load(work: Work, done: Allocation, plan: Plan) -> Floats:
    """Return deferred work when it comes, by the teams that do it in the end.

    Where nobody does any, the teams of the queue share it evenly.
    """
    load = np.zeros_like(done.deferred)
    for queue in np.flatnonzero(work.load.any(axis=1) & ~live_queues(plan)).tolist():
        own = done.deferred[:, queue].sum(axis=1) / done.pace[:, queue]
        total = own.sum()
        teams = [team for team in plan.teams_of[queue].tolist() if team >= 0]
        even = np.isin(np.arange(len(own)), teams) / max(len(teams), 1)
        shares = own / total if total > 0 else even
        load[:, queue] = np.outer(shares * done.pace[:, queue], work.load[queue])
    return load


def _full(load: Floats, done: Allocation, team: int) -> Floats:
    return np.asarray((load / done.speed[team][:, None]).sum(axis=0))


def _backlog(done: Allocation, first: Flags, team: int) -> Floats:
    """Return the backlog of the queues that a team serves first, in hours of its time."""
    return np.asarray(done.pace[team][first] @ done.backlog[first])


def _overtime(staff: Staff, work: Work, done: Allocation, plan: Plan) -> Floats:
    """Return the agent-hours in which what is in hand is finished after work has ended.

    Who leaves is busy with the hour's occupancy, and what is in hand then lasts another
    E[S^2] / (2 E[S]) on average (a renewal process seen at a random time). Deferred work that a
    shift's end breaks off takes none; its after-call work is left out.
    """
    finishes = plan.team_plan.at_shift_end == ShiftEnd.FINISH
    finished = done.live.sum(axis=2) + done.deferred.sum(axis=2) * finishes[:, None]
    everything = (done.live + done.deferred).sum(axis=2)
    mean = np.divide(
        work.load.sum(axis=1),
        work.rate.sum(axis=1),
        out=np.zeros(len(work.load)),
        where=work.rate.sum(axis=1) > 0,
    )
    left = done.pace * mean * work.square / 2
    total = everything.sum(axis=1)
    residual = (finished * left).sum(axis=1) / np.where(total > 0, total, 1.0)
    occupancy = np.divide(
        done.busy, staff.present, out=np.zeros_like(done.busy), where=staff.present > 1e-9
    )
    over: Floats = staff.leaving * np.minimum(occupancy, 1.0) * residual[:, None]
    return over


def _weeks(axis: Axis, rows: list[Floats], backlog: Floats) -> tuple[WeekLoad, ...]:
    """Return the window's weeks; `rows` are those busy, at work, and in overtime, by hour."""
    least = CLEARED * backlog.max(initial=0.0)
    weeks = []
    for hours in axis.weeks:
        work, staff, overtime = (float(row[hours].sum()) for row in rows)
        cleared = _cleared(axis.place[hours], backlog[hours] <= least)
        weeks.append(WeekLoad(int(axis.days[hours[0]]), work, staff, overtime, cleared))
    return tuple(weeks)


def _cleared(place: Integers, gone: Flags) -> int | None:
    """Return the hours from Monday 00:00 until a week's backlog is gone; None: it never is."""
    return int(place[gone].min()) + 1 if gone.any() else None


def _limits(plan: Plan) -> Flags:
    """Return whether who comes to each queue may be turned away, though the channel is open."""
    limited = np.array(
        [
            channel.announces or channel.queue_capacity < inf or channel.trunks < inf
            for channel in plan.channel_plans
        ]
    )
    small = np.array([queue.capacity < inf for queue in plan.queue_plans])
    return np.asarray(limited[plan.channel_of] | small)


def _weighted(patience: Floats, load: Floats, is_live: Flags) -> float:
    """Return the mean patience over a team's live work: the rates of leaving are averaged."""
    weights = load * is_live
    total = weights.sum()
    rate = (weights / patience).sum() / total if total else 0.0
    return float(1.0 / rate) if rate > 0 else inf
