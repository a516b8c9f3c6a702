"""Which shifts a team is scheduled for: by patterns, bought hours, headcounts or roster files."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from math import inf
from typing import NamedTuple

from sim.base.time import DAY, HALF_HOUR
from sim.engine.bind.people.patterns import canonical_text, patterns_of
from sim.engine.bind.people.roster_file import read_roster
from sim.scenario.sections.data_file import RosterFile
from sim.scenario.sections.team import Shift, Team
from sim.scenario.values.calendar import Calendar
from sim.scenario.values.horizon import Horizon, add_months
from sim.workload.grid import on_grid

Span = tuple[float, float]

MONDAY = date(2024, 1, 1)
NO_PATTERN = ""
"""The pattern of people who are on duty by a headcount or a roster file."""
EXAMPLES = "`2026-01-05T09:00` or `32400`"


class Duty(NamedTuple):
    """One agent's shift in seconds of the run, not yet clipped to it."""

    agent: int
    """Number within the team."""
    pattern: str
    """Canonical text of the pattern; empty where there is none."""
    ordinal: int
    """Number of the agent within the pattern."""
    start: float
    """Start."""
    end: float
    """End."""
    breaks: tuple[Span, ...] = ()
    """Breaks that reach into it."""
    joined: float = -inf
    """When the agent joined the team; long ago unless by `changes`."""


def duties(
    team: Team, horizon: Horizon, calendar: Calendar, *, by_day: bool = False
) -> Iterator[Duty]:
    """Return the shifts that a team is scheduled for.

    Parameters
    ----------
    team, horizon, calendar
        The team, the run and its holidays; a roster file has its own dates.
    by_day
        Whether a `headcount` is cut into shifts at each midnight, so that agents can be absent day
        by day; it always is where the team itself has absences or time off the queue.
    """
    if team.roster is not None:
        return _from_file(team.roster, horizon)
    if team.headcount is not None:
        by_day = by_day or team.absence > 0 or team.off_queue.share > 0
        return _from_headcount(team, horizon, calendar, 48 if by_day else horizon.days * 48)
    if team.hours_week is not None:
        return _from_hours(team.shifts[0], team.hours_week, horizon, calendar)
    return _from_shifts(team, horizon, calendar)


def _from_shifts(team: Team, horizon: Horizon, calendar: Calendar) -> Iterator[Duty]:
    """Yield each pattern's shifts; agents are numbered through the patterns in canonical order."""
    first = 0
    for pattern in patterns_of(team):
        shift, changes = pattern.shift, _changes(team, horizon) if pattern.changes else []
        for start, end in shift.hours.shifts(horizon.first_day, horizon.days, calendar):
            breaks = _breaks(shift, start, end, horizon, calendar)
            for place, joined in enumerate(_joined(pattern.agents, changes, start)):
                yield Duty(first + place, pattern.text, place, start, end, breaks, joined)
        first += _most(pattern.agents, changes)


def _most(agents: int, changes: Sequence[tuple[float, int]]) -> int:
    """Return how many people work a pattern at most, over all of its changes."""
    numbers = [agents]
    for _, change in changes:
        numbers.append(max(numbers[-1] + change, 0))
    return max(numbers)


def _changes(team: Team, horizon: Horizon) -> list[tuple[float, int]]:
    """Return the times at which agents join or leave, and how many, in order."""
    launch = date.fromordinal(horizon.first_day.toordinal() + int(horizon.window_start // DAY))
    days = {m: (add_months(launch, m) - horizon.first_day).days for m in sorted(team.changes)}
    return [(day * DAY, team.changes[month]) for month, day in days.items()]


def _joined(agents: int, changes: Sequence[tuple[float, int]], time: float) -> list[float]:
    """Return when each agent who is there at a time joined: those who joined last leave first."""
    there = [-inf] * agents
    for start, change in changes:
        if start // DAY > time // DAY:
            break
        there = there[: max(len(there) + change, 0)] + [start] * change
    return there


def _from_hours(
    shift: Shift, hours_week: float, horizon: Horizon, calendar: Calendar
) -> Iterator[Duty]:
    """Yield the shifts of people who work the whole pattern, then of one who goes home earlier."""
    text = canonical_text(shift)
    frame = sum(end - start for start, end in shift.hours.weekly)
    whole, rest = divmod(hours_week, frame)
    for start, end in shift.hours.shifts(horizon.first_day, horizon.days, calendar):
        for agent in range(int(whole)):
            breaks = _breaks(shift, start, end, horizon, calendar)
            yield Duty(agent, text, agent, start, end, breaks)
        if rest > 0:
            stop = on_grid(start + (end - start) * rest / frame)
            breaks = _breaks(shift, start, stop, horizon, calendar)
            yield Duty(int(whole), text, int(whole), start, stop, breaks)


def _breaks(
    shift: Shift, start: float, end: float, horizon: Horizon, calendar: Calendar
) -> tuple[Span, ...]:
    """Return the breaks of a shift: those of the weekday that its first day is like."""
    day = start // DAY
    (weekday,) = calendar.days_of_hours(horizon.first_day + timedelta(days=day), 1)
    if shift.breaks is None or weekday is None:
        return ()
    breaks = shift.breaks.shifts(MONDAY + timedelta(days=weekday), 2)
    spans = [(day * DAY + on, day * DAY + off) for on, off in breaks]
    return tuple((max(on, start), min(off, end)) for on, off in spans if off > start and on < end)


def _from_headcount(
    team: Team, horizon: Horizon, calendar: Calendar, per_shift: int
) -> Iterator[Duty]:
    """Yield shifts of at most so many half hours: agents 1..h are on duty where the count is h."""
    counts = _half_hour_heads(team, horizon, calendar)
    for agent in range(max(counts, default=0)):
        needed = [(i // per_shift, count > agent) for i, count in enumerate(counts)]
        position = 0
        for (_, on), run in groupby(needed):
            length = len(list(run))
            if on:
                start, end = position * HALF_HOUR, (position + length) * HALF_HOUR
                yield Duty(agent, NO_PATTERN, agent, start, end)
            position += length


def _half_hour_heads(team: Team, horizon: Horizon, calendar: Calendar) -> list[int]:
    heads = team.headcount if isinstance(team.headcount, tuple) else (team.headcount or 0,) * 48
    week = heads if len(heads) == 336 else heads * 7
    counts: list[int] = []
    for weekday in calendar.days_of_hours(horizon.first_day, horizon.days):
        counts += (0,) * 48 if weekday is None else week[weekday * 48 : (weekday + 1) * 48]
    return counts


def _from_file(file: RosterFile, horizon: Horizon) -> Iterator[Duty]:
    """Yield the shifts of a roster file; agents are numbered as they appear in it."""
    listed = read_roster(file, horizon.first_day)
    columns = (listed.agent.tolist(), listed.on.tolist(), listed.off.tolist())
    for agent, on, off in zip(*columns, strict=True):
        if off > 0 and on < horizon.end:
            yield Duty(agent, NO_PATTERN, agent, on, off)
