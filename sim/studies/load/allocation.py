"""Which team does how much of each queue's work, hour by hour: water filled in the teams' order.

A contact joins the first team of its queue with somebody free; where nobody is, whoever is free
first takes it. So the first team takes the share of its live work that does not find it full, by
Erlang's loss formula; what does goes to the next, then, after so long a wait, to the teams that
help, and what is left waits and is shared by the people of these teams. Deferred work fills what is
left of the teams' hours in the same order, and the rest is the backlog with which the next hour
begins.

Agents with several slots take a further contact beside others only when nobody is idle: a contact
that is taken so costs less of their time.

Streams that overflow are taken as Poisson, as if they had no peaks (R. B. Cooper 1981,
*Introduction to Queueing Theory*, 2nd ed., section 4.7, says what that neglects). docs/check.md has
the comparison with play.
"""

from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Floats
from sim.base.time import HOUR
from sim.engine.plan.plan import Plan
from sim.studies.load.filling import EMPTY, Line, fill
from sim.studies.load.fullness import Fullness, Offered, fullness
from sim.studies.load.work import Work, at_once, live_queues
from sim.theory.fractional_agents import waiting

ROUNDS = 8
"""How often shares and fullness are reckoned from each other at most."""
SETTLED = 0.005
"""They have settled when no team's occupancy changes by more."""


@dataclass(frozen=True)
class Allocation:
    """Who does what, in erlangs of agents' time.

    Attributes
    ----------
    live
        Live work by team, queue and hour, each contact alone, shape (teams, queues, hours).
    deferred
        Deferred work done, shape (teams, queues, hours).
    busy
        Agents busy, by team and hour: what several slots save is taken off.
    backlog
        Deferred work left at the end of each hour, in hours of agents whose pace is 1, shape
        (queues, hours).
    pace
        Time that a second of each queue's work takes each team, shape (teams, queues).
    speed
        How many contacts a full agent handles in the time of one alone, shape (teams, queues).
    """

    live: Floats
    deferred: Floats
    busy: Floats
    backlog: Floats
    pace: Floats
    speed: Floats


