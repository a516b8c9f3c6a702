"""What is known beforehand: opening times and shifts as ordered events."""

from collections.abc import Sequence
from math import inf

import numpy as np
from numpy.typing import NDArray

from sim.engine.journal import Activity, Roster

Spans = NDArray[np.float64]


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


def duty_events(roster: Roster, end: float) -> list[tuple[float, bool, int, int, float]]:
    """Return (time, starts, team, agent, factor) of stretches on the queue; ends before starts."""
    worked = roster.take(roster.activity == Activity.WORK)
    columns = (column.tolist() for column in (worked.team, worked.agent, worked.factor))
    who = list(zip(*columns, strict=True))
    starts = zip(worked.start.tolist(), who, strict=True)
    stops = zip(worked.end.tolist(), who, strict=True)
    events = [(time, True, *agent) for time, agent in starts]
    events += [(time, False, *agent) for time, agent in stops if time < end]
    return sorted(events)
