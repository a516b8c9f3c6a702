"""Waiting and assignment: who waits where, who is free, and who gets whom.

SimPy's resources cannot express scores that change while one waits, the longest-idle choice or
agents who leave while busy; this class hands out SimPy events instead. State changes only inside
its methods, at once: when a wait is granted the agent is busy before the contact's process resumes.
"""

from bisect import bisect_left, insort
from collections.abc import Sequence
from functools import partial

from simpy import Environment

from sim.engine.plan.queue_plan import Assign
from sim.engine.simpy_model.agents import Agents
from sim.engine.simpy_model.desk_plan import DeskPlan
from sim.engine.simpy_model.records import ContactRecord, LegRecord
from sim.engine.simpy_model.time_persistent import TimePersistent
from sim.engine.timeline import is_open

Place = tuple[float, int, int, LegRecord]
"""A waiting leg's place in its line: since, case, attempt, and the leg."""
Line = dict[tuple[float, float], list[Place]]
"""Who waits in a queue, by base and ageing: within such a class the order never changes."""


class Desk:
    """The queues and the agents of one run.

    Parameters
    ----------
    env
        The run's clock.
    plan
        Queues, teams and their weights.
    agents
        How many agents each team has.
    half_hours
        How many half hours the run has, for the integrals.
    """

    def __init__(
        self, env: Environment, plan: DeskPlan, agents: Sequence[int], half_hours: int
    ) -> None:
        self._env = env
        self._plan = plan
        self._lines: list[Line] = [{} for _ in plan.channel_of]
        self._helped: list[dict[int, Line]] = [{} for _ in plan.served]
        self._served = [
            [(queue, weight, self._lines[queue]) for queue, weight in served]
            for served in plan.served
        ]
        self._closed = [not is_open(spans, 0.0) for spans in plan.opening]
        self._agents = [Agents(*team) for team in zip(plan.slots, agents, strict=True)]
        # By team and agent: what is to go on with them, by case and attempt.
        self._paused: dict[tuple[int, int], list[tuple[int, int, LegRecord]]] = {}
        # Contacts that wait or are in hand on each channel.
        self.on_line = [0] * len(plan.channels)
        # Contacts that are not over, and what people still do for those that are.
        self.unfinished = 0
        self.waiting = [TimePersistent(half_hours) for _ in plan.channel_of]
        self.in_hand = [TimePersistent(half_hours) for _ in plan.served]
        self.busy = [TimePersistent(half_hours) for _ in plan.served]
        self.available = [TimePersistent(half_hours) for _ in plan.served]

    def begin(self, count: int = 1) -> None:
        """Note so many contacts, or pieces of work on one that is over, as unfinished."""
        self.unfinished += count

    def finish(self) -> None:
        """Note that a contact, or a piece of work, is finished."""
        self.unfinished -= 1

    def pick_up(self, contact: ContactRecord) -> None:
        """Occupy a line of the contact's channel."""
        contact.on_line = True
        self.on_line[contact.handled_on] += 1

    def hang_up(self, contact: ContactRecord) -> None:
        """Free the contact's line, if it has one."""
        self.on_line[contact.handled_on] -= contact.on_line
        contact.on_line = False

    def join(self, leg: LegRecord) -> None:
        """Put a leg in line: its wait is `over` with an agent, or when it is disconnected."""
        chosen = self._chosen(leg)
        if chosen is not None:
            self._give(leg, *chosen)
            return
        _insert(self._lines[leg.queue], leg)
        self.waiting[leg.queue].change(self._env.now, +1)
        self._disconnect_if_hopeless(leg.queue)

    def leave(self, leg: LegRecord) -> None:
        """Take a leg whose patience has ended out of its line."""
        self._take_out(leg)
        leg.left = self._env.now

    def overflow(self, leg: LegRecord, team: int) -> None:
        """Open a waiting leg to a further team."""
        agent = self._agents[team].first_free(leg.channel)
        if agent is not None:
            self._take_out(leg)
            self._give(leg, team, agent)
            return
        _insert(self._helped[team].setdefault(leg.queue, {}), leg)
        leg.helpers += (team,)

    def pause(self, leg: LegRecord, team: int, agent: int) -> None:
        """Keep what an agent is to go on with: its wait is `over` when that happens, or never will.

        It then has the agent, or nobody.
        """
        insort(self._paused.setdefault((team, agent), []), (leg.case, leg.attempt, leg))

    def hand_over_paused(self, team: int, agent: int) -> None:
        """Give up that an agent who is absent goes on with what was paused."""
        for *_, leg in self._paused.pop((team, agent), ()):
            leg.over.succeed()

    def release(self, leg: LegRecord) -> None:
        """Free the slot of a leg whose after-call work is done."""
        agents, now = self._agents[leg.team], self._env.now
        agents.release(leg.agent, now)
        self.in_hand[leg.team].change(now, -1)
        if not agents.in_hand[leg.agent]:
            self.busy[leg.team].change(now, -1)
            self.available[leg.team].change(now, agents.can_take(leg.agent))
        self._offer(leg.team, leg.agent)

    def start_duty(self, team: int, agent: int, factor: float, arrives: bool) -> None:
        """Bring an agent on duty; one who is still busy from before goes on.

        Who is on duty already stays so, with another factor from now on.
        """
        agents, now = self._agents[team], self._env.now
        if agents.on_duty(agent):
            agents.factor[agent] = factor
            return
        agents.start_duty(agent, now, factor, arrives)
        self.available[team].change(now, not agents.in_hand[agent])
        self._offer(team, agent)

    def end_duty(self, team: int, agent: int) -> None:
        """Take an agent off duty; what is in hand is finished first."""
        agents, now = self._agents[team], self._env.now
        if not agents.on_duty(agent):
            return
        agents.end_duty(agent, now)
        self.available[team].change(now, -(not agents.in_hand[agent]))
        for queue, _ in self._plan.served[team]:
            self._disconnect_if_hopeless(queue)

    def open_channel(self, channel: int) -> None:
        """Open the human side of a channel."""
        self._closed[channel] = False

    def close_channel(self, channel: int) -> None:
        """Close the human side of a channel; who waits may stay while somebody is on duty."""
        self._closed[channel] = True
        for queue in self._plan.queues_on[channel]:
            if self._plan.channels[channel].disconnects or self._plan.channels[channel].moves:
                self._disconnect(queue)
            else:
                self._disconnect_if_hopeless(queue)

    def is_open(self, channel: int) -> bool:
        """Return whether the human side of a channel is open."""
        return not self._closed[channel]

    def factor(self, team: int, agent: int) -> float:
        """Return an agent's own factor on handle times."""
        return self._agents[team].factor[agent]

    def has_agent_for(self, queue: int) -> bool:
        """Return whether a contact that joins a queue now is served at once."""
        channel, teams = self._plan.channel_of[queue], self._plan.teams_of[queue]
        return any(self._agents[team].first_free(channel) is not None for team in teams)

    def waiting_on(self, channel: int) -> int:
        """Return the contacts that wait on a channel."""
        return sum(self.waiting[queue].level for queue in self._plan.queues_on[channel])

    def staff_for(self, queue: int) -> int:
        """Return the agents on duty in the teams of a queue."""
        return sum(self._agents[team].heads_on_duty for team in self._plan.teams_of[queue])

    def settle(self, now: float) -> None:
        """Bring all integrals up to the end of the run."""
        for level in (*self.waiting, *self.in_hand, *self.busy, *self.available):
            level.settle(now)

    def _chosen(self, leg: LegRecord) -> tuple[int, int] | None:
        """Return the team and the agent of a leg that joins; None: nobody is free."""
        teams, assign = self._plan.teams_of[leg.queue], self._plan.queues[leg.queue].assign
        if assign == Assign.TEAM_ORDER:
            for team in teams:
                agent = self._agents[team].first_free(leg.channel)
                if agent is not None:
                    return team, agent
            return None
        free = [
            (place, team, agent)
            for place, team in enumerate(teams)
            for agent in self._agents[team].free(leg.channel)
        ]
        if not free:
            return None
        if assign == Assign.UNIFORM:
            _, team, agent = sorted(free, key=_by_place)[int(leg.values.assign * len(free))]
        else:
            _, team, agent = min(free, key=partial(self._rank, assign))
        return team, agent

    def _rank(self, assign: int, free: tuple[int, int, int]) -> tuple[float, ...]:
        """Return what the free agents of several teams are ranked by; the lowest is chosen."""
        place, team, agent = free
        agents = self._agents[team]
        since, score = agents.idle_since(agent), 0.0
        if assign == Assign.SCORE:
            score = self._plan.score[team] + agents.idle_share(agent, self._env.now)
        return agents.in_hand[agent], -score, since, place, agent

    def _offer(self, team: int, agent: int) -> None:
        """Give an agent what was paused, then the waiting contacts with the highest scores.

        Each takes a free slot.
        """
        agents = self._agents[team]
        if self._paused:
            self._resume(team, agent)
        while agents.can_take(agent):
            leg = self._best(team, agents.holds(agent))
            if leg is None:
                return
            self._take_out(leg)
            self._give(leg, team, agent)

    def _resume(self, team: int, agent: int) -> None:
        """Let an agent go on with what was paused, as far as hands are free for its channel."""
        agents, paused = self._agents[team], self._paused.get((team, agent), [])
        for place in tuple(paused):
            leg = place[-1]
            if agents.can_take(agent) and agents.holds(agent) in (None, leg.channel):
                paused.remove(place)
                leg.joined = leg.since = self._env.now
                self._give(leg, team, agent)

    def _best(self, team: int, channel: int | None) -> LegRecord | None:
        """Return the waiting leg with the highest score for a team, on one channel or on any."""
        now, channel_of = self._env.now, self._plan.channel_of
        best, chosen = None, None
        for queue, weight, line in self._lines_for(team):
            if self.waiting[queue].level == 0 or channel not in (None, channel_of[queue]):
                continue
            for (base, ageing), places in line.items():
                if places:
                    since, case, attempt, leg = places[0]
                    score = (base + weight) + ageing * (now - since)
                    rank = (-score, since, queue, case, attempt)
                    if best is None or rank < best:
                        best, chosen = rank, leg
        return chosen

    def _lines_for(self, team: int) -> list[tuple[int, float, Line]]:
        """Return the queues that a team serves, with its weights, and what it helps with."""
        helped = self._helped[team].items()
        return self._served[team] + [(queue, 0.0, line) for queue, line in helped]

    def _take_out(self, leg: LegRecord) -> None:
        """Take a leg out of its line, and out of those of the teams that help."""
        _remove(self._lines[leg.queue], leg)
        for team in leg.helpers:
            _remove(self._helped[team][leg.queue], leg)
        self.waiting[leg.queue].change(self._env.now, -1)

    def _give(self, leg: LegRecord, team: int, agent: int) -> None:
        agents, now = self._agents[team], self._env.now
        if not agents.in_hand[agent]:
            self.busy[team].change(now, +1)
            self.available[team].change(now, -1)
        agents.take(agent, leg.channel, now)
        self.in_hand[team].change(now, +1)
        leg.team, leg.agent, leg.started = team, agent, now
        leg.in_hand = agents.in_hand[agent]
        leg.over.succeed()

    def _disconnect_if_hopeless(self, queue: int) -> None:
        """Disconnect who waits on a closed line that nobody is left to serve."""
        if queue in self._plan.review_of:
            return
        number = self._plan.channel_of[queue]
        channel = self._plan.channels[number]
        leaves = channel.live and (channel.loses or channel.diverts or channel.moves)
        if self._closed[number] and leaves and not self.staff_for(queue):
            self._disconnect(queue)

    def _disconnect(self, queue: int) -> None:
        lines = self._lines[queue].values()
        for leg in sorted((place[-1] for line in lines for place in line), key=_identity):
            self.leave(leg)
            leg.over.succeed()


def _insert(line: Line, leg: LegRecord) -> None:
    insort(line.setdefault((leg.base, leg.ageing), []), _place(leg))


def _remove(line: Line, leg: LegRecord) -> None:
    places = line[leg.base, leg.ageing]
    del places[bisect_left(places, _place(leg))]


def _place(leg: LegRecord) -> Place:
    return (leg.since, leg.case, leg.attempt, leg)


def _by_place(free: tuple[int, int, int]) -> tuple[int, int]:
    return free[0], free[2]


def _identity(leg: LegRecord) -> tuple[int, int]:
    return (leg.case, leg.attempt)