class Allocator:
    """Allots the work of one arm to its teams.

    Parameters
    ----------
    plan
        The arm.
    work
        The work by queue and hour.
    staff
        Agents at work, shape (teams, hours).
    """

    def __init__(self, plan: Plan, work: Work, staff: Floats) -> None:
        self._work, self._staff = work, staff
        queues = np.flatnonzero(work.load.any(axis=1))
        is_live = live_queues(plan)
        self._live = [queue for queue in queues.tolist() if is_live[queue]]
        self._teams = [[team for team in row if team >= 0] for row in plan.teams_of.tolist()]
        self._helpers = [_helpers(plan, queue) for queue in range(len(plan.queues))]
        deferred = [queue for queue in queues.tolist() if not is_live[queue]]
        self._lines = _lines(plan, deferred, self._teams, self._helpers)
        self._speed = at_once(plan.team_plan, plan.channel_of)
        self._slots = plan.team_plan.slots[:, plan.channel_of]

    def allot(self, own_factor: tuple[Floats, Floats]) -> Allocation:
        """Return who does what.

        Parameters
        ----------
        own_factor
            Mean and variance of the agents' own factors, by team.

        Notes
        -----
        Of agents who take turns, quick ones take more of the work: in a cycle of work f s and a
        rest, the mean factor over contacts is E[f / (f s + rest)] / E[1 / (f s + rest)], about
        mean - occupancy x variance.
        """
        mean, variance = own_factor
        nobody = np.zeros(self._staff.shape)
        none_idle, busy, backlogged = nobody, nobody, nobody
        places = Fullness(nobody, nobody)
        factor = mean
        for number in range(ROUNDS):
            pace = self._work.pace * factor[:, None]
            live, comes = self._allot_live(pace, places)
            # Who waits is taken beside another contact, unless deferred work keeps all others busy.
            beside = np.maximum(none_idle - places.full * backlogged, 0.0)
            live_time = self._agent_time(live, beside)
            room = np.maximum(self._staff - live_time, 0.0)
            filled = fill(self._work.load, room, places.busy, pace, self._lines)
            deferred, backlogged = filled.done.sum(axis=1), filled.backlogged
            now = fullness(self._offered(comes, beside, deferred), self._staff, backlogged)
            idle = np.maximum(waiting(live_time + deferred, self._staff), backlogged)
            # Later halfway, since what finds a team full makes the next one full in turn.
            way = 0.5 if number else 1.0
            none_idle = none_idle + way * (idle - none_idle)
            pairs = zip(places, now, strict=True)
            places = Fullness(*(old + way * (new - old) for old, new in pairs))
            before, busy = busy, live_time + deferred
            if (np.abs(self._occupancy(busy) - self._occupancy(before)) <= SETTLED).all():
                break
            factor = mean - self._occupancy(busy) * variance / mean
        return Allocation(live, filled.done, busy, filled.backlog, pace, self._speed)

    def _occupancy(self, busy: Floats) -> Floats:
        """Return the share of their time that a team's people are busy, at most 1."""
        present = self._staff.sum(axis=1)
        share = busy.sum(axis=1) / np.where(present > 0, present, 1.0)
        occupancy: Floats = np.minimum(share, 1.0)
        return occupancy

    def _allot_live(self, pace: Floats, places: Fullness) -> tuple[Floats, Floats]:
        """Return live work that teams take, and that comes to them, by team, queue and hour."""
        live = np.zeros((len(self._staff), len(self._work.load), self._staff.shape[1]))
        offered = np.zeros_like(live)
        for queue in self._live:
            load = self._work.load[queue]
            for team, (taken, comes) in self._live_shares(queue, places).items():
                work = load * pace[team, queue]
                live[team, queue], offered[team, queue] = work * taken, work * comes
        return live, offered

    def _live_shares(self, queue: int, places: Fullness) -> dict[int, tuple[Floats, Floats]]:
        """Return by team the shares of a live queue that it takes and is offered, by hour."""
        teams = self._teams[queue]
        rest = np.ones(self._staff.shape[1])
        shares = {}
        for team in teams:
            free = self._free(team, queue, places)
            shares[team] = rest * free, rest
            rest = rest * (1.0 - free)
        people = {team: self._staff[team] for team in teams}
        for team, still in self._still_waiting(queue).items():
            free = self._free(team, queue, places)
            shares[team] = rest * still * free, rest * still
            rest = rest * (1.0 - still * free)
            people[team] = self._staff[team] * still
        for team, part in _by_people(people, len(teams)).items():
            taken, comes = shares[team]
            shares[team] = taken + rest * part, comes + rest * part
        return shares

    def _free(self, team: int, queue: int, places: Fullness) -> Floats:
        """Return the chance that a team has a place for a contact, by hour."""
        full = places.of(team, float(self._slots[team, queue]))
        free: Floats = np.where(self._staff[team] > EMPTY, 1.0 - full, 0.0)
        return free

    def _offered(self, comes: Floats, beside: Floats, deferred: Floats) -> Offered:
        """Return what is offered to teams, from the live work that comes to each of them."""
        alone = comes.sum(axis=1)
        taken_up = np.einsum("tqh,tq->th", comes, self._slots / self._speed)
        slots = np.einsum("tqh,tq->th", comes, self._slots)
        places = np.divide(slots, alone, out=np.ones_like(alone), where=alone > 0)
        return Offered(self._agent_time(comes, beside), taken_up, places, deferred)

    def _still_waiting(self, queue: int) -> dict[int, Floats]:
        """Return the share of those who wait that does so until each further team helps.

        Who waits, waits longer than t with probability exp(-(n - a) t / service) where nobody
        leaves.
        """
        if not self._helpers[queue]:
            return {}
        load, rate = self._work.load[queue], self._work.rate[queue]
        people = self._staff[self._teams[queue]].sum(axis=0)
        service = np.divide(load, rate, out=np.ones_like(load), where=rate > 0)
        leaving = np.maximum(people - load, 0.0) / np.maximum(service, EMPTY)
        return {team: np.exp(-after / HOUR * leaving) for after, team in self._helpers[queue]}

    def _agent_time(self, live: Floats, beside: Floats) -> Floats:
        """Return the agents' time that live work takes, by team and hour.

        `beside` is the share of contacts that find nobody idle, but a slot beside another contact.
        """
        saved = np.einsum("tqh,tq->th", live, 1.0 - 1.0 / self._speed)
        return np.asarray(live.sum(axis=1) - beside * saved)


def _by_people(people: dict[int, Floats], own: int) -> dict[int, Floats]:
    """Return each team's share of the people; where nobody is, the queue's own teams share alike.

    Parameters
    ----------
    people
        By team and hour, a queue's own teams first.
    own
        How many are its own.
    """
    counts = np.array(list(people.values())).reshape(len(people), -1)
    total = counts.sum(axis=0)
    even = np.zeros_like(counts)
    even[:own] = 1.0 / max(own, 1)
    parts: Floats = np.divide(counts, total, out=even, where=total > EMPTY)
    return dict(zip(people, parts, strict=True))


def _helpers(plan: Plan, queue: int) -> list[tuple[float, int]]:
    """Return after how many seconds further teams help with a queue, the soonest first."""
    after = plan.team_plan.helps_after[:, queue]
    return sorted((float(after[team]), int(team)) for team in np.flatnonzero(np.isfinite(after)))


def _lines(
    plan: Plan,
    queues: list[int],
    teams: list[list[int]],
    helpers: list[list[tuple[float, int]]],
) -> list[Line]:
    """Return deferred queues by the teams that serve them, and by their largest weight."""
    weights = np.nan_to_num(plan.team_plan.weights, nan=-np.inf).max(axis=0, initial=-np.inf)
    lines: dict[tuple[tuple[int, ...], float], list[int]] = {}
    for queue in queues:
        way = (*teams[queue], *(team for _, team in helpers[queue]))
        lines.setdefault((way, float(weights[queue])), []).append(queue)
    return [Line(members, list(way), weight) for (way, weight), members in lines.items()]
