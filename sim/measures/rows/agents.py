"""What each agent was doing when: scheduled for what, with how many contacts in hand."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sim.base.arrays import Flags, Floats, Integers
from sim.engine.columns import Columns
from sim.engine.journal import Activity, Journal, Legs, Roster

OFF_SHIFT = -1
"""The activity of an agent who is on no shift."""


@dataclass(frozen=True)
class AgentStates(Columns):
    """One row per span in which an agent's state stays the same, sorted by (team, agent, start).

    Attributes
    ----------
    team, agent
        Whose state it is.
    start, end
        The span, in seconds of the run; never empty.
    activity
        `Activity` that the agent is scheduled for, or `OFF_SHIFT`.
    in_hand
        Contacts in hand, after-call work included.
    """

    team: Integers
    agent: Integers
    start: Floats
    end: Floats
    activity: Integers
    in_hand: Integers

    @property
    def busy(self) -> Flags:
        """Whether the agent has a contact in hand."""
        return self.in_hand > 0

    @property
    def available(self) -> Flags:
        """Whether the agent is on duty with none in hand."""
        return self.idle(Activity.WORK)

    @property
    def overtime(self) -> Flags:
        """Whether the agent works on outside the shifts for which they are present."""
        elsewhere: Flags = (self.activity == OFF_SHIFT) | (self.activity == Activity.ABSENT)
        return self.busy & elsewhere

    def idle(self, activity: Activity) -> Flags:
        """Return whether the agent is scheduled for an activity and has none in hand."""
        scheduled: Flags = self.activity == activity
        return scheduled & ~self.busy


@dataclass(frozen=True)
class _Steps(Columns):
    """One row per instant at which an agent's activity or number of contacts in hand changes."""

    team: Integers
    agent: Integers
    time: Floats
    activity: Integers
    in_hand: Integers


def agent_states(journal: Journal) -> AgentStates:
    """Return the states of all agents, from the roster and the legs of a journal."""
    legs = journal.legs.taken_when_read(~np.isnan(journal.legs.started))
    freed = np.where(np.isnan(legs.wrap_end), journal.end, legs.wrap_end)
    taken, done = _steps(legs, legs.started, in_hand=1), _steps(legs, freed, in_hand=-1)
    steps = _joined(*_activity_steps(journal.roster), taken, done)
    steps = steps.take(_in_order(steps))
    # Each agent's steps add to 0, so that the sums may run on from one agent to the next.
    states = AgentStates(
        team=steps.team[:-1],
        agent=steps.agent[:-1],
        start=steps.time[:-1],
        end=steps.time[1:],
        activity=OFF_SHIFT + np.cumsum(steps.activity)[:-1],
        in_hand=np.cumsum(steps.in_hand)[:-1],
    )
    same_agent = (np.diff(steps.team) == 0) & (np.diff(steps.agent) == 0)
    return states.taken_when_read(same_agent & (states.end > states.start))


def starts_on_duty(roster: Roster, legs: Legs) -> Flags:
    """Return whether each leg's agent is on duty when it starts; all of them must have started."""
    worked = roster.take(roster.activity == Activity.WORK)
    # At one instant stretches end, then begin, before contacts are given out.
    return _scheduled(worked, legs, legs.started, until="right")


def leaves_at_start(roster: Roster, legs: Legs) -> Flags:
    """Return whether each leg's agent leaves at the instant at which it starts, or is on duty."""
    worked = roster.take(roster.activity == Activity.WORK)
    return _scheduled(worked, legs, legs.started, until="left")


def ends_in_overtime(roster: Roster, legs: Legs) -> Flags:
    """Return whether each leg's talk ends outside its agent's shifts; all of them must have."""
    present = roster.take(~roster.absent)
    # What ends with the shift is no overtime.
    return ~_scheduled(present, legs, legs.talk_end, until="left")


def hands_at_start(legs: Legs, end: float) -> tuple[Integers, Integers]:
    """Return how many contacts each leg's agent has in hand when it starts, at least and at most.

    The two differ only where other legs of the agent begin or end at the very same instant. All
    legs must have started; those that are not done last until `end`.
    """
    freed = np.where(np.isnan(legs.wrap_end), end, legs.wrap_end)
    few, many = np.empty((2, len(legs)), np.int64)
    agents, group = np.unique(np.stack([legs.team, legs.agent]), axis=1, return_inverse=True)
    for number in range(agents.shape[1]):
        rows = group == number
        start, over = np.sort(legs.started[rows]), np.sort(freed[rows])
        now = legs.started[rows]
        few[rows] = 1 + np.searchsorted(start, now) - np.searchsorted(over, now, side="right")
        many[rows] = np.searchsorted(start, now, side="right") - np.searchsorted(over, now)
    return few, many


def _scheduled(
    roster: Roster, legs: Legs, times: Floats, *, until: Literal["left", "right"]
) -> Flags:
    """Return whether each leg's agent is in a stretch of the roster at an instant.

    Parameters
    ----------
    roster, legs, times
        The stretches that count, the legs, and an instant of each.
    until
        Whether a stretch still lasts at the instant of its end (`left`), or no more (`right`).
    """
    most = 1 + max(roster.agent.max(initial=0), legs.agent.max(initial=0))

    def ordered(rows: Roster | Legs, time: Floats) -> NDArray[np.complex128]:
        # Complex numbers stand in the order of their real parts, then of the imaginary ones.
        both = np.empty(len(time), np.complex128)
        both.real = rows.team * most + rows.agent
        both.imag = time
        return both

    def in_order(time: Floats) -> NDArray[np.complex128]:
        # The roster is in order already, or nearly: this sort is fast then.
        return np.sort(ordered(roster, time), kind="stable")

    asked = ordered(legs, times)
    begun = np.searchsorted(in_order(roster.start), asked, side="right")
    over = np.searchsorted(in_order(roster.end), asked, side=until)
    scheduled: Flags = begun > over
    return scheduled


def _in_order(steps: _Steps) -> Integers:
    """Return the steps' rows in the order of (team, agent, time), those of an instant in any."""
    by_time = np.argsort(steps.time)
    whose = steps.team * (1 + steps.agent.max(initial=0)) + steps.agent
    # NumPy sorts numbers of 16 bits by their digits, several times as fast.
    narrow = np.uint16 if whose.max(initial=0) < 1 << 16 else np.int64
    whose = whose.astype(narrow).take(by_time)
    return by_time.take(np.argsort(whose, kind="stable"))


def _activity_steps(roster: Roster) -> tuple[_Steps, _Steps]:
    above = roster.activity - OFF_SHIFT
    return (
        _steps(roster, roster.start, activity=above),
        _steps(roster, roster.end, activity=-above),
    )


def _steps(
    rows: Roster | Legs, time: Floats, *, activity: Integers | int = 0, in_hand: int = 0
) -> _Steps:
    zero = np.zeros(len(rows), np.int64)
    return _Steps(rows.team, rows.agent, time, zero + activity, zero + in_hand)


def _joined(*tables: _Steps) -> _Steps:
    return _Steps(
        *(
            np.concatenate([getattr(table, name) for table in tables])
            for name in ("team", "agent", "time", "activity", "in_hand")
        )
    )
