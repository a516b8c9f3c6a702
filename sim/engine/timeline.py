"""What is known beforehand: opening times and shifts as ordered events."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import inf
from typing import NamedTuple

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.base.time import WEEK
from sim.engine.columns import Columns
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


def calendar_times(opening: Sequence[Spans], outages: Spans, end: float) -> Floats:
    """Return the instants at which a channel opens or closes, or an outage begins or ends."""
    times = [time for time, _, _ in calendar_events(opening, outages, end)]
    return np.unique(np.array(times, dtype=np.float64))


class Change(IntEnum):
    """What changes in an agent's duty, in the order of an instant."""

    END = 0
    """A stretch on the queue ends without another that touches it, or a presence does."""
    ABSENCE = 1
    """A shift begins from which the agent is absent."""
    START = 2
    """A stretch on the queue begins."""


class DutyEvent(NamedTuple):
    """A change of what an agent is there for; sorted, they come in the order of an instant.

    Attributes
    ----------
    time
        When.
    change
        What.
    team, agent
        Whose.
    factor
        The agent's factor on handle times in the stretch.
    of_presence
        Whether the agent's presence begins or ends with it: stretches that touch, breaks and blocks
        among them, are one presence.
    returns
        Whether another stretch of the agent, worked or absent, begins within a week.
    """

    time: float
    change: Change
    team: int
    agent: int
    factor: float
    of_presence: bool
    returns: bool


@dataclass(frozen=True)
class Duties(Columns):
    """The same as columns, in the order of events; `DutyEvent` explains each."""

    time: Floats
    change: Integers
    team: Integers
    agent: Integers
    factor: Floats
    of_presence: Flags
    returns: Flags


CHANGES = tuple(Change)


def duty_events(roster: Roster, end: float) -> list[DutyEvent]:
    """Return the starts and ends of stretches on the queue, in order, as `duties` finds them."""
    rows = zip(*(column.tolist() for column in duties(roster, end).columns), strict=True)
    return [DutyEvent(time, CHANGES[change], *rest) for time, change, *rest in rows]


def duties(roster: Roster, end: float) -> Duties:
    """Return the starts and ends of stretches on the queue, in order.

    An agent whose next stretch touches the last one is never off duty in between: midnight and the
    launch of a project are no end of duty. A presence that ends with a block or a break has an end
    of its own.
    """
    again, present = _returns(roster), ~roster.absent
    there, returns = roster.take(present), again[present]
    arrives, leaves = ~_touches(there, -1), ~_touches(there, +1)
    work = there.activity == Activity.WORK
    worked = there.take(work)
    aside = ~work & leaves
    away = roster.take(~present)
    off = ~_touches(away, -1)
    ends = ~_touches(worked, +1)
    parts = [
        _events(worked, worked.start, Change.START, arrives[work], returns[work]),
        _events(
            worked.take(ends), worked.end[ends], Change.END, leaves[work][ends], returns[work][ends]
        ),
        _events(there.take(aside), there.end[aside], Change.END, leaves[aside], returns[aside]),
        _events(away.take(off), away.start[off], Change.ABSENCE, off[off], again[~present][off]),
    ]
    columns = zip(*(part.columns for part in parts), strict=True)
    events = Duties(*map(np.concatenate, columns))
    # Sorted by all columns, the first one first.
    order = np.lexsort(events.columns[::-1])
    return events.take(order[events.time[order] < end])


def _returns(stretches: Roster) -> Flags:
    """Return whether another stretch of each one's agent begins within a week of its end."""
    returns = _same_agent(stretches, +1)
    returns[:-1] &= stretches.start[1:] - stretches.end[:-1] <= WEEK
    return returns


def _same_agent(stretches: Roster, step: int) -> Flags:
    """Return whether each stretch's neighbour, the next or the one before (-1), is its agent's."""
    same = np.zeros(len(stretches), np.bool_)
    alike = (stretches.team[1:] == stretches.team[:-1]) & (
        stretches.agent[1:] == stretches.agent[:-1]
    )
    if step > 0:
        same[:-1] = alike
    else:
        same[1:] = alike
    return same


def _touches(stretches: Roster, step: int) -> Flags:
    """Return whether each stretch touches the next one of its agent, or the one before (-1)."""
    touches = _same_agent(stretches, step)
    meets = stretches.start[1:] == stretches.end[:-1]
    if step > 0:
        touches[:-1] &= meets
    else:
        touches[1:] &= meets
    return touches


def _events(
    stretches: Roster, times: Floats, change: Change, of_presence: Flags, returns: Flags
) -> Duties:
    changes = np.full(len(stretches), change, dtype=np.int64)
    return Duties(
        times, changes, stretches.team, stretches.agent, stretches.factor, of_presence, returns
    )
