"""Who was on duty when, as far as the calls they took can tell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter

from calls import Call, Service

LONGEST_PAUSE = timedelta(minutes=20)
"""After a longer time without a call an agent was off duty."""


@dataclass(frozen=True)
class Duty:
    """A stretch of time in which an agent took calls."""

    agent: str
    on: datetime
    off: datetime


def duties(calls: Iterable[Call], longest_pause: timedelta = LONGEST_PAUSE) -> list[Duty]:
    """Return everybody's stretches on duty, by agent and time.

    A stretch goes from the start of the first call to the start of the last one, since in the model
    an agent who goes off duty finishes the call in hand. That of a single call ends with the call.

    Parameters
    ----------
    calls
        All calls; those that nobody took, or nobody known, say nothing.
    longest_pause
        A longer time without a call ends a stretch.
    """
    found = [
        Duty(agent, stretch[0].start, stretch[-1].start if len(stretch) > 1 else stretch[0].end)
        for agent, services in by_agent(calls)
        for stretch in _stretches(services, longest_pause)
    ]
    return [duty for duty in found if duty.on < duty.off]


def by_agent(calls: Iterable[Call]) -> Iterator[tuple[str, list[Service]]]:
    """Yield each known agent with what they did, by time."""
    known = (call.service for call in calls if call.service and call.service.server)
    ordered = sorted(known, key=attrgetter("server", "start"))
    for agent, services in groupby(ordered, key=attrgetter("server")):
        yield agent, list(services)


def _stretches(services: Iterable[Service], longest_pause: timedelta) -> list[list[Service]]:
    found: list[list[Service]] = []
    busy_until = datetime.min
    for service in services:
        if service.start - busy_until > longest_pause:
            found.append([])
        found[-1].append(service)
        busy_until = max(busy_until, service.end)
    return found
