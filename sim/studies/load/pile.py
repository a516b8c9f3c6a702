"""Work as it adds up, leg by leg, and how fast each team does it."""

import numpy as np

from sim.base.arrays import Floats
from sim.base.time import HOUR
from sim.engine.plan.plan import Plan
from sim.scenario.root import Scenario
from sim.scenario.sections.team import law_of
from sim.studies.load.legs import MeanLeg, handle_law


class Pile:
    """Work by inquiry type and queue.

    Parameters
    ----------
    scenario, plan
        The arm.
    hours
        Through how many hours it is followed.

    Attributes
    ----------
    rate, load
        Legs, and their work in erlangs for a team without factors, shape (queues, hours).
    talk, wrap
        Seconds of talk and of after-call work, shape (types, queues).
    squares
        Legs x mean square of their seconds, shape (types, queues).
    """

    def __init__(self, scenario: Scenario, plan: Plan, hours: int) -> None:
        self._scenario, self._plan = scenario, plan
        shape = (len(plan.types), len(plan.queues))
        self.talk, self.wrap, self.squares = np.zeros((3, *shape))
        # The parts of talk and wrap that teams' own laws of handle times change.
        self._by_team_talk, self._by_team_wrap = np.zeros((2, *shape))
        self.rate, self.load = np.zeros((2, len(plan.queues), hours))

    def add(self, leg: MeanLeg, contacts: Floats, factored: Floats) -> None:
        """Add legs of contacts by hour; `factored` has their factors on the handle time in it."""
        place = leg.type_code, leg.queue
        talk, wrap = leg.talk * factored * leg.number, leg.wrap * factored * leg.number
        if leg.by_team:
            self._by_team_talk[place] += talk.sum()
            self._by_team_wrap[place] += wrap.sum()
        wrap = wrap + leg.own_wrap * contacts * leg.number
        seconds = talk + wrap
        self.rate[leg.queue] += contacts * leg.number
        self.load[leg.queue] += seconds / HOUR
        self.talk[place] += talk.sum()
        self.wrap[place] += wrap.sum()
        legs = contacts.sum() * leg.number
        mean = seconds.sum() / legs if legs else 0.0
        self.squares[place] += legs * mean**2 * (1 + leg.cv**2)

    def paces(self) -> Floats:
        """Return the time that a second of work takes each team, without slots.

        Shape (teams, queues).
        """
        teams, more = self._plan.team_plan, self._longer_by_law()
        talk_factor, wrap_factor = teams.talk_factor, teams.talk_factor * teams.wrap_factor
        talk = np.einsum("tk,tkq->tq", talk_factor, self.talk + more * self._by_team_talk)
        talk += np.outer(teams.connect, self.rate.sum(axis=1))
        wrap = np.einsum("tk,tkq->tq", wrap_factor, self.wrap + more * self._by_team_wrap)
        total = (self.talk + self.wrap).sum(axis=0)
        paces: Floats = np.divide(talk + wrap, total, out=np.ones_like(talk), where=total > 0)
        return paces

    def _longer_by_law(self) -> Floats:
        """Return the mean of each team's own law over that of the type, less 1; 0 without one.

        Shape (teams, types, queues).
        """
        plan, types = self._plan, self._scenario.inquiry_types
        more = np.zeros((len(plan.teams), len(plan.types), len(plan.queues)))
        for number, team in enumerate(self._scenario.people.teams.values()):
            for code, (name, kind) in enumerate(types.items()):
                law = law_of(team.handle_time, name)
                if law is not None:
                    usual = [handle_law(kind, channel) for channel in plan.channels]
                    ratio = np.array([law.mean / each.mean if each else 1.0 for each in usual])
                    more[number, code] = ratio[plan.channel_of] - 1.0
        return more
