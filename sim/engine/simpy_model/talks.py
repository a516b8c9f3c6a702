"""Talks that a shift's end may break off: of an agent, on deferred contacts."""

from collections.abc import Mapping

from simpy import Environment, Event

from sim.engine.journal import BROKEN_OFF, FORWARDS, Outcome, Role
from sim.engine.plan.team_plan import ShiftEnd
from sim.engine.simpy_model.desk import Desk
from sim.engine.simpy_model.legs import rest_of
from sim.engine.simpy_model.ordered_events import At
from sim.engine.simpy_model.records import ContactRecord, LegRecord

BREAKABLE = frozenset((Role.ANSWER, Role.TOUCH, Role.TIER2, *FORWARDS))
"""Roles of legs whose talk does not outlast the shift."""


class Talks:
    """The talks in progress that end with the agent's shift, if they are not done before.

    Parameters
    ----------
    env, desk
        The run's clock, and its queues and agents.
    """

    def __init__(self, env: Environment, desk: Desk) -> None:
        self._env = env
        self._desk = desk
        self._in_progress: dict[tuple[int, int], list[tuple[LegRecord, ShiftEnd]]] = {}

    def end_of(self, contact: ContactRecord, leg: LegRecord, completion: At) -> Event:
        """Return the event that ends a talk: its completion, or what comes before it."""
        rule = ShiftEnd(contact.plan.at_shift_end[leg.team])
        live = contact.plan.channels[leg.channel].live
        if rule is ShiftEnd.FINISH or live or leg.role not in BREAKABLE:
            return completion
        leg.due, leg.talk_over = self._env.now + leg.talk, Event(self._env)
        self._in_progress.setdefault((leg.team, leg.agent), []).append((leg, rule))
        completion.callbacks.append(lambda _: self._complete(leg))
        return leg.talk_over

    def end_shifts(self, returns: Mapping[tuple[int, int], bool]) -> None:
        """Break off what agents have in hand; what is due at this instant is completed.

        Parameters
        ----------
        returns
            By team and agent whose shifts end now: whether they have another within a week.
        """
        now = self._env.now
        talks = [talk for agent in returns for talk in self._in_progress.get(agent, ())]
        for leg, rule in sorted(talks, key=_identity):
            if leg.due > now:
                waits = rule is ShiftEnd.PAUSE and returns[leg.team, leg.agent]
                leg.outcome = Outcome.PAUSED if waits else Outcome.HANDED_OVER
                leg.talk_end = leg.wrap_end = now
                self._desk.release(leg)
                self._end(leg)

    def _complete(self, leg: LegRecord) -> None:
        if leg.outcome not in BROKEN_OFF:
            self._end(leg)

    def _end(self, leg: LegRecord) -> None:
        talks = self._in_progress[leg.team, leg.agent]
        talks[:] = [talk for talk in talks if talk[0] is not leg]
        assert leg.talk_over is not None
        leg.talk_over.succeed()


def broken_off(leg: LegRecord) -> bool:
    """Return whether a shift's end has broken off the talk of a leg."""
    return leg.outcome in BROKEN_OFF


def left_of(contact: ContactRecord, leg: LegRecord, env: Environment) -> LegRecord:
    """Return the row in which a leg goes on whose talk was broken off just now."""
    return rest_of(contact, leg, leg.due - env.now, Event(env))


def _identity(talk: tuple[LegRecord, ShiftEnd]) -> tuple[int, int]:
    return talk[0].case, talk[0].attempt
