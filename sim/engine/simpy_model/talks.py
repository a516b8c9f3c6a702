"""Talks that a shift's end may break off: of an agent, on deferred contacts."""

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
        over = Event(self._env)
        leg.due, leg.talk_over = self._env.now + leg.talk, over
        self._in_progress.setdefault((leg.team, leg.agent), []).append((leg, rule))
        completion.callbacks.append(lambda _: None if over.triggered else self._complete(leg))
        return over

    def end_shift(self, team: int, agent: int, *, returns: bool) -> None:
        """Break off what an agent has in hand; what is due at this instant is completed.

        Parameters
        ----------
        team, agent
            Whose shift ends.
        returns
            Whether the agent has another shift.
        """
        now, talks = self._env.now, self._in_progress.pop((team, agent), [])
        for leg, rule in sorted(talks, key=_identity):
            if leg.due <= now:
                self._in_progress.setdefault((team, agent), []).append((leg, rule))
                continue
            waits = rule is ShiftEnd.PAUSE and returns
            leg.talk_end = leg.wrap_end = now
            leg.outcome = Outcome.PAUSED if waits else Outcome.HANDED_OVER
            self._desk.release(leg)
            _over(leg).succeed()

    def _complete(self, leg: LegRecord) -> None:
        talks = self._in_progress[leg.team, leg.agent]
        talks[:] = [talk for talk in talks if talk[0] is not leg]
        _over(leg).succeed()


def broken_off(leg: LegRecord) -> bool:
    """Return whether a shift's end has broken off the talk of a leg."""
    return leg.outcome in BROKEN_OFF


def left_of(contact: ContactRecord, leg: LegRecord, env: Environment) -> LegRecord:
    """Return the row in which a leg goes on whose talk was broken off just now."""
    return rest_of(contact, leg, leg.due - env.now, Event(env))


def _over(leg: LegRecord) -> Event:
    assert leg.talk_over is not None
    return leg.talk_over


def _identity(talk: tuple[LegRecord, ShiftEnd]) -> tuple[int, int]:
    return talk[0].case, talk[0].attempt
