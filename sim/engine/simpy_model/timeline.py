"""What is known beforehand: opening times and shifts as ordered events."""

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

import numpy as np

from sim.base.arrays import Flags, Floats
from sim.engine.journal import Activity, Roster

Spans = Floats


def is_open(spans: Spans, time: float) -> bool:
    """Return whether `time` lies in one of the spans, ends excluded; shape (spans, 2)."""
    number = int(np.searchsorted(spans[:, 0], time, side="right"))
    return number > 0 and bool(time < spans[number - 1, 1])


def next_opening(spans: Spans, time: float) -> float:
    """Return the start of the next span after `time`; infinite if none follows."""
    number = int(np.searchsorted(spans[:, 0], time, side="right"))
    return float(spans[number, 0]) if number < len(spans) else inf


def calendar_events(
    opening: Sequence[Spans], outages: Spans, end: float
) -> list[tuple[float, bool, int]]:
    """Return (time, opens, channel) in order: at one instant closings come before openings.

    An outage closes the bot, which stands after the channels.
    """
    events = []
    for channel, spans in enumerate(opening):
        events += [(start, True, channel) for start in spans[:, 0].tolist() if 0 < start < end]
        events += [(stop, False, channel) for stop in spans[:, 1].tolist() if stop < end]
    bot = len(opening)
    events += [(start, False, bot) for start in outages[:, 0].tolist() if start < end]
    events += [(stop, True, bot) for stop in outages[:, 1].tolist() if stop < end]
    return sorted(events)


class DutyEvent(NamedTuple):
    """A change of what an agent is there for; sorted, ends come before starts at one instant.

    Attributes
    ----------
    time
        When.
    starts
        Whether a stretch on the queue begins, or ends without another that touches it.
    team, agent
        Whose.
    factor
        The agent's factor on handle times in the stretch.
    of_presence
        Whether the agent's presence begins or ends with it: stretches that touch, breaks and blocks
        among them, are one presence.
    """

    time: float
    starts: bool
    team: int
    agent: int
    factor: float
    of_presence: bool


def duty_events(roster: Roster, end: float) -> list[DutyEvent]:
    """Return the starts and ends of stretches on the queue, in order.

    An agent whose next stretch touches the last one is never off duty in between: midnight and the
    launch of a project are no end of duty. A presence that ends with a block or a break has an end
    of its own.
    """
    there = roster.take(~roster.absent)
    arrives, leaves = ~_touches(there, -1), ~_touches(there, +1)
    work = there.activity == Activity.WORK
    worked = there.take(work)
    goes_on = _touches(worked, +1)
    events = _events(worked, worked.start, True, arrives[work])
    ends = ~goes_on & (worked.end < end)
    events += _events(worked.take(ends), worked.end[ends], False, leaves[work][ends])
    aside = ~work & leaves & (there.end < end)
    return sorted(events + _events(there.take(aside), there.end[aside], False, leaves[aside]))


def _touches(stretches: Roster, step: int) -> Flags:
    """Return whether each stretch touches the next one of its agent, or the one before (-1)."""
    touches = np.zeros(len(stretches), np.bool_)
    joint = (
        (stretches.team[1:] == stretches.team[:-1])
        & (stretches.agent[1:] == stretches.agent[:-1])
        & (stretches.start[1:] == stretches.end[:-1])
    )
    if step > 0:
        touches[:-1] = joint
    else:
        touches[1:] = joint
    return touches


def _events(stretches: Roster, times: Floats, starts: bool, of_presence: Flags) -> list[DutyEvent]:
    columns = (times, stretches.team, stretches.agent, stretches.factor, of_presence)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [
        DutyEvent(time, starts, team, agent, factor, presence)
        for time, team, agent, factor, presence in rows
    ]
