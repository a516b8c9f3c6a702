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
    """

    time: float
    starts: bool
    team: int
    agent: int
    factor: float


def duty_events(roster: Roster, end: float) -> list[DutyEvent]:
    """Return the starts and ends of stretches on the queue, in order.

    An agent whose next stretch touches the last one is never off duty in between: midnight and the
    launch of a project are no end of duty.
    """
    worked = roster.take(roster.activity == Activity.WORK)
    columns = (column.tolist() for column in (worked.team, worked.agent, worked.factor))
    agents = list(zip(*columns, strict=True))
    starts = zip(worked.start.tolist(), agents, strict=True)
    last = worked.take(~_goes_on(worked) & (worked.end < end))
    columns = (column.tolist() for column in (last.end, last.team, last.agent, last.factor))
    events = [DutyEvent(time, True, *agent) for time, agent in starts]
    events += [DutyEvent(time, False, *agent) for time, *agent in zip(*columns, strict=True)]
    return sorted(events)


def _goes_on(worked: Roster) -> Flags:
    """Return whether another stretch of the same agent touches the end of each."""
    goes_on = np.zeros(len(worked), np.bool_)
    goes_on[:-1] = (
        (worked.team[1:] == worked.team[:-1])
        & (worked.agent[1:] == worked.agent[:-1])
        & (worked.start[1:] == worked.end[:-1])
    )
    return goes_on
