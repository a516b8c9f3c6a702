"""The agents of one team: who is on duty, who has a hand free, and since when."""

from bisect import insort
from collections.abc import Sequence

import numpy as np

from sim.engine.plan.team_plan import slots_of


class Agents:
    """A team's agents; each holds contacts of one channel at a time, up to its slots.

    Parameters
    ----------
    slots
        By channel: contacts that an agent may have in hand, on average over the team.
    count
        How many agents it has.
    """

    def __init__(self, slots: Sequence[float], count: int) -> None:
        # By channel and agent: the contacts that one may have in hand.
        self._room = [slots_of(mean, np.arange(count)).tolist() for mean in slots]
        self._on_duty = [False] * count
        self._listed = [False] * count
        self._channel = [0] * count
        self._free_since = [0.0] * count
        self.factor = [1.0] * count
        self._idle: list[tuple[float, int]] = []
        self._partly: dict[int, list[tuple[int, float, int]]] = {}
        self.in_hand = [0] * count
        self.heads_on_duty = 0
        # Of the presence so far: seconds on duty, those with none in hand, since when each runs.
        self._duty = [0.0] * count
        self._idle_time = [0.0] * count
        self._duty_from = [0.0] * count
        self._idle_from = [0.0] * count

    def first_free(self, channel: int) -> int | None:
        """Return the agent for a contact of a channel: fewest in hand, longest free, lowest."""
        if self._idle:
            return self._idle[0][1]
        partly = self._partly.get(channel)
        return partly[0][2] if partly else None

    def free(self, channel: int) -> list[int]:
        """Return the agents who can take a contact of a channel."""
        partly = self._partly.get(channel, ())
        return [agent for _, agent in self._idle] + [agent for _, _, agent in partly]

    def idle_since(self, agent: int) -> float:
        """Return when an agent came on duty, or was last free of a contact."""
        return self._free_since[agent]

    def idle_share(self, agent: int, now: float) -> float:
        """Return the share of an agent's duty since the presence began with none in hand."""
        duty = self._duty[agent] + (now - self._duty_from[agent])
        if duty == 0.0:
            return 1.0
        idle = self._idle_time[agent]
        if self.in_hand[agent] == 0:
            idle += now - self._idle_from[agent]
        return idle / duty

    def holds(self, agent: int) -> int | None:
        """Return the channel of what an agent has in hand; None: nothing."""
        return self._channel[agent] if self.in_hand[agent] else None

    def can_take(self, agent: int) -> bool:
        """Return whether an agent on duty has a slot free."""
        if not self._on_duty[agent]:
            return False
        held = self.in_hand[agent]
        return held == 0 or held < self._room[self._channel[agent]][agent]

    def on_duty(self, agent: int) -> bool:
        """Return whether an agent is on duty."""
        return self._on_duty[agent]

    def start_duty(self, agent: int, now: float, factor: float, arrives: bool) -> None:
        """Bring an agent on duty, free since now, with a factor on handle times."""
        if arrives:
            self._duty[agent] = self._idle_time[agent] = 0.0
        self._duty_from[agent] = self._idle_from[agent] = now
        self._on_duty[agent] = True
        self.factor[agent] = factor
        self.heads_on_duty += 1
        self._free_since[agent] = now
        self._enlist(agent)

    def end_duty(self, agent: int, now: float) -> None:
        """Take an agent off duty; what is in hand stays there."""
        self._strike(agent)
        self._duty[agent] += now - self._duty_from[agent]
        if self.in_hand[agent] == 0:
            self._idle_time[agent] += now - self._idle_from[agent]
        self._on_duty[agent] = False
        self.heads_on_duty -= 1

    def take(self, agent: int, channel: int, now: float) -> None:
        """Put one more contact into an agent's hands."""
        self._strike(agent)
        if self.in_hand[agent] == 0:
            self._idle_time[agent] += now - self._idle_from[agent]
        self.in_hand[agent] += 1
        self._channel[agent] = channel
        self._enlist(agent)

    def release(self, agent: int, now: float) -> None:
        """Take a finished contact out of an agent's hands."""
        self._strike(agent)
        self.in_hand[agent] -= 1
        self._free_since[agent] = self._idle_from[agent] = now
        self._enlist(agent)

    def _enlist(self, agent: int) -> None:
        """Write an agent who can take more into the list of those."""
        if not self.can_take(agent):
            return
        self._listed[agent] = True
        if self.in_hand[agent] == 0:
            insort(self._idle, (self._free_since[agent], agent))
        else:
            partly = self._partly.setdefault(self._channel[agent], [])
            insort(partly, (self.in_hand[agent], self._free_since[agent], agent))

    def _strike(self, agent: int) -> None:
        """Strike an agent who could take more off the list of those."""
        if not self._listed[agent]:
            return
        self._listed[agent] = False
        if self.in_hand[agent] == 0:
            self._idle.remove((self._free_since[agent], agent))
        else:
            place = (self.in_hand[agent], self._free_since[agent], agent)
            self._partly[self._channel[agent]].remove(place)
